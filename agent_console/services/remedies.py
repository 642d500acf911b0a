"""The catalogue of remedies, made from the settings."""

from __future__ import annotations

from agent_console.desk.remedies import Catalogue, RemedyKind, Terms
from agent_console.remedies_config import RemediesConfig


def catalogue_of(config: RemediesConfig) -> Catalogue:
    """Return the remedies that the settings offer."""
    return Catalogue(
        currency=config.currency,
        terms=tuple(_terms(kind, config) for kind in RemedyKind if config.of(kind.value).offered),
        first={
            name: tuple(RemedyKind(kind) for kind in kinds)
            for name, kinds in config.preferences.items()
        },
        check_days=config.check_days,
    )


def _terms(kind: RemedyKind, config: RemediesConfig) -> Terms:
    one = config.of(kind.value)
    return Terms(
        kind=kind,
        limits=one.limits,
        type_limits=one.type_limits,
        percent=one.percent,
        least=one.least,
        share=one.share,
        fixed=one.fixed,
        days=one.days,
    )
