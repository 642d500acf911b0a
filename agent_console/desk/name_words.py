"""Words that stand in and around names: honorifics, titles, nobility, companies, given names."""

from __future__ import annotations

from types import MappingProxyType

# What a word says of how somebody is addressed; "" says that they want it neutral.
HONORIFICS = MappingProxyType(
    {
        **dict.fromkeys(("herr", "herrn", "hr", "mr", "mister"), "male"),
        **dict.fromkeys(("frau", "fr", "fräulein", "mrs", "ms", "miss"), "female"),
        "mx": "",
    }
)
# Pronouns in brackets behind a name.
PRONOUNS = MappingProxyType(
    {
        **dict.fromkeys(("she/her", "she/her/hers", "sie/ihr", "sie/ihre", "w"), "female"),
        **dict.fromkeys(("he/him", "he/him/his", "er/ihm", "er/ihn", "er/sein", "m"), "male"),
    }
)
# Titles as they are spoken; those without a word are left out of a salutation.
TITLES = MappingProxyType(
    {
        **dict.fromkeys(("dr", "doktor", "doctor", "drin", "doktorin"), "Dr."),
        **dict.fromkeys(("prof", "professor", "professorin", "profin"), "Prof."),
        **dict.fromkeys(("mag", "maga"), "Mag."),
        **dict.fromkeys(
            (
                *("med", "phil", "jur", "iur", "rer", "nat", "hc", "habil", "dent", "vet", "pol"),
                *("oec", "ing", "dipl-ing", "dipl-kfm", "dipl-kffr", "dipl-inf", "dipl", "pd"),
                *("priv-doz", "apl", "mult", "sir", "dame"),
            ),
            "",
        ),
        "dr-ing": "Dr.",
        "univ-prof": "Prof.",
    }
)
FEMALE_TITLES = frozenset(("professorin", "profin", "doktorin", "drin", "maga", "dipl-kffr"))
POSTNOMINALS = frozenset(
    (
        *("ma", "mba", "phd", "md", "jr", "sr", "esq", "bsc", "msc", "ba", "llm", "llb", "meng"),
        *("beng", "ii", "iii", "iv", "cpa", "rn", "dds", "obe", "mbe"),
    )
)
PARTICLES = frozenset(
    (
        *("von", "vom", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "do", "du"),
        *("la", "le", "zu", "zum", "zur", "ten", "ter", "el", "al", "bin", "ibn", "af", "av"),
    )
)
NEUTRAL_NOBLES = frozenset(("graf", "baron", "prinz", "fürst", "herzog", "ritter", "edler"))
MALE_NOBLES = frozenset(("freiherr",))
FEMALE_NOBLES = frozenset(
    ("gräfin", "freifrau", "freiin", "baronin", "baronesse", "prinzessin", "fürstin", "herzogin")
)
_NO_PEOPLE = """
    gmbh ggmbh mbh ag kg kgaa ug ohg gbr ek ev eg se ltd limited inc llc llp corp corporation plc
    co sa sarl bv nv srl spa oy ab gesmbh söhne sons partner partners kollegen group gruppe holding
    team support service services kundenservice kundendienst abteilung buchhaltung einkauf vertrieb
    verwaltung hausverwaltung info office büro kontakt contact sales shop store onlineshop versand
    praxis kanzlei apotheke klinik hotel restaurant autohaus verein stadt gemeinde schule kita
    universität hochschule university newsletter noreply no-reply donotreply admin administrator
    webmaster postmaster sekretariat zentrale empfang rezeption redaktion presse marketing
    accounting billing department helpdesk marktplatz marketplace amazon ebay paypal kunde kundin
    customer user nutzer test unknown unbekannt anonymous anonym gast guest mail email e-mail
    rechnung invoice iphone ipad familie family fam eheleute damen herren geehrte geehrter
    hallo hello hi bitte please danke thanks hilfe help dringend urgent ich mein meine
    mir sie ihr ihre wir uns unser euch ihnen nicht ist the my your you our is not
    this kundenbetreuung betrug scam spam beschwerde complaint
"""
# Words that no person's name holds.
NO_PEOPLE = frozenset(_NO_PEOPLE.split())
# First names that some people put where a last name is asked for. They tell nothing else: with one
# of these alone nobody is called "Herr Thomas".
_GIVEN_NAMES = """
    alex alexander alexandra ali amelie andrea andreas angela anja anke anna anne annette antje
    anton astrid barbara ben benjamin bernd bettina birgit brigitte carina carla carmen carolin
    charlotte christian christiane christina christine christoph claudia clara daniel daniela david
    dennis diana dieter dirk dominik doris elena elias elisabeth ella emil emily emma erik eva
    fabian felix finn florian frank franziska frederik gabi gabriele gerd gisela greta günter hanna
    hannah hans harald heike heinz helga helmut henry holger ina ingo ingrid isabel jack jacob jakob
    james jan jana jane janina jasmin jennifer jens jessica joachim johanna johannes john jonas
    jörg josef juan julia julian jürgen kai karin karl karsten kate katharina kathrin katja katrin
    kerstin kevin kim klaus kristin lara lars laura lea lena leon leonie lina linda lisa luca luis
    luisa lukas luke maike manfred manuel manuela marc marcel marco maren maria marie marina mario
    marion markus marlene martin martina mary matthias max maximilian melanie mia michael michaela
    mike miriam mohammed monika nadine natalie nele niklas nicole nina noah norbert olaf ole oliver
    oskar pascal patricia patrick paul paula peter petra philipp pia ralf rainer rebecca regina
    renate robert robin rolf ruth sabine sabrina sam samuel sandra sara sarah sascha sebastian
    silke silvia simon simone sofia sonja sophia sophie stefan stefanie steffen stephan susanne sven
    svenja tanja theo thomas thorsten tim tina tobias tom torsten ulrich ulrike ursula ute uwe
    vanessa verena vera victoria volker waltraud werner wolfgang yasmin yvonne
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
