"""Who can answer a ticket: by level, language and request type; and what goes round in circles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agent_console.desk.labels import Asks
from agent_console.desk.listing import Viewer
from agent_console.i18n import _, ngettext

TOO_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be given a ticket; ``able``: by level, language and request type."""

    name: str
    able: bool


def can_answer(who: Viewer, asks: Asks, language: str) -> bool:
    """Return whether ``who`` answers what asks for this, in this language ("": not known)."""
    return (
        asks.level <= who.level
        and (not who.languages or not language or language in who.languages)
        and (not who.types or not asks.type or asks.type in who.types)
    )


def takers(people: Iterable[Viewer], asks: Asks, language: str) -> tuple[str, ...]:
    """Return the names of those who can answer, those of the lowest level that will do first."""
    able = [one for one in people if can_answer(one, asks, language)]
    return tuple(one.name for one in sorted(able, key=lambda one: (one.level, one.name)))


def colleagues_for(people: Iterable[Viewer], asks: Asks, language: str) -> tuple[Colleague, ...]:
    """Return whom a ticket can be given to: those who can answer it first, then the others."""
    known = tuple(people)
    able = takers(known, asks, language)
    others = sorted({one.name for one in known} - set(able))
    return (
        *(Colleague(name, able=True) for name in able),
        *(Colleague(name, able=False) for name in others),
    )


def routing_words(
    me: Viewer, colleagues: Iterable[Viewer], asks: Asks, language: str
) -> tuple[str, ...]:
    """Say who can take a ticket that is not for ``me``; nothing of one that is."""
    if can_answer(me, asks, language):
        return ()
    if asks.level > me.level:
        why = _("needs level {n}").format(n=asks.level)
    elif me.languages and language and language not in me.languages:
        why = _("is written in a language that is not yours ({language})").format(language=language)
    else:
        why = _("asks for something that is not yours")
    names = takers(colleagues, asks, language)
    if not names:
        return (_("{why}; the settings name nobody who can take it").format(why=why),)
    words = ngettext("{why}; {names} can take it", "{why}; {names} can take it", len(names))
    return (words.format(why=why, names=", ".join(names)),)


def circle_words(handed_on: int) -> tuple[str, ...]:
    """Say that a ticket was given from one agent to another too often."""
    if handed_on < TOO_OFTEN:
        return ()
    words = _("given from one agent to another {n} times: settle together who answers")
    return (words.format(n=handed_on),)
