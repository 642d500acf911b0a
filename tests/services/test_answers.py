"""Which canned answers are offered for a ticket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.entry_files import Form
from agent_console.desk.labels import LabelName
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError
from agent_console.services.desk import Desk
from agent_console.services.sorting import Sorter
from tests.filled import NOW, customer_mail, opened, put_mails, write_settings

LATE = "Meine Bestellung 4711 ist noch nicht angekommen, wo ist das Paket?"
BILL = "Bitte schicken Sie mir die Rechnung als PDF."
OWN = """+++
id = "own-invoice"
title = { de = "Eigene Rechnung", en = "Own invoice" }
types = ["invoice"]
level = 1
+++
=== de
{{ customer.salutation }},

die Rechnung als PDF liegt bei.

Freundliche Grüße
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "texts").mkdir()
    extra = f'[library]\nfolder = "{tmp_path / "texts"}"\n'
    found = opened(write_settings(tmp_path, extra=extra), FixedClock(NOW))
    put_mails(found, [(customer_mail(1, "Anliegen", LATE), NOW)])
    raw = b"In-Reply-To: <frage-1@kunde.example>\r\n" + customer_mail(2, "Re: Anliegen", BILL)
    put_mails(found, [(raw, NOW + timedelta(hours=1))], folder="Later")
    sorter = Sorter(found.store, found.config)
    while sorter.step():
        continue
    yield found
    found.close()


def best_types(desk: Desk) -> tuple[str, ...]:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    assert row.type == "delivery-problem"
    return desk.answers.ranked(desk.answers.situation(row.ref))[0].entry.types


def test_newest_mail_decides_what_is_answered(desk: Desk) -> None:
    assert "invoice" in best_types(desk)


def test_type_that_an_agent_gave_goes_before_the_newest_mail(desk: Desk) -> None:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    desk.tickets.label(row.ref, LabelName.TYPE, "delivery-problem")
    assert "delivery-problem" in best_types(desk)


def test_greeting_that_an_agent_put_right_is_kept_for_the_customer(desk: Desk) -> None:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    assert desk.greetings.shown(row.ref) == "Käthe Müller, Sie"
    said = desk.greetings.keep(row.ref, "Frau Müller, Sie", "Guten Tag Käthe Müller,\n\nhier.")
    assert said == "Sehr geehrte Frau Müller,\n\nhier."
    text = desk.answers.filled("invoice-copy", desk.answers.situation(row.ref)).rendered.text
    assert text.startswith("Sehr geehrte Frau Müller,")
    desk.tickets.undo_last()
    assert desk.greetings.shown(row.ref) == "Käthe Müller, Sie"


def test_du_that_an_agent_said_goes_before_the_mail(desk: Desk) -> None:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    desk.greetings.keep(row.ref, "Kim, du")
    assert desk.answers.situation(row.ref).form is Form.INFORMAL


def test_greeting_that_is_no_name_is_refused(desk: Desk) -> None:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    with pytest.raises(ActionRefusedError, match="no name"):
        desk.greetings.keep(row.ref, "4711")


def test_answer_that_the_team_has_just_written_is_offered(desk: Desk, tmp_path: Path) -> None:
    best_types(desk)
    (tmp_path / "texts" / "own-invoice.txt").write_text(OWN, encoding="utf-8")
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    ranked = desk.answers.ranked(desk.answers.situation(row.ref))
    assert "own-invoice" in [one.entry.id for one in ranked]


def test_shipped_answer_that_is_changed_becomes_the_teams_own(desk: Desk, tmp_path: Path) -> None:
    text = desk.answers.file_text("opening-hours")
    changed = text.replace("=== de formal\n", "=== de formal\nUNSERE EIGENEN WORTE\n")
    assert changed != text
    desk.answers.keep_text("opening-hours", changed)
    assert (tmp_path / "texts" / "opening-hours.txt").read_text(encoding="utf-8") == changed
    assert "UNSERE EIGENEN WORTE" in desk.answers.entry("opening-hours").sections[0].text


def test_own_answer_is_changed_in_its_place_and_keeps_its_rights(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "texts" / "a-file.txt"
    path.write_text(OWN, encoding="utf-8")
    path.chmod(0o664)
    desk.answers.ranked(desk.answers.situation(desk.queue.page(QueueView.ALL, 0, 9).rows[0].ref))
    desk.answers.keep_text("own-invoice", OWN.replace("liegt bei", "hängt an"))
    assert "hängt an" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o664
    assert [one.name for one in (tmp_path / "texts").iterdir()] == ["a-file.txt"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{ customer.salutation }}", "{{ customer.salutations }}", "salutations"),
        ('id = "own-invoice"', 'id = "other"', "the id is other now"),
        ('types = ["invoice"]', "types = [", ":"),
    ],
)
def test_changed_answer_that_cannot_be_used_is_refused_and_the_file_stays(
    old: str, new: str, words: str, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "texts" / "own-invoice.txt"
    path.write_text(OWN, encoding="utf-8")
    desk.answers.ranked(desk.answers.situation(desk.queue.page(QueueView.ALL, 0, 9).rows[0].ref))
    with pytest.raises(ActionRefusedError, match=words):
        desk.answers.keep_text("own-invoice", OWN.replace(old, new))
    assert path.read_text(encoding="utf-8") == OWN
