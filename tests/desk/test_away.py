"""When the writer of an out-of-office answer is back."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.away import Return, back_on, opening
from agent_console.desk.hours import Calendar, Frame

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(
    BERLIN,
    {day: (Frame(time(9), time(17)),) for day in range(5)},
    holidays=frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
)
WEDNESDAY = datetime(2026, 12, 2, 10, tzinfo=BERLIN)


def _day(text: str, *, subject: str = "", written: datetime = WEDNESDAY) -> str:
    found = back_on(subject, text, written, CALENDAR)
    return found.day.isoformat() if found else ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ab dem 7. Dezember wieder erreichbar", "2026-12-07"),
        ("Ich bin bis 4.12. im Urlaub.", "2026-12-07"),
        ("I'll be back on Monday.", "2026-12-07"),
        ("I am out until 5 January", "2027-01-06"),
        ("Ich bin ab dem 7. Dezember wieder erreichbar.", "2026-12-07"),
        ("Ab Montag, den 7. Dezember 2026, bin ich wieder für Sie da.", "2026-12-07"),
        ("Ich bin vom 1.12. bis 14.12. nicht im Büro.", "2026-12-15"),
        ("vom 1. bis 14. Dezember im Urlaub", "2026-12-15"),
        ("Urlaub: 1.12. - 14.12.", "2026-12-15"),
        ("I am on leave from 1 December to 14 December.", "2026-12-15"),
        ("I am on vacation December 1-14", "2026-12-15"),
        ("I am on vacation Dec 1 - Dec 14, 2026.", "2026-12-15"),
        ("Bin bis einschließlich 4.12. nicht erreichbar", "2026-12-07"),
        ("Ich bin bis 04.12 nicht im Haus", "2026-12-07"),
        ("Ich bin bis zum 5.1. nicht im Büro und ab 6.1. wieder da", "2027-01-06"),
        ("Ich bin bis 4.12. nicht im Büro und ab 8.12. wieder da", "2026-12-08"),
        ("Ab 3.12. bin ich im Urlaub und ab 21.12. wieder da.", "2026-12-21"),
        ("I'm out of the office starting 1 December, returning 14 December.", "2026-12-14"),
        ("I will return on Tuesday, 8 December.", "2026-12-08"),
        ("Ich bin am 7.12. zurück.", "2026-12-07"),
        ("Am 7.12. bin ich wieder im Büro.", "2026-12-07"),
        ("Ich bin erst ab dem 07.12.2026 wieder erreichbar", "2026-12-07"),
        ("Ich bin nicht vor dem 7.12. zurück.", "2026-12-07"),
        ("I won't be back until 7 December.", "2026-12-07"),
        ("I will not return until Monday, 7 December", "2026-12-07"),
        ("I am not in the office until Monday", "2026-12-08"),
        ("Rückkehr: 07.12.2026", "2026-12-07"),
        ("Mein erster Arbeitstag ist der 7.12.", "2026-12-07"),
        ("Nach meinem Urlaub bin ich am 7.12. wieder da", "2026-12-07"),
        ("I'm away until 24/12/2026.", "2026-12-28"),
        ("I'm away until 12/24/2026.", "2026-12-28"),
        ("Ich bin bis 24.12.2026 im Urlaub", "2026-12-28"),
        ("Ich bin morgen wieder im Büro", "2026-12-03"),
        ("I'm back tomorrow.", "2026-12-03"),
        ("Ich bin ab nächster Woche wieder erreichbar", "2026-12-07"),
        ("I'm out of the office until the end of the week", "2026-12-07"),
        ("Ich bin bis Ende der Woche nicht im Büro", "2026-12-07"),
        ("Ich bin bis Ende Januar in Elternzeit", "2027-02-01"),
        ("Ab KW 51 bin ich wieder da", "2026-12-14"),
        ("Ich bin in KW 49 und bis KW 50 im Urlaub", "2026-12-14"),
        ("I'll be back in two weeks.", "2026-12-16"),
        ("Ich bin auf Dienstreise. Voraussichtlich bis zum 4.12.", "2026-12-07"),
        (
            "I am currently out of the office and will be back on Monday, December 7th, 2026."
            " For urgent matters call +49 711 3.12.20",
            "2026-12-07",
        ),
        ("Ich kehre am 7. Dezember zurück", "2026-12-07"),
        ("I'm available again from December 7.", "2026-12-07"),
        ("I will have limited access to email until December 4.", "2026-12-07"),
        ("Our office is closed and reopens on 4 January 2027.", "2027-01-04"),
        ("Unser Büro ist bis 3. Januar geschlossen", "2027-01-04"),
        ("Ich bin krank und voraussichtlich ab Montag wieder im Dienst", "2026-12-07"),
        ("I'm out sick, should be back Thursday", "2026-12-03"),
        ("I will be out of the office until Fri 4 Dec.", "2026-12-07"),
        ("Ich bin bis Freitag, 4.12., 12 Uhr nicht erreichbar", "2026-12-04"),
        ("Ich bin bis 4.12. 12 Uhr nicht erreichbar", "2026-12-04"),
        ("Bis 7.12. 0711 123456 anrufen, ich bin im Urlaub", "2026-12-08"),
        ("Ich bin bis zum 04.12.26 im Urlaub.", "2026-12-07"),
        (
            "Thank you for your mail. I am out of the office with no access to my e-mail.\n"
            "I will be back on\nMonday, 7 December 2026.",
            "2026-12-07",
        ),
        (
            "Vielen Dank.\n\nIch bin bis einschließlich Freitag, den 11. Dezember 2026\n"
            "im Urlaub. Ihre E-Mail wird nicht weitergeleitet."
            " In dringenden Fällen wenden Sie sich bitte bis 9.12. an Frau Müller.",
            "2026-12-14",
        ),
        ("Ich befinde mich bis zum 23. Dezember auf einer Fortbildung", "2026-12-24"),
        ("Ich bin vom 24.11. - 4.12.2026 abwesend.", "2026-12-07"),
        ("Ich bin vom 30. November bis zum 11. Dezember 2026 nicht im Büro.", "2026-12-14"),
        ("We are closed from 30 November to 4 December and back on 7 December.", "2026-12-07"),
        ("I am on parental leave until the end of March.", "2027-04-01"),
        ("Back 7 Dec.", "2026-12-07"),
        ("Wieder da ab 7.12.", "2026-12-07"),
        ("Zurück am Mo. 7.12.", "2026-12-07"),
        ("Out of office: Dec 1st to Dec 4th", "2026-12-07"),
        ("Ich bin ab Montag wieder im Homeoffice erreichbar", "2026-12-07"),
        ("I am on annual leave and return to work on 2027-01-11.", "2027-01-11"),
        ("I'm travelling between 30 November and 4 December.", "2026-12-07"),
        ("Ich bin wieder am 7.12. im Büro.", "2026-12-07"),
        ("I am out from Nov 30 through Dec 4, back on Dec 9.", "2026-12-09"),
        (
            "Ich bin bis 4.12. nicht im Haus. Ihre E-Mails werden nicht weitergeleitet."
            " Ab dem 7.12. stehe ich Ihnen wieder zur Verfügung.",
            "2026-12-07",
        ),
        ("Ab 7.12.2026 bin ich gerne wieder für Sie da", "2026-12-07"),
        ("Ich bin ab dem 07.12. wieder zu den gewohnten Zeiten erreichbar", "2026-12-07"),
        ("Meine E-Mails lese ich wieder am 7.12.", "2026-12-07"),
        (
            "Ich werde Ihre Nachricht nach meiner Rückkehr am 7. Dezember 2026 bearbeiten.",
            "2026-12-07",
        ),
        ("I will be out of the office returning on Monday, December 7.", "2026-12-07"),
        ("I'm currently on vacation and will be back in the office on December 7.", "2026-12-07"),
        ("I'll be out of office through Friday, December 4th.", "2026-12-07"),
        ("out of the office 12/1/2026 - 12/14/2026", "2026-12-15"),
        ("Ich bin bis Montag, 7.12.2026 nicht da", "2026-12-08"),
        (
            "Ich bin derzeit im Urlaub und ab dem 7.12.2026 wieder persönlich erreichbar.",
            "2026-12-07",
        ),
        ("Wegen Krankheit bin ich voraussichtlich bis 4.12.2026 nicht zu erreichen", "2026-12-07"),
        ("I am on PTO and will return 12/14/2026.", "2026-12-14"),
        ("My first day back is 7 December", "2026-12-07"),
        ("I will be in the office again on 7 December", "2026-12-07"),
        ("Ich bin bis morgen außer Haus", "2026-12-04"),
        ("I'll be out of the office all week, returning Monday the 7th.", "2026-12-07"),
        ("Back Mon.", "2026-12-07"),
        ("Returning: 2026-12-07", "2026-12-07"),
        ("Return date: 7 Dec 2026", "2026-12-07"),
        ("Bis 7. Jan. 2027 bin ich in Urlaub", "2027-01-08"),
        ("Am Montag bin ich wieder für Sie da", "2026-12-07"),
        ("I am away from 3 December, back on 9 December.", "2026-12-09"),
        ("Ich bin von Montag bis Freitag im Urlaub.", "2026-12-07"),
        ("Ich bin Montag, 30.11. bis Freitag, 4.12. im Urlaub.", "2026-12-07"),
        ("Ich bin im Mutterschutz und danach bis zum 31. März 2027 in Elternzeit.", "2027-04-01"),
        (
            "I am out on business travel until Dec. 9th and will respond when I return.",
            "2026-12-10",
        ),
        (
            "Danke für Ihre Mail! Ich bin ab Mo., 7.12., wieder im Büro. VG Anna Tel. 089/12.3.45",
            "2026-12-07",
        ),
        ("Ich bin vom 30.11.26 bis 11.12.26 auf Reisen, nur begrenzt erreichbar.", "2026-12-14"),
        (
            "Due to the holidays, our office is closed through January 3, 2027."
            " We will reopen Monday, January 4.",
            "2027-01-04",
        ),
        ("Ich bin bis einschl. 4.12. in Urlaub.", "2026-12-07"),
        ("Ich bin noch bis 4.12. im Urlaub", "2026-12-07"),
        ("Ich mache Urlaub bis zum Sonntag, 6.12.2026", "2026-12-07"),
        ("I am out of the office. Back: Mon 7 Dec", "2026-12-07"),
        ("Ich bin im Urlaub und ab Dienstag (8.12.) zurück", "2026-12-08"),
        ("Ich bin im Urlaub und ab Dienstag, 8. Dez. zurück", "2026-12-08"),
        ("I'll be away till the 9th of December", "2026-12-10"),
        ("Wir sind ab 2. Januar 2027 wieder für Sie da.", "2027-01-02"),
        ("Ich bin im Urlaub, ab 7.12. stehe ich wieder zur Verfügung.", "2026-12-07"),
        ("I am on leave; from 7 December I will be in the office again.", "2026-12-07"),
        ("Ab 7.12., 12 Uhr, bin ich wieder erreichbar.", "2026-12-07"),
    ],
)
def test_return_when_a_day_is_named_is_that_day_or_the_next_working_day(
    text: str, day: str
) -> None:
    assert _day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Ich bin seit 3.12. im Urlaub.",
        "Ich bin seit 3.11. krank, meine Durchwahl 0711/712-07.12 bleibt.",
        "In dringenden Fällen bin ich bis 12 Uhr unter 0171 4.12.77 erreichbar.",
        "Ich bin im Urlaub. In dringenden Fällen bis 12 Uhr: 0171 1234567",
        "Ab 7.12. bin ich im Urlaub.",
        "Ab 7.12. bin ich im Urlaub und ab 21.12. wieder da.",
        "Wir haben vom 22.12. bis 2.1. Betriebsferien.",
        "I will return your call on Monday.",
        "I am out of office. I will call you back on Monday.",
        "I am out of office and will get back to you on Monday.",
        "Ich bin im Urlaub und rufe Sie am 7.12. zurück.",
        "Meine Kollegin Frau Müller ist ab 7.12. wieder erreichbar. Ich bin im Urlaub.",
        "Bitte antworten Sie bis 4.12. auf diese Mail. Ich bin im Urlaub.",
        "I am out of office until further notice.",
        "Ich bin derzeit nicht im Büro.",
        "Ich bin heute nicht im Büro.",
        "Ich bin bis 5.1.2025 im Urlaub.",
        "I am out until 5 January 2029.",
        "I'm away until 05/01/2027.",
        "Guten Morgen, ich bin im Urlaub",
        "Ich bin ab Anfang Januar wieder da",
        "Unsere Bürozeiten: Montag bis Freitag 9-17 Uhr. Ich bin im Urlaub.",
        "Wir sind Montag bis Freitag erreichbar",
        "Ihre Bestellung wird bis 4.12. geliefert. Wir sind für Sie da.",
        "Ihre Anfrage wird bis 4.12. bearbeitet",
        "We received your request and will reply by Friday.",
        "> Ich bin bis 4.12. im Urlaub",
        "Your parcel will be back in stock on 7 December.",
        "The item is not available until 5 January.",
        "I'm OOO until 12/4.",
        "Ich bin bis auf Weiteres krank",
        "Ab 1. Januar bin ich nicht mehr bei der Firma.",
        "Mein letzter Arbeitstag war der 30.11., ab 1.1. ist Frau Meier für Sie da.",
        "Our offices will be closed from December 24 until January 3.",
        "Ich bin Mittwochs nicht im Büro.",
        "I do not work on Fridays.",
        "I don't work on Friday.",
        "Ich bin am Freitag nicht im Büro.",
        "Ich bin ab Freitag nicht im Büro.",
        "Ich bin wieder ab 22.12. im Urlaub.",
        "I am on parental leave until March 2027.",
        "Ich bin bis März 2027 in Elternzeit.",
        "Ich arbeite Teilzeit und bin Montag bis Mittwoch erreichbar.",
        "Je suis absent jusqu'au 4.12.",
        "Ich bin am 3.12. nicht im Büro.",
        "I am away with my next day in the office being Monday 7 December",
        "Ich bin vom 23.12.2026 bis einschließlich 06.01.2027 nicht erreichbar.",
        "I am out of the office until 12/7 with limited access",
        "Please expect a reply after December 7",
        "Ich bin heute und morgen nicht im Büro.",
        "Ich bin bis heute Abend unterwegs",
        "I'll be back next week.",
        "Unsere Praxis ist Samstag bis Sonntag geschlossen.",
        "I was back on 30/11/2026.",
        "Ihre Nachricht ist eingegangen. Wir melden uns bis Freitag zurück.",
        "Wir melden uns spätestens am 4.12. bei Ihnen zurück.",
        "Ihr Ticket #4.12 wurde angelegt. Unsere Servicezeiten: Mo-Fr 8-18 Uhr.",
        "Our office hours are Monday to Friday. I'm on vacation.",
        "Ihr Paket kommt am 7.12. zurück.",
        "Your order will be back by 7 December.",
        "Antwort bis 4.12.",
    ],
)
def test_return_when_no_day_ahead_is_named_for_the_writer_is_none(text: str) -> None:
    assert _day(text) == ""


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("Ich bin bis 5.1. im Urlaub.", (2026, 12, 22), "2027-01-06"),
        ("Ich bin bis 31.12. im Urlaub.", (2026, 12, 22), "2027-01-04"),
        ("I am back on January 4.", (2026, 12, 31), "2027-01-04"),
        ("Ab 30.12. bin ich wieder da.", (2027, 1, 4), ""),
        ("Ich bin vom 21.12. bis 8.1. nicht im Büro.", (2026, 12, 28), "2027-01-11"),
        ("Ich bin vom 21.12. bis 8.1. nicht im Büro.", (2027, 1, 9), ""),
        ("Ich bin bis 4.12. im Urlaub.", (2026, 12, 4), "2026-12-07"),
        ("Ich bin bis 4.12. im Urlaub.", (2026, 12, 7), ""),
        ("Vom 1.12. bis 4.12. und 22.12. bis 8.1. im Urlaub.", (2026, 12, 2), "2026-12-07"),
        ("Vom 1.12. bis 4.12. und 22.12. bis 8.1. im Urlaub.", (2026, 12, 23), "2027-01-11"),
        ("Ich bin vom 7.12. bis 11.12. im Urlaub.", (2026, 12, 4), "2026-12-14"),
        ("Ich bin vom 7.12. bis 11.12. im Urlaub.", (2026, 12, 3), ""),
        ("Ab KW 1 bin ich wieder da.", (2026, 12, 28), "2027-01-04"),
    ],
)
def test_return_when_the_year_is_missing_lies_near_the_day_of_writing(
    text: str, written: tuple[int, int, int], day: str
) -> None:
    assert _day(text, written=datetime(*written, 12, tzinfo=BERLIN)) == day


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("Abwesend bis 4.12.", "2026-12-07"),
        ("Out of office until December 4: Re: my order", "2026-12-07"),
        ("Out of Office (back on 7 Dec)", "2026-12-07"),
        ("Automatic reply: Holiday booking until 4 December", ""),
        ("Automatische Antwort: AW: Urlaub bis 4.12.", ""),
    ],
)
def test_return_when_only_the_subject_names_a_day_is_read_before_the_subject_it_answers(
    subject: str, day: str
) -> None:
    assert _day("Vielen Dank.", subject=subject) == day


def test_return_says_where_its_words_stand() -> None:
    text = "Guten Tag,\n\nich bin ab\ndem 7. Dezember wieder da."
    found = back_on("Abwesend bis 4.12.", text, WEDNESDAY, CALENDAR)
    assert found == Return(date(2026, 12, 7), "7. Dezember", 27, 38)
    assert text[found.start : found.end] == found.words
    told = back_on("Abwesend bis 4.12.", "Danke.", WEDNESDAY, CALENDAR)
    assert told == Return(date(2026, 12, 7), "4.12.", 0, 0)


def test_return_when_only_the_quoted_mail_names_a_day_is_none() -> None:
    below = "\n\nVon: Laden <info@shop.example>\nWir sind bis 4.12. im Urlaub."
    assert _day("Ich bin im Urlaub." + below) == ""
    assert _day("Ich bin im Urlaub.\n\nAm 1.12. schrieb Eva:\nIch bin bis 4.12. weg.") == ""


def test_return_is_counted_in_the_zone_of_the_calendar() -> None:
    late = datetime(2026, 12, 2, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert _day("I'm back tomorrow.", written=late) == "2026-12-04"


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 12, 7), datetime(2026, 12, 7, 9, tzinfo=BERLIN)),
        (date(2026, 12, 5), datetime(2026, 12, 7, 9, tzinfo=BERLIN)),
        (date(2026, 12, 25), datetime(2026, 12, 28, 9, tzinfo=BERLIN)),
    ],
)
def test_opening_of_the_day_somebody_is_back_follows_the_calendar(
    day: date, wanted: datetime
) -> None:
    assert opening(Return(day, "", 0, 0), CALENDAR) == wanted
