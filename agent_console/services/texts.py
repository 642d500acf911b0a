"""What is written to customers with the library's help, made ready when it is first asked for.

Loading it takes longer than most commands take as a whole.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.services.replies import ReplyService
from agent_console.services.tickets import TicketService
from agent_console.store.engine import Store

if TYPE_CHECKING:
    from agent_console.services.answers import AnswerService
    from agent_console.services.complaints import ComplaintService
    from agent_console.services.greetings import GreetingService


class Texts:
    """Canned answers and apologies over one desk; ``beside`` is the folder of the settings."""

    def __init__(
        self,
        store: Store,
        config: Config,
        clock: Clock,
        tickets: TicketService,
        replies: ReplyService,
        beside: Path,
    ) -> None:
        self._store = store
        self._config = config
        self._clock = clock
        self._tickets = tickets
        self._replies = replies
        self._beside = beside

    @cached_property
    def answers(self) -> AnswerService:
        """The canned answers for tickets."""
        from agent_console.services.answers import AnswerService
        from agent_console.services.library import LibraryService, own_folder, shared_folder
        from agent_console.services.own_rules import own_request_types

        own = own_folder(self._config.library.folder, self._beside)
        library = LibraryService(own, shared=shared_folder(self._beside))
        return AnswerService(self._store, self._config, self._clock, library, own_request_types)

    @cached_property
    def greetings(self) -> GreetingService:
        """How customers are greeted."""
        from agent_console.services.greetings import GreetingService

        return GreetingService(self.answers, self._tickets)

    @cached_property
    def complaints(self) -> ComplaintService:
        """The answers to complaints."""
        from agent_console.services.apology_blocks import block_shelves
        from agent_console.services.complaints import ComplaintService
        from agent_console.services.library import own_folder, shared_folder

        return ComplaintService(
            self._store,
            self._config,
            self._clock,
            self._tickets,
            self._replies,
            self.answers,
            block_shelves(
                own_folder(self._config.library.folder, self._beside),
                shared=shared_folder(self._beside),
            ),
        )
