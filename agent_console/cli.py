"""The command line: where commands start, and where errors become words and exit codes.

Subcommands are imported when they run, so ``--help`` and ``--version`` load nothing heavy.
Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from agent_console.cli_output import prepare_streams, say, tell
from agent_console.errors import ConsoleError, ExitCode
from agent_console.i18n import _, use_language

if TYPE_CHECKING:
    import argparse

    Command = Callable[[argparse.Namespace], ExitCode]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code (:class:`ExitCode`)."""
    os.umask(0o077)
    _leave_no_core_file()
    use_language("auto")
    prepare_streams()
    try:
        return _run(arguments)
    except ConsoleError as error:
        tell(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        say("")
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away (`agent-console list | head`): nothing to report.
        _drop_output()
        return int(ExitCode.OK)
    except OSError as error:
        _drop_output()
        tell(_system_error(error))
        return int(ExitCode.FAILED)
    except Exception as error:  # the border of the program: no traceback, a report instead
        _drop_output()
        return int(_crashed(error))


def _leave_no_core_file() -> None:
    """Keep memory, which holds mails and the password, off the disk when Python itself crashes.

    On Linux a limit of 0 forbids the file only, a limit of 1 also the handing over to a program
    that collects core files (fs/coredump.c). Children inherit it.
    """
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    limit = 1 if sys.platform == "linux" and hard != 0 else 0
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))


def _run(arguments: Sequence[str] | None) -> int:
    """Run one command and make sure that its output arrived."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = int(_started(words))
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(ExitCode.OK)
    sys.stdout.flush()
    return code


def _started(words: list[str]) -> ExitCode:
    """Run the command; the queue, its engine and ``status`` begin sooner without a parser."""
    if not words:
        from agent_console.cli_console import open_console

        return open_console()
    if words == ["engine"]:  # which a console starts; people never type it
        from agent_console.cli_engine import engine

        return engine()
    if words[0] == "status":
        from agent_console.cli_status import start

        return start(words[1:])
    from agent_console.cli_parser import build_parser

    options = build_parser().parse_args(words)
    return _load(options.run)(options)


def _drop_output() -> None:
    """Let nothing that is still to be written fail a second time when Python ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _system_error(error: OSError) -> ConsoleError:
    reason = error.strerror or type(error).__name__
    where = f"{error.filename}: " if error.filename else ""
    return ConsoleError(
        _("System"), f"{where}{reason}", _("Check permissions and free space, then try again.")
    )


def _crashed(error: Exception) -> ExitCode:
    from agent_console.locations import find_locations
    from agent_console.screens.crash import write_crash

    kind = type(error).__name__
    try:
        report = write_crash(find_locations().crash_file, error)
    except (ConsoleError, OSError):
        say(_("The program failed ({kind}).").format(kind=kind))
        return ExitCode.CRASHED
    say(
        _("The program failed ({kind}). A report without customer text was written: {path}").format(
            kind=kind, path=report
        )
    )
    return ExitCode.CRASHED


def _load(name: str) -> Command:
    module, _dot, function = name.rpartition(".")
    command: Command = getattr(import_module(f"agent_console.{module}"), function)
    return command
