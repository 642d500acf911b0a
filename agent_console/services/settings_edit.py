"""Answers put into a settings file that exists: only what changed, comments and the rest stay."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, MutableMapping
from typing import Any, cast

from agent_console.config import Config, MailboxConfig, ServerConfig, parse_config
from agent_console.errors import ConfigError
from agent_console.i18n import _
from agent_console.mail.providers import ServerAnswer
from agent_console.services.settings_file import Answers

_Place = tuple[str, ...]
_CLIENT = ("mailbox", "oauth", "client_id")


def answers_of(config: Config) -> Answers:
    """Return the answers that settings amount to: what setup proposes the next time."""
    mailbox = config.mailbox
    oauth = mailbox.oauth
    microsoft = oauth if oauth and oauth.provider == "microsoft" else None
    return Answers(
        address=mailbox.address,
        agent=config.agent.name,
        imap=_answer(mailbox.imap),
        smtp=_answer(mailbox.smtp),
        user=mailbox.imap.user,
        smtp_user="" if mailbox.smtp.user == mailbox.imap.user else _sending_user(mailbox),
        ca_file=str(mailbox.imap.ca_file or ""),
        password_command=mailbox.password_command,
        zone=config.calendar.zone,
        country=config.calendar.country,
        subdivision=config.calendar.subdivision,
        language=config.ui.language,
        tickets_since=config.sync.tickets_since,
        level=config.agent.level,
        sent_copy=mailbox.sent_copy,
        sent_folder=mailbox.folders.sent,
        microsoft_client=microsoft.client_id if microsoft else "",
        microsoft_tenant=microsoft.tenant if microsoft else "organizations",
    )


def edited_settings(text: str, answers: Answers) -> str:
    """Return the settings ``text`` with ``answers`` in the place of what differs from them.

    ``text`` must be settings that can be used. Raises ConfigError for a file in
    which that cannot be done.
    """
    before = _values(answers_of(parse_config(text, "config.toml")))
    changed: dict[_Place, object] = {
        path: value for path, value in _values(answers).items() if before[path] != value
    }
    if changed.get(_CLIENT, "") is None:
        changed = {p: v for p, v in changed.items() if p[:-1] != _CLIENT[:-1]}
        changed[_CLIENT[:-1]] = None
    for path, value in changed.items():
        wanted = _with(tomllib.loads(text), path, value)
        text = _taken_up(text, path, value, wanted) or _put(text, path, value)
        if _parsed(text) != wanted:
            raise _unwritable(path)
    return text


def changed_setting(text: str, path: tuple[str, ...], value: object) -> str:
    """Return the settings ``text`` with one value in its place; comments and the rest stay.

    Raises ConfigError for a file in which that cannot be done.
    """
    wanted = _with(tomllib.loads(text), path, value)
    changed = _taken_up(text, path, value, wanted) or _put(text, path, value)
    if _parsed(changed) != wanted:
        raise _unwritable(path)
    return changed


def _answer(server: ServerConfig) -> ServerAnswer:
    return ServerAnswer(server.host, server.port, server.security)


def _sending_user(mailbox: MailboxConfig) -> str:
    return mailbox.smtp.user or mailbox.address


def _values(answers: Answers) -> Mapping[_Place, object]:
    """Return each setting that setup writes; None stands for a key that is left out."""
    found: dict[_Place, object] = {
        ("agent", "name"): answers.agent,
        ("agent", "level"): answers.level,
        ("mailbox", "address"): answers.address,
        ("mailbox", "password_command"): list(answers.password_command) or None,
        ("mailbox", "sent_copy"): answers.sent_copy,
        ("mailbox", "folders", "sent"): answers.sent_folder,
        ("calendar", "zone"): answers.zone,
        ("calendar", "country"): answers.country,
        ("calendar", "subdivision"): answers.subdivision,
        ("ui", "language"): answers.language,
        ("sync", "tickets_since"): answers.tickets_since,
    }
    sending = answers.smtp_user or answers.user
    for name, server, user in (
        ("imap", answers.imap, answers.user),
        ("smtp", answers.smtp, sending),
    ):
        found["mailbox", name, "host"] = server.host
        found["mailbox", name, "port"] = server.port
        found["mailbox", name, "security"] = server.security.value
        found["mailbox", name, "user"] = user
        found["mailbox", name, "ca_file"] = answers.ca_file or None
    client = answers.microsoft_client or None
    found["mailbox", "oauth", "provider"] = client and "microsoft"
    found[_CLIENT] = client
    found["mailbox", "oauth", "tenant"] = client and answers.microsoft_tenant
    return found


def _taken_up(text: str, path: _Place, value: object, wanted: Mapping[str, Any]) -> str:
    """Return ``text`` with the example in comments for this key taken up; "" without one."""
    import tomlkit

    table: tuple[str, ...] = ()
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if head := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = tuple(part.strip() for part in head[1].split("."))
        elif value is not None and table == path[:-1] and line.startswith(f"# {path[-1]} = "):
            written = f"{path[-1]} = {tomlkit.item(value).as_string()}"
            changed = "\n".join((*lines[:at], written, *lines[at + 1 :]))
            return changed if _parsed(changed) == wanted else ""
    return ""


def _put(text: str, path: _Place, value: object) -> str:
    """Write or take away one value; a table that is not there is made."""
    import tomlkit

    document = tomlkit.parse(text)
    table = cast(MutableMapping[str, Any], document)
    for name in path[:-1]:
        if name not in table:
            if value is None:
                return text
            table[name] = tomlkit.table()
            if name == path[-2]:
                table[name].add(path[-1], value)
                table[name].add(tomlkit.nl())
                return tomlkit.dumps(document)
        table = table[name]
    if value is None:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value
    return tomlkit.dumps(document)


def _with(data: dict[str, Any], path: _Place, value: object) -> dict[str, Any]:
    """Return ``data`` with one value set, or taken away, as TOML would read it."""
    inner = data
    for name in path[:-1]:
        if value is None and name not in inner:
            return data
        inner = inner.setdefault(name, {})
    if value is None:
        inner.pop(path[-1], None)
    else:
        inner[path[-1]] = value
    return data


def _unwritable(path: _Place) -> ConfigError:
    return ConfigError(
        _("Settings"),
        _("{key} cannot be changed in the way this file is written").format(key=".".join(path)),
        _("Edit the file, or use --force to write it anew."),
    )


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
