"""What a sentence weighs by its features: the same number on every machine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

_DIGITS = 6
"""More than any weight has; what adding leaves behind these is rounding, and decides nothing."""


def weighed(features: Iterable[str], weights: Mapping[str, float], base: float) -> float:
    """Return ``base`` and the weights of ``features`` together; those without one weigh nothing."""
    return added((base, *(weights[feature] for feature in features if feature in weights)))


def added(weights: Iterable[float]) -> float:
    """Return what ``weights`` weigh together.

    A mail that weighs just as much as the threshold is judged neither by the order of the weights
    nor by how the running version of Python adds: 3.12 adds more exactly than 3.11.
    """
    return round(math.fsum(weights), _DIGITS)
