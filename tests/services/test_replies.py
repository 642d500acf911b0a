"""Writing to the customer: whom it goes to, what speaks against it, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from agent_console.desk.views import OutboxItem, OutboxState
from agent_console.errors import ActionRefusedError, NotFoundError, StoreError
from agent_console.services.outbox import OutboxService
from agent_console.services.replies import ReplyService, own_words
from agent_console.services.sent import record_sent
from agent_console.store import drafts
from agent_console.store import outbox as stored
from tests.services.intake_kit import CONFIG, Bench, answer_to, at, bench, config, raw_mail

QUESTION = "q1@example.org"
SIGNED = CONFIG.replace('name = "Anna"', 'name = "Anna"\nsignature = "Anna\\nCompany"')


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path, config(SIGNED)) as made:
        yield made


@pytest.fixture
def replies(desk: Bench) -> ReplyService:
    return ReplyService(desk.store, desk.config, desk.clock)


def asked(desk: Bench, **how: object) -> str:
    """Let a customer ask; return the ticket's ref."""
    desk.deliver(raw_mail(QUESTION, **how), minutes=-60)  # type: ignore[arg-type]  # keywords of raw_mail
    (ref,) = desk.refs()
    return ref


def more(desk: Bench, number: int, minutes: float, *headers: str, text: str = "More") -> None:
    name = f"q{number}@example.org"
    desk.deliver(
        raw_mail(name, headers=(*answer_to(QUESTION), *headers), text=text), minutes=minutes
    )


def read(desk: Bench, item: OutboxItem) -> EmailMessage:
    with desk.store.read() as session:
        raw = stored.letter(session, item.id).raw
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def kept(desk: Bench, ref: str) -> str:
    with desk.store.read() as session:
        return drafts.load(session, ref, "reply")


def left(desk: Bench, item: OutboxItem) -> None:
    """Let a queued reply leave at the time the clock shows."""
    now = desk.clock.now()
    with desk.store.write(durable=True) as session:
        for before, after in (
            (OutboxState.QUEUED, OutboxState.SENDING),
            (OutboxState.SENDING, OutboxState.SENT),
        ):
            assert stored.set_state(session, item.id, expected=before, state=after, now=now)
        record_sent(session, desk.intake, item, now)


def test_reply_goes_to_the_sender_and_begins_with_signature_and_quote(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, to="help@example.com, Lou <lou@example.net>", text="Where is it?\nHello")
    draft = replies.begin(ref, everyone=False)
    assert [address.email for address in draft.to] == ["kim@example.org"]
    assert draft.cc == ()
    assert draft.subject == "Re: Help"
    assert draft.text == draft.prefilled
    assert "\n-- \nAnna\nCompany\n" in draft.text
    assert "Kim Muster wrote:\n> Where is it?\n> Hello" in draft.text
    assert draft.warnings == ()


def test_reply_to_all_leaves_our_own_addresses_out(desk: Bench, replies: ReplyService) -> None:
    people = "Help@Example.com, lou@example.net, service@example.com"
    ref = asked(desk, to=people, headers=("Cc: kim@example.org, mo@example.net, HELP@example.com",))
    draft = replies.begin(ref, everyone=True)
    assert [address.email for address in draft.to] == ["kim@example.org"]
    assert [address.email for address in draft.cc] == ["lou@example.net", "mo@example.net"]


def test_reply_answers_the_newest_mail_of_a_person(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    more(desk, 2, -50, "From: lou@example.net", text="Second")
    more(desk, 3, -40, "Auto-Submitted: auto-replied", text="I am away")
    draft = replies.begin(ref, everyone=False)
    assert draft.in_reply_to == "q2@example.org"
    assert "> Second" in draft.text
    assert draft.seen == at(-40)


def test_reply_goes_to_reply_to_and_says_so_when_that_is_another_domain(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, headers=("Reply-To: kim@elsewhere.example",))
    draft = replies.begin(ref, everyone=False)
    assert [address.email for address in draft.to] == ["kim@elsewhere.example"]
    (warning,) = draft.warnings
    assert "kim@elsewhere.example" in warning
    assert "kim@example.org" in warning


def test_reply_to_a_form_of_our_own_site_goes_to_the_customer(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, sender="Form <help@example.com>", headers=("Reply-To: kim@example.org",))
    draft = replies.begin(ref, everyone=False)
    assert [address.email for address in draft.to] == ["kim@example.org"]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"sender": "no-reply@shop.example"}, "reads no answers"),
        ({"headers": ("List-Id: <users.example.org>",)}, "mailing list"),
    ],
)
def test_reply_that_reaches_nobody_or_many_is_warned_of(
    how: dict[str, object], words: str, desk: Bench, replies: ReplyService
) -> None:
    draft = replies.begin(asked(desk, **how), everyone=False)
    assert any(words in warning for warning in draft.warnings)


def test_reply_without_an_address_is_refused(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk, sender="help@example.com", to="service@example.com")
    with pytest.raises(ActionRefusedError, match="no address"):
        replies.begin(ref, everyone=False)


def test_reply_to_an_unknown_ticket_is_refused(replies: ReplyService) -> None:
    with pytest.raises(NotFoundError):
        replies.begin("00000000", everyone=False)


def test_draft_is_kept_until_it_is_thrown_away(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    replies.save(ref, "Half a\nreply")
    assert replies.begin(ref, everyone=False).text == "Half a\nreply"
    replies.discard(ref)
    again = replies.begin(ref, everyone=False)
    assert again.text == again.prefilled


def test_problems_of_a_good_reply_are_none(desk: Bench, replies: ReplyService) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    assert replies.problems(draft, "It comes tomorrow.\n" + draft.prefilled) == ()


def test_reply_of_prefilled_text_only_is_empty(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    draft = replies.begin(ref, everyone=False)
    assert replies.problems(draft, draft.text) == ("The reply is empty.",)
    with pytest.raises(ActionRefusedError, match="the reply is empty"):
        replies.queue(draft, draft.text)
    with desk.store.read() as session:
        assert stored.items(session) == ()


def test_draft_with_the_quote_of_an_older_mail_only_is_empty(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, text="See the attachment")
    replies.save(ref, replies.begin(ref, everyone=False).text)
    more(desk, 2, -10)
    draft = replies.begin(ref, everyone=False)
    assert "> See the attachment" in draft.text
    assert draft.text != draft.prefilled
    assert replies.problems(draft, draft.text) == ("The reply is empty.",)


@pytest.mark.parametrize(
    "words",
    [
        "anbei die Rechnung",
        "Im Anhang finden Sie sie.",
        "siehe Anhang",
        "die angehängte Datei",
        "die angeha\u0308ngte Datei",
        "ist beigefuegt",
        "in der Anlage",
        "I attach the invoice",
        "see the ATTACHMENTS",
        "Please find enclosed",
    ],
)
def test_promised_attachment_is_missed_in_our_own_words(
    words: str, desk: Bench, replies: ReplyService
) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    (problem,) = replies.problems(draft, f"{words}\n{draft.prefilled}")
    assert "attachment" in problem


@pytest.mark.parametrize("words", ["Das hängt davon ab.", "Unsere Anlage steht.", "Detached."])
def test_other_words_promise_no_attachment(words: str, desk: Bench, replies: ReplyService) -> None:
    draft = replies.begin(asked(desk, text="See the attachment, anbei"), everyone=False)
    assert replies.problems(draft, f"{words}\n{draft.prefilled}") == ()


def test_mail_that_came_meanwhile_is_told(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    draft = replies.begin(ref, everyone=False)
    more(desk, 2, -90)
    (problem,) = replies.problems(draft, "Hello")
    assert "1 new mail" in problem, "although its date is older than what was seen"
    more(desk, 3, 1)
    (problem,) = replies.problems(draft, "Hello")
    assert "2 new mails" in problem


def test_automatic_mail_that_came_meanwhile_is_no_news(desk: Bench, replies: ReplyService) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    more(desk, 2, 1, "Auto-Submitted: auto-replied")
    assert replies.problems(draft, "Hello") == ()


def test_answer_given_meanwhile_is_told_while_it_waits_and_when_it_has_left(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    mine, theirs = (replies.begin(ref, everyone=False) for _agent in range(2))
    item = replies.queue(theirs, "Answered")
    assert replies.problems(mine, "Hello") == ("Meanwhile somebody answered this ticket.",)
    desk.clock.move(timedelta(seconds=11))
    left(desk, item)
    assert replies.problems(mine, "Hello") == ("Meanwhile somebody answered this ticket.",)


def test_answer_taken_back_meanwhile_is_no_news(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    mine, theirs = (replies.begin(ref, everyone=False) for _agent in range(2))
    item = replies.queue(theirs, "Answered")
    assert OutboxService(desk.store, desk.intake, desk.clock).cancel(item.id)
    assert replies.problems(mine, "Hello") == ()


def test_our_own_earlier_answer_is_no_news(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    item = replies.queue(replies.begin(ref, everyone=False), "First")
    waiting = replies.begin(ref, everyone=False)
    desk.clock.move(timedelta(seconds=11))
    left(desk, item)
    assert replies.problems(waiting, "Second") == ()
    assert replies.problems(replies.begin(ref, everyone=False), "Third") == ()


def test_queued_reply_is_complete_on_the_disk(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk, headers=("References: <old@example.org>",))
    replies.save(ref, "Half")
    draft = replies.begin(ref, everyone=False)
    item = replies.queue(draft, "Grüße, größer als gedacht.\n" + draft.prefilled)
    assert (item.state, item.not_before) == (OutboxState.QUEUED, at(0) + timedelta(seconds=10))
    assert item.recipients == ("kim@example.org",)
    assert item.sender == "help@example.com"
    mail = read(desk, item)
    assert mail["From"] == "Anna <help@example.com>"
    assert mail["To"] == "Kim Muster <kim@example.org>"
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Re: Help"
    assert mail["Message-ID"] == f"<{item.message_id}>"
    assert mail["In-Reply-To"] == f"<{QUESTION}>"
    token = f"<{desk.token(ref)}>"
    assert mail["References"].split() == [token, "<old@example.org>", f"<{QUESTION}>"]
    assert mail["Date"].datetime == at(0)
    assert "größer als gedacht." in mail.get_content()
    assert kept(desk, ref) == ""
    with desk.store.read() as session:
        assert stored.letter(session, item.id).seen == at(-60)


def test_draft_queued_twice_leaves_once(desk: Bench, replies: ReplyService) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    first = replies.queue(draft, "Hello")
    assert replies.queue(draft, "Hello") == first
    with desk.store.read() as session:
        assert len(stored.items(session)) == 1


def test_reply_taken_back_is_the_draft_again_and_leaves_under_a_new_name(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    draft = replies.begin(ref, everyone=False)
    item = replies.queue(draft, "Hello")
    OutboxService(desk.store, desk.intake, desk.clock).cancel(item.id)
    with pytest.raises(ActionRefusedError, match="taken back"):
        replies.queue(draft, "Hello")
    again = replies.begin(ref, everyone=False)
    assert again.text == "Hello"
    assert replies.queue(again, again.text).message_id != item.message_id


def test_reply_to_a_ticket_whose_answer_waits_already_is_warned_of(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    first = replies.begin(ref, everyone=False)
    assert first.warnings == ()
    monday = desk.clock.now() + timedelta(days=3)
    item = replies.queue(first, "Hello", not_before=monday)
    local = monday.astimezone(ZoneInfo(desk.config.calendar.zone))
    until = f"A reply to this ticket waits in the outbox until {local:%a %H:%M}."
    assert replies.begin(ref, everyone=False).warnings == (until,)
    assert replies.begin_forward(ref).warnings == ()
    states = (OutboxState.HELD, OutboxState.DEFERRED, OutboxState.SENDING, OutboxState.CANCELLED)
    told = [_in_state(desk, item, state, replies) for state in states]
    assert [len(warnings) for warnings in told] == [1, 1, 0, 0]
    assert "held back" in told[0][0]
    assert "tried again at" in told[1][0]


def _in_state(
    desk: Bench, item: OutboxItem, state: OutboxState, replies: ReplyService
) -> tuple[str, ...]:
    """Return the warnings of a reply that is begun while another stands at ``state``."""
    now = desk.clock.now()
    with desk.store.write(durable=True) as session:
        stored.set_state(
            session,
            item.id,
            expected=stored.need(session, item.id).state,
            state=state,
            now=now,
            next_try=now + timedelta(hours=1),
        )
    return replies.begin(item.ticket, everyone=False).warnings


def test_reply_that_the_full_disk_refuses_stays_a_draft(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    replies.save(ref, "What I wrote")
    draft = replies.begin(ref, everyone=False)
    with desk.store.write(durable=True) as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError):
        replies.queue(draft, "What I wrote\n" + "and much more that fits on no page\n" * 20_000)
    assert kept(desk, ref) == "What I wrote"
    with desk.store.read() as session:
        assert stored.items(session) == ()
    with desk.store.write(durable=True) as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages + 1000}")
    assert replies.queue(draft, "What I wrote").state is OutboxState.QUEUED


@pytest.mark.parametrize("text", ["", "\n", "> quote", "> "])
def test_own_words_of_an_empty_text_are_none(text: str) -> None:
    assert own_words(text, "") == ""


def test_own_words_are_found_between_quotes_and_below_the_signature() -> None:
    prefilled = "\n\n-- \nAnna\n\nKim wrote:\n> one\n> two\n"
    text = "First\n\n-- \nAnna\nBelow the name\n\nKim wrote:\n> one\nBetween\n> two\nLast\n"
    assert own_words(text, prefilled) == "First\nBelow the name\nBetween\nLast"


def test_reply_goes_to_all_who_got_the_mail_unless_told_otherwise(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, headers=("Cc: Lou <lou@example.net>, HELP@example.com",))
    assert [a.email for a in replies.begin(ref, everyone=None).cc] == ["lou@example.net"]
    assert replies.begin(ref, everyone=False).cc == ()
    draft = replies.begin(ref, everyone=False)
    replies.keep(draft, "Half a reply")
    assert replies.begin(ref, everyone=None).cc == (), "who was taken off stays off"


def test_reply_to_a_list_goes_to_the_writer_alone_unless_told_otherwise(
    desk: Bench, replies: ReplyService
) -> None:
    how = ("List-Id: <users.example.org>", "Cc: users@example.org")
    ref = asked(desk, headers=how)
    assert replies.begin(ref, everyone=None).cc == ()
    assert [a.email for a in replies.begin(ref, everyone=True).cc] == ["users@example.org"]


def test_long_mail_is_quoted_in_its_beginning(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk, text="\n".join(f"line {n}" for n in range(200)))
    quoted = [line for line in replies.begin(ref, everyone=None).text.split("\n") if ">" in line]
    assert quoted[0] == "> line 0"
    assert quoted[-2:] == ["> line 59", "> […]"]
    assert len(quoted) == 61
