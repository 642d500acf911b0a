"""What a customer typed into a form, read from the text that the form's site wrote of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_TEXT = 20_000
_MAX_LABEL = 60
_MAX_OTHER = 40
_MAX_FIELDS = 40
_MARK = r"[\s>*•|-]{0,4}"
_LABELLED = re.compile(
    _MARK
    + r"(?P<label>[^:=*|\n]{1,60}?)\s{0,4}\*{0,2}\s{0,4}[:=|]"
    + r"\s{0,9}\*{0,2}\s{0,9}(?P<value>.*)$"
)
_ALONE = re.compile(_MARK + r"(?P<label>[^:=*|\n]{1,60}?)\s{0,4}\*{0,2}\s{0,4}$")
_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w@-])"
)
_END = re.compile(r"\s*(?:--|—|_{3,}|-{3,}|={3,})\s*$")
_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class FormFields:
    """The fields in their order, each with its label as it was written, and the message apart."""

    rows: tuple[tuple[str, str], ...] = ()
    name: str = ""
    email: str = ""
    message: str = ""


@dataclass(slots=True)
class _Field:
    kind: str
    label: str
    lines: list[str]

    @property
    def value(self) -> str:
        return "\n".join(self.lines).strip()


def form_fields(text: str, labels: Mapping[str, frozenset[str]]) -> FormFields:
    """Return the fields that stand in ``text``: "Label: value", or the label on a line alone.

    ``labels`` are the words for name, first_name, last_name, email, both (name and address),
    phone, subject, order, company and message, in lower case. A field that nobody knows counts
    only on a line with its value, and before the message.
    """
    kinds = {label: kind for kind, known in labels.items() for label in known}
    found = list(_fields(text[:MAX_TEXT], kinds))
    named = {one.kind: one.value for one in reversed(found) if one.value}
    both = named.get("both", "")
    email = _EMAIL.search(named.get("email", "")) or _EMAIL.search(both)
    parts = (named.get("first_name", ""), named.get("last_name", ""))
    name = named.get("name", "") or " ".join(filter(None, parts)) or _name_before(both)
    return FormFields(
        rows=tuple(
            (one.label, " ".join(one.value.split()))
            for one in found
            if one.kind != "message" and one.value
        ),
        name=" ".join(name.split())[:_MAX_LABEL],
        email=email.group() if email else "",
        message=named.get("message", ""),
    )


def _fields(text: str, kinds: Mapping[str, str]) -> Iterator[_Field]:
    """Yield the fields; what stands on lines below one belongs to it until the next begins."""
    current: _Field | None = None
    count = 0
    for line in text.split("\n"):
        if _END.match(line):
            if current is not None and current.value:
                yield current
                current = None
                if count and current is None and line.strip() == "--":
                    return
            continue
        begun = _begun(line, kinds, in_message=current is not None and current.kind == "message")
        if begun is not None and count < _MAX_FIELDS:
            if current is not None:
                yield current
            current, count = begun, count + 1
        elif current is not None:
            current.lines += _more(current, line)
    if current is not None:
        yield current


def _more(current: _Field, line: str) -> list[str]:
    """Return a line that goes on with a field: a message goes on to its end, others once."""
    if current.kind == "message" or not current.value:
        return [line]
    return []


def _begun(line: str, kinds: Mapping[str, str], *, in_message: bool) -> _Field | None:
    found = _LABELLED.match(line)
    if found is not None:
        label, value = found["label"].strip(), found["value"].strip()
        kind = kinds.get(label.casefold())
        if kind is not None and not (in_message and kind != "message" and not value):
            return _Field(kind, label, [value])
        other = not in_message and value and len(label) <= _MAX_OTHER and _WORDS.search(label)
        return _Field("other", label, [value]) if other and "//" not in value[:2] else None
    alone = _ALONE.match(line)
    if alone is not None and not in_message:
        kind = kinds.get(alone["label"].strip().casefold())
        return _Field(kind, alone["label"].strip(), []) if kind else None
    return None


def _name_before(both: str) -> str:
    """Return the name of "Name <address>"."""
    name = both.partition("<")[0].strip(" \"'")
    return "" if "@" in name else name
