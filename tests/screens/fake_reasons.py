"""What the fake desk knows of request types and reasons."""

from __future__ import annotations

from datetime import timedelta

from agent_console.desk.clocks import ClockState
from agent_console.desk.labels import Asks, Labels
from agent_console.desk.mail import MailKind
from agent_console.desk.priority import Pull, Reason
from agent_console.desk.requests import Reasons, Request
from agent_console.desk.routing import Colleague
from agent_console.desk.states import Target
from agent_console.desk.views import QueueRow
from agent_console.services.explaining import Beginning, ClockView, Explanation
from tests.screens.fake_content import NOW

TYPES = (
    ("contact", "Hours and contact", 1),
    ("delivery-problem", "Problem with a delivery", 1),
    ("refund", "Refund and payment", 2),
    ("complaint", "Complaint", 3),
)


def make_explanation(row: QueueRow) -> Explanation:
    """Return reasons of every kind, some of an agent."""
    found = Request(
        "delivery-problem",
        1,
        complaint=True,
        frustration=2,
        reasons=Reasons(
            ("matched: 'nicht angekommen', order number",),
            ("requests of the type delivery-problem need level 1",),
            ("\x1b]0;owned\x07'Beschwerde'",),
            ("third mail without an answer",),
        ),
        also=("refund",),
    )
    clock = ClockView(
        Target.FIRST_RESPONSE,
        ClockState.OVERDUE,
        missed=True,
        started_at=NOW - timedelta(hours=5),
        due_at=NOW - timedelta(hours=1),
        met_at=None,
        paused_at=None,
        settled=False,
        explanation=(
            "First answer within 4:00 business hours (as promised to everyone)",
            "Started Wednesday 06:00",
            "Due Wednesday 10:00",
            "Overdue by 1:00 business hours",
        ),
    )
    return Explanation(
        ref=row.ref,
        subject=row.subject,
        asks=Asks("refund", 3, complaint=True, frustration=2),
        said=Labels(type="refund", level=3, priority="high"),
        found=found,
        routing=("needs level 3; Bea can take it",),
        reasons=(
            "nobody has answered yet: sorted by when the first answer is due",
            "stands 3:00 sooner than due: complaint 2:00 + frustration 1:00",
        ),
        ahead=timedelta(hours=3),
        pulls=(Pull(Reason.COMPLAINT, timedelta(hours=2)),),
        clocks=(clock,),
        began=Beginning(MailKind.HUMAN, "nothing says that a machine wrote it"),
        colleagues=(Colleague("Bea", able=True), Colleague("Chris", able=False)),
    )
