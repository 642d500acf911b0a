"""A page opened in headless Chromium: what became of it, what it looks like, what it asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

INSTALL = "chromium is not installed: apt-get install chromium"
_SECONDS = 60
_OWN = ("google.com", "googleapis.com", "gvt1.com", "google-analytics.com")
"""Hosts that the browser itself calls at its start, whatever page is open."""
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=de",
    "--window-size=800,900",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page after its script ran: its elements as HTML, a PNG of it, and hosts it asked for."""

    html: str
    png: bytes
    hosts: frozenset[str]


def need_chromium() -> None:
    """Skip the test where there is no Chromium, or fail it where servers are required (CI)."""
    if shutil.which("chromium") is None:
        required = os.environ.get("AGENT_CONSOLE_REQUIRE_SERVERS")
        (pytest.fail if required else pytest.skip)(INSTALL)


def opened_in_chromium(page: Path, hash_text: str = "") -> Opened:
    """Open a file, with what stands behind ``#``; nothing of it is looked up by name."""
    need_chromium()
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as folder:
        log, shot = Path(folder, "net.json"), Path(folder, "shot.png")
        command = [
            "chromium",
            *_SWITCHES,
            f"--user-data-dir={folder}/profile",
            f"--log-net-log={log}",
            f"--screenshot={shot}",
            "--dump-dom",
            page.as_uri() + (f"#{hash_text}" if hash_text else ""),
        ]
        run = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
        hosts = _hosts(log.read_text(encoding="utf-8"))
        return Opened(run.stdout.decode(), shot.read_bytes(), hosts)


def _hosts(log: str) -> frozenset[str]:
    """Return the hosts of all requests in a net log, but those of the browser itself."""
    try:
        events = json.loads(log)["events"]
    except ValueError:  # a browser that ends quickly leaves the last bracket out
        events = json.loads(log.rstrip().rstrip(",") + "]}")["events"]
    urls = [event.get("params", {}).get("url", "") for event in events]
    hosts = {urlsplit(url).hostname or "" for url in urls if isinstance(url, str)} - {""}
    return frozenset(host for host in hosts if not host.endswith(_OWN))


def is_blank(png: bytes) -> bool:
    """Tell whether a PNG shows one colour, or next to nothing on it (PNG, RFC 2083 §4)."""
    at, data = 8, b""
    while at < len(png):
        size, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    pixels = zlib.decompress(data)
    _common, often = Counter(pixels).most_common(1)[0]
    return len(pixels) - often < len(pixels) // 200
