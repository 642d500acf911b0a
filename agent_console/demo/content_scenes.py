"""The people and stories of the demo, read from the data files in ``scenes/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

STORIES = ("orders", "delivery", "goods", "money", "questions", "complaints", "machines")


class Style(StrEnum):
    """The mail program a person writes with: it decides quotes, subjects and MIME structure."""

    GMAIL = "gmail"
    OUTLOOK = "outlook"
    APPLE = "apple"
    THUNDERBIRD = "thunderbird"
    PHONE = "phone"
    WEBMAIL = "webmail"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Person:
    """A customer.

    ``sign`` closes each mail, ``footer`` follows below "-- ". ``second`` is another address of the
    same person. Mail to someone who ``bounces`` comes back; ``away`` is an automatic answer.
    """

    key: str
    name: str
    email: str
    style: Style
    language: str = "de"
    sign: str = ""
    footer: str = ""
    second: str = ""
    away: str = ""
    bounces: bool = False
    angry: bool = False
    logo: bool = False


@dataclass(frozen=True, slots=True)
class SceneMail:
    """One mail of a story; ``at`` is a moment as in ``content_times.moment``.

    ``by`` is the customer, an agent (anna, jonas, mehmet), or form, machine, failed, delayed.
    ``reply`` is whether it answers the last mail of the other side, ``quote`` whether it quotes
    that. ``html`` names a page in ``scenes/``. ``skew`` shifts the Date header by that many hours,
    as a computer with a wrong clock does.
    """

    at: str
    text: str = ""
    by: str = "customer"
    subject: str = ""
    second: bool = False
    cc: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    reply: bool = True
    quote: bool = True
    sign: bool = True
    html: str = ""
    skew: int = 0
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One matter with one customer: becomes one ticket. ``answers`` are what comes next."""

    key: str
    person: Person
    subject: str
    mails: tuple[SceneMail, ...]
    answers: tuple[str, ...] = ()


def read_text(name: str) -> str:
    """Return the text of a file in ``scenes/``."""
    return (resources.files(__package__) / "scenes" / name).read_text(encoding="utf-8")


def read_table(name: str) -> dict[str, Any]:
    """Return the content of ``scenes/<name>.toml``."""
    return tomllib.loads(read_text(f"{name}.toml"))


def load_people() -> dict[str, Person]:
    """Return every customer by key."""
    return {
        key: Person(key=key, **{**table, "style": Style(table["style"])})
        for key, table in read_table("people").items()
    }


def load_scenes() -> tuple[Scene, ...]:
    """Return every story, in the order of the files."""
    people = load_people()
    return tuple(_scene(table, people) for name in STORIES for table in read_table(name)["ticket"])


def _scene(table: dict[str, Any], people: dict[str, Person]) -> Scene:
    return Scene(
        key=table["key"],
        person=people[table["who"]],
        subject=table["subject"],
        mails=tuple(_mail(mail) for mail in table["mail"]),
        answers=tuple(table.get("answers", ())),
    )


def _mail(table: dict[str, Any]) -> SceneMail:
    values = dict(table)
    for name in ("cc", "attach"):
        values[name] = tuple(values.get(name, ()))
    values["headers"] = tuple(values.get("headers", {}).items())
    return SceneMail(**values)
