"""What the own server says of a sender, and what speaks against one."""

from __future__ import annotations

import time

import pytest

from agent_console.mail.auth_results import AuthResults, Verdict, auth_results
from agent_console.mail.domains import (
    ascii_form,
    house,
    imitates_ascii,
    is_near,
    mixes_alphabets,
    readable,
    skeleton,
)
from agent_console.mail.read import read_mail
from agent_console.mail.trust import signs

OWN = frozenset({"support@my-shop.example"})
SERVER = "mx.my-shop.example"
LOCAL = "Received: from mx.my-shop.example by imap.my-shop.example with LMTP; x"
BORDER = "Received: from out.example.org (out.example.org [192.0.2.1]) by mx.my-shop.example; x"
FOREIGN = "Received: from pc by out.example.org with ESMTPSA; x"
PASSED = "Authentication-Results: mx.my-shop.example; spf=pass; dkim=pass; dmarc=pass"
LETTER = ("From: Anna <anna@example.org>", "Subject: x")
ALL_PASSED = AuthResults(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED)
NOTHING = AuthResults()


def results(*fields: str, server: str = SERVER) -> AuthResults:
    return auth_results(read_mail("\r\n".join((*fields, "", "Text")).encode()), server)


@pytest.mark.parametrize(
    "fields",
    [
        (PASSED, BORDER, FOREIGN),
        (BORDER, PASSED, FOREIGN),
        (LOCAL, PASSED, BORDER, FOREIGN),
        (LOCAL, BORDER, "Received-SPF: pass", PASSED, FOREIGN),
        ("Received: by 10.1.2.3 with SMTP id x", BORDER, PASSED, FOREIGN),
        ("Received: by 2002:a05:6a10::1 with SMTP id x", BORDER, PASSED),
        ("Received: from localhost by localhost with LMTP; x", BORDER, PASSED),
        (BORDER, "ARC-" + PASSED.replace(": ", ": i=1; "), FOREIGN),
        (BORDER, PASSED.replace("mx.my-shop.example", "MX.My-Shop.example 1")),
        (BORDER, PASSED.replace("mx.my-shop.example; ", ""), FOREIGN),
    ],
)
def test_results_when_the_own_server_wrote_them_count(fields: tuple[str, ...]) -> None:
    assert results(*fields, *LETTER) == ALL_PASSED


@pytest.mark.parametrize(
    "fields",
    [
        (BORDER, FOREIGN, PASSED),
        (BORDER, *LETTER, PASSED),
        (PASSED,),
        (FOREIGN, PASSED),
        (BORDER, "DKIM-Signature: v=1", PASSED),
        (BORDER, PASSED.replace("mx.my-shop", "mx.evil")),
        (BORDER, PASSED.replace("mx.my-shop.example", "mx.my-shop.example.evil")),
        (PASSED.replace("mx.my-shop.example; ", ""), BORDER),
        (BORDER, "X-" + PASSED),
    ],
)
def test_results_when_somebody_else_could_have_written_them_count_nothing(
    fields: tuple[str, ...],
) -> None:
    assert results(*fields, *LETTER) == NOTHING


def test_results_when_no_server_is_configured_are_none() -> None:
    assert results(BORDER, PASSED, *LETTER, server="") == NOTHING


def test_results_when_there_are_two_fields_are_those_of_the_topmost() -> None:
    bad = "Authentication-Results: mx.my-shop.example; dmarc=fail"
    assert results(BORDER, bad, PASSED, *LETTER).dmarc is Verdict.FAILED
    assert results(bad, BORDER, PASSED, *LETTER).dmarc is Verdict.FAILED


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("spf=pass smtp.mailfrom=a@b.de", AuthResults(spf=Verdict.PASSED)),
        ("spf=softfail", AuthResults(spf=Verdict.FAILED)),
        ("spf=neutral; dkim=none", NOTHING),
        ("spf=temperror; dkim=permerror", NOTHING),
        ("dkim=fail; dkim=pass", AuthResults(dkim=Verdict.PASSED)),
        ("dkim=fail (bad key)", AuthResults(dkim=Verdict.FAILED)),
        ("DMARC = PASS", AuthResults(dmarc=Verdict.PASSED)),
        ("dmarc/1=pass", AuthResults(dmarc=Verdict.PASSED)),
        ("dmarc=pass; dmarc=fail", AuthResults(dmarc=Verdict.FAILED)),
        ("dmarc=pass header.from=example.org", AuthResults(dmarc=Verdict.PASSED)),
        ("dmarc=pass header.from=evil.example", NOTHING),
        ("dmarc=pass (header.from=evil.example)", AuthResults(dmarc=Verdict.PASSED)),
        ("none", NOTHING),
        ("", NOTHING),
        ("spf=none (; dmarc=pass)", NOTHING),
        ('spf=none smtp.mailfrom="x; dmarc=pass"@b.de', NOTHING),
        (r'spf=none smtp.mailfrom="\"; dmarc=pass"', NOTHING),
        (r"spf=none (a\); dmarc=pass", NOTHING),
        ("spf=none smtp.mailfrom==?utf-8?q?=3B_dmarc=3Dpass?=@b.de", NOTHING),
        ("spf=none reason=dmarc=pass", NOTHING),
    ],
)
def test_results_when_read_take_what_the_server_said_and_not_what_it_quoted(
    said: str, expected: AuthResults
) -> None:
    assert results(BORDER, f"Authentication-Results: {SERVER}; {said}", *LETTER) == expected


def test_results_when_the_sender_is_ambiguous_say_nothing_of_its_domain() -> None:
    said = f"Authentication-Results: {SERVER}; dmarc=pass header.from=example.org"
    assert results(BORDER, said, "From: a@example.org, b@evil.example") == NOTHING


def of(sender: str, *fields: str, own: frozenset[str] = OWN) -> tuple[str, ...]:
    head = "\r\n".join((*fields, f"From: {sender}", "", "Text"))
    return signs(read_mail(head.encode()), own, SERVER)


@pytest.mark.parametrize(
    "sender",
    [
        "Anna <anna@example.org>",
        '"anna@example.org" <anna@example.org>',
        "Anna (anna@example.org) <anna+shop@example.org>",
        '"Anna @ home" <anna@example.org>',
        "a@bücher.example",
        "a@xn--bcher-kva.example",
        "a@почта.рф",
        "a@日本語.example",
        "a@日本テスト.jp",
        "a@other-shop.example",
        "a@foto.example",
        "a@mail.my-shop.example",
        "colleague@my-shop.example",
        "a@schuh-my-shop.example",
    ],
)
def test_signs_when_a_mail_is_ordinary_are_none(sender: str) -> None:
    assert of(sender) == ()


@pytest.mark.parametrize(
    ("sender", "piece"),
    [
        ("boss@bank.example <eve@evil.example>", "read in different ways"),
        ('"boss@bank.example" <eve@evil.example>', "The name shows the address boss@bank.example"),
        ('"boss@gmail.example" <eve@gmail.example>', "comes from eve@gmail.example"),
        ("Support support@my-shop.example, x@y.example", "different ways"),
        ("support@my-shop.example", "our own address"),
        ("SUPPORT+x@My-Shop.example", "our own address"),
        ("a@my-sh0p.example", "is not ours, but looks like my-shop.example"),
        ("a@rny-shop.example", "is not ours, but looks like my-shop.example"),
        ("a@mail.my-shp.example", "is not ours, but looks like my-shop.example"),
        ("a@my-hsop.example", "is not ours, but looks like my-shop.example"),
        ("a@my-shopp.example", "is not ours"),
        ("a@my.shop.example", "is not ours"),
        ("a@my-shop.example.evil.test", "is not ours"),
        ("a@my-shop-example.com", "is not ours"),
        ("a@my-sh\u043ep.example", "(xn--my-shp-"),
        ("a@p\u0430ypal.example", "p\u0430ypal.example (xn--pypal-4ve.example)"),
        ("a@xn--pypal-4ve.example", "mixes letters of several alphabets"),
        ("a@\u0440\u0430\u0443\u0440\u0430\u04cf.example", "looks like paypal.example"),
    ],
)
def test_signs_when_a_sender_pretends_name_it_in_words(sender: str, piece: str) -> None:
    (sign,) = of(sender)
    assert piece in sign


def test_signs_when_dmarc_passed_believe_our_own_address() -> None:
    assert of("support@my-shop.example", BORDER, PASSED) == ()


def test_signs_when_dmarc_failed_say_so() -> None:
    failed = f"Authentication-Results: {SERVER}; dmarc=fail"
    assert of("anna@example.org", BORDER, failed) == (
        "The sender's domain says that this mail is not genuine (DMARC: fail).",
    )


@pytest.mark.parametrize(
    ("reply_to", "pieces"),
    [
        ("anna@example.org", ()),
        ("office@mail.example.org", ()),
        ("eve@evil.example", ("would go to eve@evil.example",)),
        ("support@my-shop.example", ("would come back to our own address",)),
        ("a@x.example, b@y.example", ("a@x.example", "b@y.example")),
        (", ".join(f"a{n}@x{n}.example" for n in range(99)), ("a0@", "a1@", "a2@")),
    ],
)
def test_signs_when_answers_would_go_elsewhere_say_where(
    reply_to: str, pieces: tuple[str, ...]
) -> None:
    found = of("anna@example.org", f"Reply-To: {reply_to}")
    assert len(found) == len(pieces)
    assert all(piece in sign for piece, sign in zip(pieces, found, strict=True))


@pytest.mark.parametrize("sender", ["Anna Berg", "undisclosed:;", '"bob@evil.example"@x.example'])
def test_signs_when_no_address_is_usable_show_what_is_written(sender: str) -> None:
    assert of(sender) == (f"Its sender has no usable address: {sender}",)


@pytest.mark.parametrize("sender", ["MAILER-DAEMON", "Mail Delivery System <MAILER-DAEMON>"])
def test_signs_when_the_mail_system_writes_without_address_are_none(sender: str) -> None:
    assert of(sender) == ()


def test_signs_when_several_from_fields_stand_say_so() -> None:
    assert of("eve@evil.example", "From: anna@example.org") == ("It names more than one sender.",)


def test_signs_when_fields_are_as_long_as_they_may_be_stay_fast() -> None:
    started = time.process_time()
    for piece in ("(", '"', "\\", "dmarc=pass;", "a@", "by "):
        value = piece * 4_000
        of(f'"{value}" <a@example.org>', BORDER, f"Authentication-Results: {SERVER}; {value}")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("domain", "owned"),
    [
        ("mail.shop.de", "shop.de"),
        ("shop.de", "shop.de"),
        ("a.b.shop.co.uk", "shop.co.uk"),
        ("x.gv.at", "x.gv.at"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_house_when_asked_is_what_somebody_owns(domain: str, owned: str) -> None:
    assert house(domain) == owned


def test_labels_when_broken_stay_as_they_are() -> None:
    assert readable("xn--99999999999999.example") == "xn--99999999999999.example"
    assert readable("xn--bcher-kva.example") == "bücher.example"
    assert ascii_form("Bücher.example") == "xn--bcher-kva.example"


def test_alphabets_when_they_meet_in_one_label_only_are_a_mixture() -> None:
    assert mixes_alphabets("p\u0430ypal.example")
    assert not mixes_alphabets("почта.example")
    assert not mixes_alphabets("日本テストabc.example")
    assert not imitates_ascii("почта.example")
    assert imitates_ascii("\u0445\u043e\u0440.example")
    assert not imitates_ascii("\u0445\u043e\u0440.\u0440\u0444")
    assert skeleton("g\u043e\u043egle") == skeleton("g00gle") == "google"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("abc", "abc", False),
        ("abc", "abd", True),
        ("abc", "ab", True),
        ("abc", "xabc", True),
        ("abc", "acb", True),
        ("abcd", "badc", False),
        ("abc", "abcde", False),
        ("abc", "axd", False),
        ("", "a", True),
    ],
)
def test_nearness_when_measured_allows_one_letter(one: str, other: str, *, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near
