"""The selected ticket copied, printed, or given to a command of the agent's own machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agent_console.desk.listing import QueueRow
from agent_console.i18n import _
from agent_console.screens import words
from agent_console.screens.session import Tone

if TYPE_CHECKING:
    from agent_console.desk.views import TimelineEntry
    from agent_console.screens.ports import DeskPort
    from agent_console.screens.verbs import VerbScreen
    from agent_console.screens.widgets.line_prompt import LinePrompt
    from agent_console.screens.widgets.pick_panel import Pick
    from agent_console.services.piping import Piped

_PIPE, _PIPE_MAIL = "pipe", "pipe mail"


def pipe(screen: VerbScreen, row: QueueRow) -> None:
    """Ask for a command that gets the ticket as plain text."""
    _ask_command(screen, _("Give #{ref} to which command?"), _PIPE, row.ref, row.ref)


def pipe_mail(screen: VerbScreen, row: QueueRow) -> None:
    """Ask for a command that gets the current mail as it came."""
    from agent_console.screens.ticket import MAILS

    entry = _entry(screen)
    if entry is None or entry.kind not in MAILS:
        screen.say(_("Only a mail has headers: go to one with j and k."))
        return
    _ask_command(
        screen, _("Give the mail of #{ref} to which command?"), _PIPE_MAIL, row.ref, entry.key
    )


def _ask_command(screen: VerbScreen, question: str, name: str, ref: str, about: str) -> None:
    from agent_console.screens.widgets.line_prompt import LinePrompt

    if screen.asks:
        return
    last = screen.session.commands[-1] if screen.session.commands else ""
    text = question.format(ref=words.line(ref))
    screen.open_panel(LinePrompt(screen.session, text, name=name, about=about, value=last))


def entered(screen: VerbScreen, event: LinePrompt.Entered) -> bool:
    """Run the command that was typed; False for another question's answer."""
    if event.prompt.name not in (_PIPE, _PIPE_MAIL):
        return False
    about, command = event.prompt.about, event.text
    commands = screen.session.commands
    if command in commands:
        commands.remove(command)
    commands.append(command)
    raw = event.prompt.name == _PIPE_MAIL

    def work(desk: DeskPort) -> Piped:
        from agent_console.services.piping import pipe as run

        return run(command, _content(desk, about, raw=raw))

    screen.ask("ticket: pipe", work, lambda done: _tell(screen, done), group="pipe")
    return True


def _content(desk: DeskPort, about: str, *, raw: bool) -> bytes:
    from agent_console.services.piping import plain_ticket

    text = desk.tickets.source(about) if raw else plain_ticket(desk.tickets.view(about))
    return text.encode("utf-8", "replace")


def _tell(screen: VerbScreen, done: Piped) -> None:
    said = " │ ".join(words.line(line) for line in done.lines) or _("it printed nothing")
    if done.code:
        text = _("The command ended with {code}: {said}").format(code=done.code, said=said)
        screen.say(text, tone=Tone.WARNING)
    else:
        screen.say(said)


def print_ticket(screen: VerbScreen, row: QueueRow) -> None:
    """Print the ticket with the command of the settings."""
    ref = row.ref

    def work(desk: DeskPort) -> Piped:
        from agent_console.services.piping import pipe as run

        return run(desk.config.tools.print, _content(desk, ref, raw=False))

    def told(done: Piped) -> None:
        if done.code:
            _tell(screen, done)
        else:
            screen.say(_("#{ref} is being printed").format(ref=words.line(ref)))

    screen.ask("ticket: print", work, told, group="pipe")


def copy(screen: VerbScreen, row: QueueRow) -> None:
    """Ask what is copied: ref, address, and of the current mail its text and links."""
    from agent_console.screens.widgets.pick_panel import Pick, PickPanel

    texts = [row.ref, row.customer_email, row.subject]
    picks = [
        Pick("0", _("Ref: {text}").format(text=words.line(row.ref)), current=True),
        Pick("1", _("Address: {text}").format(text=words.line(row.customer_email))),
        Pick("2", _("Subject: {text}").format(text=words.line(row.subject))),
    ]
    entry = _entry(screen)
    if entry is not None:
        texts.append(entry.text)
        picks.append(Pick("3", _("Text of this entry: {text}").format(text=_start(entry.text))))
        for link in entry.links:
            picks.append(_link(len(texts), link.target))
            texts.append(link.target)
    panel = PickPanel(
        screen, _("Copy what?"), lambda value: to_clipboard(screen, texts[int(value)])
    )
    panel.offer(picks)
    screen.open_panel(panel)


def _link(number: int, target: str) -> Pick:
    from agent_console.screens.widgets.pick_panel import Pick

    return Pick(str(number), _("Link: {text}").format(text=words.line(target)))


def _start(text: str) -> str:
    return words.line(text.strip().split("\n", maxsplit=1)[0])


def _entry(screen: VerbScreen) -> TimelineEntry | None:
    from agent_console.screens.ticket import TicketScreen

    return screen.timeline.entry if isinstance(screen, TicketScreen) else None


def to_clipboard(screen: VerbScreen, text: str) -> None:
    """Put a text into the clipboard of the terminal; what is too long for most is refused."""
    from agent_console.desk.text import to_screen
    from agent_console.screens.clipboard import LONGEST, passed_on
    from agent_console.screens.guarded import GuardedApp

    plain = to_screen(text)
    if len(plain.encode()) > LONGEST:
        screen.say(_("This is too long for the clipboard of a terminal."), tone=Tone.WARNING)
        return
    app = screen.app
    app.copy_to_clipboard(plain)
    if isinstance(app, GuardedApp):
        app.to_terminal(passed_on(plain, os.environ))
    screen.say(_("Copied: {text}").format(text=_start(plain)))
