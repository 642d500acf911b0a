"""What agents say of the selected ticket by one key: what it is, how it matters, whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from agent_console.desk.labels import LabelName
from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words

if TYPE_CHECKING:
    from agent_console.screens.verbs import VerbScreen

STEPS = frozenset({"complaint", "frustration", "raise", "lower"})
"""Verbs that go on from what the ticket is: pressed twice at once, they count twice."""

_ANGRY = 3
_RAISED = {"low": "normal", "high": "urgent", "urgent": "normal"}


def say(screen: VerbScreen, row: QueueRow, what: str) -> None:
    """Do what the action ``ticket.<what>`` promises on the ticket of ``row``."""
    verbs: dict[str, Callable[[VerbScreen, QueueRow], None]] = {
        "type": _ask_type,
        "level": _ask_level,
        "complaint": _complaint,
        "frustration": _frustration,
        "raise": _raise,
        "lower": _lower,
        "hand_over": _hand_over,
        "close_thanks": _close_thanks,
        "judge": _judge,
    }
    verbs[what](screen, row)


def _label(
    screen: VerbScreen,
    row: QueueRow,
    what: LabelName,
    value: str,
    said: Callable[[QueueRow], str],
) -> None:
    ref = row.ref
    screen.record(
        f"ticket: {what.value}", ref, lambda desk: desk.tickets.label(ref, what, value), said
    )


def _ask_type(screen: VerbScreen, row: QueueRow) -> None:
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    names: dict[str, str] = {}

    def said(now: QueueRow, *, by_rules: bool) -> str:
        name = words.line(names.get(now.type, now.type)) or _("not known yet")
        text = _("{ref}: request type {name}")
        if by_rules:
            text = _("{ref}: request type left to the rules: {name}")
        return text.format(ref=_shown(now), name=name)

    def chosen(value: str) -> None:
        _label(screen, row, LabelName.TYPE, value, lambda now: said(now, by_rules=not value))

    def known(types: tuple[tuple[str, str, int], ...]) -> None:
        names.update((one, name) for one, name, _level in types)
        panel.offer(
            (
                Pick("", _("Leave it to the rules")),
                *(
                    Pick(one, _type_words(name, level), current=one == row.type)
                    for one, name, level in types
                ),
            )
        )

    panel = PickPanel(screen, _("What does {ref} ask for?").format(ref=_shown(row)), chosen)
    if screen.ask(
        "ticket: types", lambda desk: desk.tickets.types(), known, otherwise=panel.give_up
    ):
        screen.open_panel(panel)


def _type_words(name: str, level: int) -> str:
    return _("{name} · level {n}").format(name=words.line(name), n=level)


def _ask_level(screen: VerbScreen, row: QueueRow) -> None:
    from agent_console.screens.widgets.level_picker import LevelPicker

    def chosen(value: str) -> None:
        text = _("{ref} needs level {n}") if value else _("{ref}: level left to the rules: {n}")
        _label(
            screen,
            row,
            LabelName.LEVEL,
            value,
            lambda now: text.format(ref=_shown(now), n=now.level or "–"),
        )

    screen.open_panel(LevelPicker(row, chosen))


def _complaint(screen: VerbScreen, row: QueueRow) -> None:
    from agent_console.services.labelling import NO, YES

    text = _("{ref} is no complaint") if row.complaint else _("{ref} is a complaint")
    _label(
        screen,
        row,
        LabelName.COMPLAINT,
        NO if row.complaint else YES,
        lambda now: text.format(ref=_shown(now)),
    )


def _frustration(screen: VerbScreen, row: QueueRow) -> None:
    step = 0 if row.frustration >= _ANGRY else row.frustration + 1
    text = _("{ref}: the customer is {word} ({n} of 3)")
    _label(
        screen,
        row,
        LabelName.FRUSTRATION,
        str(step),
        lambda now: text.format(ref=_shown(now), word=words.mood_word(step), n=step),
    )


def _raise(screen: VerbScreen, row: QueueRow) -> None:
    _prioritise(screen, row, _RAISED.get(row.priority, "high"))


def _lower(screen: VerbScreen, row: QueueRow) -> None:
    _prioritise(screen, row, "normal" if row.priority == "low" else "low")


def _prioritise(screen: VerbScreen, row: QueueRow, priority: str) -> None:
    text = f"{words.priority_sign(priority)} {words.priority_text(priority)}".strip()
    _label(screen, row, LabelName.PRIORITY, priority, lambda now: f"{_shown(now)}: {text}")


def _hand_over(screen: VerbScreen, row: QueueRow) -> None:
    from agent_console.screens.widgets.hand_over_panel import HandOverPanel

    ref = row.ref

    def chosen(owner: str, note: str) -> None:
        text = _("{ref} is with {name} now").format(ref=_shown(row), name=words.line(owner))
        screen.record(
            "ticket: hand over", ref, lambda desk: desk.tickets.hand_over(ref, owner, note), text
        )

    panel = HandOverPanel(screen, ref, chosen)
    if screen.ask(
        "ticket: colleagues",
        lambda desk: desk.tickets.explain(ref).colleagues,
        panel.offer_colleagues,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _close_thanks(screen: VerbScreen, row: QueueRow) -> None:
    ref = row.ref
    screen.record(
        "ticket: close",
        ref,
        lambda desk: desk.tickets.close(ref, ignore_thanks=True),
        _("{ref} is closed; a mail that only thanks leaves it so").format(ref=_shown(row)),
    )


def _judge(screen: VerbScreen, row: QueueRow) -> None:
    """Say that a person wrote the current mail, or a machine: the other one than it shows."""
    from agent_console.desk.mail import MailKind
    from agent_console.desk.views import EntryKind
    from agent_console.screens.ticket import TicketScreen

    came_in = {
        EntryKind.MAIL_IN: MailKind.AUTOMATIC,
        EntryKind.AUTOMATIC: MailKind.HUMAN,
        EntryKind.DELIVERY_REPORT: MailKind.HUMAN,
    }
    entry = screen.timeline.entry if isinstance(screen, TicketScreen) else None
    if entry is None or entry.kind not in came_in:
        screen.say(_("Only a mail that came in can be judged: go to one with j and k."))
        return
    ref, key, kind = row.ref, entry.key, came_in[entry.kind]
    said = _("The mail counts as written by a person; so do later ones of its sender")
    if kind is MailKind.AUTOMATIC:
        said = _("The mail counts as written by a machine; so do later ones of its sender")
    elif entry.kind is EntryKind.DELIVERY_REPORT:
        said = _("The mail counts as written by a person")
    screen.record("ticket: judge", ref, lambda desk: desk.tickets.judge(ref, key, kind), said)


def _shown(row: QueueRow) -> str:
    return f"#{words.line(row.ref)}"
