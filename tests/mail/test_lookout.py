"""The short ways through ordinary mails lead to the same results as the long ones."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_console.desk import text as door
from agent_console.desk.mail import FoldKind
from agent_console.mail import headers
from agent_console.mail.lookout import lines_to_look_at, western
from agent_console.mail.quotes import split_text

_FILLING = ("Guten Tag,", "", "wo bleibt meine Ware", "Danke", "", "und noch etwas")
_OPENERS = (
    "-----Original Message-----",
    "Begin forwarded message:",
    "BEGIN FORWARDED ME\u017f\u017fAGE",
    "Anfang der weitergeleiteten Nachricht",
    "Début du message transféré",
    "begin doorgestuurd bericht",
    "Inizio messaggio inoltrato:",
    "Please reply above this line",
    "Ihre Antwort bitte oberhalb dieser Zeile",
    "Répondre au-dessus de cette ligne",
    "Am 03.03.2025 um 10:00 schrieb Anna:",
)
_DEVICES = (
    "Sent from my iPhone",
    "\u017fent from my iPhone",
    "Von meinem iPhone gesendet",
    "<Gesendet mit der GMX Mail App>",
    "Wysłane z mojego telefonu phone",
    "Lähetetty puhelimesta Phone",
    "\u2003Sent from my iPhone",
)
_LINES = st.lists(
    st.sampled_from(
        [
            *(b"Subject: a", b"To: x", b"X-Y : z", b"no field", b"From x", b" folded ", b"\tmore"),
            *(b" ", b":", b"A:", b"\xff: x", b"Name\r: x", b"A:b\rc", b"X" * 90 + b": y", b"\r"),
            *(b"References: " + b"<a@b> " * 900, b"Subject: " + b"x" * 5_000, b"A: b  ", b""),
        ]
    ),
    max_size=8,
)


@pytest.mark.parametrize("opener", _OPENERS)
def test_line_when_it_opens_a_quote_is_looked_at(opener: str) -> None:
    lines = [*_FILLING, opener, "", "> alt" if "schrieb" in opener else "alter Text"]
    text = "\n".join(lines)
    assert len(_FILLING) in lines_to_look_at(text, lines)
    assert split_text(text)[-1].kind is FoldKind.QUOTE


@pytest.mark.parametrize("device", _DEVICES)
def test_line_when_it_names_a_device_is_looked_at(device: str) -> None:
    lines = [*_FILLING, "", device]
    text = "\n".join(lines)
    assert len(lines) - 1 in lines_to_look_at(text, lines)
    assert split_text(text)[-1].kind is FoldKind.SIGNATURE


def test_lines_when_ordinary_are_not_looked_at() -> None:
    assert lines_to_look_at("\n".join(_FILLING), _FILLING) == []


def test_letters_when_western_keep_their_places_and_others_give_none() -> None:
    assert western("ÄÖ – „A“ \u20ac😀") == "äö \x96 \x96a\x96 \x96\x96".encode("latin-1")
    assert western("Привет") is None
    assert western("\u017f") is None


@example([b"A: b", b" ", b"\tmore", b"Subject : c  d "], b"\n", True)
@given(_LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_head_when_split_the_short_way_is_the_same(
    lines: list[bytes], ending: bytes, blank: bool
) -> None:
    raw = ending.join(lines) + ending * (1 + blank) + b"body"
    assert headers.split_head(raw) == headers._any_head(raw, 0, len(raw))


def test_door_when_text_is_ordinary_changes_nothing_that_cleaning_would_change() -> None:
    ordinary = [chr(c) for c in range(0x10000) if door._ORDINARY.fullmatch(chr(c))]
    assert len(ordinary) > 500
    assert not [char for char in ordinary if door._clean(f"a{char}") != f"a{char}"]
    assert door._clean("".join(ordinary)) == "".join(ordinary)
