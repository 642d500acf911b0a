"""Signing in to a sending server with a token."""

from __future__ import annotations

import asyncio

import aiosmtplib

from agent_console.errors import MailError, SignInError
from agent_console.i18n import _
from agent_console.mail.tokens import LiveToken
from agent_console.mail.wire import server_words
from agent_console.mail.xoauth2 import not_offered, token_refused, xoauth2_answer

_FIRST_REFUSAL = 500


async def sign_in_by_token(client: aiosmtplib.SMTP, user: str, secret: LiveToken) -> str:
    """Sign in by XOAUTH2, asking the server once; return "" or why it is to be tried later.

    A token that the server refuses may have become too old: it is renewed for the next attempt.
    Raises SignInError when the one renewed for that reason is refused, too, or a person must sign
    in again; aiosmtplib's errors for everything that says nothing about the token.
    """
    try:
        token = await asyncio.to_thread(secret.get_secret_value)
    except SignInError:
        raise
    except MailError as error:
        return error.message
    if "xoauth2" not in client.server_auth_methods:
        return not_offered().message
    xoauth2_answer(user, token)  # what would end the line raises here
    try:
        await client.auth_xoauth2(user, token)
    except aiosmtplib.SMTPAuthenticationError as error:
        if error.code < _FIRST_REFUSAL:
            raise
        answer = f"{error.code} {server_words(error.message)}"
        if not secret.refused(token):
            raise token_refused(user, answer) from None
        return _(
            "the mail server refused the token, a new one is taken next time: {answer}"
        ).format(answer=answer)
    secret.accepted(token)
    return ""
