"""How people write keys, and what Textual calls them: ``Strg+K``, ``/``, ``gg``, ``PgDn``."""

from __future__ import annotations

from difflib import get_close_matches

from textual.keys import _character_to_key

from agent_console.i18n import _
from agent_console.screens.keys import THEN

_PLAIN = (
    *("enter", "escape", "tab", "backspace", "delete", "insert", "home", "end", "pageup"),
    *("pagedown", "up", "down", "left", "right", "space"),
    *(f"f{number}" for number in range(1, 13)),
)
_MODIFIERS = ("ctrl", "alt", "shift")
_ALSO = {
    "esc": "escape",
    "return": "enter",
    "ret": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "del": "delete",
    "ins": "insert",
    "spc": "space",
    "strg": "ctrl",
    "control": "ctrl",
    "umschalt": "shift",
}
_ARRIVES_AS = {
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+i": "tab",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
LONGEST = 2
"""Of so many keys a sequence consists at most."""


class KeyNameError(ValueError):
    """A key that does not exist, or never arrives; the text says so."""


def key_of(word: str) -> str:
    """Return Textual's name for a key or a sequence that a person wrote; raises KeyNameError."""
    *modifiers, base = _parts(word)
    if not modifiers and base.lower() not in _PLAIN and 1 < len(base) <= LONGEST:
        return THEN.join(_character_to_key(one) for one in base)
    if len(base) == 1:
        base = _letter(base, modifiers)
    elif base.lower() in _PLAIN:
        base = base.lower()
    else:
        raise KeyNameError(_unknown(word, base))
    key = "+".join((*(one for one in _MODIFIERS if one in modifiers), base))
    if key in _ARRIVES_AS:
        text = _("{key} arrives as {other} in most terminals")
        raise KeyNameError(text.format(key=key, other=_ARRIVES_AS[key]))
    return key


def _parts(word: str) -> list[str]:
    """Return the modifiers and the key itself; raises KeyNameError for no modifier."""
    *before, base = word.split("+") if len(word) > 1 and not word.endswith("+") else [word]
    if word.endswith("++"):
        before, base = word[:-2].split("+"), "+"
    modifiers = [_ALSO.get(one.lower(), one.lower()) for one in before]
    for one in modifiers:
        if one not in _MODIFIERS:
            raise KeyNameError(_unknown(word, one))
    return [*modifiers, _ALSO.get(base.lower(), base)]


def _letter(base: str, modifiers: list[str]) -> str:
    """Return the name of a character; Shift is a part of a letter where nothing else is."""
    if "ctrl" in modifiers:
        base = base.lower()
    elif modifiers == ["shift"] and base.upper() != base.lower():
        modifiers.clear()
        base = base.upper()
    return _character_to_key(base)


def _unknown(word: str, part: str) -> str:
    text = _("there is no key {key}").format(key=word)
    near = get_close_matches(part.lower(), (*_PLAIN, *_MODIFIERS, *_ALSO), n=1)
    found = word.replace(part, near[0]) if near else ""
    return text + "; " + _("did you mean {key}?").format(key=found) if found else text


def is_typed(key: str) -> bool:
    """Return whether a key, or the first of a sequence, writes a character into a text."""
    first = key.partition(THEN)[0]
    return first == "space" or ("+" not in first and first not in _PLAIN)
