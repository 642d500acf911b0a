"""`show` tells what the screen tells beside a mail: warnings, facts, links, no account number."""

from __future__ import annotations

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.desk.views import QueueView
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json
from tests.filled import NOW, opened, put_mails

LETTER = b"""\
From: "boss@bank.example" <eve@evil.example>
To: support@company.example
Reply-To: other@elsewhere.example
Subject: Konto DE89 3704 0044 0532 0130 00
Message-ID: <1@evil.example>
Content-Type: text/html; charset=utf-8

<p>B-123456, Konto DE89 3704 0044 0532 0130 00, DHL 00340434161094042557,
<a href="http://evil.example/x">https://bank.example</a></p>
"""


def arrive(locations: Locations, clock: FixedClock) -> str:
    """Let the letter come in, and return its ticket."""
    file = locations.config_file
    patterns = "[orders]\npatterns = ['B-\\d{6}']\n"
    file.write_text(file.read_text(encoding="utf-8") + patterns, encoding="utf-8")
    desk = opened(locations, clock)
    put_mails(desk, [(LETTER, NOW)])
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    desk.close()
    return row.ref


def test_show_tells_warnings_facts_and_links_in_words(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    assert main(["show", arrive(locations, clock)]) == 0
    out = capsys.readouterr().out
    for piece in (
        "  Konto DE89 •••• 3000\n",
        "received from  boss@bank.example <eve@evil.example>\n",
        "   ! Careful: The name shows the address boss@bank.example, but the mail comes from",
        "   ! Careful: Answers would go to other@elsewhere.example, not to the sender",
        "   ! Careful: Link [1] shows bank.example, but leads to evil.example.\n",
        "   Facts: order B-123456 · parcel 00340434161094042557 (DHL) · account DE89 •••• 3000\n",
        "   DHL 00340434161094042557 → https://www.dhl.de/",
        "B-123456, Konto DE89 •••• 3000, DHL",
        "   [1] https://bank.example → http://evil.example/x\n",
    ):
        assert piece in out
    assert "0532" not in out


def test_show_as_json_carries_the_same(
    locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    view = as_json(capsys, "show", arrive(locations, clock), "--json")
    (entry,) = view["entries"]
    assert len(entry["signs"]) == 3
    assert [fact["kind"] for fact in entry["facts"]] == ["order", "tracking", "iban"]
    assert entry["facts"][2]["value"] == "DE89 •••• 3000"
    assert entry["links"] == [{"text": "https://bank.example", "target": "http://evil.example/x"}]
    assert entry["checked"] == ""
    assert view["partial"] is False
    assert "0532" not in repr(view)
