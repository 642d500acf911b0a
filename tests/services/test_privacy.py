"""Everything of a person is found, exported and erased, and nothing of others."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.contact_draft import ContactDraft
from agent_console.desk.customers import CustomerField
from agent_console.desk.events import Closed, CustomersImported, Noted
from agent_console.desk.orders import Order
from agent_console.desk.records import RecordKind, record_ref
from agent_console.errors import ActionRefusedError, ConsoleError
from agent_console.mail.fetch import FetchedHead, FolderCursor
from agent_console.mail.read import read_mail
from agent_console.services.audit import AuditService
from agent_console.services.desk import Desk
from agent_console.services.privacy_export import Exporter, harmless
from agent_console.services.privacy_places import EXEMPT, places
from agent_console.services.rebuild import rebuild
from agent_console.services.transfer import Transfer
from agent_console.store import erasures, orders
from agent_console.store.driver import driver
from agent_console.store.migrations import backups
from agent_console.store.vocabulary import update_vocabulary
from tests.filled import ME, NOW, customer_mail, opened, put_mails, write_settings

ANNA = "anna.kunde@example.org"
PHRASE = "Meine Waschmaschine summt seit gestern das Kaiserlied"
SENDER = f"Anna Kunde <{ANNA}>"
OTHER = "Otto Ander <otto@example.net>"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "home"))
    with kept(tmp_path, FixedClock(NOW)) as found:
        yield found


@contextmanager
def kept(tmp_path: Path, clock: FixedClock, extra: str = "") -> Iterator[Desk]:
    """Give a desk to which Anna wrote, and Otto twice, once about her."""
    found = opened(write_settings(tmp_path / "home", extra=extra), clock)
    put_mails(
        found,
        [
            (customer_mail(1, "Summen", f"Hallo,\n{PHRASE}.\nAnna\n", sender=SENDER), NOW),
            (
                customer_mail(
                    2,
                    "Nachbarin",
                    f"Anna Kunde ({ANNA}) schrieb mir:\n> {PHRASE}.\nStimmt das?\n",
                    sender=OTHER,
                ),
                NOW + timedelta(minutes=1),
            ),
            (customer_mail(3, "Anderes", "Nichts davon.\n", sender=OTHER), NOW),
        ],
    )
    learn_words(found)
    yield found
    found.close()


def learn_words(desk: Desk) -> None:
    """Learn all words, as the engine does when nothing else is to do."""
    with desk.store.write(durable=False) as session:
        assert update_vocabulary(session) == 0


def subjects(desk: Desk) -> list[str]:
    with desk.store.look() as connection:
        return [one for (one,) in connection.execute("SELECT subject FROM ticket ORDER BY 1")]


def locked(desk: Desk) -> tuple[int, str]:
    with desk.store.look() as connection:
        return erasures.locked(connection)


def ref_of(desk: Desk, subject: str) -> str:
    with desk.store.look() as connection:
        question = "SELECT ref FROM ticket WHERE subject = ?"
        return str(connection.execute(question, (subject,)).fetchone()[0])


def note(desk: Desk, subject: str, text: str) -> None:
    desk.tickets.record(ref_of(desk, subject), Noted(text))


def erase(desk: Desk) -> None:
    assert desk.privacy.erase(desk.privacy.who(ANNA), "Anna").clean


def holding(desk: Desk, *pieces: str) -> list[str]:
    """Return the files below the home that hold any of these, whatever their case."""
    wanted = [piece.lower().encode() for piece in pieces]
    home = desk.store.path.parents[1]
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and any(one in path.read_bytes().lower() for one in wanted)
    ]


@pytest.mark.promise("person erased or exported", "P21")
def test_inventory_when_others_quote_the_person_lists_their_mails_too(desk: Desk) -> None:
    note(desk, "Nachbarin", f"{ANNA} anrufen")
    found = desk.privacy.inventory(desk.privacy.who(ANNA))
    counts = {one.place: one.count for one in found.found if one.count}
    assert counts == {"mails": 1, "quotes": 1, "events": 1, "tickets": 1, "customer": 1}
    assert found.tickets == (ref_of(desk, "Summen"),)
    assert len(found.on_server) == 1


@pytest.mark.promise("person erased or exported", "P21")
def test_erase_when_done_leaves_no_byte_of_address_or_phrase(desk: Desk) -> None:
    note(desk, "Summen", f"Sie sagt: {PHRASE}")
    note(desk, "Nachbarin", f"Otto kennt {ANNA}, bitte anrufen")
    desk.handling.tag(ref_of(desk, "Anderes"), "ruhig")
    desk.replies.begin(ref_of(desk, "Summen"), everyone=False)
    desk.customers.edit(ANNA, CustomerField.NAME, "Anna Kunde")
    erase(desk)
    assert holding(desk, ANNA, PHRASE, "Kaiserlied", "Kunde (") == []
    assert AuditService(desk.store).verify().ok
    with desk.store.look() as connection:
        texts = [text for (text,) in connection.execute("SELECT text FROM mail ORDER BY id")]
        notes = [text for (text,) in connection.execute("SELECT text FROM note")]
    assert len(texts) == 2
    assert "Stimmt das?" in texts[0]
    assert "[erased]" in texts[0]
    assert texts[1] == "Nichts davon."
    assert notes == ["Otto kennt [erased], bitte anrufen"]


@pytest.mark.promise("person erased or exported", "P21")
def test_editor_that_is_open_when_its_ticket_is_erased_keeps_nothing(desk: Desk) -> None:
    ref = ref_of(desk, "Summen")
    draft = desk.replies.begin(ref, everyone=False)
    desk.replies.keep(draft, f"Begun: {PHRASE}")
    erase(desk)
    with pytest.raises(ConsoleError, match="was erased"):
        desk.replies.keep(draft, f"Still writing: {PHRASE}")
    desk.replies.keep(draft, f"Leaving: {PHRASE}")
    with pytest.raises(ConsoleError, match="was erased"):
        desk.replies.save_note(ref, PHRASE)
    assert holding(desk, ANNA, PHRASE) == []


@pytest.mark.promise("person erased or exported", "P21")
def test_erased_mail_when_it_is_brought_again_stays_away(desk: Desk) -> None:
    raw = customer_mail(1, "Summen", f"Hallo,\n{PHRASE}.\nAnna\n", sender=SENDER)
    erase(desk)
    for folder in ("INBOX", "Archive"):
        put_mails(desk, [(raw, NOW)], folder=folder)
    rebuild(desk.store, desk.config)
    assert holding(desk, ANNA, PHRASE) == []
    assert subjects(desk) == ["Anderes", "Nachbarin"]
    put_mails(desk, [(customer_mail(9, "Neu", sender=SENDER), NOW)], folder="Neu")
    assert "Neu" in subjects(desk)


@pytest.mark.promise("person erased or exported", "P21")
def test_erased_head_when_it_is_brought_again_stays_away(desk: Desk) -> None:
    raw = customer_mail(1, "Summen", f"Hallo,\n{PHRASE}.\nAnna\n", sender=SENDER)
    erase(desk)
    header = raw.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
    head = FetchedHead(5, header, read_mail(header), NOW, frozenset(), len(raw), None)
    left = desk.intake.store_heads("Archive", 700, [head], FolderCursor(700, 5))
    assert left == []
    assert subjects(desk) == ["Anderes", "Nachbarin"]


@pytest.mark.promise("person erased or exported", "P21")
def test_letter_when_the_law_keeps_it_is_locked_and_then_goes(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    with kept(tmp_path, clock, '[privacy]\nkeep_letters = "6y"\n') as desk:
        found = desk.privacy.inventory(desk.privacy.who(ANNA))
        assert found.locked_until == "2032-12-31"
        erase(desk)
        assert subjects(desk) == ["Anderes", "Nachbarin"]
        assert locked(desk) == (1, "2032-12-31")
        clock.move(timedelta(days=365 * 6))
        assert desk.privacy.retain("Anna").letters == 0
        clock.move(timedelta(days=366))
        assert desk.privacy.retention().letters == 1
        assert desk.privacy.retain("Anna").letters == 1
        assert locked(desk)[0] == 0


def test_closed_tickets_when_too_old_go_and_others_stay(tmp_path: Path) -> None:
    clock = FixedClock(NOW + timedelta(hours=1))
    with kept(tmp_path, clock, '[privacy]\nerase_closed = "90d"\n') as desk:
        note(desk, "Summen", PHRASE)
        desk.tickets.record(ref_of(desk, "Summen"), Closed())
        clock.move(timedelta(days=89))
        assert desk.privacy.retention().tickets == ()
        clock.move(timedelta(days=2))
        look = desk.privacy.retention()
        assert (len(look.tickets), look.mails) == (1, 1)
        assert subjects(desk) == ["Anderes", "Nachbarin", "Summen"]
        assert desk.privacy.retain("Anna") == look
        assert subjects(desk) == ["Anderes", "Nachbarin"]
        assert AuditService(desk.store).verify().ok
        assert desk.privacy.retain("Anna").tickets == ()


def test_retention_when_not_set_keeps_everything(desk: Desk) -> None:
    desk.tickets.record(ref_of(desk, "Summen"), Closed())
    report = desk.privacy.retain("Anna")
    assert (report.tickets, report.letters) == ((), 0)
    assert len(subjects(desk)) == 3


@pytest.mark.promise("person erased or exported", "P21")
def test_imported_lines_when_one_person_is_erased_keep_the_others(desk: Desk) -> None:
    pack = record_ref(RecordKind.CUSTOMER, "import 1")
    rows = f"{ANNA}\tname=Anna Kunde\notto@example.net\tcompany=Ander AG"
    desk.tickets.acts.record_about(pack, (CustomersImported(rows, "liste.csv"),))
    assert desk.customers.find("Ander AG")
    erase(desk)
    assert holding(desk, ANNA) == []
    assert [one.company for one in desk.customers.find("otto")] == ["Ander AG"]


@pytest.mark.promise("person erased or exported", "P21")
def test_contact_without_mail_is_found_by_its_address(desk: Desk) -> None:
    desk.contacts.log(ContactDraft(began=NOW, name="Anna Kunde", email=ANNA, summary=PHRASE))
    erase(desk)
    assert holding(desk, ANNA, PHRASE) == []
    assert subjects(desk) == ["Anderes", "Nachbarin"]


def test_mail_that_is_leaving_when_erasing_refuses_and_changes_nothing(desk: Desk) -> None:
    draft = desk.replies.begin(ref_of(desk, "Summen"), everyone=False)
    desk.replies.queue(draft, "Gleich.\n")
    with desk.store.write(durable=True) as session:
        driver(session).execute("UPDATE outbox SET state = 'sending'")
    with pytest.raises(ActionRefusedError):
        erase(desk)
    assert "Summen" in subjects(desk)


@pytest.mark.promise("person erased or exported", "P21")
def test_saved_file_when_erasing_is_removed(desk: Desk, tmp_path: Path) -> None:
    (key,) = desk.files.mail_keys(ref_of(desk, "Summen"))
    saved = desk.files.save_mail(key, tmp_path / "summen.eml", Transfer())
    report = desk.privacy.erase(desk.privacy.who(ANNA), "Anna")
    assert report.files == (saved.path,)
    assert not Path(saved.path).exists()


def test_files_of_the_shop_and_settings_that_name_the_person_are_told(tmp_path: Path) -> None:
    told = tmp_path / "orders.csv"
    told.write_text(f"number;email\n1;{ANNA}\n")
    extra = f'[[order_sources]]\nname = "shop"\nfile = "{told}"\n'
    with kept(tmp_path, FixedClock(NOW), extra) as desk:
        assert desk.privacy.inventory([ANNA]).files == (str(told),)


def test_own_address_is_never_erased(desk: Desk) -> None:
    with pytest.raises(ActionRefusedError):
        desk.privacy.inventory([ME])


@pytest.mark.promise("person erased or exported", "P21")
def test_export_holds_mails_and_notes_of_the_person_alone(desk: Desk, tmp_path: Path) -> None:
    note(desk, "Summen", "ruft gern an")
    note(desk, "Nachbarin", f"{ANNA} und Otto streiten")
    exporter = Exporter(desk.store, desk.privacy, desk.clock)
    report = exporter.export(desk.privacy.who(ANNA), tmp_path / "anna.zip")
    path = Path(report.path)
    assert (report.mails, path.stat().st_mode & 0o777) == (1, 0o600)
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    manifest = json.loads(texts.pop("manifest.json"))
    assert manifest["files"].keys() == texts.keys()
    assert any(name.endswith(".eml") and PHRASE in text for name, text in texts.items())
    assert "ruft gern an" in texts["recorded.json"]
    assert "streiten" not in "".join(texts.values())
    assert "otto@" not in "".join(texts.values())
    erase(desk)
    assert not path.exists()


@pytest.mark.promise("name as a formula in a table", "P17")
def test_cell_when_it_begins_as_a_formula_is_text() -> None:
    assert [harmless(cell) for cell in ("=1+1", " @x", "a=b")] == ["'=1+1", "' @x", "a=b"]


@pytest.mark.promise("person erased or exported", "P21")
def test_every_table_with_text_has_a_place_or_a_reason(desk: Desk) -> None:
    with desk.store.look() as connection:
        question = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {name for (name,) in connection.execute(question)}
        shadows = {
            name
            for name in tables
            for index in tables
            if name.startswith(f"{index}_") and index.endswith("_fts")
        }
    covered = [table for place in places() for table in place.tables]
    assert sorted(covered) == sorted(set(covered))
    assert tables - shadows - {"sqlite_sequence"} == {*covered, *EXEMPT}


def test_orders_from_before_the_erasure_stay_away_and_later_ones_come(desk: Desk) -> None:
    def take(*numbers: tuple[str, int]) -> None:
        told = [
            (Order(number, "shop", email=ANNA, name="Anna Kunde", ordered=date(2026, 3, day)), "x")
            for number, day in numbers
        ]
        with desk.store.write(durable=True) as session:
            orders.keep(driver(session), told)

    take(("NL-1", 1))
    erase(desk)
    take(("NL-1", 1), ("NL-2", 2), ("NL-3", 3))
    with desk.store.look() as connection:
        kept_orders = orders.by_emails(connection, [ANNA])
    assert [one.number for one in kept_orders] == ["NL-3"]


@pytest.mark.promise("person erased or exported", "P21")
def test_backup_of_the_store_when_erasing_goes_as_a_whole(desk: Desk) -> None:
    path = desk.store.path
    backup = path.with_name(f"{path.name}.v1.bak")
    backup.write_bytes(path.read_bytes())
    assert backups(path) == [backup]
    report = desk.privacy.erase(desk.privacy.who(ANNA), "Anna")
    assert report.files == (str(backup),)
    assert not backup.exists()
