"""Memory that is free, given back to the system."""

from __future__ import annotations


def give_back_freed() -> None:
    """Let the C library give back what it keeps of freed memory, where it keeps any.

    glibc holds on to freed pages that lie below others in use: 80 of the 100 MB that filing a
    mailbox takes (malloc_trim(3)). It takes some milliseconds. Other libraries are left alone.
    """
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
