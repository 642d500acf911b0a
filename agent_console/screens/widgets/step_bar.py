"""The five steps of the answer to a complaint in one line: what is done, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from agent_console.desk.apology_blocks import Step
from agent_console.i18n import _, pgettext


class StepState(StrEnum):
    """How a step stands; the value is its sign."""

    DONE = "✓"
    OWN = "*"
    OPEN = "○"


def step_word(step: Step) -> str:
    """Return the name of a step."""
    return {
        Step.LISTEN: pgettext("step of an apology", "Listen"),
        Step.UNDERSTAND: pgettext("step of an apology", "Understand"),
        Step.APOLOGISE: pgettext("step of an apology", "Apologise"),
        Step.SOLVE: pgettext("step of an apology", "Solve"),
        Step.MAKE_SURE: pgettext("step of an apology", "Make sure"),
    }[step]


def steps_text(states: Mapping[Step, StepState], current: Step | None = None) -> str:
    """Return the line; the step ``current`` stands in brackets."""
    return " · ".join(_step_text(step, states[step], current=step is current) for step in Step)


def _step_text(step: Step, state: StepState, *, current: bool) -> str:
    text = f"{state} {step_word(step)}"
    return f"[{text}]" if current else text


def told_steps(states: Mapping[Step, StepState], current: Step | None = None) -> str:
    """Return the same without signs: what is done and what is missing, in words."""
    titles = {
        StepState.DONE: pgettext("steps of an apology", "done"),
        StepState.OWN: pgettext("steps of an apology", "in your own words"),
        StepState.OPEN: pgettext("steps of an apology", "missing"),
    }
    parts = []
    for state, title in titles.items():
        names = [
            f"[{step_word(step)}]" if step is current else step_word(step)
            for step in Step
            if states[step] is state
        ]
        if names:
            parts.append(f"{title}: {', '.join(names)}")
    return "; ".join(parts)


def steps_done(count: int) -> Mapping[Step, StepState]:
    """Return how the steps stand when the first ``count`` are done."""
    return {
        step: StepState.DONE if number <= count else StepState.OPEN
        for number, step in enumerate(Step, 1)
    }


def steps_line(count: int, *, plain: bool = False) -> str:
    """Return the line for a ticket whose first ``count`` steps are done; ``plain``: in words."""
    said = (told_steps if plain else steps_text)(steps_done(count))
    return _("Complaint: {steps}").format(steps=said)
