"""Which of five languages a short mail is written in, by its most frequent small words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from agent_console.desk.mail import Mail
from agent_console.mail.lookout import western

MAX_READ = 1_500
PRIOR_ALONE = 0.3
_PRIOR_WEIGHT = 0.8
_LEAST_SHARE = 0.12
_LEAST_FOREIGN = 2.0
_SURE_LETTERS = 20
_SCRIPT_READ = 400
_WORD = re.compile(r"[^\W\d_]{1,30}")
_LETTERS = re.compile(r"[^\W\d_]+")
# Nothing here is a letter of another script.
_WESTERN = re.compile(
    "[\x00-\xb1\xb4\xb6-\xb8\xba\xbb\xbf-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
_LONGEST = 30
_REMEMBERED = 8_192
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\ufb00-\ufb06]+")
# Where a language is spoken, by the country's code at the end of an address; the first one leads.
_COUNTRIES = {
    **dict.fromkeys(("de", "at", "li"), ("de",)),
    **dict.fromkeys(("uk", "gb", "us", "ie", "au", "nz", "gov", "edu", "mil"), ("en",)),
    **dict.fromkeys(("fr", "mc"), ("fr",)),
    **dict.fromkeys(("it", "sm", "va"), ("it",)),
    "nl": ("nl",),
    "ch": ("de", "fr", "it"),
    "be": ("nl", "fr", "de"),
    "lu": ("fr", "de"),
    "ca": ("en", "fr"),
}
# Codes of two letters that are used all over the world.
_EVERYWHERE = frozenset(("eu", "io", "me", "tv", "cc", "co", "ai", "to", "ag", "fm", "ws", "gg"))

# Function words and the usual words of letters to a shop; those of several languages count less.
_WORDS = {
    "de": """der die das und ist nicht ich sie es ein eine einen einem einer zu mit auf für von im
        den dem des dass daß wir ihr ihre ihren ihnen mir mich mein meine meinen meiner habe haben
        hat bin sind war wurde wird werden kann können könnte bitte danke vielen dank hallo guten
        tag sehr geehrte geehrter herr frau grüße grüßen gruß freundlichen auch noch aber oder wenn
        wie was wann wo warum bei nach aus als an am um über schon nur mehr keine kein doch leider
        immer wieder jetzt heute morgen gestern bestellung lieferung paket rechnung ware bestellt
        bekommen erhalten geld zurück diese dieser dieses ihnen liebe liebes moin servus uns bis
        seit vor ohne gegen durch man so ja nein hier da gibt geht funktioniert kaputt falsch""",
    "en": """the and is not i you it a an to with on for of in that we your my me have has had am
        are was were be been will would can could please thank thanks hello hi dear mr mrs regards
        kind best also still but or if how what when where why at after from as about already only
        more no any this these those there here they them our us he she his her do does did don't
        unfortunately again now today tomorrow yesterday order delivery parcel package invoice
        refund received receive get got money back item items account help need want working work
        broken wrong which who should since before without its i'm i've just than then so very
        yes any because by up out""",
    "fr": """le la les et est pas je vous il elle un une des du de à au aux avec sur pour dans que
        qui nous votre vos mon ma mes ai avez ont suis sont été était sera peut pouvez merci
        bonjour bonsoir madame monsieur cordialement salutations aussi encore mais ou si comment
        quoi quand où pourquoi chez après depuis comme déjà plus aucun aucune ce cette ces cet
        toujours maintenant hier demain commande livraison colis facture remboursement reçu
        recevoir argent s'il plaît ne en par y sans très bien être avoir fait faire mais leur
        son sa ses notre nos malheureusement aujourd'hui article compte c'est j'ai n'ai qu'il""",
    "it": """il lo la gli le e è non io lei un una uno dei delle della del di a al alla con su per
        in che ci noi vostro vostra mio mia miei ho hai ha avete hanno sono siete era sarà può
        potete grazie buongiorno buonasera salve gentile signore signora saluti cordiali anche
        ancora ma o se come cosa quando dove perché presso dopo da già solo più nessun nessuna
        questo questa questi queste purtroppo sempre adesso ora oggi domani ieri ordine consegna
        pacco fattura rimborso ricevuto ricevere soldi favore mi si nel nella sul molto bene essere
        avere fatto prodotto merce ciao vorrei potrei dal dalla quanto quale""",
    "nl": """de het een en is niet ik u je jij wij we hij zij ze dat die dit deze van voor met op
        aan in te tot bij naar uit over mijn me mij uw jullie ons onze heb hebt heeft hebben ben
        bent zijn was waren wordt worden kan kunt kunnen zou graag bedankt dank hallo beste geachte
        heer mevrouw groet groeten vriendelijke met ook nog maar of als hoe wat wanneer waar waarom
        na al alleen meer geen helaas altijd weer nu vandaag morgen gisteren bestelling levering
        pakket pakje factuur terug ontvangen gekregen geld graag alstublieft dag goedendag om er
        door zonder naar moet wil niets iets besteld kapot verkeerd deze mag doen gaat werkt""",
}
# Neighbours that would otherwise be taken for one of the five; they give no language.
_OTHERS = {
    "-es": """el los las y en está estoy usted mi su pedido quiero hola gracias buenos días por
        favor con para pero porque cuándo dónde cómo qué muy más también ha se lo al del""",
    "-pt": """o os as e em não você meu minha seu sua pedido quero olá obrigado obrigada bom boa
        por favor com para mas porque quando onde como muito mais também do da dos das foi""",
    "-scandinavian": """og och jeg jag er är ikke inte har det den som på til till med av af for för
        vi du kan hvor var hvad vad tak tack hej hei min mitt deg dig fra från""",
    "-pl": """i nie się jest to na w z do że jak ja mam moje moja mój zamówienie dzień dobry
        dziękuję proszę czy paczka gdzie kiedy już przez dla po od""",
}
_ENDINGS = {
    "de": re.compile(r"(?:ung|keit|heit|lich|isch|chen|sch\w{0,2}|cht|tz)$|[äöüß]"),
    "en": re.compile(r"(?:ing|tion|ed|ly|ould|ight|ness)$|^(?:wh|th)"),
    "fr": re.compile(r"(?:eux|ment|ais|ait|ées?|ez|que|tion)$|[êçœàùîô]"),
    "it": re.compile(r"(?:zione|mente|ità|etto|iamo|ato|ata|are|ere|ire|ino)$|[ìòù]"),
    "nl": re.compile(r"(?:ij\w{0,2}|heid|lijk|aar|oor|eer|sch|gt)$|aa|ij|oe|uu"),
}


def guess_language(text: str, *, prior: str = "") -> tuple[str, float]:
    """Return de, en, fr, it, nl, "other" or "" (not known), and a confidence from 0 to 1.

    ``prior`` is the language to expect (``prior_language``): it decides where the words do not, and
    counts little against several words of another language. Below about five words the confidence
    is low.
    """
    read = text[:MAX_READ]
    if _is_foreign_script(read):
        return "other", round(min(1.0, len(read) / _SURE_LETTERS), 2)
    words = _words(read)
    expected = (prior, PRIOR_ALONE) if prior in _WORDS else ("", 0.0)
    if not words:
        return expected
    scores = _scores(words)
    evidence = max(scores.values())
    if prior in _WORDS:
        scores[prior] += _PRIOR_WEIGHT
    ranked = sorted(scores, key=lambda code: scores[code], reverse=True)
    best, second = scores[ranked[0]], scores[ranked[1]]
    if evidence < 1.0 or evidence / len(words) < _LEAST_SHARE:
        return expected
    lead = (best - second) / best
    amount = min(1.0, len(words) / 8)
    confidence = round(min(1.0, lead * 1.5) * (0.4 + 0.6 * amount), 2)
    if lead <= 0:
        return expected
    if ranked[0] in _OTHERS:
        return ("other", confidence) if best >= _LEAST_FOREIGN else expected
    return ranked[0], max(confidence, expected[1] if ranked[0] == prior else 0.0)


def language_of(mail: Mail, prior: str) -> str:
    """Return the language of a mail whose writer is expected to write in ``prior``.

    What the mail told by itself is not measured again; only short or unclear ones are.
    """
    if mail.language or mail.unreadable:
        return mail.language
    from agent_console.mail.quotes import visible_text

    return guess_language(visible_text(mail), prior=prior)[0]


def prior_language(earlier: str, email: str, home: str) -> str:
    """Return the language to expect of a customer, or "".

    ``earlier`` is the language of the customer's last mail, which decides if known; then the
    country in the address; ``home``, the mailbox's own language, where the address tells nothing.
    """
    if earlier in _WORDS:
        return earlier
    country = email.rpartition("@")[2].rpartition(".")[2].lower()
    spoken = _COUNTRIES.get(country)
    if spoken is not None:
        return home if home in spoken else spoken[0]
    return "" if len(country) == 2 and country not in _EVERYWHERE else home


def home_language(interface: str, country: str) -> str:
    """Return the language of a mailbox: that of the interface, if one was chosen ("de", "en"),
    else the first one of the ``country`` (ISO 3166) whose business hours hold; or "".
    """
    if interface in _WORDS:
        return interface
    return next(iter(_COUNTRIES.get(country.lower(), ())), "")


def _is_foreign_script(text: str) -> bool:
    """Tell whether most letters are of a script that none of the five languages uses."""
    text = text[:_SCRIPT_READ]
    if _WESTERN.fullmatch(text):
        return False
    letters = _LETTERS.findall(text)
    total = sum(map(len, letters))
    latin = sum(map(len, _LATIN.findall(text)))
    return total > 0 and latin < total / 2


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case; of longer ones pieces of 30 letters."""
    letters = western(text)
    if letters is not None:
        words = letters.translate(_only_letters()).decode("latin-1").split()
        if not words or max(map(len, words)) <= _LONGEST:
            return words
    return _WORD.findall(text.lower())


@functools.cache
def _only_letters() -> bytes:
    """Return the table that makes blanks of everything in Latin-1 that is no letter."""
    return bytes(code if _LETTERS.match(chr(code)) else 32 for code in range(256))


def _scores(words: list[str]) -> dict[str, float]:
    table = _table()
    scores = dict.fromkeys((*_WORDS, *_OTHERS), 0.0)
    for word in words:
        languages = table.get(word)
        if languages:
            for code in languages:
                scores[code] += 1.0 if len(languages) == 1 else 0.5
        elif len(word) > 3:
            for code in _ending_like(word):
                scores[code] += 0.3
    return scores


@functools.lru_cache(_REMEMBERED)
def _ending_like(word: str) -> tuple[str, ...]:
    """Return the languages whose words look like this one."""
    return tuple(code for code, pattern in _ENDINGS.items() if pattern.search(word))


@functools.cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """Turn the word lists round: word to the languages that use it."""
    table: dict[str, tuple[str, ...]] = {}
    for code, words in (*_WORDS.items(), *_OTHERS.items()):
        for word in dict.fromkeys(words.split()):
            table[word] = (*table.get(word, ()), code)
    return table
