"""``agent-console apology``: the answer to a complaint, and what is decided about complaints."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from agent_console.cli_acts import read_text
from agent_console.cli_context import opened_desk
from agent_console.cli_output import print_json, say
from agent_console.cli_sending import refuse_doubts, see_off
from agent_console.desk.apology_findings import Finding, Severity
from agent_console.desk.canned_render import gaps
from agent_console.desk.events import Overruled
from agent_console.desk.remedies import Authority, Remedy, remedy_word
from agent_console.desk.text import shorten, to_screen
from agent_console.errors import ActionRefusedError, ExitCode
from agent_console.i18n import _
from agent_console.services.complaints import NO_REMEDY, Choice, Written
from agent_console.services.desk import Desk
from agent_console.services.replies import ReplyDraft

_SHOWN = 60


def apology(options: argparse.Namespace) -> ExitCode:
    """Print the apology for a ticket, or do with it what the options say."""
    _refuse_nonsense(options)
    with opened_desk() as desk:
        ref = desk.tickets.find(options.key)
        if options.check:
            return _check(desk, ref, options)
        if options.ask:
            return _ask(desk, ref, options)
        written = _written(desk, ref, options)
        if options.approval:
            return _ask_for_leave(desk, ref, written)
        if options.send:
            return _send(desk, options, written)
        if options.json:
            print_json(_plain(ref, written))
            return ExitCode.OK
        print(to_screen(written.draft.text))
        for line in _about(desk, written):
            say(to_screen(line, one_line=True))
    return ExitCode.OK


def grant(options: argparse.Namespace) -> ExitCode:
    """Grant what somebody asked for."""
    with opened_desk() as desk:
        row = desk.complaints.grant(desk.tickets.find(options.key))
    say(_("#{ref}: the remedy is granted.").format(ref=row.ref))
    return ExitCode.OK


def make_sure(options: argparse.Namespace) -> ExitCode:
    """Settle the last step of a complaint for a reason."""
    with opened_desk() as desk:
        row = desk.tickets.make_sure(desk.tickets.find(options.key), options.reason)
    say(_("#{ref} can be closed.").format(ref=row.ref))
    return ExitCode.OK


def _refuse_nonsense(options: argparse.Namespace) -> None:
    message = ""
    if options.value is not None and options.remedy in ("", NO_REMEDY):
        message = _("--value needs a --remedy that has one")
    elif options.send and (options.check or options.approval):
        message = _("--send goes neither with --check nor with --approval")
    if message:
        raise ActionRefusedError(_("Apology"), message)


def _written(desk: Desk, ref: str, options: argparse.Namespace) -> Written:
    written = desk.complaints.write(ref, Choice(options.remedy, options.value))
    if options.remedy not in ("", NO_REMEDY) and written.situation.remedy is None:
        raise ActionRefusedError(_("Apology"), _("this team does not offer that"))
    return written


def _check(desk: Desk, ref: str, options: argparse.Namespace) -> ExitCode:
    """Print what speaks against a text, one line each; hints alone are no failure."""
    text = read_text(options.check)
    findings = desk.complaints.check(ref, text)
    if options.json:
        print_json(findings)
    else:
        for line in _finding_lines(findings, text):
            print(to_screen(line, one_line=True))
    return ExitCode.FAILED if _not_hints(findings) else ExitCode.OK


def _ask(desk: Desk, ref: str, options: argparse.Namespace) -> ExitCode:
    before = desk.replies.begin(ref, everyone=True)
    draft = desk.complaints.ask(ref)
    if options.send:
        _refuse_gaps(draft.text)
        refuse_doubts(desk, before, draft.text, force=options.force)
        return see_off(desk, options, desk.replies.queue(draft, draft.text))
    if options.json:
        print_json({"ref": ref, "text": draft.text, "gaps": _gap_names(draft.text)})
    else:
        print(to_screen(draft.text))
    return ExitCode.OK


def _ask_for_leave(desk: Desk, ref: str, written: Written) -> ExitCode:
    remedy, authority = written.situation.remedy, written.authority
    if remedy is None or authority is None or authority.allowed:
        why = authority.reason if authority else _("nothing is offered")
        raise ActionRefusedError(_("Approval"), why, _("Nobody has to approve that."))
    if authority.level is None:
        raise ActionRefusedError(_("Approval"), authority.reason)
    desk.complaints.ask_for_leave(ref, remedy)
    words = _("#{ref}: an agent of level {n} can grant it: agent-console grant {ref}")
    say(words.format(ref=ref, n=authority.level))
    return ExitCode.OK


def _send(desk: Desk, options: argparse.Namespace, written: Written) -> ExitCode:
    """Queue the apology with its follow-up; raises ActionRefusedError for what may not leave."""
    text, ref = written.draft.text, written.draft.ref
    _refuse_gaps(text)
    authority = written.authority
    if authority is not None and not authority.allowed:
        hint = _("`agent-console apology {ref} --approval` asks for it; or offer less.")
        raise ActionRefusedError(_("Approval"), authority.reason, hint.format(ref=ref))
    draft = _overruled(written.draft, written.findings, options.overrule.strip())
    before = desk.replies.begin(ref, everyone=True)
    refuse_doubts(desk, before, text, force=options.force)
    item = desk.replies.queue(draft, text, follow_up=written.follow_up)
    return see_off(desk, options, item)


def _refuse_gaps(text: str) -> None:
    names = _gap_names(text)
    if names:
        raise ActionRefusedError(
            _("Apology"),
            _("still to be filled in: {names}").format(names=", ".join(names)),
            _("Write it in the console, or with `agent-console reply`."),
        )


def _overruled(draft: ReplyDraft, findings: Iterable[Finding], reason: str) -> ReplyDraft:
    """Return the draft that says what was overruled; an error cannot be, a problem by a reason."""
    left = _not_hints(findings)
    stops = [one for one in left if one.severity is Severity.ERROR or not reason]
    if stops:
        lines = "\n".join(_finding_lines(stops, draft.text))
        hint = _("Change the text in the console, or say why it may stay: --overrule REASON.")
        raise ActionRefusedError(_("Apology"), lines, hint)
    facts = (Overruled(one.check, _found(one, draft.text), reason) for one in left)
    return replace(draft, acts=(*draft.acts, *facts))


def _found(finding: Finding, text: str) -> str:
    """Return the words that a check is about, or what it misses."""
    return text[finding.start : finding.end] if finding.start >= 0 else finding.words


def _not_hints(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is not Severity.HINT]


def _finding_lines(findings: Iterable[Finding], text: str) -> Iterator[str]:
    for one in findings:
        line = text.count("\n", 0, one.start) + 1
        column = one.start - text.rfind("\n", 0, max(one.start, 0))
        place = f"{line}:{column}: " if one.start >= 0 else ""
        hint = _("hint: ") if one.severity is Severity.HINT else ""
        found = f" “{shorten(_found(one, text), _SHOWN)}”" if one.start >= 0 else ""
        yield f"{place}{hint}{one.words}{found} {one.hint}"


def _about(desk: Desk, written: Written) -> Iterator[str]:
    """Yield what stands beside the text: what is offered and may be, when it comes back, doubts."""
    if written.situation.used:
        yield _(
            "An apology has left already: --ask writes the mail that asks whether it is solved."
        )
    yield from _offer_lines(written)
    back = written.follow_up.astimezone(ZoneInfo(desk.config.calendar.zone))
    moment = _("{date:%Y-%m-%d %H:%M}").format(date=back)
    yield _("Once sent, the ticket comes back on {moment}.").format(moment=moment)
    yield from _finding_lines(written.findings, written.draft.text)


def _offer_lines(written: Written) -> Iterator[str]:
    remedy, situation = written.situation.remedy, written.situation
    if remedy is not None and written.authority is not None:
        words = _("Offered: {remedy}, by {day:%Y-%m-%d} ({authority}).")
        named = _remedy_words(remedy)
        why = written.authority.reason
        yield words.format(remedy=named, day=situation.by, authority=why)
    chosen = remedy.kind if remedy else None
    others = [one for one in written.offers if one.remedy.kind is not chosen]
    if others:
        named = "; ".join(_offered(one.remedy, one.authority) for one in others)
        yield _("Also possible: {remedies}").format(remedies=named)


def _offered(remedy: Remedy, authority: Authority) -> str:
    words = _remedy_words(remedy)
    return words if authority.allowed else f"{words} ({authority.reason})"


def _remedy_words(remedy: Remedy) -> str:
    """Return a remedy as ``replacement (replacement, 89.90 EUR)``: the word, and what it takes."""
    word = remedy_word(remedy.kind)
    named = word if word == remedy.kind else f"{word} ({remedy.kind})"
    return named if remedy.value is None else f"{named} {remedy.value} {remedy.currency}"


def _gap_names(text: str) -> Sequence[str]:
    return list(dict.fromkeys(gap.name for gap in gaps(text)))


def _plain(ref: str, written: Written) -> dict[str, object]:
    """Return an apology for JSON; places count characters of ``text``, amounts are texts."""
    situation, authority = written.situation, written.authority
    return {
        "ref": ref,
        "language": situation.language,
        "form": situation.form,
        "matter": situation.matter.kind,
        "text": written.draft.text,
        "gaps": _gap_names(written.draft.text),
        "steps": [
            {
                "step": part.step,
                "block": part.block,
                "start": part.start,
                "end": part.end,
                "text": part.text,
            }
            for part in written.apology.parts
        ],
        "remedy": _plain_remedy(situation.remedy) if situation.remedy else None,
        "authority": authority,
        "by": situation.by.isoformat(),
        "check": situation.check.isoformat(),
        "follow_up": written.follow_up,
        "findings": written.findings,
        "offers": [
            {**_plain_remedy(one.remedy), "authority": one.authority} for one in written.offers
        ],
    }


def _plain_remedy(remedy: Remedy) -> dict[str, object]:
    return {
        "kind": remedy.kind,
        "value": None if remedy.value is None else str(remedy.value),
        "currency": remedy.currency,
        "cost": None if remedy.cost is None else str(remedy.cost),
        "days": remedy.days,
    }
