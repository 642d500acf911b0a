"""The parts of the settings file on promises and on the order of the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from agent_console.i18n import _
from agent_console.priority_config import PriorityConfig

Note = Callable[[str], list[str]]
_MINUTE = timedelta(minutes=1)


def promises(note: Note) -> Iterator[str]:
    """Yield the section [sla]; ``note`` makes comments."""
    yield "[sla]"
    yield from note(_("How fast customers are answered, in business hours: 30min, 4h, 8h …"))
    yield 'first_response = "4h"'
    yield 'next_response = "8h"'
    yield from note(
        _(
            "Until a ticket is closed, and until a customer hears from you while an answered ticket"
            " is set aside; without these lines nothing is promised."
        )
    )
    yield '# solution = "24h"'
    yield '# keep_informed = "16h"'
    yield from note(
        _("Other promises to some customers, request types or channels: see docs/sla.md.")
    )
    yield '# groups = { vip = ["kim@example.com", "@example.org"] }'
    yield '# rule = [{ group = "vip", first_response = "1h" }]'


def weights(note: Note) -> Iterator[str]:
    """Yield the section [priority] with the weights as shipped."""
    yield "[priority]"
    yield from note(
        _("How much sooner a ticket stands than its deadline alone would put it: see docs/sla.md.")
    )
    for name, amount in PriorityConfig().model_dump(exclude={"groups"}).items():
        yield f'{name} = "{amount // _MINUTE}min"'
    yield '# groups = { vip = "30min" }'
