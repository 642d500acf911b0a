"""The page of frequent questions in a real browser: it searches, it shows, it asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from agent_console.desk.faq import Faq, Page, Question, Topic
from agent_console.services.faq import write_faq
from tests.e2e.chromium import is_blank, opened_in_chromium

RETURNS = "Die Rücksendung geht an https://shop.example/zurueck.\n\n1. Packen\n2. Abgeben"


def questions(*pairs: tuple[str, str]) -> tuple[Question, ...]:
    return tuple(Question(title.split()[1], title, text) for title, text in pairs)


FAQ = Faq(
    (
        Page(
            "de",
            (
                Topic("return", "Rückgabe", questions(("Wie geht etwas zurück?", RETURNS))),
                Topic("order", "Bestellen", questions(("Wie zahle ich?", "Mit Karte."))),
            ),
        ),
        Page("en", (Topic("return", "Returns", questions(("How do I return?", "By parcel."))),)),
    )
)


def shown(html: str) -> list[str]:
    """The questions that can be seen: neither they nor what they stand in is hidden."""
    found, language = list[str](), ""
    for tag in re.findall(r"<(?:section|article)[^>]*>", html):
        if 'class="page"' in tag:
            language = "" if "hidden" in tag else tag
        elif tag.startswith("<article") and language and "hidden" not in tag:
            found += re.findall(r'id="([^"]+)"', tag)
    return found


def test_search_in_the_address_shows_what_fits_and_no_request_leaves(tmp_path: Path) -> None:
    page = write_faq(FAQ, tmp_path, "Shop", "hilfe@shop.example")[0]
    found = opened_in_chromium(page, "q=RUECKSENDUNG%20packen&l=de")
    assert shown(found.html) == ["de-geht"]
    assert "1 von 2 Fragen" in found.html
    assert not is_blank(found.png)
    assert found.hosts == frozenset()


def test_page_without_a_search_shows_all_of_the_chosen_language(tmp_path: Path) -> None:
    found = opened_in_chromium(write_faq(FAQ, tmp_path)[0], "en")
    assert shown(found.html) == ["en-do"]
