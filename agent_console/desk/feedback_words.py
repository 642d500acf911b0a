"""The German and English words by which answers to surveys are recognised."""

from __future__ import annotations

import re
from enum import StrEnum


class Word(StrEnum):
    """An opinion in words; which score it is depends on what was asked."""

    OBJECT = "object"
    UP = "up"
    DOWN = "down"
    YES = "yes"
    NO = "no"
    VERY_GOOD = "very-good"
    GOOD = "good"
    MIDDLING = "middling"
    BAD = "bad"
    VERY_BAD = "very-bad"
    AGREE_FULLY = "agree-fully"
    AGREE = "agree"
    AGREE_RATHER = "agree-rather"
    NEITHER = "neither"
    DISAGREE_RATHER = "disagree-rather"
    DISAGREE = "disagree"
    DISAGREE_FULLY = "disagree-fully"


UP = ("👍", "🙂", "😀", "😊", "😃", "😄", "☺", "❤", "💚", "🤩", "😍")
DOWN = ("👎", "😡", "😠", "☹", "🙁", "😞", "😤", "🤬", "💩")

NUMBERS = {
    "null": 0, "zero": 0, "eins": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3,
    "vier": 4, "four": 4, "fünf": 5, "fuenf": 5, "five": 5, "sechs": 6, "six": 6, "sieben": 7,
    "seven": 7, "acht": 8, "eight": 8, "neun": 9, "nine": 9, "zehn": 10, "ten": 10,
}  # fmt: skip

LEAD_INS = "|".join(
    (
        r"(?:meine|unsere|my|our)\s+(?:bewertung|punktzahl|antwort|wertung|rating|score|answer"
        r"|vote)(?:\s+(?:ist|lautet|wäre|is|would\s+be))?(?:\s+(?:eine?|an?))?",
        r"(?:bewertung|punktzahl|antwort|wertung|punkte|sterne|rating|score|answer|points|stars"
        r"|csat|nps|ces)(?:\s+(?:ist|is))?",
        r"(?:ich|wir)\s+(?:gebe|vergebe|geben|vergeben|würde|würden|sage|wähle|nehme)"
        r"(?:\s+(?:sagen|euch|ihnen|dir|mal|hier|gern|gerne|ein|eine|einen|die|volle))*,?",
        r"(?:i|we)(?:['’]d|\s+would|\s+will|['’]ll)?\s+(?:give|say|rate|choose|pick)"
        r"(?:\s+(?:it|you|this|that|your|the|service|help|a|an))*",
        r"(?:eine|einen|die|das\s+ist\s+eine|it['’]s\s+an?|an?|definitely\s+an?|klar\s+eine|ganz\s+klar"
        r"|ganz\s+klar\s+eine)",
        r"(?:von\s+mir|from\s+me)(?:\s+(?:gibt\s+es|gibts|bekommt\s+ihr|you\s+get))?"
        r"(?:\s+(?:eine|an?))?",
    )
)
"""What may stand before a number: "Ich gebe eine 9", "I would give it a 9"."""

_CLASSES = {
    Word.VERY_GOOD: """sehr gut|sehr zufrieden|super|perfekt|top|ausgezeichnet|hervorragend
        |äußerst zufrieden|voll zufrieden|vollkommen zufrieden|absolut zufrieden|spitze|klasse
        |ich bin sehr zufrieden|war sehr zufrieden|wir sind sehr zufrieden|bin sehr zufrieden
        |alles super|alles bestens|alles top|alles perfekt|rundum zufrieden|bin rundum zufrieden
        |war alles top|war alles super|war super|mega|genial|exzellent
        |super zufrieden|total zufrieden|1a|fantastisch
        |very good|great|excellent|very satisfied|perfect|awesome|amazing|outstanding|fantastic
        |i am very satisfied|i'm very satisfied|very happy|extremely satisfied|completely satisfied
        |i am very happy|i'm very happy|brilliant|superb|wonderful|wunderbar|great service
        |toller service|super service|sehr guter service""",
    Word.GOOD: """gut|zufrieden|prima|toll|ich bin zufrieden|war zufrieden|bin zufrieden|ganz gut
        |alles gut|wir sind zufrieden|war gut|good|satisfied|happy|i am satisfied|i'm satisfied
        |pretty good|i am happy|i'm happy|it was good|recht zufrieden|guter service|good service
        |quite satisfied|quite good""",
    Word.MIDDLING: """ok|okay|mittel|mittelmäßig|geht so|teils teils|so lala|in ordnung|durchwachsen
        |es geht|war ok|war okay|average|so so|it was ok|it was okay|mediocre|mixed|befriedigend
        |weder gut noch schlecht|neither good nor bad""",
    Word.BAD: """schlecht|unzufrieden|nicht zufrieden|nicht gut|ich bin nicht zufrieden
        |ich bin unzufrieden|bin unzufrieden|war nicht zufrieden|leider unzufrieden|enttäuscht
        |leider nicht zufrieden|leider schlecht|ich war nicht zufrieden|eher schlecht
        |bad|poor|dissatisfied|unsatisfied|not satisfied|not good|not happy|unhappy|disappointed
        |i am not satisfied|i'm not satisfied|i am disappointed|i am unhappy|i'm unhappy
        |i was not satisfied|not great|mangelhaft""",
    Word.VERY_BAD: """sehr schlecht|sehr unzufrieden|gar nicht zufrieden|überhaupt nicht zufrieden
        |katastrophe|katastrophal|miserabel|furchtbar|mies|unterirdisch|grottenschlecht|ungenügend
        |eine katastrophe|absolut unzufrieden|ich bin sehr unzufrieden|sehr enttäuscht
        |eine frechheit
        |very bad|very dissatisfied|terrible|awful|horrible|very poor|not at all satisfied
        |very unsatisfied|very unhappy|i am very dissatisfied|very disappointed
        |extremely dissatisfied
        |not satisfied at all|abysmal|worst service ever|a disaster""",
    Word.OBJECT: """keine umfragen|keine umfragen mehr|keine umfrage|bitte keine umfragen
        |bitte keine umfragen mehr|ich möchte keine umfragen|ich möchte keine umfragen mehr
        |ich widerspreche|widerspruch|abmelden|abbestellen|keine bewertungen mehr
        |keine solchen fragen mehr|no surveys|no more surveys|no survey|please no surveys
        |please no more surveys|unsubscribe|opt out|stop surveys|stop sending surveys|stop|i object
        |please unsubscribe me|bitte abmelden""",
    Word.YES: "ja|ja gerne|ja war ich|ja sehr|jawohl|yes|yes i was|yes i am|yep",
    Word.NO: """nein|nein leider nicht|leider nein|leider nicht|nein war ich nicht|nö
        |no|no i was not|no i am not|nope|not really|unfortunately not|no not really""",
    Word.AGREE_FULLY: """stimme voll zu|stimme voll und ganz zu|ich stimme voll zu|trifft voll zu
        |ich stimme voll und ganz zu|trifft voll und ganz zu|sehr einfach|sehr leicht|stimmt genau
        |stimmt voll und ganz|strongly agree|i strongly agree|completely agree|totally agree
        |very easy|it was very easy|war sehr einfach|es war sehr einfach""",
    Word.AGREE: """stimme zu|ich stimme zu|trifft zu|einfach|leicht|war einfach|es war einfach
        |stimmt|agree|i agree|easy|it was easy""",
    Word.AGREE_RATHER: """stimme eher zu|trifft eher zu|eher einfach|ich stimme eher zu
        |somewhat agree|rather agree|fairly easy|i somewhat agree""",
    Word.NEITHER: """weder noch|neutral|neither agree nor disagree|neither|unentschieden""",
    Word.DISAGREE_RATHER: """stimme eher nicht zu|trifft eher nicht zu|eher schwierig
        |ich stimme eher nicht zu|somewhat disagree|rather disagree|rather difficult""",
    Word.DISAGREE: """stimme nicht zu|trifft nicht zu|ich stimme nicht zu|schwierig|nicht einfach
        |umständlich|kompliziert|disagree|i disagree|difficult|not easy|complicated|stimmt nicht""",
    Word.DISAGREE_FULLY: """stimme überhaupt nicht zu|stimme gar nicht zu|trifft überhaupt nicht zu
        |trifft gar nicht zu|sehr schwierig|sehr umständlich|sehr kompliziert|strongly disagree
        |i strongly disagree|very difficult|it was very difficult|completely disagree""",
}
PHRASES = {
    " ".join(phrase.split()): word
    for word, phrases in _CLASSES.items()
    for phrase in phrases.split("|")
}
"""Whole sentences, without the stop at their end and in lower case."""

_OPENING = (
    r"(?:hallo|hi|hey|moin|servus|grüß gott|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?"
    r"|hello|dear|good (?:morning|afternoon|evening))"
)
GREETINGS = re.compile(rf"{_OPENING}(?:(?: [^\W\d_][\w.'’&-]*){{0,6}})?(?:[,!.]|$)", re.IGNORECASE)
CLOSINGS = re.compile(
    r"(?:mit (?:freundlichen|besten|herzlichen|lieben) gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste"
    r"|freundliche|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e|gr(?:ü|ue)(?:ß|ss)e\b|gruß\b"
    r"|(?:lg|vg|mfg)\b[,.!]?(?:\s+[\w.]+){0,2}$"
    r"|(?:kind|best|warm)(?: regards| wishes)|regards\b|best,?$|cheers,?$|sincerely"
    r"|yours\b|thanks,?$"
    r"|(?:vielen |besten |herzlichen )?dank,?$|danke,?$|thank you,?$"
    r"|(?:von meinem|gesendet (?:von|mit)|sent (?:from|with)|diese nachricht wurde von|get outlook"
    r"|outlook für|--\s?$|__+))",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemals|leider|immer noch|noch immer|schon wieder|wochen|wochenlang"
    r"|gewartet|warten|warte|wartezeit|verspätung|kaputt|defekt|ignorier\w+|chaos|katastroph\w*"
    r"|frech\w*|unverschämt\w*|schlecht\w*|schlamperei|ärger\w*|enttäusch\w*|nutzlos\w*|unfähig\w*"
    r"|not|no|never|still|again|weeks|waiting|waited|late|broken|useless|ignored|disaster|terrible"
    r"|awful|worst|disappoint\w*|unfortunately|nothing|nichts|nobody|niemand)\b|n['’]t\b",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"\b(?:bitte(?!\s*(?:schön|sehr))|könnten|könnt ihr|können sie|kannst du|wann|wo (?:ist|bleibt)"
    r"|rufen sie|melden sie|ruft mich|meldet euch|schicken sie|erstatten|erstattung|rückruf"
    r"|widerruf\w*|kündig\w*|stornier\w*|anwalt|fehlt (?:noch|immer)|noch (?:nicht|keine?n?) "
    r"(?:angekommen|erhalten|da|bekommen|erledigt|gelöst)"
    r"|immer noch (?:nicht|keine?n?|defekt|kaputt)"
    r"|funktioniert (?:noch |immer noch )?nicht|wieder kaputt"
    r"|please|could you|can you|would you|when will|where is|call me|contact me|get back to me"
    r"|send me|refund|cancel\w*|lawyer|still (?:not|no|missing|broken|waiting|have not|haven['’]t)"
    r"|has(?:n['’]t| not) arrived|not (?:arrived|received|fixed|working|solved|resolved)"
    r"|does(?:n['’]t| not) work)\b",
    re.IGNORECASE,
)
