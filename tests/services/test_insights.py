"""What is told beside a mail of a ticket: warnings, facts, links, and no account number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from agent_console.desk.events import Noted
from agent_console.desk.facts import FactKind
from agent_console.desk.mail import Link
from agent_console.desk.masking import hide_accounts
from agent_console.desk.views import EntryKind, TimelineEntry
from agent_console.errors import NotFoundError
from agent_console.mail.fetch import FetchedMail
from agent_console.services.insights import misleading, real_target
from agent_console.services.rules import Rules
from agent_console.services.tickets import TicketService
from tests.services.intake_kit import CONFIG, DESK, Bench, answer_to, at, bench, config, raw_mail

SETTINGS = (
    CONFIG.replace("[mailbox.imap]", 'authserv_id = "mx.example.com"\n[mailbox.imap]', 1)
    + "[orders]\npatterns = ['B-\\d{6}']\n"
)
IBAN = "DE89 3704 0044 0532 0130 00"
RECEIVED = b"Received: from out.example.org by mx.example.com; x\r\n"
FAILED = b"Authentication-Results: mx.example.com; spf=pass; dmarc=fail header.from=example.org\r\n"
TEXT = f"""Hallo,
B-123456 vom 12.03.2026: 1.299,90 EUR, DHL 00340434161094042557, B-123456.
Bitte auf {IBAN}, Tel. 030 1234567.

Viele Grüße
Kim Muster"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path, config(SETTINGS)) as made:
        yield made


def service(desk: Bench) -> TicketService:
    return TicketService(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")


def newest(desk: Bench, raw: bytes, folder: str = "INBOX") -> TimelineEntry:
    before = set(desk.refs())
    desk.deliver(raw, folder=folder)
    (ref,) = set(desk.refs()) - before or desk.refs()
    return service(desk).view(ref).entries[-1]


def test_facts_of_a_mail_are_told_once_by_kind_with_the_account_masked(desk: Bench) -> None:
    facts = newest(desk, raw_mail("1@example.org", text=TEXT)).facts
    assert [(fact.kind, fact.value, fact.detail) for fact in facts] == [
        (FactKind.ORDER, "B-123456", ""),
        (FactKind.TRACKING, "00340434161094042557", "DHL"),
        (FactKind.AMOUNT, "1299.90 EUR", ""),
        (FactKind.IBAN, "DE89 •••• 3000", ""),
        (FactKind.DATE, "2026-03-12", ""),
        (FactKind.PHONE, "0301234567", ""),
        (FactKind.NAME, "Kim Muster", ""),
    ]
    assert facts[1].link.startswith("https://www.dhl.de/")
    assert facts[1].link.endswith("=00340434161094042557")


def test_phone_number_torn_by_the_end_of_a_line_is_not_told(desk: Bench) -> None:
    text = "Tel. +44 20 7946\n0958 oder Tel. 030 1234567\nBis bald"
    facts = newest(desk, raw_mail("1@example.org", text=text)).facts
    assert [fact.value for fact in facts] == ["0301234567"]


def test_account_is_masked_wherever_the_ticket_shows_text(desk: Bench) -> None:
    html = (
        f'Content-Type: text/html\r\n\r\n<p>{IBAN}</p><a href="http://x.example/{IBAN}">'
        f"mit {IBAN}</a>"
    )
    head = raw_mail("1@example.org", subject=f"Konto {IBAN}").partition(b"MIME-Version")[0]
    desk.deliver(head + b"MIME-Version: 1.0\r\n" + html.encode())
    (ref,) = desk.refs()
    desk.act(ref, Noted(f"Konto: {IBAN}"), 5)
    view = service(desk).view(ref)
    assert view.entries[0].links
    shown = repr(view)
    assert "0532" not in shown
    assert shown.count("DE89 •••• 3000") >= 6
    assert "0532" not in service(desk).source(view.entries[0].key)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("a\nDE89 3704 0044\n0532 0130 00 b\nc", "a\nDE89 •••• 3000\n b\nc"),
        ("DE89\u202f3704\u202f0044\t0532 0130 00", "DE89 •••• 3000"),
        ("x" * 9_000 + f" {IBAN}, {IBAN}", "x" * 9_000 + " DE89 •••• 3000, DE89 •••• 3000"),
        ("DE88 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        ("", ""),
    ],
)
def test_account_is_masked_over_line_ends_and_in_long_lines(text: str, masked: str) -> None:
    assert hide_accounts(text) == masked
    assert hide_accounts(masked) == masked


def test_masking_takes_linear_time() -> None:
    begun = process_time()
    hide_accounts(f"DE89 3704 0044 0532 0130 0X {IBAN} " * 20_000)
    assert process_time() - begun < 5


def test_failed_check_of_the_configured_server_is_told_and_of_others_not(desk: Bench) -> None:
    told = newest(desk, RECEIVED + FAILED + raw_mail("1@example.org"))
    assert told.signs == ("The sender's domain says that this mail is not genuine (DMARC: fail).",)
    assert told.checked == "mx.example.com: SPF pass, DKIM none, DMARC fail"
    foreign = FAILED.replace(b"mx.example.com", b"mx.evil.example")
    other = newest(desk, RECEIVED + foreign + raw_mail("2@example.org", subject="Other"))
    assert other.signs == ()
    assert other.checked == "mx.example.com: SPF none, DKIM none, DMARC none"


def test_without_a_configured_server_no_check_is_told(tmp_path: Path) -> None:
    with bench(tmp_path) as desk:
        told = newest(desk, RECEIVED + FAILED + raw_mail("1@example.org"))
    assert (told.signs, told.checked) == ((), "")


def test_ambiguous_sender_is_told_once(desk: Bench) -> None:
    raw = raw_mail("1@example.org").replace(b"To:", b"From: eve@evil.example\r\nTo:", 1)
    told = newest(desk, raw)
    assert told.signs == ("It names more than one sender.",)
    assert told.notes == ()


def test_mail_in_our_name_is_doubted_until_the_sent_folder_has_it(desk: Bench) -> None:
    own = raw_mail("1@example.com", sender=f"Shop <{DESK}>", to="kim@example.org", text=TEXT)
    entry = newest(desk, own)
    assert entry.kind is EntryKind.MAIL_OUT
    assert entry.signs == (
        "It names our own address as its sender; nothing proves that we sent it.",
    )
    assert entry.facts == ()
    tickets = service(desk)
    (ref,) = desk.refs()
    assert tickets.view(ref).entries[0].signs
    desk.deliver(own, folder="Sent")
    assert tickets.view(ref).entries[0].signs == ()


def test_links_that_show_another_place_are_told_and_written_as_they_are(desk: Bench) -> None:
    links = (
        Link("hier", "https://evil.example/"),
        Link("https://bank.example/login", "https://bank.example.evil.test/x"),
        Link("www.bank.example", "https://login.bank.example/"),
        Link("bank.co.uk", "https://evil.co.uk/"),
        Link("bank.example", "https://bank.example@evil.test/"),
        Link("bank.example", "http://[broken"),
        Link("bank.example", "mailto:a@evil.test"),
    )
    assert misleading(links) == (
        "Link [2] shows bank.example, but leads to bank.example.evil.test.",
        "Link [4] shows bank.co.uk, but leads to evil.co.uk.",
        "Link [5] shows bank.example, but leads to evil.test.",
    )
    assert real_target("https://p\u0430ypal.example/a?b") == "https://xn--pypal-4ve.example/a?b"
    assert real_target("https://paypal.example/Ä") == "https://paypal.example/Ä"


def test_mail_of_which_only_the_beginning_is_here_says_so(desk: Bench) -> None:
    raw = raw_mail("1@example.org", text="a" * 500)
    desk.bring("INBOX", FetchedMail(1, raw[:400], at(0), frozenset(), len(raw), complete=False))
    (ref,) = desk.refs()
    (entry,) = service(desk).view(ref).entries
    assert "Only the beginning of this mail has been fetched so far." in entry.notes


def test_header_blocks_of_any_form_are_found(desk: Bench) -> None:
    spoof = raw_mail("1@example.org", headers=("Reply-To: eve@evil.example",))
    long = b"X-Long: " + b"\r\n y" * 9_000 + b"\r\n"
    for number, raw in enumerate(
        (b"\r\n\r\n" + spoof, long + spoof, spoof.replace(b"\r\n", b"\n"))
    ):
        entry = newest(desk, raw.replace(b"1@example.org", b"%d@x.example" % number))
        assert len(entry.signs) == 1, number


def test_source_is_the_mail_as_it_came_but_harmless(desk: Bench) -> None:
    raw = raw_mail("1@example.org", subject="\x1b]0;x\x07 [@click=app.quit]", text="ä\x9b")
    key = newest(desk, raw + b"\xff").key
    text = service(desk).source(key)
    assert text.startswith("From: Kim Muster <kim@example.org>\nTo: help@example.com\n")
    assert "Subject: ]0;x [@click=app.quit]\n" in text
    assert text.endswith("\nä\n\\xff")
    with pytest.raises(NotFoundError):
        service(desk).source("nothing")


def test_ticket_of_many_mails_comes_in_part_first_and_then_whole(desk: Bench) -> None:
    text = TEXT + "\n" + "Wort und Wort.\n" * 200
    ids = [f"m{n}@example.org" for n in range(40)]
    desk.deliver(
        *(
            raw_mail(one, text=text, headers=answer_to(*ids[max(0, n - 5) : n]) if n else ())
            for n, one in enumerate(ids)
        )
    )
    (ref,) = desk.refs()
    tickets = service(desk)
    part = tickets.view(ref, whole=False)
    assert part.partial
    assert part.entries[-1].facts
    assert not part.entries[0].facts
    whole = tickets.view(ref)
    assert not whole.partial
    assert all(entry.facts for entry in whole.entries)
    assert tickets.view(ref, whole=False) == whole
    rounds = 1
    other = service(desk)
    while other.view(ref, whole=False).partial:
        rounds += 1
    assert rounds < 10
