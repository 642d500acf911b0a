"""What a finding says: why a wording spoils an apology, and what to write instead."""

from __future__ import annotations

from agent_console.desk.apology_findings import Check
from agent_console.desk.apology_sense import Doubt
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

DOUBT_OF = {
    Doubt.EXCUSE: Check.EXCUSE,
    Doubt.REPROACH: Check.BLAME,
    Doubt.OTHERS: Check.BLAME,
    Doubt.OVERPROMISE: Check.OVERPROMISE,
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
    return _why(kind), _instead(kind)


def doubt_words(kind: Doubt) -> tuple[str, str]:
    """Return what a doubtful sentence reads like, and what to do."""
    return {
        Doubt.EXCUSE: (
            _("This reads like an excuse."),
            _("Leave it out, or say in your own words what you got wrong."),
        ),
        Doubt.REPROACH: (
            _("This reads like a reproach to the customer."),
            _("Leave it out, or say what you could have done better."),
        ),
        Doubt.OTHERS: (
            _("This reads as if others were to blame."),
            _("Say “we”: you answer for everybody who works for you."),
        ),
        Doubt.OVERPROMISE: (
            _("This reads like more than anybody can promise."),
            _("Promise what you yourself will do, with a date."),
        ),
    }[kind]


def _why(kind: Spoiler) -> str:
    return {
        Spoiler.BUT: _("The apology is taken back by what follows."),
        Spoiler.NOT_US: _("This says that it was not our doing."),
        Spoiler.AS_SAID: _("This tells the customer that they did not listen."),
        Spoiler.BUSY: _("Being busy is an excuse."),
        Spoiler.CIRCUMSTANCE: _("This sounds like an excuse."),
        Spoiler.CUSTOMER: _("This puts the blame on the customer."),
        Spoiler.OTHERS: _("This puts the blame on a partner."),
        Spoiler.COLLEAGUE: _("This puts the blame on a colleague."),
        Spoiler.CONDITIONAL: _("The apology depends on a condition."),
        Spoiler.FEELING: _("This apologises for a feeling, not for what happened."),
        Spoiler.BELITTLING: _("This makes the matter look small."),
        Spoiler.FILE_NUMBER: _("This sounds like a form letter about a file."),
        Spoiler.COLD: _("This sounds cold."),
        Spoiler.OVERPROMISE: _("Nobody can promise this for sure."),
    }[kind]


def _instead(kind: Spoiler) -> str:
    return {
        Spoiler.BUT: _("End the sentence before it, and say what you will do instead."),
        Spoiler.NOT_US: _("Leave it out: to the customer it is all one company."),
        Spoiler.AS_SAID: _("Say it again without a remark."),
        Spoiler.BUSY: _("Leave it out, or say what you have changed."),
        Spoiler.CIRCUMSTANCE: _("Leave it out, or say in your own words what you got wrong."),
        Spoiler.CUSTOMER: _("Leave it out, or say what you could have done better."),
        Spoiler.OTHERS: _("Say “we”: the customer bought from you."),
        Spoiler.COLLEAGUE: _("Say “we”: you answer for the whole team."),
        Spoiler.CONDITIONAL: _("Apologise for what happened, without “if” and “any”."),
        Spoiler.FEELING: _("Name what went wrong and apologise for that."),
        Spoiler.BELITTLING: _("Leave it out: to the customer it is not small."),
        Spoiler.FILE_NUMBER: _(
            "Write about the matter and the person; numbers belong in the subject."
        ),
        Spoiler.COLD: _("Write it as you would say it to the customer."),
        Spoiler.OVERPROMISE: _("Promise what you yourself will do, with a date."),
    }[kind]
