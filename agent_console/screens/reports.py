"""The service in numbers: today, figures, curves, arrivals and kinds, for any period."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_period import Period, read_period
from agent_console.desk.metrics_report import CompanyLine, Figure, Now, Report, Standing, Which
from agent_console.desk.metrics_words import explained, explained_list
from agent_console.i18n import _
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.reports_choice import ReportChoice
from agent_console.screens.reports_lines import (
    Behind,
    Row,
    Spot,
    behind_words,
    marked,
    page_word,
    rows_of,
    spots_of,
    ticket_rows,
)
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told
from agent_console.services.exports_company import company_title, company_value

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.reports_port import ReportsPort

_DAYS = "30"
_TOP = 2


class ReportsScreen(ReportChoice):
    """One page at a time; on each a line is marked, and opens its tickets."""

    SCOPE = Scope.REPORTS
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.REPORTS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.tickets: tuple[QueueRow, ...] | None = None
        self._named = ""
        self._now = Now()
        self._before = 0
        self._service: ReportsPort | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: f"{_('Reports')} · {page_word(self.page)}", classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="report")
        yield self.foot()

    def on_mount(self) -> None:
        """Give the text the keys that scroll."""
        self.query_one(VerticalScroll).focus()

    def on_screen_resume(self) -> None:
        """Count, the first time and after every other screen."""
        super().on_screen_resume()
        self.reload()

    def desk_opened(self) -> None:
        """Count, now that it can be done."""
        super().desk_opened()
        self.reload()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()

    def reload(self) -> None:
        """Count; what was counted before is not counted again."""
        if self.report is None:
            self.query_one("#report", Static).update(
                Content(_("One moment: the tickets are being counted."))
            )
        self.ask("reports: count", self._count, self._show, group="reports", exclusive=True)

    def _count(self, desk: DeskPort) -> tuple[Report, Now]:
        self._service = service = self._service or desk.reports
        period = self.period or read_period(_DAYS, service.today())
        if period is None:
            raise ValueError(_DAYS)
        self.period = period
        return service.report(period, self.which, compare=self.compare), service.now()

    def _show(self, counted: tuple[Report, Now]) -> None:
        self.report, self._now = counted
        self._draw()

    def _rows(self) -> list[Row]:
        width = max(self.size.width - 4, 20)
        if self.report is None:
            return []
        if self.tickets is not None:
            return ticket_rows(self._named, self.tickets, width)
        return rows_of(self.report, self._now, self.page, width)

    def _draw(self) -> None:
        rows = self._rows()
        if not rows:
            return
        spot = self._spot(rows)
        drawn = [
            Content.styled(row.text, "bold") if row.head else Content(row.text)
            for row in marked(rows, spot)
        ]
        self.query_one("#report", Static).update(Content("\n").join(drawn))
        self.query_one(Told).retell()
        scroll = self.query_one(VerticalScroll)
        line = spot.line - scroll.scroll_y if spot else 0
        if spot is not None and not 0 <= line < scroll.size.height - 1:
            scroll.scroll_to(y=max(spot.line - scroll.size.height // 2, 0), animate=False)

    def _spot(self, rows: list[Row]) -> Spot | None:
        """Return where the mark stands, None where nothing can be marked."""
        if self.tickets is not None:
            return Spot(self.place + _TOP)
        spots = spots_of(rows)
        return spots[min(self.place, len(spots) - 1)] if spots else None

    @property
    def behind(self) -> Behind | None:
        """What the marked line is about."""
        spot = self._spot(self._rows()) if self.tickets is None else None
        return spot.behind if spot is not None else None

    def action_report_move(self, by: int) -> None:
        """Mark the next line that has something behind it."""
        rows = self._rows()
        count = len(self.tickets or ()) or len(spots_of(rows))
        if not count:
            self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
            return
        self.place = max(0, min(self.place + by, count - 1))
        self._draw()

    def action_report_tickets(self) -> None:
        """Show the tickets behind the marked line, or open the marked ticket."""
        if self.tickets:
            self.open_ticket(self.tickets[self.place].ref)
        behind, report = self.behind, self.report
        if behind is None or report is None:
            return
        self._before = self.place

        def found(rows: tuple[QueueRow, ...]) -> None:
            if not rows:
                self.say(_("No ticket is behind this figure."))
                return
            self.tickets, self.place = rows, 0
            self._named = behind_words(behind, report)
            self._draw()

        service, period, which = self._service, self.period, self.which
        self.ask(
            "reports: tickets",
            lambda desk: _tickets(service or desk.reports, period, which, behind),
            found,
        )

    def action_screen_back(self) -> None:
        """Go back to the page, or to the screen below."""
        if self.tickets is None:
            super().action_screen_back()
            return
        self.back_to_page()
        self._draw()

    def back_to_page(self) -> None:
        """Leave the tickets behind a line."""
        if self.tickets is not None:
            self.tickets, self.place = None, self._before

    def action_report_explain(self) -> None:
        """Say how the marked line is computed."""
        behind, report = self.behind, self.report
        if report is None or behind is None or isinstance(behind, Standing):
            return
        if isinstance(behind, CompanyLine):
            self.say(f"{company_title(behind.name)}: {company_value(behind)}\n{behind.formula}")
        elif isinstance(behind, Figure):
            self.say("\n".join(explained(behind, report)))
        else:
            self.say("\n".join(explained_list(behind[0], report)))

    def change(self) -> None:
        """Count anew after another choice."""
        self.back_to_page()
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()
        self.reload()


def _tickets(
    service: ReportsPort, period: Period | None, which: Which, behind: Behind
) -> tuple[QueueRow, ...]:
    """Return the tickets behind a line."""
    if isinstance(behind, Standing):
        return service.tickets_now(behind)
    if period is None or isinstance(behind, CompanyLine):
        return ()
    if isinstance(behind, Figure):
        return service.tickets(period, behind.name, which)
    listed, key = behind
    return service.tickets_of_part(period, listed, key, which)
