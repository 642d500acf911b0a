"""Write docs/keys.md from the program's own list of actions."""

from __future__ import annotations

from pathlib import Path

from agent_console.i18n import use_language
from agent_console.screens.keys import Scope, actions_of, key_label

FILE = Path(__file__).resolve().parents[1] / "docs" / "keys.md"
_PLACES = {
    Scope.QUEUE: "In the queue",
    Scope.TICKET: "In a ticket",
    Scope.REPLY: "While writing a mail",
    Scope.COMPLAINT: "While answering a complaint",
    Scope.NOTE: "While writing a note",
    Scope.CONTACT: "While logging a call or visit",
    Scope.OUTBOX: "In the outbox",
    Scope.SEARCH: "While searching",
    Scope.HEALTH: "In the mailbox health",
    Scope.TEAM: "In the team",
    Scope.CUSTOMER: "At a customer",
    Scope.ORDERS: "At the orders of a ticket",
    Scope.NOTICES: "In the list of notices, known issues and occasions",
    Scope.NOTICE: "At a notice or known issue",
    Scope.REPORTS: "In the reports",
    Scope.FEEDBACK: "In the list of answers to surveys",
    Scope.FINDINGS: "In the findings",
    Scope.REVIEW: "In the monthly review",
    Scope.SOURCE: "In the source of an outgoing mail",
    Scope.EXPLAIN: "In an explanation",
    Scope.HELP: "In the help",
    Scope.QUESTION: "While a question is open",
    Scope.PICKER: "While choosing from a list",
    Scope.PROMPT: "While typing a line",
    Scope.ANSWERS: "While choosing a canned answer",
    Scope.ATTACHING: "While attaching a file",
    Scope.FILES: "In the list of files",
    Scope.APP: "Everywhere",
}


def keys_page() -> str:
    """Return the page: a table for each place, and one for what holds everywhere."""
    use_language("en")
    everywhere = {action.id for action in actions_of(Scope.APP)}
    parts = [
        "# Keys",
        "",
        "Made from the program's list of actions (`python -m tools.keys`). `?` shows the same in",
        "the program, in your language. Where it says _by name_, `Ctrl+P` finds the action, as it",
        "finds every other one; what has neither can be given a key. Other presets, and keys of",
        "your own: [key-maps.md](key-maps.md).",
    ]
    for scope, place in _PLACES.items():
        parts += ["", f"## {place}", "", "| key | what it does | name |", "|---|---|---|"]
        for action in actions_of(scope):
            if scope is Scope.APP or action.id not in everywhere:
                keys = " ".join(_cell(key_label(key)) for key in action.keys)
                if not keys:
                    keys = "_by name_" if action.palette else "–"
                parts.append(f"| {keys} | {action.words()} | {action.id} |")
    return "\n".join(parts) + "\n"


def _cell(key: str) -> str:
    """Return ``key`` as code that does not end the cell of a table."""
    escaped = key.replace("|", "\\|")
    return f"`{escaped}`"


if __name__ == "__main__":
    FILE.write_text(keys_page(), encoding="utf-8")
