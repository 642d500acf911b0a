"""What of the service a report is about: a period, some tickets, a page, and what it is beside."""

from __future__ import annotations

from abc import abstractmethod

from agent_console.desk.metrics_period import Period, Span, period_of
from agent_console.desk.metrics_report import Report, Which, read_which
from agent_console.i18n import _
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.reports_lines import Page, pages_of
from agent_console.screens.session import Session
from agent_console.screens.widgets.line_prompt import LinePrompt

PROMPT = "reports"


class ReportChoice(OpeningScreen):
    """Each choice counts anew."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page = Page.TODAY
        self.place = 0
        self.report: Report | None = None
        self.period: Period | None = None
        self.which = Which()
        self.compare = True

    @abstractmethod
    def change(self) -> None:
        """Count anew after another choice."""

    @abstractmethod
    def back_to_page(self) -> None:
        """Leave the tickets behind a line."""

    def action_report_page(self) -> None:
        """Show the next page."""
        if self.report is None:
            return
        self.back_to_page()
        pages = pages_of(self.report)
        at = pages.index(self.page) if self.page in pages else 0
        self.page = pages[(at + 1) % len(pages)]
        self.place = 0
        self.change()

    def action_report_go(self, by: int) -> None:
        """Go to the period before or after."""
        if self.period is not None:
            self.period = self.period.before if by < 0 else self.period.after
            self.change()

    def action_report_span(self) -> None:
        """Go on from days to a week, a month, a year, and back to the last days."""
        if self.period is None:
            return
        spans = list(Span)
        span = spans[(spans.index(self.period.span) + 1) % len(spans)]
        self.period = None if span is Span.DAYS else period_of(span, self.period.last)
        self.change()

    def action_report_compare(self) -> None:
        """Compare with the period before, or not."""
        self.compare = not self.compare
        self.change()

    def action_report_limit(self) -> None:
        """Ask which tickets count."""
        question = _("Only: type= level= channel= tag= language= (a dash alone: all)")
        self.open_panel(LinePrompt(self.session, question, name=PROMPT))

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Count those alone."""
        if event.prompt.name != PROMPT:
            return
        event.stop()
        text = event.text.strip()
        which = Which() if text in ("-", "–") else read_which(text)
        if which is None:
            self.say(_("{text} is not understood").format(text=text))
            return
        self.which = which
        self.change()
