"""German groups of words that excuses, reproaches and blame are made of; see ``apology_sense``.

No word spoils an apology alone: ``apology_weights_de`` says how much each group weighs. The
notation is that of ``wordings``.
"""

from __future__ import annotations

GROUPS = {
    "you": """
(sie|du|ihnen|dir|dich|ihr*|dein*)
""",
    "past_of_you": """
((sie|du) (haben|hatten|hast|hattest|waren|warst|wollten|*ten|*test)
|(haben|hatten|hast|hattest|waren|scheinen|hätten) (sie|du))
""",
    "we": """
(ich|wir|uns|mir|mich|unser*|mein*)
""",
    "generic": """
(man|wer|jeder*|jedem|alle|kunden*|leute*|menschen|gäste*|besteller*|eltern|patienten|nutzer*
|mieter*|andere*|anderswo|die meisten|erfahrungsgemäß|einer|keiner|niemand|niemandem)
""",
    "contrast": """
(aber|allerdings|jedoch|dennoch|trotzdem|freilich|dabei|immerhin|andererseits|übrigens|im übrigen
|trotz allem|gleichwohl|indes|hingegen|auch)
""",
    "resign": """
(nun mal|nun einmal|eben|halt|ja nun|ja auch|schließlich|eigentlich|natürlich|bekanntlich|wohl
|schon|einfach|schlicht*|ehrlich gesagt|ehrlicherweise|bloß|gewiss|offen gestanden|mal|ja|doch
|nur|naturgemäß|erst)
""",
    "sadly": """
(leider|bedauerlicherweise|dummerweise|unglücklicherweise|ausgerechnet)
""",
    "guess": """
(vermutlich|offenbar|wahrscheinlich|anscheinend|wohl|offensichtlich|womöglich|vielleicht
|möglicherweise|scheinen|scheint|eindeutig|augenscheinlich)
""",
    "would": """
(hätte*|wäre*|sollte*|könnte*|müsste*|dürfte*|würde*)
""",
    "must": """
(muss|müssen|musst|darf|dürfen|darfst|soll|sollen|sollten|braucht|brauchen|gehört|gehören)
""",
    "third": """
(bank*|stadt*|gemeinde|hersteller*|*lieferant*|großhändler*|händler*|bote*|*bote|fahrer*|firma
|firmen|betrieb*|anbieter*|*agentur*|partner*|subunternehm*|*betreiber*|behörde*|amt|ämter
|vermieter*|*verwaltung|labor*|veranstalter*|druckerei*|fabrik*|werk|werkstatt*|spedition*
|kurier*|post|dhl|hermes|dpd|gls|paketdienst*|airline*|fluggesellschaft*|flughafen*|versicherung*
|versicherer*|dienstleister*|handwerker*|monteur*|zulieferer*|konzern*|zentrale|bahn
|verkehrsbetrieb*|nachbar*|arzt|klinik|verlag|produzent*|vorlieferant*|logistik*|zusteller*
|netzbetreiber*|provider*|unternehmen|vertragspartner*|franchise*|reinigungs*|caterer*
|sicherheitsdienst*|callcenter*|programmierer*|entwickler*|gesetzgeber*|ministerium|dritte*
|fremdfirma|dachdecker*|installateur*|elektriker*|maler*|gutachter*|makler*|eigentümer*
|hausmeister*)
""",
    "staff": """
(kolleg*|mitarbeiter*|mitarbeiterin*|aushilf*|azubi*|auszubild*|lehrling*|praktikant*|student*
|schicht*|*schicht|lager|buchhaltung|personal|*personal|team|abteilung*|herr|frau|vorgänger*
|leiharbeit*|saisonkraft*|saisonkräfte|*kraft|empfang|rezeption*|chef*|techniker*|verkäufer*
|sachbearbeit*|kräfte|der junge|die neue|der neue)
""",
    "pejorative": """
(schlamp*|*schlamp*|faul|bequem|murks|schrott|pfusch*|gepfuscht|geschlampt|schludr*|lazy
|vermurkst|verbockt|versaut|vergeigt|unfähig*|unzuverlässig*|ahnungslos*|hinters licht|im stich
|sitzen lassen|bummel*|gebummelt|chaos|durcheinander|mauert|blockiert|schläft|geschlafen|trödel*
|getrödelt|dumm*|keine lust|wie immer|mal wieder|schon wieder|ständig|notorisch|überfordert
|unerfahren*|erfahrung|kennt sich|nachzudenken|angedreht|zweite wahl|verschuldet|versagt|schuld
|verantwortung|verantwortlich|zuständig|zuständigkeit|abmahnung|gekündigt)
""",
    "load": """
(hundert*|tausend*|*hundert|dutzend*|pro tag|am tag|täglich|stündlich|in der stunde|hochbetrieb
|hochsaison|saison|weihnacht*|advent*|ferien*|urlaub*|feiertag*|jahresende|monatsende
|quartalsende|krank*|fieber|grippe*|erkältung*|corona|elternzeit|kur|unterbesetzt|besetzt|allein
|alleine|zu zweit|zu dritt|stress*|hektik|hektisch*|überlast*|überrannt|andrang*|übervoll|voll
|trubel|kapazität*|engpass*|engpässe|mangel|*mangel|ausfall|ausgefallen|ausfälle|abgesprungen
|vertretung|vertrete|leuten|hände|händen|nachfrage|auslastung|feierabend|rekord*|ansturm*|flut
|berge*|überstunden|schichten|nachtschicht*|stunden am tag|viele|vielen|so viel|so wenig*|wenigen
|klein* (team|betrieb|laden|verein|büro)|ehrenamt*|nebenbei|zwölf stunden|rund um die uhr
|gleichzeitig|überall)
""",
    "nature": """
(wetter*|schnee*|sturm*|regen|eis|glatteis|frost*|hitze|kälte|stau|verkehr*|baustelle*|server*
|technik|technisch*|software|system*|computer*|rechner*|drucker*|maschine*|anlage|strom*
|stromausfall|streik*|virus|update|programm|internet|umstellung|umzug|natur*|holz|wolle|leder
|hochwasser|unwetter|serverausfall|kassensystem|spam*|algorithmus|automat*|gesetz*|vorschrift*
|datenschutz|regeln|bürokratie|preis*|preisen|inflation)
""",
    "cannot": """
(nicht möglich|unmöglich|nichts (machen|tun|ändern|zu machen|zu tun|dafür)|ging nicht|geht nicht
|geht eben|nicht anders|verhindern|vermeid*|vermeidbar|ausschließen|auszuschließen|ahnen
|vorhersehen|vorherseh*|einplanen|einzuplanen|planen|rechnen|gerechnet|machtlos|ausgeliefert
|zerteilen|alles versucht|getan, was|unser bestes|in unserer macht|nicht in der hand
|keinen einfluss|kein einfluss|kein kraut|grenze*|spielraum|unvermeidlich*|zwangsläufig
|nicht drin|nicht zu schaffen|schaffen|perfekt|wunder|zaubern|hexen|hinterher|nicht jede*
|nicht alles|nicht immer|kein*|nie ganz|nur menschen|auch nur)
""",
    "normal": """
(passiert|passieren|kommt vor|kommt|vorkommen|üblich*|normal*|in der regel|gewöhnlich|überall
|jeder firma|jedem|jeder|allen|branche|gelegentlich|manchmal|hin und wieder|ab und zu|mal|einmal
|öfter|dauert|schwierig*|nicht einfach|kinderkrankheiten|irgendwann|irgendwo|seit|derzeit|zurzeit
|momentan|gerade)
""",
    "papers": """
(anleitung*|etikett*|verpackung*|packung|hinweis*|agb|vertrag*|formular*|website|seite
|beschreibung*|bestätigung*|mail|tabelle|kleingedruckt*|frist|handbuch|bedingung*|maske|buchung
|häkchen|zettel|karte|foto|adresse|anschrift|nummer|*nummer|passwort|kennwort|code|maße|größe
|termin|pflegehinweis*|merkblatt|bürozeiten|schild|ausweis)
""",
    "care": """
(lesen|gelesen|liest|beacht*|prüf*|kontroll*|nachmess*|gemessen|schau*|geschaut|draufschau*
|nachschau*|blick|achten|aufpass*|angegeben|eingegeben|eingetippt|getippt|ausgefüllt|ausgewählt
|gewählt|bestellt|gereinigt|gewaschen|wäscht|waschen|zugemacht|abgeholt|geöffnet|öffnen
|angeschlossen|abgestellt|abgeschaltet|gewartet|gemeldet|melden|meldet|reagiert|reaktion|gerührt
|erschienen|da|anwesend|zu hause|ignoriert|überflogen|überlesen|übersprungen|verstreichen
|vergessen|versäumt|falsch*|richtig*|sachgemäß*|selbst|nutzung|benutzung|zugestimmt|geknabbert
|wasser|angestoßen|fallen|verloren|imprägnieren|gezogen
|zu (spät|fest|stark|straff|lange|früh|viel|wenig))
""",
    "tone": """
(ton|tonfall|ausrufezeichen|großbuchstaben|wortwahl|sachlich|höflich|höflichkeit|freundlich*
|schimpf*|droh*|anwalt*|bewertung*|bewerten|öffentlich*|presse|geduld|geduldig*|verständnis
|gelassen*|respekt*|laut*|beleidig*|kraftausdrücke|unterstell*|vorwurf|vorwürfe|vorzuwerfen
|betrug|anprangern|fair*|übertreib*|übertrieben|beschwerde|beschweren|beschwert|bemängeln
|reklamation|mahnung*|nachzufragen|nachfragen|anrufe|mails|drama|theater|aufregung|auftritt
|verhalten|erwartung*|erwarten|nachsicht|mitarbeit|entgegenkommen|starkes stück|zu weit|schade
|benehmen|manieren|lächeln|unter druck|stil|art|worte|vertrauen|dankeschön|dank|anständig*
|miteinander)
""",
    "future": """
(künftig*|in zukunft|zukünftig|beim nächsten mal|nächstes mal|das nächste mal|fürs nächste mal
|für das nächste mal|demnächst|ein andermal|ab sofort|ab jetzt|ab heute|von heute an|von nun an)
""",
    "owned": """
(
unser* (fehler|irrtum|versehen|versäumnis|aufgabe|sache|schuld|verantwortung|entscheidung|problem)
|mein* (fehler|irrtum|versehen|versäumnis|aufgabe|sache|schuld|verantwortung)|hätten wir
|hätte ich|wir hätten|ich hätte|haben wir|wir haben|ich habe|habe ich|wir hatten|hatten wir
|hatte ich|bei uns|von uns|von mir|nicht (bei )?(ihnen|ihre|sie)|trotzdem|nichts falsch
|stehen wir|ändert daran|ausrede|rechtfertig*|entschuldig*|verdient|recht|verstehe|verstehen
|verständlich)
""",
    "negation": """
(nicht|kein*|nie|niemand|ohne|nichts|keiner)
""",
    "absolute": """
(immer|stets|nie wieder|nie mehr|niemals|kein einzig*|jede* *|jemals|je|für alle|ewig*|lebens*
|leben|hundert prozent|hundertprozent*|garantier*|versprech*|verspreche|schwöre|mein wort
|verlassen|unbegrenzt|grenzenlos|ohne limit|ohne grenze|ohne höchstgrenze|egal|was immer|was auch
|alles|alle zeiten|zehnfach*|umsonst|gratis|ausnahmslos|ausgeschlossen|keine fehler|fehlerfrei
|sekunde|minute|minuten|auf die minute|hand dafür|punkt|jahre|gewinnen|bestehen|wunsch|summe
|kein* * mehr|nicht mehr)
""",
    "belittle": """
(nur|bloß|kaum|klein*|wirklich|beinbruch|dramatisch|schlimm*|tragisch|nichts ernstes|rede wert
|fällt|überlebt|vergleich|genau genommen|technisch gesehen|streng genommen|zum glück|immerhin|ja
|andere|pünktlich|schnell|übertreib*|halb so|millimeter|kirche im dorf|wohl kaum|gar nicht so)
""",
    "instruct": """
(bitte (achten|melden|denken|beachten|beim|lesen|prüfen|planen|erst)|achten sie|lesen sie
|prüfen sie|denken sie|wenden sie|beschweren sie|überlegen sie|haben sie|bedenken sie
|berücksichtigen sie|verstehen sie|bitte sie|bitten sie|sie sollten|du solltest
|es wäre (schön|gut|hilfreich|einfacher|nett)|wäre es schön
|sie müssen (wissen|verstehen|bedenken|sehen)|man (muss|sollte|darf|kann|könnte)|bitte)
""",
    "as_if": """
(hätten sie|wenn sie|hättest du|wenn du|ein anruf|ein blick|mit de* richtig*|mit etwas
|bei sachgemäß*|bei richtig*|hätte genügt|hätte gereicht|wäre das nicht|wäre nicht)
""",
    "not_us": """
(nicht (wir|uns|von uns|bei uns|in unserem|hier|an uns|unser*)|nicht bei uns
|wir (nur|selbst nur|auch nur|stellen|leiten|vermitteln|verkaufen|nutzen|erfahren|sehen)|genauso
|ebenso|selbst opfer|auch nur kunden|ausbaden|baden|dort|jener*|denen|fremd*|dafür ist
|an anderer stelle|zuletzt|wir als)
""",
    "past": """
(war|waren|wurde|wurden|hatte|hatten|kam|kamen|lag|stand|ging|fiel)
""",
    "promise": """
(versprech*|verspreche|garantier*|schwöre|mein wort|ihnen zu, dass|verbürge|sorge dafür|sorgen dafür
|verlassen sie sich|darauf verlassen|zusichern|sichere|werden sie|wird nie|wird immer|wird kein*)
""",
}
