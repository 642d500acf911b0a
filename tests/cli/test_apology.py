"""`apology`, `grant` and `make-sure`: what they print, what they queue, and what they refuse."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from agent_console.cli import main
from agent_console.cli_apology_options import NO_REMEDY, REMEDIES
from agent_console.clock import FixedClock
from agent_console.desk import remedies
from agent_console.desk.apology_blocks import Step
from agent_console.desk.views import QueueView
from agent_console.errors import ExitCode
from agent_console.locations import Locations
from agent_console.services import complaints
from agent_console.services.sent import record_sent
from agent_console.services.sorting import Sorter
from agent_console.store.letters import Letter
from agent_console.store.outbox import letter
from tests.cli.calls import Captured, as_json, state_of
from tests.filled import NOW, customer_mail, opened, put_mails

LATE = (
    "Sehr geehrte Damen und Herren,\n\n"
    "am 16. Februar habe ich die Stehlampe bestellt (Bestellung 4711, 89,90 EUR). Sie ist bis heute"
    " nicht angekommen. Ich bin sehr enttäuscht und beschwere mich.\n\n"
    "Mit freundlichen Grüßen\nFrau Käthe Müller\n"
)
QUEUED = ("--send", "--no-wait", "--json")


@pytest.fixture
def ref(locations: Locations, clock: FixedClock) -> str:
    """The ticket of a complaint."""
    desk = opened(locations, clock)
    put_mails(desk, [(customer_mail(77, "Beschwerde", LATE), NOW - timedelta(hours=1))])
    sorter = Sorter(desk.store, desk.config)
    while sorter.step():
        continue
    (row,) = desk.queue.page(QueueView.ALL, 0, 9).rows
    desk.close()
    return row.ref


def becomes(locations: Locations, level: int) -> None:
    """Let somebody of this level sit at the desk."""
    text = locations.config_file.read_text(encoding="utf-8")
    text = re.sub(r"\[agent\]\n(level = .\n)?", f"[agent]\nlevel = {level}\n", text)
    locations.config_file.write_text(text, encoding="utf-8")


def outbox(capsys: Captured) -> Any:  # noqa: ANN401 - as free as JSON is
    return as_json(capsys, "outbox", "--json")


def test_remedies_that_can_be_typed_are_those_that_there_are() -> None:
    assert list(REMEDIES) == list(remedies.RemedyKind)
    assert NO_REMEDY == complaints.NO_REMEDY


def test_apology_is_printed_with_what_it_offers_beside_it(ref: str, capsys: Captured) -> None:
    assert main(["apology", ref]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out.startswith("Sehr geehrte Frau Müller,\n\n")
    assert "4711" in out
    assert "Offered: replacement 89.90 EUR, by 2026-03-06 (" in err
    assert "Once sent, the ticket comes back on 2026-03-09 09:00." in err
    assert "Also possible: refund 89.90 EUR; voucher 20 EUR; partial refund" in err
    assert outbox(capsys) == []


def test_apology_as_json_has_its_steps_at_their_places(ref: str, capsys: Captured) -> None:
    told = as_json(capsys, "apology", ref, "--json")
    assert [step["step"] for step in told["steps"]] == list(Step)
    for step in told["steps"]:
        assert told["text"][step["start"] : step["end"]] == step["text"]
        assert step["block"]
    assert told["gaps"] == []
    assert told["remedy"]["kind"] in [one["kind"] for one in told["offers"]]
    assert told["authority"]["allowed"] is True
    assert told["follow_up"].startswith(told["check"])
    assert told["by"] < told["check"]
    assert {"allowed", "level", "reason"} < set(told["offers"][0]["authority"])


def test_apology_with_a_chosen_remedy_offers_that(ref: str, capsys: Captured) -> None:
    told = as_json(capsys, "apology", ref, "--json", "--remedy", "voucher", "--value", "12,50")
    assert (told["remedy"]["kind"], told["remedy"]["value"]) == ("voucher", "12.50")
    assert "12,50" in told["text"]
    assert as_json(capsys, "apology", ref, "--json", "--remedy", "none")["remedy"] is None


def test_apology_that_is_sent_is_queued_as_it_was_printed_with_its_follow_up(
    ref: str, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    told = as_json(capsys, "apology", ref, "--json")
    item = as_json(capsys, "apology", ref, *QUEUED)
    assert (item["kind"], item["ticket"]) == ("reply", ref)
    assert item["recipients"] == ["kaethe@kunde.example"]
    queued = waiting(locations, clock, item["id"])
    assert queued.follow_up == datetime.fromisoformat(told["follow_up"])
    mail = message_from_bytes(queued.raw, policy=policy.default)
    assert own_words(mail.get_content()) == own_words(told["text"])


def own_words(text: str) -> str:
    """Return a mail's words above the signature; where its lines end does not matter."""
    own, mark, _rest = text.replace("\r\n", "\n").partition("\n-- \n")
    assert mark
    return " ".join(own.split())


def waiting(locations: Locations, clock: FixedClock, number: int) -> Letter:
    """Return a queued mail."""
    desk = opened(locations, clock)
    with desk.store.read() as session:
        found = letter(session, number)
    desk.close()
    return found


def test_apology_over_a_draft_is_sent_only_by_force(
    ref: str, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    desk = opened(locations, clock)
    desk.replies.keep(desk.replies.begin(ref, everyone=True), "Angefangen.\n")
    desk.close()
    assert main(["apology", ref, "--send", "--no-wait"]) == ExitCode.FAILED
    assert "that draft would be lost" in capsys.readouterr().err
    assert outbox(capsys) == []
    assert as_json(capsys, "apology", ref, "--force", *QUEUED)["ticket"] == ref


def test_remedy_above_the_limit_is_sent_once_it_is_granted(
    ref: str, locations: Locations, capsys: Captured
) -> None:
    becomes(locations, 1)
    refund = ("--remedy", "refund", "--value", "89.90")
    assert main(["apology", ref, "--send", "--no-wait", *refund]) == ExitCode.FAILED
    err = capsys.readouterr().err
    assert "an agent of level 2 has to approve" in err
    assert f"agent-console apology {ref} --approval" in err
    assert main(["grant", ref]) == ExitCode.FAILED
    assert main(["apology", ref, "--approval", *refund]) == ExitCode.OK
    assert main(["grant", ref]) == ExitCode.FAILED
    assert outbox_is_empty(capsys)
    becomes(locations, 2)
    assert main(["grant", ref]) == ExitCode.OK
    assert "the remedy is granted" in capsys.readouterr().err
    becomes(locations, 1)
    assert as_json(capsys, "apology", ref, *refund, *QUEUED)["state"] == "queued"


def outbox_is_empty(capsys: Captured) -> bool:
    capsys.readouterr()
    return not outbox(capsys)


def test_approval_of_what_needs_none_is_refused(ref: str, capsys: Captured) -> None:
    assert main(["apology", ref, "--approval"]) == ExitCode.FAILED
    assert "Nobody has to approve that." in capsys.readouterr().err


def own_block(locations: Locations, step: str, text: str) -> None:
    """Let the team write one block in the place of all that fit."""
    with locations.config_file.open("a", encoding="utf-8") as settings:
        settings.write('[library]\nfolder = "texts"\n')
    folder = locations.config_dir / "texts" / "apology"
    folder.mkdir(parents=True)
    shipped = Path(complaints.__file__).parents[1] / "library" / "apology"
    for file in shipped.glob(f"{step}-*.txt"):
        front = file.read_text(encoding="utf-8").split("+++")[1]
        (folder / file.name).write_text(f"+++{front}+++\n=== de\n{text}\n=== en\n{text}\n")


def test_apology_with_a_gap_is_not_sent(ref: str, locations: Locations, capsys: Captured) -> None:
    own_block(locations, "make-sure", "Rufen Sie an: {{ team.phone }}.")
    assert main(["apology", ref, "--send", "--no-wait", "--overrule", "x"]) == ExitCode.FAILED
    assert "still to be filled in: team.phone" in capsys.readouterr().err
    assert outbox(capsys) == []


def test_apology_with_a_problem_is_sent_only_with_a_reason(
    ref: str, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    own_block(locations, "make-sure", "Leider liegt das nicht an uns.")
    assert main(["apology", ref, "--send", "--no-wait"]) == ExitCode.FAILED
    err = capsys.readouterr().err
    assert "--overrule REASON" in err
    item = as_json(capsys, "apology", ref, "--overrule", "wird angerufen", *QUEUED)
    facts = waiting(locations, clock, item["id"]).acts
    assert [(fact.TYPE, getattr(fact, "reason", "")) for fact in facts] == [
        ("apologised", ""),
        ("overruled", "wird angerufen"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Leider liegt das nicht an uns.\n", ExitCode.FAILED, "1:"),
        ("Guten Tag ⟦order.number?⟧\n", ExitCode.FAILED, "1:11: A gap is left"),
    ],
)
def test_text_is_checked_against_the_ticket(
    text: str, code: ExitCode, said: str, ref: str, tmp_path: Path, capsys: Captured
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["apology", ref, "--check", str(file)]) == code
    assert said in capsys.readouterr().out


def test_apology_that_was_printed_passes_the_check(
    ref: str, tmp_path: Path, capsys: Captured
) -> None:
    main(["apology", ref])
    file = tmp_path / "text.txt"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    findings = as_json(capsys, "apology", ref, "--check", str(file), "--json")
    assert not [one for one in findings if one["severity"] != "hint"]


def test_question_is_printed_and_sent(ref: str, capsys: Captured) -> None:
    told = as_json(capsys, "apology", ref, "--ask", "--json")
    assert told["gaps"] == []
    assert main(["apology", ref, "--ask"]) == ExitCode.OK
    assert capsys.readouterr().out.rstrip() == told["text"].rstrip()
    assert as_json(capsys, "apology", ref, "--ask", *QUEUED)["ticket"] == ref


def test_second_apology_names_the_question_that_may_be_meant(
    ref: str, locations: Locations, clock: FixedClock, capsys: Captured
) -> None:
    desk = opened(locations, clock)
    written = desk.complaints.write(ref)
    item = desk.replies.queue(written.draft, written.draft.text, follow_up=written.follow_up)
    with desk.store.write(durable=True) as session:
        record_sent(session, desk.intake, item, clock.now())
    desk.close()
    assert main(["apology", ref]) == ExitCode.OK
    assert "--ask writes the mail that asks whether it is solved" in capsys.readouterr().err
    assert state_of(capsys, ref) == "snoozed"


def test_open_complaint_is_closed_only_when_somebody_made_sure(ref: str, capsys: Captured) -> None:
    assert main(["close", ref]) == ExitCode.FAILED
    err = capsys.readouterr().err
    assert f"agent-console apology {ref} --ask --send" in err
    assert f"agent-console make-sure {ref} REASON" in err
    assert main(["make-sure", ref, " "]) == ExitCode.FAILED
    assert main(["make-sure", ref, "hat angerufen"]) == ExitCode.OK
    assert main(["close", ref]) == ExitCode.OK
    capsys.readouterr()
    assert state_of(capsys, ref) == "closed"


@pytest.mark.parametrize(
    "words", [["--value", "5"], ["--value", "5", "--remedy", "none"], ["--send", "--check", "-"]]
)
def test_options_that_do_not_go_together_are_refused(
    words: list[str], ref: str, capsys: Captured
) -> None:
    assert main(["apology", ref, *words]) == ExitCode.FAILED
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words", [["--value", "1.234"], ["--value", "-1"], ["--value", "NaN"], ["--remedy", "gold"]]
)
def test_wrong_amount_or_remedy_ends_with_usage(words: list[str], capsys: Captured) -> None:
    assert main(["apology", "K", *words]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("usage: agent-console apology")


def test_apology_for_an_unknown_ticket_fails(ref: str) -> None:
    assert main(["apology", "ZZZZ"]) == ExitCode.NOT_FOUND
