"""What is said of a mail that a site wrote for a customer: who sent it, and where to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent_console.config import Config
from agent_console.desk.form_fields import FormFields
from agent_console.desk.mail import Mail
from agent_console.desk.site_mails import FORM, NO_SITE, AnswerAt, SiteMail
from agent_console.desk.text import cell_width, shorten, to_screen
from agent_console.desk.views import TimelineEntry
from agent_console.i18n import _
from agent_console.services.site_rules import Sites
from agent_console.store.tickets import StoredMail

_MAX_LABEL = 24


def entries_of_sites(
    config: Config, entries: Sequence[TimelineEntry], mails: Sequence[StoredMail]
) -> list[TimelineEntry]:
    """Return the entries of ``mails``; those that a site wrote become its customers'."""
    if not any(mail.channel for mail in mails):
        return list(entries)
    sites = Sites(config)
    return [
        entry_of_site(entry, mail, sites.of_stored(mail, mail.channel))
        for entry, mail in zip(entries, mails, strict=True)
    ]


def entry_of_site(entry: TimelineEntry, mail: StoredMail, site: SiteMail) -> TimelineEntry:
    """Return the entry of a site's mail with its customer, its fields as a table, and remarks."""
    if site is NO_SITE:
        return entry
    writer = mail.writer or site.writer
    entry = replace(
        entry,
        who=writer.name or writer.email or entry.who,
        notes=(*remarks(site, entry.sender.email if entry.sender else ""), *entry.notes),
    )
    if site.channel != FORM or not writer.email:
        return entry
    entry = replace(entry, sender=writer, signs=_other_signs(mail, entry.signs))
    if site.fields is None or not site.fields.rows:
        return entry
    text = as_table(site.fields)
    return replace(entry, text=text, ranges=(), told=())


def _other_signs(mail: StoredMail, signs: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out that answers go elsewhere: that is what a form is for."""
    sender = mail.sender.email if mail.sender else ""
    words = _("Answers would go to {address}, not to the sender {sender}.")
    expected = {words.format(address=one.email, sender=sender) for one in mail.reply_to}
    return tuple(sign for sign in signs if sign not in expected)


def as_table(fields: FormFields) -> str:
    """Return the fields in two columns, and the message below them."""
    labels = [shorten(to_screen(label, one_line=True), _MAX_LABEL) for label, _value in fields.rows]
    width = max(map(cell_width, labels), default=0)
    rows = (
        f"{label}{' ' * (width - cell_width(label))}  {to_screen(value, one_line=True)}"
        for label, (_label, value) in zip(labels, fields.rows, strict=True)
    )
    return "\n".join([*rows, "", to_screen(fields.message)]).rstrip()


def remarks(site: SiteMail, sender: str) -> Iterator[str]:
    """Say who sent a mail for its customer, and where an answer reaches the customer."""
    shown = to_screen(sender, one_line=True)
    if site.channel == FORM:
        yield _("A form sent this for the customer, from {sender}.").format(sender=shown)
    elif site.answer_at is AnswerAt.SITE:
        yield site_only(site)
    else:
        words = _("{site} passes an answer by mail on to the customer.").format(site=site.name)
        yield f"{words} {site.link}".rstrip()


def site_only(site: SiteMail) -> str:
    """Say that an answer by mail reaches nobody, and where to answer."""
    if site.link:
        words = _("An answer by mail does not reach the customer: answer on {site}, {link}")
        return words.format(site=site.name, link=site.link)
    words = _("An answer by mail does not reach the customer: answer on {site}.")
    return words.format(site=site.name)


def as_from_customer(mail: Mail, site: SiteMail) -> Mail:
    """Return a form's mail as if its customer had sent it, to be answered."""
    if site.channel != FORM or not site.writer.email:
        return mail
    return replace(mail, sender=site.writer, reply_to=(), sender_ambiguous=False)


def reply_warnings(mail: Mail, site: SiteMail) -> Iterator[str]:
    """Say what the agent should know before a site's mail is answered by mail."""
    if site is NO_SITE:
        return
    sender = mail.sender.email if mail.sender else ""
    if site.channel == FORM:
        yield _("A form sent this from {sender}; the answer goes to {address}.").format(
            sender=to_screen(sender, one_line=True),
            address=to_screen(site.writer.email, one_line=True),
        )
    elif site.answer_at is AnswerAt.SITE:
        yield site_only(site)
