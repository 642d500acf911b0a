"""`label`, `mail-kind`, `hand-over`, `types`: what agents say, and what then holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import SecretStr

from agent_console.cli import main
from agent_console.clock import FixedClock
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.services.files import FileService
from agent_console.services.sorting import Sorter
from tests.cli.calls import Captured, as_json, state_of
from tests.filled import NOW, customer_mail, opened, put_mails

TEAM = '[[colleagues]]\nname = "Bea"\nlevel = 1\n[[colleagues]]\nname = "Chris"\n'


@pytest.fixture
def looked(refs: tuple[str, str, str], locations: Locations, clock: FixedClock) -> tuple[str, ...]:
    """The three tickets (lamp, screws, refund) after the rules have looked at them."""
    sort(locations, clock)
    return refs


def sort(locations: Locations, clock: FixedClock) -> None:
    desk = opened(locations, clock)
    sorter = Sorter(desk.store, desk.config)
    while sorter.step():
        pass
    desk.close()


def add_settings(locations: Locations, text: str) -> None:
    with locations.config_file.open("a", encoding="utf-8") as file:
        file.write(text)


def row_of(capsys: Captured, ref: str) -> dict[str, object]:
    rows = as_json(capsys, "list", "--view", "all", "--json")
    return next(row for row in rows if row["ref"] == ref)


def test_label_says_several_things_at_once(looked: tuple[str, ...], capsys: Captured) -> None:
    said = ["--type", "refund", "--level", "1", "--frustration", "2", "--priority", "high"]
    assert main(["label", looked[0], *said]) == 0
    words = f"#{looked[0]}: Refund · level 1 · frustration 2/3 · priority: high\n"
    assert capsys.readouterr() == ("", words)
    row = row_of(capsys, looked[0])
    assert (row["type"], row["level"], row["frustration"]) == ("refund", 1, 2)
    assert (row["complaint"], row["priority"]) == (False, "high")


def test_label_rules_gives_it_back_to_the_rules(looked: tuple[str, ...], capsys: Captured) -> None:
    before = row_of(capsys, looked[2])
    assert before["type"] == "refund"
    main(["label", looked[2], "--type", "praise", "--level", "3", "--complaint", "yes"])
    capsys.readouterr()
    assert row_of(capsys, looked[2])["type"] == "praise"
    assert main(["label", looked[2], "--type", "rules", "--level=rules", "--complaint=rules"]) == 0
    capsys.readouterr()
    told = {key: row_of(capsys, looked[2])[key] for key in ("type", "level", "complaint")}
    assert told == {key: before[key] for key in told}


def test_label_with_one_impossible_value_records_nothing(
    looked: tuple[str, ...], capsys: Captured
) -> None:
    wrong = ["label", looked[0], "--level", "2", "--type", "weather"]
    assert main(wrong) == ExitCode.FAILED
    told = capsys.readouterr()
    assert "weather is no request type" in told.err
    assert "refund" in told.err
    entries = as_json(capsys, "show", looked[0], "--json")["entries"]
    assert [entry["kind"] for entry in entries] == ["mail-in"]


@pytest.mark.parametrize(
    "arguments", [[], ["--type", ""], ["--level", "4"], ["--complaint", "perhaps"]], ids=" ".join
)
def test_label_without_anything_to_say_is_wrong_use(
    refs: tuple[str, ...], capsys: Captured, arguments: list[str]
) -> None:
    assert main(["label", refs[0], *arguments]) == ExitCode.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert ("--level" in told.err) or ("--complaint" in told.err)


def test_label_before_the_rules_have_looked_is_kept(
    refs: tuple[str, ...], locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    assert main(["label", refs[0], "--complaint", "rules"]) == 0
    assert "left to the rules, which have not looked yet" in capsys.readouterr().err
    assert main(["label", refs[0], "--type", "invoice"]) == 0
    sort(locations, clock)
    capsys.readouterr()
    assert row_of(capsys, refs[0])["type"] == "invoice"


def test_mail_kind_takes_a_machine_out_of_the_queue_and_a_person_back(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["mail-kind", refs[0], "1", "machine"]) == 0
    told = capsys.readouterr().err
    assert f"#{refs[0]}: mail 1 was written by a machine.\n" in told
    assert "Mails of kaethe@kunde.example count so from now on.\n" in told
    assert refs[0] not in {row["ref"] for row in as_json(capsys, "list", "--json")}
    assert main(["mail-kind", refs[0], "1", "person"]) == 0
    capsys.readouterr()
    assert refs[0] in {row["ref"] for row in as_json(capsys, "list", "--json")}


def test_mail_kind_of_a_mail_that_there_is_not_says_how_many_there_are(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["mail-kind", refs[0], "2", "machine"]) == ExitCode.NOT_FOUND
    told = capsys.readouterr().err
    assert "this ticket has 1 mail" in told
    assert "agent-console show" in told
    assert main(["mail-kind", refs[0], "0", "machine"]) == ExitCode.USAGE


def test_mail_kind_of_our_own_mail_is_refused(
    refs: tuple[str, ...], locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    put_answer(refs[0], locations, clock)
    assert main(["mail-kind", refs[0], "2", "machine"]) == ExitCode.FAILED
    assert "mail 2 was sent by us" in capsys.readouterr().err


def put_answer(ref: str, locations: Locations, clock: FixedClock) -> None:
    """Let an answer of ours to the lamp lie in the sent folder, and the customer's next mail."""
    desk = opened(locations, clock)
    ours = b"From: support@company.example\r\nTo: kaethe@kunde.example\r\n"
    ours += b"Subject: Re: Wo bleibt meine Lampe?\r\nMessage-ID: <a1@company.example>\r\n"
    ours += b"In-Reply-To: <frage-1@kunde.example>\r\n\r\nMorgen.\r\n"
    again = b"In-Reply-To: <a1@company.example>\r\n" + customer_mail(9, "Re: Lampe", "Gut.\n")
    moments = (NOW - timedelta(hours=1), NOW - timedelta(minutes=30))
    put_mails(desk, zip((ours, again), moments, strict=True), folder="Later")
    desk.close()


def test_show_counts_mails_as_the_files_do(
    refs: tuple[str, ...], locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    put_answer(refs[0], locations, clock)
    main(["note", refs[0], "--text", "called back"])
    capsys.readouterr()
    assert main(["show", refs[0]]) == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if line.startswith("── ")]
    assert [line[3:9] for line in heads] == ["mail 1", "mail 2", "mail 3", "2026-0"]
    entries = as_json(capsys, "show", refs[0], "--json")["entries"]
    assert [entry["mail_number"] for entry in entries] == [1, 2, 3, None]
    desk = opened(locations, clock)
    files = FileService(
        desk.store, desk.intake, desk.config, desk.clock, lambda _box: SecretStr("")
    )
    keys = files.mail_keys(refs[0])
    desk.close()
    assert keys == tuple(entry["key"] for entry in entries[:3])


def test_hand_over_gives_the_ticket_away_with_a_note(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    assert main(["hand-over", refs[0], "Bea", "--note", "knows lamps"]) == 0
    assert capsys.readouterr() == ("", f"#{refs[0]} is answered by Bea.\n")
    view = as_json(capsys, "show", refs[0], "--json")
    assert view["row"]["owner"] == "Bea"
    assert [one["text"] for one in view["entries"] if one["kind"] == "note"] == ["knows lamps"]
    assert main(["hand-over", refs[0], "Bea"]) == ExitCode.FAILED
    assert "Bea has" in capsys.readouterr().err
    assert main(["hand-over", refs[0], " "]) == ExitCode.FAILED
    assert "nobody is named" in capsys.readouterr().err


def test_hand_over_to_a_colleague_of_the_settings_knows_name_and_level(
    looked: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    add_settings(locations, TEAM)
    assert main(["hand-over", looked[2], "bea"]) == 0
    told = capsys.readouterr().err
    assert f"#{looked[2]} is answered by Bea.\n" in told
    assert "By the settings Bea does not answer such requests.\n" in told
    assert main(["hand-over", looked[2], "CHRIS"]) == 0
    assert capsys.readouterr().err == f"#{looked[2]} is answered by Chris.\n"
    assert main(["hand-over", looked[2], "Kris"]) == ExitCode.NOT_FOUND
    told = capsys.readouterr().err
    assert "the settings name no colleague Kris" in told
    assert "Anna, Bea, Chris" in told


def test_close_that_ignores_thanks_stays_closed_when_the_customer_thanks(
    refs: tuple[str, ...], locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    assert main(["close", refs[0], "--ignore-thanks"]) == 0
    assert "only thanks leaves it so" in capsys.readouterr().err
    desk = opened(locations, clock)
    thanks = customer_mail(9, "Re: Wo bleibt meine Lampe?", "Vielen Dank!\n")
    thanks = b"In-Reply-To: <frage-1@kunde.example>\r\n" + thanks
    put_mails(desk, [(thanks, NOW)], folder="Later")
    desk.close()
    assert state_of(capsys, refs[0]) == "closed"


def test_list_for_me_holds_what_this_agent_can_answer(
    looked: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    text = locations.config_file.read_text("utf-8")
    locations.config_file.write_text(text.replace("[agent]\n", "[agent]\nlevel = 1\n"), "utf-8")
    every = as_json(capsys, "list", "--json")
    able = as_json(capsys, "list", "--view", "for-me", "--json")
    assert len(every) == 3, "what is shown without --view does not depend on the agent"
    assert [row["ref"] for row in able] == [row["ref"] for row in every if row["level"] == 1]
    assert len(able) < 3
    main(["take", looked[2]])
    capsys.readouterr()
    assert main(["list", "--view", "for-me"]) == 0
    assert looked[2] in capsys.readouterr().out


def test_list_shows_level_type_and_complaint_where_there_is_room(
    looked: tuple[str, ...], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["label", looked[2], "--complaint", "yes"])
    capsys.readouterr()
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if looked[2] in line]
    assert "  3 Refund, complaint  " in line
    assert max(map(len, lines)) <= 120
    monkeypatch.setenv("COLUMNS", "109")
    main(["list"])
    assert "Refund" not in capsys.readouterr().out


def test_list_as_json_says_what_a_ticket_asks_for_and_why(
    looked: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    main(["label", looked[2], "--priority", "urgent", "--level", "3"])
    capsys.readouterr()
    row = row_of(capsys, looked[2])
    assert (row["type"], row["level"], row["priority"]) == ("refund", 3, "urgent")
    assert (row["complaint"], row["frustration"]) == (False, 0)
    assert row["said"] == {
        "type": "", "level": 3, "complaint": None, "frustration": None, "priority": "urgent",
        "spam": None,
    }  # fmt: skip
    found = row["found"]
    assert isinstance(found, dict)
    assert found["level"] == 2
    assert "Geld" in str(found["reasons"]["type"])
    assert {"clocks", "reasons", "routing"} <= set(row)


def test_show_says_what_is_asked_for_and_who_can_take_it(
    looked: tuple[str, ...], locations: Locations, capsys: Captured
) -> None:
    assert main(["show", looked[2]]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[2] == "Refund · level 2"
    assert "who can take it" not in out
    add_settings(locations, TEAM)
    assert main(["show", looked[2]]) == 0
    assert "\n  who can take it: Anna, Chris\n" in capsys.readouterr().out
    assert as_json(capsys, "show", looked[2], "--json")["takers"] == ["Anna", "Chris"]


def test_explain_tells_what_holds_what_was_said_and_what_the_rules_found(
    looked: tuple[str, ...], capsys: Captured
) -> None:
    main(["label", looked[2], "--type", "invoice", "--complaint", "yes", "--priority", "low"])
    capsys.readouterr()
    assert main(["explain", looked[2]]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("What it asks for")
    assert lines[start + 1 : start + 3] == [
        "   request type: Invoice (invoice)",
        "      said by an agent; the rules found: Refund (refund)",
    ]
    assert any(line.startswith("      matched: '") and "Geld" in line for line in lines)
    assert "   complaint: yes" in lines
    assert "   level: 3" in lines
    assert "      said by an agent; the rules found: no" in lines
    assert "   frustration: 0/3" in lines
    assert "   priority: low" in lines
    assert start < lines.index("Place in the queue")


def test_explain_before_the_rules_have_looked_says_what_they_would_find(
    refs: tuple[str, ...], capsys: Captured
) -> None:
    main(["label", refs[2], "--frustration", "3"])
    capsys.readouterr()
    assert main(["explain", refs[2]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "   counts from the next `agent-console sync` on" in lines
    assert "   request type: Refund (refund)" in lines
    assert "   frustration: 3/3" in lines


def test_types_lists_every_type_with_its_level(locations: Locations, capsys: Captured) -> None:
    assert main(["types"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "delivery-problem  2  Delivery problem" in printed.out.splitlines()
    listed = as_json(capsys, "types", "--json")
    (refund,) = [one for one in listed if one["id"] == "refund"]
    assert refund["names"] == {"de": "Erstattung", "en": "Refund"}
    assert (refund["level"], refund["answers"][0]) == (2, "refund-on-its-way")
    assert listed[-1]["id"] == "other"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("request_types.toml", "[piano]\nlevel = 7\n", ":1: piano.name: Field required"),
        ("tones.toml", "[outrage]\npoints = 99\n", ":2: outrage.points: "),
    ],
)
def test_types_when_a_file_of_the_team_is_wrong_says_where_and_fails(
    locations: Locations, capsys: Captured, name: str, text: str, words: str
) -> None:
    own = locations.config_dir / name
    own.write_text(text, "utf-8")
    assert main(["types"]) == ExitCode.CONFIG
    printed = capsys.readouterr()
    assert f"{own}{words}" in printed.err
    assert "refund" in printed.out
    assert "piano" not in printed.out
