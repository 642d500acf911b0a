"""``agent-console demo``: a mailbox with living customers, in a folder of its own."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

from agent_console.cli_context import start_clock
from agent_console.config import load_config
from agent_console.demo.run import DemoWorld, write_config
from agent_console.errors import ExitCode
from agent_console.i18n import _, current_language, use_language
from agent_console.locations import locations_below, private_folder
from agent_console.logs import start_log


def demo(options: argparse.Namespace) -> ExitCode:
    """Start the embedded mailbox, then the console on it; everything lies in one folder."""
    use_language(options.language)
    home = Path(options.keep) if options.keep else Path(tempfile.mkdtemp(prefix="agent-console-"))
    private_folder(home)
    os.environ["AGENT_CONSOLE_HOME"] = str(home)
    clock = start_clock()
    world = DemoWorld(clock, pace=options.pace, quiet=options.quiet)
    ports = world.start()
    try:
        locations = locations_below(home)
        config_file = write_config(home, ports, current_language(), theme=options.theme)
        start_log(locations)
        if options.no_screen:
            return _serve(home)
        from agent_console.app import run_app

        return run_app(load_config(config_file), locations, clock, demo=True)
    finally:
        world.stop()
        if not options.keep:
            shutil.rmtree(home, ignore_errors=True)


def _serve(home: Path) -> ExitCode:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    print(_("The demo mailbox runs until ctrl+c. In another terminal:"), file=sys.stderr)
    print(f"export AGENT_CONSOLE_HOME={home}", flush=True)
    stop.wait()
    return ExitCode.OK
