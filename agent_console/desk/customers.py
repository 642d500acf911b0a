"""What is known of a customer, address by address: found in mails, imported, or said by an agent.

What an agent said goes before what a file brought, and that before what mails tell. Several
addresses make one person as long as they are joined; each keeps what belongs to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.desk.customer_facts import CustomerChanged, CustomersJoined, CustomersParted
from agent_console.desk.events import Event, standing

YES, NO = "yes", "no"


class CustomerField(StrEnum):
    """What can be said of a customer."""

    NAME = "name"
    SALUTATION = "salutation"
    FORM = "form"
    LANGUAGE = "language"
    COMPANY = "company"
    PHONE = "phone"
    ZONE = "zone"
    NOTE = "note"
    TAG = "tag"
    VIP = "vip"
    NO_SURVEYS = "no-surveys"
    NO_NOTICES = "no-notices"
    NO_CONTACT = "no-contact"


MANY = frozenset({CustomerField.PHONE, CustomerField.TAG})
"""Of these a customer can have several."""

FLAGS = frozenset(
    {
        CustomerField.VIP,
        CustomerField.NO_SURVEYS,
        CustomerField.NO_NOTICES,
        CustomerField.NO_CONTACT,
    }
)
"""These are said yes or no to."""


_BY_NAME = {field.value: field for field in CustomerField}


class Origin(StrEnum):
    """Where something is known from; what an agent said is the strongest."""

    FOUND = "found"
    IMPORTED = "imported"
    SAID = "said"


_RANK = {Origin.FOUND: 0, Origin.IMPORTED: 1, Origin.SAID: 2}


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known of a customer."""

    field: CustomerField
    value: str
    origin: Origin = Origin.SAID


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of an address or a person; of what can be several, in a settled order."""

    known: tuple[Known, ...] = ()

    def text(self, field: CustomerField) -> str:
        """Return what is known first, "" for nothing."""
        return next((one.value for one in self.known if one.field is field), "")

    def texts(self, field: CustomerField) -> tuple[str, ...]:
        """Return everything of a kind."""
        return tuple(one.value for one in self.known if one.field is field)

    def is_said(self, flag: CustomerField) -> bool:
        """Tell whether one of the ``FLAGS`` holds."""
        return self.text(flag) == YES

    def origin(self, field: CustomerField) -> Origin | None:
        """Return where it is known from, None for nothing."""
        return next((one.origin for one in self.known if one.field is field), None)


NO_PROFILE = Profile()


@dataclass(frozen=True, slots=True)
class Imported:
    """One value that a file brought; ``pack`` names the event, in which ``over`` was asked for."""

    field: CustomerField
    value: str
    at: datetime
    pack: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class OrderGlance:
    """An order in one line of a customer's card, the words ready to be shown.

    ``at`` is when it was placed, ``late``: something about it should have happened by now.
    """

    number: str
    at: datetime | None = None
    state: str = ""
    total: str = ""
    items: str = ""
    parcel: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ScoreGlance:
    """What a customer said in a survey; ``words`` are ready to be shown."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class _Said:
    value: str
    at: datetime
    off: bool = False


def field_of(name: str) -> CustomerField | None:
    """Return the field of this name; None for one of a newer program."""
    return _BY_NAME.get(name)


def joined_into(events: Sequence[Event]) -> str:
    """Return the address whose person the record of these events lives on in, "" for itself."""
    into = ""
    for event in standing(events):
        if isinstance(event.fact, CustomersJoined):
            into = event.fact.into
        elif isinstance(event.fact, CustomersParted):
            into = ""
    return into


def profile_of(
    events: Sequence[Event], imported: Sequence[Imported], found: Sequence[Known]
) -> Profile:
    """Return what is known of one address; ``events`` are those about it, in their order."""
    if not events and not imported and not found:
        return NO_PROFILE
    said = _said(events)
    files: dict[CustomerField, list[Imported]] = {}
    for one in sorted(imported, key=lambda one: (one.at, one.pack)):
        files.setdefault(one.field, []).append(one)
    heard: dict[CustomerField, list[Known]] = {}
    for known in found:
        heard.setdefault(known.field, []).append(known)
    known_all: list[Known] = []
    told = {*said, *files, *heard}
    for field in CustomerField:
        if field not in told:
            continue
        mine = (said.get(field, ()), files.get(field, ()), heard.get(field, ()))
        known_all += _several(field, *mine) if field in MANY else _one(field, *mine)
    return Profile(tuple(known_all))


def _said(events: Sequence[Event]) -> dict[CustomerField, list[_Said]]:
    found: dict[CustomerField, list[_Said]] = {}
    for event in standing(events):
        fact = event.fact
        if isinstance(fact, CustomerChanged) and (field := field_of(fact.field)) is not None:
            found.setdefault(field, []).append(_Said(fact.value, event.at, bool(fact.off)))
    return found


def _one(
    field: CustomerField, said: Sequence[_Said], files: Sequence[Imported], found: Sequence[Known]
) -> list[Known]:
    last = said[-1] if said and said[-1].value else None
    over = files[-1] if files and files[-1].over else None
    if over is not None and (last is None or over.at > last.at):
        return [Known(field, over.value, Origin.IMPORTED)]
    if last is not None:
        return [Known(field, last.value, Origin.SAID)]
    if files:
        return [Known(field, files[-1].value, Origin.IMPORTED)]
    return list(found[:1])


def _several(
    field: CustomerField, said: Sequence[_Said], files: Sequence[Imported], found: Sequence[Known]
) -> list[Known]:
    kept: dict[str, Origin] = {}
    gone: set[str] = set()
    for one in said:
        kept.pop(one.value, None)
        gone.discard(one.value)
        if one.off:
            gone.add(one.value)
        elif one.value:
            kept[one.value] = Origin.SAID
    for brought in files:
        if brought.value not in gone:
            kept.setdefault(brought.value, Origin.IMPORTED)
    for known in found:
        if known.value not in gone:
            kept.setdefault(known.value, known.origin)
    return [Known(field, value, origin) for value, origin in kept.items()]


def naming(profiles: Sequence[Profile]) -> int:
    """Return the place of the one whose name is that of the person; the first if nobody has one."""
    origins = [one.origin(CustomerField.NAME) for one in profiles]
    ranks = [-1 if origin is None else _RANK[origin] for origin in origins]
    return ranks.index(max(ranks))


def _fits(profile: Profile, name: str) -> bool:
    """Tell whether a salutation known of ``profile`` may stand before ``name``.

    "A. Meier" may be Anna Meier, "Zoe Meier" is not.
    """
    own, other = (text.casefold().split() for text in (profile.text(CustomerField.NAME), name))
    return not own or (own[-1], own[0][0]) == (other[-1], other[0][0])


def merged(profiles: Sequence[Profile]) -> Profile:
    """Return what is known of a person with several addresses, the one that leads first.

    The strongest origin wins, then the address that leads. A salutation that belongs to another
    name is left out. An objection to be written to holds for the person when it holds for any
    address.
    """
    if len(profiles) == 1:
        return profiles[0]
    name = profiles[naming(profiles)].text(CustomerField.NAME)
    every: list[Known] = []
    for field in CustomerField:
        named = field is CustomerField.SALUTATION
        telling = [one for one in profiles if not named or _fits(one, name)]
        mine = [one for profile in telling for one in profile.known if one.field is field]
        if field in FLAGS and any(one.value == YES for one in mine):
            mine = [one for one in mine if one.value == YES]
        mine.sort(key=lambda one: -_RANK[one.origin])
        once = {one.value: one for one in reversed(mine)}
        every += [one for one in mine if once[one.value] is one][: None if field in MANY else 1]
    return Profile(tuple(every))


def head_of(address: str, parents: Mapping[str, str]) -> str:
    """Return the address that leads the person of ``address``.

    Two who were joined into each other at the same moment are one person all the same.
    """
    seen = [address]
    while (parent := parents.get(seen[-1], "")) and parent not in seen:
        seen.append(parent)
    if not parent:
        return seen[-1]
    return min(seen[seen.index(parent) :])
