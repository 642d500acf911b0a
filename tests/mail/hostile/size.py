"""z: mails of a size that must not cost its multiple in memory. Made when the tests run."""

from __future__ import annotations

from base64 import encodebytes

from tests.mail.hostile.sample import (
    CUT_HEADER,
    LONG,
    MANY,
    PARTIAL,
    PLAIN,
    Sample,
    around,
    letter,
    multipart,
    part,
)

_FETCHED = 256 * 1024


def _attachment(size: int) -> bytes:
    body = encodebytes(b"\x5a" * 57) * (size // 57)
    return around(
        multipart(
            PLAIN,
            part(
                body,
                "Content-Type: application/pdf",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=gross.pdf",
            ),
        )
    )


SAMPLES = (
    Sample(
        "z-text-5mb", lambda: letter("Zeile Text\r\n" * 416_000), contains=("Zeile",), notes=(LONG,)
    ),
    Sample(
        "z-text-100mb-beginning",
        lambda: letter("Zeile Text\r\n" * 30_000)[:_FETCHED],
        contains=("Zeile",),
        notes=(PARTIAL,),
        full_size=100_000_000,
    ),
    Sample(
        "z-attachment-36mb-beginning",
        lambda: _attachment(500_000)[:_FETCHED],
        contains=("wo ist meine Ware?",),
        attachments=("gross.pdf",),
        notes=(PARTIAL,),
        full_size=36_000_000,
    ),
    Sample(
        "z-attachment-20mb",
        lambda: _attachment(15_000_000),
        contains=("wo ist meine Ware?",),
        attachments=("gross.pdf",),
    ),
    Sample(
        "z-parts-200k",
        lambda: around(multipart(PLAIN, *[b"\r\nx"] * 200_000)),
        contains=("wo ist meine Ware?",),
        attachments=(),
        notes=(MANY,),
    ),
    Sample("z-line-10mb", lambda: letter("x" * 10_000_000), contains=("xxx",), notes=(LONG,)),
    Sample(
        "z-header-10mb",
        lambda: letter("Text", "X-Long: " + "y" * 10_000_000),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "z-base64-text-8mb",
        lambda: letter(encodebytes(b"Zeile Text\n" * 550_000), "Content-Transfer-Encoding: base64"),
        contains=("Zeile",),
        notes=(LONG,),
    ),
    Sample(
        "z-html-6mb",
        lambda: letter(
            "<p>Anfang</p>" + "<i>ein Satz mit Wörtern</i> " * 200_000, "Content-Type: text/html"
        ),
        contains=("Anfang",),
        notes=None,
    ),
    Sample(
        "z-nothing-but-line-ends",
        lambda: letter("\r\n" * 5_000_000),
        notes=None,
    ),
    Sample(
        "z-unfinished",
        lambda: around(multipart(PLAIN, part("y" * 3_000_000))[:2_000_000]),
        contains=("wo ist meine Ware?",),
        notes=None,
    ),
)
