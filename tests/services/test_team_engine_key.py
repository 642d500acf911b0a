"""An engine whose team's key lies in a file that wants its passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent_console.desk.views import OutboxState
from agent_console.mail.seal import KeyRing, TeamKey
from agent_console.mail.vault import FILE, Vault
from agent_console.services.team_keys import Belonging, account_of, ring_to_text, write_membership
from agent_console.store import journal_state
from tests.filled import PASSWORD
from tests.services.office import Office, office
from tests.services.test_process import running, with_password

PHRASE = "correct horse battery"
RING = KeyRing(TeamKey(bytes(range(32))))
KNOWN = Belonging("journal1", "console1", "AgentConsole", (RING.current.id,))


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with office(tmp_path) as made:
        folder = made.locations.data_dir
        monkeypatch.setenv("AGENT_CONSOLE_HOME", str(folder.parent))
        write_membership(made.desk.store.path, KNOWN)
        vault = Vault(folder / FILE)
        vault.begin(SecretStr(PHRASE))
        vault.write(account_of(KNOWN), SecretStr(ring_to_text(RING)))
        yield made


def test_engine_asks_for_the_passphrase_and_then_takes_part(at_work: Office) -> None:
    with running(at_work, with_password(at_work, PASSWORD)) as engine:
        engine.hear(**{"is": "secret-needed", "mailbox": "team"})
        engine.do("secret", secret="wrong", mailbox="team")
        engine.hear(message="that was not the passphrase", mailbox="team")
        engine.do("secret", secret=PHRASE, mailbox="team")
    with at_work.desk.store.read() as session:
        place = journal_state.place(session)
    assert place is not None
    assert place.journal == "journal1"
    assert "AgentConsole" in {one.name for one in at_work.server.mailbox.folders}


def test_team_while_the_passphrase_is_asked_for_is_shown_as_not_reached(at_work: Office) -> None:
    store = at_work.desk.store
    with store.write(durable=True) as session:
        journal_state.begin(session, "journal1", "console1", "Anna")
        journal_state.keep_health(session, {"line": "online", "epoch": 3})
    with running(at_work, with_password(at_work, PASSWORD)) as engine:
        engine.hear(**{"is": "secret-needed", "mailbox": "team"})
        with store.read() as session:
            place = journal_state.place(session)
    assert place is not None
    assert place.health["line"] == "offline"
    assert "wants its passphrase" in place.health["trouble"]
    assert place.health["epoch"] == 3


def test_key_that_is_lost_says_what_to_do(at_work: Office) -> None:
    (at_work.locations.data_dir / FILE).unlink()
    with running(at_work, with_password(at_work, PASSWORD)) as engine:
        told = engine.hear(**{"is": "alert", "team": True})["message"]
    assert "run `agent-console team join` again" in str(told)


def test_no_reply_leaves_before_the_key_is_there(at_work: Office) -> None:
    with running(at_work, with_password(at_work, PASSWORD)) as engine:
        engine.hear(**{"is": "secret-needed", "mailbox": "team"})
        engine.hear(health="online")
        item = at_work.reply()
        at_work.wait(seconds=10)
        engine.do("nudge")
        engine.hear(**{"is": "secret-needed", "mailbox": "team"})
    kept = at_work.desk.outbox.get(item.id)
    assert kept is not None
    assert kept.state is not OutboxState.SENT
    assert at_work.server.mails == ()
