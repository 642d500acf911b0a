"""Two consoles that write on one ticket: no text is lost, and both agents hear of the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.errors import ConsoleError
from agent_console.services.desk import Desk
from tests.services.office import Office, office

pytestmark = pytest.mark.promise("two consoles write one draft", "P12")

AS_WELL = "another console writes"
USED_UP = "sent, kept or thrown away in another console"


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def here(at_work: Office) -> Desk:
    return at_work.desk


@pytest.fixture
def there(at_work: Office) -> Iterator[Desk]:
    desk = at_work.second_desk()
    yield desk
    desk.close()


@pytest.fixture
def ref(at_work: Office) -> str:
    return at_work.ref


def begin(desk: Desk, ref: str) -> str:
    """Open the reply editor and return its text."""
    return desk.replies.begin(ref, everyone=False).text


def parts(text: str) -> list[str]:
    """Return the texts around the line between two drafts."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if "another draft" in line:
            found.append([])
        else:
            found[-1].append(line)
    return sorted("\n".join(part).strip() for part in found)


def test_replies_written_alternately_are_both_kept_and_each_agent_is_told_once(
    here: Desk, there: Desk, ref: str
) -> None:
    begin(here, ref)
    begin(there, ref)
    here.replies.save(ref, "A")
    with pytest.raises(ConsoleError, match=AS_WELL):
        there.replies.save(ref, "B")
    with pytest.raises(ConsoleError, match=AS_WELL):
        here.replies.save(ref, "A a")
    for words in ("1", "12", "123"):
        there.replies.save(ref, f"B {words}")
        here.replies.save(ref, f"A {words}")
    for desk in (here, there):
        assert parts(begin(desk, ref)) == ["A 123", "B 123"]


def test_both_texts_shown_together_are_one_draft_from_then_on(
    here: Desk, there: Desk, ref: str
) -> None:
    begin(here, ref)
    begin(there, ref)
    here.replies.save(ref, "A")
    with pytest.raises(ConsoleError):
        there.replies.save(ref, "B")
    draft = there.replies.begin(ref, everyone=False)
    assert "Two drafts stand" in there.replies.problems(draft, draft.text)[0]
    there.replies.save(ref, "B and A")
    assert begin(there, ref) == "B and A"
    assert there.replies.problems(draft, "B and A") == ()


def test_draft_taken_up_by_both_is_not_overwritten(here: Desk, there: Desk, ref: str) -> None:
    here.replies.save(ref, "Begun")
    begin(here, ref)
    assert begin(there, ref) == "Begun"
    there.replies.save(ref, "Begun there")
    with pytest.raises(ConsoleError, match=AS_WELL):
        here.replies.save(ref, "Begun here")
    assert parts(begin(here, ref)) == ["Begun here", "Begun there"]


def test_draft_left_by_one_console_is_gone_on_with_in_the_other(
    here: Desk, there: Desk, ref: str
) -> None:
    begin(here, ref)
    here.replies.save(ref, "Begun")
    begin(there, ref)
    there.replies.save(ref, "Changed")
    there.replies.save(ref, "Changed again")
    assert begin(here, ref) == "Changed again"
    here.replies.save(ref, "And again")
    assert begin(there, ref) == "And again"


def test_late_save_after_the_reply_was_sent_elsewhere_is_kept_and_told(
    here: Desk, there: Desk, ref: str
) -> None:
    here.replies.save(ref, "Begun")
    draft = here.replies.begin(ref, everyone=False)
    begin(there, ref)
    here.replies.queue(draft, "Begun and sent")
    assert here.tickets.view(ref).draft == ""
    with pytest.raises(ConsoleError, match=USED_UP):
        there.replies.save(ref, "Begun, late")
    there.replies.save(ref, "Begun, later")
    assert here.tickets.view(ref).draft == "Begun, later"


def test_sending_takes_no_text_of_the_other_console_away(here: Desk, there: Desk, ref: str) -> None:
    draft = here.replies.begin(ref, everyone=False)
    begin(there, ref)
    there.replies.save(ref, "B")
    assert here.replies.problems(draft, "A") == (
        "Another console writes a reply to this ticket as well.",
    )
    here.replies.queue(draft, "A")
    assert begin(there, ref) == "B"


def test_throwing_away_takes_only_what_was_shown(here: Desk, there: Desk, ref: str) -> None:
    begin(here, ref)
    here.replies.save(ref, "A")
    with pytest.raises(ConsoleError):
        there.replies.save(ref, "B")
    here.replies.discard(ref)
    assert begin(here, ref) == "B"
    here.replies.discard(ref)
    assert here.tickets.view(ref).draft == ""
    with pytest.raises(ConsoleError, match=USED_UP):
        there.replies.save(ref, "B b")
    assert begin(here, ref) == "B b"


def test_reply_taken_back_stands_beside_what_was_begun_meanwhile(
    here: Desk, there: Desk, ref: str
) -> None:
    item = here.replies.queue(here.replies.begin(ref, everyone=False), "Sent too early")
    begin(there, ref)
    there.replies.save(ref, "B")
    here.outbox.cancel(item.id)
    assert parts(begin(here, ref)) == ["B", "Sent too early"]


def test_notes_written_at_once_are_both_kept(here: Desk, there: Desk, ref: str) -> None:
    assert here.replies.begin_note(ref) == there.replies.begin_note(ref) == ""
    here.replies.save_note(ref, "A")
    with pytest.raises(ConsoleError, match=AS_WELL):
        there.replies.save_note(ref, "B")
    here.tickets.note(ref, "A")
    there.replies.save_note(ref, "B b")
    assert here.tickets.view(ref).note_draft == "B b"
    there.tickets.note(ref, "B b c")
    assert here.tickets.view(ref).note_draft == ""


def test_note_from_the_command_line_leaves_the_draft_of_a_note(
    here: Desk, there: Desk, ref: str
) -> None:
    here.replies.begin_note(ref)
    here.replies.save_note(ref, "half a note")
    there.tickets.note(ref, "whole")
    assert here.replies.begin_note(ref) == "half a note"
    here.replies.save_note(ref, "half a note less")
    here.tickets.note(ref, "half a note less")
    assert here.tickets.view(ref).note_draft == ""


def test_note_draft_that_was_never_taken_up_goes_when_the_note_holds_it(
    here: Desk, there: Desk, ref: str
) -> None:
    there.replies.save_note(ref, "begun")
    here.tickets.note(ref, " begun and ended")
    assert here.tickets.view(ref).note_draft == ""


def test_emptied_reply_is_no_draft_and_begins_anew_in_silence(
    here: Desk, there: Desk, ref: str
) -> None:
    begin(here, ref)
    here.replies.save(ref, "A")
    here.replies.save(ref, "")
    assert here.tickets.view(ref).draft == ""
    here.replies.save(ref, "A again")
    assert there.tickets.view(ref).draft == "A again"


def test_draft_that_was_thrown_away_is_brought_back_by_undo(here: Desk, ref: str) -> None:
    draft = here.replies.begin(ref, everyone=False)
    here.replies.keep(draft, "half a reply")
    here.replies.throw_away(draft)
    assert "half a reply" not in begin(here, ref)
    assert f"the draft on #{ref} is back" in here.tickets.undo_last()
    assert begin(here, ref) == "half a reply"


def test_draft_is_not_brought_back_over_another_one(here: Desk, ref: str) -> None:
    draft = here.replies.begin(ref, everyone=False)
    here.replies.keep(draft, "the first")
    here.replies.throw_away(draft)
    here.replies.keep(here.replies.begin(ref, everyone=False), "the second")
    with pytest.raises(ConsoleError, match="another draft"):
        here.tickets.undo_last()
    assert begin(here, ref) == "the second"
