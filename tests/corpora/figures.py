"""What is measured, and how good it has to be: one figure for each promise about reading mail.

The data lie beside the project and are no part of it (``tests.desk.corpora``).
"""

from __future__ import annotations

import importlib.util
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from agent_console.desk.mail import FoldKind
from agent_console.desk.text import to_screen
from agent_console.mail.language import guess_language
from agent_console.mail.quotes import split_text
from agent_console.mail.read import read_mail
from tests.corpora.helpdesk import help_desk_mails, same_body, same_sender, same_subject
from tests.corpora.reading import measured_apart
from tests.desk.corpora import corpus

_MAX_TEXTS = 3_000
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside its bar; ``most`` says that the bar is the most it may be.

    ``total`` is what the value counts out of, where it counts something.
    """

    name: str
    value: float
    bar: float
    total: int = 0
    unit: str = ""
    most: bool = False

    @property
    def holds(self) -> bool:
        """Whether the value keeps to its bar."""
        return self.value <= self.bar if self.most else self.value >= self.bar

    def __str__(self) -> str:
        value = f"{self.value:.4g}{self.unit}" + (f" of {self.total}" if self.total else "")
        bar = f"{'at most' if self.most else 'at least'} {self.bar:.4g}{self.unit}"
        return f"{'ok  ' if self.holds else 'LOW '} {self.name:<46} {value:>16}   {bar}"


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def reading() -> list[Figure]:
    """Every public mail is read, in bounded time and memory, and shows no control characters."""
    found = measured_apart(corpus("mails.jsonl"))
    return [
        Figure("mails read without an exception", found.read, found.total, found.total),
        Figure("mails read", found.total, 1_500),
        Figure("mails with control characters left", found.unclean, 0, found.total, most=True),
        Figure("attachments not found again", found.unfound, 0, most=True),
        Figure("mails without any text", found.empty, found.total // 9, found.total, most=True),
        Figure("median CPU time of a mail", found.median * 1000, 5, unit=" ms", most=True),
        Figure("longest CPU time of a mail", found.slowest, 3, unit=" s", most=True),
        Figure("memory over all mails", found.memory / _MEGABYTE, 200, unit=" MB", most=True),
    ]


def bounces() -> list[Figure]:
    """Delivery reports are told from mails of people, with the recipient they are about."""
    index = corpus("mails.jsonl")
    total = found = false = named = right = 0
    for record in records(index):
        if record["kind"] not in ("bounce", "human", "autoreply", "feedback"):
            continue
        report = read_mail((index.parent / record["set"] / record["file"]).read_bytes()).report
        if record["kind"] != "bounce":
            false += report is not None
            continue
        total += 1
        found += report is not None
        expected = [one for each in record["expect"] or [] for one in each.get("recipients", ())]
        named += bool(expected)
        right += report is not None and report.recipient.lower() in map(str.lower, expected)
    return [
        Figure("bounces whose report is read", found, total * 0.95, total),
        Figure("reports read in mails of people", false, 0, most=True),
        Figure("reports read with their recipient", right, named * 0.7, named),
    ]


def help_desk() -> list[Figure]:
    """Mails of a help desk are read as the help desk reads them."""
    mails = list(help_desk_mails(corpus("mails-zammad")))
    total = len(mails)
    share = total / 54
    return [
        Figure("help-desk mails: subject", sum(map(same_subject, mails)), 53 * share, total),
        Figure("help-desk mails: sender", sum(map(same_sender, mails)), 53 * share, total),
        Figure(
            "help-desk mails: body (95 % of words)", sum(map(same_body, mails)), 49 * share, total
        ),
    ]


def replies() -> list[Figure]:
    """Of a reply is shown what its writer wrote this time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the scoring tool leaves its files open
        total, right, by_kind, _wrong = _scores().run(lambda text, _case: visible(text))
    german_right, german = by_kind["lang:de"]
    return [
        Figure("replies", right, total * 0.8, total),
        Figure("replies in German", german_right, german * 13 / 14, german),
    ]


def _scores() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_replies", corpus("tools/score_replies.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def visible(text: str) -> str:
    """Return the lines of a plain text that are shown unfolded."""
    lines = [line if line == "-- " else line.rstrip() for line in to_screen(text).split("\n")]
    ranges = split_text("\n".join(lines))
    shown = [lines[part.start : part.end] for part in ranges if part.kind is FoldKind.BODY]
    return "\n".join(line for part in shown for line in part)


def signatures() -> list[Figure]:
    """Nothing that a writer wrote is folded away as a signature."""
    clean = total = 0
    for record in records(corpus("signatures/signatures.jsonl")):
        total += 1
        shown = _squeezed(visible(record["text"]))
        clean += all(_squeezed(line) in shown for line in record["visible"].split("\n"))
    folded, asked = _folded_texts()
    return [
        Figure("signatures folded without loss of text", clean, total * 94 / 96, total),
        Figure("plain requests with something folded", folded, asked / 1_000, asked, most=True),
    ]


def _folded_texts() -> tuple[int, int]:
    """Make mails of what people asked, three requests each; return in how many one is folded."""
    folded = total = 0
    for name in _REQUESTS:
        lines = zip(records(corpus(f"{name}/data.jsonl")), range(_MAX_TEXTS), strict=False)
        texts = [record["text"] for record, _number in lines]
        for first, second, third in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
            mail = f"Guten Tag,\n\n{first}\n\n{second}\n{third}"
            folded += _squeezed(visible(mail)) != _squeezed(to_screen(mail))
            total += 1
    return folded, total


def _squeezed(text: str) -> str:
    return " ".join(text.split())


_REQUESTS = (
    *("text-banking77", "text-bitext", "text-clinc150", "text-massive-de", "text-nlupp"),
    "text-askubuntu-webapps",
)


def languages() -> list[Figure]:
    """The language of short texts is found; what is expected of the writer does no harm."""
    return [
        _language("text-massive-de", "de", "", 0.8),
        _language("text-massive-de", "de", "de", 0.99),
        _language("text-banking77", "en", "", 0.98),
        _language("text-banking77", "en", "de", 0.98),
        _language("text-bitext", "en", "", 0.93),
        *(_wrong_language(name, code) for name, code in _TEXTS.items()),
    ]


_TEXTS = {"text-massive-de": "de", "text-banking77": "en", "text-bitext": "en"}


def _guesses(name: str, prior: str) -> list[str]:
    texts = zip(records(corpus(f"{name}/data.jsonl")), range(_MAX_TEXTS), strict=False)
    return [guess_language(record["text"], prior=prior)[0] for record, _number in texts]


def _language(name: str, code: str, prior: str, share: float) -> Figure:
    guesses = _guesses(name, prior)
    title = f"{name} is {code}" + (f", {prior} expected" if prior else "")
    return Figure(title, guesses.count(code), len(guesses) * share, len(guesses))


def _wrong_language(name: str, code: str) -> Figure:
    guesses = _guesses(name, "")
    wrong = len(guesses) - guesses.count(code) - guesses.count("")
    title = f"{name} taken for another language"
    return Figure(title, wrong, len(guesses) * 0.02, len(guesses), most=True)


MEASURES: tuple[Callable[[], list[Figure]], ...] = (
    reading,
    bounces,
    help_desk,
    replies,
    signatures,
    languages,
)
