"""The one object that the screens and the command line get: every service of an open desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.locations import Locations
from agent_console.mail.credentials import find_secret, unlock_secret
from agent_console.services.drafts import DraftKeeping
from agent_console.services.engine import EngineClient
from agent_console.services.files import FileService
from agent_console.services.handling import HandlingService
from agent_console.services.health import HealthService
from agent_console.services.intake import Intake
from agent_console.services.joining import JoiningService
from agent_console.services.outbox import OutboxService
from agent_console.services.queue import QueueService
from agent_console.services.replies import ReplyService
from agent_console.services.rules import Rules
from agent_console.services.saved_views import SavedViews
from agent_console.services.search import SearchService
from agent_console.services.texts import Texts
from agent_console.services.tickets import TicketService
from agent_console.services.viewer import viewer_of
from agent_console.services.warnings import WarningService
from agent_console.store.engine import Store, open_store

if TYPE_CHECKING:
    from agent_console.services.answers import AnswerService
    from agent_console.services.bulk import BulkService
    from agent_console.services.complaints import ComplaintService
    from agent_console.services.greetings import GreetingService
    from agent_console.services.team import TeamService


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk. All calls may wait for the disk: make them outside the UI thread."""

    config: Config
    clock: Clock
    agent: str
    queue: QueueService
    tickets: TicketService
    replies: ReplyService
    outbox: OutboxService
    search: SearchService
    views: SavedViews
    files: FileService
    health: HealthService
    warnings: WarningService
    texts: Texts
    engine: EngineClient
    intake: Intake
    store: Store

    @property
    def handling(self) -> HandlingService:
        """What is done with tickets besides answering them; one undo serves them all."""
        return HandlingService(self.tickets.acts, self.config.own_addresses)

    @property
    def bulk(self) -> BulkService:
        """One thing done with many tickets."""
        from agent_console.services.bulk import BulkService

        return BulkService(self.tickets.acts, self.replies, self.answers, self.outbox)

    @property
    def joining(self) -> JoiningService:
        """Tickets merged, split and linked."""
        return JoiningService(self.tickets.acts)

    @property
    def team(self) -> TeamService:
        """The colleagues at other consoles; without a team it knows of nobody."""
        from agent_console.services.team import TeamService

        return TeamService(self.store, self.clock)

    @property
    def answers(self) -> AnswerService:
        """The canned answers for tickets; the first question loads them."""
        return self.texts.answers

    @property
    def greetings(self) -> GreetingService:
        """How customers are greeted; the first question loads it."""
        return self.texts.greetings

    @property
    def complaints(self) -> ComplaintService:
        """The answers to complaints; the first question loads them."""
        return self.texts.complaints

    def close(self) -> None:
        """Let go of the store; the engine is stopped first."""
        self.engine.stop()
        self.store.close()


def open_desk(config: Config, locations: Locations, clock: Clock) -> Desk:
    """Open the store (making or upgrading it) and build the services over it.

    Raises StoreError when the store cannot be used; the words say what to do.
    """
    store = open_store(locations.store_file)
    intake = Intake(store, config, clock)
    agent = config.agent.name
    outbox = OutboxService(store, intake, clock)
    keeping = DraftKeeping(store, clock)
    viewer = viewer_of(config)
    search = SearchService(store, config, clock)
    views = SavedViews(store, clock, search, locations.views_file)
    queue = QueueService(store, clock, viewer, views)
    engine = EngineClient(store, outbox, clock)

    def secret_of(box: MailboxConfig) -> SecretStr:
        if typed := engine.typed_secret(box.address):
            return find_secret(box, session=SecretStr(typed)).secret
        any(unlock_secret(box, SecretStr(text)) for text in engine.typed_secrets())
        return find_secret(box).secret

    tickets = TicketService(store, intake, Rules(config), clock, agent, keeping)
    replies = ReplyService(store, config, clock, keeping)
    return Desk(
        config=config,
        clock=clock,
        agent=agent,
        queue=queue,
        tickets=tickets,
        replies=replies,
        outbox=outbox,
        search=search,
        views=views,
        files=FileService(store, intake, config, clock, secret_of),
        health=HealthService(store, config, clock),
        warnings=WarningService(queue, clock, viewer, config.notices),
        texts=Texts(store, config, clock, tickets, replies, locations.config_dir),
        engine=engine,
        intake=intake,
        store=store,
    )
