"""Every figure keeps to its bar; skipped where the public data are absent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.desk.kinds import KindVerdict
from agent_console.desk.mail import FoldKind, Mail, MailKind, TextRange
from agent_console.mail import language
from tests.corpora import figures, helpdesk, kinds, promises, report
from tests.corpora.figures import Figure
from tests.corpora.report import MEASURES
from tests.desk import corpora

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_engine_when_measured_on_public_data_keeps_every_bar(
    measure: Callable[[], list[Figure]],
) -> None:
    found = measure()
    print("\n" + "\n".join(map(str, found)))
    assert [str(figure) for figure in found if not figure.holds] == []


def test_figure_when_below_its_bar_does_not_hold() -> None:
    assert Figure("a", 80, 80, 100).holds
    assert not Figure("a", 79.9, 80, 100).holds
    assert Figure("a", 3, 3, most=True).holds
    assert not Figure("a", 3.1, 3, most=True).holds


def test_report_when_a_figure_is_missed_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "MEASURES", (lambda: [Figure("a", 1, 2), Figure("b", 2, 2)],))
    assert report.main() == 1
    assert [line[:6] for line in capsys.readouterr().out.splitlines()[1:]] == ["LOW  a", "ok   b"]


def test_report_when_data_are_absent_says_where_they_belong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("AGENT_CONSOLE_CORPORA", str(tmp_path / "none"))
    assert report.main() == 2
    assert str(tmp_path / "none" / "mails.jsonl") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "there", "ended"),
    [
        (True, False, pytest.fail.Exception),
        (False, True, pytest.fail.Exception),
        (False, False, pytest.skip.Exception),
    ],
    ids=["named in vain", "a part is missing", "no data"],
)
def test_data_when_missing_are_passed_over_only_where_there_are_none(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    named: bool,
    there: bool,
    ended: type[BaseException],
) -> None:
    folder = tmp_path if there else tmp_path / "none"
    monkeypatch.setattr(corpora, "_DEFAULT", folder)
    monkeypatch.setenv("AGENT_CONSOLE_CORPORA", str(folder) if named else "")
    with pytest.raises((pytest.fail.Exception, pytest.skip.Exception)) as found:
        corpora.corpus("mails.jsonl")
    assert found.type is ended


def test_replies_when_nothing_is_folded_miss_their_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "split_text", lambda text: _whole(text, FoldKind.BODY))
    assert [figure.holds for figure in figures.replies()] == [False, False]


def test_signatures_when_text_is_folded_miss_their_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "split_text", lambda text: _whole(text, FoldKind.SIGNATURE))
    assert [figure.holds for figure in figures.signatures()] == [False, False]


def test_languages_when_no_word_is_known_miss_their_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_table", dict)
    found = [one for one in figures.languages() if not one.most and "de expected" not in one.name]
    assert [figure.holds for figure in found] == [False] * 3


def test_help_desk_when_mails_are_read_badly_misses_its_bars(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(helpdesk, "read_mail", lambda _raw: Mail("d", 1, text="all else"))
    assert [figure.holds for figure in figures.help_desk()] == [False, False, False]


def test_bounces_when_no_report_is_found_miss_their_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "read_mail", lambda _raw: Mail("d", 1))
    assert [figure.holds for figure in figures.bounces()] == [False, True, False]


@pytest.mark.parametrize(
    ("always", "held"),
    [
        (KindVerdict(MailKind.HUMAN, ""), ["people's mails taken for others"]),
        (KindVerdict(MailKind.AUTOMATIC, ""), ["automatic answers found", "spam complaints found"]),
        (
            KindVerdict(MailKind.DELIVERY_REPORT, "", hard_bounce=False),
            ["bounces told from other mail", "trap: bounces marked as automatic"],
        ),
    ],
    ids=["human", "automatic", "soft bounce"],
)
def test_kinds_when_all_mails_are_judged_alike_miss_the_other_bars(
    monkeypatch: pytest.MonkeyPatch, always: KindVerdict, held: list[str]
) -> None:
    monkeypatch.setattr(kinds, "kind_of", lambda _mail, _own: always)
    found = [figure for figure in kinds.kinds() if figure.name != "people's mails looked at"]
    assert [figure.name for figure in found if figure.holds] == held


def test_traps_when_mails_are_judged_alike_or_lists_folded_miss_their_bars(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    human = KindVerdict(MailKind.HUMAN, "")
    monkeypatch.setattr(kinds, "kind_of", lambda _mail, _own: human)
    assert [figure.holds for figure in kinds.traps()] == [False, True, True, True]
    monkeypatch.setattr(kinds, "kind_of", lambda _mail, _own: KindVerdict(MailKind.AUTOMATIC, ""))
    monkeypatch.setattr(kinds, "visible", lambda _text: "")
    assert [figure.holds for figure in kinds.traps()] == [True, False, False, False]


def test_clocks_when_a_moment_is_off_miss_their_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    off = [(NOON, NOON + timedelta(seconds=1)), *[(NOON, NOON)] * 30]
    monkeypatch.setattr(promises, "recorded_dues", lambda: off)
    assert [figure.holds for figure in promises.clocks()] == [False]


def _whole(text: str, kind: FoldKind) -> tuple[TextRange, ...]:
    return (TextRange(kind, 0, len(text.split("\n"))),)
