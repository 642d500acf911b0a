"""The parts of the settings file on the team, its promises, its texts and the queue's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from agent_console.desk.remedies import RemedyKind
from agent_console.i18n import _
from agent_console.priority_config import PriorityConfig
from agent_console.remedies_config import RemediesConfig

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
    yield from note(_("What is overdue for so long is for those of level 3, too."))
    yield 'escalate_after = "4h"'
    yield '# groups = { vip = ["kim@example.com", "@example.org"] }'
    yield '# rule = [{ group = "vip", first_response = "1h" }]'


def colleagues(note: Note) -> Iterator[str]:
    """Yield the list of colleagues as an example; it stands before the first section."""
    yield from note(_("Who else answers, and what: for handing over, see docs/requests.md."))
    yield '# colleagues = [{ name = "Bea", level = 2, languages = ["de"], types = ["invoice"] }]'


def texts(note: Note) -> Iterator[str]:
    """Yield the sections [library] and [remedies] with what may be changed first."""
    yield "[library]"
    yield from note(
        _(
            "The team's own canned answers and blocks of apologies, and what is put into them for"
            " team.<name>: see docs/library.md."
        )
    )
    yield '# folder = "texts"'
    yield '# values = { opening_hours = "Mo-Fr 9-17 Uhr", return_days = 30 }'
    yield ""
    yield "[remedies]"
    yield from note(
        _("What may be offered to customers who complain, and by whom: see docs/remedies.md.")
    )
    config = RemediesConfig()
    yield f'currency = "{config.currency}"'
    yield f"check_days = {config.check_days}"
    yield '# first = { late = ["voucher"] }'
    for kind in RemedyKind:
        yield f"# {kind.value.replace('-', '_')} = {{ offered = false }}"


def notices(note: Note) -> Iterator[str]:
    """Yield the section [notices]."""
    yield "[notices]"
    yield from note(_("How you are warned before a promise is broken: see docs/sla.md."))
    yield "bell = false"
    yield 'desktop = "off"'
    yield "soon = true"
    yield "unclaimed = true"


def queue(note: Note) -> Iterator[str]:
    """Yield the section [queue]."""
    yield "[queue]"
    yield from note(_("The columns of the list from left to right; without them what fits."))
    yield '# columns = ["mark", "due:12", "customer", "subject", "owner", "badges"]'
    yield from note(
        _(
            "The first order: priority, deadline, age or customer. The preview stands beside or"
            " below, or is off; auto: where there is room."
        )
    )
    yield 'sort = "priority"'
    yield 'preview = "auto"'
    yield from note(_("What is new moves in when no key was pressed for so long."))
    yield 'settle = "20s"'


def weights(note: Note) -> Iterator[str]:
    """Yield the section [priority] with the weights as shipped."""
    yield "[priority]"
    yield from note(
        _("How much sooner a ticket stands than its deadline alone would put it: see docs/sla.md.")
    )
    for name, amount in PriorityConfig().model_dump(exclude={"groups"}).items():
        yield f'{name} = "{amount // _MINUTE}min"'
    yield '# groups = { vip = "30min" }'
