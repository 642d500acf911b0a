"""Reading in pieces against a real Dovecot: what is shown at once is what the whole mail shows."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from agent_console.desk.mail import Mail
from agent_console.mail.bulk import FetchRun, fetch_many
from agent_console.mail.fetch import FetchedHead, uid_set, uid_sets
from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import UnsafeInputError
from agent_console.mail.read import read_mail
from agent_console.mail.skim import fetched_head
from agent_console.mail.skim_text import skim_text
from agent_console.mail.structure import read_structure
from agent_console.mail.wire import RefusedError
from tests.e2e import dovecot as dovecot_module
from tests.e2e.dovecot import Dovecot, dovecot
from tests.e2e.test_dovecot_sync import connect, mail
from tests.mail.hostile import SAMPLES

pytestmark = pytest.mark.server

HEAD = "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]"
# Dovecot reads the backslashes of a file name as RFC 2045 says, we as Windows means them.
OTHER_NAMES = {"f-windows-path"}


def put_samples(connection: ImapConnection) -> dict[int, str]:
    """Put the hostile mails into the mailbox; Dovecot takes none with NUL and no empty one."""
    names: dict[int, str] = {}
    for sample in SAMPLES:
        raw = re.sub(rb"\r?\n", b"\r\n", sample.raw())
        if sample.name.startswith("z-"):
            continue
        try:
            uid = connection.append("INBOX", raw)
        except (UnsafeInputError, RefusedError):
            continue
        assert uid is not None
        names[uid] = sample.name
    return names


def ask(connection: ImapConnection, uids: list[int], items: str) -> FetchRun:
    return fetch_many(connection, ((one, items) for one, _chunk in uid_sets(uids)))


def read_texts(connection: ImapConnection, heads: dict[int, FetchedHead]) -> dict[int, Mail]:
    """Return the mails with their texts, fetched part by part."""
    alike: dict[str, list[int]] = defaultdict(list)
    mails = {uid: head.mail for uid, head in heads.items()}
    for uid, head in heads.items():
        if head.text is not None:
            alike[head.text.item].append(uid)
    for item, uids in alike.items():
        for answer in ask(connection, uids, f"UID {item}"):
            part = heads[answer.uid].text
            assert part is not None
            assert answer.body is not None
            assert answer.section == part.section
            mails[answer.uid] = skim_text(mails[answer.uid], part, answer.body)
    return mails


def test_hostile_mails_when_read_in_pieces_show_what_the_whole_ones_show(server: Dovecot) -> None:
    with connect(server, "pieces") as connection:
        names = put_samples(connection)
        connection.select("INBOX")
        answers = {item.uid: item for item in ask(connection, sorted(names), HEAD)}
        assert answers.keys() == names.keys()
        heads = {uid: head for uid, item in answers.items() if (head := fetched_head(item))}
        mails = read_texts(connection, heads)
        whole = {
            item.uid: read_mail(item.body)
            for item in ask(connection, sorted(names), "UID BODY.PEEK[]")
            if item.body is not None
        }
    odd = 0
    for uid, head in heads.items():
        structure = read_structure(answers[uid].structure)
        if structure.odd or (head.text is None and structure.text is not None):
            odd += 1
            continue
        assert (names[uid], mails[uid].text) == (names[uid], whole[uid].text)
        assert mails[uid].links == whole[uid].links
        if names[uid] not in OTHER_NAMES:
            files = [(one.index, one.filename, one.inline) for one in mails[uid].attachments]
            assert files == [
                (one.index, one.filename, one.inline) for one in whole[uid].attachments
            ]
    print(f"{odd} of {len(names)} are odd, {len(names) - len(heads)} have no header")
    assert odd <= len(names) // 6


def test_many_blocks_when_asked_ahead_all_come_and_the_connection_goes_on(server: Dovecot) -> None:
    with connect(server, "ahead") as connection:
        raws = {
            connection.append("INBOX", mail(number, 900)): mail(number, 900) for number in range(90)
        }
        connection.select("INBOX")
        requests = [(uid_set(range(low, low + 5)), "UID BODY.PEEK[]") for low in range(86, 0, -5)]
        found = {item.uid: item.body for item in fetch_many(connection, requests)}
        assert found == raws
        refused = fetch_many(connection, [("1", "UID NONSENSE"), ("2", "UID BODY.PEEK[]")])
        with pytest.raises(RefusedError):
            list(refused)
        assert connection.noop() == 90


def test_compressed_line_when_offered_carries_mails_and_idling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plugin = "\nprotocol imap {{\n  mail_plugins = imap_zlib\n}}\n"
    monkeypatch.setattr(dovecot_module, "_CONFIG", dovecot_module._CONFIG + plugin)
    with dovecot() as server, connect(server, "packed") as connection:
        assert connection.has("COMPRESS=DEFLATE")
        raws = {connection.append("INBOX", mail(n, 9000)): mail(n, 9000) for n in range(20)}
        assert "INBOX" in {folder.name for folder in connection.folders()}
        connection.select("INBOX")
        found = {
            item.uid: item.body for item in ask(connection, [*range(1, 21)], "UID BODY.PEEK[]")
        }
        assert found == raws
        connection.idle_start()
        with connect(server, "packed") as other:
            other.append("INBOX", mail(99))
        assert connection.idle_wait(60) is True
        connection.idle_done()
        assert connection.noop() == 21
