"""What the palette offers: actions, views, themes, and what is looked up in the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.fuzzy import Matcher

from agent_console.desk.states import SavedView
from agent_console.errors import ConsoleError
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.answering import prepare_chosen
from agent_console.screens.inserting import InsertingScreen
from agent_console.screens.keys import READING, Action, Scope
from agent_console.screens.opening import OpeningScreen
from agent_console.screens.themed import ThemedApp

if TYPE_CHECKING:
    from agent_console.desk.answer_ranking import Ranked
    from agent_console.desk.listing import QueueRow
    from agent_console.screens.base import ConsoleScreen
    from agent_console.screens.ports import DeskPort

Do = Callable[["ConsoleScreen"], Awaitable[object] | object]
TICKETS_AT_MOST = 8
CUSTOMERS_AT_MOST = 4
ANSWERS_AT_MOST = 5
_LOOKED_AT = 40
_RECENT = 8


@dataclass(frozen=True, slots=True)
class Find:
    """One row of the palette; ``left`` is the key or the kind, ``text`` is safe to show.

    ``try_on`` shows what choosing would do, and returns what takes that back.
    """

    id: str
    left: str
    text: str
    do: Do
    try_on: Callable[[], Callable[[], object]] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has for the words that were typed."""

    rows: tuple[QueueRow, ...] = ()
    customers: tuple[tuple[str, str], ...] = ()


def matching(finds: Iterable[Find], text: str, recent: Iterable[str] = ()) -> list[Find]:
    """Return what fits ``text``, the best first; of equals, and without a text, the recent ones."""
    order = {name: place for place, name in enumerate(recent)}
    known = sorted(finds, key=lambda find: order.get(find.id, len(order)))
    if not text.strip():
        return known
    matcher = Matcher(text.strip())
    scored = [(matcher.match(find.text), find) for find in known]
    return [find for score, find in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


def holding(find: Find, text: str) -> bool:
    """Return whether every word of ``text`` stands in what a row says, as it is."""
    shown = find.text.casefold()
    return all(word in shown for word in text.casefold().split())


def remember(recent: list[str], find: Find) -> None:
    """Put what was chosen before all that was chosen earlier."""
    recent[:] = [find.id, *(name for name in recent if name != find.id)][:_RECENT]


def own_finds(screen: ConsoleScreen) -> Iterator[Find]:
    """Yield what is known without the store: actions, views and themes."""
    for action in screen.session.keys.of(screen.SCOPE):
        if action.palette:
            yield _of_action(action)
    if screen.SCOPE in READING:
        yield from view_finds(screen)
    if isinstance(screen.app, ThemedApp):
        yield from theme_finds(screen.app)
    yield from _language_finds()


def view_finds(screen: ConsoleScreen) -> Iterator[Find]:
    """Yield the views of the queue; in the queue, those of the program are actions already."""
    if screen.SCOPE is not Scope.QUEUE:
        for action in screen.session.keys.of(Scope.QUEUE):
            if action.id.startswith("queue.view_"):
                yield _of_view(action)
    for view in screen.session.saved:
        yield _of_saved(view)


def _of_action(action: Action) -> Find:
    async def run(screen: ConsoleScreen) -> None:
        await screen.run_action(action.textual_action)

    return Find(action.id, action.key, action.words(), run)


def _of_view(action: Action) -> Find:
    async def run(screen: ConsoleScreen) -> None:
        app = screen.app
        while len(app.screen_stack) > 1:
            app.pop_screen()
        await app.screen.run_action(action.textual_action)

    return Find(action.id, action.key, action.words(), run)


def _of_saved(view: SavedView) -> Find:
    async def run(screen: ConsoleScreen) -> None:
        app = screen.app
        while len(app.screen_stack) > 1:
            app.pop_screen()
        await app.screen.run_action(f"view({screen.session.views.index(view)})")

    text = _("Show: {view}").format(view=words.view_word(view))
    return Find(f"view:{view.name}", "", text, run)


def theme_finds(app: ThemedApp) -> Iterator[Find]:
    """Yield the themes; each is tried on while it is marked."""
    for name in app.theme_names:

        def wear(_screen: object = None, name: str = name) -> None:
            app.theme = name

        def try_on(name: str = name) -> Callable[[], object]:
            before = app.theme
            app.theme = name
            return lambda: setattr(app, "theme", before)

        text = _("Theme: {name}").format(name=words.line(name))
        yield Find(f"theme:{name}", "", text, wear, try_on)


def _language_finds() -> Iterator[Find]:
    from agent_console.screens.speaking import NAMES, speak

    for language, name in NAMES.items():

        def change(screen: ConsoleScreen, language: str = language) -> None:
            speak(screen, language)

        text = _("Language: {name}").format(name=name)
        yield Find(f"language:{language}", "", text, change)


def look_up(desk: DeskPort, text: str) -> Found:
    """Look for tickets by ref, subject and customer, and for customers; called in a thread."""
    rows: dict[str, QueueRow] = {}
    if ref := _ref(desk, text):
        rows[ref] = desk.tickets.view(ref, whole=False).row
    hits = () if text.startswith("#") else desk.search.find(text, _LOOKED_AT)
    rows |= {hit.row.ref: hit.row for hit in hits}
    wanted = text.casefold().split()
    customers: dict[str, str] = {}
    for row in rows.values():
        whole = f"{words.line(row.customer_name)} {words.line(row.customer_email)}".casefold()
        if row.customer_email and any(word in whole for word in wanted):
            customers.setdefault(row.customer_email, row.customer_name)
    return Found(
        tuple(rows.values())[:TICKETS_AT_MOST], tuple(customers.items())[:CUSTOMERS_AT_MOST]
    )


def _ref(desk: DeskPort, text: str) -> str:
    wanted = text.removeprefix("#")
    if len(wanted) < 2 or not wanted.isalnum():
        return ""
    try:
        return desk.tickets.find(f"#{wanted}")
    except ConsoleError:
        return ""


def found_finds(found: Found) -> Iterator[Find]:
    """Yield the tickets and customers that were found."""
    for row in found.rows:
        who = words.line(row.customer_name) or words.line(row.customer_email)
        state = words.state_sign(row.state)
        text = f"{state} #{words.line(row.ref)}  {who} · {words.line(row.subject)}"
        yield Find(f"ticket:{row.ref}", _("Ticket"), text, _opens(row.ref))
    for email, name in found.customers:
        text = " · ".join(part for part in (words.line(name), words.line(email)) if part)
        yield Find(f"customer:{email}", _("Customer"), text, _searches(email))


def _opens(ref: str) -> Do:
    def run(screen: ConsoleScreen) -> None:
        from agent_console.screens.ticket import TicketScreen

        if isinstance(screen, OpeningScreen):
            screen.open_ticket(ref)
        else:
            screen.show_screen(TicketScreen(screen.session, ref))

    return run


def _searches(email: str) -> Do:
    def run(screen: ConsoleScreen) -> None:
        from agent_console.screens.search import search_for

        search_for(screen, email)

    return run


def ticket_of(screen: ConsoleScreen) -> str:
    """Return the ref of the ticket that an answer would be for; empty without one."""
    if isinstance(screen, InsertingScreen):
        return screen.draft.ref if screen.ticket is not None else ""
    row = screen.row if isinstance(screen, OpeningScreen) else None
    return row.ref if row is not None else ""


def answer_finds(ranked: Iterable[Ranked], ref: str) -> Iterator[Find]:
    """Yield the canned answers; choosing one puts it in, or begins a reply with it."""
    for one in ranked:
        title = words.line(one.entry.title(current_language()))
        yield Find(f"answer:{one.entry.id}", _("Answer"), title, _answers(ref, one.entry.id))


def _answers(ref: str, entry_id: str) -> Do:
    def run(screen: ConsoleScreen) -> None:
        if isinstance(screen, InsertingScreen):
            screen.ask(
                "palette: fill",
                lambda desk: desk.answers.filled(entry_id, desk.answers.situation(ref)),
                screen.insert,
            )
        elif isinstance(screen, OpeningScreen):
            screen.write("palette: answer", lambda desk: prepare_chosen(desk, ref, entry_id))

    return run
