"""How much German words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -1.58
WEIGHTS = """
# -0.65  @absolute 1.22  @as_if 1.20  @belittle 0.88  @cannot 0.59  @care 0.38  @contrast 0.64
@future 0.62  @generic 0.19  @guess 1.29  @instruct 0.20  @load 1.21  @must 0.07  @nature 0.24
@normal 0.57  @not_us 1.24  @owned -0.15  @papers 0.35  @past_of_you 0.71  @pejorative 1.19
@promise 1.30  @resign 0.88  @sadly 0.64  @staff 0.83  @third 1.07  @tone 1.58  @we -0.27
@would 0.27  @you -0.25  a 0.13  ab -0.21  abends 0.15  aber -0.78  abgelaufen 0.24
abgezogen -0.08  ablauf -0.08  abrechnung 0.13  absicht -0.40  achim -0.23  acht -0.23
achten 0.49  adresse -0.61  akku 0.19  alle 0.77  allein 0.25  allen 0.60  aller 0.29
allerdings 1.54  alles -0.45  als 0.28  alt 0.75  alte -0.51  alten -0.38  amt -0.09  an -0.20
anderen -0.25  andern 0.30  anders 0.23  andert -0.28  anfahrt -0.35  anfragen -0.10  angaben 0.06
angekreuzt 0.08  angerufen -0.50  angeschrieben 0.52  angezeigt -0.37  angibt 0.15  anhang -0.10
anlage -0.33  anleitung 0.16  anruf 0.37  anrufe 0.06  anrufen -0.36  ans -0.37
ansprechpartnerin -0.33  anstellen 0.14  antrage 0.27  antwort -0.25  antworten 0.25
apothekerin -0.14  app -0.26  arbeit 0.37  arbeiten 0.83  arbeitet -0.42  arger 0.35  argern 0.09
arzt -0.44  auch 0.43  auf 0.26  auffallen 0.29  aufgabe -0.24  aufgefallen 0.82  aufkleber -0.19
aufnahme -0.44  aufs -0.45  auftrag -0.68  auftrage -0.43  auftreten 0.48  aus 0.34  auser -0.32
auserdem 0.13  ausfall 0.15  ausgeschlossen -0.35  aushilfe -0.26  ausrede -0.39
ausrufezeichen 0.31  bank 0.11  bar 0.08  batterie 0.30  baustelle -0.25  becken 0.15
bedanken 0.31  begleitung -0.26  behalten -0.74  behandelt 0.37  behandlung 0.20  behauptet 0.50
beheben -0.36  behorde 0.21  bei 0.36  beide -0.35  beim 0.16  bekommen -0.08  bekommt 0.69
benutzen -0.06  bereit -0.10  bereits 0.08  berichtigte -0.18  bescheid -0.39  beschreibung 0.08
beschrieben 0.24  beschriftet 0.35  beschwerde -0.20  beschweren -0.19  beschwert 0.07
besetzt 0.11  besser -0.16  bestatigen 0.17  bestatigung -0.34  bestellen 0.34  bestellt -0.50
besten 0.36  betrag -0.44  betrieben 0.14  bevor -0.30  bezahlt -0.13  bin -0.81  bis 0.22
bisschen 0.16  bist -0.07  bitte -0.22  bitten 0.40  black 0.17  bleibt -0.27  blick 0.33
blieb 0.20  bon -0.43  brauchen -0.48  braucht 0.36  brief -0.13  bringt 0.18  buchhaltung 0.14
buchung 0.46  buchungen 0.47  buro 0.45  charge -0.42  chat -0.47  chef 0.67  code -0.30
corinna -0.22  da 1.00  dabei -0.33  dadurch 0.47  dafur 0.84  dahin -0.20  damit 0.15
danach 0.31  dank -0.69  danke -0.10  dann 0.13  daran 0.61  darauf 0.67  daraus 0.08
darfst -0.13  daruber 0.11  dass 0.55  davon -0.10  davor 0.07  dazu -0.05  deckel 0.05
defekt -0.35  dein -0.35  deine -0.54  deinem 0.08  dem 0.77  den -0.44  denen -0.22  denn -0.31
der -0.24  deshalb -0.13  deutlich 0.21  dezember 0.13  di -0.32  dich -0.36  dicht 0.52
dichtung -0.42  die 0.05  dieselbe 0.08  diesem 0.10  diesen -0.16  dieser 0.55  dieses 0.28
dir -0.60  doch 0.20  donnerstag -0.38  doppelstunde 0.41  dort -0.17  dr -0.68  drauf -0.16
drei 0.68  dreimal -0.30  dreisig -0.26  drin 0.21  drucker 0.07  du -0.36  durch 1.19
durcheinander -0.31  durchgesehen -0.06  durchgesprochen -0.08  durchwahl -0.55  durfen 0.09
ebel 0.23  eben 0.62  echt -0.49  egal 0.63  ehe 0.52  ehrlich 0.70  eiche -0.37  eigentlich 0.67
ein -0.09  eindruck 0.17  eine -0.20  einem -0.57  einen 0.18  einer -0.42  eines -0.06
einfach -0.38  einfluss 0.45  eingehen 0.10  eingelost -0.29  eingesetzt -0.34  eingeteilt -0.41
eingetragen -0.31  einmal -0.28  einzige 0.26  elektriker -0.15  elf -0.21  eltern 0.18
elternzeit 0.10  empfang -0.12  empfunden 0.30  ende 0.35  entfallt -0.11  entschuldigen 0.29
entschuldigung 0.68  entsorgen -0.45  entstanden 0.64  entstehen -0.15  erfahrung 0.40
erhalten -0.11  erinnern 0.52  erkennen -0.29  erklaren -0.57  erleben -0.34  erlebt 0.06
ernst -0.59  erreichen -0.36  ersatzteile 0.30  erspart 0.54  erst -0.61  erste -0.16
ersten -0.16  erwarten 0.34  es -0.12  essen 0.25  etikett -0.35  etwas 0.49  euro -0.48
extra -0.74  fabrik 0.26  fahren -0.66  fahrer -0.50  falk -0.19  fall -0.33  fallen -0.23
falls -0.24  fallt 0.20  falsch -0.66  falsche -0.55  falschen -1.11  familie 0.05  fehlen 0.10
fehler 0.16  fehlt 0.40  fehlte -0.68  fenster -0.08  ferien 0.52  fest 0.34  fiel -0.25
finden -0.10  findet -0.63  firma 1.00  fleck 0.30  folie -0.30  foto -0.69  fotos -0.60
frage 0.20  fragen -0.68  franken 0.27  frau 0.08  freigabe -0.16  freigegeben -0.22
freilich 0.44  freitag 0.63  fremde 0.12  freundlich -0.44  freundlichen -0.45  friday 0.17
frist 0.09  fruh -0.40  fruher -0.39  funf 0.58  funktion 0.20  fur -0.34  ganze -0.19
ganzen 0.32  gar 0.48  garantiere 0.13  garantieren 0.23  gaste 0.11  geandert -0.33  gebe 0.11
geben -0.18  gebracht -0.06  gebucht 0.34  gebunden 0.14  gedacht 0.22  gedruckt -0.30
geduld -0.13  gefreut -0.17  gefuhlt 0.40  gefunden 0.06  gegeben 0.18  gegen 0.62  geglaubt -0.09
gehen -0.19  gehoren 0.56  gehort -0.17  geht 0.21  gekommen -0.08  gekostet 0.39  geld -0.44
gelegentlich 0.23  gelesen -0.09  geloscht -0.26  gelten -0.30  gemacht 0.13  gemeldet -0.80
genannt -0.33  genau 0.18  genauso 0.12  genommen -0.70  genug -0.84  genugt 0.08  geoffnet 0.10
geplant -0.45  gepruft -0.32  gerade 0.36  gerat 0.88  gerechnet 0.47  geredet -0.13
gerettet -0.22  gerissen -0.38  gern -0.58  gesagt -0.18  geschenk -0.49  geschickt 0.11
gesetzt -0.11  gespeichert -0.17  gesperrt -0.47  gesprochen 0.21  gestern -0.14  getan 0.39
gewartet -0.11  gewesen 0.29  geworden -0.42  gezahlt -0.72  gezeigt -0.27  gibt -0.16  gilt -0.71
ging 0.16  glas -0.29  glaser -0.48  glauben -0.22  gleich 0.78  gleichen -0.38  grabowski -0.20
grad 0.47  grenze 0.33  griff 0.42  gros 0.32  grose 0.29  grosmutter -0.20  grund -0.55
grusen -0.60  grust -0.65  gut -0.85  gute -0.62  hab -0.32  habe -0.95  haben 0.13  hakchen 0.11
halbe -0.28  halfte 0.28  halt 0.27  halten 0.99  hand -0.24  hande 0.14  handen -0.12
handler 0.11  handy -0.34  hangen -0.48  hangt -0.49  hast -0.35  hat 0.64  hatte -0.18
hatten 0.25  haus 0.39  hause -0.07  hauser 0.08  hausnummer -0.47  hausverwaltung 0.09
helfen -0.08  herabgesetzt 0.11  heraus -0.05  hersteller -0.27  herum 0.09  herzlich -0.36
heute -0.91  hier 0.68  hierfur 0.25  hilft -0.33  hin -0.18  hinaus -0.19  hinnerk -0.24
hinten 0.25  hinterher 0.26  hinterlassen 0.28  hinweis -0.32  hinweise 0.22  hochachtung -0.23
hoffe -0.34  hohe 0.25  holt 0.54  horen -0.66  hotel 0.61  hoteldirektor -0.22  hund 0.13
hundert -0.36  ich -0.89  ihm 0.38  ihn -0.94  ihnen 0.83  ihr 0.11  ihren -0.91  ihrer 0.16
ihrerseits 0.34  ihres -0.22  im 0.08  immer 0.31  in 0.62  informiert -0.13  innerhalb 0.20
ins 0.36  inzwischen 0.39  irgendein 0.12  irgendwann 0.54  irgendwo 0.17  ist 0.09  ja 0.57
jahr 0.22  jahren 0.32  jansen -0.32  je -0.36  jede 0.17  jedem 0.62  jeden 0.10  jeder -0.57
jederzeit -0.49  jedes -0.69  jedoch 0.09  jemals -0.13  jemand -0.45  jeweils 0.37  junge -0.08
jungen 0.29  kabel -0.12  kalender 0.11  kam 0.39  kamen 0.40  kann -0.07  kannst -0.07
kannte -0.41  kapitel 0.17  karte -0.52  karten -0.15  karton -0.42  kartons 0.07  kasse -0.16
katalog -0.13  kauf 0.23  kaum 0.66  kein -0.05  keine -0.17  keinem -0.16  keinen -0.10
keiner -1.24  kennen 0.49  kennt -0.23  kennwort 0.42  kern -0.44  kind -0.29  kirche 0.25
kiste -0.38  klar 0.06  kleben 0.25  kleine -0.29  kleinen -0.48  kleiner 0.16  klingeln -0.19
knapp -0.54  kollege -0.43  kollegen 0.16  kollegin 0.19  kommen 0.15  kommt 0.35  konnen -0.24
konnte 0.33  konnten 0.64  konto 0.10  kontrolle 0.32  kopie -0.11  korrekt 0.13  korrigiert -0.17
kostenlos -0.08  kostet -0.47  kratzer 0.13  kuche 0.58  kunde 0.33  kundigung -0.13  kunftig 0.47
kurierdienst 0.23  kurs -0.59  kurz 0.22  kurze -0.68  kurzer 0.68  kurzes -0.21  kurzfristig 0.46
lack -0.38  laden 0.29  lagen -0.39  lager -0.76  lang 0.15  lange -0.07  langer 0.32
lassen -0.11  lasst 0.64  laufen 0.31  lauft 0.21  laut -0.25  leben 0.65  lebenslang 0.06
leichter 0.21  leid 0.78  leider 0.48  leitung 0.39  lesen 0.24  letzte -0.34  letzten 0.40
leute 0.39  leuten -0.21  licht 0.32  liebe -0.36  lieber -0.65  lieferadresse 0.12
lieferant 0.31  lieferung 0.17  liegen -0.27  liegt -0.41  liste -0.40  los -0.29  losfahren 0.07
losung 0.28  mache -0.20  machen 0.73  macht 0.97  mahngebuhren -0.25  mail -0.24  mails 0.65
mal 0.16  malermeister -0.41  man 0.73  manche 0.30  mann -0.11  markt -0.28  maschine -0.76
mase 0.12  mehr -0.25  mein 1.02  meine 0.10  meinem 0.37  meisten 0.44  menge -0.31  mensch -0.11
menschen 0.35  merken 0.48  mich 0.24  minus 0.16  minute 0.26  minuten -0.10  mir -0.56
mira -0.49  mit -0.14  mitarbeiter 0.12  mittag -0.09  mitte -0.17  mittwoch 0.42  mochte -0.73
mochten -0.24  modell 0.35  mogen -0.34  moglich -0.22  moment -0.29  monaten 0.59
monatsende 0.10  montag 0.09  monteur -0.59  morgen 0.08  muhe 0.05  muss 0.53  mussen -0.48
musst 0.14  mussten -0.09  nach -0.42  nachfrage 0.27  nachgefragt -0.32  nachgesehen -0.22
nachmittag -0.33  nachricht -0.36  nachsicht 0.18  nachsten 0.40  nacht -0.57  nachts 0.10
name 0.23  namen -0.37  naturlich 0.18  neben 0.05  nehmen -0.88  neu -0.40  neue 0.31  neuen 0.07
neues 0.10  nicht 0.38  nichts -0.28  nie 0.63  niemand -0.70  niemandem -0.30  nimmt -0.22
noch -0.18  normal -0.14  notiert -0.46  november 0.32  nummer -0.63  nun 0.80  nutzen 0.14
ob 0.05  oben -0.14  obwohl -0.07  oder -0.53  ofen 0.25  offen 0.63  offenbar 0.52  ohne 0.61
oktober -0.23  olaf -0.36  ordnung 0.06  original -0.37  ort 0.19  packen -0.21  paket -0.24
paketdienst 0.19  paketen -0.32  passiert 0.30  passt -0.90  patienten 0.25  pdf -0.27
person 0.08  personal 0.55  pflanze 0.32  pflege 0.24  plan -0.29  planen -0.30  platz -0.18
pohl -0.28  post -0.23  postfach -0.20  prantl -0.17  praxis -0.15  preis -0.10  problem 0.11
programm 0.21  protokoll -0.20  prozent -0.22  prufen -0.16  pruft -0.85  prufung 0.21
pumpe -0.14  punkt 0.33  punktlich 0.05  quittung -0.28  rad 0.32  rahmen -0.22  raus -0.36
rechnung -0.78  recht -0.47  reden -0.07  redet 0.37  regal -0.20  regel -0.19  regen 0.17
reicht -0.30  reifen -0.27  reihe -0.64  reise -0.43  resi -0.25  rest 0.32  retten -0.35
richten 0.07  richtig 0.26  richtigen -0.09  risiko 0.20  risse 0.37  rucksendung -0.25
rufen -0.53  ruft -0.77  ruhig 0.34  rutscht 0.06  sabine 0.24  sache 0.51  sage 0.32  sagt 0.52
salon -0.15  schaden -0.25  schalter 0.06  schaut 0.06  scheint 0.51  scherben -0.14  scherz 0.31
schicken 0.10  schickt 0.27  schilderung 0.37  schlaft 0.17  schlecht -0.16  schlicht 0.11
schliesen -0.25  schlussel 0.25  schnee 0.25  schneidet -0.07  schnell 0.52  schneller 0.21
schon -0.12  schrank 0.13  schreiben 0.23  schuld -0.12  schwierig 0.31  sechzig 0.32  see -0.16
sehen -0.24  sehr -0.29  sei 0.37  sein 0.16  seine 0.76  seinem 0.15  seit -0.94  seiten -0.10
selben -0.20  selbst -0.57  selbstverstandlich 0.13  september 0.10  server -0.21  sich 0.68
sicherung -0.22  sie 0.12  sieben -0.32  sieht -0.73  sind 0.31  sitzen 0.17  so 0.76
sobald -0.66  sofa -0.22  sofort -0.97  software 0.36  sogar -0.59  solange 0.22  solche 0.74
soll -0.23  sollte 0.19  sollten 0.41  sommer 0.58  sonst 0.16  sorge 0.32  sorgen 0.41
sortiment -0.10  soweit 0.55  sparen 0.35  spenden 0.32  spiegel -0.17  spiel 0.09  spottet 0.08
stadt 0.34  stand -0.36  standen -0.39  standig 0.19  starke -0.46  stau -0.11  steckt -0.23
stehen -0.87  stehst -0.24  steht 0.15  stelle 0.10  stellen 0.49  stiefel -0.25  still 0.34
stimmt -0.39  stimmten 0.09  storniert -0.32  strase -0.14  stromausfall 0.21  stunde -0.20
stunden -0.46  subunternehmer 0.18  suchen 0.29  system -0.92  tag 0.24  tage 0.23  tagen 0.62
taglich 0.22  tate 0.26  tatsachlich 0.26  taucht -0.36  taxi -0.21  team -0.14  techniker -0.18
technisch 0.48  teil -0.66  telefon -0.11  termin 0.11  termine -0.07  theke 0.16  tierheim 0.16
tisch 0.27  tochter -0.49  ton 0.39  tragen 0.29  tragt 0.19  trainer -0.41  trattoria -0.18
tresen -0.39  trifft 0.19  trotzdem -0.60  tun -0.20  tur 0.26  tut 0.55  tute -0.40  uber -0.47
uberall 0.29  ubertragen -0.38  ubrigen 0.32  uhr -0.31  um 0.25  umgehen 0.14  umstanden 0.36
umstellung 0.05  umzuge -0.25  unannehmlichkeiten 0.27  unbegrenzt 0.29  und -0.13  unmut 0.20
uns 0.68  unser -0.06  unsere 0.50  unserem -0.24  unseren 0.35  unseres 1.02  unten -0.42
unter 0.20  unternehmen 0.07  unterschreiben -0.13  urlaub -0.35  ursache 0.05  veranstalter 0.13
verantworten 0.12  verantwortlich 0.16  verargerung 0.30  verdreht 0.43  vereinbarten 0.20
verfugung 0.32  vergeben -0.57  vergessen 0.24  vergleich 0.58  verglichen -0.15  verkauf -0.27
verlassen -0.11  verliert 0.11  verloren 0.34  vermeiden 0.27  vermittler 0.14  vermutlich 0.46
verpacken -0.07  verpackt -0.64  verpackung 0.56  verrutscht -0.08  versaumnis -0.24
verschenken -0.06  verschlampt 0.07  verschluckt -0.78  verschoben -0.57  versicherung -0.19
verspatung 0.33  verspreche 0.64  versprechen -0.94  verstandlich 0.22  verstandnis -0.18
verstehe -0.10  vertauscht -0.11  verteiler -0.24  vertrag -0.35  verursacht 0.52  verwaltung 0.20
verwechselt -0.25  viel 0.14  viele -0.33  vielen -0.11  vielleicht 0.21  vier 0.07  vierzig 0.27
voll 0.47  vollstandig 0.16  vom -0.21  von 0.09  vor 0.16  vorab -0.39  vorbereitet 0.32
vorher -0.21  vorhin -0.06  vorkommen -0.16  vormittag 0.18  vorstellen -0.44  vorzuglicher -0.23
wagen -0.15  war 0.14  ware 0.65  waren -0.06  warm -0.15  warten 0.06  wartung 0.12  warum -0.42
was 0.17  wasser 0.14  weder -0.14  wegen 0.22  weil -0.84  weis -0.17  weist 0.44  weiter -0.08
weitergegeben 0.45  weitergeleitet -0.44  welt 0.17  wenden 0.11  wenig 0.42  wenigen -0.40
weniger -0.07  wenn -0.41  wer 0.62  werden -0.19  werfen -0.06  werk -0.48  werkstatt -0.22
wetter -0.13  wichtigsten -0.34  wie 0.47  wieder 0.19  will 0.32  willen 0.65  wir 0.22
wird 0.64  wirklich 0.34  wissen 0.06  wo 0.07  woche 0.40  wochenende 0.17  wohl -0.31
wolle 0.09  wollen -0.13  wollte -0.19  wollten 0.52  worden -0.43  wort -0.37  wundern 0.48
wunschen -0.15  wurde -1.12  wurden 0.16  wussten -0.08  zahlerstand -0.16  zahlung -0.18
zehn 0.37  zeile -0.74  zeiten 0.25  zentrale 0.18  zettel 0.06  ziffer -0.23  zimmer -0.39
zu 0.32  zuerst -0.09  zugang 0.20  zugesagt -0.27  zukunft 0.46  zulieferer 0.33  zum 0.22
zur 0.23  zuruck -0.26  zuruckgeben -0.09  zuruckschicken 0.09  zurzeit 0.69  zusammen -0.10
zusatzlich -0.15  zustand -0.25  zwangslaufig 0.20  zwanzig -0.10  zwei -0.58  zweimal -0.12
zweit -0.55  zweite -0.50  zweiten -0.68  zweiter -0.42  zweites -0.58  zwolf -0.12
"""
