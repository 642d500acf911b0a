"""The tour: from the first ticket to an apology that has left, one line at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from agent_console.desk.states import AnyView, QueueView
from agent_console.i18n import _
from agent_console.screens.keys import KeyMap, Scope
from agent_console.screens.queue import QueueScreen

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.hearing import HearingApp
    from agent_console.screens.session import Session

LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """What the agent does now: on which screen, in which view, and what waits or has left."""

    scope: Scope
    view: AnyView | None
    filled: bool
    queued: bool
    left: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to do: what is said of it, and whether it is done."""

    words: Callable[[KeyMap], str]
    done: Callable[[Seen], bool]


def stops() -> tuple[Stop, ...]:
    """Return the tour's stops, in order."""
    return (
        Stop(
            lambda _keys: _("One moment: the mailbox is read for the first time."),
            lambda seen: seen.filled,
        ),
        Stop(
            lambda keys: _("What to answer next stands first. Press {key} to open it.").format(
                key=keys.key("queue.open")
            ),
            lambda seen: seen.scope is Scope.TICKET,
        ),
        Stop(_in_a_ticket, lambda seen: seen.scope is Scope.QUEUE),
        Stop(
            lambda keys: _("Press {key} until [Complaints] is marked above.").format(
                key=keys.key("queue.next_view")
            ),
            lambda seen: seen.view is QueueView.COMPLAINTS or seen.scope is Scope.COMPLAINT,
        ),
        Stop(
            lambda keys: _(
                "Press {key}: the whole apology is written, in five steps, for you to read."
            ).format(key=keys.key("apology.begin")),
            lambda seen: seen.scope is Scope.COMPLAINT,
        ),
        Stop(_in_an_apology, lambda seen: seen.queued),
        Stop(
            lambda keys: _(
                "It leaves in some seconds; until then {key} takes it back. Wait for it to leave."
            ).format(key=keys.key("desk.undo")),
            lambda seen: seen.left,
        ),
    )


def _in_a_ticket(keys: KeyMap) -> str:
    text = _("{next} and {before} go from mail to mail, {fold} unfolds quotes. Press {back}.")
    return text.format(
        next=keys.key("timeline.next"),
        before=keys.key("timeline.previous"),
        fold=keys.key("timeline.fold"),
        back=keys.key("screen.back"),
    )


def _in_an_apology(keys: KeyMap) -> str:
    text = _(
        "{other} puts another text at the cursor, {finding} shows what the checks say, {head} goes"
        " to the next gap. Press {send} to send it."
    )
    return text.format(
        other=keys.key("complaint.next_text"),
        finding=keys.key("complaint.finding"),
        head=keys.key("reply.head"),
        send=keys.key("reply.send"),
    )


class TourLine(Static):
    """The line at the top that says what to do next."""

    DEFAULT_CSS = """
    TourLine { dock: top; height: auto; padding: 0 1; background: $ask-back; color: $ask; }
    """


class Tour:
    """Looks at what the agent does, and goes on when it is done; ends by itself."""

    def __init__(self, app: HearingApp, session: Session) -> None:
        self._app = app
        self._session = session
        self._stops = stops()
        self._at = 0
        self._shown = ""
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Look from now on, until the tour is over."""
        self._timer = self._app.set_interval(LOOK_SECONDS, self.look)

    @property
    def is_over(self) -> bool:
        """Whether everything is done."""
        return self._at >= len(self._stops)

    def look(self) -> None:
        """Go on where something is done, and show what comes next on the screen in front."""
        screen = self._app.shown
        if screen is None or self.is_over:
            return
        seen = self._seen(screen)
        while not self.is_over and self._stops[self._at].done(seen):
            self._at += 1
        self._show(screen)
        if self.is_over:
            self._end(screen)

    def _end(self, screen: ConsoleScreen) -> None:
        keys = self._session.keys
        text = _("That was the tour. {help} shows every key, {all} finds everything by name.")
        screen.say(text.format(help=keys.key("app.help"), all=keys.key("app.palette")))
        for other in self._app.screen_stack:
            for line in other.query(TourLine):
                line.remove()
        if self._timer is not None:
            self._timer.stop()

    def _seen(self, screen: ConsoleScreen) -> Seen:
        session = self._session
        mails = [act.item.id for act in session.acts if act.item is not None]
        return Seen(
            scope=screen.SCOPE,
            view=screen.feed.view if isinstance(screen, QueueScreen) else None,
            filled=session.desk is not None and session.counts.open > 0 and not session.filling,
            queued=bool(mails),
            left=any(number not in session.sending for number in mails),
        )

    def _show(self, screen: ConsoleScreen) -> None:
        text = self._text()
        lines = list(screen.query(TourLine))
        if not text:
            for line in lines:
                line.remove()
        elif not lines:
            screen.mount(TourLine(Content(text), markup=False))
        elif text != self._shown or str(lines[0].content) != text:
            lines[0].update(Content(text))
        self._shown = text

    def _text(self) -> str:
        if self.is_over:
            return ""
        words = self._stops[self._at].words(self._session.keys)
        return _("Tour {n}/{all}: {words}").format(
            n=self._at + 1, all=len(self._stops), words=words
        )
