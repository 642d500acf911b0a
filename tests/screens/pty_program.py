"""The real console on a desk in memory, to be started in a pseudo-terminal: FOLDER [FAULT]."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from unittest.mock import patch

from agent_console.app import ConsoleApp, run_app
from agent_console.clock import FixedClock
from agent_console.locations import locations_below
from agent_console.services import desk as desk_module
from tests.screens.fake_content import NOW, ref_of
from tests.screens.fake_desk import FakeDesk
from tests.screens.support import CONFIG, make_config


def main() -> int:
    folder, fault = Path(sys.argv[1]), (sys.argv[2:] or [""])[0]
    clock = FixedClock(NOW)
    fake = FakeDesk(clock, 200 if fault == "many" else 40)
    if fault == "blocked":
        patch.object(fake.queue, "counts", threading.Event().wait).start()
        patch.object(fake, "close", threading.Event().wait).start()
    if fault == "crash":
        patch.object(ConsoleApp, "action_theme", lambda _self: 1 / 0).start()
    patch.object(desk_module, "open_desk", lambda *_args: fake).start()
    theme = "terminal" if fault == "ansi" else "dark"
    config = make_config(CONFIG.replace('"dark"', f'"{theme}"'))
    code = run_app(config.look, lambda: config, locations_below(folder), clock)
    (folder / "draft").write_text(fake.replies.drafts.get(ref_of(0), ""))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
