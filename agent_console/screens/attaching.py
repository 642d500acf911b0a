"""Files that go with a mail: added by their path, taken off by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.composing import ComposingScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.widgets.attach_panel import AttachPanel
from agent_console.screens.widgets.question import Choice, Question
from agent_console.screens.widgets.timeline_lines import size_text

if TYPE_CHECKING:
    from agent_console.services.replies import ReplyDraft

_DETACH = "detach"
_FILE_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


class AttachingScreen(ComposingScreen):
    """An editor for mails that takes files along."""

    def action_reply_attach(self) -> None:
        """Ask for a file that shall go with the mail."""
        if not self.asks and not self.busy:
            self.open_panel(AttachPanel(self))

    @on(AttachPanel.Chosen)
    def _file_chosen(self, event: AttachPanel.Chosen) -> None:
        draft, path = self.draft, event.path

        def attach(desk: DeskPort) -> ReplyDraft:
            return desk.replies.attach(draft, path)

        def done(found: ReplyDraft) -> None:
            file = found.attachments[-1]
            self.take_files(replace(self.draft, attachments=(*self.draft.attachments, file)))
            name, size = words.line(file.name), size_text(file.size)
            self.say(_("Attached: {name}, {size}").format(name=name, size=size))
            self.call_later(event.panel.leave)

        self.ask("reply: attach", attach, done)

    def action_reply_detach(self) -> None:
        """Ask which file shall not go with the mail; one alone goes at once."""
        files = self.draft.attachments
        if self.asks or self.busy:
            return
        if not files:
            key = self.session.keys.key("reply.attach")
            self.say(_("No file goes with this mail; {key} attaches one.").format(key=key))
        elif len(files) == 1:
            self._take_off(1)
        else:
            choices = [
                Choice(key, words.line(file.name), str(number))
                for number, (key, file) in enumerate(zip(_FILE_KEYS, files, strict=False), 1)
            ]
            self.open_panel(Question(_("Take which file off?"), choices, name=_DETACH))

    @on(Question.Answered)
    def _detach_answered(self, event: Question.Answered) -> None:
        if event.question.name == _DETACH and event.value:
            self._take_off(int(event.value))

    def _take_off(self, number: int) -> None:
        draft = self.draft
        name = words.line(draft.attachments[number - 1].name)

        def done(found: ReplyDraft) -> None:
            self.take_files(replace(self.draft, attachments=found.attachments))
            self.say(_("Taken off: {name}").format(name=name))

        self.ask("reply: detach", lambda desk: desk.replies.detach(draft, number), done)
