"""Settings: what is understood, and how a mistake is told with file, line and key."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta
from pathlib import Path
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.config import (
    Config,
    Security,
    line_of,
    load_config,
    parse_config,
)
from agent_console.durations import parse_duration, parse_frame
from agent_console.errors import ConfigError

LEAST = """\
[agent]
name = "Anna"

[mailbox]
address = "Support@Company.example"

[mailbox.imap]
host = "imap.company.example"
port = 993

[mailbox.smtp]
host = "smtp.company.example"
port = 465
"""


def wrong(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        parse_config(text, "config.toml")
    return caught.value


def test_settings_with_the_least_have_the_documented_defaults() -> None:
    config = parse_config(LEAST, "x")
    assert config.mailbox.imap.security is Security.TLS
    assert config.mailbox.sent_copy == "append"
    assert (config.calendar.zone, config.calendar.country) == ("Europe/Berlin", "DE")
    assert config.calendar.hours["fri"] == ((time(9), time(17)),)
    assert "sat" not in config.calendar.hours
    assert (config.sla.first_response, config.sla.next_response) == (
        timedelta(hours=4),
        timedelta(hours=8),
    )
    assert config.sending.undo == timedelta(seconds=10)
    assert config.sync.poll == timedelta(minutes=1)
    assert (config.sync.keep_source, config.sync.reopen_within) == (256, 30)
    assert (config.ui.language, config.ui.theme) == ("auto", "auto")


def test_own_addresses_are_compared_in_lower_case() -> None:
    text = LEAST.replace("[mailbox.imap]", 'aliases = ["INFO@company.example"]\n[mailbox.imap]')
    assert parse_config(text, "x").mailbox.own_addresses == {
        "support@company.example",
        "info@company.example",
    }


def test_calendar_is_read_whole() -> None:
    config = parse_config(
        LEAST + '[calendar]\nhours.mon = ["08:00-12:00", "13:00-24:00"]\nhours.sun = []\n'
        "closed = [2026-12-24]\n",
        "x",
    )
    assert config.calendar.hours["mon"] == ((time(8), time(12)), (time(13), time(0)))
    assert config.calendar.hours["sun"] == ()
    assert config.calendar.closed == (date(2026, 12, 24),)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("90s", timedelta(seconds=90)),
        ("15min", timedelta(minutes=15)),
        ("15m", timedelta(minutes=15)),
        (" 4 h ", timedelta(hours=4)),
        ("1.5d", timedelta(hours=36)),
        ("0s", timedelta()),
        (timedelta(days=1), timedelta(days=1)),
    ],
)
def test_duration_is_understood(text: object, amount: timedelta) -> None:
    assert parse_duration(text) == amount


@pytest.mark.parametrize(
    "text", ["", "4", "h", "-4h", "4 weeks", "1e3h", "4h30", 4, None, "3651d", "9" * 400 + "d"]
)
def test_duration_that_is_none_is_told_with_examples(text: object) -> None:
    with pytest.raises(ValueError, match="write a duration such as 30s, 15min, 4h or 1d"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("09:00-17:30", (time(9), time(17, 30))),
        ("9:00 - 17:30", (time(9), time(17, 30))),
        ("22:00-06:00", (time(22), time(6))),
        ("00:00-24:00", (time(0), time(0))),
    ],
)
def test_opening_hours_are_understood(text: str, frame: tuple[time, time]) -> None:
    assert parse_frame(text) == frame


@pytest.mark.parametrize("text", ["", "9-17", "25:00-26:00", "24:00-08:00", "08:00-24:30", 8])
def test_opening_hours_that_are_none_are_told_with_an_example(text: object) -> None:
    with pytest.raises(ValueError, match="write opening hours such as 09:00-17:30"):
        parse_frame(text)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("port = 993", "port = 0", "config.toml:9: mailbox.imap.port: "),
        ("port = 465", "port = 70000", "config.toml:13: mailbox.smtp.port: "),
        ("port = 993", 'port = "x"', "config.toml:9: mailbox.imap.port: "),
        ("port = 993", "", "config.toml:7: mailbox.imap.port: "),
        ('name = "Anna"', 'name = ""', "config.toml:2: agent.name: "),
        ('name = "Anna"', 'nam = "Anna"', "config.toml:2: agent.nam: unknown key; did you mean"),
        ("[agent]", "[agnet]", "config.toml:1: agnet: unknown key; did you mean agent?"),
        ("Support@Company", "Support Company", "config.toml:5: mailbox.address: "),
        ("port = 993", 'port = 993\nsecurity = "ssl"', "config.toml:10: mailbox.imap.security: "),
        (
            "port = 993",
            'port = 993\nsecurity = "plain"',
            'security = "plain" is accepted for this machine only',
        ),
    ],
)
def test_mistake_is_told_with_line_and_key(before: str, after: str, told: str) -> None:
    assert before in LEAST
    error = wrong(LEAST.replace(before, after, 1))
    assert told in error.message
    assert error.hint


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ('[calendar]\nzone = "Europe/Nowhere"\n', "config.toml:15: calendar.zone: unknown time"),
        ('[calendar]\nzone = "../../etc/passwd"\n', "config.toml:15: calendar.zone: unknown"),
        ('[calendar]\nhours.mon = ["9"]\n', "config.toml:15: calendar.hours.mon.0: write opening"),
        ("[calendar.hours]\nmonday = []\n", "config.toml:15: calendar.hours.monday"),
        ('[sla]\nfirst_response = "soon"\n', "config.toml:15: sla.first_response: write a dur"),
        ("[sync]\nkeep_source = 1\n", "config.toml:15: sync.keep_source: "),
        ('[ui]\nlanguage = "fr"\n', "config.toml:15: ui.language: "),
    ],
)
def test_mistake_in_a_further_section_is_told_with_line_and_key(extra: str, told: str) -> None:
    assert told in wrong(LEAST + extra).message


def test_all_mistakes_are_told_at_once() -> None:
    text = LEAST.replace("port = 993", "port = 0").replace('name = "Anna"', 'nam = "A"')
    assert len(wrong(text).message.splitlines()) == 3


def test_plain_text_is_accepted_for_this_machine() -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        text = LEAST.replace("imap.company.example", host)
        text = text.replace("port = 993", 'port = 143\nsecurity = "plain"')
        assert parse_config(text, "x").mailbox.imap.security is Security.PLAIN


def test_broken_toml_is_told_with_its_line() -> None:
    error = wrong(LEAST + "[calendar\n")
    assert error.message.startswith("config.toml: ")
    assert "line 14" in error.message


def test_settings_cannot_be_changed_in_place() -> None:
    config = parse_config(LEAST, "x")
    with pytest.raises(ValueError, match="frozen"):
        config.agent.name = "Berta"  # type: ignore[misc]  # that is the point


def test_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist") as caught:
        load_config(tmp_path / "config.toml")
    assert "agent-console setup" in caught.value.hint


def test_file_that_is_no_text_or_no_file_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)


def test_file_is_read_as_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(LEAST.replace("Anna", "Jörg Größe").encode())
    assert load_config(path).agent.name == "Jörg Größe"


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("agent", "name"), 2),
        (("mailbox", "imap", "port"), 9),
        (("mailbox", "smtp", "port"), 13),
        (("mailbox", "imap", "user"), 7),
        (("mailbox",), 4),
        (("ui", "theme"), 0),
    ],
)
def test_line_of_a_key_is_found(location: tuple[str, ...], line: int) -> None:
    assert line_of(LEAST, location) == line


@given(st.text())
def test_no_text_makes_anything_but_a_told_error(text: str) -> None:
    with suppress(ConfigError):
        assert isinstance(parse_config(text, "x"), Config)


def with_orders(*patterns: str) -> str:
    written = ", ".join(f"'{pattern}'" for pattern in patterns)
    return f"{LEAST}\n[orders]\npatterns = [{written}]\n"


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"B-\d{6}", "ist B-123456 da?", "B-123456"),
        (r"Nr\. ?(\d{4,8})", "Nr. 4711", "4711"),
        (r"(?:NL|BE)-?\d+", "BE4711", "BE4711"),
        (r"[A-Z]{2}(?:-\d{3}){2,3}", "AB-123-456", "AB-123-456"),
        (r"[]x)|(+*{2}-]\d*?;", "ein ]12;", "]12;"),
        (r"\(\d{,3}\)\{x\}{", "(12){x}{", "(12){x}{"),
        (r"a{2,}b++", "aaabb", "aaabb"),
    ],
)
def test_order_pattern_finds_what_it_says(pattern: str, text: str, found: str) -> None:
    (made,) = parse_config(with_orders(pattern), "x").orders.patterns
    match = made.search(text)
    assert match is not None
    assert match.group(made.groups) == found


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"(a+)+$",
            r"(a|a)*b",
            r"(?:\w+\s?)+:",
            r"\d*\d*\d*x",
            r"(\d{1,9}){1,9}",
            r"(a|ab|b){12}",
        ),
        *(
            r"(?=a)b",
            r"(?i)nl",
            r"(a)\1",
            r"(?P<x>a)",
            r"\d{5000}",
            r"\d{0,41}",
            r"(",
            r"a{3,2}",
            "",
        ),
        *("x" * 201, "(?:" * 66),
    ],
)
def test_order_pattern_that_could_hang_or_is_none_is_refused_with_line_and_key(
    pattern: str,
) -> None:
    message = wrong(with_orders(r"B-\d{6}", pattern)).message
    line = with_orders("").split("\n").index("patterns = ['']") + 1
    assert message.startswith(f"config.toml:{line}: orders.patterns.1: ")


def test_order_pattern_on_the_worst_text_ends_soon() -> None:
    (made,) = parse_config(with_orders(r"\d+\d+;"), "x").orders.patterns
    begun = thread_time()
    assert made.search("1" * 20_000) is None
    assert thread_time() - begun < 5


def test_believed_server_is_one_name_in_lower_case() -> None:
    text = LEAST.replace("[mailbox.imap]", 'authserv_id = "MX.shop.example"\n[mailbox.imap]')
    assert parse_config(text, "x").mailbox.authserv_id == "mx.shop.example"
    assert parse_config(LEAST, "x").mailbox.authserv_id == ""
    message = wrong(text.replace("MX.", "mx one;")).message
    assert "config.toml:7: mailbox.authserv_id: write the name of one server" in message
