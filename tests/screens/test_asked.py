"""The sign of a colleague's question in the queue."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.fake_content import AGENT, ref_of
from tests.screens.support import Stage, screen_text


@pytest.mark.parametrize(("asked", "shown"), [(AGENT, True), ("Nobody Else", False)])
async def test_row_when_a_note_asks_me_bears_the_sign(
    tmp_path: Path, asked: str, shown: bool
) -> None:
    stage = Stage(tmp_path)
    stage.desk.queue.change(ref_of(0), asked=((asked.lower(), "Bert"),))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(pilot)
        assert ("?" in screen_text(stage.app).splitlines()[2][-6:]) is shown
