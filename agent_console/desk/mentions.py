"""Whom a note asks: ``@Anna``, ``@anna.schmidt``, ``@"Anna Schmidt"``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import takewhile

Question = tuple[str, str]
"""Whom a note asks, as :func:`handle` spells it, and by whom it was written."""

_MENTION = re.compile(r'(?<![\w.@+-])@(?:"([^"\n]{1,60})"|([^\W\d_][\w-]*(?:\.[\w-]+)*)(?!\w*@))')
_BEGUN = re.compile(r'(?<![\w.@+-])@("?[^\W\d_][\w .-]{0,60}|"?)$')
_BETWEEN = re.compile(r"[\W_]+")
_WRITTEN_OUT = re.compile("([aou])e")


def handle(name: str) -> str:
    """Return a name as names are compared: without case, marks and signs; ``ü`` is ``ue``, too."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", _WRITTEN_OUT.sub(r"\1", bare)).strip()


def handles_of(name: str) -> tuple[str, str]:
    """Return by which handles an agent is asked: the whole name, and its first word."""
    first, *_rest = name.split() or [""]
    return handle(name), handle(first)


def handles(text: str) -> tuple[str, ...]:
    """Return whom ``text`` asks, each once, whether there is such a person or not."""
    found = (handle(quoted or plain) for quoted, plain in _MENTION.findall(text))
    return tuple(dict.fromkeys(one for one in found if one))


def mentions(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``names`` whom ``text`` asks; a first name that two have asks both."""
    asked = set(handles(text))
    return tuple(name for name in names if asked.intersection(handles_of(name)))


def strangers(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the handles in ``text`` that belong to none of ``names``: slips of the pen."""
    known = {one for name in names for one in handles_of(name)}
    return tuple(one for one in handles(text) if one not in known)


def completed(before: str, names: Iterable[str]) -> str:
    """Return what is to be typed behind ``before`` so that the name begun there is whole.

    ``@an`` goes on as ``@Anna`` and ``@"anna s`` as ``@"Anna Schmidt"``; of several that fit what
    they have in common, "" where none does.
    """
    begun = _BEGUN.search(before)
    if begun is None:
        return ""
    typed = begun[1]
    whole = typed.startswith('"')
    spelled = {f'"{name}"' if whole else name.split()[0] for name in names if name.split()}
    fitting = sorted(one for one in spelled if one.casefold().startswith(typed.casefold()))
    if len(fitting) == 1:
        return fitting[0][len(typed) :] + " "
    columns = zip(*fitting, strict=False)
    common = [same[0] for same in takewhile(lambda same: len(set(same)) == 1, columns)]
    return "".join(common[len(typed) :])


def asked_after(
    asked: Collection[Question], agent: str, text: str = "", *, settled: bool = False
) -> tuple[Question, ...]:
    """Return the open questions after ``agent`` answered: their own are answered, others stay.

    ``text`` is that of a note, which may ask again; nobody asks themselves. ``settled``: the
    ticket is done, and nothing is asked any more.
    """
    if settled:
        return ()
    own, asks = handles_of(agent), handles(text)
    stay = [one for one in asked if one[0] not in own and one[0] not in asks]
    writer = " ".join(agent.split())
    return (*stay, *((one, writer) for one in asks if one not in own))


def who_asks(asked: Iterable[Question], name: str) -> str:
    """Return who asks the agent called ``name``, the last one of several; "" for nobody."""
    own = handles_of(name)
    return next((writer for one, writer in reversed(tuple(asked)) if one and one in own), "")


def to_column(asked: Iterable[Question]) -> str:
    """Return questions as one text, in which ``\\n``, a handle and ``=`` find one; "" for none."""
    lines = "\n".join(f"{one}={writer}" for one, writer in asked)
    return f"\n{lines}\n" if lines else ""


def from_column(text: str) -> tuple[Question, ...]:
    """Return the questions of :func:`to_column`."""
    pairs = (line.partition("=") for line in text.split("\n") if line)
    return tuple((one, writer) for one, _sign, writer in pairs)
