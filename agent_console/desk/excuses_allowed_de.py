"""German wordings that make a spoiling one harmless, by ``excuses.Spoiler``, and how we own up.

Groups are those of ``excuses_de``; notation: see ``wordings``.
"""

from __future__ import annotations

OWNED = """
(hatte|hatten|hat|bekam|erhielt|erhielten)_von (uns|mir)
(systemfehler|fehler|panne|störung) (bei uns|unsererseits|in unserem haus)
verantwortlich (sind|bin) (wir|ich)|(wir|ich)_(selbst )?verantwortlich
(unsere|meine) (verantwortung|schuld|sache|aufgabe|nachlässigkeit|schlamperei)
(ist|war|geht|nehme*|nehmen) (auf|an) (uns|mich|mir|unsere|meine)
(entschuldigt|rechtfertigt|ändert)_nichts|(macht es|macht das)_nicht besser
(hätten|hätte) (wir|ich|es mir|es uns|uns|mir)
(wir|ich)_(hätten|hätte)
(hätte|durfte|darf|hätten)_nicht_(dürfen|passieren|geschehen|vorkommen)
(unser|mein) (fehler|versäumnis|versehen)
(meine|unsere) kappe
(lag|liegt|liegen|lagen)_(an|bei) (uns|mir)
(habe ich|haben wir|hatte ich|ich habe|wir haben)_(versäumt|vergessen|übersehen|vertauscht
|verwechselt|versagt)
(keine|nicht)_(entschuldigung|ausrede|entschuldigt|rechtfertigung)
(sehr wohl|verantworten wir|meine verantwortung|unsere verantwortung|nehme ich auf mich
|nehmen wir auf uns)
(kann|können)_(er|sie|der *|die *)_nichts dafür|nichts falsch gemacht
"""
HARMLESS = {
    "busy": """
(sie|du) (haben|mussten|hast|musstest)_
nach so
""",
    "as-said": """
(sie|du)_(haben|hatten|hast|hattest)
(haben|hatten|hast|hattest) (sie|du)
""",
    "but": """
(nicht|nichts|nie) (zu )?entschuldigen
(gleichwertig*|ersatz*|neue*|andere*|besser*)_(steht|liegt|habe*|bekomm*|bereit)
(aber|doch|jedoch|allerdings|nur) _(ich|wir|jetzt|heute|nun|ab sofort|morgen|zum glück)_{helps}
(aber|doch|jedoch|allerdings)_{helps} (ich|wir|sie|du)
(aber|doch) (ich|wir)_(habe|haben|werde|werden|kann|können|möchte|möchten)~{helps}
""",
    "conditional": """
(falls|wenn|sofern|sollte|sollten|solltest)_(gern|gerne|mögen|magst|möchten|möchtest|wünschen
|wollen|noch|lieber|fragen|etwas fehlen|etwas brauchen)
""",
    "not-us": """
(sie|du|ihnen|dir)_keine schuld
(sie|du)_(haben|hast|müssen|musst|brauchen|brauchst)_nichts|(haben|hast) (sie|du)
nicht ihre schuld|keine schuld daran
""",
    "customer": """
(von uns|unsererseits|von mir|bei uns|von unserer seite|bevor wir|bevor ich)
(sie|du) (haben|hatten|hast|hattest)_(klar|deutlich|ausdrücklich|eindeutig|richtig|genau
|rechtzeitig|korrekt|alles)
(haben|hatten|hast|hattest) (sie|du)_(klar|deutlich|ausdrücklich|eindeutig|richtig|genau
|rechtzeitig|korrekt|alles)
(wir|ich|man|niemand|keiner)_(haben|habe|hat|hatten|hätten|hätte) (sie|dich|ihnen|dir|ihre*|uns)
(haben|hatten|hätten|habe) (wir|ich)
(bekommen|erhalten|haben|sein|werden) (müssen|sollen|dürfen|können)
(nicht|kein)_(überrascht|verwundert|wunder|wundern|verübeln)
(wundert|überrascht) (es )?(mich|uns) (gar |überhaupt |kein bisschen )?nicht
(nicht|kaum|wenig|zu) (klar|deutlich|eindeutig)|unser*~(hätte|nicht)
(uns|unser*)_(zuzuschreiben|zuzurechnen|anzulasten)
(gern|gerne|direkt)_(bei )?(mir|mich)|(mir|mich|uns)_(direkt|gern|gerne)
(nicht|nie|kein*) (ihr|ihre|dein|deine) (schuld|fehler|verschulden)
(hätten wir|wir hätten|hätte ich|ich hätte)
""",
    "cold": """
(sie|du) (haben|hatten|hast|hattest)_geduld|geduld_(gezeigt|bewiesen|gehabt|verloren|strapaziert
|gereicht|reicht|gefordert|verlangt)|(ihre|deine|ihrer|viel) geduld|(unser*|mein*|seine*)_wortwahl
""",
    "feeling": """
(ob|dass|wenn|bis)_aus (ihrer|deiner) sicht_(alles|nichts|es|das|noch|jetzt|die|der)
""",
    "circumstance": """
(ab jetzt|ab sofort|künftig|in zukunft|von nun an|ab heute|seit heute|damit)
""",
    "others": """
(ab jetzt|ab sofort|künftig|in zukunft|von nun an|ab heute)
""",
    "overpromise": """
(herstellergarantie|garantiezeit|garantiefall)
""",
    "belittling": """
(sie|du) nicht einmal
(kein|keine|nicht|keineswegs|alles andere als)_(klein*|übertrieben*|gering*)
(nicht|nie|kein|keinesfalls|niemals) (normal|üblich|menschlich|einzelfall)
""",
}
