"""Complaints from their arrival to the end, by the command line against real servers.

The program's clock is moved to a Monday morning, and later to the day of the follow-up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from agent_console.desk.apology_blocks import Step
from agent_console.errors import ExitCode
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.filled import customer_mail

pytestmark = pytest.mark.server

MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mail, and what its answers must say."""

    sender: str
    subject: str
    text: str
    greeting: str
    heard: tuple[str, ...]
    question: str

    @property
    def address(self) -> str:
        return self.sender.partition("<")[2].rstrip(">")


GERMAN = Complaint(
    "Käthe Müller <kaethe@kunde.example>",
    "Beschwerde: Stehlampe",
    "Sehr geehrte Damen und Herren,\n\n"
    "am 16. Februar habe ich die Stehlampe bestellt (Bestellung 4711, 89,90 EUR). Sie ist bis heute"
    " nicht angekommen. Ich bin sehr enttäuscht und beschwere mich.\n\n"
    "Mit freundlichen Grüßen\nFrau Käthe Müller\n",
    "Sehr geehrte Frau Müller,",
    ("4711", "16. Februar"),
    "?",
)
ENGLISH = Complaint(
    "Bart O'Neill <bart@customer.example>",
    "Complaint about my kettle",
    "Hello,\n\n"
    "the kettle I bought from you (order 5522, 39.90 EUR) arrived broken on 25 February. I am very"
    " disappointed and I want to complain about this.\n\n"
    "Kind regards\nMr Bart O'Neill\n",
    "Dear Mr O'Neill,",
    ("5522", "damaged"),
    "?",
)


def at(program: Program, moment: datetime) -> Program:
    """Return the program at another time."""
    shift = (moment - datetime.now(UTC)).total_seconds()
    return replace(program, clock_shift=shift)


def queue(program: Program, view: str) -> list[Any]:
    found = program.ok("list", "--view", view, "--json").json
    assert isinstance(found, list)
    return found


def arrived(servers: Servers, program: Program, complaint: Complaint) -> str:
    """Let the mail arrive, and return its ticket, which is a complaint."""
    mail = customer_mail(7, complaint.subject, complaint.text, sender=complaint.sender)
    with servers.connect() as connection:
        connection.append("INBOX", mail, (), MONDAY - timedelta(hours=1))
    program.ok("sync")
    (row,) = queue(program, "open")
    assert (row["customer_email"], row["complaint"]) == (complaint.address, True)
    return str(row["ref"])


def sent(servers: Servers) -> tuple[bytes, EmailMessage]:
    """Return the mail that the server took last, as bytes and read by the standard library."""
    raw = servers.smtp.mails[-1].content
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return raw, mail


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def words(text: str) -> str:
    """Return a text without its line ends, which a mail may put elsewhere."""
    return " ".join(text.split())


def check_bytes(servers: Servers, complaint: Complaint) -> str:
    """Check the newest mail as it reached the server; return its text."""
    raw, mail = sent(servers)
    assert servers.smtp.mails[-1].recipients == (complaint.address,)
    assert mail["To"].addresses[0].addr_spec == complaint.address
    assert mail["From"].addresses[0].addr_spec == "support@company.example"
    assert mail["Subject"] == f"Re: {complaint.subject}"
    assert mail["In-Reply-To"] == "<frage-7@kunde.example>"
    assert mail["References"].split()[-1] == "<frage-7@kunde.example>"
    assert mail["Message-ID"] not in (None, mail["In-Reply-To"])
    assert mail.get_content_charset() == "utf-8"
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    text = body(mail)
    assert "⟦" not in text
    assert "{{" not in text
    assert "\ufffd" not in text
    return text


def check_apology(servers: Servers, complaint: Complaint, told: dict[str, Any]) -> None:
    """Check that the apology left as it was told: five parts, in their order."""
    text = words(check_bytes(servers, complaint))
    assert text.startswith(complaint.greeting)
    assert [step["step"] for step in told["steps"]] == list(Step)
    places = [text.find(words(step["text"])) for step in told["steps"]]
    assert -1 not in places
    assert places == sorted(places)
    listened = told["steps"][0]["text"] + told["steps"][1]["text"]
    for heard in complaint.heard:
        assert heard in listened


@pytest.mark.parametrize("complaint", [GERMAN, ENGLISH], ids=["de", "en"])
def test_complaint_is_answered_followed_up_and_closed(
    complaint: Complaint, servers: Servers, program: Program
) -> None:
    today = at(program, MONDAY)
    ref = arrived(servers, today, complaint)
    told = today.ok("apology", ref, "--json").json
    assert not [one for one in told["findings"] if one["severity"] != "hint"]
    assert told["authority"]["allowed"]
    assert today.ok("apology", ref, "--send", "--json").json["state"] == "sent"
    check_apology(servers, complaint, told)

    (row,) = queue(today, "snoozed")
    assert (row["ref"], row["steps"]) == (ref, 4)
    assert datetime.fromisoformat(row["wake_at"]) == datetime.fromisoformat(told["follow_up"])
    refused = today.run("close", ref)
    assert refused.code == ExitCode.FAILED
    assert f"apology {ref} --ask --send" in refused.err

    come_back = datetime.fromisoformat(told["follow_up"])
    assert queue(at(program, come_back - timedelta(minutes=2)), "open") == []
    later = at(program, come_back + timedelta(minutes=2))
    later.ok("sync")
    assert [row["ref"] for row in queue(later, "open")] == [ref]

    assert later.ok("apology", ref, "--ask", "--send", "--json").json["state"] == "sent"
    assert len(servers.smtp.mails) == 2
    question = check_bytes(servers, complaint)
    assert question.startswith(complaint.greeting)
    assert complaint.question in question
    later.ok("close", ref)
    (row,) = queue(later, "closed")
    assert (row["ref"], row["steps"]) == (ref, 5)


def test_second_complaint_on_a_ticket_is_told_nothing_twice(
    servers: Servers, program: Program
) -> None:
    today = at(program, MONDAY)
    ref = arrived(servers, today, GERMAN)
    first = today.ok("apology", ref, "--json").json
    today.ok("apology", ref, "--send")
    again = b"In-Reply-To: " + sent(servers)[1]["Message-ID"].encode() + b"\r\n"
    again += customer_mail(8, f"Re: {GERMAN.subject}", GERMAN.text, sender=GERMAN.sender)
    with servers.connect() as connection:
        connection.append("INBOX", again, (), MONDAY + timedelta(minutes=1))
    today.ok("sync")
    second = today.ok("apology", ref, "--json").json
    blocks = [{step["block"] for step in told["steps"]} for told in (first, second)]
    assert len(blocks[0] | blocks[1]) == 2 * len(Step)
