"""What agents may say of a ticket and of a mail, in words, and what is no such thing."""

from __future__ import annotations

from agent_console.desk.events import Judged, Labelled
from agent_console.desk.labels import FRUSTRATIONS, LEVELS, PRIORITIES, LabelName
from agent_console.desk.mail import MailKind
from agent_console.desk.targets import priority_word
from agent_console.errors import ActionRefusedError
from agent_console.i18n import _, current_language
from agent_console.services.own_rules import own_request_types

YES, NO = "yes", "no"


def check_label(what: LabelName, value: str) -> None:
    """Raise ActionRefusedError, with the values that there are, for one that there is not."""
    allowed = values_of(what)
    if value and value not in allowed:
        raise ActionRefusedError(
            _("Label"),
            _("{value} is no {what}").format(value=value, what=label_word(what)),
            _("Choose one of: {values}.").format(values=", ".join(allowed)),
        )


def values_of(what: LabelName) -> tuple[str, ...]:
    """Return what can be said, "" besides."""
    match what:
        case LabelName.TYPE:
            return tuple(one.id for one in own_request_types().types)
        case LabelName.LEVEL:
            return tuple(map(str, LEVELS))
        case LabelName.COMPLAINT:
            return YES, NO
        case LabelName.FRUSTRATION:
            return tuple(map(str, FRUSTRATIONS))
        case LabelName.PRIORITY:
            return PRIORITIES
        case LabelName.SPAM:
            return YES, NO


def type_names() -> tuple[tuple[str, str, int], ...]:
    """Return id, name in the language of now, and level of every request type."""
    language = current_language()
    return tuple((one.id, one.name(language), one.level) for one in own_request_types().types)


def type_name(request_type: str) -> str:
    """Return the name of a request type in the language of now; the id of an unknown one."""
    known = own_request_types().get(request_type)
    return known.name(current_language()) if known else request_type


def label_word(what: LabelName) -> str:
    """Return the word for what can be said of a ticket."""
    return {
        LabelName.TYPE: _("request type"),
        LabelName.LEVEL: _("level"),
        LabelName.COMPLAINT: _("complaint"),
        LabelName.FRUSTRATION: _("frustration"),
        LabelName.PRIORITY: _("priority"),
        LabelName.SPAM: _("spam"),
    }[what]


def said_in_words(fact: Labelled | Judged) -> str:
    """Say what an agent said of a ticket or of a mail."""
    if isinstance(fact, Judged):
        return _judged(fact)
    if not fact.value:
        return _("left the {what} to the rules").format(what=_word(fact.what))
    match fact.what:
        case LabelName.TYPE:
            return _("request type: {name}").format(name=type_name(fact.value))
        case LabelName.COMPLAINT:
            return _("a complaint") if fact.value == YES else _("no complaint")
        case LabelName.SPAM:
            return _("spam") if fact.value == YES else _("no spam")
        case LabelName.PRIORITY:
            return _("priority: {name}").format(name=priority_word(fact.value))
        case _:
            return f"{_word(fact.what)}: {fact.value}"


def _word(what: str) -> str:
    return label_word(LabelName(what)) if what in set(LabelName) else what


def _judged(fact: Judged) -> str:
    words = {
        MailKind.HUMAN: _("a mail was written by a person"),
        MailKind.AUTOMATIC: _("a mail was written by a machine"),
        MailKind.DELIVERY_REPORT: _("a mail is a delivery report"),
        MailKind.SPAM: _("mail of this sender is spam"),
    }
    return words[MailKind(fact.kind)] if fact.kind in set(MailKind) else _("change")
