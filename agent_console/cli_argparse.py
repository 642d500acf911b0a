"""argparse in the language of the person: its own words come from our catalogue."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def speak_our_language() -> None:
    """Let argparse ask our catalogue; call it after the language is known, before a parser is made.

    argparse passes its words through ``gettext``, which it imports under the name ``_``. Texts
    that it does not know here stay English.
    """
    setattr(argparse, "_", _translated)  # noqa: B010 - not a public name


def add_key(command: argparse.ArgumentParser) -> None:
    """Let a command take the ticket it is about."""
    command.add_argument("key", metavar=_("KEY"), help=_("the ticket's ref or its beginning"))


def number_from_one(text: str) -> int:
    """Read a number that counts something for argparse."""
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
        raise argparse.ArgumentTypeError(_("write a number from 1 on"))
    return int(text)


def _translated(message: str) -> str:
    return _own_words().get(message, message)


def _own_words() -> dict[str, str]:
    """Return what argparse says (Python 3.11 to 3.14) in the language in use."""
    return {
        "usage: ": _("usage:") + " ",
        "positional arguments": _("arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help"),
        "%(prog)s: error: %(message)s\n": _("%(prog)s: error: %(message)s") + "\n",
        "argument %(argument_name)s: %(message)s": _("argument %(argument_name)s: %(message)s"),
        "unrecognized arguments: %s": _("unrecognized arguments: %s"),
        "not allowed with argument %s": _("not allowed with argument %s"),
        "ignored explicit argument %r": _("takes no value, but %r was given"),
        "the following arguments are required: %s": _("the following arguments are required: %s"),
        "one of the arguments %s is required": _("one of the arguments %s is required"),
        "expected one argument": _("expected one argument"),
        "expected at least one argument": _("expected at least one argument"),
        "ambiguous option: %(option)s could match %(matches)s": _(
            "ambiguous option: %(option)s could match %(matches)s"
        ),
        "invalid choice: %(value)r (choose from %(choices)s)": _(
            "invalid choice: %(value)r (choose from %(choices)s)"
        ),
    }
