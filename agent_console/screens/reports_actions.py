"""What the keys of the reports, of the monthly review and of the team pulse do."""

from __future__ import annotations

from agent_console.i18n import _
from agent_console.screens.action import Action, Scope, action, move

_HERE = (Scope.REPORTS,)
_REVIEW = (Scope.REVIEW,)

REPORT_ACTIONS: tuple[Action, ...] = (
    action("report.tickets", "enter", lambda: _("Tickets behind it"), _HERE, show=True),
    action("report.explain", "i", lambda: _("How it is computed"), _HERE, show=True),
    action("report.page", "tab v", lambda: _("Next page"), _HERE, show=True),
    action(
        "report.earlier", "left comma", lambda: _("Earlier"), _HERE, show=True, call="report_go(-1)"
    ),
    action("report.later", "right full_stop", lambda: _("Later"), _HERE, call="report_go(1)"),
    action("report.span", "p", lambda: _("Days, week, month, year"), _HERE, show=True),
    action("report.compare", "c", lambda: _("Compare"), _HERE, show=True),
    action("report.limit", "f", lambda: _("Only some"), _HERE, show=True),
    move("report.down", "j down", lambda: _("One down"), Scope.REPORTS, "report_move(1)"),
    move("report.up", "k up", lambda: _("One up"), Scope.REPORTS, "report_move(-1)"),
)

REVIEW_ACTIONS: tuple[Action, ...] = (
    action("review.tickets", "enter", lambda: _("Tickets behind it"), _REVIEW, show=True),
    action("review.explain", "i", lambda: _("How it is computed"), _REVIEW, show=True),
    action("review.page", "tab v", lambda: _("Next page"), _REVIEW, show=True),
    action(
        "review.earlier",
        "left comma",
        lambda: _("Month before"),
        _REVIEW,
        show=True,
        call="review_go(-1)",
    ),
    action(
        "review.later", "right full_stop", lambda: _("Month after"), _REVIEW, call="review_go(1)"
    ),
    move("review.down", "j down", lambda: _("One down"), Scope.REVIEW, "review_move(1)"),
    move("review.up", "k up", lambda: _("One up"), Scope.REVIEW, "review_move(-1)"),
)

PULSE_ACTIONS: tuple[Action, ...] = (
    action("pulse.answer", "enter a", lambda: _("How my week was"), [Scope.PULSE], show=True),
    action("pulse.skip", "x", lambda: _("Skip this week"), [Scope.PULSE], show=True),
)
