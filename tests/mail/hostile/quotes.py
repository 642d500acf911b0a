"""q: texts that make a quote parser slow, or make it fold away what somebody wrote."""

from __future__ import annotations

from tests.mail.hostile.sample import LONG, Sample, letter

_ATTRIBUTION = "Am 3. März 2025 um 10:00 schrieb Support <support@shop.example>:\n"

SAMPLES = (
    Sample("q-100k-marks", lambda: letter("Text\n" + ">" * 100_000 + " x"), contains=("Text",)),
    Sample(
        "q-100k-quoted-lines",
        lambda: letter("Text\n" + "> x\n" * 99_000),
        visible=("Text",),
    ),
    Sample("q-20k-on", lambda: letter("On " * 20_000 + "\nText"), contains=("Text",)),
    Sample(
        "q-20k-on-lines", lambda: letter("Text\n" + "On 1/1/2025\n" * 20_000), contains=("Text",)
    ),
    Sample("q-5k-schrieb", lambda: letter("Text\n\n" + _ATTRIBUTION * 5_000), visible=("Text",)),
    Sample(
        "q-million-lines",
        lambda: letter("Text\n" * 1_000_000),
        contains=("Text",),
        notes=(LONG,),
    ),
    Sample(
        "q-space-storm",
        lambda: letter("Text" + " " * 100_000 + "\n" * 20_000 + "Ende"),
        contains=("Text", "Ende"),
    ),
    Sample(
        "q-outlook-blocks",
        lambda: letter("Text\n\n" + "Von: a\nGesendet: b\nAn: c\nBetreff: d\n\nx\n" * 10_000),
        visible=("Text",),
    ),
    Sample(
        "q-url-1mb",
        lambda: letter("Text\nhttp://x.example/" + "a" * 1_000_000),
        contains=("Text",),
        notes=(LONG,),
    ),
    Sample("q-digits", lambda: letter("Text " + "1" * 500_000), contains=("Text",)),
    Sample("q-signature-storm", lambda: letter("Text\n" + "-- \nx\n" * 30_000), visible=("Text",)),
    Sample("q-dashes", lambda: letter("Text\n" + ("-" * 300 + "\n") * 3_000), visible=("Text",)),
    Sample(
        "q-answers-between-quotes",
        letter(f"{_ATTRIBUTION}> Welche Farbe?\n\nBlau bitte.\n\n> Welche Größe?\n\nGröße 42.\n"),
        visible=("Blau bitte.", "Größe 42."),
    ),
    Sample(
        "q-answer-on-top",
        letter(f"Ja, das passt.\n\n{_ATTRIBUTION}> Passt das?\n"),
        visible=("Ja, das passt.",),
    ),
    Sample(
        "q-everything-quoted",
        letter("> Nur ein Zitat\n> und mehr\n"),
        contains=("Nur ein Zitat",),
        visible=("Nur ein Zitat",),
    ),
    Sample(
        "q-looks-like-a-signature",
        letter("Guten Tag,\n\nmit freundlichen Grüßen\nan alle, aber die Ware fehlt noch immer."),
        visible=("aber die Ware fehlt noch immer.",),
    ),
)
