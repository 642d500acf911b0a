"""Files of customers: read whatever an office writes, looked at first, nothing replaced unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.desk.customer_rows import Checking
from agent_console.desk.customers import CustomerField, Origin
from agent_console.errors import ActionRefusedError, NotFoundError
from agent_console.services.acting import Acts
from agent_console.services.customer_export import ExportFormat, export
from agent_console.services.customer_files import CustomerFileError, open_file
from agent_console.services.customer_import import CustomerImport, ImportReport
from agent_console.services.customer_imports import CustomerImports
from agent_console.services.customer_records import Person, person
from agent_console.services.customers import CustomerService
from agent_console.services.rebuild import rebuild
from agent_console.services.rules import Rules
from tests.services.intake_kit import Bench, bench, raw_mail

ANNA = "anna@example.org"
GERMAN = """E-Mail;Vorname;Nachname;Titel;Anrede;Firma;Telefon;Mobil;Sprache;Tags;VIP;Schuhgröße
Anna@example.org;Anna;Müller;Dr.;Frau;Müller & Söhne;030 123456;+49 171 1234567;Deutsch;\
"Messe, Bau";ja;38

bob@example.net;Bob;;;Herr;;;;en;;;44
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path / "desk") as opened:
        yield opened


def acts_of(desk: Bench) -> Acts:
    return Acts(desk.store, desk.intake, Rules(desk.config), desk.clock, "Anna")


def bring(
    desk: Bench, folder: Path, text: str | bytes, *, overwrite: bool = False, dry: bool = False
) -> ImportReport:
    path = folder / "customers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CustomerImport(acts_of(desk), open_file(path)).run(dry=dry, overwrite=overwrite)


def known(desk: Bench, email: str) -> Person:
    with desk.store.look() as connection:
        return person(connection, email)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_german_list_is_read_in_each_encoding(desk: Bench, tmp_path: Path, encoding: str) -> None:
    report = bring(desk, tmp_path, GERMAN.encode(encoding))
    assert (report.rows, report.new, report.problem_count) == (2, 2, 0)
    assert report.left_out == ("Schuhgröße",)
    profile = known(desk, ANNA).profile
    assert profile.text(CustomerField.NAME) == "Dr. Anna Müller"
    assert profile.text(CustomerField.SALUTATION) == "Frau"
    assert profile.texts(CustomerField.PHONE) == ("+491711234567", "030123456")
    assert set(profile.texts(CustomerField.TAG)) == {"messe", "bau"}
    assert profile.text(CustomerField.LANGUAGE) == "de"
    assert profile.is_said(CustomerField.VIP)
    assert profile.origin(CustomerField.NAME) is Origin.IMPORTED
    assert not known(desk, "bob@example.net").profile.is_said(CustomerField.VIP)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_quoted_lines_count(
    desk: Bench, tmp_path: Path, delimiter: str
) -> None:
    rows = (
        ("Email", "Full name", "Notes"),
        ("a@x.org", "Ann, Lee; Jr", '"two\nlines"'),
        ("no", "B", ""),
    )
    quoted = [[f'"{c}"' if "," in c else c for c in row] for row in rows]
    report = bring(desk, tmp_path, "\n".join(delimiter.join(row) for row in quoted))
    assert known(desk, "a@x.org").profile.text(CustomerField.NOTE) == "two\nlines"
    assert [one.line for one in report.problems] == [4]


def test_a_dry_run_says_all_and_changes_nothing(desk: Bench, tmp_path: Path) -> None:
    report = bring(desk, tmp_path, GERMAN, dry=True)
    assert report.new == 2
    assert [row.email for row in report.preview] == [ANNA, "bob@example.net"]
    assert not known(desk, ANNA).is_known


def test_what_is_kept_is_replaced_only_when_asked_for(desk: Bench, tmp_path: Path) -> None:
    service = CustomerService(acts_of(desk), desk.config)
    service.edit(ANNA, CustomerField.COMPANY, "ACME")
    desk.deliver(raw_mail("1@x", sender=f"Anna <{ANNA}>"))
    report = bring(desk, tmp_path, GERMAN)
    (conflict,) = report.conflicts
    assert (conflict.line, conflict.kept, conflict.given) == (2, "ACME", "Müller & Söhne")
    assert known(desk, ANNA).profile.text(CustomerField.COMPANY) == "ACME"
    assert known(desk, ANNA).profile.text(CustomerField.NAME) == "Dr. Anna Müller"
    desk.clock.move(timedelta(minutes=1))
    again = bring(desk, tmp_path, GERMAN, overwrite=True)
    assert (again.new, again.changed, again.same, again.overwritten) == (0, 1, 1, 1)
    assert known(desk, ANNA).profile.text(CustomerField.COMPANY) == "Müller & Söhne"
    desk.clock.move(timedelta(minutes=1))
    service.edit(ANNA, CustomerField.COMPANY, "Newer")
    assert known(desk, ANNA).profile.text(CustomerField.COMPANY) == "Newer"


def test_problems_name_their_lines(desk: Bench, tmp_path: Path) -> None:
    report = bring(
        desk,
        tmp_path,
        "email,name,phone,vip\nnobody,A,,\n,B,,\na@x.org,A,call me,maybe\na@x.org,B,,\n"
        "b@x.org; c@x.org,C,,\n",
    )
    assert [(one.line, one.words.split(":")[0]) for one in report.problems] == [
        (2, "nobody is no e-mail address"),
        (3, "no e-mail address"),
        (4, "telephone"),
        (4, "VIP"),
        (5, "name"),
        (6, "a further address is left out, join it by hand"),
    ]
    assert (report.rows, report.refused) == (3, 2)
    assert known(desk, "a@x.org").profile.text(CustomerField.NAME) == "A"


def test_an_import_taken_back_leaves_what_held_before(desk: Bench, tmp_path: Path) -> None:
    service = CustomerService(acts_of(desk), desk.config)
    service.edit(ANNA, CustomerField.COMPANY, "Said")
    bring(desk, tmp_path, f"email,name,company\n{ANNA},Anna,First\nb@x.org,B,\n")
    desk.clock.move(timedelta(minutes=1))
    bring(desk, tmp_path, f"email,company,tags\n{ANNA},Second,x\nc@x.org,,y\n", overwrite=True)
    assert known(desk, ANNA).profile.text(CustomerField.COMPANY) == "Second"
    imports = CustomerImports(acts_of(desk))
    newest, first = imports.made()
    assert (newest.rows, newest.taken_back, newest.file, newest.agent) == (
        *(3, 0),
        *("customers.csv", "Anna"),
    )
    assert imports.take_back(newest.name[:4]).taken_back == 3
    anna = known(desk, ANNA).profile
    assert (anna.text(CustomerField.NAME), anna.text(CustomerField.COMPANY)) == ("Anna", "Said")
    assert anna.texts(CustomerField.TAG) == ()
    assert not known(desk, "c@x.org").is_known
    assert known(desk, "b@x.org").is_known
    assert [(one.rows, one.taken_back) for one in imports.made()] == [(0, 3), (first.rows, 0)]
    with pytest.raises(ActionRefusedError, match="already"):
        imports.take_back(newest.name)
    with pytest.raises(NotFoundError):
        imports.take_back("")


def test_a_file_without_addresses_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Artikel;Preis\nTisch;3\n")
    with pytest.raises(CustomerFileError, match="Artikel, Preis"):
        open_file(path)


def test_cards_of_each_version_are_read(desk: Bench, tmp_path: Path) -> None:
    report = bring(
        desk,
        tmp_path,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Anna;;Dr.;\r\nFN:Anna Mü\r\n ller\r\n"
        "item1.EMAIL;TYPE=INTERNET:anna@example.org\r\nTEL;TYPE=CELL:+49 171 123\r\n"
        "TEL;TYPE=FAX:+49 1\r\nORG:A\\, B\\;C;Sales\r\nNOTE:one\\ntwo\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Berg;Bob;;;\r\nEMAIL:bob@example.net\r\n"
        'TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-1234;ext=5\r\nCATEGORIES:a,b\\,c\r\nEND:VCARD\r\n'
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6=\r\n"
        "rg\r\nEMAIL:joe@x.org\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:No mail\r\nEND:VCARD\r\n",
    )
    assert [(one.line, one.words) for one in report.problems] == [(25, "no e-mail address")]
    anna = known(desk, ANNA).profile
    assert anna.text(CustomerField.NAME) == "Anna Müller"
    assert anna.text(CustomerField.COMPANY) == "A, B;C"
    assert anna.texts(CustomerField.PHONE) == ("+49171123",)
    assert anna.text(CustomerField.NOTE) == "one\ntwo"
    bob = known(desk, "bob@example.net").profile
    assert (bob.text(CustomerField.NAME), bob.texts(CustomerField.PHONE)) == (
        "Bob Berg",
        ("+49301234",),
    )
    assert bob.texts(CustomerField.TAG) == ("a", "b", "c")
    assert known(desk, "joe@x.org").profile.text(CustomerField.NAME) == "Jörg"


@pytest.mark.parametrize("how", [ExportFormat.CSV, ExportFormat.VCARD])
def test_what_is_written_out_is_read_back_the_same(
    desk: Bench, tmp_path: Path, how: ExportFormat
) -> None:
    bring(desk, tmp_path, GERMAN)
    service = CustomerService(acts_of(desk), desk.config)
    service.edit("bob@example.net", CustomerField.NOTE, "=cmd|' /C calc'!A0\nsecond; line,")
    text = "".join(export(desk.store, how))
    if how is ExportFormat.CSV:
        assert not any(sign in text for sign in ("\n=", ",=", ',"='))
        assert "'+491711234567" in text
    with bench(tmp_path / "other") as other:
        bring(other, tmp_path, text)
        assert "".join(export(other.store, how)) == text


def test_export_as_json_names_every_address(desk: Bench, tmp_path: Path) -> None:
    bring(desk, tmp_path, GERMAN)
    CustomerService(acts_of(desk), desk.config).join("bob@example.net", ANNA)
    (line,) = "".join(export(desk.store, ExportFormat.JSON)).splitlines()
    assert json.loads(line)["emails"] == [ANNA, "bob@example.net"]


def test_an_import_that_is_stopped_keeps_whole_portions_and_can_go_on(
    desk: Bench, tmp_path: Path
) -> None:
    lines = ["email,name", *(f"c{n}@x.org,Customer {n}" for n in range(1, 1201))]
    path = tmp_path / "many.csv"
    path.write_text("\n".join(lines))

    def stop(done: int, _total: int) -> None:
        if done >= 501:
            raise KeyboardInterrupt

    report = CustomerImport(acts_of(desk), open_file(path)).run(dry=False, on_progress=stop)
    assert report.stopped
    service = CustomerService(acts_of(desk), desk.config)
    assert service.count() == report.new == 500
    rest = CustomerImport(acts_of(desk), open_file(path)).run(dry=False)
    assert (rest.new, rest.same) == (700, 500)
    assert service.count() == 1200
    before = "".join(export(desk.store, ExportFormat.CSV))
    rebuild(desk.store, desk.config)
    assert "".join(export(desk.store, ExportFormat.CSV)) == before


PIECES = (
    *("email", ";", ",", "\n", '"', "name", "a@x.org", "=", "\r", "\0", "BEGIN:VCARD", "END:VCARD"),
    *("N:", "FN;ENCODING=QUOTED-PRINTABLE:=", "TEL:", ":", " ", "\\", "tags", "ä", "\ufeff"),
)
SCRAPS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["", "email;name\n", "BEGIN:VCARD\n"]), SCRAPS)
def test_whatever_stands_in_a_file_is_read_or_refused_in_words(start: str, scraps: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes((start + scraps).encode("utf-8", "surrogatepass"))
        try:
            file = open_file(path)
        except CustomerFileError:
            return
    checking = Checking()
    rows = [checking.check(raw) for raw in file.rows()]
    emails = [row.row.email for row in rows if row is not None]
    assert all("@" in email and email == email.lower() for email in emails)
    assert all(problem.line >= 1 for problem in checking.problems)
