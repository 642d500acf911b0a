"""The garbage collector rests while a program starts: what is loaded then is no garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
