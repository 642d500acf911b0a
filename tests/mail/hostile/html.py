"""w: HTML mails that track, hide, lie or never end."""

from __future__ import annotations

from tests.mail.hostile.sample import LONG, LOST, Sample, letter

_TYPE = "Content-Type: text/html; charset=utf-8"


def _html(body: str | bytes, kind: str = _TYPE) -> bytes:
    return letter(body, kind)


SAMPLES = (
    Sample(
        "w-trackers",
        _html(
            '<p>Text</p><img src="http://t.example/p.gif" width=1 height=1 alt=track>'
            '<img src="http://t.example/logo.png" alt="Logo">'
            '<link rel=stylesheet href="//t.example">'
            '<div style="background:url(http://t.example/b)">Ende</div>'
        ),
        contains=("Text", "[Logo]", "Ende"),
        lacks=("t.example", "track"),
    ),
    Sample(
        "w-script",
        _html(
            "<p onclick='x()'>Text</p><script>alert(1)</script>"
            "<svg onload=x()><text>no</text></svg>"
        ),
        contains=("Text",),
        lacks=("alert", "onclick"),
    ),
    Sample(
        "w-hidden-text",
        _html(
            '<p>Sichtbar</p><div style="display:none">versteckt eins</div>'
            '<span style="font-size:0px">versteckt zwei</span><p hidden>versteckt drei</p>'
            '<p style="visibility: hidden !important">versteckt vier</p>'
        ),
        contains=("Sichtbar",),
        lacks=("versteckt",),
    ),
    Sample(
        "w-link-mismatch",
        _html('<a href="https://evil.example/login">https://www.bank.example</a>'),
        contains=("https://www.bank.example [1]",),
    ),
    Sample(
        "w-link-schemes",
        _html(
            '<a href="javascript:alert(1)">a</a><a href="data:text/html,x">b</a>'
            '<a href="file:///etc/passwd">c</a><a href="vbscript:x">d</a>'
            '<a href="//x.example">e</a>'
        ),
        contains=("abcde",),
        lacks=("[1]",),
    ),
    Sample(
        "w-nested-50k",
        lambda: _html("<div>" * 50_000 + "innen" + "</div>" * 50_000 + "<p>danach</p>"),
        contains=("innen", "danach"),
        notes=(LOST,),
    ),
    Sample(
        "w-nested-tables-300",
        lambda: _html("<table><tr><td>" * 300 + "innen" + "</table>" * 300 + "<p>danach</p>"),
        contains=("innen", "danach"),
    ),
    Sample(
        "w-nested-quotes-1000",
        lambda: _html("<p>oben</p>" + "<blockquote>" * 1_000 + "innen" + "</blockquote>" * 1_000),
        contains=("oben", "innen"),
    ),
    Sample(
        "w-attribute-1mb",
        lambda: _html('<p title="' + "x" * 1_000_000 + '">Text</p>'),
        contains=("Text",),
        notes=None,
    ),
    Sample(
        "w-attributes-20k",
        lambda: _html("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">Text</p>"),
        contains=("Text",),
        notes=None,
    ),
    Sample(
        "w-table-50k-cells",
        lambda: _html("<table>" + "<tr><td>a<td>b" * 25_000 + "</table><p>danach</p>"),
        contains=("danach",),
        notes=None,
    ),
    Sample(
        "w-entities-200k",
        lambda: _html("<p>vorher " + "&amp;" * 200_000 + " nachher</p>"),
        contains=("vorher", "nachher"),
    ),
    Sample(
        "w-entities-odd",
        _html("<p>&#0;&#x110000;&#xD800;&#99999999999;&;&x Text</p>"),
        contains=("Text",),
    ),
    Sample("w-less-than-storm", lambda: _html("Text " + "<" * 200_000), contains=("Text",)),
    Sample("w-tag-storm", lambda: _html("Text " + "<a " * 50_000), contains=("Text",), notes=None),
    Sample(
        "w-comment-storm", lambda: _html("Text " + "<!--" * 50_000), contains=("Text",), notes=None
    ),
    Sample(
        "w-comment-unclosed",
        _html("<p>vorher</p><!-- nie zu <p>danach</p>"),
        contains=("vorher",),
        notes=None,
    ),
    Sample(
        "w-style-unclosed",
        _html("<p>vorher, ein ganzer Satz</p><style>p{} <p>danach</p>"),
        contains=("vorher, ein ganzer Satz",),
    ),
    Sample(
        "w-charset-conflict",
        _html('<meta charset="iso-8859-1"><p>Grüße</p>'),
        contains=("Grüße",),
    ),
    Sample(
        "w-charset-only-inside",
        _html(
            '<meta charset="windows-1251"><p>Привет</p>'.encode("cp1251"), "Content-Type: text/html"
        ),
        contains=("Привет",),
    ),
    Sample(
        "w-xml-declaration",
        _html('<?xml version="1.0" encoding="utf-16"?><html><body>Grüße</body></html>'),
        contains=("Grüße",),
    ),
    Sample(
        "w-data-image",
        lambda: _html(
            '<p>Text</p><img alt="Bild" src="data:image/png;base64,' + "A" * 300_000 + '">'
        ),
        contains=("Text",),
    ),
    Sample(
        "w-plain-text-as-html",
        _html("1 < 2 und 3 > 2\nzweite Zeile"),
        contains=("1 < 2 und 3 > 2",),
    ),
    Sample(
        "w-frameset",
        _html('<frameset><frame src="http://evil.example"></frameset>Text'),
        contains=("Text",),
        notes=(LOST,),
    ),
    Sample(
        "w-2mb",
        lambda: _html("<p>Anfang</p>" + f"<p>{'Zeile ' * 40}</p>" * 8_000),
        contains=("Anfang",),
        notes=(LONG,),
    ),
)
