"""Which keys are heard now, for the key line of a screen."""

from __future__ import annotations

from typing import ClassVar

from agent_console.i18n import _
from agent_console.screens.keys import Action, Scope
from agent_console.screens.session import Session
from agent_console.screens.sync_keys import SyncKeys
from agent_console.screens.widgets.key_line import KeyLine


class HeardKeys(SyncKeys):
    """Names the keys that do something now; screens leave out what does not."""

    SCOPE: ClassVar[Scope]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        if session.keys.own_keys:
            from agent_console.screens.rebinding import rebind

            rebind(self, self.SCOPE, session.keys)

    def action_begin_sequence(self, first: str) -> None:
        """Wait a moment for the rest of a sequence of keys, such as the second g of gg."""
        from agent_console.screens.sequences import Sequence

        known = self.session.keys.sequences(self.SCOPE)
        self.session.begun = Sequence(first, known, self.session.clock.monotonic)

    def shown_key(self, action: Action) -> Action | None:
        """Return an action as the key line names it now, None where its key does nothing."""
        return action

    def way_back(self) -> str:
        """Return how what was just done is taken back, in words."""
        return _("{key} takes it back").format(key=self.session.keys.key("desk.undo"))

    def teach(self) -> None:
        """Give somebody new the hint for this screen, once."""
        hints = self.session.hints
        if hints is not None and (text := hints.take(self.SCOPE, self.session.keys)):
            self.tell(text)

    def show_keys(self) -> None:
        """Bring the key line up to date."""
        for key_line in self.query(KeyLine):
            key_line.show()

    @property
    def panel_has_keys(self) -> bool:
        """Whether a question or picker at the foot hears the keys."""
        return self.focused is not None and self.query_one("#foot") in self.focused.ancestors

    def heard_here(self) -> tuple[tuple[Scope, ...], tuple[tuple[str, str], ...]]:
        """Return the scopes whose keys are heard now, the nearest first, and a question's keys."""
        scopes: dict[Scope, None] = {}
        choices: tuple[tuple[str, str], ...] = ()
        for node in self.focused.ancestors_with_self if self.focused is not None else (self,):
            scope = getattr(node, "SCOPE", None)
            if isinstance(scope, Scope):
                scopes[scope] = None
            choices = choices or tuple((c.key, c.words) for c in getattr(node, "choices", ()))
        return tuple(scopes), choices
