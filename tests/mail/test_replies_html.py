"""Answers as common mail programs write them in HTML: what is shown, and what is folded."""

from __future__ import annotations

import pytest

from agent_console.desk.mail import FoldKind
from agent_console.mail.quotes import visible_text
from agent_console.mail.read import read_mail

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal
{margin:0cm}</style></head><body lang="DE"><div class="WordSection1">
<p class="MsoNormal">Hallo,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">der Schlauch ist undicht.<o:p></o:p></p>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
<p class="MsoNormal"><b>Von:</b> Kundendienst &lt;hilfe@laden.example&gt; <br>
<b>Gesendet:</b> Dienstag, 3. März 2026 10:12<br><b>An:</b> Max Muster<br>
<b>Betreff:</b> Schlauch<o:p></o:p></p></div></div>
<p class="MsoNormal">Was ist mit dem Schlauch?<o:p></o:p></p></div></body></html>"""

OUTLOOK_WEB = """<div dir="ltr"><div class="elementToProof">It leaks again.</div></div>
<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt">
<b>From:</b> Support &lt;help@shop.example&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 10:12 AM<br>
<b>To:</b> Jane &lt;jane@mail.example&gt;<br><b>Subject:</b> Re: Hose</font><div>&nbsp;</div></div>
<div>Does it leak?</div>"""

GMAIL = """<div dir="ltr">Ja, bitte um Umtausch.</div><br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">Am Di., 3. März 2026 um 10:12&nbsp;Uhr schrieb Kundendienst
&lt;<a href="mailto:hilfe@laden.example">hilfe@laden.example</a>&gt;:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">
Umtausch oder Geld?</blockquote></div>"""

GMAIL_SIGNED = """<div dir="ltr">Please refund it.<br clear="all"><div><br></div>
<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">
Jane Doe<br>Doe Ltd<br>+44 20 7946 0000</div></div><br><div class="gmail_quote">
<div class="gmail_attr">On Tue, Mar 3, 2026 at 10:12 AM Support &lt;<a
href="mailto:help@shop.example">help@shop.example</a>&gt; wrote:<br></div>
<blockquote class="gmail_quote">Refund or exchange?</blockquote></div>"""

APPLE = """<html><body dir="auto">Montag passt<br><br><div dir="ltr">
Von meinem iPhone gesendet</div><div dir="ltr"><br><blockquote type="cite">
Am 03.03.2026 um 10:12 schrieb Kundendienst
&lt;hilfe@laden.example&gt;:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">
Welcher Tag passt?</div></blockquote></body></html>"""

THUNDERBIRD = """<html><body><div class="moz-cite-prefix">Am 03.03.2026 um 10:12 schrieb
Kundendienst:<br></div><blockquote type="cite" cite="mid:1@laden.example">
<p>Welche Nummer steht hinten?</p><p>Ihr Team</p></blockquote><p>Es ist die 4711.</p>
</body></html>"""

INLINE = """<html><body><blockquote type="cite"><p>Welche Größe?</p></blockquote><p>42</p>
<blockquote type="cite"><p>Welche Farbe?</p></blockquote><p>Blau</p></body></html>"""

GMX = """<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">
<div>Die Karte geht nicht.</div><div>&nbsp;</div><div name="quote" style="margin:10px 5px 5px 10px;
border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag,
03. März 2026 um 10:12 Uhr<br/><b>Von:</b>&nbsp;&quot;Kundendienst&quot;
&lt;hilfe@laden.example&gt;<br/><b>An:</b>&nbsp;max@gmx.example<br/><b>Betreff:</b>&nbsp;Karte
</div><div name="quoted-content">Geht die Karte?</div></div></div></body></html>"""

YAHOO = """<html><body><div class="ydp1">I still wait.</div><div><br></div>
<div id="yahoo_quoted_1" class="yahoo_quoted"><div style="font-family:Helvetica">
<div>On Tuesday, March 3, 2026 at 10:12:33 AM GMT+1, Support &lt;help@shop.example&gt; wrote:</div>
<div><br></div><div>It will come.</div></div></div></body></html>"""

PROTON = """<div style="font-family: Arial;">Friday is fine.</div><div><br></div>
<div class="protonmail_signature_block">Sent with <a href="https://proton.me/">Proton Mail</a>
secure email.</div><div class="protonmail_quote">On Tuesday, March 3rd, 2026 at 10:12 AM, Support
&lt;help@shop.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">Friday?
</blockquote></div>"""

NOTICE = """<p>Wir nehmen das Angebot an.</p><p>Mit freundlichen Grüßen<br>Sabine Beispiel<br>
Beispiel GmbH<br>Tel. +49 711 998877</p><p style="font-size:8pt">Diese E-Mail enthält vertrauliche
Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie bitte.</p>"""

SAMPLES = [
    ("outlook", OUTLOOK, "Hallo,\n\nder Schlauch ist undicht.", "Was ist mit dem Schlauch?"),
    ("outlook web", OUTLOOK_WEB, "It leaks again.", "Does it leak?"),
    ("gmail", GMAIL, "Ja, bitte um Umtausch.", "Umtausch oder Geld?"),
    ("gmail signed", GMAIL_SIGNED, "Please refund it.", "Refund or exchange?"),
    ("apple", APPLE, "Montag passt", "Welcher Tag passt?"),
    ("thunderbird", THUNDERBIRD, "Es ist die 4711.", "Welche Nummer steht hinten?"),
    ("gmx", GMX, "Die Karte geht nicht.", "Geht die Karte?"),
    ("yahoo", YAHOO, "I still wait.", "It will come."),
    ("proton", PROTON, "Friday is fine.", "Friday?"),
    ("notice", NOTICE, "Wir nehmen das Angebot an.", "Diese E-Mail enthält vertrauliche"),
]


def html_mail(html: str) -> bytes:
    return b"Content-Type: text/html; charset=utf-8\n\n" + html.encode()


@pytest.mark.parametrize(("name", "html", "shown", "folded"), SAMPLES, ids=lambda value: value[:12])
def test_reply_in_html_shows_what_is_new_and_folds_the_rest(
    name: str, html: str, shown: str, folded: str
) -> None:
    mail = read_mail(html_mail(html))
    assert visible_text(mail) == shown, name
    assert folded in mail.text


def test_reply_in_html_with_answers_in_between_shows_both() -> None:
    mail = read_mail(html_mail(INLINE))
    assert visible_text(mail) == "> Welche Größe?\n\n42\n\n> Welche Farbe?\n\nBlau"


def test_reply_in_html_with_signature_and_notice_tells_them_apart() -> None:
    mail = read_mail(html_mail(NOTICE))
    assert [part.kind for part in mail.ranges] == [
        FoldKind.BODY,
        FoldKind.SIGNATURE,
        FoldKind.DISCLAIMER,
    ]
