"""How much German words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -1.60
WEIGHTS = """
# -0.63  @absolute 1.24  @as_if 1.20  @belittle 0.87  @cannot 0.58  @care 0.38  @contrast 0.66
@future 0.62  @generic 0.18  @guess 1.28  @instruct 0.20  @load 1.20  @must 0.07  @nature 0.23
@normal 0.59  @not_us 1.23  @owned -0.14  @papers 0.36  @past_of_you 0.70  @pejorative 1.19
@promise 1.30  @resign 0.89  @sadly 0.64  @staff 0.82  @third 1.07  @tone 1.58  @we -0.27
@would 0.27  @you -0.25  a 0.12  ab -0.23  abends 0.15  aber -0.69  abgelaufen 0.24
abgezogen -0.08  ablauf -0.08  abrechnung 0.13  absicht -0.40  achim -0.22  acht -0.25
achten 0.49  adresse -0.63  akku 0.18  alle 0.76  allein 0.25  allen 0.60  aller 0.29
allerdings 1.53  alles -0.47  als 0.27  alt 0.75  alte -0.51  alten -0.38  amt -0.08  an -0.22
anderen -0.27  andern 0.29  anders 0.22  andert -0.28  anfahrt -0.36  anfragen -0.10  angaben 0.07
angekommen -0.05  angekreuzt 0.08  angerufen -0.51  angeschrieben 0.52  angezeigt -0.37
angibt 0.15  anhang -0.11  anlage -0.33  anleitung 0.16  anruf 0.36  anrufe 0.05  anrufen -0.35
ans -0.37  ansprechpartnerin -0.33  anstellen 0.13  antrage 0.27  antwort -0.25  antworten 0.24
apothekerin -0.14  app -0.27  arbeit 0.37  arbeiten 0.84  arbeitet -0.42  arger 0.35  argern 0.08
arzt -0.44  auch 0.42  auf 0.26  auffallen 0.29  aufgabe -0.24  aufgefallen 0.82  aufkleber -0.20
aufnahme -0.43  aufs -0.47  auftrag -0.69  auftrage -0.44  auftreten 0.48  aus 0.35  auser -0.32
auserdem 0.13  ausfall 0.14  ausgeschlossen -0.35  aushilfe -0.25  ausrede -0.40
ausrufezeichen 0.31  bank 0.11  bar 0.08  batterie 0.30  baustelle -0.25  becken 0.14
bedanken 0.30  begleitung -0.26  behalten -0.73  behandelt 0.35  behandlung 0.21  behauptet 0.50
beheben -0.36  behorde 0.22  bei 0.36  beide -0.34  beim 0.13  bekommen -0.09  bekommt 0.67
benutzen -0.06  bereit -0.11  bereits 0.09  berichtigte -0.18  bescheid -0.39  beschreibung 0.07
beschrieben 0.24  beschriftet 0.35  beschwerde -0.20  beschweren -0.19  beschwert 0.07
besetzt 0.12  besser -0.17  bestatigen 0.17  bestatigung -0.34  bestellen 0.32  bestellt -0.50
besten 0.34  betrag -0.46  betrieben 0.14  bevor -0.30  bezahlt -0.13  bin -0.82  bis 0.21
bisschen 0.17  bist -0.07  bitte -0.21  bitten 0.40  black 0.16  bleibt -0.26  blick 0.32
blieb 0.20  bon -0.44  brauchen -0.48  braucht 0.35  brief -0.14  bringt 0.19  buchhaltung 0.13
buchung 0.46  buchungen 0.48  buro 0.45  charge -0.42  chat -0.46  chef 0.67  code -0.29
corinna -0.22  da 0.99  dabei -0.33  dadurch 0.47  dafur 0.88  dahin -0.20  damit 0.15
danach 0.31  dank -0.70  danke -0.09  dann 0.13  daran 0.60  darauf 0.68  daraus 0.08
darfst -0.13  daruber 0.11  dass 0.55  davon -0.10  davor 0.06  defekt -0.35  dein -0.35
deine -0.55  deinem 0.08  dem 0.78  den -0.45  denen -0.21  denn -0.31  der -0.25  des -0.06
deshalb -0.13  deutlich 0.22  dezember 0.10  di -0.32  dich -0.36  dicht 0.52  dichtung -0.42
dieselbe 0.08  diesem 0.19  diesen -0.17  dieser 0.56  dieses 0.28  dir -0.37  doch 0.20
donnerstag -0.39  doppelstunde 0.40  dort -0.17  dr -0.68  drauf -0.17  drei 0.67  dreimal -0.29
dreisig -0.24  drin 0.20  drucker 0.08  du -0.37  durch 1.18  durcheinander -0.32
durchgesehen -0.05  durchgesprochen -0.08  durchwahl -0.56  durfen 0.09  ebel 0.24  eben 0.62
echt -0.48  egal 0.63  ehe 0.51  ehrlich 0.70  eiche -0.37  eigentlich 0.67  ein -0.10
eindruck 0.16  eine -0.21  einem -0.58  einen 0.17  einer -0.40  eines -0.06  einfach -0.39
einfluss 0.45  eingehen 0.11  eingelost -0.30  eingesetzt -0.34  eingeteilt -0.42
eingetragen -0.32  einiges 0.12  einmal -0.27  einzige 0.25  elektriker -0.14  elf -0.21
eltern 0.18  elternzeit 0.11  empfang -0.13  empfunden 0.29  ende 0.36  entfallt -0.11
entschuldigen 0.35  entschuldigung 0.69  entsorgen -0.44  entstanden 0.63  entstehen -0.15
erfahrung 0.40  erhalten -0.12  erinnern 0.53  erkennen -0.29  erklaren -0.58  erleben -0.35
erlebt 0.06  ernst -0.59  erreichen -0.39  ersatzteile 0.31  erspart 0.54  erst -0.62  erste -0.16
ersten -0.16  erwarten 0.34  es -0.14  essen 0.23  etikett -0.36  etwas 0.47  euro -0.52
extra -0.74  fabrik 0.26  fahren -0.66  fahrer -0.51  falk -0.18  fall -0.25  fallen -0.23
falls -0.24  fallt 0.20  falsch -0.67  falsche -0.57  falschen -1.11  fehlen 0.10  fehler 0.16
fehlt 0.40  fehlte -0.68  fenster -0.08  ferien 0.52  fest 0.32  fiel -0.23  finden -0.11
findet -0.62  firma 0.98  fleck 0.30  folie -0.29  foto -0.69  fotos -0.60  frage 0.19
fragen -0.68  franken 0.26  frau 0.06  freigabe -0.15  freigegeben -0.22  freilich 0.43
freitag 0.64  fremde 0.12  freundlich -0.44  freundlichen -0.45  friday 0.16  frist 0.09
fruh -0.40  fruher -0.39  funf 0.57  funktion 0.20  fur -0.35  ganze -0.19  ganzen 0.32  gar 0.47
garantiere 0.13  garantieren 0.23  gaste 0.10  geandert -0.34  gebe 0.11  geben -0.18
gebracht -0.07  gebucht 0.34  gebunden 0.14  gedacht 0.22  gedruckt -0.30  geduld -0.14
gefreut -0.16  gefuhlt 0.39  gefunden 0.05  gegeben 0.18  gegen 0.61  geglaubt -0.09  gehabt 0.05
gehen -0.20  gehoren 0.56  gehort -0.17  geht 0.20  gekommen -0.09  gekostet 0.38  geld -0.44
gelegentlich 0.24  gelesen -0.09  geloscht -0.26  gelten -0.31  gemacht 0.13  gemeldet -0.80
genannt -0.33  genau 0.18  genauso 0.10  genommen -0.70  genug -0.83  genugt 0.09  geoffnet 0.10
geplant -0.46  gepruft -0.34  gerade 0.36  gerat 0.89  gerechnet 0.47  geredet -0.13
gerettet -0.23  gerissen -0.37  gern -0.58  gesagt -0.18  geschehen -0.06  geschenk -0.49
geschickt 0.09  gesetzt -0.10  gespeichert -0.17  gesperrt -0.47  gesprochen 0.19  gestern -0.15
getan 0.38  gewartet -0.11  gewesen 0.27  geworden -0.42  gezahlt -0.72  gezeigt -0.27  gibt -0.16
gilt -0.70  ging 0.24  glas -0.29  glaser -0.47  glauben -0.23  gleich 0.78  gleichen -0.37
grabowski -0.20  grad 0.47  grenze 0.34  griff 0.43  gros 0.33  grose 0.29  grosmutter -0.20
gruber 0.26  grund -0.57  grusen -0.60  grust -0.64  gut -0.86  gute -0.61  hab -0.32  habe -0.95
haben 0.17  hakchen 0.11  halbe -0.28  halfte 0.29  halt 0.27  halten 0.98  hand -0.25  hande 0.14
handen -0.13  handler 0.10  handy -0.35  hangen -0.49  hangt -0.48  hast -0.35  hat 0.64
hatte -0.20  hatten 0.24  haus 0.46  hause -0.10  hauser 0.08  hausnummer -0.47
hausverwaltung 0.09  helfen -0.07  herabgesetzt 0.10  hersteller -0.27  herum 0.09  herzlich -0.36
heute -0.92  hier 0.68  hierfur 0.24  hilft -0.33  hin -0.18  hinaus -0.20  hinnerk -0.24
hinten 0.25  hinterher 0.26  hinterlassen 0.27  hinweis -0.33  hinweise 0.21  hochachtung -0.23
hoffe -0.34  hohe 0.24  holt 0.54  horen -0.67  hotel 0.61  hoteldirektor -0.22  hund 0.13
hundert -0.35  ich -0.90  ihm 0.38  ihn -0.94  ihnen 0.83  ihr 0.12  ihren -0.83  ihrer 0.15
ihrerseits 0.35  ihres -0.22  im 0.11  immer 0.30  in 0.64  informiert -0.13  innerhalb 0.20
ins 0.36  inzwischen 0.38  irgendein 0.12  irgendwann 0.52  irgendwo 0.16  ist 0.11  ja 0.56
jahr 0.44  jahren 0.31  jansen -0.32  je -0.36  jede 0.17  jedem 0.62  jeden 0.10  jeder -0.52
jederzeit -0.50  jedes -0.70  jedoch 0.09  jemals -0.13  jemand -0.44  jeweils 0.37  junge -0.08
jungen 0.30  kabel -0.12  kalender 0.10  kam 0.39  kamen 0.40  kann -0.08  kannst -0.07
kannte -0.41  kapitel 0.17  karte -0.52  karten -0.15  karton -0.42  kartons 0.07  kasse -0.15
katalog -0.16  kauf 0.23  kaum 0.67  keine -0.18  keinem -0.17  keinen -0.10  keiner -1.24
kennen 0.48  kennt -0.23  kennwort 0.42  kern -0.44  kind -0.31  kirche 0.25  kiste -0.38
klar 0.06  kleben 0.25  kleine -0.31  kleinen -0.48  kleiner 0.16  klingeln -0.20  knapp -0.55
kollege -0.43  kollegen 0.16  kollegin 0.18  kommen 0.15  kommt 0.36  konnen -0.24  konnte 0.33
konnten 0.63  konto 0.09  kontrolle 0.32  kopie -0.11  korrekt 0.14  korrigiert -0.17
kostenlos -0.09  kostet -0.46  kratzer 0.12  kuche 0.58  kunde 0.32  kundigung -0.15  kunftig 0.47
kurierdienst 0.23  kurs -0.59  kurz 0.21  kurze -0.69  kurzer 0.69  kurzes -0.21  kurzfristig 0.46
lack -0.38  laden 0.28  lag -0.06  lagen -0.40  lager -0.77  lang 0.14  lange -0.07  langer 0.33
lassen -0.11  lasst 0.65  laufen 0.31  lauft 0.23  laut -0.26  leben 0.65  lebenslang 0.06
leichter 0.22  leid 0.77  leider 0.47  leitung 0.39  lesen 0.24  letzte -0.34  letzten 0.40
leute 0.40  leuten -0.21  licht 0.32  liebe -0.35  lieber -0.67  lieferadresse 0.13
lieferant 0.31  lieferung 0.18  liegen -0.26  liegt -0.41  liste -0.41  los -0.29  losfahren 0.08
losung 0.27  mache -0.21  machen 0.72  macht 0.98  mag -0.06  mahngebuhren -0.25  mail -0.24
mails 0.65  mal 0.26  malermeister -0.40  man 0.74  manche 0.30  mann -0.12  markt -0.28
maschine -0.76  mase 0.13  mehr -0.25  mein 1.02  meine 0.08  meinem 0.37  meisten 0.43
menge -0.33  mensch -0.11  menschen 0.36  merken 0.47  mich 0.24  minus 0.16  minute 0.26
minuten -0.10  mir -0.56  mira -0.49  mit -0.15  mitarbeiter 0.12  mittag -0.09  mitte -0.16
mittwoch 0.41  mochte -0.74  mochten -0.25  modell 0.35  mogen -0.34  moglich -0.23  moment -0.29
monaten 0.60  monatsende 0.10  montag 0.09  monteur -0.58  morgen 0.08  muss 0.52  mussen -0.49
musst 0.13  mussten -0.08  nach -0.41  nachfrage 0.27  nachgefragt -0.33  nachgesehen -0.21
nachmittag -0.32  nachricht -0.38  nachsicht 0.18  nachsten 0.39  nacht -0.58  nachts 0.11
name 0.24  namen -0.38  naturlich 0.18  nehmen -0.90  neu -0.40  neue 0.31  neuen 0.08  neues 0.10
nicht 0.36  nichts -0.31  nie 0.62  niemand -0.71  niemandem -0.30  nimmt -0.22  noch -0.20
normal -0.16  notiert -0.46  november 0.31  nummer -0.64  nun 0.79  nutzen 0.14  oben -0.14
obwohl -0.06  oder -0.52  ofen 0.25  offen 0.63  offenbar 0.51  ohne 0.61  oktober -0.25
olaf -0.36  ordnung 0.07  original -0.37  ort 0.19  packen -0.21  paket -0.26  paketdienst 0.19
paketen -0.34  passiert 0.29  passt -0.88  patienten 0.25  pdf -0.28  person 0.08  personal 0.56
pflanze 0.32  pflege 0.23  plan -0.29  planen -0.31  platz -0.18  pohl -0.28  post -0.24
postfach -0.21  prantl -0.18  praxis -0.14  preis -0.10  problem 0.10  programm 0.21
protokoll -0.20  prozent -0.21  prufen -0.17  pruft -0.84  prufung 0.21  pumpe -0.14  punkt 0.33
punktlich 0.06  quittung -0.27  rad 0.31  rahmen -0.22  raus -0.38  rechnung -0.78  recht -0.48
rechtzeitig -0.05  reden -0.07  redet 0.36  regal -0.20  regel -0.20  regen 0.16  reicht -0.31
reifen -0.27  reihe -0.63  reise -0.43  resi -0.25  rest 0.30  retten -0.35  richten 0.07
richtig 0.27  richtigen -0.09  risiko 0.20  risse 0.37  rucksendung -0.25  rufen -0.52  ruft -0.77
ruhig 0.35  rutscht 0.06  sabine 0.24  sache 0.51  sage 0.32  sagt 0.51  salon -0.15
samstagabend -0.20  schaden -0.26  schalter 0.07  schaut 0.06  scheint 0.51  scherben -0.14
scherz 0.31  schicken 0.09  schickt 0.27  schilderung 0.37  schlaft 0.18  schlecht -0.16
schlicht 0.10  schliesen -0.25  schlussel 0.25  schnee 0.25  schneidet -0.07  schnell 0.52
schneller 0.21  schon -0.06  schrank 0.12  schreiben 0.20  schuld -0.13  schwierig 0.31
sechzig 0.32  see -0.17  sehen -0.24  sehr -0.17  sei 0.37  sein 0.16  seine 0.77  seinem 0.15
seit -0.94  seiten -0.10  selben -0.22  selbst -0.57  selbstverstandlich 0.13  september 0.09
server -0.21  sich 0.68  sicherung -0.22  sie 0.12  sieben -0.32  sieht -0.71  sind 0.30
sitze 0.05  sitzen 0.18  so 0.77  sobald -0.66  sofa -0.22  sofort -0.98  software 0.37
sogar -0.59  solange 0.22  solche 0.74  soll -0.24  sollte 0.18  sollten 0.48  sommer 0.57
sonst 0.16  sorge 0.32  sorgen 0.41  sortiment -0.10  soweit 0.54  sparen 0.36  spenden 0.32
spiegel -0.17  spiel 0.09  spottet 0.07  sprechen 0.20  stadt 0.34  stand -0.34  standen -0.40
standig 0.19  starke -0.45  stau -0.11  steckt -0.23  stehen -0.88  stehst -0.24  steht 0.15
stelle 0.10  stellen 0.50  stiefel -0.25  still 0.34  stimmt -0.39  stimmten 0.09  storniert -0.32
strase -0.14  stromausfall 0.21  stunde -0.21  stunden -0.45  subunternehmer 0.18  suchen 0.29
system -0.92  tag 0.24  tage 0.23  tagen 0.62  taglich 0.22  tate 0.27  tatsachlich 0.25
taucht -0.36  taxi -0.21  team -0.13  techniker -0.17  technisch 0.48  teil -0.67  telefon -0.11
termin 0.11  termine -0.07  theke 0.17  tierheim 0.16  tisch 0.27  tochter -0.49  ton 0.40
tragen 0.28  tragt 0.19  trainer -0.42  trattoria -0.18  tresen -0.40  trifft 0.18  trotzdem -0.62
tun -0.21  tur 0.26  tut 0.53  tute -0.40  uber -0.48  uberall 0.30  ubertragen -0.37
ubrigen 0.31  uhr -0.32  um 0.24  umgehen 0.14  umstanden 0.33  umstellung 0.05  umzuge -0.25
unannehmlichkeiten 0.27  unbegrenzt 0.29  und -0.13  unmut 0.20  uns 0.69  unser -0.07
unsere 0.49  unserem -0.25  unseren 0.32  unseres 1.01  unten -0.42  unter 0.34  unternehmen 0.07
unterschreiben -0.13  urlaub -0.35  ursache 0.05  veranstalter 0.13  verantworten 0.12
verantwortlich 0.15  verargerung 0.30  verdreht 0.43  vereinbarten 0.19  verfugung 0.30
vergeben -0.58  vergessen 0.24  vergleich 0.56  verglichen -0.15  vergriffen -0.26  verkauf -0.28
verlassen -0.12  verliert 0.12  verloren 0.32  vermeiden 0.27  vermittler 0.14  vermutlich 0.46
verpacken -0.06  verpackt -0.64  verpackung 0.57  verrutscht -0.09  versaumnis -0.24
verschenken -0.06  verschlampt 0.07  verschluckt -0.77  verschoben -0.56  versicherung -0.19
verspatung 0.33  verspreche 0.65  versprechen -0.92  verstandlich 0.22  verstandnis -0.18
verstehe -0.10  vertauscht -0.11  verteiler -0.24  vertrag -0.34  verursacht 0.53  verwaltung 0.21
verwechselt -0.25  viel 0.14  viele -0.33  vielen -0.12  vielleicht 0.21  vier 0.08  vierzig 0.28
voll 0.47  vollstandig 0.16  vom -0.20  von 0.13  vor 0.16  vorab -0.37  vorbereitet 0.33
vorher -0.22  vorhin -0.06  vorkommen -0.17  vormittag 0.19  vorstellen -0.44  vorzuglicher -0.23
wagen -0.15  war 0.14  ware 0.65  waren -0.06  warm -0.15  warten 0.06  wartung 0.13  warum -0.43
was 0.17  wasser 0.14  weder -0.14  weg -0.05  wegen 0.22  weil -0.84  weis -0.17  weist 0.43
weiter -0.08  weitergegeben 0.44  weitergeleitet -0.43  welt 0.17  wenden 0.13  wenig 0.42
wenigen -0.40  weniger -0.07  wenn -0.36  wer 0.63  werden -0.19  werfen -0.06  werk -0.47
werkstatt -0.22  wetter -0.14  wichtigsten -0.33  wie 0.47  wieder 0.19  will 0.33  willen 0.64
wir 0.20  wird 0.64  wirklich 0.33  wissen 0.07  wo 0.06  woche 0.38  wochenende 0.17  wohl -0.33
wolle 0.08  wollen -0.13  wollte -0.18  wollten 0.52  worden -0.43  wort -0.39  wundern 0.49
wunschen -0.15  wurde -1.15  wurden 0.16  wussten -0.08  zahlerstand -0.16  zahlung -0.18
zehn 0.38  zeile -0.73  zeiten 0.25  zentrale 0.18  zettel 0.06  ziffer -0.23  zimmer -0.38
zu 0.34  zuerst -0.10  zugang 0.19  zugesagt -0.26  zukunft 0.47  zulieferer 0.33  zum 0.20
zur 0.22  zuruck -0.28  zuruckgeben -0.09  zuruckschicken 0.09  zurzeit 0.68  zusammen -0.10
zusatzlich -0.14  zustand -0.26  zwangslaufig 0.21  zwanzig -0.11  zwei -0.58  zweimal -0.12
zweit -0.55  zweite -0.49  zweiten -0.68  zweiter -0.42  zweites -0.60  zwischen -0.05
zwolf -0.12
"""
