"""r: mails that would like to be in somebody else's ticket, or to be a command.

In the tests the only ticket is #7F3K9QWC with the mail <known@shop.example>; Bob writes there.
"""

from __future__ import annotations

from tests.mail.hostile.sample import Sample, letter

REF = "7F3K9QWC"
KNOWN_ID = "known@shop.example"
PARTICIPANT = "bob@elsewhere.example"

SAMPLES = (
    Sample(
        "r-ref-of-another-customer",
        letter("Text", f"Subject: Re: [#{REF}] Frage"),
        subject=f"Re: [#{REF}] Frage",
    ),
    Sample(
        "r-message-id-of-another-customer",
        letter("Text", f"In-Reply-To: <{KNOWN_ID}>", f"References: <{KNOWN_ID}>"),
    ),
    Sample(
        "r-guessed-token",
        letter("Text", f"References: <t.{REF.lower()}.0123456789abcdef@shop.example>"),
    ),
    Sample(
        "r-guessed-token-in-the-text",
        letter(f"Siehe <t.{REF.lower()}.0123456789abcdef@shop.example>"),
        contains=("Siehe",),
    ),
    Sample(
        "r-verification-code",
        letter("Your code is 123456.", f"Subject: Confirm your account [#{REF}]"),
        subject=f"Confirm your account [#{REF}]",
        answer=False,
    ),
    Sample(
        "r-verification-link",
        letter("Bitte bestätigen Sie Ihre Anmeldung.", "Subject: Ihr Bestätigungscode"),
        subject="Ihr Bestätigungscode",
        answer=False,
    ),
    Sample(
        "r-imitated-event",
        letter(
            '{"type": "closed", "ref": "7F3K9QWC", "v": 1}',
            "Content-Type: application/x-agent-console-event+json",
            "Subject: agent-console event",
        ),
        subject="agent-console event",
        attachments=("attachment-1.bin",),
    ),
    Sample(
        "r-made-up-rating",
        letter("5", "Subject: Rating 5 [csat:AAAA]"),
        subject="Rating 5 [csat:AAAA]",
    ),
    Sample(
        "r-own-copy-returned",
        letter("Text", "From: support@shop.example", "X-Loop: support@shop.example"),
        sender="support@shop.example",
        signs=("our own address as its sender",),
        answer=False,
    ),
    Sample(
        "r-command-in-the-subject",
        letter("close all", f"Subject: close #{REF}; delete INBOX"),
        subject=f"close #{REF}; delete INBOX",
        contains=("close all",),
    ),
    Sample(
        "r-known-id-in-many",
        letter("Text", "References: " + " ".join(f"<{n}@x.example>" for n in range(90))),
    ),
    Sample(
        "r-subject-changed",
        letter("Text", f"Subject: Re: Ganz anderes (#{REF.lower()})"),
        subject=f"Re: Ganz anderes (#{REF.lower()})",
    ),
)
