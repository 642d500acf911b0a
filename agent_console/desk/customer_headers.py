"""What the columns of customer lists are called, in German and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent_console.desk.customers import CustomerField


class Column(StrEnum):
    """What a column can hold besides the fields of a customer."""

    EMAIL = "email"
    FIRST = "first"
    LAST = "last"
    TITLE = "title"


Target = Column | CustomerField
_NAMES: dict[Target, str] = {
    Column.EMAIL: "email mail emailaddress mailaddress emailadresse mailadresse kundenemail"
    " customeremail email1 email1value primaryemail emailprivate emailwork",
    Column.FIRST: "vorname firstname givenname forename",
    Column.LAST: "nachname lastname surname familyname familienname",
    Column.TITLE: "titel akademischertitel academictitle",
    CustomerField.NAME: "name fullname displayname kundenname kunde kundin customer customername"
    " vollername contact contactname kontakt ansprechpartner person",
    CustomerField.SALUTATION: "anrede salutation gender geschlecht prefix",
    CustomerField.FORM: "form duoderSie dusie anredeform formofaddress",
    CustomerField.LANGUAGE: "sprache language lang locale",
    CustomerField.COMPANY: "firma firmenname company companyname organisation organization"
    " unternehmen organization1name firma1",
    CustomerField.PHONE: "telefon telefonnummer tel phone phonenumber telephone mobil mobiltelefon"
    " mobile mobilephone handy handynummer festnetz phone1 phone2 phone1value telefon1 telefon2"
    " telefongeschäftlich telefonprivat businessphone homephone",
    CustomerField.ZONE: "zeitzone timezone zone tz",
    CustomerField.NOTE: "notiz notizen bemerkung bemerkungen kommentar kommentare note notes remark"
    " remarks comment comments",
    CustomerField.TAG: "tag tags schlagwort schlagworte schlagwörter stichwort stichwörter gruppe"
    " gruppen group groups kategorie kategorien category categories label labels",
    CustomerField.VIP: "vip wichtig important",
    CustomerField.NO_SURVEYS: "nosurveys keineumfragen surveyoptout",
    CustomerField.NO_NOTICES: "nonotices keinehinweise keinebenachrichtigungen noticeoptout"
    " optout unsubscribed abgemeldet",
    CustomerField.NO_CONTACT: "nocontact donotcontact nichtkontaktieren kontaktsperre gesperrt",
}
_KNOWN = {name.casefold(): target for target, names in _NAMES.items() for name in names.split()}
_SINGLE = (Column.EMAIL, Column.FIRST, Column.LAST, Column.TITLE)


@dataclass(frozen=True, slots=True)
class Headers:
    """Which column holds what, None for one that is left out."""

    targets: tuple[Target | None, ...]
    left_out: tuple[str, ...] = ()

    @property
    def has_email(self) -> bool:
        """Whether a column has the addresses, without which nobody can be told apart."""
        return Column.EMAIL in self.targets

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(target is not None for target in self.targets)


NO_HEADERS = Headers(())


def headers_of(names: Sequence[str]) -> Headers:
    """Return what the columns with these names hold; of two for an address the first counts."""
    targets: list[Target | None] = []
    for name in names:
        target = _KNOWN.get("".join(char for char in name.casefold() if char.isalnum()))
        twice = target in targets and (target in _SINGLE or target is CustomerField.NAME)
        targets.append(None if twice else target)
    left = (name for name, target in zip(names, targets, strict=True) if target is None)
    return Headers(tuple(targets), tuple(name.strip() for name in left if name.strip()))
