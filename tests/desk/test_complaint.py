"""Complaint and frustration: words, shouting, what happened on the ticket; each with its reason."""

from __future__ import annotations

import pytest

from agent_console.desk.complaint import History, Mood, mood_of
from agent_console.services.tones import load_tones

TONES = load_tones().value


def mood(text: str, history: History | None = None) -> Mood:
    return mood_of(text, TONES, history)


@pytest.mark.parametrize(
    ("text", "least", "complaint"),
    [
        ("Das ist eine Frechheit, seit drei Wochen warte ich!", 3, True),
        ("Das ist eine Unverschaemtheit.", 2, True),
        ("Ich schalte meinen Anwalt ein.", 2, True),
        ("Ich möchte mich beschweren.", 1, True),
        ("Ich bin enttäuscht von der Qualität.", 1, False),
        ("Zum dritten Mal schreibe ich Ihnen.", 1, False),
        ("WO BLEIBT MEINE WARE???", 2, False),
        ("Niemand antwortet. So geht man nicht mit Kunden um!", 2, True),
        ("Absolutely unacceptable. Nobody replies and I have been waiting for weeks.", 3, True),
        ("I will contact my lawyer.", 2, True),
        ("I'm really disappointed.", 1, False),
        ("Still no answer to my last two emails.", 1, False),
    ],
)
def test_mood_when_somebody_is_angry_is_seen_with_reasons(
    text: str, least: int, complaint: bool
) -> None:
    found = mood(text)
    assert found.frustration >= least
    assert found.complaint is complaint
    assert found.reasons
    assert bool(found.complaint_reasons) is complaint


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag, wann kommt meine Bestellung 12345?",
        "Der Artikel kam leider defekt an, bitte um Umtausch.",
        "Super, hat alles geklappt!!!",
        "Vielen Dank für die schnelle Hilfe!!!",
        "Bitte die DSGVO-Auskunft und die IBAN. Danke!",
        "No rush at all, I hate to bother you.",
        "Kein Problem, das eilt nicht.",
        "Thanks so much for the quick help!!!",
        "",
    ],
)
def test_mood_when_somebody_is_calm_is_zero_without_reasons(text: str) -> None:
    assert mood(text) == Mood(complaint=False, frustration=0)


@pytest.mark.parametrize(
    ("history", "level", "reason"),
    [
        (History(unanswered=1), 0, ""),
        (History(unanswered=2), 1, "mail number 3 without an answer"),
        (History(missed_target=True), 1, "the promised answer time was missed"),
        (History(reopened=True), 1, "the ticket was closed before and came back"),
        (History(score=2), 1, "the last rating was 2 of 5"),
        (History(score=3), 0, ""),
        (History(unanswered=3, missed_target=True), 2, "mail number 4 without an answer"),
    ],
)
def test_mood_when_something_happened_on_the_ticket_counts_it(
    history: History, level: int, reason: str
) -> None:
    found = mood("Wann kommt die Lampe?", history)
    assert found.frustration == level
    assert found.reasons[:1] == ((reason,) if reason else ())


def test_mood_when_everything_went_wrong_is_a_complaint_of_three() -> None:
    found = mood("Wann kommt die Lampe?", History(2, True, True, 1))
    assert (found.complaint, found.frustration) == (True, 3)
    assert found.complaint_reasons == ("several signs of anger at once",)


def test_mood_when_a_reason_is_quoted_cannot_act_on_a_terminal() -> None:
    reasons = mood("Das ist nicht\n\u202eakzeptabel und\x1b[2J inakzeptabel").reasons
    assert not any(sign in "".join(reasons) for sign in "\x1b\u202e\n")
