"""The library: shipped answers, the team's over them, broken files, changes, and fit to a mail."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agent_console.config import parse_config
from agent_console.desk.canned import Entry
from agent_console.errors import SettingsError
from agent_console.library_config import LibraryConfig
from agent_console.services.library import (
    ANSWERS,
    SHIPPED,
    LibraryService,
    Shelves,
    own_folder,
    parse_answer,
)
from agent_console.services.library_check import Checked, check_folder, check_library
from agent_console.services.library_fit import Answered, AnsweredIndex
from agent_console.services.request_types import load_request_types


def answer(name: str, body: str = "Yes.", facts: str = "") -> str:
    return f'+++\nid = "{name}"\ntitle = {{ en = "About {name}" }}\n{facts}\n+++\n=== en\n{body}\n'


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "a.txt").write_text(answer("a", "shipped a"))
    (folder / "b.txt").write_text(answer("b", "shipped b"))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def library(own: Path, shipped: Path) -> LibraryService:
    return LibraryService(own, shipped)


def texts(library: LibraryService) -> dict[str, str]:
    return {one.id: one.sections[0].text for one in library.library().items}


def test_own_answer_takes_the_place_of_the_shipped_one(library: LibraryService, own: Path) -> None:
    (own / "anything.txt").write_text(answer("a", "own a"))
    (own / "deep").mkdir()
    (own / "deep" / "c.txt").write_text(answer("c", "own c"))
    assert texts(library) == {"a": "own a", "b": "shipped b", "c": "own c"}
    assert library.library().replaced == {"a"}
    assert library.library().problems == ()


def test_broken_own_file_is_one_line_and_the_shipped_answer_stays(
    library: LibraryService, own: Path
) -> None:
    (own / "a.txt").write_text(answer("a", "{{ order.nubmer }}"))
    (own / "c.txt").write_text(answer("c"))
    assert texts(library) == {"a": "shipped a", "b": "shipped b", "c": "Yes."}
    (problem,) = library.library().problems
    assert problem == f"{own / 'a.txt'}:7: there is no variable order.nubmer"


def test_file_that_is_no_utf8_names_its_line(library: LibraryService, own: Path) -> None:
    (own / "a.txt").write_bytes(b"+++\nid = 'x'\n# \xfc\n+++\n")
    assert library.library().problems == (f"{own / 'a.txt'}:3: the file is not UTF-8 text",)


def test_huge_file_is_not_read(library: LibraryService, own: Path) -> None:
    (own / "a.txt").write_bytes(b"x" * 1_000_000)
    assert library.library().problems == (f"{own / 'a.txt'}: the file is too large",)


def test_file_that_may_not_be_read_is_one_line(library: LibraryService, own: Path) -> None:
    (own / "a.txt").symlink_to(own / "nowhere")
    (problem,) = library.library().problems
    assert problem.startswith(f"{own / 'a.txt'}: the file cannot be read: ")


def test_same_id_twice_is_told_and_the_first_file_holds(library: LibraryService, own: Path) -> None:
    (own / "1.txt").write_text(answer("c", "first"))
    (own / "2.txt").write_text(answer("c", "second"))
    assert texts(library)["c"] == "first"
    (problem,) = library.library().problems
    assert problem == f"{own / '2.txt'}: the id c is already that of 1.txt"


def test_hidden_files_other_files_and_apologies_are_no_answers(
    library: LibraryService, own: Path
) -> None:
    for name in (".git/x.txt", ".x.txt", "apology/x.txt", "README.md", "x.txt~"):
        (own / name).parent.mkdir(exist_ok=True)
        (own / name).write_text("no answer")
    assert set(texts(library)) == {"a", "b"}
    assert library.library().problems == ()


def test_folder_that_is_not_there_is_one_line(tmp_path: Path, shipped: Path) -> None:
    library = LibraryService(tmp_path / "gone", shipped)
    assert set(texts(library)) == {"a", "b"}
    assert library.library().problems == (f"{tmp_path / 'gone'}: there is no such folder",)


def test_attached_file_must_stand_beside_the_answer(library: LibraryService, own: Path) -> None:
    (own / "c.txt").write_text(answer("c", facts='attachments = ["map.pdf"]'))
    assert "there is no file map.pdf beside it" in library.library().problems[0]
    (own / "map.pdf").write_bytes(b"%PDF")
    os.utime(own / "c.txt", ns=(1, 1))
    assert library.refresh()
    assert library.library().problems == ()


@pytest.mark.parametrize("change", ["new", "changed", "gone", "mended"])
def test_refresh_sees_what_changed(change: str, library: LibraryService, own: Path) -> None:
    file = own / "c.txt"
    if change != "new":
        file.write_text("broken" if change == "mended" else answer("c", "before"))
    library.library()
    assert not library.refresh()
    if change == "gone":
        file.unlink()
    else:
        file.write_text(answer("c", "after it"))
    assert library.refresh()
    assert texts(library).get("c") == (None if change == "gone" else "after it")
    assert not library.refresh()


def test_change_of_the_same_length_is_seen_by_its_time(library: LibraryService, own: Path) -> None:
    (own / "c.txt").write_text(answer("c", "one"))
    os.utime(own / "c.txt", ns=(1, 1))
    library.library()
    (own / "c.txt").write_text(answer("c", "two"))
    assert library.refresh()
    assert texts(library)["c"] == "two"


def test_only_changed_files_are_read_again(own: Path, shipped: Path) -> None:
    read: list[str] = []

    def parse(text: str, name: str) -> Entry:
        read.append(Path(name).name)
        return parse_answer(text, name)

    shelves = Shelves(parse, shipped, own)
    shelves.shelf()
    read.clear()
    (own / "c.txt").write_text(answer("c"))
    shelves.refresh()
    assert read == ["c.txt"]


def test_library_holds_when_threads_read_and_refresh_at_once(
    library: LibraryService, own: Path
) -> None:
    def work(number: int) -> int:
        (own / f"c{number % 5}.txt").write_text(answer(f"c{number % 5}", f"words {number}"))
        library.refresh()
        library.fit("words about shipped matters", "en")
        return len(library.library().items)

    with ThreadPoolExecutor(8) as pool:
        assert all(2 <= count <= 7 for count in pool.map(work, range(40)))
    library.close()


def test_fit_finds_the_answer_by_its_words(library: LibraryService, own: Path) -> None:
    (own / "hours.txt").write_text(answer("hours", "Our shop is open from nine to five."))
    (own / "repair.txt").write_text(answer("repair", "Please send the broken lamp for repair."))
    fit = library.fit("Hello, my lamp came broken, can you repair it?", "en")
    assert max(fit, key=lambda name: fit[name]) == "repair"
    assert fit["repair"] == 1.0
    assert all(0 < score <= 1 for score in fit.values())
    assert library.fit("Hello, my lamp came broken", "de") == {}
    library.close()


@pytest.mark.parametrize(
    "text", ["", "?", '"', "NEAR(", "a OR b", "title:*", "NOT AND OR NEAR", "()" * 99, "x" * 99_999]
)
def test_no_mail_breaks_the_search(text: str, library: LibraryService) -> None:
    assert isinstance(dict(library.fit(text, "en")), dict)
    library.close()


def test_fit_follows_a_change(library: LibraryService, own: Path) -> None:
    assert "c" not in library.fit("umbrella", "en")
    (own / "c.txt").write_text(answer("c", "Your umbrella is here."))
    library.refresh()
    assert library.fit("umbrella", "en") == {"c": 1.0}
    library.close()


def test_shipped_library_can_be_used_whole() -> None:
    types = load_request_types().value
    checked = check_library(None, types)
    assert checked.problems == ()
    assert checked.good >= 24


def test_answers_that_request_types_name_are_shipped() -> None:
    shipped = {one.id for one in LibraryService(None).library().items}
    named = {name for one in load_request_types().value.types for name in one.answers}
    assert named <= shipped


def test_check_of_one_folder_knows_no_other(own: Path) -> None:
    (own / "c.txt").write_text(answer("c", facts='types = ["zeppelin"]'))
    checked = check_folder(own, load_request_types().value)
    assert checked.good == 1
    (problem,) = checked.problems
    assert problem == f"{own / 'c.txt'}: types: there is no request type zeppelin"


def test_shipped_folder_is_inside_the_package() -> None:
    assert (SHIPPED / ANSWERS).is_dir()


def test_relative_folder_lies_beside_the_settings(tmp_path: Path) -> None:
    assert own_folder("texts", tmp_path) == tmp_path / "texts"
    assert own_folder("/srv/texts", tmp_path) == Path("/srv/texts")
    assert own_folder("~/texts", tmp_path) == Path.home() / "texts"
    assert own_folder("", tmp_path) is None


def test_team_values_are_variables_in_the_language_of_the_text() -> None:
    config = LibraryConfig.model_validate(
        {"values": {"return_days": 30, "hours": {"de": "9 bis 17 Uhr", "en": "9 to 5"}}}
    )
    assert config.team_values("de") == {"team.return_days": "30", "team.hours": "9 bis 17 Uhr"}
    assert config.team_values("fr")["team.hours"] == "9 to 5"


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ('"Return days" = "30"', "only small letters"),
        ("days = { de = 1.5 }", "values.days: write a text"),
        ('hours = { german = "x" }', "values.hours: write a text"),
        ("hours = true", "values.hours: write a text"),
        (f'hours = "{"x" * 3000}"', "values.hours: the text is too long"),
    ],
)
def test_wrong_values_are_refused_with_their_line(values: str, cause: str) -> None:
    settings = (
        '[agent]\nname = "A"\n[mailbox]\naddress = "a@b.c"\n'
        '[mailbox.imap]\nhost = "h"\nport = 1\n[mailbox.smtp]\nhost = "h"\nport = 1\n'
        f"[library.values]\n{values}\n"
    )
    with pytest.raises(SettingsError) as caught:
        parse_config(settings, "config.toml")
    assert caught.value.message.startswith("config.toml:1")
    assert "library.values" in caught.value.message
    assert cause in caught.value.message


BLOCK = """+++
id = "listen"
step = "listen"
+++
=== en
If I understand you correctly, {{ matter.paraphrase }}.
"""


def test_check_reads_blocks_of_apologies_too(own: Path) -> None:
    (own / "apology").mkdir()
    (own / "apology" / "x.txt").write_text(BLOCK)
    (own / "c.txt").write_text(answer("c"))
    assert check_folder(own, None) == Checked(2, ())
    (own / "apology" / "x.txt").write_text(BLOCK.replace("matter.", "mater."))
    line = f"{own / 'apology' / 'x.txt'}:6: there is no variable mater.paraphrase"
    assert check_folder(own, None) == Checked(1, (line,))
    assert check_folder(own / "apology", None) == Checked(0, (line,))


def test_answers_to_similar_mails_are_known_by_their_share() -> None:
    index = AnsweredIndex(
        [
            Answered("late", "en", "Where is my parcel? It should be here."),
            Answered("late", "en", "The parcel is late."),
            Answered("lost", "en", "The parcel seems to be lost, nobody has seen it."),
            Answered("hours", "en", "When do you open on Saturdays?"),
            Answered("spät", "de", "The parcel is late."),
        ]
    )
    shares = index.similar("My parcel is late again", "en")
    assert set(shares) == {"late", "lost"}
    assert shares["late"] > shares["lost"]
    assert sum(shares.values()) == pytest.approx(1.0)
    assert index.similar("zebra", "en") == {}
    index.close()


def test_words_that_every_letter_has_say_nothing(library: LibraryService, own: Path) -> None:
    (own / "c.txt").write_text(answer("c", "Hello, please have some more with your thanks."))
    assert "c" not in library.fit("Hello, please have some more with your thanks", "en")
    library.close()
