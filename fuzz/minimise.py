"""A failing input made small: pieces taken out for as long as it fails at the same place."""

from __future__ import annotations

from fuzz.checks import Check

_ROUNDS = 4_000


def failure(check: Check, data: bytes) -> tuple[str, int] | None:
    """Return the kind of error and the line it comes from, None when the check passes."""
    try:
        check(data)
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        return type(error).__name__, trace.tb_lineno if trace else 0
    return None


def minimise(check: Check, data: bytes) -> bytes:
    """Return a part of ``data`` that fails in the same way. Raises ValueError when it passes."""
    wanted = failure(check, data)
    if wanted is None:
        raise ValueError("this input passes")
    size = max(1, len(data) // 2)
    rounds = 0
    while size and rounds < _ROUNDS:
        at = 0
        before = len(data)
        while at < len(data) and rounds < _ROUNDS:
            shorter = data[:at] + data[at + size :]
            rounds += 1
            if failure(check, shorter) == wanted:
                data = shorter
            else:
                at += size
        if size > 1 or len(data) == before:
            size //= 2
    return data
