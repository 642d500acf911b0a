"""The tables [[forms]]: contact forms whose mails are read as the customer's own."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from agent_console.i18n import _

MAX_FORMS = 50
_SENDER = re.compile(r"[^@\s]*@[^@\s]+")


def _sender(value: str) -> str:
    if not _SENDER.fullmatch(value):
        raise ValueError(_('write an address, or "@example.com" for everyone there'))
    return value.lower()


Sender = Annotated[str, AfterValidator(_sender)]
Labels = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(max_length=20)
]


class FormConfig(BaseModel):
    """One form: who sends its mails, and what its fields are called beside the usual words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: Sender
    """The address the form's mails come from, or ``@example.com`` for everyone there."""
    subject: str = Field(default="", max_length=200)
    """A piece of the subject that all its mails have; empty: any."""
    name: Labels = ()
    """Labels of the field with the customer's name."""
    email: Labels = ()
    """Labels of the field with the customer's address."""
    message: Labels = ()
    """Labels of the field with the message."""
    phone: Labels = ()
    """Labels of the field with the telephone number."""
    order: Labels = ()
    """Labels of the field with the order number."""
