"""``python -m agent_console`` starts the same program as the ``agent-console`` command."""

from __future__ import annotations

import sys

from agent_console.cli import main

if __name__ == "__main__":
    sys.exit(main())
