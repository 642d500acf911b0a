"""How a team's journal is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from agent_console.desk.team_views import Lead, TeamStatus
from agent_console.desk.text import to_screen
from agent_console.i18n import _


def trouble_lines(found: TeamStatus) -> Iterator[str]:
    """Yield what is wrong with the journal, and what to do."""
    if found.old_key:
        yield key_changed_words()
    if found.missing:
        yield _("Messages are missing: {what}").format(what=", ".join(found.missing))
    if found.update_needed:
        yield _("A colleague has a newer version: update agent-console here.")
    if found.differs:
        yield _("A snapshot differs from what was read here: please report this defect.")
    if abs(found.ahead.total_seconds()) > 120:
        minutes = round(found.ahead.total_seconds() / 60)
        yield _("The clocks of mail server and machine differ by {n} minutes.").format(n=minutes)


def key_changed_words() -> str:
    """Say that the team works with a key that is not known here, and what to do."""
    return _("The key was changed: ask for the new join line and run `team join` again.")


def journal_words(found: TeamStatus) -> str:
    """Say how the line to the journal is."""
    match found.line:
        case Lead.ONLINE:
            return _("The journal is read as it grows.")
        case Lead.OFFLINE if not found.trouble:
            return _("The journal is not read yet.")
        case Lead.OFFLINE:
            return _("The journal cannot be reached: {reason}").format(
                reason=to_screen(found.trouble, one_line=True)
            )
        case _:
            return _("No console runs here: this is what was known when the last one ended.")
