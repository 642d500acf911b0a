"""Mails put into the store: their sources, what was read from them, and where they are filed."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, func, update
from sqlmodel import Session, SQLModel, col, select

from agent_console.desk.kinds import KindVerdict
from agent_console.desk.mail import Address, Direction, Mail
from agent_console.desk.threads import ThreadDecision
from agent_console.store import codec, notes
from agent_console.store.tables import MailRow, SourceRow
from agent_console.store.times import to_text

_PEOPLE_LIMIT = 4_000
_AT_ONCE = 200
_COMPRESSION = 3
_ADD_SOURCE = """
INSERT INTO source (digest, depth, raw, size, complete, received, direction, known_event)
VALUES (?, 2, ?, ?, ?, ?, ?, ?) RETURNING id
"""
_BY_IDENTITY = "SELECT id, ticket, proven FROM mail WHERE identity = ?"
_BY_ID = """
SELECT mail.id, mail.ticket, mail.proven FROM message_id JOIN mail ON mail.id = message_id.mail_id
WHERE message_id.id = ? AND message_id.own = 1 ORDER BY mail.id LIMIT 1
"""
_OF_SOURCE = """
SELECT id, ticket, proven FROM mail
WHERE id = coalesce((SELECT mail_id FROM duplicate WHERE source_id = :id), :id)
"""
_INDEX = """
INSERT INTO mail_fts (rowid, subject, text, people, files)
SELECT id, subject, text, people, files FROM mail WHERE id = ?
"""
_UNINDEX = """
INSERT INTO mail_fts (mail_fts, rowid, subject, text, people, files)
SELECT 'delete', id, subject, text, people, files FROM mail WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a mail and what the server said of them; ``digest`` names them.

    ``size`` is the server's, ``direction`` is OUT when the mail lies in the sent folder or left
    from here; ``known_event`` the newest event this console knew when it came.
    """

    digest: str
    raw: bytes
    size: int
    complete: bool
    received: datetime
    direction: Direction
    known_event: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a mail was filed and what it counts as."""

    ticket: str
    identity: str
    direction: Direction
    proven: bool
    verdict: KindVerdict
    decision: ThreadDecision


@dataclass(frozen=True, slots=True)
class Twin:
    """The mail that a source repeats."""

    id: int
    ticket: str
    proven: bool


def add_source(session: Session, source: Source) -> int:
    """Keep the bytes of a new mail and return the number of its arrival."""
    row = (
        source.digest,
        zlib.compress(source.raw, _COMPRESSION),
        source.size,
        source.complete,
        to_text(source.received),
        source.direction.value,
        source.known_event,
    )
    return int(session.connection().exec_driver_sql(_ADD_SOURCE, row).scalar_one())


def complete_source(session: Session, source_id: int, raw: bytes) -> None:
    """Put the whole bytes in the place of the beginning that was kept first."""
    statement = update(SourceRow).where(col(SourceRow.id) == source_id)
    session.connection().execute(
        statement.values(raw=zlib.compress(raw, _COMPRESSION), complete=True)
    )


def mark_outgoing(session: Session, source_id: int) -> None:
    """Remember that a source was found in the sent folder as well."""
    statement = update(SourceRow).where(col(SourceRow.id) == source_id)
    session.connection().execute(statement.values(direction=Direction.OUT.value))


def known_sources(session: Session, digests: Collection[str]) -> dict[str, int]:
    """Return the numbers of the sources that are here already, by digest."""
    query = select(SourceRow.digest, SourceRow.id).where(col(SourceRow.digest).in_(digests))
    return {digest: number or 0 for digest, number in session.exec(query)}


def is_complete(session: Session, source_id: int) -> bool:
    """Return whether all bytes of a source are here."""
    return bool(session.exec(select(SourceRow.complete).where(SourceRow.id == source_id)).one())


def count_sources(session: Session) -> int:
    """Return how many sources are here."""
    return session.exec(select(func.count()).select_from(SourceRow)).one()


def sources(session: Session) -> Iterator[Source]:
    """Yield every source in the order of arrival."""
    last = 0
    while True:
        query = select(SourceRow).where(col(SourceRow.id) > last).order_by(col(SourceRow.id))
        rows = session.exec(query.limit(_AT_ONCE)).all()
        if not rows:
            return
        for row in rows:
            session.expunge(row)
            last = row.id or 0
            yield _source(row)


def source(session: Session, source_id: int) -> Source:
    """Return one source."""
    return _source(session.exec(select(SourceRow).where(SourceRow.id == source_id)).one())


def _source(row: SourceRow) -> Source:
    return Source(
        digest=row.digest,
        raw=zlib.decompress(row.raw),
        size=row.size,
        complete=row.complete,
        received=row.received,
        direction=Direction(row.direction),
        known_event=row.known_event,
        id=row.id or 0,
    )


def twin_by_identity(session: Session, identity: str) -> Twin | None:
    """Return the mail with this identity, or None."""
    return _twin(session.connection().exec_driver_sql(_BY_IDENTITY, (identity,)))


def twin_by_id(session: Session, message_id: str) -> Twin | None:
    """Return the first mail with this Message-ID, or None."""
    return _twin(session.connection().exec_driver_sql(_BY_ID, (message_id,)))


def twin_of_source(session: Session, source_id: int) -> Twin | None:
    """Return the mail that a source is, or that it repeats; None when it has not been filed."""
    return _twin(session.connection().exec_driver_sql(_OF_SOURCE, {"id": source_id}))


def _twin(found: CursorResult[Any]) -> Twin | None:
    row = found.mappings().one_or_none()
    return Twin(row["id"], row["ticket"], bool(row["proven"])) if row else None


def add_duplicate(session: Session, source_id: int, twin: Twin) -> None:
    """Remember that a source is a mail that is here already."""
    _insert(session, "duplicate", [{"source_id": source_id, "mail_id": twin.id}])


def prove(session: Session, twin: Twin) -> None:
    """Count a mail as one of ours that really left."""
    statement = update(MailRow).where(col(MailRow.id) == twin.id)
    session.connection().execute(statement.values(direction=Direction.OUT.value, proven=True))


def sender_of(session: Session, twin: Twin) -> str:
    """Return who sent a mail, in lower case."""
    query = select(MailRow.sender_email).where(MailRow.id == twin.id)
    return session.exec(query).one().lower()


def add_mail(session: Session, source: Source, mail: Mail, filing: Filing) -> None:
    """Keep what was read from ``source`` (with its number) and where it was filed."""
    _insert(session, "mail", [_row(source, mail, filing)])
    _insert(session, "message_id", _message_ids(source.id, mail))
    _insert(session, "attachment", _attachment_rows(source.id, mail))
    session.connection().exec_driver_sql(_INDEX, (source.id,))


def _insert(session: Session, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        session.connection().execute(SQLModel.metadata.tables[table].insert(), rows)


def replace_content(session: Session, mail_id: int, mail: Mail, verdict: KindVerdict) -> None:
    """Put what was read from the whole mail in the place of what its beginning gave.

    Where it was filed stays as it was decided.
    """
    connection = session.connection()
    connection.exec_driver_sql(_UNINDEX, (mail_id,))
    statement = update(MailRow).where(col(MailRow.id) == mail_id)
    connection.execute(statement.values(**_kind(verdict), **_content(mail)))
    connection.exec_driver_sql("DELETE FROM attachment WHERE mail_id = ?", (mail_id,))
    _insert(session, "attachment", _attachment_rows(mail_id, mail))
    connection.exec_driver_sql(_INDEX, (mail_id,))


def set_identity(session: Session, mail_id: int, identity: str) -> None:
    """Keep by what a mail is told from all others."""
    statement = update(MailRow).where(col(MailRow.id) == mail_id)
    session.connection().execute(statement.values(identity=identity))


def clear_derived(session: Session) -> None:
    """Empty every table that can be made again from sources, placements and events."""
    notes.clear(session)
    connection = session.connection()
    connection.exec_driver_sql("INSERT INTO mail_fts (mail_fts) VALUES ('delete-all')")
    for statement in (
        "DELETE FROM attachment",
        "DELETE FROM message_id",
        "DELETE FROM duplicate",
        "DELETE FROM mail",
        "DELETE FROM ticket",
        "DELETE FROM customer_address",
        "DELETE FROM customer",
    ):
        connection.exec_driver_sql(statement)


def _row(source: Source, mail: Mail, filing: Filing) -> dict[str, object]:
    return {
        "id": source.id,
        "key": source.digest,
        "identity": filing.identity,
        "message_id": codec.clean(mail.message_id),
        "in_reply_to": codec.texts_to_json(mail.in_reply_to),
        "refs": codec.texts_to_json(mail.references),
        "direction": filing.direction.value,
        **_kind(filing.verdict),
        "received": source.received,
        "proven": filing.proven,
        "join_reason": filing.decision.reason.value,
        "join_notes": codec.texts_to_json(note.value for note in filing.decision.notes),
        "hint_ref": filing.decision.hint_ref or "",
        "linked_ref": filing.decision.linked_ref or "",
        "ticket": filing.ticket,
        **_content(mail),
    }


def _kind(verdict: KindVerdict) -> dict[str, object]:
    return {
        "kind": verdict.kind.value,
        "kind_reason": codec.clean(verdict.reason),
        "hard_bounce": bool(verdict.hard_bounce),
    }


def _content(mail: Mail) -> dict[str, object]:
    sender = mail.sender or Address("")
    return {
        "date": mail.date,
        "sender_email": codec.clean(sender.email),
        "sender_name": codec.clean(sender.name),
        "sender_ambiguous": mail.sender_ambiguous,
        "reply_to": codec.addresses_to_json(mail.reply_to),
        "recipients": codec.addresses_to_json(mail.to),
        "copies": codec.addresses_to_json(mail.cc),
        "subject": codec.clean(mail.subject),
        "text": codec.clean(mail.text),
        "ranges": codec.ranges_to_json(mail.ranges),
        "links": codec.links_to_json(mail.links),
        "notes": codec.texts_to_json(mail.notes),
        "unreadable": codec.clean(mail.unreadable),
        "language": mail.language,
        "from_html": mail.from_html,
        "people": codec.clean(" ".join(_people((sender, *mail.to, *mail.cc))))[:_PEOPLE_LIMIT],
        "files": codec.clean(" ".join(part.filename for part in mail.attachments)),
    }


def _people(addresses: Iterable[Address]) -> Iterator[str]:
    for address in addresses:
        yield f"{address.name} {address.email}".strip()


def _message_ids(mail_id: int, mail: Mail) -> list[dict[str, object]]:
    """Return the id of the mail and the ids it refers to, each once."""
    named = dict.fromkeys((*mail.references, *mail.in_reply_to), False)
    if mail.message_id:
        named[mail.message_id] = True
    return [
        {"id": codec.clean(message_id), "mail_id": mail_id, "own": own}
        for message_id, own in named.items()
    ]


def _attachment_rows(mail_id: int, mail: Mail) -> list[dict[str, object]]:
    return [
        {
            "mail_id": mail_id,
            "number": part.index,
            "filename": codec.clean(part.filename),
            "content_type": codec.clean(part.content_type),
            "size": part.size,
            "content_id": codec.clean(part.content_id),
            "inline": part.inline,
        }
        for part in mail.attachments
    ]
