"""A reply turned back into a canned answer: what is known of its ticket becomes variables again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from agent_console.desk.entry_files import Form

_LEAST = 3
_TAG = re.compile(r"\{(?=[{%#]|\Z)")
_HEAD = re.compile(r"^(===)", re.MULTILINE)
_BLANK = r"[ \xa0]"


def with_variables(text: str, values: Iterable[tuple[str, str]]) -> str:
    """Return ``text`` as a template: each value that stands in it as such becomes its variable.

    ``values`` are (variable, value); of two the longer one is found first, of equal ones the
    first. Values of less than three characters, and whole numbers of less than five, are too
    likely to mean something else. What looks like a template stays what it says.
    """
    names: dict[str, str] = {}
    for name, value in values:
        if _tells(value):
            names.setdefault(_plain(value), name)
    if not names:
        return _literal(text)
    longest = sorted(names, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest))})(?!\w)")
    pieces, end = [], 0
    for match in found.finditer(text):
        pieces += [_literal(text[end : match.start()]), f"{{{{ {names[_plain(match[0])]} }}}}"]
        end = match.end()
    return "".join((*pieces, _literal(text[end:])))


def answer_file(
    entry_id: str,
    title: str,
    language: str,
    form: Form,
    template: str,
    *,
    types: Sequence[str] = (),
    level: int = 1,
) -> str:
    """Return a canned answer as a file of the library."""
    facts = [f"id = {_quoted(entry_id)}", f"title = {{ {language} = {_quoted(title)} }}"]
    if types:
        facts.append(f"types = [{', '.join(map(_quoted, types))}]")
    facts.append(f"level = {level}")
    head = f"=== {language} {form}".rstrip()
    body = _HEAD.sub(r" \1", template.strip())
    return "\n".join(("+++", *facts, "+++", head, body, ""))


def _tells(value: str) -> bool:
    short = len(value) < _LEAST or (value.isdigit() and len(value) < _LEAST + 2)
    return not short and "\n" not in value


def _plain(value: str) -> str:
    return value.replace("\xa0", " ")


def _pattern(value: str) -> str:
    return _BLANK.join(map(re.escape, value.split(" ")))


def _literal(text: str) -> str:
    """Return text that a template puts out as it is."""
    return _TAG.sub('{{ "{" }}', text)


def _quoted(text: str) -> str:
    """Return a TOML basic string, which JSON's are but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")
