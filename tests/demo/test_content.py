"""The demo mailbox: believable, consistent, and the same whenever the moment is."""

from __future__ import annotations

import email
import io
import re
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

import pytest

from agent_console.demo.content import DemoMail, build_mailbox, tell_stories
from agent_console.demo.content_files import make_file
from agent_console.demo.content_times import (
    DAY_SHIFT,
    ROUND_THE_CLOCK,
    moment,
    opening_for,
    opening_time_before,
)

WEDNESDAY = datetime(2025, 11, 19, 14, 20, tzinfo=UTC)
MOMENTS = [
    WEDNESDAY,
    datetime(2025, 11, 17, 7, 5, tzinfo=UTC),  # Monday, just opened
    datetime(2025, 11, 15, 22, 40, tzinfo=UTC),  # Saturday night
    datetime(2026, 3, 29, 3, 0, tzinfo=UTC),  # the hour that summer time begins
    datetime(2026, 1, 1, 0, 30, tzinfo=UTC),
]
RESERVED = re.compile(r"\.(example|test|invalid)$")
ID = re.compile(r"<([^<>\s]+)>")


def parsed(mail: DemoMail) -> EmailMessage:
    return email.message_from_bytes(mail.raw, policy=policy.default)


@pytest.fixture(scope="module")
def mailbox() -> list[DemoMail]:
    return build_mailbox(WEDNESDAY)


@pytest.fixture(scope="module")
def messages(mailbox: list[DemoMail]) -> list[EmailMessage]:
    return [parsed(mail) for mail in mailbox]


def test_mailbox_when_built_has_the_promised_size(mailbox: list[DemoMail]) -> None:
    folders = Counter(mail.folder for mail in mailbox)
    assert 140 <= len(mailbox) <= 170
    assert folders["Sent"] >= 35
    assert set(folders) == {"INBOX", "Sent"}
    stories = tell_stories(WEDNESDAY)
    assert 58 <= len(stories) <= 75
    english = sum(story[0].scene.person.language == "en" for story in stories)
    assert 0.28 <= english / len(stories) <= 0.38


@pytest.mark.parametrize("now", MOMENTS)
def test_mailbox_when_built_twice_is_the_same(now: datetime) -> None:
    assert build_mailbox(now) == build_mailbox(now)


@pytest.mark.parametrize("now", MOMENTS)
def test_times_at_any_moment_are_past_recent_and_in_order(now: datetime) -> None:
    mailbox = build_mailbox(now)
    for folder in ("INBOX", "Sent"):
        times = [mail.received for mail in mailbox if mail.folder == folder]
        assert times == sorted(times)
        assert times[-1] <= now
        assert times[0] > now - timedelta(days=14)
    for story in tell_stories(now):
        times = [told.received for told in story]
        assert times == sorted(set(times)), story[0].scene.key


@pytest.mark.parametrize("now", MOMENTS)
def test_clocks_at_any_moment_some_run_and_some_are_over(now: datetime) -> None:
    """Four hours of opening time are the target of a first answer."""
    waiting = [story[0].received for story in tell_stories(now) if not any(t.ours for t in story)]
    overdue = opening_time_before(now, timedelta(hours=4))
    assert sum(received < overdue for received in waiting) >= 8
    assert sum(received >= overdue for received in waiting) >= 15
    assert sum(now - received < timedelta(minutes=30) for received in waiting) >= 5
    near = opening_time_before(now, timedelta(hours=3))
    assert sum(overdue <= received < near for received in waiting) >= 4


def test_stories_when_told_end_in_every_way() -> None:
    stories = tell_stories(WEDNESDAY)
    assert sum(story[-1].ours for story in stories) >= 6
    closed = [s for s in stories if any(t.ours for t in s) and not s[0].scene.answers]
    assert len(closed) >= 12
    unanswered = [s for s in stories if len(s) >= 2 and not any(t.ours for t in s)]
    assert any(len(story) == 3 for story in unanswered)
    assert {t.mail.by for s in stories for t in s} >= {"anna", "jonas", "mehmet", "form"}


def test_mails_when_parsed_have_no_defects(messages: list[EmailMessage]) -> None:
    for message in messages:
        subject = message["Subject"]
        for part in message.walk():
            assert not part.defects, subject
            if "Content-Type" in part and part.get_content_maintype() == "text":
                assert part.get_content().strip(), subject
                assert "\ufffd" not in part.get_content(), subject
        assert message["From"].addresses, subject
        assert not message["Subject"].defects
        assert parsedate_to_datetime(str(message["Date"])).tzinfo, subject


def test_mails_when_written_keep_line_limits(mailbox: list[DemoMail]) -> None:
    for mail in mailbox:
        assert b"\n" not in mail.raw.replace(b"\r\n", b"")
        assert b"\r" not in mail.raw.replace(b"\r\n", b"")
        head = mail.raw.partition(b"\r\n\r\n")[0]
        assert head.isascii()
        assert max(len(line) for line in head.split(b"\r\n")) <= 160
        assert max(len(line) for line in mail.raw.split(b"\r\n")) <= 998


def test_placeholders_when_told_are_all_filled(messages: list[EmailMessage]) -> None:
    for message in messages:
        assert "{" not in message["Subject"]
        body = message.get_body(("plain",))
        assert body is None or not re.search(r"\{(day|next)", body.get_content())


def test_message_ids_when_compared_are_unique_and_known(
    mailbox: list[DemoMail], messages: list[EmailMessage]
) -> None:
    ids = [str(message["Message-ID"]) for message in messages]
    assert len(set(ids)) == len(ids)
    known = {found for id_ in ids for found in ID.findall(id_)}
    for mail, message in zip(mailbox, messages, strict=True):
        references = ID.findall(str(message["References"] or ""))
        answered = ID.findall(str(message["In-Reply-To"] or ""))
        assert set(references) <= known
        assert answered == references[-1:]
        if mail.folder == "Sent":
            assert len(answered) == 1


def test_message_ids_when_time_goes_on_stay_the_same() -> None:
    def ids(now: datetime) -> list[str]:
        return sorted(str(parsed(mail)["Message-ID"]) for mail in build_mailbox(now))

    assert ids(MOMENTS[0]) == ids(MOMENTS[2])


def test_addresses_everywhere_are_reserved_names(
    mailbox: list[DemoMail], messages: list[EmailMessage]
) -> None:
    for message in messages:
        for name in ("From", "To", "Cc", "Reply-To", "Return-Path"):
            for _, address in getaddresses([str(value) for value in message.get_all(name, [])]):
                assert RESERVED.search(address.strip("<>")), address
        for part in message.walk():
            if part.get_content_maintype() == "text":
                text = part.get_content()
                hosts = re.findall(r"(?:@|https?://)([\w.-]*\w)", text)
                assert all(RESERVED.search(host) for host in hosts), hosts
    assert all(
        RESERVED.search(id_.decode())
        for mail in mailbox
        for id_ in re.findall(b"<[^<>\\s]+@([^<>\\s]+)>", mail.raw.partition(b"\r\n\r\n")[0])
    )


def test_bounces_when_read_name_a_mail_in_sent(
    mailbox: list[DemoMail], messages: list[EmailMessage]
) -> None:
    sent = {
        str(message["Message-ID"])
        for mail, message in zip(mailbox, messages, strict=True)
        if mail.folder == "Sent"
    }
    found = {}
    for message in messages:
        if message.get_content_type() != "multipart/report":
            continue
        _, status, returned = message.iter_parts()
        fields = list(status.walk())[2]
        found[str(fields["Action"])] = str(fields["Status"])
        original = re.findall(r"Message-ID: (\S+)", returned.as_string())
        assert set(original) <= sent
        assert original
    assert found == {"failed": "5.1.1", "delayed": "4.4.1"}


def test_variety_when_counted_covers_what_mailboxes_hold(
    mailbox: list[DemoMail], messages: list[EmailMessage]
) -> None:
    raw = b"\r\n".join(mail.raw for mail in mailbox)
    for sign in (
        b'charset="utf-8"', b'charset="iso-8859-1"', b'charset="windows-1252"',
        b"Encoding: base64", b"Encoding: quoted-printable", b"Encoding: 8bit",
        b"Auto-Submitted: auto-replied", b"List-Unsubscribe:", b"\r\nCc: ", b"Reply-To:",
        b"Content-ID:", b"filename*=utf-8''", b"\r\n =?utf-8?",
    ):  # fmt: skip
        assert sign in raw, sign
    types = Counter(part.get_content_type() for m in messages for part in m.walk())
    for wanted in ("text/html", "multipart/alternative", "multipart/related", "application/pdf"):
        assert types[wanted] >= 3, wanted
    assert types["image/png"] >= 8
    assert any(m.get_content_type() == "text/html" for m in messages)
    names = {part.get_filename() for m in messages for part in m.walk() if part.get_filename()}
    assert any(str(name).endswith(".docx") for name in names)
    assert "Kontoauszug_geschwärzt.pdf" in names


def test_quotes_when_people_answer_come_in_every_style(messages: list[EmailMessage]) -> None:
    texts = "\n".join(
        part.get_content()
        for m in messages
        for part in m.walk()
        if part.get_content_maintype() == "text"
    )
    for head in (
        r"Am Mi\., \d+\. Nov\. 2025 um \d\d:\d\d Uhr schrieb",
        r"\nOn \w{3}, \d+ Nov 2025 at \d\d:\d\d, ",
        r"\nVon: .*\nGesendet: .*\nAn: .*\nBetreff: ",
        r"\nFrom: .*\nSent: .*\nTo: .*\nSubject: ",
        r"um \d\d:\d\d schrieb Anna Petersen \(Nordlicht Leuchten\) <support@",
        r'<blockquote type="cite">',
        r'class="gmail_quote"',
        r"border-top:solid #E1E1E1",
        r"\nVon meinem Handy gesendet",
    ):
        assert re.search(head, texts), head


def test_flags_when_answered_say_so(mailbox: list[DemoMail]) -> None:
    assert all(mail.flags == ("\\Seen",) for mail in mailbox if mail.folder == "Sent")
    assert any("\\Answered" in mail.flags for mail in mailbox)
    fresh = [m for m in mailbox if WEDNESDAY - m.received < timedelta(hours=1)]
    assert fresh
    assert all(mail.flags == () for mail in fresh if mail.folder == "INBOX")


def test_files_when_made_are_what_they_claim() -> None:
    kind, pdf = make_file("Rechnung (1).pdf")
    assert kind == "application/pdf"
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF", pdf)[0])
    assert pdf[start:].startswith(b"xref\n0 6\n")
    offsets = [int(found) for found in re.findall(rb"(\d{10}) 00000 n", pdf)]
    assert all(pdf[at:].startswith(b"%d 0 obj" % n) for n, at in enumerate(offsets, 1))
    png = make_file("a.png")[1]
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    data = png[png.index(b"IDAT") + 4 :]
    assert len(zlib.decompressobj().decompress(data)) == 48 * (1 + 48 * 3)
    assert make_file("b.png") != make_file("a.png")
    with zipfile.ZipFile(io.BytesIO(make_file("x.docx")[1])) as archive:
        assert archive.testzip() is None
        assert "word/document.xml" in archive.namelist()
    with pytest.raises(ValueError, match=r"x\.exe"):
        make_file("x.exe")


def test_opening_at_night_is_round_the_clock() -> None:
    assert opening_for(datetime(2025, 11, 19, 9, 0, tzinfo=UTC)) is DAY_SHIFT
    for hour in (18, 23, 3):
        assert opening_for(datetime(2025, 11, 19, hour, 0, tzinfo=UTC)) is ROUND_THE_CLOCK


def test_moment_when_told_in_opening_time_skips_the_night() -> None:
    now = datetime(2025, 11, 19, 8, 0, tzinfo=UTC)  # 09:00 at the shop, open for an hour
    assert moment("b0:30", now) == now - timedelta(minutes=30)
    assert moment("b3:00", now) == datetime(2025, 11, 18, 17, 0, tzinfo=UTC)
    assert moment("7m", now) == now - timedelta(minutes=7)
    assert moment("d1 09:14", now) == datetime(2025, 11, 17, 8, 14, tzinfo=UTC)
    with pytest.raises(ValueError, match="soon"):
        moment("soon", now)
