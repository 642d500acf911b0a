"""What colleagues erased, erased here as well by the engine, when nothing else is to do."""

from __future__ import annotations

import logging

from agent_console.clock import Clock
from agent_console.config import Config
from agent_console.errors import ConsoleError
from agent_console.services.intake import Intake
from agent_console.store import erasures
from agent_console.store.engine import Store

_log = logging.getLogger(__name__)


def carry_out_due(store: Store, intake: Intake, config: Config, clock: Clock) -> None:
    """Carry out what is due; what cannot be done now is tried again at the next call."""
    with store.look() as connection:
        due = erasures.due(connection)
    if not due:
        return
    from agent_console.services.privacy import PrivacyService

    try:
        reports = PrivacyService(store, intake, config, clock).carry_out()
    except ConsoleError as error:
        _log.warning("erasures wait: %s", type(error).__name__)
        return
    for report in reports:
        _log.info("erased: mails=%d redacted=%d", report.mails, report.redacted)
