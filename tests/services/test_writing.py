"""Forwards, new mails, hidden recipients, files: what is begun, kept, and what its bytes say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from agent_console.desk.mail import Address
from agent_console.desk.refs import normalise_ref
from agent_console.desk.states import OutboxKind
from agent_console.desk.ticket import TicketState
from agent_console.errors import ActionRefusedError, ConsoleError, NotFoundError
from agent_console.mail.fetch import FetchedMail
from agent_console.services.outbox import OutboxService
from agent_console.services.rebuild import rebuild
from agent_console.services.replies import ReplyService
from agent_console.services.writing import signature_block
from agent_console.store.server_notes import keep_size_limit
from tests.services.intake_kit import CONFIG, Bench, answer_to, at, bench, config, raw_mail
from tests.services.test_replies import SIGNED, asked, left, more, read

KIM, LOU = Address("kim@example.org", "Kim Muster"), Address("lou@example.net")
BOSS = Address("boss@example.net", "Boss")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path, config(SIGNED)) as made:
        yield made


@pytest.fixture
def replies(desk: Bench) -> ReplyService:
    return ReplyService(desk.store, desk.config, desk.clock)


def cancel(desk: Bench, number: int) -> None:
    assert OutboxService(desk.store, desk.intake, desk.clock).cancel(number)


def attachments(mail: EmailMessage) -> list[EmailMessage]:
    found = list(mail.iter_attachments())
    assert all(isinstance(part, EmailMessage) for part in found)
    return [part for part in found if isinstance(part, EmailMessage)]


def test_reply_to_all_taken_up_again_as_a_reply_keeps_whom_it_went_to(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, to="help@example.com, Lou <lou@example.net>")
    draft = replies.begin(ref, everyone=True)
    replies.save(ref, "Half")
    again = ReplyService(desk.store, desk.config, desk.clock).begin(ref, everyone=False)
    assert (again.text, again.to, again.cc) == ("Half", draft.to, draft.cc)
    assert [address.email for address in again.cc] == ["lou@example.net"]


def test_kept_reply_taken_up_for_everyone_leaves_nobody_out(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk, to="help@example.com, lou@example.net")
    replies.keep(replace(replies.begin(ref, everyone=False), bcc=(BOSS,)), "Half")
    again = replies.begin(ref, everyone=True)
    assert (again.to, again.cc, again.bcc) == ((KIM,), (LOU,), (BOSS,))


def test_changed_recipients_subject_and_files_are_kept(
    desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    ref = asked(desk)
    (tmp_path / "a.txt").write_text("x")
    draft = replace(replies.begin(ref, everyone=False), cc=(LOU,), subject="Other", html=True)
    draft = replies.attach(draft, tmp_path / "a.txt")
    replies.keep(draft, "Half")
    replies.save(ref, "Half a reply")
    again = replies.begin(ref, everyone=False)
    assert again.head == draft.head
    replies.throw_away(again)
    fresh = replies.begin(ref, everyone=False)
    assert (fresh.cc, fresh.subject, fresh.attachments) == ((), "Re: Help", ())


def test_kept_reply_tells_when_somebody_else_wrote_the_newest_mail(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    replies.begin(ref, everyone=False)
    replies.save(ref, "Half")
    more(desk, 2, -10, "Reply-To: lou@example.net")
    draft = replies.begin(ref, everyone=False)
    assert draft.to == (KIM,)
    assert any("lou@example.net wrote the newest mail" in one for one in draft.warnings)


def test_hidden_recipient_gets_the_mail_and_is_nowhere_in_its_bytes(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    item = replies.queue(replace(replies.begin(ref, everyone=False), bcc=(BOSS,)), "Hello")
    assert item.recipients == ("kim@example.org", "boss@example.net")
    assert "boss" not in read(desk, item).as_string().lower()
    cancel(desk, item.id)
    assert [a.email for a in replies.begin(ref, everyone=False).bcc] == ["boss@example.net"]


def test_mail_taken_back_has_its_recipients_and_files_although_the_file_is_gone(
    desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    ref = asked(desk)
    file = tmp_path / "Rechnung März.pdf"
    file.write_bytes(b"%PDF-1")
    draft = replace(replies.begin(ref, everyone=False), cc=(LOU,), subject="Other")
    item = replies.queue(replies.attach(draft, file), "Hello")
    file.unlink()
    cancel(desk, item.id)
    again = replies.begin(ref, everyone=False)
    assert (again.to, again.cc, again.subject) == ((KIM,), (LOU,), "Other")
    [part] = attachments(read(desk, replies.queue(again, again.text)))
    assert (part.get_filename(), part.get_content()) == ("Rechnung März.pdf", b"%PDF-1")


def test_forward_attaches_the_mail_as_it_came(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk, subject="Re: Order 5/6", text="Where is it?")
    draft = replies.begin_forward(ref)
    assert (draft.to, draft.cc, draft.subject) == ((), (), "Fwd: Order 5/6")
    assert draft.text == "\n\n-- \nAnna\nCompany\n"
    assert replies.problems(draft, draft.text) == ("The mail goes to nobody.",)
    item = replies.queue(replace(draft, to=(LOU,)), draft.text)
    assert item.kind is OutboxKind.FORWARD
    mail = read(desk, item)
    assert mail["In-Reply-To"] is None
    assert mail["References"].split() == [f"<{desk.token(ref)}>", "<q1@example.org>"]
    [part] = attachments(mail)
    assert (part.get_content_type(), part.get_filename()) == ("message/rfc822", "Order 5-6.eml")
    with desk.store.read() as session:
        from agent_console.store import tickets

        source = tickets.raw_source(session, desk.mails(ref)[0].key)
    assert source in mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


def test_forward_as_text_stands_below_its_header_with_its_files(
    desk: Bench, replies: ReplyService
) -> None:
    mixed = raw_mail("q1@example.org", text="x").replace(
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nx\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWhere is it?\r\n"
        b'--b\r\nContent-Type: image/png; name="../a.png"\r\n\r\nPNG\r\n--b--\r\n',
    )
    desk.deliver(mixed)
    (ref,) = desk.refs()
    draft = replies.begin_forward(ref, inline=True)
    head = "-------- Forwarded message --------\nFrom: Kim Muster <kim@example.org>\nDate: 2 March"
    assert head in draft.text
    assert draft.text.endswith("Subject: Help\nTo: help@example.com\n\nWhere is it?\n")
    item = replies.queue(replace(draft, to=(LOU,)), "Please look.\n" + draft.prefilled)
    [part] = attachments(read(desk, item))
    assert (part.get_filename(), part.get_content()) == ("a.png", b"PNG")


def test_forward_is_kept_beside_the_reply(desk: Bench, replies: ReplyService) -> None:
    ref = asked(desk)
    forward = replace(replies.begin_forward(ref), to=(LOU,))
    replies.keep(forward, "Look")
    replies.save(ref, "Dear Kim")
    assert replies.begin_forward(ref).head == forward.head
    assert replies.begin_forward(ref).text == "Look"
    assert replies.begin(ref, everyone=False).text == "Dear Kim"
    item = replies.queue(forward, "Look")
    assert replies.begin_forward(ref).text != "Look"
    assert replies.begin(ref, everyone=False).text == "Dear Kim"
    cancel(desk, item.id)
    again = replies.begin_forward(ref)
    assert (again.text, [a.email for a in again.to]) == ("Look", ["lou@example.net"])
    [part] = attachments(read(desk, replies.queue(again, again.text)))
    assert b"q1@example.org" in part.as_bytes()


def test_forward_of_a_mail_that_is_not_here_whole_is_refused_but_as_text(
    desk: Bench, replies: ReplyService
) -> None:
    raw = raw_mail("q1@example.org")
    desk.bring("INBOX", FetchedMail(1, raw, at(0), frozenset(), len(raw) + 9, complete=False))
    (ref,) = desk.refs()
    with pytest.raises(ActionRefusedError, match="not here whole"):
        replies.begin_forward(ref)
    draft = replies.begin_forward(ref, inline=True)
    assert draft.warnings == ("This mail is not here whole: text or files may be missing.",)
    assert draft.attachments == ()


def test_new_mail_opens_the_ticket_whose_name_it_was_queued_with(
    desk: Bench, replies: ReplyService
) -> None:
    draft = replies.begin_new()
    assert draft.ref == normalise_ref(draft.ref)
    assert draft.text == "\n\n-- \nAnna\nCompany\n"
    draft = replace(draft, to=(KIM,), subject="Your order")
    assert replies.problems(draft, "Hello Kim") == ()
    item = replies.queue(draft, "Hello Kim\n" + draft.prefilled)
    assert (item.kind, item.ticket) == (OutboxKind.NEW, draft.ref)
    assert desk.refs() == (), "there is no ticket before it has left"
    desk.clock.move(timedelta(seconds=11))
    left(desk, item)
    assert desk.refs() == (draft.ref,)
    ticket = desk.only()
    assert (ticket.subject, ticket.customer, ticket.state) == (
        "Your order", KIM, TicketState.WAITING,
    )  # fmt: skip
    rebuild(desk.store, desk.config)
    assert desk.only() == ticket
    desk.deliver(raw_mail("a1@example.org", headers=answer_to(item.message_id)), minutes=5)
    assert desk.refs() == (draft.ref,), "the answer finds it"


def test_new_mail_is_taken_up_again_under_the_same_name(desk: Bench, replies: ReplyService) -> None:
    draft = replace(replies.begin_new(), to=(KIM,), subject="Your order")
    assert replies.begin_new().ref != draft.ref, "nothing was kept"
    replies.keep(draft, "Half")
    again = replies.begin_new()
    assert (again.ref, again.text, again.head) == (draft.ref, "Half", draft.head)
    item = replies.queue(again, "Whole")
    assert replies.begin_new().ref != draft.ref
    cancel(desk, item.id)
    assert (replies.begin_new().ref, replies.begin_new().text) == (draft.ref, "Whole")
    replies.throw_away(replies.begin_new())
    assert replies.begin_new().text == draft.prefilled


def test_scheduled_mail_leaves_then_but_never_before_the_undo_time(
    desk: Bench, replies: ReplyService
) -> None:
    ref = asked(desk)
    later = replies.queue(replies.begin(ref, everyone=False), "Hello", not_before=at(600))
    sooner = replies.queue(replies.begin(ref, everyone=False), "Hello", not_before=at(-600))
    assert later.not_before == at(600)
    assert sooner.not_before == at(0) + timedelta(seconds=10)


def test_receipt_is_asked_for_where_the_mailbox_wants_it(tmp_path: Path) -> None:
    wanted = CONFIG.replace("[mailbox]", '[mailbox]\nsent_copy = "receipt"')
    with bench(tmp_path, config(wanted)) as desk:
        replies = ReplyService(desk.store, desk.config, desk.clock)
        item = replies.queue(replies.begin(asked(desk), everyone=False), "Hello")
        with desk.store.read() as session:
            asked_for = session.connection().exec_driver_sql("SELECT receipt FROM outbox").scalar()
    assert asked_for
    assert item.recipients == ("kim@example.org",)


def test_html_is_written_where_the_settings_want_it(tmp_path: Path) -> None:
    with bench(tmp_path, config(CONFIG + "[sending]\nhtml = true\n")) as desk:
        replies = ReplyService(desk.store, desk.config, desk.clock)
        draft = replies.begin(asked(desk), everyone=False)
        rich, plain = (
            read(desk, replies.queue(one, "Hello"))
            for one in (draft, replace(replies.begin(draft.ref, everyone=False), html=False))
        )
    assert rich.get_content_type() == "multipart/alternative"
    assert plain.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"x", "application/pdf"),
        ("A.DOCX", b"PK\x03\x04",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("mail.eml", b"Subject: x\r\n\r\nx", "message/rfc822"),
        ("scan", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("scan.odd", b"%PDF-1.7", "application/pdf"),
        ("a.tar.gz", b"", "application/gzip"),
        ("a.csv", b"", "text/csv"),
        ("odd", b"odd", "application/octet-stream"),
    ],
)  # fmt: skip
def test_type_of_a_file_is_guessed(
    name: str, content: bytes, kind: str, desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    draft = replies.attach(replies.begin(asked(desk), everyone=False), str(tmp_path / name))
    [file] = draft.attachments
    assert (file.content_type, file.size) == (kind, len(content))


def test_files_are_counted_from_one_and_taken_off_again(
    desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    for name in ("-a\n.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("x")
        draft = replies.attach(draft, tmp_path / name)
    assert [file.name for file in replies.detach(draft, 2).attachments] == ["_-a .txt", "c.txt"]
    for number in (0, 4):
        with pytest.raises(NotFoundError, match="no attachment"):
            replies.detach(draft, number)


@pytest.mark.parametrize("name", ["missing.txt", ""])
def test_what_is_no_file_is_not_attached(
    name: str, desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    with pytest.raises(ConsoleError, match="cannot be attached"):
        replies.attach(draft, tmp_path / name)


def test_file_that_is_gone_when_the_mail_is_queued_keeps_the_draft(
    desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    ref = asked(desk)
    (tmp_path / "a.txt").write_text("x")
    draft = replies.attach(replies.begin(ref, everyone=False), tmp_path / "a.txt")
    replies.keep(draft, "Hello")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ConsoleError, match="cannot be attached"):
        replies.queue(draft, "Hello")
    assert replies.begin(ref, everyone=False).text == "Hello"


def test_files_larger_than_the_mail_server_takes_are_told(
    desk: Bench, replies: ReplyService, tmp_path: Path
) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    with desk.store.write(durable=False) as session:
        keep_size_limit(session, draft.sender, 1_000_000)
    file = tmp_path / "plan.bin"
    file.write_bytes(bytes(800_000))
    assert replies.problems(replies.attach(draft, file), "Hello") == (
        "The attachments take 1.1 MB in the mail; your mail server takes 1.0 MB.",
    )


def test_large_and_empty_files_are_told(desk: Bench, replies: ReplyService, tmp_path: Path) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(14_600_000)
    (tmp_path / "empty.txt").touch()
    assert replies.problems(replies.attach(draft, large), "Hello") == ()
    with large.open("ab") as file:
        file.truncate(14_700_000)
    draft = replies.attach(replies.attach(draft, large), tmp_path / "empty.txt")
    assert replies.problems(draft, "Anbei die Datei") == (
        "empty.txt is empty.",
        "The attachments take 20.1 MB in the mail; many servers refuse that.",
    )
    with large.open("ab") as file:
        file.truncate(100_000_001)
    with pytest.raises(ConsoleError, match=r"too large to send, 100\.0 MB"):
        replies.attach(draft, large)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("kim@Example.ORG", (Address("kim@example.org"),)),
        ("Kim Muster <kim@example.org>, lou@example.net;", (KIM, LOU)),
        ('"Muster, Kim \\"K\\"" <kim@example.org>', (Address(KIM.email, 'Muster, Kim "K"'),)),
        ("lou@example.net\nLOU@example.net", (LOU,)),
        ("<lou@example.net>", (LOU,)),
        ("Jürgen <jürgen@müller.example>", (Address("jürgen@müller.example", "Jürgen"),)),
    ],
)
def test_typed_recipients_are_understood(
    typed: str, found: tuple[Address, ...], replies: ReplyService
) -> None:
    assert replies.address(typed) == found


@pytest.mark.parametrize("typed", ["kim", "Kim <kim>", "kim@b.example x", "a@b.example <", '"'])
def test_typed_text_that_is_no_address_is_refused(typed: str, replies: ReplyService) -> None:
    with pytest.raises(ConsoleError, match="not a usable e-mail address"):
        replies.address(typed)


def test_doubtful_recipients_are_told(desk: Bench, replies: ReplyService) -> None:
    draft = replies.begin(asked(desk), everyone=False)
    us, bad = Address("Service@example.com"), Address("kim@")
    assert replies.problems(replace(draft, cc=(us,), bcc=(bad,)), "Hello") == (
        "Service@example.com is our own address.",
        "“kim@” is not a usable e-mail address.",
    )


@pytest.mark.parametrize(
    ("agent", "team", "lines"),
    [
        ("", " \n", []),
        ("Anna", "", ["-- ", "Anna", ""]),
        ("", "Shop\nBerlin", ["-- ", "Shop", "Berlin", ""]),
        ("Anna\n", "Shop", ["-- ", "Anna", "", "Shop", ""]),
        ("-- \nAnna", "--\nShop", ["-- ", "Anna", "", "Shop", ""]),
        ("--", "", []),
    ],
)
def test_signature_stands_below_one_mark(agent: str, team: str, lines: list[str]) -> None:
    assert signature_block(agent, team) == lines
