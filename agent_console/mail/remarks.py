"""What a mail carries besides text and files, in words: invitations, cards, containers, ciphers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent_console.desk.filenames import clean_filename
from agent_console.i18n import _
from agent_console.mail.attachments import given_name
from agent_console.mail.cards import calendar_entry, card_name
from agent_console.mail.charset import decode_bytes
from agent_console.mail.parts import SMIME_TYPES, Part
from agent_console.mail.tnef import names_in_tnef

_MAX_READ = 64 * 1024
_MAX_CONTAINER = 40 * 1024 * 1024
_MAX_EACH = 3
_MAX_NAMES = 10
_CARDS = ("text/vcard", "text/x-vcard", "text/directory")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_PGP, _SMIME = "PGP", "S/MIME"
_SEALED = ("", "enveloped-data", "authenveloped-data")


def remarks_on(parts: Sequence[Part], text: str) -> tuple[str, ...]:
    """Return one sentence for each special thing in a mail, each once."""
    found = (*_on_ciphers(parts, text), *_on_calendars(parts), *_on_cards(parts), *_on_tnef(parts))
    return tuple(dict.fromkeys(found))


def _on_ciphers(parts: Sequence[Part], text: str) -> Iterator[str]:
    for method in (_PGP, _SMIME):
        if any(_encrypts(part) == method for part in parts) or (
            method == _PGP and _has_line(text, "-----BEGIN PGP MESSAGE-----")
        ):
            yield _("This mail is encrypted ({method}) and cannot be read here.").format(
                method=method
            )
        elif any(_signs(part) == method for part in parts) or (
            method == _PGP and _has_line(text, "-----BEGIN PGP SIGNED MESSAGE-----")
        ):
            yield _("This mail is signed ({method}); the signature is not checked here.").format(
                method=method
            )


def _encrypts(part: Part) -> str:
    if part.parent == "multipart/encrypted":
        return _PGP
    sealed = part.params.get("smime-type", "").lower() in _SEALED
    return _SMIME if sealed and part.type in SMIME_TYPES else ""


def _signs(part: Part) -> str:
    if part.type == "application/pgp-signature":
        return _PGP
    plain = part.type in ("application/pkcs7-signature", "application/x-pkcs7-signature")
    opened = part.type in SMIME_TYPES and part.params.get("smime-type") == "signed-data"
    return _SMIME if plain or opened else ""


def _has_line(text: str, mark: str) -> bool:
    place = text.find(mark)
    return place == 0 or (place > 0 and text[place - 1] == "\n")


def _on_calendars(parts: Sequence[Part]) -> Iterator[str]:
    for part in _first(parts, ("text/calendar",), ".ics"):
        method, what = calendar_entry(_text(part))
        if method == "REQUEST":
            yield _("This mail carries an invitation: {what}").format(what=what)
        elif method == "CANCEL":
            yield _("This mail calls off an appointment: {what}").format(what=what)
        elif method in ("REPLY", "COUNTER"):
            yield _("This mail answers an invitation: {what}").format(what=what)
        elif what:
            yield _("This mail carries a calendar entry: {what}").format(what=what)


def _on_cards(parts: Sequence[Part]) -> Iterator[str]:
    for part in _first(parts, _CARDS, ".vcf"):
        name = card_name(_text(part))
        if name:
            yield _("This mail carries a business card: {name}").format(name=name)


def _on_tnef(parts: Sequence[Part]) -> Iterator[str]:
    for part in _first(parts, _TNEF, "winmail.dat"):
        names = names_in_tnef(part.content(_MAX_CONTAINER))
        shown = ", ".join(name for name in map(clean_filename, names[:_MAX_NAMES]) if name)
        if shown:
            yield _("This mail carries an Outlook container (winmail.dat) with: {names}").format(
                names=shown
            )
        else:
            yield _("This mail carries an Outlook container (winmail.dat).")


def _first(parts: Sequence[Part], types: Sequence[str], ending: str) -> list[Part]:
    """Return the first three parts of some types, or with a name that ends like them."""
    found = (
        part
        for part in parts
        if part.type in types
        or (part.type == "application/octet-stream" and given_name(part).lower().endswith(ending))
    )
    return [part for part, _number in zip(found, range(_MAX_EACH), strict=False)]


def _text(part: Part) -> str:
    return decode_bytes(part.content(_MAX_READ), part.params.get("charset", ""))
