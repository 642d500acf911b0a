"""Remedies: what fits a matter, what it is worth and costs, and who may grant it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.hours import Calendar, Frame
from agent_console.desk.matter import MatterKind
from agent_console.desk.remedies import Catalogue, RemedyKind, day_after, remedy_word
from agent_console.errors import SettingsError
from agent_console.remedies_config import RemediesConfig, RemedyConfig
from agent_console.services.remedies import catalogue_of

START = """
[agent]
name = "Kim"
[mailbox]
address = "support@example.com"
imap = { host = "imap.example.com", port = 993 }
smtp = { host = "smtp.example.com", port = 465 }
"""


def config(settings: str) -> RemediesConfig:
    from agent_console.config import parse_config

    return parse_config(START + settings, "config.toml").remedies


@pytest.fixture(name="catalogue")
def _catalogue() -> Catalogue:
    return catalogue_of(RemediesConfig())


@pytest.mark.parametrize(
    ("kind", "value", "level", "allowed", "needed"),
    [
        (RemedyKind.REFUND, "50", 1, True, 1),
        (RemedyKind.REFUND, "50.01", 1, False, 2),
        (RemedyKind.REFUND, "150", 2, True, 2),
        (RemedyKind.REFUND, "151", 2, False, 3),
        (RemedyKind.REFUND, "151", 1, False, 3),
        (RemedyKind.REFUND, "9000", 3, True, 3),
        (RemedyKind.VOUCHER, "15", 1, True, 1),
        (RemedyKind.VOUCHER, "20", 1, False, 2),
        (RemedyKind.FREE_RETURN, "6", 1, True, 1),
        (RemedyKind.CALL_BACK, "4", 1, True, 1),
    ],
)
def test_authority_when_value_meets_limit_names_who_may_grant(
    catalogue: Catalogue, kind: RemedyKind, value: str, level: int, allowed: bool, needed: int
) -> None:
    remedy = catalogue.remedy(kind, Decimal(value))
    assert remedy is not None
    authority = catalogue.within(remedy, level)
    assert (authority.allowed, authority.level) == (allowed, needed)


def test_authority_when_above_limit_says_why_in_words(catalogue: Catalogue) -> None:
    remedy = catalogue.remedy(RemedyKind.REFUND, Decimal("89.90"))
    assert remedy is not None
    assert catalogue.within(remedy, 1).reason == (
        "89.90 EUR is more than the 50 EUR of level 1; an agent of level 2 has to approve"
    )
    assert catalogue.within(remedy, 2).reason == "level 2 may grant this up to 150 EUR"
    assert catalogue.within(remedy, 3).reason == "level 3 may grant this at any value"


def test_authority_when_type_has_own_limits_uses_them(catalogue: Catalogue) -> None:
    plain = catalogue.remedy(RemedyKind.REFUND, Decimal(90))
    charged = catalogue.remedy(RemedyKind.REFUND, Decimal(90), "payment")
    assert plain is not None
    assert charged is not None
    assert not catalogue.within(plain, 1).allowed
    assert catalogue.within(charged, 1).allowed


def test_authority_when_value_is_unknown_says_what_to_mind(
    catalogue: Catalogue,
) -> None:
    remedy = catalogue.remedy(RemedyKind.REFUND, None)
    assert remedy is not None
    authority = catalogue.within(remedy, 2)
    assert authority.unknown_value
    assert authority.reason == ("its value is not known yet: level 2 may grant this up to 150 EUR")
    assert remedy.cost is None


def test_amount_when_in_another_currency_is_not_known(catalogue: Catalogue) -> None:
    assert catalogue.amount_of("49.90 EUR") == Decimal("49.90")
    assert catalogue.amount_of("49.90 GBP") is None
    assert catalogue.amount_of("") is None


def test_authority_when_all_levels_are_limited_lets_nobody() -> None:
    catalogue = catalogue_of(config("[remedies.refund]\nlimits = [10, 20, 30]\n"))
    remedy = catalogue.remedy(RemedyKind.REFUND, Decimal(31))
    assert remedy is not None
    authority = catalogue.within(remedy, 3)
    assert (authority.allowed, authority.level) == (False, None)
    assert authority.reason.endswith("nobody at the desk may grant it")


@pytest.mark.parametrize(
    ("kind", "value", "cost"),
    [
        (RemedyKind.REFUND, "49.90", "49.90"),
        (RemedyKind.REPLACEMENT, "100", "66.00"),
        (RemedyKind.VOUCHER, "10", "7.00"),
        (RemedyKind.CALL_BACK, "0", "4.00"),
    ],
)
def test_remedy_when_made_knows_its_cost(
    catalogue: Catalogue, kind: RemedyKind, value: str, cost: str
) -> None:
    remedy = catalogue.remedy(kind, Decimal(value))
    assert remedy is not None
    assert remedy.cost == Decimal(cost)


@pytest.mark.parametrize(
    ("amount", "frustration", "value"),
    [
        ("89.90", 0, "10"),
        ("89.90", 1, "10"),
        ("89.90", 2, "20"),
        ("20", 0, "5"),
        (None, 0, "5"),
        (None, 3, "10"),
        ("3.50", 0, "3.50"),
    ],
)
def test_voucher_when_suggested_is_a_part_in_whole_fives(
    catalogue: Catalogue, amount: str | None, frustration: int, value: str
) -> None:
    known = Decimal(amount) if amount else None
    offers = catalogue.suggest("delivery-problem", known, 2, frustration, matter="late")
    assert offers[0].remedy.kind is RemedyKind.VOUCHER
    assert offers[0].remedy.value == Decimal(value)


def test_suggestion_when_matter_is_known_fits_it_before_the_type(catalogue: Catalogue) -> None:
    by_matter = catalogue.suggest("complaint", Decimal(30), 1, 0, matter="charged-twice")
    by_type = catalogue.suggest("complaint", Decimal(30), 1, 0)
    unknown = catalogue.suggest("praise", None, 1, 0)
    assert [offer.remedy.kind for offer in by_matter] == [RemedyKind.REFUND]
    assert by_matter[0].remedy.value == Decimal(30)
    assert by_type[0].remedy.kind is RemedyKind.CALL_BACK
    assert unknown[0].remedy.kind is RemedyKind.CALL_BACK


def test_suggestion_when_above_authority_still_comes_first(catalogue: Catalogue) -> None:
    offer = catalogue.suggest("payment", Decimal(120), 1, 3, matter="charged-twice")[0]
    assert offer.remedy.kind is RemedyKind.REFUND
    assert not offer.authority.allowed
    assert offer.authority.level == 2


def test_suggestion_when_kind_is_not_offered_leaves_it_out() -> None:
    catalogue = catalogue_of(config("[remedies.replacement]\noffered = false\n"))
    kinds = [one.remedy.kind for one in catalogue.suggest("x", None, 1, 0, matter="damaged")]
    assert kinds == [RemedyKind.REFUND, RemedyKind.PARTIAL_REFUND]
    assert catalogue.remedy(RemedyKind.REPLACEMENT, None) is None


def test_settings_when_one_key_changes_keep_the_others() -> None:
    changed = config("[remedies.refund]\nlimits = [20]\n[remedies.first]\nlate = ['refund']\n")
    assert changed.refund.limits == (Decimal(20),)
    assert changed.refund.share == 100
    assert changed.refund.type_limits == RemediesConfig().refund.type_limits
    catalogue = catalogue_of(changed)
    assert catalogue.first["late"] == (RemedyKind.REFUND,)
    assert catalogue.first["damaged"][0] is RemedyKind.REPLACEMENT


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("[remedies.refund]\nlimits = [50, 20]", "a higher level may not grant less"),
        ("[remedies.refund]\nlimit = [50]", "did you mean limits?"),
        ("[remedies.refund]\nlimits = [-1]", "greater than or equal to 0"),
        ("[remedies.first]\nlate = ['cake']", "remedies.first.late"),
        ("[remedies]\ncurrency = 'euro'", "remedies.currency"),
    ],
)
def test_settings_when_wrong_name_the_key(settings: str, words: str) -> None:
    with pytest.raises(SettingsError) as error:
        config(settings)
    assert words in error.value.message


def test_every_kind_has_terms_a_word_and_an_order() -> None:
    catalogue = catalogue_of(RemediesConfig())
    assert [terms.kind for terms in catalogue.terms] == list(RemedyKind)
    assert len({remedy_word(kind) for kind in RemedyKind}) == len(RemedyKind)
    assert {kind.value for kind in MatterKind} - {"other"} <= set(catalogue.first)
    assert RemedyConfig().offered


def test_day_after_when_closed_skips_to_the_next_open_day() -> None:
    frame = (Frame(time(9), time(17)),)
    calendar = Calendar(
        ZoneInfo("Europe/Berlin"),
        dict.fromkeys(range(5), frame),
        holidays=frozenset({date(2026, 12, 25)}),
    )
    friday = date(2026, 11, 27)
    assert day_after(calendar, friday, 0) == friday
    assert day_after(calendar, friday, 1) == date(2026, 11, 30)
    assert day_after(calendar, date(2026, 12, 23), 3) == date(2026, 12, 29)
    assert day_after(Calendar(ZoneInfo("UTC"), {}), friday, 1) == date(2026, 11, 28)
