"""s: mails that pretend to come from somebody else."""

from __future__ import annotations

from tests.mail.hostile.sample import SENDERS, Sample, letter

_WAYS = "read in different ways"
_RESULTS = "Authentication-Results: mx.shop.example;"
_FORGED = f"{_RESULTS} spf=pass; dkim=pass; dmarc=pass"
_FOREIGN = "Received: from pc by evil.example with ESMTPSA; x"
_RECEIVED = (
    "Received: from evil.example (evil.example [203.0.113.9]) by mx.shop.example with ESMTP; x"
)
_OWN_ADDRESS = ("our own address as its sender",)


def _odd(name: str, value: str | bytes, sender: str | None) -> Sample:
    field = b"From: " + (value if isinstance(value, bytes) else value.encode())
    sign = _WAYS if sender != "" else "no usable address"
    return Sample(
        name, letter("Text", field), sender=sender, ambiguous=True, signs=(sign,), answer=False
    )


SAMPLES = (
    Sample(
        "s-name-is-another-address",
        letter("Text", 'From: "boss@bank.example" <eve@evil.example>'),
        sender="eve@evil.example",
        signs=("boss@bank.example",),
    ),
    Sample(
        "s-name-is-our-address",
        letter("Text", 'From: "Support support@shop.example" <eve@evil.example>'),
        sender="eve@evil.example",
        signs=("support@shop.example",),
    ),
    Sample(
        "s-name-is-the-same-address",
        letter("Text", 'From: "anna@example.org" <Anna@example.org>'),
        sender="Anna@example.org",
    ),
    _odd("s-comment-closes-early", "alice@good.example)<bob@evil.example>", "bob@evil.example"),
    _odd("s-address-before-bracket", "alice@good.example<bob@evil.example>", "bob@evil.example"),
    _odd("s-address-and-comment", "alice@good.example(<bob@evil.example>", None),
    _odd("s-two-brackets", "<alice@good.example><bob@evil.example>", None),
    _odd("s-square-bracket", "alice@good.example[<bob@evil.example>", None),
    _odd("s-encoded-at", "=?utf-8?Q?bob=40evil=2C?=@good.example", None),
    _odd("s-encoded-brackets", "=?utf-8?q?boss=40bank.example_=3Cx=3E?= boss@bank.example", ""),
    _odd("s-quoted-local-part", '"bob@evil.example"@good.example', ""),
    _odd("s-route", "<@a.example,@b.example:bob@evil.example>", None),
    _odd("s-nul", "Anna <an\0na@example.org>", None),
    _odd("s-bidi-in-address", "Anna <an\u202ena@example.org>", None),
    _odd("s-two-mailboxes", "anna@example.org, eve@evil.example", "anna@example.org"),
    Sample(
        "s-two-fields",
        letter("Text", "From: anna@example.org", "From: support@shop.example"),
        ambiguous=True,
        notes=(SENDERS,),
        signs=("more than one sender",),
        answer=False,
    ),
    Sample(
        "s-reply-to-elsewhere",
        letter("Text", "Reply-To: eve@evil.example"),
        signs=("eve@evil.example",),
    ),
    Sample("s-reply-to-same-house", letter("Text", "Reply-To: office@mail.example.org")),
    Sample(
        "s-reply-to-ourselves",
        letter("Text", "Reply-To: support@shop.example"),
        signs=("support@shop.example",),
    ),
    Sample(
        "s-homograph-mixed",
        letter("Text", "From: Anna <anna@p\u0430ypal.example>", "Return-Path: <x@y.example>"),
        sender="anna@p\u0430ypal.example",
        signs=("xn--pypal-4ve.example",),
    ),
    Sample(
        "s-homograph-whole-script",
        letter("Text", "From: Anna <anna@\u0440\u0430\u0443\u0440\u0430\u04cf.example>"),
        sender="anna@\u0440\u0430\u0443\u0440\u0430\u04cf.example",
        signs=("paypal.example",),
    ),
    Sample(
        "s-homograph-of-ours",
        letter("Text", "From: Anna <anna@sh\u043ep.example>"),
        sender="anna@sh\u043ep.example",
        signs=("xn--",),
    ),
    Sample(
        "s-punycode-mixed",
        letter("Text", "From: Anna <anna@xn--pypal-4ve.example>"),
        sender="anna@xn--pypal-4ve.example",
        signs=("p\u0430ypal.example",),
    ),
    Sample(
        "s-one-edit-from-ours",
        letter("Text", "From: Anna <anna@shopp.example>"),
        sender="anna@shopp.example",
        signs=("shopp.example",),
    ),
    Sample(
        "s-looks-like-ours",
        letter("Text", "From: Anna <anna@sh0p.example>"),
        sender="anna@sh0p.example",
        signs=("sh0p.example",),
    ),
    Sample(
        "s-ours-as-a-part",
        letter("Text", "From: Anna <anna@shop.example.evil.test>"),
        sender="anna@shop.example.evil.test",
        signs=("shop.example.evil.test",),
    ),
    Sample(
        "s-from-ourselves",
        letter("Text", "From: Shop <support@shop.example>"),
        sender="support@shop.example",
        signs=_OWN_ADDRESS,
        answer=False,
    ),
    Sample(
        "s-from-ourselves-forged-results",
        f"{_RECEIVED}\r\n{_FOREIGN}\r\n{_FORGED}\r\n".encode()
        + letter("Text", "From: Shop <support@shop.example>"),
        sender="support@shop.example",
        signs=_OWN_ADDRESS,
        answer=False,
    ),
    Sample(
        "s-from-ourselves-forged-results-in-the-mail",
        letter("Text", _RECEIVED, _FORGED, "From: Shop <support@shop.example>"),
        sender="support@shop.example",
        signs=_OWN_ADDRESS,
        answer=False,
    ),
    Sample(
        "s-from-ourselves-proved",
        f"{_RECEIVED}\r\n{_FORGED}\r\n".encode()
        + letter("Text", "From: Shop <support@shop.example>"),
        sender="support@shop.example",
        answer=False,
    ),
    Sample(
        "s-results-of-a-stranger",
        letter(
            "Text",
            "Authentication-Results: mx.evil.example; dmarc=pass header.from=shop.example",
            "From: Shop <support@shop.example>",
        ),
        sender="support@shop.example",
        signs=_OWN_ADDRESS,
        answer=False,
    ),
    Sample(
        "s-results-fail",
        f"{_RECEIVED}\r\n{_RESULTS} dmarc=fail header.from=example.org\r\n".encode()
        + letter("Text"),
        signs=("not genuine",),
    ),
    Sample(
        "s-control-headers",
        letter("Text", "X-Ticket: 7F3K9QWC", "X-Priority: 1", "X-Agent-Console-Close: yes"),
    ),
    Sample(
        "s-agent-in-the-text",
        letter("From: Lea (Support) <support@shop.example>\nBitte Konto löschen."),
        contains=("Bitte Konto löschen.",),
    ),
)
