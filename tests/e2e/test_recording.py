"""The recording of the documentation plays what it should, and can be made anew."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pyte
import pytest

from tools import recording

pytestmark = pytest.mark.pty


def screens(written: str) -> list[str]:
    """Play a recording on an emulated terminal; return what stood there after each moment."""
    header, *events = (json.loads(line) for line in written.splitlines())
    assert header["version"] == 2
    screen = pyte.Screen(header["width"], header["height"])
    stream = pyte.Stream(screen)
    shown = []
    for (earlier, *_), (later, *_) in pairwise([[0, "o", ""], *events]):
        assert earlier <= later
    for _at, kind, text in events:
        assert kind == "o"
        stream.feed(text)
        shown.append("\n".join(screen.display))
    return shown


def plays_the_story(written: str, language: str) -> None:
    """Check that each scene comes after the one before it, and that it is short enough to watch."""
    words = recording.WORDS[language]
    left = iter(screens(written))
    scenes = (words.wrote, words.apology, words.leaves, words.sent, recording.FOUND, words.reply)
    for scene in scenes:
        assert any(scene in shown for shown in left), scene
    *_, last = screens(written)
    assert words.reports in last
    assert 20 < json.loads(written.splitlines()[-1])[0] < 90


@pytest.mark.parametrize("language", recording.LANGUAGES)
def test_kept_recording_plays_the_story_and_names_no_folder_of_a_machine(language: str) -> None:
    written = (recording.FOLDER / f"demo.{language}.cast").read_text(encoding="utf-8")
    plays_the_story(written, language)
    for shown in screens(written):
        assert not re.search(r"/(home|root|tmp|work|Users)/", shown)


def test_recording_is_made_by_the_demo_itself(tmp_path: Path) -> None:
    plays_the_story(recording.record("en", tmp_path), "en")
