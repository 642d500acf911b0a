"""The options of ``agent-console customers``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from agent_console.i18n import _

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_customer_commands(commands: Commands) -> None:
    """Add ``customers`` with its verbs."""
    text = _("customers: find, show, change, join, import and export them")
    customers = commands.add_parser("customers", help=text, description=text)
    acts = customers.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_reading(acts)
    edit = _add(acts, "edit", _("say what holds for a customer, whatever mails tell"))
    _add_who(edit)
    edit.add_argument(
        "changes",
        metavar=_("FIELD=VALUE"),
        nargs="+",
        help=_("such as vip=yes, company=ACME, tag+=wholesale, phone-=0301234, note= (forget it)"),
    )
    merge = _add(acts, "merge", _("two addresses are the same person"))
    _add_who(merge)
    merge.add_argument("into", metavar=_("ADDRESS"), help=_("the address that leads from now on"))
    _add_who(_add(acts, "part", _("an address stands on its own again")))
    _add_files(acts)


def _add_reading(acts: Commands) -> None:
    listing = _add(acts, "list", _("print customers"), run="list_customers")
    listing.add_argument(
        "words",
        metavar=_("WORDS"),
        nargs="*",
        help=_("beginnings of name, address, phone, company"),
    )
    listing.add_argument(
        "--flag",
        choices=("vip", "no-surveys", "no-notices", "no-contact"),
        default="",
        help=_("only those of whom this is said"),
    )
    listing.add_argument("--tag", metavar=_("TAG"), default="", help=_("only those with this tag"))
    listing.add_argument(
        "--limit", metavar=_("NUMBER"), type=int, default=100, help=_("at most so many")
    )
    listing.add_argument("--json", action="store_true", help=_("print JSON"))
    show = _add(acts, "show", _("print a customer’s card and tickets"))
    show.add_argument("who", metavar=_("CUSTOMER"), help=_("an address, or #TICKET"))
    show.add_argument("--json", action="store_true", help=_("print JSON"))


def _add_files(acts: Commands) -> None:
    bring = _add(acts, "import", _("bring customers in from CSV or vCard"), run="import_customers")
    bring.add_argument("file", metavar=_("FILE"), help=_("a .csv or .vcf file"))
    bring.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be brought in")
    )
    bring.add_argument(
        "--overwrite",
        action="store_true",
        help=_("replace what agents said or files brought where the file says otherwise"),
    )
    bring.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    made = _add(acts, "imports", _("print what was imported, or take it back"))
    made.add_argument(
        "--undo", metavar=_("NAME"), default="", help=_("take this import back as a whole")
    )
    made.add_argument("--json", action="store_true", help=_("print JSON"))
    out = _add(acts, "export", _("write all customers out"), run="export_customers")
    out.add_argument(
        "--format", choices=("csv", "vcard", "json"), default="csv", help=_("default: csv")
    )
    out.add_argument("--output", metavar=_("FILE"), default="", help=_("default: standard output"))


def _add(acts: Commands, name: str, text: str, *, run: str = "") -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text, description=text)
    parser.set_defaults(run=f"cli_customers.{run or name}")
    return parser


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar=_("CUSTOMER"), help=_("an address of the customer"))
