"""Files of customers brought in: looked at first, in portions that are whole or not there at all.

Colleagues get what is imported, too: a portion of some hundred rows is one fact of the journal.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from agent_console.desk.customer_facts import CustomersImported
from agent_console.desk.customer_pack import MAX_ROWS, PACK, ImportRow, packs
from agent_console.desk.customer_rows import (
    CheckedRow,
    Checking,
    Conflict,
    Planned,
    Problem,
    planned,
)
from agent_console.desk.records import RecordKind, record_ref
from agent_console.desk.refs import base32
from agent_console.services.acting import Acts
from agent_console.services.customer_files import CustomerFile
from agent_console.services.customer_records import persons_of

_NAME_BYTES = 5
_PREVIEW = 5
_LISTED = 1_000
Progress = Callable[[int, int], None]


def _say_nothing(_done: int, _total: int) -> None:
    """Report nothing."""


@dataclass(slots=True)
class ImportReport:
    """What a file brings or brought; of problems and conflicts the first thousand.

    ``rows`` can be used: ``new`` of them are of nobody who was known, ``changed`` add something,
    ``same`` nothing. Of the ``refused`` ones nothing can be used.
    """

    file: str
    kind: str
    encoding: str
    delimiter: str = ""
    left_out: tuple[str, ...] = ()
    dry: bool = True
    rows: int = 0
    refused: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    overwritten: int = 0
    problem_count: int = 0
    conflict_count: int = 0
    stopped: bool = False
    preview: list[ImportRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


class CustomerImport:
    """Brings a file in; what was brought in before it is stopped stays, whole rows of it."""

    def __init__(self, acts: Acts, file: CustomerFile) -> None:
        self._acts = acts
        self._file = file
        self._name = base32(secrets.token_bytes(_NAME_BYTES)).lower()
        self._packs = 0
        self.report = ImportReport(
            file.name, file.kind, file.encoding, file.delimiter, file.headers.left_out
        )

    def run(
        self, *, dry: bool, overwrite: bool = False, on_progress: Progress = _say_nothing
    ) -> ImportReport:
        """Look at every row; bring in what it adds unless ``dry``.

        What contradicts what agents said or files brought is listed, and replaced only with
        ``overwrite``. On KeyboardInterrupt the report says ``stopped``.
        """
        self.report.dry = dry
        checking = Checking()
        on_progress(0, self._file.size)
        try:
            for portion in _portions(self._checked(checking)):
                self._bring(portion, dry=dry, overwrite=overwrite)
                on_progress(min(portion[-1].line, self._file.size - 1), self._file.size)
        except KeyboardInterrupt:
            self.report.stopped = True
        self.report.refused = checking.refused
        self.report.problem_count = len(checking.problems)
        self.report.problems = checking.problems[:_LISTED]
        if not self.report.stopped:
            on_progress(self._file.size, self._file.size)
        return self.report

    def _checked(self, checking: Checking) -> Iterator[CheckedRow]:
        for raw in self._file.rows():
            if (checked := checking.check(raw)) is not None:
                yield checked

    def _bring(self, portion: Sequence[CheckedRow], *, dry: bool, overwrite: bool) -> None:
        with self._acts.store.look() as connection:
            known = persons_of(connection, [one.row.email for one in portion], brief=True)
        plans: list[Planned] = []
        fresh: set[str] = set()
        for one in portion:
            email = one.row.email
            is_new = not known[email].is_known and email not in fresh
            fresh.add(email)
            plans.append(planned(one, known[email].profile, is_new=is_new, overwrite=overwrite))
        added = [plan.row for plan in plans if plan.row is not None]
        over = [plan.over for plan in plans if plan.over is not None]
        if not dry:
            self._record(added, over="")
            self._record(over, over="yes")
        self._count(plans, len(over))

    def _record(self, rows: Sequence[ImportRow], *, over: str) -> None:
        for text, _count in packs(rows):
            self._packs += 1
            record = record_ref(RecordKind.CUSTOMER, f"{PACK}{self._name}.{self._packs}")
            self._acts.record_about(record, [CustomersImported(text, self._file.name, over)])
            self._acts.forget_last()

    def _count(self, plans: Sequence[Planned], over: int) -> None:
        report = self.report
        report.rows += len(plans)
        report.new += sum(plan.is_new for plan in plans)
        report.changed += sum(
            not plan.is_new and (plan.row is not None or plan.over is not None) for plan in plans
        )
        report.same += sum(
            plan.row is None and plan.over is None and not plan.conflicts for plan in plans
        )
        report.overwritten += over
        for plan in plans:
            report.conflict_count += len(plan.conflicts)
            report.conflicts += plan.conflicts[: max(0, _LISTED - len(report.conflicts))]
            if plan.row is not None and len(report.preview) < _PREVIEW:
                report.preview.append(plan.row)


def _portions(rows: Iterator[CheckedRow]) -> Iterator[list[CheckedRow]]:
    while portion := list(islice(rows, MAX_ROWS)):
        yield portion
