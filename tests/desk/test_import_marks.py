"""What flags, keywords and folders mean for tickets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.import_marks import MarkedTicket, rules_of

EARLY = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
LATE = EARLY + timedelta(days=1)


@pytest.mark.parametrize(
    ("mappings", "marks", "acts"),
    [
        ((), {"\\Flagged", "\\Seen"}, ("tag:flagged",)),
        ((), {"$Label1", "$label4"}, ("tag:important", "tag:to-do")),
        ((), {"$Junk"}, ("spam",)),
        (("\\Flagged=ignore",), {"\\Flagged"}, ()),
        (("folder:Done=closed",), {"folder:done"}, ("closed",)),
        (("folder:Work/A=B=tag:Very Urgent",), {"folder:Work/A=B"}, ("tag:very-urgent",)),
        (("$anna = owner: Anna Berg",), {"$anna"}, ("owner:Anna Berg",)),
        (("$anna=owner:Anna", "$anna=OPEN"), {"$anna"}, ("open",)),
    ],
)
def test_marks_when_mapped_stand_for_acts(
    mappings: tuple[str, ...], marks: set[str], acts: tuple[str, ...]
) -> None:
    assert rules_of(mappings).of(marks) == acts


@pytest.mark.parametrize("text", ["closed", "=closed", "x=", "x=shut", "x=tag:", "x=owner: "])
def test_mapping_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text.replace("(", "")):
        rules_of([text])


def test_ticket_stands_as_the_mark_of_its_newest_mail_says_in_any_order() -> None:
    for order in ((0, 1), (1, 0)):
        mails = ((EARLY, ("closed", "tag:a", "owner:Bea")), (LATE, ("tag:b",)))
        ticket = MarkedTicket(EARLY)
        for number in order:
            ticket.add(*mails[number])
        assert (ticket.newest, ticket.state, ticket.spam) == (LATE, "", False)
        assert (ticket.tags, ticket.owner) == ({"a", "b"}, "Bea")


def test_copies_of_one_mail_in_two_folders_count_together() -> None:
    ticket = MarkedTicket(EARLY)
    ticket.add(EARLY, ("closed",))
    ticket.add(EARLY, ())
    assert ticket.state == "closed"
    ticket.add(LATE, ("spam",))
    assert ticket.spam
