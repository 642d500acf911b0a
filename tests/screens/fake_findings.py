"""Findings kept in memory: one that is late, one that is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from agent_console.desk.findings import Finding, FindingField, FindingState, day_of
from agent_console.desk.notice_facts import NoticeWritten
from agent_console.desk.notices import Notice, NoticeState
from tests.screens.fake_content import NOW, ref_of


class FakeFindings:
    """Keeps what was said; ``told`` are the texts of notices."""

    def __init__(self) -> None:
        late = (NOW - timedelta(days=2)).date()
        self.findings = {
            "late": Finding("late", "Log-in \x1b[31masks twice", "Ida", NOW, due=late),
            "done": Finding(
                "done", "Boxes too big", "Ida", NOW, "Bert", state=FindingState.DONE,
                tickets=(ref_of(0), ref_of(1)),
            ),
        }  # fmt: skip
        self.told: list[tuple[str, str]] = []

    def all(self) -> tuple[Finding, ...]:
        return tuple(self.findings.values())

    def begin(self, title: str, refs: Sequence[str] = ()) -> Finding:
        self.findings["new"] = Finding("new", title, "Ida", NOW, tickets=tuple(refs))
        return self.findings["new"]

    def add(self, name: str, refs: Sequence[str]) -> int:
        one = self.findings[name]
        self.findings[name] = replace(one, tickets=(*one.tickets, *refs))
        return len(refs)

    def say(self, name: str, field: FindingField, value: str) -> Finding:
        one = self.findings[name]
        said = {
            FindingField.OWNER: lambda: replace(one, owner=value),
            FindingField.ACTION: lambda: replace(one, action=value),
            FindingField.STATE: lambda: replace(one, state=FindingState(value)),
            FindingField.DUE: lambda: replace(one, due=day_of(value)),
        }
        self.findings[name] = said[field]()
        return self.findings[name]

    def tell(self, name: str, *, answer: str = "", text: str = "", subject: str = "") -> Notice:
        self.told.append((name, text))
        return Notice("n", NoticeWritten(name, text=text), NoticeState.DRAFT, "Ida", NOW)
