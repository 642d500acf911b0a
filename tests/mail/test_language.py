"""The language of short mails."""

from __future__ import annotations

import pytest

from agent_console.mail.language import guess_language


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
        ("Hola, quiero cancelar mi pedido por favor", ""),
        ("Привет, где моя посылка?", ""),
        ("荷物はどこですか", ""),
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
