"""What holds for all tests: the machine's keyring stays shut, the collector looks at little."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator

import hypothesis
import pytest

pytest_plugins = ["tests.faults.record"]

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Hundreds of programs are started; each would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No test is timed: how long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the thousands of tests, which live to the end, out of the garbage collector's way."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
