"""Which canned answers come first for a ticket: by type, language, channel, level, fit and use.

Every part of a score is a number with its reason, so that a person can see why one leads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from agent_console.desk.canned import Channel, Entry, Purpose
from agent_console.i18n import _

_TYPE = 4.0
_NAMED = 2.0
_NAMED_STEP = 0.25
_FIT = 3.0
_SIMILAR = 2.0
_USED = 1.0
_MANY_USES = 50
_LANGUAGE = -6.0
_CHANNEL = -1.0
_LEVEL = -0.5
_WAITS = -1.0
_SERVING = frozenset((Purpose.FOLLOW_UP, Purpose.CLOSING, Purpose.HAND_OVER))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer is wanted for.

    ``named`` are the answers that the request type names, the best first; ``level`` 0 is not known.
    """

    request_type: str = ""
    language: str = ""
    channel: Channel = Channel.EMAIL
    level: int = 0
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score, in words."""

    score: float
    words: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """An answer with its score, the greater the better, and where it comes from."""

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]


def rank(
    entries: Iterable[Entry],
    wanted: Wanted,
    *,
    fit: Mapping[str, float] | None = None,
    similar: Mapping[str, float] | None = None,
    uses: Mapping[str, int] | None = None,
) -> tuple[Ranked, ...]:
    """Return the answers, the best first; equal ones by id.

    By id: ``fit`` says from 0 to 1 how well an answer's words fit the mail, ``similar`` how often
    it answered similar mails, from 0 to 1, ``uses`` how often the team used it lately.
    """
    ranked = []
    for entry in entries:
        reasons = (
            *_asked(entry, wanted),
            *_measured(entry.id, fit or {}, similar or {}, uses or {}),
            *_against(entry, wanted),
        )
        ranked.append(Ranked(entry, sum(one.score for one in reasons), reasons))
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.entry.id)))


def _asked(entry: Entry, wanted: Wanted) -> Iterator[Reason]:
    if wanted.request_type and wanted.request_type in entry.types:
        yield Reason(_TYPE, _("answers this request type"))
    if entry.id in wanted.named:
        behind = wanted.named.index(entry.id)
        score = max(_NAMED - _NAMED_STEP * behind, _NAMED_STEP)
        yield Reason(score, _("usual for this request type"))


def _measured(
    entry_id: str,
    fit: Mapping[str, float],
    similar: Mapping[str, float],
    uses: Mapping[str, int],
) -> Iterator[Reason]:
    if (score := fit.get(entry_id, 0.0)) > 0:
        yield Reason(_FIT * min(score, 1.0), _("its words fit the mail"))
    if (score := similar.get(entry_id, 0.0)) > 0:
        yield Reason(_SIMILAR * min(score, 1.0), _("answered similar mails"))
    if (count := uses.get(entry_id, 0)) > 0:
        share = math.log1p(min(count, _MANY_USES)) / math.log1p(_MANY_USES)
        yield Reason(_USED * share, _("often used by the team"))


def _against(entry: Entry, wanted: Wanted) -> Iterator[Reason]:
    if wanted.language and wanted.language not in entry.languages:
        yield Reason(_LANGUAGE, _("not written in the customer's language"))
    if entry.channel is not wanted.channel:
        yield Reason(_CHANNEL, _("written for another channel"))
    if wanted.level and entry.level != wanted.level:
        apart = abs(entry.level - wanted.level)
        yield Reason(_LEVEL * apart, _("for another level of competence"))
    if entry.purpose in _SERVING:
        yield Reason(_WAITS, _("serves later in a conversation"))
