"""All that is done before customers ask, for the screen: notices, known issues, occasions."""

from __future__ import annotations

from dataclasses import dataclass

from agent_console.desk.canned import Entry
from agent_console.desk.incidents import Incident
from agent_console.desk.notices import Notice
from agent_console.desk.occasions import Occasion
from agent_console.services.answers import AnswerService
from agent_console.services.incidents import IncidentService
from agent_console.services.notices import NoticeService
from agent_console.services.occasions import OccasionService

_FITTING = ("notice", "occasion")


def _fitting(entry: Entry) -> int:
    """Return where an answer stands in the list: first what was written for notices."""
    return next((place for place, tag in enumerate(_FITTING) if tag in entry.tags), len(_FITTING))


@dataclass(frozen=True, slots=True)
class ProactiveLook:
    """All that is shown in one list; ``per_hour`` is how fast notices leave."""

    incidents: tuple[Incident, ...]
    notices: tuple[Notice, ...]
    occasions: tuple[Occasion, ...]
    per_hour: int


class Proactive:
    """The three services, and what the screen asks of all of them at once."""

    def __init__(
        self,
        notices: NoticeService,
        incidents: IncidentService,
        occasions: OccasionService,
        answers: AnswerService,
        per_hour: int,
    ) -> None:
        self.notices = notices
        self.incidents = incidents
        self.occasions = occasions
        self._answers = answers
        self._per_hour = per_hour

    def look(self) -> ProactiveLook:
        """Return what there is, each kind with the newest first."""
        return ProactiveLook(
            self.incidents.all(),
            self.notices.all(),
            self.occasions.suggestions(),
            self._per_hour,
        )

    def texts(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return id and title of all canned answers, those made for notices first."""
        found = self._answers.entries()
        ordered = sorted(found, key=_fitting)
        return tuple((one.id, one.title(language)) for one in ordered)
