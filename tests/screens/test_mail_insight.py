"""What is told beside a mail, on the screen: warnings, facts, links, the source; nothing acts."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

import pytest
from textual.pilot import Pilot

from agent_console.clock import FixedClock
from agent_console.desk.facts import FactKind
from agent_console.desk.insight import MailFact
from agent_console.desk.mail import Address, Link
from agent_console.desk.views import EntryKind, QueueView, TimelineEntry
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.mail_lines import facts_line, sender_text
from agent_console.screens.widgets.timeline import Timeline
from agent_console.screens.widgets.timeline_lines import LineKind, Reading, lay_out
from tests.filled import ME, opened, put_mails, write_settings
from tests.mail.hostile import SAMPLES
from tests.mail.hostile.sample import Sample
from tests.screens.fake_content import NOW, make_view
from tests.screens.support import Stage, assert_golden, screen_text

FAMILIES = ("s-", "w-", "t-", "l-")
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


def lines(entry: TimelineEntry, *, unfolded: bool = False) -> list[str]:
    reading = Reading(78, NOW, UTC, unfolded)
    return [line.text.strip() for line in lay_out((entry,), "", reading)]


async def open_letter(stage: Stage, pilot: Pilot[None], entry: TimelineEntry) -> Timeline:
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
    reading = Reading(78, NOW, UTC)
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


@dataclass(frozen=True)
class Shown:
    """A hostile mail as a real desk shows it, beside what is expected of it."""

    sample: Sample
    entry: TimelineEntry
    source: str


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Shown]]:
    """Let the families come in as mails and open the ticket of each, all in a real store."""
    locations = write_settings(tmp_path_factory.mktemp("hostile"))
    text = locations.config_file.read_text(encoding="utf-8").replace(ME, "support@shop.example")
    more = 'aliases = ["help@shop.example"]\nauthserv_id = "mx.shop.example"\n[mailbox.imap]'
    locations.config_file.write_text(text.replace("[mailbox.imap]", more), encoding="utf-8")
    desk = opened(locations, FixedClock(NOW))
    samples = [one for one in SAMPLES if one.name[:2] in FAMILIES and isinstance(one.source, bytes)]
    raws = [as_own_mail(one, number) for number, one in enumerate(samples)]
    put_mails(desk, [(raw, NOW) for raw in raws])
    rows = desk.queue.page(QueueView.ALL, 0, 500).rows
    entries = {one.key: one for row in rows for one in desk.tickets.view(row.ref).entries}
    found: dict[str, list[Shown]] = defaultdict(list)
    for sample, raw in zip(samples, raws, strict=True):
        entry = entries[hashlib.sha256(raw).hexdigest()]
        found[sample.name[:2]].append(Shown(sample, entry, desk.tickets.source(entry.key)))
    desk.close()
    return found


def as_own_mail(sample: Sample, number: int) -> bytes:
    """Give a sample a Message-ID of its own, so that it is no second copy of another."""
    return sample.raw().replace(b"<1@example.org>", b"<%d@x.example>" % number, 1)


@pytest.mark.promise("hostile mail on the screen", "P17")
@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_family_in_the_ticket_is_judged_as_expected(
    shown: dict[str, list[Shown]], family: str
) -> None:
    assert len(shown[family]) >= 13
    for one in shown[family]:
        signs = [sign for sign in one.entry.signs if not sign.startswith("Link [")]
        assert len(signs) == len(one.sample.signs), (one.sample.name, signs)
        pairs = zip(one.sample.signs, signs, strict=True)
        assert all(piece in sign for piece, sign in pairs), (one.sample.name, signs)
    if family == "l-":
        assert not [one.sample.name for one in shown[family] if one.entry.signs]
    if family == "w-":
        assert any(sign.startswith("Link [") for one in shown[family] for sign in one.entry.signs)


@pytest.mark.promise("hostile mail on the screen", "P17")
@pytest.mark.parametrize("family", FAMILIES)
async def test_hostile_family_on_the_screen_acts_on_nothing_and_warns(
    tmp_path: Path, shown: dict[str, list[Shown]], family: str
) -> None:
    stage = Stage(tmp_path)
    mails = [replace(one.entry, at=NOW) for one in shown[family]]
    stage.desk.tickets.sources = {one.entry.key: one.source for one in shown[family]}
    row = stage.desk.queue.rows[0]
    stage.desk.tickets.views[row.ref] = make_view(row, tuple(mails))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        await pilot.press("enter")
        await stage.settle(pilot)
        timeline = stage.app.screen.query_one(Timeline)
        for _mail in mails:
            drawn = screen_text(stage.app)
            assert not ACTS.search(drawn)
            entry = timeline.entry
            assert entry is not None
            assert ("! Careful: " in drawn.partition("▶")[2]) or not entry.signs
            await pilot.press("k")
        await pilot.press("f")
        await stage.settle(pilot)
        assert isinstance(stage.app.screen, TicketScreen)
        assert not [line.text for line in timeline._lines if ACTS.search(line.text)]
        for one in shown[family]:
            timeline.show_source(one.entry.key, one.source)
        await stage.settle(pilot)
        assert not ACTS.search(screen_text(stage.app))
        assert not [line.text for line in timeline._lines if ACTS.search(line.text)]
