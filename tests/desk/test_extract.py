"""Facts from the text of mails: what is found, where, and what is not taken for one."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.carriers import has_dpd_check, is_identcode, is_sscc
from agent_console.desk.extract import Fact, FactKind, extract_facts
from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.masking import hide_accounts

TODAY = date(2026, 3, 11)  # a Wednesday
ORDERS = (re.compile(r"\b(?:BE-)?\d{6,8}\b"), re.compile(r"\b\d{3}-\d{7}-\d{7}\b"))


def facts(text: str) -> tuple[Fact, ...]:
    return extract_facts(text, today=TODAY, order_patterns=ORDERS)


def values(text: str, kind: FactKind) -> list[str]:
    return [fact.value for fact in facts(text) if fact.kind is kind]


def kinds(text: str) -> list[str]:
    return [fact.kind.value for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "number", "carrier"),
    [
        ("RR473124829DE", "RR473124829DE", "Deutsche Post"),
        ("Einschreiben RR 473 124 829 DE", "RR473124829DE", "Deutsche Post"),
        ("LX123456785DE", "LX123456785DE", "Deutsche Post"),
        ("1Z999AA10123456784", "1Z999AA10123456784", "UPS"),
        ("UPS: 1Z 999 AA1 01 2345 6784", "1Z999AA10123456784", "UPS"),
        ("00340434161094042557", "00340434161094042557", "DHL"),
        ("Nummer 00 34 04 34 16 10 94 04 25 57.", "00340434161094042557", "DHL"),
        ("340434161094042557", "340434161094042557", "DHL"),
        ("JJD1234567890123456", "JJD1234567890123456", "DHL"),
        ("JJD01 4600 1234 5678 9012", "JJD0146001234" + "56789012", "DHL"),
        ("H1000730000000001052", "H1000730000000001052", "Hermes"),
        ("DPD Paket 01475003000100", "01475003000100", "DPD"),
        ("mit DPD, Nr. 0147 5003 0001 00", "01475003000100", "DPD"),
        ("DPD: 0147 5003 0001 00H", "01475003000100H", "DPD"),
        ("GLS 12345678901", "12345678901", "GLS"),
        ("GLS Track-ID ZK4F8A2B", "ZK4F8A2B", "GLS"),
        ("Hermes hat 12345678901234 verloren", "12345678901234", "Hermes"),
        ("12345678901234 (Hermes)", "12345678901234", "Hermes"),
        ("Sendungsnummer: 123456789012345", "123456789012345", ""),
        ("Die Sendungsnummer lautet\n123456789012345", "123456789012345", ""),
        ("tracking number 9876543210987", "9876543210987", ""),
        ("DHL Express 1234567891", "1234567891", "DHL"),
    ],
)
def test_parcel_when_its_number_proves_itself_or_words_do_is_found(
    text: str, number: str, carrier: str
) -> None:
    (fact,) = [fact for fact in facts(text) if fact.kind is FactKind.TRACKING]
    assert (fact.value, fact.detail) == (number, carrier)
    assert re.sub(r"[ .]", "", text[fact.start : fact.end]) == number


@pytest.mark.parametrize(
    "text",
    [
        "RR473124828DE",
        "RR473124829DEX",
        "1Z999AA10123456785",
        "00340434161094042558",
        "340434161094042558",
        "123456789012345678",
        "Bestellung 12345678901234",
        "IBAN DE89370400440532013000",
        "00000000000000000000",
        "GLS ist zu langsam, STUNDEN!",
        "UPS 12345678901",
        "+49 30 1234567890",
    ],
)
def test_parcel_when_nothing_proves_it_is_none(text: str) -> None:
    assert values(text, FactKind.TRACKING) == []


def test_check_digits_when_changed_fail_for_every_digit() -> None:
    number = "340434161094042557"
    assert is_sscc(number)
    assert [digit for digit in "0123456789" if is_sscc(number[:-1] + digit)] == ["7"]
    assert sum(is_identcode("56310243031" + digit) for digit in "0123456789") == 1
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert sum(has_dpd_check("01475003000100" + letter) for letter in letters) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("49,90 €", "49.90 EUR"),
        ("49.90 EUR", "49.90 EUR"),
        ("€49.90", "49.90 EUR"),
        ("EUR 1.299,00", "1299.00 EUR"),
        ("1.299 Euro", "1299.00 EUR"),
        ("1,299.50 EUR", "1299.50 EUR"),
        ("$1,234,567.89", "1234567.89 USD"),
        ("1.234.567 €", "1234567.00 EUR"),
        ("CHF 1'234.50", "1234.50 CHF"),
        ("Fr. 20.-", "20.00 CHF"),
        ("£5", "5.00 GBP"),
        ("49,- €", "49.00 EUR"),
        ("49,– Euro", "49.00 EUR"),
        ("12 euros", "12.00 EUR"),
        ("(99 €)", "99.00 EUR"),
        ("1,5 €", "1.50 EUR"),
        ("US$ 12", "12.00 USD"),
        ("5\u00a0€", "5.00 EUR"),
    ],
)
def test_amount_when_written_in_german_or_english_is_found(text: str, value: str) -> None:
    (fact,) = facts(f"Bitte {text} zurück")
    assert (fact.kind, fact.value) == (FactKind.AMOUNT, value)
    assert f"Bitte {text} zurück"[fact.start : fact.end] == text.strip("()")


@pytest.mark.parametrize(
    "text", ["5 Stück", "EUR-Palette", "Europa 12", "12 Eurovision", "v1.2.3 €", "€", "5 % €"]
)
def test_amount_when_there_is_none_is_not_found(text: str) -> None:
    assert values(text, FactKind.AMOUNT) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("am 12.03.2026", "2026-03-12"),
        ("12.3.26", "2026-03-12"),
        ("am 12.3. um 10 Uhr", "2026-03-12"),
        ("12.03.", "2026-03-12"),
        ("vom 28.12. an", "2025-12-28"),
        ("2026-03-12", "2026-03-12"),
        ("12. März 2026", "2026-03-12"),
        ("12. März", "2026-03-12"),
        ("am 5. Mai", "2026-05-05"),
        ("12 March 2026", "2026-03-12"),
        ("12th of March", "2026-03-12"),
        ("March 12, 2026", "2026-03-12"),
        ("Mar 12th", "2026-03-12"),
        ("May 5", "2026-05-05"),
        ("12. Dez. 2025", "2025-12-12"),
        ("31/01/2026", "2026-01-31"),
        ("01/31/2026", "2026-01-31"),
        ("heute", "2026-03-11"),
        ("Gestern", "2026-03-10"),
        ("vorgestern", "2026-03-09"),
        ("bis morgen", "2026-03-12"),
        ("übermorgen", "2026-03-13"),
        ("tomorrow", "2026-03-12"),
        ("vor 3 Tagen", "2026-03-08"),
        ("vor zwei Wochen", "2026-02-25"),
        ("three days ago", "2026-03-08"),
        ("in 2 weeks", "2026-03-25"),
        ("letzten Montag", "2026-03-09"),
        ("last Wednesday", "2026-03-04"),
        ("nächsten Mittwoch", "2026-03-18"),
        ("next Friday", "2026-03-13"),
        ("29.02.2024", "2024-02-29"),
        ("geboren am 1.2.85", "1985-02-01"),
        ("12.03.85", "1985-03-12"),
    ],
)
def test_date_when_absolute_or_simply_relative_is_found(text: str, day: str) -> None:
    (fact,) = facts(f"Es war {text}")
    assert (fact.kind, fact.value, fact.sure) == (FactKind.DATE, day, True)


def test_date_when_day_and_month_could_be_swapped_is_not_sure() -> None:
    (fact,) = facts("03/04/2026")
    assert (fact.value, fact.sure) == ("2026-04-03", False)
    assert facts("04/04/2026")[0].sure


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen",
        "guten morgen",
        "am Morgen",
        "Morgen rufe ich an",
        "Morgenstern",
        "30.02.2026",
        "Version 1.2.3",
        "550 5.7.54",
        "x-2.1.20.tar",
        "10.1.2.3",
        "siehe 1.2. Kapitel",
        "99.99.2026",
        "you may 5 times",
        "13/13/2026",
        "3.5 kg",
        "Marvin 5",
    ],
)
def test_date_when_it_only_looks_like_one_is_none(text: str) -> None:
    assert values(text, FactKind.DATE) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+49 30 1234567", "+49301234567"),
        ("+49 (0)30 1234567", "+49301234567"),
        ("+49-170-1234567", "+491701234567"),
        ("0049 170 1234567", "+491701234567"),
        ("030 / 123 45 67", "0301234567"),
        ("(030) 1234567", "0301234567"),
        ("030-1234567", "0301234567"),
        ("0170 1234567", "01701234567"),
        ("01701234567", "01701234567"),
        ("Tel. 1234567", "1234567"),
        ("Tel.-Nr.: 030.1234567", "0301234567"),
        ("Telefonnummer: 12345678", "12345678"),
        ("Bitte Rückruf unter 1234567", "1234567"),
        ("(555) 123-4567", "5551234567"),
        ("Call me: 555-123-4567", "5551234567"),
        ("+1 (555) 123-4567", "+15551234567"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_phone_when_code_or_words_show_it_is_found(text: str, number: str) -> None:
    assert values(f"Anna, {text}, danke", FactKind.PHONE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Bestellnummer 030 1234567",
        "Bestellung 01701234567",
        "Rechnung Nr. 0170/1234567",
        "Kundennummer: 0170 1234567",
        "order 0123-456789",
        "123456789",
        "028-1234567-1234567",
        "302-1234567-1234567",
        "4711-12-13-14",
        "12.03.2026 10.03.2026",
        "2026-03-12 10 30",
        "00340434161094042557",
        "DE89 3704 0044 0532 0130 00",
        "0.123456789",
        "1234567,89 EUR",
        "https://x.example/030-1234567",
        "EAN 0123456789012",
        "0961    0919",
        "Tel.: keins. Auftrag 0301234567",
    ],
)
def test_phone_when_a_number_is_something_else_is_none(text: str) -> None:
    assert values(text, FactKind.PHONE) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bestellung 1234567", "1234567"),
        ("BE-123456!", "BE-123456"),
        ("Bestellnummer 01234567", "01234567"),
        ("Amazon 302-1234567-1234567", "302-1234567-1234567"),
        ("Betreff: #1234567", "1234567"),
    ],
)
def test_order_when_a_pattern_finds_it_is_found_with_its_place(text: str, number: str) -> None:
    (fact,) = facts(text)
    assert (fact.kind, fact.value) == (FactKind.ORDER, number)
    assert text[fact.start : fact.end] == number


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 030 1234567",
        "+49 170 1234567",
        "Handy 01701234567",
        "0170 1234567",
        "RR473124829DE",
        "DE89370400440532013000",
        "1Z999AA10123456784",
    ],
)
def test_order_when_digits_belong_to_something_else_is_none(text: str) -> None:
    assert values(text, FactKind.ORDER) == []


def test_order_when_the_pattern_hits_inside_a_word_or_nothing_is_none() -> None:
    patterns = (re.compile(r"\d{6}"), re.compile(r"x*"))
    assert extract_facts("AB123456 1234567", today=TODAY, order_patterns=patterns) == ()


def test_order_when_the_pattern_has_a_group_is_what_stands_in_it() -> None:
    pattern = re.compile(r"Auftrag (\d+)")
    (fact,) = extract_facts("Auftrag 12", today=TODAY, order_patterns=(pattern,))
    assert (fact.value, fact.start, fact.end) == ("12", 8, 10)


@pytest.mark.parametrize(
    "text",
    [
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "de89 3704 0044 0532 0130 00 bitte",
        "IBAN:DE89-3704-0044-0532-0130-00.",
        "AT61 1904 3002 3457 3201",
        "CH93 0076 2011 6238 5295 7",
        "GB29 NWBK 6016 1331 9268 19",
        "NL91 ABNA 0417 1643 00",
    ],
)
def test_account_when_its_check_digits_are_right_is_found_and_masked(text: str) -> None:
    (fact,) = facts(text)
    assert fact.kind is FactKind.IBAN
    assert re.fullmatch(r"[A-Z]{2}\d\d •••• [A-Z0-9]{4}", fact.value)
    assert "3704" not in fact.value
    assert fact.value in hide_accounts(text)
    assert "3704" not in hide_accounts(text)


@pytest.mark.parametrize(
    "text",
    [
        "DE88 3704 0044 0532 0130 00",
        "DE89 3704 0044",
        "XX89370400440532013000",
        "DE8937040044053201300",
    ],
)
def test_account_when_check_digits_or_length_are_wrong_is_none(text: str) -> None:
    assert values(text, FactKind.IBAN) == []
    assert hide_accounts(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hallo\n\nMit freundlichen Grüßen\nAnna Berg", "Anna Berg"),
        (
            "Hallo\n\nMit freundlichen Grüßen,\n\nDr. Max von der Heide\nTel. 030 123",
            "Max von der Heide",
        ),
        ("Danke.\nGruß Anna", "Anna"),
        ("Danke.\nLG, Anna-Lena Müller", "Anna-Lena Müller"),
        ("Text\n\nViele Grüße aus Köln\nSeán O'Brien", "Seán O'Brien"),
        ("Text\n\nKind regards\nJohn A. Smith\nACME Ltd", "John A. Smith"),
        ("Text\n-- \nAnna Berg\nWeg 1", "Anna Berg"),
        ("Text\nBeste Grüße\n*Erika Mustermann*", "Erika Mustermann"),
        ("Text\nmfg\nIhre Anna Berg", "Anna Berg"),
    ],
)
def test_name_when_somebody_signs_is_found_with_its_place(text: str, name: str) -> None:
    (fact,) = [fact for fact in facts(text) if fact.kind is FactKind.NAME]
    assert fact.value == name
    assert text[fact.start : fact.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "Hallo Anna Berg",
        "Mit freundlichen Grüßen\nIhr Kundenservice Team",
        "Viele Grüße\nShop GmbH",
        "Gruß an alle von uns",
        "Mit freundlichen Grüßen\nwarte ich auf Antwort",
        "Danke für die schnelle Hilfe",
        "Thanks\n\nSent from my iPhone",
        "Beste Grüße",
        "thanks\n\nHello,",
        "",
    ],
)
def test_name_when_nobody_signs_clearly_is_none(text: str) -> None:
    assert values(text, FactKind.NAME) == []


def test_facts_when_quotes_are_marked_are_taken_from_the_own_lines_only() -> None:
    text = "Bestellung 1234567\n\n> Bestellung 7654321\n> Gruß Bob\nGruß Anna"
    ranges = (
        TextRange(FoldKind.BODY, 0, 2),
        TextRange(FoldKind.QUOTE, 2, 4),
        TextRange(FoldKind.SIGNATURE, 4, 5),
    )
    found = extract_facts(text, today=TODAY, order_patterns=ORDERS, ranges=ranges)
    assert [fact.value for fact in found] == ["1234567", "Anna"]
    assert [text[fact.start : fact.end] for fact in found] == ["1234567", "Anna"]


def test_facts_when_a_letter_holds_all_of_them_stand_in_order_without_overlap() -> None:
    text = (
        "Guten Morgen,\n\nmeine Bestellung BE-123456 vom 02.03.2026 über 1.299,90 € ist nicht da.\n"
        "Sendungsnummer 00340434161094042557 (DHL), seit letzten Montag nichts.\n"
        "Geld bitte auf DE89 3704 0044 0532 0130 00, Rückfragen: 0170 1234567.\n\n"
        "Viele Grüße\nAnna Berg"
    )
    assert kinds(text) == [
        *("order", "date", "amount", "tracking", "date", "iban", "phone", "name")
    ]
    found = facts(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="0123456789 .,/-+()€DEZ1:AMam\n", max_size=300))
def test_facts_when_text_is_any_have_places_in_it_and_never_overlap(text: str) -> None:
    found = facts(text)
    assert all(0 <= fact.start < fact.end <= len(text) for fact in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in text[fact.start : fact.end] for fact in found)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "0 1", "12.03.", "+49 ", "DE89 ", "1Z", "A1", "(0", "vor 3 ", "5 € ", "Gruß "),
        *("\n1", "DHL 12345678901234 ", "Tel. ", "1.000.", "Am 1. ", "H1", " - ", "\nGruß"),
    ],
)
def test_facts_when_text_is_made_to_be_slow_stay_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    assert len(facts(text)) <= 200
    assert time.process_time() - started < 5
