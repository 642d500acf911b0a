"""Canned answers: one answer to a routine request, in several languages and forms of address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.canned_render import ANSWER_WORDS, check_section
from agent_console.desk.entry_files import (
    EntryError,
    EntryFile,
    Form,
    Section,
    choose_section,
    known_keys,
    parse_file,
    take_flag,
    take_id,
    take_names,
    take_number,
    take_one_of,
    take_texts,
)
from agent_console.i18n import _

_KEYS = frozenset(
    ("id", "title", "types", "level", "channel", "tags", "faq", "attachments", "purpose")
)
_LEVELS = (1, 3)
UNASKED = frozenset(("notice", "occasion"))
"""Tags of texts for customers who did not ask: no answers to a mail."""


class Channel(StrEnum):
    """How a customer came to us."""

    EMAIL = "email"
    FORM = "form"
    PHONE = "phone"
    CHAT = "chat"
    SOCIAL = "social"
    MESSAGE = "message"
    IN_PERSON = "in-person"


class Purpose(StrEnum):
    """What an entry does in a conversation."""

    ANSWER = "answer"
    ACKNOWLEDGEMENT = "acknowledgement"
    DETAILS = "details"
    HAND_OVER = "hand-over"
    THANKS = "thanks"
    FOLLOW_UP = "follow-up"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One canned answer. ``titles`` are (language, title), ``name`` is the file it stands in."""

    id: str
    titles: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    types: tuple[str, ...] = ()
    level: int = 1
    channel: Channel = Channel.EMAIL
    tags: tuple[str, ...] = ()
    faq: bool = False
    attachments: tuple[str, ...] = ()
    purpose: Purpose = Purpose.ANSWER
    name: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, each once, in the order of the file."""
        return tuple(dict.fromkeys(one.language for one in self.sections))

    @property
    def is_answer(self) -> bool:
        """Whether it answers somebody who asked."""
        return not UNASKED.intersection(self.tags)

    def title(self, language: str) -> str:
        """Return the title in ``language``, else the English one, else any."""
        known = dict(self.titles)
        return known.get(language) or known.get("en") or next(iter(known.values()), self.id)

    def section(self, language: str, form: Form = Form.ANY) -> Section | None:
        """Return the text for a customer of that language and form of address, None without one."""
        return choose_section(self.sections, language, form)


def parse(text: str, name: str) -> Entry:
    """Read one canned answer; raises EntryError that names file, line and cause."""
    file = parse_file(text, name)
    known_keys(file, _KEYS)
    entry = Entry(
        id=take_id(file),
        titles=take_names(file, "title"),
        sections=file.sections,
        types=take_texts(file, "types"),
        level=take_number(file, "level", 1, *_LEVELS),
        channel=take_one_of(file, "channel", Channel, Channel.EMAIL),
        tags=take_texts(file, "tags"),
        faq=take_flag(file, "faq"),
        attachments=_attachments(file),
        purpose=take_one_of(file, "purpose", Purpose, Purpose.ANSWER),
        name=name,
    )
    check_sections(file)
    return entry


def check_sections(file: EntryFile, words: frozenset[str] = ANSWER_WORDS) -> None:
    """Refuse texts that cannot be rendered; raises EntryError with the first line that is wrong."""
    for section in file.sections:
        for problem in check_section(section, words):
            raise EntryError(file.name, problem.line, problem.cause)


def _attachments(file: EntryFile) -> tuple[str, ...]:
    """Return names of files that stand beside the entry, and nowhere else."""
    names = take_texts(file, "attachments")
    for name in names:
        if name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
            raise file.error("attachments", _("name files beside the entry, without folders"))
    return names
