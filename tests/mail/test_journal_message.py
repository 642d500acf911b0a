"""A message of the journal as a mail, through servers that change what they keep."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.desk.events import Event, Noted, event_to_json
from agent_console.desk.journal_entry import (
    Claimed,
    Entry,
    Payload,
    Recorded,
    Released,
    payload_to_json,
)
from agent_console.mail.journal_message import (
    FIRST_LINE,
    TEXT_MAX,
    WRITTEN_MAX,
    portions,
    read_message,
    write_message,
)
from agent_console.mail.read import read_mail
from agent_console.mail.seal import KeyRing, Refusal, TeamKey, new_key, seal

RING = KeyRing(TeamKey(bytes(range(32))))
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
FACTS = (Claimed("7F3K9QWC", "Änne", 900), Released("7F3K9QWC"))
PAYLOAD = Payload("anna", 7, AT, FACTS, (("bert", 3),))


def text_of(payload: Payload = PAYLOAD, ring: KeyRing = RING) -> bytes:
    raw = write_message(ring, "journal1", "support@company.example", payload).raw
    return raw.partition(b"\r\n\r\n")[2]


def read(text: bytes) -> Entry | Refusal:
    return read_message(RING, "journal1", 5, AT, text)


def test_message_when_read_again_is_the_entry_that_was_written() -> None:
    assert read(text_of()) == Entry(5, AT, PAYLOAD, RING.current.id)


def test_message_is_a_plain_mail_of_short_ascii_lines_that_nobody_answers() -> None:
    message = write_message(RING, "journal1", "support@company.example", PAYLOAD)
    mail = read_mail(message.raw)
    assert mail.subject == "[agent-console] anna 7"
    assert mail.text.startswith(FIRST_LINE)
    assert f"<{mail.message_id}>" == message.message_id
    assert b"Auto-Submitted: auto-generated" in message.raw
    lines = message.raw.split(b"\r\n")
    assert max(map(len, lines)) <= 78 + len("Message-ID: ")
    assert message.raw.isascii()
    assert "Änne".encode() not in message.raw


def test_message_ids_differ_by_number_console_journal_and_key() -> None:
    ids = {
        write_message(ring, journal, "a@b.example", Payload(console, n, AT, FACTS)).message_id
        for ring in (RING, KeyRing(new_key()))
        for journal in ("journal1", "journal2")
        for console in ("anna", "bert")
        for n in (1, 2)
    }
    assert len(ids) == 16


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace(b"\r\n", b"\n"),
        lambda text: text.replace(b"\r\n", b"\r"),
        lambda text: text.replace(b"\r\n", b"  \r\n"),
        lambda text: text.replace(b"\r\n", b"\r\n\r\n"),
        lambda text: b"\r\n\r\n" + text + b"\r\n-- \r\nCompany Ltd., checked for viruses\r\n",
        lambda text: re.sub(rb"(?<=[A-Za-z0-9_-]{40})\r\n", b"", text),
        lambda text: text.rstrip(),
    ],
)
def test_message_when_a_server_changed_its_lines_is_still_read(changed: object) -> None:
    assert callable(changed)
    assert isinstance(read(changed(text_of())), Entry)


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
def test_mail_that_is_no_message_is_foreign() -> None:
    assert read(b"Dear support,\r\nwhere is my order?\r\n") is Refusal.FOREIGN
    assert read(b"") is Refusal.FOREIGN


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
def test_message_when_cut_or_spoilt_is_damaged() -> None:
    text = text_of()
    assert read(text[: len(text) // 2]) is Refusal.DAMAGED
    assert read(text.replace(b"\r\n\r\n", b"\r\n\r\n=C3", 1)) is Refusal.DAMAGED
    assert read(FIRST_LINE.encode() + b"\r\n\r\n.\r\n") is Refusal.DAMAGED


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
def test_message_when_a_character_is_another_one_is_forged() -> None:
    text = text_of()
    at = len(text) - 20
    other = b"A" if text[at : at + 1] != b"A" else b"B"
    assert read(text[:at] + other + text[at + 1 :]) is Refusal.FORGED


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
def test_message_when_longer_than_any_is_refused_unread() -> None:
    assert read(text_of() + b" " * TEXT_MAX) is Refusal.TOO_LARGE


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
def test_message_of_another_team_is_told_by_its_key() -> None:
    assert read(text_of(ring=KeyRing(new_key()))) is Refusal.UNKNOWN_KEY


@pytest.mark.promise("message spoilt, forged or foreign", "P14")
@pytest.mark.parametrize("plain", [b"", b"{}", b"[]", b"\xff", payload_to_json(PAYLOAD).encode()])
def test_sealed_text_that_is_no_payload_or_anothers_is_not_understood(plain: bytes) -> None:
    text = text_of()
    written = text.split(b"\r\n")
    code = base64.urlsafe_b64encode(seal(RING, "journal1", "bert", 7, plain)).rstrip(b"=")
    forged = b"\r\n".join([written[0], b"", code, b".", b""])
    assert read(forged) is Refusal.NOT_UNDERSTOOD


def test_message_holds_one_to_fifty_facts_of_limited_size() -> None:
    for count, fits in ((0, False), (1, True), (50, True), (51, False)):
        payload = Payload("anna", 1, AT, (Released("T"),) * count)
        if fits:
            assert isinstance(read(text_of(payload)), Entry)
        else:
            with pytest.raises(ValueError, match="1 to 50"):
                text_of(payload)
    large = Recorded('{"text":"' + "x" * WRITTEN_MAX + '"}')
    with pytest.raises(ValueError, match="too large"):
        text_of(Payload("anna", 1, AT, (large,) * 2))


def test_facts_when_cut_into_portions_each_fit_and_keep_their_order() -> None:
    small = [Released(f"T{number}") for number in range(120)]
    assert [len(one) for one in portions(small)] == [50, 50, 20]
    event = Event("anna.1", "T", AT, "Anna", Noted("ä" * 60_000))
    large = [Recorded(event_to_json(replace(event, id=f"anna.{n}"))) for n in range(7)]
    cut = list(portions([*large, *small]))
    assert [fact for portion in cut for fact in portion] == [*large, *small]
    for portion in cut:
        assert isinstance(read(text_of(Payload("anna", 1, AT, portion))), Entry)
    assert len(cut) < 8
    assert not list(portions([]))
