"""What changed in a month, line by line, and how many agents the coming week needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.listing import QueueRow
from agent_console.desk.metrics_period import Period
from agent_console.desk.review import Line, Review
from agent_console.desk.staffing_plan import Staffing
from agent_console.i18n import _
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.review_lines import (
    Page,
    page_word,
    review_page,
    staffing_page,
    tickets_page,
)
from agent_console.screens.session import Session
from agent_console.screens.widgets.told import Told
from agent_console.services.review_lines import outside
from agent_console.services.review_words import section_help

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.review_port import ReviewPort


class ReviewScreen(OpeningScreen):
    """A line is marked, and opens the tickets behind it."""

    SCOPE = Scope.REVIEW
    CSS_PATH = "lists.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.REVIEW)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page = Page.CHANGES
        self.month: Period | None = None
        self.review: Review | None = None
        self.staffing: Staffing | None = None
        self.rows: tuple[QueueRow, ...] | None = None
        self._place = self._line_place = 0
        self._service: ReviewPort | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Told(lambda: f"{_('Review')} · {page_word(self.page)}", classes="list-head")
        with VerticalScroll():
            yield Static(markup=False, id="review")
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
        is_plan = self.page is Page.STAFFING
        if (self.staffing if is_plan else self.review) is None:
            waiting = _("One moment: the tickets are being counted.")
            self.query_one("#review", Static).update(Content(waiting))
        if is_plan:
            self.ask("review: staffing", self._plan, self._planned, group="review", exclusive=True)
        else:
            self.ask("review: count", self._count, self._counted, group="review", exclusive=True)

    def _port(self, desk: DeskPort) -> ReviewPort:
        self._service = self._service or desk.review
        return self._service

    def _count(self, desk: DeskPort) -> Review:
        service = self._port(desk)
        month = self.month or service.last()
        return service.review(month)

    def _counted(self, review: Review) -> None:
        if self.month is None or self.month == review.month:
            self.month, self.review = review.month, review
            last = max(len(review.lines) - 1, 0)
            self._line_place = min(self._line_place, last)
            if self.rows is None:
                self._place = min(self._place, last)
            elif not review.lines:
                self.rows, self._place = None, 0
            self._draw()

    def _plan(self, desk: DeskPort) -> Staffing:
        return self._port(desk).staffing()

    def _planned(self, staffing: Staffing) -> None:
        self.staffing = staffing
        self._draw()

    def _draw(self) -> None:
        width = max(self.size.width - 4, 20)
        if self.page is Page.STAFFING:
            if self.staffing is None:
                return
            lines, marked = staffing_page(self.staffing, width)
        elif self.review is None:
            return
        elif self.rows is not None:
            name = outside(self.review.lines[self._line_place].name)
            lines, marked = tickets_page(name, self.rows, self._place, width)
        else:
            lines, marked = review_page(self.review, self._place, width)
        self.query_one("#review", Static).update(Content("\n".join(lines)))
        self.query_one(Told).retell()
        scroll = self.query_one(VerticalScroll)
        if marked is not None and not 0 <= marked - scroll.scroll_y < scroll.size.height - 1:
            scroll.scroll_to(y=max(marked - scroll.size.height // 2, 0), animate=False)

    @property
    def line(self) -> Line | None:
        """The marked line, None where there is none."""
        here = self.page is Page.CHANGES and self.rows is None and self.review is not None
        if not here or self.review is None or not self.review.lines:
            return None
        return self.review.lines[self._place]

    def action_review_move(self, by: int) -> None:
        """Mark the next line or ticket; on the other page, scroll."""
        if self.page is Page.STAFFING or self.review is None:
            self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
            return
        count = len(self.review.lines) if self.rows is None else len(self.rows)
        self._place = max(0, min(self._place + by, count - 1))
        self._draw()

    def action_review_tickets(self) -> None:
        """Show the tickets behind the marked line, or open the marked ticket."""
        if self.rows and self.page is Page.CHANGES:
            self.open_ticket(self.rows[self._place].ref)
            return
        line = self.line
        if line is None:
            return

        def found(rows: tuple[QueueRow, ...]) -> None:
            if not rows:
                self.say(_("No ticket is behind this figure."))
                return
            self.rows, self._line_place, self._place = rows, self._place, 0
            self._draw()

        self.ask("review: tickets", lambda desk: self._port(desk).tickets(line), found)

    def action_screen_back(self) -> None:
        """Go back to the lines, or to the screen below."""
        if self.rows is None or self.page is Page.STAFFING:
            super().action_screen_back()
            return
        self.rows, self._place = None, self._line_place
        self._draw()

    def action_review_explain(self) -> None:
        """Say how the marked line is made, and all of what it says."""
        if self.line is not None:
            parts = (
                outside(self.line.name),
                outside(self.line.note),
                section_help(self.line.section),
            )
            self.say("\n".join(part for part in parts if part != "–"))

    def action_review_page(self) -> None:
        """Show the other page."""
        pages = list(Page)
        self.page = pages[(pages.index(self.page) + 1) % len(pages)]
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()
        self.reload()

    def action_review_go(self, by: int) -> None:
        """Go to the month before or after; not beyond this one."""
        if self.month is None or self.page is Page.STAFFING or self._service is None:
            return
        month = self.month.before if by < 0 else self.month.after
        if month.first > self._service.today():
            self.say(_("That month has not begun."))
            return
        self.month, self.rows, self._place, self.review = month, None, 0, None
        self.reload()
