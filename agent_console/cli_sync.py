"""`agent-console sync`: a quick look first, which loads nothing heavy, then the full way."""

from __future__ import annotations

import argparse
from contextlib import suppress

from agent_console.clock import clock_of_environment
from agent_console.desk.text import to_screen
from agent_console.errors import ExitCode
from agent_console.i18n import ngettext
from agent_console.locations import Locations, find_locations
from agent_console.services.look_note import digest
from agent_console.services.quick_look import Looked, quick_look


def sync(options: argparse.Namespace) -> ExitCode:
    """Say that nothing is new where that is certain at once; otherwise sync.

    Whatever goes on, verifies or reports in detail takes the full way.
    """
    looked = Looked(None, {})
    places = find_locations()
    if not (options.watch or options.verify or options.json or in_team(places)):
        looked = quick_look(places, clock_of_environment())
    if looked.counts is None:
        from agent_console import cli_mailbox

        return cli_mailbox.sync(options, looked.passwords)
    several = len(looked.counts) > 1
    for address, folders in looked.counts.items():
        for name, count in folders.items():
            print(folder_line(address, name, 0, count, several=several))
    return ExitCode.OK


def in_team(places: Locations) -> bool:
    """Tell whether colleagues may have something to say that the mailbox's counts do not show."""
    return places.store_file.with_name("team.toml").exists()


def folder_line(address: str, name: str, new: int, on_server: int, *, several: bool) -> str:
    """Return what a script reads of one folder: how many mails are new and how many there are."""
    words = ngettext("{n} new mail", "{n} new mails", new).format(n=new)
    there = ngettext("{n} on the server", "{n} on the server", on_server).format(n=on_server)
    return f"{folder_words(address, name, several=several)}: {words}, {there}"


def folder_words(address: str, name: str, *, several: bool) -> str:
    """Return a folder's name, with its mailbox where there are several."""
    shown = to_screen(name, one_line=True)
    return f"{address} {shown}" if several else shown


def settings_digest() -> str:
    """Return what tells this settings file from another, "" when there is none to read."""
    with suppress(OSError):
        places = find_locations()
        return digest(places.config_file.read_bytes(), places.beside_settings)
    return ""
