"""Structures taken apart by their shape are those taken apart one by one."""

from __future__ import annotations

import re

import pytest

from agent_console.mail.leaves import UnsureError, find_leaves
from agent_console.mail.lists import read_values
from agent_console.mail.shapes import REMEMBERED, Apart, Shapes

PLAIN = b'("text" "plain" ("charset" "utf-8") NIL NIL "quoted-printable" 1090 33 NIL NIL NIL NIL)'
HTML = b'("text" "html" ("charset" "utf-8") NIL NIL "base64" 5000 64 NIL NIL NIL NIL)'
FILE = (
    b'("application" "pdf" ("name" "Rechnung 7 8.pdf") NIL NIL "base64" 900 NIL '
    b'("attachment" ("filename" "Rechnung 7 8.pdf")) NIL NIL)'
)
MAIL = (
    b'("message" "rfc822" NIL NIL NIL "7bit" 900 (NIL "Betreff" NIL NIL NIL NIL NIL NIL NIL NIL) '
    + PLAIN
    + b" 30 NIL NIL NIL NIL)"
)


def multipart(kind: bytes, *parts: bytes, names: bytes = b'"boundary" "=-b1"') -> bytes:
    return b"(" + b"".join(parts) + b' "' + kind + b'" (' + names + b") NIL NIL NIL)"


STRUCTURES = {
    "plain": PLAIN,
    "alternative": multipart(b"alternative", PLAIN, HTML),
    "upper": multipart(b"ALTERNATIVE", PLAIN, HTML, names=b'"BOUNDARY" "Xy_1"'),
    "type-first": multipart(b"related", HTML, names=b'"type" "text/html" "boundary" "b"'),
    "mixed": multipart(
        b"mixed", multipart(b"alternative", PLAIN, HTML), FILE, PLAIN, names=b'"boundary" "out"'
    ),
    "two-groups": multipart(
        b"mixed", multipart(b"alternative", PLAIN, HTML), multipart(b"alternative", PLAIN, HTML)
    ),
    "mail": multipart(b"mixed", PLAIN, MAIL),
    "digits": multipart(b"mixed", PLAIN, names=b'"boundary" "12 34"'),
    "names-itself": multipart(b"mixed", PLAIN, names=b'"boundary" "boundary" "x" "boundary" "b"'),
    "name-is-a-number": PLAIN.replace(b'"utf-8"', b'" 7 "'),
    "charset-is-a-number": PLAIN.replace(b'"charset" "utf-8"', b'"charset" 5 "x" "y"'),
    "no-lines": PLAIN.replace(b" 1090 33 ", b" 1090 "),
    "lines-of-a-file": FILE.replace(b" 900 ", b" 900 12 "),
    "escaped": FILE.replace(b"Rechnung", b'a\\" 5 b'),
    "bad-boundary": multipart(b"mixed", PLAIN, names=b'"boundary" "b--"'),
    "not-closed": PLAIN[:-1],
    "two-lists": PLAIN + b" " + PLAIN,
}


def plainly(told: bytes) -> Apart | None:
    try:
        values = read_values((told,))
        return find_leaves(values[0]) if len(values) == 1 else None
    except (UnsureError, ValueError):
        return None


def by_shape(shapes: Shapes, told: bytes) -> Apart | None:
    try:
        return shapes.leaves(told)
    except UnsureError:
        return None


def variants(told: bytes) -> list[bytes]:
    return [
        told,
        told.replace(b"1090 33", b"1091 34"),
        told.replace(b"1090 33", b"7 1").replace(b"5000 64", b"123456 9"),
        told.replace(b"=-b1", b"a-b c"),
        told.replace(b"=-b1", b"boundary"),
        told.replace(b"=-b1", b"b--"),
        told.replace(b"1090 33", b"1090"),
        told.replace(b"7 8", b"8 9"),
        told.replace(b'" 7 "', b'" 8 "'),
        told.replace(b'"charset" 5', b'"charset" 6'),
        told.replace(b'"=-b1"', b"12"),
        told.replace(b"900", b"12345678901"),
        told,
    ]


@pytest.mark.parametrize("name", STRUCTURES)
def test_shape_met_again_gives_what_reading_each_structure_gives(name: str) -> None:
    shapes = Shapes()
    for told in variants(STRUCTURES[name]) * 2:
        assert by_shape(shapes, told) == plainly(told), told


def test_shapes_when_all_are_mixed_are_not_taken_for_each_other() -> None:
    shapes = Shapes()
    for told in [one for all_of in STRUCTURES.values() for one in variants(all_of)] * 3:
        assert by_shape(shapes, told) == plainly(told), told


def test_shape_met_again_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = Shapes()
    told = STRUCTURES["mixed"]
    for number in (1, 2):
        by_shape(shapes, told.replace(b"1090", b"%d" % number))
    monkeypatch.setattr("agent_console.mail.shapes.read_values", None)
    assert by_shape(shapes, told) == plainly(told)


def test_shapes_when_there_are_very_many_are_forgotten() -> None:
    shapes = Shapes()
    for number in range(2 * REMEMBERED):
        told = re.sub(rb"utf-8", b"utf-%d" % number, PLAIN)
        assert by_shape(shapes, told) == by_shape(shapes, told) == plainly(told)
