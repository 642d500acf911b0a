"""HTML mails as lines: quote levels, tables, links, hidden parts, and nothing lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.mail import Link
from agent_console.mail.html import render_html


def lines_of(html: str) -> list[tuple[int, str]]:
    return list(render_html(html).lines)


def text_of(html: str) -> str:
    return "\n".join(line for _level, line in render_html(html).lines)


def test_render_when_quotes_are_nested_returns_to_each_level() -> None:
    html = (
        "new<blockquote>old<blockquote>older</blockquote>old again</blockquote>"
        "new again<blockquote></blockquote>end"
    )
    assert [line for line in lines_of(html) if line[1]] == [
        (0, "new"),
        (1, "old"),
        (2, "older"),
        (1, "old again"),
        (0, "new again"),
        (0, "end"),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<p>a   b\n c&nbsp;d</p>", "a b c d"),
        ("<ul><li>a<li>b</ul>", "• a\n• b"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ul><li>b</ul></ul>", "• a\n\n  • b"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<b>bo</b>ld", "bold"),
        ("a<hr>b", "a\n" + "─" * 20 + "\nb"),
        ("<img alt='Logo' width=100><img alt='track' width=1 height=1><img src=x>", "[Logo]"),
        ("&lt;b&gt; &amp; &euro; &#8364; &unknown;", "<b> & € € &unknown;"),
        ("<p>open <b>tags", "open tags"),
        ("a<script>alert(1)</script><style>x{}</style><title>t</title>b", "ab"),
        ("<!-- c -->a<!--[if mso]>x<![endif]-->b", "ab"),
        ("[b]markup[/b] stays", "[b]markup[/b] stays"),
        ("", ""),
        ("plain < text", "plain < text"),
        ("a&#27;[31m&#x9b;b\x00c", "a[31m\u203abc"),
    ],
)
def test_render_when_html_is_ordinary_gives_readable_lines(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden",
        'style="display:none"',
        'style="color:red; DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="mso-hide:all"',
        'style="max-height:0px;overflow:hidden"',
        'style="font-size:0"',
        'style="opacity:0.0"',
    ],
)
def test_render_when_parts_are_hidden_drops_them(hiding: str) -> None:
    rendered = render_html(f"<div {hiding}>secret <b>words</b> here</div><p>shown</p>")
    assert [line for _level, line in rendered.lines] == ["shown"]
    assert not rendered.lost_text


@pytest.mark.parametrize("style", ["opacity:0.9", "font-size:0.9em", "max-height:100px"])
def test_render_when_parts_are_only_small_keeps_them(style: str) -> None:
    assert text_of(f'<p style="{style}">shown</p>') == "shown"


def test_render_when_a_link_says_where_it_leads_adds_no_note() -> None:
    html = (
        '<a href="https://shop.example/">https://shop.example</a> '
        '<a href="mailto:a@b.de?subject=x">a@b.de</a> <a href="#top">top</a> '
        '<a href="javascript:x()">run</a> <a href="https://x.example/"></a>'
    )
    rendered = render_html(html)
    assert rendered.links == ()
    assert "[1]" not in rendered.lines[0][1]


def test_render_when_a_link_says_something_else_notes_the_real_place() -> None:
    html = (
        '<a href="https://evil.example/x">www.bank.example</a> and '
        '<a href="http://a.example/">here</a>, again <a href="http://a.example/">there</a>'
    )
    rendered = render_html(html)
    assert rendered.lines == ((0, "www.bank.example [1] and here [2], again there [2]"),)
    assert rendered.links == (
        Link("www.bank.example", "https://evil.example/x"),
        Link("here", "http://a.example/"),
    )


def test_render_when_links_were_counted_before_goes_on_counting() -> None:
    rendered = render_html('<a href="http://a.example/">here</a>', first_link=4)
    assert rendered.lines == ((0, "here [4]"),)


def test_render_when_a_table_holds_data_aligns_its_columns() -> None:
    html = "<table><tr><th>Artikel<th>Preis<tr><td>Hose<td>9 €<tr><td>Mantel<td>120 €</table>after"
    assert text_of(html) == "Artikel  Preis\nHose     9 €\nMantel   120 €\n\nafter"


def test_render_when_a_table_is_layout_shows_its_cells_as_blocks() -> None:
    html = "<table><tr><td><p>left</p></td><td><table><tr><td>right</td></tr></table></td></table>"
    assert [line for line in text_of(html).split("\n") if line] == ["left", "right"]


def test_render_when_table_cells_are_wide_puts_them_behind_each_other() -> None:
    wide = "x" * 90
    html = f"<table><tr><td>a<td>{wide}<tr><td>b<td>c</table>"
    assert text_of(html) == f"a | {wide}\nb | c"


def test_render_when_gmail_quotes_keeps_the_attribution_outside_the_quote() -> None:
    html = (
        '<div dir="ltr">Ja</div><div class="gmail_quote"><div class="gmail_attr">Am 3. Mai 2025 um '
        "10:00 Uhr schrieb Max:<br></div><blockquote>Frage?</blockquote></div>"
    )
    assert [line for line in lines_of(html) if line[1]] == [
        (0, "Ja"),
        (0, "Am 3. Mai 2025 um 10:00 Uhr schrieb Max:"),
        (1, "Frage?"),
    ]


@pytest.mark.parametrize("nest", ["<div>", "<table><tr><td>", "<blockquote>", "<ul><li>", "<b>"])
def test_render_when_nested_absurdly_deep_shows_the_bare_text(nest: str) -> None:
    rendered = render_html(f"<p>before</p>{nest * 20_000}inside<p>after</p>")
    text = " ".join(line for _level, line in rendered.lines)
    assert text.split() == ["before", "inside", "after"]
    assert rendered.lost_text


def test_render_when_more_nodes_than_the_limit_loses_no_text() -> None:
    rendered = render_html("<p>word</p>" * 70_000)
    assert sum(line == "word" for _level, line in rendered.lines) == 70_000
    assert rendered.lost_text


def test_render_when_text_sits_where_no_text_is_shown_says_it_was_lost() -> None:
    rendered = render_html("<svg>" + "words that a browser may not show here " * 5)
    assert "words that a browser" in rendered.lines[0][1]
    assert rendered.lost_text


BOMBS = {
    "lt": "<" * 300_000,
    "a": "<a " * 50_000,
    "comment": "<!--" * 50_000,
    "attributes": "<p " + "a=1 " * 60_000 + ">t",
    "spaces": " " * 800_000,
    "title": "<title>" * 50_000,
    "hidden": "<div hidden>" * 20_000,
    "rows": "<table>" + "<tr><td>x" * 20_000,
    "links": "<a href=http://x/1>t</a>" * 20_000,
    "style": '<p style="' + "display:" * 2_000 + '">x</p>',
    "colspan": "<table><tr><td colspan=100000>x<td>y<tr><td>a<td>b</table>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_render_when_html_is_made_to_be_slow_stays_quick_and_small(name: str) -> None:
    started = time.process_time()
    rendered = render_html(BOMBS[name])
    assert time.process_time() - started < 5
    assert sum(len(line) for _level, line in rendered.lines) <= 2 * len(BOMBS[name])


TAGS = st.sampled_from(
    (
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<blockquote>",
        "</blockquote>",
        "<ul>",
        "<li>",
        "<br>",
        "<a",
        "href=http://x>",
        "</a>",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "text",
        "&amp;",
        "&#0;",
        "&#27;",
        "<select>",
        "<b>",
        "</b>",
    )
)


@given(st.lists(TAGS, max_size=60))
@settings(deadline=None)
def test_render_when_tags_come_in_any_order_never_fails(tags: list[str]) -> None:
    rendered = render_html(" ".join(tags))
    assert all(level >= 0 and "\n" not in line for level, line in rendered.lines)
    assert not any(set(line) & set("\x00\x1b") for _level, line in rendered.lines)
