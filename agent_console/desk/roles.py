"""Roles in a team: what an agent, a lead and somebody who only reads may do at a console.

Roles guide, they do not protect: whoever has the mailbox's password can do everything with another
program. Without a team everybody is lead.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from agent_console.errors import ActionRefusedError
from agent_console.i18n import _


class Role(StrEnum):
    """What somebody is in the team; the values are those of the command line and the journal."""

    AGENT = "agent"
    LEAD = "lead"
    READ_ONLY = "read-only"


class Act(StrEnum):
    """What somebody is about to do, as far as it depends on roles."""

    READ = "read"
    WORK = "work"
    """Change a ticket: take it, note something, close it."""

    SEND = "send"
    APPROVE = "approve"
    """Grant a remedy that needs somebody's word."""

    SETTINGS = "settings"
    REPORTS = "reports"
    ROLES = "roles"
    ERASE = "erase"
    """Erase a customer, or what was kept for too long."""


_MAY: Mapping[Role, frozenset[Act]] = {
    Role.READ_ONLY: frozenset({Act.READ}),
    Role.AGENT: frozenset({Act.READ, Act.WORK, Act.SEND}),
    Role.LEAD: frozenset(Act),
}


def may(role: Role, act: Act) -> bool:
    """Tell whether somebody of this role may do this."""
    return act in _MAY[role]


def role_of(agent: str, roles: Mapping[str, str]) -> Role:
    """Return the role of ``agent`` by what the team was told: agent, where nothing was said.

    A role that only a newer program knows is taken for that of an agent.
    """
    told = roles.get(agent, Role.AGENT)
    return Role(told) if told in set(Role) else Role.AGENT


def leads_of(roles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of all leads."""
    return tuple(sorted(name for name, role in roles.items() if role == Role.LEAD))


def need(role: Role, act: Act, leads: tuple[str, ...] = ()) -> None:
    """Raise ActionRefusedError in words unless somebody of this role may do this."""
    if not may(role, act):
        raise ActionRefusedError(_("Role"), refusal_words(role, act), _whom_to_ask(leads))


def role_words(role: Role) -> str:
    """Name a role for a person."""
    return {
        Role.AGENT: _("agent"),
        Role.LEAD: _("lead"),
        Role.READ_ONLY: _("read-only"),
    }[role]


def refusal_words(role: Role, act: Act) -> str:
    """Say why somebody of this role may not do this."""
    if role is Role.READ_ONLY:
        return {
            Act.SEND: _("your role is read-only: nothing is sent from here"),
            Act.WORK: _("your role is read-only: nothing is changed from here"),
        }.get(act, _("your role is read-only"))
    return {
        Act.APPROVE: _("remedies are approved by a lead of the team"),
        Act.SETTINGS: _("settings of the team are changed by a lead"),
        Act.REPORTS: _("reports about the team are for a lead"),
        Act.ROLES: _("roles are given by a lead of the team"),
        Act.ERASE: _("customers are erased by a lead of the team"),
    }.get(act, _("your role does not allow this"))


def _whom_to_ask(leads: tuple[str, ...]) -> str:
    if not leads:
        return _("Ask who set the team up.")
    return _("Ask {names}.").format(names=", ".join(leads))
