"""The files of a ticket's mails, docked at the foot: one key saves one or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent_console.desk.openable import is_small_picture
from agent_console.desk.text import shorten
from agent_console.desk.views import FileList, MailFile, SavedFile
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Tone
from agent_console.screens.viewing import ViewingPanel
from agent_console.screens.widgets.timeline_lines import size_text
from agent_console.services.transfer import CancelledError, Told, Transfer

_TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class _Ended:
    """What came of saving."""

    folder: Path
    saved: list[SavedFile]
    cancelled: bool


class FilesPanel(ViewingPanel, can_focus=True):
    """Lists the files, saves them in a thread, and can be told to stop at any moment."""

    SCOPE = Scope.FILES
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.FILES)

    @dataclass
    class Came(Message):
        """So many of so many bytes are here."""

        done: int
        total: int

    def __init__(self, screen: ConsoleScreen, ref: str) -> None:
        super().__init__()
        self._target = screen
        self._ref = ref
        self._found: tuple[MailFile, ...] = ()
        self._files: tuple[MailFile, ...] = ()
        self._list = OptionList(markup=False)
        self._line = Static(markup=False)
        self._transfer: Transfer | None = None
        self._asked = Transfer()
        self._return_to: Widget | None = screen.focused

    def compose(self) -> ComposeResult:
        """Show the files and a line that says what can be done."""
        yield self._list
        yield self._line

    def on_mount(self) -> None:
        """Take the keys and ask for the files."""
        self._list.can_focus = False
        self.focus()
        self._say(_("Looking for files …"))
        ref = self._ref
        self._target.ask("files: known", lambda desk: desk.files.known(ref), self._known)

    def on_unmount(self) -> None:
        """Let nothing go on that nobody waits for."""
        self._asked.cancel()
        if self._transfer is not None:
            self._transfer.cancel()

    def _known(self, found: FileList) -> None:
        if not self.is_attached:
            return
        self._show(found)
        if not found.doubt:
            self._explain("")
            return
        self._say(_("Asking the server for the files of mails that are not here whole …"))
        ref, asked = self._ref, self._asked

        def listed(desk: DeskPort) -> FileList | None:
            try:
                return desk.files.listed(ref, asked)
            except CancelledError:
                return None

        self._target.ask("files: list", listed, self._listed)

    def _listed(self, found: FileList | None) -> None:
        if found is not None and self.is_attached:
            self._show(found)
            if self._transfer is None:
                self._explain(found.doubt)

    def _show(self, found: FileList) -> None:
        self._found = found.files
        self.draw()

    def draw(self) -> None:
        """List the files; small pictures within the texts as their number, unless unfolded."""
        kept = self._list.highlighted or 0
        small = [file for file in self._found if is_small_picture(file.attachment)]
        hidden = 0 if self.unfolded else len(small)
        self._files = tuple(file for file in self._found if not hidden or file not in small)
        self._list.clear_options()
        for file in self._files:
            self._list.add_option(Option(Content(self._words(file))))
        if hidden:
            text = ngettext("{n} inline picture", "{n} inline pictures", hidden).format(n=hidden)
            told = f"{text} · " + _("i shows them")
            self._list.add_option(Option(Content(told), disabled=True))
        if self._files:
            self._list.highlighted = min(kept, len(self._files) - 1)

    def _words(self, file: MailFile) -> str:
        place = "" if file.here else " · " + _("on the server")
        size = size_text(file.attachment.size)
        name = words.line(file.attachment.filename)
        text = f"{name} · {size} · {words.line(file.who)}{place}"
        return shorten(text, max(self.app.size.width - 2, 20))

    def _explain(self, doubt: str) -> None:
        if not self._found:
            text = _("No files in this ticket.") + " · " + _("Esc closes")
        else:
            text = _("Enter saves this one · A saves all · o opens · Esc closes")
        if doubt:
            text = _("There may be more files: {reason}").format(reason=words.line(doubt))
        self._say(text)

    def action_panel_move(self, by: int) -> None:
        """Mark the next row, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_panel_take(self) -> None:
        """Save the file that is marked."""
        place = self._list.highlighted
        self._save(() if place is None else self._files[place : place + 1])

    def action_files_all(self) -> None:
        """Save all files."""
        self._save(self._files)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._save(self._files[event.option_index : event.option_index + 1])

    async def leave(self) -> None:
        """Stop saving; when nothing is being saved, close."""
        if self._transfer is not None:
            self._transfer.cancel()
            self._transfer = None
            self._say(_("Stopped; nothing half is left.") + " · " + _("Esc closes"))
            return
        if self._return_to is not None and self._return_to.is_attached:
            self._return_to.focus()
        await self.remove()

    def _save(self, files: Sequence[MailFile]) -> None:
        if not files or self._transfer is not None:
            return
        transfer = Transfer(self._teller())

        def save(desk: DeskPort) -> _Ended:
            folder, saved = desk.files.folder(), list[SavedFile]()
            try:
                saved.extend(desk.files.save(files, folder, transfer))
            except CancelledError:
                return _Ended(folder, saved, cancelled=True)
            return _Ended(folder, saved, cancelled=False)

        def ended(found: _Ended) -> None:
            if self.is_attached:
                self._ended(transfer, found)

        def failed() -> None:
            if self._transfer is transfer:
                self._transfer = None
                self._explain("")

        if self._target.ask("files: save", save, ended, otherwise=failed, group="files"):
            self._transfer = transfer
            self._say(_("Saving …") + " · " + _("Esc stops"))

    def _teller(self) -> Told:
        """Return who passes on, from the thread that saves, how far it is."""
        monotonic = self._target.session.clock.monotonic
        quiet_until = 0.0

        def told(done: int, total: int) -> None:
            nonlocal quiet_until
            if monotonic() >= quiet_until or done >= total:
                quiet_until = monotonic() + _TELL_SECONDS
                self.post_message(self.Came(done, total))

        return told

    @on(Came)
    def _came(self, event: Came) -> None:
        event.stop()
        if self._transfer is not None:
            done, total = size_text(event.done), size_text(event.total)
            text = _("Saving: {done} of {total}").format(done=done, total=total)
            self._say(text + " · " + _("Esc stops"))

    def _ended(self, transfer: Transfer, ended: _Ended) -> None:
        place = words.line(str(ended.folder))
        n = len(ended.saved)
        if n == 1:
            name = words.line(ended.saved[0].name)
            self._target.say(_("Saved: {name} in {folder}").format(name=name, folder=place))
        elif n:
            text = ngettext("{n} file saved in {folder}", "{n} files saved in {folder}", n)
            self._target.say(text.format(n=n, folder=place))
        if ended.cancelled and not n:
            self._target.say(_("Stopped; nothing half is left."), tone=Tone.WARNING)
        if self._transfer is transfer:
            self._transfer = None
            self._explain("")
