"""What a complaint is about: its kind, its sentences, its facts, and how it is said back."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.matter import Matter, MatterKind, Since, find_matter
from agent_console.desk.matter_item import is_abusive
from agent_console.desk.matter_since import since_in, since_words
from agent_console.desk.matter_words import matter_values, paraphrase
from agent_console.desk.written import amount_words, day_words, weekday_words

TODAY = date(2026, 11, 24)  # a Tuesday
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "matters.tsv").read_text(encoding="utf-8").splitlines()
]


def find(text: str, language: str = "de", subject: str = "") -> Matter:
    return find_matter(text, today=TODAY, language=language, subject=subject)


def said(text: str, language: str = "de", *, informal: bool = False) -> str:
    return paraphrase(find(text, language), language, today=TODAY, informal=informal)


@pytest.mark.parametrize(("language", "kind", "mail", "clause"), ROWS)
def test_matter_of_a_mail_has_its_kind_and_is_said_back(
    language: str, kind: str, mail: str, clause: str
) -> None:
    text = mail.replace(" / ", "\n")
    assert find(text, language).kind.value == kind
    assert said(text, language) == clause


def test_mails_cover_every_kind_in_both_languages() -> None:
    kinds = {kind.value for kind in MatterKind}
    for language in ("de", "en"):
        assert {row[1] for row in ROWS if row[0] == language} == kinds


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Ich warte seit drei Wochen auf die Bestellung 4711.",
            "dass du seit drei Wochen auf deine Bestellung 4711 wartest",
        ),
        ("Der Mixer war beschädigt geliefert.", "dass du den Mixer beschädigt erhalten hast"),
        ("Mein Mixer ist kaputt.", "dass dein Mixer kaputt ist"),
        (
            "Ich kann mich nicht einloggen.",
            "dass du dich nicht in deinem Konto anmelden kannst",
        ),
        (
            "Ihr habt mir 9,90 € doppelt abgebucht.",
            "dass wir dir 9,90 € zweimal berechnet haben",
        ),
        ("Die Qualität ist schlecht.", "dass du mit der Qualität nicht zufrieden bist"),
        (
            "Der Rabatt auf der Rechnung stimmt nicht.",
            "dass es dir um Folgendes geht: „Der Rabatt auf der Rechnung stimmt nicht“",
        ),
    ],
)
def test_matter_said_informally_uses_du(text: str, clause: str) -> None:
    assert said(text, informal=True) == clause


def test_places_are_the_sentences_that_complain() -> None:
    text = (
        "Hallo zusammen,\n\nich bin seit Jahren Kunde. Mein Paket ist nicht\nangekommen! "
        "Außerdem antwortet niemand auf meine Mails.\n\nViele Grüße\nJo"
    )
    matter = find(text)
    assert [text[one.start : one.end] for one in matter.places] == [
        "Mein Paket ist nicht\nangekommen!",
        "Außerdem antwortet niemand auf meine Mails.",
    ]
    assert matter.also == (MatterKind.NO_ANSWER,)


def test_places_when_ranges_fold_a_quote_stay_those_of_the_whole_text() -> None:
    text = "> Das Radio ist kaputt.\n\nDie Lampe ist nicht angekommen.\n-- \nNicht kaputt GmbH"
    ranges = [
        TextRange(FoldKind.QUOTE, 0, 1),
        TextRange(FoldKind.BODY, 1, 3),
        TextRange(FoldKind.SIGNATURE, 3, 5),
    ]
    matter = find_matter(text, today=TODAY, language="de", ranges=ranges)
    assert matter.kind is MatterKind.NOT_ARRIVED
    places = [text[one.start : one.end] for one in matter.places]
    assert places == ["Die Lampe ist nicht angekommen."]


def test_matter_when_subject_tells_it_is_found_there() -> None:
    matter = find("Bitte melden Sie sich.", subject="Bestellung 4711 nicht angekommen")
    assert (matter.kind, matter.order) == (MatterKind.NOT_ARRIVED, "4711")
    assert matter.places == ()


def test_order_when_several_are_named_is_left_out() -> None:
    assert find("Bestellung 4711 und Bestellung 4712 sind nicht angekommen.").order == ""


def test_order_when_pattern_finds_it_is_that() -> None:
    text = "Die Lieferung BE-778899 ist nicht angekommen."
    found = find_matter(text, today=TODAY, language="de", order_patterns=[re.compile(r"BE-\d{6}")])
    assert found.order == "BE-778899"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am 3. November habe ich bestellt, nichts ist angekommen.", date(2026, 11, 3)),
        ("Bestellung vom 3.11.2026 nicht angekommen.", date(2026, 11, 3)),
        ("Ich habe die Bestellung am 5. November storniert.", None),
        ("Die Bestellung sollte bis zum 5. November da sein.", None),
        ("Vor drei Wochen bestellt und nicht angekommen.", None),
        ("Ich warte seit dem 5. November auf die Bestellung.", None),
        ("Die Bestellung vom 03/04/2026 ist nicht angekommen.", None),
    ],
)
def test_day_of_order_is_only_one_that_is_called_so(text: str, day: date | None) -> None:
    assert find(text).day == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Sie haben mir 49,90 € doppelt abgebucht.", "49.90 EUR"),
        ("Sie haben mir 49,90 € doppelt abgebucht, also 99,80 €.", ""),
        ("Mir wurde doppelt abgebucht. Der Betrag ist 12,00 €.", "12.00 EUR"),
    ],
)
def test_amount_is_only_taken_when_there_is_one(text: str, amount: str) -> None:
    assert find(text).amount == amount


def test_waiting_for_an_answer_is_not_waiting_for_the_parcel() -> None:
    text = "Mein Paket ist nicht da. Seit fünf Tagen warte ich auf eine Antwort."
    assert find(text).since is None


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("seit drei Wochen", "seit drei Wochen", "for three weeks"),
        ("seit einem Monat", "seit einem Monat", "for a month"),
        ("seit über 14 Tagen", "seit mehr als 14 Tagen", "for more than 14 days"),
        ("for weeks", "seit Wochen", "for weeks"),
        ("for a week", "seit einer Woche", "for a week"),
        ("for more than two years", "seit mehr als zwei Jahren", "for more than two years"),
    ],
)
def test_stretch_of_time_is_said_in_both_languages(text: str, german: str, english: str) -> None:
    found = since_in(f"Ich warte {text}.")
    assert found is not None
    assert (since_words(found, "de"), since_words(found, "en")) == (german, english)


@pytest.mark.parametrize("text", ["seit gestern", "for me", "seit Montag", "for the day"])
def test_stretch_of_time_when_none_is_named_is_not_found(text: str) -> None:
    assert since_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ihr Scheiß-Toaster ist kaputt.",
        "Der Schrotthaufen funktioniert nicht.",
        "This piece of crap stopped working.",
        "Ihr Idioten habt den Preis falsch berechnet.",
        "Your stupid idiots got the price wrong.",
    ],
)
def test_abuse_is_never_said_again(text: str) -> None:
    for language in ("de", "en"):
        assert not is_abusive(said(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Mantel hat nach zwei Wochen einen Riss bekommen.", "de"),
        ("Nach drei Tagen waren die Gläser zerbrochen.", "de"),
        ("My mug cracked after a week.", "en"),
    ],
)
def test_damage_that_came_later_did_not_arrive_with_the_parcel(text: str, language: str) -> None:
    assert find(text, language).kind is MatterKind.DAMAGED
    assert not re.search(r"erhalten|angekommen|arrived", said(text, language))


def test_quote_hides_accounts_and_keeps_no_marks() -> None:
    text = 'Das "Angebot" auf der Rechnung stimmt nicht!'
    assert find(text).quote == "Das ’Angebot’ auf der Rechnung stimmt nicht"
    loud = "DAS ANGEBOT AUF DER RECHNUNG STIMMT NICHT"
    assert find(loud).quote == ""


def test_second_complaint_is_added_while_the_sentence_stays_short() -> None:
    text = "Mein Paket ist nicht da und niemand antwortet auf meine Mails."
    assert said(text) == (
        "dass Ihr Paket bis heute nicht angekommen ist und dass Sie keine Antwort von uns"
        " erhalten haben"
    )


def test_values_leave_out_what_is_not_known() -> None:
    matter = find("Die Lampe aus der Bestellung 4711 vom 3. November ist zerbrochen, 20 € futsch.")
    assert matter_values(matter, "de", today=TODAY) == {
        "matter.paraphrase": "dass Sie die Lampe aus Ihrer Bestellung 4711 vom 3. November"
        " beschädigt erhalten haben",
        "matter.order": "4711",
        "matter.item": "Lampe",
        "matter.date": "3. November",
        "matter.amount": "20,00 €",
        "matter.quote": matter.quote,
    }


def test_paraphrase_in_another_language_than_the_mail_takes_its_facts_along() -> None:
    matter = Matter(MatterKind.NOT_ARRIVED, order="4711", since=Since(3, "week"))
    assert paraphrase(matter, "fr", today=TODAY) == (
        "that you have been waiting three weeks for your order 4711"
    )


def test_days_and_amounts_are_written_as_in_a_letter() -> None:
    assert weekday_words(date(2026, 11, 27), "de", today=TODAY) == "Freitag, 27. November"
    assert weekday_words(date(2026, 11, 27), "en", today=TODAY) == "Friday 27 November"
    assert day_words(date(2025, 3, 1), "de", today=TODAY) == "1. März 2025"
    assert amount_words("1249.90 EUR", "de") == "1.249,90 €"
    assert amount_words("1249.90 GBP", "en") == "£1,249.90"
    assert amount_words("12.00 CHF", "en") == "CHF 12.00"
    assert amount_words("", "de") == ""


@given(st.text(max_size=400), st.sampled_from(["de", "en"]))
def test_any_text_gives_places_within_it_and_a_clause_without_line_ends(
    text: str, language: str
) -> None:
    matter = find(text, language)
    assert all(0 <= one.start < one.end <= len(text) for one in matter.places)
    clause = paraphrase(matter, language, today=TODAY)
    assert "\n" not in clause
    assert "{" not in clause or "{" in text


@pytest.mark.parametrize(
    "text",
    [
        "nicht " * 4_000,
        "Bestellung " * 2_000,
        "die Lampe " * 2_000,
        "the lamp " * 2_500,
        "a.b" * 7_000,
        "geld nicht zweimal warte auf " * 700,
        "\n" * 20_000,
    ],
)
def test_long_text_is_read_in_short_time(text: str) -> None:
    start = time.process_time()
    for language in ("de", "en"):
        find(text, language)
    assert time.process_time() - start < 1.0
