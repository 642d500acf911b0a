"""Which Message-IDs belong together, in whatever order the mails arrive."""

from __future__ import annotations

from collections.abc import Iterable


class IdGraph:
    """Groups of Message-IDs joined by what mails refer to (a union-find).

    An id that is only referred to is a placeholder: two mails that answer the same unseen mail are
    together before it arrives, and it joins them when it does. Ids are without angle brackets.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._seen: dict[str, None] = {}

    def add(self, message_id: str, refs: Iterable[str] = ()) -> str:
        """Add a mail and what it refers to; return the id that stands for its group now."""
        self._seen[message_id] = None
        for ref in refs:
            self._join(message_id, ref)
        return self.group_of(message_id)

    def group_of(self, message_id: str) -> str:
        """Return the id that stands for the group; an unknown id is a group of its own."""
        root = message_id
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while message_id != root:
            self._parent[message_id], message_id = root, self._parent[message_id]
        return root

    def same_group(self, a: str, b: str) -> bool:
        """Return whether two ids belong together."""
        return self.group_of(a) == self.group_of(b)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of the mails that were added, in order; placeholders are left out."""
        found: dict[str, list[str]] = {}
        for message_id in self._seen:
            found.setdefault(self.group_of(message_id), []).append(message_id)
        return tuple(tuple(members) for members in found.values())

    def _join(self, a: str, b: str) -> None:
        one, two = self.group_of(a), self.group_of(b)
        if one == two:
            return
        if self._size.get(one, 1) < self._size.get(two, 1):
            one, two = two, one
        self._parent[two] = one
        self._size[one] = self._size.get(one, 1) + self._size.pop(two, 1)
