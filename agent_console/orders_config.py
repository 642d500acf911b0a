"""How order numbers look, and where the shops' orders come from."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agent_console.durations import Duration
from agent_console.i18n import _
from agent_console.order_pattern import parse_order_pattern

OrderPattern = Annotated[re.Pattern[str], BeforeValidator(parse_order_pattern)]
OrderColumn = Literal[
    "number", "email", "name", "first_name", "last_name", "ordered", "status", "total",
    "currency", "item", "sku", "quantity", "price", "carrier", "tracking", "shipped", "due",
    "delivered", "cancelled", "page",
]  # fmt: skip
COLUMNS: tuple[str, ...] = get_args(OrderColumn)


def _own_path(value: object) -> Path:
    path = Path(str(value)).expanduser()
    if not path.is_absolute():
        raise ValueError(_("write a whole path such as /srv/shop/orders.csv or ~/orders.csv"))
    return path


OwnPath = Annotated[Path, BeforeValidator(_own_path)]


class _Section(BaseModel):
    """Settings are never changed in place, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OrdersConfig(_Section):
    """How order numbers look: regular expressions, the first group is the number if there is one.

    They are looked for in each line of a mail, and bounded (see ``parse_order_pattern``).
    """

    patterns: tuple[OrderPattern, ...] = Field(default=(), max_length=10)
    """How your order numbers look, such as ``'B-\\d{6}'``; the first group is the number if there
    is one.
    """


class OrderSource(_Section):
    """Where one shop's orders come from: a ``file``, a ``folder``, ``sqlite`` or a ``command``.

    A file or folder is looked at each minute and read when it has changed. This section is never
    shared with the team: what runs here, its agent has written here.
    """

    name: str = Field(min_length=1, max_length=60)
    """How the shop is called here; each name once."""
    file: OwnPath | None = None
    """A CSV or JSON file of orders."""
    folder: OwnPath | None = None
    """A folder of such files; the newest word on an order counts."""
    sqlite: OwnPath | None = None
    """A database that is opened for reading only."""
    query: str = Field(default="", max_length=20_000)
    """What is asked of the database: one SELECT."""
    command: tuple[Annotated[str, Field(min_length=1)], ...] = Field(default=(), max_length=100)
    """A command and its arguments that prints JSON; no shell runs it."""
    every: Duration = timedelta(minutes=15)
    """How often a database or command is asked."""
    timeout: Duration = timedelta(seconds=30)
    """How long a query or command may take."""
    max_mb: int = Field(default=64, ge=1, le=2048)
    """The largest file, and the most a command may print, in megabytes."""
    encoding: str = ""
    """Of files; empty: UTF-8, UTF-16 with its mark, else cp1252."""
    delimiter: Literal["", ",", ";", "\t", "|"] = ""
    """Between the cells of CSV; empty: found out."""
    currency: str = Field(default="EUR", pattern="^([A-Z]{3})?$")
    """That of amounts without one."""
    dates: Literal["day-first", "month-first"] = "day-first"
    """What 03/04/2026 means; dates that are clear by themselves are read as such."""
    columns: dict[OrderColumn, str] = Field(default_factory=dict)
    """The shop's own names of columns, such as ``{ number = "Beleg" }``; empty: found out."""
    page: str = Field(default="", pattern="^(https?://.*)?$", max_length=500)
    """The page of an order at the shop, with ``{number}`` in it."""

    @model_validator(mode="after")
    def _one_way(self) -> OrderSource:
        ways = (self.file, self.folder, self.sqlite, self.command or None)
        if sum(way is not None for way in ways) != 1:
            raise ValueError(_("write one of file, folder, sqlite and command"))
        if bool(self.sqlite) != bool(self.query):
            raise ValueError(_("sqlite and query go together"))
        if self.encoding:
            try:
                "".encode(self.encoding)
            except LookupError:
                words = _("there is no encoding {name}")
                raise ValueError(words.format(name=self.encoding)) from None
        return self
