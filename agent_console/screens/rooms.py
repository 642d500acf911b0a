"""The screens that one key opens wherever one is: each loaded when it is asked for first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.session import Session

Open = Callable[["Session"], "ConsoleScreen"]


def room(name: str, session: Session) -> ConsoleScreen:
    """Return the screen of this name, ready to be shown; raises KeyError for none."""
    return _ROOMS[name](session)


def _search(session: Session) -> ConsoleScreen:
    from agent_console.screens.search import SearchScreen

    return SearchScreen(session)


def _outbox(session: Session) -> ConsoleScreen:
    from agent_console.screens.outbox import OutboxScreen

    return OutboxScreen(session)


def _health(session: Session) -> ConsoleScreen:
    from agent_console.screens.health import HealthScreen

    return HealthScreen(session)


def _team(session: Session) -> ConsoleScreen:
    from agent_console.screens.team import TeamScreen

    return TeamScreen(session)


def _channels(session: Session) -> ConsoleScreen:
    from agent_console.screens.channels import ChannelsScreen

    return ChannelsScreen(session)


def _notices(session: Session) -> ConsoleScreen:
    from agent_console.screens.notices import NoticesScreen

    return NoticesScreen(session)


def _reports(session: Session) -> ConsoleScreen:
    from agent_console.screens.reports import ReportsScreen

    return ReportsScreen(session)


def _feedback(session: Session) -> ConsoleScreen:
    from agent_console.screens.feedback import FeedbackScreen

    return FeedbackScreen(session)


def _findings(session: Session) -> ConsoleScreen:
    from agent_console.screens.findings import FindingsScreen

    return FindingsScreen(session)


def _review(session: Session) -> ConsoleScreen:
    from agent_console.screens.review import ReviewScreen

    return ReviewScreen(session)


def _pulse(session: Session) -> ConsoleScreen:
    from agent_console.screens.pulse import PulseScreen

    return PulseScreen(session)


_ROOMS: Mapping[str, Open] = {
    "search": _search,
    "outbox": _outbox,
    "health": _health,
    "team": _team,
    "notices": _notices,
    "channels": _channels,
    "reports": _reports,
    "review": _review,
    "feedback": _feedback,
    "findings": _findings,
    "pulse": _pulse,
}
