"""The section [acknowledge]: off by default, own texts only with their variables."""

from __future__ import annotations

import pytest

from agent_console.config import parse_config
from agent_console.errors import SettingsError

LEAST = """
[agent]
name = "Anna"
[mailbox]
address = "support@company.example"
[mailbox.imap]
host = "imap.company.example"
port = 993
[mailbox.smtp]
host = "smtp.company.example"
port = 465
"""


def test_acknowledging_when_nothing_is_written_is_off() -> None:
    assert not parse_config(LEAST, "x").acknowledge.enabled


def test_acknowledging_when_written_takes_own_words() -> None:
    text = LEAST + '[acknowledge]\nenabled = true\n[acknowledge.de]\ninside = "{ref} {answer_time}"'
    settings = parse_config(text, "x").acknowledge
    assert settings.enabled
    assert settings.words("de").inside == "{ref} {answer_time}"
    assert settings.words("en").inside == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('inside = "{ref}"', "must hold {answer_time}"),
        ('outside = "{answer_time}"', "must hold {ref}"),
        ('subject = "Hallo"', "must hold {ref}"),
        ('subject = "{ref}\\n{ref}"', "one line"),
        ('inside = "{ref} {answer_time} {subject}"', "{subject} cannot be filled in"),
        ('inside = "{ref} {answer_time} {ref.__class__}"', "cannot be filled in"),
        ('inside = "{ref} {answer_time} }"', "} cannot be filled in"),
        ('body = "x"', "unknown key"),
    ],
)
def test_acknowledging_when_a_text_is_wrong_says_where_and_why(line: str, why: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_config(f"{LEAST}[acknowledge.de]\n{line}\n", "settings.toml")
    assert why in caught.value.message
    assert "settings.toml:" in caught.value.message
