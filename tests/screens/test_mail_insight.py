"""What is told beside a mail, on the screen: warnings, facts, links, the source; nothing acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from agent_console.app import ConsoleApp
from agent_console.clock import FixedClock
from agent_console.desk.facts import FactKind
from agent_console.desk.insight import MailFact
from agent_console.desk.mail import Address, Link
from agent_console.desk.views import EntryKind, QueueView, TimelineEntry
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.mail_lines import facts_line, sender_text
from agent_console.screens.widgets.timeline import Timeline
from agent_console.screens.widgets.timeline_lines import LineKind, Reading, lay_out
from agent_console.services.desk import Desk, open_desk
from tests.filled import opened, put_mails, settings, write_settings
from tests.mail.hostile import SAMPLES
from tests.mail.hostile.sample import Sample
from tests.screens.fake_content import NOW, make_view
from tests.screens.support import Stage, assert_golden, screen_text

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SIGN = "Answers would go to eve@evil.example, not to the sender anna@bank.example."
PAGE = "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=00340434161094"
FACTS = (
    MailFact(FactKind.ORDER, "B-123456"),
    MailFact(FactKind.TRACKING, "00340434161094", "DHL", link=PAGE),
    *(MailFact(FactKind.AMOUNT, f"{n}.50 EUR") for n in range(1, 6)),
    MailFact(FactKind.IBAN, "DE89 •••• 3000"),
    MailFact(FactKind.DATE, "2026-04-03", sure=False),
    MailFact(FactKind.PHONE, "+49301234567"),
    MailFact(FactKind.NAME, "Bettina Bank"),
)
LETTER = TimelineEntry(
    key="m9",
    kind=EntryKind.MAIL_IN,
    at=NOW,
    who="Anna",
    sender=Address("anna@bank.example", "service@bank.example"),
    text="Bitte hier [1] klicken.",
    signs=(SIGN, "It names more than one sender."),
    notes=("The text is very long and was cut.",),
    facts=FACTS,
    links=(Link("hier", "http://evil.example/" + "x" * 90),),
    checked="mx.shop.example: SPF pass, DKIM none, DMARC fail",
)


def lines(entry: TimelineEntry, **how: Any) -> list[str]:  # noqa: ANN401 - fields of Reading
    reading = Reading(78, NOW, NOW.tzinfo, **how)  # type: ignore[arg-type]
    return [line.text.strip() for line in lay_out((entry,), "", reading)]


async def open_letter(stage: Stage, pilot: Any, entry: TimelineEntry) -> Timeline:  # noqa: ANN401
    row = stage.desk.queue.rows[0]
    stage.desk.tickets.views[row.ref] = make_view(row, (entry,))
    await stage.settle(pilot)
    await pilot.press("enter")
    await stage.settle(pilot)
    return stage.app.screen.query_one(Timeline)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_suspicious_mail_at_each_size_looks_as_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=size) as pilot:
        await open_letter(stage, pilot, LETTER)
        assert_golden(f"ticket-suspicious-{size[0]}x{size[1]}", screen_text(stage.app))
        await pilot.press("f")
        await stage.settle(pilot)
        assert_golden(f"ticket-suspicious-open-{size[0]}x{size[1]}", screen_text(stage.app))


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
async def test_warnings_have_a_colour_of_their_own_in_every_theme(
    tmp_path: Path, theme: str
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        timeline = await open_letter(stage, pilot, LETTER)
        stage.app.theme = theme
        await stage.settle(pilot)
        warning = timeline.get_component_rich_style("timeline--warning")
        body = timeline.get_component_rich_style("timeline--body")
        assert warning.color != body.color
        assert warning.bold


def test_facts_stand_in_one_line_and_unfold() -> None:
    folded = facts_line(LETTER, full=False)
    assert folded == (
        "Facts: order B-123456 · parcel 00340434161094 (DHL) · 1.50 EUR · 2.50 EUR · 3.50 EUR · +2"
        " · account DE89 •••• 3000 · 2026-04-03? · phone +49301234567 · signed Bettina Bank"
    )
    assert "5.50 EUR" in facts_line(LETTER, full=True)
    assert PAGE in "".join(lines(LETTER, unfolded=True)).replace("\n", "")
    assert LETTER.checked in lines(LETTER, unfolded=True)
    assert LETTER.checked not in lines(LETTER)


def test_name_below_the_mail_is_told_only_when_it_is_another() -> None:
    same = replace(LETTER, sender=Address("b@bank.example", "Dr. Bettina Bank"), facts=FACTS[-1:])
    assert facts_line(same, full=True) == ""
    assert facts_line(replace(LETTER, facts=()), full=True) == ""


def test_days_alone_are_told_only_when_unfolded() -> None:
    days = replace(LETTER, facts=(MailFact(FactKind.DATE, "2026-04-03"),))
    assert facts_line(days, full=False) == ""
    assert facts_line(days, full=True) == "Facts: 2026-04-03"


def test_few_links_stand_in_a_line_each_and_many_are_folded() -> None:
    few = lines(LETTER)
    assert few[-1].startswith("[1] hier → http://evil.example/xxx")
    assert few[-1].endswith("…")
    assert "x" * 90 in "".join(lines(LETTER, unfolded=True))
    many = replace(LETTER, links=LETTER.links * 4)
    assert lines(many)[-1] == "▸ 4 links"
    assert sum("evil.example/" in line for line in lines(many, unfolded=True)) == 4


def test_mail_in_our_name_that_nothing_proves_is_not_shown_as_ours() -> None:
    own = replace(LETTER, kind=EntryKind.MAIL_OUT, signs=("It names our own address.",))
    reading = Reading(78, NOW, NOW.tzinfo)  # type: ignore[arg-type]
    (head, *_rest) = lay_out((own,), "", reading)
    assert head.kind is LineKind.IN
    assert "in our name, unproven" in head.text
    proven = lay_out((replace(own, signs=()),), "", reading)[0]
    assert (proven.kind, "our answer, sent" in proven.text) == (LineKind.OUT, True)


@pytest.mark.parametrize("width", [20, 40, 78])
def test_address_is_shown_whole_however_long_the_name(width: int) -> None:
    evil = Address("eve@evil.example", "Ihre Bank " * 200)
    text = sender_text(evil, width)
    assert text.endswith(" <eve@evil.example>")
    assert len(text) <= max(width, 12 + len(" <eve@evil.example>"))


async def test_address_of_a_customer_with_a_long_name_stays_in_the_head(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        row = stage.desk.queue.rows[0]
        view = make_view(row)
        customer = Address("eve@evil.example", "Ihre Bank " * 20)
        stage.desk.tickets.views[row.ref] = replace(
            view, ticket=replace(view.ticket, customer=customer)
        )
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "… <eve@evil.example>" in screen_text(stage.app).split("\n")[1]


async def test_source_key_shows_the_mail_as_it_came_and_back(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.desk.tickets.sources["m9"] = "From: anna\nX-Trace: [@click=app.quit]7\n\nBitte =20"
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await open_letter(stage, pilot, LETTER)
        await pilot.press("h")
        await stage.settle(pilot)
        text = screen_text(stage.app)
        assert "X-Trace: [@click=app.quit]7" in text
        assert "as it came, with all headers · h shows it read" in text
        assert "Careful" not in text
        await pilot.press("h")
        await stage.settle(pilot)
        assert "X-Trace" not in screen_text(stage.app)
        assert SIGN[:40] in screen_text(stage.app)
        await pilot.press("k", "k", "h")
        await stage.settle(pilot)
        assert "Only a mail has headers" in screen_text(stage.app)
        assert stage.desk.tickets.done == [("source", "m9")]


async def test_ticket_that_came_in_part_is_asked_for_as_a_whole_and_does_not_jump(
    tmp_path: Path,
) -> None:
    stage = Stage(tmp_path)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        row = stage.desk.queue.rows[0]
        view = make_view(row, (LETTER,))
        first, *rest = view.entries
        stage.desk.tickets.views[row.ref] = view
        stage.desk.tickets.first[row.ref] = replace(view, partial=True)
        later = replace(first, signs=("One.", "Two."), facts=FACTS)
        stage.desk.tickets.views[row.ref] = replace(view, entries=(later, *rest))
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert stage.desk.tickets.asked_whole == [False, True]
        text = screen_text(stage.app)
        assert SIGN[:40] in text
        await pilot.press("g")
        await stage.settle(pilot)
        assert "! Careful: One." in screen_text(stage.app)


class Hostile:
    """A real desk with one ticket for each sample of some families."""

    def __init__(self, folder: Path, families: Sequence[str]) -> None:
        self.clock = FixedClock(NOW)
        self.locations = write_settings(
            folder,
            extra='[orders]\npatterns = ["B-\\\\d{6}"]\n',
        )
        text = self.locations.config_file.read_text(encoding="utf-8")
        text = text.replace("support@company.example", "support@shop.example")
        text = text.replace(
            "[mailbox.imap]",
            'aliases = ["help@shop.example"]\nauthserv_id = "mx.shop.example"\n[mailbox.imap]',
        )
        self.locations.config_file.write_text(text, encoding="utf-8")
        self.samples = [
            one
            for one in SAMPLES
            if one.name.startswith(tuple(families)) and isinstance(one.source, bytes)
        ]

    def open(self) -> Desk:
        return open_desk(settings(self.locations), self.locations, self.clock)

    def app(self) -> ConsoleApp:
        return ConsoleApp(settings(self.locations), self.locations, self.clock, self.open)


def as_own_ticket(sample: Sample, number: int) -> bytes:
    """Give a sample a Message-ID of its own, so that it opens a ticket."""
    raw = sample.raw()
    return raw.replace(b"Message-ID: <1@example.org>", b"Message-ID: <%d@x.example>" % number)


@pytest.mark.parametrize("family", ["s-", "w-", "t-", "l-"])
def test_hostile_family_in_the_ticket_is_judged_as_expected(tmp_path: Path, family: str) -> None:
    world = Hostile(tmp_path, [family])
    desk = opened(world.locations, world.clock)
    wrong = []
    try:
        for number, sample in enumerate(world.samples, 1):
            before = {row.ref for row in desk.queue.page(QueueView.ALL, 0, 500).rows}
            put_mails(desk, [(as_own_ticket(sample, number), NOW)], folder=f"F{number}")
            rows = desk.queue.page(QueueView.ALL, 0, 500).rows
            (ref,) = {row.ref for row in rows} - before or {rows[0].ref}
            entries = desk.tickets.view(ref).entries
            signs = [sign for sign in entries[-1].signs if not sign.startswith("Link [")]
            if len(signs) != len(sample.signs):
                wrong.append((sample.name, signs))
            assert not [one for one in entries[-1].signs if family == "l-"], sample.name
    finally:
        desk.close()
    assert len(world.samples) >= 10
    assert not wrong


@pytest.mark.parametrize("family", ["s-", "w-", "t-", "l-"])
async def test_hostile_family_on_the_screen_acts_on_nothing(tmp_path: Path, family: str) -> None:
    world = Hostile(tmp_path, [family])
    desk = opened(world.locations, world.clock)
    for number, sample in enumerate(world.samples, 1):
        raw = as_own_ticket(sample, number)
        put_mails(desk, [(raw, NOW - timedelta(minutes=number))], folder=f"F{number}")
    refs = [row.ref for row in desk.queue.page(QueueView.ALL, 0, 500).rows]
    desk.close()
    app = world.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for _round in range(4):
            await app.workers.wait_for_complete()
            await pilot.pause()
        session = app.screen.session  # type: ignore[attr-defined]
        for ref in refs:
            app.push_screen(TicketScreen(session, ref))
            for keys in ((), ("f",), ("h",)):
                await pilot.press(*keys)
                await app.workers.wait_for_complete()
                await pilot.pause()
                text = screen_text(app)
                assert isinstance(app.screen, TicketScreen)
                assert not ACTS.search(text), ref
            timeline = app.screen.query_one(Timeline)
            assert not [line for line in timeline._lines if ACTS.search(line.text)]
            app.pop_screen()
