"""How work is cut so that people need not wait."""

from __future__ import annotations

from agent_console.services.portions import BRIEF_SECONDS, LONG_SECONDS, Portions


def sizes(portions: Portions, count: int, each: float) -> list[int]:
    """Return the sizes of the portions when every item takes ``each`` seconds."""
    found = []
    for some, _last in portions.cut(range(count)):
        found.append(len(some))
        portions.tell(len(some), each * len(some))
    return found


def test_portions_while_people_write_take_the_short_time() -> None:
    found = sizes(Portions(100, 500, lambda: True), 2000, 0.0002)
    assert abs(found[-2] * 0.0002 - BRIEF_SECONDS) < BRIEF_SECONDS / 10


def test_portions_while_nobody_writes_take_the_long_time_up_to_the_most() -> None:
    found = sizes(Portions(100, 500, lambda: False), 5000, 0.001)
    assert abs(found[-2] * 0.001 - LONG_SECONDS) < LONG_SECONDS / 10
    assert max(sizes(Portions(100, 500, lambda: False), 5000, 0.00001)) == 500


def test_portions_become_short_as_soon_as_somebody_writes() -> None:
    busy = False
    portions = Portions(100, 500, lambda: busy)
    sizes(portions, 2000, 0.0004)
    busy = True
    assert sizes(portions, 100, 0.0004)[0] * 0.0004 < 2 * BRIEF_SECONDS


def test_cutting_nothing_gives_one_empty_last_portion() -> None:
    assert list(Portions(10, 10).cut(())) == [((), True)]


def test_items_however_slow_go_in_portions_of_a_few_and_none_is_lost() -> None:
    portions = Portions(100, 500, lambda: True)
    portions.tell(1, 10.0)
    cut = [some for some, _last in portions.cut(range(60))]
    assert [len(some) for some in cut] == [8] * 7 + [4]
    assert [number for some in cut for number in some] == list(range(60))
