"""German wordings that sound insincere, cold or too sure, by ``excuses.Spoiler``.

Groups are those of ``excuses_de``; notation: see ``wordings``.
"""

from __future__ import annotations

TONES = {
    "conditional": """
(für den fall|vorausgesetzt|angenommen|sofern)~{sorry}
{sorry}~(falls|sofern|soweit)
{sorry}~+ (sollte|sollten|solltest) (sie|ihnen|du|dir|es|das|dies|dadurch|hierdurch|unser*
|jemand)
{sorry}_, wenn
(wer|jeden, der|alle, die|diejenigen)~{feel}~(bitte|bitten|entschuldig*)
{sorry}~(insoweit|insofern|inwieweit)
(falls|sofern|wenn|§sollte|§sollten|§solltest)~{feel}~{sorry}
(falls|sofern|sollten|solltest) (sie|du|ihnen|dir|euch)~(empfunden|empfinden|gefühlt
|wahrgenommen|verärgert|unannehmlichkeit*|gekränkt)
(mögliche*|etwaige*|eventuelle*|allfällige*|evtl entstanden*
|eventuell entstanden*)_(unannehmlichkeit*|umstände*|ärger*|missverständnis*)
(falls|sofern|§sollte|§sollten|§solltest)≈(entschuldig*|bedauer*|bitte* (wir|ich)_entschuldigung
|tut_leid)
(wenn|falls|sofern) (sie|du) (dies|das|es|etwas|unser*)_als_(erlebt|empfunden|verstanden
|wahrgenommen|aufgefasst)
(wenn|falls|sofern) (das|dies|es) (so |bei ihnen |bei dir )?(rübergekommen|gewirkt|wirkte
|so angekommen)
der eindruck entstanden
""",
    "feeling": """
(leid|bedauer*|bedaure*), dass (sie|du|ihr|bei ihnen|ihnen)~(so (sehen|siehst|empfinden
|empfindest|empfunden|wahrnehmen|wahrgenommen)|(unzufrieden|verärgert|enttäuscht|aufgebracht
|nicht zufrieden) (sind|waren|bist|seid|warst)|(schlecht|unfair|ungerecht
|unfreundlich) (behandelt|beraten|bedient|betreut) (fühlen|fühlst|gefühlt)|eindruck
|gestört fühlen)
(ihrer|deiner) (meinung|ansicht|auffassung|wahrnehmung) nach
(nach|in) (ihrem|deinem) (empfinden|eindruck)
aus (ihrer|deiner) sicht
(subjektiv*|vermeintliche*)
(ihr|ihre|ihren|ihrem|der|die|das|den) angebliche*
(behaupten|behauptest) (sie|du)
(sie|du) (behaupten|behauptest|unterstellen)
""",
    "belittling": """
fehler passieren
fehler (kommen|können|unterlaufen|geschehen) (nun|eben|leider|halt|mal|überall|immer|jedem|auch
|schon|passieren|vorkommen|einmal|gelegentlich|uns allen|vor)
(kann|können) (jedem|schon|immer|mal|überall|leider|eben|nun|halt|auch|einmal|hin und wieder
|gelegentlich|bei uns|im alltag)_(passieren|vorkommen|geschehen)
(kommt|kommen|passiert|passieren) (schon|leider|eben|nun|halt)?_(mal|einmal|gelegentlich
|hin und wieder|überall|selten|ab und zu|ab und an)
(das|so etwas|sowas|dies) (ist|war) (nun|eben|halt|doch|ja)_(mal|einmal|kein|nicht)
nur menschlich|menschlich sind fehler|irren ist menschlich|wir sind (auch )?(alle )?nur menschen
einzelfall
(kein|nicht gleich ein) (drama|weltuntergang|beinbruch)
halb so (wild|schlimm)
(muss|müssen|sollte|braucht) (man|sie|du)_(nicht|kein*) (gleich |so )?(ein fass|aufregen|theater
|drama|wirbel
|aufheben|große sache|übertreiben|an die decke)
(fass aufmachen|fass aufzumachen|aus einer mücke|sturm im wasserglas|viel lärm
|kein grund zur aufregung)
so (ein|eine|was wie ein) (*chen|*lein) (ist|sind|heilt|kommt|hat|war)
nicht (ganz )?so (schlimm|tragisch|dramatisch|wild)
kleine* (unannehmlichkeit*|panne|missgeschick*|malheur|versehen|verzögerung|ungereimtheit*
|unstimmigkeit*|problem*|fehler*|fauxpas)
(geringfügig*|unbedeutend*|minimal*) (problem*|fehler*|verzögerung*|mängel*|mangel|abweichung*)
wo gehobelt
(normalerweise|in der regel|üblicherweise) (funktioniert*|klappt|läuft|passiert|sind|arbeiten
|liefern|gibt|ist|haben)
(andere|anderen|die meisten|alle anderen|viele|tausende)_kunden_(sind|haben|beschwer*|zufrieden
|kein*|keine)
noch nie_(beschwert|beschwerde|problem*|reklam*)
(der|die|das) erste*~beschwer*
(bisher|bislang) (hat|haben|gab) (sich |es )?(niemand|keiner|kein*|noch)_(beschwer*|reklam*)
(übertrieben|übertreiben|übertreibung|überreagieren|überreaktion|aufbauschen)
(ist|sind)_(völlig|ganz|durchaus|absolut) (normal|üblich)
(ist|sind|bei|sei) _(normal|üblich|branchenüblich|handelsüblich)
(können|kann) (wir|ich)_nicht (nachvollziehen|feststellen|erkennen|nachvollziehbar)
(kein|keinen) (fehler|mangel|defekt|anlass) (festgestellt|feststellen|erkennen|erkennbar
|gefunden)
nicht_(vermeiden|auszuschließen|ausschließen|vermeidbar)
(es )?(wurden|sind)_fehler (gemacht|passiert|unterlaufen|geschehen)
trotz (aller|größter|bester|höchster)_(sorgfalt|mühe|vorsicht|kontrolle*|umsicht)
""",
    "file-number": """
beschwerde(-)?(nummer|nr|vorgang|id|akte|stelle|management|abteilung)*
(unter|mit|trägt|hat|lautet|folgende*) (der|dem|die|das|ihre)?_(vorgangsnummer|vorgangs(-)?nr
|fallnummer|ticketnummer|aktenzeichen|bearbeitungsnummer|reklamationsnummer|referenznummer
|vorgangskennung|geschäftszeichen)
(vorgangsnummer|fallnummer|ticketnummer|aktenzeichen|bearbeitungsnummer|reklamationsnummer
|referenznummer) (lautet|ist|an|stets|bei)
(ihre|ihrer|deine|die) (beschwerde|reklamation|eingabe|meldung)_(wurde|wird|ist|haben
|hat)?_(registriert|erfasst|aufgenommen|bearbeitet|weitergeleitet|eingegangen|protokolliert
|dokumentiert|abgelegt|erhalten)
(ihr|das) (anliegen|vorgang|fall|schreiben) (wurde|wird|ist|befindet)_(registriert|erfasst
|aufgenommen|in bearbeitung|bearbeitet|weitergeleitet|protokolliert|dokumentiert|eingegangen)
""",
    "cold": """
zur kenntnis (genommen|nehmen)
(bitten|bitte|hoffen|hoffe|danken|danke|dank|ersuchen) _(um|auf
|für) (ihr |dein |euer |etwas |ein wenig )?verständnis
haben sie _verständnis
(gemäß|laut|nach|entsprechend) (unser* )?(agb|allgemeinen geschäftsbedingungen
|geschäftsbedingungen|richtlinien|vorschriften|bestimmungen|statuten|hausordnung)
(agb|allgemeinen geschäftsbedingungen) (sehen|regeln|sagen|besagen|schließen|gilt|gelten)
unsere* richtlinien
(weisen|weise) (wir |ich )?(sie )?(darauf|vorsorglich|ausdrücklich)
(eins nach dem anderen|der reihe nach)_(bearbeit*|abgearbeit*|beantwort*)|(bearbeit*|abarbeit*
|beantwort*)_der reihe nach|in der reihenfolge (ihres|des) eingangs
(ohne|keine) anerkennung (einer|von)_
beruhigen sie sich|beruhige dich|bleiben sie (bitte )?(ruhig|sachlich|höflich)
(ihr|ihren|ihrem|dein) (ton|tonfall|umgangston)
(sehen|betrachten) (wir )?(den vorgang|die angelegenheit|die sache|den fall)_als_(erledigt
|abgeschlossen)
(haben|bitte|bitten)_geduld
((ihre|ihrer|deine|deiner) wortwahl|sachlicher|ungehalten)
(bezüglich (der|des|ihr*)|monier*|abzusehen|teilen wir folgendes|beschwerdeführer*|eingaben)
(beanstandung|aktenlage|nebst|betreffend|betreffs|diesseits|vorbezeichnet*|vorgenannt*|obig*
|sachverhalt*)
gez *
(ergeht|erging)_(mitteilung|bescheid|antwort)
(wird|werden)_(verfügt|ersucht|anheimgestellt|terminiert|festgesetzt)
(terminiert|festgesetzt|vorstellig)
(ist|sind)_(vorzulegen|abzugeben|einzureichen)
(beschwerde|reklamation|schreiben|eingabe)_(liegt|lag)_vor
(wird|werden) (daher |hiermit |dafür )?um (entschuldigung|nachsicht)
""",
    "overpromise": """
(gebe|geben|haben|hast) (ich|wir|sie|du) (ihnen |dir |euch )?(hiermit |darauf )?mein wort
mein (ehren)?wort darauf
(für|auf|in|bis in) (alle|alles) (zeit*|zukunft|ewigkeit*)
bis ans (ende|lebensende)|bis an (ihr|dein) lebensende|solange (sie|du) (leben|lebst)
(unbegrenzt*|grenzenlos*|uneingeschränkt*)_(kostenlos|gratis|frei*|alle|sämtliche)
ohne (jede |jegliche )?(obergrenze|höchstgrenze|grenze|limit)
in jeder höhe|egal in welcher höhe|in (beliebiger|unbegrenzter) höhe
kein (einziges mal|einziger|einzige*)~(mehr|auftreten|vorkomm*|geben)
(keine|keiner|keinen) (sekunde|minute) (mehr )?(aus|verspätung|warten|ausfall*)
(hand|hände)_ins feuer
(egal|ganz gleich) (was|wieviel|wie viel) (sie|du|es)
(nennen sie|nenn) _(summe|preis|betrag)_(zahlen|überweisen|bekommen)
(hundert|tausend|zweihundert) jahre
(nie|niemals) (wieder|mehr)_~(vorkomm*|passier*|gescheh*|auftret*|erleb*|ärger*|haben|warten
|erfahren|geben|wiederholen|auftauchen|begegnen)
(nie|niemals) wieder
(garantiere|garantieren|versichere|versichern|verspreche|versprechen|schwöre) _dass~(nie|niemals
|nicht mehr|nicht wieder|nicht noch einmal|kein*|immer|stets|auf keinen fall|ausgeschlossen)
(ehrenwort|großes versprechen|schwöre|schwören|hand ins feuer|hoch und heilig)
(wird|werden|werde|wirst)~(kein*|nie|nicht*|niemand)~(jemals|je)|(kein*|nie|nicht*)~(jemals
|je)_~(wird|werden
|werde)
(wird|werden)~(immer|stets|jedes mal) (pünktlich|sauber|perfekt|einwandfrei|tadellos|reibungslos)
(garantiere|garantieren) (ich|wir|dir|ihnen|euch)
(ich|wir) (garantiere|garantieren)
garantiert
hundertprozentig*|100-prozentig*|100 ?%ig*|(zu )?(100|hundert) ?(%|prozent)_(sicher*|zufried*
|verlass*
|funktion*|ausgeschlossen|zuverlässig*)
(ein für alle mal|für immer)
(alles, was|was auch immer|was immer) (sie|du) (sich )?(wollen|wünschen|möchten|verlangen|willst
|wünschst)
jeden (ihrer )?(wunsch|wünsche)
um jeden preis|koste es, was es wolle|alles menschenmögliche
(lebenslang*|zeit (ihres|deines) lebens)
(ist|wird)_ausgeschlossen, dass
unter allen umständen
(kein|keine|keinen|keiner|nichts|nie)~(jemals|je) wieder
so oft (sie|du|ihr)_(wollen|mögen|möchten|wollt|magst|wünschen)
(rest ihres|rest deines) lebens|ein leben lang
""",
}
