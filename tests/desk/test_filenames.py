"""Whatever a sender calls a file, the name that is written is a plain one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.filenames import MAX_NAME_BYTES, clean_filename, numbered

HOSTILE = {
    "../../etc/passwd": "passwd",
    "/etc/shadow": "shadow",
    "..\\..\\Windows\\system32\\evil.dll": "evil.dll",
    "C:\\Users\\x\\a.pdf": "a.pdf",
    "file:///tmp/a.pdf": "a.pdf",
    "-rf": "_-rf",
    "--output=x.pdf": "_--output=x.pdf",
    "~/.bashrc": "bashrc",
    ".bashrc": "bashrc",
    "...": "",
    "..": "",
    "": "",
    "CON": "_CON",
    "nul.txt": "_nul.txt",
    "LPT1.pdf": "_LPT1.pdf",
    'a|b>c<d?e*f:g"h.txt': "a_b_c_d_e_f_g_h.txt",
    "bild\u202egnp.exe": "bildgnp.exe",
    "a\x00b.pdf": "ab.pdf",
    "trailing. ": "trailing",
    "Rechnung März.pdf": "Rechnung März.pdf",
    "x/": "",
}


@pytest.mark.parametrize(("given_name", "clean"), HOSTILE.items(), ids=repr)
def test_hostile_name_becomes_a_plain_one(given_name: str, clean: str) -> None:
    assert clean_filename(given_name) == clean


def test_control_characters_and_line_ends_never_get_through() -> None:
    name = clean_filename("a\r\nb\x1b[2J\x9b\u2028c.pdf")
    assert name.isprintable()
    assert name.endswith("c.pdf")


def test_long_name_keeps_its_extension() -> None:
    name = clean_filename("ä" * 2000 + ".pdf")
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name.endswith("ä.pdf")


@given(st.text(max_size=1200))
def test_any_name_is_one_component_of_limited_length_and_stays_as_it_is(text: str) -> None:
    name = clean_filename(text)
    assert "/" not in name
    assert name not in (".", "..")
    assert not name.startswith(("-", "~", "."))
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert clean_filename(name) == name


def test_number_stands_before_the_extension() -> None:
    assert numbered("a.pdf", 1) == "a.pdf"
    assert numbered("a.pdf", 2) == "a (2).pdf"
    assert numbered("README", 12) == "README (12)"
    assert numbered("archive.tar.gz", 3) == "archive.tar (3).gz"


@given(st.text(min_size=1, max_size=300), st.integers(2, 999))
def test_numbered_name_is_still_a_clean_one(text: str, number: int) -> None:
    name = clean_filename(text) or "x"
    made = numbered(name, number)
    assert made != name
    assert len(made.encode()) <= MAX_NAME_BYTES
    assert f"({number})" in made
    assert clean_filename(made) == made
