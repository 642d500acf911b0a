"""A team begun, joined, re-keyed and left over a journal's folder in memory."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import keyring
import pytest
from keyring.core import load_keyring

from agent_console.clock import FixedClock
from agent_console.desk.assigning import Away, How
from agent_console.desk.journal_entry import Payload, Present
from agent_console.desk.roles import Role
from agent_console.desk.views import QueueView
from agent_console.errors import ActionRefusedError, ConfigError, NotFoundError
from agent_console.mail.imap import ImapConnection
from agent_console.mail.join_line import JoinLine, read_join_line
from agent_console.mail.journal_message import write_message
from agent_console.mail.seal import KeyRing, new_key
from agent_console.mail.wire import ConnectionLostError
from agent_console.services.desk import Desk
from agent_console.services.sharing_out import SharingOut
from agent_console.services.team import TeamService
from agent_console.services.team_joining import Joined, TeamJoining
from agent_console.services.team_keys import (
    CREDENTIAL,
    KeyPlace,
    KeysMissingError,
    KeysNotKeptError,
    Team,
    find_keys,
    load_team,
    read_membership,
    ring_from_text,
    ring_to_text,
    team_file,
)
from agent_console.services.team_proof import TeamError
from agent_console.services.team_roles import give_role, role_here, roles_in_team
from agent_console.store import journal_state
from tests.filled import NOW, customer_mail, opened, put_mails
from tests.mail.test_credentials import Memory
from tests.services.team_kit import settings_of
from tests.team.server import FakeConnection, Fault, JournalServer

PHRASE = "vier Elche gehen baden"
IN = KeyPlace.KEYRING


class Person:
    """Somebody with a machine of their own."""

    def __init__(self, home: Path, name: str, server: JournalServer) -> None:
        self.server = server
        self.name = name
        self.offline = False
        self.fault = Fault.NONE
        self.desk: Desk = opened(settings_of(home / name, name, 1), FixedClock(NOW))
        self.verbs = TeamJoining(
            self.desk.store, self.desk.intake, self.desk.config, self.desk.clock, self._connect
        )

    @contextmanager
    def _connect(self) -> Iterator[ImapConnection]:
        if self.offline:
            raise ConnectionLostError("cut")
        connection = FakeConnection(self.server)
        connection.fault, self.fault = self.fault, Fault.NONE
        yield cast("ImapConnection", connection)

    def start(self, *, passphrase: str = "", anyway: bool = False) -> Joined:
        return self.verbs.start(IN, passphrase=passphrase, anyway=anyway)

    def join(self, line: str, *, passphrase: str = "") -> Joined:
        read = read_join_line(line)
        assert isinstance(read, JoinLine)
        return self.verbs.join(read, IN, passphrase=passphrase)

    def read_on(self) -> None:
        self.verbs.tell()

    def names(self) -> set[str]:
        self.read_on()
        status = TeamService(self.desk.store, self.desk.clock).status()
        assert status is not None
        return {one.agent for one in status.members}

    @property
    def role(self) -> Role:
        return role_here(self.desk.store, self.name)


def load(person: Person) -> Team:
    team = load_team(person.desk.store, person.desk.config)
    assert team is not None
    return team


def payload_of(console: str, *, version: int = 1) -> Payload:
    return Payload(console, 1, NOW, (Present("Zoe", "9"),), version=version)


def given(folder: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    (folder / CREDENTIAL).write_text(line + "\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))


@pytest.fixture
def memory() -> Iterator[Memory]:
    before = keyring.get_keyring()
    backend = Memory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def server() -> JournalServer:
    return JournalServer(now=NOW, exists=False)


@pytest.fixture
def people(tmp_path: Path, memory: Memory, server: JournalServer) -> Iterator[list[Person]]:
    found = [Person(tmp_path, name, server) for name in ("Anna", "Bert")]
    yield found
    for one in found:
        one.desk.close()


def test_start_makes_the_folder_and_who_has_the_line_takes_part(people: list[Person]) -> None:
    anna, bert = people
    begun = anna.start()
    joined = bert.join(begun.line)
    assert begun.team.role is Role.LEAD
    assert joined.team.role is Role.AGENT
    assert joined.team.ring == begun.team.ring
    assert joined.team.console != begun.team.console
    assert anna.names() == bert.names() == {"Anna", "Bert"}


def test_team_file_holds_no_key_and_is_for_its_owner_alone(people: list[Person]) -> None:
    anna, _bert = people
    team = anna.start().team
    file = team_file(anna.desk.store.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert ring_to_text(team.ring) not in file.read_text()
    assert load_team(anna.desk.store, anna.desk.config) == team


def test_start_when_a_team_is_in_the_folder_already_is_refused(people: list[Person]) -> None:
    anna, bert = people
    anna.start()
    with pytest.raises(TeamError, match="there is a team in the folder AgentConsole already"):
        bert.start()
    assert read_membership(bert.desk.store.path) is None
    assert bert.start(anyway=True).team.role is Role.LEAD
    assert anna.names() == {"Anna"}


def test_start_when_somebody_dropped_a_mail_there_begins(
    people: list[Person], server: JournalServer
) -> None:
    server.exists = True
    server.put(b"Subject: stray\r\n\r\nHello?\r\n")
    assert people[0].start().line


def test_start_when_the_line_breaks_leaves_everything_as_it_was(
    people: list[Person], memory: Memory
) -> None:
    anna, _bert = people
    anna.fault = Fault.DROPPED
    with pytest.raises(ConnectionLostError):
        anna.start()
    assert not memory.kept
    assert read_membership(anna.desk.store.path) is None
    with anna.desk.store.read() as session:
        assert journal_state.place(session) is None


def test_start_without_a_keyring_says_what_to_do(people: list[Person]) -> None:
    keyring.set_keyring(load_keyring("keyring.backends.fail.Keyring"))
    with pytest.raises(KeysNotKeptError, match="offers no keyring") as refused:
        people[0].start()
    assert "--where file" in refused.value.hint
    assert read_membership(people[0].desk.store.path) is None


def test_join_by_passphrase_needs_the_right_one(people: list[Person]) -> None:
    anna, bert = people
    begun = anna.start(passphrase=PHRASE)
    assert read_join_line(begun.line) == JoinLine(begun.team.journal, "AgentConsole")
    with pytest.raises(TeamError, match="not the passphrase of this team"):
        bert.join(begun.line, passphrase="vier Elche gehen saufen")
    with pytest.raises(TeamError, match="too short"):
        bert.join(begun.line, passphrase="kurz")
    assert bert.join(begun.line, passphrase=PHRASE).team.ring == begun.team.ring


def test_join_with_the_line_of_another_team_is_refused_in_words(
    people: list[Person], server: JournalServer
) -> None:
    anna, bert = people
    line = anna.start().line
    server.messages.clear()
    with pytest.raises(TeamError, match="nothing of a team lies in the folder"):
        bert.join(line)
    journal = "other"
    ring = KeyRing(new_key())
    payload = payload_of("x")
    server.put(write_message(ring, journal, "a@b.example", payload).raw)
    with pytest.raises(TeamError, match="does not open what lies in the folder"):
        bert.join(line)
    server.exists = False
    with pytest.raises(TeamError, match="there is no folder AgentConsole"):
        bert.join(line)
    assert read_membership(bert.desk.store.path) is None


def test_join_when_the_team_has_a_newer_program_says_update(
    people: list[Person], server: JournalServer
) -> None:
    anna, bert = people
    begun = anna.start()
    newer = payload_of("zoe", version=2)
    server.put(write_message(begun.team.ring, begun.team.journal, "a@b.example", newer).raw)
    with pytest.raises(TeamError, match="newer version"):
        bert.join(begun.line)


def test_join_under_a_name_that_is_taken_is_told(
    people: list[Person], tmp_path: Path, server: JournalServer
) -> None:
    begun = people[0].start()
    again = Person(tmp_path / "b", "anna", server)
    assert again.join(begun.line).namesakes == (begun.team.console,)
    again.desk.close()


def test_rotate_shuts_out_who_has_the_old_line_until_they_join_again(
    people: list[Person], tmp_path: Path, server: JournalServer
) -> None:
    anna, bert = people
    old = anna.start().line
    bert.join(old)
    changed = anna.verbs.rotate(IN)
    assert changed.line != old
    dora = Person(tmp_path, "Dora", server)
    with pytest.raises(TeamError, match="was changed since this join line"):
        dora.join(old)
    bert.read_on()
    with pytest.raises(TeamError, match="somebody else has changed the key"):
        bert.verbs.line()
    console = bert.join(changed.line).team.console
    assert console == load(bert).console
    bert.read_on()
    assert bert.names() == {"Anna", "Bert"}
    dora.join(changed.line)
    assert dora.names() == {"Anna", "Bert", "Dora"}
    with dora.desk.store.read() as session:
        assert journal_state.refused(session) == {}
    dora.desk.close()


def test_newcomer_after_many_rotations_misses_nothing(
    people: list[Person], tmp_path: Path, server: JournalServer
) -> None:
    anna, bert = people
    line = anna.start().line
    for _change in range(6):
        bert.join(line)
        line = anna.verbs.rotate(IN).line
    dora = Person(tmp_path, "Dora", server)
    dora.join(line)
    dora.read_on()
    status = TeamService(dora.desk.store, dora.desk.clock).status()
    dora.desk.close()
    assert status is not None
    assert status.missing == (), "or no reply would leave for a quarter of an hour"


def test_what_is_told_after_a_rotation_reaches_who_joined_again(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    changed = anna.verbs.rotate(IN)
    give_role(anna.desk.store, "Bert", Role.READ_ONLY, ())
    anna.read_on()
    bert.read_on()
    before = bert.role
    bert.join(changed.line)
    assert (before, bert.role) == (Role.AGENT, Role.READ_ONLY)


def test_rotate_when_somebody_was_faster_keeps_the_old_key(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    anna.read_on()
    give_role(anna.desk.store, "Bert", Role.LEAD, ())
    anna.read_on()
    bert.read_on()
    anna.verbs.rotate(IN)
    before = load(bert).ring
    with pytest.raises(TeamError, match="somebody else has changed the key"):
        bert.verbs.rotate(IN)
    assert load(bert).ring == before
    with pytest.raises(TeamError, match="somebody else has changed the key"):
        bert.verbs.line()


def test_rotate_to_the_same_passphrase_is_refused(people: list[Person]) -> None:
    anna, _bert = people
    anna.start(passphrase=PHRASE)
    with pytest.raises(TeamError, match="had already"):
        anna.verbs.rotate(IN, passphrase=PHRASE)


def test_rotate_by_passphrase_hands_older_keys_on_sealed(people: list[Person]) -> None:
    anna, bert = people
    first = anna.start().team.ring.current
    line = anna.verbs.rotate(IN, passphrase=PHRASE).line
    ring = bert.join(line, passphrase=PHRASE).team.ring
    assert ring.older == (first,)
    assert "Anna" in bert.names()


def test_leave_tells_the_team_and_keeps_the_tickets(people: list[Person], memory: Memory) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    put_mails(bert.desk, [(customer_mail(1, "Frage"), NOW)])
    ref = bert.desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref
    TeamService(bert.desk.store, bert.desk.clock).claim(ref, seconds=0)
    bert.read_on()
    bert.verbs.leave()
    assert read_membership(bert.desk.store.path) is None
    assert len(memory.kept) == 1
    assert bert.desk.queue.page(QueueView.ALL, 0, 1).rows
    assert anna.names() == {"Anna"}
    assert TeamService(anna.desk.store, anna.desk.clock).claims() == {}


def test_leave_when_nobody_can_be_told_changes_nothing(people: list[Person]) -> None:
    anna, _bert = people
    anna.start()
    anna.offline = True
    with pytest.raises(ConnectionLostError):
        anna.verbs.leave()
    assert load(anna)
    anna.verbs.forget()
    assert load_team(anna.desk.store, anna.desk.config) is None


def test_when_the_last_lead_has_left_anybody_may_give_roles(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    anna.verbs.leave()
    bert.read_on()
    assert roles_in_team(bert.desk.store) == {"Anna": "agent"}
    give_role(bert.desk.store, "Bert", Role.LEAD, ())
    bert.read_on()
    assert bert.role is Role.LEAD


def test_join_again_after_leaving_is_another_console(people: list[Person]) -> None:
    anna, bert = people
    line = anna.start().line
    first = bert.join(line).team.console
    bert.verbs.leave()
    assert bert.join(line).team.console != first
    assert anna.names() == {"Anna", "Bert"}


def test_join_of_a_second_team_is_refused(people: list[Person]) -> None:
    anna, bert = people
    line = anna.start().line
    bert.start(anyway=True)
    with pytest.raises(TeamError, match="belongs to another team already"):
        bert.join(line)


def test_role_counts_at_every_console_once_it_was_read(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    anna.read_on()
    assert give_role(anna.desk.store, "bert", Role.READ_ONLY, ()) == "Bert"
    anna.read_on()
    bert.read_on()
    assert roles_in_team(bert.desk.store) == {"Anna": "lead", "Bert": "read-only"}
    with pytest.raises(ActionRefusedError, match="role is read-only"):
        give_role(bert.desk.store, "Bert", Role.LEAD, ())


def test_role_of_a_stranger_and_of_the_last_lead_is_refused(people: list[Person]) -> None:
    anna, _bert = people
    anna.start()
    with pytest.raises(NotFoundError, match="nobody in the team is called Zoe"):
        give_role(anna.desk.store, "Zoe", Role.LEAD, ())
    with pytest.raises(ActionRefusedError, match="the only lead"):
        give_role(anna.desk.store, "Anna", Role.AGENT, ())


def test_read_only_changes_and_sends_nothing(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    put_mails(bert.desk, [(customer_mail(1, "Frage"), NOW)])
    ref = bert.desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref
    draft = bert.desk.replies.begin(ref, everyone=False)
    bert.desk.handling.tag(ref, "vip")
    anna.read_on()
    give_role(anna.desk.store, "Bert", Role.READ_ONLY, ())
    anna.read_on()
    bert.read_on()
    with pytest.raises(ActionRefusedError, match="nothing is changed from here") as refused:
        bert.desk.handling.tag(ref, "old")
    assert refused.value.hint == "Ask Anna."
    with pytest.raises(ActionRefusedError, match="nothing is changed from here"):
        bert.desk.tickets.undo_last()
    with pytest.raises(ActionRefusedError, match="nothing is sent from here"):
        bert.desk.replies.queue(draft, "Kommt morgen.\n")
    assert bert.desk.outbox.items() == ()
    with pytest.raises(ActionRefusedError, match="nothing is sent from here"):
        bert.desk.replies.begin(ref, everyone=False)


def test_keys_that_are_gone_or_others_are_told_apart(people: list[Person], memory: Memory) -> None:
    anna, _bert = people
    anna.start()
    (place,) = memory.kept
    memory.kept[place] = ring_to_text(KeyRing(new_key()))
    with pytest.raises(KeysMissingError, match="is another one"):
        load(anna)
    memory.kept[place] = "nonsense"
    with pytest.raises(KeysMissingError, match="is none"):
        load(anna)
    memory.kept.clear()
    with pytest.raises(KeysMissingError, match="not to be found") as missing:
        load(anna)
    assert "team join" in missing.value.hint


def test_keys_given_by_the_service_manager_as_a_join_line_come_first(
    people: list[Person], memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _bert = people
    begun = anna.verbs.start(KeyPlace.SERVICE)
    assert not memory.kept
    given(tmp_path, monkeypatch, begun.line)
    known = read_membership(anna.desk.store.path)
    assert known is not None
    assert find_keys(known) == begun.team.ring


@pytest.mark.parametrize("text", ["", 'journal = "J!"', "journal = [", 'journal = "a"\nkeys = 3'])
def test_damaged_team_file_is_told(people: list[Person], text: str) -> None:
    team_file(people[0].desk.store.path).write_text(text)
    with pytest.raises(ConfigError, match="cannot be used"):
        load_team(people[0].desk.store, people[0].desk.config)


def test_keys_as_text_come_back() -> None:
    ring = KeyRing(new_key(), (new_key(), new_key()))
    assert ring_from_text(ring_to_text(ring)) == ring
    assert ring_from_text(ring_to_text(ring)[:-2]) is None


def test_absence_is_known_at_every_console_once_it_was_read(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    anna.read_on()
    sharing = SharingOut(anna.desk.tickets.acts, anna.desk.queue, anna.desk.config)
    sharing.say_away("Anna", sharing.today, "Bert")
    anna.read_on()
    bert.read_on()
    seen = SharingOut(bert.desk.tickets.acts, bert.desk.queue, bert.desk.config)
    assert seen.away() == (Away("Anna", sharing.today, "Bert"),)
    assert [one.who.name for one in seen.candidates()] == ["Anna", "Bert"]
    sharing.say_away("Anna", None)
    anna.read_on()
    bert.read_on()
    assert seen.away() == ()


def test_read_only_lets_no_mail_leave_again_and_is_given_no_ticket(people: list[Person]) -> None:
    anna, bert = people
    bert.join(anna.start().line)
    put_mails(bert.desk, [(customer_mail(n, f"Frage {n}"), NOW) for n in (1, 2, 3)])
    ref = bert.desk.queue.page(QueueView.ALL, 0, 1).rows[0].ref
    draft = bert.desk.replies.begin(ref, everyone=False)
    item = bert.desk.replies.queue(draft, "Kommt morgen.\n")
    anna.read_on()
    give_role(anna.desk.store, "Bert", Role.READ_ONLY, ())
    anna.read_on()
    bert.read_on()
    with pytest.raises(ActionRefusedError, match="nothing is sent from here"):
        bert.desk.outbox.reschedule(item.id, NOW + timedelta(hours=1))
    sharing = SharingOut(bert.desk.tickets.acts, bert.desk.queue, bert.desk.config)
    assert [one.who.name for one in sharing.candidates()] == ["Anna"]


def test_ticket_that_somebody_took_meanwhile_is_not_given_away(people: list[Person]) -> None:
    anna, _bert = people
    put_mails(anna.desk, [(customer_mail(n, f"Frage {n}"), NOW) for n in (1, 2)])
    sharing = SharingOut(anna.desk.tickets.acts, anna.desk.queue, anna.desk.config)
    plan = sharing.plan(How.LOAD)
    anna.desk.tickets.hand_over(plan[0].ref, "Zoe")
    assert sharing.carry_out(plan) == 1
    row = anna.desk.queue.row(plan[0].ref)
    assert row is not None
    assert row.owner == "Zoe"
