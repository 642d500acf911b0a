"""A program that speaks like ``hunspell -a``, knows few words, and keeps how it was called."""

from __future__ import annotations

import sys
from pathlib import Path

WRONG = {"Liferung": ("Lieferung", "Lieferungen"), "xyzzy": (), "delivrey": ("delivery",)}
_TEXT = f"""#!{sys.executable} -S
import sys, time
with open(__file__.rpartition("/")[0] + "/calls", "a") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
WRONG = {WRONG!r}
out = sys.stdout.buffer
out.write(b"@(#) International Ispell Version 3.2.06 (but really a fake)\\n")
out.flush()
for line in sys.stdin.buffer:
    word = line.decode().strip().removeprefix("^")
    if word == "!":
        continue
    if word == "ENDS":
        break
    if word == "HANGS":
        time.sleep(60)
    if word in WRONG:
        meant = ", ".join(WRONG[word])
        told = f"& {{word}} 1 1: {{meant}}" if meant else f"# {{word}} 1"
        out.write(told.encode() + b"\\n")
    out.write(b"\\n")
    out.flush()
"""


def install(folder: Path) -> None:
    """Put the program and an empty German dictionary into ``folder``."""
    program = folder / "hunspell"
    program.write_text(_TEXT, encoding="utf-8")
    program.chmod(0o755)
    (folder / "de_DE.dic").touch()
