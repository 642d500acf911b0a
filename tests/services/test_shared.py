"""What a lead shares reaches every console's files, and counts there."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_console.config import load_config
from agent_console.desk.roles import Role
from agent_console.desk.shared import DocumentName, read_name
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.services.shared import SharedSettings, library_texts, section_of
from agent_console.services.team_roles import give_role
from tests.services.team_kit import Console, team

SLA = '[sla]\nescalate_after = "3h"\n'
TEXT = """+++
id = "opening"
title = { de = "Öffnung", en = "Opening" }
types = ["opening-hours"]
level = 1
+++
=== en
We are open.
"""


LEADS = ("Anna", "Bert")


def name(text: str) -> DocumentName:
    found = read_name(text)
    assert found is not None
    return found


def sharing(console: Console) -> SharedSettings:
    return SharedSettings(
        console.desk.store, console.desk.tickets.acts, console.locations.config_file
    )


def begin(*consoles: Console) -> None:
    """Make everybody lead."""
    sync(*consoles)
    for one in LEADS:
        give_role(consoles[0].desk.store, one, Role.LEAD, LEADS)
        sync(*consoles)


def sync(*consoles: Console) -> None:
    for _round in range(3):
        for console in consoles:
            console.sync()


def test_section_that_a_lead_shares_counts_at_a_colleague(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        begin(anna, bert)
        sharing(anna).share(name("settings/sla"), SLA)
        sync(anna, bert)
        told = load_config(bert.locations.config_file).sla.escalate_after
        assert told == load_config(anna.locations.config_file).sla.escalate_after
        assert told is not None
        assert told.total_seconds() == 3 * 3600
        sharing(anna).take_away(name("settings/sla"))
        sync(anna, bert)
        own = load_config(bert.locations.config_file).sla.escalate_after
        assert own is not None
        assert own.total_seconds() == 4 * 3600


def test_shared_file_is_private_and_comes_back_when_somebody_changed_it(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        begin(anna, bert)
        sharing(anna).share(name("settings/sla"), SLA)
        sync(anna, bert)
        file = bert.locations.config_dir / "team" / "settings" / "sla.toml"
        assert file.stat().st_mode & 0o777 == 0o600
        file.write_text("[sla]\n")
        assert sharing(bert).write_out() == (name("settings/sla"),)
        assert file.read_text() == SLA


def test_two_leads_at_once_when_synced_the_later_in_the_journal_does_not_count(
    tmp_path: Path,
) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        begin(anna, bert)
        sharing(bert).share(name("settings/sla"), SLA.replace("3h", "5h"))
        sharing(anna).share(name("settings/sla"), SLA)
        sync(anna, bert)
        for console in (anna, bert):
            (found,) = sharing(console).documents()
            assert found.current is not None
            assert found.current.text == SLA
            assert [event.agent for event in found.passed_over] == ["Bert"]
            assert sharing(console).write_out() == ()


def test_restored_version_is_a_new_one_with_the_old_text(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        begin(anna, bert)
        service = sharing(anna)
        service.share(name("settings/sla"), SLA)
        service.share(name("settings/sla"), SLA.replace("3h", "9h"))
        again = service.restore(name("settings/sla"), 1)
        assert again.current is not None
        assert (again.current.number, again.current.text) == (3, SLA)
        with pytest.raises(NotFoundError, match="sla in this version"):
            service.version(name("settings/sla"), 7)
        with pytest.raises(NotFoundError, match=r"does not share settings/calendar$"):
            service.version(name("settings/calendar"))


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("settings/sla", "[sla]\nescalate_after = 'soon'\n"),
        ("settings/sla", "[sla]\n[ui]\ntheme = 'dark'\n"),
        ("settings/sla", "[[["),
        ("rules/tones", "[x]\npoints = 'many'\n"),
        ("library/opening.txt", "no front matter"),
        ("library/opening.txt", "x" * 50_000),
    ],
)
def test_text_that_could_not_be_used_is_not_shared(tmp_path: Path, what: str, text: str) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, _bert):
        with pytest.raises(ActionRefusedError):
            sharing(anna).share(name(what), text)
        assert sharing(anna).documents() == ()


def test_answer_that_is_shared_is_offered_at_a_colleague_without_a_folder(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        begin(anna, bert)
        sharing(anna).share(name("library/opening.txt"), TEXT)
        sync(anna, bert)
        assert bert.desk.answers.entry("opening").id == "opening"


def test_agent_who_is_not_lead_may_not_share(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, bert):
        sync(anna, bert)
        give_role(anna.desk.store, "Anna", Role.LEAD, LEADS)
        sync(anna, bert)
        with pytest.raises(ActionRefusedError, match="lead"):
            sharing(bert).share(name("settings/sla"), SLA)
        sharing(anna).share(name("settings/sla"), SLA)


def test_shared_section_of_a_newer_program_leaves_the_own_settings(tmp_path: Path) -> None:
    with team(tmp_path, "Anna", "Bert") as (anna, _bert):
        folder = anna.locations.config_dir / "team" / "settings"
        folder.mkdir(parents=True)
        (folder / "sla.toml").write_text("[sla]\nfrom_the_future = 1\n")
        assert load_config(anna.locations.config_file).agent.name == "Anna"


def test_section_of_own_settings_is_only_that_section(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[agent]\nname = 'A'\n\n# ours\n[sla]\nescalate_after = '2h'\n[sla.groups]\n")
    assert section_of(file, "sla") == "[sla]\nescalate_after = '2h'\n[sla.groups]\n"
    with pytest.raises(NotFoundError):
        section_of(file, "calendar")


def test_library_texts_are_named_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "apology").mkdir()
    (tmp_path / "apology" / "x.txt").write_text("x")
    (tmp_path / "a.txt").write_text("a")
    assert dict(library_texts(tmp_path)) == {"a.txt": "a", "apology/x.txt": "x"}
