"""How much German words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -1.19
WEIGHTS = """
# -0.71  @absolute 1.13  @as_if 1.11  @belittle 0.83  @cannot 0.66  @care 0.33  @contrast 0.54
@future 0.62  @generic 0.13  @guess 1.23  @instruct 0.27  @load 1.13  @nature 0.29
@negation -0.14  @normal 0.54  @not_us 1.29  @owned -0.14  @papers 0.36  @past -0.08
@past_of_you 0.68  @pejorative 1.19  @promise 1.18  @resign 0.94  @sadly 0.56  @staff 0.82
@third 1.04  @tone 1.59  @we -0.30  @would 0.22  @you -0.24  a 0.14  ab -0.17  abend 0.20
abends 0.08  aber -0.79  abgelaufen 0.30  abgeschaltet 0.09  ablauf -0.10  abrechnung 0.09
absicht -0.41  achten 0.48  adresse -0.59  akku 0.19  alle 0.69  allein 0.24  allen 0.56
aller 0.29  allerdings 1.46  alles -0.40  als 0.29  alt 0.64  alte -0.48  alten -0.42  am -0.10
amt -0.13  an -0.22  anderen -0.28  andern 0.19  anders 0.22  andert -0.27  anfahrt -0.40
anfragen -0.11  angaben 0.07  angerufen -0.54  angezeigt -0.37  angibt 0.16  anlage -0.11
anleitung 0.20  anruf 0.39  anrufen -0.38  ansprechpartnerin -0.41  antrage 0.28  antwort -0.26
antworten 0.21  apothekerin -0.22  app -0.24  arbeit 0.31  arbeiten 0.77  arbeitet -0.45
arger 0.34  argern 0.11  arzt -0.40  auch 0.36  auf 0.34  auffallen 0.34  aufgabe -0.25
aufgefallen 0.83  aufkleber -0.25  aufnahme -0.43  aufs -0.46  auftrag -0.67  auftrage -0.46
auftreten 0.39  aus 0.38  auser -0.36  auserdem 0.14  ausfall 0.16  ausgelost -0.06
aushilfe -0.26  ausrede -0.39  ausrufezeichen 0.32  bar 0.14  batterie 0.24  baustelle -0.30
begleitung -0.34  behalten -0.69  behauptet 0.51  beheben -0.35  behorde 0.20  bei 0.27
beide -0.38  beim 0.13  bekommen -0.11  bekommt 0.70  bereit -0.13  berichtigte -0.22
bescheid -0.35  beschreibung 0.09  beschrieben 0.52  beschriftet 0.32  beschwerde -0.25
beschweren -0.17  beschwert 0.06  besetzt 0.10  besser -0.24  bestatigen 0.19  bestatigung -0.32
bestellen 0.34  bestellt -0.56  besten 0.53  betrag -0.41  betrieben 0.12  bevor -0.37
bezahlen -0.08  bezahlt -0.07  bin -0.83  bis 0.27  bisschen 0.18  bitte -0.17  bitten 0.30
bleibt -0.19  blick 0.32  blieb 0.16  bon -0.38  bote 0.08  brauchen -0.50  braucht 0.21
brief -0.21  bringt 0.23  buchhaltung 0.13  buchung 0.44  buchungen 0.48  buro 0.41  charge -0.42
chat -0.49  chef 0.61  da 0.89  dabei -0.25  dadurch 0.49  dafur 0.75  dahin -0.33  damit 0.13
danach 0.25  dank -0.71  dann 0.12  daran 0.56  darauf 0.66  daraus 0.15  darfst -0.18
daruber 0.08  das -0.06  dass 0.55  dauert 0.07  davon -0.13  dazu -0.10  deckel 0.06
defekt -0.35  deine -0.52  dem 0.67  den -0.45  denen -0.23  denn -0.28  der -0.28  des -0.11
deshalb -0.12  dezember 0.10  dicht 0.46  dichtung -0.41  die -0.09  diese -0.09  dieselbe 0.06
diesem 0.08  diesen -0.19  dieser 0.57  dieses 0.22  dir -0.52  doch 0.28  donnerstag -0.33
dort -0.12  dr -0.41  drei 0.61  dreimal -0.35  dreisig -0.33  drucker 0.07  du -0.27  durch 1.27
durchgesehen -0.06  durchgesprochen -0.10  durchwahl -0.53  eben 0.66  egal 0.61  ehe 0.46
ehrlich 0.66  eigentlich 0.64  ein -0.08  eine -0.12  einem -0.64  einer -0.45  eines -0.05
einfach -0.54  einfluss 0.44  eingehen 0.09  eingelost -0.30  eingesetzt -0.31  eingeteilt -0.44
eingetragen -0.27  einmal -0.41  einzige 0.18  elektriker -0.16  elf -0.27  eltern 0.21
empfang 0.07  empfunden 0.37  ende 0.35  entfallt -0.14  entschuldigung 0.87  entsorgen -0.45
entstanden 0.60  entstehen -0.19  er -0.06  erfahrung 0.37  erhalten -0.16  erinnern 0.55
erkennen -0.30  erklaren -0.52  erleben -0.38  erlebt 0.10  ernst -0.61  erreichen -0.32
ersatzteile 0.29  erst -0.79  erste -0.08  ersten -0.19  erwarten 0.31  es -0.26  essen 0.22
etikett -0.45  etwas 0.50  euro -0.62  extra -0.75  fabrik 0.26  fahren -0.60  fahrer -0.63
fall -0.38  fallen -0.29  falls -0.50  fallt 0.14  falsch -0.68  falsche -0.51  falschen -1.13
fehlen 0.08  fehler -0.09  fehlt 0.38  fehlte -0.69  fenster -0.07  ferien 0.55  fest 0.31
fiel -0.30  filiale 0.25  findet -0.28  firma 0.97  fleck 0.26  folie -0.31  foto -0.57
fotos -0.54  frage 0.13  fragen -0.63  franken 0.24  frau 0.06  frei -0.11  freigabe -0.19
freigegeben -0.15  freilich 0.43  freitag 0.59  fremde 0.11  frist 0.11  fruh -0.23  fruher -0.33
funf 0.54  funktion 0.22  fur -0.23  ganz -0.22  ganze -0.24  ganzen 0.37  gar 0.53
garantiere 0.11  garantieren 0.18  gaste 0.34  geandert -0.32  gebe 0.09  geben -0.17
gebeten -0.07  geblieben -0.12  gebucht 0.35  gebunden 0.13  gedacht -0.07  gedruckt -0.34
geduld -0.28  gefreut -0.19  gefuhlt 0.16  gegeben 0.19  gegen 0.58  geglaubt -0.09  gehabt 0.06
gehalten 0.05  gehen -0.22  gehoren 0.55  gehort -0.13  geht 0.21  gekommen -0.09  gekostet 0.35
geld -0.49  gelegentlich 0.23  gelesen -0.13  geloscht -0.29  gemacht 0.16  gemeldet -0.78
genannt -0.35  genau 0.41  genauso 0.07  genommen -0.77  genug -0.90  geoffnet 0.10  geplant -0.49
gepruft -0.43  gerade 0.22  gerat 0.80  gerechnet 0.40  geredet -0.15  gerissen -0.39  gern -0.65
gesagt -0.20  geschehen -0.05  geschenk -0.52  geschrieben -0.09  gesetzt -0.11  gespeichert -0.20
gesperrt -0.44  gesprochen 0.20  gestern -0.18  getan 0.43  gewartet 0.14  gewesen 0.21
geworden -0.52  gezahlt -0.77  gezeigt -0.30  gibt -0.08  gilt -0.78  ging 0.06  glas -0.43
glaser -0.57  glauben -0.27  gleich 1.05  gleichen -0.43  grabowski -0.25  grad 0.45  grenze 0.30
griff 0.43  gros 0.26  grose 0.25  grosmutter -0.21  grund -0.60  grust -0.60  gut -0.96
gute -0.51  habe -1.02  haben 0.11  hakchen 0.08  halbe -0.22  halfte 0.29  halt 0.23  halten 0.92
hand -0.21  hande 0.13  handen -0.15  handler 0.11  handy -0.37  hangen -0.54  hangt -0.47
hat 0.52  hatte -0.16  hatten 0.38  haus 0.43  hause -0.06  hausnummer -0.46  helfen -0.11
heraus -0.06  hersteller -0.24  herum 0.06  herzlich -0.36  heute -0.86  hier 0.68  hierfur 0.28
hilft -0.28  hin -0.20  hinaus -0.19  hinnerk -0.33  hinten 0.26  hinterher 0.23
hinterlassen 0.25  hinweis -0.34  hinweise 0.12  hoffe -0.39  hohe 0.25  holt 0.51  horen -0.68
hund 0.08  hundert -0.10  ich -0.88  ihm 0.34  ihn -0.81  ihnen 0.82  ihr 0.17  ihren -0.91
ihres -0.24  im 0.21  immer 0.15  in 0.50  informiert -0.15  innerhalb 0.19  inzwischen 0.29
irgendein 0.12  irgendwo 0.21  ist 0.06  ja 0.64  jahre -0.09  jahren 0.28  je -0.37  jede 0.05
jedem 0.59  jeden 0.06  jeder -0.47  jederzeit -0.43  jedes -0.74  jedoch 0.07  jemals 0.17
jemand -0.46  jetzt -0.14  jeweils 0.33  junge -0.08  jungen 0.28  kabel -0.15  kalender 0.10
kam 0.33  kamen 0.43  kannst -0.10  kannte -0.38  kapitel 0.16  karte -0.52  karten -0.18
karton -0.41  kartons -0.09  kasse -0.05  katalog -0.16  kauf 0.20  kaum 0.60  keine -0.33
keinem -0.16  keinen -0.14  keiner -1.09  kennen 0.48  kennt -0.26  kind -0.39  kirche 0.22
kiste -0.40  kleben 0.19  kleinen -0.48  kleiner 0.12  klingeln -0.17  knapp -0.60  kollege -0.49
kollegen 0.14  kollegin 0.18  kommen 0.14  kommt 0.23  konnen -0.39  konnte 0.12  konnten 0.64
konto 0.33  kontrolle 0.31  korrekt 0.15  korrigiert -0.18  kostenlos -0.16  kostet -0.46
kuche 0.59  kunde 0.27  kundigung -0.15  kunftig 0.43  kunze -0.05  kurs -0.59  kurz 0.20
kurze -0.70  kurzer 0.78  kurzes -0.26  kurzfristig 0.43  lack -0.44  laden 0.17  lag -0.09
lagen -0.48  lager -0.69  lang 0.14  lange -0.14  langer 0.28  lassen -0.09  lasst 0.46
lauft 0.23  laut -0.33  leben 0.67  lebenslang 0.07  leichter 0.14  leid 0.67  leider 0.39
leitung 0.32  lesen 0.28  letzte -0.35  letzten 0.35  leute 0.38  leuten -0.26  licht 0.34
lieber -0.73  lieferadresse 0.14  lieferant 0.28  lieferung 0.06  liegen -0.34  liegt -0.45
liste -0.43  los -0.28  losfahren 0.06  losung 0.25  mache -0.20  machen 0.70  macht 0.84
mail -0.31  mails 0.61  mal 0.07  man 0.70  mann -0.13  markt -0.29  maschine -0.75  mase 0.12
mehr -0.32  mein 1.02  meine 0.08  meinem 0.35  meisten 0.38  menge -0.30  menschen 0.35
merken 0.48  mich 0.09  minus 0.12  minute 0.23  minuten -0.11  mir -0.41  mira -0.51  mit -0.12
mittag -0.09  mitte -0.21  mochte -0.76  mochten -0.30  modell 0.33  mogen -0.37  moment -0.32
monaten 0.57  monatsende 0.09  montag 0.10  monteur -0.59  muss 0.43  mussen -0.46  musst 0.08
mussten -0.08  nach -0.42  nachfrage 0.24  nachgefragt -0.36  nachmittag -0.36  nachricht -0.34
nachsicht 0.19  nachsten 0.36  nacht -0.57  name 0.18  namen -0.27  naturlich 0.27  neben 0.10
nehmen -0.73  neu -0.36  neue 0.29  neuen 0.19  nicht 0.43  nichts -0.31  nie 0.62  niemand -0.71
niemandem -0.37  nimmt -0.17  noch -0.27  normal -0.16  notiert -0.47  november 0.24  nummer -0.66
nun 0.70  nur -0.13  nutzen 0.14  obwohl -0.06  oder -0.40  ofen 0.21  offen 0.52  offenbar 0.54
ohne 0.57  oktober -0.24  ordnung 0.06  original -0.34  ort 0.28  packen -0.19  paket -0.22
paketdienst 0.17  paketen -0.30  passiert 0.28  passt -0.77  patienten 0.27  personal 0.50
pflanze 0.35  pflege 0.14  plan -0.28  platz -0.21  post -0.28  postfach -0.14  praxis 0.06
preis 0.17  problem 0.11  programm 0.19  protokoll -0.23  prufen -0.16  pruft -0.82  prufung 0.18
pumpe -0.15  punkt 0.34  punktlich 0.09  quittung -0.31  rad 0.31  raus -0.35  rechnung -0.73
recht -0.48  rechtzeitig -0.09  reden -0.08  redet 0.35  regal -0.18  regel -0.18  regen 0.41
reicht -0.32  reihe -0.65  reise -0.45  rest 0.29  retten -0.28  richtig 0.24  richtigen -0.14
risiko 0.16  rucksendung -0.28  rufen -0.53  ruft -0.62  ruhig 0.33  sache 0.56  sage 0.26
sagen -0.12  sagt 0.50  schaden -0.18  schalter 0.11  scheint 0.52  scherben -0.13  scherz 0.37
schicken 0.09  schickt 0.30  schilderung 0.36  schlaft 0.13  schlecht -0.19  schlicht 0.13
schliesen -0.27  schlussel 0.28  schnee 0.21  schnell 0.47  schneller 0.20  schon 0.13
schrank 0.09  schreiben 0.14  schuld -0.21  schwierig 0.31  sechzig 0.34  see -0.21  sehen -0.38
sehr -0.17  sei 0.34  sein 0.11  seine 0.73  seinem 0.14  seit -0.92  selben -0.31  selbst -0.56
selbstverstandlich 0.39  september 0.10  server -0.22  sich 0.70  sicher 0.43  sicherung -0.21
sieben -0.37  sieht -0.60  sind 0.47  sitzen 0.14  sitzt -0.07  so 0.84  sobald -0.71  sofa -0.16
sofort -0.82  software 0.31  sogar -0.60  solange 0.21  solche 0.87  soll -0.24  sollte 0.17
sollten 0.42  sommer 0.81  sonst 0.15  sorge 0.28  sorgen 0.38  sortiment -0.10  sparen 0.35
spenden 0.32  spiegel -0.19  spottet 0.09  stadt 0.34  stand -0.38  standig 0.20  statt -0.12
stau -0.13  steckt -0.23  stehen -0.57  steht 0.29  stelle 0.17  stellen 0.75  stiefel -0.25
still 0.34  stimmt -0.43  stimmten 0.08  storniert -0.33  strase -0.16  stromausfall 0.20
stunde -0.26  stunden -0.52  subunternehmer 0.17  suchen 0.49  system -0.91  tag 0.25  tage 0.19
tagen 0.58  taglich 0.19  tate 0.26  tatsachlich 0.30  taucht -0.34  taxi -0.22  team -0.20
techniker -0.25  technisch 0.48  teil -0.60  telefon -0.13  termin 0.12  termine -0.07  theke 0.08
tisch 0.23  tochter -0.48  ton 0.40  tragen 0.40  tragt 0.18  trainer -0.43  tresen -0.37
trotz -0.05  trotzdem -0.60  tun -0.21  tur 0.18  tut 0.44  tute -0.44  uber -0.63  uberall 0.31
ubertragen -0.42  ubrigen 0.39  ubrigens 0.05  uhr -0.27  um 0.15  umgehen 0.06  umstanden 0.35
unannehmlichkeiten 0.28  unbegrenzt 0.30  unmut 0.15  uns 0.67  unser -0.14  unsere 0.58
unserem -0.16  unseren 0.32  unserer -0.08  unseres 0.84  unter 0.11  unternehmen 0.07
unterschreiben -0.15  update -0.09  urlaub -0.37  ursache 0.07  veranstalter 0.14
verantwortlich 0.13  verargerung 0.25  verdreht 0.43  verfugung 0.30  vergeben -0.57
vergessen 0.26  vergleich 0.55  verglichen -0.16  verkauf -0.31  verlassen -0.13  verliert 0.08
verloren 0.33  vermeiden 0.23  vermittler 0.07  vermutlich 0.43  verpacken -0.06  verpackt -0.52
verpackung 0.51  versaumnis -0.23  verschenken -0.07  verschlampt 0.10  verschluckt -0.76
versicherung -0.21  verspatung 0.29  verspreche 0.63  versprechen -0.92  verstandlich 0.14
verstandnis -0.19  verstehen -0.08  vertauscht -0.09  verteiler -0.24  vertrag -0.39
verursacht 0.62  verwaltung 0.18  verwechselt -0.25  viel 0.08  viele -0.34  vielen -0.15
vielleicht 0.20  vier 0.08  vierzig 0.26  voll 0.43  vollig 0.31  vollstandig 0.11  vom -0.07
von 0.14  vor 0.22  vorab -0.41  vorbereitet 0.28  vorher -0.28  vorkommen -0.19  vormittag 0.16
vorstellen -0.49  wagen -0.16  wahrend 0.14  war 0.05  ware 0.59  waren -0.07  warm -0.13
wartung 0.12  warum -0.44  was 0.20  wasser 0.19  weder -0.17  weg -0.06  wegen 0.16  weil -0.80
weis -0.21  weist 0.43  weiter -0.09  weitergegeben 0.41  weitergeleitet -0.43  welt 0.13
wenden -0.09  wenig 0.38  wenigen -0.37  wenn -0.39  wer 0.50  werden -0.10  werfen -0.18
werk -0.47  werkstatt -0.21  wert 0.19  wetter -0.14  wichtigsten -0.38  wie 0.56  wieder 0.31
will 0.33  willen 0.53  wir 0.11  wird 0.77  wirklich 0.32  wo 0.25  woche 0.41  wochen -0.05
wochenende 0.23  wohl -0.38  wolle 0.07  wollen -0.14  wollte -0.16  wollten 0.51  worden -0.42
wunschen -0.13  wurde -1.14  wurden 0.17  zehn 0.36  zeile -0.72  zeit -0.06  zeiten 0.33
zentrale 0.22  ziffer -0.11  zimmer -0.46  zu 0.26  zuerst -0.08  zugang 0.11  zugesagt -0.31
zukunft 0.37  zulieferer 0.34  zum 0.09  zur 0.34  zuruck -0.26  zuruckgeben -0.12
zuruckschicken 0.06  zurzeit 0.66  zusatzlich -0.16  zustand -0.24  zustandig 0.06
zwangslaufig 0.17  zwanzig -0.17  zwar -0.05  zwei -0.67  zweimal -0.16  zweit -0.66  zweite -0.52
zweiten -0.74  zweiter -0.41  zweites -0.59  zwolf -0.17
"""
