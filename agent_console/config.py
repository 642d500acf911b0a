"""The settings: TOML in, checked values out; an error names the file, the line and the key."""

from __future__ import annotations

import difflib
import logging
import re
import tomllib
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from agent_console.acknowledge_config import AcknowledgeConfig
from agent_console.calendar_config import CalendarConfig
from agent_console.channels_config import MAX_FORMS, FormConfig
from agent_console.company_config import CompanyConfig
from agent_console.durations import Duration
from agent_console.errors import SettingsError
from agent_console.feedback_config import FeedbackConfig
from agent_console.i18n import _
from agent_console.keys_config import KeysConfig
from agent_console.library_config import LibraryConfig
from agent_console.look import Look
from agent_console.notices_config import NoticesConfig
from agent_console.oauth_config import OAuthConfig
from agent_console.orders_config import OrdersConfig, OrderSource
from agent_console.priority_config import PriorityConfig
from agent_console.privacy_config import PrivacyConfig
from agent_console.proactive_config import ProactiveConfig
from agent_console.pulse_config import PulseConfig
from agent_console.queue_config import QueueConfig
from agent_console.remedies_config import RemediesConfig
from agent_console.reports_config import ReportsConfig
from agent_console.shared_config import shared_sections
from agent_console.sla_config import SlaConfig
from agent_console.tools_config import ToolsConfig
from agent_console.ui_config import UiConfig

_log = logging.getLogger(__name__)


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise ValueError(_("write an address such as support@example.com"))
    return value


def _server_name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]*", value):
        raise ValueError(_("write the name of one server such as mx.example.com"))
    return value.lower()


MailAddress = Annotated[str, AfterValidator(_mail_address)]
ServerName = Annotated[str, AfterValidator(_server_name)]


class Security(StrEnum):
    """How a connection is protected; ``plain`` is accepted for this machine only."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


class _Section(BaseModel):
    """Settings are never changed in place, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ServerConfig(_Section):
    """One mail server."""

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    security: Security = Security.TLS
    user: str = ""
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _plain_stays_on_this_machine(self) -> ServerConfig:
        if self.security is Security.PLAIN and self.host not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError(_('security = "plain" is accepted for this machine only; use "tls"'))
        return self


class FoldersConfig(_Section):
    """Which folders are read, ``also`` like the inbox; an empty name: found by its special use.

    ``imported`` is where imports put old mail, and what we wrote beside it; read where they are.
    """

    inbox: str = Field(default="INBOX", min_length=1)
    sent: str = ""
    also: tuple[Annotated[str, Field(min_length=1)], ...] = Field(default=(), max_length=50)
    junk: bool = False
    imported: str = "Imported"

    @property
    def imported_sent(self) -> str:
        """The folder of what we wrote in tickets that were imported."""
        return f"{self.imported}-Sent" if self.imported else ""

    @property
    def incoming(self) -> tuple[str, ...]:
        """The folders into which customers' mail comes, each once, the inbox first."""
        return tuple(dict.fromkeys((self.inbox, *self.also)))


class MailboxConfig(_Section):
    """The shared mailbox.

    Tokens (``token_command``, ``oauth``) take the place of a password. ``authserv_id`` names the
    server whose Authentication-Results are believed (RFC 8601); without a name none are.
    """

    address: MailAddress
    name: str = ""
    aliases: tuple[MailAddress, ...] = ()
    imap: ServerConfig
    smtp: ServerConfig
    folders: FoldersConfig = FoldersConfig()
    password_command: tuple[str, ...] = ()
    token_command: tuple[str, ...] = ()
    oauth: OAuthConfig | None = None
    sent_copy: Literal["append", "server", "receipt"] = "append"
    signature: str = ""
    authserv_id: ServerName = ""

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address of the team itself, in lower case."""
        return frozenset(a.lower() for a in (self.address, *self.aliases))

    @property
    def takes_tokens(self) -> bool:
        """Whether it is signed in to with tokens: a password is of no use then."""
        return bool(self.token_command) or self.oauth is not None

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> MailboxConfig:
        ways = (self.password_command, self.token_command, self.oauth)
        if sum(bool(way) for way in ways) > 1:
            raise ValueError(
                _("write one of password_command, token_command and [mailbox.oauth] only")
            )
        return self


class ColleagueConfig(_Section):
    """What somebody answers: requests up to a level (3: all), in these languages, of these types.

    No languages and no types: all of them.
    """

    name: str = Field(min_length=1)
    level: int = Field(default=3, ge=1, le=3)
    languages: tuple[Annotated[str, Field(min_length=2, max_length=8)], ...] = ()
    types: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()


class AgentConfig(ColleagueConfig):
    """Who sits at this console, and what this person answers."""

    signature: str = ""


class SendingConfig(_Section):
    """How mails leave.

    ``html`` adds a simple HTML form of the same text, ``dsn`` asks servers that offer it to tell
    what could not be delivered; ``bulk_per_minute`` bounds notices and other mails to many.
    """

    undo: Duration = timedelta(seconds=10)
    html: bool = False
    dsn: bool = True
    bulk_per_minute: int = Field(default=20, ge=1, le=600)


class SyncConfig(_Section):
    """How the mailbox is read. ``keep_source`` is the largest mail kept whole, in kilobytes.

    Mail from before ``tickets_since`` is kept and found, but its tickets are closed.
    """

    poll: Duration = timedelta(seconds=60)
    keep_source: int = Field(default=256, ge=16, le=65536)
    reopen_within: int = Field(default=30, ge=0, le=3650)
    tickets_since: date | None = None


class Config(_Section):
    """All settings of one console; ``mailboxes`` are read into the same queue as ``mailbox``."""

    agent: AgentConfig
    colleagues: tuple[ColleagueConfig, ...] = Field(default=(), max_length=200)
    mailbox: MailboxConfig
    mailboxes: tuple[MailboxConfig, ...] = Field(default=(), max_length=10)
    calendar: CalendarConfig = CalendarConfig()
    sla: SlaConfig = SlaConfig()
    priority: PriorityConfig = PriorityConfig()
    sending: SendingConfig = SendingConfig()
    orders: OrdersConfig = OrdersConfig()
    forms: tuple[FormConfig, ...] = Field(default=(), max_length=MAX_FORMS)
    order_sources: tuple[OrderSource, ...] = Field(default=(), max_length=20)
    sync: SyncConfig = SyncConfig()
    ui: UiConfig = UiConfig()
    acknowledge: AcknowledgeConfig = AcknowledgeConfig()
    library: LibraryConfig = LibraryConfig()
    remedies: RemediesConfig = RemediesConfig()
    notices: NoticesConfig = NoticesConfig()
    reports: ReportsConfig = ReportsConfig()
    proactive: ProactiveConfig = ProactiveConfig()
    feedback: FeedbackConfig = FeedbackConfig()
    company: CompanyConfig = CompanyConfig()
    pulse: PulseConfig = PulseConfig()
    privacy: PrivacyConfig = PrivacyConfig()
    queue: QueueConfig = QueueConfig()
    keys: KeysConfig = KeysConfig()
    tools: ToolsConfig = ToolsConfig()

    @property
    def look(self) -> Look:
        """What the first picture needs."""
        calendar, ui = self.calendar, self.ui
        agent = self.agent
        return Look(
            agent.name,
            self.mailbox.address,
            calendar.zone,
            ui.language,
            ui.theme,
            agent.level,
            agent.languages,
            agent.types,
            self.keys.preset,
            tuple(self.keys.map.items()),
            ui.mouse,
            ui.hints,
            ui.driver,
            ui.colours,
            plain=ui.plain,
            title=ui.title,
            queue=self.queue.look,
        )

    @property
    def all_mailboxes(self) -> tuple[MailboxConfig, ...]:
        """Every mailbox, the first one first."""
        return (self.mailbox, *self.mailboxes)

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address of the team in any mailbox, in lower case."""
        return frozenset[str]().union(*(box.own_addresses for box in self.all_mailboxes))

    def mailbox_of(self, address: str) -> MailboxConfig:
        """Return the mailbox that ``address`` belongs to; the first one when to none."""
        boxes = (box for box in self.all_mailboxes if address.lower() in box.own_addresses)
        return next(boxes, self.mailbox)

    @model_validator(mode="after")
    def _order_sources_are_told_apart(self) -> Config:
        names = [source.name for source in self.order_sources]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(_("two order_sources are called {name}").format(name=twice))
        return self

    @model_validator(mode="after")
    def _groups_are_known(self) -> Config:
        for name in self.priority.groups:
            if name not in self.sla.groups:
                words = _("priority.groups: there is no group {group} in [sla.groups]")
                raise ValueError(words.format(group=name))
        return self

    @model_validator(mode="after")
    def _each_address_once(self) -> Config:
        listed = [name for box in self.all_mailboxes for name in sorted(box.own_addresses)]
        twice = next((name for name in listed if listed.count(name) > 1), None)
        if twice:
            raise ValueError(_("{address} belongs to two mailboxes").format(address=twice))
        return self


def load_config(path: Path) -> Config:
    """Read and check the settings file; raises SettingsError that names file, line and key.

    Sections that the team shares take the place of this console's. Where they do not go together
    with the rest, or come from a newer program, this console's own count.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SettingsError(
            _("Settings"),
            _("{path} does not exist").format(path=path),
            _("Run `agent-console setup`, or try `agent-console demo`."),
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            _("Settings"),
            _("{path} cannot be read: {reason}").format(path=path, reason=error),
            _("The file must be UTF-8 text that you may read."),
        ) from error
    own = parse_config(text, str(path))
    shared = shared_sections(path.parent)
    if not shared:
        return own
    try:
        return Config.model_validate({**tomllib.loads(text), **shared})
    except ValidationError as error:
        _log.warning("shared settings left out: %s", error.errors()[0]["loc"])
        return own


def parse_config(text: str, name: str) -> Config:
    """Check the settings in ``text``; ``name`` is how errors call the file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_("Settings"), f"{name}: {error}", _("Correct that line.")) from error
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        lines = [_describe(name, text, dict(item)) for item in error.errors()]
        raise SettingsError(
            _("Settings"), "\n".join(lines), _("Correct the file, or run `agent-console setup`.")
        ) from error


def _describe(name: str, text: str, item: dict[str, Any]) -> str:
    location = tuple(part for part in item["loc"] if isinstance(part, str))
    key = ".".join(str(part) for part in item["loc"])
    place = next((part for part in item["loc"] if isinstance(part, int)), 0)
    line = line_of(text, location, place)
    where = f"{name}:{line}" if line else name
    message = str(item["msg"]).removeprefix("Value error, ")
    if item["type"] == "extra_forbidden":
        near = difflib.get_close_matches(location[-1], _keys_beside(location), n=1)
        message = _("unknown key")
        if near:
            message += "; " + _("did you mean {key}?").format(key=near[0])
    return f"{where}: {key}: {message}" if key else f"{where}: {message}"


def _keys_beside(location: tuple[str, ...]) -> list[str]:
    model: Any = Config
    for part in location[:-1]:
        found = model.model_fields.get(part) if hasattr(model, "model_fields") else None
        model = found and next(iter(get_args(found.annotation)), found.annotation)
    return list(getattr(model, "model_fields", {}))


def line_of(text: str, location: tuple[str, ...], place: int = 0) -> int:
    """Return the line (from 1) of the key at ``location``, in the ``place``-th [[table]]; or 0."""
    table: list[str] = []
    best = 0
    lines = text.splitlines()
    named = {f"[[{'.'.join(location[:depth])}]]" for depth in range(1, len(location) + 1)}
    heads = [at for at, line in enumerate(lines) if line.strip() in named]
    begin = heads[place] if place < len(heads) else 0
    for number, line in enumerate(lines[begin:], begin + 1):
        if head := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            table = [part.strip().strip("\"'") for part in head[1].split(".")]
            if tuple(table) == location[: len(table)]:
                best = number
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            full = (*table, *(part.strip("\"'") for part in key[1].split(".")))
            if full == location[: len(full)]:
                best = number
            if full == location:
                return number
    return best
