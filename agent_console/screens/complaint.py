"""The answer to a complaint: five steps beside the text, checked while it is written."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType

from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.prepared import Complaint, Prepared
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.session import Session


class ComplaintScreen(ReplyScreen):
    """The editor for an apology; once it has left, the ticket comes back to make sure."""

    SCOPE = Scope.COMPLAINT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COMPLAINT)

    def __init__(self, session: Session, prepared: Prepared, complaint: Complaint) -> None:
        super().__init__(session, prepared)
        self._complaint = complaint

    @property
    def follow_up(self) -> datetime | None:
        """When we come back to make sure that it is solved."""
        return self._complaint.written.follow_up
