"""The whole answer to a complaint, from the ticket to the events once it has left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.apology_blocks import Step
from agent_console.desk.apology_findings import Severity
from agent_console.desk.matter import MatterKind
from agent_console.desk.remedies import RemedyKind
from agent_console.desk.states import TicketState
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError
from agent_console.services.complaints import NO_REMEDY, Choice
from agent_console.services.desk import Desk
from agent_console.services.sorting import Sorter
from tests.filled import NOW, customer_mail, put_mails
from tests.services.office import Office, office

LATE = (
    "Sehr geehrte Damen und Herren,\n\n"
    "am 16. Februar habe ich die Stehlampe bestellt (Bestellung 4711, 89,90 EUR). Sie ist bis heute"
    " nicht angekommen. Ich bin sehr enttäuscht und beschwere mich.\n\n"
    "Mit freundlichen Grüßen\nFrau Käthe Müller\n"
)


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as opened:
        put_mails(opened.desk, [(customer_mail(77, "Beschwerde", LATE), NOW)], folder="Complaints")
        sorter = Sorter(opened.desk.store, opened.desk.config)
        while sorter.step():
            continue
        yield opened


@pytest.fixture
def desk(at_work: Office) -> Desk:
    return at_work.desk


def complaint(desk: Desk) -> str:
    rows = desk.queue.page(QueueView.ALL, 0, 9).rows
    (ref,) = [row.ref for row in rows if row.subject == "Beschwerde"]
    return ref


def test_apology_for_a_ticket_has_five_parts_in_order_and_no_gap(desk: Desk) -> None:
    written = desk.complaints.write(complaint(desk))
    assert [part.step for part in written.apology.parts] == list(Step)
    assert not written.apology.gaps
    assert written.draft.text.startswith("Sehr geehrte Frau Müller,")
    assert "4711" in written.draft.text
    assert written.draft.text.index(written.apology.parts[4].text) < written.draft.text.index("-- ")
    assert not [one for one in written.findings if one.severity is not Severity.HINT]


def test_apology_that_left_is_recorded_and_the_ticket_comes_back_to_make_sure(
    at_work: Office,
) -> None:
    desk, ref = at_work.desk, complaint(at_work.desk)
    written = desk.complaints.write(ref)
    desk.replies.queue(written.draft, written.draft.text, follow_up=written.follow_up)
    assert desk.tickets.view(ref).row.steps == 0
    at_work.clock.move(timedelta(minutes=1))
    at_work.send()
    row = desk.tickets.view(ref).row
    assert (row.steps, row.state) == (4, TicketState.SNOOZED)
    assert row.wake_at == written.follow_up
    with pytest.raises(ActionRefusedError, match="made sure"):
        desk.tickets.close(ref)
    (other,) = {row.ref for row in desk.queue.page(QueueView.OPEN, 0, 9).rows}
    desk.tickets.close(other)
    at_work.clock.move(written.follow_up - desk.clock.now())
    late = customer_mail(5, "Frage von gestern")
    put_mails(desk, [(late, desk.clock.now() - timedelta(days=1))], folder="Later")
    assert desk.queue.page(QueueView.OPEN, 0, 1).rows[0].ref == ref
    question = desk.complaints.ask(ref)
    desk.replies.queue(question, question.text)
    at_work.clock.move(timedelta(minutes=1))
    at_work.send()
    assert desk.tickets.view(ref).row.steps == 5
    assert desk.tickets.close(ref).state is TicketState.CLOSED


def test_second_apology_on_a_ticket_says_nothing_twice(at_work: Office) -> None:
    desk, ref = at_work.desk, complaint(at_work.desk)
    first = desk.complaints.write(ref)
    desk.replies.queue(first.draft, first.draft.text)
    at_work.clock.move(timedelta(minutes=1))
    at_work.send()
    second = desk.complaints.write(ref)
    assert not set(first.apology.blocks) & set(second.apology.blocks)


def test_chosen_remedy_and_chosen_block_stand_in_the_apology(desk: Desk) -> None:
    ref = complaint(desk)
    written = desk.complaints.write(ref, Choice(RemedyKind.VOUCHER))
    assert written.situation.remedy is not None
    assert written.situation.remedy.kind is RemedyKind.VOUCHER
    assert "Gutschein" in written.draft.text
    without = desk.complaints.write(ref, Choice(NO_REMEDY))
    assert without.situation.remedy is None
    assert without.authority is None


def test_kept_draft_remembers_that_it_is_an_apology(desk: Desk) -> None:
    ref = complaint(desk)
    written = desk.complaints.write(ref)
    desk.replies.keep(written.draft, written.draft.text)
    assert desk.replies.begin(ref, everyone=True).acts == written.draft.acts


def test_leave_is_asked_for_and_granted(desk: Desk) -> None:
    ref = complaint(desk)
    written = desk.complaints.write(ref)
    assert written.situation.remedy is not None
    with pytest.raises(ActionRefusedError, match="nobody asks"):
        desk.complaints.grant(ref)
    desk.complaints.ask_for_leave(ref, written.situation.remedy)
    desk.complaints.grant(ref)
    texts = [entry.text for entry in desk.tickets.view(ref).entries]
    assert any(text.startswith("granted: ") for text in texts)


def test_matter_is_what_is_wrong_even_where_the_newest_mail_only_scolds(at_work: Office) -> None:
    ref = complaint(at_work.desk)
    scolding = customer_mail(78, "Re: Beschwerde", "Und telefonisch ist niemand zu erreichen!")
    raw = b"In-Reply-To: <frage-77@kunde.example>\r\n" + scolding
    put_mails(at_work.desk, [(raw, NOW + timedelta(hours=1))], folder="Later")
    assert at_work.desk.complaints.matter(ref).kind is MatterKind.NOT_ARRIVED


def test_everything_that_the_team_offers_can_be_chosen_what_fits_best_first(desk: Desk) -> None:
    ref = complaint(desk)
    offers = desk.complaints.write(ref).offers
    kinds = [one.remedy.kind for one in offers]
    assert set(kinds) == set(RemedyKind)
    assert kinds[:3] == [RemedyKind.REPLACEMENT, RemedyKind.REFUND, RemedyKind.VOUCHER]
    chosen = desk.complaints.write(ref, Choice(remedy=RemedyKind.CALL_BACK)).situation.remedy
    assert chosen is not None
    assert chosen.kind is RemedyKind.CALL_BACK
    assert chosen.value == offers[kinds.index(RemedyKind.CALL_BACK)].remedy.value


def test_sentences_that_carry_the_complaint_are_marked_in_their_mail(desk: Desk) -> None:
    (mail,) = desk.tickets.view(complaint(desk)).entries
    told = [mail.text[begin:end].strip() for begin, end in mail.told]
    assert any("nicht angekommen" in one for one in told)
    assert not any("Sehr geehrte" in one or "Käthe" in one for one in told)


def test_what_is_right_for_the_matter_is_offered_though_its_value_is_not_known(
    at_work: Office,
) -> None:
    text = "Meine Bestellung ist immer noch nicht angekommen! Ich beschwere mich."
    raw = customer_mail(79, "Paket", text, sender="Jo Neu <jo@kunde.example>")
    put_mails(at_work.desk, [(raw, NOW)], folder="Parcels")
    sorter = Sorter(at_work.desk.store, at_work.desk.config)
    while sorter.step():
        continue
    rows = at_work.desk.queue.page(QueueView.ALL, 0, 9).rows
    (ref,) = [row.ref for row in rows if row.subject == "Paket"]
    written = at_work.desk.complaints.write(ref)
    assert written.situation.remedy is not None
    assert written.situation.remedy.kind is written.offers[0].remedy.kind
    assert not written.apology.gaps
