"""h: header blocks that are endless, doubled, broken or hide line ends."""

from __future__ import annotations

from tests.mail.hostile.sample import CUT_HEADER, SENDERS, Sample, letter

_WORD = "=?utf-8?q?x?= "


SAMPLES = (
    Sample(
        "h-recipients-10k",
        lambda: letter("Text", "To: " + ",\r\n ".join(f"k{n}@b.example" for n in range(10_000))),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-line-1mb",
        lambda: letter("Text", "X-Long: " + "a" * 1_000_000),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-subject-1mb",
        lambda: letter("Text", "Subject: " + "ab " * 350_000),
        subject=("ab " * 333)[:998],
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-fields-50k",
        lambda: letter("Text", *[f"X-{number}: y" for number in range(50_000)]),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-encoded-words-20k",
        lambda: letter("Text", "Subject: " + _WORD * 20_000),
        subject=None,
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-comments-10k-nested",
        lambda: letter("Text", "From: " + "(" * 10_000 + "anna@example.org"),
        sender="",
        ambiguous=True,
        contains=("Text",),
        notes=(CUT_HEADER,),
        signs=("no usable address",),
    ),
    Sample(
        "h-folds-20k",
        lambda: letter("Text", "Subject: Frage" + "\r\n " * 20_000),
        contains=("Text",),
    ),
    Sample(
        "h-folds-20k-with-letters",
        lambda: letter("Text", "Subject: Frage" + "\r\n x" * 20_000),
        subject=None,
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-from-twice",
        letter("Text", "From: anna@example.org", "From: eve@evil.example"),
        ambiguous=True,
        notes=(SENDERS,),
        signs=("more than one sender",),
        answer=False,
    ),
    Sample("h-subject-twice", letter("Text", "Subject: Frage", "Subject: Nein")),
    Sample(
        "h-date-twice",
        letter("Text", "Date: Mon, 3 Mar 2025 10:00:00 +0100", "Date: Thu, 1 Jan 1970 00:00:00 +0"),
    ),
    Sample("h-message-id-twice", letter("Text", "Message-ID: <1@a.b>", "Message-ID: <2@a.b>")),
    Sample("h-message-id-missing", letter("Text", without=("Message-ID",))),
    Sample("h-message-id-huge", letter("Text", "Message-ID: <" + "x" * 5_000 + "@a.example>")),
    Sample("h-message-id-without-brackets", letter("Text", "Message-ID: 1@a.example")),
    Sample("h-message-id-same-1", letter("Erster", "Message-ID: <same@a.b>"), contains=("Erster",)),
    Sample(
        "h-message-id-same-2", letter("Zweiter", "Message-ID: <same@a.b>"), contains=("Zweiter",)
    ),
    Sample("h-none-at-all", b"\r\nNur Text", subject="", sender="", contains=("Nur Text",)),
    Sample(
        "h-no-header-block",
        "Hallo, hier fehlt der Kopf.\nGruß".encode(),
        subject="",
        sender="",
        contains=("hier fehlt der Kopf",),
    ),
    Sample(
        "h-references-10k",
        lambda: letter("Text", "References: " + " ".join(f"<{n}@a.b>" for n in range(10_000))),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-rfc2231-10k-pieces",
        lambda: letter(
            "Text", "Content-Type: text/plain;" + "".join(f" name*{n}=x;" for n in range(10_000))
        ),
        contains=("Text",),
        notes=(CUT_HEADER,),
    ),
    Sample(
        "h-rfc2231-odd",
        letter("Text", "Content-Type: text/plain; charset*0*=utf-8''u; charset*99999=x; *=; =*"),
        contains=("Text",),
    ),
    Sample(
        "h-encoded-word-broken",
        letter("Text", "Subject: =?utf-8?q?Gr=C3=BC=C3?= =?utf-8?x?a?= =?utf-8?b?Zm9v"),
        subject="GrüÃ =?utf-8?x?a?= =?utf-8?b?Zm9v",
    ),
    Sample(
        "h-encoded-word-split-inside-a-letter",
        letter("Text", "Subject: =?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?="),
        subject="Grüße",
    ),
    Sample(
        "h-encoded-word-unknown-charset",
        letter("Text", "Subject: =?x-martian?q?Gr=FC=DFe?="),
        subject="Grüße",
    ),
    Sample("h-raw-latin1", letter("Text", b"Subject: Gr\xfc\xdfe"), subject="Grüße"),
    Sample("h-raw-utf8", letter("Text", "Subject: Grüße 🙂"), subject="Grüße 🙂"),
    Sample(
        "h-line-ends-in-encoded-subject",
        letter("Text", "Subject: =?utf-8?q?Frage=0D=0ABcc:_eve@evil.example=0D=0A=0D=0ABoo?="),
        subject="Frage Bcc: eve@evil.example Boo",
    ),
    Sample(
        "h-line-ends-in-encoded-name",
        letter("Text", "From: =?utf-8?q?Anna=0D=0ABcc:_x=40y.example?= <anna@example.org>"),
        signs=("x@y.example",),
    ),
    Sample(
        "h-from-group",
        letter("Text", "From: Team: anna@example.org, b@example.org;"),
        ambiguous=True,
        signs=("read in different ways",),
        answer=False,
    ),
    Sample(
        "h-from-empty-group",
        letter("Text", "From: undisclosed:;"),
        sender="",
        ambiguous=True,
        signs=("no usable address",),
        answer=False,
    ),
    Sample("h-from-missing", letter("Text", without=("From",)), sender="", answer=False),
    Sample(
        "h-from-missing-with-reply-to",
        letter("Text", "Reply-To: Anna <anna@example.org>", without=("From",)),
        ambiguous=True,
        signs=("names no sender",),
        answer=False,
    ),
    Sample(
        "h-from-empty-with-reply-to",
        letter("Text", 'From: "Anna" <>', "Reply-To: anna@example.org"),
        ambiguous=True,
        signs=("names no sender",),
        answer=False,
    ),
    Sample(
        "h-from-quoted-address-only",
        letter("Text", 'From: "anna@example.org"'),
        ambiguous=True,
        signs=("read in different ways",),
        answer=False,
    ),
    Sample(
        "h-from-only-a-name",
        letter("Text", "From: Anna Berg"),
        sender="",
        ambiguous=True,
        signs=("no usable address",),
        answer=False,
    ),
    *(
        Sample(f"h-date-{number}", letter("Text", f"Date: {date}"))
        for number, date in enumerate(
            (
                "",
                "gestern",
                "Mon, 3 Mar 0000 10:00:00 +0000",
                "Fri, 31 Dec 9999 23:59:59 -2359",
                "Mon, 30 Feb 2025 10:00:00 +0000",
                "Mon, 3 Mar 2025 25:61:61 +0000",
                "Mon, 3 Mar 2025 10:00:00 -0000",
                "Mon, 3 Mar 2025 10:00:00 +99999999999",
                "3 Mär 2025 10:00",
                "\x1b[2J" + "9" * 3_000,
                "Mon, 3 Mar 2025 10:00:00 CET",
                "2025-03-03T10:00:00Z",
            ),
            start=1,
        )
    ),
    Sample(
        "h-received-1000",
        lambda: letter("Text", *[f"Received: from a{n} by b{n}; x" for n in range(1_000)]),
        contains=("Text",),
    ),
    Sample(
        "h-names-odd",
        letter("Text", ": ohne Namen", "X Y: z", "=?utf-8?q?X?=: y", "X-\xe4: y"),
        contains=(),
    ),
    Sample(
        "h-continuation-first",
        b" beginnt eingerueckt\r\n" + letter("Text"),
        contains=("Text",),
    ),
    Sample(
        "h-colon-after-blanks",
        letter("Text", "Subject  \t: Frage"),
    ),
)
