"""An application in which keys pressed ahead of what opens are not lost and do no harm."""

from __future__ import annotations

from textual import events, on

from agent_console.i18n import _
from agent_console.screens.action import key_label
from agent_console.screens.base import ConsoleScreen
from agent_console.screens.messages import KeysWanted
from agent_console.screens.session import Session
from agent_console.screens.themed import ThemedApp


class PatientApp(ThemedApp, inherit_bindings=False):
    """Keeps keys while the session holds them; Ctrl+Q is always heard at once."""

    session: Session
    _unheard = ""
    """What was said of a key that does nothing; it goes with the next one that does something."""

    @property
    def shown(self) -> ConsoleScreen | None:
        """The screen in front, if it is one of ours."""
        return self.screen if isinstance(self.screen, ConsoleScreen) else None

    async def on_event(self, event: events.Event) -> None:
        """Keep a key that was pressed (overrides Textual's, which passes it to the focus)."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.shown is not None:
            self.shown.look()
        if isinstance(event, events.Key) and self._is_for_later(event):
            return
        await self._heard(event)

    async def _heard(self, event: events.Event) -> None:
        begun = self.session.begun
        if begun is not None and isinstance(event, events.Key) and not event.is_forwarded:
            self.session.begun = None
            action = begun.ended_by(event.key)
            if action is not None and self.shown is not None:
                await self.shown.run_action(action.textual_action)
                return
        await super().on_event(event)

    def _is_for_later(self, event: events.Key) -> bool:
        return not event.is_forwarded and event.key != "ctrl+q" and self._keeps(event)

    def on_key(self, event: events.Key) -> None:
        """Keep a key, too, that was on its way when something began to open."""
        if self._keeps(event):
            event.prevent_default()

    def _keeps(self, event: events.Key) -> bool:
        typed = self.session.typed
        if typed.holding:
            typed.keep(event)
        return typed.holding

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key is bound to (Textual's); say so where it is bound to nothing here."""
        heard = await super()._check_bindings(key, priority)
        if heard:
            self._take_back_unheard()
        elif not priority and self.shown is not None:
            self._take_back_unheard()
            keys = self.session.keys
            names = {"key": key_label(key), "help": keys.key("app.help_anywhere")}
            self._unheard = _("{key} does nothing here. {help} names the keys.").format(**names)
            self.shown.tell(self._unheard)
        return heard

    def _take_back_unheard(self) -> None:
        text, self._unheard = self._unheard, ""
        if text:
            self.session.untell(text)
            if self.shown is not None:
                self.shown.show_notice()

    def action_theme(self) -> None:
        """Change to the next theme, and say which one it is."""
        super().action_theme()
        if self.shown is not None:
            self.shown.say(_("Colour theme: {name}").format(name=self.theme))

    @on(KeysWanted)
    async def _keys_wanted(self) -> None:
        for key in self.session.typed.take():
            await self._heard(key)
