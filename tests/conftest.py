"""Nothing of the machine that runs the tests may answer them: its keyring stays shut."""

from __future__ import annotations

import os

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Hundreds of programs are started; each would compile the package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
