"""German wordings that spoil an apology, by ``excuses.Spoiler``; notation: see ``wordings``."""

from __future__ import annotations

GROUPS = {
    "carrier": """
(paketdienst*|versanddienst*|zustelldienst*|zusteller*|paketbote*|kurier*|spedition*|spediteur*
|transporteur*|transportunternehmen*|transportfirma|logistik*|lieferdienst*|dhl|dpd|hermes|gls|ups
|fedex|post|versandpartner*|zulieferer*|lieferant*|vorlieferant*|hersteller*|produzent*
|dienstleister*|subunternehmen*|subunternehmer*|partnerunternehmen*|partnerfirma|zahlungsanbieter*
|zahlungsdienst*|paypal|fahrer*|fremdfirma|callcenter)
""",
    "colleague": """
(kolleg*|mitarbeiter*|aushilf*|praktikant*|azubi*|auszubildende*|lagermitarbeiter*|sachbearbeiter*
|servicekraft|teilzeitkraft*)
""",
    "sorry": """
(leid|entschuldig*|bedauer*|bedaure*|verzeihung|verzeihen|verzeih)
""",
    "but": """
(aber|jedoch|allerdings|doch|nur)
""",
    "our_word": """
(erwähnt|gesagt|mitgeteilt|geschrieben|erklärt|erläutert|beschrieben|dargelegt|bekannt)
""",
    "checked": """
(gelesen|beachtet|gemeldet|geprüft|kontrolliert|annehmen|lesen|melden|prüfen|beachten|angeben
|angegeben|informieren|informiert|reklamieren|reklamiert|verweigern|sehen|merken|aufpassen
|bestätigen|bestätigt|kontaktieren|kontaktiert|nachsehen|nachschauen|nachlesen|erkundigen|testen
|getestet|wenden)
""",
    "earlier": """
(rechtzeitig|vorher|zuvor|gleich|sofort|früher|besser|genauer|einfach|selbst|doch|eher)
""",
    "helps": """
(*schick*|send*|liefer*|*erstatt*|überweis*|überwiesen|bring*|repar*|ersetz*|*tausch*|bekomm*
|erhalt*|übernehm*|übernommen|gefunden|gelöst|gefragt|nachgefragt|bestellt|reserviert|storniert
|gutgeschrieben)
""",
    "fault": """
(verursacht|verschuldet|verschlampt|verbockt|vermasselt|verpatzt|versaubeutelt|verbummelt
|versemmelt|verpennt|geschlampt|versiebt|vermurkst|verschusselt|verschludert|zu verantworten
|auf dem gewissen)
""",
    "active": """
(gelesen|beachtet|gemeldet|geprüft|kontrolliert|angesprochen|gesagt|gefragt|geschaut|geachtet
|gehalten|gewartet|benutzt|verwendet|bestellt|angerufen|geschrieben|reklamiert|getestet|aufgepasst
|abgegeben|eingetragen|erkundigt|bedient|befolgt|mitgeteilt|nachgemessen|gemessen|aufgehoben
|aufbewahrt)
""",
    "better": """
(gründlicher|genauer|besser|früher|sorgfältiger|aufmerksamer|rechtzeitig|erst|vorher|zuerst|richtig
|frühzeitig|eher)
""",
    "feel": """
(empfunden|gefühlt|fühlen|unannehmlichkeit*|verärgert|enttäuscht|verletzt|gekränkt|missverst*
|umstände|entstanden|unmut|unhöflich*|eindruck|gestört|unzufrieden|nachteil*)
""",
}

SPOILERS = {
    "but": """
{sorry}_+ {but}
{sorry} (aber|jedoch)
{sorry}, (nur|bloß|wobei|andererseits|immerhin)
(fairerweise|der fairness halber|zu unserer (verteidigung|entlastung|ehrenrettung)|andererseits)
leider≈+ (aber|jedoch|allerdings|doch)
bedauerlich*~+ (aber|jedoch|allerdings)
zwar~(ärgerlich|unschön|bedauerlich|unangenehm|verständlich|nachvollziehbar|schade)~aber
verstehe* (ich |wir )?(ihren|ihre|deinen|deine)_+ aber
(ich|wir) (verstehe|verstehen|haben) _(ärger|unmut|verständnis|enttäuschung)_+ aber
(verständlich|nachvollziehbar), (aber|jedoch|allerdings)
(allerdings|jedoch|dennoch|gleichwohl) (müssen|muss) (wir|ich) _(hinweisen|sagen|anmerken
|festhalten|darauf|klarstellen)
""",
    "not-us": """
(lag|liegt|liegen|lagen)_nicht (an|bei|in) (uns|unser*)
nicht (unsere|meine) (schuld|verantwortung)
nicht (unser|mein) (fehler|verschulden|versäumnis|problem)
(kein|keinerlei|ohne) (eigenes )?(verschulden|fehler|schuld|versäumnis) (unsererseits|von uns
|von unserer seite|auf unserer seite|unseres hauses)
(uns|unser haus|unser unternehmen) (trifft |hier |daran |dabei )?_keine* (schuld|verschulden)
(wir|uns|unser*)_keine schuld
(dafür|hierfür|daran|da) (können|kann|konnten) (wir|ich)_(nichts|nichts dafür|nichts tun)
(können|konnten) (wir|ich) (leider |aber |nun |wirklich )?nichts (dafür|machen|tun|ändern)
nicht_zu verantworten
nicht in unsere* (hand|händen|macht|verantwortung*|einfluss*|bereich)
außerhalb_(einfluss*|kontrolle|macht|verantwort*|möglichkeit*)
(keinen|keinerlei|wenig|kaum) einfluss
höhere* gewalt
hände gebunden
(konnten|können) (wir|ich)_nicht (ahnen|wissen|vorhersehen|verhindern|beeinflussen)
nicht vorherzusehen
unvorhersehbare* *
haften wir nicht|nicht haftbar|haftung ausgeschlossen
(nicht|keineswegs)_(geradestehen|einstehen|verantworten|aufkommen)
(haben|hat|habe)_nichts_zu tun
nichts (damit )?zu schaffen
was_(sonst|noch|mehr)_hätten (wir|ich)
(konnten wir|wir konnten|konnte ich|ich konnte)_nicht (hineinschauen|hineinsehen|wissen|sehen)
und konnten_nicht (hineinschauen|hineinsehen)
was (wir|ich)_(noch|sonst|mehr) (hätten|hätte)
""",
    "as-said": """
wie_(bereits|schon|oben|zuvor|eingangs|ja|mehrfach|mehrmals|ihnen)~{our_word}
wie (gesagt|erwähnt|mitgeteilt)
(haben|hatten|habe|hatte|wurden|wurde) (wir|ich|ihnen|dir)_bereits_{our_word}
(haben|hatten) (wir|ich)_(hingewiesen|informiert, dass)
(bereits|schon|mehrfach)_(darauf hingewiesen|hingewiesen)
(noch einmal|nochmals|erneut|ausdrücklich|lediglich) (darauf )?(hinweisen|hingewiesen)
wie sie (sicher*|bestimmt|ja|vielleicht|wohl|eigentlich)_(wissen|bemerkt|gelesen)
(haben|hatten) wir_(doch|ja|schließlich|immerhin|rechtzeitig|mehrfach)_(angekündigt|mitgeteilt
|informiert|geschrieben|gesagt)
(angekündigt|mitgeteilt|informiert|hingewiesen) (haben|hatten) wir_(doch|ja|schließlich|immerhin
|rechtzeitig|mehrfach)
wie (bereits|schon|oben|zuvor|eingangs|mehrfach|mehrmals|ihnen)≈{our_word}
""",
    "busy": """
(aufgrund|auf grund|wegen|durch|bei|infolge|angesichts|dank)_(hoh*|erhöht*|stark*|groß*|enorm*
|außergewöhnlich*|ungewöhnlich*|gestiegen*|massiv*|viel*|unerwartet*)_(*aufkommen*|*nachfrage
|andrang*|*anfragen|*bestellungen|*auslastung*|*volumen*|*zahl|*menge|*belastung)
(hoh*|erhöht*|stark*|groß*|außergewöhnlich*|ungewöhnlich*|enorm*) (anfrage|bestell|auftrags|versand
|anruf|kunden|arbeits|mail|paket)*(aufkommen*|volumen*|menge*|last|belastung|andrang)
(hoh*|groß*|enorm*) (nachfrage|andrang|auslastung|arbeitsbelastung)
(personalmangel*|fachkräftemangel*|personalengpass*|personalengpässe*|krankheitsbedingt*
|krankheitswelle|krankheitsfälle*|krankenstand*|unterbesetzt*|überlastet*|überlastung|ausgelastet*
|personalausfälle*|personalsituation)
(wegen|aufgrund|durch|infolge|bedingt|dank)_(weihnacht*|vorweihnacht*|urlaubszeit|ferienzeit
|hochsaison|saison|black friday|black week|advent*|corona*|pandemie*)
(im|in der|mitten im) (weihnachtsgeschäft|vorweihnachtsgeschäft|weihnachtstrubel|hochsaison
|urlaubszeit|ferienzeit|vorweihnachtszeit)
(so|sehr|derzeit|zurzeit|momentan|aktuell|unzählige|hunderte|tausende) viele* (anfragen
|bestellungen|kunden|mails|anrufe|nachrichten|pakete|aufträge)
(viel|einiges) (los|zu tun)
alle hände voll zu tun
(sind|waren) (wir|unsere) _(im stress|unter druck|am limit)
bei_(vielzahl|menge|anzahl|masse|fülle) (an|von|der)
(tausende*|hunderte*)_(paket*|bestellungen|kunden|sendungen|anfragen|aufträge*)
in der hektik
(kolleg*|mitarbeiter*|mann|team|er|chef*|fachmann|techniker*|belegschaft|abteilung|hälfte)_(war
|waren|ist|sind)_(in den ferien|im urlaub|krank|erkrankt|krankgeschrieben|abwesend)
(außergewöhnlich|ungewöhnlich|besonders|extrem|unglaublich|sehr|so|derart|überdurchschnittlich
|ausgesprochen|unheimlich) viele*_(anfragen|bestellungen|kunden|mails|anrufe|nachrichten|pakete
|aufträge|anträge|gäste|patienten|termine|fälle)
(erkältungswelle|grippewelle|grippe|krankmeldung*)
(zur hälfte|nicht|dünn|schwach|knapp|kaum|nur) (voll |gut )?besetzt
(nur|gerade einmal|gerade mal|bloß|momentan|derzeit|lediglich)_zu (zweit|dritt|viert)
(war|waren|ist|sind|kam|kamen|hatten|haben|mitten in)_(die |der |das |den |unsere )?(inventur
|ferien|herbstferien|weihnachtsferien|sommerferien|betriebsferien|messe|feiertage|jahresabschluss
|betriebsurlaub|monatsabschluss)
(muss|müssen)~(leider|eben|auch|mal|halt)_warten
(bleibt|blieb|bleiben|blieben)_(mail*|anfrage*|nachricht*|auftrag|aufträge|eine oder andere|etwas
|manches|vieles|einiges|papierkram)~liegen
(seit|schon)_(tagen|woche|wochen|monaten|längerem) (krank|ausgefallen|erkrankt|nicht da)
(telefone|leitungen|telefon)_(nicht still|heiß|rund um die uhr)
(ist|sind|war|waren)_(derzeit|momentan|gerade|zurzeit|aktuell)_(am limit|voll ausgelastet
|überlastet|ausgebucht)
(auftragslage|personaldecke|arbeitsspitze|stoßzeit*|ausnahmezustand)
(uns fehlt|uns fehlen|fehlt uns|fehlen uns)_(personal|leute|mitarbeiter*|hände|fachkräfte|fahrer)
""",
    "circumstance": """
mehr als *en (kann|können)
(ging|geht|gingen)_(wirklich|leider|einfach|schlicht|beim besten willen|eben) nicht
(kann|können) (auch|eben|nun mal|schließlich) nicht_(zaubern|hexen|zerteilen|überall|gleichzeitig)
(sieht|geht) es_(genauso|ebenso|nicht anders|nicht besser) (aus|zu)
(da|das|so etwas)_(rutscht|bleibt|geht|verrutscht)_(durch|liegen|unter|verloren)
(daran|dagegen|da) (lässt sich|ist|war) (leider |eben |nun mal )?(nichts|kein kraut)
(konnte|hätte|hat)_(keiner|niemand|kein mensch)_(ahnen|rechnen|gerechnet|ahnen können|wissen
|vorhersehen)
(lieferengpass*|lieferengpässe*|lieferschwierigkeiten|lieferkettenproblem*|engpass*)
(aufgrund|wegen|durch)_technische* (problem*|schwierigkeit*|störung*|gründe*|panne)
aus_(technischen|organisatorischen|betrieblichen|internen|logistischen) gründen
(aufgrund|wegen|durch|bedingt durch)_(*wetter*|schnee*|*streik*|systemumstellung|umstellung*|umzug*
|inventur)
(wetterbedingt*|streikbedingt*|technisch bedingt*|systembedingt*|verkehrsbedingt*)
(systemfehler*|computerfehler*|edv-*|programmfehler*)
beim besten willen
unter (diesen|den|den gegebenen) umständen_(konnten|konnte|war|waren|ließ|können)
(wird|werden|kann) (ihnen |dir )?(jeder|jede|jedes)_(bestätigen|sagen)
(im|zum)_(ungünstigsten|dümmsten|schlechtesten|unglücklichsten) (moment|zeitpunkt)
unberechenbar*|unplanbar|(nicht|schwer) (planbar|vorherzusagen|absehbar)
(muss|müssen|mussten)~(personal|leuten|besetzung|kräften)~auskommen
zwangsläufig|unvermeidlich*|unausweichlich
(geht|ging|ergeht) (ja |es |derzeit |zurzeit )?(allen|jedem|vielen|anderen|überall|der ganzen)_so
(die ganze|der gesamten|der ganzen|in der) branche
(nun|doch) (mal|einmal)_(so|nicht|kein*|nie|immer|zu)|doch wohl
(drunter und drüber|land unter|hochbetrieb|über den kopf|an allen ecken|rund)_(war|ist|herrsch*
|hatten|geht|ging|wachs*|fehl*|wuchs*)
(geht|ging|gehts|herrsch*|war|ist)_(drunter und drüber|land unter|hochbetrieb|zu wie im)
(nicht|kaum|gar nicht) (mehr )?(hinterher|nach)(kommen)?_(kamen|kommen|gekommen)
(kommen|kam|kamen|komme)_(nicht|kaum) (mehr )?(hinterher|nach)
(schnell|leicht) (mal |einmal )?(etwas |was |eine* *|so eine* *)?(durch|unter|verloren|schief
|durcheinander)
(rutscht|rutschen|geht|gehen)_(notiz|zettel|mail|hinweis|anfrage|auftrag|etwas|was|eines)_(durch
|unter|verloren)
(kam|kommt|kamen)_(obendrauf|erschwerend)
(schlicht|schlichtweg) nicht (machbar|möglich|zu schaffen|zu leisten|drin)
""",
    "customer": """
(normalerweise|üblicherweise|gewöhnlich) (meldet|liest|prüft|fragt|sagt|schaut) man
(handschrift|schrift|angaben|maße|zettel)_(kaum|nicht|nur schwer) (zu )?(entziffern|lesen|leserlich
|lesbar)
(ausrufezeichen|großbuchstaben|kraftausdrücke*|anschuldigung*|unterstellung*|vorhaltungen)
(hätte|hätten) (wir|ich|uns|mir)_(gewünscht|gefreut|erwartet|begrüßt), (wenn|dass|sie|du)
(wir|ich) (hätten|hätte) (uns|mir|mich)_(gewünscht|gefreut), (wenn|dass|sie|du)
(bitte|bitten|achten|denken|melden|lesen|prüfen|fragen|planen)~(künftig|zukünftig|in zukunft
|beim nächsten mal|nächstes mal|fürs nächste mal)
(künftig|zukünftig|in zukunft|beim nächsten mal|nächstes mal|fürs nächste mal)_bitte
wer_~, (sollte|muss|müsste|trägt|darf sich nicht|geht_risiko|braucht sich nicht)
(die meisten|andere|manche) (kunden|gäste*|leute|besucher*|mieter|eltern|nutzer*
|käufer*|patienten)
(die|das|den) man_(lesen|beachten|prüfen) (sollte|muss|müsste)
(hätte|hätten) (ihnen |dir |uns )?(das |es )?_(genügt|gereicht|gezeigt|erspart|verraten)
(ton|wortwahl|umgangston|tonfall)_(ihrer|ihres|deiner) (nachricht|mail|schreiben*|briefs|anruf*)
(sie|du) (sich|dich)_(vorhalten|vorwerfen|gefallen) lassen
(sie|du) (haben|hatten|hast|hattest)_(versäumt|vergessen|übersehen|missachtet|ignoriert|überlesen
|missverstanden|verwechselt|unterlassen|nicht beachtet|nicht gelesen)
(haben|hatten|hast|hattest) (sie|du)_(leider|offenbar|wohl|vermutlich|anscheinend|einfach
|möglicherweise|vielleicht|schlicht|offensichtlich)_~(versäumt|übersehen|verwechselt|überlesen
|vergessen|nicht (beachtet|gelesen|angegeben|bestätigt|geprüft|gemeldet|eingetragen|ausgefüllt
|befolgt|mitgeteilt))
(sie|du) (haben|hatten|hast|hattest)_(leider|offenbar|wohl|vermutlich|anscheinend|möglicherweise
|vielleicht|offensichtlich|versehentlich|selbst)_~(falsch|verkehrt|unvollständig|zu spät
|nicht) (angegeben|eingegeben|bedient|ausgefüllt|gelesen|gewählt|mitgeteilt|gemeldet|beachtet
|bestätigt|geprüft|befolgt|aufgebaut|montiert)
(sie|du) (haben|hatten|hast|hattest) (uns |mir |sich )?_(falsch|unvollständig|zu spät) (angegeben
|eingegeben|bedient|ausgefüllt|gelesen|gewählt|bestellt|mitgeteilt|gemeldet|verstanden|ausgewählt
|aufgebaut|montiert)
(hätten sie|sie hätten|hättest du|du hättest)~{earlier}~{checked}
(hätten sie|sie hätten|hättest du|du hättest)~(annehmen|öffnen|benutzen|waschen|lesen|prüfen|melden
|beachten|bestellen) (dürfen|sollen|müssen)
(wenn|hätten) sie (sich |uns |das |die |den |es )?_(früher|rechtzeitig|gleich|eher)_(gemeldet
|geschrieben|gesagt|mitgeteilt)
(da|weil|nachdem|indem|sofern|obwohl) (sie|du)_(nicht|keine*|zu spät|falsch*|versehentlich
|selbst)~(angegeben|eingegeben|gemeldet|bestätigt|beachtet|reagiert|gelesen|geprüft|bezahlt
|mitgeteilt|ausgefüllt|angetroffen|zu hause|eingehalten|befolgt|hinterlegt|bestellt|ausgewählt
|gewählt|geöffnet|anwesend)
(ihrerseits|eigenverschulden|selbst verschuldet|selbst verursacht)
(fehler|problem|versehen|irrtum|versäumnis|schuld|ursache|verschulden|liegt|lag)_(auf|von) (ihrer
|deiner) seite
(lag|liegt)_(an|bei) (ihnen|dir)
(lag|liegt)_(an|in) (ihrem|ihrer|ihren|deinem|deiner)_(eingabe|angabe*|handhabung|bedienung
|verhalten|fehler|adresse|gerät|browser|nutzung)
(durch|wegen|aufgrund)_(ihr|ihre|ihres|ihrer|dein*)_(fehler*|verschulden|verhalten*|versehen*
|handhabung|falsch*|unvollständig*)
(bedienfehler*|bedienungsfehler*|anwendungsfehler*|anwenderfehler*|eingabefehler*|benutzerfehler*
|nutzerfehler*|fehlbedienung*|unsachgemäß*|tippfehler ihrerseits)
falsche* (bedienung|handhabung|anwendung|nutzung|lagerung|angaben ihrerseits|pflege)
von (ihnen|dir)_(falsch|fehlerhaft|unvollständig) (angegeben*|eingegeben*|hinterlegt*|genannt*)
{fault} (hat|haben|hatte) (es|das|dies|ihn|sie|den *|die *)_(sie|ihre*|du)
(hätten sie|hättest du)~{active}
(lieber|besser|einfacher|hilfreich*|schön*|wünschenswert|fair*)_gewesen, (sie|du) (hätten|hättest)
(nicht|keine*)_zu viel verlangt|vorwürfe_(erheben|machen|überhäufen)|(erschwer*|behinder*) (es )?uns
(mit|bei)_(umsicht|vorsicht|sorgfalt|aufmerksamkeit|etwas mühe|gutem willen|pflege|geduld)~(wäre
|wären|hätte|ließe)
(gehört|gehören|darf|dürfen) (nun mal|nun einmal|eben|halt|schließlich|bekanntlich)
(das etikett|der zettel|die anleitung|die packung|die website|unsere website|der vertrag|die agb
|die beschreibung)_(eindeutig|klar|deutlich|unmissverständlich)
(erfahrene*|aufmerksame*) (kunde*|kundin*|besucher*|gäste|nutzer*|leser*)_
(versicherte|kunden|gäste|besucher|käufer|nutzer|mieter|eltern|patienten) (unleserlich*|falsch*
|zu spät)
(machen|macht|geht)_nicht schneller|großbuchstaben
(ein bisschen|etwas|mit) gesunde* menschenverstand
(anstatt|statt) (hinterher|nachträglich|gleich|sich|uns|mir)_zu (schreib*|beschwer*|erheb*|schimpf*
|droh*)
(ihr|ihre|ihren|dein|deine) *_(kam|kamen|ging|gingen|lag|lagen|traf|trafen|war|waren)_(allerdings
|erst|auch|selbst)_(erst|spät|nicht|unvollständig|unleserlich|auf den letzten)
auf den letzten drücker
(bevor|ehe) (sie|du) (sich |uns |hier )?_(schreib*|beschwer*|reklamier*|anruf*|aufreg*|meckern)
(sie|du)~(künftig|in zukunft|nächstes mal|beim nächsten mal|das nächste mal)~{better}
(künftig|in zukunft|nächstes mal|beim nächsten mal|das nächste mal)~{better}_(schauen|lesen
|hinsehen|prüfen|suchen|messen|testen|planen|bestellen|melden|nachsehen|nachfragen)
(das|es|dies) (sollte|müsste|dürfte|muss) (ihnen|dir|man)_(bekannt|bewusst|klar)
(wer|jeder, der)_~+ (sollte|muss|darf|hätte)_(nicht wundern|rechnen|wissen|nachsehen|nachmessen)
(zum letzten mal|ein letztes mal|zum wiederholten mal)
(achten|prüfen|kontrollieren|lesen|beachten|vergewissern
|denken) sie (sich )?(daher |bitte |deshalb )?_(künftig|in zukunft|beim nächsten mal|nächstes mal
|das nächste mal)
(künftig|in zukunft|beim nächsten mal
|nächstes mal) (bitte |sollten sie |besser |achten sie |prüfen sie |lesen sie )
(sie|du) (müssen|musst|sollten) _(verstehen|einsehen|zugeben|bedenken|berücksichtigen)
bedenken sie (bitte|auch|jedoch|aber|dabei)
(sie|du) (gaben|gabst|nannten|wählten|bestellten|bedienten)_(falsche*|unvollständige*|veraltete*)
von (ihnen|dir) (angegebene*|eingegebene*|genannte*|hinterlegte*|gewählte*)~(falsch|unvollständig
|fehlerhaft|ungültig|veraltet)
(ihre|deine) (adresse|anschrift|angaben|daten|mailadresse)_(war|waren|ist|sind)_(falsch
|unvollständig|fehlerhaft|ungültig|unleserlich|unklar)
wenn (sie|du)~(*t|*en) (hätten|hättest)
(hilfreich|besser|einfacher|schneller|sinnvoll|schön)_gewesen, (wenn|hätten) (sie|du)
(wäre|wär)_(hilfreich|besser|einfacher) gewesen
(verwunder*|überrascht|überrascht es uns|irritiert|wundern|wundert), dass (sie|du)
(lesen|beachten|prüfen) sie_(anleitung|hinweise|beschreibung|produktbeschreibung|bedingungen
|auftragsbestätigung)
(dass|weil|da) (sie|du) (sich|dich)_(erst|nicht früher|nicht gleich|so spät)
hätten uns_gewünscht
hätte* (ihnen|dir)_(auffallen|klar sein|bewusst sein)
(ihnen|dir) (muss|müsste|sollte|dürfte)_(klar|bewusst|bekannt) (sein|gewesen)
(steht|stand|nachzulesen|ersichtlich|vermerkt)_(klar|deutlich|eindeutig|ausdrücklich|gut sichtbar)
(klar|deutlich|eindeutig|ausdrücklich|gut sichtbar) (steht|stand|nachzulesen|ersichtlich|vermerkt)
(etwas|ein wenig|ein bisschen) (mehr geduld|geduldiger)
warum (haben|hast) (sie|du)_nicht
(ausgelöst|verursacht|verschuldet|herbeigeführt|provoziert) (haben|hast)_(sie|du)_
(haben|hast) (sie|du)_selbst_(ausgelöst|verursacht|verschuldet|herbeigeführt|verantwortet|gewählt)
(sie|du)_(selbst|selber) (schuld|verantwortlich)
(hätten sie|sie hätten|hättest du|du hättest)≈(verhindern|vermeiden|ersparen|merken|auffallen)
(aufmerksamkeit|sorgfalt|vorsicht|umsicht)~(verhindern|vermeiden|erspart)
wer_~+ (wird nun|wird eben|wird halt|wird automatisch|muss eben|muss damit|muss sich nicht
|darf sich nicht|braucht sich nicht)
man (muss|sollte|müsste)_(eben|schon|halt|nun einmal)
(sie|du) (müssen|musst)_wissen, dass
(weist|weisen|wies)_(deutlich|klar|ausdrücklich|eindeutig)_hin
(statt|anstatt)_~(hätten|haben) (sie|du)_(sollen|können|müssen)
(verwunderter|befremdet)
(wir|uns|mich|ich)_(verwundert|überrascht|erstaunt|irritiert), (dass|über|warum|wieso)
(einfacher|leichter|besser|schneller|hilfreich*|schön)_, wenn (sie|du)
(sie|du) (wurden|wurdest)_gebeten
um (beachtung|kenntnisnahme|mitwirkung)_(gebeten|ersucht)
(vom|durch den|durch die|seitens des|seitens der|des|durch) (nutzer*|anwender*|besteller*|käufer*
|benutzer*)
ihre* (fahrlässig*|nachlässig*)
(mangelnde*|fehlende*|unzureichende*) (wartung|pflege|reinigung|entkalkung)
(zuzurechnen|zuzuschreiben|anzulasten)
unterlassene* *
""",
    "others": """
wir (verkaufen|vermitteln|leiten|drucken|stellen|nutzen|reichen) (die *|das *|ja|sie|es)?_nur
{carrier} (mauert|mauern|blockiert|trödelt|schläft|bummelt|lässt sich_zeit|pfuscht)
nicht (von uns|bei uns|in unserem haus|unter unserem dach), sondern
(schuld|verantwortlich|verantwortung|fehler|ursache|problem|verschulden|versäumnis)_(liegt|lag|ist
|sind|war|waren|trägt|tragen|hat|hatte)_(allein |ausschließlich |hier )?(an|bei|beim|der|die|das
|ein|unser|unsere|den|dem)?_{carrier}
(liegt|lag|liegen|lagen|lägen)_(an|am|beim
|bei) (der |dem |den |unserem |unserer |unseren )?{carrier}
{carrier} (ist|sind|war|waren|trägt|hat|hatte)_(schuld|verantwortlich|verantwortung|zu verantworten
|verschuldet)
{carrier} (hat|haben|hatte|hatten|ist|wurde|hat sich)~(verschlampt|versagt|geschlampt|verbummelt
|verursacht|verloren|vergessen|vertauscht|falsch geliefert|nicht geliefert|zu spät|im stich
|unzuverlässig*|verpatzt|verzögert|falsche* *|beschädigt|verkehrt*|nicht sorgfältig|schuld)
(wegen|aufgrund|durch|infolge|seitens)_(fehler*|verzögerung*|problem*|panne*|verschulden|versehen*
|versäumnis*|lieferverzug*|schuld)__{carrier}
seitens (des|der|unsere*|eine*)_{carrier}
wenden sie sich_(direkt |bitte )?an (den |die |das |unseren |unsere )?{carrier}
{carrier} (hat|haben|hatte|hatten|konnte|wurde)~nicht_(ordnungsgemäß|rechtzeitig|korrekt|richtig
|pünktlich|zuverlässig)
(verantwortung|zuständigkeit|schuld|verschulden|fehler|versäumnis|problem) (des|der|unseres|unserer
|eines|einer|beim|von|bei)_{carrier}
auf_{carrier} angewiesen
von_{carrier} abhängig
(bedanken|beschweren|wenden)_(sie sich|du dich|bei)_(beim|bei|an)_(betreiber*|*betreiber*
|verwaltung|stadt|behörde*|amt|bank|vermieter*|nachbar*|andere*|{carrier})
{fault} (hat|haben|hatte) (es|das|dies|ihn|sie|den *|die *|dein*|ihr*)?_{carrier}
{carrier}_(genauso|selbst|ebenso)_im stich
{carrier}_(hat|haben|hatte)~{fault}
(wir|ich)_(genauso|selbst|ebenso|auch nur)_(opfer|geschädigt*|leidtragend*)
(uns|mir|wir|ich)_nichts_(vorwerfen|vorzuwerfen|vorgeworfen)
(verantwortung|schuld)_(liegt|trägt|tragen|lag|haben|hat)_(denen|dort|andere*|dritte*|diese*)
(dort|die|diese|man|denen)_(schlampig*|pfuscht|gepfuscht)
spottet jeder
(diese|solche) (leute|herrschaften|firmen)
""",
    "colleague": """
{colleague}~(vergessen|versäumt|verwechselt|vertauscht|übersehen|verschlampt|verzählt|verrechnet
|vertippt|aufgepasst|geschlampt|schuld|missverstanden|unachtsam*|überfordert|versehentlich
|nicht weitergegeben|nicht weitergeleitet|verpatzt|unaufmerksam|verbummelt|unerfahren*
|ein fehler unterlaufen|einen fehler gemacht|nicht richtig|falsch verstanden|falsch gepackt
|falsch eingetragen|falsch *geben|eingearbeitet|nicht bearbeitet)
(fehler|versehen|versäumnis|verschulden|schuld|missgeschick)_(eines|einer|unseres|unserer|des|der
|meines|meiner|bei|von|vom) (neue* |jungen )?{colleague}
ein(e|er|em|en)? (neue*|junge*|unerfahrene*) {colleague}
(die|unsere) (it|technik|buchhaltung|lager*|versand*|fach*|rechnungs*)(-)?abteilung~(vergessen
|versäumt|verschlampt|nicht weitergeleitet|schuld|geschlampt)
(die|der|das) (frühschicht|spätschicht|lagerteam|versandteam)~(vergessen|versäumt|verschlampt)
eine*_unserer_(neuen|neueren|jungen|jüngeren|unerfahrenen)_{colleague}
(der|die|das) (rest|übrige|restliche|übrigen) (des |der )?(team*|kolleg*|mannschaft|belegschaft
|abteilung)
(wieder einmal|mal wieder|wie immer|wie so oft|typischerweise)_(nicht|kein*|zu spät|falsch
|vergessen)
(herr|frau|herrn) *~(nicht (mitgedacht|aufgepasst|nachgedacht|hingehört|hingeschaut|bei der sache)
|geschlafen|getrödelt|überfordert|allein zuständig)
(unser*|der|die|ein|eine) *_(kann|kann das|können)~nicht umgehen
(sage ich|sag ich|predige ich|reden wir|warne ich)_(schon|seit|immer)
(von|aus) (seinem|ihrem|dem) (lohn|gehalt)
(ihm|denen|dem *|der *) (haben (sie|wir) )?_zu verdanken
{fault} (hat|haben|hatte) (es|das|dies|ihn|sie|den *|die *|dein*|ihr*)?_(allein|ausschließlich|nur)
{fault} (hat|haben|hatte) (es|das|dies|ihn|sie|den *|die *|dein*|ihr*)?_{colleague}
(er|sie|herr *|frau *|der|die)_(allein|selbst)_(rechtfertigen|verantworten|geradestehen|ausbaden)
(er|sie|herr *|frau *) (allein|alleine) (schuld|verantwortlich)
(herr|frau) *_(noch nie|nie|wieder einmal|mal wieder|ständig|immer)_(im griff|vergessen|vergisst
|unzuverlässig|schlampig|geschlampt)
(überrascht|wundert) (es )?(mich|uns)_bei (herrn|frau|ihm|ihr|dem|der)
""",
}
