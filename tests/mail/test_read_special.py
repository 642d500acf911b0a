"""What a mail carries besides text: invitations, cards, Outlook's container, PGP and S/MIME."""

from __future__ import annotations

import time
from base64 import encodebytes
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from agent_console.mail.cards import calendar_entry, card_name
from agent_console.mail.cms import signed_content
from agent_console.mail.read import attachment_bytes, read_mail
from agent_console.mail.tnef import names_in_tnef
from tests.mail.test_read_parts import PLAIN, multipart

EVENT = (
    "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VTIMEZONE\r\nDTSTART:16010101T000000\r\n"
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nSUMMARY;LANGUAGE=de:Abholung\\, zweiter Ver\r\n such\r\n"
    "DTSTART;TZID=Europe/Berlin:20260312T143000\r\nLOCATION:Lager\\nTor 2\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nSUMMARY:Anderes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
WHAT = "Abholung, zweiter Versuch, 2026-03-12 14:30 Europe/Berlin, Lager Tor 2"
INSIDE = (
    b"Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\n"
    b"Guten Tag, signiert.\r\n--i\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n"
    b"PDF\r\n--i--\r\n"
)


def calendar(method: str) -> bytes:
    return f"Content-Type: text/calendar; method={method}\n\n{EVENT.format(method=method)}".encode()


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("REQUEST", f"This mail carries an invitation: {WHAT}"),
        ("CANCEL", f"This mail calls off an appointment: {WHAT}"),
        ("REPLY", f"This mail answers an invitation: {WHAT}"),
        ("PUBLISH", f"This mail carries a calendar entry: {WHAT}"),
    ],
)
def test_notes_when_a_calendar_entry_is_attached_tell_what_it_is(method: str, words: str) -> None:
    assert read_mail(multipart(PLAIN, calendar(method))).notes == (words,)
    assert read_mail(calendar(method)).notes == (words,)


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("DTSTART:20260312T143000Z", "2026-03-12 14:30 UTC"),
        ("DTSTART;VALUE=DATE:20260312", "2026-03-12"),
        ("DTSTART:20260312T143000", "2026-03-12 14:30"),
        ('DTSTART;TZID="W. Europe":20260312T1430', "2026-03-12 14:30 W. Europe"),
        (
            'DTSTART;X=1;TZID="(GMT+01:00) Berlin":20260312T1430',
            "2026-03-12 14:30 (GMT+01:00) Berlin",
        ),
        ("DTSTART:soon", ""),
        ("dtstart:20260312", "2026-03-12"),
    ],
)
def test_calendar_when_start_is_written_in_any_form_shows_it(start: str, shown: str) -> None:
    assert calendar_entry(f"BEGIN:VEVENT\n{start}\nEND:VEVENT") == ("", shown)


@pytest.mark.parametrize(
    ("card", "name"),
    [
        ("FN:Anna Berg", "Anna Berg"),
        ("item1.FN;CHARSET=utf-8:Anna Berg", "Anna Berg"),
        ("ORG:Berg\\; Söhne", "Berg; Söhne"),
        ("FN:\nEMAIL:a@b.de", "a@b.de"),
        ("FN:A\x1b]0;x\x07", "A]0;x"),
        ("nothing", ""),
    ],
)
def test_card_when_it_bears_a_name_shows_it(card: str, name: str) -> None:
    assert card_name(f"BEGIN:VCARD\n{card}\nEND:VCARD") == name


def test_notes_when_a_card_is_attached_under_any_type_name_it() -> None:
    words = ("This mail carries a business card: Anna Berg",)
    card = b"\n\nBEGIN:VCARD\nFN:Anna Berg\nEND:VCARD"
    assert read_mail(multipart(PLAIN, b"Content-Type: text/x-vcard" + card)).notes == words
    unknown = b"Content-Type: application/octet-stream; name=Anna.VCF" + card
    assert read_mail(multipart(PLAIN, unknown)).notes == words


def tnef(*attributes: tuple[int, bytes]) -> bytes:
    body = b"".join(
        b"\x02" + kind.to_bytes(4, "little") + len(value).to_bytes(4, "little") + value + b"\0\0"
        for kind, value in attributes
    )
    return b"\x78\x9f\x3e\x22\x01\x00" + body


RENDERING, TITLE, PROPERTIES, CODEPAGE = 0x00069002, 0x00018010, 0x00069005, 0x00069007
LONG = "Längere Rechnung.pdf".encode("utf-16-le") + b"\0\0"
LONG_NAME = b"\x1f\x00\x07\x37\x01\0\0\0" + len(LONG).to_bytes(4, "little") + LONG


def test_tnef_when_files_are_in_it_gives_their_names() -> None:
    data = tnef(
        (CODEPAGE, (1252).to_bytes(8, "little")),
        (TITLE, b"no file yet\0"),
        (RENDERING, b"x" * 14),
        (TITLE, b"Gr\xfc\xdfe.doc\0"),
        (RENDERING, b""),
        (TITLE, b"LANGER~1.PDF\0"),
        (PROPERTIES, b"\x01\0\0\0" + LONG_NAME),
        (RENDERING, b""),
        (TITLE, b"third.txt\0"),
        (PROPERTIES, b"\x1e\x00\x07\x37\x01\0\0\0\x09\0\0\0real.txt\0"),
    )
    assert names_in_tnef(data) == ("Grüße.doc", "Längere Rechnung.pdf", "real.txt")
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\n"
    part = head + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(data)
    assert read_mail(multipart(PLAIN, part)).notes == (
        "This mail carries an Outlook container (winmail.dat) with: "
        "Grüße.doc, Längere Rechnung.pdf, real.txt",
    )


def test_tnef_when_its_name_is_written_in_pieces_is_known_by_it() -> None:
    head = b"Content-Type: application/octet-stream\nContent-Disposition: attachment; "
    part = head + b"filename*0=winm; filename*1=ail.dat\n\nx"
    (note,) = read_mail(multipart(PLAIN, part)).notes
    assert note == "This mail carries an Outlook container (winmail.dat)."


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_tnef_when_damaged_gives_what_is_left(cut: int) -> None:
    data = tnef((RENDERING, b""), (TITLE, b"a.txt\0"), (RENDERING, b""), (TITLE, b"b.txt\0"))
    names = names_in_tnef(data[:cut])
    assert names == ("a.txt", "b.txt")[: len(names)]


@given(st.binary(max_size=300))
def test_tnef_and_cms_when_bytes_are_any_never_fail(data: bytes) -> None:
    names_in_tnef(b"\x78\x9f\x3e\x22\x01\x00" + data)
    signed_content(data)
    signed_content(der(0x30, der(6, SIGNED_DATA) + b"\xa0\x80" + data))


def test_tnef_and_cms_when_made_to_be_slow_stay_fast() -> None:
    started = time.process_time()
    names_in_tnef(tnef(*[(RENDERING, b"")] * 100_000))
    for piece in (b"\x30\x80", b"\x24\x80", b"\x04\x00", b"\x30\x84\xff\xff\xff\xff", b"\x04\x01x"):
        signed_content(der(0x30, der(6, SIGNED_DATA) + b"\xa0\x80" + piece * 300_000))
    assert time.process_time() - started < 3


SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
DATA = bytes.fromhex("2a864886f70d010701")
ENVELOPED = bytes.fromhex("2a864886f70d010703")


def der(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    size = (len(content).bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + len(content).to_bytes(size) + content


def ber(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x80)) + content + b"\0\0"


def container(octets: bytes, *, kind: bytes = SIGNED_DATA, open_ended: bool = False) -> bytes:
    make = ber if open_ended else der
    inner = make(0x30, der(6, DATA) + make(0xA0, octets))
    signed = make(0x30, der(2, b"\1") + der(0x31, b"") + inner + der(0x31, b"xx"))
    return make(0x30, der(6, kind) + make(0xA0, signed))


@pytest.mark.parametrize("open_ended", [False, True])
def test_cms_when_signed_gives_the_mail_inside(*, open_ended: bool) -> None:
    pieces = b"".join(der(4, INSIDE[at : at + 50]) for at in range(0, len(INSIDE), 50))
    in_pieces = (ber if open_ended else der)(0x24, pieces)
    assert signed_content(container(der(4, INSIDE), open_ended=open_ended)) == INSIDE
    assert signed_content(container(in_pieces, open_ended=open_ended)) == INSIDE


def test_cms_when_encrypted_or_damaged_gives_nothing() -> None:
    assert signed_content(container(der(4, INSIDE), kind=ENVELOPED)) is None
    assert signed_content(container(der(2, INSIDE))) is None
    assert signed_content(b"") is None
    assert signed_content(b"not ASN.1") is None


def smime(data: bytes, smime_type: str = "") -> bytes:
    kind = f"; smime-type={smime_type}" if smime_type else ""
    head = f"Content-Type: application/pkcs7-mime{kind}; name=smime.p7m\n".encode()
    return head + b"Content-Transfer-Encoding: base64\n\n" + encodebytes(data)


@pytest.mark.parametrize("smime_type", ["", "signed-data"])
def test_mail_when_signed_in_a_container_is_read_with_its_attachments(smime_type: str) -> None:
    raw = smime(container(der(4, INSIDE)), smime_type)
    mail = read_mail(raw)
    assert mail.text == "Guten Tag, signiert."
    assert [one.filename for one in mail.attachments] == ["smime.p7m", "a.pdf"]
    assert attachment_bytes(raw, 1) == ("a.pdf", "application/pdf", b"PDF")
    assert mail.notes == ("This mail is signed (S/MIME); the signature is not checked here.",)


def test_mail_when_signed_by_a_real_program_is_read() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    signed = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(INSIDE)
        .add_signer(certificate, key, hashes.SHA256())
        .sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    )
    assert read_mail(smime(signed)).text == "Guten Tag, signiert."


@pytest.mark.parametrize("smime_type", ["", "enveloped-data", "authEnveloped-data"])
def test_mail_when_encrypted_in_a_container_says_so(smime_type: str) -> None:
    mail = read_mail(smime(container(der(4, b"x"), kind=ENVELOPED), smime_type))
    assert mail.notes == ("This mail is encrypted (S/MIME) and cannot be read here.",)


def test_mail_when_encrypted_inside_a_signature_says_both() -> None:
    inner = smime(container(der(4, b"x"), kind=ENVELOPED), "enveloped-data")
    mail = read_mail(smime(container(der(4, inner))))
    assert mail.notes == ("This mail is encrypted (S/MIME) and cannot be read here.",)
    assert len(mail.attachments) == 2


def test_mail_when_only_certificates_are_sent_is_not_called_encrypted() -> None:
    assert read_mail(smime(b"0", "certs-only")).notes == ()


@pytest.mark.parametrize(
    ("kind", "method"),
    [("pgp-signature", "PGP"), ("pkcs7-signature", "S/MIME"), ("x-pkcs7-signature", "S/MIME")],
)
def test_notes_when_a_signature_is_attached_name_its_method(kind: str, method: str) -> None:
    signature = f"Content-Type: application/{kind}; name=signature\n\nx".encode()
    mail = read_mail(multipart(PLAIN, signature, kind="signed"))
    words = f"This mail is signed ({method}); the signature is not checked here."
    assert (mail.text, mail.notes) == ("plain text", (words,))


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("-----BEGIN PGP MESSAGE-----", "This mail is encrypted (PGP) and cannot be read here."),
        (
            "-----BEGIN PGP SIGNED MESSAGE-----",
            "This mail is signed (PGP); the signature is not checked here.",
        ),
    ],
)
def test_notes_when_pgp_stands_in_the_text_name_it(mark: str, words: str) -> None:
    assert read_mail(f"\nHallo\n{mark}\nx".encode()).notes == (words,)
    assert read_mail(f"\n{mark}\nx".encode()).notes == (words,)
    assert read_mail(f"\nWas ist {mark}?".encode()).notes == ()
