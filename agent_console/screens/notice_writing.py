"""Writing notices and known issues: whom, what, and what it is called, asked step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from agent_console.desk.incidents import Incident
from agent_console.desk.notice_facts import IncidentWritten, NoticeWritten
from agent_console.desk.notices import Notice, NoticeState
from agent_console.desk.occasions import Occasion
from agent_console.desk.text import to_screen
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.pick_panel import Pick, PickPanel

if TYPE_CHECKING:
    from agent_console.screens.ports import DeskPort

T = TypeVar("T")
Item = Notice | Incident | Occasion
_OWN = "="
_TITLE = "notice-title"


class SearchPanel(PickPanel):
    """Whom a notice goes to: a ready-made pick, a view of one's own, or any search."""

    def more(self, text: str) -> Iterable[Pick]:
        """Offer what was typed as a search."""
        typed = to_screen(text.strip(), one_line=True)
        return (Pick(typed, _("Search: {text}").format(text=typed)),) if typed else ()


class NoticeWriting(ConsoleScreen):
    """A screen on which one of these is selected: :attr:`item`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._titled: Callable[[str], object] | None = None

    @property
    def item(self) -> Item | None:
        """What is selected."""
        return None

    def reload(self) -> None:
        """Read again what is shown."""

    def changed(self, what: str, work: Callable[[DeskPort], T], said: Callable[[T], str]) -> None:
        """Change something, say it, and read again."""

        def done(value: T) -> None:
            self.session.did()
            self.say(f"{said(value)} · {_('u takes it back')}")
            if self.is_attached:
                self.reload()

        self.act(what, work, done)

    def action_notice_new(self) -> None:
        """Ask whom a notice goes to, then what it says, then what it is called."""
        if self.asks:
            return
        panel = SearchPanel(self, _("Who gets the notice?"), self._ask_words)
        ready = [
            Pick("orders:late", _("Customers whose order is overdue (orders:late)"), current=True),
            Pick("orders:open", _("Customers with an open order (orders:open)")),
            Pick("state:open", _("Customers with an open ticket (state:open)")),
        ]
        saved = [
            Pick(view.search, f"{words.line(view.name)} ({words.line(view.search)})")
            for view in self.session.saved
        ]
        panel.offer((*ready, *saved))
        self.open_panel(panel)

    def _ask_words(self, search: str) -> None:
        def answer(entry_id: str, title: str) -> None:
            self._ask_title(title, lambda name: self._keep(NoticeWritten(name, search, entry_id)))

        def own(text: str) -> None:
            self._ask_title("", lambda name: self._keep(NoticeWritten(name, search, text=text)))

        self.pick_text(_("What does it say?"), answer, own)

    def pick_text(
        self, question: str, answer: Callable[[str, str], object], own: Callable[[str], object]
    ) -> None:
        """Ask for a canned answer, handed on with its title, or for an own text."""
        language = current_language()
        titles: dict[str, str] = {}

        def chosen(value: str) -> None:
            if value == _OWN:
                self.edit_text("", own)
            else:
                answer(value, titles.get(value, ""))

        panel = PickPanel(self, question, chosen)

        def offer(found: tuple[tuple[str, str], ...]) -> None:
            titles.update(found)
            picks = [Pick(one, words.line(title)) for one, title in found]
            panel.offer((*picks, Pick(_OWN, _("An own text, in the editor"))))

        if self.ask(
            "notice: texts",
            lambda desk: desk.proactive.texts(language),
            offer,
            otherwise=panel.give_up,
        ):
            self.open_panel(panel)

    def edit_text(self, text: str, then: Callable[[str], object]) -> None:
        """Let the agent write in the own editor; an empty text changes nothing."""

        def back() -> None:
            self.session.editing = False

        def edited(changed: str) -> None:
            back()
            if changed.strip() and changed.strip() != text.strip():
                then(changed.strip())
            else:
                self.say(_("Nothing was changed."))

        self.session.editing = True
        writing = self.session.edit(self.app, text, _("notice"))
        self.await_then("notice: own editor", writing, edited, otherwise=back)

    def _ask_title(self, value: str, then: Callable[[str], object]) -> None:
        self._titled = then
        question = _("What is it called? The customers read it as the subject.")
        prompt = LinePrompt(self.session, question, name=_TITLE, value=words.line(value))
        self.call_later(self.open_panel, prompt)

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Go on with the title."""
        if event.prompt.name == _TITLE and self._titled is not None:
            event.stop()
            then, self._titled = self._titled, None
            then(event.text)

    def _keep(self, written: NoticeWritten) -> None:
        self.act(
            "notice: write", lambda desk: desk.proactive.notices.write(written), self.show_item
        )

    def show_item(self, item: Item) -> None:
        """Show a notice or known issue on a screen of its own."""
        from agent_console.screens.notice import open_item

        self.session.did()
        open_item(self, item)

    def action_notice_issue(self) -> None:
        """Begin a known issue: its title; a text can come later."""
        if self.asks:
            return
        self._titled = self._keep_issue
        question = _("What is the known issue? Colleagues and tickets name it so.")
        self.open_panel(LinePrompt(self.session, question, name=_TITLE))

    def _keep_issue(self, title: str) -> None:
        written = IncidentWritten(title)
        self.act(
            "incident: write", lambda desk: desk.proactive.incidents.write(written), self.show_item
        )

    def action_notice_edit(self) -> None:
        """Say something else: the text of a draft, or of a known issue."""
        item = self.item
        if isinstance(item, Notice) and item.state is NoticeState.DRAFT and not self.asks:
            self._edit_notice(item)
        elif isinstance(item, Incident) and not self.asks:
            self._edit_issue(item)
        elif item is not None:
            self.say(_("Only a draft can be changed."), tone=Tone.WARNING)

    def _edit_notice(self, item: Notice) -> None:
        def keep(written: NoticeWritten) -> None:
            self.changed(
                "notice: edit",
                lambda desk: desk.proactive.notices.write(written, item.name),
                lambda _notice: _("Changed."),
            )

        self.pick_text(
            _("What does it say?"),
            lambda entry_id, _title: keep(replace(item.written, answer=entry_id, text="")),
            lambda text: keep(replace(item.written, answer="", text=text)),
        )

    def _edit_issue(self, item: Incident) -> None:
        def keep(answer: str, text: str) -> None:
            written = IncidentWritten(item.title, answer, text)
            self.changed(
                "incident: edit",
                lambda desk: desk.proactive.incidents.write(written, item.name),
                lambda _incident: _("Changed."),
            )

        self.pick_text(
            _("What are customers told?"),
            lambda entry_id, _title: keep(entry_id, ""),
            lambda text: keep("", text),
        )
