"""``agent-console feedback``: surveys and their answers; turned on and off."""

from __future__ import annotations

import argparse
from datetime import timedelta, tzinfo
from zoneinfo import ZoneInfo

from agent_console.cli_context import load_settings, opened_desk
from agent_console.cli_output import print_json, say, table, width_of_output
from agent_console.desk.customers import CustomerField
from agent_console.desk.feedback import Asked
from agent_console.desk.text import to_screen
from agent_console.errors import ActionRefusedError, ExitCode
from agent_console.i18n import _, ngettext
from agent_console.services.feedback import FeedbackStatus
from agent_console.services.feedback_figures import FeedbackFigure
from agent_console.services.feedback_words import score_words, survey_word, value_words
from agent_console.services.settings_edit import changed_setting
from agent_console.services.settings_file import write_settings

_FEW = 20
_HOUR = timedelta(hours=1)


def status(options: argparse.Namespace) -> ExitCode:
    """Print whether customers are asked, what, and the scores of the last 30 days."""
    with opened_desk() as desk:
        found, zone = desk.customers.feedback.status(), ZoneInfo(desk.config.calendar.zone)
    if options.json:
        print_json(_plain_status(found))
        return ExitCode.OK
    for line in _status_lines(found, zone):
        print(line)
    return ExitCode.OK


def listing(options: argparse.Namespace) -> ExitCode:
    """Print what was asked and answered."""
    with opened_desk() as desk:
        if options.key:
            found = desk.customers.feedback.of_ticket(desk.tickets.find(options.key))
        else:
            found = desk.customers.feedback.newest(options.limit, bad=options.bad)
        zone = ZoneInfo(desk.config.calendar.zone)
    found = tuple(one for one in found if one.is_bad or not options.bad)
    if options.json:
        print_json([_plain(one) for one in found])
        return ExitCode.OK
    for line in table([_row(one, zone) for one in found], (10, 17, 22, 30), width_of_output()):
        print(line)
    if not found:
        say(_("Nobody was asked."))
    return ExitCode.OK


def preview(options: argparse.Namespace) -> ExitCode:
    """Print the mail that would ask about a ticket."""
    with opened_desk() as desk:
        mail = desk.customers.feedback.preview(desk.tickets.find(options.key))
    if options.json:
        print_json(mail)
    else:
        print(_("Subject: {subject}").format(subject=to_screen(mail.subject, one_line=True)))
        print()
        print(to_screen(mail.text))
    return ExitCode.OK


def ask(options: argparse.Namespace) -> ExitCode:
    """Queue the survey of a closed ticket."""
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        address = desk.customers.feedback.ask(ref)
    if options.json:
        print_json({"ticket": ref, "to": address})
    words = _("#{ref}: {address} is asked; the mail is in the outbox.")
    say(words.format(ref=ref, address=to_screen(address, one_line=True)))
    return ExitCode.OK


def score(options: argparse.Namespace) -> ExitCode:
    """Note a score that was told elsewhere."""
    with opened_desk() as desk:
        one = desk.customers.feedback.score(
            desk.tickets.find(options.key), options.value, options.why
        )
    if options.json:
        print_json(_plain(one))
    say(f"#{one.ticket}: {score_words(one)}")
    return ExitCode.OK


def objection(options: argparse.Namespace) -> ExitCode:
    """Note that a customer objects to surveys, or no longer does."""
    with opened_desk() as desk:
        value = "no" if options.off else "yes"
        desk.customers.edit(options.address, CustomerField.NO_SURVEYS, value)
    if options.json:
        print_json({"address": options.address, "objects": not options.off})
    address = to_screen(options.address, one_line=True)
    words = _("{address} may be asked again.") if options.off else _("{address} is asked no more.")
    say(words.format(address=address))
    return ExitCode.OK


def turn_on(options: argparse.Namespace) -> ExitCode:
    """Begin to ask, from the next start of the engine on."""
    return _turn(options, enabled=True)


def turn_off(options: argparse.Namespace) -> ExitCode:
    """Ask no more."""
    return _turn(options, enabled=False)


def _turn(options: argparse.Namespace, *, enabled: bool) -> ExitCode:
    config, locations = load_settings()
    path = locations.config_file
    if config.feedback.enabled is not enabled:
        text = path.read_text(encoding="utf-8")
        write_settings(path, changed_setting(text, ("feedback", "enabled"), enabled))
        config, _locations = load_settings()
    if config.feedback.enabled is not enabled:
        raise ActionRefusedError(
            _("Feedback"),
            _("the team's shared settings say otherwise"),
            _("A lead changes what `agent-console team share feedback` shared."),
        )
    if options.json:
        print_json({"enabled": enabled})
    if enabled:
        say(_("Customers are asked from the next start of the console on."))
        say(_("Such mail counts as advertising in Germany: docs/feedback.md says what to mind."))
    else:
        say(_("Nobody is asked from the next start of the console on."))
    return ExitCode.OK


def _status_lines(found: FeedbackStatus, zone: tzinfo) -> list[str]:
    lines = [_("Customers are asked.") if found.enabled else _("Customers are not asked.")]
    words = _("Asked: {what}, {after} after closing; the same person not within {days} days.")
    hours = int(found.after / _HOUR)
    after = ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    lines.append(words.format(what=found.ask, after=after, days=found.every_days))
    lines += [
        _("After {type}: {what}").format(type=to_screen(name, one_line=True), what=what)
        for name, what in found.types
    ]
    figures = found.figures
    words = _("Last 30 days: {asked} asked, {answered} of them answered.")
    lines.append(words.format(asked=figures.asked, answered=figures.answered))
    for name, figure in (("CSAT", figures.csat), ("NPS", figures.nps), ("CES", figures.ces)):
        if figure.value is not None:
            lines.append(_figure_line(name, figure))
    if found.next_at is not None:
        n = found.waiting
        lines.append(
            ngettext(
                "{n} ticket waits; looked at from {time} on.",
                "{n} tickets wait; looked at from {time} on.",
                n,
            ).format(n=n, time=f"{found.next_at.astimezone(zone):%Y-%m-%d %H:%M}")
        )
    return lines


def _figure_line(name: str, figure: FeedbackFigure) -> str:
    value = figure.value or 0.0
    shown = {
        "CSAT": f"{value * 100:.0f} %",
        "NPS": f"{value * 100:+.0f}",
        "CES": f"{value:.1f} / 7",
    }[name]
    small = f" ({_('few answers: it says little')})" if figure.n < _FEW else ""
    return _("{name}: {value}, n = {n}").format(name=name, value=shown, n=figure.n) + small


def _row(one: Asked, zone: tzinfo) -> tuple[str, ...]:
    at = one.answered_at or one.at
    return (
        f"#{one.ticket}",
        f"{at.astimezone(zone):%Y-%m-%d %H:%M}",
        score_words(one),
        to_screen(one.email, one_line=True),
        to_screen(one.comment, one_line=True),
    )


def _plain(one: Asked) -> dict[str, object]:
    return {
        "ticket": one.ticket,
        "survey": one.which,
        "name": survey_word(one.which),
        "address": one.email,
        "asked": one.at,
        "answered": one.answered_at,
        "value": one.value,
        "score": value_words(one.which, one.value) if one.value is not None else "",
        "bad": one.is_bad,
        "comment": one.comment,
        "objects": one.objected,
        "mail": one.mail,
        "agent": one.agent,
    }


def _plain_status(found: FeedbackStatus) -> dict[str, object]:
    figures = found.figures
    return {
        "enabled": found.enabled,
        "ask": found.ask,
        "types": dict(found.types),
        "after_seconds": int(found.after.total_seconds()),
        "every_days": found.every_days,
        "waiting": found.waiting,
        "next": found.next_at,
        "asked": figures.asked,
        "answered": figures.answered,
        "csat": {"value": figures.csat.value, "n": figures.csat.n},
        "nps": {"value": figures.nps.value, "n": figures.nps.n},
        "ces": {"value": figures.ces.value, "n": figures.ces.n},
    }
