"""Findings: what customers say again and again, who sees to it, by when, and telling them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agent_console.desk.findings import Finding
from agent_console.desk.listing import QueueRow
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.screens.findings_asking import FindingsAsking
from agent_console.screens.findings_lines import finding_line
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.messages import StoreChanged
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told


class FindingsScreen(FindingsAsking):
    """Lists findings, those with work left in front."""

    SCOPE = Scope.FINDINGS
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.FINDINGS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.unread = True
        self._findings: dict[str, Finding] = {}
        self._list = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: _("Findings: what customers say again and again"), classes="list-head")
        yield self._list
        yield self.foot()

    def on_mount(self) -> None:
        """Give the list the keys."""
        self._list.focus()

    def on_screen_resume(self) -> None:
        """Read it, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def desk_opened(self) -> None:
        """Read it, now that it can be read."""
        super().desk_opened()
        self.reload()

    def store_changed(self, change: StoreChanged) -> None:
        """Read it again."""
        self.reload()

    @property
    def finding(self) -> Finding | None:
        """The selected finding."""
        option = self._list.highlighted_option
        return self._findings.get(option.id or "") if option is not None else None

    @property
    def row(self) -> QueueRow | None:
        """No ticket is changed from here."""
        return None

    def reload(self) -> None:
        """Read all findings."""
        self.ask(
            "findings: read",
            lambda desk: desk.findings.all(),
            self._show,
            otherwise=self.has_read,
            group="findings",
            exclusive=True,
        )

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self.has_read()
        before = self.wanted or (self.finding.name if self.finding else "")
        self.wanted = ""
        today = self.session.now().astimezone(self.session.zone).date()
        width = max(self.app.size.width - 4, 20)
        self._findings = {one.name: one for one in findings}
        self._list.clear_options()
        for one in findings:
            text = shorten(finding_line(one, today), width)
            self._list.add_option(Option(Content(f" {text}"), id=one.name))
        if not findings:
            key = self.session.keys.key("findings.new")
            words = _("There is no finding yet: {key} begins one.").format(key=key)
            self._list.add_option(Option(Content(f" {words}"), disabled=True))
            return
        known = list(self._findings)
        self._list.highlighted = known.index(before) if before in known else 0

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_findings_open()

    def action_findings_open(self) -> None:
        """Open the ticket that was put on it first."""
        from agent_console.screens.ticket import TicketScreen

        if (one := self.finding) is None:
            return
        if not one.tickets:
            self.say(_("No ticket belongs to it."))
            return
        self.show_screen(TicketScreen(self.session, one.tickets[0]))

    def action_move(self, by: int) -> None:
        """Select the next one, or the one before."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()
