"""The shipped canned answers: complete, in the right form of address, short, and fit to be sent."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pytest

from agent_console.desk.canned import Entry, Purpose, parse
from agent_console.desk.canned_render import CURSOR, Rendered, Values, render
from agent_console.desk.entry_files import Form, Section
from agent_console.services.request_types import load_request_types

FOLDER = files("agent_console") / "library" / "answers"
SHIPPED = {
    one.name: parse(one.read_text("utf-8"), one.name)
    for one in sorted(FOLDER.iterdir(), key=lambda one: one.name)
    if one.name.endswith(".txt")
}
ENTRIES = {one.id: one for one in SHIPPED.values()}
TYPES = {one.id: one for one in load_request_types().value.types}
GERMAN_FORMAL, GERMAN_INFORMAL, ENGLISH = (
    ("de", Form.FORMAL),
    ("de", Form.INFORMAL),
    ("en", Form.ANY),
)
CLOSINGS = {
    GERMAN_FORMAL: "Freundliche Grüße",
    GERMAN_INFORMAL: "Viele Grüße",
    ENGLISH: "Kind regards",
}
SALUTATIONS = {
    GERMAN_FORMAL: "Guten Tag Frau Müller",
    GERMAN_INFORMAL: "Hallo Anna",
    ENGLISH: "Dear Ms Miller",
}
ALWAYS_KNOWN = {
    "customer.salutation": "",
    "ticket.ref": "7KQ2M8XA",
    "team.opening_hours": "9–17",
    "team.address": "Marktplatz 3, 12345 Musterstadt",
    "team.payment_methods": "PayPal, SEPA",
    "team.return_days": "30",
    "team.shipping_days": "2–3",
    "team.shipping_costs": "4,90 €",
    "team.shipping_countries": "D, A, CH",
    "team.warranty": "24 M.",
    "promise.date": "26.11.2026",
    "return.why": "K7.",
}
SOMETIMES_KNOWN = {
    "order.number": "B-1042",
    "order.items": "1 × K7",
    "order.tracking": "00340434",
    "order.carrier": "DHL",
    "order.amount": "49,90 €",
    "order.date": "12.11.2026",
    "return.items": "1 × K7",
    "return.refund": "49,90 €",
    "return.declined": "1 × K7",
    "team.phone": "030 123456",
    "team.website": "laden.example",
    "team.return_address": "Werkhof 1, 12345 Musterstadt",
    "team.support_link": "laden.example/hilfe",
    "team.refund_days": "14",
    "team.repair_days": "10",
    "team.review_link": "laden.example/lob",
    "team.privacy_contact": "privat@laden.example",
}
MUST_BE_KNOWN = ALWAYS_KNOWN.keys() - {"customer.salutation", "promise.date"}
TYPED = "K7/4."
MOST_WORDS, LONGEST_SENTENCE = 160, 25
EXCUSES = re.compile(
    r"!|\bleider\b|\bunfortunately\b|entschuldig|\bapologi[sz]e|unannehmlich|inconvenience|"
    r"verständnis|bedauer|\bregret|wie bereits|as (?:already )?mentioned|lag nicht an|"
    r"hohe[sn]? aufkommen|due to|aufgrund|if you feel|empfunden|do(?:n’t| not) hesitate|"
    r"diesbezüglich|bezüglich|hiermit|gegebenenfalls|zeitnah|schnellstmöglich|"
    r"asap|as soon as possible|valued customer|at your earliest|beschwerdenummer",
    re.IGNORECASE,
)
ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|you|your|we|our|us|please|with|order|parcel|from|this|that|is|are|it|for|"
    r"to|of|thank|thanks|will|dear|hello|regards|tracking|refund)\b",
    re.IGNORECASE,
)
GERMAN_WORDS = re.compile(
    r"\b(?:der|das|und|ich|wir|sie|ihnen|bitte|mit|bestellung|paket|ist|nicht|für|ein|eine|es|wann|passt|auf|dann|noch|sich|bei|von)\b|[äöüß„]",
    re.IGNORECASE,
)
WANTED = (
    *("opening-hours", "how-to-order", "delivery-process", "payment-methods", "invoice-copy"),
    *("return-policy", "password-reset", "newsletter-opt-out", "order-status", "shipping-costs"),
    *("shipping-countries", "product-details", "product-compatibility", "product-comparison"),
    *("instructions", "availability", "warranty-terms", "complaint-received", "defect"),
    *("wrong-item", "missing-item", "parcel-late", "refund-on-its-way", "double-charge"),
    *("cancellation-confirmed", "cancellation-too-late", "data-access", "data-erasure"),
    *("acknowledgement", "missing-details", "hand-over", "thanks", "follow-up", "closing"),
    *("call-back", "account-changed", "exchange", "address-changed"),
)
each_entry = pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))


def form_of(section: Section) -> tuple[str, Form]:
    return section.language, section.form


def rendered(section: Section, *, with_facts: bool) -> Rendered:
    """Return a text with all facts, or with those alone that it cannot do without."""
    values: Values = {
        **ALWAYS_KNOWN,
        **(SOMETIMES_KNOWN if with_facts else {}),
        "customer.salutation": SALUTATIONS[form_of(section)],
    }
    return render(section, values)


@cache
def texts(entry: Entry) -> list[tuple[Section, str]]:
    """Return every text of an entry in both readings, finished by the agent at the cursor."""
    return [
        (one, finished(rendered(one, with_facts=with_facts)))
        for one in entry.sections
        for with_facts in (True, False)
    ]


def finished(draft: Rendered) -> str:
    if draft.cursor is None:
        return draft.text
    return draft.text[: draft.cursor] + TYPED + draft.text[draft.cursor :]


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?:])\s+|\n", text) if one.strip()]


def test_answers_that_are_shipped_cover_what_customers_ask() -> None:
    assert set(WANTED) <= ENTRIES.keys()
    assert {one.purpose for one in ENTRIES.values()} == set(Purpose)
    assert {one.level for one in ENTRIES.values()} == {1, 2, 3}


def test_answers_that_are_shipped_stand_in_files_named_after_them() -> None:
    assert {name: f"{one.id}.txt" for name, one in SHIPPED.items()} == {
        name: name for name in SHIPPED
    }


@each_entry
def test_entry_when_read_has_both_titles_and_known_types(entry: Entry) -> None:
    assert {language for language, title in entry.titles if title.strip()} == {"de", "en"}
    assert entry.title("de") != entry.title("en")
    assert entry.types
    assert set(entry.types) <= TYPES.keys()
    assert entry.attachments == ()


@each_entry
def test_entry_when_read_has_german_in_both_forms_and_english(entry: Entry) -> None:
    assert [form_of(one) for one in entry.sections] == [GERMAN_FORMAL, GERMAN_INFORMAL, ENGLISH]


def test_titles_when_compared_are_all_different() -> None:
    for language in ("de", "en"):
        titles = [one.title(language) for one in ENTRIES.values()]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", list(TYPES))
def test_request_type_when_it_names_answers_they_exist_and_fit(name: str) -> None:
    named = TYPES[name].answers
    assert named
    assert [one for one in named if one not in ENTRIES] == []
    assert [one for one in named if name not in ENTRIES[one].types] == []


@pytest.mark.parametrize("name", list(TYPES))
def test_request_type_when_an_agent_has_its_level_has_an_answer(name: str) -> None:
    level = TYPES[name].level
    assert [one.id for one in ENTRIES.values() if name in one.types and one.level <= level]
    assert [one for one in TYPES[name].answers if ENTRIES[one].level <= level]


@each_entry
def test_text_when_written_begins_with_the_salutation_and_ends_with_the_closing(
    entry: Entry,
) -> None:
    for section in entry.sections:
        source = section.text.strip("\n")
        assert source.startswith("{{ customer.salutation }},\n\n")
        assert source.endswith("\n\n" + CLOSINGS[form_of(section)])
        assert "⟦" not in source.replace(CURSOR, "", 1)


@each_entry
def test_text_when_few_facts_are_known_has_no_gap_and_no_broken_lines(entry: Entry) -> None:
    for section, text in texts(entry):
        assert re.findall("⟦[^⟧]*⟧", text) == []
        assert text.startswith(SALUTATIONS[form_of(section)] + ",\n\n")
        assert text.rstrip("\n").endswith("\n\n" + CLOSINGS[form_of(section)])
        assert re.findall(r"\n{3,}|[^\n ] {2,}| +\n| [,.?:;]|[,.;]{2}|\(\)", text) == []


@each_entry
def test_text_when_the_agent_goes_on_writing_leaves_a_line_end_behind_it(entry: Entry) -> None:
    for section in entry.sections:
        draft = rendered(section, with_facts=True)
        assert (draft.cursor is None) == (CURSOR not in section.text)
        if draft.cursor is not None:
            assert draft.text[draft.cursor :].startswith("\n\n")
            assert draft.text[: draft.cursor].endswith((": ", "– "))


@each_entry
def test_text_when_every_fact_is_missing_shows_only_gaps_that_matter(entry: Entry) -> None:
    for section in entry.sections:
        missing = {one.name for one in render(section, {"customer.salutation": "Hallo"}).gaps}
        assert missing <= MUST_BE_KNOWN | {"promise.date"}


@each_entry
def test_text_when_in_three_forms_asks_for_the_same_facts(entry: Entry) -> None:
    asked = [
        sorted(set(re.findall(r"\b(?:team|order|promise|ticket|customer)\.\w+", one.text)))
        for one in entry.sections
    ]
    assert asked[0] == asked[1] == asked[2]
    assert len({CURSOR in one.text for one in entry.sections}) == 1


@each_entry
def test_text_when_a_customer_may_read_it_alone_needs_no_ticket(entry: Entry) -> None:
    if entry.faq:
        source = "".join(one.text for one in entry.sections)
        assert re.findall(r"(?:order|promise|ticket)\.\w+|⟦here⟧", source) == []


@each_entry
def test_text_when_read_aloud_is_short(entry: Entry) -> None:
    for _section, text in texts(entry):
        assert len(text.split()) <= MOST_WORDS
        assert [one for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []


@each_entry
def test_text_when_sent_has_no_excuse_and_no_stock_phrase(entry: Entry) -> None:
    for _section, text in texts(entry):
        assert EXCUSES.findall(text) == []


@each_entry
def test_text_when_german_keeps_to_one_form_of_address(entry: Entry) -> None:
    for section, text in texts(entry):
        if form_of(section) == GERMAN_FORMAL:
            assert re.findall(r"\b(?:du|dir|dich|dein\w*|euch|euer|eure\w*)\b", text, re.I) == []
        elif form_of(section) == GERMAN_INFORMAL:
            assert re.findall(r"\b(?:Sie|Ihnen|Ihr\w*)\b", text) == []


@each_entry
def test_text_when_written_stays_in_its_language(entry: Entry) -> None:
    for section, text in texts(entry):
        body = text.removeprefix(SALUTATIONS[form_of(section)])
        for value in (TYPED, *ALWAYS_KNOWN.values(), *SOMETIMES_KNOWN.values()):
            body = body.replace(value, "") if value else body
        foreign = GERMAN_WORDS if section.language == "en" else ENGLISH_WORDS
        assert foreign.findall(body) == []


@each_entry
def test_text_when_the_salutation_ends_goes_on_as_its_language_does(entry: Entry) -> None:
    for section in entry.sections:
        first = section.text.strip("\n").split("\n\n", 2)[1].split()[0]
        if section.language == "en":
            assert first[0].isupper()
        elif section.form is Form.INFORMAL:
            assert first[0].islower()
        else:
            assert first[0].islower() or re.match(r"(?:Sie|Ihnen|Ihre?[mnrs]?)$", first)
