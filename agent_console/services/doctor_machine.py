"""What the doctor finds on this machine: versions with known faults, clock, locale, keyring."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from agent_console import __version__
from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.i18n import _
from agent_console.mail.credentials import KeyringOutcome, explain_keyring
from agent_console.mail.keyring_check import check_keyring
from agent_console.services.findings import Finding, Grade, good, note

_Version = tuple[int, ...]
_TOOL_SECONDS = 3.0
_JUMP = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Fault:
    """A known fault of the versions from ``first`` up to, but not including, ``fixed``."""

    first: _Version
    fixed: _Version
    words: Callable[[], str]
    hint: Callable[[], str]

    def hits(self, found: _Version) -> bool:
        """Tell whether ``found`` has it."""
        return self.first <= found < self.fixed


def _lock_is_taken() -> str:
    return _("Nothing to do: the program takes a lock around every write.")


def _newer_python() -> str:
    return _("Nothing to do at once; use a newer Python when you can.")


def _wal_reset() -> str:
    return _("{version} has a known fault with several writers")


# The WAL-reset bug, https://sqlite.org/wal.html#walresetbug; fixed in 3.51.3 and on two branches.
# 3.52.0 was withdrawn by its authors on the day after it came out, in March 2026.
SQLITE_FAULTS = (
    Fault((3, 7, 0), (3, 44, 6), _wal_reset, _lock_is_taken),
    Fault((3, 45, 0), (3, 50, 7), _wal_reset, _lock_is_taken),
    Fault((3, 51, 0), (3, 51, 3), _wal_reset, _lock_is_taken),
    Fault(
        (3, 52, 0),
        (3, 52, 1),
        lambda: _("{version} was withdrawn by its authors because of faults"),
        lambda: _("Use SQLite 3.51.3, or 3.53 and newer."),
    ),
)
PYTHON_FAULTS = (
    # CVE-2023-40217: a greeting sent before the handshake of TLS is taken for a protected one.
    Fault(
        (3, 11, 0),
        (3, 11, 5),
        lambda: _("{version} can take a server's greeting for an encrypted one that is not"),
        lambda: _("Use Python 3.11.5 or newer: a false server could show a false greeting."),
    ),
    # CVE-2024-6923 (header injection); our headers are folded and checked by ourselves.
    Fault(
        (3, 11, 0),
        (3, 11, 10),
        lambda: _("{version} does not check line ends in mail headers; this program does"),
        _newer_python,
    ),
    Fault(
        (3, 12, 0),
        (3, 12, 5),
        lambda: _("{version} does not check line ends in mail headers; this program does"),
        _newer_python,
    ),
    # imaplib's inner side changed in 3.14; ours stands on our own stream, but is not tried there.
    Fault(
        (3, 14, 0),
        (99,),
        lambda: _("{version} is newer than what this program is tried with"),
        lambda: _("Nothing to do; should reading mail fail, use Python 3.11 to 3.13."),
    ),
)
LIBRARIES: dict[str, tuple[_Version, _Version]] = {
    "aiosmtplib": ((5, 1), (6,)),
    "imapclient": ((4, 1), (5,)),
    "keyring": ((25, 6), (99,)),
    "sqlmodel": ((0, 0, 24), (99,)),
    "textual": ((8, 2, 8), (9,)),
}
"""The versions each library may have; a test holds them to those of the package."""


def look_at_machine() -> Iterator[Finding]:
    """Yield what programs and libraries run here."""
    python = sys.version_info[:3]
    yield good("Agent Console", f"{__version__}, Python {_written(python)}, {sys.platform}")
    yield from _faults("Python", python, PYTHON_FAULTS)
    found = sqlite3.sqlite_version_info
    faults = list(_faults("SQLite", found, SQLITE_FAULTS))
    yield from faults or [good("SQLite", sqlite3.sqlite_version)]
    yield from _full_text()
    yield _libraries()


def _faults(what: str, found: _Version, faults: tuple[Fault, ...]) -> Iterator[Finding]:
    for fault in faults:
        if fault.hits(found):
            yield note(what, fault.words().format(version=_written(found)), fault.hint())


def _full_text() -> Iterator[Finding]:
    with sqlite3.connect(":memory:") as memory:
        options = {row[0] for row in memory.execute("PRAGMA compile_options")}
    memory.close()
    if "ENABLE_FTS5" not in options:
        words = _("it was built without full-text search (FTS5), which the store needs")
        hint = _("Use a Python whose SQLite has FTS5, such as that of your distribution.")
        yield Finding(Grade.PROBLEM, "SQLite", words, hint)


def _libraries() -> Finding:
    told, wrong = [], []
    for name, (least, below) in LIBRARIES.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "?"
        told.append(f"{name} {found}")
        if found != "?" and not least <= _numbers(found) < below:
            wrong.append(name)
    words = ", ".join(told)
    if not wrong:
        return good(_("Libraries"), words)
    hint = _("Not tried with these versions: {names}. Install the program anew.")
    return note(_("Libraries"), words, hint.format(names=", ".join(wrong)))


def _numbers(text: str) -> _Version:
    parts = []
    for part in text.split("."):
        if not part.isdecimal():
            break
        parts.append(int(part))
    return tuple(parts)


def _written(found: _Version) -> str:
    return ".".join(str(part) for part in found)


def look_at_locale() -> Iterator[Finding]:
    """Yield the character set of names and texts on this machine."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    chosen = next((os.environ[name] for name in names if os.environ.get(name)), "")
    files = sys.getfilesystemencoding()
    words = _("{locale}, file names in {encoding}")
    words = words.format(locale=chosen or _("none set"), encoding=files)
    if files.lower().replace("-", "") != "utf8":
        hint = _("Set LANG to a UTF-8 locale, such as de_DE.UTF-8 or C.UTF-8.")
        yield note(_("Locale"), words, hint)
    else:
        yield good(_("Locale"), words)


class ClockWatch:
    """Compares wall clock and monotonic clock from its making on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall, self._steady = clock.now(), clock.monotonic()

    def findings(self) -> Iterator[Finding]:
        """Yield whether the clock ran evenly, and whether something sets it right."""
        steady = timedelta(seconds=self._clock.monotonic() - self._steady)
        jump = self._clock.now() - self._wall - steady
        if abs(jump) > _JUMP:
            words = _("it jumped by {seconds} s while this was measured")
            hint = _("Let the system keep the time (NTP): waiting times are counted by it.")
            words = words.format(seconds=round(jump.total_seconds()))
            yield Finding(Grade.PROBLEM, _("Clock"), words, hint)
            return
        state = _tool("timedatectl", "show", "--property=NTPSynchronized", "--value")
        if state == "no":
            words = _("runs evenly, but nothing sets it right (NTP)")
            yield note(_("Clock"), words, _("Switch it on: timedatectl set-ntp true"))
            return
        kept = _("set right by NTP") if state == "yes" else _("whether NTP sets it is not known")
        yield good(_("Clock"), _("runs evenly; {state}").format(state=kept))


def _tool(name: str, *arguments: str) -> str:
    """Return what a small tool of the system prints, "" when it is not there or fails."""
    path = shutil.which(name)
    if path is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command line
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TOOL_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def look_at_keyring(config: Config) -> Iterator[Finding]:
    """Yield which keyring is in use and whether it keeps what it is given, where it is needed."""
    boxes = config.all_mailboxes
    if all(box.password_command or box.token_command for box in boxes):
        yield good(_("Keyring"), _("not needed: the settings name commands for the secrets"))
        return
    check = check_keyring()
    backend = check.backend or "?"
    if check.outcome is KeyringOutcome.DONE:
        yield good(_("Keyring"), _("{name} keeps what it is given").format(name=backend))
        return
    words = f"{backend}: {explain_keyring(check.outcome)}"
    hint = _("`agent-console secret set --where file` keeps the password in an encrypted file.")
    if any(box.oauth for box in boxes):
        hint = _("Tokens are kept in a keyring only: unlock or install one, or use token_command.")
        yield Finding(Grade.PROBLEM, _("Keyring"), words, hint)
        return
    yield note(_("Keyring"), words, hint)


def look_at_tmux() -> Iterator[Finding]:
    """Yield what tmux keeps from the screen, where the console runs inside of it."""
    if not os.environ.get("TMUX"):
        return
    passing = _tool("tmux", "show-options", "-gv", "set-clipboard")
    if passing and passing != "on":
        words = _("set-clipboard is {value}: what is copied stays inside of tmux")
        hint = _("Write `set -g set-clipboard on` into ~/.tmux.conf.")
        yield note("tmux", words.format(value=passing), hint)
    delay = _tool("tmux", "show-options", "-sv", "escape-time")
    if delay.isdecimal() and int(delay) > 100:
        words = _("Esc arrives {ms} ms late").format(ms=delay)
        yield note("tmux", words, _("Write `set -sg escape-time 20` into ~/.tmux.conf."))
