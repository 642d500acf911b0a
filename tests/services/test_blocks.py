"""Mails filed in blocks of any size, with stops anywhere: the same tickets, the same rows."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from agent_console.desk.events import Closed, Fact, Noted
from agent_console.services import intake
from agent_console.services.arrivals import Fetched, Place, Skimmed, take_heads, take_mails
from agent_console.services.filing import Block, FilingRules
from agent_console.services.portions import Portions
from agent_console.services.rebuild import rebuild
from agent_console.store.engine import Store
from tests.services.intake_kit import DESK, Bench, answer_to, bench, raw_mail
from tests.services.staged_kit import Staged, whole
from tests.services.test_intake import bounce

PEOPLE = ("kim@example.org", "lou@example.net", "eve@evil.net", f"Anna <{DESK}>")
DAY = 1440


def mailbox(seed: int, count: int) -> list[bytes]:
    """Return mails that answer, repeat and mention each other, some of them odd."""
    chance = random.Random(seed)  # noqa: S311  # the same mails every time
    raws: list[bytes] = []
    for number in range(count):
        if raws and chance.random() < 0.15:
            raws.append(b"Received: again\r\n" + chance.choice(raws))
            continue
        ids = [f"{chance.randrange(count)}@x" for _ in range(chance.choice((0, 0, 1, 2)))]
        raws.append(
            raw_mail(
                chance.choice((f"{number}@x", f"{number}@x", "same@x", "")),
                sender=chance.choice(PEOPLE),
                to=chance.choice((DESK, f"kim@example.org, {DESK}", "lou@example.net")),
                subject=chance.choice(("Help", "Re: Help", "Undeliverable: x", "Lamp")),
                text=f"text {number}",
                headers=answer_to(*ids) if ids else (),
            )
        )
    return [*raws, bounce("0@x"), b"\xff no header"]


def bring(desk: Bench, raws: list[bytes], folder: str, size: int) -> None:
    numbered = list(enumerate(raws, 1))
    for start in range(0, len(raws), size):
        some = [whole(uid, raw, uid * 400) for uid, raw in numbered[start : start + size]]
        desk.bring(folder, *some)


@contextmanager
def fresh() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory() as folder, bench(Path(folder)) as opened:
        with opened.store.write(durable=True) as session:
            for key, value in (("console", "same"), ("signing_key", "ab" * 32)):
                change = "UPDATE meta SET value = ? WHERE key = ?"
                session.connection().exec_driver_sql(change, (value, key))
        yield opened


def acted(desk: Bench) -> None:
    for number, ref in enumerate(desk.refs()):
        desk.act(ref, Closed() if number % 2 else Noted("hm"), minutes=-40 * DAY + number)


@settings(max_examples=8, deadline=timedelta(seconds=60))
@given(seed=st.integers(0, 10**6), size=st.integers(2, 40))
def test_mails_filed_in_blocks_are_filed_as_one_by_one(seed: int, size: int) -> None:
    early, late = mailbox(seed, 12), mailbox(seed + 1, 25)
    with fresh() as one, fresh() as other:
        for desk, many in ((one, 1), (other, size)):
            bring(desk, early, "Archive", many)
            acted(desk)
            bring(desk, late, "INBOX", many)
            bring(desk, late[::2], "Sent", many)
        assert one.dump() == other.dump()
        rebuild(other.store, other.config)
        assert one.dump() == other.dump()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_texts_that_come_with_the_heads_are_filed_as_if_they_came_later(seed: int) -> None:
    raws = mailbox(seed, 14)
    raws.remove(b"\xff no header")
    with fresh() as apart, fresh() as together:
        after, at_once = Staged(apart, raws, block=5), Staged(together, raws, block=5)
        at_once.together = True
        after.heads()
        after.texts()
        at_once.heads()
        assert together.intake.shallow("INBOX", 0, 99) == []
        changed = {"unsorted"}  # a text that comes later lets a machine's mail be looked at, too
        assert [it for it in state(together).items() if it[0] not in changed] == [
            it for it in state(apart).items() if it[0] not in changed
        ]
        after.wholes()
        at_once.wholes()
        assert state(together) == state(apart)


class Stopped(Exception):
    """The power went."""


@contextmanager
def stops_after(number: int) -> Iterator[None]:
    """Let the power go after that many transactions."""
    left = [number]
    write = Store.write

    @contextmanager
    def limited(store: Store, *, durable: bool) -> Iterator[Session]:
        if left[0] == 0:
            raise Stopped
        with write(store, durable=durable) as session:
            yield session
        left[0] -= 1

    with mock.patch.object(Store, "write", limited):
        yield


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reading_in_depths_that_stops_anywhere_ends_the_same(seed: int) -> None:
    raws = mailbox(seed, 14)
    raws.remove(b"\xff no header")
    with fresh() as straight, fresh() as broken:
        small_portions(straight)
        Staged(straight, raws, block=5).all()
        staged, step = Staged(broken, raws, block=5), 0
        small_portions(broken)
        while True:
            step = step % 4 + 1
            try:
                with stops_after(step):
                    staged.all()
            except Stopped:
                continue
            break
        assert state(broken) == state(straight)
        before = state(broken)
        rebuild(broken.store, broken.config)
        after = state(broken)
        # Who seemed to be a customer before the text was here is one no more, and what seemed to
        # be a customer's mail is still to be looked at.
        changed = {"customer", "unsorted"}
        assert all(after[name] == rows for name, rows in before.items() if name not in changed)


def small_portions(desk: Bench) -> None:
    for name in ("_heads", "_texts", "_mails"):
        setattr(desk.intake, name, Portions(2, 2))


def state(desk: Bench) -> dict[str, list[str]]:
    return {
        name: rows for name, rows in desk.dump().items() if name not in ("mail_span", "unlearned")
    }


def test_block_is_computed_anew_when_an_agent_acts_meanwhile() -> None:
    with fresh() as desk:
        desk.deliver(raw_mail("a@x"))
        ref = desk.only().ref
        facts: list[Fact] = [Noted("hm"), Closed()]

        def interrupted(
            session: Session, rules: FilingRules, place: Place, fetched: list[Fetched]
        ) -> Block:
            block = take_mails(session, rules, place, fetched)
            if facts:
                desk.act(ref, facts.pop(0), minutes=5)
            return block

        with mock.patch.object(intake, "take_mails", interrupted):
            desk.deliver(raw_mail("b@x", headers=answer_to("a@x"), text="more"), minutes=9)
        ticket = desk.only()
        assert (ticket.notes, ticket.reopened, ticket.mails_in) == (1, 1, 2)


def test_block_is_computed_under_the_lock_when_agents_never_stop() -> None:
    with fresh() as desk:
        desk.deliver(raw_mail("a@x"))
        ref = desk.only().ref
        calls = []

        def interrupted(
            session: Session, rules: FilingRules, place: Place, fetched: list[Fetched]
        ) -> Block:
            calls.append(1)
            block = take_mails(session, rules, place, fetched)
            if len(calls) <= 3:
                desk.act(ref, Noted("hm"), minutes=5)
            return block

        with mock.patch.object(intake, "take_mails", interrupted):
            desk.deliver(raw_mail("b@x", headers=answer_to("a@x"), text="more"), minutes=9)
        assert len(calls) == 4
        assert (desk.only().notes, desk.only().mails_in) == (3, 2)


def test_large_block_goes_on_in_small_ones_as_soon_as_an_agent_acts() -> None:
    with fresh() as desk:
        desk.deliver(raw_mail("a@x"), folder="Archive")
        ref = desk.only().ref
        raws = [raw_mail(f"{number}@y", text="more") for number in range(60)]
        desk.intake._heads = Portions(1000, 1000, lambda: False)
        sizes: list[int] = []

        def interrupted(
            session: Session, rules: FilingRules, place: Place, heads: list[Skimmed]
        ) -> tuple[Block, list[int]]:
            sizes.append(len(heads))
            if len(sizes) == 1:
                desk.act(ref, Noted("hm"), minutes=5)
                desk.intake._heads.tell(1, 1.0)
            return take_heads(session, rules, place, heads)

        with mock.patch.object(intake, "take_heads", interrupted):
            Staged(desk, raws, block=60).heads()
        assert sizes == [60, *[8] * 7, 4]
        assert desk.intake.cursor("INBOX").first_uid == 1
        assert len(desk.refs()) == 61
