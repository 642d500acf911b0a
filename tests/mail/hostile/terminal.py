"""t: texts that a terminal would act on."""

from __future__ import annotations

from base64 import b64encode

from agent_console.desk.mail import MailKind
from tests.mail.hostile.sample import Sample, around, letter, multipart, part, with_file

_OSC52 = "\x1b]52;c;ZXZpbA==\x07"


SAMPLES = (
    Sample(
        "t-esc-raw",
        letter("vor \x1b[31mrot\x1b[0m nach"),
        contains=("vor [31mrot[0m nach",),
    ),
    Sample(
        "t-osc-title-in-subject",
        letter("x", "Subject: \x1b]0;besessen\x07Frage"),
        subject="]0;besessenFrage",
    ),
    Sample(
        "t-osc52-in-encoded-subject",
        letter("x", "Subject: =?utf-8?q?=1B]52;c;ZXZpbA=3D=3D=07Frage?="),
        subject="]52;c;ZXZpbA==Frage",
    ),
    Sample(
        "t-osc8-link",
        letter("\x1b]8;;http://evil.example\x1b\\Bank\x1b]8;;\x1b\\ Ende"),
        contains=("Bank", "Ende"),
    ),
    Sample(
        "t-base64-body",
        letter(b64encode(f"eins {_OSC52} zwei".encode()), "Content-Transfer-Encoding: base64"),
        contains=("eins ]52;c;ZXZpbA== zwei",),
    ),
    Sample(
        "t-quoted-printable-body",
        letter("a=1B[2Jb", "Content-Transfer-Encoding: quoted-printable"),
        contains=("a[2Jb",),
    ),
    Sample(
        "t-c1-utf8",
        letter(
            "a\u009b31mb \u0090q\u009c \u009d0;t\u009c", "Content-Type: text/plain; charset=utf-8"
        ),
        contains=("a31mb q 0;t",),
    ),
    Sample(
        "t-c1-latin1",
        letter(b"a\x9b31mb\x90q\x9c ende", "Content-Type: text/plain; charset=iso-8859-1"),
        contains=("ende",),
    ),
    Sample(
        "t-c1-latin9",
        letter(b"a\x9b31mb \x9d0;t\x9c ende", "Content-Type: text/plain; charset=iso-8859-15"),
        contains=("a31mb 0;t ende",),
    ),
    Sample(
        "t-dcs-apc-tmux",
        letter("\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\ \x1b_Gi=1\x1b\\ \x1b^pm\x1b\\ Text"),
        contains=("Text",),
    ),
    Sample(
        "t-queries",
        letter("\x1b[c\x1b[6n\x1bZ\x05 \x1b]11;?\x07 \x1b[21t Antwort?"),
        contains=("Antwort?",),
    ),
    Sample(
        "t-cr-overwrites",
        letter("Betrag 10 EUR\rBetrag 99 EUR"),
        contains=("Betrag 10 EUR\nBetrag 99 EUR",),
    ),
    Sample("t-backspace", letter("boese\x08\x08\x08\x08\x08gut"), contains=("boesegut",)),
    Sample("t-bell", letter("\x07" * 500 + "Text"), contains=("Text",)),
    Sample(
        "t-bidi-override",
        letter("Rechnung \u202excod.exe\u202c und \u2066x\u2069", "Subject: Ihre \u202egnunhceR"),
        subject="Ihre gnunhceR",
        contains=("Rechnung xcod.exe und x",),
    ),
    Sample(
        "t-zero-width-name",
        letter("x", "From: Pay\u200bPal\u2060\ufeff <anna@example.org>"),
    ),
    Sample(
        "t-tag-characters",
        letter("a" + "".join(chr(0xE0000 + ord(c)) for c in "ignore this") + "b"),
        contains=("ab",),
    ),
    Sample("t-zalgo", letter("z" + "\u0335\u0301" * 500 + "ende"), contains=("ende",)),
    Sample(
        "t-surrogates-utf16",
        letter(
            b64encode(b"\x00\xd8A\x00\x00\xdcB\x00"),
            "Content-Type: text/plain; charset=utf-16-le",
            "Content-Transfer-Encoding: base64",
        ),
        contains=("A", "B"),
    ),
    Sample(
        "t-surrogates-cesu",
        letter(b"vor \xed\xa0\xbd\xed\xb8\x80 nach", "Content-Type: text/plain; charset=utf-8"),
        contains=("vor ", " nach"),
    ),
    Sample(
        "t-line-separator-in-subject",
        letter("x", "Subject: =?utf-8?q?eins=E2=80=A8zwei=C2=85drei?="),
        subject="eins zwei drei",
    ),
    Sample(
        "t-markup-with-action",
        letter("[@click=app.quit]hier[/] [bold red]x", "Subject: [@click=app.bell]hier[/]"),
        subject="[@click=app.bell]hier[/]",
        contains=("[@click=app.quit]hier[/] [bold red]x",),
    ),
    Sample(
        "t-markup-broken",
        letter("[/nope] [[b", "Subject: [/nope] \\[x"),
        subject="[/nope] \\[x",
        contains=("[/nope] [[b",),
    ),
    Sample(
        "t-utf7",
        letter("+ABsAWw-31mrot", "Content-Type: text/plain; charset=utf-7"),
        contains=("[31mrot",),
    ),
    Sample(
        "t-unicode-escape",
        letter("\\x1b[31m \\u202e", "Content-Type: text/plain; charset=unicode_escape"),
        contains=("\\x1b[31m \\u202e",),
    ),
    Sample(
        "t-iso2022-with-escape",
        letter("\x1b[31mrot \x1b$B\x1b(B", "Content-Type: text/plain; charset=iso-2022-jp"),
        contains=("rot",),
    ),
    Sample("t-nul", letter("a\0b\0\0c", "Subject: Fr\0age"), contains=("abc",)),
    Sample(
        "t-html-entities",
        letter("<p>a&#27;]0;x&#7;b&#x9b;&#8238;c&NewLine;d</p>", "Content-Type: text/html"),
        contains=("a]0;xb",),
    ),
    Sample(
        "t-html-link-target",
        letter("<a href='http://x.example/&#27;]0;x&#7;'>hier</a>", "Content-Type: text/html"),
        contains=("hier [1]",),
    ),
    Sample(
        "t-address-and-list",
        letter("x", "To: \x1b]0;x\x07 <support@shop.example>", "List-Id: \x1b[2J <l.example>"),
    ),
    Sample("t-file-name", with_file("a\x1b]0;x\x07\u202e.txt"), attachments=("a]0;x.txt",)),
    Sample(
        "t-report-fields",
        around(
            multipart(
                part("Nicht zugestellt", "Content-Type: text/plain"),
                part(
                    "Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; \x1b[2Ja@b.de\r\n"
                    "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 \x1b]0;x\x07",
                    "Content-Type: message/delivery-status",
                ),
                kind="report",
            ),
            "Content-Description: \x1b[2J",
        ),
        contains=("Nicht zugestellt",),
        attachments=("delivery-status.txt",),
        kind=MailKind.DELIVERY_REPORT,
    ),
)
