"""The checks of an apology: each thing that is missing or wrong, at its place."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from agent_console.desk.apology_checks import Check, Finding, Limits, Severity, check_apology
from agent_console.desk.own_words import MAX_TEXT
from tests.desk.apology_sets import (
    CALENDAR,
    LIMITS,
    NOW,
    developed_mails,
    developed_score,
    fourth,
    later,
    score,
    second,
    third,
    tuned,
    unseen,
)

CUSTOMER = "Meine Kaffeemaschine aus Bestellung 48213 ist kaputt angekommen."
PARTS = {
    "listen": "Ihre Kaffeemaschine kam kaputt bei Ihnen an.",
    "sorry": "Es tut mir leid, dass wir sie so schlecht verpackt haben.",
    "solve": "Eine neue Maschine ist bis Mittwoch, 25. November, bei Ihnen.",
    "sure": "Am Freitag, 27. November, rufe ich Sie an und frage, ob sie läuft.",
}
# The first four sets are seen texts: the rules were widened and the weights learned with them.
SECOND = [("de", 0.91, 0.017), ("en", 0.95, 0.0)]
THIRD = [("de", 0.93, 0.0), ("en", 0.93, 0.017)]
# Before they were seen, the rules caught and flagged of the third set 88.3 % and 10.0 % in both
# languages, of the fourth 78.3 % and 1.7 % in German, 81.7 % and 10.0 % in English.
FOURTH = [("de", 0.91, 0.0), ("en", 0.98, 0.017)]
# The fifth and sixth set, before they taught: 83 % and 5.7 % in German, 83 % and 0 % in English.
LATER = [("de", 0.94, 0.058), ("en", 0.94, 0.0)]
# The seventh set taught nothing: what new texts may expect. The aim is 0.90 and 0.05.
UNSEEN = [("de", 0.80, 0.086), ("en", 0.85, 0.172)]
# Both halves were looked at, and the weights are learned from their sentences, too.
DEVELOPED = [("de", 0.67, 0.02), ("en", 0.69, 0.04)]
GENEROUS_SECONDS = 3.0
FRAME = "Guten Tag Frau Roth,\n\n{}\n\nFreundliche Grüße"


def written(**other: str) -> str:
    """Return a good apology, some of its parts exchanged."""
    return FRAME.format("\n\n".join(filter(None, (PARTS | other).values())))


def checked(text: str, limits: Limits = LIMITS, language: str = "de") -> tuple[Finding, ...]:
    return check_apology(
        text,
        customer_text=CUSTOMER,
        language=language,
        now=NOW,
        calendar=CALENDAR,
        limits=limits,
    )


def test_good_apology_has_no_finding() -> None:
    assert checked(written()) == ()


@pytest.mark.parametrize(
    ("check", "other", "place"),
    [
        (Check.APOLOGY, {"sorry": ""}, ""),
        (Check.APOLOGY, {"sorry": "Das ist bedauerlich."}, "bedauerlich"),
        (Check.SINCERITY, {"sorry": "Es tut mir leid, falls Sie Ärger hatten."}, "leid, falls"),
        (Check.ORDER, {"listen": PARTS["listen"] + " Grund dafür war unser Lager."}, "Grund dafür"),
        (Check.EXCUSE, {"sorry": PARTS["sorry"] + " Das lag nicht an uns."}, "lag nicht an uns"),
        (Check.BLAME, {"sorry": PARTS["sorry"] + " Schuld ist DHL."}, "Schuld ist DHL"),
        (
            Check.UNDERSTANDING,
            {
                "listen": "Danke für Ihre Nachricht.",
                "solve": "Das Geld, 20 €, haben Sie bis Mittwoch zurück.",
            },
            "",
        ),
        (Check.SOLUTION, {"solve": "Wir kümmern uns darum."}, "kümmern"),
        (Check.SOLUTION, {"solve": "Wir schicken Ihnen zeitnah eine neue."}, "zeitnah"),
        (
            Check.PROMISE,
            {"solve": "Eine neue ist bis Sonntag, 29. November, da."},
            "bis Sonntag, 29. November",
        ),
        (Check.PROMISE, {"solve": "Eine neue liefern wir bis 20. November."}, "20. November"),
        (Check.PROMISE, {"solve": "Eine neue liefern wir bis 20. Januar."}, "bis 20. Januar"),
        (Check.AUTHORITY, {"solve": "Wir erstatten Ihnen 250 € bis Mittwoch."}, "250 €"),
        (Check.CHECK_BACK, {"sure": ""}, ""),
        (Check.CHECK_BACK, {"sure": "Danach melde ich mich."}, "Danach melde ich mich."),
        (
            Check.TONE,
            {"listen": PARTS["listen"] + " Ihre Beschwerdenummer: 7."},
            "Beschwerdenummer",
        ),
        (Check.OVERPROMISE, {"sure": PARTS["sure"] + " Das kommt nie wieder vor."}, "nie wieder"),
    ],
)
def test_flaw_is_found_alone_and_at_its_place(
    check: Check, other: dict[str, str], place: str
) -> None:
    text = written(**other)
    found = checked(text)
    assert {one.check for one in found} == {check}
    assert all(one.severity is Severity.PROBLEM and one.words and one.hint for one in found)
    assert place in [text[one.start : one.end] if one.start >= 0 else "" for one in found]


def test_gap_left_is_an_error_in_any_language() -> None:
    text = written(solve="Eine neue ist bis ⟦remedy.by?⟧ da, spätestens Mittwoch.")
    for language in ("de", "fr"):
        gaps = [one for one in checked(text, language=language) if one.check is Check.GAP]
        assert [(one.severity, text[one.start : one.end]) for one in gaps] == [
            (Severity.ERROR, "⟦remedy.by?⟧")
        ]


def test_other_language_is_not_judged_by_words() -> None:
    assert checked("Nous sommes désolés, due to high volume.", language="fr") == ()


def test_sentence_over_25_words_is_a_hint() -> None:
    long = "Ihre Kaffeemaschine kam kaputt an " + "und das ist schade " * 6 + "für Sie."
    found = checked(written(listen=long))
    assert [(one.check, one.severity) for one in found] == [(Check.LENGTH, Severity.HINT)]
    assert checked(written(listen="Ihre Kaffeemaschine " + "kam " * 22 + "an.")) == ()


@pytest.mark.parametrize("lengths", [(46,), (30, 30)])
def test_endless_sentence_or_two_far_too_long_are_a_problem(lengths: tuple[int, ...]) -> None:
    long = [" ".join(["Ihre Kaffeemaschine", *["kam"] * (n - 3), "an."]) for n in lengths]
    found = checked(written(listen=" ".join(long)))
    assert {(one.check, one.severity) for one in found} == {(Check.LENGTH, Severity.PROBLEM)}


@pytest.mark.parametrize(
    "other",
    [
        {"sorry": "Das geht ganz allein auf unsere Kappe, und ich schäme mich dafür."},
        {"solve": "Bis Mittwoch steht eine andere Maschine vor Ihrer Tür, geschenkt."},
        {"sure": "In der Mittagspause des 3. Dezember komme ich vorbei und frage nach."},
    ],
)
def test_rare_wording_of_what_belongs_there_is_no_finding(other: dict[str, str]) -> None:
    assert checked(written(**other)) == ()


def test_date_beside_another_weekday_is_a_hint() -> None:
    text = written(solve="Eine neue Maschine ist bis Donnerstag, 25. November, bei Ihnen.")
    assert [(one.check, one.severity) for one in checked(text)] == [(Check.PROMISE, Severity.HINT)]


def test_date_of_the_order_is_no_promise_that_is_over() -> None:
    solve = "Den Betrag der Bestellung vom 2. November erstatten wir bis Mittwoch."
    assert checked(written(solve=solve)) == ()


def test_quoted_mail_and_signature_are_not_looked_at() -> None:
    below = "\n-- \nWie bereits erwähnt GmbH\n\n> Das lag nicht an uns, ⟦gap⟧ sagte man."
    assert checked(written() + below) == ()


def test_amount_without_a_limit_is_never_too_much() -> None:
    text = written(solve="Wir erstatten Ihnen 9.000 € bis Mittwoch.")
    assert [one.check for one in checked(text)] == [Check.AUTHORITY]
    assert checked(text, Limits()) == ()
    assert checked(text, Limits(amount=Decimal(9000))) == ()


def test_customer_who_wrote_next_to_nothing_needs_no_quote() -> None:
    text = written(listen="Danke für Ihre Nachricht.")
    found = check_apology(
        text, customer_text="Hallo???", language="de", now=NOW, calendar=CALENDAR, limits=LIMITS
    )
    assert found == ()


@pytest.mark.parametrize(
    "piece", ["bis Montag ", "leider, ", "⟦", "Wir senden am 1.1. 5 €. ", "\n"]
)
def test_longest_hostile_text_takes_no_time_without_end(piece: str) -> None:
    checked(written())
    begun = time.process_time()
    checked(piece * (MAX_TEXT // len(piece)))
    assert time.process_time() - begun < GENEROUS_SECONDS


@pytest.mark.parametrize("language", ["de", "en"])
def test_samples_the_words_were_tuned_on_are_told_apart(language: str) -> None:
    result = score(tuned(language))
    assert result.bad >= 120
    assert result.reach >= 0.95, [one.name for one in result.wrong]
    assert result.false_alarms <= 0.008, [one.name for one in result.wrong]


@pytest.mark.parametrize(("language", "reach", "false_alarms"), SECOND)
def test_second_samples_seen_while_tuning_are_told_apart(
    language: str, reach: float, false_alarms: float
) -> None:
    result = score(second(language))
    assert result.bad >= 50
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize(("language", "reach", "false_alarms"), THIRD)
def test_third_samples_seen_while_tuning_are_told_apart(
    language: str, reach: float, false_alarms: float
) -> None:
    result = score(third(language))
    assert result.bad >= 50
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize(("language", "reach", "false_alarms"), FOURTH)
def test_fourth_samples_seen_while_tuning_are_told_apart(
    language: str, reach: float, false_alarms: float
) -> None:
    result = score(fourth(language))
    assert result.bad >= 50
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize(("language", "reach", "false_alarms"), LATER)
def test_later_samples_seen_while_learning_are_told_apart(
    language: str, reach: float, false_alarms: float
) -> None:
    result = score(later(language))
    assert result.bad >= 70
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize(("language", "reach", "false_alarms"), UNSEEN)
def test_samples_that_taught_nothing_are_told_apart_no_worse_than_before(
    language: str, reach: float, false_alarms: float
) -> None:
    result = score(unseen(language))
    assert result.bad >= 35
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize(
    ("solve", "place"),
    [
        ("Zum Ausgleich überweise ich Ihnen bis Mittwoch 3.000 €.", "3.000 €"),
        ("Eine neue Maschine schicken wir Ihnen am 17. Oktober 2028.", "2028"),
    ],
)
def test_offer_beyond_all_measure_is_found_without_limits(solve: str, place: str) -> None:
    text = written(solve=solve)
    found = [one for one in checked(text, Limits()) if one.check is Check.PROMISE]
    assert len(found) == 1
    assert place in text[found[0].start : found[0].end]


def test_letter_that_first_tells_of_itself_is_out_of_order() -> None:
    told = (
        "In der Werkstatt stehen zwei Regale nebeneinander. Beim Umräumen kam die Kiste ins andere."
    )
    text = written(listen=told + " " + PARTS["listen"])
    assert [one.check for one in checked(text)] == [Check.ORDER]


def test_number_of_a_file_in_every_sentence_is_cold() -> None:
    text = (
        written(sure="Zu 88-20417 rufe ich Sie am Freitag an.") + "\n\n88-20417: fertig. 88-20417."
    )
    assert Check.TONE in {one.check for one in checked(text)}


@pytest.mark.parametrize(("language", "reach", "false_alarms"), DEVELOPED)
@pytest.mark.parametrize("half", [0, 1])
def test_development_sentences_in_a_good_apology_are_told_apart_no_worse_than_before(
    language: str, reach: float, false_alarms: float, half: int
) -> None:
    result = developed_score(language, half)
    assert result.bad >= 50
    assert result.reach >= reach
    assert result.false_alarms <= false_alarms


@pytest.mark.parametrize("language", ["de", "en"])
def test_good_mails_in_many_styles_are_free_of_findings(language: str) -> None:
    found = {one.name: one.findings() for one in developed_mails(language)}
    assert len(found) >= 10
    assert {name: some for name, some in found.items() if some} == {}
