"""Rows of customer lists checked one by one: what can be used, and what is wrong where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from agent_console.desk.customer_headers import Column, Target
from agent_console.desk.customer_pack import ImportRow
from agent_console.desk.customer_values import email_value, field_value, field_word
from agent_console.desk.customers import FLAGS, MANY, NO, CustomerField, Origin, Profile
from agent_console.i18n import _

_SIGNS = str.maketrans(";|", ",,")
_FORMULA = "=+-@\t\r"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as a file has it, with the number of its line from 1; of each target what stands."""

    line: int
    cells: tuple[tuple[Target, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a file that was not taken, in words."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that can be used."""

    line: int
    row: ImportRow


@dataclass(slots=True)
class Checking:
    """Checks the rows of one file; what an earlier row says of an address stays.

    Of the ``refused`` rows nothing can be used.
    """

    problems: list[Problem] = field(default_factory=list)
    refused: int = 0
    _seen: dict[str, tuple[int, dict[CustomerField, str]]] = field(default_factory=dict)

    def check(self, raw: RawRow) -> CheckedRow | None:
        """Return the row with its values in one form, None when nothing of it can be used."""
        cells = [(target, _bare(text)) for target, text in raw.cells if _bare(text)]
        if not cells:
            return None
        email = self._email(raw.line, [text for target, text in cells if target is Column.EMAIL])
        if not email:
            self.refused += 1
            return None
        values = self._values(raw.line, cells)
        values = self._once(raw.line, email, values)
        return CheckedRow(raw.line, ImportRow(email, tuple(values)))

    def _email(self, line: int, texts: Sequence[str]) -> str:
        parts = [part for text in texts for part in text.replace(",", ";").split(";") if part]
        if not parts:
            self.problems.append(Problem(line, _("no e-mail address")))
            return ""
        try:
            email = email_value(parts[0])
        except ValueError as error:
            self.problems.append(Problem(line, str(error)))
            return ""
        for other in parts[1:]:
            words = _("a further address is left out, join it by hand: {email}")
            self.problems.append(Problem(line, words.format(email=other.strip())))
        return email

    def _values(
        self, line: int, cells: Sequence[tuple[Target, str]]
    ) -> list[tuple[CustomerField, str]]:
        values: dict[tuple[CustomerField, str], None] = {}
        for name, text in (*_name(cells), *_fields(cells)):
            try:
                kept = field_value(name, text)
            except ValueError as error:
                self.problems.append(Problem(line, f"{field_word(name)}: {error}"))
                continue
            if kept and not (name in FLAGS and kept == NO):
                values[name, kept] = None
        return list(values)

    def _once(
        self, line: int, email: str, values: list[tuple[CustomerField, str]]
    ) -> list[tuple[CustomerField, str]]:
        """Leave out what contradicts an earlier row of the same address."""
        first, known = self._seen.setdefault(email, (line, {}))
        kept = []
        for name, value in values:
            before = known.get(name)
            if name not in MANY and before is not None and before != value:
                words = _("{field}: line {line} says something else of {email}")
                text = words.format(field=field_word(name), line=first, email=email)
                self.problems.append(Problem(line, text))
            elif before is None or name in MANY:
                if name not in MANY:
                    known[name] = value
                kept.append((name, value))
        return kept


def _bare(text: str) -> str:
    """Return a cell without blanks around it, and without the sign that keeps it from computing."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _FORMULA else text


def _name(cells: Iterable[tuple[Target, str]]) -> list[tuple[CustomerField, str]]:
    parts = {target: text for target, text in cells if isinstance(target, Column)}
    whole = next((text for target, text in cells if target is CustomerField.NAME), "")
    named = " ".join(filter(None, (parts.get(Column.FIRST, ""), parts.get(Column.LAST, ""))))
    name = " ".join(filter(None, (parts.get(Column.TITLE, ""), named))) if named else whole
    return [(CustomerField.NAME, name)] if name else []


def _fields(cells: Iterable[tuple[Target, str]]) -> list[tuple[CustomerField, str]]:
    found: list[tuple[CustomerField, str]] = []
    for target, text in cells:
        if target in MANY and isinstance(target, CustomerField):
            parts = text.translate(_SIGNS).split(",")
            found += [(target, part.strip()) for part in parts if part.strip()]
        elif isinstance(target, CustomerField) and target is not CustomerField.NAME:
            found.append((target, text))
    return found


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a row says otherwise than what is kept; it is left alone unless that is asked for."""

    line: int
    email: str
    field: CustomerField
    kept: str
    given: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row adds (``row``) and replaces (``over``), and where it contradicts."""

    row: ImportRow | None = None
    over: ImportRow | None = None
    conflicts: tuple[Conflict, ...] = ()
    is_new: bool = False


def planned(checked: CheckedRow, known: Profile, *, is_new: bool, overwrite: bool) -> Planned:
    """Return what is to be done with a row, given what is known of its address.

    What mails tell gives way; what agents said or a file brought does not.
    """
    row = checked.row
    added: list[tuple[CustomerField, str]] = []
    over: list[tuple[CustomerField, str]] = []
    conflicts: list[Conflict] = []
    kept = _kept(known)
    for name, value in row.values:
        mine = kept.get(name, ())
        if value in mine:
            continue
        if name in MANY or not mine:
            added.append((name, value))
            continue
        conflicts.append(Conflict(checked.line, row.email, name, mine[0], value))
        if overwrite:
            over.append((name, value))
    return Planned(
        row=ImportRow(row.email, tuple(added)) if added else None,
        over=ImportRow(row.email, tuple(over)) if over else None,
        conflicts=tuple(conflicts),
        is_new=is_new and bool(added or over),
    )


def _kept(profile: Profile) -> Mapping[CustomerField, tuple[str, ...]]:
    found: dict[CustomerField, tuple[str, ...]] = {}
    for one in profile.known:
        if one.origin is not Origin.FOUND:
            found[one.field] = (*found.get(one.field, ()), one.value)
    return found
