"""A tag for a ticket: one of those in use, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.desk.tags import normalise_tag
from agent_console.i18n import _, ngettext
from agent_console.screens import words
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.screens.base import ConsoleScreen


class TagPanel(PickPanel):
    """Typing finds a tag in use or makes a new one; one that is on the ticket is taken off."""

    def __init__(self, screen: ConsoleScreen, row: QueueRow, then: Callable[[str], object]) -> None:
        super().__init__(screen, _("Tag for #{ref}").format(ref=words.line(row.ref)), then)
        self._here = row.tags
        self._names: frozenset[str] = frozenset()

    def offer_tags(self, known: Iterable[tuple[str, int]]) -> None:
        """Take the tags in use: first those of the ticket, then the most used."""
        used = [(tag, n) for tag, n in known if tag not in self._here]
        self._names = frozenset((*self._here, *(tag for tag, _n in used)))
        self.offer(
            (
                *(Pick(tag, _("✓ {tag} · take it off").format(tag=tag)) for tag in self._here),
                *(Pick(tag, _used(tag, n)) for tag, n in used),
            )
        )

    def more(self, text: str) -> Iterable[Pick]:
        """Offer what is typed as a new tag, unless there is one of that name."""
        tag = normalise_tag(text)
        if tag and tag not in self._names:
            yield Pick(tag, _("{tag} (a new tag)").format(tag=tag))

    def empty_word(self) -> str:
        """Return what is said as long as there are no tags."""
        return _("No tags yet: type one.")


def _used(tag: str, n: int) -> str:
    return ngettext("{tag} · on {n} ticket", "{tag} · on {n} tickets", n).format(
        tag=words.line(tag), n=n
    )
