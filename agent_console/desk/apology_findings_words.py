"""What a finding says: why a wording spoils an apology, and what to write instead."""

from __future__ import annotations

from agent_console.desk.apology_findings import Check
from agent_console.desk.excuses import Spoiler
from agent_console.i18n import _

CHECK_OF = {
    Spoiler.BUT: Check.EXCUSE,
    Spoiler.NOT_US: Check.EXCUSE,
    Spoiler.AS_SAID: Check.EXCUSE,
    Spoiler.BUSY: Check.EXCUSE,
    Spoiler.CIRCUMSTANCE: Check.EXCUSE,
    Spoiler.CUSTOMER: Check.BLAME,
    Spoiler.OTHERS: Check.BLAME,
    Spoiler.COLLEAGUE: Check.BLAME,
    Spoiler.CONDITIONAL: Check.SINCERITY,
    Spoiler.FEELING: Check.SINCERITY,
    Spoiler.BELITTLING: Check.SINCERITY,
    Spoiler.FILE_NUMBER: Check.TONE,
    Spoiler.COLD: Check.TONE,
    Spoiler.OVERPROMISE: Check.OVERPROMISE,
}


def check_word(check: Check) -> str:
    """Return what a check looks at, for a list."""
    return {
        Check.GAP: _("no gap left"),
        Check.APOLOGY: _("apology present"),
        Check.SINCERITY: _("apology sincere"),
        Check.ORDER: _("apology before any explanation"),
        Check.EXCUSE: _("no excuse"),
        Check.BLAME: _("no blame"),
        Check.UNDERSTANDING: _("refers to what the customer wrote"),
        Check.SOLUTION: _("solution concrete"),
        Check.PROMISE: _("promise realistic"),
        Check.AUTHORITY: _("remedy within your authority"),
        Check.CHECK_BACK: _("check-back with a date"),
        Check.TONE: _("warm tone"),
        Check.OVERPROMISE: _("nothing promised that nobody can keep"),
        Check.LENGTH: _("easy to read"),
    }[check]


def spoiler_words(kind: Spoiler) -> tuple[str, str]:
    """Return why a wording spoils an apology, and what to do."""
    return {
        Spoiler.BUT: (
            _("The apology is taken back by what follows."),
            _("End the sentence before it, and say what you will do instead."),
        ),
        Spoiler.NOT_US: (
            _("This says that it was not our doing."),
            _("Leave it out: to the customer it is all one company."),
        ),
        Spoiler.AS_SAID: (
            _("This tells the customer that they did not listen."),
            _("Say it again without a remark."),
        ),
        Spoiler.BUSY: (
            _("Being busy is an excuse."),
            _("Leave it out, or say what you have changed."),
        ),
        Spoiler.CIRCUMSTANCE: (
            _("This sounds like an excuse."),
            _("Leave it out, or say in your own words what you got wrong."),
        ),
        Spoiler.CUSTOMER: (
            _("This puts the blame on the customer."),
            _("Leave it out, or say what you could have done better."),
        ),
        Spoiler.OTHERS: (
            _("This puts the blame on a partner."),
            _("Say “we”: the customer bought from you."),
        ),
        Spoiler.COLLEAGUE: (
            _("This puts the blame on a colleague."),
            _("Say “we”: you answer for the whole team."),
        ),
        Spoiler.CONDITIONAL: (
            _("The apology depends on a condition."),
            _("Apologise for what happened, without “if” and “any”."),
        ),
        Spoiler.FEELING: (
            _("This apologises for a feeling, not for what happened."),
            _("Name what went wrong and apologise for that."),
        ),
        Spoiler.BELITTLING: (
            _("This makes the matter look small."),
            _("Leave it out: to the customer it is not small."),
        ),
        Spoiler.FILE_NUMBER: (
            _("This sounds like a form letter about a file."),
            _("Write about the matter and the person; numbers belong in the subject."),
        ),
        Spoiler.COLD: (
            _("This sounds cold."),
            _("Write it as you would say it to the customer."),
        ),
        Spoiler.OVERPROMISE: (
            _("Nobody can promise this for sure."),
            _("Promise what you yourself will do, with a date."),
        ),
    }[kind]
