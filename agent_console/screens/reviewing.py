"""The checks of an apology: looked at while it is written, overruled with a reason, kept to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from agent_console.desk.apology_findings import Finding, Severity
from agent_console.desk.events import Overruled
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.ports import DeskPort
from agent_console.screens.prepared import Complaint, Prepared
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.session import Session, Tone
from agent_console.screens.widgets.complaint_panel import Judged, finding_text
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.writing_area import FINDING, Mark

if TYPE_CHECKING:
    from agent_console.services.replies import ReplyDraft

CHECK_AFTER_SECONDS = 0.3
_REASON = "overrule"


class ReviewingScreen(ReplyScreen):
    """An editor whose text is checked soon after each change."""

    def __init__(self, session: Session, prepared: Prepared, complaint: Complaint) -> None:
        super().__init__(session, prepared)
        self._findings = complaint.written.findings
        self._checked_text = self.area.text
        self._current: Finding | None = None
        self._soon: Timer | None = None

    def on_mount(self) -> None:
        """Check a text that is taken up again."""
        self._check()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(CHECK_AFTER_SECONDS, self._check)

    def _check(self) -> None:
        ref, text = self.draft.ref, self.area.text
        self.ask(
            "complaint: check",
            lambda desk: desk.complaints.check(ref, text),
            lambda found: self._found(text, found),
            group="findings",
            exclusive=True,
        )

    def _found(self, text: str, findings: tuple[Finding, ...]) -> None:
        if text == self.area.text:
            self._findings, self._checked_text = findings, text
            self.show_findings()

    def show_findings(self) -> None:
        """Bring what is shown of the findings up to date."""

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The findings of the text that was checked last."""
        return tuple(
            Judged(one, self._is_overruled(one, self._checked_text), one is self._current)
            for one in self._findings
        )

    @property
    def finding_marks(self) -> list[Mark]:
        """Where the findings that weigh stand; none while the text is newer than they are."""
        if self._checked_text != self.area.text:
            return []
        placed = (one.finding for one in self.judged if one.weighs and one.finding.start >= 0)
        return [Mark(one.start, one.end, FINDING) for one in placed]

    def _is_overruled(self, finding: Finding, text: str) -> bool:
        said = _said(finding, text)
        acts = (act for act in self.draft.acts if isinstance(act, Overruled))
        return any((act.check, act.words) == (finding.check.value, said) for act in acts)

    def action_complaint_finding(self) -> None:
        """Go to the next finding and show it."""
        found = [one.finding for one in self.judged if not one.overruled]
        if not found:
            self.say(_("The checks find nothing that speaks against it."))
            return
        place = next((n for n, one in enumerate(found) if one is self._current), -1)
        self._look_at(found[(place + 1) % len(found)])

    def _look_at(self, finding: Finding) -> None:
        self._current = finding
        self.set_focus(self.area)
        if finding.start >= 0 and self._checked_text == self.area.text:
            self.area.point_at(finding.start, finding.end)
            self.quiet()
        else:
            self.say(finding_text(Judged(finding), self._checked_text))
        self.show_findings()

    def action_complaint_overrule(self) -> None:
        """Ask for the reason why the text is right in spite of a finding."""
        if self.busy:
            return
        wanted = self._current or next((one.finding for one in self.judged if one.weighs), None)
        if wanted is None or wanted not in self._findings:
            key = self.session.keys.key("complaint.finding")
            text = _("There is nothing to overrule: {key} goes to the next finding.")
            self.say(text.format(key=key))
        elif wanted.severity is Severity.ERROR:
            self.say(_("That cannot be overruled: type in what is missing."), tone=Tone.WARNING)
        else:
            self._current = wanted
            text = _("Why is it right here? {finding}").format(finding=words.line(wanted.words))
            self.open_panel(LinePrompt(self.session, text, name=_REASON))

    @on(LinePrompt.Entered)
    def _reason_given(self, event: LinePrompt.Entered) -> None:
        finding = self._current
        if event.prompt.name != _REASON or finding is None:
            return
        said = _said(finding, self._checked_text)
        act = Overruled(finding.check.value, said, event.text)
        self.draft = replace(self.draft, acts=(*self.draft.acts, act))
        self._current = None
        self.keeper.touched()
        self.say(_("Overruled; the reason is kept on the ticket once the mail has left."))
        self.show_findings()

    def problems(self, desk: DeskPort, draft: ReplyDraft, text: str) -> tuple[str, ...]:
        """Return what the checks say besides, as far as it is not overruled."""
        judged = [
            Judged(one, self._is_overruled(one, text))
            for one in desk.complaints.check(draft.ref, text)
        ]
        found = tuple(finding_text(one, text)[2:] for one in judged if one.weighs)
        return (*super().problems(desk, draft, text), *found)


def _said(finding: Finding, text: str) -> str:
    """Return the wording that a finding is about; its own words where it has no place."""
    return text[finding.start : finding.end] if finding.start >= 0 else finding.words
