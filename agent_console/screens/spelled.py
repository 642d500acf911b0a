"""Spelling while one writes: what is misspelt is underlined, one key goes there and mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from agent_console.desk.spelled import Spot, misspelt, spots
from agent_console.i18n import _, current_language
from agent_console.screens import words
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.ports import DeskPort
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.writing_area import MISSPELT, Mark, WritingArea

if TYPE_CHECKING:
    from agent_console.desk.views import TicketView
    from agent_console.services.spelling import Speller

_PAUSE_SECONDS = 0.4
_LEARN = "+"
_CORRECT = "="


class SpelledScreen(ConsoleScreen):
    """An editor that underlines misspelt words; silent where there is nothing to check them with.

    Typing never waits: words that are not known yet are asked for in a thread, once typing pauses.
    """

    area: WritingArea
    ticket: TicketView | None

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._misspelt_words: dict[str, tuple[str, ...]] = {}
        self._right_words: set[str] = set()
        self._spelling_pause: Timer | None = None

    @property
    def _spelling_language(self) -> str:
        told = self.ticket.row.language if self.ticket is not None else ""
        return told or current_language()

    @property
    def _speller_here(self) -> Speller | None:
        """Who knows the words of this mail's language; None when nobody does."""
        desk, session = self.session.desk, self.session
        if desk is None or not desk.config.ui.spelling or session.words_file is None:
            return None
        if session.speller is None:
            from agent_console.services.spelling import Speller

            session.speller = Speller(session.words_file)
        return session.speller if session.speller.knows(self._spelling_language) else None

    @on(TextArea.Changed)
    def _words_typed(self) -> None:
        self.show_spelling()
        if self._spelling_pause is not None:
            self._spelling_pause.stop()
        self._spelling_pause = self.set_timer(_PAUSE_SECONDS, self._check_words)

    def show_spelling(self) -> None:
        """Underline what is known to be misspelt."""
        if self._misspelt_words:
            found = misspelt(self.area.text, self._misspelt_words, self.area.cursor_offset)
            self.area.mark_words(Mark(one.start, one.end, MISSPELT) for one in found)

    def _check_words(self) -> None:
        speller, language = self._speller_here, self._spelling_language
        if speller is None:
            return
        new = (
            {spot.word for spot in spots(self.area.text)}
            - self._misspelt_words.keys()
            - self._right_words
        )
        if not new:
            self.show_spelling()
            return

        def check(_desk: DeskPort) -> dict[str, tuple[str, ...]]:
            return speller.check(sorted(new), language)

        def checked(wrong: dict[str, tuple[str, ...]]) -> None:
            self._misspelt_words |= wrong
            self._right_words |= new - wrong.keys()
            self.show_spelling()

        self.ask("draft: spelling", check, checked, group="spelling", exclusive=True)

    def action_draft_spelling(self) -> None:
        """Go to the next misspelt word, and offer what may be meant."""
        if self.asks or self.area.read_only:
            return
        if self._speller_here is None:
            self.say(_("Spelling is not checked here: `agent-console doctor` says why."))
            return
        found, here = misspelt(self.area.text, self._misspelt_words), self.area.cursor_offset
        spot = next((one for one in found if one.end > here), next(iter(found), None))
        if spot is None:
            self.say(_("No misspelt word."))
            return
        self.area.point_at(spot.start, spot.end)
        self._offer_spelling(spot)

    def _offer_spelling(self, spot: Spot) -> None:
        from agent_console.screens.widgets.pick_panel import Pick, PickPanel

        word = words.line(spot.word)
        picks = [
            Pick(_CORRECT + one, words.line(one), current=number == 0)
            for number, one in enumerate(self._misspelt_words.get(spot.word, ()))
        ]
        picks.append(
            Pick(_LEARN, _("“{word}” is right: keep it as a word of mine").format(word=word))
        )
        question = _("“{word}”: which word is meant?").format(word=word)
        panel = PickPanel(self, question, lambda value: self._spelling_chosen(spot, value))
        self.open_panel(panel)
        panel.offer(picks)

    def _spelling_chosen(self, spot: Spot, value: str) -> None:
        if value == _LEARN:
            self._learn_word(spot.word)
        elif misspelt(self.area.text, (spot.word,)) and spot in spots(self.area.text):
            self.area.put(value.removeprefix(_CORRECT), spot.start, spot.end)
            end = spot.start + len(value) - len(_CORRECT)
            self.area.point_at(end, end)

    def _learn_word(self, word: str) -> None:
        speller = self.session.speller
        if speller is None:
            return
        self._misspelt_words.pop(word, None)
        self._right_words.add(word)
        self.area.mark_words(())
        self.show_spelling()
        try:
            speller.learn(word)
        except OSError as error:
            reason = words.line(str(error.strerror or error))
            text = _("The word counts for now; it cannot be kept: {reason}").format(reason=reason)
            self.say(text, tone=Tone.WARNING)
