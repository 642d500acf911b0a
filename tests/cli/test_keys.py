"""`keys` and `doctor --keys`: which keys do what, and what arrives of them."""

from __future__ import annotations

import io
import os
import pty
import sys

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.screens.key_maps import load_key_map
from agent_console.screens.key_probe import KeyProbe, probe
from tests.cli.calls import Captured, as_json


def add_keys(locations: Locations, text: str) -> None:
    before = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(f"{before}\n{text}\n", "utf-8")


def test_keys_without_settings_are_those_of_the_preset(
    locations: Locations, capsys: Captured
) -> None:
    locations.config_file.unlink()
    assert main(["keys", "--preset", "vim"]) == ExitCode.OK
    out = capsys.readouterr().out
    assert "Preset: vim" in out
    assert "gg Home           queue.first" in out


def test_keys_of_ones_own_are_printed_with_what_is_wrong_with_them(
    locations: Locations, capsys: Captured
) -> None:
    add_keys(locations, '[keys]\npreset = "mutt"\n[keys.map]\n"desk.outbox" = "ctrl+y"\nno = "x"')
    assert main(["keys"]) == ExitCode.FAILED
    out = capsys.readouterr().out
    assert "Preset: mutt" in out
    assert "! Keys: there is no action no" in out
    assert "Ctrl+Y            desk.outbox" in out


def test_keys_as_json_name_place_action_and_keys(locations: Locations, capsys: Captured) -> None:
    found = as_json(capsys, "keys", "--json")
    assert found["preset"] == "default"
    assert found["problems"] == []
    assert {"place": "queue", "action": "reply.begin", "keys": ["r"], "words": "Reply"} in found[
        "keys"
    ]


def test_keys_of_an_unknown_preset_name_those_there_are(
    locations: Locations, capsys: Captured
) -> None:
    assert main(["keys", "--preset", "emacs"]) == ExitCode.CONFIG
    assert "default, mutt, vim" in capsys.readouterr().err


def test_doctor_tells_what_is_wrong_with_keys(locations: Locations, capsys: Captured) -> None:
    add_keys(locations, '[keys.map]\n"desk.outbox" = "c"')
    assert main(["doctor", "--offline"]) == ExitCode.OK
    assert "c would be both ticket.close and desk.outbox" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("came", "names"),
    [
        (b"r", ["r"]),
        (b"\x1b", ["escape"]),
        (b"\x1b[A", ["up"]),
        (b"\x07", ["ctrl+g"]),
        ("ü".encode(), ["ü"]),
        (b"\xfc", ["replacement_character"]),
        (b"ab", ["a", "b"]),
        (b"\x1b[15~", ["f5"]),
    ],
)
def test_probe_names_keys_as_the_console_hears_them(came: bytes, names: list[str]) -> None:
    assert [one.key for one in KeyProbe(load_key_map()).heard(came)] == names


def test_probe_tells_what_a_key_does_where() -> None:
    (one,) = KeyProbe(load_key_map("vim")).heard(b"r")
    assert one.does == ("Reply with its facts (Orders of a ticket)", "Reply (Queue, Ticket)")
    assert one.line.split()[:3] == ["r", "r", "72"]
    assert one.line.endswith("Reply (Queue, Ticket)")
    (other,) = KeyProbe(load_key_map()).heard("ü".encode())
    assert other.line.endswith("does nothing")


def test_probe_gives_each_key_its_own_bytes() -> None:
    found = KeyProbe(load_key_map()).heard(b"\x07\x1b[15~\xc3\xbc\xfc")
    assert [(one.key, one.came) for one in found] == [
        ("ctrl+g", b"\x07"),
        ("f5", b"\x1b[15~"),
        ("ü", b"\xc3\xbc"),
        ("replacement_character", b"\xfc"),
    ]


def test_probe_ends_when_the_same_key_comes_twice() -> None:
    watching = KeyProbe(load_key_map())
    for came in (b"q", b"\x03", b"q", b"r", b"\x03"):
        watching.heard(came)
        assert not watching.is_over
    watching.heard(b"\x03")
    assert watching.is_over


@pytest.mark.parametrize("typed", [b"r\x1b[5~qq", b"r\x1b[5~"])
def test_probe_at_a_terminal_shows_keys_and_ends(
    typed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    try:
        with os.fdopen(theirs, "r", closefd=False) as terminal:
            monkeypatch.setattr(sys, "stdin", terminal)
            monkeypatch.setattr(sys, "stdout", io.StringIO())
            lines: list[str] = []

            def say(line: str) -> None:
                lines.append(line)
                if len(lines) == 2:
                    os.write(ours, typed)

            probe(load_key_map(), 0.1, say)
        shown = "\n".join(lines)
        assert "Reply (Queue, Ticket)" in shown
        assert "pageup" in shown
    finally:
        os.close(ours)
        os.close(theirs)
