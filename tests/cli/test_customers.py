"""`customers` on the command line: list, show, edit, merge, part, import, export."""

from __future__ import annotations

from pathlib import Path

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json

LIST = "email;name;company;vip\nnew@example.org;Nina Neu;ACME;ja\nbroken;B;;\n"


def test_customers_come_in_are_found_changed_and_written_out(
    refs: tuple[str, str, str], capsys: Captured, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    report = as_json(capsys, "customers", "import", str(file), "--dry-run", "--json")
    assert (report["new"], report["problem_count"], report["dry"]) == (1, 1, True)
    assert main(["customers", "list", "nina", "--json"]) == ExitCode.NOT_FOUND
    assert capsys.readouterr().out.strip() == "[]"
    assert main(["customers", "import", str(file)]) == 0
    out, _err = capsys.readouterr()
    assert "2 rows · 1 new customer · 0 changed · 0 with nothing new · 1 left out" in out
    assert "line 3: broken is no e-mail address" in out
    (made,) = as_json(capsys, "customers", "imports", "--json")
    assert (made["file"], made["rows"]) == ("list.csv", 1)
    assert main(["customers", "edit", "new@example.org", "tag+=trade", "vip=no", "phone=x"]) == (
        ExitCode.FAILED
    )
    assert main(["customers", "edit", "new@example.org", "tag+=trade", "vip=no"]) == 0
    (found,) = as_json(capsys, "customers", "list", "--tag", "trade", "--json")
    assert (found["email"], found["flags"]) == ("new@example.org", [])
    assert main(["customers", "export", "--format", "json"]) == 0
    assert '"name": "Nina Neu"' in capsys.readouterr().out
    assert main(["customers", "imports", "--undo", made["name"]]) == 0
    assert "1 row is taken back." in capsys.readouterr().err
    assert main(["customers", "imports"]) == 0
    assert "0 rows · 1 taken back" in capsys.readouterr().out


def test_show_tells_of_a_customer_by_ticket_or_address(
    refs: tuple[str, str, str], capsys: Captured
) -> None:
    shown = as_json(capsys, "customers", "show", refs[0], "--json")
    email = shown["card"]["emails"][0]
    assert [row["ref"] for row in shown["tickets"]] == [refs[0]]
    assert main(["customers", "show", email]) == 0
    assert email in capsys.readouterr().out
    assert main(["customers", "show", "nobody@example.org"]) == ExitCode.NOT_FOUND


def test_merge_and_part_name_the_addresses_of_one_person(
    refs: tuple[str, str, str], capsys: Captured
) -> None:
    one, other = (
        as_json(capsys, "customers", "show", ref, "--json")["card"]["emails"][0] for ref in refs[:2]
    )
    assert main(["customers", "merge", other, one]) == 0
    assert f"{one}, {other}" in capsys.readouterr().err
    assert main(["customers", "merge", other, one]) == ExitCode.FAILED
    assert main(["customers", "part", other]) == 0
    assert main(["customers", "part", other]) == ExitCode.FAILED


def test_export_writes_over_nothing_and_a_change_names_a_field(
    refs: tuple[str, str, str], tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    assert main(["customers", "export", "--output", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert main(["customers", "export", "--output", str(file)]) == ExitCode.FAILED
    assert file.read_bytes() == before
    assert main(["customers", "edit", "a@x.org", "shoe=44"]) == ExitCode.USAGE
