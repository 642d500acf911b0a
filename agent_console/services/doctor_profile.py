"""What follows from a mailbox's measured servers, and which settings suit them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agent_console.config import MailboxConfig
from agent_console.i18n import _
from agent_console.services.findings import Finding, good, note
from agent_console.services.server_profile import ServerProfile, profile_of


def look_at_profile(state_dir: Path, mailbox: MailboxConfig) -> Iterator[Finding]:
    """Yield what is kept about the servers, and the settings that would suit them better."""
    profile = profile_of(state_dir, mailbox)
    what = _("Server profile")
    if profile.measured is None:
        hint = _("`agent-console doctor --full` measures them; careful values are used until then.")
        yield good(what, _("the servers were not measured yet"), hint)
        return
    yield good(what, _words(profile))
    yield from _settings(profile, mailbox)


def _words(profile: ServerProfile) -> str:
    moment = profile.measured
    lines = [
        _("measured on {day:%Y-%m-%d}").format(day=moment) if moment else "",
        _("copies of sent mails: sent_copy = {value}").format(value=profile.sent_copy or "?"),
        _("wait before an order of mails counts: {ms} ms").format(ms=profile.settle_ms),
        _("one IDLE lasts {seconds} s").format(seconds=profile.idle_seconds),
        _("connections at a time: {n}").format(n=profile.connections),
    ]
    return "; ".join(line for line in lines if line)


def _settings(profile: ServerProfile, mailbox: MailboxConfig) -> Iterator[Finding]:
    suits, chosen = profile.sent_copy, mailbox.sent_copy
    # A receipt is a choice of the team's, and works wherever the program files copies itself.
    fits = suits is None or chosen == suits or (chosen, suits) == ("receipt", "append")
    if not fits:
        words = _("sent_copy is {chosen}, but {suits} suits this server")
        words = words.format(chosen=chosen, suits=suits)
        why = (
            _("every sent mail would lie in the sent folder twice")
            if suits == "server"
            else _("the server files no copies by itself")
        )
        hint = _('{why}: write sent_copy = "{suits}" into [mailbox].')
        yield note(_("Setting"), words, hint.format(why=why, suits=suits))
