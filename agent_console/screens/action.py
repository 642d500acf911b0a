"""What one thing a key can do is: its name, its keys, its words and where it is at home."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

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
    CONTACT = "contact"
    OUTBOX = "outbox"
    SEARCH = "search"
    HEALTH = "health"
    TEAM = "team"
    NOTICES = "notices"
    NOTICE = "notice"
    CUSTOMER = "customer"
    ORDERS = "orders"
    REPORTS = "reports"
    REVIEW = "review"
    FEEDBACK = "feedback"
    FINDINGS = "findings"
    PULSE = "pulse"
    SOURCE = "source"
    EXPLAIN = "explain"
    HELP = "help"
    QUESTION = "question"
    PICKER = "picker"
    PROMPT = "prompt"
    ANSWERS = "answers"
    ATTACHING = "attaching"
    FILES = "files"


PANELS = frozenset(
    {
        Scope.QUESTION,
        Scope.PICKER,
        Scope.PROMPT,
        Scope.ANSWERS,
        Scope.ATTACHING,
        Scope.FILES,
    }
)
LISTED = frozenset({Scope.PICKER, Scope.ANSWERS, Scope.ATTACHING, Scope.FILES})
SILENT = frozenset({Scope.QUESTION, Scope.FILES})
LINES = frozenset({Scope.PICKER, Scope.PROMPT, Scope.ANSWERS, Scope.ATTACHING})
LISTS = frozenset(
    {
        Scope.OUTBOX,
        Scope.SEARCH,
        Scope.HEALTH,
        Scope.TEAM,
        Scope.NOTICES,
        Scope.NOTICE,
        Scope.CUSTOMER,
        Scope.ORDERS,
        Scope.REPORTS,
        Scope.REVIEW,
        Scope.FEEDBACK,
        Scope.FINDINGS,
        Scope.PULSE,
        Scope.SOURCE,
        Scope.EXPLAIN,
        Scope.HELP,
    }
)
TICKETS = frozenset({Scope.QUEUE, Scope.TICKET})
MAILS = frozenset({Scope.REPLY, Scope.COMPLAINT})
WRITING = MAILS | {Scope.NOTE}
READING = TICKETS | LISTS - {Scope.SEARCH}
BACK = frozenset({Scope.TICKET, Scope.CONTACT}) | LISTS | WRITING
TYPING = WRITING | LINES | {Scope.SEARCH, Scope.CONTACT, Scope.APP}


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


def action(
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


def room_action(
    name: str,
    keys: str,
    words: Callable[[], str],
    scopes: Iterable[Scope],
    *,
    show: bool = False,
) -> Action:
    """An action that opens the screen ``name`` (see ``screens.rooms``)."""
    return action(f"desk.{name}", keys, words, scopes, show=show, call=f"room('{name}')")


def move(action_id: str, keys: str, words: Callable[[], str], scope: Scope, call: str) -> Action:
    return action(action_id, keys, words, [scope], palette=False, call=call)


def panel_move(
    action_id: str, keys: str, words: Callable[[], str], scopes: Iterable[Scope], by: int
) -> Action:
    """An action that moves in the list of a panel."""
    return action(action_id, keys, words, scopes, palette=False, call=f"panel_move({by})")


def pick_action(number: int) -> Action:
    """An action that takes the canned answer with a number; the line must not hear its key."""
    return action(
        f"answers.pick_{number}",
        str(number),
        lambda: _("Answer {n}").format(n=number),
        [Scope.ANSWERS],
        palette=False,
        priority=True,
        call=f"pick({number})",
    )


def say_action(
    action_id: str, key: str, words: Callable[[], str], scopes: Iterable[Scope] = TICKETS
) -> Action:
    """An action that says what the selected ticket is, or whose."""
    call = f"say('{action_id.removeprefix('ticket.')}')"
    return action(action_id, key, words, scopes, call=call)


def handle_action(
    action_id: str, key: str, words: Callable[[], str], scopes: Iterable[Scope] = TICKETS
) -> Action:
    """An action that does something with the selected ticket besides answering it."""
    call = f"handle('{action_id.removeprefix('ticket.')}')"
    return action(action_id, key, words, scopes, call=call)


def saved_action(digit: int) -> Action:
    """An action that shows one of the agent's own views."""
    return action(
        f"queue.saved_{digit}",
        str(digit),
        lambda: _("Own view {n}").format(n=digit),
        [Scope.QUEUE],
        palette=False,
        call=f"saved_view({digit})",
    )


def view_action(place: int, view: QueueView) -> Action:
    return action(
        f"queue.view_{view}",
        "",
        lambda: _("Show: {view}").format(view=view_word(view)),
        [Scope.QUEUE],
        call=f"view({place})",
    )


def step_action(
    action_id: str, key: str, words: Callable[[], str], *, show: bool = False, call: str = ""
) -> Action:
    """An action on an apology; the text below it must not hear its key."""
    scopes = [Scope.COMPLAINT]
    return action(action_id, key, words, scopes, show=show, priority=True, call=call)


def contact_action(
    name: str, key: str, words: Callable[[], str], *, show: bool = False, call: str = ""
) -> Action:
    """An action on a contact that is written down; the lines below it must not hear its key."""
    scopes = [Scope.CONTACT]
    return action(
        f"contact.{name}", key, words, scopes, show=show, palette=False, priority=True, call=call
    )


def head_action(
    action_id: str, keys: str, words: Callable[[], str], *, show: bool = False
) -> Action:
    """An action that moves the keys to another field at once: what is typed next goes there."""
    return action(action_id, keys, words, MAILS, show=show, palette=show, priority=True)


_SIGNS = {
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
    "backslash": "\\",
    "circumflex_accent": "^",
    "colon": ":",
    "comma": ",",
    "dollar_sign": "$",
    "equals_sign": "=",
    "full_stop": ".",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "less_than_sign": "<",
    "number_sign": "#",
    "percent_sign": "%",
    "right_square_bracket": "]",
    "semicolon": ";",
    "tilde": "~",
    "underscore": "_",
    "vertical_line": "|",
    "at": "@",
    "ampersand": "&",
}


def key_label(key: str) -> str:
    """Return how a key is written for people: ``ctrl+g`` is ``Ctrl+G``, ``slash`` is ``/``.

    A sequence is written without anything between its keys: ``g>g`` is ``gg``.
    """
    if ">" in key:
        return "".join(key_label(one) for one in key.split(">"))
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
        "backspace": pgettext("key", "Backspace"),
        "delete": pgettext("key", "Del"),
        "insert": pgettext("key", "Ins"),
    }
    names |= _SIGNS
    if key in names:
        return names[key]
    modifiers = {"ctrl": pgettext("key", "Ctrl"), "alt": "Alt", "shift": pgettext("key", "Shift")}
    modifier, plus, rest = key.partition("+")
    if plus and rest and modifier in modifiers:
        one = names.get(rest) or (rest.upper() if len(rest) == 1 else key_label(rest))
        return f"{modifiers[modifier]}+{one}"
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return key
