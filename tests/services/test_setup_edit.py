"""Settings that exist are edited: what changed is written, comments and the rest stay."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.config import Security, parse_config
from agent_console.errors import ConfigError
from agent_console.mail.providers import ServerAnswer
from agent_console.services.settings_edit import answers_of, edited_settings
from agent_console.services.settings_file import Answers, settings_text

FIRST = Answers(
    "shop@firma.example",
    "Anna",
    ServerAnswer("imap.firma.example", 993),
    ServerAnswer("smtp.firma.example", 465),
)
OTHER = Answers(
    "help@firma.example",
    'Bea "B" Größe',
    ServerAnswer("imap.other.example", 143, Security.STARTTLS),
    ServerAnswer("smtp.other.example", 587, Security.STARTTLS),
    user="bea",
    smtp_user="bea@other.example",
    ca_file="/etc/own.pem",
    password_command=("pass", "show", "mail box"),
    zone="Europe/Vienna",
    country="AT",
    subdivision="9",
    language="de",
    level=3,
    sent_copy="receipt",
    sent_folder="Gesendet",
    tickets_since=date(2026, 2, 1),
)
INLINE = """\
[agent]
name = "Anna"   # that is me
[mailbox]
address = "shop@firma.example"
imap = {host = "imap.firma.example", port = 993}
smtp = {host = "smtp.firma.example", port = 465}

[[mailboxes]] # the second shop
address = "two@firma.example"
imap = {host = "imap.firma.example", port = 993}
smtp = {host = "smtp.firma.example", port = 465}
"""


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_answers_come_back_from_the_file_they_made() -> None:
    tenant = replace(FIRST, microsoft_client="0a-1b", microsoft_tenant="consumers")
    for answers in (FIRST, OTHER, replace(FIRST, microsoft_client="0a-1b"), tenant):
        assert answers_of(parse_config(settings_text(answers), "x")) == answers


def test_same_answers_change_nothing() -> None:
    for text in (settings_text(FIRST), settings_text(OTHER), INLINE):
        assert edited_settings(text, answers_of(parse_config(text, "x"))) == text


def test_one_answer_changes_one_line() -> None:
    text = settings_text(FIRST).replace('name = "Anna"', 'name = "Anna"  # that is me')
    edited = edited_settings(text, replace(FIRST, agent="Bea"))
    assert changed_lines(text, edited) == ['name = "Bea"  # that is me']
    assert len(edited.splitlines()) == len(text.splitlines())


def test_example_in_comments_is_taken_up_where_it_stands() -> None:
    text = settings_text(FIRST)
    edited = edited_settings(text, replace(FIRST, password_command=("pass", "x"), user="anna"))
    command, user = 'password_command = ["pass", "x"]', 'user = "anna"'
    assert changed_lines(text, edited) == [command, user, user]
    assert len(edited.splitlines()) == len(text.splitlines())


@pytest.mark.parametrize("text", [settings_text(FIRST), settings_text(OTHER), INLINE])
def test_every_answer_can_be_changed_there_and_back(text: str) -> None:
    before = answers_of(parse_config(text, "x"))
    for wanted in (OTHER, FIRST, replace(FIRST, microsoft_client="0a-1b")):
        edited = edited_settings(text, wanted)
        assert answers_of(parse_config(edited, "x")) == wanted
        for comment in ("# that is me", "# the second shop"):
            assert (comment in edited) == (comment in text)
        assert answers_of(parse_config(edited_settings(edited, before), "x")) == before


def test_what_setup_does_not_ask_for_is_kept() -> None:
    text = settings_text(FIRST).replace('undo = "10s"', 'undo = "45s"') + "\n# the end\n"
    edited = edited_settings(text, OTHER)
    assert edited.endswith("# the end\n")
    config = parse_config(edited, "x")
    assert config.sending.undo.total_seconds() == 45
    assert config.calendar.hours == parse_config(text, "x").calendar.hours


def test_file_written_in_a_way_that_cannot_be_edited_is_left_alone() -> None:
    dotted = (
        'agent.name = "Anna"\nmailbox.address = "shop@firma.example"\n'
        'mailbox.imap = {host = "imap.firma.example", port = 993}\n'
        '[mailbox.smtp]\nhost = "smtp.firma.example"\nport = 465\n'
    )
    with pytest.raises(ConfigError, match=r"mailbox\.folders\.sent cannot be changed") as caught:
        edited_settings(dotted, replace(FIRST, sent_folder="Sent"))
    assert "--force" in caught.value.hint


@settings(deadline=None, max_examples=30)
def printable(least: int, most: int) -> st.SearchStrategy[str]:
    """Return texts of letters, digits and signs of all scripts."""
    letters = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
    return st.text(letters, min_size=least, max_size=most)


@given(
    agent=printable(1, 40),
    user=printable(0, 20),
    words=st.lists(printable(0, 9), max_size=3),
    sent=printable(0, 20),
)
def test_any_answer_is_edited_in_so_that_it_is_read_back(
    agent: str, user: str, words: list[str], sent: str
) -> None:
    wanted = replace(FIRST, agent=agent, user=user, password_command=tuple(words), sent_folder=sent)
    for text in (settings_text(FIRST), INLINE):
        edited = edited_settings(text, wanted)
        assert answers_of(parse_config(edited, "x")) == wanted
        assert tomllib.loads(edited)["agent"]["name"] == agent
