"""The demo's customers write by themselves and answer what the team sends them."""

from __future__ import annotations

import email
import re
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from agent_console.demo.content import Told, tell_stories
from agent_console.demo.customers import Customers
from agent_console.demo.reply_reader import read_reply

NOW = datetime(2025, 11, 19, 14, 20, tzinfo=UTC)
TOKEN = "<t1.7F3K9QWC.abc123@nordlicht.example>"
ID = re.compile(r"<[^<>\s]+>")


@pytest.fixture
def customers() -> Customers:
    return Customers(NOW)


def story(key: str) -> list[Told]:
    return next(s for s in tell_stories(NOW) if s[0].scene.key == key)


def reply_to(key: str, text: str, *, number: int = 1, **headers: str) -> bytes:
    """A reply of the team as the console writes it: our token first in References."""
    letter = next(told.letter for told in reversed(story(key)) if told.letter and not told.ours)
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "Alex Berg <support@nordlicht.example>"
    mail["To"] = f"{letter.sender[0]} <{headers.pop('to', letter.sender[1])}>"
    mail["Subject"] = f"Re: {letter.subject}"
    mail["Date"] = format_datetime(NOW)
    mail["Message-ID"] = f"<reply.{number}@nordlicht.example>"
    mail["In-Reply-To"] = f"<{letter.message_id}>"
    ids = " ".join(f"<{id_}>" for id_ in (*letter.references, letter.message_id))
    mail["References"] = f"{TOKEN} {ids}"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text + "\n\nAm 19.11.2025 um 14:20 schrieb Kundin:\n> Wann kommt es?\n")
    return mail.as_bytes()


def answer(customers: Customers, raw: bytes) -> EmailMessage:
    found = customers.answer_to(raw, NOW)
    assert found is not None
    return email.message_from_bytes(found[1], policy=policy.default)


def words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def written(customers: Customers) -> list[str]:
    raws = [coming[1] for _ in range(40) if (coming := customers.next_mail(NOW))]
    return [words(email.message_from_bytes(raw, policy=policy.default)) for raw in raws]


def test_next_mail_when_asked_repeatedly_comes_in_due_time(customers: Customers) -> None:
    ids, subjects, replies = set(), set(), 0
    for _ in range(30):
        coming = customers.next_mail(NOW)
        assert coming is not None
        wait, raw = coming
        assert timedelta(seconds=45) <= wait <= timedelta(seconds=120)
        mail = email.message_from_bytes(raw, policy=policy.default)
        assert not mail.defects
        assert "{" not in mail["Subject"] + words(mail).partition("<style>")[0]
        assert mail["To"].addresses[0].addr_spec == "support@nordlicht.example"
        assert mail["Date"].datetime == (NOW + wait).replace(microsecond=0)
        ids.add(mail["Message-ID"])
        subjects.add(mail["Subject"])
        replies += "In-Reply-To" in mail
    assert len(ids) == 30
    assert len(subjects) >= 20
    assert replies >= 6


def test_next_mail_when_seed_is_the_same_is_the_same() -> None:
    one, two, other = Customers(NOW), Customers(NOW), Customers(NOW, seed=8)
    mails = [c.next_mail(NOW) for c in (one, two, other)]
    assert mails[0] == mails[1]
    assert mails[0] != mails[2]


def test_next_mail_when_everything_is_said_is_none() -> None:
    customers = Customers(NOW, most=2)
    assert [customers.next_mail(NOW) is None for _ in range(3)] == [False, False, True]


def test_next_mail_when_a_ticket_was_answered_does_not_nag(customers: Customers) -> None:
    nagging = "IMMER NOCH KEINE ANTWORT"
    assert any(nagging in text for text in written(Customers(NOW)))
    customers.answer_to(reply_to("late-hoffmann", "Es tut uns leid."), NOW)
    assert not any(nagging in text for text in written(customers))


def test_next_mail_when_paced_waits_less() -> None:
    slow, fast = Customers(NOW).next_mail(NOW), Customers(NOW, pace=100).next_mail(NOW)
    assert slow is not None
    assert fast is not None
    assert fast[0] * 100 == slow[0]


def test_answer_when_replied_threads_and_keeps_our_token(customers: Customers) -> None:
    raw = reply_to("status-brandt", "Guten Tag Frau Brandt,\n\nsie kommt am Freitag.")
    found = customers.answer_to(raw, NOW)
    assert found is not None
    assert timedelta(seconds=20) <= found[0] <= timedelta(seconds=60)
    mail = email.message_from_bytes(found[1], policy=policy.default)
    assert mail["From"].addresses[0].addr_spec == "sabine.brandt@postfach.example"
    assert mail["In-Reply-To"] == "<reply.1@nordlicht.example>"
    references = ID.findall(mail["References"])
    assert references[0] == TOKEN
    assert references[-1] == "<reply.1@nordlicht.example>"
    assert mail["Subject"] == "Re: Bestellung NL-20418 – wann wird geliefert?"
    text = words(mail)
    assert "Dann bin ich am 21.11. zu Hause" in text
    assert re.search(r"Am Mi\., 19\. Nov\. 2025 um 15:20 Uhr schrieb Alex Berg", text)
    assert "> sie kommt am Freitag." in text


def test_answer_when_asked_twice_ends_after_two(customers: Customers) -> None:
    first = answer(customers, reply_to("status-brandt", "Am Freitag.", number=1))
    second = answer(customers, reply_to("status-brandt", "Gern.", number=2))
    assert words(first) != words(second)
    assert customers.answer_to(reply_to("status-brandt", "Bis bald.", number=3), NOW) is None


def test_answer_when_the_reply_answers_an_answer_belongs_to_the_same_matter(
    customers: Customers,
) -> None:
    """References may have been cut to the customer's last mail."""
    last = str(answer(customers, reply_to("status-brandt", "Am Freitag."))["Message-ID"])
    for number in (2, 3):
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"] = "support@nordlicht.example"
        mail["To"] = "sabine.brandt@postfach.example"
        mail["Subject"] = "Anderer Betreff"
        mail["Message-ID"] = f"<cut.{number}@nordlicht.example>"
        mail["In-Reply-To"] = last
        mail.set_content("Gern geschehen.")
        found = customers.answer_to(mail.as_bytes(), NOW)
        assert (found is None) == (number == 3)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Es tut uns sehr leid, das war unser Fehler.", "nehme ich an|endlich jemand"),
        ("Ihr Anliegen ist in Bearbeitung.", "BIS WANN|Standardsätzen"),
    ],
)
def test_answer_of_an_angry_customer_depends_on_an_apology(text: str, mood: str) -> None:
    customers = Customers(NOW)
    raw = b""
    while b"Schon wieder kaputt!!!" not in raw:
        coming = customers.next_mail(NOW)
        assert coming is not None
        raw = coming[1]
    angry = read_reply(raw, NOW)
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = "support@nordlicht.example"
    mail["To"] = angry.sender[1]
    mail["Subject"] = "Re: Schon wieder kaputt!!!"
    mail["Message-ID"] = "<x@nordlicht.example>"
    mail["References"] = f"<{angry.message_id}>"
    mail.set_content(text)
    assert re.search(mood, words(answer(customers, mail.as_bytes())))


def test_answer_in_each_style_quotes_and_keeps_the_language() -> None:
    heads = {
        "status-brandt": r"schrieb Alex Berg <",
        "status-yilmaz": r"> sie kommt",
        "late-hoffmann": r"<b>Gesendet:</b> Mittwoch, 19\. November 2025",
        "hotel-arnold": r"_{30,}\nVon: Alex Berg",
        "late-petrovic": r"-------- Ursprüngliche Nachricht --------",
        "notreceived-okafor": r"On 19 Nov 2025, at 14:20, Alex Berg <support@.*wrote:",
        "gift-eriksson": r"^On 19/11/2025 14:20, Alex Berg wrote:",
    }
    customers = Customers(NOW)
    for key, head in heads.items():
        text = words(answer(customers, reply_to(key, "sie kommt am Freitag.")))
        assert re.search(head, text), key
    english = words(answer(customers, reply_to("stock-novak", "Next month.")))
    assert "Kind regards" in english


def test_answer_when_the_second_address_is_used_comes_too(customers: Customers) -> None:
    raw = reply_to("address-seidel", "Erledigt.", to="SEIDEL.INES@buero-seidel.example")
    assert answer(customers, raw)["From"].addresses[0].display_name == "Ines Seidel"


def test_answer_from_a_dead_address_is_a_delivery_report(customers: Customers) -> None:
    raw = reply_to("bounce-hartwig", "Ihre Lieferung.", to="torsten.hartwig@alte-adresse.example")
    mail = answer(customers, raw)
    assert mail.get_content_type() == "multipart/report"
    assert "Status: 5.1.1" in mail.as_string()
    assert "Message-ID: <reply.1@nordlicht.example>" in mail.as_string()


def test_answer_of_someone_away_is_one_automatic_notice(customers: Customers) -> None:
    mail = answer(customers, reply_to("invoice-berger", "Anbei."))
    assert mail["Auto-Submitted"] == "auto-replied"
    assert str(mail["Subject"]).startswith("Abwesenheitsnotiz: ")
    assert mail["In-Reply-To"] == "<reply.1@nordlicht.example>"
    assert customers.answer_to(reply_to("invoice-berger", "Und?", number=2), NOW) is None


def test_answer_to_automatic_mail_or_strangers_is_silence(customers: Customers) -> None:
    automatic = reply_to("status-brandt", "Eingang bestätigt.", Auto_Submitted="auto-replied")
    assert customers.answer_to(automatic, NOW) is None
    stranger = reply_to("status-brandt", "Hallo.", to="nobody@elsewhere.example")
    assert customers.answer_to(stranger, NOW) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"To: sabine.brandt@postfach.example\r\n\r\nno id",
        b"Subject: =?utf-8?b?a?=\r\nTo: =?utf-8?b?x\r\nMessage-ID: <a@b.example>\r\n\r\n",
        b'Content-Type: text/plain; charset="a\0b"\r\nDate: Mon, 1 Jan 99999 25:00\r\n\r\n\xff',
        b"Content-Type: text/plain; charset=nonsense\r\nMessage-ID: <>\r\n\r\n\xff",
    ],
)
def test_answer_to_broken_mail_is_silence(customers: Customers, raw: bytes) -> None:
    assert customers.answer_to(raw, NOW) is None


def test_reply_when_flowed_is_read_in_whole_lines() -> None:
    raw = (
        b"Message-ID: <a@b.example>\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
        b"\r\nDas ist ein \r\nlanger Satz.\r\n Ende\r\n-- \r\nName\r\n> Zitat \r\n> mehr?\r\n"
    )
    reply = read_reply(raw, NOW)
    assert reply.text.splitlines()[:4] == ["Das ist ein langer Satz.", "Ende", "-- ", "Name"]
    assert not reply.asks
    assert reply.text.endswith("> mehr?")
