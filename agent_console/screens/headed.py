"""The head of a mail being written: kept with the draft, and what cannot be read of it is said."""

from __future__ import annotations

from agent_console.desk.states import OutboxKind
from agent_console.errors import ConsoleError
from agent_console.screens import words
from agent_console.screens.head_texts import HeadTexts, head_texts, with_head
from agent_console.screens.ports import DeskPort
from agent_console.screens.prepared import Prepared
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.head_fields import HeadFields
from agent_console.screens.writing import WritingScreen


class HeadedScreen(WritingScreen):
    """An editor for a text with a head, which is taken up again as it was typed."""

    def __init__(self, session: Session, prepared: Prepared) -> None:
        super().__init__(session, prepared.view, prepared.draft.text, self._save)
        self.draft = prepared.draft
        self.head = HeadFields(self._typed_before())
        self._wrong = ""

    def _typed_before(self) -> HeadTexts:
        """Return the head as it was typed last, also what could not be read of it."""
        known = head_texts(self.draft)
        kept, typed = self.session.typed_heads.get(self._key, (known, known))
        return typed if kept == known else known

    @property
    def _key(self) -> tuple[OutboxKind, str]:
        return self.draft.kind, self.draft.ref

    def forget_head(self) -> None:
        """Forget what could not be read of the head: it was changed, or the draft is gone."""
        self.session.typed_heads.pop(self._key, None)

    def _save(self, desk: DeskPort, text: str) -> None:
        """Keep the draft and of its head what can be read; the rest stays in this console."""
        texts = self.head.texts
        try:
            draft = with_head(desk, self.draft, texts)
            self.forget_head()
        except ConsoleError:
            draft = with_head(desk, self.draft, texts, lenient=True)
            self.session.typed_heads[self._key] = head_texts(draft), texts
        desk.replies.keep(draft, text)

    def look_at_line(self) -> None:
        """Say at once what is no address in the line that is left."""
        *people, _subject = self.head.lines
        line = next((line for line in people if line is self.focused), None)
        if line is None:
            return
        typed = line.value

        def wrong(desk: DeskPort) -> str:
            try:
                desk.replies.address(typed)
            except ConsoleError as error:
                return words.error_text(error)
            return ""

        self.ask("reply: address", wrong, self._looked_at, group="address")

    def _looked_at(self, wrong: str) -> None:
        if wrong:
            self.say(wrong, tone=Tone.ERROR)
        elif self._wrong:
            self.session.untell(self._wrong)
            self.show_notice()
        self._wrong = wrong
