"""The one list of everything a key can do.

Bindings, the key line, the help screen, the palette and the check for clashes are made from it, so
they cannot disagree. The words of an action are asked for when they are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType

from agent_console.desk.states import QueueView
from agent_console.i18n import _, pgettext
from agent_console.screens.words import view_word


class Scope(StrEnum):
    """Where an action is at home; ``APP`` holds on every screen."""

    APP = "app"
    QUEUE = "queue"
    TICKET = "ticket"
    REPLY = "reply"
    COMPLAINT = "complaint"
    NOTE = "note"
    OUTBOX = "outbox"
    SEARCH = "search"
    HEALTH = "health"
    SOURCE = "source"
    EXPLAIN = "explain"
    HELP = "help"


LISTS = frozenset(
    {Scope.OUTBOX, Scope.SEARCH, Scope.HEALTH, Scope.SOURCE, Scope.EXPLAIN, Scope.HELP}
)
TICKETS = frozenset({Scope.QUEUE, Scope.TICKET})
MAILS = frozenset({Scope.REPLY, Scope.COMPLAINT})
WRITING = MAILS | {Scope.NOTE}
READING = TICKETS | LISTS - {Scope.SEARCH}
BACK = frozenset({Scope.TICKET}) | LISTS | WRITING


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    ``keys`` are Textual's key names, the first one is shown; without any it is in the palette only.
    ``show`` puts the action on the key line; ``palette`` offers it in the palette. ``call`` is the
    Textual action that does it; without one it is named after the id: ``ticket.claim`` calls
    ``action_ticket_claim``.
    """

    id: str
    keys: tuple[str, ...]
    words: Callable[[], str]
    scopes: frozenset[Scope]
    show: bool = False
    palette: bool = True
    priority: bool = False
    call: str = ""

    @property
    def key(self) -> str:
        """The key that is shown, written for people; empty without one."""
        return key_label(self.keys[0]) if self.keys else ""

    @property
    def textual_action(self) -> str:
        """The Textual action string; what belongs to the app is called on the app."""
        if self.id.startswith("app."):
            return "app." + (self.call or self.id.removeprefix("app."))
        return self.call or self.id.replace(".", "_")


def _action(
    action_id: str,
    keys: str,
    words: Callable[[], str],
    scopes: Iterable[Scope],
    *,
    show: bool = False,
    palette: bool = True,
    priority: bool = False,
    call: str = "",
) -> Action:
    return Action(
        action_id, tuple(keys.split()), words, frozenset(scopes), show, palette, priority, call
    )


def _move(action_id: str, keys: str, words: Callable[[], str], scope: Scope, call: str) -> Action:
    return _action(action_id, keys, words, [scope], palette=False, call=call)


def _say_action(
    action_id: str, key: str, words: Callable[[], str], scopes: Iterable[Scope] = TICKETS
) -> Action:
    """An action that says what the selected ticket is, or whose."""
    call = f"say('{action_id.removeprefix('ticket.')}')"
    return _action(action_id, key, words, scopes, call=call)


def _view_action(place: int, view: QueueView) -> Action:
    return _action(
        f"queue.view_{view}",
        "",
        lambda: _("Show: {view}").format(view=view_word(view)),
        [Scope.QUEUE],
        call=f"view({place})",
    )


def _step_action(
    action_id: str, key: str, words: Callable[[], str], *, show: bool = False, call: str = ""
) -> Action:
    """An action on an apology; the text below it must not hear its key."""
    scopes = [Scope.COMPLAINT]
    return _action(action_id, key, words, scopes, show=show, priority=True, call=call)


def _head_action(
    action_id: str, keys: str, words: Callable[[], str], *, show: bool = False
) -> Action:
    """An action that moves the keys to another field at once: what is typed next goes there."""
    return _action(action_id, keys, words, MAILS, show=show, palette=show, priority=True)


ACTIONS: tuple[Action, ...] = (
    _action("queue.open", "enter", lambda: _("Open"), [Scope.QUEUE], show=True),
    _action("reply.send", "ctrl+g", lambda: _("Send"), MAILS, show=True),
    _action("note.keep", "ctrl+g", lambda: _("Keep note"), [Scope.NOTE], show=True),
    _head_action("reply.head", "tab", lambda: _("To, Cc, subject"), show=True),
    _head_action("reply.head_back", "shift+tab", lambda: _("One field back")),
    _head_action("reply.head_next", "enter", lambda: _("Next field")),
    _action("reply.attach", "ctrl+f", lambda: _("Attach file"), MAILS, show=True),
    _action("reply.detach", "ctrl+r", lambda: _("Take a file off"), MAILS),
    _action("reply.later", "ctrl+l", lambda: _("Send later"), MAILS, show=True),
    _action(
        "reply.answers",
        "ctrl+k",
        lambda: _("Canned answers"),
        MAILS,
        show=True,
        priority=True,
    ),
    _step_action("complaint.finding", "ctrl+e", lambda: _("Next finding"), show=True),
    _step_action("complaint.overrule", "ctrl+y", lambda: _("Overrule with a reason"), show=True),
    _step_action("complaint.remedy", "f6", lambda: _("What is offered"), show=True),
    _step_action(
        "complaint.next_text",
        "ctrl+right",
        lambda: _("Next text for this step"),
        show=True,
        call="complaint_swap(1)",
    ),
    _step_action(
        "complaint.previous_text",
        "ctrl+left",
        lambda: _("Text before for this step"),
        call="complaint_swap(-1)",
    ),
    _action("draft.editor", "ctrl+o", lambda: _("Own editor"), WRITING, show=True),
    _action("draft.discard", "ctrl+t", lambda: _("Throw draft away"), MAILS, show=True),
    _action("search.open", "enter", lambda: _("Open"), [Scope.SEARCH], show=True, palette=False),
    _action("outbox.open", "enter", lambda: _("Open ticket"), [Scope.OUTBOX], show=True),
    _action("outbox.cancel", "c", lambda: _("Take back"), [Scope.OUTBOX], show=True),
    _action("outbox.now", "n", lambda: _("Send now"), [Scope.OUTBOX], show=True),
    _action("outbox.again", "a", lambda: _("Send again"), [Scope.OUTBOX], show=True),
    _action("outbox.sent", "m", lambda: _("Mark as sent"), [Scope.OUTBOX], show=True),
    _action("outbox.look", "l", lambda: _("Look again"), [Scope.OUTBOX], show=True),
    _action("outbox.later", "t", lambda: _("Send later"), [Scope.OUTBOX], show=True),
    _action("outbox.source", "v", lambda: _("The mail as it goes"), [Scope.OUTBOX], show=True),
    _action("screen.back", "escape", lambda: _("Back"), BACK, show=True),
    _action("answer.begin", "1", lambda: _("Canned answer"), TICKETS, show=True),
    _action("apology.begin", "a", lambda: _("Apology"), TICKETS, show=True),
    _action("reply.begin", "r", lambda: _("Reply"), TICKETS, show=True),
    _action("reply.everyone", "R", lambda: _("Reply to all"), TICKETS),
    _action("forward.begin", "F", lambda: _("Forward"), TICKETS),
    _action("forward.inline", "I", lambda: _("Forward as text"), TICKETS),
    _action("mail.begin", "N", lambda: _("New mail"), TICKETS),
    _action("note.begin", "n", lambda: _("Note"), TICKETS, show=True),
    _action("ticket.claim", "m", lambda: _("Mine / release"), TICKETS, show=True),
    _action("ticket.close", "c", lambda: _("Close"), TICKETS, show=True),
    _action("ticket.grant", "Y", lambda: _("Grant what is asked for"), TICKETS),
    _action("ticket.reopen", "o", lambda: _("Reopen"), TICKETS),
    _action("ticket.snooze", "z", lambda: _("Snooze"), TICKETS, show=True),
    _action("ticket.explain", "e", lambda: _("Explain"), TICKETS, show=True),
    _say_action("ticket.type", "t", lambda: _("Request type")),
    _say_action("ticket.level", "L", lambda: _("Level needed")),
    _say_action("ticket.complaint", "exclamation_mark", lambda: _("Complaint: yes / no")),
    _say_action("ticket.frustration", "asterisk", lambda: _("Frustration: one step up")),
    _say_action("ticket.raise", "plus", lambda: _("Priority: one step up")),
    _say_action("ticket.lower", "minus", lambda: _("Priority: low / normal")),
    _say_action("ticket.hand_over", "H", lambda: _("Hand over")),
    _say_action("ticket.close_thanks", "C", lambda: _("Close, and let thanks leave it so")),
    _say_action("ticket.judge", "K", lambda: _("Written by a person / machine"), [Scope.TICKET]),
    _action("desk.undo", "u", lambda: _("Undo"), TICKETS, show=True),
    _action("timeline.fold", "f", lambda: _("Fold / unfold"), [Scope.TICKET], show=True),
    _action("timeline.source", "h", lambda: _("Headers and source"), [Scope.TICKET], show=True),
    _action("ticket.files", "A", lambda: _("Files of the mails"), [Scope.TICKET]),
    _action("timeline.more", "enter", lambda: _("More of a long mail"), [Scope.TICKET]),
    _move("timeline.next", "j", lambda: _("Next entry"), Scope.TICKET, "entry(1)"),
    _move("timeline.previous", "k", lambda: _("Previous entry"), Scope.TICKET, "entry(-1)"),
    _move("timeline.down", "down", lambda: _("One line down"), Scope.TICKET, "scroll_by(1)"),
    _move("timeline.up", "up", lambda: _("One line up"), Scope.TICKET, "scroll_by(-1)"),
    _move("timeline.page_down", "pagedown space", lambda: _("Page down"), Scope.TICKET, "page(1)"),
    _move("timeline.page_up", "pageup b", lambda: _("Page up"), Scope.TICKET, "page(-1)"),
    _move("timeline.first", "g home", lambda: _("To the beginning"), Scope.TICKET, "edge(0)"),
    _move("timeline.last", "G end", lambda: _("To the end"), Scope.TICKET, "edge(1)"),
    _action("desk.search", "slash", lambda: _("Search"), READING, show=True),
    _action("desk.outbox", "x", lambda: _("Outbox"), TICKETS | {Scope.HEALTH}),
    _action("desk.sync", "s", lambda: _("Look for new mail now"), TICKETS),
    _action("desk.health", "h", lambda: _("Mailbox health"), [Scope.QUEUE, Scope.OUTBOX]),
    _action("desk.pause", "p", lambda: _("Pause / go on reading mail"), TICKETS | {Scope.HEALTH}),
    _action(
        "queue.next_view",
        "tab v",
        lambda: _("Next view"),
        [Scope.QUEUE],
        show=True,
        call="next_view(1)",
    ),
    _action(
        "queue.previous_view",
        "shift+tab",
        lambda: _("Previous view"),
        [Scope.QUEUE],
        call="next_view(-1)",
    ),
    *(_view_action(place, view) for place, view in enumerate(QueueView)),
    _move("queue.down", "j down", lambda: _("One down"), Scope.QUEUE, "move(1)"),
    _move("queue.up", "k up", lambda: _("One up"), Scope.QUEUE, "move(-1)"),
    _move("queue.page_down", "pagedown space", lambda: _("Page down"), Scope.QUEUE, "page(1)"),
    _move("queue.page_up", "pageup b", lambda: _("Page up"), Scope.QUEUE, "page(-1)"),
    _move("queue.first", "g home", lambda: _("To the beginning"), Scope.QUEUE, "edge(0)"),
    _move("queue.last", "G end", lambda: _("To the end"), Scope.QUEUE, "edge(1)"),
    _action("app.palette", "ctrl+p", lambda: _("All commands"), [Scope.APP], palette=False),
    _action("app.theme", "f2", lambda: _("Next colour theme"), [Scope.APP]),
    _action("app.help", "question_mark", lambda: _("Help"), READING, show=True),
    _action("app.help_anywhere", "f1", lambda: _("Help"), [Scope.APP], palette=False, call="help"),
    _action("app.quit", "q", lambda: _("Quit"), READING, show=True),
    _action("app.how_to_quit", "ctrl+c", lambda: _("Quit"), [Scope.APP], palette=False),
    _action(
        "app.leave",
        "ctrl+q",
        lambda: _("Quit"),
        [Scope.APP],
        palette=False,
        priority=True,
        call="quit",
    ),
)


def actions_of(scope: Scope) -> tuple[Action, ...]:
    """Return what can be done on the screen ``scope``, its own things first, then the app's."""
    own = tuple(action for action in ACTIONS if scope in action.scopes)
    if scope is Scope.APP:
        return own
    return own + tuple(action for action in ACTIONS if Scope.APP in action.scopes)


def bindings_of(scope: Scope) -> list[BindingType]:
    """Return Textual's bindings for one scope alone; their words are never shown from there."""
    return [
        Binding(
            ",".join(action.keys),
            action.textual_action,
            action.id,
            show=action.show,
            priority=action.priority,
            id=action.id,
        )
        for action in ACTIONS
        if scope in action.scopes and action.keys
    ]


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that would do two things on one screen."""

    scope: Scope
    key: str
    first: str
    second: str


def clashes(actions: Iterable[Action] = ACTIONS) -> Iterator[Clash]:
    """Yield every key that is given twice on a screen, the app's keys counted on each."""
    taken: dict[tuple[Scope, str], str] = {}
    by_scope: defaultdict[Scope, list[Action]] = defaultdict(list)
    for action in actions:
        for scope in Scope if Scope.APP in action.scopes else action.scopes:
            by_scope[scope].append(action)
    for scope, members in by_scope.items():
        for action in members:
            for key in action.keys:
                first = taken.setdefault((scope, key), action.id)
                if first != action.id:
                    yield Clash(scope, key, first, action.id)


def key_label(key: str) -> str:
    """Return how a key is written for people: ``ctrl+g`` is ``Ctrl+G``, ``slash`` is ``/``."""
    names = {
        "enter": pgettext("key", "Enter"),
        "escape": pgettext("key", "Esc"),
        "tab": pgettext("key", "Tab"),
        "shift+tab": pgettext("key", "Shift+Tab"),
        "pagedown": pgettext("key", "PgDn"),
        "pageup": pgettext("key", "PgUp"),
        "home": pgettext("key", "Home"),
        "end": pgettext("key", "End"),
        "space": pgettext("key", "Space"),
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "slash": "/",
        "question_mark": "?",
        "exclamation_mark": "!",
        "asterisk": "*",
        "plus": "+",
        "minus": "-",
    }
    if key in names:
        return names[key]
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return pgettext("key", "Ctrl") + "+" + names.get(rest, rest.upper())
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key
