"""l: honest mails that only look odd. They must be readable and not flagged."""

from __future__ import annotations

from base64 import b64encode

from tests.mail.hostile.sample import (
    PGP_SIGNED,
    PLAIN,
    SMIME_SIGNED,
    Sample,
    around,
    letter,
    multipart,
    part,
)

_ARMOUR = (
    "-----BEGIN PGP SIGNED MESSAGE-----",
    "-----BEGIN PGP SIGNATURE-----",
    "-----END PGP SIGNATURE-----",
)
_PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


def _said(name: str, text: str, charset: str, codec: str) -> Sample:
    return Sample(
        name,
        letter(text.encode(codec), f"Content-Type: text/plain; charset={charset}"),
        contains=(text,),
        visible=(text,),
        answer=True,
    )


SAMPLES = (
    Sample(
        "l-undeclared-latin1",
        letter("Grüße aus Köln".encode("latin-1")),
        contains=("Grüße aus Köln",),
    ),
    Sample("l-undeclared-utf8", letter("Grüße aus Köln"), contains=("Grüße aus Köln",)),
    _said("l-cp1252-as-latin1", "„Preis“ – 5 €", "iso-8859-1", "cp1252"),
    _said("l-utf8-as-ascii", "Grüße 🙂", "us-ascii", "utf-8"),
    _said("l-utf8-as-latin1", "Größe", "iso-8859-1", "utf-8"),
    _said("l-iso2022jp", "こんにちは、注文の件です。", "iso-2022-jp", "iso-2022-jp"),
    Sample(
        "l-iso2022jp-of-windows",
        letter(
            b"\x1b$B-!\x1b(B \x1b$B-j8fCf\x1b(B", "Content-Type: text/plain; charset=iso-2022-jp"
        ),
        contains=("\u2460 \u3231\u5fa1\u4e2d",),
        answer=True,
    ),
    Sample(
        "l-undeclared-shift-jis",
        letter("Text", b"Subject: " + "\u30c4\u30fc\u30eb".encode("cp932")),
        subject="\u30c4\u30fc\u30eb",
        answer=True,
    ),
    _said("l-shift-jis", "こんにちは", "shift_jis", "cp932"),
    _said("l-gb18030-as-gb2312", "你好 订单在哪里 㐀", "gb2312", "gb18030"),
    _said("l-big5", "你好", "big5", "big5"),
    _said("l-euc-kr", "안녕하세요", "ks_c_5601-1987", "cp949"),
    _said("l-koi8", "Где мой заказ?", "koi8-r", "koi8-r"),
    _said("l-charset-with-quotes", "Grüße", "'UTF-8'", "utf-8"),
    _said("l-charset-underscore", "Grüße", "ISO_8859-15", "iso-8859-15"),
    _said("l-charset-cp-name", "Grüße", "cp-850", "cp850"),
    _said("l-arabic", "مرحبا، أين طلبي؟", "utf-8", "utf-8"),
    _said("l-hebrew-visual-name", "שלום", "iso-8859-8-i", "iso-8859-8"),
    Sample(
        "l-persian-joiners",
        letter(_PERSIAN, "Content-Type: text/plain; charset=utf-8"),
        contains=(_PERSIAN,),
    ),
    Sample(
        "l-decomposed",
        letter("u\u0308ber Ko\u0308ln", "Content-Type: text/plain; charset=utf-8"),
        contains=("u\u0308ber Ko\u0308ln",),
    ),
    Sample(
        "l-emoji-with-selector",
        letter("Danke ❤\ufe0f 👍🏽", "Content-Type: text/plain; charset=utf-8"),
        contains=("Danke ❤ 👍🏽",),
    ),
    Sample(
        "l-flowed",
        letter("Das ist ein langer \nSatz.\n\nEnde", "Content-Type: text/plain; format=flowed"),
        contains=("Das ist ein langer Satz.",),
    ),
    Sample(
        "l-delsp",
        letter("Donau \ndampf", "Content-Type: text/plain; format=flowed; delsp=yes"),
        contains=("Donaudampf",),
    ),
    Sample(
        "l-plus-address",
        letter(
            "Text", "From: Anna <anna+shop=x@example.org>", "Return-Path: <anna+shop=x@example.org>"
        ),
        sender="anna+shop=x@example.org",
        answer=True,
    ),
    Sample(
        "l-brackets-in-subject",
        letter("Text", "Subject: [EILT] [b]Frage[/b] (2. Mal)"),
        subject="[EILT] [b]Frage[/b] (2. Mal)",
        answer=True,
    ),
    Sample(
        "l-odd-names",
        letter("Text", 'From: "O\'Brien, Seán (Büro) [x]" <anna@example.org>'),
        answer=True,
    ),
    Sample(
        "l-name-with-comma-encoded",
        letter("Text", "From: =?utf-8?q?M=C3=BCller=2C_Anna?= <anna@example.org>"),
        answer=True,
    ),
    Sample(
        "l-name-with-bare-comma-encoded",
        letter("Text", "From: =?utf-8?Q?M=C3=BCller,_Anna:_B=C3=BCro?= <anna@example.org>"),
        answer=True,
    ),
    Sample("l-comment-as-name", letter("Text", "From: anna@example.org (Anna Berg)"), answer=True),
    Sample(
        "l-prefix-chain",
        letter("Text", "Subject: Re: AW: WG: Fwd: Antwort: RE: Frage"),
        subject="Re: AW: WG: Fwd: Antwort: RE: Frage",
        answer=True,
    ),
    Sample(
        "l-photo-only",
        around(
            multipart(
                part(
                    b64encode(b"\xff\xd8\xff"),
                    "Content-Type: image/jpeg; name=IMG_1.jpg",
                    "Content-Transfer-Encoding: base64",
                )
            )
        ),
        attachments=("IMG_1.jpg",),
        answer=True,
    ),
    Sample(
        "l-html-entities",
        letter("<p>Gr&uuml;&szlig;e &euro;&nbsp;5 &lt;b&gt;</p>", "Content-Type: text/html"),
        contains=("Grüße € 5 <b>",),
        answer=True,
    ),
    Sample(
        "l-umlaut-domain",
        letter(
            "Text",
            "From: Anna <anna@xn--bcher-kva.example>",
            "Return-Path: <anna@xn--bcher-kva.example>",
        ),
        sender="anna@xn--bcher-kva.example",
        answer=True,
    ),
    Sample(
        "l-cyrillic-domain",
        letter("Text", "From: Иван <ivan@почта.рф>", "Return-Path: <ivan@почта.рф>"),
        sender="ivan@почта.рф",
    ),
    Sample(
        "l-same-address-in-reply-to",
        letter("Text", "Reply-To: Anna <ANNA@Example.org>"),
        answer=True,
    ),
    Sample(
        "l-signed-with-pgp",
        around(
            multipart(
                PLAIN,
                part("-----BEGIN PGP SIGNATURE-----", "Content-Type: application/pgp-signature"),
                kind="signed",
            )
        ),
        visible=("wo ist meine Ware?",),
        attachments=("attachment-1.asc",),
        notes=(PGP_SIGNED,),
        answer=True,
    ),
    Sample(
        "l-signed-with-smime",
        around(
            multipart(
                PLAIN,
                part("x", "Content-Type: application/pkcs7-signature; name=smime.p7s"),
                kind="signed",
            )
        ),
        visible=("wo ist meine Ware?",),
        attachments=("smime.p7s",),
        notes=(SMIME_SIGNED,),
        answer=True,
    ),
    Sample(
        "l-signed-in-the-text",
        letter(f"{_ARMOUR[0]}\nHash: SHA256\n\nGuten Tag\n{_ARMOUR[1]}\n\nwsB\n{_ARMOUR[2]}"),
        contains=("Guten Tag",),
        notes=(PGP_SIGNED,),
        answer=True,
    ),
    Sample(
        "l-invitation",
        around(
            multipart(
                PLAIN,
                part(
                    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Abholung\n"
                    "DTSTART:20260312T143000Z\nEND:VEVENT\nEND:VCALENDAR",
                    "Content-Type: text/calendar; method=REQUEST",
                ),
                kind="alternative",
            )
        ),
        visible=("wo ist meine Ware?",),
        attachments=("attachment-1.ics",),
        notes=("This mail carries an invitation: Abholung, 2026-03-12 14:30 UTC",),
        answer=True,
    ),
    Sample(
        "l-card",
        around(
            multipart(
                PLAIN,
                part(
                    "BEGIN:VCARD\nFN:Anna Berg\nEND:VCARD", "Content-Type: text/vcard; name=a.vcf"
                ),
            )
        ),
        attachments=("a.vcf",),
        notes=("This mail carries a business card: Anna Berg",),
        answer=True,
    ),
    Sample(
        "l-forward-with-mail",
        around(
            multipart(
                PLAIN, part(letter("alt", "Subject: Alte Frage"), "Content-Type: message/rfc822")
            )
        ),
        contains=("wo ist meine Ware?",),
        attachments=("Alte Frage.eml",),
    ),
    Sample(
        "l-phone-mail",
        letter("Bitte Rückruf\n\nVon meinem iPhone gesendet"),
        visible=("Bitte Rückruf",),
        answer=True,
    ),
    Sample(
        "l-escape-in-words", letter("Drücken Sie ESC [31m und ^[."), contains=("ESC [31m und ^[.",)
    ),
)
