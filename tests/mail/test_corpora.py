"""Measured on mails that nobody here wrote; skipped where they are absent."""

from __future__ import annotations

import importlib.util
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_console.desk.mail import FoldKind
from agent_console.desk.text import to_screen
from agent_console.mail.language import guess_language
from agent_console.mail.quotes import split_text
from agent_console.mail.read import attachment_bytes, read_mail
from tests.desk.corpora import corpus


def records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def visible(text: str) -> str:
    lines = [line if line == "-- " else line.rstrip() for line in to_screen(text).split("\n")]
    ranges = split_text("\n".join(lines))
    shown = [lines[part.start : part.end] for part in ranges if part.kind is FoldKind.BODY]
    return "\n".join(line for part in shown for line in part)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_reading_when_given_all_public_mails_gives_a_mail_for_each() -> None:
    index = corpus("mails.jsonl")
    times: list[float] = []
    empty = 0
    for record in records(index):
        raw = (index.parent / record["set"] / record["file"]).read_bytes()
        started = time.process_time()
        mail = read_mail(raw)
        times.append(time.process_time() - started)
        assert not mail.unreadable, record["file"]
        assert mail.size == len(raw)
        assert not set(mail.text + mail.subject) & set("\x00\x1b\x9b\u202e"), record["file"]
        empty += not mail.text.strip()
        for attachment in mail.attachments[:20]:
            assert attachment_bytes(raw, attachment.index)[0] == attachment.filename
    print(
        f"{len(times)} mails, {empty} without text, {sum(times):.2f} s in all, "
        f"median {statistics.median(times) * 1000:.2f} ms, worst {max(times) * 1000:.0f} ms"
    )
    assert len(times) >= 1_500
    assert empty <= len(times) // 9
    assert statistics.median(times) < 0.005
    assert max(times) < 3


def test_reading_when_given_public_bounces_finds_most_reports_and_few_false_ones() -> None:
    index = corpus("mails.jsonl")
    bounces = found = false = 0
    for record in records(index):
        if record["kind"] not in ("bounce", "human", "autoreply", "feedback"):
            continue
        raw = (index.parent / record["set"] / record["file"]).read_bytes()
        report = read_mail(raw).report
        if record["kind"] == "bounce":
            bounces += 1
            found += report is not None
        else:
            false += report is not None
    print(f"{found} of {bounces} bounces, {false} false ones")
    assert found >= bounces * 0.95
    assert false == 0


def test_reading_when_given_help_desk_mails_agrees_on_sender_and_subject() -> None:
    folder = corpus("mails-zammad")
    senders = subjects = total = 0
    for expected in sorted(folder.glob("*.expected.json")):
        wanted = json.loads(expected.read_text(encoding="utf-8"))
        raw = expected.with_name(expected.name.replace(".expected.json", ".eml")).read_bytes()
        mail = read_mail(raw)
        total += 1
        email = mail.sender.email if mail.sender else ""
        senders += email.lower() == squeezed(wanted["from_email"] or "").lower()
        subjects += squeezed(mail.subject) == squeezed(wanted["subject"] or "")
    print(f"{senders} senders and {subjects} subjects of {total}")
    assert senders >= total * 0.85
    assert subjects >= total * 0.95


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the scoring tool leaves its files open
def test_splitting_when_given_public_replies_keeps_the_expected_text() -> None:
    tool = corpus("tools/score_replies.py")
    spec = importlib.util.spec_from_file_location("score_replies", tool)
    assert spec is not None
    assert spec.loader is not None
    scores = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scores)

    def shown(text: str, _case: object) -> str:
        return visible(text)

    total, right, by_kind, _wrong = scores.run(shown)
    german = by_kind["lang:de"]
    print(f"{right} of {total} replies, German {german}")
    assert right >= total * 0.8
    assert german[0] >= german[1] * 13 / 14


def test_splitting_when_given_public_signatures_folds_no_text_of_a_writer() -> None:
    path = corpus("signatures/signatures.jsonl")
    clean = total = 0
    for record in records(path):
        total += 1
        shown = squeezed(visible(record["text"]))
        kept = [squeezed(line) for line in record["visible"].split("\n")]
        clean += all(line in shown for line in kept)
    print(f"{clean} of {total} without loss")
    assert clean >= total - 2


@pytest.mark.parametrize(
    ("name", "language", "share"),
    [("text-massive-de", "de", 0.8), ("text-banking77", "en", 0.98), ("text-bitext", "en", 0.93)],
)
def test_guessing_when_given_public_texts_finds_the_language(
    name: str, language: str, share: float
) -> None:
    guesses = [
        guess_language(record["text"])[0]
        for record, _ in zip(records(corpus(f"{name}/data.jsonl")), range(3_000), strict=False)
    ]
    right = guesses.count(language)
    wrong = len(guesses) - right - guesses.count("")
    print(f"{name}: {right} of {len(guesses)} right, {wrong} wrong")
    assert right >= len(guesses) * share
    assert wrong <= len(guesses) * 0.02
