"""Why a ticket is what it is, and whom it can be given to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import Asks
from agent_console.desk.listing import Viewer
from agent_console.desk.mail import MailKind
from agent_console.desk.routing import Colleague, colleagues_for
from agent_console.desk.states import QueueView
from agent_console.i18n import use_language
from agent_console.services.desk import Desk
from agent_console.services.sorting import Sorter
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

COLLEAGUES = '[[colleagues]]\nname = "Bea"\nlevel = 1\n[[colleagues]]\nname = "Chris"\nlevel = 3\n'
ANGRY = "Das ist eine Unverschämtheit! Ich beschwere mich: das Paket ist immer noch nicht da!!!"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    use_language("en")
    found = opened(write_settings(tmp_path, extra=COLLEAGUES), FixedClock(NOW))
    yield found
    found.close()


def put_one(desk: Desk) -> str:
    put_mails(desk, [(customer_mail(1, "Beschwerde", ANGRY), NOW - timedelta(minutes=5))])
    sorter = Sorter(desk.store, desk.config)
    while sorter.step():
        pass
    (row,) = desk.queue.page(QueueView.ALL, 0, 2).rows
    return row.ref


def test_explanation_names_those_first_who_can_answer(desk: Desk) -> None:
    told = desk.tickets.explain(put_one(desk))
    assert told.asks.level == 3
    assert told.colleagues == (Colleague("Chris", able=True), Colleague("Bea", able=False))


def test_explanation_says_why_the_first_mail_is_of_its_kind_and_who_overruled_that(
    desk: Desk,
) -> None:
    ref = put_one(desk)
    began = desk.tickets.explain(ref).began
    assert (began.kind, began.judged_by) == (MailKind.HUMAN, "")
    assert began.reason
    key = desk.tickets.view(ref).entries[0].key
    desk.tickets.judge(ref, key, MailKind.AUTOMATIC)
    began = desk.tickets.explain(ref).began
    assert (began.kind, began.judged_by) == (MailKind.AUTOMATIC, "Anna")
    desk.tickets.undo_last()
    assert desk.tickets.explain(ref).began.judged_by == ""


def test_types_are_named_in_the_language_of_now(desk: Desk) -> None:
    names = {one: name for one, name, _level in desk.tickets.types()}
    use_language("de")
    german = {one: name for one, name, _level in desk.tickets.types()}
    use_language("en")
    assert names.keys() == german.keys()
    assert names["refund"] != german["refund"]


def test_view_tells_the_routing_apart_from_the_other_reasons(tmp_path: Path) -> None:
    use_language("en")
    locations = write_settings(tmp_path, extra=COLLEAGUES)
    text = locations.config_file.read_text(encoding="utf-8")
    locations.config_file.write_text(text.replace("[agent]\n", "[agent]\nlevel = 1\n"), "utf-8")
    desk = opened(locations, FixedClock(NOW))
    view = desk.tickets.view(put_one(desk))
    desk.close()
    assert view.routing == ("needs level 3; Chris can take it",)
    assert set(view.routing) < set(view.reasons)


def test_colleagues_of_the_lowest_level_that_will_do_come_first() -> None:
    people = (Viewer("Zoe", 3), Viewer("Ada", 2), Viewer("Kim", 1), Viewer("Bo", 1))
    found = colleagues_for(people, Asks("refund", 2), "de")
    assert [(one.name, one.able) for one in found] == [
        *(("Ada", True), ("Zoe", True), ("Bo", False), ("Kim", False))
    ]
