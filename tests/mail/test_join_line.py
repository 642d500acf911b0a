"""The line by which a colleague joins: what it says, and that a slip is told from a wrong key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.mail.join_line import JoinLine, LineTrouble, read_join_line, write_join_line
from agent_console.mail.seal import KeyRing, TeamKey

KEY = TeamKey(bytes(range(32)))
OLD = TeamKey(bytes(32))
LINE = write_join_line(KeyRing(KEY, (OLD,)), "journal1", "AgentConsole", with_key=True)


def test_line_says_journal_folder_and_keys() -> None:
    line = read_join_line(LINE)
    assert isinstance(line, JoinLine)
    assert (line.journal, line.folder, line.key) == ("journal1", "AgentConsole", KEY)
    assert line.ring(KEY) == KeyRing(KEY, (OLD,))


def test_line_by_passphrase_holds_no_key_in_the_clear() -> None:
    text = write_join_line(KeyRing(KEY, (OLD,)), "journal1", "INBOX.Büro", with_key=False)
    line = read_join_line(text)
    assert isinstance(line, JoinLine)
    assert line.key is None
    assert line.folder == "INBOX.Büro"
    assert line.ring(OLD) is LineTrouble.WRONG_PASSPHRASE
    assert line.ring(KEY) == KeyRing(KEY, (OLD,))


def test_line_broken_by_a_terminal_or_a_mail_is_read() -> None:
    broken = "  " + "\r\n ".join(LINE[at : at + 40] for at in range(0, len(LINE), 40)) + "\n"
    assert read_join_line(broken) == read_join_line(LINE)


@given(st.integers(0, len(LINE) - 1), st.sampled_from("aZ0-_:"))
def test_one_wrong_character_is_never_taken(at: int, wrong: str) -> None:
    changed = LINE[:at] + wrong + LINE[at + 1 :]
    read = read_join_line(changed)
    assert changed == LINE or isinstance(read, LineTrouble) or read == read_join_line(LINE)


@given(st.integers(1, len(LINE) - 1))
def test_line_that_is_cut_off_is_never_taken(length: int) -> None:
    assert isinstance(read_join_line(LINE[:length]), LineTrouble)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", LineTrouble.NO_LINE),
        ("hello", LineTrouble.NO_LINE),
        (LINE.replace("team:1:", "team:2:"), LineTrouble.NEWER),
        (LINE.replace("journal1", "journal2"), LineTrouble.TYPO),
    ],
)
def test_what_is_no_line_is_told(text: str, trouble: LineTrouble) -> None:
    assert read_join_line(text) is trouble


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(read_join_line(f"agent-console-team:1:{text}"), LineTrouble | JoinLine)
