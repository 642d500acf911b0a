"""What a warning says: in the line at the foot, and in a notice on the desktop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from agent_console.desk.countdown import countdown_text
from agent_console.desk.warnings import About, DueWarning, Stage
from agent_console.i18n import _, ngettext
from agent_console.screens import words

_NAMED = 3


def warning_text(warnings: Sequence[DueWarning], now: datetime, zone: tzinfo) -> str:
    """Return all warnings in one line: what is mine first.

    It tells moments, not the time left, so that it stays true for as long as it stands there.
    """
    sentences = []
    for stage in (Stage.OVERDUE, Stage.SOON):
        mine = [one for one in warnings if one.about is About.MINE and one.stage is stage]
        if mine:
            sentences.append(_mine(mine, now, zone))
    sentences += [_sum(one, now) for one in warnings if one.about is not About.MINE]
    return " · ".join(sentences)


def desktop_texts(warnings: Sequence[DueWarning], now: datetime, zone: tzinfo) -> tuple[str, ...]:
    """Return the notices about my tickets: number and countdown alone, as others may see them."""
    mine = [one for one in warnings if one.about is About.MINE]
    if len(mine) <= _NAMED:
        return tuple(_countdown(one, now, zone) for one in mine)
    n = len(mine)
    text = ngettext("{n} of your tickets needs an answer", "{n} of your tickets need an answer", n)
    return (text.format(n=n),)


def _mine(mine: Sequence[DueWarning], now: datetime, zone: tzinfo) -> str:
    overdue = mine[0].stage is Stage.OVERDUE
    if len(mine) == 1:
        ref, time = _ref(mine[0].refs[0]), _moment(mine[0], now, zone)
        text = (
            _("Your ticket {ref} has been overdue since {time}")
            if overdue
            else _("Your ticket {ref} is due soon, at {time}")
        )
        return text.format(ref=ref, time=time)
    n = len(mine)
    named = [f"{_ref(one.refs[0])} {_moment(one, now, zone)}" for one in mine[:_NAMED]]
    if overdue:
        text = ngettext(
            "{n} of your tickets is overdue: {refs}", "{n} of your tickets are overdue: {refs}", n
        )
    else:
        text = ngettext(
            "{n} of your tickets is due soon: {refs}", "{n} of your tickets are due soon: {refs}", n
        )
    return text.format(n=n, refs=_listed(named, n))


def _sum(one: DueWarning, now: datetime) -> str:
    n = one.n
    if one.about is About.HANDED_UP:
        text = ngettext("{n} ticket was handed up: {refs}", "{n} tickets were handed up: {refs}", n)
        return text.format(n=n, refs=_listed([_ref(ref) for ref in one.refs[:_NAMED]], n))
    if one.about is About.BEFORE:
        text = ngettext(
            "{n} ticket for you is overdue already", "{n} tickets for you are overdue already", n
        )
        return text.format(n=n)
    if one.stage is Stage.OVERDUE:
        text = ngettext("{n} ticket nobody has is overdue", "{n} tickets nobody has are overdue", n)
        return text.format(n=n)
    text = ngettext(
        "{n} ticket nobody has is due within {time}",
        "{n} tickets nobody has are due within {time}",
        n,
    )
    left = int((one.due_at - now).total_seconds()) if one.due_at else 0
    return text.format(n=n, time=words.span_text(max(left, 0)))


def _countdown(one: DueWarning, now: datetime, zone: tzinfo) -> str:
    left = countdown_text(one.due_at, now, zone) if one.due_at else ""
    if one.stage is Stage.OVERDUE:
        text = _("{ref} is overdue ({time})")
    else:
        text = _("{ref} is due in {time}")
    return text.format(ref=_ref(one.refs[0]), time=left)


def _listed(named: Sequence[str], n: int) -> str:
    return ", ".join(named) + (" …" if n > len(named) else "")


def _ref(ref: str) -> str:
    return f"#{words.line(ref)}"


def _moment(one: DueWarning, now: datetime, zone: tzinfo) -> str:
    return words.moment_text(one.due_at, now, zone) if one.due_at else ""
