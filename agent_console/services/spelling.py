"""Spelling by hunspell: one long-lived child that is asked from a thread and never waited for long.

It speaks the protocol of ``ispell -a`` (hunspell(1)): a word a line, each prefixed by ``^``; the
answers to a line end with an empty one.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

PROGRAM = "hunspell"
_WANTED = {"de": ("de_DE", "de_AT", "de_CH"), "en": ("en_GB", "en_US")}
_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "~/Library/Spelling",
    "~/.local/share/hunspell",
)
_AT_ONCE = 40
_SECONDS = 5.0
_SUGGESTIONS = 8
_PERSONAL_AT_MOST = 20_000


class SpellerGoneError(Exception):
    """The child has ended, or does not answer."""


def dictionary_of(language: str, environment: Mapping[str, str]) -> str:
    """Return the dictionary for ``de`` or ``en`` that is installed; "" without one."""
    told = environment.get("DICPATH", "").split(os.pathsep)
    folders = [Path(one).expanduser() for one in (*told, *_FOLDERS) if one]
    for name in _WANTED.get(language[:2], ()):
        if any((folder / f"{name}.dic").is_file() for folder in folders):
            return name
    return ""


class Speller:
    """Checks words in a language; silent for ever after hunspell failed once."""

    def __init__(self, own_words: Path, program: str = "") -> None:
        """``own_words`` is the file with the agent's personal words, one a line."""
        self._file = own_words
        self._program = program or shutil.which(PROGRAM) or ""
        self._dictionary = ""
        self._child: subprocess.Popen[bytes] | None = None
        self._rest = b""
        self._lock = threading.Lock()
        self._own = frozenset(_personal(own_words))

    def knows(self, language: str) -> bool:
        """Return whether words in this language can be checked."""
        return bool(self._program and dictionary_of(language, os.environ))

    def check(self, words: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
        """Return the misspelt ones, each with what may be meant; called in a thread."""
        asked = [word for word in dict.fromkeys(words) if word not in self._own]
        with self._lock:
            try:
                return dict(self._wrong(asked, language))
            except (SpellerGoneError, OSError):
                self._program = ""
                self._end()
                return {}

    def learn(self, word: str) -> None:
        """Keep a word as the agent's own; raises OSError when the file cannot be written."""
        self._own |= {word}
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{word}\n")

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _wrong(self, words: Sequence[str], language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        dictionary = dictionary_of(language, os.environ) if self._program else ""
        if not dictionary or not words:
            return
        child = self._started(dictionary)
        for first in range(0, len(words), _AT_ONCE):
            some = words[first : first + _AT_ONCE]
            self._write(child, "".join(f"^{word}\n" for word in some))
            for word in some:
                answer = self._answer(child)
                if any(line[:1] in ("&", "#") for line in answer):
                    yield word, _suggested(answer)

    def _started(self, dictionary: str) -> subprocess.Popen[bytes]:
        if self._child is not None and self._dictionary == dictionary:
            return self._child
        self._end()
        self._child = subprocess.Popen(  # noqa: S603 - a fixed command line, no shell
            [self._program, "-a", "-i", "utf-8", "-d", dictionary],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )
        self._dictionary, self._rest = dictionary, b""
        self._line(self._child, time.monotonic() + _SECONDS)
        self._write(self._child, "!\n")
        return self._child

    def _write(self, child: subprocess.Popen[bytes], text: str) -> None:
        if child.stdin is None:
            raise SpellerGoneError
        child.stdin.write(text.encode())

    def _answer(self, child: subprocess.Popen[bytes]) -> list[str]:
        until = time.monotonic() + _SECONDS
        lines = []
        while line := self._line(child, until):
            lines.append(line)
        return lines

    def _line(self, child: subprocess.Popen[bytes], until: float) -> str:
        """Return the next line without its end; raises SpellerGoneError at ``until``."""
        if child.stdout is None:
            raise SpellerGoneError
        while b"\n" not in self._rest:
            with selectors.DefaultSelector() as selector:
                selector.register(child.stdout, selectors.EVENT_READ)
                if not selector.select(max(0.0, until - time.monotonic())):
                    raise SpellerGoneError
            data = os.read(child.stdout.fileno(), 65536)
            if not data:
                raise SpellerGoneError
            self._rest += data
        line, _newline, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        child.kill()
        child.wait()


def _suggested(answer: Sequence[str]) -> tuple[str, ...]:
    """Return what ``& word count offset: one, two`` suggests."""
    line = next((line for line in answer if line.startswith("&")), "")
    told = line.partition(": ")[2]
    return tuple(one.strip() for one in told.split(",") if one.strip())[:_SUGGESTIONS]


def _personal(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return
    yield from filter(None, (line.strip() for line in lines[:_PERSONAL_AT_MOST]))
