"""i: texts that would act in a template, a spreadsheet, a query, a log or a command."""

from __future__ import annotations

from tests.mail.hostile.sample import Sample, letter


def _literal(name: str, text: str) -> Sample:
    return Sample(name, letter(text, f"Subject: {text}"), subject=text, contains=(text,))


SAMPLES = (
    _literal("i-jinja", "{{ 7*7 }} {% for x in y %} {# z #} {{ ''.__class__.__mro__ }}"),
    _literal("i-str-format", "{0} {self.__init__.__globals__} {name!r:>99999}"),
    _literal("i-percent", "%s %(x)s %n %99999999d 100%"),
    _literal("i-csv-formula", '=HYPERLINK("http://evil.example";"x") +1 -1 @SUM(1)'),
    _literal("i-csv-quotes", "a\";\"b','c;d|e"),
    _literal("i-sql", "'); DROP TABLE mail; -- Robert"),
    _literal("i-search-operators", 'NOT a OR "b* NEAR(c d) col:x ^y'),
    _literal("i-markdown-and-html", "<img src=x onerror=alert(1)> ![x](http://evil.example) `y`"),
    _literal("i-imap-atoms", 'A1 DELETE INBOX {10} "x" \\Seen %* ()'),
    _literal("i-paths", "../../etc/passwd C:\\x ~/.ssh/id_rsa file:///etc/passwd"),
    Sample(
        "i-log-lines",
        letter("x\r\n2025-03-03 10:00:00 INFO login ok user=root", "Subject: a\r\n INFO b"),
        subject="a INFO b",
        contains=("INFO login ok",),
    ),
    Sample(
        "i-secrets-and-pii",
        letter("Meine IBAN: DE89 3704 0044 0532 0130 00, Passwort: hunter2"),
        contains=("hunter2",),
    ),
)
