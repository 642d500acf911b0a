"""Mails put into the store: their sources, what was read from them, and where they are filed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent_console.desk.kinds import KindVerdict
from agent_console.desk.mail import Address, Direction, Mail
from agent_console.desk.site_mails import NO_SITE, SiteMail
from agent_console.desk.threads import ThreadDecision
from agent_console.desk.ticket import EMAIL
from agent_console.store import codec, notes
from agent_console.store.driver import driver, listed
from agent_console.store.filed import FiledMail
from agent_console.store.packing import unpack
from agent_console.store.times import from_text, maybe_to_text, to_text

if TYPE_CHECKING:
    from sqlmodel import Session

_PEOPLE_LIMIT = 4_000
_AT_ONCE = 500

WHOLE = 2
"""The depth of a mail of which everything was read."""

_SOURCES = """
SELECT id, digest, depth, size, complete, received, direction, known_event, raw
FROM source WHERE id > ? AND digest <> 'erased' ORDER BY id LIMIT ?
"""
_SOME_SOURCES = """
SELECT id, digest, depth, size, complete, received, direction, known_event, NULL
FROM source WHERE id IN (SELECT value FROM json_each(?))
"""
_WITH_RAW = """
SELECT id, digest, depth, size, complete, received, direction, known_event, raw
FROM source WHERE id = ?
"""
_SHALLOW_OF_SIZE = """
SELECT id, digest, depth, size, complete, received, direction, known_event, raw
FROM source INDEXED BY source_shallow
WHERE depth < 2 AND size IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_HEADS_AT = """
SELECT uid, source_id FROM placement JOIN source ON source.id = source_id AND source.depth = 0
WHERE folder_id = ? AND uidvalidity = ? AND uid IN (SELECT value FROM json_each(?)) AND gone = 0
ORDER BY source_id
"""
_NUMBER = "SELECT mail.id FROM source JOIN mail ON mail.id = source.id WHERE digest = ?"
_WHY = "SELECT kind_reason FROM mail WHERE id = ?"
_KIND = "UPDATE mail SET kind = ?, kind_reason = ?, hard_bounce = ? WHERE id = ?"
_KNOWN = "SELECT digest, id FROM source WHERE digest IN (SELECT value FROM json_each(?))"
_CLEAR = (
    "INSERT INTO mail_fts (mail_fts) VALUES ('delete-all')",
    "DELETE FROM attachment",
    "DELETE FROM message_id",
    "DELETE FROM returned",
    "DELETE FROM duplicate",
    "DELETE FROM mail",
    "DELETE FROM found",
    "DELETE FROM unsorted",
    "DELETE FROM measure",
    "DELETE FROM measure_traits",
    "DELETE FROM tally",
    "DELETE FROM spread",
    "DELETE FROM ticket",
    "DELETE FROM ticket_tag",
    "DELETE FROM kin",
    "DELETE FROM ticket_link",
    "DELETE FROM return_case",
    "DELETE FROM survey",
    "DELETE FROM notice_sent",
    "DELETE FROM notice",
    "DELETE FROM incident",
    "DELETE FROM occasion",
    "DELETE FROM customer_address",
    "DELETE FROM customer",
    "INSERT INTO customer_fts (customer_fts) VALUES ('delete-all')",
    "DELETE FROM customer_entry",
    "DELETE FROM customer_imported",
    "DELETE FROM customer_joined",
    "UPDATE source SET depth = 0 WHERE depth < 2",
)

FILED = (
    *("id", "key", "identity", "proven", "join_reason", "join_notes", "linked_ref", "ticket"),
    *("hint_ref", "received"),
)
"""The columns of a mail that say where it was filed: what is read again later leaves them alone."""

READ = (
    *("direction", "message_id", "in_reply_to", "refs", "kind", "kind_reason", "hard_bounce"),
    *("date", "sender_email", "sender_name", "sender_ambiguous", "reply_to", "recipients"),
    *("copies", "subject", "text", "ranges", "links", "notes", "unreadable", "language"),
    *("from_html", "people", "files", "thanks", "channel", "writer_email", "writer_name"),
    "score",
)
"""The columns of a mail that hold what was read from its source."""

TEXT = ("text", "ranges", "links", "notes", "language", "from_html")
"""Those of them that come with the text."""

_TEXT_PLACES = tuple(READ.index(name) for name in TEXT)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a mail and what the server said of them; ``digest`` names them.

    ``size`` is the server's, ``direction`` is OUT when the mail lies in the sent folder or left
    from here; ``known_event`` the newest event this console knew when it came. At ``depth`` 0 and 1
    ``raw`` is the header block, at 2 (``WHOLE``) all of it or as much as was asked for.
    """

    digest: str
    raw: bytes
    size: int
    complete: bool
    received: datetime
    direction: Direction
    known_event: int = 0
    id: int = 0
    depth: int = WHOLE

    def numbered(self, number: int) -> Source:
        """Return the same under the number that it gets in the store."""
        return Source(
            self.digest,
            self.raw,
            self.size,
            self.complete,
            self.received,
            self.direction,
            self.known_event,
            number,
            self.depth,
        )


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a mail was filed and what it counts as."""

    ticket: str
    identity: str
    direction: Direction
    proven: bool
    verdict: KindVerdict
    decision: ThreadDecision
    thanks: bool = False
    site: SiteMail = NO_SITE
    score: str = ""


def known_sources(session: Session, digests: Collection[str]) -> dict[str, int]:
    """Return the numbers of the sources that are here already, by digest."""
    return dict(driver(session).execute(_KNOWN, (listed(digests),)).fetchall())


def why_of_kind(connection: sqlite3.Connection, mail_id: int) -> str:
    """Return in words why a mail is of its kind; "" for a mail that is not here."""
    row = connection.execute(_WHY, (mail_id,)).fetchone()
    return str(row[0]) if row else ""


def heads_at(
    session: Session, folder_id: int, uidvalidity: int, uids: Collection[int]
) -> list[tuple[int, int]]:
    """Return UID and number, by number, of the sources there of which only the head is here."""
    where = (folder_id, uidvalidity, listed(uids))
    return driver(session).execute(_HEADS_AT, where).fetchall()


def newest_source(session: Session) -> int:
    """Return the highest number of a source, 0 when there is none."""
    return int(driver(session).execute("SELECT coalesce(max(id), 0) FROM source").fetchone()[0])


def count_sources(session: Session) -> int:
    """Return how many sources are here."""
    question = "SELECT count(*) FROM source WHERE digest <> 'erased'"
    return int(driver(session).execute(question).fetchone()[0])


def some_sources(session: Session, numbers: Collection[int]) -> dict[int, Source]:
    """Return these sources by number, without their bytes."""
    rows = driver(session).execute(_SOME_SOURCES, (listed(numbers),))
    return {row[0]: _source(row) for row in rows}


def shallow_of_size(session: Session, sizes: Collection[int]) -> list[Source]:
    """Return the sources of these sizes of which no more than head and text are here."""
    rows = driver(session).execute(_SHALLOW_OF_SIZE, (listed(sizes),))
    return [_source(row) for row in rows]


def blocks(session: Session) -> Iterator[list[Source]]:
    """Yield every source in the order in which they came, some hundred at a time."""
    last = 0
    while rows := driver(session).execute(_SOURCES, (last, _AT_ONCE)).fetchall():
        last = rows[-1][0]
        yield [_source(row) for row in rows]


def source(session: Session, source_id: int) -> Source:
    """Return one source."""
    return _source(driver(session).execute(_WITH_RAW, (source_id,)).fetchone())


def _source(row: tuple[Any, ...]) -> Source:
    number, digest, depth, size, complete, received, direction, known_event, raw = row
    return Source(
        digest=digest,
        raw=unpack(raw) if raw is not None else b"",
        size=size,
        complete=bool(complete),
        received=from_text(received),
        direction=Direction(direction),
        known_event=known_event,
        id=number,
        depth=depth,
    )


def number_of(session: Session, digest: str) -> int | None:
    """Return the number of the mail whose source has this digest, None when there is none."""
    found = driver(session).execute(_NUMBER, (digest,)).fetchone()
    return int(found[0]) if found else None


def channel_of(session: Session, number: int) -> str:
    """Return the channel of the site that wrote a mail for a customer, "" for any other mail."""
    found = driver(session).execute("SELECT channel FROM mail WHERE id = ?", (number,)).fetchone()
    return str(found[0]) if found else ""


def keep_kind(session: Session, number: int, verdict: KindVerdict) -> None:
    """Keep what a mail counts as from now on."""
    row = (verdict.kind.value, codec.clean(verdict.reason), verdict.came_back, number)
    driver(session).execute(_KIND, row)


def clear_derived(session: Session) -> None:
    """Empty every table that can be made again from sources, placements and events."""
    notes.clear(session)
    for statement in _CLEAR:
        driver(session).execute(statement)


def filed_mail(source: Source, mail: Mail, filing: Filing) -> FiledMail:
    """Return what the rules will see of a mail, just as the store would give it back."""
    sender = mail.sender or Address("")
    return FiledMail(
        id=source.id,
        ticket=filing.ticket,
        key=source.digest,
        message_id=codec.clean(mail.message_id),
        received=source.received,
        direction=filing.direction,
        kind=filing.verdict.kind,
        hard_bounce=filing.verdict.came_back,
        sender_email=codec.clean(sender.email),
        sender_name=codec.clean(sender.name),
        reply_to=_cleaned(mail.reply_to),
        to=_cleaned(mail.to),
        cc=_cleaned(mail.cc),
        subject=codec.clean(mail.subject),
        proven=filing.proven,
        linked_ref=filing.decision.linked_ref or "",
        hint_ref=filing.decision.hint_ref or "",
        attached=bool(mail.attachments) and not all(part.inline for part in mail.attachments),
        language=mail.language,
        thanks=filing.thanks,
        channel=filing.site.channel or EMAIL,
        writer_email=codec.clean(filing.site.writer.email).lower(),
        writer_name=codec.clean(filing.site.writer.name),
        score=codec.clean(filing.score),
    )


def _cleaned(people: tuple[Address, ...]) -> tuple[Address, ...]:
    if all(one.email.isprintable() and one.name.isprintable() for one in people):
        return people
    return tuple(Address(codec.clean(one.email), codec.clean(one.name)) for one in people)


def filed_columns(source: Source, filing: Filing) -> tuple[object, ...]:
    """Return the values of the columns ``FILED``."""
    decision = filing.decision
    return (
        source.id,
        source.digest,
        filing.identity,
        filing.proven,
        decision.reason.value,
        codec.texts_to_json([note.value for note in decision.notes]),
        decision.linked_ref or "",
        filing.ticket,
        decision.hint_ref or "",
        to_text(source.received),
    )


def read_columns(mail: Mail, filed: FiledMail, verdict: KindVerdict) -> tuple[object, ...]:
    """Return the values of the columns ``READ``."""
    sender = Address(filed.sender_email, filed.sender_name)
    return (
        filed.direction.value,
        filed.message_id,
        codec.texts_to_json(mail.in_reply_to),
        codec.texts_to_json(mail.references),
        verdict.kind.value,
        codec.clean(verdict.reason),
        filed.hard_bounce,
        maybe_to_text(mail.date),
        filed.sender_email,
        filed.sender_name,
        mail.sender_ambiguous,
        codec.addresses_to_json(filed.reply_to),
        codec.addresses_to_json(filed.to),
        codec.addresses_to_json(filed.cc),
        filed.subject,
        codec.clean(mail.text),
        codec.ranges_to_json(mail.ranges),
        codec.links_to_json(mail.links),
        codec.texts_to_json(mail.notes),
        codec.clean(mail.unreadable),
        mail.language,
        mail.from_html,
        " ".join(_people((sender, *filed.to, *filed.cc)))[:_PEOPLE_LIMIT],
        codec.clean(" ".join([part.filename for part in mail.attachments])),
        filed.thanks,
        "" if filed.channel == EMAIL else filed.channel,
        filed.writer_email,
        filed.writer_name,
        filed.score,
    )


def text_columns(mail: Mail) -> tuple[object, ...]:
    """Return the values of the columns ``TEXT``."""
    return (
        codec.clean(mail.text),
        codec.ranges_to_json(mail.ranges),
        codec.links_to_json(mail.links),
        codec.texts_to_json(mail.notes),
        mail.language,
        mail.from_html,
    )


def with_text(columns: tuple[object, ...], mail: Mail) -> tuple[object, ...]:
    """Return the values of the columns ``READ`` with the text of ``mail`` among them."""
    changed = list(columns)
    for place, value in zip(_TEXT_PLACES, text_columns(mail), strict=True):
        changed[place] = value
    return tuple(changed)


def _people(addresses: Iterable[Address]) -> list[str]:
    return [f"{address.name} {address.email}".strip() for address in addresses]


def refers_to(mail: Mail) -> list[str]:
    """Return the Message-IDs that a mail names besides its own, each once, as they are kept."""
    if not mail.references and not mail.in_reply_to:
        return []
    own = codec.clean(mail.message_id)
    named = dict.fromkeys(map(codec.clean, (*mail.references, *mail.in_reply_to)))
    return [message_id for message_id in named if message_id not in (own, "")]


def attachment_rows(mail_id: int, mail: Mail) -> list[tuple[object, ...]]:
    """Return the rows of the attached parts."""
    return [
        (
            mail_id,
            part.index,
            codec.clean(part.filename),
            codec.clean(part.content_type),
            part.size,
            codec.clean(part.content_id),
            part.inline,
        )
        for part in mail.attachments
    ]
