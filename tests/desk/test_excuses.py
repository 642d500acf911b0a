"""Wordings that spoil an apology: found at their place, and not found in good sentences."""

from __future__ import annotations

import time

import pytest

from agent_console.desk.excuses import Spoiler, find_spoilers
from agent_console.desk.own_words import MAX_TEXT, sentences_of
from agent_console.desk.wordings import folded, wording

SPOILED = [
    ("de", Spoiler.BUT, "Leider ist das Paket weg, aber so etwas gibt es.", "Leider ist"),
    ("de", Spoiler.BUT, "Es tut mir leid, aber wir haben Regeln.", "leid, aber"),
    ("de", Spoiler.NOT_US, "Das lag nicht an uns.", "lag nicht an uns"),
    ("de", Spoiler.NOT_US, "Darauf haben wir keinen Einfluss.", "keinen Einfluss"),
    ("de", Spoiler.AS_SAID, "Wie bereits erwähnt, dauert es.", "Wie bereits erwähnt"),
    ("de", Spoiler.AS_SAID, "Wie bereits erwaehnt, dauert es.", "Wie bereits erwaehnt"),
    ("de", Spoiler.BUSY, "Wegen hoher Nachfrage dauert es.", "Wegen hoher Nachfrage"),
    ("de", Spoiler.CUSTOMER, "Sie haben versäumt, uns zu antworten.", "Sie haben versäumt"),
    ("de", Spoiler.OTHERS, "Schuld ist der Paketdienst.", "Schuld ist der Paketdienst"),
    ("de", Spoiler.COLLEAGUE, "Ein Kollege hat es vergessen.", "Kollege hat es vergessen"),
    ("de", Spoiler.CONDITIONAL, "Es tut uns leid, falls Sie warten mussten.", "leid, falls"),
    ("de", Spoiler.CONDITIONAL, "Falls Sie das so empfunden haben, schade.", "Falls Sie das so"),
    ("de", Spoiler.BELITTLING, "Fehler passieren.", "Fehler passieren"),
    ("de", Spoiler.FILE_NUMBER, "Ihre Beschwerdenummer ist 17.", "Beschwerdenummer"),
    ("de", Spoiler.OVERPROMISE, "Das kommt nie wieder vor.", "nie wieder"),
    ("en", Spoiler.BUT, "I am sorry, but we have rules.", "sorry, but"),
    ("en", Spoiler.BUSY, "Due to high volume this took a while.", "Due to high volume"),
    ("en", Spoiler.NOT_US, "This was not our fault.", "not our fault"),
    ("en", Spoiler.CUSTOMER, "You failed to answer.", "You failed"),
    ("en", Spoiler.OTHERS, "The courier is to blame.", "courier is to blame"),
    ("en", Spoiler.COLLEAGUE, "A colleague forgot it.", "colleague forgot"),
    ("en", Spoiler.CONDITIONAL, "We are sorry if you were upset.", "sorry if"),
    ("en", Spoiler.FEELING, "I'm sorry you feel that way.", "sorry you feel"),
    ("en", Spoiler.FILE_NUMBER, "Your complaint has been logged.", "Your complaint has been"),
    ("en", Spoiler.OVERPROMISE, "This will never happen again.", "never happen"),
]
CLEAN = [
    ("de", "Leider kam das Paket zu spät, aber ich schicke Ihnen heute ein neues."),
    ("de", "Falls Sie noch Fragen haben, rufen Sie mich gern an."),
    ("de", "Ich habe bei DHL nachgefragt: Ihr Paket liegt in Leipzig."),
    ("de", "Mein Kollege ruft Sie morgen an."),
    ("de", "Das war nicht Ihr Fehler."),
    ("de", "Sie hätten nie so lange warten dürfen."),
    ("de", "Sie schrieben: „Das lag nicht an uns“, hieß es am Telefon."),
    ("en", "The parcel was late, but I am sending you a new one today."),
    ("en", "If you have any questions, call me."),
    ("en", "I asked the courier where your parcel is."),
    ("en", "My colleague will call you tomorrow."),
    ("en", "None of this was your fault."),
    ("en", "Nobody should have said that to you."),
    ("fr", "Ce n'est pas notre faute. due to high volume"),
]


@pytest.mark.parametrize(("language", "kind", "text", "words"), SPOILED)
def test_spoiler_in_a_sentence_is_found_at_its_place(
    language: str, kind: Spoiler, text: str, words: str
) -> None:
    found = find_spoilers(sentences_of(f"Guten Tag,\n\n{text}"), language)
    places = [f"Guten Tag,\n\n{text}"[one.start : one.end] for one in found if one.kind is kind]
    assert any(place.startswith(words) for place in places), found


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_good_sentence_is_left_alone(language: str, text: str) -> None:
    assert find_spoilers(sentences_of(text), language) == ()


def test_quoted_mail_and_signature_are_not_looked_at() -> None:
    text = "> Das lag nicht an uns.\nDanke.\n-- \nWie bereits erwähnt GmbH"
    assert find_spoilers(sentences_of(text), "de") == ()


def test_no_wording_repeats_without_bound() -> None:
    pattern = wording("wie_bereits~erwähnt", "leider≈, aber").pattern
    assert "+" not in pattern.replace("\\+", "")
    assert ".*" not in pattern


def test_folded_text_keeps_every_place() -> None:
    text = "Straße İSTANBUL Ärger\n\tÜbel"
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "piece", ["leider ", "sorry ", "a, ", "wenn Sie das ", "you have the ", "."]
)
def test_hostile_text_takes_time_in_proportion(language: str, piece: str) -> None:
    find_spoilers(sentences_of("x"), language)
    begun = time.process_time()
    find_spoilers(sentences_of(piece * (MAX_TEXT // len(piece))), language)
    assert time.process_time() - begun < 3
