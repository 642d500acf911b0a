from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_console.desk.mail import Address
from agent_console.errors import ConsoleError
from agent_console.mail.folding import (
    encoded_addresses,
    encoded_text,
    id_list,
    new_part,
    parameter,
)
from agent_console.mail.outbound import ascii_domain, is_wire_id, one_line, wire_address

GERMAN = ["Überlänge", "größer", "Straße", "Änderung", "für", "Kündigung", "Nr.", "4711", ""]
OUTLOOK = "AM0PR04MB" + "7" * 62 + "@AM0PR04MB4711.eurprd04.prod.outlook.com"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
german_texts = st.lists(st.sampled_from(GERMAN), max_size=60).map(" ".join)
ids = st.text(st.sampled_from("abcXYZ019.-_$+=?/@!#%"), min_size=1, max_size=900)
names = st.one_of(
    german_texts,
    texts,
    st.text(st.sampled_from(' "\\,;:<>()@[]=?äß€😀ab'), max_size=80),
)


def written(name: str, value: str) -> bytes:
    part = new_part()
    part[name] = value
    return part.as_bytes()


def unfolded(data: bytes, name: str) -> str:
    """Return a header as the compat32 policy gives it, put back on one line."""
    value = message_from_bytes(data)[name]
    return re.sub(r"\r?\n(?=[ \t])", "", str(value)).strip()


def decoded(value: str) -> str:
    return str(make_header(decode_header(value)))


def assert_lines_fit(data: bytes) -> None:
    assert data.isascii()
    lines = data.removesuffix(b"\r\n\r\n").split(b"\r\n")
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        words = re.findall(rb'"(?:[^"\\]|\\.)*"|\S+', line)
        assert len(line) <= 78 or len(words) == 1 + (not line.startswith(b" "))
        assert len(line) <= 998
    assert all(line.startswith(b" ") for line in lines[1:])
    assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?.*?\?=(?=[ \r])", data))


@given(st.one_of(texts, german_texts))
@example("Re: " + "Überlänge größer " * 20)
@example("=?utf-8?q?hidden?=")
@example("x" * 1200)
@example("Frage zu 'A  B'\r\nBcc: all@customer.example")
@example("")
def test_subject_written_and_read_back_is_the_same(subject: str) -> None:
    data = written("Subject", encoded_text(subject, header="Subject"))
    assert_lines_fit(data)
    assert data.count(b"\nBcc") == 0
    assert decoded(unfolded(data, "Subject")) == one_line(subject)
    assert str(message_from_bytes(data, policy=policy.default)["Subject"]) == one_line(subject)


def test_subject_when_plain_stays_readable_in_the_source() -> None:
    subject = 'Re: Your order "A-17", delivered late?'
    assert encoded_text(subject, header="Subject") == subject


def test_subject_encoded_breaks_between_words() -> None:
    value = encoded_text(" ".join(GERMAN * 5), header="Subject")
    first = decoded(value.split(" ")[0])
    assert first.endswith(" ")


@given(names)
@example("Müller, Jürgen-Maximilian von und zu Überlingen am See (Team Kundenservice)")
@example('Chef, "Der"')
@example("=?utf-8?q?x?=")
@example("ß" * 200)
def test_name_written_and_read_back_is_the_same(name: str) -> None:
    data = written("To", encoded_addresses([Address("kim@customer.example", name)]))
    assert_lines_fit(data)
    [(read, email)] = getaddresses([unfolded(data, "To")])
    assert (decoded(read), email) == (one_line(name), "kim@customer.example")


@given(st.lists(german_texts, min_size=1, max_size=6))
def test_names_read_by_the_modern_policy_keep_their_words(many: list[str]) -> None:
    people = [Address(f"p{n}@customer.example", name) for n, name in enumerate(many)]
    data = written("Cc", encoded_addresses(people))
    assert_lines_fit(data)
    read = message_from_bytes(data, policy=policy.default)["Cc"].addresses
    assert [(" ".join(a.display_name.split()), a.addr_spec) for a in read] == [
        (one_line(p.name), p.email) for p in people
    ]


@given(st.lists(ids, min_size=1, max_size=12))
@example([OUTLOOK] * 3)
def test_ids_written_are_never_encoded_and_come_back(many: list[str]) -> None:
    data = written("References", id_list(many))
    assert_lines_fit(data)
    assert unfolded(data, "References").split() == [f"<{value}>" for value in many]
    modern = message_from_bytes(data, policy=policy.compat32)["References"]
    assert re.findall(r"<([^<>\s]+)>", modern) == many


def test_outlook_id_stays_whole_beside_the_name_of_its_header() -> None:
    data = written("In-Reply-To", id_list([OUTLOOK]))
    assert data == f"In-Reply-To: <{OUTLOOK}>\r\n\r\n".encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120))
@example("Überweisung für März " * 6 + ".pdf")
@example('Angebot "final"; v2.pdf')
@example("x" * 300 + ".txt")
def test_file_name_written_and_read_back_is_the_same(filename: str) -> None:
    value = "attachment" + parameter("filename", filename)
    data = written("Content-Disposition", value)
    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 90
    assert message_from_bytes(data).get_filename() == one_line(filename).strip()


@pytest.mark.parametrize("value", ["a\r\nBcc: x@y.example", "a\nb", "a\x00b", "a\x1bb", "a\u2028b"])
def test_header_of_several_lines_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="single clean line"):
        new_part()["X-Test"] = value


@pytest.mark.parametrize(
    ("email", "wire"),
    [
        ("Kim.Lee+tag@Customer.Example", "Kim.Lee+tag@customer.example"),
        ("kim@müller.example", "kim@xn--mller-kva.example"),
        ("kim@faß.example", "kim@xn--fa-hia.example"),
        ("kim@MÜLLER.example", "kim@xn--mller-kva.example"),
        ("kim@例え.テスト", "kim@xn--r8jz45g.xn--zckzah"),
        ("kim@xn--mller-kva.example", "kim@xn--mller-kva.example"),
        ("jürgen@customer.example", "jürgen@customer.example"),
        ("o'brien@customer.example", "o'brien@customer.example"),
        ("john..doe@customer.example", "john..doe@customer.example"),
    ],
)
def test_address_for_the_server_is_in_ascii_domain_form(email: str, wire: str) -> None:
    assert wire_address(email) == wire


@pytest.mark.parametrize(
    "email",
    [
        "",
        "kim",
        "@customer.example",
        "kim@",
        "kim@@customer.example",
        "kim lee@customer.example",
        "kim@customer .example",
        "kim@customer.example\r\nRCPT TO:<x@y.example>",
        "kim\x00@customer.example",
        "kim@customer.example\n",
        "<kim@customer.example>",
        "kim@customer..example",
        "kim@-customer.example",
        "kim@customer.example.",
        "kim@[127.0.0.1]",
        "kim,lee@customer.example",
        "kim@a\u200db.example",
        "ki\u202em@customer.example",
        "ki\u00a0m@customer.example",
        "kim@℀.example",
        "x" * 65 + "@customer.example",
        "kim@" + "a" * 64 + ".example",
        "kim@" + "ab." * 90 + "example",
    ],
)
def test_unusable_address_is_refused_in_words(email: str) -> None:
    with pytest.raises(ConsoleError) as caught:
        wire_address(email)
    assert caught.value.hint
    assert caught.value.message.isprintable()


@given(st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=30))
def test_domain_for_the_server_is_ascii_and_stays_itself(label: str) -> None:
    try:
        domain = ascii_domain(f"{label}.example")
    except ValueError:
        return
    assert domain.isascii()
    assert ascii_domain(domain) == domain


@pytest.mark.parametrize("value", ["", "a b", "a>b", "a<b", "ä@b", "a\r\nb", "x" * 901])
def test_id_that_no_header_can_carry_is_known(value: str) -> None:
    assert not is_wire_id(value)


def test_unusual_but_usable_id_is_known() -> None:
    assert is_wire_id("=?x?=/[4711]@[10.0.0.1]")
