"""The card's rules: hints, anniversaries, trends; what mails tell, what people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from agent_console.desk.customer_card import (
    Counts,
    CustomerCard,
    OrderContacts,
    Trend,
    anniversary,
    hints_of,
    trend_of,
)
from agent_console.desk.customer_found import (
    HeardMail,
    HeardName,
    found_of,
    heard_people,
    is_house,
    offset_of_date,
    zone_of_phone,
)
from agent_console.desk.customer_headers import headers_of
from agent_console.desk.customer_values import email_value, field_value
from agent_console.desk.customers import CustomerField, Known, OrderGlance, Origin, Profile, merged
from agent_console.desk.mail import FoldKind, TextRange

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
CARD = CustomerCard(("anna@example.org",), counts=Counts(1, 4, 1, 1))


@pytest.mark.parametrize(
    ("card", "order", "hints"),
    [
        (CARD, None, ()),
        (CARD, OrderContacts("4711", 1), ()),
        (CARD, OrderContacts("4711", 3), ("Contact no. 3 about order 4711",)),
        (replace(CARD, counts=Counts(1, 4, 3, 2)), None, ("3 contacts in 30 days, on 2 tickets",)),
        (replace(CARD, counts=Counts(1, 0, 1, 1)), None, ("First contact",)),
        (replace(CARD, frustration=(2, 2, 2)), None, ("Is frustrated",)),
        (replace(CARD, frustration=(0, 3)), None, ("Is angry",)),
        (replace(CARD, frustration=(0, 0, 2, 3)), None, ("Grows angrier from ticket to ticket",)),
        (replace(CARD, orders=(OrderGlance("1", late=True),)), None, ("An order is late",)),
        (
            replace(CARD, since=NOW - timedelta(days=2 * 365 - 5)),
            None,
            ("in 5 days: 2 years since the first contact",),
        ),
    ],
)
def test_hints_name_what_to_mind(
    card: CustomerCard, order: OrderContacts | None, hints: tuple[str, ...]
) -> None:
    assert hints_of(card, TODAY, order) == hints


@pytest.mark.parametrize(
    ("since", "today", "near"),
    [
        (date(2024, 3, 2), TODAY, (2, 0)),
        (date(2024, 3, 1), TODAY, None),
        (date(2024, 3, 16), TODAY, (2, 14)),
        (date(2024, 3, 17), TODAY, None),
        (date(2025, 1, 3), date(2025, 12, 28), (1, 6)),
        (date(2026, 3, 5), TODAY, None),
        (date(2024, 2, 29), date(2026, 2, 27), (2, 2)),
    ],
)
def test_anniversary_is_near_for_two_weeks_before_it(
    since: date, today: date, near: tuple[int, int] | None
) -> None:
    assert anniversary(since, today) == near


@pytest.mark.parametrize(
    ("levels", "trend"),
    [
        ((), Trend.STEADY),
        ((0, 3), Trend.STEADY),
        ((0, 1, 2), Trend.RISING),
        ((3, 3, 1, 0), Trend.FALLING),
        ((1, 1, 2), Trend.STEADY),
    ],
)
def test_trend_compares_the_last_two_with_those_before(
    levels: tuple[int, ...], trend: Trend
) -> None:
    assert trend_of(levels) is trend


@pytest.mark.parametrize(
    ("email", "house"),
    [
        ("info@example.org", True),
        ("Buchhaltung.Einkauf@example.org", True),
        ("order-2@example.org", True),
        ("anna@example.org", False),
        ("anna.info@example.org", False),
        ("4711@example.org", False),
    ],
)
def test_house_is_told_by_the_words_of_its_address(email: str, house: bool) -> None:
    assert is_house(email) is house


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (("Anna Müller", "Müller, Anna", "A. Müller"), ["Anna Müller"]),
        (("Anna", "Anna Müller"), ["Anna Müller"]),
        (("Anna Müller", "Anna Schmidt"), ["Anna Müller"]),
        (("Anna Müller", "Max Müller"), ["Anna Müller", "Max Müller"]),
        (("Anna Müller", "Bo Li"), ["Anna Müller", "Bo Li"]),
        (("Team Einkauf", "Bo Li"), ["Bo Li"]),
    ],
)
def test_people_behind_an_address_are_told_by_their_names(
    names: tuple[str, ...], people: list[str]
) -> None:
    heard = [HeardName(name, 1, NOW - timedelta(days=n)) for n, name in enumerate(names)]
    assert [one.name for one in heard_people(heard)] == people


def signed(text: str) -> HeardMail:
    lines = text.split("\n")
    at = lines.index("-- ")
    ranges = (
        TextRange(FoldKind.BODY, 0, at),
        TextRange(FoldKind.SIGNATURE, at, len(lines)),
    )
    return HeardMail(text, ranges, "de")


def test_signature_tells_company_and_telephones_but_no_fax_or_register() -> None:
    mail = signed(
        "Hallo, ruf mich an: 030 999999\nFrau Anna Müller\n-- \nAnna Müller\nMuster & Söhne GmbH\n"
        "Sitz der Gesellschaft: Bonn, Amtsgericht Bonn HRB 1 GmbH\nTel.: +43 1 123456\n"
        "Fax: +43 1 999999\nmobil 0171 1234567"
    )
    found = found_of("anna@example.org", [HeardName("Anna Müller", 1, NOW)], [mail])
    profile = Profile(found.known)
    assert profile.text(CustomerField.COMPANY) == "Muster & Söhne GmbH"
    assert profile.texts(CustomerField.PHONE) == ("+431123456", "01711234567")
    assert profile.text(CustomerField.ZONE) == "Europe/Vienna"


@pytest.mark.parametrize(
    ("phone", "zone"),
    [
        ("+491711", "Europe/Berlin"),
        ("+420123", "Europe/Prague"),
        ("+1555", ""),
        ("0171", ""),
        ("+7495", ""),
    ],
)
def test_zone_is_that_of_a_country_with_one(phone: str, zone: str) -> None:
    assert zone_of_phone(phone) == zone


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (CustomerField.VIP, "Ja", "yes"),
        (CustomerField.NO_SURVEYS, "false", "no"),
        (CustomerField.LANGUAGE, "Deutsch", "de"),
        (CustomerField.LANGUAGE, "en-GB", "en"),
        (CustomerField.FORM, "Du", "du"),
        (CustomerField.SALUTATION, "Mrs.", "Frau"),
        (CustomerField.PHONE, "+49 (0) 171 / 123-456", "+49171123456"),
        (CustomerField.PHONE, "0049 171 1234", "+491711234"),
        (CustomerField.ZONE, "-08:00", "-08:00"),
        (CustomerField.TAG, " Groß  Handel ", "groß handel"),
        (CustomerField.NOTE, "one \r\ntwo", "one\ntwo"),
    ],
)
def test_value_is_brought_into_one_form(field: CustomerField, typed: str, kept: str) -> None:
    assert field_value(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (CustomerField.VIP, "maybe"),
        (CustomerField.PHONE, "call me"),
        (CustomerField.PHONE, "12"),
        (CustomerField.LANGUAGE, "klingon"),
        (CustomerField.LANGUAGE, "xx"),
        (CustomerField.ZONE, "here!"),
        (CustomerField.NAME, "x" * 201),
    ],
)
def test_value_that_cannot_be_is_refused(field: CustomerField, typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        field_value(field, typed)


@pytest.mark.parametrize(
    "typed", ["", "anna", "anna@x", "a@b@c.de", "a b@c.de", "a@b.c\x00", "a@.de@"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="address"):
        email_value(typed)


def test_objection_of_one_address_holds_for_the_person() -> None:
    no = Known(CustomerField.NO_NOTICES, "no")
    yes = Known(CustomerField.NO_NOTICES, "yes", Origin.IMPORTED)
    assert merged([Profile((no,)), Profile((yes,))]).is_said(CustomerField.NO_NOTICES)


def test_stronger_origin_wins_then_the_leading_address() -> None:
    said, found = Known(CustomerField.NAME, "Said"), Known(CustomerField.NAME, "F", Origin.FOUND)
    other = Known(CustomerField.NAME, "Other")
    assert merged([Profile((found,)), Profile((said,))]).text(CustomerField.NAME) == "Said"
    assert merged([Profile((said,)), Profile((other,))]).text(CustomerField.NAME) == "Said"


def test_salutation_that_belongs_to_another_name_is_left_out() -> None:
    zoe = profile_with(CustomerField.NAME, "Zoe Zeile", salutation="Frau Dr.")
    kurz = profile_with(CustomerField.NAME, "Kurz Zeile")
    same = profile_with(CustomerField.NAME, "K. zeile", salutation="Herr")
    assert merged([kurz, zoe]).text(CustomerField.SALUTATION) == ""
    assert merged([zoe, kurz]).text(CustomerField.SALUTATION) == "Frau Dr."
    assert merged([kurz, zoe, same]).text(CustomerField.SALUTATION) == "Herr"
    unnamed = Profile((Known(CustomerField.SALUTATION, "Frau"),))
    assert merged([kurz, unnamed]).text(CustomerField.SALUTATION) == "Frau"


def profile_with(field: CustomerField, value: str, *, salutation: str = "") -> Profile:
    known = [Known(field, value), Known(CustomerField.SALUTATION, salutation)]
    return Profile(tuple(one for one in known if one.value))


def test_columns_are_known_in_both_languages_and_two_addresses_are_one() -> None:
    headers = headers_of(["E-Mail-Adresse", "Vor-Name", "Last Name", "Mobil", "Tel.", "Mail", "Kü"])
    known = [None if one is None else one.value for one in headers.targets]
    assert known == ["email", "first", "last", "phone", "phone", None, None]
    assert headers.left_out == ("Mail", "Kü")


@pytest.mark.parametrize(
    ("head", "offset"),
    [
        ("From: a\r\nDate: Mon, 2 Mar 2026 09:30:00 +0530\r\n", "+05:30"),
        ("date: Mon, 2 Mar 2026 09:30:00 -0800 (PST)\n", "-08:00"),
        ("Date: Mon, 2 Mar 2026 09:30:00 +0000\n", ""),
        ("Date: Mon, 2 Mar 2026 09:30:00 +9900\n", ""),
        ("Subject: Date: Mon, 2 Mar 2026 09:30:00 +0530\n", ""),
        ("", ""),
    ],
)
def test_clock_of_a_mail_tells_where_somebody_is(head: str, offset: str) -> None:
    assert offset_of_date(head) == offset
