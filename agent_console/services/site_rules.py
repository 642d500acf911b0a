"""The rules by which mails of forms, marketplaces and social networks are told, for one desk."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from agent_console.channels_config import FormConfig
from agent_console.config import Config
from agent_console.desk.mail import Mail
from agent_console.desk.site_mails import (
    NO_SITE,
    AnswerAt,
    FormRule,
    Rule,
    SeenMail,
    SiteMail,
    SiteRule,
    SiteRules,
    site_of,
)
from agent_console.mail.auth_results import AuthResults, Verdict, auth_results
from agent_console.mail.domains import house

_LIBRARY = Path(__file__).parents[1] / "library"
Labels = Mapping[str, frozenset[str]]


class Sites:
    """Tells mails that a site wrote for a customer; made once for the settings of a desk."""

    def __init__(self, config: Config) -> None:
        self._own = config.own_addresses
        named = dict.fromkeys(box.authserv_id for box in config.all_mailboxes)
        self._servers = tuple(name for name in named if name)
        self._rules = SiteRules((*_forms(config), *shipped_sites()))

    def of(self, mail: Mail, body: Mail | None = None) -> SiteMail:
        """Return what a mail tells if it is one of a site, else ``NO_SITE``.

        ``body`` is its text where only the head was read. A mail of which our own server says that
        it is not from whom it names is nobody's but its sender's.
        """
        if not self.may_be(mail) or mail.sender_ambiguous or mail.unreadable:
            return NO_SITE
        whole = mail if body is None else replace(mail, text=body.text, links=body.links)
        return site_of(whole, self._rules, self._own, lambda: self._is_genuine(mail))

    def may_be(self, mail: Mail) -> bool:
        """Tell whether mails of this sender may be ones of a site."""
        return mail.sender is not None and bool(self._rules.rules_for(mail.sender.email))

    def of_stored(self, mail: SeenMail, channel: str) -> SiteMail:
        """Return the same of a stored mail that was filed as one of this ``channel``."""
        if not channel:
            return NO_SITE
        return site_of(mail, self._rules, self._own, lambda: True)

    def _is_genuine(self, mail: Mail) -> bool:
        return not any(is_refuted(auth_results(mail, server)) for server in self._servers)


def is_refuted(found: AuthResults) -> bool:
    """Tell whether our server found that a mail does not come from whom it names."""
    if found.dmarc is not Verdict.NONE:
        return found.dmarc is Verdict.FAILED
    return found.spf is Verdict.FAILED and found.dkim is not Verdict.PASSED


def _forms(config: Config) -> Iterator[Rule]:
    """Yield the forms of the settings, and for our own domains any that look like a common one."""
    shipped, public = shipped_labels()
    for form in config.forms:
        yield FormRule((form.sender,), _with(shipped, form), form.subject, named=True)
    domains = {house(address.rpartition("@")[2]) for address in config.own_addresses} - public
    yield FormRule(tuple(f"@{domain}" for domain in sorted(domains)), shipped)


def _with(shipped: Labels, form: FormConfig) -> Labels:
    """Return the shipped labels with those of one form."""
    own = {
        "name": form.name,
        "email": form.email,
        "message": form.message,
        "phone": form.phone,
        "order": form.order,
    }
    added = {kind: frozenset(label.casefold() for label in labels) for kind, labels in own.items()}
    taken = frozenset[str]().union(*added.values())
    return {kind: (known - taken) | added.get(kind, frozenset()) for kind, known in shipped.items()}


@cache
def shipped_labels() -> tuple[Labels, frozenset[str]]:
    """Return the words for the fields of forms, and the domains that belong to everybody."""
    data = tomllib.loads((_LIBRARY / "forms.toml").read_text(encoding="utf-8"))
    labels = {kind: frozenset(known) for kind, known in data["labels"].items()}
    return labels, frozenset(data["public"])


@cache
def shipped_sites() -> tuple[SiteRule, ...]:
    """Return the marketplaces and social networks that are shipped."""
    data = tomllib.loads((_LIBRARY / "sites.toml").read_text(encoding="utf-8"))
    return tuple(
        SiteRule(
            name=site["name"],
            channel=site["channel"],
            answer_at=AnswerAt(site["answer"]),
            senders=tuple(site["senders"]),
            subjects=tuple(site.get("subjects", ())),
            links=frozenset(site["links"]),
            names=tuple(re.compile(one, re.IGNORECASE) for one in site.get("names", ())),
        )
        for site in data["sites"]
    )
