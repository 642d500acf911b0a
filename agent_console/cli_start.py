"""How memory is managed from the start: what is loaded then is no garbage; one place for all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of mallopt(3)."""


@contextmanager
def loading() -> Iterator[None]:
    """Load a program in a block; what it loaded is never searched again."""
    rest()
    try:
        yield
    finally:
        go_on()


def rest() -> None:
    """Let the collector rest until :func:`go_on`."""
    gc.disable()


def go_on() -> None:
    """Let it work again, if it rested; everything there is now is left alone from here on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


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
