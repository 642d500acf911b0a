"""The section [remedies]: what may be offered to a customer, up to which value, and its cost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from agent_console.i18n import _

Kind = Literal[
    "refund",
    "partial-refund",
    "replacement",
    "repair",
    "voucher",
    "free-return",
    "priority-shipping",
    "call-back",
]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]
Percent = Annotated[int, Field(ge=0, le=100)]
_LEVELS = 3
_PAID_BACK = {"share": 100, "days": 5}
_SHIPPED: Mapping[str, Mapping[str, Any]] = {
    "refund": _PAID_BACK
    | {
        "limits": ("50", "150"),
        "type_limits": {
            "delivery-problem": ("80", "250"),
            "payment": ("100", "300"),
            "refund": ("100", "300"),
            "cancellation": ("100", "300"),
        },
    },
    "partial_refund": _PAID_BACK
    | {"limits": ("20", "60"), "percent": (20, 30), "least": ("5", "10")},
    "replacement": {"limits": ("50", "200"), "share": 60, "fixed": "6", "days": 4},
    "repair": {"limits": ("50", "200"), "share": 30, "fixed": "12", "days": 10},
    "voucher": {
        "limits": ("15", "40"),
        "percent": (10, 20),
        "least": ("5", "10"),
        "share": 70,
        "days": 1,
    },
    "free_return": {"fixed": "6", "days": 1},
    "priority_shipping": {"fixed": "9", "days": 2},
    "call_back": {"fixed": "4", "days": 1},
}
_SHIPPED_FIRST: Mapping[str, tuple[Kind, ...]] = {
    "not-arrived": ("replacement", "refund", "voucher"),
    "late": ("voucher", "partial-refund"),
    "damaged": ("replacement", "refund", "partial-refund"),
    "defective": ("replacement", "repair", "refund"),
    "wrong-item": ("replacement", "free-return", "refund"),
    "missing-item": ("priority-shipping", "refund", "voucher"),
    "charged-twice": ("refund",),
    "refund-missing": ("refund", "call-back"),
    "no-answer": ("call-back", "voucher"),
    "bad-treatment": ("call-back", "voucher"),
    "no-access": ("call-back",),
    "quality": ("partial-refund", "free-return", "refund"),
    "cancelled-charged": ("refund",),
    "delivery-problem": ("priority-shipping", "replacement", "refund", "voucher"),
    "payment": ("refund", "call-back"),
    "refund": ("refund", "call-back"),
    "cancellation": ("refund", "call-back"),
    "technical": ("call-back", "repair", "replacement"),
    "return": ("free-return", "refund"),
    "account": ("call-back",),
    "complaint": ("call-back", "voucher"),
}


def _rising(values: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    if any(low > high for low, high in pairwise(values)):
        raise ValueError(_("a higher level may not grant less than a lower one"))
    return values


Limits = Annotated[tuple[Money, ...], AfterValidator(_rising), Field(max_length=_LEVELS)]


class RemedyConfig(BaseModel):
    """One kind of remedy. A key that is not given keeps the value shipped for that kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offered: bool = True
    """Whether it is offered at all."""
    limits: Limits = ()
    """Up to which value agents of level 1, 2 and 3 may grant it; a level without one may grant any.
    """
    type_limits: dict[str, Limits] = Field(default_factory=dict, max_length=100)
    """Other limits for a request type."""
    percent: tuple[Percent, Percent] | None = None
    """What is suggested for a calm and for an angry customer, in percent of the amount; none: the
    whole.
    """
    least: tuple[Money, Money] = (Decimal(0), Decimal(0))
    """The least that is suggested, for a calm and for an angry customer."""
    share: Percent = 0
    """What it costs the team, in percent of its value."""
    fixed: Money = Decimal(0)
    """What it costs the team besides."""
    days: int = Field(default=3, ge=0, le=60)
    """Business days until the customer has it."""


def _shipped(name: str) -> RemedyConfig:
    return RemedyConfig.model_validate(_SHIPPED[name])


class RemediesConfig(BaseModel):
    """The catalogue of remedies: what may be offered to a customer who complains."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    """The currency of all values here."""
    check_days: int = Field(default=3, ge=1, le=60)
    """Business days after which we come back and ask whether it is solved."""
    first: dict[str, tuple[Kind, ...]] = Field(default_factory=dict, max_length=100)
    """What fits a kind of matter or a request type, the best first; what is not named keeps the
    shipped order.
    """
    refund: RemedyConfig = _shipped("refund")
    partial_refund: RemedyConfig = _shipped("partial_refund")
    replacement: RemedyConfig = _shipped("replacement")
    repair: RemedyConfig = _shipped("repair")
    voucher: RemedyConfig = _shipped("voucher")
    free_return: RemedyConfig = _shipped("free_return")
    priority_shipping: RemedyConfig = _shipped("priority_shipping")
    call_back: RemedyConfig = _shipped("call_back")

    @model_validator(mode="before")
    @classmethod
    def _keep_what_is_not_given(cls, data: object) -> object:
        """A team that changes one key of a remedy keeps its other keys as shipped."""
        if not isinstance(data, dict):
            return data
        return {
            key: {**_SHIPPED[key], **value}
            if key in _SHIPPED and isinstance(value, dict)
            else value
            for key, value in data.items()
        }

    @property
    def preferences(self) -> dict[str, tuple[Kind, ...]]:
        """What fits which matter or request type: the shipped order, the team's own over it."""
        return {**_SHIPPED_FIRST, **self.first}

    def of(self, kind: Kind) -> RemedyConfig:
        """Return the settings of one kind."""
        found: RemedyConfig = getattr(self, kind.replace("-", "_"))
        return found
