"""Files of mails opened by the machine's own viewer, after a question, and never by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList, Static

from agent_console.desk.openable import may_be_opened
from agent_console.desk.views import MailFile, SavedFile
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.keys import Scope
from agent_console.screens.session import Tone
from agent_console.screens.widgets.foot_panel import FootPanel
from agent_console.screens.widgets.timeline_lines import size_text

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.ports import DeskPort
    from agent_console.services.transfer import Transfer


class ViewingPanel(FootPanel):
    """A list of files, one of which can be opened: ``o`` asks, ``y`` does it."""

    SCOPE = Scope.FILES
    _target: ConsoleScreen
    _list: OptionList
    _line: Static
    _files: Sequence[MailFile]
    _asked: Transfer
    _wanted: MailFile | None = None
    unfolded = False

    def action_files_open(self) -> None:
        """Ask whether the marked file shall be opened, with its type and size."""
        place = self._list.highlighted
        if place is None or place >= len(self._files):
            return
        file = self._files[place]
        if not may_be_opened(file.attachment):
            from agent_console.services.viewing import refused

            self._target.say(words.error_text(refused()), tone=Tone.WARNING)
            return
        self._wanted = file
        question = _("Open {name} ({type}, {size}) with the viewer of this machine? y opens it")
        self._say(
            question.format(
                name=words.line(file.attachment.filename),
                type=words.line(file.attachment.content_type),
                size=size_text(file.attachment.size),
            )
        )

    def action_files_yes(self) -> None:
        """Open the file that was asked about, unless another one is marked now."""
        file, self._wanted = self._wanted, None
        place = self._list.highlighted
        if file is None or place is None or self._files[place : place + 1] != (file,):
            return
        transfer = self._asked

        def show(desk: DeskPort) -> SavedFile:
            from agent_console.services.viewing import view

            return view(desk.files, file, desk.config.tools.open, transfer)

        self._target.ask("files: open", show, self._opened, group="files")

    def _opened(self, saved: SavedFile) -> None:
        self._target.say(_("Opened: {name}").format(name=words.line(saved.name)))
        if self.is_attached:
            self._explain("")

    def action_files_pictures(self) -> None:
        """Show the small pictures of the texts, too, or leave them out again."""
        self.unfolded = not self.unfolded
        self.draw()

    def _say(self, text: str) -> None:
        self._line.update(Content(text))

    def _explain(self, doubt: str) -> None:
        """Say what the keys do, or why there may be more files."""

    def draw(self) -> None:
        """List the files anew."""
