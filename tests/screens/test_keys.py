from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from agent_console import screens
from agent_console.app import ConsoleApp
from agent_console.i18n import use_language
from agent_console.screens.commands import CommandPanel
from agent_console.screens.complaint import ComplaintScreen
from agent_console.screens.contact import ContactScreen
from agent_console.screens.customer import CustomerScreen
from agent_console.screens.explain import ExplainScreen
from agent_console.screens.feedback import FeedbackScreen
from agent_console.screens.files import FilesPanel
from agent_console.screens.findings import FindingsScreen
from agent_console.screens.health import HealthScreen
from agent_console.screens.help import HelpScreen, help_lines
from agent_console.screens.keys import (
    ACTIONS,
    Action,
    KeyMap,
    Scope,
    actions_of,
    clashes,
    key_label,
)
from agent_console.screens.note import NoteScreen
from agent_console.screens.notice import NoticeScreen
from agent_console.screens.notices import NoticesScreen
from agent_console.screens.orders import OrdersScreen
from agent_console.screens.outbox import OutboxScreen
from agent_console.screens.pulse import PulseScreen
from agent_console.screens.queue import QueueScreen
from agent_console.screens.reply import ReplyScreen
from agent_console.screens.reports import ReportsScreen
from agent_console.screens.review import ReviewScreen
from agent_console.screens.search import SearchScreen
from agent_console.screens.source import SourceScreen
from agent_console.screens.team import TeamScreen
from agent_console.screens.ticket import TicketScreen
from agent_console.screens.widgets.answer_picker import AnswerPicker
from agent_console.screens.widgets.attach_panel import AttachPanel
from agent_console.screens.widgets.foot_panel import PanelKeys
from agent_console.screens.widgets.key_line import fitting
from agent_console.screens.widgets.later_prompt import MomentPrompt
from agent_console.screens.widgets.line_prompt import LinePrompt
from agent_console.screens.widgets.pick_panel import PickPanel
from agent_console.screens.widgets.question import Question
from agent_console.screens.widgets.remedy_panel import RemedyPanel
from agent_console.screens.widgets.secret_prompt import SecretPrompt
from tests.screens.support import Stage, screen_text

PANELS: dict[Scope, tuple[type[DOMNode], ...]] = {
    Scope.QUESTION: (Question,),
    Scope.PICKER: (PickPanel, RemedyPanel, CommandPanel),
    Scope.PROMPT: (LinePrompt, MomentPrompt, SecretPrompt),
    Scope.ANSWERS: (AnswerPicker,),
    Scope.ATTACHING: (AttachPanel,),
    Scope.FILES: (FilesPanel,),
}
SCREENS: dict[Scope, type[DOMNode]] = {
    Scope.APP: ConsoleApp,
    Scope.QUEUE: QueueScreen,
    Scope.TICKET: TicketScreen,
    Scope.REPLY: ReplyScreen,
    Scope.COMPLAINT: ComplaintScreen,
    Scope.NOTE: NoteScreen,
    Scope.CONTACT: ContactScreen,
    Scope.OUTBOX: OutboxScreen,
    Scope.SEARCH: SearchScreen,
    Scope.TEAM: TeamScreen,
    Scope.REPORTS: ReportsScreen,
    Scope.REVIEW: ReviewScreen,
    Scope.FEEDBACK: FeedbackScreen,
    Scope.FINDINGS: FindingsScreen,
    Scope.PULSE: PulseScreen,
    Scope.NOTICES: NoticesScreen,
    Scope.NOTICE: NoticeScreen,
    Scope.CUSTOMER: CustomerScreen,
    Scope.ORDERS: OrdersScreen,
    Scope.HEALTH: HealthScreen,
    Scope.SOURCE: SourceScreen,
    Scope.EXPLAIN: ExplainScreen,
    Scope.HELP: HelpScreen,
}
NEVER = re.compile(
    r"alt\+|ctrl\+(enter|m|h|i|j)$|left_square|right_square|curly|backslash|tilde|at$"
)


def test_keys_of_every_screen_mean_one_thing() -> None:
    assert list(clashes()) == []


def test_clashes_when_two_actions_share_a_key_names_both() -> None:
    one = Action("a.one", ("x",), lambda: "One", frozenset({Scope.QUEUE}))
    two = Action("a.two", ("y", "x"), lambda: "Two", frozenset({Scope.QUEUE}))
    found = list(clashes([one, two]))
    assert [(c.scope, c.key, c.first, c.second) for c in found] == [
        (Scope.QUEUE, "x", "a.one", "a.two")
    ]


def test_clashes_when_a_screen_takes_a_key_of_the_app_names_both() -> None:
    app = Action("app.x", ("x",), lambda: "App", frozenset({Scope.APP}))
    own = Action("a.x", ("x",), lambda: "Own", frozenset({Scope.NOTE}))
    assert [c.scope for c in clashes([app, own])] == [Scope.NOTE]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_action_has_a_method_on_each_of_its_screens(action: Action) -> None:
    name = action.textual_action.removeprefix("app.").partition("(")[0]
    for scope in action.scopes:
        owners = PANELS.get(scope) or (SCREENS[scope],)
        if action.textual_action.startswith("app."):
            owners = (ConsoleApp,)
        for owner in owners:
            assert callable(getattr(owner, f"action_{name}", None)), (action.id, owner)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_action_uses_only_keys_that_arrive_everywhere(action: Action) -> None:
    assert not [key for key in action.keys if NEVER.search(key)]


@pytest.mark.parametrize("scope", [Scope.REPLY, Scope.NOTE, Scope.SEARCH])
def test_writing_screens_bind_no_single_letters(scope: Scope) -> None:
    keys = [key for action in actions_of(scope) for key in action.keys]
    assert not [key for key in keys if len(key) == 1]


def test_action_ids_are_unique() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))


def test_key_label_when_special_is_written_for_people() -> None:
    assert [key_label(k) for k in ("ctrl+g", "slash", "question_mark", "f1", "R", "escape")] == [
        "Ctrl+G",
        "/",
        "?",
        "F1",
        "R",
        "Esc",
    ]


def test_words_are_asked_for_when_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    action = next(a for a in ACTIONS if a.id == "reply.begin")
    assert action.words() == "Reply"
    monkeypatch.setattr("agent_console.screens.actions._", lambda text: f"<{text}>")
    assert action.words() == "<Reply>"
    use_language("en")


def test_key_line_when_narrow_keeps_the_way_back_and_help() -> None:
    assert fitting(actions_of(Scope.TICKET), 24) == [("Esc", "Back"), ("?", "Help")]


def test_help_names_every_action_of_every_screen() -> None:
    text = "\n".join(line for line, _title in help_lines((Scope.QUEUE,), KeyMap()))
    for action in ACTIONS:
        if action.scopes != frozenset({Scope.HELP}) and (action.keys or action.palette):
            assert action.words() in text


def test_help_of_a_question_names_its_answers_first() -> None:
    lines = [
        line
        for line, _title in help_lines(
            (Scope.QUESTION, Scope.QUEUE), KeyMap(), (("1", "in 1 hour"),)
        )
    ]
    assert lines[0] == "A question at the foot"
    assert lines[1].split(maxsplit=1) == ["1", "in 1 hour"]
    assert lines.index("Queue") < lines.index("Ticket")


def _all_below(kind: type[DOMNode]) -> set[type[DOMNode]]:
    below = set(kind.__subclasses__())
    return below.union(*(_all_below(one) for one in below))


def _import_all_screens() -> None:
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)


def test_every_key_that_a_class_binds_is_that_of_an_action_of_its_scope() -> None:
    _import_all_screens()
    known = {(action.id, scope) for action in ACTIONS for scope in action.scopes}
    for kind in _all_below(DOMNode):
        if kind.__module__.startswith("agent_console"):
            for binding in kind.__dict__.get("BINDINGS", ()):
                assert isinstance(binding, Binding), kind
                scope = getattr(kind, "SCOPE", Scope.APP)
                assert (binding.id, scope) in known, (kind, binding)


def test_every_panel_that_hears_keys_has_a_scope_of_the_registry() -> None:
    _import_all_screens()
    grounds = ("FootPanel", "ViewingPanel")
    panels = {kind for kind in _all_below(PanelKeys) if kind.__name__ not in grounds}
    assert panels
    for kind in panels:
        assert issubclass(kind, PANELS[getattr(kind, "SCOPE", Scope.APP)]), kind


KEYS_OF_THEIR_OWN = {
    "Question": "its answers",
    "PanelKeys": "keeps keys from the screen below",
    "ArrangedScreen": "takes note that somebody works here",
    "PatientApp": "keeps keys for later",
    "ChoiceLine": "one of a few words, by arrows and first letters",
    "SearchScreen": "moves in what was found while words are typed",
}


def test_nothing_hears_keys_past_the_registry() -> None:
    _import_all_screens()
    found = {
        kind.__name__
        for kind in _all_below(DOMNode)
        if kind.__module__.startswith("agent_console")
        and {"on_key", "_on_key"} & kind.__dict__.keys()
    }
    assert found <= KEYS_OF_THEIR_OWN.keys()


async def test_key_that_does_nothing_is_answered_in_words(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=2)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("alt+f5")
        await stage.settle(pilot)
        assert "Alt+F5 does nothing here. F1 names the keys." in screen_text(stage.app)
        await pilot.press("f2")
        await stage.settle(pilot)
        assert f"Colour theme: {stage.app.theme}" in screen_text(stage.app)


async def test_word_about_a_key_that_does_nothing_goes_with_the_next_key(tmp_path: Path) -> None:
    stage = Stage(tmp_path, rows=2)
    async with stage.app.run_test(size=(100, 30)) as pilot:
        await stage.settle(pilot)
        await pilot.press("alt+f5", "alt+f6")
        await stage.settle(pilot)
        assert "Alt+F5 does nothing here" not in screen_text(stage.app)
        assert "Alt+F6 does nothing here" in screen_text(stage.app)
        await pilot.press("enter")
        await stage.settle(pilot)
        assert "does nothing here" not in screen_text(stage.app)
