"""The Textual application: wiring only (first paint, the desk's lifetime, the end)."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from agent_console.cli_start import go_on, share_one_arena
from agent_console.clock import Clock
from agent_console.desk.listing import SyncStatus, Viewer, order_in
from agent_console.desk.states import Health, QueueSort, QueueView
from agent_console.errors import ExitCode, SettingsError
from agent_console.i18n import _
from agent_console.locations import Locations
from agent_console.look import DEFAULT_KEYS, Look
from agent_console.screens.hearing import HearingApp
from agent_console.screens.keys import Scope, bindings_of
from agent_console.screens.leaving import QUESTION, Leaving
from agent_console.screens.messages import DeskOpened, SyncChanged
from agent_console.screens.queue import QueueScreen
from agent_console.screens.session import EditText, Session, Tone
from agent_console.screens.terminal import (
    LeavingExecutor,
    quick_turns,
    terminal_title,
    tolerate_broken_input,
)
from agent_console.screens.widgets.queue_windows import WINDOW
from agent_console.store.first_page import FirstPage, first_page

if TYPE_CHECKING:
    from agent_console.config import Config
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.widgets.question import Question

    OpenDesk = Callable[[], DeskPort]
    ReadSettings = Callable[[], Config]


def run_app(
    look: Look,
    settings: ReadSettings,
    locations: Locations,
    clock: Clock,
    *,
    demo: bool = False,
    tour: bool = False,
) -> ExitCode:
    """Run the console on this terminal until the agent leaves; return the exit code.

    ``settings`` reads and checks them all once the queue is painted; raises its SettingsError,
    with the terminal as it was, when they are wrong. ``tour`` shows somebody new around.
    """
    tolerate_broken_input()
    share_one_arena()
    viewer = Viewer(look.agent, look.level, look.languages, look.types, zone=look.zone)
    sort = order_in(QueueView.FOR_ME, QueueSort(look.queue.sort))
    first = first_page(locations.store_file, QueueView.FOR_ME, viewer, clock.now(), WINDOW, sort)

    def open_it() -> DeskPort:
        config = settings()
        from agent_console.services.desk import open_desk

        return open_desk(config, locations, clock)

    app = ConsoleApp(look, locations, clock, open_it, first=first, demo=demo)
    app.tours = tour
    if look.hints and not tour:
        app.hints_file = locations.hints_file
    title = terminal_title(f"Agent Console – {look.mailbox}") if look.title else nullcontext()
    with title, quick_turns():
        asyncio.run(_run(app))
    app.leaving.let_go()
    if app.session.speller is not None:
        app.session.speller.close()
    if app.last_words:
        with contextlib.suppress(OSError):
            sys.stderr.write(app.last_words + "\n")
    if app.refused is not None:
        raise app.refused
    return app.exit_code


async def _run(app: ConsoleApp) -> None:
    asyncio.get_running_loop().set_default_executor(LeavingExecutor())
    await app.run_async(mouse=app.hears_mouse)


async def _edit(app: App[object], text: str, name: str) -> str:
    from agent_console.screens.editor import edit_outside

    outside = app.session.outside if isinstance(app, ConsoleApp) else None
    return await edit_outside(app, text, name, outside)


def _report(file: Path, error: BaseException) -> str:
    from agent_console.screens.crash import write_crash

    return write_crash(file, error)


class ConsoleApp(HearingApp, inherit_bindings=False):
    """Holds the session and opens the desk; ``refused`` is what is wrong with the settings."""

    TITLE = ""
    # Textual does not load the default screen's own style file, so the queue's stands here.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["screens/base.tcss", "screens/queue.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.APP)

    def __init__(
        self,
        look: Look,
        locations: Locations,
        clock: Clock,
        open_desk: OpenDesk,
        *,
        first: FirstPage | None = None,
        demo: bool = False,
        edit: EditText = _edit,
    ) -> None:
        if look.plain:
            from agent_console.screens.plain import plain_look

            look = plain_look(look)
        report = partial(_report, locations.crash_file)
        super().__init__(report, locations.themes_dir, look.theme)
        self.animation_level = "none"
        self._open_desk = open_desk
        self._first = first
        self.refused: SettingsError | None = None
        self.session = Session(
            clock=clock,
            agent=look.agent,
            zone=ZoneInfo(look.zone),
            edit=edit,
            report=report,
            mailbox=_("Demo") if demo else look.mailbox,
            queue=look.queue,
            plain=look.plain,
            titled=look.title,
            words_file=locations.words_file,
        )
        self.hears_mouse = look.mouse
        self.use_driver(look.driver)
        self.hints_file: Path | None = None
        self.tours = False
        self._take_keys(look)
        if look.plain:
            self.be_plain()
        if first is not None:
            self.session.counts = first.counts
        self.leaving = Leaving(self, self.session)

    def _take_keys(self, look: Look) -> None:
        """Bind other keys than the usual ones, where the settings say so."""
        if look.keys == DEFAULT_KEYS and not look.own_keys:
            return
        from agent_console.screens.key_maps import load_key_map
        from agent_console.screens.rebinding import rebind

        self.session.keys = load_key_map(look.keys, dict(look.own_keys))
        rebind(self, Scope.APP, self.session.keys)

    def get_default_screen(self) -> Screen[None]:
        """Return the queue: it is the first thing painted."""
        return QueueScreen(self.session, self._first.page if self._first else None)

    def on_mount(self) -> None:
        """Hear the signals that end a program; open the desk once the queue is painted."""
        self.leaving.listen()
        self.call_after_refresh(self._begin)

    def rescue(self) -> None:
        """Keep drafts before the program ends by an error."""
        self.leaving.keep_drafts()

    def _begin(self) -> None:
        if self.shown and (problems := (*self.theme_problems, *self.session.keys.problems)):
            self.shown.say(" · ".join(problems), tone=Tone.WARNING)
        self._teach()
        self._open()

    def _teach(self) -> None:
        """Begin to teach somebody new; not before the first picture."""
        if self.tours:
            from agent_console.screens.tour import Tour

            Tour(self, self.session).begin()
        elif self.hints_file is not None:
            from agent_console.screens.hints import Hints

            self.session.hints = Hints(self.hints_file)
            if self.shown:
                self.shown.teach()

    @work(thread=True, exit_on_error=False, group="desk", description="open the desk")
    def _open(self) -> None:
        try:
            desk = self._open_desk()
        except Exception as error:
            self.call_from_thread(self._not_opened, error)
            return
        finally:
            go_on()
        self.post_message(DeskOpened(desk))

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, SettingsError):
            self.refused = error
            self.exit()
            return
        status = SyncStatus(Health.STOPPED, _("the store is not open"))
        self._sync_changed(SyncChanged(status))
        if self.shown:
            self.shown.failed(error)
        if self.session.notice:
            self.session.failure = self.session.notice.text

    @on(DeskOpened)
    def _opened(self, event: DeskOpened) -> None:
        self.session.desk = event.desk
        event.desk.engine.start(self.hear)
        if self.shown:
            self.shown.desk_opened()
        self.count_outgoing()
        self._warn()

    def _warn(self) -> None:
        """Begin to warn; what that needs is not loaded before the first picture."""
        from agent_console.screens.warner import Warner

        self.warner = Warner(self, self.session)
        self.warner.begin()

    def on_question_answered(self, event: Question.Answered) -> None:
        """Leave, or stay, as the agent chose."""
        if event.question.name == QUESTION and self.shown:
            self.leaving.answered(self.shown, event.value)

    async def action_quit(self) -> None:
        """Leave, or ask first when replies still wait."""
        self.leaving.asked(self.shown)

    def action_how_to_quit(self) -> None:
        """Say which key quits: Ctrl+C copies selected text and does nothing else."""
        if self.shown:
            self.shown.say(_("Ctrl+Q quits."))

    def action_help(self) -> None:
        """Show what the keys do here."""
        from agent_console.screens.help import HelpScreen

        if isinstance(self.shown, HelpScreen):
            self.pop_screen()
        elif self.shown:
            self.shown.show_screen(HelpScreen(self.session, *self.shown.heard_here()))

    def action_palette(self) -> None:
        """Offer everything that can be done here, to be found by typing."""
        from agent_console.screens.commands import CommandPanel

        if self.shown and not self.shown.asks:
            self.shown.open_panel(CommandPanel(self.shown))
