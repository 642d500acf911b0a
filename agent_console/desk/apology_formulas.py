"""Words of which form letters are made: who writes nothing else has told nothing of the matter."""

from __future__ import annotations

import functools

# Beginnings of words, without umlauts, double s as one s.
_FORMULAS = """
absolut anderer andern angenehm anliegen anspruch arger aufmerksam aufrichtig ausgleich
ausserordent bedaur bedauer beispiel belast beseres besuch betrof bieten buchung chance danken
darstell diesmal durf empfind entsch entsprech entstand enttausch erfahr erhalt erkenn erlebnis
erreich erstatt erwart feedback form freundlich frust funktion gast gaste gefuhl gelesen gelung
genom geschrieben gewandt gewohnt grund gut haus herz hinterlegt hinweis hoff jederzeit klage klar
kontakt konto kritik kund kummer laut leist leser massnahm mitglied moglich mocht nachvoll nehm
nie partner pasier person prof prozes qualitat regelt reise rundgelauf rund selbstverstand serios
sicher sorg spatest stand stehen stell total uberweis unanehm unerfreu unmut unregel unschon unser
unzufrieden verbeser verdien vermeid verstand versteh vertrau vielmals vorfal vorgestellt vorkom
waren wahrnehm weitergel werte wert wichtig wisen wunsch ziel zufried zunachst zustand zutief
absolute accept account acknowledg affect allow apolog appreciat apparent attention aware bring
business buyer care cause challeng charge chance client commit complain complet concern confus
connection contact convey deep deserv difficult disappoint driver effectiv effort ensure entire
equipment especial exceed excellen expect experience facilit fail fall feedback feel fell fully
follow forward frustrat genuine give glad gladly great guest happen happy hard hear heart highest
honest hope humbl immens importan improv incident inconven indeed inquiry instance kind learn
level like look loyal manag matter meet mistake moment nice note notic occasion occur office offer
opportun ourselv patien people person plan pleas precious priorit process product profus provid
purchas quality reach read reason receipt recent regret reliab relay respons review run sad satisf
serious service set share short sincer situation somebody someone someth sort standard star strive
striv submit support team terminat terribl totally treat tru trust turn understand unpleas
unsatisf upset utmost valu visit waive wholeheart wish word worr
"""


def is_formula(word: str) -> bool:
    """Return whether a word, as it is compared, belongs to form letters."""
    return word.startswith(_formulas())


@functools.cache
def _formulas() -> tuple[str, ...]:
    return tuple(_FORMULAS.split())
