"""What agents recorded of customers, in words."""

from __future__ import annotations

from agent_console.desk.customer_facts import (
    CustomerChanged,
    CustomersImported,
    CustomersJoined,
    CustomersParted,
)
from agent_console.desk.customer_values import field_word
from agent_console.desk.customers import FLAGS, YES, field_of
from agent_console.i18n import _

CustomerFact = CustomerChanged | CustomersImported | CustomersJoined | CustomersParted
_LONGEST = 60


def customer_words(fact: CustomerFact) -> str:
    """Return what was recorded, as undo says it."""
    match fact:
        case CustomersJoined(into=into):
            return _("customer joined with {email}").format(email=into)
        case CustomersParted():
            return _("customer on their own again")
        case CustomersImported(source=source):
            return _("customers imported from {file}").format(file=source)
        case CustomerChanged():
            return _changed(fact)


def _changed(fact: CustomerChanged) -> str:
    field = field_of(fact.field)
    if field is None:
        return _("customer changed")
    name = field_word(field)
    if field in FLAGS:
        words = _("customer: {field}") if fact.value == YES else _("customer: not {field}")
        return words.format(field=name)
    if fact.off or not fact.value:
        return _("customer: no {field}").format(field=name)
    return _("customer: {field} {value}").format(field=name, value=fact.value[:_LONGEST])
