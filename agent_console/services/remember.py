"""What a complete one-shot sync keeps for the next quick look."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from agent_console.mail.glance import glance
from agent_console.mail.imap import ImapConnection
from agent_console.mail.names import folder_name
from agent_console.services.look_note import BoxNote, new_note, note_text
from agent_console.services.mailbox import Mailbox
from agent_console.services.mailbox_sink import stored_name
from agent_console.store import standstill
from agent_console.store.driver import driver
from agent_console.store.engine import Store


def box_note(mailbox: Mailbox, connection: ImapConnection) -> BoxNote | None:
    """Ask what the server says of the mailbox before it is read; None when it does not say all.

    Raises ConnectionLostError.
    """
    if not connection.has("CONDSTORE"):
        return None
    folders = mailbox.folders(connection).all
    asked = [folder_name(name) for name in folders]
    told = glance(connection.wire, asked)
    if told is None:
        return None
    return BoxNote(
        mailbox.address,
        folders,
        tuple(name.decode("ascii") for name in asked),
        tuple(stored_name(mailbox.address, name) for name in folders),
        told,
    )


def remember(
    store: Store, settings: str, begun: datetime, boxes: Collection[BoxNote | None]
) -> None:
    """Keep what was told before a sync of all mailboxes that began at ``begun`` and is complete.

    ``settings`` is the digest of the settings file it used. Nothing is kept when a server did not
    tell, or when what it told and what the store holds now do not agree.
    """
    told = tuple(box for box in boxes if box is not None)
    if len(told) < len(boxes):
        return
    with store.read() as session:
        names = [name for box in told for name in box.stored]
        note = new_note(settings, begun, told, standstill.stands(driver(session), names))
    if note is not None:
        with store.write(durable=False) as session:
            standstill.keep(driver(session), note_text(note))
