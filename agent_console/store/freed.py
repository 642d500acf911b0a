"""Memory that the C library manages: used together by all threads, given back when it is free."""

from __future__ import annotations

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of mallopt(3)."""


def share_one_arena() -> None:
    """Let all threads begun from now on take their memory from one place, where there are several.

    glibc gives each thread an arena of its own, whose free parts the others cannot use; threads
    that hold Python's lock gain nothing by it, and it costs some megabytes. Other libraries are
    left alone.
    """
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None and getattr(ctypes.CDLL(None), "malloc_trim", None) is not None:
        mallopt(_ARENA_MAX, 1)


def give_back_freed() -> None:
    """Let the C library give back what it keeps of freed memory, where it keeps any.

    glibc holds on to freed pages that lie below others in use: 80 of the 100 MB that filing a
    mailbox takes (malloc_trim(3)). It takes some milliseconds. Other libraries are left alone.
    """
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
