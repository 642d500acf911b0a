"""Frequent questions as Markdown and as a page that stands alone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agent_console.desk.faq import Faq, Page, Question, Topic
from agent_console.errors import ConsoleError
from agent_console.services.faq import made_faq, write_faq
from agent_console.services.faq_html import faq_html
from agent_console.services.faq_markdown import faq_markdown
from agent_console.services.library import LibraryService
from agent_console.services.request_types import load_request_types

EVIL = "</style><script>alert(1)</script><img src=x onerror=alert(1)> &amp; \"quoted\" 'too'"
VOID = {"meta", "br", "input"}
LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
    | st.sampled_from(" #*_-+=1.)>`[]()!<&|~$\\:"),
    min_size=1,
)


def one(text: str, title: str = "Frage?") -> Faq:
    topic = Topic("order", "Bestellung", (Question("a", title, text),))
    return Faq((Page("de", (topic,)), Page("en", (topic,))))


class Reader(HTMLParser):
    """Wants every tag closed in its order; collects tags, attributes and text of articles."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_page_when_texts_hold_markup_shows_it_as_text() -> None:
    page = faq_html(one(EVIL, EVIL), EVIL, '"><script>@x')
    reader = read(page)
    assert reader.seen.count("script") == 1
    assert "img" not in reader.seen
    assert not any(name.startswith("on") for name, _value in reader.attributes)
    assert EVIL in "".join(reader.text)


def test_page_loads_nothing_and_allows_only_its_own_parts() -> None:
    page = faq_html(
        one("Mehr auf https://shop.example/hilfe?a=1&b=2."), "Shop", "hilfe@shop.example"
    )
    reader = read(page)
    assert {"link", "img", "iframe"}.isdisjoint(reader.seen)
    assert "src" not in [name for name, _value in reader.attributes]
    links = [value for name, value in reader.attributes if name == "href"]
    assert "https://shop.example/hilfe?a=1&b=2" in links
    assert "mailto:hilfe@shop.example" in links
    policy = next(
        value for name, value in reader.attributes if name == "content" and "src" in value
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_text_keeps_its_lists_and_lines() -> None:
    text = "Erst:\n\n1. Aus\n2. An\n\n- rot\n- blau\n\nOffen: 9–17\nOrt: Bonn"
    page = faq_html(one(text))
    assert "<ol><li>Aus</li><li>An</li></ol><ul><li>rot</li><li>blau</li></ul>" in page
    assert "<p>Offen: 9–17<br>Ort: Bonn</p>" in page
    html = MarkdownIt().render(faq_markdown(one(text).pages[0]))
    assert "<ol>\n<li>Aus</li>\n<li>An</li>\n</ol>\n<ul>\n<li>rot</li>" in html
    assert "<p>Offen: 9–17<br />\nOrt: Bonn</p>" in html


@given(st.lists(LINES, min_size=1, max_size=4))
def test_markdown_means_nothing_but_its_text(lines: list[str]) -> None:
    words = [" ".join(line.split()) for line in lines]
    text = "x\n" + "\n".join(word for word in words if word)
    rendered = MarkdownIt("commonmark").parse(faq_markdown(one(text).pages[0]))
    kinds = [token.type for token in rendered if token.type.endswith("_open")]
    assert kinds == ["heading_open", "heading_open", "heading_open", "paragraph_open"]
    inside = rendered[-2].children or []
    assert {child.type for child in inside} <= {"text", "text_special", "hardbreak"}
    shown = "".join("\n" if child.type == "hardbreak" else child.content for child in inside)
    assert shown == text


def test_shipped_answers_for_everybody_make_both_pages(tmp_path: Path) -> None:
    entries = LibraryService(None).library().items
    values = {name for entry in entries for name in entry.tags}
    assert values
    faq = made_faq(entries, load_request_types().value, {"how-to-order": 3}, None)
    assert [page.topics[0].questions[0].id for page in faq.pages] == ["how-to-order"] * 2
    assert all("library.values" in refused.why for refused in faq.refused)
    assert faq.missing == ()
    files = write_faq(faq, tmp_path / "new" / "faq")
    assert [path.name for path in files] == ["faq.html", "faq.de.md", "faq.en.md"]
    assert all("⟦" not in path.read_text(encoding="utf-8").split("<script>")[0] for path in files)
    write_faq(faq, tmp_path / "new" / "faq")
    assert len(list((tmp_path / "new" / "faq").iterdir())) == len(files)


def test_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConsoleError, match="cannot be written"):
        write_faq(one("a"), tmp_path / "file" / "faq")
