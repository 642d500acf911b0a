"""`tag`, `spam`, `assign`, `merge`, `split` and `link` on the command line."""

from __future__ import annotations

from agent_console.cli import main
from agent_console.errors import ExitCode
from tests.cli.calls import Captured, as_json


def test_tag_puts_on_and_takes_off(refs: tuple[str, str, str], capsys: Captured) -> None:
    assert main(["tag", refs[0], "VIP", "lamp", "--remove", "vip"]) == 0
    assert capsys.readouterr() == ("", f"#{refs[0]}: lamp\n")
    assert as_json(capsys, "tag", refs[0], "--json")["tags"] == ["lamp"]
    assert main(["tag", refs[0], "…"]) == ExitCode.FAILED


def test_spam_is_marked_and_brought_back(refs: tuple[str, str, str], capsys: Captured) -> None:
    assert as_json(capsys, "spam", refs[0], "--sender", "--json")["state"] == "spam"
    assert main(["spam", refs[0]]) == ExitCode.FAILED
    assert main(["spam", refs[0], "--not"]) == 0
    assert main(["spam", refs[0], "--not", "--sender"]) == ExitCode.USAGE


def test_assign_names_a_colleague_or_takes_it(refs: tuple[str, str, str], capsys: Captured) -> None:
    assert as_json(capsys, "assign", refs[0], "Bea", "--json")["owner"] == "Bea"
    assert as_json(capsys, "assign", refs[0], "--json")["owner"] == "Anna"


def test_merge_wants_anyway_for_another_customer(
    refs: tuple[str, str, str], capsys: Captured
) -> None:
    assert main(["merge", refs[0]]) == ExitCode.USAGE
    assert main(["merge", refs[0], refs[1]]) == ExitCode.FAILED
    assert "customers differ" in capsys.readouterr().err
    assert as_json(capsys, "merge", refs[0], refs[1], "--anyway", "--json")["ref"] == refs[1]
    assert as_json(capsys, "show", refs[0], "--json")["merged_refs"] == [refs[0]]
    assert main(["merge", refs[0], "--apart"]) == 0
    assert as_json(capsys, "show", refs[0], "--json")["merged_refs"] == []


def test_split_of_the_only_mail_is_refused_and_links_are_shown(
    refs: tuple[str, str, str], capsys: Captured
) -> None:
    assert main(["split", refs[0], "1"]) == ExitCode.FAILED
    assert main(["link", refs[0], refs[1]]) == 0
    assert main(["link", refs[0], refs[1]]) == ExitCode.FAILED
    capsys.readouterr()
    assert as_json(capsys, "show", refs[1], "--json")["linked_refs"] == [refs[0]]
    assert main(["link", refs[1], refs[0], "--off"]) == 0
