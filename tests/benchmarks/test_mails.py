"""The generated mails: the same from the same seed, everywhere."""

from __future__ import annotations

import hashlib
from email import message_from_bytes, policy
from pathlib import Path

from benchmarks.maildir import maildir, wire_bytes
from benchmarks.mails import BEGIN, BLOCK, Kind, Made, block, mails

COUNT = 60


def digest(found: list[Made]) -> str:
    return hashlib.sha256(b"".join(mail.raw for mail in found)).hexdigest()[:32]


def test_mails_from_the_same_seed_are_the_same_bytes_as_ever() -> None:
    assert digest(list(mails(Kind.MIXED, COUNT))) == "43bc296ee9de69ebcf33480efcd1a57e"
    assert digest(list(mails(Kind.SMALL, COUNT))) == "3687305d0f89c39e31daf66b5b00d97b"


def test_mails_from_another_seed_are_other_bytes() -> None:
    assert digest(list(mails(Kind.SMALL, 3))) != digest(list(mails(Kind.SMALL, 3, seed=2)))


def test_fewer_mails_are_the_beginning_of_more() -> None:
    some, more = list(mails(Kind.MIXED, 10)), list(mails(Kind.MIXED, COUNT))
    assert more[:10] == some


def test_blocks_can_be_made_alone() -> None:
    whole = list(mails(Kind.SMALL, BLOCK + 3))
    assert list(block(Kind.SMALL, BLOCK, 3)) == whole[BLOCK:]


def test_mixed_mails_have_every_shape_and_say_what_they_are_said_to() -> None:
    types = set()
    for mail in mails(Kind.MIXED, COUNT):
        parsed = message_from_bytes(mail.raw, policy=policy.default)
        types.add(parsed.get_content_type())
        assert parsed["Subject"] == mail.subject
        assert parsed["Message-ID"] == mail.message_id
        assert parsed["From"].addresses[0].addr_spec == mail.who.address
        body = parsed.get_body(("plain",))
        assert body is not None
        charset = str(body.get_content_charset())
        said = mail.text.encode(charset, "replace").decode(charset)
        assert body.get_content().split() == said.split()
    assert types == {"text/plain", "multipart/alternative", "multipart/mixed"}


def test_maildir_holds_the_mails_in_order_of_arrival_and_is_made_once(tmp_path: Path) -> None:
    folder = maildir(tmp_path, Kind.SMALL, 5)
    made = sorted((folder / "cur").iterdir())
    wanted = list(mails(Kind.SMALL, 5))
    assert [file.read_bytes() for file in made] == [mail.raw for mail in wanted]
    assert [int(file.stat().st_mtime) for file in made] == [BEGIN + 605 * n for n in range(5)]
    assert wire_bytes(folder) == sum(len(m.raw) + m.raw.count(b"\n") for m in wanted)
    made[0].write_bytes(b"kept")
    assert maildir(tmp_path, Kind.SMALL, 5) == folder
    assert made[0].read_bytes() == b"kept"
