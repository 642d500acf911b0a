"""A team pulse for the screens: two closed weeks, and what the agent said of this one."""

from __future__ import annotations

from dataclasses import replace

from agent_console.desk.pulse import Pulse, Said, Week

WEEKS = (
    Week("2026-W09", 5, 3.8, 4.2, ("Too many \x1b[31mreturns", "Thanks, all")),
    Week("2026-W08"),
)


class FakePulse:
    """Keeps what was said; asks for nothing until ``pulse`` is another."""

    def __init__(self) -> None:
        self.pulse = Pulse()
        self.said: list[tuple[int, int, str]] = []

    def ask(self) -> None:
        self.pulse = Pulse(True, "2026-W10", Said.OPEN, WEEKS)

    def look(self) -> Pulse:
        return self.pulse

    def answer(self, mood: int, workload: int, line: str = "") -> Pulse:
        self.said.append((mood, workload, line))
        self.pulse = replace(self.pulse, said=Said.WAITING)
        return self.pulse

    def skip(self) -> Pulse:
        self.pulse = replace(self.pulse, said=Said.SKIPPED)
        return self.pulse
