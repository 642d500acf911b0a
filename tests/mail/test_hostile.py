"""Every hostile mail gives the mail it should: in 3 s, in 200 MB, and harmless for a screen."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.desk.auto_answer import AnswerHistory, may_auto_answer
from agent_console.desk.kinds import kind_of
from agent_console.desk.text import to_screen
from agent_console.desk.threads import ThreadRules, decide
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import attachment_bytes
from agent_console.mail.trust import signs
from tests.mail.hostile import SAMPLES
from tests.mail.hostile.measure import Reading, read_all
from tests.mail.hostile.sample import AUTHSERV, OWN, Sample
from tests.mail.hostile.threads import KNOWN_ID, PARTICIPANT, REF

NOW = datetime(2025, 3, 3, 10, tzinfo=UTC)
LEAST = {
    **{"t": 23, "m": 42, "h": 42, "s": 18, "r": 12, "a": 36, "w": 16, "f": 17, "i": 11, "q": 10},
    **{"x": 29, "l": 16, "z": 5},
}
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

STRANGERS = [one for one in SAMPLES if one.name.startswith(("r-", "s-", "a-", "t-"))]
ATTACHED = [one for one in SAMPLES if one.attachments]
every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=[one.name for one in SAMPLES])


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all()


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value of the desk."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def test_samples_when_counted_cover_every_family_under_names_of_their_own() -> None:
    families = Counter(sample.name.split("-")[0] for sample in SAMPLES)
    assert not {family: least for family, least in LEAST.items() if families[family] < least}
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES) >= 150


def test_samples_when_kept_are_small() -> None:
    assert not [
        one.name for one in SAMPLES if isinstance(one.source, bytes) and len(one.raw()) > 16_384
    ]


@pytest.mark.promise("hostile mail read", "P9")
@every_sample
def test_mail_when_hostile_is_read_as_expected_in_time(
    sample: Sample, readings: dict[str, Reading]
) -> None:
    mail = readings[sample.name].mail
    assert readings[sample.name].seconds <= 3
    assert mail.unreadable == ""
    assert mail.sender_ambiguous is sample.ambiguous
    if sample.subject is not None:
        assert mail.subject == sample.subject
    if sample.sender is not None:
        assert (mail.sender.email if mail.sender else "") == sample.sender
    if sample.attachments is not None:
        assert tuple(one.filename for one in mail.attachments) == sample.attachments
    if sample.notes is not None:
        assert mail.notes == sample.notes
    assert not [piece for piece in sample.contains if piece not in mail.text]
    assert not [piece for piece in sample.lacks if piece in mail.text]
    shown = visible_text(mail)
    assert not [piece for piece in sample.visible if piece not in shown]

    found = signs(mail, OWN, AUTHSERV)
    assert len(found) == len(sample.signs), found
    assert all(piece in sign for piece, sign in zip(sample.signs, found, strict=True)), found
    assert kind_of(mail, OWN).kind is sample.kind
    if sample.answer is not None:
        history = AnswerHistory(own=OWN, received_at=NOW - timedelta(minutes=1))
        decision = may_auto_answer(mail, history, NOW)
        assert decision.allowed is sample.answer, decision.reason


@pytest.mark.promise("hostile mail shown or filed", "P17")
@every_sample
def test_mail_when_hostile_is_harmless_for_a_screen_and_whole(
    sample: Sample, readings: dict[str, Reading]
) -> None:
    mail = readings[sample.name].mail
    for text in texts(mail):
        assert not HARMFUL.search(text)
        assert to_screen(text) == text
    one_line = (mail.subject, *(value for _name, value in mail.headers))
    assert not [text for text in one_line if "\n" in text]
    assert not [a for a in mail.attachments if "/" in a.filename or len(a.filename.encode()) > 200]
    if mail.text:
        assert [mail.ranges[0].start, mail.ranges[-1].end] == [0, mail.text.count("\n") + 1]
        assert all(a.end == b.start for a, b in zip(mail.ranges, mail.ranges[1:], strict=False))


@pytest.mark.parametrize("sample", ATTACHED, ids=[one.name for one in ATTACHED])
def test_attachments_when_mail_is_hostile_are_found_again_by_their_number(
    sample: Sample, readings: dict[str, Reading]
) -> None:
    raw = sample.raw()
    for attachment in readings[sample.name].mail.attachments[:3]:
        assert attachment_bytes(raw, attachment.index)[0] == attachment.filename


class _OneTicket:
    """A store with one ticket, in which somebody else takes part."""

    def knows(self, ref: str) -> bool:
        return ref == REF

    def ticket_of_message_id(self, message_id: str) -> str | None:
        return REF if message_id == KNOWN_ID else None

    def ticket_referring_to(self, _message_id: str) -> str | None:
        return None

    def follow_merge(self, ref: str) -> str:
        return ref

    def participants(self, _ref: str) -> frozenset[str]:
        return frozenset({PARTICIPANT})

    def closed_since(self, _ref: str) -> datetime | None:
        return None

    def subject(self, _ref: str) -> str:
        return "Frage"


@pytest.mark.promise("hostile mail shown or filed", "P17")
@pytest.mark.parametrize("sample", STRANGERS, ids=[one.name for one in STRANGERS])
def test_mail_when_hostile_joins_no_ticket_of_somebody_else(
    sample: Sample, readings: dict[str, Reading]
) -> None:
    rules = ThreadRules(OWN, b"a secret of the team")
    assert decide(readings[sample.name].mail, _OneTicket(), rules, NOW).ref is None


def test_harmful_characters_when_listed_are_what_unicode_calls_control_and_surrogate() -> None:
    controls = {
        chr(code)
        for code in range(0x10000)
        if unicodedata.category(chr(code)) in ("Cc", "Cs") and chr(code) != "\n"
    }
    assert not [char for char in controls if not HARMFUL.match(char)]
