"""``agent-console demo``: a mailbox with living customers, in a folder of its own."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from agent_console.cli_context import start_clock
from agent_console.cli_screen import need_terminal, need_theme
from agent_console.config import load_config
from agent_console.demo.run import DemoWorld, story_began, write_config
from agent_console.errors import ConfigError, ExitCode
from agent_console.i18n import _, current_language, use_language
from agent_console.locations import locations_below, private_folder
from agent_console.logs import start_log

_MARK = ".agent-console-demo"


def demo(options: argparse.Namespace) -> ExitCode:
    """Start the embedded mailbox, then the console on it; everything lies in one folder."""
    use_language(options.language)
    kept = Path(options.keep).expanduser().absolute() if options.keep else None
    if not options.no_screen:
        need_terminal(demo=True)
    need_theme(options.theme, kept and locations_below(kept).themes_dir)
    home = _kept_home(kept) if kept else _passing_home()
    os.environ["AGENT_CONSOLE_HOME"] = str(home)
    clock = start_clock()
    began = story_began(home / _MARK, clock.now())
    world = DemoWorld(clock, pace=options.pace, quiet=options.quiet, began=began)
    ports = world.start()
    try:
        locations = locations_below(home)
        config_file = write_config(home, ports, current_language(), theme=options.theme, now=began)
        start_log(locations)
        if options.no_screen:
            return _serve(home)
        from agent_console.app import run_app

        config = load_config(config_file)
        # Screens of a quiet demo are kept and compared: nothing stands there but what is asked for.
        look = replace(config.look, hints=not options.quiet, plain=options.plain)
        return run_app(look, lambda: config, locations, clock, demo=True, tour=options.tour)
    finally:
        world.stop()
        if not kept:
            shutil.rmtree(home, ignore_errors=True)


def _passing_home() -> Path:
    return Path(tempfile.mkdtemp(prefix="agent-console-"))


def _kept_home(home: Path) -> Path:
    """Return a folder of the demo's own; raises ConfigError for one that holds anything else."""
    if home.is_dir() and any(home.iterdir()) and not (home / _MARK).exists():
        raise ConfigError(
            _("Demo"),
            _("{path} holds something else").format(path=home),
            _("Name a new or an empty folder: the demo writes settings and a store there."),
        )
    private_folder(home)
    return home


def _serve(home: Path) -> ExitCode:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    print(_("The demo mailbox runs until ctrl+c. In another terminal:"), file=sys.stderr)
    print(f"export AGENT_CONSOLE_HOME={home}", flush=True)
    stop.wait()
    return ExitCode.OK
