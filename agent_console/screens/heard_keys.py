"""Which keys are heard now, for the key line of a screen."""

from __future__ import annotations

from agent_console.screens.keys import Action
from agent_console.screens.sync_keys import SyncKeys
from agent_console.screens.widgets.key_line import KeyLine


class HeardKeys(SyncKeys):
    """Names the keys that do something now; screens leave out what does not."""

    def shown_key(self, action: Action) -> Action | None:
        """Return an action as the key line names it now, None where its key does nothing."""
        return action

    def show_keys(self) -> None:
        """Bring the key line up to date."""
        for key_line in self.query(KeyLine):
            key_line.show()

    @property
    def panel_has_keys(self) -> bool:
        """Whether a question or picker at the foot hears the keys."""
        return self.focused is not None and self.query_one("#foot") in self.focused.ancestors
