"""Search in mails and notes: whatever is typed is a search, the newest tickets come first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.desk.events import Fact, Noted, Undone
from agent_console.services.rebuild import rebuild
from agent_console.store import journal
from agent_console.store.search import HIT_END, HIT_START, search
from agent_console.store.search_words import Forms, Word, match_text, typed_words, variants
from tests.services.intake_kit import Bench, answer_to, at, bench, raw_mail


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    texts = {
        "a@x": ("Rückerstattung", "Wo bleibt meine Rückerstattung? Straße 4711-12"),
        "b@x": ("Refund", "Please send the refund. fuenf Strassen"),
        "c@x": ("Other", 'O\'Brien said: \x02 NEAR(refund) AND "quoted"'),
    }
    folder: Path = tmp_path_factory.mktemp("search")
    with bench(folder) as opened:
        for message_id, (subject, text) in texts.items():
            opened.deliver(raw_mail(message_id, subject=subject, text=text))
        opened.deliver(
            raw_mail("d@x", headers=answer_to("a@x"), text="Noch einmal: Rückerstattung bitte")
        )
        yield opened


def subjects(desk: Bench, words: str, limit: int = 9) -> list[str]:
    with desk.store.read() as session:
        return [hit.row.subject for hit in search(session, words, limit)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("refund", ["Other", "Refund"]),
        ("REFUND please", ["Refund"]),
        ("please refund", ["Refund"]),
        ("refu", ["Other", "Refund"]),
        ("please _ refund __", ["Refund"]),
        ("re", ["Other", "Refund"]),
        ("r", []),
        ("refund nothing", []),
        ("Rückerstattung", ["Rückerstattung"]),
        ("rueckerstattung", ["Rückerstattung"]),
        ("ruckerst", ["Rückerstattung"]),
        ("fünf", ["Refund"]),
        ("strasse", ["Refund", "Rückerstattung"]),
        ("straße", ["Refund", "Rückerstattung"]),
        ("4711-12", ["Rückerstattung"]),
        ("o'brien", ["Other"]),
        ("kim@example.org refund", ["Other", "Refund"]),
        ("muster bitte", ["Rückerstattung"]),
        ("", []),
        ("   ", []),
        ('" * ( ^ :', []),
        ("subject:refund", ["Refund"]),
        ("Betreff:re", ["Refund"]),
        ("from:refund", []),
        ("from:kim refund", ["Other", "Refund"]),
        ("from:nobody", []),
        ("file:refund", []),
        ("text:refund", []),
        ('"send the refund"', ["Refund"]),
        ('"the send refund"', []),
        ('"send the refu"', []),
        ('subject:"refund"', ["Refund"]),
        ('"send the', ["Refund"]),
        ("erstattung", ["Rückerstattung"]),
        ('"erstattung"', []),
        ("wo erstattung bleibt", ["Rückerstattung"]),
        ("refund OR nothing", []),
        ("refund x", ["Other", "Refund"]),
        ("refund x y", []),
        ('"refund" "x"', []),
        ("nothing x", []),
        ("refund x ", []),
    ],
)
def test_words_find_the_tickets_that_hold_all_of_them(
    desk: Bench, words: str, found: list[str]
) -> None:
    assert subjects(desk, words) == found


def test_ticket_is_found_once_by_its_newest_mail(desk: Bench) -> None:
    with desk.store.read() as session:
        (hit,) = search(session, "Rückerstattung", 9)
    assert hit.snippet == f"Noch einmal: {HIT_START}Rückerstattung{HIT_END} bitte"
    assert hit.row.mails == 2


def test_limit_counts_tickets_newest_first(desk: Bench) -> None:
    assert subjects(desk, "kim", limit=2) == ["Rückerstattung", "Other"]


def test_ticket_is_found_by_the_beginning_of_its_ref(desk: Bench) -> None:
    ref = desk.refs()[0]
    with desk.store.read() as session:
        for typed in (ref, f"#{ref[:2]}", ref[:5].lower(), f"[#{ref}]"):
            assert search(session, typed, 9)[0].row.ref == ref


def test_snippet_holds_no_markers_of_the_mail_itself(desk: Bench) -> None:
    with desk.store.read() as session:
        (hit,) = search(session, "brien", 9)
    assert hit.snippet.count(HIT_START) == hit.snippet.count(HIT_END) == 1


@pytest.mark.promise("any words searched for", "P17")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(words=st.text(max_size=40))
def test_any_text_is_a_search(desk: Bench, words: str) -> None:
    subjects(desk, words)


def test_spellings_of_a_word_are_few_and_begin_with_itself() -> None:
    assert variants("Größe") == ("größe", "groeße", "grösse", "groesse")
    assert len(variants("aeoeuess" * 9)) <= 8


def asked(words: str) -> str:
    def nothing_known(_word: Word) -> Forms:
        return Forms()

    return match_text(typed_words(words), nothing_known)


def test_only_the_last_word_may_be_a_beginning() -> None:
    assert asked("one two") == '"one" AND "two"*'
    assert asked("one t") == '"one" AND "t"'
    assert asked('one "two"') == '"one" AND "two"'


@pytest.fixture
def noted(tmp_path: Path) -> Iterator[Bench]:
    """Two tickets: a note on the older one, and a mail with a word of the note on the newer."""
    with bench(tmp_path) as opened:
        opened.deliver(raw_mail("old@x", subject="Old", text="lamp"), minutes=-60)
        opened.deliver(raw_mail("new@x", subject="New", text="kulanz lamp"), minutes=-50)
        yield opened


def note(desk: Bench, text: str, minutes: float, fact: Fact | None = None) -> str:
    ref = next(mail.ticket for mail in desk.all_mails() if mail.subject == "Old")
    desk.act(ref, fact or Noted(text), minutes)
    with desk.store.read() as session:
        return journal.of_ticket(session, ref)[-1].id


@pytest.mark.parametrize(
    "words",
    [
        "Rückerstattung",
        "rueckerstattung",
        "ruckerst",
        "strasse RÜCKERSTATTUNG",
        "Anna rückerstattung",
    ],
)
def test_note_is_found_with_a_snippet_and_its_time(noted: Bench, words: str) -> None:
    note(noted, "Chefin sagt: Rückerstattung\nin die Straße \x02 schicken", minutes=-40)
    with noted.store.read() as session:
        (hit,) = search(session, words, 9)
    assert (hit.row.subject, hit.at) == ("Old", at(-40))
    assert f"Chefin sagt: {HIT_START}Rückerstattung{HIT_END} in die" in hit.snippet
    assert hit.snippet.count(HIT_START) == hit.snippet.count(HIT_END)


def test_mails_and_notes_come_together_newest_first(noted: Bench) -> None:
    assert subjects(noted, "lamp") == ["New", "Old"]
    note(noted, "lamp", minutes=-40)
    assert subjects(noted, "lamp") == ["Old", "New"]
    assert subjects(noted, "lamp", limit=1) == ["Old"]
    note(noted, "kulanz", minutes=-55)
    assert subjects(noted, "kulanz") == ["New", "Old"]


def test_note_that_was_taken_back_is_found_no_more_until_that_is_taken_back(noted: Bench) -> None:
    first = note(noted, "goodwill", minutes=-40)
    note(noted, "goodwill gesture", minutes=-30)
    undo = note(noted, "", -20, Undone(first))
    assert subjects(noted, "goodwill gesture") == ["Old"]
    with noted.store.read() as session:
        assert search(session, "goodwill", 9)[0].at == at(-30)
    second = note(noted, "vanishing", minutes=-10)
    note(noted, "", -9, Undone(second))
    assert subjects(noted, "vanishing") == []
    note(noted, "", -8, Undone(undo))
    with noted.store.write(durable=True) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO note_fts (note_fts, rank) VALUES ('integrity-check', 1)"
        )


def test_notes_are_found_the_same_after_a_rebuild(noted: Bench) -> None:
    gone = note(noted, "goodwill old", minutes=-40)
    note(noted, "goodwill", minutes=-30)
    note(noted, "", -20, Undone(gone))
    with noted.store.read() as session:
        before = [search(session, words, 9) for words in ("goodwill", "lamp", "old")]
    assert before[0]
    rebuild(noted.store, noted.config)
    with noted.store.read() as session:
        assert [search(session, words, 9) for words in ("goodwill", "lamp", "old")] == before
