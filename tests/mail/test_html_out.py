from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_console.mail.flowed import clean_text
from agent_console.mail.html_out import html_of

ALLOWED = {"html", "head", "meta", "body", "p", "br", "b", "a", "ul", "ol", "li", "blockquote"}


class Reader(HTMLParser):
    """What a strict reader sees: tags in order, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        names = {name for name, _value in attrs}
        assert names <= {"a": {"href"}, "li": {"value"}, "blockquote": {"type"}}.get(
            tag, {"charset"}
        )
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.tags.append(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(html_of(text))
    reader.close()
    assert reader.open == []
    return reader


def body(text: str) -> str:
    html = html_of(text).replace("\r\n", "")
    return html.partition("<body>")[2].partition("</body>")[0]


def letters(text: str) -> Iterator[str]:
    return (char for char in text if char.isalpha())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello\nKim\n\nBye", "<p>Hello<br>Kim</p><p>Bye</p>"),
        ("a **very bold** word", "<p>a <b>very bold</b> word</p>"),
        ("2 ** 3 ** 4, **, ****", "<p>2 ** 3 ** 4, **, ****</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("3. three\n4) four", '<ol><li value="3">three</li><li value="4">four</li></ol>'),
        ("-- \nAnna", "<p>-- <br>Anna</p>"),
        (
            "Kim wrote:\n> one\n>> two",
            '<p>Kim wrote:</p><blockquote type="cite"><p>one</p>'
            '<blockquote type="cite"><p>two</p></blockquote></blockquote>',
        ),
        ('<script>"&', "<p>&lt;script&gt;&quot;&amp;</p>"),
        (
            "See (https://a.example/x?a=1&b=2).",
            '<p>See (<a href="https://a.example/x?a=1&amp;b=2">'
            "https://a.example/x?a=1&amp;b=2</a>).</p>",
        ),
        (
            "https://a.example/x_(y)!",
            '<p><a href="https://a.example/x_(y)">https://a.example/x_(y)</a>!</p>',
        ),
        (
            "write to kim@a.example.",
            '<p>write to <a href="mailto:kim@a.example">kim@a.example</a>.</p>',
        ),
        ("javascript:alert(1) file:///etc", "<p>javascript:alert(1) file:///etc</p>"),
        ("", ""),
        ("a  b", "<p>a &nbsp;b</p>"),
    ],
)
def test_text_becomes_simple_html(text: str, html: str) -> None:
    assert body(text) == html


@given(st.text(st.sampled_from("a ä>-*1.<&\"'\n@/:h"), max_size=200))
@example("**https://a.example/**")
@example('https://a.example/"onclick="x')
@example(">" * 200 + " deep")
def test_html_is_whole_escaped_and_says_the_same(text: str) -> None:
    reader = read(text)
    assert list(letters(reader.text)) == list(letters(clean_text(text)))
    assert all(re.match(r"(https?://|mailto:)[^\s\"<>]+$", link) for link in reader.links)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["**a", "http://", "a@b.", ">", "> ", "(", ")", "- ", "https://a)"]
)
def test_html_of_hostile_text_is_quick(piece: str) -> None:
    assert html_of(piece * 30_000)
