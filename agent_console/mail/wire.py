"""The line to an IMAP server: bytes under a deadline, commands out, answers in pieces.

imaplib's own reading loses what a session needs to be sure: response codes, lines that arrive
together with others, half lines, the end of the connection. Everything here runs under a deadline
for the whole operation, and nothing a server sends is taken without a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from agent_console.desk.text import shorten, to_screen
from agent_console.errors import MailError
from agent_console.i18n import _
from agent_console.mail.stream import Stream

COMMAND_SECONDS = 60.0
SLOWEST_LINE = 16_000
"""Bytes per second below which a transfer is given up."""

LITERAL_MAX = 32 * 1024 * 1024
DISCARD_MAX = 2 * 1024 * 1024 * 1024
ANSWER_MAX = 256 * 1024 * 1024
NUMBER_MAX = 2**63 - 1
PIECE_COST = 150
"""Bytes of memory each piece of an answer takes besides its text: a million small lines count."""

_LITERAL = re.compile(rb"~?\{(\d{1,18})\+?\}\Z")
_MARK_MAX = 22
_STATUS = re.compile(rb"(?P<status>OK|NO|BAD|BYE|PREAUTH)(?: |\Z)", re.I)
_CODE = re.compile(rb"\[(?P<name>[A-Za-z0-9-]+)(?: (?P<rest>[^\]]*))?\] ?")
_STATUS_LINE = re.compile(rb"[^ ]* (?:OK|NO|BAD|BYE|PREAUTH)(?: |\Z)", re.I)
_OF_A_MAIL = re.compile(rb"\d{1,11} FETCH ")
_BACKOFF = re.compile(rb"Suggested Backoff Time:? (\d{1,9}) milliseconds", re.I)
_ESCAPED = re.compile(rb"\\(.)")
_STATUS_ITEM = re.compile(rb"(MESSAGES|UIDNEXT|UIDVALIDITY|HIGHESTMODSEQ) (\d{1,19})(?!\d)", re.I)
_TEMPORARY = frozenset({"UNAVAILABLE", "LIMIT", "THROTTLED", "OVERQUOTA", "INUSE"})


def server_words(words: bytes | str) -> str:
    """Return what a server said as one short line that is safe on a screen."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return shorten(to_screen(text[:2000], one_line=True), 300)


class ConnectionLostError(MailError):
    """The connection is gone or cannot be trusted any more; open a new one."""

    def __init__(self, message: str, *, code: str = "", wait: timedelta | None = None) -> None:
        super().__init__(_("Mail server"), message, _("It is tried again by itself."))
        self.code = code
        self.wait = wait

    @property
    def temporary(self) -> bool:
        """Whether the server asked to be left alone for a while."""
        return self.code in _TEMPORARY or self.wait is not None


class RefusedError(MailError):
    """The server answered NO or BAD; the connection goes on.

    ``code`` is the response code (RFC 5530) or "", ``status`` NO or BAD, ``wait`` the time the
    server asked for.
    """

    def __init__(
        self, words: str, *, code: str = "", status: str = "NO", wait: timedelta | None = None
    ) -> None:
        text = words or _("no reason given")
        super().__init__(_("Mail server"), _("The mail server refuses: {words}").format(words=text))
        self.code = code
        self.status = status
        self.wait = wait

    @property
    def temporary(self) -> bool:
        """Whether the server as a whole is busy, not this one request wrong."""
        return self.code in _TEMPORARY or self.wait is not None


@dataclass(frozen=True, slots=True)
class Untagged:
    """One answer the server gave on the way: text, literal, text … without the literal marks.

    A literal above the limit is None.
    """

    parts: tuple[bytes | None, ...]

    @property
    def text(self) -> bytes:
        """The first piece of text, after ``* ``."""
        return self.parts[0] or b""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The end of the answer to the command with that tag."""

    tag: bytes
    text: bytes

    def judged(self) -> Answer:
        """Return it as an answer without anything told before; NO and BAD are raised."""
        return _judge(self.text, ())


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the server said to one command; ``code`` is its response code or ""."""

    untagged: tuple[Untagged, ...]
    code: str
    code_arguments: bytes


class Wire:
    """Commands and answers on a logged-in connection; not thread-safe.

    ``exists`` is the number of mails in the selected folder as last told, ``told`` counts
    everything told about mails and folders, ``alerts`` is what the server wants a person to read
    ([ALERT], RFC 3501 §7.1).
    """

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.exists = 0
        self.told = 0
        self.alerts: list[str] = []
        self._count = 0

    def command(
        self, line: bytes, *, seconds: float = 60.0, literal_max: int = LITERAL_MAX
    ) -> Answer:
        """Send one command and return its answer.

        Raises RefusedError for NO and BAD, ConnectionLostError for everything after which the
        connection cannot be used.
        """
        with self.guarded(), self.stream.deadline(seconds):
            tag = self.send_line(line)
            return self.answer(tag, literal_max=literal_max)

    def append(self, line: bytes, raw: bytes, *, plus: bool, seconds: float = 120.0) -> Answer:
        """Send a command that ends in the literal ``raw``; ``plus``: without waiting (RFC 7888)."""
        mark = b" {%d%s}" % (len(raw), b"+" if plus else b"")
        with self.guarded(), self.stream.deadline(seconds):
            if plus:
                tag = self._tag()
                self.stream.send(tag + b" " + line + mark + b"\r\n" + raw + b"\r\n")
                return self.answer(tag)
            tag = self.send_line(line + mark)
            early = self.until_continued(tag)
            if early is not None:
                raise ConnectionLostError(_("The mail server's answer makes no sense."))
            self.stream.send(raw + b"\r\n")
            return self.answer(tag)

    def append_many(
        self, line: bytes, mails: Sequence[tuple[bytes, bytes]], *, seconds: float
    ) -> Answer:
        """Put several mails by one command, all of them or none (RFC 3502, without waiting).

        ``mails`` are what stands before each literal, and the literal. Keep it below some MB.
        """
        with self.guarded(), self.stream.deadline(seconds):
            tag = self._tag()
            told = [b" %s {%d+}\r\n%s" % (head, len(raw), raw) for head, raw in mails]
            self.stream.send(b"".join((tag, b" ", line, *told, b"\r\n")))
            return self.answer(tag)

    def send_line(self, line: bytes) -> bytes:
        """Send a command line; return its tag."""
        if b"\r" in line or b"\n" in line or b"\0" in line:
            raise ValueError("line end inside a command")
        tag = self._tag()
        self.stream.send(tag + b" " + line + b"\r\n")
        return tag

    def until_continued(self, tag: bytes) -> Answer | None:
        """Read until the server says ``+``; an answer before that is returned (NO, BAD: raised)."""
        answer = self.answer(tag, stop_at_continuation=True)
        return None if answer.code == "+" else answer

    def answer(
        self, tag: bytes, *, literal_max: int = LITERAL_MAX, stop_at_continuation: bool = False
    ) -> Answer:
        """Read up to the tagged answer of ``tag``."""
        heard: list[Untagged] = []
        room = ANSWER_MAX
        while True:
            parts = self._parts(literal_max, room)
            text = parts[0] or b""
            if text.startswith(b"* "):
                room -= _cost(parts)
                heard.append(self.note(Untagged((text[2:], *parts[1:]))))
            elif text.startswith(tag + b" "):
                return _judge(text[len(tag) + 1 :], tuple(heard))
            elif text[:1] == b"+":
                if stop_at_continuation:
                    return Answer(tuple(heard), "+", b"")
            else:
                raise OSError("an answer to no question")

    def next_answer(self, *, literal_max: int = LITERAL_MAX) -> Untagged | Tagged:
        """Read one answer to commands sent by :meth:`send_line`, whichever of them it belongs to.

        Raises OSError for what is no answer: call it under :meth:`guarded`.
        """
        while True:
            parts = self._parts(literal_max, ANSWER_MAX)
            text = parts[0] or b""
            if text.startswith(b"* "):
                return self.note(Untagged((text[2:], *parts[1:])))
            if text[:1] != b"+":
                tag, _blank, rest = text.partition(b" ")
                return Tagged(tag, rest)

    def note(self, heard: Untagged) -> Untagged:
        """Keep in mind what is said about the folder; a BYE ends the connection."""
        if _OF_A_MAIL.match(heard.text):
            self.told += 1
            return heard
        words = heard.text.split(b" ", 2)
        kind = words[0].upper()
        if kind == b"BYE":
            code, _rest, said = split_code(heard.text[4:])
            raise ConnectionLostError(
                _("The mail server ended the connection: {words}").format(words=server_words(said)),
                code=code,
                wait=asked_wait(said),
            )
        if kind in (b"OK", b"NO", b"BAD"):
            code, _rest, said = split_code(heard.text[len(kind) + 1 :])
            if code == "ALERT" and len(self.alerts) < 20:
                self.alerts.append(server_words(said))
        elif kind == b"VANISHED":
            self.told += 1
            if not heard.text[9:].startswith(b"("):
                self.exists = max(0, self.exists - _set_size(heard.text[9:]))
        elif kind == b"STATUS":
            self.told += 1
        elif len(words) > 1 and words[0].isdigit() and len(words[0]) < 12:
            self._count_mails(words[1].upper(), int(words[0]))
        return heard

    def _count_mails(self, kind: bytes, number: int) -> None:
        self.told += kind in (b"EXISTS", b"EXPUNGE", b"FETCH")
        if kind == b"EXISTS":
            self.exists = number
        elif kind == b"EXPUNGE":
            self.exists = max(0, self.exists - 1)

    def hear_line(self) -> None:
        """Take in one line that is no answer to a command (while idling)."""
        parts = self._parts(LITERAL_MAX, ANSWER_MAX)
        text = parts[0] or b""
        if text.startswith(b"* "):
            self.note(Untagged((text[2:], *parts[1:])))

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn everything that breaks the line inside into ConnectionLostError, and close."""
        try:
            yield
        except TimeoutError as error:
            self.stream.close()
            raise ConnectionLostError(_("The mail server did not answer in time.")) from error
        except OSError as error:
            self.stream.close()
            raise ConnectionLostError(
                _("The connection to the mail server broke off: {reason}").format(
                    reason=server_words(str(error))
                )
            ) from error
        except ConnectionLostError:
            self.stream.close()
            raise

    def _tag(self) -> bytes:
        self._count += 1
        return b"C%d" % self._count

    def _parts(self, literal_max: int, room: int) -> list[bytes | None]:
        """Read one answer, at most ``room`` bytes of memory."""
        parts: list[bytes | None] = []
        while True:
            line = self.stream.readline()
            if not line:
                raise ConnectionError("closed by the server")
            line = line.rstrip(b"\r\n")
            room -= len(line) + PIECE_COST
            if room < 0:
                raise OSError("answer too long")
            found = None
            if line[-1:] == b"}" and not _STATUS_LINE.match(line):
                found = _LITERAL.search(line, max(0, len(line) - _MARK_MAX))
            if found is None:
                parts.append(line)
                return parts
            literal = self._literal(int(found[1]), literal_max)
            parts += (line[: found.start()], literal)
            room -= len(literal or b"") + PIECE_COST
            if len(parts) > 200:
                raise OSError("too many literals in one answer")

    def _literal(self, size: int, limit: int) -> bytes | None:
        if size <= limit:
            return self.stream.read(size)
        if size > DISCARD_MAX:
            raise OSError("an absurdly large answer")
        self.stream.discard(size)
        return None


def split_code(text: bytes) -> tuple[str, bytes, bytes]:
    """Split ``[CODE arguments] words`` into code ("" for none), arguments and words."""
    found = _CODE.match(text)
    if found is None:
        return "", b"", text
    return found["name"].decode("ascii").upper(), found["rest"] or b"", text[found.end() :]


def status_name(parts: Sequence[bytes | None]) -> bytes:
    """Return of which folder an untagged STATUS speaks (RFC 3501 §7.2.4), as the server writes it.

    ``parts`` are its pieces around a literal; with NOTIFY, folders nobody asked about come, too.
    """
    if len(parts) > 1:
        return parts[1] or b""
    text = (parts[0] or b"")[7:]
    return unquoted(text[: text.rfind(b" (")])


def status_numbers(parts: Sequence[bytes | None]) -> dict[str, int]:
    """Return what an untagged STATUS counts, by the names in lower case."""
    last = parts[-1] or b""
    counted = _STATUS_ITEM.findall(last[last.rfind(b"(") :])
    return {key.decode().lower(): int(n) for key, n in counted if int(n) <= NUMBER_MAX}


def unquoted(name: bytes) -> bytes:
    """Return a name without its quotes, if it has any."""
    return _ESCAPED.sub(rb"\1", name[1:-1]) if name.startswith(b'"') else name


def asked_wait(words: bytes) -> timedelta | None:
    """Return how long the server asks to be left alone (Microsoft 365 says so in words)."""
    found = _BACKOFF.search(words)
    return timedelta(milliseconds=int(found[1])) if found else None


def _judge(text: bytes, heard: tuple[Untagged, ...]) -> Answer:
    found = _STATUS.match(text)
    if found is None:
        raise OSError("an answer without a result")
    status = found["status"].decode("ascii").upper()
    code, rest, words = split_code(text[found.end() :])
    if status == "OK":
        return Answer(heard, code, rest)
    raise RefusedError(server_words(words), code=code, status=status, wait=asked_wait(words))


def _cost(parts: Sequence[bytes | None]) -> int:
    return sum(PIECE_COST + len(part or b"") for part in parts)


def _set_size(text: bytes) -> int:
    total = 0
    for part in text.strip().split(b","):
        low, _colon, high = part.partition(b":")
        if low.isdigit() and len(low) < 12:
            total += abs(int(high) - int(low)) + 1 if high.isdigit() and len(high) < 12 else 1
    return total
