"""The settings: TOML in, checked values out; an error names the file, the line and the key."""

from __future__ import annotations

import difflib
import logging
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

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
from agent_console.mailbox_config import MailboxConfig, Security, ServerConfig
from agent_console.notices_config import NoticesConfig
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

__all__ = [
    "AgentConfig",
    "ColleagueConfig",
    "Config",
    "MailboxConfig",
    "Security",
    "SendingConfig",
    "ServerConfig",
    "SyncConfig",
    "line_of",
    "load_config",
    "parse_config",
]

_log = logging.getLogger(__name__)


class _Section(BaseModel):
    """Settings are never changed in place, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColleagueConfig(_Section):
    """Who else answers mail at the desk, and what this person answers."""

    name: str = Field(min_length=1)
    """The name that customers and colleagues see."""
    level: int = Field(default=3, ge=1, le=3)
    """What is answered: requests up to level 1 (hours, orders), 2 (products), 3 (all, complaints).
    """
    languages: tuple[Annotated[str, Field(min_length=2, max_length=8)], ...] = ()
    """Languages that are answered, such as ``["de", "en"]``; empty: all."""
    types: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = ()
    """Request types that are answered, as ``agent-console types`` lists them; empty: all."""


class AgentConfig(ColleagueConfig):
    """Who sits at this console, and what this person answers."""

    signature: str = ""
    """Lines below every mail of this agent, after two dashes."""


class SendingConfig(_Section):
    """How mails leave."""

    undo: Duration = timedelta(seconds=10)
    """How long a reply can be taken back with ``u`` before it leaves."""
    html: bool = False
    """Send a simple HTML form of the same text with it: paragraphs, bold, lists, links, quotes."""
    dsn: bool = True
    """Ask servers that offer it to tell what could not be delivered."""
    bulk_per_minute: int = Field(default=20, ge=1, le=600)
    """How many notices and other mails to many leave in a minute, after all replies."""


class SyncConfig(_Section):
    """How the mailbox is read."""

    poll: Duration = timedelta(seconds=60)
    """How often every folder is looked at where the server cannot tell of new mail by itself."""
    keep_source: int = Field(default=256, ge=16, le=65536)
    """The largest mail that is kept whole, in kilobytes; of larger ones the text is kept, files are
    fetched on demand.
    """
    reopen_within: int = Field(default=30, ge=0, le=3650)
    """Days in which a customer's mail opens a closed ticket again; later a new ticket begins."""
    tickets_since: date | None = None
    """Mail from before this day is kept and found, but its tickets are closed; ``agent-console
    rebuild`` after a change.
    """


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
