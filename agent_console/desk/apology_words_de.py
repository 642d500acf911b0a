"""The German words an apology is known by, for ``apology_words``; notation: see ``wordings``."""

from __future__ import annotations

WORDS = {
    "apology": """
leid tut (es |das )?(mir|uns)
leid (es|das|dies) (mir|uns)_tut
(bedaure|bedauere|bedauern) (ich|wir)_(sehr|zutiefst|aufrichtig|herzen)
(tut|täte) (es |das |dies )?(mir|uns)~leid
(tun|taten) (mir|uns)~leid
(mir|uns) (tut|tun)~leid
(mir|uns) (aufrichtig |sehr |wirklich |unendlich |von herzen )?leid( tut)?
(mir|uns) (unsagbar|unglaublich|schrecklich|furchtbar) leid
um_(entschuldigung|verzeihung|vergebung)
(entschuldige|entschuldigen) (ich |wir )?(mich|uns|bitte)
(entschuldige|entschuldigen) (sie )?(bitte|vielmals|das|dies|den|die|dass|uns|mich|unser*)
(mich|uns|zu|das|dies)~entschuldigen
bitte~(entschuldige|entschuldigen|verzeih|verzeihen)
(verzeih|verzeihen sie|verzeihung)
(meine|unsere|meiner|unserer)_entschuldigung
entschuldigung (dafür|für|dass|bitte|noch|an)
entschuldigung
sorry
pardon
(entschuldige|verzeih)+
§(entschuldige|verzeih|verzeihen sie|entschuldigen sie)
(ich) (bedauere|bedaure)_(sehr|zutiefst|aufrichtig|von herzen)
""",
    "regret": """
um_nachsicht
bedauer*
bedaur*
leider
schade
unangenehm*
""",
    "explains": """
(deshalb|daher|dadurch|sodass|so dass|infolgedessen)
(der |die )?(grund|ursache|hintergrund|auslöser) (dafür|hierfür|ist|war|liegt|lag|des|der|für)
weil
(aufgrund|auf grund|infolge|bedingt durch|verursacht durch|zurückzuführen)
wegen_(unser*|ein*|d*)
da (wir|unser*|es bei uns|das system|bei uns|es)
(liegt|lag|liegen)_daran
(kam|kommt) es (leider |derzeit |bei uns )?_zu
hängt damit zusammen
(dazu|hierzu) kam es|passiert ist das|entstanden ist (das|der|dies)
zur erklärung|zum hintergrund|erklären lässt
""",
    "ours": """
wir|uns|unser*|lager*|system*|software*|hersteller*|liefer*|spedition*|server*|kolleg*
|mitarbeiter*|technisch*|störung*|paketdienst*|versand*|zusteller*|umstellung*|fehler*|intern*
""",
    "theirs": """
(sie|du|ihr) (haben|hast|habt|hatten|sind|bist|waren|schreiben|schreibst|schildern|berichten
|warten|sollten|konnten|können|mussten|wollten|bekamen|erhielten|standen|melden)
(verstehe|verstanden|richtig verstehe|schreiben sie|schilderst|schildern sie|ihre* schilderung
|haben sie|hast du|mussten sie|ihnen|sie)
""",
    "remedy": """
(schick*|send*|versend*|versand*|verschick*|liefer*|nachliefer*|zustell*|*lieferung)
(erstatt*|rückerstatt*|zurückerstatt*|überweis*|zurückgezahlt|auszahl*|angewiesen|rückzahl*
|zurückzahl*|zurückgebucht|rückbuch*|*erstattung)
(gutschreib*|gutgeschrieben*|gutschrift*|gutschein*|schreib*~gut|rabatt*|nachlass*|abzieh*
|zieh*~ab|prozent)
(ersatz*|ersetz*|austausch*|tausch*|umtausch*|reparier*|reparatur*|behob*|beheb*|nachgebessert*
|nachbesser*|korrigier*|bericht*|änder*|geändert|aktualisier*)
(abhol*|hol* *|abgeholt|abbau*|aufbau*|einbau*|bau*_ein|montier*)
(storn*|aufgehoben|lösch*|gelöscht|gesperrt|sperr*|entfern*|freigeschalt*|freischalt*|entsperr*
|zurückgesetzt|wieder offen|gestrichen|streich*|beendet)
(berechn*~nicht|erlass*|verzicht*|übernehm*|übernomm*|kostenlos*|kostenfrei*|kosten~nichts
|kostet (sie|dich) nichts|ohne kosten|gratis|geschenkt|schenk*|nicht bezahlen|entfällt
|entfallen)
(techniker*|monteur*|fahrer*|bote|kurier*|team) (kommt|bringt|tauscht|baut|holt|liefert
|repariert|*)
(bring*|druck*|gedruckt|back*|näh*|fertig*|anfertig*|neu gemacht|zurücklegen|reservier*
|zurückgelegt)
(erhalten|bekommen|bekommst|erhältst) (sie|du)
(sie|du) (erhalten|bekommen|bekommst|erhältst)
(neue*|anderes|zweites|richtige*)_(gerät|ware|artikel|teil|karten|exemplar|paket|modell|version
|*)
(ist|sind|liegt|steht)~(bei ihnen|bei dir|auf ihrem konto|auf deinem konto|in ihrem *
|im briefkasten)
(geht|gehen|verlässt|verlassen|kommt|kommen|trifft|treffen)~(an sie|raus|hinaus|unser lager|an
|in die post|ein|bei ihnen|bei dir|zu ihnen|zu dir|auf den weg|zur post)
(bestätig*|zusag*|lade*_ein|einlad*|leihgerät|leihen|leihweise|express*|termin*)
ruf*_(heute|morgen)|anruf*
""",
    "contact": """
(von (mir|uns)~(nachricht|rückmeldung|bescheid|anruf|bestätigung|zwischenstand|zeilen|post|mail)
|klingelt
|(nachricht|rückmeldung|anruf|bestätigung|zwischenstand|zeilen|mail)_von (mir|uns))
(meld*|melde mich|meld* (ich|wir)|wieder bei ihnen|bei dir)
(ruf*~an|ruf*|anrufen|anruf|telefonier*|telefonisch|rückruf)
(frag*|nachfrag*|nachgefragt|erkundig*|hak*~nach|nachhak*|nachfass*)
(schreib*|*mail* (ich|wir)|informier*|gebe*_bescheid|bescheid|teil*~mit|mitteil*|hör*~von (mir
|uns)|hör* (ich|wir)|zu hören)
(prüf*|überprüf*|vergewisser*|schau*|seh*~nach|nachseh*|nachschau*|kontrollier*|kontaktier*
|auf (sie|dich) zu|gemeinsam|komme*_(vorbei|vorbeischauen)|vorbeikommen|treffen|zusammen mit ihnen
|klingel*|klingle*|lass* mir bestätigen|sprech*|unterhalt*|besuch*|kümmer*|sicherzugehen
|sicher zu sein|gehe*_nach|erfahren)
""",
    "past": """
(war|waren|hatte|hatten|wurde|wurden|sollte|sollten|kam|kamen|stand|haben sie|sie haben|hast du
|du hast|haben wir|wir haben|hatten sie|ist|sind)~(ge*|be*|er*|ver*|an*|ein*|*en|*t)
(war|waren|hatte|hatten|wurde|wurden|sollte|sollten|kam|kamen|ging|begann|stand)
""",
    "done": """
(habe|haben) (ich |wir )?~(soeben|gerade|heute|eben|schon|bereits|jetzt)
(soeben|gerade|heute|eben|schon|bereits|jetzt) (habe|haben) (ich|wir)
habe ich~(storniert|gelöscht|gesperrt|überwiesen|angewiesen|erstattet|gutgeschrieben|verschickt
|freigeschaltet|korrigiert|berichtigt)
""",
    "receives": """
(erhalten|bekommen|bekommst|erhältst) (sie|du)|(sie|du) (erhalten|bekommen|bekommst|erhältst)
|(wird|werden)~(*t|*en)|geht|gehen|kommt|kommen|trifft|ist unterwegs|sind unterwegs
""",
    "asks": """
(rufen|melden|schreiben|schicken|senden|antworten|teilen|geben|wenden|kontaktieren) sie
(ruf|meld|schreib|schick|antworte) (mich|mir|uns|dich)
""",
    "soon": """
so (schnell|bald|rasch|zügig|zeitnah) (wie|als) (möglich|es geht)
schnellstmöglich*|baldmöglichst*|schnellstens|zeitnah*|umgehend*|in kürze|demnächst|baldigst
|möglichst (bald|schnell|zeitnah|rasch|zügig)|in absehbarer zeit|unverzüglich*|bald|alsbald
|in den (nächsten|kommenden) (tagen|wochen|tage)|zu gegebener zeit|irgendwann|sobald
""",
    "empty": """
(bekommen|erhalten|bekommst|erhältst) (sie |du )?von (mir|uns) (eine |einen )?(nachricht|rückmeldung
|bescheid|anruf|mail|bestätigung)|*kümmer*|einsetz*|alles (nötige
|weitere|erforderliche|notwendige|mögliche)|(nötigen
|erforderlichen|notwendigen|geeigneten|geeignete|entsprechende*|weitere*) (schritte*|maßnahmen)
|(lösung) (gefunden|finden|suchen|erarbeit*|anbiet*)|eine_lösung|weitergeleitet|leite*~weiter
|fachabteilung|zuständige* (stelle|abteilung|kolleg*|team)|in ordnung (bringen|gebracht)|(unser
|mein) (bestes|möglichstes)|bemüh*|(der|dieser) (sache|angelegenheit)|(die|diese) (sache
|angelegenheit)
""",
    "vague": """
(*kümmer*|unser bestes|mein bestes|weitergeleitet|weiterleiten|leiten~weiter|leite~weiter
|fachabteilung|zuständige*|prüf*|geprüft|bemüh*|klär*|arbeiten daran|dran bleiben|eine lösung
|verbessern|ernst|nachgehen|gehen~nach|schauen)
""",
    "choice": """
(ihrer|deiner) wahl|gültig*|einlös*|einzulösen|einlösbar|zurücksenden|zurückschicken|vertrag*
|kündig*|laufzeit|gilt|für das|zeit lassen|mindestens haltbar|garantie|(können|dürfen) sie
|sie (können
|dürfen)|kannst du|du (kannst|darfst)|geht auf uns|auf unsere kosten|für den|für die
""",
    "firm": """
(bis|spätestens|vor dem)
""",
    "delivery": """
(liefer*|paket*|zustell*|zugestellt|ankomm*|ankommt|trifft|bring*|abhol*|kommt|kommen|bei ihnen
|bei dir|im briefkasten|geöffnet|öffnungs*|versand*|zurücklegen|zurück|monteur*|techniker*
|abzuholen)
""",
    "sympathy": """
leid (zu|das) hören
leid,* (zu|das) (hören|lesen|erfahren)
""",
    "calls": """
(ruft|meldet|fragt|besucht|erkundigt|schreibt|kontaktiert|geht~durch|schaut|telefoniert
|kommt~vorbei)
""",
    "admits": """
(nicht|kein*|nie|trotzdem|dennoch|hätten|hätte|dürfen|darf|durfte|falsch*|unser* *fehler
|mein* *fehler|versäumt|vergessen|wort|versagt|nicht richtig|nicht gut|zu spät|blamiert|schäm*)
""",
    "we": """
wir|uns|unser*|unsere*
""",
    "because": """
(weil|da|deshalb|daher|dadurch|sodass|so dass|wegen)
""",
}

# In the text as it is written: only a capital tells "Sie" from "sie".
YOU = (
    r"(?<!^)\bSie\b|^Sie(?= \w{0,20}n\b)"
    r"|\b(?:Ihnen|Ihre?[mnrs]?|(?i:du|dich|dir|deine?[mnrs]?|euch|euer|eure[mnrs]?))\b"
)
