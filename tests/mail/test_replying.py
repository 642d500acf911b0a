from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.mail import Address, DeliveryReport, Mail
from agent_console.mail.replying import (
    Recipients,
    forward_subject,
    forward_text,
    quote_text,
    reference_chain,
    reply_recipients,
    reply_subject,
)

OWN = frozenset({"support@company.example", "help@company.example"})
KIM = Address("kim@customer.example", "Kim")
LOU = Address("lou@customer.example")
US = Address("Support@company.example", "Support")
MAIL = Mail(digest="d", size=1, message_id="parent@customer.example", sender=KIM, to=(US,))
TOKEN = "t1.token@company.example"


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("Order", "Re: Order"),
        ("Re: Order", "Re: Order"),
        ("RE: AW: Antw: WG: Order", "Re: Order"),
        ("Re[2]: Re (3): aw : Order", "Re: Order"),
        ("Fwd: FW: Order", "Re: Order"),
        ("Re:Order", "Re: Order"),
        ("Rechnung: offen", "Re: Rechnung: offen"),
        ("Awards: 2026", "Re: Awards: 2026"),
        ("[Ticket] Re: Order", "Re: [Ticket] Re: Order"),
        ("  Re:   two\r\n words ", "Re: two words"),
        ("", "Re:"),
        ("Re: ", "Re:"),
    ],
)
def test_reply_subject_has_one_mark(subject: str, reply: str) -> None:
    assert reply_subject(subject) == reply


@given(st.text(max_size=200))
def test_reply_subject_of_a_reply_is_the_same(subject: str) -> None:
    once = reply_subject(subject)
    assert reply_subject(once) == once
    assert "\n" not in once


@pytest.mark.timeout(5)
def test_reply_subject_of_a_hostile_subject_is_quick() -> None:
    assert reply_subject("Re: " * 50_000 + "Re" + " " * 100_000 + "x") == "Re: Re x"


def test_quote_in_german_names_date_and_writer() -> None:
    when = datetime(2026, 3, 2, 14, 5, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    quoted = quote_text("Hallo,\n\n> alt\nGruß\n\n", "Kim Müller", when, "de")
    assert quoted == ("Am 2. März 2026 um 15:05 schrieb Kim Müller:\n> Hallo,\n>\n>> alt\n> Gruß\n")


def test_quote_in_english_names_date_and_writer() -> None:
    when = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    quoted = quote_text("Hello\n", "Kim", when, "en")
    assert quoted == "On 2 March 2026 at 14:05, Kim wrote:\n> Hello\n"


@pytest.mark.parametrize(("language", "line"), [("de", "Kim schrieb:"), ("fr", "Kim wrote:")])
def test_quote_without_date_names_the_writer_only(language: str, line: str) -> None:
    assert quote_text("x", "Kim", None, language) == f"{line}\n> x\n"


def test_quote_of_hostile_text_cannot_leave_the_quote() -> None:
    quoted = quote_text("a\r\nb\x0bc\u2028d\x1b[2J", "Kim\nAdmin", None, "en")
    assert quoted == "Kim Admin wrote:\n> a\n> b\n> c\n> d[2J\n"


def test_chain_begins_with_the_token_and_ends_with_the_parent() -> None:
    mail = replace(MAIL, references=("first@a.example", "second@a.example"))
    assert reference_chain(mail, TOKEN) == (
        TOKEN,
        "first@a.example",
        "second@a.example",
        MAIL.message_id,
    )


def test_chain_of_a_long_thread_keeps_first_and_last_eight() -> None:
    history = tuple(f"{n}@a.example" for n in range(30))
    chain = reference_chain(replace(MAIL, references=(TOKEN, *history)), TOKEN)
    assert chain == (TOKEN, history[0], *history[-8:], MAIL.message_id)


def test_chain_without_references_takes_the_one_answered() -> None:
    mail = replace(MAIL, in_reply_to=("answered@a.example", "other@a.example"))
    assert reference_chain(mail, TOKEN) == (TOKEN, "answered@a.example", MAIL.message_id)


def test_chain_leaves_out_doubles_and_what_no_header_can_carry() -> None:
    bad = ("a b", "ä@b.example", "x" * 901, "", MAIL.message_id, TOKEN, "good@a.example")
    mail = replace(MAIL, references=(*bad, "good@a.example"))
    assert reference_chain(mail, TOKEN) == (TOKEN, "good@a.example", MAIL.message_id)


def test_chain_of_a_mail_without_id_is_the_token() -> None:
    assert reference_chain(replace(MAIL, message_id=""), TOKEN) == (TOKEN,)


def test_answer_goes_to_the_sender() -> None:
    assert reply_recipients(MAIL, OWN, everyone=False) == Recipients((KIM,))


def test_answer_goes_to_reply_to_when_given() -> None:
    mail = replace(MAIL, reply_to=(LOU,))
    assert reply_recipients(mail, OWN, everyone=False) == Recipients((LOU,))


@pytest.mark.parametrize("mail", [replace(MAIL, sender=US), replace(MAIL, reply_to=(US,))])
def test_answer_never_goes_to_ourselves(mail: Mail) -> None:
    mail = replace(mail, to=(KIM, US))
    assert reply_recipients(mail, OWN, everyone=False).to == (KIM,)


def test_answer_to_our_own_mail_goes_where_that_went() -> None:
    mail = replace(MAIL, sender=US, to=(KIM, LOU))
    assert reply_recipients(mail, OWN, everyone=False).to == (KIM, LOU)


def test_answer_to_everyone_copies_the_others_once() -> None:
    double = Address("LOU@customer.example", "Lou")
    alias = Address("help@company.example")
    mail = replace(MAIL, to=(US, LOU, KIM), cc=(double, alias))
    assert reply_recipients(mail, OWN, everyone=True) == Recipients((KIM,), (LOU,))
    assert reply_recipients(mail, OWN, everyone=False) == Recipients((KIM,))


def test_answer_to_nobody_is_warned_of() -> None:
    found = reply_recipients(replace(MAIL, sender=None), OWN, everyone=True)
    assert (found.to, found.cc) == ((), ())
    assert found.warnings == ("This mail names nobody to answer.",)


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        (replace(MAIL, sender=Address("no-reply@shop.example")), "no-reply@shop.example"),
        (replace(MAIL, sender=Address("NoReply+7@shop.example")), "reads no answers"),
        (replace(MAIL, sender=Address("nicht-antworten@shop.example")), "reads no answers"),
        (replace(MAIL, reply_to=(Address("x@evil.example"),)), "another domain"),
        (replace(MAIL, headers=(("list-id", "<l.example>"),)), "mailing list"),
        (replace(MAIL, return_path=""), "mail server"),
        (replace(MAIL, report=DeliveryReport("failed")), "mail server"),
        (replace(MAIL, sender_ambiguous=True), "not certain"),
    ],
)
def test_doubtful_answer_is_warned_of(mail: Mail, words: str) -> None:
    [warning] = reply_recipients(mail, OWN, everyone=False).warnings
    assert words in warning


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, reply_to=(Address("x@mail.customer.example"),)),
        replace(MAIL, sender=Address("noreen.plymouth@shop.example")),
        replace(MAIL, return_path="bounces@customer.example"),
    ],
)
def test_ordinary_answer_is_not_warned_of(mail: Mail) -> None:
    assert reply_recipients(mail, OWN, everyone=False).warnings == ()


def test_warning_shows_no_control_characters() -> None:
    mail = replace(MAIL, reply_to=(Address("x\x1b[2J@evil.example"),))
    [warning] = reply_recipients(mail, OWN, everyone=False).warnings
    assert warning.isprintable()


FORM = replace(MAIL, sender=US, to=(US,), text="Name: Kim\nE-Mail: kim@customer.example\nHelp!")


def test_form_of_our_own_site_without_reply_to_is_answered_at_the_address_in_its_text() -> None:
    found = reply_recipients(FORM, OWN, everyone=True)
    assert found.to == (Address("kim@customer.example"),)
    [warning] = found.warnings
    assert "kim@customer.example is named in its text" in warning


@pytest.mark.parametrize(
    "text", ["Help!", "a@customer.example or b@customer.example", "help@company.example"]
)
def test_form_that_names_nobody_or_several_is_answered_at_none(text: str) -> None:
    found = reply_recipients(replace(FORM, text=text), OWN, everyone=True)
    assert found == Recipients((), (), ("This mail names nobody to answer.",))


def test_reply_to_of_our_own_form_is_no_other_domain() -> None:
    mail = replace(FORM, reply_to=(KIM,))
    assert reply_recipients(mail, OWN, everyone=True) == Recipients((KIM,))


def test_several_reply_to_all_get_the_answer_and_that_is_told() -> None:
    mail = replace(MAIL, reply_to=(LOU, US, KIM, LOU))
    found = reply_recipients(mail, OWN, everyone=False)
    assert found.to == (LOU, KIM)
    assert found.warnings == ("This mail asks for answers to 2 addresses.",)


def test_answer_that_goes_to_a_whole_list_is_warned_of() -> None:
    post = Address("Users@customer.example")
    headers = (("list-id", "<u>"), ("list-post", "<mailto:users@customer.example?x=y>"))
    mail = replace(MAIL, reply_to=(post,), headers=headers)
    [warning] = reply_recipients(mail, OWN, everyone=False).warnings
    assert "everybody there" in warning


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["a@", "a.", "a@b.", "a@b.c.", "-"])
def test_address_in_a_hostile_form_is_looked_for_quickly(piece: str) -> None:
    reply_recipients(replace(FORM, text=piece * 50_000), OWN, everyone=False)


def test_forward_subject_has_one_mark() -> None:
    assert forward_subject("AW: Re: Fwd: Order") == "Fwd: Order"


def test_forwarded_text_stands_below_who_wrote_it_and_when() -> None:
    when = datetime(2026, 3, 2, 14, 5, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    mail = replace(MAIL, subject="Bestellung\nBcc: x", cc=(LOU,))
    assert forward_text(mail, "Hallo\x1b[2J\n> alt\n\n", when, "de") == (
        "-------- Weitergeleitete Nachricht --------\n"
        "Von: Kim <kim@customer.example>\n"
        "Datum: 2. März 2026, 15:05\n"
        "Betreff: Bestellung Bcc: x\n"
        "An: Support <Support@company.example>\n"
        "Kopie: lou@customer.example\n"
        "\n"
        "Hallo[2J\n> alt\n"
    )
    english = forward_text(replace(mail, sender=None, to=()), "x", None, "en")
    assert english.startswith("-------- Forwarded message --------\nSubject: Bestellung")
