"""Answers to surveys in German and English, each with the score that a person reads in it."""

from __future__ import annotations

import pytest

from agent_console.desk.feedback import Survey, score_of
from agent_console.desk.feedback_reading import (
    Reading,
    read_answer,
    reading_from_text,
    reading_to_text,
)

OPEN = None
"""Left to a person: no score, or one that could be meant otherwise."""

CSAT: tuple[tuple[str, int | None], ...] = (
    ("5", 5),
    ("4", 4),
    ("1", 1),
    (" 3 ", 3),
    ("5.", 5),
    ("5!", 5),
    ("4/5", 4),
    ("4 / 5", 4),
    ("5 von 5", 5),
    ("3 out of 5", 3),
    ("4 of 5 stars", 4),
    ("4 Sterne", 4),
    ("5 stars!", 5),
    ("2 Punkte", 2),
    ("★★★★☆", 4),
    ("⭐⭐⭐", 3),
    ("⭐⭐⭐⭐⭐ alles bestens", 5),
    ("fünf", 5),
    ("Vier.", 4),
    ("two", 2),
    ("fünf Sterne", 5),
    ("Fünf von fünf", 5),
    ("Hallo,\n\n5\n\nViele Grüße\nAnna Müller", 5),
    ("Guten Tag Frau Weber,\n4\nMit freundlichen Grüßen\nK. Schulz\nTel. 030 1234567", 4),
    ("Hi,\n5\n\nBest regards\nTom", 5),
    ("Dear team,\n\n2 - nobody called me back.\n\nKind regards,\nSue", 2),
    ("5\n\nGesendet von meinem iPhone", 5),
    ("4\n\nSent from my Galaxy", 4),
    ("5 - sehr nette Beratung", 5),
    ("5, weil alles in 2 Tagen da war", 5),
    ("2, weil ich dreimal nachfragen musste", 2),
    ("1 weil niemand geantwortet hat", 1),
    ("4 because it took a while", 4),
    ("5 danke!", 5),
    ("5 👍", 5),
    ("Meine Bewertung: 4", 4),
    ("Bewertung 5", 5),
    ("My rating is 3", 3),
    ("Score: 2", 2),
    ("Ich gebe 5 Sterne", 5),
    ("Ich gebe eine 4.", 4),
    ("I give it a 5", 5),
    ("I'd say 4", 4),
    ("I would rate it 3", 3),
    ("eine klare 5", 5),
    ("a solid 4", 4),
    ("Von mir gibt es eine 5", 5),
    ("👍", 5),
    ("👍🏽", 5),
    ("👍👍👍", 5),
    ("👎", 1),
    ("👎 hat ewig gedauert", 1),
    ("👍 danke", 5),
    ("🙂", 5),
    ("😡", 1),
    ("Hallo\n👍", 5),
    ("sehr gut", 5),
    ("Sehr gut 👍", 5),
    ("1 Stern", 1),
    ("Ganz klar 5 Sterne", 5),
    ("Ich würde eine 4 geben", 4),
    ("Alles bestens, danke", 5),
    ("Sehr zufrieden!", 5),
    ("Super, vielen Dank!", 5),
    ("perfekt", 5),
    ("Gut.", 4),
    ("zufrieden", 4),
    ("ok", 3),
    ("geht so", 3),
    ("nicht zufrieden", 2),
    ("unzufrieden, es kam nie eine Antwort", 2),
    ("leider nicht zufrieden", 2),
    ("sehr unzufrieden", 1),
    ("Katastrophe!", 1),
    ("überhaupt nicht zufrieden", 1),
    ("very satisfied", 5),
    ("Excellent", 5),
    ("great service", 5),
    ("good", 4),
    ("average", 3),
    ("not satisfied", 2),
    ("very bad", 1),
    ("terrible. Nobody ever answered.", 1),
    # Numbers that are no scores.
    ("5 Tage gewartet", OPEN),
    ("5 Tage", OPEN),
    ("3 Artikel fehlen noch", OPEN),
    ("2 weeks and nothing", OPEN),
    ("keine 5 Sterne", OPEN),
    ("nicht 5", OPEN),
    ("no 5 stars from me", OPEN),
    ("never a 5", OPEN),
    ("0", OPEN),
    ("6", OPEN),
    ("10", OPEN),
    ("10 von 10", OPEN),
    ("8/10", OPEN),
    ("7 out of 10", OPEN),
    ("100", OPEN),
    ("4711", OPEN),
    ("Bestellung 4711", OPEN),
    ("#12345678", OPEN),
    ("Auftrag 5", OPEN),
    ("5.11.", OPEN),
    ("5.11.2026", OPEN),
    ("2026-11-05", OPEN),
    ("5. November", OPEN),
    ("4:30", OPEN),
    ("4,5", OPEN),
    ("3.5", OPEN),
    ("5 %", OPEN),
    ("5%", OPEN),
    ("5 €", OPEN),
    ("-5", OPEN),
    ("+4917612345", OPEN),
    ("3-4", OPEN),
    ("3 - 4", OPEN),
    ("3 oder 4", OPEN),
    ("3 bis 4", OPEN),
    ("4 or 5", OPEN),
    ("5 Stück bitte", OPEN),
    ("1. die Lampe ist kaputt\n2. das Kabel fehlt", OPEN),
    ("Note 2", OPEN),
    ("Service 5, Lieferung 1", OPEN),
    ("5 für den Service, 1 für die Lieferung", OPEN),
    ("5 for the product, 2 for the delivery", OPEN),
    ("5?", OPEN),
    ("Ist 5 die beste Note?", OPEN),
    # Words that say no score, or may be meant otherwise.
    ("", OPEN),
    ("Danke", OPEN),
    ("Vielen Dank und schöne Grüße", OPEN),
    ("Thanks!", OPEN),
    ("👍👎", OPEN),
    ("👍 toll, schon wieder nichts angekommen", OPEN),
    ("Super gemacht, jetzt ist es ganz kaputt", OPEN),
    ("Super, wieder drei Wochen gewartet", OPEN),
    ("„Super“ Service", OPEN),
    ("Great, another week without a reply... not.", OPEN),
    ("Toll. Immer noch nichts angekommen.", OPEN),
    ("5 Sterne für die längste Wartezeit", OPEN),
    ("ja klar, super 🙄", OPEN),
    ("Wo bleibt meine Gutschrift?", OPEN),
    ("Ich habe da noch eine Frage: wann kommt die Lampe?", OPEN),
    ("Bitte rufen Sie mich an, 5 Minuten reichen.", OPEN),
    ("Der Mitarbeiter war nett, das Gerät ist aber wieder defekt.", OPEN),
    ("gut gut, aber das war jetzt das fünfte Mal", OPEN),
    ("ja", OPEN),
    ("nein", OPEN),
)
NPS: tuple[tuple[str, int | None], ...] = (
    ("0", 0),
    ("10", 10),
    ("10 von 10", 10),
    ("10/10", 10),
    ("9, weil der Service stimmt", 9),
    ("zehn", 10),
    ("null", 0),
    ("7 - ok, aber teuer", 7),
    ("Ich gebe 8 Punkte", 8),
    ("8 out of 10, great help", 8),
    ("I would give you a 10", 10),
    ("10 Punkte!", 10),
    ("6 points", 6),
    ("neun von zehn", 9),
    ("11", OPEN),
    ("4 von 5", OPEN),
    ("5 stars of 5", OPEN),
    ("👍", OPEN),
    ("sehr gut", OPEN),
    ("ja, auf jeden Fall", OPEN),
    ("10 Punkte für die längste Wartezeit aller Zeiten", OPEN),
    ("7-8", OPEN),
    ("10 Tage gewartet", OPEN),
    ("10.11.", OPEN),
)
CES: tuple[tuple[str, int | None], ...] = (
    ("7", 7),
    ("6/7", 6),
    ("1 - musste fünfmal anrufen", 1),
    ("Stimme voll zu", 7),
    ("stimme eher nicht zu", 3),
    ("Stimme überhaupt nicht zu.", 1),
    ("strongly agree", 7),
    ("I agree", 6),
    ("disagree", 2),
    ("weder noch", 4),
    ("sehr einfach", 7),
    ("very difficult", 1),
    ("8", OPEN),
    ("sehr zufrieden", OPEN),
    ("👍", OPEN),
)
THUMB: tuple[tuple[str, int | None], ...] = (
    ("👍", 5),
    ("👎", 1),
    ("Ja", 5),
    ("Nein, leider nicht", 1),
    ("yes!", 5),
    ("no", 1),
    ("sehr gut", 5),
    ("schlecht", 1),
    ("ok", OPEN),
    ("5", OPEN),
    ("Ja, aber es hat immer noch nicht geklappt", OPEN),
)
ASKING: tuple[tuple[str, bool], ...] = (
    ("5", False),
    ("5, danke!", False),
    ("2, niemand hat mich verstanden", False),
    ("4, aber wann kommt die Gutschrift?", True),
    ("3 - bitte rufen Sie mich an", True),
    ("1, please call me", True),
    ("2, die Lampe ist immer noch nicht angekommen", True),
    ("5 bitteschön", False),
    ("👎 still not fixed", True),
    ("5\n\nVielen Dank\nUnd wann kommt mein Geld?", True),
    ("Liebes Team,\n5\nViele Grüße\nAnna", False),
)
ANSWERS = ("<frage@us>",)


def read(text: str) -> Reading:
    return read_answer("Re: Wie war es?", text, ANSWERS)


@pytest.mark.parametrize(("text", "score"), CSAT)
def test_answer_to_csat_is_read_as_a_person_would(text: str, score: int | None) -> None:
    assert score_of(read(text), Survey.CSAT) == score


@pytest.mark.parametrize(("text", "score"), NPS)
def test_answer_to_nps_is_read_as_a_person_would(text: str, score: int | None) -> None:
    assert score_of(read(text), Survey.NPS) == score


@pytest.mark.parametrize(("text", "score"), CES)
def test_answer_to_ces_is_read_as_a_person_would(text: str, score: int | None) -> None:
    assert score_of(read(text), Survey.CES) == score


@pytest.mark.parametrize(("text", "score"), THUMB)
def test_answer_by_thumb_is_read_as_a_person_would(text: str, score: int | None) -> None:
    assert score_of(read(text), Survey.THUMB) == score


@pytest.mark.parametrize(("text", "asks"), ASKING)
def test_answer_that_wants_something_is_told_from_a_mere_score(text: str, *, asks: bool) -> None:
    assert read(text).asks is asks
    assert not read(text).is_empty


def test_table_is_large_enough() -> None:
    assert len({text for table in (CSAT, NPS, CES, THUMB) for text, _score in table}) >= 120


def test_comment_is_what_stands_besides_the_score_without_name_and_greeting() -> None:
    found = read("Hallo,\n\n9, weil es schnell ging.\nAuch das Paket war gut.\n\nGruß\nAnna")
    assert found.comment == "weil es schnell ging.\nAuch das Paket war gut."


@pytest.mark.parametrize(
    ("body", "comment"),
    [
        ("", ""),
        ("Gesendet von meinem iPhone", ""),
        ("LG Fernseher weiterhin kaputt", "LG Fernseher weiterhin kaputt"),
        ("Viele Grüße\nAnna", ""),
        ("Hallo,\nes war gut.\n\nLG Anna", "es war gut."),
    ],
)
def test_click_has_the_comment_that_was_written_into_it(body: str, comment: str) -> None:
    found = read_answer("5/5 [#7F3K9QWC] c5-0123456789abcdef", body)
    assert (found.codes, found.comment) == (("c5-0123456789abcdef",), comment)


def test_mail_that_answers_nothing_is_no_answer() -> None:
    assert read_answer("Frage", "5").is_empty
    assert not read_answer("Re: Wie war es? [#7F3K9QWC]", "5").is_empty


@pytest.mark.parametrize(
    "text", ["keine Umfragen mehr", "Bitte keine Umfragen mehr.", "no surveys", "Unsubscribe"]
)
def test_objection_is_recognised(text: str) -> None:
    word = read(text).word
    assert word is not None
    assert word.value == "object"


@pytest.mark.parametrize("text", ["0", "5, weil „es“ ging?", "👍", "sehr gut", ""])
def test_reading_when_written_and_read_again_is_the_same(text: str) -> None:
    assert reading_from_text(reading_to_text(read(text))) == (
        read(text) if not read(text).is_empty else Reading()
    )


@pytest.mark.parametrize(
    "piece", ["5 ", "👍", "zehn von ", "a ", "ich gebe ", "★", "fünf, ", "sehr gut ", "\n", "-"]
)
def test_reading_a_hostile_text_is_quick(piece: str) -> None:
    read(piece * 30_000)
