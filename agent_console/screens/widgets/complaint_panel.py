"""Beside an apology: its five steps, what the checks say, what is offered, when we come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent_console.desk.apology_blocks import Step
from agent_console.desk.apology_findings import Finding, Severity
from agent_console.desk.countdown import weekday_name
from agent_console.desk.remedies import Authority, Remedy
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.composition import Composition
from agent_console.screens.keys import KeyMap
from agent_console.screens.widgets.remedy_panel import remedy_text
from agent_console.screens.widgets.step_bar import StepState, step_word, steps_text, told_steps

_SIGNS = {Severity.ERROR: "✗", Severity.PROBLEM: "!", Severity.HINT: "·"}
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, whether the agent has overruled it, and whether it is looked at now."""

    finding: Finding
    overruled: bool = False
    current: bool = False

    @property
    def weighs(self) -> bool:
        """Whether it wants a change or a reason before the mail is sent."""
        return not self.overruled and self.finding.severity is not Severity.HINT


@dataclass(frozen=True, slots=True)
class Beside:
    """What the panel shows; ``step`` is the one under the cursor, ``calm`` a customer's anger."""

    composition: Composition
    step: Step | None
    findings: tuple[Judged, ...]
    remedy: Remedy | None
    authority: Authority | None
    back: datetime
    calm: bool = False


class ComplaintPanel(VerticalScroll):
    """Beside the text where there is room, else below it."""

    def __init__(self, zone: tzinfo, keys: KeyMap) -> None:
        super().__init__(can_focus=False)
        self._zone = zone
        self._keys = keys
        self._shown = Content("")
        self._lines = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Lay the panel out."""
        yield self._lines

    def show(self, beside: Beside) -> None:
        """Show how the apology stands; what is shown already is not painted again."""
        plain = self.app.has_class("-plain")
        lines = Content("\n").join(_lines(beside, self._zone, self._keys, plain=plain))
        if not lines.is_same(self._shown):
            self._shown = lines
            self._lines.update(lines)


def _lines(beside: Beside, zone: tzinfo, keys: KeyMap, *, plain: bool) -> Iterator[Content]:
    composition = beside.composition
    told = told_steps if plain else steps_text
    yield Content.styled(told(step_states(composition), beside.step), "bold")
    if beside.step is not None:
        yield Content(_step_line(composition, beside.step, keys))
    weighs = any(one.weighs for one in beside.findings)
    if beside.calm and not weighs:
        yield from _calm_lines()
    yield from _finding_lines(beside, keys)
    yield Content(_offer_line(beside, keys))
    yield Content(_back_line(beside, zone))
    if beside.calm and weighs:
        yield from _calm_lines()


def step_states(composition: Composition) -> dict[Step, StepState]:
    """Return how each step stands in the text."""
    found = {}
    for step in Step:
        here = composition.passage(step)
        missing = here is None or here.missing
        own = here is not None and here.locked
        found[step] = StepState.OPEN if missing else StepState.OWN if own else StepState.DONE
    return found


def _step_line(composition: Composition, step: Step, keys: KeyMap) -> str:
    here = composition.passage(step)
    number, count = composition.count(step)
    key = keys.key("complaint.next_text")
    if here is None or here.missing:
        text = _("{step}: missing · {key} writes it")
    elif here.locked:
        text = _("{step}: your own words, they stay")
    else:
        key = _either(keys.key("complaint.previous_text"), key)
        text = _("{step}: {n} of {count} · {key} changes it")
    return text.format(step=step_word(step), n=number, count=count, key=key)


def _finding_lines(beside: Beside, keys: KeyMap) -> Iterator[Content]:
    found = beside.findings
    weighing = sum(one.weighs for one in found)
    if not weighing:
        yield Content.styled("✓ " + _("The checks find nothing that speaks against it."), "bold")
    else:
        yield Content.styled(_overruling(keys), "bold")
    current = next((place for place, one in enumerate(found) if one.current), 0)
    for one in (*found[current:], *found[:current]):
        line = Content(finding_text(one, beside.composition.text))
        yield line.stylize("$clock-soon") if one.weighs else line


def finding_text(one: Judged, text: str) -> str:
    """Return one line: its sign, its place and words, and what to do."""
    finding = one.finding
    sign = "✓" if one.overruled else _SIGNS[finding.severity]
    mark = "▶" if one.current else ""
    parts = [words.line(finding.words)]
    if finding.start >= 0:
        number = text.count("\n", 0, finding.start) + 1
        said = words.line(text[finding.start : finding.end])
        said = said if len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"
        parts.insert(0, _("line {n} “{words}”").format(n=number, words=said))
    parts.append(_("overruled") if one.overruled else words.line(finding.hint))
    return f"{mark}{sign} " + " · ".join(part for part in parts if part)


def _either(one: str, other: str) -> str:
    """Return two keys as one: Ctrl+← and Ctrl+→ are Ctrl+←/→."""
    shared = one[:-1] if one[:-1] == other[:-1] else ""
    return f"{one}/{other.removeprefix(shared)}"


def _overruling(keys: KeyMap) -> str:
    return _("{next} next finding · {overrule} overrules it").format(
        next=keys.key("complaint.finding"), overrule=keys.key("complaint.overrule")
    )


def _offer_line(beside: Beside, keys: KeyMap) -> str:
    offer = remedy_text(beside.remedy)
    by = beside.composition.situation.by
    parts = [_("Offer: {offer}, by {date}").format(offer=offer, date=_day(by))]
    if beside.authority is not None:
        parts.append(beside.authority.reason)
    return " · ".join((*parts, _("{key} changes it").format(key=keys.key("complaint.remedy"))))


def _back_line(beside: Beside, zone: tzinfo) -> str:
    local = beside.back.astimezone(zone)
    text = _("We come back: {date}, {time:%H:%M}")
    return text.format(date=_day(local.date()), time=local)


def _day(day: date) -> str:
    text = _("{date:%Y-%m-%d}").format(date=day)
    return f"{weekday_name(day.weekday())}, {text}"


def _calm_lines() -> Iterator[Content]:
    yield Content.styled(_("This customer is very angry."), "bold")
    yield Content("+ " + _("Name what happened to them first; facts come after that."))
    yield Content("+ " + _("Own it: “I”, a remedy, a date."))
    yield Content("- " + _("No “but”, no rules, no “calm down”, nobody else’s fault."))
