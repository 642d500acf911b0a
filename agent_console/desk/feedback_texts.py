"""The mail that asks a customer how it was: German (Sie, du) and English, plain fixed text.

It names the ticket and repeats nothing of the customer's mails. Each answer is a ``mailto:`` link
(RFC 6068) that opens a finished mail; a number in a plain reply does as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.desk.entry_files import Form
from agent_console.desk.feedback import SCALES, Survey, objection_code, survey_code

LANGUAGES = ("de", "en")
STATEMENTS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class SurveyMail:
    """Subject and text of a survey."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of whom: ``greeting`` without a comma, ``address`` where answers go.

    ``intro`` and ``subject`` are the team's own words, "" for the shipped ones.
    """

    which: Survey
    ref: str
    key: str
    address: str
    language: str
    form: Form
    greeting: str
    every_days: int
    statement: int = 1
    subject: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    intro: str
    click: str
    reply: str
    why: str
    once: str
    stop: str
    stop_link: str
    automatic: str


_SIE = _Words(
    subject="Wie war es? Eine kurze Frage zu Ihrer Anfrage [#{ref}]",
    intro="Ihre Anfrage #{ref} ist abgeschlossen. Wir möchten wissen, wie es für Sie war.",
    click="Ein Klick genügt; er öffnet eine fertige E-Mail, die Sie nur noch absenden:",
    reply="Oder antworten Sie auf diese E-Mail einfach mit {scale}.",
    why="Gern mit einem Satz dazu, warum.",
    once="Wir fragen Sie höchstens einmal in {days} Tagen.",
    stop="Sie können solchen Fragen jederzeit widersprechen, ohne dass andere als die"
    " Übermittlungskosten nach den Basistarifen entstehen:",
    stop_link="keine Umfragen mehr",
    automatic="Diese Frage wurde automatisch verschickt.",
)
_DU = _Words(
    subject="Wie war es? Eine kurze Frage zu deiner Anfrage [#{ref}]",
    intro="deine Anfrage #{ref} ist abgeschlossen. Wir möchten wissen, wie es für dich war.",
    click="Ein Klick genügt; er öffnet eine fertige E-Mail, die du nur noch absendest:",
    reply="Oder antworte auf diese E-Mail einfach mit {scale}.",
    why="Gern mit einem Satz dazu, warum.",
    once="Wir fragen dich höchstens einmal in {days} Tagen.",
    stop="Du kannst solchen Fragen jederzeit widersprechen, ohne dass andere als die"
    " Übermittlungskosten nach den Basistarifen entstehen:",
    stop_link="keine Umfragen mehr",
    automatic="Diese Frage wurde automatisch verschickt.",
)
_ENGLISH = _Words(
    subject="How was it? A short question about your request [#{ref}]",
    intro="your request #{ref} is closed. We would like to know how it was for you.",
    click="One click is enough; it opens a finished email that you only need to send:",
    reply="Or simply answer this email with {scale}.",
    why="A sentence on why is welcome.",
    once="We ask you at most once in {days} days.",
    stop="You can object to such questions at any time, at no cost but that of sending an email:",
    stop_link="no more surveys",
    automatic="This question was sent automatically.",
)
_ASKED = {
    (Survey.CSAT, "de", Form.FORMAL): "Wie zufrieden sind Sie mit unserer Hilfe?",
    (Survey.CSAT, "de", Form.INFORMAL): "Wie zufrieden bist du mit unserer Hilfe?",
    (Survey.CSAT, "en", Form.FORMAL): "How satisfied are you with our help?",
    (Survey.THUMB, "de", Form.FORMAL): "Waren Sie mit unserer Hilfe zufrieden?",
    (Survey.THUMB, "de", Form.INFORMAL): "Warst du mit unserer Hilfe zufrieden?",
    (Survey.THUMB, "en", Form.FORMAL): "Were you satisfied with our help?",
    (Survey.NPS, "de", Form.FORMAL): (
        "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen? Und warum?"
    ),
    (Survey.NPS, "de", Form.INFORMAL): (
        "Wie wahrscheinlich ist es, dass du uns weiterempfiehlst? Und warum?"
    ),
    (Survey.NPS, "en", Form.FORMAL): "How likely are you to recommend us? And why?",
}
_AGREE = {
    ("de", Form.FORMAL): "Wie sehr stimmen Sie diesem Satz zu?",
    ("de", Form.INFORMAL): "Wie sehr stimmst du diesem Satz zu?",
    ("en", Form.FORMAL): "How much do you agree with this sentence?",
}
_STATEMENTS = {
    "de": (
        "„Das Unternehmen hat es mir leicht gemacht, mein Anliegen zu klären.“",
        "„Ich musste mich nicht wiederholen und nicht mehrmals nachfragen.“",
        "„Ich habe schnell den richtigen Ansprechpartner und eine klare Antwort bekommen.“",
    ),
    "en": (
        "“The company made it easy for me to get my issue handled.”",
        "“I did not have to repeat myself or ask several times.”",
        "“I quickly reached the right person and got a clear answer.”",
    ),
}
_ENDS = {
    (Survey.CSAT, "de"): ("sehr unzufrieden", "sehr zufrieden"),
    (Survey.CSAT, "en"): ("very dissatisfied", "very satisfied"),
    (Survey.NPS, "de"): ("sehr unwahrscheinlich", "sehr wahrscheinlich"),
    (Survey.NPS, "en"): ("very unlikely", "very likely"),
    (Survey.CES, "de"): ("stimme überhaupt nicht zu", "stimme voll und ganz zu"),
    (Survey.CES, "en"): ("strongly disagree", "strongly agree"),
}


def survey_mail(question: Question) -> SurveyMail:
    """Return the mail that asks ``question``; a language without words gets the English ones."""
    language = _language(question)
    words = _words(question)
    subject = question.subject.strip() or words.subject
    if question.subject.strip():
        subject = f"{subject} [#{{ref}}]"
    lines = (
        f"{question.greeting},",
        "",
        question.intro.strip() or _intro(words, question),
        "",
        *_asked(question),
        "",
        words.click,
        "",
        *_links(question),
        "",
        f"{words.reply.format(scale=_scale(question.which, language))} {words.why}",
        "",
        words.once.format(days=question.every_days),
        words.stop,
        f"{words.stop_link} {_link(question, words.stop_link, objection_code(question.key))}",
        "",
        words.automatic,
        "",
    )
    return SurveyMail(subject.replace("{ref}", question.ref), "\n".join(lines))


def _intro(words: _Words, question: Question) -> str:
    return words.intro.replace("{ref}", question.ref)


def _words(question: Question) -> _Words:
    if _language(question) == "en":
        return _ENGLISH
    return _DU if question.form is Form.INFORMAL else _SIE


def _language(question: Question) -> str:
    return question.language if question.language in LANGUAGES else "en"


def _form(question: Question) -> Form:
    informal = _language(question) == "de" and question.form is Form.INFORMAL
    return Form.INFORMAL if informal else Form.FORMAL


def _asked(question: Question) -> Iterator[str]:
    language, form = _language(question), _form(question)
    if question.which is not Survey.CES:
        yield _ASKED[question.which, language, form]
        return
    yield _AGREE[language, form]
    yield _STATEMENTS[language][question.statement - 1]


def _scale(which: Survey, language: str) -> str:
    if which is Survey.THUMB:
        return "👍 oder 👎" if language == "de" else "👍 or 👎"
    lowest, highest = SCALES[which]
    if language == "de":
        return f"einer Zahl von {lowest} bis {highest}"
    return f"a number from {lowest} to {highest}"


def _links(question: Question) -> Iterator[str]:
    """Yield a line with a link for each answer, the best one first."""
    language = _language(question)
    lowest, highest = SCALES[question.which]
    if question.which is Survey.THUMB:
        labels = {5: "👍 Ja", 1: "👎 Nein"} if language == "de" else {5: "👍 Yes", 1: "👎 No"}
    else:
        worst, best = _ENDS[question.which, language]
        labels = {value: str(value) for value in range(highest, lowest - 1, -1)}
        labels |= {highest: f"{highest} = {best}", lowest: f"{lowest} = {worst}"}
    for value, label in labels.items():
        code = survey_code(question.key, question.which, value)
        title = label if question.which is Survey.THUMB else f"{value}/{highest}"
        yield f"{label} {_link(question, title, code)}"


def _link(question: Question, title: str, code: str) -> str:
    subject = f"{title} [#{question.ref}] {code}"
    return f"<mailto:{_encoded(question.address, '@')}?subject={_encoded(subject)}>"


def _encoded(text: str, kept: str = "") -> str:
    """Write a text as a part of a link (RFC 3986 §2.1)."""
    plain = f"-._~{kept}"
    return "".join(
        chr(byte)
        if chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in plain)
        else f"%{byte:02X}"
        for byte in text.encode()
    )
