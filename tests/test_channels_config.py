"""The tables [[forms]] of the settings."""

from __future__ import annotations

import pytest

from agent_console.errors import SettingsError
from agent_console.i18n import use_language
from tests.screens.support import CONFIG, make_config


def test_forms_are_read_in_lower_case() -> None:
    (form,) = make_config(CONFIG + '[[forms]]\nsender = "@Forms.Example"\nname = ["Wer"]\n').forms
    assert (form.sender, form.name, form.subject) == ("@forms.example", ("Wer",), "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('sender = "forms.example"', "write an address"),
        ('sender = "a@b.example"\nsubjekt = "x"', "did you mean subject?"),
        ('sender = "a@b.example"\nname = [""]', "forms.0.name.0"),
    ],
)
def test_wrong_form_is_named_with_its_line(line: str, words: str) -> None:
    use_language("en")
    with pytest.raises(SettingsError, match="forms") as refused:
        make_config(f"{CONFIG}[[forms]]\n{line}\n")
    assert words in refused.value.message
