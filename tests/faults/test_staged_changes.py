"""A folder that changes at any stage of its first reading: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.demo.faults import Act
from agent_console.demo.imap_state import DemoMailbox, FlagChange
from agent_console.demo.server import DemoServer
from agent_console.errors import MailError
from agent_console.mail.bodies import Suspects
from agent_console.store.packing import unpack
from tests.faults.letters import KEEP_BYTES
from tests.faults.staged_kit import Steps, mailbox, read_on, small_portions, small_stages
from tests.faults.staged_spoilers import STAGES
from tests.mail.imap_helpers import NOW
from tests.services.intake_kit import DESK, Bench, bench, raw_mail

pytestmark = [
    pytest.mark.server,
    pytest.mark.faults,
    pytest.mark.promise("folder that changes during its first reading", "P4", "P5", "P7"),
]

NEW = raw_mail("new@x", subject="Neu", text="Spiegel")
MOMENTS = {
    "at select": ("SELECT", ""),
    "at search": ("SEARCH", ""),
    "at heads": ("FETCH", STAGES["heads"]),
    "at later heads": ("FETCH", "4:8 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE"),
    "at texts": ("FETCH", STAGES["texts"]),
    "at structures": ("FETCH", STAGES["structures"]),
    "at sizes": ("FETCH", STAGES["sizes"]),
    "at wholes": ("FETCH", STAGES["wholes"]),
    "at count": ("NOOP", ""),
}
EVENTS: dict[str, Callable[[DemoMailbox], object]] = {
    "renumbered": lambda box: box.change_uidvalidity("INBOX"),
    "renumbered, same UIDs": lambda box: box.change_uidvalidity("INBOX", keep_uids=True),
    "first removed": lambda box: box.expunge("INBOX", 1),
    "last removed": lambda box: box.expunge("INBOX", 17),
    "some removed": lambda box: box.expunge("INBOX", 2, 4, 9, 10, 14),
    "all removed": lambda box: box.expunge("INBOX", *range(1, 18)),
    "removed and new": lambda box: (box.expunge("INBOX", 3), box.deliver("INBOX", NEW, NOW)),
    "new": lambda box: box.deliver("INBOX", NEW, NOW),
    "flags": lambda box: box.folder("INBOX").store(5, FlagChange.SET, ("\\Flagged",)),
}


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    small_stages(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as desk:
        small_portions(desk)
        yield desk


def read_twice(server: DemoServer, desk: Bench, folder: str = "INBOX") -> None:
    """Read to the end, over broken sessions, and once more."""
    suspects, well = Suspects(), 0
    for _session in range(12):
        clock = FixedClock(NOW)
        sink = Steps(desk.intake, clock)
        try:
            read_on(server.imap_port, sink, clock, suspects, folders=(folder,))
        except MailError:
            continue
        well += 1
        if well == 2:
            return
    pytest.fail("it never ends")


_THERE = """SELECT p.uid, p.flags, s.raw, s.depth, s.complete, m.subject, m.text, m.ticket
    FROM placement p JOIN folder f ON f.id = p.folder_id AND f.uidvalidity = p.uidvalidity
    JOIN source s ON s.id = p.source_id
    LEFT JOIN duplicate d ON d.source_id = s.id
    LEFT JOIN mail m ON m.id = coalesce(d.mail_id, s.id)
    WHERE NOT p.gone ORDER BY p.uid"""


def assert_like(desk: Bench, box: DemoMailbox, name: str = "INBOX") -> None:
    """What lies in the folder is stored, whole and once; each ticket has its mails."""
    with desk.store.read() as session:
        rows = session.connection().exec_driver_sql(_THERE).all()
    messages = box.folder(name).messages
    assert [row.uid for row in rows] == [message.uid for message in messages]
    cursor = desk.intake.cursor(f"{DESK}/{name}")
    assert cursor.uidvalidity == box.folder(name).uidvalidity
    assert cursor.first_uid == 1
    for row, message in zip(rows, messages, strict=True):
        assert row.depth == 2
        assert row.ticket
        assert set(row.flags.split()) == set(message.flags)
        assert message.raw.startswith(unpack(row.raw))
        assert row.complete == (len(message.raw) <= KEEP_BYTES)


def stale(desk: Bench) -> list[str]:
    """Return the mails that were never read whole, and those that are filed twice."""
    with desk.store.read() as session:
        connection = session.connection()
        shallow = connection.exec_driver_sql("SELECT hex(raw) FROM source WHERE depth < 2")
        twice = connection.exec_driver_sql(
            "SELECT message_id, count(*) FROM mail WHERE message_id <> ''"
            " GROUP BY message_id HAVING count(*) > 1"
        )
        return [*map(repr, shallow), *map(repr, twice)]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("event", EVENTS)
def test_folder_that_changes_at_any_stage_is_right_in_the_end(
    desk: Bench, event: str, moment: str
) -> None:
    box = mailbox()
    verb, matching = MOMENTS[moment]
    with DemoServer(box) as server:
        server.faults.add(Act(verb, action=lambda: EVENTS[event](box), matching=matching))
        read_twice(server, desk)
        assert not server.faults.pending
    assert_like(desk, box)
    if "removed" not in event:
        assert not stale(desk)
