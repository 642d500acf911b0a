"""The words of the generated mails: two vocabularies of Zipf's shape, and what customers write.

Nothing is read from the machine, so the same seed gives the same mails everywhere.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence
from functools import cache

GERMAN = "de"
ENGLISH = "en"

_DE_FIRST = """
Abend Arbeits Auto Bahn Bau Berg Betriebs Bilder Blumen Boden Brief Brücken Bücher Büro Daten Dach
Druck Eisen Energie Fahrt Familien Farb Feder Fenster Feuer Finanz Fisch Flächen Flug Frauen
Freizeit Frühlings Garten Gäste Gebäude Geld Geräte Geschäfts Gesundheits Gewinn Glas Grund Gummi
Hafen Handels Haus Heiz Herbst Höhen Holz Hotel Industrie Jahres Kabel Kälte Kaffee Kassen Keller
Kinder Kirchen Klang Kleider Knopf Kohlen Konto Körper Kraft Kranken Küchen Kühl Kunden Kupfer
Lager Land Leder Leistungs Leiter Licht Luft Märkte Maschinen Metall Miet Milch Möbel Monats Musik
Nachbar Nacht Natur Netz Obst Ofen Orts Papier Personen Pflanzen Post Preis Probe Prüf Qualitäts
Räder Rahmen Raum Regen Reise Rück Sach Salz Schaden Schalter Schiffs Schlüssel Schnee Schrank
Schul Schutz Seiten Silber Sommer Sonnen Spar Speise Spiel Sprach Staats Stadt Stahl Stein Steuer
Stoff Straßen Strom Stunden Süd Tages Tank Taschen Technik Tee Telefon Termin Tier Tisch Ton Tür
Übungs Uhren Umwelt Vertrags Verkehrs Vorder Wachs Wahl Wald Wand Waren Wasser Wechsel Wege Wein
Werk Wetter Wind Winter Wohn Wolken Zahlungs Zeit Zimmer Zucker Zug Zustell
"""
_DE_LAST = """
abteilung adresse anlage annahme anschluss anzeige arbeit artikel aufgabe auftrag ausgabe band
bank bau bedarf behälter beleg bereich bericht beruf bestand betrag betrieb bild blatt brett bruch
buch dauer deckel dienst druck ecke einheit eingang ende ergebnis fach fahrer farbe fehler feld
fläche flasche folge form frage frist führer füße gang gebühr gefäß gegend gerät gruppe griff größe
grund haken halter händler heft hilfe hof höhe hülle inhalt kammer karte kasten kette klasse
knopf koffer kopf kosten kreis kunde länge leitung leiter liste lösung mappe marke maß meister
menge messer mittel muster nummer ordnung ort paket pflicht plan platte platz preis probe punkt
quelle rahmen rand raum rechnung regel reihe reise richtung ring rolle saal satz schale schein
schlüssel schluss schrift schutz seite sorge spitze sprache stelle stempel stoff stück stufe
stunde tafel tag tasche teil test tisch titel träger tür übersicht verkauf verlust vertrag vorrat
waage wagen wahl wand wechsel weg weise wert wesen wirkung zahl zeichen zeile zeit zettel ziel
zimmer zone zustand zweck
"""
_DE_ENDINGS = ("", "s", "n", "en", "er", "chen")
_EN_PREFIXES = ("", "re", "un", "over", "under", "out", "pre", "mis", "inter", "non", "super", "co")
_EN_ROOTS = """
act agree aim air answer arm ask back bag ball band bank bar base bath bear beat bell bend bill
bind bite blank block blow board boat bolt bond book boot border bottle bound bowl box branch brand
break breath brick bridge bright broad brush build bulb burn button buy cable call camp cap card
care carry case cast catch chain chair change charge chart check chip claim clean clear climb clip
clock close cloth cloud coach coal coat code coin cold collect color cook cool copper copy cord
core corner cost count couple course court cover crack craft crop cross crowd cup cure curve
cut cycle damage dance dark date deal deep deliver desk detail dial dish door draft draw dress drift
drill drink drive drop dry dust earn edge edit empty end enter even exit express eye face fact
fade fair fall farm fast father fault feather feed feel fence field fight file fill film filter
final find finger fire firm fish fit fix flag flame flash flat float floor flow flower fold follow
food foot force form frame free fresh front fruit fuel full fund game gap garden gas gate gather
gear gift give glass glove glow gold grain grant grass green grip ground group grow guard guess
guest guide hair hall hammer hand handle hang harbor hard head heart heat heavy help hide high
hill hold hole home hook horn house ice ink inn iron item jacket join joint judge jump keep key
kick kind kit knee knife knock knot know label ladder lake lamp land large last law layer lead leaf
leak lean learn leather left lend length level lift light limit line link list load loan lock log
long look loop lose loud low luck mail main make map march mark market mass match matter meal mean
"""
_EN_SUFFIXES = ("", "s", "ed", "ing", "er", "ers", "able", "ly", "ness", "less", "ful", "ment",
                "ship", "ward", "wise", "hood")  # fmt: skip
_DE_FILLERS = """
der die das und ist nicht ich Sie wir haben mit von zu auf für dass ein eine bei noch schon aber
auch wenn kann bitte meine Ihre
"""
_EN_FILLERS = """
the and is not I you we have with of to on for that a an at still already but also if can please my
your
"""
FILLERS: Mapping[str, Sequence[str]] = {
    GERMAN: _DE_FILLERS.split(),
    ENGLISH: _EN_FILLERS.split(),
}
SENTENCES: Mapping[str, Sequence[str]] = {
    GERMAN: (
        "Seit {days} Tagen warte ich auf meine Bestellung {order}.",
        "Die Rückerstattung von {euros},{cents:02d} € ist noch nicht auf meinem Konto.",
        "Laut Sendungsverfolgung wurde das Paket {parcel} zugestellt, hier kam aber nichts an.",
        "Bitte schreiben Sie mir, wann die Ersatzlieferung das Lager verlässt.",
        "Der Artikel ist beschädigt, die Verpackung war an einer Ecke aufgerissen.",
        "Hiermit widerrufe ich den Kauf und schicke die Ware zurück.",
        "Können Sie mir ein Rücksendeetikett zusenden?",
        "Ich habe Ihre Hotline {days} Mal angerufen und niemanden erreicht.",
        "Auf der Rechnung {order} steht die falsche Rechnungsadresse.",
        "Von der Qualität bin ich enttäuscht und erwarte eine Lösung.",
        "Die Zahlungsbestätigung haben Sie von mir schon bekommen.",
        "Es sollte ein Geschenk sein, mit der Lieferverzögerung habe ich nicht gerechnet.",
        "Vielen Dank, dass Sie meine Reklamation so schnell bearbeitet haben.",
    ),
    ENGLISH: (
        "For {days} days I have been waiting for my order {order}.",
        "The refund of {euros}.{cents:02d} EUR is still missing on my account.",
        "Tracking says that parcel {parcel} was delivered, but nothing arrived here.",
        "Please tell me when the replacement leaves your warehouse.",
        "The item is damaged, one corner of the packaging was torn open.",
        "I withdraw from the contract and will return the goods.",
        "Could you send me a return label?",
        "I called your hotline {days} times and reached nobody.",
        "Invoice {order} shows the wrong billing address.",
        "I am disappointed with the quality and expect a solution.",
        "You already have my payment confirmation.",
        "It was meant as a gift, I did not count on a shipping delay.",
        "Thank you for handling my complaint so quickly.",
    ),
}
SUBJECTS: Mapping[str, Sequence[str]] = {
    GERMAN: (
        "Bestellung {order} ist nicht da",
        "Rückerstattung für {order}",
        "Reklamation: {word} defekt",
        "Frage zur Lieferung {order}",
        "Rücksendung {order}",
        "Beschwerde über Ihren Service",
        "Falscher Artikel ({word})",
        "Rechnung {order} fehlt",
        "Kundenkonto kündigen",
        "Lob für Ihr Team",
        "Neue Lieferadresse",
        "Lieferverzögerung {word}",
    ),
    ENGLISH: (
        "Order {order} is missing",
        "Refund for {order}",
        "Complaint: {word} broken",
        "Question about delivery {order}",
        "Return {order}",
        "Complaint about your service",
        "Wrong item ({word})",
        "Invoice {order} missing",
        "Close my account",
        "Praise for your team",
        "New shipping address",
        "Shipping delay {word}",
    ),
}
_FIRST_NAMES = """
Jürgen Anna Müge Björn Zoë Łukasz Søren Claudia Peter Sabine Jörg Käthe Michael Emma Oliver Grace
Ahmed Thomas Ulrike Günther Hannah Noah Sofía José Ingrid Renée Małgorzata Kevin Laura Dörte
"""
_LAST_NAMES = """
Müller Schmidt Schröder Weiß Krüger Öztürk Jäger Größmann Smith Jones Brown García Kowalska
Lindström Nguyen Becker Hoffmann Schäfer Koch Bauer Taylor O'Brien Fröhlich Vogel Lange Böhm Kühn
"""
FIRST_NAMES: Sequence[str] = _FIRST_NAMES.split()
LAST_NAMES: Sequence[str] = _LAST_NAMES.split()


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Return every word of a language, the most frequent first."""
    if language == GERMAN:
        parts = itertools.product(_DE_FIRST.split(), _DE_LAST.split(), _DE_ENDINGS)
    else:
        parts = itertools.product(_EN_PREFIXES, _EN_ROOTS.split(), _EN_SUFFIXES)
    words = list(dict.fromkeys("".join(part) for part in parts))
    random.Random(f"order of {language}").shuffle(words)
    return tuple(words)


@cache
def weights(language: str) -> tuple[float, ...]:
    """Return the cumulated frequencies of :func:`vocabulary` (Zipf-Mandelbrot, s = 1.05)."""
    count = len(vocabulary(language))
    return tuple(itertools.accumulate(1.0 / (rank + 2.7) ** 1.05 for rank in range(count)))
