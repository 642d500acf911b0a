"""Canned answers made into pages that anybody may read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.canned import Entry
from agent_console.desk.canned_render import ANSWER_WORDS
from agent_console.desk.entry_files import Form, Section
from agent_console.desk.faq import Faq, NotForAllError, Source, faq_of, neutral

VALUES = {"team.return_days": "30", "team.phone": "030 12", "agent.name": "Ida Lang"}


def section(text: str, language: str = "de") -> Section:
    return Section(language, Form.ANY, text, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{{ customer.salutation }},\n\nsie haben 30 Tage.\n\nFreundliche Grüße",
            "Sie haben 30 Tage.",
        ),
        (
            "Hallo {{ customer.first_name }}!\n\nEs geht.\n\nViele Grüße\n{{ agent.name }}",
            "Es geht.",
        ),
        ("Dear {{ customer.name }},\n\nIt works.\n\nKind regards\n{{ agent.name }}", "It works."),
        ("Guten Tag,\n\n{{ team.return_days }} Tage.", "30 Tage."),
        ("Ja.{% if order.number %} Zu {{ order.number }}.{% endif %}", "Ja."),
        ("Rufen Sie an{% if team.phone %}: {{ team.phone }}{% endif %}.", "Rufen Sie an: 030 12."),
        ("Ihr Paket {{ order.tracking | default('') }}kommt.", "Ihr Paket kommt."),
        ("Bitte ⟦here⟧weiter.", "Bitte weiter."),
        ("Guten Tag, so geht es: erst aus, dann an.", "Guten Tag, so geht es: erst aus, dann an."),
        ("{% if customer.language == 'de' %}Ja{% else %}Yes{% endif %}", "Ja"),
    ],
)
def test_answer_when_it_needs_no_person_reads_for_everybody(text: str, expected: str) -> None:
    assert neutral(section(text), VALUES) == expected


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Ihre Bestellung {{ order.number }} ist da.", "order.number"),
        ("Stand {{ today }}", "today"),
        ("Ich bin {{ agent.name }} und helfe.", "agent.name"),
        ("Es kostet {{ team.shipping_costs }}.", r"team.shipping_costs is not known"),
        ("{{ customer.salutation }},", "nothing is left"),
        ("Nach ⟦order.number?⟧ sehen wir.", "order.number"),
        ("Siehe ⟦XY⟧.", "placeholder"),
    ],
)
def test_answer_when_it_needs_a_person_is_refused_by_name(text: str, cause: str) -> None:
    with pytest.raises(NotForAllError, match=cause):
        neutral(section(text), VALUES | {"order.number": "4711", "today": "3. März"})


@given(
    st.lists(
        st.sampled_from(
            [f"{{{{ {name} }}}}" for name in sorted(ANSWER_WORDS)]
            + [f"{{% if {name} %}}a{{% endif %}}" for name in sorted(ANSWER_WORDS)]
            + ["Wort ", "\n\n", "{{ team.phone }}", "Viele Grüße", "Hallo "]
        ),
        max_size=8,
    )
)
def test_no_value_of_a_person_ever_gets_through(parts: list[str]) -> None:
    values = {name: "GEHEIM" for name in ANSWER_WORDS if not name.startswith("mailbox.")}
    try:
        text = neutral(section("".join(parts)), values | VALUES)
    except NotForAllError:
        return
    assert "GEHEIM" not in text
    assert "⟦" not in text
    assert "{{" not in text


def entry(name: str, kind: str = "", languages: str = "de en", *, faq: bool = True) -> Entry:
    titles = tuple((one, f"{name} {one}?") for one in languages.split())
    sections = tuple(section(f"Text {name}.", one) for one in languages.split())
    return Entry(name, titles, sections, (kind,) if kind else (), faq=faq, name=f"{name}.txt")


def made(*entries: Entry, **asked: int) -> Faq:
    source = Source(entries, {}, asked, lambda kind, language: f"{kind or 'more'}-{language}")
    return faq_of(source, ("de", "en"))


def test_pages_are_sorted_by_how_often_is_asked() -> None:
    faq = made(
        entry("a", "order"), entry("b", "refund"), entry("c", "refund"), entry("d"), b=2, c=3, d=4
    )
    german = faq.pages[0]
    assert [(topic.name, topic.asked) for topic in german.topics] == [
        ("refund-de", 5),
        ("more-de", 4),
        ("order-de", 0),
    ]
    assert [one.id for one in german.topics[0].questions] == ["c", "b"]


def test_only_answers_that_are_meant_for_everybody_are_there() -> None:
    faq = made(entry("a"), entry("b", faq=False))
    assert [one.id for page in faq.pages for topic in page.topics for one in topic.questions] == [
        "a",
        "a",
    ]


def test_answer_without_a_text_in_a_language_is_named_and_in_the_other_page() -> None:
    faq = made(entry("a", languages="de"))
    assert [(one.id, one.language, one.file) for one in faq.missing] == [("a", "en", "a.txt")]
    assert [len(page.topics) for page in faq.pages] == [1, 0]
    assert faq.refused == ()
