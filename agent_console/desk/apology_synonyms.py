"""Groups of words for the same matter in complaints, German and English, by their beginnings."""

from __future__ import annotations

import functools

# A line is one matter, one that begins with | goes on.
# Words are written without umlauts, double s as one s.
_GROUPS = """
verspat verzoger unpunktlich lange delay late overdue
kaputt defekt beschadig zerbroch gebroch zerstor bruch gerissen zerkratz broken broke damag
| smash crack faulty shatter defect
fehlt fehlte fehlen gefehlt unvollstandig missing absent incomplet
falsch verwechsel verkehrt vertausch wrong incorrect mistaken
gewart warten wartet wartezeit wartest geduld waited waiting wait patien
gestanden stand stehen standen stehst stood standing
telefon angeruf anruf anzuruf hotline warteschleife hotlin phone rang rung ringing
antwort geantwort reagier reaktion schweig stille gemeldet ruckmeldung replied answer silence
| unanswer response ignor
rechnung berechn abgerechn verrechn abrechn bill billed invoice charg
abgebucht abbuch eingezog lastschrift konto debit account
doppelt zweimal zweifach twice double
gekundig kundig vertrag abo cancel contract subscri terminat
storni absag abgesag cancel
erstatt ruckerstatt geld refund reimburs
unfreundlich frech unverscham angeschrie beleidig grob patzig rude shout yell insult
| unfriendly impolite snap
ausgelacht lachen gelacht laugh mock
schmutz dreck verschmutz fleck schimmel dirty filthy stain mould mold grubby
kalt frier friert heizung warm heating cold freez boiler radiator
wasser nass feucht tropf undicht leck water wet damp leak drip
larm laut lauter noise noisy loud
termin verabred appointment slot booking
handwerker techniker monteur technician engineer plumber fitter workman
zug bahn bahnsteig train platform rail
bus haltestelle bus coach
flug flughafen flieg flight airport plane
fahr gefahr abfahrt abgefahr departure depart drove drive
hotel zimmer hotel room
krank krankenhaus ill sick hospital
kind kinder tochter sohn enkel child kid children daughter son toddler
mutter vater eltern oma opa mother father parent mum mom dad
geburtstag birthday
hochzeit wedding
kleid hose schuh jacke mantel hemd dress trouser shoe jacket coat shirt
handy smartphone telefon phone mobile
internet netz wlan leitung broadband internet wifi line
strom elektri electric power
akku batterie battery charg
kratz schramm scratch scrape
paket sendung parcel package
nachbar neighbour neighbor
zustell geliefert liefer ankomm angekomm deliver arriv
passwort zugang login einlogg angemeldet anmeld gesperrt password log locked
preis teuer kosten teurer rabatt price expensive cost discount
gutschein code voucher coupon
reparier reparatur repair mend
tausch umtausch zuruckgeschick rucksend retour retoure return exchang
essen gericht speise mahlzeit meal food dish
allerg allerg
leer empty
kurz short
schmerz verletz gestolper hurt injur pain
verloren verlor verschwunden lost disappear
lug gelog belog wahrheit lie lied lying truth
versproch zugesagt zusage promis
werb newsletter abgemeldet newsletter unsubscrib marketing spam
daten adresse anschrift data address
"""


@functools.cache
def _beginnings() -> tuple[dict[str, frozenset[int]], tuple[int, ...]]:
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_GROUPS.strip().replace("\n|", "").split("\n")):
        for word in line.split():
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups, tuple(sorted({len(word) for word in groups}))


def matters_of(words: frozenset[str] | set[str]) -> frozenset[int]:
    """Return the numbers of the matters that words belong to."""
    groups, lengths = _beginnings()
    found: set[int] = set()
    for word in words:
        for length in lengths:
            found |= groups.get(word[:length], frozenset())
    return frozenset(found)
