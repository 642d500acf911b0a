"""x: shortest mails on which the standard library's reader raises, never ends or eats memory."""

from __future__ import annotations

from tests.mail.hostile.sample import CUT_HEADER, Sample, letter

_UNUSABLE = ("no usable address",)


def _from(name: str, value: str) -> Sample:
    return Sample(
        name,
        letter("Text", f"From: {value}"),
        sender="",
        ambiguous=True,
        contains=("Text",),
        signs=_UNUSABLE,
        answer=False,
    )


def _field(name: str, *fields: str | bytes) -> Sample:
    return Sample(name, letter("Text", *fields), contains=("Text",))


SAMPLES = (
    _from("x-from-a-at", "a@"),
    _from("x-from-dots", ".:.x"),
    _from("x-from-bracket", "x@["),
    _from("x-from-lone-bracket", "<"),
    _from("x-from-lone-quote", '"'),
    _field("x-cc-bracket", "Cc: <"),
    _field("x-to-quote", 'To: "'),
    _field("x-message-id", "Message-ID: <a@"),
    _field("x-to-encoded-line-end", "To: =?utf-8?q?=0D=0Ax?="),
    _field("x-param-star", "Content-Type: text/plain; name*"),
    _field("x-param-long-name", "Content-Type: text/plain; " + "x" * 90 + "=y"),
    _field("x-comments-in-type", "Content-Type: text/plain" + "(" * 250),
    _field("x-date-raw", b"Date: \xe4\xf6\xfc"),
    _field("x-charset-empty", "Content-Type: text/plain; charset"),
    _field("x-charset-utf8mb4", "Content-Type: text/plain; charset=utf8mb4"),
    _field("x-charset-cp-850", "Content-Type: text/plain; charset=cp-850"),
    _field("x-charset-8bit", "Content-Type: text/plain; charset=8bit"),
    _field("x-charset-nul", "Content-Type: text/plain; charset=utf\0-8"),
    _field("x-charset-base64-codec", "Content-Type: text/plain; charset=base64_codec"),
    _field("x-charset-idna", "Content-Type: text/plain; charset=idna"),
    _field("x-charset-undefined", "Content-Type: text/plain; charset=undefined"),
    Sample(
        "x-charset-punycode-200k",
        lambda: letter("a" * 200_000 + "-b", "Content-Type: text/plain; charset=punycode"),
        contains=("aaa",),
    ),
    Sample(
        "x-semicolons-100k",
        lambda: letter("Text", "Content-Disposition: inline" + ";" * 100_000),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "x-escaped-quotes-16k",
        lambda: letter("Text", 'From: "' + '\\"' * 8_000 + '" <anna@example.org>'),
        sender=None,
        ambiguous=True,
        notes=(CUT_HEADER,),
        signs=_UNUSABLE,
    ),
    Sample(
        "x-quotes-storm",
        lambda: letter("Text", "Content-Type: text/plain; a=" + '"' * 4_000),
        contains=("Text",),
    ),
    Sample(
        "x-outlook-long-message-id",
        letter(
            "Text",
            "Message-ID: <AM0PR05MB1234567890ABCDEF1234567890ABCDEF12345678901234567890@AM0PR05MB"
            "1234.eurprd05.prod.outlook.com>",
        ),
        contains=("Text",),
    ),
    Sample(
        "x-acknowledgement-reflector",
        letter(
            "Buy cheap things at http://spam.example",
            'From: "Buy now http://spam.example" <victim@else.example>',
            "Return-Path: <bounce@spam.example>",
        ),
        sender="victim@else.example",
        answer=False,
    ),
    Sample(
        "x-folder-delivery",
        letter("{}", "To: support+AgentConsole@shop.example"),
        answer=False,
    ),
    Sample(
        "x-domain-raw-utf8",
        letter("Text", "From: Anna <anna@bücher.example>"),
        sender="anna@bücher.example",
    ),
    _field("x-content-id", "Content-ID: <<<"),
    _field("x-received-odd", "Received: \xff;;;("),
)
