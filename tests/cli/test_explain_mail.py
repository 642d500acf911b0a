"""`explain-mail`: what it prints of a mail file, as lines and as JSON."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json
from tests.filled import ME
from tests.mail.hostile import SAMPLES

LETTER = b"""\
Received: from out.example.org by mx.shop.example; x
Authentication-Results: mx.shop.example; spf=pass; dmarc=fail header.from=example.org
From: "boss@bank.example" <anna@example.org>
Reply-To: eve@evil.example
To: support@shop.example
Subject: Bestellung BE-123456
Date: Mon, 3 Mar 2025 10:00:00 +0100
Message-ID: <1@example.org>
In-Reply-To: <0@shop.example>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Guten Tag, <a href="http://x.example/">hier</a> ist gestern BE-123456 nicht gekommen. Konto
DE89 3704 0044 0532 0130 00</p>
<p>Mit freundlichen Gr&uuml;&szlig;en<br>Anna Berg<br>Tel. 030 123456</p>
<div>Am 1. M&auml;rz 2025 um 10:00 schrieb Shop:<blockquote>alt 12.03.2020</blockquote></div>
--b
Content-Type: application/pdf; name=a.pdf

x
--b--
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_bytes(LETTER)
    return path


def printed(capsys: Captured, *arguments: str) -> str:
    assert main(["explain-mail", *arguments]) == 0
    return capsys.readouterr().out


def test_explain_mail_when_a_letter_is_given_prints_all_that_is_seen(
    locations: Locations, file: Path, capsys: Captured
) -> None:
    text = printed(
        capsys, str(file), "--authserv-id", "mx.shop.example", "--order-pattern", r"BE-\d{6}"
    )
    for piece in (
        "kind          human: nothing says that a machine wrote it\n",
        "sender        boss@bank.example <anna@example.org>\n",
        "reply to      eve@evil.example\n",
        "subject       Bestellung BE-123456\n",
        "date          2025-03-03T09:00:00+00:00\n",
        "message id    1@example.org\n",
        "in reply to   0@shop.example\n",
        "language      de (",
        "own server    SPF pass, DKIM none, DMARC fail\n",
        "sign          The name shows the address boss@bank.example",
        "sign          Answers would go to eve@evil.example",
        "fact          order number BE-123456 (line 1, column 33)\n",
        "fact          date 2025-03-02 (line 1, column 25)\n",
        "fact          bank account DE89 •••• 3000 (",
        "fact          phone number 030123456 (",
        "fact          name Anna Berg (",
        "link          [1] hier → http://x.example/\n",
        "attachment    1. a.pdf (application/pdf, 1 B)\n",
        "text          from HTML; q quote, s signature, d disclaimer\n",
        "\n  Guten Tag, hier [1] ist gestern",
        "\nq > alt 12.03.2020\n",
        "\ns Anna Berg\n",
    ):
        assert piece in text
    assert "3704" not in text
    assert "2020-03-12" not in text


def test_explain_mail_when_json_is_asked_prints_values(
    locations: Locations, file: Path, capsys: Captured
) -> None:
    seen = as_json(capsys, "explain-mail", str(file), "--json")
    assert set(seen) == {
        *("mail", "kind", "language", "language_confidence", "own_server", "signs", "facts"),
        *("type", "level", "complaint", "frustration", "also", "reasons", "back_on"),
    }
    assert seen["mail"]["sender"]["email"] == "anna@example.org"
    assert seen["mail"]["ranges"][0] == {"kind": "body", "start": 0, "end": 2}
    assert seen["kind"]["kind"] == "human"
    assert seen["own_server"] is None
    assert {fact["kind"] for fact in seen["facts"]} == {"date", "iban", "phone", "name"}


def test_explain_mail_when_somebody_is_away_says_until_when(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "away.eml"
    file.write_bytes(
        b"From: anna@example.org\nTo: support@shop.example\nSubject: Abwesenheitsnotiz\n"
        b"Date: Wed, 2 Dec 2026 10:00:00 +0100\n\nIch bin bis 4.12. im Urlaub.\n"
    )
    assert "\nback on       2026-12-07: '4.12.'\n" in printed(capsys, str(file))
    back = as_json(capsys, "explain-mail", str(file), "--json")["back_on"]
    assert back == {"day": "2026-12-07", "words": "4.12."}


def test_explain_mail_when_addresses_are_ours_says_so(
    locations: Locations, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "own.eml"
    file.write_bytes(f"From: {ME}\n\nx".encode())
    assert "sign          It names our own address" in printed(capsys, str(file))
    assert "sign " not in printed(capsys, str(file), "--own", "other@shop.example")


def test_explain_mail_when_there_are_no_settings_needs_none(
    tmp_path: Path, file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_HOME", str(tmp_path / "nothing"))
    assert "not asked" in printed(capsys, str(file))


def test_explain_mail_when_the_mail_comes_by_standard_input_reads_it(
    locations: Locations, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LETTER)))
    assert "Bestellung BE-123456" in printed(capsys, "-")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["/nowhere.eml"], ExitCode.NOT_FOUND, "/nowhere.eml cannot be read: No such file"),
        (["/"], ExitCode.NOT_FOUND, "/ cannot be read: Is a directory"),
        (["-", "--order-pattern", "("], ExitCode.FAILED, "( is no regular expression"),
        (["-", "--order-pattern", "(a|aa)+b"], ExitCode.FAILED, "could take very long"),
    ],
)
def test_explain_mail_when_something_is_wrong_says_what(
    locations: Locations,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: ExitCode,
    words: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["explain-mail", *arguments]) == code
    assert words in capsys.readouterr().err


@pytest.mark.promise("hostile mail on the command line", "P17")
def test_explain_mail_when_mails_are_hostile_prints_nothing_that_acts_on_a_terminal(
    locations: Locations, capsys: Captured, tmp_path: Path
) -> None:
    file = tmp_path / "hostile.eml"
    for sample in SAMPLES:
        if isinstance(sample.source, bytes) and sample.name.startswith(("t-", "s-", "i-", "f-")):
            file.write_bytes(sample.source)
            for arguments in ([], ["--json"]):
                text = printed(capsys, str(file), *arguments)
                assert not set(text) & set("\x00\x07\x08\r\x1b\x7f\x9b\u202e\u2028\ud800")
