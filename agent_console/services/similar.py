"""With which canned answers the team answered mails like this one."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from agent_console.mail.quotes import visible_lines
from agent_console.services.library_fit import Answered, AnsweredIndex
from agent_console.store.answered import AnsweredMail, answered_mails
from agent_console.store.engine import Store

REMEMBERED = 2_000
"""How many of the mails that were answered last are looked at first; later ones are added."""

_MAX_TEXT = 4_000


class SimilarMails:
    """The words of answered mails; safe to use from several threads, may wait for the disk."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = AnsweredIndex()
        self._newest = 0
        self._lock = Lock()

    def answers(self, text: str, language: str, ref: str) -> Mapping[str, float]:
        """Return what share of the answered mails most like ``text`` each answer has, by id.

        Those of the ticket ``ref`` itself do not count.
        """
        with self._lock:
            with self._store.read() as session:
                found = answered_mails(session, self._newest, REMEMBERED)
            if found:
                self._newest = found[0].seq
                self._index.add(one for mail in found for one in _told(mail))
            return self._index.similar(text, language, ref)


def _told(mail: AnsweredMail) -> list[Answered]:
    own = visible_lines(mail.text[:_MAX_TEXT], mail.ranges)
    text = f"{mail.subject}\n{own}"
    return [Answered(one, mail.language, text, mail.ticket) for one in mail.answers]
