"""`orders` and `returns` on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from agent_console.cli import main
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from tests.cli.calls import Captured, as_json

Refs = tuple[str, str, str]
ROWS = """\
order number,email,name,status,total,item,sku,quantity,price,order date
B-1,kaethe@kunde.example,Käthe Müller,shipped,"1,204.50",Lamp,L-1,2,600,2026-02-20
B-1,kaethe@kunde.example,Käthe Müller,shipped,"1,204.50",\x1b[2JCable,K-1,1,4.50,2026-02-20
B-2,bart@customer.example,,open,,,,,,2026-02-31
"""


@pytest.fixture
def file(tmp_path: Path, capsys: Captured) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def known(refs: Refs, file: Path, capsys: Captured) -> Refs:
    """Tickets and orders."""
    assert main(["orders", "import", str(file)]) == 0
    capsys.readouterr()
    return refs


def test_import_says_what_came_and_what_is_wrong(refs: Refs, file: Path, capsys: Captured) -> None:
    assert main(["orders", "check", str(file)]) == 0
    checked = capsys.readouterr()
    assert "number    order number" in checked.out
    assert main(["orders", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["orders", "import", str(file)]) == 0
    assert capsys.readouterr().err == (
        "orders: 2 new, 0 changed, 0 unchanged\n  line 4 B-2: 2026-02-31 is no day\n"
    )
    (report,) = as_json(capsys, "orders", "import", str(file), "--json")
    assert (report["orders"], report["unchanged"], report["changed"]) == (2, 1, 1)


def test_import_without_a_source_says_so(refs: Refs, capsys: Captured) -> None:
    assert main(["orders", "import"]) == 0
    assert "[[order_sources]]" in capsys.readouterr().err
    assert main(["orders", "import", "--source", "nobody"]) == ExitCode.NOT_FOUND
    assert main(["orders", "import", "/no/such/file.csv"]) == ExitCode.FAILED


def test_import_of_a_source_that_fails_says_so(
    refs: Refs, locations: Locations, capsys: Captured
) -> None:
    with locations.config_file.open("a", encoding="utf-8") as out:
        out.write('[[order_sources]]\nname = "web"\ncommand = ["/no/such/program"]\n')
    assert main(["orders", "import"]) == ExitCode.FAILED
    assert "cannot be started" in capsys.readouterr().err


def test_orders_are_listed_and_shown_safely(known: Refs, capsys: Captured) -> None:
    assert main(["orders", "list", "--find", "nobody"]) == ExitCode.NOT_FOUND
    assert main(["orders", "list", "--find", "b-1"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("B-1  20 Feb 2026  on its way  €1,204.50  Käthe Müller · 2 × Lamp")
    assert "\x1b" not in out
    assert main(["orders", "show", "b1"]) == 0
    assert "2 × Lamp (L-1)" in capsys.readouterr().out
    assert main(["orders", "show", "B-1", "--text", "de"]) == 0
    assert "Bestellung B-1 vom 20. Februar 2026 (2 × Lamp" in capsys.readouterr().out
    assert as_json(capsys, "orders", "show", "B-1", "--json")["items"][0]["price"] == {
        "value": "600",
        "currency": "EUR",
    }
    assert main(["orders", "show", "B-9"]) == ExitCode.NOT_FOUND


def test_order_of_a_ticket_is_printed_and_chosen(known: Refs, capsys: Captured) -> None:
    found = as_json(capsys, "orders", "ticket", known[0], "--json")
    assert [(one["by"], one["order"]["number"]) for one in found["matches"]] == [("email", "B-1")]
    assert main(["orders", "choose", known[0], "B-2"]) == 0
    found = as_json(capsys, "orders", "ticket", known[0], "--json")
    assert found["sure"]
    assert found["matches"][0]["order"]["number"] == "B-2"
    assert main(["orders", "choose", known[0], "-"]) == 0
    assert main(["orders", "ticket", known[0]]) == 0
    assert "None of the known orders is meant." in capsys.readouterr().err


def test_ticket_as_json_has_its_orders(known: Refs, capsys: Captured) -> None:
    (match,) = as_json(capsys, "show", known[0], "--json")["orders"]["matches"]
    assert match["order"]["total"] == {"value": "1204.50", "currency": "EUR"}
    assert match["order"]["ordered"] == "2026-02-20"


def test_return_is_opened_decided_and_refunded(known: Refs, capsys: Captured) -> None:
    begin = ["returns", "open", known[0], "--item", "lamp", "--reason", "defect", "--quantity", "1"]
    case = as_json(capsys, *begin, "--text", "flickers", "--json")
    assert (case["order"], case["sku"], case["quantity"]) == ("B-1", "L-1", "1")
    key = case["id"]
    assert main(["returns", "refund", key]) == ExitCode.FAILED
    assert main(["returns", "decide", key, "--decline"]) == ExitCode.FAILED
    assert main(["returns", "decide", key.lower(), "--accept"]) == 0
    assert main(["returns", "receive", key, "--note", "dusty"]) == 0
    capsys.readouterr()
    assert main(["returns", "list"]) == 0
    assert "received" in capsys.readouterr().out
    assert main(["returns", "refund", key, "--amount", "much"]) == ExitCode.USAGE
    done = as_json(capsys, "returns", "refund", key, "--amount", "590,00", "--json")
    assert (done["state"], done["refund"]) == ("refunded", "590.00 EUR")
    assert as_json(capsys, "returns", "list", "--json") == []
    assert len(as_json(capsys, "returns", "list", "--all", "--json")) == 1


def test_return_of_an_item_that_nobody_ordered_names_those_there_are(
    known: Refs, capsys: Captured
) -> None:
    begin = ["returns", "open", known[0], "--item", "sofa", "--reason", "other"]
    assert main(begin) == ExitCode.NOT_FOUND
    assert "Lamp" in capsys.readouterr().err
    assert main(["orders", "choose", known[2], "-"]) == 0
    assert main([*begin[:2], known[2], *begin[3:]]) == 0


def test_report_is_printed_as_text_json_and_csv(known: Refs, capsys: Captured) -> None:
    for item in ("Lamp", "K-1"):
        begin = ["returns", "open", known[0], "--item", item, "--reason", "too-late"]
        assert main(begin) == 0
    capsys.readouterr()
    report = as_json(capsys, "returns", "report", "--period", "2026-03", "--json")
    assert (report["from"], report["before"], report["cases"]) == ("2026-03-01", "2026-04-01", 2)
    assert main(["returns", "report", "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 3
    assert ["too-late", "Lamp", "1", "2", "0", ""] in rows
    assert main(["returns", "report"]) == 0
    assert "arrived too late" in capsys.readouterr().out
    assert main(["returns", "report", "--period", "2025"]) == 0
    assert "0 returns" in capsys.readouterr().err
    assert main(["returns", "report", "--period", "soon"]) == ExitCode.USAGE
