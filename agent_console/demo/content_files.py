"""Small valid files that customers and the shop attach to their mails."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import PurePath

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_DOCX}.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def make_file(name: str) -> tuple[str, bytes]:
    """Return the content type and bytes of a small file fit for ``name`` (pdf, png, docx, txt)."""
    stem = PurePath(name).stem
    match PurePath(name).suffix:
        case ".pdf":
            return "application/pdf", _pdf(f"Nordlicht Leuchten - {stem}")
        case ".png":
            return "image/png", _png(name)
        case ".docx":
            return _DOCX, _docx(stem)
        case ".txt":
            return "text/plain", f"{stem}\r\n\r\nNordlicht Leuchten\r\n".encode()
    raise ValueError(f"no such kind of file: {name!r}")


def _pdf(title: str) -> bytes:
    """One page with one line of text (ISO 32000-1 §7.5)."""
    words = title.replace("\\", "").replace("(", "").replace(")", "").encode("latin-1", "replace")
    drawing = b"BT /F1 18 Tf 72 770 Td (" + words + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    table = bytearray(b"xref\n0 6\n0000000000 65535 f \n")
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += table + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _png(name: str) -> bytes:
    """A soft glow in a colour of its own (PNG, 48 × 48, RGB)."""
    red, green, blue = hashlib.sha256(name.encode()).digest()[:3]
    rows = bytearray()
    for y in range(48):
        rows.append(0)
        for x in range(48):
            light = max(0, 255 - ((x - 24) ** 2 + (y - 20) ** 2) // 3)
            rows += bytes(((red + light) // 2, (green + light) // 2, (blue + light) // 2))
    header = struct.pack(">IIBBBBB", 48, 48, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(rows), 9)),
            (b"IEND", b""),
        )
    )


def _docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _DOCUMENT.format(text)),
        ):
            archive.writestr(zipfile.ZipInfo(path), content)
    return out.getvalue()
