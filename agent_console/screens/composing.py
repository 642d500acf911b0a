"""The editor for mails: whom it goes to, about what, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from agent_console.desk.states import OutboxKind
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.head_texts import head_texts, with_head
from agent_console.screens.headed import HeadedScreen
from agent_console.screens.prepared import Prepared
from agent_console.screens.session import Session
from agent_console.screens.widgets.head_fields import HeadFields
from agent_console.screens.widgets.timeline_lines import size_text

if TYPE_CHECKING:
    from agent_console.services.replies import ReplyDraft


class ComposingScreen(HeadedScreen):
    """Whom a mail goes to, about what, with which files, and its text."""

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session, prepared)
        self._about = Static(markup=False, id="reply-head")
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._about
        yield self.head
        yield from self.body()
        yield self.foot()

    def body(self) -> Iterator[Widget]:
        """Lay out what stands between head and foot."""
        if self.ticket is not None:
            yield self.timeline
        if self.draft.warnings:
            warnings = "\n".join(f"! {words.line(warning)}" for warning in self.draft.warnings)
            yield Static(Content(warnings), markup=False, id="reply-warnings")
        yield self.area

    def on_mount(self) -> None:
        """Show the head: lines to type into where nobody is named yet."""
        self.head.display = not self.draft.to or self.head.texts != head_texts(self.draft)
        self.show_head()

    def show_head(self) -> None:
        """Bring the head up to date."""
        lines = [" · ".join(part for part in (title_of(self.draft), self.keeper.words) if part)]
        if not self.head.display:
            lines += self._people_and_subject()
        if self.draft.attachments:
            lines.append(_("Files: {files}").format(files=files_of(self.draft)))
        text = "\n".join(lines)
        if text != self._said:
            self._said = text
            self._about.update(Content(text))

    def show_saved(self) -> None:
        """Show whether the mail is on the disk."""
        if self.is_attached:
            self.show_head()

    def retell(self) -> None:
        """Say the head again."""
        self.show_head()

    def _people_and_subject(self) -> list[str]:
        draft = self.draft
        to, cc, bcc = (
            ", ".join(map(words.address_text, people)) for people in (draft.to, draft.cc, draft.bcc)
        )
        lines = [_("To: {people}").format(people=to or "–")]
        if cc:
            lines.append(_("Cc: {people}").format(people=cc))
        if bcc:
            lines.append(_("Bcc: {people}").format(people=bcc))
        return [*lines, _("Subject: {subject}").format(subject=words.line(draft.subject))]

    @on(HeadFields.Changed)
    def _head_typed(self, event: HeadFields.Changed) -> None:
        if event.texts != head_texts(self.draft):
            self.keeper.touched()
            if self.focused is self.area:
                self._read_head()

    def _stops(self) -> list[Widget]:
        """Return what Tab goes through, in its order."""
        shown = self.ticket is not None and self.timeline.display
        timeline = [self.timeline] if shown else []
        return [self.area, *self.head.lines, *timeline]

    def action_reply_head(self) -> None:
        """Go to the next line of the head, after the last one to what is read and written."""
        self._go(1)

    def action_reply_head_back(self) -> None:
        """Go to the line before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        stops = self._stops()
        here = stops.index(self.focused) if self.focused in stops else 0
        there = stops[(here + step) % len(stops)]
        if there in self.head.lines and not self.head.display:
            self.head.display = True
            self.show_head()
        self.look_at_line()
        self.set_focus(there)

    def action_reply_head_next(self) -> None:
        """Go on to the next line of the head, after the last one to the text."""
        self.look_at_line()
        if self.focused is self.head.lines[-1]:
            self.set_focus(self.area)
        else:
            self._go(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Tab and Enter to a panel that is open, and Enter to the text."""
        if action == "reply_head_next" and self.focused not in self.head.lines:
            return False
        if action.startswith("reply_head") and self.asks:
            return False
        return super().check_action(action, parameters)

    @on(events.DescendantFocus)
    def _head_left(self, event: events.DescendantFocus) -> None:
        if self.head.display and event.widget in (self.area, self.timeline):
            self._read_head()

    def _read_head(self) -> None:
        """Take over what was typed; what is no address is said and stays to be changed."""
        texts = self.head.texts

        def taken(draft: ReplyDraft) -> None:
            self.draft = replace(
                self.draft, to=draft.to, cc=draft.cc, bcc=draft.bcc, subject=draft.subject
            )
            if self.focused not in self.head.lines and self.head.texts == texts:
                self.head.show(head_texts(self.draft))
                self.head.display = not self.draft.to
                self.show_head()

        draft = self.draft
        self.ask("reply: head", lambda desk: with_head(desk, draft, texts), taken, group="head")

    def take_draft(self, draft: ReplyDraft) -> None:
        """Show a changed draft, and keep it."""
        self.draft = draft
        self.head.show(head_texts(draft))
        self.show_head()
        self.keeper.touched()

    def take_files(self, draft: ReplyDraft) -> None:
        """Take over the files of a draft, and keep them."""
        self.draft = draft
        self.show_head()
        self.keeper.touched()


def title_of(draft: ReplyDraft) -> str:
    """Return what kind of mail is written, and on which ticket."""
    several = bool(draft.everybody[1:])
    reply = _("Reply to all · #{ref}") if several else _("Reply to the customer · #{ref}")
    return {
        OutboxKind.FORWARD: _("Forward · #{ref}"),
        OutboxKind.NEW: _("New mail · it opens ticket #{ref}"),
    }.get(draft.kind, reply).format(ref=words.line(draft.ref))


def files_of(draft: ReplyDraft) -> str:
    """Return the numbers, names and sizes of the files that go with a mail."""
    return " · ".join(
        f"{number} {words.line(file.name)} ({size_text(file.size)})"
        for number, file in enumerate(draft.attachments, 1)
    )
