"""More German wordings that spoil an apology: blame and excuses told as plain facts.

By ``excuses.Spoiler``; groups are those of ``excuses_de``; notation: see ``wordings``.
"""

from __future__ import annotations

FACTS = {
    "customer": """
(sehr|ziemlich|schon|reichlich|recht|etwas|arg) (leichtsinnig*|leichtfertig*|fahrlässig*|naiv*
|unvernünftig*|unvorsichtig*|nachlässig*|unüberlegt*)_(von|ihrerseits|gewesen)
(leichtsinnig|leichtfertig|fahrlässig|naiv|unvernünftig|unvorsichtig|nachlässig) (von|gegenüber)
(braucht|brauchen|darf|dürfen|muss|müssen) (sich|du dich|sie sich)~nicht (zu )?wundern
(wobei|allerdings|dennoch|trotzdem) (ich|wir) (sagen|anmerken|ergänzen|hinzufügen|zugeben) (muss
|müssen)
(aber|nur) (mal )?(unter uns|ehrlich|im vertrauen)
(dazu|da) gehören (immer|ja|auch|nun mal|bekanntlich) zwei
(ganz|völlig|gänzlich) unschuldig (sind|bist|waren|warst)
(sie|du) (sind|bist|waren|warst)_nicht_(ganz )?(unschuldig|unbeteiligt)
(selber|selbst) (schuld|zuzuschreiben|eingebrockt)
""",
    "others": """
(geht|gehen)_auf die kappe (des|der|vom|von (unser*|dem|der|den|ein*))_
(die|der) (haben|hat)_(mist|murks|pfusch|unsinn|blödsinn) (gebaut|gemacht)
(baden|büßen|löffeln) (es|das|wir es|wir das) (nur |jetzt |nun )?aus
(bei uns|hier|aus dem haus|unser haus)_(ging|gingen|war|waren|verließ*|lief)~(makellos|einwandfrei
|tadellos|heil|intakt|unversehrt|perfekt|in ordnung|pünktlich|fehlerfrei|unbeschädigt|sauber)
(ging|gingen|war|waren|verließ*)_(makellos|einwandfrei|tadellos|unversehrt|unbeschädigt)_(aus dem
|bei uns|unser|unsere)
was (die|der|diese) *_(anstellen|anstellt|treiben|treibt|veranstalten|sich dabei)
{carrier}_(schmeißen|werfen|wirft|pfeffern|pfeffert)
(auf|über) {carrier}_(kein verlass|nicht zu verlassen|ärgern wir|beschwer*)
(geht|gehen) (allein |ganz |eindeutig |klar |voll )?(auf|zu) (das |die |dessen |deren )?(kappe
|konto|lasten) (des|der|von|vom|unser*)_
""",
    "circumstance": """
(die|eben die|halt die) hölle los
(auch|selbst|nicht mal) (die|der|das) beste *_(nicht|kein*)
(das|so) (ist|geht es|läuft das) (eben |halt |nun mal )?(in|bei) (jeder|jedem|allen) *
(ist|war) (hier|bei uns|da) (eben|halt|nun mal|immer|natürlich)_(los|voll|chaos|trubel|stress)
(wo|wenn) (menschen|viele|so viele|gehobelt)_(arbeiten|zusammenkommen|wird)
""",
    "conditional": """
(wenn|falls|sofern) ≈(haben|sein|worden|gekommen|gewesen|vergriffen) sollte(n|st)?~(leid|bedaure*
|bedauer*|entschuldig*)
(täte|würde)_(mir|uns)~leid
sollte(n|st)? ≈(sein|haben|worden)≈(tut|täte|würde|bedaure*|bedauer*|bitte*|entschuldig*)
""",
    "cold": """
(anliegen|vorgang|fall|ticket|akte|angelegenheit) (damit |somit |hiermit |nun )?_als (erledigt
|abgeschlossen|gelöst|geschlossen)
(status|ticket|patient|kunde|aktenzeichen|vorgang)(:| #| nr)
(entspricht|entsprach|entsprechen) nicht (der|den|unserer|unseren) (*anweisung*|vorgabe*|richtlinie*
|norm*|standard*)
(wird|ist|wurde) (als )?(berechtigt|begründet|valide) (anerkannt|eingestuft|bewertet)
""",
}
