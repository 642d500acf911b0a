"""Record the demo for the documentation: an apology, a search, a canned answer, the reports.

Written as asciicast (version 2, https://docs.asciinema.org/manual/asciicast/v2/), which
``asciinema play`` and its player for web pages show. Bytes are those that the program painted; the
times are made here, so that a reader can follow and a slow machine makes no slow recording.
"""

from __future__ import annotations

import codecs
import json
import tempfile
from dataclasses import dataclass, field
from functools import partial
from operator import ne
from pathlib import Path

from tests.e2e.showing import COLUMNS, LINES, demo_in
from tests.e2e.terminal import Terminal

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "recording"
LANGUAGES = ("en", "de")
SEND, NEXT_TEXT, REPORTS = "\x07", "\x1b[1;5C", "\x1bOR"
_READ, _GLANCE, _KEY, _LETTER = 3.5, 1.5, 0.6, 0.15
"""Seconds of the recording: to read a screen, to see what changed, between two keys, letters."""
_PASSING = 0.4
SOUGHT, FOUND = "einloggen", "Kann mich nicht einloggen"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the screens of one language, to be waited for."""

    wrote: str
    apology: str
    leaves: str
    sent: str
    reply: str
    reports: str


WORDS = {
    "en": Words(
        wrote="wrote",
        apology="Listen: ",
        leaves="goes out in",
        sent=": sent",
        reply="Reply to the customer",
        reports="Reports",
    ),
    "de": Words(
        wrote="schrieb",
        apology="Zuhören: ",
        leaves="hinaus",
        sent=": gesendet",
        reply="Antwort nach außen",
        reports="Berichte",
    ),
}


@dataclass(slots=True)
class Tape:
    """What a terminal was sent so far, cut into moments."""

    running: Terminal
    at: float = 0.0
    events: list[tuple[float, str]] = field(default_factory=list)
    _seen: int = 0
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def keep(self, seconds: float) -> None:
        """Keep what was painted since the last call; it stays for ``seconds``."""
        painted = bytes(self.running.received[self._seen :])
        self._seen += len(painted)
        if text := self._decoder.decode(painted):
            self.events.append((round(self.at, 2), text))
        self.at += seconds

    def press(self, key: str, *texts: str, seconds: float = _KEY) -> None:
        """Press ``key``, wait for ``texts``, and let the screen be looked at for ``seconds``."""
        self.running.press(key)
        if texts:
            self.running.wait_for(*texts)
        self.running.settle(pause=0.6, seconds=5.0)
        self.keep(seconds)

    def wait(self, text: str) -> None:
        """Keep what passes until ``text`` stands there."""
        while text not in (before := self.running.text):
            self.running.wait_until(partial(ne, before), 60.0)
            self.keep(_PASSING)

    def written(self) -> str:
        """Return the recording: a line of JSON for its shape and one for each moment."""
        header = {"version": 2, "width": COLUMNS, "height": LINES, "title": "Agent Console"}
        lines: list[object] = [header, *([at, "o", text] for at, text in self.events)]
        lines.append([round(self.at, 2), "o", ""])
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def record(language: str, folder: Path) -> str:
    """Walk through the demo in ``language``, with its files below ``folder``; return the tape."""
    words = WORDS[language]
    with demo_in(language, folder) as running:
        tape = Tape(running)
        tape.keep(_READ)
        tape.press("\r", words.wrote, seconds=_READ)
        tape.press("a", words.apology, seconds=_READ)
        for _times in range(2):
            tape.press(NEXT_TEXT, seconds=_GLANCE)
        tape.press(SEND, words.leaves, seconds=_GLANCE)
        tape.wait(words.sent)
        tape.keep(_GLANCE)
        tape.press("/", seconds=_KEY)
        for letter in SOUGHT:
            tape.press(letter, seconds=_LETTER)
        tape.press("", FOUND, seconds=_GLANCE)
        tape.press("\r", words.wrote, seconds=_GLANCE)
        tape.press("1", words.reply, seconds=_READ)
        tape.press(SEND, words.leaves, seconds=_GLANCE)
        tape.press(REPORTS, words.reports, seconds=_READ)
        return tape.written()


def main() -> None:
    """Record the demo in each language."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            written = record(language, Path(folder))
        (FOLDER / f"demo.{language}.cast").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
