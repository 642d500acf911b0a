"""Signs that a mail may not come from whom it seems to, in words for the agent.

Nothing here proves or forbids anything: a sign says what to look at before answering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent_console.desk import marks
from agent_console.desk.mail import Address, Mail
from agent_console.desk.text import shorten
from agent_console.i18n import _
from agent_console.mail.auth_results import AuthResults, Verdict, auth_results
from agent_console.mail.domains import (
    ascii_form,
    house,
    imitates_ascii,
    is_near,
    mixes_alphabets,
    readable,
    skeleton,
)

_ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
_LEAST_LETTERS = 4
_MAX_REPLY_TO = 3
_SHOWN = 80


def signs(mail: Mail, own: frozenset[str], authserv_id: str) -> tuple[str, ...]:
    """Return what speaks against the sender of ``mail``, empty for an ordinary one.

    ``own`` are our addresses in lower case; ``authserv_id`` is the name under which our mail server
    writes Authentication-Results, empty when it writes none (RFC 8601).
    """
    results = auth_results(mail, authserv_id)
    return tuple(_signs(mail, own, results))


def _signs(mail: Mail, own: frozenset[str], results: AuthResults) -> Iterator[str]:
    yield from _unclear_sender(mail)
    sender = mail.sender
    if sender is not None and not mail.sender_ambiguous:
        yield from _name_of_another(sender)
        if _plain(sender.email) in own:
            if results.dmarc is not Verdict.PASSED:
                yield _("It names our own address as its sender; nothing proves that we sent it.")
        else:
            yield from _odd_domain(sender, own)
            yield from _answers_elsewhere(mail, sender, own)
    if results.dmarc is Verdict.FAILED:
        yield _("The sender's domain says that this mail is not genuine (DMARC: fail).")


def _unclear_sender(mail: Mail) -> Iterator[str]:
    fields = mail.header_values("from")
    if len(fields) > 1:
        yield _("It names more than one sender.")
        return
    written = shorten(fields[0] if fields else "", _SHOWN)
    if mail.sender is None:
        if written and not marks.from_daemon(mail):
            yield _("Its sender has no usable address: {written}").format(written=written)
    elif mail.sender_ambiguous and (not written or "<>" in written.replace(" ", "")):
        yield _("It names no sender; answers would go to {address}.").format(
            address=mail.sender.email
        )
    elif mail.sender_ambiguous:
        yield _("Its sender can be read in different ways: {written}").format(written=written)


def _plain(email: str) -> str:
    """Return an address in lower case, without what stands behind a plus sign."""
    local, _at, domain = email.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _name_of_another(sender: Address) -> Iterator[str]:
    shown = _ADDRESS.search(sender.name)
    if shown is None or _plain(shown.group()) == _plain(sender.email):
        return
    yield _("The name shows the address {shown}, but the mail comes from {real}.").format(
        shown=shown.group(), real=sender.email
    )


def _odd_domain(sender: Address, own: frozenset[str]) -> Iterator[str]:
    """Yield at most one sign: the worst that can be said of the sender's domain."""
    domain = sender.email.rpartition("@")[2]
    shown = readable(domain)
    both = shown if shown.isascii() else f"{shown} ({ascii_form(shown)})"
    ours = {address.rpartition("@")[2] for address in own}
    if house(domain) in {house(one) for one in ours}:
        return
    twin = next((one for one in sorted(ours) if _imitates(shown, one)), "")
    if twin:
        yield _("The sender's domain {domain} is not ours, but looks like {ours}.").format(
            domain=both, ours=twin
        )
    elif mixes_alphabets(shown):
        yield _("The sender's domain mixes letters of several alphabets: {domain}").format(
            domain=both
        )
    elif imitates_ascii(shown):
        yield _("The sender's domain {domain} looks like {other}.").format(
            domain=both, other=skeleton(shown)
        )


def _imitates(domain: str, ours: str) -> bool:
    theirs, own = house(domain), house(ours)
    if skeleton(theirs) == skeleton(own):
        return True
    dotted, own_dotted = domain.replace("-", "."), own.replace("-", ".")
    if dotted == own_dotted or f".{own_dotted}." in f".{dotted}":
        return True
    long_enough = len(own.partition(".")[0]) >= _LEAST_LETTERS
    return long_enough and is_near(skeleton(theirs), skeleton(own))


def _answers_elsewhere(mail: Mail, sender: Address, own: frozenset[str]) -> Iterator[str]:
    home = house(sender.email.rpartition("@")[2])
    for address in mail.reply_to[:_MAX_REPLY_TO]:
        if _plain(address.email) in own:
            yield _("Answers would come back to our own address {address}.").format(
                address=address.email
            )
        elif house(address.email.rpartition("@")[2]) != home:
            yield _("Answers would go to {address}, not to the sender {sender}.").format(
                address=address.email, sender=sender.email
            )
