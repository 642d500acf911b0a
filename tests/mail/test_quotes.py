"""New text, quotes, signatures and legal notices, told apart line by line."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.desk.mail import FoldKind, Mail
from agent_console.mail.quotes import split_text, visible_text

BODY, QUOTE, SIGNATURE, DISCLAIMER = (
    FoldKind.BODY,
    FoldKind.QUOTE,
    FoldKind.SIGNATURE,
    FoldKind.DISCLAIMER,
)


def visible(text: str, levels: list[int] | None = None) -> str:
    return visible_text(Mail("", 0, text=text, ranges=split_text(text, levels)))


def kinds(text: str) -> list[FoldKind]:
    return [part.kind for part in split_text(text)]


@pytest.mark.parametrize(
    "head",
    [
        "Am 3. Mai 2025 um 10:00 Uhr schrieb Max <max@x.de>:",
        "Am 03.02.2016 3:35 nachm. schrieb Max Muster <no@x.de>:",
        "Am Mo., 3. Feb. 2025 um 10:00 Uhr schrieb Max\n<max@x.de>:",
        "Max Muster <max@x.de> schrieb am Fr., 28.\nApr. 2017 um 11:53 Uhr:",
        "Max Muster <max@x.de> schrieb:",
        "On Tue, 2011-03-01 at 18:02 +0530, Ann wrote:",
        "On Mon, Dec 15, 2024 at 3:45 PM Ann Smith\n<ann@x.com>\nwrote:",
        "Le 19 mars 2014 10:37, Anne <anne@x.fr> a écrit :",
        "Il giorno 8 dicembre 2016, Anna <anna@x.it>\nha scritto:",
        "Op 2 feb. 2015 om 05:28 heeft Jan <jan@x.nl> het volgende geschreven:",
        "2014-03-09 20:48 GMT+01:00 Rémi <remi@x.com>:",
        "30.09.2017, 18.30, Max <max@x.de>:",
        "---- On Wed, 24 Feb 2021 14:02:50 +0530 ann@x.com wrote ----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Original Message --------",
        "---------- Forwarded message ---------",
        "________________________________\nVon: Max <max@x.de>\nGesendet: Montag, 3. Mai 2025\n"
        "An: Shop\nBetreff: AW: Hallo",
        "*From:* Ann [mailto:ann@x.com]\n*Sent:* Monday\n*To:* Shop\n*Subject:* Hello",
        "De : Anne\nEnvoyé le : jeudi 15 décembre 2016 09:35\nÀ : Shop\nObjet : Bonjour",
        "##- Bitte antworten Sie oberhalb dieser Linie -##",
    ],
)
@pytest.mark.parametrize("old", ["Alter Text\n\nMehr davon", "> Alter Text\n>\n> mehr"])
def test_split_when_an_old_mail_follows_folds_head_and_text(head: str, old: str) -> None:
    text = f"Neuer Text.\n\nZweiter Absatz.\n\n{head}\n\n{old}"
    assert visible(text) == "Neuer Text.\n\nZweiter Absatz."
    assert kinds(text) == [BODY, QUOTE]


@pytest.mark.parametrize(
    "text",
    [
        "Von: Berlin\nAn: Hamburg\nbitte buchen",
        "On the other hand, we should wait.\nOn average it works:",
        "Am Montag schrieb ich Ihnen schon:\nnichts passiert",
        "Ich habe folgende Punkte:\n- erstens\n- zweitens\n-- drittens",
        "Zeiten:\n2024-01-15 14:30:25\n15.01.2024 14:30\nalles nur Beispiele",
        "Siehe https://x.example/on-1-may-he-wrote: interessant",
        "--- Ihre Nachricht ---\nDas Paket fehlt",
        "## Punkte\n----\n1. a\n----\nEnde des Textes",
        "Danke!",
        "Das ist vertraulich, sagte er mir.\nStimmt das?",
        "Gesendet mit DHL am 3. Mai.",
        "Wo?\n\nMit freundlichen Grüßen\nAnna Müller\nTel. 040 1\nKundennummer 12345",
        "Thanks\nPlease also check the second parcel, it has not arrived at all yet.",
    ],
)
def test_split_when_text_only_looks_like_a_mark_keeps_all_of_it(text: str) -> None:
    assert visible(text) == text


def test_split_when_answers_stand_between_quotes_shows_both() -> None:
    text = (
        "Am 3. Mai 2025 um 10:00 schrieb Max:\n> Farbe?\n\nRot.\n\n> Größe?\n\nM\n\n> Gruß\n> Max"
    )
    assert visible(text).split("\n")[:8] == text.split("\n")[:8]
    assert "> Gruß" not in visible(text)


def test_split_when_the_answer_stands_below_folds_only_the_quote() -> None:
    text = "Am 3. Mai 2025 um 10:00 schrieb Max:\n> Frage?\n> Gruß\n\nAntwort darunter"
    assert visible(text) == "Antwort darunter"
    assert kinds(text) == [QUOTE, BODY]


def test_split_when_a_long_quote_is_answered_inline_folds_it_but_no_answer() -> None:
    long = "\n".join(f"> Zeile {number}" for number in range(30))
    text = f"Hallo\n{long}\nmeine Antwort\n> kurz\nnoch eine"
    assert "meine Antwort" in visible(text)
    assert "noch eine" in visible(text)
    assert "> Zeile 7" not in visible(text)


def test_split_when_nothing_but_a_quote_is_there_keeps_it_visible() -> None:
    assert visible("> nur Zitat\n> mehr") == "> nur Zitat\n> mehr"
    forwarded = "---------- Forwarded message ---------\nFrom: a\nlook at this"
    assert visible(forwarded) == forwarded


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnna Müller\nTel. 040 1234567",
        "--\nAnna Müller\nShop GmbH",
        "Von meinem iPhone gesendet",
        "Sent from my Galaxy",
        "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Gesendet von Mail für Windows",
        "Mit freundlichen Grüßen\n\nAnna Müller\nMusterweg 1\n20095 Hamburg\nTel.: 040 123456",
        "Best regards,\nJohn Doe\nExample Inc.\n+1 415 555 1234",
        "Regards,\n\nJohn Doe\nCEO @ Acme !",
    ],
)
def test_split_when_a_signature_ends_the_text_folds_it(signature: str) -> None:
    text = f"Guten Tag,\nwo ist mein Paket?\n\n{signature}"
    assert visible(text) == "Guten Tag,\nwo ist mein Paket?"
    assert kinds(text) == [BODY, SIGNATURE]


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail may contain confidential and/or privileged information.\nIf you are not the"
        " intended recipient, delete it.",
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Sitz der Gesellschaft: Hamburg, Amtsgericht Hamburg HRB 1",
        "Please consider the environment before printing this e-mail",
    ],
)
def test_split_when_a_legal_notice_ends_the_text_folds_it(notice: str) -> None:
    text = f"Wo ist mein Paket?\n\n{notice}\n"
    assert visible(text) == "Wo ist mein Paket?"
    assert kinds(text) == [BODY, DISCLAIMER]


def test_split_when_signature_notice_and_quote_follow_tells_them_apart() -> None:
    text = (
        "Ja, bitte.\n\n-- \nAnna\n\nDiese E-Mail ist vertraulich.\n\n"
        "Am 3. Mai 2025 um 10:00 schrieb Max:\n> Soll ich?"
    )
    assert kinds(text) == [BODY, SIGNATURE, DISCLAIMER, QUOTE]


def test_split_when_a_device_line_stands_in_the_middle_folds_only_that_line() -> None:
    text = "Hallo,\n\nVon meinem iPhone gesendet\n\nnoch etwas"
    assert kinds(text) == [BODY, SIGNATURE, BODY]
    assert "noch etwas" in visible(text)


def test_split_when_html_tells_the_levels_uses_them() -> None:
    text = "Antwort\nFrage\nmehr"
    assert visible(text, [0, 1, 1]) == "Antwort"
    assert visible("> kein Zitat\nText", [0, 0]) == "> kein Zitat\nText"
    assert visible("Text\n> Zitat", [-1, -1]) == "Text"


def test_split_when_text_is_empty_gives_no_ranges() -> None:
    assert split_text("") == ()
    assert visible_text(Mail("", 0)) == ""


PIECES = st.sampled_from(
    [
        *("", "Text", "> Zitat", ">> tiefer", "-- ", "--", "Von: a", "Gesendet: b", "Betreff: c"),
        *("Am 3. Mai 2025 schrieb Max:", "On 1 May 2025", "wrote:", "Regards", "John Doe"),
        *("Sent from my iPhone", "-----Original Message-----", "____________", "a@b.de", "x:"),
    ]
)


@given(st.lists(PIECES, max_size=40))
def test_split_when_lines_come_in_any_order_covers_them_without_gaps(lines: list[str]) -> None:
    text = "\n".join(lines)
    ranges = split_text(text)
    if text:
        assert ranges[0].start == 0
        assert ranges[-1].end == len(lines)
    assert all(one.end == two.start for one, two in pairwise(ranges))
    assert all(one.kind is not two.kind for one, two in pairwise(ranges))
    assert not text.strip() or visible(text).strip()


@pytest.mark.parametrize(
    "text",
    [
        ">" * 100_000,
        "On Mon 5 May 2024 he wrote\n" * 20_000,
        "Am 5. Mai 2024 schrieb Max:\n" * 5_000,
        "> x\n\ny\n\n" * 10_000,
        "-- \nx\n" * 20_000,
        "Regards\nx\n" * 20_000,
        " " * 100_000 + "\n" * 20_000,
        "this e-mail " * 30_000,
        "von: " * 100_000,
    ],
)
def test_split_when_text_is_made_to_be_slow_stays_linear(text: str) -> None:
    started = time.process_time()
    split_text(text)
    assert time.process_time() - started < 5
