"""The log: private, bounded, and silent about what others wrote."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.locations import Locations, locations_below
from agent_console.logs import start_log


@pytest.fixture
def locations(tmp_path: Path) -> Iterator[Locations]:
    package = logging.getLogger("agent_console")
    before = (list(package.handlers), package.level, package.propagate)
    package.handlers[:] = []
    yield locations_below(tmp_path)
    for handler in package.handlers:
        handler.close()
    package.handlers[:], package.propagate = before[0], before[2]
    package.setLevel(before[1])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.promise("files under an umask", "P19")
def test_log_is_private_and_takes_what_the_package_says(locations: Locations) -> None:
    before = os.umask(0)
    try:
        start_log(locations)
        logging.getLogger("agent_console.services.x").info("mails=%d", 3)
        logging.getLogger("agent_console.services.x").debug("too much")
    finally:
        os.umask(before)
    text = locations.log_file.read_text("utf-8")
    assert f"{os.getpid()} INFO agent_console.services.x mails=3\n" in text
    assert "too much" not in text
    assert mode(locations.log_file) == 0o600
    assert mode(locations.state_dir) == 0o700


def test_log_started_twice_says_everything_once(locations: Locations) -> None:
    start_log(locations)
    start_log(locations)
    logging.getLogger("agent_console").info("once")
    assert locations.log_file.read_text("utf-8").count("once") == 1


@pytest.mark.promise("log of libraries", "P18")
def test_log_does_not_reach_the_screen(
    locations: Locations, capfd: pytest.CaptureFixture[str]
) -> None:
    start_log(locations)
    logging.getLogger("agent_console").error("hidden")
    assert capfd.readouterr() == ("", "")


@pytest.mark.promise("log of libraries", "P18")
def test_libraries_that_log_mail_traffic_are_silenced(locations: Locations) -> None:
    start_log(locations)
    for name in ("imapclient", "imapclient.imaplib", "aiosmtplib", "keyring", "sqlalchemy.engine"):
        assert not logging.getLogger(name).isEnabledFor(logging.INFO), name


@pytest.mark.promise("files under an umask", "P19")
def test_log_that_grows_is_cut_into_three_private_files(locations: Locations) -> None:
    start_log(locations)
    logger = logging.getLogger("agent_console")
    for _number in range(36):
        logger.info("x" * 100_000)
    files = sorted(locations.state_dir.iterdir())
    assert len(files) == 3
    assert all(path.stat().st_size <= 1_000_000 for path in files)
    assert {mode(path) for path in files} == {0o600}
