"""A mail that only thanks is told from one that has something to say."""

from __future__ import annotations

import pytest

from agent_console.desk.thanks import only_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Danke!",
        "Vielen Dank für die schnelle Hilfe!\n\nLiebe Grüße\nKäthe Müller",
        "Super, hat geklappt, danke schön.\nLG",
        "Hallo,\n\nherzlichen Dank für Ihre rasche Antwort.\n\nMit freundlichen Grüßen\nJ Weiß",
        "Thanks so much, that works now!\n\nBest regards\nBart",
        "Perfect, thank you very much 👍",
        "DANKE",
    ],
)
def test_mail_of_thanks_alone_only_thanks(text: str) -> None:
    assert only_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hallo",
        "Danke, aber es geht noch immer nicht.",
        "Danke. Wann kommt das Paket?",
        "Danke für nichts.",
        "Danke, die Nummer ist 4711.",
        "Vielen Dank im Voraus",
        "Thanks, it still does not work",
        "Thanks!\nPS please call me",
        "Danke\nBitte stornieren",
        "Danke " * 100,
        "Thanks for your reply, Anna\nCall Me\nToday Please",
    ],
)
def test_mail_that_says_more_does_not(text: str) -> None:
    assert not only_thanks(text)
