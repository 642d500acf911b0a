"""Threads take turns often while the console runs, and as before once it has ended."""

from __future__ import annotations

import sys

from agent_console.screens.terminal import quick_turns


def test_turns_are_quick_in_the_console_and_as_before_afterwards() -> None:
    usual = sys.getswitchinterval()
    with quick_turns():
        assert sys.getswitchinterval() <= usual / 10 + 1e-9
    assert sys.getswitchinterval() == usual
