"""The head of a mail as it is typed: what of it can be read, and what is kept until all can."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent_console.desk.text import to_screen
from agent_console.errors import ConsoleError

if TYPE_CHECKING:
    from agent_console.desk.mail import Address
    from agent_console.screens.ports import DeskPort
    from agent_console.services.replies import ReplyDraft

_QUOTED = frozenset(',;<>"\\@')
_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class HeadTexts:
    """What stands in the four lines."""

    to: str
    cc: str
    bcc: str
    subject: str


def typed_form(people: tuple[Address, ...]) -> str:
    """Return recipients as somebody would type them."""
    return ", ".join(map(_typed, people))


def _typed(address: Address) -> str:
    name = to_screen(address.name, one_line=True)
    email = to_screen(address.email, one_line=True)
    if not name:
        return email
    if _QUOTED & set(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{email}>"


def head_texts(draft: ReplyDraft) -> HeadTexts:
    """Return the head of a draft as it is typed."""
    to, cc, bcc = (typed_form(people) for people in (draft.to, draft.cc, draft.bcc))
    return HeadTexts(to, cc, bcc, to_screen(draft.subject, one_line=True))


def with_head(
    desk: DeskPort, draft: ReplyDraft, texts: HeadTexts, *, lenient: bool = False
) -> ReplyDraft:
    """Return the draft with the head that was typed; what is untouched stays as it is.

    Raises ConsoleError for what is no address, unless ``lenient``: then that is left out.
    """
    old = head_texts(draft)
    read = _readable if lenient else _all

    def people(typed: str, before: str, kept: tuple[Address, ...]) -> tuple[Address, ...]:
        return kept if typed == before else read(desk, typed)

    return replace(
        draft,
        to=people(texts.to, old.to, draft.to),
        cc=people(texts.cc, old.cc, draft.cc),
        bcc=people(texts.bcc, old.bcc, draft.bcc),
        subject=draft.subject if texts.subject == old.subject else texts.subject.strip(),
    )


def _all(desk: DeskPort, typed: str) -> tuple[Address, ...]:
    return desk.replies.address(typed)


def _readable(desk: DeskPort, typed: str) -> tuple[Address, ...]:
    try:
        return desk.replies.address(typed)
    except ConsoleError:
        pieces = _BETWEEN.split(typed)
    if len(pieces) == 1:
        return ()
    return tuple(address for piece in pieces for address in _readable(desk, piece))
