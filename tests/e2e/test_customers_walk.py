"""Customers, orders, returns and logged calls by keyboard, and what the store says after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_console.errors import ExitCode
from tests.e2e.conftest import servers_for
from tests.e2e.dovecot import Dovecot
from tests.e2e.walk import ENTER, ESCAPE, F4, F9, SEND, THROW_AWAY, UNDO, Letter, Walk, walking

pytestmark = [pytest.mark.server, pytest.mark.pty]

ANNA, WORK = "anna@customer.example", "anna.weber@work.example"
KIM = "kim@customer.example"
LETTERS = (
    Letter(
        f"Anna Weber <{ANNA}>",
        "Where is my parcel",
        "Hello,\n\nmy order NL-20418 should have come on Friday. Where is it?\n\nAnna Weber\n",
    ),
    Letter(
        f"Anna Weber <{WORK}>",
        "An invoice for the office",
        "Hello,\n\nplease send me an invoice.\n\nAnna Weber\n",
        days=1,
    ),
    Letter(
        "Kim Berg <kim@customer.example>",
        "The lamp flickers",
        "Hello,\n\nthe lamp flickers. I want to send it back.\n\nKim Berg\n",
        days=2,
    ),
)
TRACKING = "00340434161094042588"
ORDERS = f"""\
Order No.,Email,Name,Ordered,Item,Quantity,Price,Total,Status,Carrier,Tracking,Due
NL-20418,{ANNA},Anna Weber,2026-02-20,Lamp Birke,1,129.00,129.00,shipped,DHL,{TRACKING},2026-02-27
NL-20500,{KIM},Kim Berg,2026-02-10,Lamp Mila,2,60.00,120.00,shipped,DHL,,2026-02-14
NL-20501,{KIM},Kim Berg,2026-02-11,Cable,1,9.00,9.00,shipped,DHL,,2026-02-15
"""


@pytest.fixture(scope="module")
def walk(server: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """One console for all tests of this file; each begins in the queue."""
    folder = tmp_path_factory.mktemp("customers")
    with (
        servers_for(server, "customers-walk", folder) as servers,
        walking(servers, folder, LETTERS, orders=ORDERS) as walk,
    ):
        yield walk


def said(walk: Walk, email: str) -> dict[str, set[str]]:
    """Return what agents said of a customer, by field."""
    known = walk.json("customers", "show", email)["card"]["profile"]["known"]
    found: dict[str, set[str]] = {}
    for one in known:
        if one["origin"] == "said":
            found.setdefault(one["field"], set()).add(one["value"])
    return found


def test_customer_is_looked_at_changed_and_set_back_by_keys(walk: Walk) -> None:
    walk.open("parcel")
    walk.keys(("i", "History: 1 ticket"), ("e", "What do you want to change?"))
    walk.keys(("company", "company: –"), (ENTER, "company: what holds"), "ACME")
    walk.keys((ENTER, "company is changed"))
    for tag in ("trade", "north"):
        walk.keys(("e", "What do you want to change?"), ("tag", " tag"), ENTER)
        walk.screen.wait_for("tag: another one")
        walk.keys(tag, (ENTER, "tag is changed"))
        walk.screen.wait_for(f"#{tag}")
    walk.keys(("v", "VIP: yes"))
    walk.screen.wait_for("★ Anna Weber", "ACME", "trade", "north")
    assert said(walk, ANNA) == {"company": {"ACME"}, "tag": {"trade", "north"}, "vip": {"yes"}}
    walk.keys((UNDO, "taken back: customer: VIP"))
    assert "vip" not in said(walk, ANNA)


def test_customers_are_joined_and_taken_apart_by_keys(walk: Walk) -> None:
    before = [said(walk, email) for email in (ANNA, WORK)]
    walk.home()
    walk.keys((F4, "Type the beginning"), ("work", WORK), (ENTER, "M Same person as"))
    walk.keys(("M", f"Who is the same person as {WORK}?"), ("anna@", f" {ANNA}"))
    walk.keys((ENTER, "is the same person now"))
    walk.screen.wait_for("History: 2 tickets")
    assert set(walk.json("customers", "show", WORK)["card"]["emails"]) == {ANNA, WORK}
    walk.keys(("M", f"Take apart: {WORK}"), (WORK, f" {WORK}"), (ENTER, "stands on its own again"))
    walk.screen.wait_for("History: 1 ticket")
    assert walk.json("customers", "show", WORK)["card"]["emails"] == [WORK]
    assert [said(walk, email) for email in (ANNA, WORK)] == before


def test_order_is_chosen_and_its_facts_are_sent_by_keys(walk: Walk) -> None:
    ref = walk.open("flickers")
    walk.keys(("B", "Orders of #"))
    walk.screen.wait_for("NL-20500", "NL-20501")
    walk.keys(("-", "none of these orders is meant"))
    assert walk.json("orders", "ticket", ref)["matches"] == []
    walk.keys((UNDO, "taken back"))
    walk.screen.wait_for("NL-20500", "NL-20501")
    walk.keys(("j", "> NL-20500"), (ENTER, "the order is NL-20500"))
    match = walk.json("orders", "ticket", ref)["matches"][0]
    assert (match["by"], match["order"]["number"]) == ("chosen", "NL-20500")
    walk.keys(("r", "Reply to the customer"))
    walk.screen.wait_for("NL-20500", "Lamp Mila")
    walk.keys((SEND, f"Reply to {KIM}: sent"))
    (mail,) = walk.mails_to(KIM)
    assert "NL-20500" in mail.get_content()
    assert "2 × Lamp Mila" in mail.get_content()


def cases(walk: Walk) -> list[tuple[str, ...]]:
    """Return the returns: order, item, reason, state, what is paid back."""
    found = walk.json("returns", "list", "--all")
    parts = ("order", "item", "reason", "state")
    return [(*(c[p] for p in parts), c["refund"] or "") for c in found]


def test_return_goes_from_asked_to_refunded_and_its_mail_leaves_by_keys(walk: Walk) -> None:
    walk.open("parcel")
    walk.keys(("B", "> NL-20418"), ("n", "Which item comes back?"), (ENTER, "Why does Lamp Birke"))
    walk.keys("defect", (ENTER, "What does the customer say?"), "It is dark.", (ENTER, "1 return"))
    walk.screen.wait_for("asked for · 1 × Lamp Birke · defect", "It is dark.")
    birke = ("NL-20418", "Lamp Birke", "defect")
    assert cases(walk) == [(*birke, "asked", "")]
    walk.keys(("o", "accepted: Lamp Birke"), (ENTER, "Lamp Birke: accepted"))
    walk.keys(("o", "refunded: Lamp Birke"), ("refunded", " refunded"), (ENTER, "How much"))
    walk.keys((ENTER, "Lamp Birke: refunded"))
    assert cases(walk) == [(*birke, "refunded", "129.00 EUR")]
    walk.keys((UNDO, "taken back"))
    walk.screen.wait_for("accepted · 1 × Lamp Birke")
    assert cases(walk) == [(*birke, "approved", "")]
    walk.keys(("m", "Which answer?"), (ENTER, "Reply to the customer"))
    walk.screen.wait_for("1 × Lamp Birke")
    walk.keys((F9, "Put in: order NL-20418"))
    walk.keys((SEND, "all the same"), (SEND, f"Reply to {ANNA}: sent"))
    (mail,) = walk.mails_to(ANNA)
    assert "1 × Lamp Birke" in mail.get_content()
    assert TRACKING in mail.get_content()


def test_call_is_logged_while_it_goes_on_opens_a_ticket_and_is_taken_back(walk: Walk) -> None:
    walk.home()
    walk.keys(("w", "Phone call · the time runs"), ("kim", "> Kim Berg"), (ENTER, f" {KIM}"))
    walk.keys("\x14")
    walk.screen.wait_for("the time stands")
    walk.keys("\t", "\t", "\t", ("Wants a call at noon.", "at noon."), (SEND, "Is it solved?"))
    walk.keys(("n", "Logged on #"))
    ref = walk.open("noon")
    (call,) = walk.json("contact", "list", ref)
    assert (call["channel"], call["direction"], call["result"]) == ("phone", "in", "open")
    assert (call["person"]["email"], call["summary"]) == (KIM, "Wants a call at noon.")
    walk.home()
    walk.keys((UNDO, "taken back"))
    assert walk.program.run("search", "noon").code == ExitCode.NOT_FOUND


def test_call_on_a_ticket_is_kept_when_left_joins_it_and_closes_it(walk: Walk) -> None:
    ref = walk.open("invoice")
    walk.keys(("w", "Phone call · the time runs"), ("Told her it is in the mail.", "in the mail."))
    walk.keys((ESCAPE, "wrote"), ("w", "not logged yet"))
    walk.screen.wait_for("Told her it is in the mail.", WORK, f"[#{ref}")
    walk.keys((SEND, "Is it solved?"), ("y", "which is closed"))
    (call,) = walk.json("contact", "list", ref)
    assert call["result"] == "solved"
    assert [row["ref"] for row in walk.json("list", "--view", "closed")] == [ref]
    walk.keys(("w", "the time runs"), ("Wrong line", "Wrong line"), (THROW_AWAY, "Thrown away"))
    assert len(walk.json("contact", "list", ref)) == 1
    walk.home()
    walk.keys((":", "What do you want to do?"), ("Channels", "Channels:"), (ENTER, "in person"))
