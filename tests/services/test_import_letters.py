"""Messages as mails: the same export makes the same ones, and they stay together on any console."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.clock import FixedClock
from agent_console.desk.import_texts import Desk
from agent_console.desk.imported import ImportedMessage, ImportedTicket, Way
from agent_console.desk.mail import Address, Direction
from agent_console.desk.refs import ticket_ref
from agent_console.desk.states import TicketState
from agent_console.mail.fetch import FetchedMail, FolderCursor
from agent_console.mail.read import read_mail
from agent_console.services.imports.letters import MAX_TEXT, LetterWriter
from agent_console.services.intake import Intake
from agent_console.store import tickets as stored
from agent_console.store.engine import Store, open_store
from tests.empty_store import put_empty_store
from tests.services.intake_kit import NOW, config

KIM = Address("kim@example.org", "Kim Berg")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PEOPLE = st.sampled_from(
    [
        KIM,
        Address("robin@other.example", "Robin"),
        Address("", "Nobody"),
        Address("help@example.com"),
    ]
)
TEXTS = st.text(alphabet="ab \nüß>=.\u2028€", max_size=60)
MESSAGES = st.lists(
    st.builds(
        ImportedMessage,
        id=st.just("1"),
        way=st.sampled_from(Way),
        at=st.integers(0, 10**8).map(lambda seconds: LONG_AGO + timedelta(seconds=seconds)),
        author=PEOPLE,
        text=TEXTS,
        cc=st.lists(PEOPLE.filter(lambda one: bool(one.email)), max_size=1).map(tuple),
        message_id=st.sampled_from(["", "", "a@b.example", "c@d.example"]),
        files=st.sampled_from([(), ("a\r\nb.pdf",)]),
    ),
    min_size=1,
    max_size=6,
)


def writer() -> LetterWriter:
    settings_ = config()
    return LetterWriter(Desk.FREESCOUT, settings_.mailbox, settings_.own_addresses)


def ticket_of(messages: list[ImportedMessage], customer: Address = KIM) -> ImportedTicket:
    numbered = [replace(one, id=str(place)) for place, one in enumerate(messages)]
    ordered = tuple(sorted(numbered, key=lambda one: one.at))
    return ImportedTicket("7", "107", "x", "Häß\r\nlich", customer, TicketState.OPEN, ordered)


@settings(max_examples=40)
@given(messages=MESSAGES, customer=st.sampled_from([KIM, Address("", "Lou")]), order=st.randoms())
def test_any_ticket_is_one_ticket_under_a_name_known_before_in_any_order_of_reading(
    tmp_path_factory: pytest.TempPathFactory,
    messages: list[ImportedMessage],
    customer: Address,
    order: Random,
) -> None:
    ticket = ticket_of(messages, customer)
    letters = list(writer().letters(ticket))
    assert tuple(one.message_id for one in letters) == writer().ids(ticket)
    assert [one.raw for one in letters] == [one.raw for one in writer().letters(ticket)]
    shuffled = list(enumerate(letters, 1))
    order.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("store")
    with _store(folder / "store.db") as store:
        intake = Intake(store, config(), FixedClock(NOW))
        intake.use_folder("In", outgoing=False)
        intake.use_folder("Out", outgoing=True)
        for uid, letter in shuffled:
            mail = FetchedMail(uid, letter.raw, letter.at, frozenset(), len(letter.raw), True)
            intake.store("Out" if letter.outgoing else "In", 1, [mail], FolderCursor(1, uid))
        with store.read() as session:
            ref = ticket_ref(letters[0].message_id, "")
            mails = stored.mails(session, ref)
    assert sorted(one.message_id for one in mails) == sorted(one.message_id for one in letters)
    directions = {one.message_id: one.direction for one in mails}
    for letter in letters:
        expected = Direction.OUT if letter.outgoing else Direction.IN
        assert directions[letter.message_id] is expected


def _store(path: Path) -> Store:
    put_empty_store(path)
    return open_store(path)


def test_customer_without_an_address_gets_one_that_reaches_nobody() -> None:
    message = ImportedMessage("1", Way.IN, LONG_AGO, Address("", "Lou"), "called")
    (letter,) = writer().letters(ticket_of([message], Address("", "Lou")))
    assert read_mail(letter.raw).sender == Address("freescout-7@imported.invalid", "Lou")


def test_text_names_files_that_are_not_there_and_is_cut_where_it_is_endless() -> None:
    message = ImportedMessage("1", Way.IN, LONG_AGO, KIM, "x" * (MAX_TEXT + 1), files=("a.pdf",))
    (letter,) = writer().letters(ticket_of([message]))
    text = read_mail(letter.raw).text
    assert "a.pdf" in read_mail(letter.raw[:4000] + letter.raw[-4000:]).text
    assert len(text) <= MAX_TEXT + 200


def test_mails_of_a_machine_of_the_other_desk_answer_nobody() -> None:
    asked = ImportedMessage("1", Way.IN, LONG_AGO, KIM, "Hello")
    machine = ImportedMessage("2", Way.OUT, LONG_AGO, Address("", "Desk"), "Got it", automatic=True)
    _first, second = writer().letters(ticket_of([asked, machine]))
    assert read_mail(second.raw).header("auto-submitted") == "auto-replied"


def test_files_in_the_folder_of_a_message_are_attached_and_others_named(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "lamp.jpg").write_bytes(b"\xff\xd8picture")
    (tmp_path / "1" / "link.txt").symlink_to("/etc/hostname")
    message = ImportedMessage("1", Way.IN, LONG_AGO, KIM, "Look", files=("lamp.jpg", "lost.pdf"))
    odd = replace(message, id="../1", files=())
    settings_ = config()
    with_files = LetterWriter(Desk.ZAMMAD, settings_.mailbox, settings_.own_addresses, tmp_path)
    (letter,) = with_files.letters(replace(ticket_of([message]), messages=(message,)))
    mail = read_mail(letter.raw)
    assert [(one.filename, one.content_type) for one in mail.attachments] == [
        ("lamp.jpg", "image/jpeg")
    ]
    assert "lost.pdf" in mail.text
    assert "lamp.jpg" not in mail.text
    (letter,) = with_files.letters(replace(ticket_of([odd]), messages=(odd,)))
    assert read_mail(letter.raw).attachments == ()
