"""Whole HTML mails: nothing is fetched, links show their places, a lost layout is said to be."""

from __future__ import annotations

import socket
from typing import Never

import pytest

from agent_console.mail.read import read_mail

LOST = "The layout of this mail could not be shown; this is its bare text."

NEWSLETTER = b"""Content-Type: text/html; charset=utf-8

<html><head><link rel="stylesheet" href="http://track.example/a.css">
<style>@import url(http://track.example/b.css);</style><base href="http://base.example/"></head>
<body background="http://track.example/c.png"><div style="display:none">Only for previews</div>
<table><tr><td><table><tr><td><img src="http://track.example/d.gif" width=1 height=1 alt="dot">
<h1>Ihre Bestellung</h1></td></tr><tr><td>
<p>Guten Tag, hier ist <a href="http://evil.example/x">www.bank.example</a>.</p></td></tr></table>
</td></tr><tr><td><table><tr><th>Artikel</th><th>Menge</th></tr><tr><td>Hose</td><td>2</td></tr>
<tr><td>Hemd</td><td>10</td></tr></table></td></tr></table><iframe src="http://track.example/e">
</iframe><object data="http://track.example/f"></object><script src="http://track.example/g.js">
</script><video src="http://track.example/h"></video></body></html>"""


def _no_network(*_args: object, **_options: object) -> Never:
    raise AssertionError("a mail made the program open a connection")


def test_html_mail_when_it_asks_for_the_network_is_read_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "socket", _no_network)
    monkeypatch.setattr(socket, "getaddrinfo", _no_network)
    mail = read_mail(NEWSLETTER)
    assert mail.unreadable == ""
    assert mail.text.split("\n") == [
        "Ihre Bestellung",
        "",
        "Guten Tag, hier ist www.bank.example [1].",
        "",
        "Artikel  Menge",
        "Hose     2",
        "Hemd     10",
    ]
    assert [(link.text, link.target) for link in mail.links] == [
        ("www.bank.example", "http://evil.example/x")
    ]
    assert LOST not in mail.notes


@pytest.mark.parametrize(
    "html",
    [
        "<svg>" + "words of the customer that must not vanish " * 5,
        "<p>before</p>" + "<div>" * 20_000 + "words of the customer that must not vanish",
        "<select>" + "<option>words of the customer that must not vanish" * 5,
    ],
    ids=["drawing", "depth", "form"],
)
def test_html_mail_when_its_layout_loses_words_shows_the_bare_text_and_says_so(html: str) -> None:
    mail = read_mail(b"Content-Type: text/html\n\n" + html.encode())
    assert "words of the customer that must not vanish" in mail.text
    assert LOST in mail.notes
