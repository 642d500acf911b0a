"""SEARCH: every key, combinations, ESEARCH, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient

from agent_console.demo.imap_state import DemoMailbox
from tests.demo.raw_client import RawClient

FIRST = (
    b"From: Anna <anna@example.org>\r\nTo: help@example.org\r\nCc: Boss <boss@example.org>\r\n"
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_aus_Kiel?=\r\nMessage-ID: <one@example.org>\r\n"
    b"Date: Sun, 1 Feb 2026 23:30:00 +0100\r\n"
    b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"RGllIExpZWZlcnVuZyBm5GhydCBuaWNodA==\r\n"
)
SECOND = (
    b"From: bob@example.org\r\nTo: help@example.org\r\nSubject: Invoice\r\n"
    b"Message-ID: <two@example.org>\r\nDate: nonsense\r\n\r\nPlease resend the invoice\r\n"
)
THIRD = (
    b"Subject: Invoice again\r\nContent-Type: text/plain; charset=no-such\r\n\r\nurgent \xff\r\n"
)


@pytest.fixture
def filled(inbox: IMAPClient, mailbox: DemoMailbox) -> IMAPClient:
    """The INBOX with three mails, of 1, 2 and 3 February."""
    fill(mailbox)
    inbox.noop()
    return inbox


def fill(mailbox: DemoMailbox) -> None:
    """Deliver the three mails."""
    mailbox.deliver("INBOX", FIRST, datetime(2026, 2, 1, 22, tzinfo=UTC), ["\\Seen", "hot"])
    mailbox.deliver("INBOX", SECOND, datetime(2026, 2, 2, 0, tzinfo=UTC), ["\\Answered"])
    mailbox.deliver("INBOX", THIRD, datetime(2026, 2, 3, 9, tzinfo=UTC), ["\\Flagged", "\\Draft"])


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ("ALL", [1, 2, 3]),
        ("UID 2:*", [2, 3]),
        ("UID 3:9,1", [1, 3]),
        ("1:2", [1, 2]),
        ("*", [3]),
        ("SEEN", [1]),
        ("UNSEEN", [2, 3]),
        ("ANSWERED", [2]),
        ("UNANSWERED UNFLAGGED", [1]),
        ("FLAGGED DRAFT", [3]),
        ("DELETED", []),
        ("UNDELETED", [1, 2, 3]),
        ("KEYWORD HOT", [1]),
        ("UNKEYWORD hot", [2, 3]),
        ("RECENT", []),
        ("OLD", [1, 2, 3]),
        ("SINCE 2-Feb-2026", [2, 3]),
        ("BEFORE 2-Feb-2026", [1]),
        ("ON 2-feb-2026", [2]),
        ("SENTON 1-Feb-2026", [1]),
        ("SENTSINCE 1-Jan-2026", [1]),
        ("FROM anna", [1]),
        ("TO help", [1, 2]),
        ("CC boss", [1]),
        ("SUBJECT invoice", [2, 3]),
        ('HEADER Message-ID "<two@example.org>"', [2]),
        ('HEADER Cc ""', [1]),
        ("TEXT invoice", [2, 3]),
        ("BODY invoice", [2]),
        ("BODY urgent", [3]),
        ("LARGER 300", [1]),
        ("SMALLER 100", [3]),
        ("NOT SEEN", [2, 3]),
        ("NOT NOT SEEN", [1]),
        ("OR SEEN FLAGGED", [1, 3]),
        ("OR (SEEN KEYWORD hot) (SUBJECT again)", [1, 3]),
        ("(OR SEEN (NOT (FLAGGED))) UID 2:3", [2]),
    ],
)
def test_search_finds(
    raw_inbox: RawClient, mailbox: DemoMailbox, criteria: str, found: list[int]
) -> None:
    fill(mailbox)
    raw_inbox.command("NOOP")
    told = raw_inbox.command(f"UID SEARCH {criteria}")[0]
    assert told == b" ".join([b"* SEARCH", *(b"%d" % uid for uid in found)])


def test_search_with_charset_finds_decoded_words(filled: IMAPClient) -> None:
    assert list(filled.search(["SUBJECT", "Grüße"], "UTF-8")) == [1]
    assert list(filled.search(["TEXT", "fährt"], "UTF-8")) == [1]


def test_search_by_modseq_tells_the_highest(filled: IMAPClient) -> None:
    found = filled.search(["MODSEQ", 3])
    assert list(found) == [2, 3]
    assert found.modseq == 4


def test_search_with_another_charset_is_refused(raw_inbox: RawClient) -> None:
    answer = raw_inbox.command("UID SEARCH CHARSET KOI8-R ALL")[-1]
    assert answer.startswith(b"NO [BADCHARSET (")


def test_esearch_answers_compressed(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    for _ in range(5):
        mailbox.deliver("INBOX", SECOND)
    mailbox.expunge("INBOX", 4)
    raw_inbox.command("NOOP")
    assert raw_inbox.command("UID SEARCH RETURN (ALL) ALL")[0].endswith(b") UID ALL 1:3,5")
    told = raw_inbox.command("UID SEARCH RETURN (MIN MAX COUNT) ALL")[0]
    assert told.endswith(b") UID MIN 1 MAX 5 COUNT 4")
    assert raw_inbox.command("SEARCH RETURN () ALL")[0].endswith(b") ALL 1:4")
    assert raw_inbox.command("UID SEARCH RETURN (COUNT) SEEN")[0].endswith(b") UID COUNT 0")
    told = raw_inbox.command("UID SEARCH RETURN (ALL) MODSEQ 1")[0]
    assert told.endswith(b") UID ALL 1:3,5 MODSEQ 6")


@pytest.mark.parametrize(
    "criteria",
    [
        "", "NONSENSE", "OR SEEN", "NOT", "UID", "UID x", "UID (1)", "0", "1:0", "LARGER x",
        "SINCE 30-Feb-2026", "SINCE 1-Foo-2026", "SINCE x", "HEADER a", "MODSEQ", "(SEEN",
        "RETURN (NONSENSE) ALL", "RETURN", "CHARSET", "NOT " * 60 + "SEEN",
    ],
)  # fmt: skip
def test_search_that_is_not_understood_is_bad_or_refused(
    raw_inbox: RawClient, criteria: str
) -> None:
    answer = raw_inbox.command(f"UID SEARCH {criteria}")[-1]
    assert answer.startswith((b"BAD", b"NO [BADCHARSET"))
