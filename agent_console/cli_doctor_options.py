"""The options of ``agent-console doctor``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_doctor_options(doctor: argparse.ArgumentParser) -> None:
    """Give the command its options."""
    doctor.add_argument("--json", action="store_true", help=_("print JSON"))
    how_far = doctor.add_mutually_exclusive_group()
    how_far.add_argument("--offline", action="store_true", help=_("do not connect to the servers"))
    how_far.add_argument(
        "--full",
        action="store_true",
        help=_("try the servers out in a folder made for it, and keep what was measured"),
    )
    how_far.add_argument(
        "--keys",
        action="store_true",
        help=_("show what arrives for each key pressed; needs no mailbox"),
    )
    doctor.add_argument("--yes", action="store_true", help=_("with --full: do not ask first"))
    doctor.add_argument(
        "--idle",
        metavar=_("TIME"),
        default="10s",
        help=_("with --full: how long a line may be silent, up to 29min (default: 10s)"),
    )
    doctor.add_argument(
        "--wait",
        metavar=_("TIME"),
        default="60s",
        help=_("with --full: how long to wait for a mail to come (default: 60s)"),
    )
