"""The peer of the first paint: a Textual program with as many widgets as the queue, and no data.

``python -m benchmarks.empty_app`` paints once and waits.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import DataTable, Footer, Static

MARKER = "painted"
_COLUMNS = ("State", "Answer due", "Customer", "Subject", "Mails", "Owner")


class EmptyApp(App[None]):
    """Tabs, a table, a notice, a status line and the keys, all empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit"),
        Binding("r", "quit", "Reply"),
        Binding("n", "quit", "Note"),
    ]

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static("Open  Mine  Unclaimed  Waiting  Snoozed  Closed")
        table: DataTable[str] = DataTable()
        table.add_columns(*_COLUMNS)
        yield table
        with Vertical():
            yield Static("")
            yield Static(MARKER)
            yield Footer()


if __name__ == "__main__":
    EmptyApp().run()
