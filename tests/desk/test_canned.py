"""Canned answers as files: what is read from them, and the line that is wrong."""

from __future__ import annotations

import pytest

from agent_console.desk.canned import Channel, Purpose, parse
from agent_console.desk.entry_files import MAX_FILE, EntryError, Form, parse_file

FRONT = """+++
id = "order-status"
title = { de = "Wo ist sie?", en = "Where is it?" }
types = ["order-status", "delivery"]
level = 2
channel = "chat"
tags = ["shipping"]
faq = true
attachments = ["map.pdf"]
purpose = "follow-up"
+++
"""
BODY = """
=== de formal

{{ customer.salutation }},

Sie hören von uns.

=== de informal
Du hörst von uns.
=== en
You will hear from us.
"""


def small(facts: str = "", body: str = "=== en\nYes.\n") -> str:
    return f'+++\nid = "a"\ntitle = {{ en = "A" }}\n{facts}\n+++\n{body}'


def test_entry_holds_every_fact_of_the_file() -> None:
    entry = parse(FRONT + BODY, "x.txt")
    assert (entry.id, entry.level, entry.channel) == ("order-status", 2, Channel.CHAT)
    assert entry.types == ("order-status", "delivery")
    assert (entry.tags, entry.faq, entry.attachments) == (("shipping",), True, ("map.pdf",))
    assert entry.purpose is Purpose.FOLLOW_UP
    assert entry.languages == ("de", "en")
    assert [entry.title(language) for language in ("de", "en", "fr")] == [
        "Wo ist sie?", "Where is it?", "Where is it?",
    ]  # fmt: skip


def test_entry_without_more_than_id_title_and_text_is_an_ordinary_answer_by_mail() -> None:
    entry = parse(small(), "x.txt")
    assert (entry.level, entry.channel, entry.purpose) == (1, Channel.EMAIL, Purpose.ANSWER)
    assert not entry.faq
    assert entry.types == ()


def test_section_is_trimmed_and_knows_its_line() -> None:
    first, _second, third = parse(FRONT + BODY, "x.txt").sections
    assert first.text == "{{ customer.salutation }},\n\nSie hören von uns."
    lines = (FRONT + BODY).split("\n")
    assert lines[first.line - 1] == "{{ customer.salutation }},"
    assert lines[third.line - 1] == "You will hear from us."


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_file_is_read_with_any_line_end_and_byte_order_mark(line_end: str) -> None:
    entry = parse("\ufeff" + (FRONT + BODY).replace("\n", line_end), "x.txt")
    assert entry.sections == parse(FRONT + BODY, "x.txt").sections


@pytest.mark.parametrize(
    ("language", "form", "begins"),
    [
        ("de", Form.FORMAL, "{{"),
        ("de", Form.INFORMAL, "Du"),
        ("de", Form.ANY, "{{"),
        ("en", Form.INFORMAL, "You"),
    ],
)
def test_section_is_that_of_the_form_of_address(language: str, form: Form, begins: str) -> None:
    section = parse(FRONT + BODY, "x.txt").section(language, form)
    assert section is not None
    assert section.text.startswith(begins)


def test_section_of_a_language_that_is_not_there_is_none() -> None:
    assert parse(FRONT + BODY, "x.txt").section("fr") is None


def test_section_in_the_other_form_is_better_than_none() -> None:
    entry = parse(small(body="=== de informal\nDu.\n"), "x.txt")
    section = entry.section("de", Form.FORMAL)
    assert section is not None
    assert section.form is Form.INFORMAL


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("Hallo", 1, "+++"),
        ("+++\nid = 1\n", 1, "+++"),
        ("+++\nid = no\n+++\n=== en\nx", 2, "Invalid value"),
        ('+++\nid = "a"\ntitle = "\n+++\n=== en\nx', 3, "Illegal character"),
        ('+++\nid = "A b"\ntitle = { en = "A" }\n+++\n=== en\nx', 2, "id: write small letters"),
        ('+++\ntitle = { en = "A" }\n+++\n=== en\nx', 1, "id: write small letters"),
        ('+++\nid = "a"\n+++\n=== en\nx', 1, "title: write it for each language"),
        ('+++\nid = "a"\ntitle = "A"\n+++\n=== en\nx', 3, "title: write it for each language"),
        (small("levl = 2"), 4, "levl: unknown key"),
        (small("level = 4"), 4, "level: write a number from 1 to 3"),
        (small("level = true"), 4, "level: write a number from 1 to 3"),
        (small('faq = "yes"'), 4, "faq: write true or false"),
        (small('types = "a"'), 4, "types: write a list"),
        (small('\nchannel = "pigeon"'), 5, "channel: write one of: email, form, phone"),
        (small("purpose = 3"), 4, "purpose: write one of: answer"),
        (small('attachments = ["../secret"]'), 4, "attachments: name files beside"),
        (small(body=""), 6, "there is no text"),
        (small(body="\nHello\n=== en\nx"), 7, "must begin with a line such as === de"),
        (small(body="=== english\nx"), 6, "begins with its language"),
        (small(body="=== de polite\nx"), 6, "begins with its language"),
        (small(body="=== de\n\n=== en\nx"), 6, "this text is empty"),
        (small(body="=== en\nx\n=== en\ny"), 9, "written twice"),
        (small(body="=== en\nok\n\n{{ order.nubmer }}"), 9, "no variable order.nubmer"),
        (small(body="=== de\nja\n=== en\n\n\n{% if x"), 11, ""),
    ],
)  # fmt: skip
def test_error_names_file_line_and_cause(text: str, line: int, cause: str) -> None:
    with pytest.raises(EntryError) as caught:
        parse(text, "shop/x.txt")
    assert str(caught.value).startswith(f"shop/x.txt:{line}: ")
    assert cause in caught.value.cause


def test_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(EntryError, match=r"x\.txt: the file is too large"):
        parse_file(small(body="=== en\n" + "x" * MAX_FILE), "x.txt")


def test_front_matter_of_another_kind_is_taken_apart_by_the_same_parser() -> None:
    file = parse_file('+++\nid = "b"\nstep = "listen"\n+++\n=== de\nJa.', "b.txt")
    assert file.meta == {"id": "b", "step": "listen"}
    assert str(file.error("step", "no")) == "b.txt:3: step: no"
