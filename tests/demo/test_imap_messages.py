"""Messages: appending, fetching, flags, copying, removing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from agent_console.demo.imap_state import DemoMailbox
from agent_console.demo.server import DemoServer
from tests.demo.conftest import NOW, PASSWORD
from tests.demo.raw_client import RawClient

MAIL = b"From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n"
NESTED = (
    b"From: a@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
    b"Received: from one\r\n\tby two\r\nX-Long: a\r\n b\r\n"
    b'Content-Type: multipart/mixed; boundary="=outer"\r\n\r\npreamble\r\n'
    b"--=outer\r\nContent-Type: text/plain\r\n\r\nfirst\r\n\r\n"
    b"--=outer\r\nContent-Type: message/rfc822\r\n\r\n"
    b"From: b@example.org\r\nSubject: Inner\r\n"
    b"Content-Type: multipart/alternative; boundary=inner\r\n\r\n"
    b"--inner\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
    b"--inner\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--inner--\r\n"
    b"\r\n--=outer--\r\nepilogue\r\n"
)


def arrive(client: IMAPClient, mailbox: DemoMailbox, raw: bytes, *flags: str) -> None:
    """Deliver to the INBOX and let ``client`` hear of it."""
    mailbox.deliver("INBOX", raw, flags=flags)
    client.noop()


def body_of(client: IMAPClient, item: str, uid: int = 1) -> bytes | None:
    fetched: dict[bytes, bytes | None] = client.fetch([uid], [item])[uid]
    values = [value for key, value in fetched.items() if key.startswith((b"BODY[", b"RFC822"))]
    assert len(values) == 1
    return values[0]


def test_append_tells_the_uid_and_keeps_flags_and_date(
    inbox: IMAPClient, mailbox: DemoMailbox
) -> None:
    moment = datetime(2025, 12, 31, 23, 5, 6, tzinfo=timezone(timedelta(hours=-5)))
    told = inbox.append("Sent", MAIL, ["\\seen", "$Mine"], moment)
    assert told.startswith(b"[APPENDUID %d 1]" % mailbox.folder("Sent").uidvalidity)
    message = mailbox.folder("Sent").messages[0]
    assert message.raw == MAIL
    assert message.flags == {"\\Seen", "$Mine"}
    assert message.internaldate == datetime(2026, 1, 1, 4, 5, 6, tzinfo=UTC)


def test_append_without_a_date_takes_the_clock(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    inbox.append("INBOX", MAIL)
    assert mailbox.folder("INBOX").messages[0].internaldate == NOW


def test_append_to_a_missing_folder_asks_to_create_it(inbox: IMAPClient) -> None:
    with pytest.raises(IMAPClientError, match="TRYCREATE"):
        inbox.append("Nowhere", MAIL)


def test_append_when_appenduid_is_off_tells_no_uid() -> None:
    with (
        DemoServer(DemoMailbox(PASSWORD, appenduid=False)) as server,
        RawClient(server.imap_port) as raw,
    ):
        raw.command(f"LOGIN agent {PASSWORD}")
        raw.send(b"A APPEND INBOX {3+}\r\nabc\r\n")
        assert raw.until_tagged("A") == [b"A OK Appended"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(max_size=300))
def test_appended_bytes_come_back_identical(raw_inbox: RawClient, data: bytes) -> None:
    raw_inbox.send(b"A APPEND INBOX {%d+}\r\n%s\r\n" % (len(data), data))
    told = raw_inbox.until_tagged("A")[-1]
    uid = int(told.split(b"]")[0].split()[-1])
    raw_inbox.send(b"B UID FETCH %d (BODY.PEEK[])\r\n" % uid)
    announced = raw_inbox.read_line()
    assert announced.endswith(b"BODY[] {%d}" % len(data))
    assert raw_inbox.read(len(data)) == data
    raw_inbox.until_tagged("B")


def test_synchronising_literal_is_asked_for(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    raw_inbox.send(b"A APPEND {5}\r\n")
    assert raw_inbox.read_line().startswith(b"+ ")
    raw_inbox.send(b'INBOX (\\Flagged) " 1-Feb-2026 10:00:00 +0100" {3}\r\n')
    assert raw_inbox.read_line().startswith(b"+ ")
    raw_inbox.send(b"abc\r\n")
    assert raw_inbox.until_tagged("A")[-1].startswith(b"A OK")
    message = mailbox.folder("INBOX").messages[0]
    assert (message.raw, set(message.flags)) == (b"abc", {"\\Flagged"})
    assert message.internaldate == datetime(2026, 2, 1, 9, tzinfo=UTC)


def test_fetch_gives_what_was_asked_for(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    mailbox.deliver("INBOX", MAIL, datetime(2026, 2, 1, 8, 9, 10, tzinfo=UTC), ["\\Flagged", "k"])
    inbox.noop()
    fetched = inbox.fetch([1], ["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "MODSEQ"])
    assert fetched == {
        1: {
            b"SEQ": 1,
            b"FLAGS": (b"\\Flagged", b"k"),
            b"INTERNALDATE": datetime(2026, 2, 1, 8, 9, 10, tzinfo=UTC),
            b"RFC822.SIZE": len(MAIL),
            b"MODSEQ": (2,),
        }
    }


def test_fetch_sets_seen_without_peek_only(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    arrive(inbox, mailbox, MAIL)
    for item in ("BODY.PEEK[]", "BODY.PEEK[HEADER]", "RFC822.HEADER", "FLAGS"):
        inbox.fetch([1], [item])
        assert mailbox.folder("INBOX").messages[0].flags == frozenset(), item
    inbox.fetch([1], ["BODY[TEXT]"])
    assert mailbox.folder("INBOX").messages[0].flags == {"\\Seen"}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("BODY.PEEK[]", NESTED),
        ("RFC822", NESTED),
        ("BODY.PEEK[HEADER]", NESTED.split(b"preamble")[0]),
        ("RFC822.HEADER", NESTED.split(b"preamble")[0]),
        ("BODY.PEEK[TEXT]", b"preamble" + NESTED.split(b"preamble")[1]),
        ("BODY.PEEK[HEADER.FIELDS (FROM received)]", b"From: a@example.org\r\n"
         b"Received: from one\r\n\tby two\r\n\r\n"),
        ("BODY.PEEK[HEADER.FIELDS.NOT (From Subject Received Content-Type)]",
         b"X-Long: a\r\n b\r\n\r\n"),
        ("BODY.PEEK[HEADER.FIELDS (Missing)]", b"\r\n"),
        ("BODY.PEEK[1]", b"first\r\n"),
        ("BODY.PEEK[1.MIME]", b"Content-Type: text/plain\r\n\r\n"),
        ("BODY.PEEK[2.MIME]", b"Content-Type: message/rfc822\r\n\r\n"),
        ("BODY.PEEK[2.HEADER.FIELDS (Subject)]", b"Subject: Inner\r\n\r\n"),
        ("BODY.PEEK[2.1]", b"plain"),
        ("BODY.PEEK[2.2]", b"<p>html</p>"),
        ("BODY.PEEK[2.2]<3.4>", b"html"),
        ("BODY.PEEK[]<0.5>", b"From:"),
        ("BODY.PEEK[]<100000.5>", b""),
        ("BODY.PEEK[3]", None),
        ("BODY.PEEK[1.HEADER]", None),
        ("BODY.PEEK[2.1.1.2]", None),
    ],
)  # fmt: skip
def test_fetch_of_a_section_gives_its_exact_bytes(
    inbox: IMAPClient, mailbox: DemoMailbox, item: str, expected: bytes | None
) -> None:
    arrive(inbox, mailbox, NESTED)
    assert body_of(inbox, item) == expected


def test_part_1_of_a_plain_mail_is_its_text(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    arrive(inbox, mailbox, MAIL)
    assert body_of(inbox, "BODY.PEEK[1]") == b"Text\r\n"
    assert body_of(inbox, "BODY.PEEK[1.MIME]") == MAIL.removesuffix(b"Text\r\n")
    assert body_of(inbox, "BODY.PEEK[2]") is None


@pytest.mark.parametrize(
    ("raw", "header", "text"),
    [
        (b"", b"", b""),
        (b"\r\nonly text", b"\r\n", b"only text"),
        (b"A: b\r\n", b"A: b\r\n", b""),
        (b"A: b\n\ntext\n", b"A: b\n\n", b"text\n"),
    ],
)
def test_header_and_text_of_odd_mails_add_up(
    inbox: IMAPClient, mailbox: DemoMailbox, raw: bytes, header: bytes, text: bytes
) -> None:
    arrive(inbox, mailbox, raw)
    assert body_of(inbox, "BODY.PEEK[HEADER]") == header
    assert body_of(inbox, "BODY.PEEK[TEXT]") == text


@pytest.mark.parametrize(
    "asked",
    ["ENVELOPE", "BODY.PEEK[HEADER.FIELDS]", "BODY[TEXT (a)]", "BODY[MIME]", "()", "BODY[x]"],
)
def test_unknown_fetch_items_are_bad(raw_inbox: RawClient, asked: str) -> None:
    assert raw_inbox.command(f"UID FETCH 1 {asked}")[-1].startswith(b"BAD")


def test_sets_of_numbers_and_uids_choose_messages(
    raw_inbox: RawClient, mailbox: DemoMailbox
) -> None:
    for _ in range(6):
        mailbox.deliver("INBOX", MAIL)
    mailbox.expunge("INBOX", 2, 3)
    raw_inbox.command("NOOP")

    def chosen(command: str) -> list[int]:
        lines = raw_inbox.command(command)[:-1]
        return [int(line.split(b"UID ")[1].split(b")")[0]) for line in lines]

    assert chosen("UID FETCH 1:* (UID)") == [1, 4, 5, 6]
    assert chosen("UID FETCH 5:2,1,5 (UID)") == [1, 4, 5]
    assert chosen("UID FETCH 900:* (UID)") == [6]
    assert chosen("UID FETCH 900:901 (UID)") == []
    assert chosen("FETCH 2:3 (UID)") == [4, 5]
    assert chosen("FETCH * (UID)") == [6]


def test_words_within_a_line_are_no_header(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    arrive(inbox, mailbox, b"stray line From: x\r\nFROM : y\r\n\r\n")
    assert body_of(inbox, "BODY.PEEK[HEADER.FIELDS (From)]") == b"FROM : y\r\n\r\n"


def test_store_sets_adds_and_removes_flags(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    arrive(inbox, mailbox, MAIL, "\\Draft")
    assert inbox.add_flags([1], ["\\SEEN", "mine"]) == {1: (b"\\Draft", b"\\Seen", b"mine")}
    assert inbox.remove_flags([1], ["\\Draft"]) == {1: (b"\\Seen", b"mine")}
    assert inbox.set_flags([1], ["other"]) == {1: (b"other",)}
    assert inbox.add_flags([1], ["\\Flagged"], silent=True) is None
    assert mailbox.folder("INBOX").messages[0].flags == {"other", "\\Flagged"}


def test_store_without_keywords_drops_them_silently() -> None:
    mailbox = DemoMailbox(PASSWORD, keywords=False)
    mailbox.deliver("INBOX", MAIL, flags=["lost"])
    with DemoServer(mailbox) as server, RawClient(server.imap_port) as raw:
        raw.command(f"LOGIN agent {PASSWORD}")
        assert not any(b"\\*" in line for line in raw.command("SELECT INBOX"))
        raw.command("UID STORE 1 +FLAGS (lost \\Seen)")
    assert mailbox.folder("INBOX").messages[0].flags == {"\\Seen"}


def test_store_of_flags_that_break_lines_is_bad(raw_inbox: RawClient) -> None:
    raw_inbox.send(b"A UID STORE 1 +FLAGS ({4+}\r\na\r\nb)\r\n")
    assert raw_inbox.until_tagged("A")[-1].startswith(b"A BAD")


def test_copy_and_move_tell_the_new_uids(raw_inbox: RawClient, mailbox: DemoMailbox) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL, flags=["k"])
    archive = mailbox.folder("Archive")
    raw_inbox.command("NOOP")
    copied = raw_inbox.command("UID COPY 1,3 Archive")[-1]
    assert copied.startswith(b"OK [COPYUID %d 1,3 1,2]" % archive.uidvalidity)
    moved = raw_inbox.command("UID MOVE 2:3 Archive")
    assert moved[0].startswith(b"* OK [COPYUID %d 2,3 3,4]" % archive.uidvalidity)
    assert moved[1] == b"* VANISHED 2:3"
    assert [m.uid for m in mailbox.folder("INBOX").messages] == [1]
    assert [(m.uid, m.raw, set(m.flags)) for m in archive.messages] == [
        (uid, MAIL, {"k"}) for uid in (1, 2, 3, 4)
    ]
    assert raw_inbox.command("UID MOVE 1 Nowhere")[-1].startswith(b"NO [TRYCREATE]")
    assert raw_inbox.command("UID COPY 77 Archive")[-1] == b"OK Nothing to do"


def test_imapclient_moves_and_deletes(inbox: IMAPClient, mailbox: DemoMailbox) -> None:
    for _ in range(3):
        mailbox.deliver("INBOX", MAIL)
    inbox.noop()
    inbox.move([1], "Trash")
    inbox.delete_messages([2, 3])
    inbox.uid_expunge([3])
    assert [m.uid for m in mailbox.folder("INBOX").messages] == [2]
    inbox.expunge()
    assert len(mailbox.folder("INBOX")) == 0
    assert len(mailbox.folder("Trash")) == 1


def test_nothing_changing_is_logged_when_only_reading(
    inbox: IMAPClient, server: DemoServer, mailbox: DemoMailbox
) -> None:
    arrive(inbox, mailbox, MAIL)
    inbox.fetch([1], ["FLAGS", "BODY.PEEK[]", "RFC822.SIZE", "RFC822.HEADER"])
    inbox.search("ALL")
    inbox.folder_status("INBOX")
    inbox.unselect_folder()
    assert not [command for command in server.commands if command.changes]
    inbox.select_folder("INBOX")
    inbox.fetch([1], ["BODY[]"])
    inbox.fetch([1], ["RFC822.TEXT"])
    inbox.fetch([1], ["UID", "RFC822"])
    inbox.add_flags([1], ["\\Seen"])
    inbox.append("INBOX", MAIL)
    changing = server.changing_commands
    assert [command.verb for command in changing] == ["UID FETCH"] * 3 + ["UID STORE", "APPEND"]
