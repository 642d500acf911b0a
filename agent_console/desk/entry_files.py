"""A text of the library as a file: facts in TOML between ``+++`` lines, then one text a language.

A text begins with a line ``=== de formal``; whatever is wrong is told with the file and the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from agent_console.i18n import _

MAX_FILE = 60_000
_FRONT = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"===[ \t]+([a-z]{2,3})(?:[ \t]+(formal|informal))?[ \t]*")
_TOML_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
Meta = Mapping[str, object]
_Closed = TypeVar("_Closed", bound=StrEnum)


class Form(StrEnum):
    """How a text addresses the customer: Sie, du, or so that it fits both."""

    FORMAL = "formal"
    INFORMAL = "informal"
    ANY = ""


class EntryError(ValueError):
    """A file of the library that cannot be used; ``line`` counts from 1, 0 is the whole file."""

    def __init__(self, name: str, line: int, cause: str) -> None:
        super().__init__(f"{name}:{line}: {cause}" if line else f"{name}: {cause}")
        self.name = name
        self.line = line
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Section:
    """One text of an entry; ``line`` is the line of the file on which it begins."""

    language: str
    form: Form
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file taken apart; ``front`` is its TOML as it was written, from line 2 of the file on."""

    name: str
    meta: Meta
    front: str
    sections: tuple[Section, ...]

    def error(self, key: str, cause: str) -> EntryError:
        """Return an error about the fact ``key``, with its line if it stands there."""
        return EntryError(self.name, self.line_of(key), f"{key}: {cause}")

    def line_of(self, key: str) -> int:
        """Return the line of the file on which the fact ``key`` stands, else 1."""
        pattern = re.compile(rf"[ \t]*(?:\[[ \t]*)?[\"']?{re.escape(key)}\b")
        lines = enumerate(self.front.split("\n"), 2)
        return next((number for number, line in lines if pattern.match(line)), 1)


def parse_file(text: str, name: str) -> EntryFile:
    """Take a file apart; raises EntryError. ``name`` is how errors call the file."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_FILE:
        raise EntryError(name, 0, _("the file is too large"))
    found = _FRONT.match(text)
    if found is None:
        raise EntryError(name, 1, _("the file must begin with its facts between two +++ lines"))
    meta = _facts(found[1], name)
    first = text.count("\n", 0, found.end()) + 1
    return EntryFile(name, meta, found[1], _sections(text[found.end() :], first, name))


def _facts(front: str, name: str) -> Meta:
    try:
        return tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        last = front.count("\n") + 1
        line = int(place[1]) + 1 if place and place[1] else last
        raise EntryError(name, line, _TOML_PLACE.sub("", message)) from error


def _sections(body: str, first: int, name: str) -> tuple[Section, ...]:
    """Return the texts below the facts; ``first`` is the number of the first line of ``body``."""
    heads: list[tuple[int, str, Form]] = []
    lines = body.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("==="):
            head = _HEAD.fullmatch(line)
            if head is None:
                words = _("a text begins with its language: === de formal")
                raise EntryError(name, first + at, words)
            heads.append((at, head[1], Form(head[2] or "")))
        elif line.strip() and not heads:
            raise EntryError(name, first + at, _("a text must begin with a line such as === de"))
    if not heads:
        raise EntryError(name, first, _("there is no text: it begins with a line such as === de"))
    ends = [at for at, _language, _form in heads[1:]] + [len(lines)]
    return _each_once(
        [_section(lines, first, name, *head, end) for head, end in zip(heads, ends, strict=True)],
        name,
    )


def _section(
    lines: list[str], first: int, name: str, at: int, language: str, form: Form, end: int
) -> Section:
    start = at + 1
    while start < end and not lines[start].strip():
        start += 1
    text = "\n".join(lines[start:end]).rstrip()
    if not text:
        raise EntryError(name, first + at, _("this text is empty"))
    return Section(language, form, text, first + start)


def _each_once(sections: list[Section], name: str) -> tuple[Section, ...]:
    seen: set[tuple[str, Form]] = set()
    for one in sections:
        if (one.language, one.form) in seen:
            raise EntryError(name, one.line, _("this language is written twice"))
        seen.add((one.language, one.form))
    return tuple(sections)


def choose_section(sections: tuple[Section, ...], language: str, form: Form) -> Section | None:
    """Return the text in ``language``: in ``form``, else one that fits both, else the other one.

    Without a form the formal one is preferred: too polite hurts less than too familiar.
    """
    wanted = form or Form.FORMAL
    order = (wanted, Form.ANY, Form.FORMAL, Form.INFORMAL)
    same = [one for one in sections if one.language == language]
    return min(same, key=lambda one: order.index(one.form), default=None)


def known_keys(file: EntryFile, keys: frozenset[str]) -> None:
    """Refuse facts that nobody knows; raises EntryError."""
    for key in file.meta:
        if key not in keys:
            raise file.error(key, _("unknown key"))


def take_id(file: EntryFile) -> str:
    """Return the id of an entry; raises EntryError."""
    value = file.meta.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise file.error("id", _("write small letters, digits and hyphens, in quotation marks"))
    return value


def take_texts(file: EntryFile, key: str) -> tuple[str, ...]:
    """Return a list of short texts, () when the fact is not there; raises EntryError."""
    value = file.meta.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise file.error(key, _("write a list of texts in quotation marks"))
    return tuple(value)


def take_names(file: EntryFile, key: str) -> tuple[tuple[str, str], ...]:
    """Return a text for each language; raises EntryError."""
    value = file.meta.get(key)
    good = isinstance(value, dict) and value
    if not good or not isinstance(value, dict):
        raise file.error(key, _('write it for each language: { de = "…", en = "…" }'))
    for language, one in value.items():
        if not _LANGUAGE.fullmatch(language) or not isinstance(one, str) or not one.strip():
            raise file.error(key, _('write it for each language: { de = "…", en = "…" }'))
    return tuple(value.items())


def take_number(file: EntryFile, key: str, default: int, least: int, most: int) -> int:
    """Return a whole number from ``least`` to ``most``; raises EntryError."""
    value = file.meta.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        words = _("write a number from {least} to {most}")
        raise file.error(key, words.format(least=least, most=most))
    return value


def take_flag(file: EntryFile, key: str) -> bool:
    """Return true or false, the latter when the fact is not there; raises EntryError."""
    value = file.meta.get(key, False)
    if not isinstance(value, bool):
        raise file.error(key, _("write true or false"))
    return value


def take_one_of(file: EntryFile, key: str, kind: Callable[[str], _Closed], default: str) -> _Closed:
    """Return a word out of a closed set; raises EntryError."""
    value = file.meta.get(key, default)
    try:
        return kind(value if isinstance(value, str) else "?")
    except ValueError as error:
        allowed = ", ".join(str(one) for one in _members(kind))
        raise file.error(key, _("write one of: {words}").format(words=allowed)) from error


def _members(kind: object) -> tuple[str, ...]:
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()
