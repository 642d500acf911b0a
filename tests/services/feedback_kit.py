"""An office that closes tickets, asks how it was, and gets answers."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import unquote

from agent_console.desk.feedback import Asked
from agent_console.desk.ticket import TicketState
from agent_console.desk.views import QueueView
from agent_console.services.feedback_asking import SurveyAsker
from agent_console.store import feedback as stored
from tests.filled import customer_mail, put_mails
from tests.services.office import Office

ON = '[feedback]\nenabled = true\nafter = "1d"\n'
KAETHE = "kaethe@kunde.example"


class Team:
    """An office that closes tickets and asks how it was."""

    def __init__(self, at_work: Office) -> None:
        self.at_work = at_work
        self.desk = at_work.desk
        self._number = 300

    def customer(self, email: str = KAETHE, text: str = "Wo ist meine Lampe?\n") -> str:
        """Let somebody write; return the ticket."""
        self._number += 1
        subject = f"Lampe {self._number}"
        raw = customer_mail(self._number, subject, text, sender=email)
        self.arrive(b"Return-Path: <%s>\r\n%s" % (email.encode(), raw))
        rows = self.desk.queue.page(QueueView.ALL, 0, 99).rows
        return next(row.ref for row in rows if row.subject == subject)

    def arrive(self, raw: bytes) -> None:
        self._number += 1
        put_mails(self.desk, [(raw, self.at_work.clock.now())], folder=f"In{self._number}")

    def closed(self, email: str = KAETHE, text: str = "Wo ist meine Lampe?\n") -> str:
        """Let a ticket be answered and closed."""
        ref = self.customer(email, text)
        self.at_work.reply(ref=ref)
        self.at_work.wait(seconds=30)
        assert self.at_work.send() == 1
        self.at_work.wait(minutes=5)
        self.desk.tickets.close(ref)
        return ref

    def ask(self, *, hours: float = 25) -> int:
        """Let time pass and the engine look; return how many surveys left."""
        self.at_work.wait(hours=hours)
        asker = SurveyAsker(self.desk.store, self.desk.config, self.at_work.clock)
        queued = asker.feed()
        self.at_work.send()
        return queued

    def why(self, ref: str) -> str:
        with self.desk.store.look() as connection:
            decided = stored.decided(connection, ref)
        return decided[1] if decided else "not looked at"

    def survey(self) -> EmailMessage:
        """Return the mail that left last."""
        mail = message_from_bytes(self.at_work.server.mails[-1].raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return mail

    def links(self) -> dict[str, str]:
        """Return the subjects of the links of the last survey, by what they begin with."""
        text = body_of(self.survey(), "html")
        subjects = [unquote(one) for one in re.findall(r'mailto:[^?"]+\?subject=([^"]+)"', text)]
        return {one.split()[0]: one for one in subjects}

    def click(self, subject: str, body: str = "", sender: str = KAETHE) -> None:
        """Let a mail come in as a click on a link opens it."""
        self._number += 1
        self.at_work.wait(minutes=3)
        self.arrive(customer_mail(self._number, subject, body, sender=sender))

    def answer(self, text: str, sender: str = KAETHE) -> None:
        """Let the customer answer the survey with words."""
        survey = self.survey()
        self._number += 1
        self.at_work.wait(minutes=3)
        mail = message_from_bytes(
            customer_mail(self._number, f"Re: {survey['Subject']}", text, sender=sender),
            policy=policy.default,
        )
        mail["In-Reply-To"] = survey["Message-ID"]
        mail["References"] = f"{survey['References']} {survey['Message-ID']}"
        self.arrive(mail.as_bytes(policy=policy.SMTP))

    def asked(self, ref: str) -> Asked:
        with self.desk.store.look() as connection:
            (one,) = stored.of_ticket(connection, ref)
        return one

    def state(self, ref: str) -> TicketState:
        return self.desk.tickets.view(ref).row.state

    def tickets(self) -> int:
        return len(self.desk.queue.page(QueueView.ALL, 0, 99).rows)


def body_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())
