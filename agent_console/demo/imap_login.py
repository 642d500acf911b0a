"""The IMAP commands about the session itself: capabilities, login, ENABLE, NAMESPACE, LOGOUT."""

from __future__ import annotations

import base64
import binascii

from agent_console.demo.imap_parser import BadCommandError, Command, keyword, text
from agent_console.demo.imap_session import Phase, RefusedError, Reply, Session


async def capability(session: Session, command: Command) -> Reply:
    """CAPABILITY (RFC 3501 §6.1.1)."""
    session.untagged(f"CAPABILITY {session.capabilities()}")
    return Reply("Capabilities listed")


async def noop(session: Session, command: Command) -> Reply:
    """NOOP and CHECK: the answer carries what changed meanwhile."""
    return Reply("Done")


async def identify(session: Session, command: Command) -> Reply:
    """ID (RFC 2971)."""
    session.untagged('ID ("name" "Agent Console demo")')
    return Reply("Pleased to meet you")


async def login(session: Session, command: Command) -> Reply:
    """LOGIN with name and password (RFC 3501 §6.2.3)."""
    if len(command.arguments) != 2:
        raise BadCommandError("LOGIN needs a name and a password")
    if session.can("LOGINDISABLED"):
        raise RefusedError("Encrypt the connection first", "PRIVACYREQUIRED")
    name, password = (text(argument) for argument in command.arguments)
    return _enter(session, name, password)


async def authenticate(session: Session, command: Command) -> Reply:
    """AUTHENTICATE PLAIN, with or without an initial response (RFC 4616, RFC 4959)."""
    if not command.arguments or keyword(command.arguments[0]) != "PLAIN":
        raise RefusedError("Only PLAIN is known here", "CANNOT")
    if len(command.arguments) > 1:
        answer = text(command.arguments[1])
    else:
        session.connection.queue(b"+ \r\n")
        await session.connection.flush()
        line = await session.connection.read_line()
        answer = "*" if line is None else line.decode("ascii", "replace")
    if answer == "*":
        raise BadCommandError("Cancelled")
    try:
        _, name, password = base64.b64decode(answer, validate=True).decode("utf-8").split("\0")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise BadCommandError("That is no PLAIN answer") from None
    return _enter(session, name, password)


async def enable(session: Session, command: Command) -> Reply:
    """ENABLE CONDSTORE and QRESYNC (RFC 5161); unknown names are ignored."""
    enabled = []
    for argument in command.arguments:
        name = keyword(argument)
        if name in ("CONDSTORE", "QRESYNC") and session.can(name):
            session.condstore = True
            session.qresync = session.qresync or name == "QRESYNC"
            enabled.append(name)
    session.untagged(" ".join(["ENABLED", *enabled]))
    return Reply("Enabled")


async def namespace(session: Session, command: Command) -> Reply:
    """NAMESPACE (RFC 2342): one personal namespace without a prefix."""
    session.untagged('NAMESPACE (("" "/")) NIL NIL')
    return Reply("Namespaces listed")


async def logout(session: Session, command: Command) -> Reply:
    """LOGOUT."""
    session.leave()
    session.phase = Phase.LOGGED_OUT
    session.untagged("BYE Until next time")
    return Reply("Logged out")


def _enter(session: Session, name: str, password: str) -> Reply:
    expected = session.mailbox.username
    if password != session.mailbox.password or expected not in (None, name):
        raise RefusedError("Name or password is wrong", "AUTHENTICATIONFAILED")
    session.phase = Phase.AUTHENTICATED
    return Reply("Logged in", f"CAPABILITY {session.capabilities()}")
