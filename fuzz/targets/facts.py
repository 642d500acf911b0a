"""Facts taken from a text: their places lie inside it, in order, none over another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent_console.desk.extract import MAX_FACTS, FactKind, extract_facts
from agent_console.desk.masking import hide_accounts
from agent_console.desk.text import to_screen
from agent_console.mail.quotes import split_text
from agent_console.mail.read import read_mail
from fuzz.checks import Target, harmless, steady
from fuzz.choices import as_text

TODAY = date(2025, 3, 3)
ORDERS = (re.compile(r"\b(?:A-)?\d{6,8}\b"), re.compile(r"order (\d+)", re.IGNORECASE))
WORDS = (
    *(b"DE89370400440532013000", b"DE89 3704 0044 0532 0130 00", b"AT611904300234573201"),
    *(b"1Z999AA10123456784", b"00340434161094022115", b"RR123456785DE", b"49,90 EUR", b"$1,234.56"),
    *(b"\xe2\x82\xac 12,-", b"1.234.567,89", b"+49 (0)30 123456-78", b"030/1234567", b"Tel.: "),
    *(b"03/04/2026", b"3. M\xc3\xa4rz 2025", b"2025-02-30", b"gestern", b"yesterday", b"31.12."),
    *(
        b"A-1234567",
        b"order 12",
        b"MfG\n",
        b"Best regards,\n",
        b"-- \n",
        b"Dr. Anna von Berg",
        b"\n",
    ),
    *(
        "٣٤٥".encode(),
        "²³".encode(),
        "\uff11\uff12\uff13\uff14".encode(),
        b"Montag",
        b"am 5.",
        b"heute",
    ),
)


def check(data: bytes) -> None:
    """Find the facts of a text as the desk does: cleaned, with its quotes left out."""
    text = to_screen(as_text(data))
    ranges = split_text(text)
    facts = steady(lambda: extract_facts(text, today=TODAY, order_patterns=ORDERS, ranges=ranges))
    assert len(facts) <= MAX_FACTS
    end = 0
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text), fact
        assert fact.start >= end or FactKind.NAME in (fact.kind,), f"{fact} over another"
        end = max(end, fact.end)
        assert fact.value
        harmless(fact.value)
        harmless(fact.detail)
        assert "\n" not in text[fact.start : fact.end]
        if fact.kind is FactKind.DATE:
            date.fromisoformat(fact.value)
        if fact.kind is FactKind.IBAN:
            assert text[fact.start : fact.end] not in hide_accounts(text)
    masked = steady(lambda: hide_accounts(text))
    harmless(masked, one_line=False)
    assert hide_accounts(masked) == masked
    assert masked.count("\n") == text.count("\n")


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the texts of mails and one line of each kind."""
    yield from WORDS
    for raw in mails:
        yield read_mail(raw).text.encode()


TARGET = Target(check, WORDS, seeds, longest=2_048)
