"""The settings file as setup writes it: TOML with a comment for everything a person may change."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.locations import private_folder, write_private
from agent_console.mail.providers import ServerAnswer
from agent_console.services.settings_beyond import beyond
from agent_console.services.settings_promises import (
    colleagues,
    notices,
    promises,
    queue,
    texts,
    weights,
)

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Answers:
    """What setup asked or was told by flags; an empty ``smtp_user`` means: the same as ``user``.

    ``microsoft_client`` is the ID of the program's registration where Microsoft signs in, and
    ``microsoft_tenant`` the directory.
    """

    address: str
    agent: str
    imap: ServerAnswer
    smtp: ServerAnswer
    user: str = ""
    smtp_user: str = ""
    ca_file: str = ""
    password_command: tuple[str, ...] = ()
    zone: str = "Europe/Berlin"
    country: str = "DE"
    subdivision: str = ""
    language: str = "auto"
    level: int = 3
    sent_copy: str = "append"
    sent_folder: str = ""
    microsoft_client: str = ""
    microsoft_tenant: str = "organizations"
    tickets_since: date | None = None


def settings_text(answers: Answers) -> str:
    """Return the settings file, commented in the language in use.

    What is commented out is an example that may be used as it stands.
    """
    parts = (
        _note(
            _(
                "Settings of Agent Console. `agent-console doctor` checks them; an error names the"
                " line."
            )
        ),
        colleagues(_note),
        _agent(answers),
        _mailbox(answers),
        _servers(answers),
        _calendar(answers),
        texts(_note),
        promises(_note),
        weights(_note),
        notices(_note),
        queue(_note),
        beyond(_note),
        _behaviour(),
        _reading(answers),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def write_settings(path: Path, text: str) -> None:
    """Write the settings file, readable by this user only; raises ConfigError when it cannot be."""
    private_folder(path.parent)
    try:
        write_private(path, text)
    except OSError as error:
        raise ConfigError(
            _("Settings"),
            _("{path} cannot be written: {reason}").format(path=path, reason=error.strerror),
            _("Check the permissions, or point AGENT_CONSOLE_HOME at a folder of your own."),
        ) from error


def _agent(answers: Answers) -> Iterator[str]:
    yield "[agent]"
    yield from _note(_("Your name as customers and colleagues see it."))
    yield f"name = {_quoted(answers.agent)}"
    yield from _note(_("Put below every reply, after a line with two dashes."))
    yield f"# signature = {_quoted(_('Kind regards') + chr(10) + answers.agent)}"
    yield from _note(_("Your level: 1 answers what comes in, 2 knows more, 3 decides."))
    yield f"level = {answers.level}"
    yield from _note(_("What you answer, where that is not all: see docs/requests.md."))
    yield '# languages = ["de", "en"]'
    yield '# types = ["order-status", "invoice"]'


def _mailbox(answers: Answers) -> Iterator[str]:
    yield "[mailbox]"
    yield from _note(_("The shared address. Other addresses of the team go into aliases."))
    yield f"address = {_quoted(answers.address)}"
    yield '# aliases = ["info@example.com"]'
    yield from _note(
        _(
            "The password is taken from the first of: password_command, the file"
            " agent-console-password in $CREDENTIALS_DIRECTORY (systemd), the keyring, the file"
            " that a passphrase opens, a question when the program starts."
        )
    )
    if answers.password_command:
        words = ", ".join(_quoted(word) for word in answers.password_command)
        yield f"password_command = [{words}]"
    else:
        yield '# password_command = ["pass", "show", "mail/support"]'
    yield from _note(
        _(
            "In place of a password: token_command prints an OAuth token, [mailbox.oauth] signs in"
            " with the provider's own page; see docs/sign-in.md."
        )
    )
    yield from _note(
        _(
            '"append": replies are put into the sent folder; "server": the mail server does that'
            ' itself (Gmail, Microsoft 365); "receipt": a copy goes to the shared address, proves'
            " that the mail left, and is moved to the sent folder."
        )
    )
    yield f"sent_copy = {_quoted(answers.sent_copy)}"
    yield from _note(
        _(
            "The name under which your mail server writes Authentication-Results: what it says of a"
            " sender is believed, what others write is not."
        )
    )
    yield '# authserv_id = "mx.example.com"'


def _servers(answers: Answers) -> Iterator[str]:
    yield from _note(
        _(
            'Security is "tls" from the first byte, "starttls" (never silently without), or "plain"'
            " for this machine only. Without a user the address is the user name; ca_file names the"
            " certificates to trust in place of the system's."
        )
    )
    yield "[mailbox.imap]"
    yield from _server(answers.imap, answers.user, answers)
    yield ""
    yield "[mailbox.smtp]"
    yield from _server(answers.smtp, answers.smtp_user or answers.user, answers)
    yield ""
    yield from _note(_("An empty sent folder is looked for on the server."))
    yield "[mailbox.folders]" if answers.sent_folder else "# [mailbox.folders]"
    yield '# inbox = "INBOX"'
    yield f"sent = {_quoted(answers.sent_folder)}" if answers.sent_folder else '# sent = ""'
    if answers.microsoft_client:
        yield ""
        yield from _note(_("Microsoft's page signs in, no password: see docs/sign-in.md."))
        yield "[mailbox.oauth]"
        yield 'provider = "microsoft"'
        yield f"client_id = {_quoted(answers.microsoft_client)}"
        yield f"tenant = {_quoted(answers.microsoft_tenant)}"


def _server(server: ServerAnswer, user: str, answers: Answers) -> Iterator[str]:
    yield f"host = {_quoted(server.host)}"
    yield f"port = {server.port}"
    yield f'security = "{server.security.value}"'
    yield f"user = {_quoted(user)}" if user else f"# user = {_quoted(answers.address)}"
    if answers.ca_file:
        yield f"ca_file = {_quoted(answers.ca_file)}"
    else:
        yield '# ca_file = "/etc/ssl/certs/our-own.pem"'


def _calendar(answers: Answers) -> Iterator[str]:
    yield "[calendar]"
    yield from _note(_("Answer times count within these hours only; public holidays are left out."))
    yield f"zone = {_quoted(answers.zone)}"
    yield f"country = {_quoted(answers.country)}"
    yield f"subdivision = {_quoted(answers.subdivision)}"
    for day in ("mon", "tue", "wed", "thu", "fri"):
        yield f'hours.{day} = ["09:00-17:00"]'
    yield '# hours.sat = ["10:00-12:00", "13:00-15:00"]'
    yield "# closed = [2026-12-28, 2026-12-29]"
    yield from _note(_("Days with hours of their own; without a year: every year."))
    yield '# special = { "12-24" = ["09:00-12:00"], "12-31" = [] }'


def _behaviour() -> Iterator[str]:
    yield "[sending]"
    yield from _note(_("How long a reply can be taken back."))
    yield 'undo = "10s"'
    yield from _note(_("Whether a simple HTML form of the same text goes with it."))
    yield "html = false"
    yield from _note(_("Whether servers that offer it report what could not be delivered."))
    yield "dsn = true"
    yield from _note(_("How many notices and other mails to many leave in a minute."))
    yield "bulk_per_minute = 20"
    yield ""
    yield "[acknowledge]"
    yield from _note(
        _(
            "Whether customers are told at once that their mail arrived and by when you answer; own"
            " texts go into [acknowledge.de] and [acknowledge.en]."
        )
    )
    yield "enabled = false"
    yield ""
    yield "[orders]"
    yield from _note(
        _(
            "How your order numbers look, as regular expressions in single quotes: tickets then"
            " show the numbers that customers write."
        )
    )
    yield r"# patterns = ['B-\d{6}', 'Nr\. (\d{4,8})']"


def _reading(answers: Answers) -> Iterator[str]:
    yield "[sync]"
    yield from _note(
        _("How often the mailbox is looked at where the server cannot tell by itself.")
    )
    yield 'poll = "60s"'
    yield from _note(_("Mails up to so many kilobytes are kept whole."))
    yield "keep_source = 256"
    yield from _note(
        _(
            "A customer who writes within so many days reopens the closed ticket; later a new one"
            " is opened."
        )
    )
    yield "reopen_within = 30"
    yield from _note(
        _(
            "Mail from before this day is kept and can be searched, but its tickets are closed; a"
            " customer who writes again opens one. After a change: `agent-console rebuild`."
        )
    )
    since = answers.tickets_since
    yield f"tickets_since = {since}" if since else "# tickets_since = 2026-01-01"
    yield ""
    yield "[ui]"
    yield from _note(_('The language: "auto" (as the system), "de" or "en".'))
    yield f"language = {_quoted(answers.language)}"
    yield from _note(_('The colours: "auto", or the name of a theme; F2 shows the next one.'))
    yield 'theme = "auto"'
    yield from _note(_("Where files of mails are saved; empty: your folder for downloads."))
    yield 'downloads = ""'
    yield from _note(_("Whether the next ticket for you opens once a reply is on its way."))
    yield "next_after_sending = true"
    yield from _note(_("Whether a hint is shown beside an apology to a very angry customer."))
    yield "calm_hint = true"
    yield from _workstation()


def _workstation() -> Iterator[str]:
    """Yield how the program sits in its terminal, its keys, and the programs beside it."""
    yield from _note(
        _("The mouse, the first hints, the window's title and spelling; see docs/look.md.")
    )
    yield from ("mouse = true", "hints = true", "title = true", "spelling = true")
    yield from _note(_("How the terminal is written to; see docs/terminal.md."))
    yield 'driver = "differential"'
    yield from ("", "[keys]")
    yield from _note(_("Keys: default, vim or mutt, and your own; see docs/key-maps.md."))
    yield from ('preset = "default"', '# map = { "reply.begin" = "r" }')
    yield from ("", "[tools]")
    yield from _note(_("Commands that print a ticket and show a file."))
    yield from ('print = "lp"', 'open = "xdg-open"')


def _note(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH - 2, break_long_words=False)]


def _quoted(text: str) -> str:
    """Return ``text`` as a TOML basic string (a JSON string is one, but for DEL)."""
    writable = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(writable, ensure_ascii=False).replace("\x7f", "\\u007F")
