"""Words known by their parts and other spellings: what is learnt, when, and what is found by it."""

from __future__ import annotations

import string
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Integer
from sqlmodel import Session

from agent_console.store import search, tables, vocabulary
from agent_console.store.added import Added, note_added
from agent_console.store.driver import driver
from agent_console.store.engine import Store, open_store
from agent_console.store.search_words import plain
from agent_console.store.times import to_text
from agent_console.store.vocabulary import update_vocabulary
from tests.store import kit
from tests.store.kit import NOW

_SPANS = "SELECT count(*) FROM unlearned"


def put(store: Store, texts: Iterable[str], first: int = 1) -> None:
    """Add mails with these texts, a ticket each; the later ones are the newer ones."""
    with store.write(durable=False) as session:
        for number, text in zip(count(first), texts, strict=False):
            kit.put(session, kit.ticket(f"T{number:05}"))
            add_mail(session, number, NOW + timedelta(minutes=number), text)


def add_mail(session: Session, number: int, received: datetime, text: str) -> None:
    """Add a mail of ticket ``T<number>``; columns without a meaning here are empty."""
    known = {"id": number, "received": to_text(received), "text": text, "ticket": f"T{number:05}"}
    known |= dict.fromkeys(("digest", "key", "identity"), str(number))
    for table in ("source", "mail"):
        columns = tables.MailRow.metadata.tables[table].columns
        empty = {
            column.name: 0 if isinstance(column.type, Integer | Boolean) else ""
            for column in columns
            if not column.nullable
        }
        row = {**empty, **{name: known[name] for name in known.keys() & set(columns.keys())}}
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        add = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - own names
        session.connection().exec_driver_sql(add, row)
    note_added(driver(session), [Added(number, to_text(received), asks=False)])
    session.connection().exec_driver_sql(
        "INSERT INTO mail_fts (rowid, subject, text, people, files)"
        " SELECT id, subject, text, people, files FROM mail WHERE id = ?",
        (number,),
    )


def learn(store: Store) -> None:
    for _step in range(1000):
        with store.write(durable=False) as session:
            if not update_vocabulary(session):
                return
    pytest.fail("never ends")


def found(store: Store, words: str, limit: int = 50) -> list[int]:
    with store.read() as session:
        return [int(hit.row.ref[1:]) for hit in search.search(session, words, limit)]


@pytest.fixture(params=["learnt by text", "learnt from the index", "not learnt yet"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The three ways in which the words of a mail can be known."""
    if request.param == "learnt from the index":
        monkeypatch.setattr(vocabulary, "_MANY", 1)
        monkeypatch.setattr(vocabulary, "_TERMS_A_STEP", 3)
    return str(request.param)


def know(store: Store, way: str) -> None:
    if way != "not learnt yet":
        learn(store)
        assert waiting(store) == 0


TEXTS = (
    "Wo bleibt meine Rückerstattung?",
    "Rueckerstattung der Gebuehr",
    "ruckerstattung",
    "Straße 5, Grüße",
    "STRASSE, gruesse",
    "Kostenerstattungsantrag AB12erstattung",
    "nichts",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rückerstattung", [3, 2, 1]),
        ("rueckerstattung", [3, 2, 1]),
        ("ruckerstattung", [3, 2, 1]),
        ("erstattung", [6, 3, 2, 1]),
        ("ERSTATTUNG gebühr", [2]),
        ("stattungs", [6]),
        ('"erstattung"', []),
        ("strasse", [5, 4]),
        ("straße", [5, 4]),
        ("grüsse strasse", [5, 4]),
        ("gruße", [5, 4]),
        ("rücker", [3, 2, 1]),
        ("ra", []),
        ("ru", [3, 2, 1]),
        ("ruc erstattung", []),
        ("rucker erstattung", [3, 2, 1]),
        ("text:erstattung", []),
    ],
)
def test_word_is_found_in_every_spelling_and_by_its_parts(
    store: Store, way: str, words: str, expected: list[int]
) -> None:
    put(store, TEXTS)
    know(store, way)
    assert found(store, words) == expected


_LETTERS = st.text("abdeunäüößtU", min_size=1, max_size=9)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(st.lists(_LETTERS, max_size=6), min_size=1, max_size=12),
    data=st.data(),
    learnt=st.booleans(),
)
def test_parts_find_what_a_scan_of_all_texts_finds(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[list[str]],
    data: st.DataObject,
    learnt: bool,
) -> None:
    words = [word for text in texts for word in text if len(plain(word)) >= 4] or ["tundra"]
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.integers(0, len(word) - 1))
    part = word[start : data.draw(st.integers(start + 1, len(word)))]
    part = part if len(plain(part)) >= 4 else word
    scanned = [
        number
        for number, text in enumerate(texts, 1)
        if any(plain(part) in plain(item) for item in text)
    ]
    folder: Path = tmp_path_factory.mktemp("scan")
    with open_store(folder / "store.db") as store:
        put(store, [" ".join(text) for text in texts])
        know(store, "learnt" if learnt else "not learnt yet")
        assert found(store, part) == scanned[::-1]


def test_changed_and_later_mails_are_learnt_once_more(store: Store) -> None:
    put(store, ["Anfang"])
    learn(store)
    with store.write(durable=False) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO mail_fts (mail_fts, rowid, subject, text, people, files)"
            " SELECT 'delete', id, subject, text, people, files FROM mail"
        )
        session.connection().exec_driver_sql("UPDATE mail SET text = 'Vollerstattung'")
        session.connection().exec_driver_sql(
            "INSERT INTO mail_fts (rowid, subject, text, people, files)"
            " SELECT id, subject, text, people, files FROM mail"
        )
    put(store, ["Teilerstattung"], first=2)
    assert waiting(store) == 2
    learn(store)
    assert waiting(store) == 0
    assert found(store, "erstattung") == [2, 1]


def test_mails_that_come_while_the_index_is_read_stay_to_be_learnt(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "_MANY", 3)
    monkeypatch.setattr(vocabulary, "_TERMS_A_STEP", 2)
    put(store, ["zebra yak xerus wombat", "vielfrass uhu tapir"])
    put(store, ["aasgeier"], first=3)
    with store.write(durable=False) as session:
        assert update_vocabulary(session) > 0
    put(store, ["abendsegler"], first=4)
    learn(store)
    assert found(store, "geier") == [3]
    assert found(store, "segler") == [4]
    assert found(store, "fraß") == [2]


def test_part_of_too_many_words_is_named_and_the_frequent_ones_are_found(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_TERMS", 3)
    endings = [f"{letter}rahmen" for letter in string.ascii_lowercase[:6]]
    put(store, [*endings, "frahmen", "frahmen erahmen drahmen"])
    learn(store)
    with store.read() as session:
        assert search.too_general(session, "erst rahmen") == ("rahmen",)
        assert search.too_general(session, "frahmen") == ()
    assert found(store, "rahmen") == [8, 7, 6, 5, 4]


def waiting(store: Store) -> int:
    with store.read() as session:
        return int(session.connection().exec_driver_sql(_SPANS).scalar_one())
