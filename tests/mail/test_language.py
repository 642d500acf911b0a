"""The language of short mails."""

from __future__ import annotations

import pytest

from agent_console.desk.mail import Mail
from agent_console.mail.language import (
    PRIOR_ALONE,
    guess_language,
    home_language,
    language_of,
    prior_language,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo ist mein Paket? Ich warte seit zwei Wochen.", "de"),
        ("Guten Tag, die Hose passt leider nicht, ich möchte sie zurückschicken.", "de"),
        ("Bitte stornieren Sie meine Bestellung.", "de"),
        ("Where is my parcel? I have been waiting for two weeks.", "en"),
        ("Please cancel the order, it was a mistake.", "en"),
        ("Où est mon colis ? J'attends depuis deux semaines.", "fr"),
        ("Bonjour, je voudrais annuler ma commande, merci.", "fr"),
        ("Dov'è il mio pacco? Sto aspettando da due settimane.", "it"),
        ("Buongiorno, vorrei annullare il mio ordine, grazie.", "it"),
        ("Waar is mijn pakket? Ik wacht al twee weken.", "nl"),
        ("Goedendag, ik wil graag mijn bestelling annuleren.", "nl"),
        ("Hola, quiero cancelar mi pedido por favor", "other"),
        ("Olá, não recebi o meu pedido, obrigado", "other"),
        ("Hej, jag har inte fått min order och det är ett problem", "other"),
        ("Dzień dobry, gdzie jest moja paczka? Proszę o odpowiedź.", "other"),
        ("Привет, где моя посылка?", "other"),
        ("Πού είναι το δέμα μου;", "other"),
        ("荷物はどこですか", "other"),
        ("أين الطرد الخاص بي؟", "other"),
        ("Bestellung 4711 für 荷物 bitte an die neue Adresse", "de"),
        ("12345", ""),
        ("ok", ""),
        ("", ""),
    ],
)
def test_guess_when_a_line_is_short_finds_its_language(text: str, language: str) -> None:
    assert guess_language(text)[0] == language


def test_guess_when_text_is_longer_is_surer() -> None:
    short = guess_language("Danke")[1]
    long = guess_language("Vielen Dank für die schnelle Antwort, das Paket ist nun da.")[1]
    assert 0 < short < 0.5 < long <= 1


def test_guess_when_nothing_is_known_has_no_confidence() -> None:
    assert guess_language("4711 0815") == ("", 0.0)


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("Retoure 4711", "de", "de"),
        ("Retoure 4711", "nl", "nl"),
        ("ok", "en", "en"),
        ("4711", "it", "it"),
        ("ok", "", ""),
        ("ok", "other", ""),
        ("Order Bestellung shipping", "", "en"),
        ("Order Bestellung shipping", "de", "de"),
        ("Where is my parcel?", "de", "en"),
        ("Wo ist mein Paket?", "en", "de"),
        ("Waar is mijn pakket?", "de", "nl"),
        ("Привет, где моя посылка?", "de", "other"),
        ("Hola, quiero cancelar mi pedido por favor", "de", "other"),
    ],
)
def test_guess_when_a_language_is_expected_takes_it_only_where_words_do_not_decide(
    text: str, prior: str, language: str
) -> None:
    assert guess_language(text, prior=prior)[0] == language


def test_guess_when_only_the_expected_language_speaks_has_little_confidence() -> None:
    assert guess_language("4711", prior="de") == ("de", PRIOR_ALONE)
    assert guess_language("Retoure", prior="de")[1] == PRIOR_ALONE


@pytest.mark.parametrize(
    ("earlier", "email", "home", "language"),
    [
        ("fr", "a@b.de", "de", "fr"),
        ("", "a@b.at", "en", "de"),
        ("other", "a@b.fr", "de", "fr"),
        ("", "a@b.co.uk", "de", "en"),
        ("", "a@b.ch", "fr", "fr"),
        ("", "a@b.ch", "en", "de"),
        ("", "a@b.be", "", "nl"),
        ("", "a@b.com", "de", "de"),
        ("", "a@b.eu", "de", "de"),
        ("", "a@b.online", "it", "it"),
        ("", "a@b.es", "de", ""),
        ("", "", "de", "de"),
        ("", "a@b.com", "", ""),
    ],
)
def test_prior_is_what_the_customer_wrote_then_the_country_then_the_mailbox(
    earlier: str, email: str, home: str, language: str
) -> None:
    assert prior_language(earlier, email, home) == language


@pytest.mark.parametrize(
    ("interface", "country", "language"),
    [("en", "DE", "en"), ("auto", "AT", "de"), ("auto", "CH", "de"), ("auto", "ES", "")],
)
def test_home_is_the_chosen_language_or_that_of_the_country(
    interface: str, country: str, language: str
) -> None:
    assert home_language(interface, country) == language


def test_language_of_a_mail_is_its_own_or_found_with_the_prior() -> None:
    assert language_of(Mail("d", 1, text="Hi", language="nl"), "de") == "nl"
    assert language_of(Mail("d", 1, text="Retoure 4711"), "de") == "de"
    assert language_of(Mail("d", 1, text="Where is my parcel?"), "de") == "en"
    assert language_of(Mail("d", 1, unreadable="broken"), "de") == ""
