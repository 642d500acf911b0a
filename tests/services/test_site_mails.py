"""Mails of forms and sites as tickets: whose they are, how they look, where they are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.clock import FixedClock
from agent_console.desk.labels import LabelName
from agent_console.desk.mail import MailKind
from agent_console.desk.states import QueueView
from agent_console.desk.views import EntryKind, QueueRow
from agent_console.i18n import use_language
from agent_console.mail.read import read_mail
from agent_console.services.desk import Desk
from agent_console.services.rebuild import rebuild
from agent_console.services.site_rules import Sites
from agent_console.store.driver import driver
from tests.filled import ME, NOW, customer_mail, opened, put_mails, write_settings
from tests.services.intake_kit import bench, raw_mail
from tests.services.staged_kit import Staged

OURS = ME.rpartition("@")[2]
FIELDS = "Name: Anna Berg\nE-Mail: anna@kunde.example\nNachricht:\nWo bleibt sie?\n\nAnna\n"
FACEBOOK = '<p>Kim commented</p><a href="https://www.facebook.com/shop/posts/77">Antworten</a>'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    use_language("en")
    found: list[Desk] = []

    def open_with(more: str = "") -> Desk:
        found.append(opened(write_settings(tmp_path, extra=more), FixedClock(NOW)))
        return found[-1]

    yield open_with
    for one in found:
        one.close()


def form_mail(number: int = 1, sender: str = f"wordpress@{OURS}", text: str = FIELDS) -> bytes:
    return customer_mail(number, "Kontaktformular", text, sender=sender)


def social_mail() -> bytes:
    mail = customer_mail(5, "Kim Berg commented on your post", sender="n@facebookmail.com")
    head, _blank, _body = mail.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-")]
    kept.append(b"Content-Type: text/html; charset=utf-8")
    return b"\r\n".join(kept) + b"\r\n\r\n" + FACEBOOK.encode()


def only_row(desk: Desk) -> QueueRow:
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    return row


def test_mail_of_a_form_is_its_customers(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    put_mails(found, [(form_mail(sender=f"noreply@{OURS}"), NOW - timedelta(hours=1))])
    row = only_row(found)
    assert (row.channel, row.customer_email, row.customer_name) == (
        "form",
        "anna@kunde.example",
        "Anna Berg",
    )
    (entry,) = found.tickets.view(row.ref).entries
    assert (entry.kind, entry.who) == (EntryKind.MAIL_IN, "Anna Berg")
    assert entry.text == ("Name    Anna Berg\nE-Mail  anna@kunde.example\n\nWo bleibt sie?\n\nAnna")
    assert f"from noreply@{OURS}" in entry.notes[0]
    assert row.due_at is not None
    draft = found.replies.begin(row.ref, everyone=None)
    assert [one.email for one in draft.to] == ["anna@kunde.example"]
    assert "the answer goes to anna@kunde.example" in draft.warnings[0]
    assert "noreply" not in draft.text


def test_second_mail_of_the_same_form_is_another_customers(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    other = form_mail(2, text=FIELDS.replace("anna@", "bea@").replace("Anna Berg", "Bea"))
    put_mails(found, [(form_mail(1), NOW), (other, NOW)])
    rows = found.queue.page(QueueView.ALL, 0, 9).rows
    assert {row.customer_email for row in rows} == {"anna@kunde.example", "bea@kunde.example"}
    assert all(not found.tickets.others(row.ref) for row in rows)


def test_form_of_another_site_counts_once_the_settings_name_it(
    desk: Callable[[str], Desk],
) -> None:
    mail = form_mail(sender="mailer@forms.example")
    found = desk('[[forms]]\nsender = "mailer@forms.example"\nsubject = "kontakt"\n')
    put_mails(found, [(mail, NOW)])
    assert only_row(found).channel == "form"


def test_form_that_nobody_named_is_its_senders(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    put_mails(found, [(form_mail(sender="mailer@forms.example"), NOW)])
    assert (only_row(found).channel, only_row(found).customer_email) == (
        "email",
        "mailer@forms.example",
    )


@pytest.mark.parametrize(("verdict", "channel"), [("fail", "email"), ("pass", "form")])
def test_form_whose_sender_our_server_refutes_is_not_believed(
    desk: Callable[[str], Desk], verdict: str, channel: str
) -> None:
    found = desk("")
    box = found.config.mailbox.model_copy(update={"authserv_id": "mx.shop.example"})
    config = found.config.model_copy(update={"mailbox": box})
    checked = (
        b"Received: from x by mx.shop.example; Mon, 02 Mar 2026 09:00:00 +0100\r\n"
        b"Authentication-Results: mx.shop.example; dmarc=" + verdict.encode() + b"\r\n"
    )
    mail = read_mail(checked + form_mail())
    assert (Sites(config).of(mail).channel or "email") == channel


def test_comment_on_a_network_says_where_to_answer(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    put_mails(found, [(social_mail(), NOW - timedelta(minutes=20))])
    row = only_row(found)
    assert (row.channel, row.customer_name, row.customer_email) == ("social", "Kim Berg", "")
    assert row.due_at == NOW + timedelta(minutes=40)
    link = "https://www.facebook.com/shop/posts/77"
    (entry,) = found.tickets.view(row.ref).entries
    assert f"answer on Facebook, {link}" in entry.notes[0]
    draft = found.replies.begin(row.ref, everyone=None)
    assert f"answer on Facebook, {link}" in draft.warnings[0]


def test_all_of_it_is_the_same_after_a_rebuild(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    put_mails(found, [(form_mail(), NOW), (social_mail(), NOW), (customer_mail(9, "x"), NOW)])

    def derived() -> list[list[tuple[object, ...]]]:
        with found.store.read() as session:
            ask = driver(session).execute
            tables = ("ticket", "mail", "customer", "customer_address")
            return [sorted(ask(f"SELECT * FROM {one}"), key=repr) for one in tables]  # noqa: S608 - names of tables

    before = derived()
    rebuild(found.store, found.config)
    assert derived() == before


def test_judgement_taken_back_leaves_a_form_a_customers(desk: Callable[[str], Desk]) -> None:
    found = desk("")
    put_mails(found, [(form_mail(sender=f"noreply@{OURS}"), NOW)])
    ref = only_row(found).ref
    (entry,) = found.tickets.view(ref).entries
    found.tickets.judge(ref, entry.key, MailKind.AUTOMATIC)
    assert found.tickets.view(ref).entries[0].kind is EntryKind.AUTOMATIC
    found.tickets.undo_last()
    assert found.tickets.view(ref).entries[0].kind is EntryKind.MAIL_IN
    found.tickets.label(ref, LabelName.TYPE, "delivery")
    assert replace(only_row(found)).type == "delivery"


@pytest.mark.parametrize("together", [False, True])
def test_form_whose_head_comes_first_is_its_customers_once_it_is_whole(
    tmp_path: Path, *, together: bool
) -> None:
    raw = raw_mail(sender="wp@example.com", subject="Kontakt", text=FIELDS, message_id="f1")
    with bench(tmp_path) as here:
        staged = Staged(here, [raw], together=together)
        staged.heads()
        staged.texts()
        staged.wholes()
        with here.store.read() as session:
            ask = driver(session).execute
            assert ask("SELECT channel, customer_email FROM ticket").fetchall() == [
                ("form", "anna@kunde.example")
            ]
            assert ask("SELECT address FROM customer_address").fetchall() == [
                ("anna@kunde.example",)
            ]
