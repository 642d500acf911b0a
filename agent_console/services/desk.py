"""The one object that the screens and the command line get: every service of an open desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr

from agent_console.clock import Clock
from agent_console.config import Config, MailboxConfig
from agent_console.locations import Locations
from agent_console.mail.credentials import find_secret, unlock_secret
from agent_console.services.desk_review import ReviewingDesk
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
    from agent_console.services.colleagues import ColleagueService
    from agent_console.services.complaints import ComplaintService
    from agent_console.services.contacts import ContactService
    from agent_console.services.customers import CustomerService
    from agent_console.services.findings_desk import FindingService
    from agent_console.services.greetings import GreetingService
    from agent_console.services.incidents import IncidentService
    from agent_console.services.notices import NoticeService
    from agent_console.services.notices_desk import Proactive
    from agent_console.services.occasions import OccasionService
    from agent_console.services.orders import OrderService
    from agent_console.services.privacy import PrivacyService
    from agent_console.services.reports import ReportService
    from agent_console.services.returns import ReturnService
    from agent_console.services.team import TeamService


@dataclass(frozen=True, slots=True)
class Desk(ReviewingDesk):
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
    def contacts(self) -> ContactService:
        """Calls, visits and whatever else no mail tells of."""
        from agent_console.services.contacts import ContactService

        return ContactService(self.tickets.acts, self.config)

    @property
    def customers(self) -> CustomerService:
        """What is known of customers, and what agents say of them."""
        from agent_console.services.customers import CustomerService, Slots
        from agent_console.services.feedback_figures import last_scores
        from agent_console.services.order_glances import order_glances

        slots = Slots(
            lambda asked, emails: order_glances(asked, emails, self.clock.now()), last_scores
        )
        return CustomerService(self.tickets.acts, self.config, slots)

    @property
    def notices(self) -> NoticeService:
        """One text to many customers, each by a mail of their own."""
        from agent_console.services.notices import NoticeService

        return NoticeService(self.tickets.acts, self.config, lambda: self.answers, self.search)

    @property
    def incidents(self) -> IncidentService:
        """Known issues: one text for many tickets."""
        from agent_console.services.incidents import IncidentService

        acts = self.tickets.acts
        return IncidentService(acts, self.replies, self.outbox, lambda: self.answers, self.notices)

    @property
    def findings(self) -> FindingService:
        """What customers said again and again, and what became of it."""
        from agent_console.services.findings_desk import FindingService

        return FindingService(self.tickets.acts, self.notices)

    @property
    def occasions(self) -> OccasionService:
        """Suggestions to write to a customer."""
        from agent_console.services.occasions import OccasionService

        return OccasionService(self.tickets.acts, self.config, self.notices)

    @property
    def orders(self) -> OrderService:
        """What the shops told of orders."""
        from agent_console.services.orders import OrderService

        return OrderService(self.tickets.acts, self.config, self.clock)

    @property
    def returns(self) -> ReturnService:
        """What becomes of what customers send back."""
        from agent_console.services.returns import ReturnService

        return ReturnService(self.tickets.acts)

    @property
    def reports(self) -> ReportService:
        """What the service is like, in numbers."""
        from agent_console.services.reports import ReportService

        return ReportService(self.tickets.acts, self.config)

    @property
    def proactive(self) -> Proactive:
        """What is done before customers ask, for the screen."""
        from agent_console.services.notices_desk import Proactive

        per_hour = self.config.proactive.per_hour
        return Proactive(self.notices, self.incidents, self.occasions, self.answers, per_hour)

    @property
    def privacy(self) -> PrivacyService:
        """What is kept of a person: found, exported, erased."""
        from agent_console.locations import find_locations
        from agent_console.services.privacy import PrivacyService

        here = find_locations()
        folders = (here.config_dir, here.data_dir, here.state_dir)
        return PrivacyService(self.store, self.intake, self.config, self.clock, folders)

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
    def colleagues(self) -> ColleagueService:
        """Who works at this mailbox, here or elsewhere."""
        from agent_console.services.colleagues import ColleagueService
        from agent_console.services.sharing_out import SharingOut

        sharing = SharingOut(self.tickets.acts, self.queue, self.config)
        return ColleagueService(self.store, self.config, self.team, sharing)

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
