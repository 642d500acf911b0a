"""Who wrote: strict where mail programs disagree."""

from __future__ import annotations

import pytest

from agent_console.desk.mail import Address
from agent_console.mail.read import read_mail


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Max <max@x.de>", Address("max@x.de", "Max")),
        ("max@x.de", Address("max@x.de")),
        ("<max@x.de>", Address("max@x.de")),
        ('"Müller, Max" <Max.M@X.DE>', Address("Max.M@x.de", "Müller, Max")),
        ("max@x.de (Max (der) Maler)", Address("max@x.de", "Max (der) Maler")),
        ("max@x.de <max@x.de>", Address("max@x.de", "max@x.de")),
        ('"boss@bank.de" <eve@evil.de>', Address("eve@evil.de", "boss@bank.de")),
        ("=?utf-8?q?boss=40bank.de?= <eve@evil.de>", Address("eve@evil.de", "boss@bank.de")),
        ("O'Neil <o'neil+tag@x.ie>", Address("o'neil+tag@x.ie", "O'Neil")),
        ("info@münchen.de", Address("info@münchen.de")),
        ("a..b.@docomo.ne.jp", Address("a..b.@docomo.ne.jp")),
    ],
)
def test_sender_when_plain_is_read_without_doubt(value: str, expected: Address) -> None:
    mail = read_mail(f"From: {value}\n\nx".encode())
    assert (mail.sender, mail.sender_ambiguous) == (expected, False)


@pytest.mark.parametrize(
    "value",
    [
        "alice@good.de)<bob@evil.de>",
        "alice@good.de<bob@evil.de>",
        "alice@good.de(<bob@evil.de>",
        "<alice@good.de><bob@evil.de>",
        "alice@good.de[<bob@evil.de>",
        "alice@good.de <bob@evil.de>",
        "alice@good.de, bob@evil.de",
        "Group: alice@good.de;",
        "<@a.de,@b.de:bob@evil.de>",
        "=?utf-8?Q?bob=40evil=2C?=@good.de",
        '"bob@evil.de"@good.de',
        "Max <max@x.de",
        "Max <ma\u202ex@x.de>",
        "Max <m\0ax@x.de>",
        "Max \\<max@x.de>",
        "a@b@c.de",
        "nobody",
        "<>",
        "",
        "MAILER-DAEMON",
        '"',
        "a@",
        "x@[",
        ".:.x",
    ],
)
def test_sender_when_programs_could_differ_is_ambiguous(value: str) -> None:
    mail = read_mail(f"From: {value}\n\nx".encode())
    assert mail.sender_ambiguous
    assert mail.unreadable == ""


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("Max <max of sales@x.de>", Address("max of sales@x.de", "Max")),
        ('Max <"max of sales"@x.de>', Address('"max of sales"@x.de', "Max")),
        ('"max of sales"@x.de', Address('"max of sales"@x.de')),
        ('"max of sales"@x.de>', Address('"max of sales"@x.de')),
        ("max@x.de>", Address("max@x.de")),
        ("write to max@x.de", None),
        ("=?utf-8?q?max?= sales@x.de", None),
    ],
)
def test_sender_when_no_server_would_take_it_is_named_but_ambiguous(
    value: str, sender: Address | None
) -> None:
    mail = read_mail(f"From: {value}\n\nx".encode())
    assert (mail.sender, mail.sender_ambiguous) == (sender, True)


def test_sender_when_two_from_fields_stand_is_ambiguous_and_noted() -> None:
    mail = read_mail(b"From: a@b.de\nFrom: c@d.de\n\nx")
    assert mail.sender == Address("a@b.de")
    assert mail.sender_ambiguous
    assert "This mail names more than one sender." in mail.notes


def test_sender_when_from_is_missing_is_unknown() -> None:
    mail = read_mail(b"Subject: x\n\nx")
    assert (mail.sender, mail.sender_ambiguous) == (None, False)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (b"Return-Path: <>", ""),
        (b"Return-Path: < >", ""),
        (b"Return-Path: <a@B.de>", "a@b.de"),
        (b"Return-Path: a@b.de", "a@b.de"),
        (b"X: y", None),
        (b"Return-Path: junk", None),
    ],
)
def test_return_path_when_empty_differs_from_unknown(fields: bytes, expected: str | None) -> None:
    assert read_mail(fields + b"\n\nx").return_path == expected


def test_recipients_when_odd_keep_the_usable_ones_once() -> None:
    mail = read_mail(
        b'To: A <a@b.de>, junk, B <b c@b.de>, <A@b.de>, a@b.de, Team: c@d.de, e@f.de;, "x\n\nx'
    )
    assert [one.email for one in mail.to] == ["a@b.de", "A@b.de", "c@d.de", "e@f.de"]


def test_recipients_when_there_are_thousands_are_capped_by_the_field_limit() -> None:
    many = b", ".join(b"a%d@b.de" % number for number in range(50_000))
    assert 500 < len(read_mail(b"To: " + many + b"\n\nx").to) <= 2_000


@pytest.mark.parametrize(
    ("fields", "sender"),
    [
        ("Reply-To: A <a@b.de>", Address("a@b.de", "A")),
        ("Sender: a@b.de", Address("a@b.de")),
        ("From: Max <>\nReply-To: a@b.de", Address("a@b.de", "Max")),
        ("From: <>\nReply-To: A <a@b.de>, c@d.de", Address("a@b.de", "A")),
        ("From:\nReply-To: a@b.de", Address("a@b.de")),
        ("From: Max\nReply-To: a@b.de", None),
        ("From: MAILER-DAEMON\nReply-To: a@b.de", None),
        ("From: x@\nReply-To: a@b.de", None),
        ("From: <>\nFrom: <>\nReply-To: a@b.de", None),
        ("From: <>\nReply-To: junk", None),
    ],
)
def test_sender_when_from_is_missing_or_empty_is_who_wants_the_answer(
    fields: str, sender: Address | None
) -> None:
    mail = read_mail(f"{fields}\n\nx".encode())
    assert mail.sender == sender
    assert mail.sender_ambiguous
