"""Questions that customers need not ask: canned answers made into pages that anybody may read.

An answer is written to one customer. Its greeting, its closing line and every place that would
name a person, an order or a ticket are taken out; where a sentence cannot do without them, the
answer is refused with the names that stand in the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent_console.desk.canned import Entry
from agent_console.desk.canned_render import TemplateError, Values, gaps, render
from agent_console.desk.entry_files import Form, Section
from agent_console.i18n import _

_OWN_GROUPS = ("team", "mailbox")
_GREETING_WORDS, _CLOSING_WORDS = 6, 5
_GREETING = re.compile(
    r"(?:⟦customer\.|hallo\b|guten\s|sehr geehrte|liebe[rs]?\b|dear\b|hello\b|hi\b|moin\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|regards|wishes|sincerely|yours|cheers)\b",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(r"\{\{|\{%|⟦|⟧")
NameOf = Callable[[str, str], str]


class NotForAllError(ValueError):
    """An answer that cannot be read by everybody; says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answer; ``asked`` is how often the answer was sent."""

    id: str
    title: str
    text: str
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions of one kind, the most frequent first; ``id`` is a request type, "" for none."""

    id: str
    name: str
    questions: tuple[Question, ...]

    @property
    def asked(self) -> int:
        """How often answers to its questions were sent."""
        return sum(one.asked for one in self.questions)


@dataclass(frozen=True, slots=True)
class Page:
    """All that is there in one language, the topic asked for most first."""

    language: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that is not in the page of a language, and why; ``file`` is where it stands."""

    id: str
    language: str
    why: str
    file: str


@dataclass(frozen=True, slots=True)
class Faq:
    """The pages; ``refused`` are answers that could not be used, ``missing`` untranslated ones."""

    pages: tuple[Page, ...] = ()
    refused: tuple[Refused, ...] = ()
    missing: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What pages are made of.

    ``values`` are the team's by language, ``asked`` how often each answer was sent, ``named``
    returns the name of a request type in a language.
    """

    entries: Sequence[Entry]
    values: Mapping[str, Values]
    asked: Mapping[str, int]
    named: NameOf
    form: Form = Form.FORMAL


def faq_of(source: Source, languages: Sequence[str]) -> Faq:
    """Make the pages of these languages out of the answers that are meant for everybody."""
    chosen = [one for one in source.entries if one.faq]
    pages, refused, missing = [], list[Refused](), list[Refused]()
    for language in languages:
        found: list[tuple[str, Question]] = []
        for entry in chosen:
            section = entry.section(language, source.form)
            title = dict(entry.titles).get(language, "")
            if section is None or not title:
                why = _("there is no text in this language")
                if section is not None:
                    why = _("there is no title in this language")
                missing.append(Refused(entry.id, language, why, entry.name))
                continue
            try:
                text = neutral(section, source.values.get(language, {}))
            except NotForAllError as error:
                refused.append(Refused(entry.id, language, str(error), entry.name))
                continue
            asked = source.asked.get(entry.id, 0)
            kind = entry.types[0] if entry.types else ""
            found.append((kind, Question(entry.id, title, text, asked)))
        pages.append(Page(language, _topics(found, language, source.named)))
    return Faq(tuple(pages), tuple(refused), tuple(missing))


def _topics(
    found: Sequence[tuple[str, Question]], language: str, named: NameOf
) -> tuple[Topic, ...]:
    kinds = dict.fromkeys(kind for kind, _question in found)
    topics = [
        Topic(kind, named(kind, language), _sorted(one for of, one in found if of == kind))
        for kind in kinds
    ]
    return tuple(sorted(topics, key=lambda one: (-one.asked, one.name.casefold())))


def _sorted(questions: Iterator[Question]) -> tuple[Question, ...]:
    return tuple(sorted(questions, key=lambda one: (-one.asked, one.title.casefold())))


def neutral(section: Section, values: Values) -> str:
    """Return a text as everybody may read it; raises NotForAllError.

    Only what is the team's own and the mailbox's is filled in. A question about anything else,
    such as ``{% if order.number %}``, is answered with no.
    """
    own = {name: value for name, value in values.items() if name.split(".")[0] in _OWN_GROUPS}
    try:
        whole = render(section, own | {"customer.language": section.language}).text
    except TemplateError as error:
        raise NotForAllError(error.cause) from error
    paragraphs = [one.strip("\n") for one in re.split(r"\n[ \t]*\n", whole) if one.strip()]
    if paragraphs and _is_greeting(paragraphs[0]):
        del paragraphs[0]
    if paragraphs and _is_closing(paragraphs[-1]):
        del paragraphs[-1]
    if paragraphs:
        paragraphs[0] = paragraphs[0][:1].upper() + paragraphs[0][1:]
    text = "\n\n".join(paragraphs)
    _check(text)
    return text


def _check(text: str) -> None:
    """Refuse what still stands for something else; raises NotForAllError."""
    names = list(dict.fromkeys(gap.name for gap in gaps(text)))
    personal = [name for name in names if name.split(".")[0] not in _OWN_GROUPS]
    if personal:
        words = _(
            "it speaks of {names}, which is different for every customer; ask {{% if … %}} around"
            " it, or take faq = true out"
        )
        raise NotForAllError(words.format(names=", ".join(personal)))
    if names:
        words = _("{names} is not known; write it into [library.values]")
        raise NotForAllError(words.format(names=", ".join(names)))
    if found := _LEFTOVER.search(text):
        words = _("there is still a placeholder in it: {mark}")
        raise NotForAllError(words.format(mark=found[0]))
    if not text.strip():
        raise NotForAllError(_("nothing is left of it without the greeting"))


def _is_greeting(paragraph: str) -> bool:
    """Tell whether a paragraph is the line that greets the customer and nothing else."""
    words = paragraph.split()
    ends = paragraph.rstrip().endswith((",", "!")) or len(words) == 1
    return ends and len(words) <= _GREETING_WORDS and _GREETING.match(paragraph) is not None


def _is_closing(paragraph: str) -> bool:
    """Tell whether a paragraph is the closing line, with or without the agent's name below."""
    first, *rest = paragraph.splitlines()
    closes = len(first.split()) <= _CLOSING_WORDS and _CLOSING.search(first) is not None
    return closes and all(line.strip().startswith("⟦agent.") for line in rest)
