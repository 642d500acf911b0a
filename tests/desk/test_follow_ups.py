"""Promises in our replies: which words, and by when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.follow_ups import find_promises, next_promise, working_moment
from agent_console.desk.hours import Calendar, Frame

ZONE = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(
    ZONE,
    {day: (Frame(time(9), time(17)),) for day in range(5)},
    frozenset({date(2026, 12, 25), date(2026, 12, 26)}),
)
NOW = datetime(2026, 11, 25, 11, tzinfo=ZONE)
"""A Wednesday."""

KEPT = [
    ("11-27 17:00", "Wir melden uns bis Freitag bei Ihnen."),
    ("11-26 12:00", "Ich schicke Ihnen die Rechnung bis morgen 12 Uhr."),
    ("11-27 17:00", "Sie erhalten die Antwort innerhalb von 2 Werktagen."),
    ("11-27 17:00", "We will get back to you within 2 days."),
    ("11-30 17:00", "We will send the replacement by Monday."),
    ("12-04 17:00", "We will ship the part next week."),
    ("12-03 17:00", "Das Ersatzteil wird spätestens am 3.12. geliefert."),
    ("12-03 17:00", "Das Ersatzteil wird spaetestens am 3.12. geliefert."),
    ("12-03 17:00", "Das Ersatzteil wird spätestens am 3.12. geliefert."),
    ("11-27 17:00", "Ich melde mich übermorgen bei Ihnen."),
    ("11-27 17:00", "Ich melde mich uebermorgen bei Ihnen."),
    ("12-04 17:00", "Wir liefern nächste Woche."),
    ("12-04 17:00", "Wir liefern naechste Woche."),
    ("12-01 17:00", "Wir liefern Anfang nächster Woche."),
    ("12-02 17:00", "Wir liefern Mitte nächster Woche."),
    ("12-04 17:00", "Wir liefern bis Ende nächster Woche."),
    ("11-27 17:00", "Wir melden uns bis Ende der Woche."),
    ("11-30 17:00", "Die Erstattung erfolgt bis Ende des Monats."),
    ("11-30 17:00", "Die Erstattung erfolgt bis Monatsende."),
    ("11-25 17:00", "Wir melden uns noch heute."),
    ("11-25 17:00", "I'll call you later today."),
    ("11-26 17:00", "I will call you tomorrow."),
    ("11-26 12:00", "I will call you tomorrow morning."),
    ("11-26 15:30", "I will call you tomorrow at 3:30 pm."),
    ("11-26 15:00", "I will call you tomorrow at 3 p.m. and then we see."),
    ("11-25 17:00", "We will answer by end of day."),
    ("11-25 17:00", "We'll have this fixed by close of business."),
    ("11-25 12:00", "We will answer by noon."),
    ("11-25 16:00", "Wir antworten bis 16 Uhr."),
    ("11-26 11:00", "We will answer within 24 hours."),
    ("11-27 11:00", "Wir antworten innerhalb von 48 Stunden."),
    ("11-25 15:00", "We answer within 4 business hours."),
    ("11-30 17:00", "Die Lieferung dauert 2-3 Werktage."),
    ("11-30 17:00", "Die Lieferung dauert zwei bis drei Werktage."),
    ("12-02 17:00", "Wir liefern in einer Woche."),
    ("12-09 17:00", "We will refund you in two weeks."),
    ("11-26 17:00", "Wir melden uns innerhalb eines Tages."),
    ("11-27 17:00", "Am Freitag schicken wir die Ware."),
    ("12-11 17:00", "Wir liefern am 11. Dezember."),
    ("12-11 17:00", "We will deliver on December 11th."),
    ("12-11 17:00", "We will deliver on 11 December 2026."),
    ("12-11 10:00", "We will deliver by 2026-12-11, 10:00."),
    ("12-11 17:00", "Wir liefern bis zum 11.12.2026."),
    ("12-11 17:00", "Wir liefern bis zum 11.12.26, versprochen."),
    ("12-04 17:00", "Wir liefern bis Freitag nächster Woche."),
    ("11-27 17:00", "Wir liefern bis Samstag."),
    ("12-24 17:00", "Wir liefern bis zum 26.12."),
    ("11-27 17:00", "We will reply before Monday."),
    ("11-27 17:00", "We will reply no later than Friday."),
    ("11-27 17:00", "Your parcel will arrive on Friday."),
    ("11-27 17:00", "Ihr Paket kommt am Freitag an."),
    ("11-26 17:00", "Morgen schicken wir Ihnen das Paket."),
    ("11-27 17:00", "Nicht später als Freitag melden wir uns."),
    ("11-26 17:00", "Wir haben das Ersatzteil bestellt, es kommt morgen."),
    ("11-26 17:00", "Wir haben das Paket heute verschickt und es kommt morgen an."),
    ("11-27 17:00", "Bitte entschuldigen Sie die Verzögerung, wir melden uns bis Freitag."),
    ("11-26 17:00,11-27 17:00", "Ich prüfe das bis morgen. Die Ware kommt am Freitag."),
    ("11-30 10:00", "Wir liefern vor Montag 10 Uhr."),
    ("11-27 17:00", "We will not be later than that: by Friday it will be there."),
    ("11-27 17:00", "You'll have your money back by this Friday."),
    ("11-27 17:00", "You will receive a refund on Friday at the latest."),
    ("11-27 17:00", "Spätestens bis Freitag haben Sie die Antwort von uns."),
    ("11-27 17:00", "Ihre Rückerstattung ist bis Freitag auf Ihrem Konto."),
    ("11-25 13:00", "Ich rufe Sie in zwei Stunden zurück."),
    ("11-25 11:30", "Ich rufe Sie in einer halben Stunde zurück."),
    ("11-25 11:30", "I will call you back in 30 minutes."),
    ("12-01 17:00", "You will get the parts in 3-4 business days."),
    ("11-30 17:00", "You will get the parts within three working days."),
    ("12-04 17:00", "Die Ware wird im Laufe der nächsten Woche geliefert."),
    ("11-25 17:00", "Wir melden uns im Laufe des Tages."),
    ("11-26 17:00", "Wir melden uns im Laufe des morgigen Tages."),
    ("11-26 10:00", "Wir melden uns morgen früh."),
    ("11-26 12:00", "Wir melden uns morgen Vormittag."),
    ("11-26 17:00", "Wir melden uns morgen Nachmittag."),
    ("11-27 12:00", "Wir melden uns bis Freitagmittag."),
    ("11-27 14:00", "Wir melden uns bis Freitag um 14 Uhr."),
    ("11-27 14:30", "Wir melden uns bis Freitag, 14:30 Uhr."),
    ("11-27 17:00", "Melde mich bis Freitag."),
    (
        "11-27 17:00,11-30 17:00",
        "Die Lieferung erfolgt in den nächsten 3 Tagen, spätestens am Montag.",
    ),
    (
        "11-27 17:00",
        "Guten Tag,\n\nwir senden das Teil bis\nFreitag zu.\n\nMit freundlichen Grüßen",
    ),
    ("11-27 17:00", "> Wann kommt es?\n\nWir senden es bis Freitag.\n\n> Danke"),
    ("12-18 17:00", "We'll let you know by the 18th of December."),
    ("12-04 17:00", "We will have it by the end of next week."),
    ("11-30 17:00", "We will have it by the end of the month."),
    ("12-31 17:00", "We will have it by the end of next month."),
    ("11-30 17:00", "Wir sind ab Montag wieder da und antworten bis Montag."),
    ("11-27 17:00", "Wir haben Ihre Frist (bis Freitag) notiert, die Ware kommt am Freitag."),
    ("11-27 17:00", "Thanks for asking! The replacement goes out on Friday."),
    ("12-11 17:00", "Wir liefern bis zum 11.12. Bitte senden Sie uns die Fotos."),
    ("12-03 17:00", "Wir liefern am 3. Dezember."),
]
QUIET = [
    "Bitte senden Sie uns die Rechnung bis Freitag.",
    "Please send us the invoice by Friday.",
    "Sie haben geschrieben, dass Sie das Gerät bis Freitag brauchen.",
    "Sie können die Ware innerhalb von 14 Tagen zurückgeben.",
    "You can return it within 14 days.",
    "You wrote that you need it by Friday.",
    "Wenn wir bis Freitag nichts von Ihnen hören, schließen wir den Fall.",
    "If we don't hear from you by Friday, we will close the case.",
    "> Wir melden uns bis Freitag.",
    "Am Montag, 23.11. schrieb Anna:\n> Wir melden uns bis Freitag.",
    "Können Sie bis Freitag warten?",
    "Wir können leider nicht bis Freitag liefern.",
    "We cannot deliver by Friday.",
    "Wir liefern nicht vor Montag.",
    "Wir haben das Paket am Montag verschickt.",
    "Wir haben das Paket heute verschickt.",
    "We shipped it today.",
    "Guten Morgen Frau Müller, danke für Ihre Nachricht.",
    "Wir haben heute Morgen telefoniert.",
    "Wir haben bis Freitag geschlossen.",
    "We are closed until Monday.",
    "Das Angebot ist gültig bis 31.12.",
    "Wir liefern bis zum 3.11.2026.",
    "Wir wollten bis zum 20.11. liefern.",
    "Sie schrieben „wir melden uns bis Freitag“ und warten noch.",
    "Bis Freitag!",
    "Bis morgen!",
    "Wir melden uns so schnell wie möglich.",
    "We will reply soon.",
    "Danke\n-- \nWir sind bis 17 Uhr für Sie da",
    "We need the serial number by Friday.",
    "Ihre Bestellung vom 3.12. liegt uns vor.",
    "Wir haben von 9 bis 17 Uhr geöffnet.",
    "Unser Shop ist montags bis freitags von 9 bis 17 Uhr für Sie da.",
    "Sie hatten um eine Antwort bis Freitag gebeten.",
    "Geben Sie uns bitte bis Freitag Bescheid.",
    "Wir bitten Sie, uns die Fotos bis Freitag zu schicken.",
    "Let us know by Friday whether that suits you.",
    "Could you send the photos until Friday?",
    "Our office is open Monday to Friday.",
    "We are open from 9 to 17:00.",
    "Ihre Nachricht vom Montag haben wir erhalten.",
    "Thank you for your mail of 3 December.",
    "-----Original Message-----\nWe will ship by Friday.",
    "Von: Anna <anna@kunde.example>\nWir melden uns bis Freitag.",
    "The offer expires on Friday.",
    "Ich hoffe, Sie hatten ein schönes Wochenende.",
    "Schönes Wochenende und bis Montag!",
    "Have a nice weekend!",
    "Wir wünschen Ihnen eine schöne Woche.",
    "Mondays we ship.",
    "Wir liefern seit Montag wieder.",
    "Wir liefern bis zum 31.2.",
    "We will reply by 99.99.2026.",
    "I hope to see you on Friday?",
    "Ab Montag liefern wir wieder.",
    "We can deliver on Friday or on Monday, which do you prefer?",
]


def due(text: str, now: datetime = NOW) -> str:
    found = (one.due_at.astimezone(ZONE) for one in find_promises(text, now, CALENDAR))
    return ",".join(f"{moment:%m-%d %H:%M}" for moment in found)


@pytest.mark.parametrize(("moments", "text"), KEPT)
def test_promise_when_written_is_found_and_due_in_business_hours(moments: str, text: str) -> None:
    assert due(text) == moments


@pytest.mark.parametrize("text", QUIET)
def test_promise_when_nothing_is_promised_gives_no_alarm(text: str) -> None:
    assert due(text) == ""


def test_promise_when_found_knows_its_words_and_their_place() -> None:
    text = "Guten Tag,\n\nwir senden Ihnen das Teil bis\nFreitag, 14 Uhr.\n"
    (promise,) = find_promises(text, NOW, CALENDAR)
    assert promise.words == "bis Freitag, 14 Uhr"
    assert text[promise.start : promise.end] == "bis\nFreitag, 14 Uhr"


def test_promise_when_decomposed_umlauts_are_typed_is_found() -> None:
    text = "Wir melden uns spa\N{COMBINING DIAERESIS}testens am Freitag."
    assert due(text) == "11-27 17:00"


@pytest.mark.parametrize(
    ("text", "remind"),
    [
        ("Wir melden uns bis Freitag.", "11-27 09:00"),
        ("Wir melden uns bis Samstag.", "11-27 09:00"),
        ("Wir melden uns noch heute.", "11-25 14:00"),
        ("Wir melden uns bis 12 Uhr.", "11-25 11:30"),
    ],
)
def test_promise_when_due_is_brought_back_before_its_end(text: str, remind: str) -> None:
    (promise,) = find_promises(text, NOW, CALENDAR)
    assert f"{promise.remind_at.astimezone(ZONE):%m-%d %H:%M}" == remind
    assert NOW < promise.remind_at < promise.due_at


def test_next_promise_of_several_is_the_first_one_due() -> None:
    text = "Die Ware kommt am Freitag. Ich prüfe das bis morgen."
    promise = next_promise(text, NOW, CALENDAR)
    assert promise is not None
    assert promise.words == "bis morgen"
    assert next_promise("Danke.", NOW, CALENDAR) is None


def test_promises_that_end_together_count_once() -> None:
    assert due("Wir melden uns bis Freitag. Sie hören am Freitag von uns.") == "11-27 17:00"


def test_promise_when_the_desk_is_closed_is_due_at_the_next_opening() -> None:
    saturday = datetime(2026, 11, 28, 12, tzinfo=ZONE)
    assert due("Wir melden uns noch heute.", saturday) == "11-30 09:00"
    assert due("Wir melden uns bis Sonntag.", saturday) == "11-30 09:00"
    (promise,) = find_promises("Wir melden uns noch heute.", saturday, CALENDAR)
    assert promise.remind_at == promise.due_at


def test_working_moment_when_open_is_that_moment() -> None:
    moment = NOW + timedelta(hours=1)
    assert working_moment(moment, NOW, CALENDAR) == moment


@pytest.mark.parametrize("text", ["bis " * 15_000, "\n" * 50_000, ">\n" * 25_000, "1." * 25_000])
def test_promises_in_an_odd_text_are_none(text: str) -> None:
    assert find_promises(text, NOW, CALENDAR) == ()
