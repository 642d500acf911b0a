"""A real mailbox in, a prioritised queue out, a reply at the customer's side."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent_console.mail.imap import ImapConnection
from tests.desk.corpora import corpus
from tests.e2e.conftest import Servers
from tests.e2e.program import Program
from tests.mail.hostile import SAMPLES

pytestmark = pytest.mark.server
ME = "support@company.example"
BEGINNING = 256 * 1024


def customer_mail(subject: str, text: str, **headers: str) -> bytes:
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "Käthe Müller <kaethe@kunde.example>"
    mail["To"] = ME
    mail["Subject"] = subject
    mail["Message-ID"] = headers.pop("message_id", "<frage-1@kunde.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def put(servers: Servers, raw: bytes, when: datetime | None = None) -> None:
    with servers.connect() as connection:
        connection.append("INBOX", raw, (), when or datetime.now(UTC))


def collection() -> list[bytes]:
    """Return all mails of the public collections."""
    index = corpus("mails.jsonl")
    entries = [json.loads(line) for line in index.read_text("utf-8").splitlines()]
    return [(index.parent / entry["set"] / entry["file"]).read_bytes() for entry in entries]


def flags_of(connection: ImapConnection, folder: str) -> dict[int, frozenset[str] | None]:
    connection.select(folder)
    answer = connection.fetch_set("1:*", "UID FLAGS")
    return {uid: item.flags for uid, item in answer.items.items()}


def test_reply_reaches_the_customer_and_the_answer_joins_the_ticket(
    servers: Servers, program: Program, tmp_path: Path
) -> None:
    put(servers, customer_mail("Wo bleibt meine Lampe?", "Guten Tag,\nwo bleibt sie?\n"))
    program.ok("sync")
    (row,) = program.ok("list", "--json").json
    assert row["customer_name"] == "Käthe Müller"
    assert row["state"] == "new"
    assert row["due_at"] is not None

    body = tmp_path / "answer.txt"
    body.write_text("Guten Tag Frau Müller,\n\nsie kommt morgen: größer als gedacht.\n", "utf-8")
    program.ok("reply", row["ref"][:5], "--body-file", str(body))

    (accepted,) = servers.smtp.mails
    assert accepted.recipients == ("kaethe@kunde.example",)
    sent = message_from_bytes(accepted.content, policy=policy.default)
    assert sent["Subject"] == "Re: Wo bleibt meine Lampe?"
    assert sent["In-Reply-To"] == "<frage-1@kunde.example>"
    assert "sie kommt morgen: größer als gedacht." in sent.get_content()
    token = sent["References"].split()[0]
    assert row["ref"].lower() in token.lower()

    with servers.connect() as connection:
        connection.select("Sent")
        assert connection.search_message_id(sent["Message-ID"].strip())
    assert program.ok("list", "--json").json == []
    (row,) = program.ok("list", "--view", "waiting", "--json").json
    assert (row["state"], row["due_at"]) == ("waiting", None)

    references = f"{token} <rewritten@provider.example>"
    answer = customer_mail(
        "AW: Wo bleibt meine Lampe?",
        "Danke, wann genau?\n",
        message_id="<frage-2@kunde.example>",
        References=references,
    )
    put(servers, answer, datetime.now(UTC) + timedelta(seconds=2))
    program.ok("sync")
    (row,) = program.ok("list", "--json").json
    assert (row["state"], row["mails"]) == ("open", 3)


REQUESTS_A_SYNC = 500


def hostile() -> list[bytes]:
    """Return all mails that were written to do harm, and the odd but honest ones."""
    return [
        sample.source if isinstance(sample.source, bytes) else sample.source() for sample in SAMPLES
    ]


def listed_all(program: Program) -> list[dict[str, object]]:
    """Return all rows, without what the minute that passes changes."""
    rows = program.ok("list", "--view", "all", "--json").json
    return [{name: value for name, value in row.items() if name != "clocks"} for row in rows]


@pytest.mark.parametrize(("mails_of", "repeated"), [(collection, 9), (hostile, 36)])
def test_every_mail_is_listed_and_nothing_is_touched(
    servers: Servers, program: Program, mails_of: Callable[[], list[bytes]], repeated: int
) -> None:
    mails = mails_of()
    begin = datetime(2026, 3, 2, 8, tzinfo=UTC)
    with servers.connect() as connection:
        for number, raw in enumerate(mails):
            flags = ("\\Seen",) if number % 5 == 0 else ()
            if b"\0" in raw or not raw:
                servers.deliver(raw, f"{number}.test")
            else:
                connection.append("INBOX", raw, flags, begin + timedelta(seconds=number))
        before = flags_of(connection, "INBOX")
    assert len(before) == len(mails)

    report = program.ok("sync", "--json").json
    assert report["folders"]["INBOX"]["new"] == len(mails)
    assert report["folders"]["INBOX"]["failed"] == 0
    for _left in range(len(mails) // REQUESTS_A_SYNC):
        program.ok("sync")
    rows = listed_all(program)
    with servers.connect() as connection:
        assert flags_of(connection, "INBOX") == before
        assert flags_of(connection, "Sent") == {}

    again = program.ok("sync", "--json").json
    assert again["folders"]["INBOX"]["new"] == 0
    assert listed_all(program) == rows
    assert servers.smtp.mails == []
    listed = sum(int(str(row["mails"])) for row in rows)
    copies = sum(int(str(row["copies"])) for row in rows)
    same = len(mails) - len({raw[:BEGINNING] for raw in mails})
    print(f"\n{len(mails)} mails in {len(rows)} tickets; {copies} of them the same mail again")
    assert len(mails) - same <= listed + copies <= len(mails)
    assert copies in range(repeated, repeated + same + 1)
