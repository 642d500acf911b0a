"""Words that mails and their parts are made of: the dictionaries of several targets."""

from __future__ import annotations

_ENCODINGS = (
    *(b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"7bit", b"binary"),
    *(b"=?utf-8?q?", b"=?utf-8?b?", b"=?iso-8859-1?Q?", b"?=", b"=?x*en?q?", b"=1B[2J", b"=0D=0A"),
)
CHARSETS = (
    *(b"utf-8", b"utf-7", b"utf-16", b"utf-16le", b"utf-32", b"iso-8859-1", b"windows-1252"),
    *(b"iso-2022-jp", b"iso-2022-kr", b"hz-gb-2312", b"gb2312", b"shift_jis", b"euc-kr", b"big5"),
    *(b"us-ascii", b"unicode_escape", b"koi8-r", b"cp-850", b"idna", b"rot13", b"utf8mb4"),
)
TERMINAL = (
    *(b"\x1b]0;x\x07", b"\x1b[2J", b"\xc2\x9b", b"\x9b", b"\0", b"\x7f", b"\r", b"\t", b"\xc2\x85"),
    *(b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xe2\x80\x8d", b"\xd8\xa7\xe2\x80\x8d", b"\xef\xbb\xbf"),
    *(b"\xcc\x80" * 6, b"\xd9\x8b", b"\xed\xa0\x80", b"\xf3\xa0\x81\x81", b"\xe3\x85\xa4"),
)
ADDRESSES = (
    *(
        b"<",
        b">",
        b"@",
        b'"',
        b",",
        b";",
        b":",
        b"(",
        b")",
        b"\\",
        b"a@b.example",
        b"<a@b.example>",
    ),
    *(b"undisclosed-recipients:;", b"<@x,@y:a@b>", b"=?utf-8?q?a=40b?=", b"a@b(<c@d>", b"[", b"]"),
)
PARAMETERS = (
    *(b"; name=", b"; filename=", b"filename*=", b"filename*0*=", b"filename*1=", b"utf-8''"),
    *(b"%0A", b"%1B", b"../", b"..\\", b"; charset=", b"; format=flowed; delsp=yes", b'="', b'";'),
    *(b"con.txt", b"~", b"-rf", b'; boundary="b"', b"; boundary=b", b"boundary*=utf-8''b"),
)
HTML = (
    *(b"<p>", b"</p>", b"<br>", b"<table>", b"<tr><td>", b"<th>", b"</table>", b"<blockquote>"),
    *(b"</blockquote>", b'<a href="https://x.example/">', b"</a>", b"<ul><li>", b"<ol>", b"<pre>"),
    *(b"</pre>", b"<!--", b"-->", b"<script>", b"</script>", b"<style>", b"</style>", b"<svg>"),
    *(
        b"<title>",
        b"<textarea>",
        b"<plaintext>",
        b"<template>",
        b"<![CDATA[",
        b"]]>",
        b"<frameset>",
    ),
    *(
        b"<img alt=x width=9>",
        b" hidden",
        b' style="display:none"',
        b"&#27;",
        b"&#x202e;",
        b"&nbsp;",
    ),
    *(b"&lt;", b"&amp;", b"&#0;", b"<div>", b"</div>", b"<math>", b"<hr>", b"<body>", b"<head>"),
    *(b"<meta charset=utf-7>", b"mailto:a@b.example", b"javascript:x", b"<noscript>", b"<select>"),
)
QUOTES = (
    *(b"\n> ", b"\n>> ", b"\n|> ", b"\n-- \n", b"\n--\n", b"\nOn 1 May 2024, A <a@b.c> wrote:\n"),
    *(b"\nAm 5. Mai 2024 um 10:00 schrieb Max <a@b.de>:\n", b"\nLe 5 mai, A a \xc3\xa9crit :\n"),
    *(b"\nVon: a\nGesendet: b\nAn: c\nBetreff: d\n", b"\nFrom: a\nSent: b\nTo: c\nSubject: d\n"),
    *(b"\n-----Original Message-----\n", b"\n________________________________\n", b"\n\n"),
    *(b"\nSent from my iPhone\n", b"\nVon meinem iPhone gesendet\n", b"\nMfG\nMax\n"),
    *(b"\nThis e-mail is confidential and", "\nMit freundlichen Grüßen\n".encode(), b"\n \n"),
    *(b"\n---------- Forwarded message ----------\n", b"Tel.: +49 30 1234567", b"www.x.example"),
)
MAIL = (
    *(b"\nFrom: ", b"\nTo: ", b"\nCc: ", b"\nReply-To: ", b"\nSubject: ", b"\nDate: "),
    *(b"\nMessage-ID: <a@b>", b"\nReferences: ", b"\nIn-Reply-To: ", b"\nReturn-Path: <>"),
    *(b"\nContent-Type: text/plain", b"\nContent-Type: text/html", b"\nContent-ID: <x>"),
    *(b"\nContent-Type: multipart/mixed", b"\nContent-Type: multipart/alternative"),
    *(b"\nContent-Type: multipart/report; report-type=delivery-status", b"\n--b\n", b"\n--b--\n"),
    *(b"\nContent-Type: message/rfc822\n\n", b"\nContent-Type: message/delivery-status\n\n"),
    *(b"\nContent-Type: application/ms-tnef", b"\nContent-Type: application/pkcs7-mime"),
    *(
        b"\nContent-Type: text/calendar",
        b"\nContent-Type: text/vcard",
        b"\nContent-Type: text/enriched",
    ),
    *(b"\nContent-Transfer-Encoding: ", b"\nContent-Disposition: attachment", b"\nbegin 644 x\n"),
    *(
        b"\nAuto-Submitted: auto-replied",
        b"\nList-Id: <x>",
        b"\nPrecedence: bulk",
        b"\r\n",
        b"\n\n",
    ),
    *(b"\nAuthentication-Results: mx.shop.example; dmarc=pass", b"\nX-Failed-Recipients: a@b"),
    *(b"Mon, 3 Mar 2025 10:00:00 +0100", b"BEGIN:VCALENDAR\n", b"METHOD:REQUEST\n", b"FN:", b"\n "),
    *(b"-----BEGIN PGP MESSAGE-----\n", b"\x78\x9f\x3e\x22", b"\x30\x80", b"\x06\x09\x2a\x86\x48"),
    *_ENCODINGS,
    *CHARSETS,
    *TERMINAL,
    *ADDRESSES,
    *PARAMETERS,
    *HTML[:20],
    *QUOTES,
)
REPORT = (
    *(b"Action: failed\n", b"Action: delayed\n", b"Status: 5.1.1\n", b"Status: 4.4.1\n"),
    *(
        b"Final-Recipient: rfc822; a@b.example\n",
        b"Original-Recipient: ",
        b"Diagnostic-Code: smtp; ",
    ),
    *(b"550 5.1.1 User unknown", b"Mailer-Daemon", b"Undelivered Mail Returned to Sender", b"\n\n"),
    *(b"Reporting-MTA: dns; x\n", b"<a@b.example>: ", b"Message-ID: <a@b>", b"\n> Message-Id:"),
    *(
        b"will be retried",
        b"text/rfc822-headers",
        b"message/delivery-status",
        b"\nX-Failed-Recipients: ",
    ),
)
