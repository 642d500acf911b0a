"""The audit chain: it holds over digests, and names the first event that was tampered with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.audit import Flaw
from agent_console.desk.erasure import blank, erasing
from agent_console.desk.events import Event, Fact, Noted, event_to_json
from agent_console.desk.records import RecordKind, record_ref
from agent_console.services.audit import AuditReport, AuditService
from agent_console.store import audit, journal
from agent_console.store.driver import driver
from agent_console.store.engine import Store, open_store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ERASURE = record_ref(RecordKind.ERASURE, "e1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "data" / "store.db", clock=FixedClock(NOW)) as opened:
        yield opened


def record(store: Store, *facts: Fact, ticket: str = "ABCD23") -> list[str]:
    ids = []
    with store.write(durable=True) as session:
        for number, fact in enumerate(facts):
            event_id = journal.next_event_id(session)
            at = NOW + timedelta(seconds=number)
            journal.append(session, Event(event_id, ticket, at, "anna", fact))
            ids.append(event_id)
    return ids


def verified(store: Store) -> AuditReport:
    return AuditService(store).verify()


def change(store: Store, statement: str, *values: object) -> None:
    with store.write(durable=True) as session:
        driver(session).execute(statement, values)


def foreign(store: Store, event_id: str) -> None:
    with store.write(durable=True) as session:
        journal.append(session, Event(event_id, "ABCD23", NOW, "berta", Noted("x")))


def erase(store: Store, event_id: str) -> None:
    with store.write(durable=True) as session:
        ask = driver(session).execute
        (text,) = ask("SELECT json_text FROM event WHERE id = ?", (event_id,)).fetchone()
        ask("UPDATE event SET json_text = ? WHERE id = ?", (blank(text, ERASURE), event_id))
        audit.forget_salts(driver(session), [event_id])


def test_chain_when_colleagues_interleave_holds_and_counts_own_events(store: Store) -> None:
    record(store, Noted("one"))
    foreign(store, "other.1")
    foreign(store, "other.4")
    record(store, Noted("two"), Noted("three"))
    report = verified(store)
    assert report.ok
    assert report.events == 3
    assert [(one.events, one.missing) for one in report.colleagues] == [(2, 2)]


def test_store_without_links_when_an_event_comes_begins_there(store: Store) -> None:
    record(store, Noted("before"))
    change(store, "DELETE FROM audit")
    assert verified(store).ok
    record(store, Noted("after"))
    report = verified(store)
    assert (report.ok, report.events) == (True, 1)


def test_text_when_changed_is_named(store: Store) -> None:
    _first, second, _third = record(store, Noted("a"), Noted("b"), Noted("c"))
    change(
        store,
        "UPDATE event SET json_text = replace(json_text, '\"b\"', '\"B\"') WHERE id = ?",
        second,
    )
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (second, Flaw.CHANGED)


def test_event_when_removed_is_named(store: Store) -> None:
    first, *_rest = record(store, Noted("a"), Noted("b"))
    change(store, "DELETE FROM event WHERE id = ?", first)
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (first, Flaw.MISSING)


def test_event_when_removed_with_its_link_is_seen_at_the_next_one(store: Store) -> None:
    _first, second, third = record(store, Noted("a"), Noted("b"), Noted("c"))
    change(store, "DELETE FROM event WHERE id = ?", second)
    change(store, "DELETE FROM audit WHERE event = ?", second)
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (third, Flaw.BROKEN)


def test_newest_events_when_cut_off_are_missed(store: Store) -> None:
    *_rest, last = record(store, Noted("a"), Noted("b"))
    change(store, "DELETE FROM event WHERE id = ?", last)
    change(store, "DELETE FROM audit WHERE event = ?", last)
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (last, Flaw.CUT)


def test_event_when_put_in_under_our_name_is_named(store: Store) -> None:
    first, second = record(store, Noted("a"), Noted("b"))
    forged = f"{first.rpartition('.')[0]}.9"
    change(
        store,
        "INSERT INTO event (id, ticket, at, json_text) "
        "SELECT ?, ticket, at, json_text FROM event WHERE id = ?",
        forged,
        second,
    )
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (forged, Flaw.UNCHAINED)


def test_event_when_erased_keeps_the_chain_if_an_erasure_names_it(store: Store) -> None:
    first, second = record(store, Noted("geheim"), Noted("b"))
    erase(store, first)
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (first, Flaw.UNEXPLAINED)
    record(store, *erasing("00" * 16, ["a@b.example"], [first]), ticket=ERASURE)
    report = verified(store)
    assert (report.ok, report.erased, report.events) == (True, 1, 3)
    change(
        store, "UPDATE event SET json_text = replace(json_text, 'anna', 'otto') WHERE id = ?", first
    )
    fault = verified(store).fault
    assert fault is not None
    assert (fault.event, fault.flaw) == (first, Flaw.BROKEN)
    assert second


def test_blank_event_keeps_who_when_and_what_kind_but_no_text() -> None:
    event = Event("c.1", "~customer:a@b.example", NOW, "anna", Noted("geheim"))
    blanked = blank(event_to_json(event), ERASURE)
    told = json.loads(blanked)
    assert (told["agent"], told["id"], told["ticket"]) == ("anna", "c.1", ERASURE)
    assert told["data"] == {"kind": "noted", "by": ERASURE}
    assert "geheim" not in blanked
    assert "a@b.example" not in blanked
    assert blank(blanked, "~erasure:other") == blanked
