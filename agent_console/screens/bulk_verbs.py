"""What is done with the marked tickets: asked for, told before, done beside the screen, told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.screens.bulk import BulkScreen
    from agent_console.screens.ports import DeskPort
    from agent_console.services.bulk import BulkPlan, BulkVerb

_GO, _EACH = "go", 25
_PREVIEW_LINES = 6


def begin(screen: BulkScreen, what: str) -> None:
    """Ask for what the verb needs, and go on with what would happen."""
    from agent_console.screens import finding_verbs, issue_verbs
    from agent_console.services.bulk import BulkVerb

    asks: dict[str, Callable[[BulkScreen], None]] = {
        "snooze": _ask_until,
        "answer": _ask_answer,
        "type": _ask_type,
        "level": _ask_level,
        "tag": _ask_tag,
        "assign": _ask_owner,
        "merge": _ask_target,
        "issue": issue_verbs.begin_marked,
        "finding": finding_verbs.begin_marked,
    }
    if what in asks:
        asks[what](screen)
    elif what == "take":
        _plan(screen, BulkVerb.ASSIGN, screen.session.agent)
    else:
        _plan(screen, BulkVerb(what), "")


def plan_snooze(screen: BulkScreen, until: datetime) -> None:
    """Go on with letting the marked tickets sleep until then."""
    from agent_console.services.bulk import BulkVerb

    _plan(screen, BulkVerb.SNOOZE, until.isoformat())


def _ask_until(screen: BulkScreen) -> None:
    from agent_console.screens.widgets.snooze_picker import SnoozePicker

    screen.open_panel(SnoozePicker(next(iter(screen.session.marked)), screen.session))


def _pick(
    screen: BulkScreen,
    question: str,
    verb: BulkVerb,
    read: Callable[[DeskPort], list[tuple[str, str]]],
) -> None:
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    panel = PickPanel(screen, question, lambda value: _plan(screen, verb, value))

    def offer(found: list[tuple[str, str]]) -> None:
        panel.offer(Pick(value, text) for value, text in found)

    if screen.ask("many: choices", read, offer, otherwise=panel.give_up):
        screen.open_panel(panel)


def _ask_type(screen: BulkScreen) -> None:
    from agent_console.services.bulk import BulkVerb

    def read(desk: DeskPort) -> list[tuple[str, str]]:
        return [(one, words.line(name)) for one, name, _level in desk.tickets.types()]

    _pick(screen, _("What do the marked tickets ask for?"), BulkVerb.TYPE, read)


def _ask_level(screen: BulkScreen) -> None:
    from agent_console.services.bulk import BulkVerb

    levels = [(str(n), _("level {n}").format(n=n)) for n in (1, 2, 3)]
    _pick(screen, _("Which level do the marked tickets need?"), BulkVerb.LEVEL, lambda _d: levels)


def _ask_answer(screen: BulkScreen) -> None:
    from agent_console.services.bulk import BulkVerb

    ref = next(iter(screen.session.marked))

    def read(desk: DeskPort) -> list[tuple[str, str]]:
        situation = desk.answers.situation(ref)
        ranked = desk.answers.ranked(situation)
        return [(one.entry.id, words.line(one.entry.title(situation.language))) for one in ranked]

    _pick(screen, _("Which canned answer do the marked tickets get?"), BulkVerb.ANSWER, read)


def _ask_tag(screen: BulkScreen) -> None:
    from dataclasses import replace

    from agent_console.screens.widgets.tag_panel import TagPanel
    from agent_console.services.bulk import BulkVerb

    if (row := screen.row) is None:
        return
    panel = TagPanel(screen, replace(row, tags=()), lambda tag: _plan(screen, BulkVerb.TAG, tag))
    if screen.ask(
        "many: tags",
        lambda desk: desk.handling.known_tags(),
        panel.offer_tags,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _ask_owner(screen: BulkScreen) -> None:
    from agent_console.screens.widgets.assign_panel import AssignPanel
    from agent_console.services.bulk import BulkVerb

    ref = next(iter(screen.session.marked))
    panel = AssignPanel(
        screen,
        _("Who answers the marked tickets?"),
        lambda owner: _plan(screen, BulkVerb.ASSIGN, owner),
    )
    if screen.ask(
        "many: colleagues",
        lambda desk: desk.tickets.explain(ref).colleagues,
        panel.offer_colleagues,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _ask_target(screen: BulkScreen) -> None:
    from agent_console.screens.widgets.ticket_picker import TicketPicker
    from agent_console.services.bulk import BulkVerb

    if (row := screen.row) is None:
        return
    panel = TicketPicker(
        screen,
        _("The marked tickets are merged into …"),
        row.ref,
        lambda into: _plan(screen, BulkVerb.MERGE, into),
        itself=row,
    )
    if screen.ask(
        "many: others",
        lambda desk: desk.joining.merge_targets(row.ref),
        panel.offer_targets,
        otherwise=panel.give_up,
    ):
        screen.open_panel(panel)


def _plan(screen: BulkScreen, verb: BulkVerb, value: str) -> None:
    refs = tuple(screen.session.marked)
    screen.ask(
        "many: plan",
        lambda desk: desk.bulk.plan(verb, value, refs),
        lambda plan: _confirm(screen, plan),
        group="many",
        exclusive=True,
    )


def _confirm(screen: BulkScreen, plan: BulkPlan) -> None:
    """Show what would happen, and ask."""
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    summary = summary_text(plan)
    if not plan.refs:
        screen.say(summary, tone=Tone.WARNING)
        return
    panel = PickPanel(screen, summary, lambda value: _do(screen, plan) if value == _GO else None)
    n = len(plan.refs)
    go = ngettext("Do it with {n} ticket", "Do it with {n} tickets", n).format(n=n)
    panel.offer(
        (
            Pick(_GO, go, current=not plan.mind),
            Pick("", _("Leave all as they are"), current=bool(plan.mind)),
        )
    )
    screen.open_panel(panel)


def summary_text(plan: BulkPlan) -> str:
    """Return what would happen in words: how many, what, who stays and why, what to mind."""
    n = len(plan.refs) + sum(len(one.refs) for one in plan.stays)
    text = ngettext("{n} ticket: {verb}", "{n} tickets: {verb}", n)
    parts = [text.format(n=n, verb=verb_text(plan))]
    for one in plan.stays:
        stays = ngettext("{n} stays ({why})", "{n} stay ({why})", len(one.refs))
        parts.append(stays.format(n=len(one.refs), why=words.line(one.why)))
    if plan.mind:
        parts.append("! " + words.line(plan.mind))
    lines = [", ".join(parts)]
    if plan.preview:
        lines += [f"│ {words.line(line)}" for line in plan.preview.split("\n")[:_PREVIEW_LINES]]
    return "\n".join(lines)


def verb_text(plan: BulkPlan) -> str:
    """Return what is done, in words."""
    value = words.line(plan.value)
    return {
        "close": _("close"),
        "assign": _("assign to {value}"),
        "type": _("request type {value}"),
        "level": _("level {value}"),
        "tag": _("tag {value}"),
        "snooze": _("sleep until {value}"),
        "merge": _("merge into #{value}"),
        "spam": _("spam"),
        "answer": _("send the answer {value}"),
    }[plan.verb].format(value=value)


def _do(screen: BulkScreen, plan: BulkPlan) -> None:
    n = len(plan.refs)
    app = screen.app

    def progress(done: int) -> None:
        if done % _EACH == 0 and done < n:
            text = _("{verb}: {done} of {n}").format(verb=verb_text(plan), done=done, n=n)
            app.call_from_thread(screen.say, text)

    def done(now: BulkPlan) -> None:
        screen.session.did()
        screen.session.marked.clear()
        text = ngettext("{n} ticket: {verb}", "{n} tickets: {verb}", len(now.refs))
        said = text.format(n=len(now.refs), verb=verb_text(now))
        stay = sum(len(one.refs) for one in now.stays)
        if stay:
            said += ", " + ngettext("{n} stays", "{n} stay", stay).format(n=stay)
        screen.say(said + " · " + _("u takes all of it back"))
        if screen.is_attached:
            screen.reload()
            screen.rows.refresh()

    screen.act("many", lambda desk: desk.bulk.carry_out(plan, progress), done)
