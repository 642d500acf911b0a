"""How matters are said back in German; ``{…}`` are the facts that ``matter_words`` knows.

``{sie}`` and the other pronouns are Sie or du. A way is taken when all its facts are known.
"""

from __future__ import annotations

from types import MappingProxyType

from agent_console.desk.matter_kinds import MatterKind

_FORMAL = {
    "sie": "Sie",
    "sich": "sich",
    "ihnen": "Ihnen",
    "ihr": "Ihr",
    "ihrem": "Ihrem",
    "haben": "haben",
    "hatten": "hatten",
    "warten": "warten",
    "können": "können",
    "sind": "sind",
    "wurden": "wurden",
    "ihre": "Ihre",
}
_INFORMAL = {
    "sie": "du",
    "sich": "dich",
    "ihnen": "dir",
    "ihr": "dein",
    "ihrem": "deinem",
    "haben": "hast",
    "hatten": "hattest",
    "warten": "wartest",
    "können": "kannst",
    "sind": "bist",
    "wurden": "wurdest",
    "ihre": "deine",
}
FORMAL, INFORMAL = MappingProxyType(_FORMAL), MappingProxyType(_INFORMAL)

GERMAN = MappingProxyType(
    {
        MatterKind.CANCELLED_CHARGED: (
            "dass wir {ihnen} {amount} berechnet haben, obwohl {sie} {contract} gekündigt {hatten}",
            "dass wir {ihnen} Geld berechnet haben, obwohl {sie} {contract} gekündigt {hatten}",
            "dass wir {ihnen} {amount} berechnet haben, obwohl {sie} gekündigt {hatten}{quit}",
            "dass wir {ihnen} {amount} berechnet haben, obwohl {sie} {order} storniert {hatten}",
            "dass wir {ihnen} {order} berechnet haben, obwohl {sie} sie storniert {hatten}",
        ),
        MatterKind.CHARGED_TWICE: (
            "dass wir {ihnen} {amount} {for_order} {times} berechnet haben",
            "dass wir {ihnen} {amount} {times} berechnet haben",
            "dass wir {ihnen} denselben Betrag {for_order} {times} berechnet haben",
            "dass wir {ihnen} denselben Betrag {times} berechnet haben",
        ),
        MatterKind.REFUND_MISSING: (
            "dass {sie} {since} auf die Erstattung von {amount} {for_order} {warten}",
            "dass {sie} {since} auf die Erstattung {for_order} {warten}",
            "dass {sie} {since} auf die Erstattung von {amount} {warten}",
            "dass {sie} {since} auf {ihre} Erstattung {warten}",
            "dass {sie} {object} {from_order} zurückgeschickt {haben} und die Erstattung"
            " von {amount} noch fehlt{returned}",
            "dass {sie} {object} {from_order} zurückgeschickt {haben} und die Erstattung noch fehlt"
            "{returned}",
            "dass {sie} {object} zurückgeschickt {haben} und die Erstattung von {amount} noch fehlt"
            "{returned}",
            "dass {sie} {object} zurückgeschickt {haben} und die Erstattung noch fehlt{returned}",
            "dass die Erstattung von {amount} {for_order} bis heute nicht angekommen ist",
            "dass die Erstattung {for_order} bis heute nicht angekommen ist",
            "dass die Erstattung von {amount} bis heute nicht angekommen ist",
            "dass {ihre} Erstattung bis heute nicht angekommen ist",
        ),
        MatterKind.WRONG_ITEM: (
            "dass {sie} mit {of_known_order} {wrong_form} erhalten {haben}",
            "dass {sie} {wrong_form} erhalten {haben}",
            "dass {sie} mit {of_known_order} einen anderen Artikel als bestellt erhalten {haben}",
            "dass {sie} einen anderen Artikel als bestellt erhalten {haben}",
        ),
        MatterKind.MISSING_ITEM: (
            "dass {sie} {order} ohne {object} erhalten {haben}",
            "dass {order} nicht vollständig angekommen ist",
        ),
        MatterKind.DAMAGED: (
            "dass {sie} {object} {from_order} beschädigt erhalten {haben}{arrived}",
            "dass {sie} {object} beschädigt erhalten {haben}{arrived}",
            "dass {subject} {from_order} beschädigt {is}",
            "dass {subject} beschädigt {is}",
            "dass die Ware {from_order} beschädigt ist{later}",
            "dass die gelieferte Ware beschädigt ist{later}",
            "dass {sie} {object} {from_order} beschädigt erhalten {haben}",
            "dass {sie} {object} beschädigt erhalten {haben}",
            "dass {order} beschädigt angekommen ist",
        ),
        MatterKind.NO_ACCESS: (
            "dass {ihr} Konto {since} gesperrt ist{locked}",
            "dass {ihr} Konto gesperrt ist{locked}",
            "dass {sie} {sich} {since} nicht in {ihrem} Konto anmelden {können}",
            "dass {sie} {thing} {since} nicht richtig nutzen {können}",
            "dass {sie} {thing} nicht richtig nutzen {können}",
            "dass {sie} {sich} nicht in {ihrem} Konto anmelden {können}",
        ),
        MatterKind.DEFECTIVE: (
            "dass {subject} {from_order} {state} {is}",
            "dass {subject} {state} {is}",
            "dass {subject} {from_order} nicht richtig {works}",
            "dass {subject} nicht richtig {works}",
            "dass {sie} {object} {from_order} wegen eines Defekts nicht nutzen {können}",
            "dass {sie} {object} wegen eines Defekts nicht nutzen {können}",
            "dass der Artikel {from_order} {state} ist",
            "dass der Artikel {state} ist",
            "dass der Artikel {from_order} nicht richtig funktioniert",
            "dass der Artikel nicht richtig funktioniert",
        ),
        MatterKind.QUALITY: (
            "dass {subject} {from_order} nicht der Beschreibung {fits}{described}",
            "dass {subject} nicht der Beschreibung {fits}{described}",
            "dass die Ware {from_order} nicht der Beschreibung entspricht{described}",
            "dass die Ware nicht der Beschreibung entspricht{described}",
            "dass {sie} mit der Qualität {genitive} nicht zufrieden {sind}",
            "dass {sie} mit der Qualität nicht zufrieden {sind}",
        ),
        MatterKind.LATE: (
            "dass {order} {delay} zu spät angekommen ist",
            "dass {order} zu spät angekommen ist",
        ),
        MatterKind.NOT_ARRIVED: (
            "dass {sie} {since} auf {order} {warten}",
            "dass {order} bis heute nicht angekommen ist",
        ),
        MatterKind.BAD_TREATMENT: (
            "dass {sie} unfreundlich behandelt {wurden} und am Telefon einfach jemand aufgelegt hat"
            "{hung_up}{rude}",
            "dass bei {ihrem} Anruf einfach aufgelegt wurde{hung_up}",
            "dass {sie} bei uns angeschrien {wurden}{shouted}",
            "dass {sie} {manner} behandelt {wurden}",
            "dass {sie} unfreundlich behandelt {wurden}",
        ),
        MatterKind.NO_ANSWER: (
            "dass {sie} uns telefonisch nicht erreicht {haben}{by_phone}",
            "dass {sie} {since} auf eine Antwort von uns {warten}",
            "dass {sie} auf {ihre} Nachrichten{several} keine Antwort erhalten {haben}",
            "dass {sie} auf {ihre} Nachricht keine Antwort erhalten {haben}",
        ),
        MatterKind.OTHER: ("dass es {ihnen} um Folgendes geht: „{quote}“",),
    }
)
GERMAN_MANNERS = MappingProxyType(
    {
        MatterKind.BAD_TREATMENT: ("unfreundlich behandelt {wurden}",),
        MatterKind.NO_ANSWER: (
            "uns telefonisch nicht erreicht {haben}{by_phone}",
            "keine Antwort von uns erhalten {haben}",
        ),
    }
)
