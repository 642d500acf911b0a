"""A Content-Transfer-Encoding undone (RFC 2045 §6), piece by piece in memory that does not grow.

What comes out together is the same wherever the pieces were cut.
"""

from __future__ import annotations

import binascii
import re

_SAMPLE = 1_000
_LONGEST_LINE = 64 * 1024
_MAX_RUNS = 100_000
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LETTER_LINES = _LETTERS + b"\r\n"
_NO_LETTERS = bytes(set(range(256)) - set(_LETTERS))
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]|[A-Za-z0-9] [A-Za-z0-9]")
_UU_ENCODINGS = ("x-uuencode", "uuencode", "x-uue", "uue")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\n]{0,500}\n", re.MULTILINE)


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
        return _Sampled()
    if encoding == "quoted-printable":
        return _QuotedPrintable()
    return _Uu() if encoding in _UU_ENCODINGS else Decoder()


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Return all of ``data`` decoded at once."""
    if encoding == "base64":
        plain = _ordinary_base64(data)
        if plain is not None:
            return plain
    return _decoded(decoder(encoding), data)


def decode_base64(data: bytes) -> bytes:
    """Return the bytes of lenient base64, whatever it looks like."""
    try:
        return binascii.a2b_base64(data, strict_mode=True)
    except binascii.Error:
        return _decoded(_Base64(), data)


def _ordinary_base64(data: bytes) -> bytes | None:
    """Return what whole lines of letters hold, padded at most at their end; None for all else."""
    padding = data.translate(None, _LETTER_LINES)
    if padding not in (b"", b"=", b"==") or not data.rstrip(b"\r\n").endswith(padding):
        return None
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return None


def _decoded(made: Decoder, data: bytes) -> bytes:
    return made.feed(data) + made.end()


class _Sampled(Decoder):
    """Base64, unless the first bytes are plain text that only claims to be that."""

    def __init__(self) -> None:
        self._begun = b""
        self._inner: Decoder | None = None

    def feed(self, data: bytes) -> bytes:
        if self._inner is not None:
            return self._inner.feed(data)
        self._begun += data
        return self._decide().feed(self._begun) if len(self._begun) >= _SAMPLE else b""

    def end(self) -> bytes:
        return self._inner.end() if self._inner else _decoded(self._decide(), self._begun)

    def _decide(self) -> Decoder:
        sample = self._begun[:_SAMPLE]
        is_prose = len(_NOT_BASE64.findall(sample)) * 20 > len(sample)
        self._inner = Decoder() if is_prose else _Base64()
        return self._inner


class _Base64(Decoder):
    """Lenient base64: junk is skipped, padding ends a run and another one may follow."""

    def __init__(self) -> None:
        self._letters = b""

    def feed(self, data: bytes) -> bytes:
        *finished, last = data.split(b"=", _MAX_RUNS)[:_MAX_RUNS]
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
        found = _UU_BEGIN.search(self._held)
        self._begun = found is not None
        self._held = self._held[found.end() :] if found else self._held
        return self._begun

    def _give_up(self) -> bytes:
        self._plain = True
        held, self._held = self._held, b""
        return held

    def _line(self, line: bytes) -> bytes:
        """Return what a line holds; lines that promise more than they hold let no file grow."""
        self._over = self._over or line.strip() in (b"end", b"`", b"")
        decoded = b"" if self._over else _uu_line(line.rstrip(b"\r"))[: self._room]
        self._room -= len(decoded)
        return decoded


def _uu_line(line: bytes) -> bytes:
    """Return the bytes of one line, which must not be empty; of what makes no sense none."""
    length = (((line[0] - 32) & 63) * 4 + 5) // 3
    for readable in (line, line[:length]):
        try:
            return binascii.a2b_uu(readable)
        except binascii.Error:
            pass
    return b""
