"""What is said of findings on their screen: asked at the foot, kept, told."""

from __future__ import annotations

from agent_console.desk.findings import Finding, FindingField, FindingState
from agent_console.i18n import _
from agent_console.screens.findings_lines import finding_line
from agent_console.screens.session import Session
from agent_console.screens.verbs import VerbScreen
from agent_console.screens.widgets.line_prompt import LinePrompt

_NEW, _SAY, _TELL = "finding-new", "finding-", "finding+tell"
_NEXT = {
    FindingState.OPEN: FindingState.DECIDED,
    FindingState.DECIDED: FindingState.DONE,
    FindingState.DONE: FindingState.DROPPED,
    FindingState.DROPPED: FindingState.OPEN,
}


class FindingsAsking(VerbScreen):
    """Asks what is said of the selected finding; ``wanted`` is selected once it was read again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.wanted = ""

    @property
    def finding(self) -> Finding | None:
        """The selected finding."""
        raise NotImplementedError

    def action_findings_new(self) -> None:
        """Ask what customers say."""
        if not self.asks:
            self.open_panel(LinePrompt(self.session, _("What do customers say?"), name=_NEW))

    def action_findings_owner(self) -> None:
        """Ask who sees to it."""
        one = self.finding
        value = one.owner or self.session.agent if one else ""
        self._ask(FindingField.OWNER, _("Who sees to it?"), value)

    def action_findings_action(self) -> None:
        """Ask what is done."""
        one = self.finding
        self._ask(FindingField.ACTION, _("What is done about it?"), one.action if one else "")

    def action_findings_due(self) -> None:
        """Ask for the day."""
        one = self.finding
        day = one.due.isoformat() if one and one.due else ""
        self._ask(FindingField.DUE, _("By when (a day such as 2026-03-31, - for none)?"), day)

    def action_findings_state(self) -> None:
        """Go one step on: open, decided, done, dropped, and from the start again."""
        if (one := self.finding) is not None and not self.asks:
            self._say(one.name, FindingField.STATE, _NEXT[one.state].value)

    def action_findings_tell(self) -> None:
        """Ask for the text to those who raised it; the notice is a draft."""
        one = self.finding
        if one is None or self.asks:
            return
        if one.state is not FindingState.DONE:
            self.say(_("It is not done yet: customers are told what has changed."))
            return
        question = _("What changed? It becomes the text of a notice that is looked at first.")
        self.open_panel(LinePrompt(self.session, question, name=_TELL, about=one.name))

    def on_line_prompt_entered(self, event: LinePrompt.Entered) -> None:
        """Keep what was typed."""
        name, about, text = event.prompt.name or "", event.prompt.about, event.text.strip()
        if name == _NEW:
            self.act("finding: new", lambda desk: desk.findings.begin(text), self._told)
        elif name == _TELL:
            self.act(
                "finding: tell",
                lambda desk: desk.findings.tell(about, text=text),
                lambda _notice: self._drafted(),
            )
        elif name.startswith(_SAY):
            self._say(about, FindingField(name.removeprefix(_SAY)), "" if text == "-" else text)
        else:
            super().on_line_prompt_entered(event)

    def _ask(self, field: FindingField, question: str, value: str) -> None:
        if (one := self.finding) is not None and not self.asks:
            name = f"{_SAY}{field.value}"
            self.open_panel(
                LinePrompt(self.session, question, name=name, about=one.name, value=value)
            )

    def _say(self, name: str, field: FindingField, value: str) -> None:
        self.act("finding: say", lambda desk: desk.findings.say(name, field, value), self._told)

    def _told(self, one: Finding) -> None:
        self.wanted = one.name
        self.session.did()
        today = self.session.now().astimezone(self.session.zone).date()
        self.say(f"{finding_line(one, today)} · {self.way_back()}")
        self.reload()

    def _drafted(self) -> None:
        self.session.did()
        key = self.session.keys.key("desk.notices")
        self.say(_("A draft: look at it and send it in the notices ({key}).").format(key=key))
