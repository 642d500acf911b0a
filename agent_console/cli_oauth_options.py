"""The options of ``agent-console secret signin`` and ``signout``."""

from __future__ import annotations

import argparse

from agent_console.i18n import _


def add_sign_in_commands(
    acts: argparse._SubParsersAction[argparse.ArgumentParser],
) -> None:
    """Add what signs in without a password to the commands for secrets."""
    for name, words in (
        ("signin", _("sign in on the provider's page instead of using a password")),
        ("signout", _("forget the sign-in on the provider's page")),
    ):
        act = acts.add_parser(name, help=words, description=words)
        act.set_defaults(run=f"cli_oauth.{name}")
        act.add_argument(
            "address", metavar=_("ADDRESS"), nargs="?", help=_("which mailbox (default: the first)")
        )
        if name == "signin":
            act.add_argument(
                "--browser",
                action="store_true",
                help=_("use a browser on this machine, or paste the address where it ends"),
            )
