"""What a server can beyond IMAP4rev1, and what of it is switched on after the sign-in."""

from __future__ import annotations

from agent_console.mail.wire import RefusedError, Wire

_COMPRESS = "COMPRESS=DEFLATE"


def switch_on(wire: Wire, *, seconds: float) -> set[str]:
    """Return the server's capabilities, those switched on that help.

    That is a compressed line (RFC 4978) and counting changes (RFC 7162). What the server offers
    but refuses is left out. Raises ConnectionLostError.
    """
    capabilities = read_capabilities(wire, seconds=seconds)
    if _COMPRESS in capabilities:
        _compress(wire, capabilities)
    if "ENABLE" in capabilities:
        _enable(wire, capabilities)
    return capabilities


def _compress(wire: Wire, capabilities: set[str]) -> None:
    try:
        wire.command(b"COMPRESS DEFLATE")
    except RefusedError:
        capabilities.discard(_COMPRESS)
    else:
        wire.stream.compress()


def _enable(wire: Wire, capabilities: set[str]) -> None:
    for extension in ("QRESYNC", "CONDSTORE"):
        if extension not in capabilities:
            continue
        try:
            answer = wire.command(b"ENABLE " + extension.encode("ascii"))
        except RefusedError:
            capabilities.discard(extension)
            continue
        enabled = b" ".join(untagged.text.upper() for untagged in answer.untagged)
        if extension.encode("ascii") in enabled:
            return
        capabilities.discard(extension)


def read_capabilities(wire: Wire, *, seconds: float = 60.0) -> set[str]:
    """Ask what the server can; returns the names in upper case."""
    names: set[str] = set()
    for untagged in wire.command(b"CAPABILITY", seconds=seconds).untagged:
        if untagged.text.upper().startswith(b"CAPABILITY "):
            names.update(untagged.text[11:].decode("ascii", "replace").upper().split())
    return names
