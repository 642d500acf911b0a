"""f: attachments whose name or content wants to go somewhere else."""

from __future__ import annotations

import io
import zipfile

from tests.mail.hostile.sample import MANY, PLAIN, Sample, around, multipart, part, with_file


def _named(name: str, written: str | bytes, shown: str) -> Sample:
    return Sample(name, with_file(written), attachments=(shown,))


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", b"\0" * 3_000_000)
    return with_file("bombe.zip", packed.getvalue(), "application/zip")


def _files(names: tuple[str, ...]) -> bytes:
    parts = [
        part(
            "x", "Content-Type: application/pdf", f'Content-Disposition: attachment; filename="{n}"'
        )
        for n in names
    ]
    return around(multipart(PLAIN, *parts))


SAMPLES = (
    _named("f-traversal", "../../../etc/passwd", "passwd"),
    _named("f-absolute", "/etc/cron.d/job", "job"),
    _named("f-windows-path", "C:\\Windows\\system32\\a.dll", "a.dll"),
    _named("f-reserved", "CON.txt", "_CON.txt"),
    _named("f-reserved-with-stream", "a.txt:evil.exe", "a.txt_evil.exe"),
    _named("f-like-an-option", "--output=x", "_--output=x"),
    _named("f-shell", "$(rm -rf ~);`x`|y&.txt", "$(rm -rf ~);`x`_y&.txt"),
    _named("f-control", "a\x00\x07\x7fb.txt", "ab.txt"),
    _named("f-2000-letters", "ü" * 1_900 + ".pdf", "ü" * 98 + ".pdf"),
    _named("f-only-dots", "...", "attachment-1.txt"),
    _named("f-hidden", ".ssh", "ssh"),
    _named("f-tilde", "~root", "root"),
    _named("f-bidi", "rechnung\u202efdp.exe", "rechnungfdp.exe"),
    _named("f-zero-width", "rech\u200bnung.pdf", "rechnung.pdf"),
    _named("f-only-blanks", " \u3000 ", "attachment-1.txt"),
    Sample(
        "f-same-name",
        _files(("a.pdf", "A.pdf", "a.pdf")),
        attachments=("a.pdf", "A.pdf", "a.pdf"),
    ),
    Sample(
        "f-two-names",
        around(
            multipart(
                PLAIN,
                part(
                    "x",
                    'Content-Type: application/pdf; name="a.exe"',
                    'Content-Disposition: attachment; filename="a.pdf"; filename="b.exe"',
                ),
            )
        ),
        attachments=("a.pdf",),
    ),
    Sample(
        "f-type-lies", with_file("bild.png", "MZ\x90\x00", "image/png"), attachments=("bild.png",)
    ),
    Sample("f-zip-bomb", _zip_bomb, attachments=("bombe.zip",)),
    Sample(
        "f-1000-files",
        lambda: _files(tuple(f"{number}.pdf" for number in range(1_000))),
        attachments=tuple(f"{number}.pdf" for number in range(499)),
        notes=(MANY,),
    ),
    Sample(
        "f-size-lies",
        around(
            multipart(
                PLAIN,
                part(
                    "kurz",
                    "Content-Type: application/pdf",
                    "Content-Disposition: attachment; filename=a.pdf; size=99999999999",
                ),
            )
        ),
        attachments=("a.pdf",),
    ),
    Sample(
        "f-desktop-entry",
        with_file("rechnung.desktop", "[Desktop Entry]\nExec=x", "application/x-desktop"),
        attachments=("rechnung.desktop",),
    ),
    Sample(
        "f-mail-with-evil-subject",
        around(multipart(PLAIN, part("Subject: ../../x\r\n\r\ny", "Content-Type: message/rfc822"))),
        attachments=("_-..-x.eml",),
    ),
)
