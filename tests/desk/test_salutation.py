"""Salutations: whoever says Frau or Herr is called so, nobody else, and no markup gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.address_form import form_of
from agent_console.desk.entry_files import Form
from agent_console.desk.name_words import GIVEN_NAMES, HONORIFICS
from agent_console.desk.person_name import NOBODY, Gender, PersonName, known_person, read_name
from agent_console.desk.salutation import salutation

# From name, formal German, informal German, English
NAMES = [
    ("Anna Müller", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Frau Anna Müller", "Sehr geehrte Frau Müller", "Hallo Anna", "Dear Ms Müller"),
    ("Frau Müller", "Sehr geehrte Frau Müller", "Hallo", "Dear Ms Müller"),
    ("Fr. Huber", "Sehr geehrte Frau Huber", "Hallo", "Dear Ms Huber"),
    ("Hr. Meier", "Sehr geehrter Herr Meier", "Hallo", "Dear Mr Meier"),
    ("Herr Thomas Schmidt", "Sehr geehrter Herr Schmidt", "Hallo Thomas", "Dear Mr Schmidt"),
    ("Herrn Peter Lustig", "Sehr geehrter Herr Lustig", "Hallo Peter", "Dear Mr Lustig"),
    ("Herr Thomas", "Guten Tag", "Hallo Thomas", "Hello"),
    ("Frau Sabine", "Guten Tag", "Hallo Sabine", "Hello"),
    ("Thomas", "Guten Tag", "Hallo Thomas", "Hello"),
    ("Schulze", "Guten Tag", "Hallo", "Hello"),
    ("Michael Herr", "Guten Tag Michael Herr", "Hallo Michael", "Hello Michael Herr"),
    ("Herr Michael Herr", "Sehr geehrter Herr Herr", "Hallo Michael", "Dear Mr Herr"),
    ("Müller, Anna", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ('"Müller, Anna"', "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Müller, Frau", "Sehr geehrte Frau Müller", "Hallo", "Dear Ms Müller"),
    ("Müller, Frau Anna", "Sehr geehrte Frau Müller", "Hallo Anna", "Dear Ms Müller"),
    ("ANNA MÜLLER", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("anna müller", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("MÜLLER Anna", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("HERR HANS MEIER", "Sehr geehrter Herr Meier", "Hallo Hans", "Dear Mr Meier"),
    ("Müller, Dr. Anna", "Guten Tag Dr. Anna Müller", "Hallo Anna", "Dear Dr Müller"),
    ("Dr. Kim Weber", "Guten Tag Dr. Kim Weber", "Hallo Kim", "Dear Dr Weber"),
    ("Dr. Weber", "Guten Tag Dr. Weber", "Hallo", "Dear Dr Weber"),
    ("Frau Dr. med. Eva Stein", "Sehr geehrte Frau Dr. Stein", "Hallo Eva", "Dear Dr Stein"),
    ("Dr.-Ing. Ute Klein", "Guten Tag Dr. Ute Klein", "Hallo Ute", "Dear Dr Klein"),
    (
        "Herr Prof. Dr. Dr. h.c. Hans Meier",
        "Sehr geehrter Herr Professor Meier", "Hallo Hans", "Dear Professor Meier",
    ),
    (
        "Frau Professorin Dr. Lea Groß",
        "Sehr geehrte Frau Professorin Groß", "Hallo Lea", "Dear Professor Groß",
    ),
    ("Prof. Anna Lenz", "Guten Tag Prof. Anna Lenz", "Hallo Anna", "Dear Professor Lenz"),
    ("Dipl.-Ing. Jan Voss", "Guten Tag Jan Voss", "Hallo Jan", "Hello Jan Voss"),
    ("Frau Mag. Huber", "Sehr geehrte Frau Mag. Huber", "Hallo", "Dear Ms Huber"),
    ("Max Mustermann M.A.", "Guten Tag Max Mustermann", "Hallo Max", "Hello Max Mustermann"),
    ("John Smith, Jr.", "Guten Tag John Smith", "Hallo John", "Hello John Smith"),
    ("Jack Ma", "Guten Tag Jack Ma", "Hallo Jack", "Hello Jack Ma"),
    (
        "Frau Ursula von der Leyen",
        "Sehr geehrte Frau von der Leyen", "Hallo Ursula", "Dear Ms von der Leyen",
    ),
    (
        "VON DER LEYEN, URSULA",
        "Guten Tag Ursula von der Leyen", "Hallo Ursula", "Hello Ursula von der Leyen",
    ),
    (
        "Otto Graf Lambsdorff",
        "Guten Tag Otto Graf Lambsdorff", "Hallo Otto", "Hello Otto Graf Lambsdorff",
    ),
    (
        "Herr Otto Graf Lambsdorff",
        "Sehr geehrter Graf Lambsdorff", "Hallo Otto", "Dear Mr Lambsdorff",
    ),
    ("Steffi Graf", "Guten Tag Steffi Graf", "Hallo Steffi", "Hello Steffi Graf"),
    ("Frau Steffi Graf", "Sehr geehrte Frau Graf", "Hallo Steffi", "Dear Ms Graf"),
    ("Marion Gräfin Dönhoff", "Sehr geehrte Gräfin Dönhoff", "Hallo Marion", "Dear Ms Dönhoff"),
    (
        "Karl Freiherr von Guttenberg",
        "Sehr geehrter Freiherr von Guttenberg", "Hallo Karl", "Dear Mr von Guttenberg",
    ),
    (
        "Ludwig van Beethoven",
        "Guten Tag Ludwig van Beethoven", "Hallo Ludwig", "Hello Ludwig van Beethoven",
    ),
    (
        "Frau Anna-Lena Müller-Lüdenscheidt",
        "Sehr geehrte Frau Müller-Lüdenscheidt", "Hallo Anna-Lena", "Dear Ms Müller-Lüdenscheidt",
    ),
    ("JEAN-LUC PICARD", "Guten Tag Jean-Luc Picard", "Hallo Jean-Luc", "Hello Jean-Luc Picard"),
    ("Anna Maria Müller", "Guten Tag Anna Maria Müller", "Hallo Anna", "Hello Anna Maria Müller"),
    ("María García López", "Guten Tag María García López", "Hallo María",
     "Hello María García López"),
    ("A. Müller", "Guten Tag A. Müller", "Hallo", "Hello A. Müller"),
    ("J. R. R. Tolkien", "Guten Tag J. R. R. Tolkien", "Hallo", "Hello J. R. R. Tolkien"),
    ("Mr John Smith", "Sehr geehrter Herr Smith", "Hallo John", "Dear Mr Smith"),
    ("Mrs. Jane O'BRIEN", "Sehr geehrte Frau O'Brien", "Hallo Jane", "Dear Mrs O'Brien"),
    ("Ms Smith", "Sehr geehrte Frau Smith", "Hallo", "Dear Ms Smith"),
    ("Mx Robin Hood", "Guten Tag Robin Hood", "Hallo Robin", "Dear Mx Hood"),
    ("JOHN MCDONALD", "Guten Tag John McDonald", "Hallo John", "Hello John McDonald"),
    ("Alex Kim (she/her)", "Sehr geehrte Frau Kim", "Hallo Alex", "Dear Ms Kim"),
    ("Kim Taylor (they/them)", "Guten Tag Kim Taylor", "Hallo Kim", "Hello Kim Taylor"),
    ("O'Neill, Shaun", "Guten Tag Shaun O'Neill", "Hallo Shaun", "Hello Shaun O'Neill"),
    (
        "Anna und Peter Müller",
        "Guten Tag Anna und Peter Müller", "Hallo Anna und Peter Müller",
        "Hello Anna und Peter Müller",
    ),
    ("Anna Müller (Acme GmbH)", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Anna Müller, Acme GmbH", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Anna Müller via eBay", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Anna Müller | Vertrieb", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Anna 🌸 Müller ❤️", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("Mu\u0308ller, Anna", "Guten Tag Anna Müller", "Hallo Anna", "Hello Anna Müller"),
    ("田中 太郎", "Guten Tag 田中 太郎", "Hallo", "Hello 田中 太郎"),
    ("Иван Петров", "Guten Tag Иван Петров", "Hallo", "Hello Иван Петров"),
    ("Nguyễn Văn Nam", "Guten Tag Nguyễn Văn Nam", "Hallo", "Hello Nguyễn Văn Nam"),
]  # fmt: skip

NO_NAMES = [
    "", " ", ".", "-", "Frau", "Dr.", "Herr Dr.", "A.", "Acme GmbH", "Müller & Söhne", "Müller AG",
    "Kundenservice", "Familie Müller", "Team Einkauf", "noreply", "anna@example.com", "anna1987",
    "@nna", "💥💥", "🙂", "Herr/Frau Müller", "Sehr geehrte Damen und Herren", "Ich hasse euch",
    "<b>Anna</b> Müller", "<script>alert(1)</script>", "{{ 7*7 }}", "{% if x %}", "⟦order.number?⟧",
    "[bold]Anna[/bold]", "[link=https://x.example]Anna", "https://x.example", "Anna\nBcc: x@y.z",
    "\x1b[31mAnna", "Anna; DROP TABLE", "$(reboot)", "../../etc/passwd", "'; --",
    "a b c d e f g h", "x" * 500 + "1",
]  # fmt: skip


@pytest.mark.parametrize(("name", "formal", "informal", "english"), NAMES)
def test_salutation_of_a_name(name: str, formal: str, informal: str, english: str) -> None:
    person = read_name(name)
    assert salutation(person, "de", Form.FORMAL) == formal
    assert salutation(person, "de", Form.INFORMAL) == informal
    assert salutation(person, "en", Form.FORMAL) == english


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_not_put_into_a_salutation(name: str) -> None:
    person = read_name(name)
    assert salutation(person, "de") == "Guten Tag"
    assert salutation(person, "de", Form.INFORMAL) in ("Hallo", "Hallo Anna")
    assert salutation(person, "en") == "Hello"


def test_no_first_name_alone_tells_a_gender() -> None:
    for name in GIVEN_NAMES:
        assert read_name(f"{name.capitalize()} Weber").gender is Gender.UNKNOWN


@given(st.sampled_from(sorted(GIVEN_NAMES)), st.sampled_from(sorted(HONORIFICS)))
def test_nobody_is_called_frau_or_herr_with_a_first_name(name: str, honorific: str) -> None:
    words = salutation(read_name(f"{honorific} {name}"), "de")
    assert words == "Guten Tag"


@given(st.text(max_size=150), st.sampled_from(["de", "en", "fr", "xx"]), st.sampled_from(Form))
def test_salutation_of_anything_is_one_short_line_without_markup(
    name: str, language: str, form: Form
) -> None:
    words = salutation(known_person(name, name[::-1]), language, form)
    assert words == " ".join(words.split())
    assert len(words) < 200
    assert not set(words) & set('<>{}[]|/\\;:=%$#@⟦⟧0123456789,!?"')


@pytest.mark.parametrize(
    ("signature", "sender", "words"),
    [
        ("Herr Thomas", "Thomas Schmidt", "Sehr geehrter Herr Schmidt"),
        ("Frau Müller", "Anna Müller", "Sehr geehrte Frau Müller"),
        ("Anna Müller", "Frau Müller", "Sehr geehrte Frau Müller"),
        ("Anna", "Anna Müller", "Guten Tag Anna Müller"),
        ("Anna Müller", "anna", "Guten Tag Anna Müller"),
        ("Anna Müller", "Acme GmbH", "Guten Tag Anna Müller"),
        ("Anna Müller", "Peter Müller", "Guten Tag Anna Müller"),
        ("Dr. Anna Müller", "Anna Müller", "Guten Tag Dr. Anna Müller"),
        ("", "Anna Müller", "Guten Tag Anna Müller"),
        ("Peter Schmidt", "", "Guten Tag Peter Schmidt"),
        ("Peter", "", "Guten Tag"),
        ("", "", "Guten Tag"),
    ],
)
def test_signature_and_from_name_tell_together(signature: str, sender: str, words: str) -> None:
    assert salutation(known_person(signature, sender), "de") == words


def test_first_name_of_a_record_is_no_last_name() -> None:
    kept = PersonName(first="Thomas", full="Thomas", gender=Gender.MALE)
    assert salutation(kept, "de") == "Guten Tag"
    assert salutation(kept, "en") == "Hello"


def test_single_word_is_a_first_name_only_for_who_signs_with_it() -> None:
    assert salutation(read_name("Zoltan", signed=True), "de", Form.INFORMAL) == "Hallo Zoltan"
    assert salutation(read_name("Zoltan"), "de", Form.INFORMAL) == "Hallo"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Bonjour Anna Müller"), ("it", "Buongiorno Anna Müller"), ("xx", "Hello Anna Müller")],
)
def test_other_languages_greet_by_name_alone(language: str, words: str) -> None:
    assert salutation(read_name("Anna Müller"), language) == words
    assert salutation(NOBODY, language) == words.split()[0]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kannst du mir helfen?", Form.INFORMAL),
        ("Ich danke dir. Deine Anna", Form.INFORMAL),
        ("Können Sie mir helfen?", Form.FORMAL),
        ("Sehr geehrte Damen, hast du mal Zeit", Form.FORMAL),
        ("du schriebst, dass Sie mir helfen", Form.FORMAL),
        ("Wo ist mein Paket?", Form.FORMAL),
        ("Sie ist kaputt, hilfst du mir?", Form.INFORMAL),
        ("", Form.FORMAL),
    ],
)
def test_form_of_address_is_that_of_the_mail(text: str, form: Form) -> None:
    assert form_of(text) is form
