"""What each role may do, and what is said to who may not."""

from __future__ import annotations

import pytest

from agent_console.desk.roles import Act, Role, leads_of, may, need, refusal_words, role_of
from agent_console.errors import ActionRefusedError

ALLOWED = {
    Role.READ_ONLY: {Act.READ},
    Role.AGENT: {Act.READ, Act.WORK, Act.SEND},
    Role.LEAD: set(Act),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_role_may_do_what_is_its_own(role: Role, act: Act) -> None:
    assert may(role, act) is (act in ALLOWED[role])


@pytest.mark.parametrize("role", [Role.AGENT, Role.READ_ONLY])
@pytest.mark.parametrize("act", [Act.APPROVE, Act.SETTINGS, Act.REPORTS, Act.ROLES])
def test_refusal_names_whom_to_ask(role: Role, act: Act) -> None:
    with pytest.raises(ActionRefusedError) as refused:
        need(role, act, ("Anna", "Bert"))
    assert refused.value.message == refusal_words(role, act)
    assert refused.value.hint == "Ask Anna, Bert."


def test_refusal_without_a_lead_says_whom_to_ask_all_the_same() -> None:
    with pytest.raises(ActionRefusedError) as refused:
        need(Role.READ_ONLY, Act.SEND)
    assert "nothing is sent" in refused.value.message
    assert refused.value.hint


def test_role_that_nobody_gave_or_understands_is_that_of_an_agent() -> None:
    told = {"Anna": "lead", "Bert": "read-only", "Carl": "emperor"}
    assert role_of("Anna", told) is Role.LEAD
    assert role_of("Bert", told) is Role.READ_ONLY
    assert role_of("Carl", told) is Role.AGENT
    assert role_of("Dora", told) is Role.AGENT
    assert leads_of(told) == ("Anna",)
