"""Choosing the two servers in ``agent-console setup``: what was found is shown and confirmed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from agent_console.cli_ask import Questions
from agent_console.cli_output import say
from agent_console.config import Security
from agent_console.desk.text import to_screen
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.mail.providers import ServerAnswer
from agent_console.services.find_servers import (
    Guess,
    Lookup,
    NoImap,
    Origin,
    ask_ispdb,
    known,
    look_up,
    may_be_asked,
    real_net,
    usual_host,
)
from agent_console.services.settings_file import Answers
from agent_console.services.setup import reachable, read_server


@dataclass(frozen=True, slots=True)
class Servers:
    """The chosen servers and user names; an empty name stands for the address.

    ``sent_copy`` is "" where nobody knows what the server does.
    """

    imap: ServerAnswer
    smtp: ServerAnswer
    user: str
    smtp_user: str = ""
    sent_copy: str = ""
    needs_oauth: bool = False
    tenant: str = ""


class ServerChoice:
    """Finds the servers of one address; begins to look as soon as it is made.

    ``earlier`` are the answers of the last time. The network is asked only where a person can
    confirm what it says and no option forbids it.
    """

    def __init__(
        self,
        options: argparse.Namespace,
        questions: Questions,
        address: str,
        earlier: Answers | None,
    ) -> None:
        self._options = options
        self._questions = questions
        self._address = address
        self._earlier = earlier if earlier and earlier.address == address else None
        self._fixed = bool(options.imap and options.smtp)
        self._may_look = questions.may_ask and not options.no_test and may_be_asked(address)
        self._lookup: Lookup | None = None
        if self._may_look and not (self._fixed or self._earlier or known(address)):
            self._lookup = Lookup(address, lambda asked: look_up(asked, real_net()))

    def choose(self) -> Servers:
        """Return the servers; raises ConfigError for a provider without IMAP."""
        if self._earlier:
            return self._kept(self._earlier)
        if self._fixed:
            return self._asked(None)
        guess = self._guess()
        if isinstance(guess, NoImap):
            raise ConfigError(
                _("Setup"), " ".join(guess.steps), _("Use a mailbox at another provider.")
            )
        if guess is None:
            return self._asked(None)
        _show(guess)
        if self._options.imap or self._options.smtp or confirmed(self._questions):
            return self._taken(guess)
        return self._asked(guess)

    def _guess(self) -> Guess | NoImap | None:
        guess = known(self._address)
        if guess is None and self._lookup is not None:
            if not self._lookup.is_done:
                say(_("Looking for the servers of {address} …").format(address=self._address))
            guess = self._lookup.result()
            if guess is None and self._questions.yes(_ispdb_question(self._address)):
                guess = Lookup(self._address, lambda asked: ask_ispdb(asked, real_net())).result()
        return guess

    def _kept(self, earlier: Answers) -> Servers:
        """Return the servers of the last time, or others."""
        given = self._options
        if not (given.imap or given.smtp or given.user):
            _show_servers(earlier.imap, earlier.smtp, earlier.user or self._address)
            if not confirmed(self._questions):
                return self._asked(_as_guess(earlier))
        return Servers(
            self._server("imap", earlier.imap),
            self._server("smtp", earlier.smtp),
            self._short(given.user) if given.user else earlier.user,
            self._short(given.smtp_user) if given.smtp_user else earlier.smtp_user,
            earlier.sent_copy,
        )

    def _taken(self, guess: Guess) -> Servers:
        user = guess.user
        if self._options.user or not user:
            user = self._user(_("User name at {name}").format(name=guess.name), "")
        sending = self._options.smtp_user or ("" if self._options.user else guess.smtp_user)
        return Servers(
            self._server("imap", guess.imap),
            self._server("smtp", guess.smtp),
            self._short(user),
            "" if sending == user else sending,
            guess.sent_copy,
            guess.needs_oauth,
            guess.tenant,
        )

    def _asked(self, guess: Guess | None) -> Servers:
        imap = self._ask("imap", guess.imap if guess else None)
        smtp = self._ask("smtp", guess.smtp if guess else None)
        user = self._user(_("User name"), guess.user if guess else "")
        sending = self._options.smtp_user or ""
        if guess and not sending and user == guess.user != guess.smtp_user:
            sending = guess.smtp_user
        return Servers(imap, smtp, self._short(user), sending)

    def _user(self, question: str, default: str) -> str:
        return self._questions.text(
            question, "--user", self._options.user, default=default or self._address
        )

    def _short(self, user: str) -> str:
        return "" if user == self._address else user

    def _server(self, kind: str, found: ServerAnswer) -> ServerAnswer:
        """Return the server that an option names, else what was found."""
        return self._ask(kind, found) if getattr(self._options, kind) else found

    def _ask(self, kind: str, found: ServerAnswer | None) -> ServerAnswer:
        """Ask for one server; where neither port nor security was said, look which answers."""
        given: str | None = getattr(self._options, kind)
        security: str | None = getattr(self._options, f"{kind}_security")
        if found is not None and given is None:
            return ask_again(self._questions, kind, found)
        chosen = Security(security) if security else None
        text = self._questions.text(
            kind_words(kind),
            f"--{kind}",
            given,
            default="" if given else self._usual(kind),
            check=complaint_of(kind),
        )
        server = read_server(kind, text, chosen)
        bare = server == read_server(kind, server.host, None) and ":" not in text
        if chosen or not bare or self._options.no_test:
            return server
        say(_("Looking for {host} …").format(host=server.host))
        return reachable(kind, server)

    def _usual(self, kind: str) -> str:
        if self._may_look:
            return usual_host(kind, self._address)
        return f"{kind}.{self._address.rpartition('@')[2]}"


def confirmed(questions: Questions) -> bool:
    """Ask whether the servers that are shown shall be used; yes is the default."""
    answer = questions.text(
        _("Use these servers? (y/n)"), "--imap", None, default=_("y"), check=_no_answer
    )
    return answer.lower() in _YES


def ask_again(questions: Questions, kind: str, server: ServerAnswer) -> ServerAnswer:
    """Ask for a server with what it is as the answer for Enter."""
    text = questions.text(
        kind_words(kind), f"--{kind}", None, default=_written(server), check=complaint_of(kind)
    )
    changed = read_server(kind, text, None)
    same = (changed.host, changed.port) == (server.host, server.port)
    return server if same else changed


def kind_words(kind: str) -> str:
    """Return how the server is called in a question."""
    return _("IMAP server (reading)") if kind == "imap" else _("SMTP server (sending)")


def complaint_of(kind: str) -> Callable[[str], str]:
    """Return the check of what was typed as a server."""

    def complaint(text: str) -> str:
        try:
            read_server(kind, text, None)
        except ValueError as error:
            return str(error)
        return ""

    return complaint


_YES = frozenset({"y", "yes", "j", "ja"})
_NO = frozenset({"n", "no", "nein"})


def _no_answer(text: str) -> str:
    return "" if text.lower() in _YES | _NO else _("Answer with y or n.")


def _ispdb_question(address: str) -> str:
    return _(
        "Nothing was found. Ask Thunderbird's public database? It learns the domain {domain}."
        " (y/N) "
    ).format(domain=address.rpartition("@")[2])


def _as_guess(answers: Answers) -> Guess:
    user = answers.user or answers.address
    return Guess(Origin.TABLE, "", answers.imap, answers.smtp, user, answers.smtp_user or user)


def _show(guess: Guess) -> None:
    said = {
        Origin.TABLE: _("{name}: these servers are known."),
        Origin.MX: _("The mail of this domain is kept at {name}; these servers are known."),
        Origin.DOMAIN: _("{name} itself names these servers."),
        Origin.SRV: _("The name server names these servers of {name}. Nothing proves it: compare."),
        Origin.ISPDB: _("Thunderbird's database names these servers of {name}."),
    }[guess.origin]
    say(said.format(name=guess.name))
    _show_servers(guess.imap, guess.smtp, guess.user)
    for sentence in guess.steps:
        say(f"  {sentence}")


def _show_servers(imap: ServerAnswer, smtp: ServerAnswer, user: str) -> None:
    for kind, server in (("IMAP", imap), ("SMTP", smtp)):
        say(f"  {kind}  {_written(server)}  {server.security.value.upper()}")
    if user:
        say("  " + _("User name: {user}").format(user=to_screen(user, one_line=True)))


def _written(server: ServerAnswer) -> str:
    host = f"[{server.host}]" if ":" in server.host else server.host
    return f"{host}:{server.port}"
