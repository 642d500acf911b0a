"""A reply kept as a new answer in the team's folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.desk.entry_files import Form
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.services.desk import Desk
from agent_console.services.library_check import check_folder
from agent_console.services.sorting import Sorter
from tests.filled import NOW, customer_mail, put_mails
from tests.services.office import Office, office

ASKED = (
    "Guten Tag,\n\nwo bleibt meine Bestellung 4711-0815 über 49,90 €? Können Sie mir helfen?\n\n"
    "Mit freundlichen Grüßen\nFrau Käthe Müller\n"
)
SETTINGS = (
    '[orders]\npatterns = ["[0-9]{4}-[0-9]{4}"]\n'
    '[library]\nfolder = "texts"\n[library.values]\nphone = "030 123456"\n'
)
REPLY = (
    "Sehr geehrte Frau Müller,\n\nIhre Bestellung 4711-0815 über 49,90 € ist unterwegs.\n"
    "Fragen? 030 123456, oder mit der Nummer {ref}.\n\nFreundliche Grüße\n"
)
KEPT = (
    "{{ customer.salutation }},\n\n"
    "Ihre Bestellung {{ order.number }} über {{ order.amount }} ist unterwegs.\n"
    "Fragen? {{ team.phone }}, oder mit der Nummer {{ ticket.ref }}.\n\nFreundliche Grüße"
)


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, extra=SETTINGS) as opened:
        mail = customer_mail(77, "Re: Lieferung", ASKED)
        put_mails(opened.desk, [(mail, NOW - timedelta(hours=1))], folder="Orders")
        sorter = Sorter(opened.desk.store, opened.desk.config)
        while sorter.step():
            continue
        yield opened


def ticket(desk: Desk) -> str:
    rows = desk.queue.page(QueueView.ALL, 0, 9).rows
    return next(row.ref for row in rows if "Lieferung" in row.subject)


def replied(at_work: Office) -> str:
    """Send the reply, and return the ticket."""
    desk, ref = at_work.desk, ticket(at_work.desk)
    draft = desk.replies.begin(ref, everyone=False)
    desk.replies.queue(draft, REPLY.format(ref=f"#{ref}") + draft.prefilled)
    at_work.wait(minutes=1)
    at_work.send()
    return ref


def test_reply_that_was_sent_last_is_kept_with_variables(at_work: Office) -> None:
    desk, ref = at_work.desk, replied(at_work)
    entry = desk.answers.keep(ref, "on-its-way")
    (section,) = entry.sections
    assert section.text == KEPT
    assert (section.language, section.form) == ("de", Form.FORMAL)
    assert entry.title("de") == "Lieferung"
    assert entry.types == (desk.tickets.view(ref).row.type,)
    folder = at_work.locations.config_dir / "texts"
    assert entry.name == str(folder / "on-its-way.txt")
    assert check_folder(folder, None).problems == ()
    filled = desk.answers.filled("on-its-way", desk.answers.situation(ref)).rendered
    assert filled.text.replace("\xa0", " ") == REPLY.format(ref=f"#{ref}").strip()


def test_reply_that_is_being_written_is_kept_under_a_title(at_work: Office) -> None:
    desk, ref = at_work.desk, ticket(at_work.desk)
    text = "Hallo Käthe,\n\nes kommt bald.\n\nViele Grüße\n\n-- \nAnna\nSupport\n"
    entry = desk.answers.keep(ref, "soon", text + "\n> alt\n", title="Bald")
    assert entry.title("de") == "Bald"
    assert entry.sections[0].text == ("{{ customer.salutation }},\n\nes kommt bald.\n\nViele Grüße")


def test_reply_is_kept_only_when_one_was_sent(at_work: Office) -> None:
    with pytest.raises(NotFoundError, match="no reply has been sent"):
        at_work.desk.answers.keep(ticket(at_work.desk), "new")


@pytest.mark.parametrize("name", ["opening-hours", "On Its Way", "../up", "", 'a"b'])
def test_id_that_is_taken_or_none_is_refused(name: str, at_work: Office) -> None:
    ref = replied(at_work)
    with pytest.raises(ActionRefusedError):
        at_work.desk.answers.keep(ref, name)
    assert not (at_work.locations.config_dir / "texts").exists()


def test_answer_is_not_written_over_another_file(at_work: Office) -> None:
    ref, folder = replied(at_work), at_work.locations.config_dir / "texts"
    folder.mkdir()
    (folder / "new.txt").write_text("broken", encoding="utf-8")
    with pytest.raises(ConsoleError, match="exists already"):
        at_work.desk.answers.keep(ref, "new")
    assert (folder / "new.txt").read_text(encoding="utf-8") == "broken"


def test_without_a_folder_of_the_team_nothing_is_kept(tmp_path: Path) -> None:
    with office(tmp_path) as plain:
        plain.reply()
        plain.wait(minutes=1)
        plain.send()
        with pytest.raises(ActionRefusedError, match="no folder"):
            plain.desk.answers.keep(plain.ref, "new")
