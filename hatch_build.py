"""Compiles the message catalogues while the package is built, so users need no extra step.

English needs none: it is written in the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Turns the ``messages.po`` of each other language into what gettext reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues and put them into the wheel."""
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        root = Path(self.root)
        for po in sorted((root / "agent_console" / "locales").glob("*/LC_MESSAGES/*.po")):
            if po.parts[-3] == "en":
                continue
            mo = po.with_suffix(".mo")
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parts[-3])
            with mo.open("wb") as target:
                write_mo(target, catalogue)
            build_data["force_include"][str(mo)] = mo.relative_to(root).as_posix()
