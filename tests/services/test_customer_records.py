"""Customers as mails, agents and files make them; joined, parted, rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.desk.customer_facts import CustomerChanged, CustomersJoined, CustomersParted
from agent_console.desk.customers import CustomerField, Origin
from agent_console.desk.events import Event, Fact, Greeted, Merged, Undone
from agent_console.desk.mail import Address
from agent_console.desk.records import RecordKind, record_ref
from agent_console.services.acting import Acts
from agent_console.services.customer_records import Person, greeting_said, not_written_to, person
from agent_console.services.customers import CustomerService
from agent_console.services.rebuild import rebuild
from agent_console.services.rules import Rules
from agent_console.services.sorting import Sorter
from agent_console.store import customer_entries, journal
from agent_console.store.driver import driver
from tests.services.intake_kit import Bench, at, bench, raw_mail

ANNA, BACK = "anna@example.org", "a.muller@example.net"
SIGNED = """Hello,

where is my parcel?

Kind regards
Anna Müller

--\x20
Anna Müller
Muster & Söhne GmbH
Tel. +49 171 1234567
Fax +49 171 7654321"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as opened:
        yield opened


def sort(desk: Bench) -> None:
    sorter = Sorter(desk.store, desk.config)
    while sorter.step():
        continue


def say(desk: Bench, email: str, fact: Fact, minutes: float = 60) -> Event:
    with desk.store.write(durable=True) as session:
        record = record_ref(RecordKind.CUSTOMER, email)
        number = journal.next_event_id(session)
        event = Event(number, record, at(minutes), "Anna", fact)
        desk.intake.record(session, event)
    return event


def known(desk: Bench, email: str) -> Person:
    with desk.store.look() as connection:
        return person(connection, email)


def found(desk: Bench, text: str) -> list[str]:
    with desk.store.look() as connection:
        return [one.email for one in customer_entries.find(connection, text, 20)]


def dump(desk: Bench) -> list[tuple[object, ...]]:
    with desk.store.read() as session:
        ask = driver(session).execute
        entries = ask(
            "SELECT address, name, company, phone, tags, flags, addresses, words"
            " FROM customer_entry ORDER BY address"
        ).fetchall()
        return [*entries, *ask("SELECT * FROM customer_joined ORDER BY 1").fetchall()]


def test_a_mail_with_a_signature_makes_a_record_that_grows_by_itself(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f'"Müller, Anna" <{ANNA}>', text=SIGNED))
    sort(desk)
    profile = known(desk, ANNA).profile
    assert profile.text(CustomerField.NAME) == "Anna Müller"
    assert profile.text(CustomerField.COMPANY) == "Muster & Söhne GmbH"
    assert profile.texts(CustomerField.PHONE) == ("+491711234567",)
    assert profile.text(CustomerField.LANGUAGE) == "en"
    assert profile.text(CustomerField.ZONE) == "Europe/Berlin"
    assert profile.origin(CustomerField.PHONE) is Origin.FOUND


@pytest.mark.parametrize(
    "typed", ["mül", "muel", "mulle", "anna mu", "anna@ex", "0171 123", "+49171", "söhne", "sohn"]
)
def test_a_customer_is_found_by_the_beginning_of_name_mail_phone_and_company(
    desk: Bench, typed: str
) -> None:
    desk.deliver(raw_mail("1@x", sender=f"Anna Müller <{ANNA}>", text=SIGNED))
    desk.deliver(raw_mail("2@x", sender="Bo <bo@example.com>"), minutes=5)
    sort(desk)
    assert found(desk, typed) == [ANNA]


def test_a_shared_address_gives_nobody_its_name(desk: Bench) -> None:
    desk.deliver(
        raw_mail("1@x", sender="Anna Müller <info@example.org>"),
        raw_mail("2@x", sender="Max Meier <info@example.org>"),
        raw_mail("3@x", sender="Anna Müller <flat@example.net>"),
        raw_mail("4@x", sender="Max Meier <flat@example.net>"),
    )
    sort(desk)
    for email in ("info@example.org", "flat@example.net"):
        shared = known(desk, email)
        assert shared.shared
        assert shared.profile.text(CustomerField.NAME) == ""
        names = {one.name for one in shared.found[0].names}
        assert names == {"Anna Müller", "Max Meier"}
    assert set(found(desk, "meier")) == {"info@example.org", "flat@example.net"}


def test_what_an_agent_said_wins_over_later_mails_until_it_is_taken_back(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f"Anna <{ANNA}>"))
    said = say(desk, ANNA, CustomerChanged("name", "Prof. Anna Müller"))
    desk.deliver(raw_mail("2@x", sender=f"Anna Schmidt <{ANNA}>"), minutes=90)
    sort(desk)
    assert known(desk, ANNA).profile.text(CustomerField.NAME) == "Prof. Anna Müller"
    assert found(desk, "prof") == [ANNA]
    say(desk, ANNA, Undone(said.id), 100)
    assert known(desk, ANNA).profile.text(CustomerField.NAME) == "Anna Schmidt"
    assert found(desk, "prof") == []


def test_a_phone_taken_away_stays_away_though_mails_bear_it(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f"Anna Müller <{ANNA}>", text=SIGNED))
    sort(desk)
    say(desk, ANNA, CustomerChanged("phone", "+491711234567", "yes"))
    assert known(desk, ANNA).profile.texts(CustomerField.PHONE) == ()
    say(desk, ANNA, CustomerChanged("phone", "+4930123456"), 61)
    assert found(desk, "030 12") == [ANNA]


def test_joined_addresses_are_one_person_and_parted_ones_two_as_before(desk: Bench) -> None:
    desk.deliver(
        raw_mail("1@x", sender=f"Anna Müller <{ANNA}>", text=SIGNED),
        raw_mail("2@x", sender=f"A. Müller <{BACK}>"),
    )
    sort(desk)
    say(desk, BACK, CustomerChanged("tag", "wholesale"))
    before = dump(desk)
    say(desk, BACK, CustomersJoined(ANNA), 61)
    one = known(desk, BACK)
    assert one.emails == (ANNA, BACK)
    assert one.profile.texts(CustomerField.TAG) == ("wholesale",)
    assert found(desk, "a.muller") == found(desk, "wholes") == [ANNA]
    say(desk, BACK, CustomersParted(), 62)
    assert dump(desk) == before


def acts_of(desk: Bench) -> Acts:
    return Acts(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")


def test_a_salutation_goes_to_the_address_whose_name_is_the_persons(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f"Kim Kurz <{ANNA}>"))
    sort(desk)
    say(desk, BACK, CustomerChanged("name", "Zoe Zeile"))
    say(desk, BACK, CustomersJoined(ANNA), 61)
    service = CustomerService(acts_of(desk), desk.config)
    card = service.edit(ANNA, CustomerField.SALUTATION, "Frau")
    assert card.profile.text(CustomerField.NAME) == "Zoe Zeile"
    assert card.profile.text(CustomerField.SALUTATION) == "Frau"
    assert service.part(BACK).profile.text(CustomerField.SALUTATION) == "Frau"
    assert known(desk, ANNA).profile.text(CustomerField.SALUTATION) == ""


def test_two_joined_into_each_other_at_once_are_one_person(desk: Bench) -> None:
    say(desk, ANNA, CustomersJoined(BACK))
    say(desk, BACK, CustomersJoined(ANNA))
    assert known(desk, ANNA).emails == known(desk, BACK).emails == (BACK, ANNA)


def test_a_rebuild_makes_the_same_records(desk: Bench) -> None:
    desk.deliver(
        raw_mail("1@x", sender=f"Anna Müller <{ANNA}>", text=SIGNED),
        raw_mail("2@x", sender=f"A. Müller <{BACK}>"),
        raw_mail("3@x", sender="Max Meier <info@example.org>"),
    )
    sort(desk)
    say(desk, ANNA, CustomerChanged("vip", "yes"))
    say(desk, BACK, CustomersJoined(ANNA))
    say(desk, "nobody@example.org", CustomerChanged("name", "Who never wrote"))
    before = dump(desk)
    rebuild(desk.store, desk.config)
    sort(desk)
    assert dump(desk) == before
    assert len(before) == 4


def test_a_greeting_follows_what_was_said_and_nothing_that_was_found(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f"Anna Müller <{ANNA}>", text=SIGNED))

    def greeting() -> str:
        with desk.store.look() as connection:
            return greeting_said(connection, ANNA)

    assert greeting() == ""
    say(desk, ANNA, CustomerChanged("salutation", "Frau"))
    assert greeting() == "Frau Anna Müller"
    say(desk, ANNA, CustomerChanged("form", "du"), 61)
    say(desk, ANNA, CustomerChanged("name", "Anni Müller"), 62)
    assert greeting() == "Frau Anni Müller, du"


def test_who_is_not_to_be_written_to_is_named_whichever_address_is_used(desk: Bench) -> None:
    say(desk, BACK, CustomersJoined(ANNA))
    say(desk, BACK, CustomerChanged("no-contact", "yes"), 61)
    with desk.store.look() as connection:
        said = list(not_written_to(connection, [Address("Anna@Example.org"), Address("x@y.z")]))
    assert said == ["anna@example.org is not to be written to, as one of us noted."]


def test_who_writes_on_the_same_ticket_or_has_the_name_may_be_the_same_person(desk: Bench) -> None:
    desk.deliver(
        raw_mail("1@x", sender=f"Anna Müller <{ANNA}>"),
        raw_mail("2@x", sender=f"A. M. <{BACK}>"),
        raw_mail("3@x", sender="Anna Mueller <third@example.com>"),
        raw_mail("4@x", sender="Bo Li <bo@example.com>"),
    )
    with desk.store.look() as connection:
        refs = dict(connection.execute("SELECT customer_email, ref FROM ticket").fetchall())
    desk.act(refs[BACK], Merged(refs[ANNA]), 10)
    sort(desk)
    acts = Acts(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")
    found = CustomerService(acts, desk.config).alike(ANNA)
    assert [one.email for one in found] == [BACK, "third@example.com"]


def test_a_greeting_corrected_while_answering_stands_on_the_card(desk: Bench) -> None:
    desk.deliver(raw_mail("1@x", sender=f"A Mueller <{ANNA}>"))
    with desk.store.look() as connection:
        (ref,) = connection.execute("SELECT ref FROM ticket").fetchone()
    desk.act(ref, Greeted(ANNA, "Frau Anna Müller, du"), 10)
    profile = known(desk, ANNA).profile
    assert profile.text(CustomerField.NAME) == "Anna Müller"
    assert profile.text(CustomerField.SALUTATION) == "Frau"
    assert profile.text(CustomerField.FORM) == "du"
    assert profile.origin(CustomerField.NAME) is Origin.SAID
