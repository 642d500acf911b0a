"""Mails of forms, marketplaces and networks: the customer behind them, and where to answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

import pytest

from agent_console.channels_config import FormConfig
from agent_console.desk.form_fields import form_fields
from agent_console.desk.mail import Address, Link
from agent_console.desk.site_mails import (
    NO_SITE,
    AnswerAt,
    FormRule,
    SiteRules,
    site_of,
)
from agent_console.services.site_rules import shipped_labels, shipped_sites

LABELS, PUBLIC = shipped_labels()
OWN = frozenset({"help@shop.example"})
RULES = SiteRules((FormRule(("@shop.example",), LABELS), *shipped_sites()))

CF7 = """Von: Anna Berg <anna@kunde.example>
Betreff: Lampe

Nachrichtentext:
Guten Tag,

Adresse: Hauptstr. 5
wo bleibt sie?

--
Diese E-Mail wurde von einem Kontaktformular gesendet.
"""
WPFORMS = """*Name*
Anna Berg
*E-Mail-Adresse*
anna@kunde.example
*Kommentar oder Nachricht*
*Nachricht*
Zeile eins
Zeile zwei
"""
ENGLISH = """First name : Anna
Last Name: Berg
Email = anna@kunde.example
Order number: NL-4711
Colour: red
Message: Where is it?
Thanks: a lot
"""


@dataclass(frozen=True, slots=True)
class Seen:
    sender: Address | None
    text: str = ""
    subject: str = "Neue Anfrage"
    reply_to: tuple[Address, ...] = ()
    links: tuple[Link, ...] = ()


def test_fields_of_contact_form_seven_are_read() -> None:
    found = form_fields(CF7, LABELS)
    assert (found.name, found.email) == ("Anna Berg", "anna@kunde.example")
    assert found.rows == (("Von", "Anna Berg <anna@kunde.example>"), ("Betreff", "Lampe"))
    assert found.message == "Guten Tag,\n\nAdresse: Hauptstr. 5\nwo bleibt sie?"


def test_fields_below_their_labels_are_read() -> None:
    found = form_fields(WPFORMS, LABELS)
    assert (found.name, found.email) == ("Anna Berg", "anna@kunde.example")
    assert found.message == "Zeile eins\nZeile zwei"


def test_fields_in_english_with_an_unknown_one_are_read() -> None:
    found = form_fields(ENGLISH, LABELS)
    assert (found.name, found.email) == ("Anna Berg", "anna@kunde.example")
    assert found.rows[-2:] == (("Order number", "NL-4711"), ("Colour", "red"))
    assert found.message == "Where is it?\nThanks: a lot"


@pytest.mark.parametrize("text", ["", "Hallo,\nwo bleibt sie?\nAnna", ":::\n=\n" * 3000])
def test_text_without_fields_has_none(text: str) -> None:
    assert form_fields(text, LABELS).email == ""


def test_form_of_our_own_domain_tells_its_customer() -> None:
    mail = Seen(Address("wordpress@shop.example"), CF7)
    found = site_of(mail, RULES, OWN, lambda: True)
    assert (found.channel, found.writer) == ("form", Address("anna@kunde.example", "Anna Berg"))


def test_reply_to_of_a_form_goes_before_its_fields() -> None:
    mail = Seen(Address("web@www.shop.example"), CF7, reply_to=(Address("a.berg@work.example"),))
    assert site_of(mail, RULES, OWN, lambda: True).writer == Address(
        "a.berg@work.example", "Anna Berg"
    )


@pytest.mark.parametrize(
    "mail",
    [
        Seen(None, CF7),
        Seen(Address("wordpress@other.example"), CF7),
        Seen(Address("wordpress@notshop.example"), CF7),
        Seen(Address("boss@shop.example"), "Hallo,\nbitte Anna Berg anrufen."),
        Seen(Address("web@shop.example"), CF7.replace("anna@kunde.example", "help@shop.example")),
    ],
)
def test_other_mails_are_no_forms(mail: Seen) -> None:
    assert site_of(mail, RULES, OWN, lambda: True) is NO_SITE


def test_refuted_mail_is_nobodys_but_its_senders() -> None:
    asked = count()

    def refuted() -> bool:
        next(asked)
        return False

    mail = Seen(Address("wordpress@shop.example"), CF7)
    assert site_of(mail, RULES, OWN, refuted) is NO_SITE
    assert site_of(Seen(Address("a@b.example"), CF7), RULES, OWN, refuted) is NO_SITE
    assert next(asked) == 1


def test_form_of_the_settings_needs_no_fields_but_somebody_to_answer() -> None:
    form = FormConfig(sender="Mailer@forms.example", subject="kontakt", name=("Wer",))
    labels = {**LABELS, "name": frozenset({"wer"})}
    rule = FormRule((form.sender,), labels, "kontakt", named=True)
    rules = SiteRules((rule,))
    mail = Seen(Address("mailer@forms.example"), "Wer: Kim\nHallo", "Kontakt 7")
    assert site_of(mail, rules, OWN, lambda: True) is NO_SITE
    kim = Address("kim@kunde.example")
    answered = Seen(mail.sender, mail.text, mail.subject, (kim,))
    found = site_of(answered, rules, OWN, lambda: True)
    assert found.writer == Address("kim@kunde.example", "Kim")
    other = Seen(mail.sender, mail.text, "Newsletter", (kim,))
    assert site_of(other, rules, OWN, lambda: True) is NO_SITE


@pytest.mark.parametrize(
    ("sender", "subject", "expected"),
    [
        (
            Address("abc123@marketplace.amazon.de", "Kim - Amazon Marketplace"),
            "Anfrage",
            ("Amazon", "marketplace", AnswerAt.MAIL, "Kim", "abc123@marketplace.amazon.de"),
        ),
        (
            Address("x-9@mail.kleinanzeigen.de", "Kim B. über Kleinanzeigen"),
            "Nutzer-Anfrage zu deiner Anzeige",
            ("Kleinanzeigen", "marketplace", AnswerAt.MAIL, "Kim B.", "x-9@mail.kleinanzeigen.de"),
        ),
        (
            Address("notification@facebookmail.com", "Facebook"),
            "Kim Berg commented on your post",
            ("Facebook", "social", AnswerAt.SITE, "Kim Berg", ""),
        ),
        (
            Address("no-reply@mail.instagram.com", "Instagram"),
            "kim_b mentioned you in a comment",
            ("Instagram", "social", AnswerAt.SITE, "kim_b", ""),
        ),
        (
            Address("businessprofile-noreply@google.com", "Google Business Profile"),
            "Kim Berg left a review for Shop",
            ("Google", "social", AnswerAt.SITE, "Kim Berg", ""),
        ),
        (
            Address("noreply@trustpilot.com", "Trustpilot"),
            "New 1-star review from Kim",
            ("Trustpilot", "social", AnswerAt.SITE, "Kim", ""),
        ),
        (
            Address("hit-reply@linkedin.com", "LinkedIn"),
            "Jobs for you",
            None,
        ),
    ],
)
def test_site_is_known_by_sender_and_subject(
    sender: Address, subject: str, expected: tuple[str, str, AnswerAt, str, str] | None
) -> None:
    found = site_of(Seen(sender, subject=subject), RULES, OWN, lambda: True)
    told = (found.name, found.channel, found.answer_at, found.writer.name, found.writer.email)
    assert (None if found is NO_SITE else told) == expected


def test_link_leads_to_the_site_and_to_nobody_else() -> None:
    links = (
        Link("home", "https://www.facebook.com/"),
        Link("bad", "https://www.facebook.com.evil.example/x"),
        Link("bad", "https://www.facebook.com@evil.example/x"),
        Link("answer", "https://www.facebook.com/shop/posts/77?c=1"),
    )
    mail = Seen(Address("n@facebookmail.com"), subject="Kim sent you a message", links=links)
    found = site_of(mail, RULES, OWN, lambda: True)
    assert found.link == "https://www.facebook.com/shop/posts/77?c=1"


def test_newsletter_of_a_network_is_no_message() -> None:
    mail = Seen(Address("n@facebookmail.com"), subject="See what is new this week")
    assert site_of(mail, RULES, OWN, lambda: True) is NO_SITE


def test_shipped_sites_can_be_read_and_answered() -> None:
    assert {"Amazon", "eBay", "Etsy", "Kleinanzeigen", "Otto", "Facebook", "Instagram", "X"} <= {
        site.name for site in shipped_sites()
    }
    for site in shipped_sites():
        assert site.links, site.name
        assert all("@" in sender and sender == sender.lower() for sender in site.senders)
        assert all(piece == piece.casefold() for piece in site.subjects)
    assert "gmx.de" in PUBLIC
