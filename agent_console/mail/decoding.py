"""A Content-Transfer-Encoding undone piece by piece, in memory that does not grow.

What comes out together is what :func:`agent_console.mail.charset.decode_transfer` makes of all
bytes at once (RFC 2045 §6), wherever the pieces were cut.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable

from agent_console.mail.charset import UU_BEGIN, UU_ENCODINGS, decode_uu_line, is_prose

_SAMPLE = 1_000
_LONGEST_LINE = 64 * 1024
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_LETTERS = bytes(set(range(256)) - set(_LETTERS))


class Decoder:
    """Takes encoded bytes with ``feed`` and gives decoded ones; ``end`` gives the last of them."""

    def feed(self, data: bytes) -> bytes:
        """Return what ``data`` completes."""
        return data

    def end(self) -> bytes:
        """Return what was held back."""
        return b""


def decoder(encoding: str) -> Decoder:
    """Return the decoder for an encoding; unknown ones leave the bytes as they are."""
    if encoding == "base64":
        return _Sampled(_Base64, is_prose)
    if encoding == "quoted-printable":
        return _QuotedPrintable()
    return _Uu() if encoding in UU_ENCODINGS else Decoder()


class _Sampled(Decoder):
    """Looks at the first bytes before it decides how to read them."""

    def __init__(self, made: Callable[[], Decoder], is_plain: Callable[[bytes], bool]) -> None:
        self._made = made
        self._is_plain = is_plain
        self._begun = b""
        self._inner: Decoder | None = None

    def feed(self, data: bytes) -> bytes:
        if self._inner is not None:
            return self._inner.feed(data)
        self._begun += data
        return self._decide() if len(self._begun) >= _SAMPLE else b""

    def end(self) -> bytes:
        begun = self._decide() if self._inner is None else b""
        return begun + (self._inner.end() if self._inner else b"")

    def _decide(self) -> bytes:
        self._inner = Decoder() if self._is_plain(self._begun[:_SAMPLE]) else self._made()
        begun, self._begun = self._begun, b""
        return self._inner.feed(begun)


class _Base64(Decoder):
    """Lenient base64: junk is skipped, padding ends a run and another one may follow."""

    def __init__(self) -> None:
        self._letters = b""

    def feed(self, data: bytes) -> bytes:
        *finished, last = data.split(b"=")
        done = [self._run(piece) for piece in finished]
        self._letters += last.translate(None, _NO_LETTERS)
        whole = len(self._letters) - len(self._letters) % 4
        done.append(binascii.a2b_base64(self._letters[:whole]))
        self._letters = self._letters[whole:]
        return b"".join(done)

    def end(self) -> bytes:
        return self._run(b"")

    def _run(self, piece: bytes) -> bytes:
        letters = self._letters + piece.translate(None, _NO_LETTERS)
        self._letters = b""
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"==")


class _QuotedPrintable(Decoder):
    """Whole lines; of a line without an end, as much as cannot change any more."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        data = self._held + data
        cut = data.rfind(b"\n") + 1
        if len(data) - cut > _LONGEST_LINE:
            cut = _before_mark(data)
        self._held = data[cut:]
        return binascii.a2b_qp(data[:cut])

    def end(self) -> bytes:
        return binascii.a2b_qp(self._held)


def _before_mark(data: bytes) -> int:
    """Return where a long line may be cut: not behind a ``=`` or blanks that may end it."""
    end = len(data.rstrip(b" \t\r"))
    mark = data.rfind(b"=", max(0, end - 2), end)
    return (mark if mark >= 0 else end) or len(data)


class _Uu(Decoder):
    """Lines between ``begin`` and ``end``; bytes without such a beginning stay as they are."""

    def __init__(self) -> None:
        self._held = b""
        self._begun = self._plain = self._over = False
        self._room = 0

    def feed(self, data: bytes) -> bytes:
        if self._plain:
            return data
        self._held += data
        self._room += len(data)
        if not self._begun and not self._begin():
            return self._give_up() if len(self._held) > _LONGEST_LINE else b""
        *lines, self._held = self._held.split(b"\n")
        if len(self._held) > _LONGEST_LINE:
            self._over = True
        return b"".join(map(self._line, lines))

    def end(self) -> bytes:
        if not self._begun:
            return self._give_up()
        return self._line(self._held)

    def _begin(self) -> bool:
        found = UU_BEGIN.search(self._held)
        self._begun = found is not None
        self._held = self._held[found.end() :] if found else self._held
        return self._begun

    def _give_up(self) -> bytes:
        self._plain = True
        held, self._held = self._held, b""
        return held

    def _line(self, line: bytes) -> bytes:
        """Return what a line holds; lines that promise more than they hold let no file grow."""
        self._over = self._over or self._room < 0 or line.strip() in (b"end", b"`", b"")
        decoded = b"" if self._over else decode_uu_line(line.rstrip(b"\r"))
        self._room -= len(decoded)
        return decoded
