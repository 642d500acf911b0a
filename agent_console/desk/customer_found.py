"""What the mails from an address tell of who writes there: names, telephones, company, language.

An address such as info@ belongs to a house, and so does one under which several people sign: it has
the names that were seen, and none of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from agent_console.desk.address_form import form_of
from agent_console.desk.customers import CustomerField, Known, Origin
from agent_console.desk.entry_files import Form
from agent_console.desk.facts import Line
from agent_console.desk.mail import FoldKind, TextRange
from agent_console.desk.name_words import NO_PEOPLE
from agent_console.desk.names import find_name
from agent_console.desk.person_name import Gender, PersonName, known_person, read_name
from agent_console.desk.phones import find_phones

_MAX_TEXT = 12_000
_MAX_SIGNATURE = 30
_MAX_COMPANY = 60
_MAX_PHONES = 4
_MAX_NAMES = 12
_SIGNED = 3
_MORE_ROLES = """
    order orders bestellung bestellungen hr jobs karriere finance purchasing einkauf post hallo moin
    hey billing invoices rechnungen retoure retouren returns reklamation web
"""
_ROLES = NO_PEOPLE | frozenset(_MORE_ROLES.split())
_SPLIT = re.compile(r"[^\w]+|\d+")
_LEGAL = re.compile(
    r"\b(?:g?GmbH|mbH|AG|KG|KGaA|UG|OHG|GbR|e\. ?K\.|e\. ?V\.|eG|SE|Ltd\.?|Limited|Inc\.?|LLC|LLP"
    r"|PLC|S\. ?A\.|SARL|S\.?r\.?l\.?|B\.V\.|N\.V\.|GesmbH)(?!\w)"
)
_NO_COMPANY = re.compile(
    r"registergericht|handelsregister|\bhr[ab]\b|geschäftsführ|vorstand|\bust\b|ust-?id|sitz der"
    r"|amtsgericht|\bkonto|iban|@|www\.|https?:",
    re.IGNORECASE,
)
_FAX = re.compile(r"\bfax\b[^\d]{0,12}$|\bf\s*:\s*$", re.IGNORECASE)
_DATE = re.compile(r"^date:[^\r\n]{10,60}?\s([+-])(\d{2}[0-5]\d)\b", re.IGNORECASE | re.MULTILINE)
_MOST_HOURS = 14
_ZONES = {
    "30": "Europe/Athens", "31": "Europe/Amsterdam", "32": "Europe/Brussels", "33": "Europe/Paris",
    "34": "Europe/Madrid", "36": "Europe/Budapest", "39": "Europe/Rome", "41": "Europe/Zurich",
    "43": "Europe/Vienna", "44": "Europe/London", "45": "Europe/Copenhagen",
    "46": "Europe/Stockholm", "47": "Europe/Oslo", "48": "Europe/Warsaw", "49": "Europe/Berlin",
    "65": "Asia/Singapore", "81": "Asia/Tokyo", "82": "Asia/Seoul", "90": "Europe/Istanbul",
    "91": "Asia/Kolkata", "351": "Europe/Lisbon", "352": "Europe/Luxembourg",
    "353": "Europe/Dublin", "358": "Europe/Helsinki", "359": "Europe/Sofia", "370":
    "Europe/Vilnius", "371": "Europe/Riga", "372": "Europe/Tallinn", "385": "Europe/Zagreb",
    "386": "Europe/Ljubljana", "420": "Europe/Prague", "421": "Europe/Bratislava",
    "972": "Asia/Jerusalem",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeardName:
    """A name that mails bore under an address, how often, and when last."""

    name: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class HeardMail:
    """A mail of a customer, as far as it tells who writes; ``offset`` is its clock's: "+05:30"."""

    text: str
    ranges: tuple[TextRange, ...]
    language: str
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What mails tell of an address; ``shared``: it belongs to more than one person."""

    known: tuple[Known, ...] = ()
    names: tuple[HeardName, ...] = ()
    shared: bool = False


def found_of(
    email: str,
    names: Sequence[HeardName],
    mails: Sequence[HeardMail],
    phones: Sequence[str] = (),
    *,
    brief: bool = False,
) -> Found:
    """Return what names and the newest mails (the newest first) tell of an address.

    ``phones`` are numbers that were given in talks; ``brief`` leaves out how to address somebody.
    """
    people = heard_people(names)
    house = is_house(email)
    shared = house or len(people) > 1
    known = list(_of_person(people, mails, brief=brief)) if people and not shared else []
    companies = [*(_company(mail) for mail in mails), *_company_names(names)]
    known += _first(CustomerField.COMPANY, companies)
    known += _first(CustomerField.LANGUAGE, [_language(mails)])
    numbers = list(dict.fromkeys((*phones, *_phones(mails))))[:_MAX_PHONES]
    known += [Known(CustomerField.PHONE, one, Origin.FOUND) for one in numbers]
    offsets = (mail.offset for mail in mails)
    known += _first(CustomerField.ZONE, (*map(zone_of_phone, numbers), *offsets))
    return Found(tuple(known), tuple(people if not shared else _by_time(people)), shared)


def is_house(email: str) -> bool:
    """Tell whether an address is that of a house and no person's: info@, verkauf@, orders@."""
    words = [word for word in _SPLIT.split(email.partition("@")[0].lower()) if word]
    return bool(words) and all(word in _ROLES for word in words)


def heard_people(names: Sequence[HeardName]) -> list[HeardName]:
    """Return the people behind the names of an address, who wrote last first.

    One person may sign in several ways: "Müller, Anna", "Anna Müller", "A. Müller".
    """
    people: list[tuple[PersonName, HeardName]] = []
    for one in _by_time(names)[:_MAX_NAMES]:
        person = _read(one.name)
        if not person:
            continue
        for place, (known, heard) in enumerate(people):
            if _same(known, person):
                fuller = person if _says_more(person, known) else known
                name = one.name if fuller is person else heard.name
                times = heard.times + one.times
                people[place] = (fuller, HeardName(name, times, heard.last_at))
                break
        else:
            people.append((person, one))
    return [HeardName(person.full, one.times, one.last_at) for person, one in people]


def zone_of_phone(phone: str) -> str:
    """Return the time zone of a number with a country code, "" where a country has several."""
    digits = phone.removeprefix("+")
    if digits == phone:
        return ""
    return _ZONES.get(digits[:3]) or _ZONES.get(digits[:2]) or ""


@lru_cache(maxsize=512)
def _read(name: str) -> PersonName:
    return read_name(name)


def offset_of_date(head: str) -> str:
    """Return by how much the clock of a mail's writer is ahead of UTC, as "+05:30".

    "" for UTC itself: many servers write that, wherever somebody is.
    """
    found = _DATE.search(head)
    if found is None or found[2] == "0000" or int(found[2][:2]) > _MOST_HOURS:
        return ""
    return f"{found[1]}{found[2][:2]}:{found[2][2:]}"


def _by_time(names: Sequence[HeardName]) -> list[HeardName]:
    return sorted(names, key=lambda one: one.last_at, reverse=True)


def _same(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names may be one person's: a part of the other, or the same first name."""
    ours, theirs = _parts(one), _parts(other)
    if ours <= theirs or theirs <= ours:
        return True
    if one.first and one.first.casefold() == other.first.casefold():
        return True
    same_last = bool(one.last) and one.last.casefold() == other.last.casefold()
    return same_last and _is_initial(one, other)


def _says_more(one: PersonName, other: PersonName) -> bool:
    """Tell whether a name is the other one with more of it: a change of name is none."""
    longer = len(one.full) > len(other.full)
    return longer and (_parts(other) < _parts(one) or _is_initial(one, other))


def _is_initial(one: PersonName, other: PersonName) -> bool:
    """Tell whether one of two with the same last name writes the first letter alone."""
    mine, yours = (name.full.split()[0].rstrip(".").casefold() for name in (one, other))
    short, long = sorted((mine, yours), key=len)
    return len(short) == 1 and long.startswith(short)


def _parts(person: PersonName) -> frozenset[str]:
    return frozenset(person.full.replace(".", " ").casefold().split())


def _of_person(
    people: Sequence[HeardName], mails: Sequence[HeardMail], *, brief: bool
) -> Iterator[Known]:
    """Yield the name of the one person who writes; unless ``brief``, how they are addressed."""
    signed = [_signed(mail, people[0].name) for mail in mails[: 1 if brief else _SIGNED]]
    shown = _read(people[0].name)
    person = next((one for one in signed if one and _same(one, shown)), shown)
    yield Known(CustomerField.NAME, person.full, Origin.FOUND)
    if brief:
        return
    gender = next((one.gender for one in signed if one.gender is not Gender.UNKNOWN), None)
    if gender is not None:
        called = "Frau" if gender is Gender.FEMALE else "Herr"
        yield Known(CustomerField.SALUTATION, called, Origin.FOUND)
    if any(form_of("\n".join(_own_lines(mail))) is Form.INFORMAL for mail in mails[:1]):
        yield Known(CustomerField.FORM, "du", Origin.FOUND)


def _signed(mail: HeardMail, name: str) -> PersonName:
    """Return who wrote a mail, by the name below it and that of the sender."""
    found = find_name(_own_lines(mail))
    return known_person(found[2], name) if found and found[2] != name else _read(name)


def _first(field: CustomerField, values: Iterable[str]) -> list[Known]:
    value = next((one for one in values if one), "")
    return [Known(field, value, Origin.FOUND)] if value else []


def _language(mails: Sequence[HeardMail]) -> str:
    """Return the language of most mails, the newest one's where several are as frequent."""
    spoken = [mail.language for mail in mails if mail.language]
    if not spoken:
        return ""
    counts = Counter(spoken)
    most = max(counts.values())
    return next(one for one in spoken if counts[one] == most)


def _own_lines(mail: HeardMail) -> list[str]:
    lines = mail.text[:_MAX_TEXT].split("\n")
    for part in mail.ranges:
        if part.kind in (FoldKind.QUOTE, FoldKind.DISCLAIMER):
            lines[part.start : part.end] = [""] * (min(part.end, len(lines)) - part.start)
    return lines


def _signature(mail: HeardMail) -> list[str]:
    """Return the lines of the signature: of the first that is no quoted one."""
    lines = mail.text[:_MAX_TEXT].split("\n")
    for part in mail.ranges:
        if part.kind is FoldKind.QUOTE:
            return []
        if part.kind is FoldKind.SIGNATURE:
            return lines[part.start : part.end][:_MAX_SIGNATURE]
    return []


def _company(mail: HeardMail) -> str:
    for line in _signature(mail):
        text = " ".join(line.split()).strip("*_|-–· ,")
        if len(text) <= _MAX_COMPANY and _LEGAL.search(text) and not _NO_COMPANY.search(text):
            return text
    return ""


def _company_names(names: Sequence[HeardName]) -> Iterator[str]:
    for one in _by_time(names):
        if _LEGAL.search(one.name) and len(one.name) <= _MAX_COMPANY:
            yield one.name.strip("\"' ")


def _phones(mails: Sequence[HeardMail]) -> Iterator[str]:
    for mail in mails[:_SIGNED]:
        before = ""
        for line in _signature(mail):
            for fact in find_phones(Line(line, before)):
                if not _FAX.search(line[: fact.start]):
                    yield fact.value
            before = line[-80:]
