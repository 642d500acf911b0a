"""The figures of the company: each from what was measured, none where nothing can be measured."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from agent_console.company_config import CompanyConfig
from agent_console.config import Config
from agent_console.desk.metrics import Measure, Measured
from agent_console.services.company import WROTE, CompanyFigure, CompanyName, company_figures
from agent_console.store import reports as stored
from agent_console.store.driver import insert_into
from agent_console.store.times import to_text
from tests.store.test_reports import SCHEMA, put_ticket

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)
AT = datetime(2026, 3, 4, 10, tzinfo=UTC)
AFTER = datetime(2026, 3, 16, 10, tzinfo=UTC)
PRICED = CompanyConfig(rate=Decimal(30), hours=Decimal(80))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    found = sqlite3.connect(":memory:")
    found.executescript(SCHEMA.read_text(encoding="utf-8"))
    yield found
    found.close()


def put(connection: sqlite3.Connection, *rows: Measured, ref: str = "A") -> None:
    put_ticket(connection, ref, ("refund", 1, "email", "de", ""))
    stored.keep(connection, [ref], {ref: rows}, BERLIN)


def settings(company: CompanyConfig) -> Config:
    return Config.model_validate(
        {
            "agent": {"name": "Ida"},
            "mailbox": {
                "address": "help@example.org",
                "imap": {"host": "localhost", "port": 993},
                "smtp": {"host": "localhost", "port": 465},
            },
            "company": company,
        }
    )


def figures(
    connection: sqlite3.Connection, company: CompanyConfig = PRICED
) -> dict[str, CompanyFigure]:
    config = settings(company)
    stored.keep_sums(connection)
    found = company_figures(connection, config, FIRST, LAST, BERLIN)
    return {one.name.value + one.currency * (one.name is CompanyName.REMEDIES_COST): one
            for one in found.figures}  # fmt: skip


def put_row(connection: sqlite3.Connection, table: str, **given: object) -> None:
    row = {
        name: given.get(name, 0 if "INT" in kind or "BOOL" in kind else "")
        for _number, name, kind, needed, _default, key in connection.execute(
            f"PRAGMA table_info({table})"
        )
        if name in given or (needed and not (key and "INT" in kind))
    }
    connection.execute(insert_into(table, row), tuple(row.values()))


def test_cost_of_a_ticket_is_time_times_rate_and_paid_hours_times_rate(
    connection: sqlite3.Connection,
) -> None:
    for ref, seconds in (("A", 600), ("B", 1200)):
        rows = (
            Measured(Measure.OPENED, AT),
            Measured(Measure.HANDLED, AT, seconds),
            Measured(Measure.WORKED, AT, seconds),
            Measured(Measure.ARRIVED, AT, 58),
            Measured(Measure.ARRIVED, AT.replace(hour=11), 59),
        )
        put(connection, *rows, ref=ref)
    put(connection, Measured(Measure.HANDLED, AFTER, 9000), ref="C")
    found = figures(connection)
    worked = found["cost-ticket-worked"]
    assert worked.value == pytest.approx(7.5)
    assert (worked.n, worked.currency) == (2, "EUR")
    assert found["cost-contact-worked"].value == pytest.approx(3.75)
    assert (found["cost-ticket-paid"].value, found["cost-ticket-paid"].n) == (2400.0, 2)
    assert (found["cost-contact-paid"].value, found["cost-contact-paid"].n) == (1200.0, 4)


def test_costs_without_a_rate_are_none(connection: sqlite3.Connection) -> None:
    put(connection, Measured(Measure.OPENED, AT), Measured(Measure.HANDLED, AT, 600))
    found = figures(connection, CompanyConfig())
    assert {found[name].value for name in found if name.startswith("cost-")} == {None}
    assert found["cost-ticket-worked"].n == 1


def test_a_ticket_taken_up_again_did_not_begin_again(connection: sqlite3.Connection) -> None:
    again = AT.replace(day=6)
    put(connection, Measured(Measure.OPENED, AT), Measured(Measure.OPENED, again, 1))
    assert figures(connection)["cost-ticket-paid"].n == 1


def test_contacts_are_set_against_the_orders_of_the_period(connection: sqlite3.Connection) -> None:
    put(connection, Measured(Measure.ARRIVED, AT, 58))
    days = ("2026-03-02", "2026-03-15", "2026-03-15", "2026-03-16", "2026-03-01")
    for number, day in enumerate(days):
        put_row(connection, "shop_order", number=str(number), source="shop", email="a@x.org",
                ordered=day)  # fmt: skip
    found = figures(connection)
    assert (found["contacts-per-100-orders"].n, found["contacts-per-100-customers"].n) == (3, 1)
    assert found["contacts-per-100-orders"].value == pytest.approx(100 / 3)
    assert found["contacts-per-100-customers"].value == 100


def test_orders_without_any_contact_are_none_for_a_hundred(connection: sqlite3.Connection) -> None:
    put_row(connection, "shop_order", number="1", source="shop", email="", ordered="2026-03-02")
    found = figures(connection)
    assert (found["contacts-per-100-orders"].value, found["contacts-per-100-orders"].n) == (0.0, 1)
    assert found["contacts-per-100-customers"].value is None


def test_remedies_are_counted_and_added_by_currency(connection: sqlite3.Connection) -> None:
    put(connection, Measured(Measure.REMEDY, AT, 150, 300, "EUR"))
    put(connection, Measured(Measure.REMEDY, AT, 250, 300, "EUR"), ref="B")
    put(connection, Measured(Measure.REMEDY, AT, 100, 100, "CHF"), ref="C")
    found = figures(connection)
    assert found["remedies-granted"].value == 3
    assert (found["remedies-costEUR"].value, found["remedies-costEUR"].n) == (4.0, 2)
    assert found["remedies-costCHF"].value == 1.0


def test_who_was_told_and_stayed_quiet_is_the_most_that_was_avoided(
    connection: sqlite3.Connection,
) -> None:
    for person in ("a@x.org", "b@x.org", "c@x.org"):
        put_row(connection, "notice_sent", notice="n", person=person, ticket="", at=to_text(AT))
    for ref, email, day in (("A", "a@x.org", 6), ("B", "b@x.org", 14)):
        put_row(connection, "ticket", ref=ref, customer_email=email)
        put_row(connection, "mail", identity=ref, ticket=ref, direction="in", kind="human",
                received=to_text(AT.replace(day=day)))  # fmt: skip
    quiet = figures(connection)["notices-quiet"]
    assert (quiet.value, quiet.n) == (2.0, 3)
    put_row(connection, "customer_joined", address="c@home.org", person="c@x.org")
    put_row(connection, "mail", identity="C", ticket="A", direction="in", kind="human",
            sender_email="c@home.org", received=to_text(AT.replace(day=11)))  # fmt: skip
    assert figures(connection)["notices-quiet"].value == 1.0
    faq = figures(connection)["faq-avoided"]
    assert faq.value is None
    assert "not measurable" in faq.formula


def test_question_who_wrote_goes_through_no_table_of_mails_or_tickets(
    connection: sqlite3.Connection,
) -> None:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {WROTE}", ("", ""))]
    assert [line for line in plan if line.startswith("SEARCH mail")]
    assert not [line for line in plan if line.startswith(("SCAN mail", "SCAN ticket"))]


def test_settings_say_what_an_hour_costs() -> None:
    assert CompanyConfig.model_validate({"rate": "42.50"}).rate == Decimal("42.50")
    with pytest.raises(ValueError, match="currency"):
        CompanyConfig.model_validate({"currency": "Euro"})
