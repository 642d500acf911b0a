"""Mails that a site writes for a customer: contact forms, marketplaces, social networks.

Which site it is, tells the sender's address; who the customer is, the fields in the text, Reply-To
or the subject. Nothing here believes a sender: whoever asks has looked at that before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from agent_console.desk.form_fields import FormFields, form_fields
from agent_console.desk.mail import Address, Link

FORM = "form"
_SUBJECT_LIMIT = 500


class AnswerAt(StrEnum):
    """Where an answer reaches the customer."""

    MAIL = "mail"
    SITE = "site"


class SeenMail(Protocol):
    """What is looked at of a mail, as read or as stored."""

    @property
    def sender(self) -> Address | None: ...
    @property
    def reply_to(self) -> tuple[Address, ...]: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def links(self) -> tuple[Link, ...]: ...


@dataclass(frozen=True, slots=True)
class SiteMail:
    """What a site's mail tells: on which channel the customer came, and who that is.

    ``channel`` "" is no site's mail; an empty ``writer`` is not known, one without an address can
    be answered at the site alone, where ``link`` leads. ``fields`` are those of a form.
    """

    channel: str = ""
    writer: Address = field(default_factory=lambda: Address(""))
    name: str = ""
    answer_at: AnswerAt = AnswerAt.MAIL
    link: str = ""
    fields: FormFields | None = None


NO_SITE = SiteMail()


@dataclass(frozen=True, slots=True)
class FormRule:
    """Mails of one form: its ``senders`` (addresses, or "@domain"), and a piece of the subject.

    ``labels`` are the words for each field. One that is ``named`` stands in the settings; any other
    mail must look like a form's before it counts as one.
    """

    senders: tuple[str, ...]
    labels: Mapping[str, frozenset[str]]
    subject: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Mails of one site that tell of customers; ``names`` find the customer's name."""

    name: str
    channel: str
    answer_at: AnswerAt
    senders: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    names: tuple[re.Pattern[str], ...] = ()


Rule = FormRule | SiteRule


class SiteRules:
    """All rules, found by the domain of a sender: for nearly every mail there is none."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_domain: dict[str, list[tuple[str, Rule]]] = {}
        for rule in rules:
            for sender in rule.senders:
                domain = sender.lower().rpartition("@")[2]
                self._by_domain.setdefault(domain, []).append((sender.lower(), rule))

    def rules_for(self, email: str) -> Sequence[Rule]:
        """Return the rules for a sender, those for the very address first."""
        email = email.lower()
        domain = email.rpartition("@")[2]
        found: list[Rule] = []
        exact: list[Rule] = []
        while domain:
            for sender, rule in self._by_domain.get(domain, ()):
                if sender == email:
                    exact.append(rule)
                elif sender == f"@{domain}":
                    found.append(rule)
            domain = domain.partition(".")[2]
        return [*exact, *found] if exact or found else ()


def site_of(
    mail: SeenMail, rules: SiteRules, own: Collection[str], trusted: Callable[[], bool]
) -> SiteMail:
    """Return what a mail tells if it is one of a site; ``own`` are our addresses in lower case.

    ``trusted`` is asked last, and only for a mail that seems to be one.
    """
    if mail.sender is None:
        return NO_SITE
    for rule in rules.rules_for(mail.sender.email):
        found = _form(mail, rule, own) if isinstance(rule, FormRule) else _site(mail, rule)
        if found is not NO_SITE:
            return found if trusted() else NO_SITE
    return NO_SITE


def _form(mail: SeenMail, rule: FormRule, own: Collection[str]) -> SiteMail:
    if rule.subject and rule.subject.casefold() not in mail.subject[:_SUBJECT_LIMIT].casefold():
        return NO_SITE
    fields = form_fields(mail.text, rule.labels)
    answers = next((one for one in mail.reply_to if one.email.lower() not in own), None)
    email = answers.email if answers else fields.email
    if not rule.named and not (fields.email and (fields.message or fields.name)):
        return NO_SITE
    if not email or email.lower() in own:
        return NO_SITE
    name = fields.name or (answers.name if answers else "")
    return SiteMail(FORM, Address(email, name), fields=fields)


def _site(mail: SeenMail, rule: SiteRule) -> SiteMail:
    subject = mail.subject[:_SUBJECT_LIMIT]
    if rule.subjects and not any(piece in subject.casefold() for piece in rule.subjects):
        return NO_SITE
    sender = mail.sender or Address("")
    name = _name(rule, (subject, sender.name)) or sender.name or rule.name
    email = ""
    if rule.answer_at is AnswerAt.MAIL:
        email = mail.reply_to[0].email if mail.reply_to else sender.email
    return SiteMail(
        rule.channel, Address(email, name), rule.name, rule.answer_at, _link(mail.links, rule)
    )


def _name(rule: SiteRule, texts: Iterable[str]) -> str:
    for text in texts:
        for pattern in rule.names:
            if (found := pattern.search(text)) is not None:
                return found["name"].strip(" \"'“”„")
    return ""


def _link(links: Sequence[Link], rule: SiteRule) -> str:
    """Return the first link to a host of the site that leads somewhere, else its first one."""
    ours = [link.target for link in links if _host(link.target) in rule.links]
    return next((one for one in ours if one.rstrip("/").count("/") > 2), next(iter(ours), ""))


def _host(target: str) -> str:
    if not target.lower().startswith(("https://", "http://")):
        return ""
    place = re.split(r"[/?#]", target.partition("://")[2], maxsplit=1)[0]
    return "" if "@" in place or "\\" in place else place.partition(":")[0].lower()
