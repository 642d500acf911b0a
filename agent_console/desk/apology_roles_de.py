"""How much beginnings of German words (``@``: what a sentence has) speak for a role;
written by tests.desk.apology_roles_training, see ``apology_roles``.
"""

from __future__ import annotations

MODELS = {
    "apology": (
        -4.08,
        """
# -0.68  @admits -0.24  @after 0.40  @apology 5.08  @before -0.60  @contact -0.33
@contact+dated -0.14  @dated -0.82  @end -0.66  @first -0.30  @last -1.18  @near -0.17  @ours 0.26
@ours+dated -0.29  @past -0.33  @receives -0.19  @remedy -0.43  @remedy+near -0.28  @shared1 -0.47
@shared4 0.15  @vague -0.17  @we 0.23  @you -0.34  ab -0.26  alle -0.19  allerd -0.14  als -0.23
also 0.23  am -0.38  an -0.21  andere 0.20  anfang 0.12  auf -0.20  aufric 0.16  aus -0.26
bedaue 0.19  beide 0.18  bestel -0.16  bis -0.24  bitte 1.27  bitten 0.42  boden 0.14  brette 0.15
dafur 0.72  danke -0.12  das 0.33  dass 0.22  dem -0.24  den -0.27  der -0.47  die -0.45  dir 0.32
dran 0.18  du -0.23  ehrlic 0.21  ein -0.28  eine -0.39  einem -0.17  einer -0.18  einmal -0.12
entsch 2.84  etwas -0.20  euer 0.15  fehler 0.16  fehlt 0.14  gar 0.22  garten 0.14  gebrac 0.17
gegen 0.13  grus 0.15  hab 0.26  habe -0.40  haben -0.13  hat -0.21  heute -0.33  hin 0.15
hinges 0.17  hinner 0.15  ich 0.37  ihn 0.17  ihre -0.14  in -0.34  ist -0.15  ja 0.22
jetzt -0.15  kappe 0.18  keine -0.13  konnen -0.18  legt 0.14  leid 1.86  lesen -0.13  liegt -0.14
mal -0.14  mich 0.70  mir 0.73  mit -0.24  muss -0.13  mussen -0.12  musste 0.14  nach -0.23
nichts -0.20  nieman -0.21  obwohl 0.21  raus 0.13  ruf 0.16  sagen 0.20  schon -0.15  sehr 0.24
sein -0.14  seit -0.15  selbst -0.14  sich -0.26  sicher -0.13  sind -0.12  sorry 1.07
sperre 0.12  tut 1.74  uhr -0.25  um 0.59  unange -0.16  uns 0.45  unser 0.20  verste -0.13
verzei 1.43  vor -0.15  vorste -0.17  war 0.14  was -0.14  werden -0.12  wir -0.20  wird -0.15
wolle 0.22  wollen 0.12  zu -0.26  zuruck -0.20
""",
    ),
    "understanding": (
        -3.98,
        """
# -0.19  @admits 0.24  @after -0.37  @apology -0.49  @asks -0.13  @before -0.41  @contact -0.29
@dated -0.58  @done 0.18  @end -1.26  @explains 0.24  @first 0.73  @last -1.07  @money 0.23
@near -0.64  @ours -0.48  @ours+dated 0.24  @receives -0.45  @regret -0.51  @remedy -0.59
@remedy+near 0.31  @shared1 2.17  @shared2 6.55  @shared3 1.50  @shared4 0.52  @theirs 0.16
@we -0.27  @you -0.18  ab -0.23  abgeno -0.12  abo 0.48  adress -0.14  advent 0.51  akku 0.25
alle -0.29  allerd -0.35  alles -0.29  alltag -0.13  als -0.42  alten -0.13  andere 0.15
angeko 0.64  annehm 0.21  anrufe -0.16  anschl 0.49  anspru -0.12  antwor 0.22  anvert 0.33
app 0.19  auf 0.48  aufbau 0.97  aufgeb 0.12  aufric -0.14  aus 0.14  ausdru 0.26  ausgab 0.54
ausgef 0.42  ausger -0.33  ausmal -0.16  automa -0.30  bauste -0.22  bei -0.36  beide 0.19
beiden 0.34  beides -0.24  beim -0.30  bekomm -0.27  benutz -0.13  berech -0.17  bescha -0.21
beschw 0.18  bestat -0.12  bestel 0.15  betrag -0.19  bevor -0.13  bezahl 0.29  bilder 0.26
bis 0.22  bitte -0.14  bitter 0.39  bleibt 0.24  blieb -0.12  blod 0.38  boden -0.20  bote 0.28
brauch 0.46  braun 0.52  brenne 0.15  brief -0.16  briefk 0.31  bringt -0.26  code -0.24  da -0.50
dabei -0.19  dachde -0.14  dafur -0.30  dahin 0.32  danach -0.30  dank -0.16  danke -0.27
dann 0.25  darauf -0.20  daraus 0.29  darf -0.29  das -0.44  daten -0.15  davon 0.54  dazu -0.16
dein 0.50  deine 0.38  deinem 0.47  deiner -0.27  der 0.43  des -0.18  deshal -0.38  dezemb 0.26
dich -0.32  dicht 0.17  diese 0.20  diesem -0.28  diesen -0.21  dieser 0.31  diesma -0.14
donner -0.29  doppel 0.22  drei 0.71  dreima 0.54  dritte 0.21  drucke -0.36  durch 0.38
durfen 0.19  dusche 0.13  eben 0.12  eigene 0.24  ein 0.22  eine -0.55  einem -0.24  einen 0.52
einer 0.26  eines 0.28  einfac -0.29  eingeb 0.44  eingeg 0.20  einges -0.24  einget -0.18
einlog 0.45  einmal 0.21  elf 0.22  ende 0.45  entfer 0.17  entsch -0.38  entsor -0.14  er -0.24
erhalt 0.17  ersatz 0.18  erschr -0.14  ersetz 0.21  erst 0.16  erste -0.14  ersten -0.29
es -0.26  etwa 0.13  eure -0.12  extra 0.32  fahrer -0.21  fahrt -0.21  fall 0.23  fallig 0.20
falls -0.12  fehlen -0.22  fehler -0.33  feier 0.25  fiel -0.15  filial -0.13  fliese 0.30
foto -0.13  frag -0.12  franke 0.45  frei 0.17  freut 0.52  frisch -0.13  fruh -0.19  fruher 0.16
fuhlt -0.19  funf 0.26  funfze -0.18  funfzi 0.31  funkti -0.25  fur -0.43  furcht -0.16
furs -0.12  futter 0.13  ganzen 0.47  gaste -0.15  gebuch 0.23  geburt -0.25  gedach -0.24
geduld 0.38  gefuhl -0.26  gefund 0.26  gegang 0.45  gehalt 0.18  gekomm 0.27  gelese -0.30
gelosc -0.16  gelten 0.39  gemein -0.17  genau -0.21  genomm -0.21  geopfe 0.50  gepfle 0.22
geplan -0.13  gerade 0.28  gerat -0.48  gesagt 0.46  gesche 0.41  geschl -0.28  geschr 0.21
gester -0.16  getren -0.13  gewart 0.48  gewese -0.24  geword 0.18  gezahl 0.30  gibt 0.37
ging -0.17  glaser 0.21  gleich 0.55  grad -0.23  grenze -0.15  gruezi -0.12  grund -0.16
gruppe -0.17  gut -0.31  habe -0.15  haben 0.24  halbe 0.31  halfte -0.17  hangen 0.44  hast 0.12
hat -0.28  hatten 0.20  hattes 0.53  haus -0.19  hauses -0.15  hemden 0.26  herbst -0.26
herzen -0.12  herzli -0.14  heute -0.31  hier 0.26  hilft -0.19  hinwei -0.23  hochze 0.54
holt 0.40  hotel -0.13  ich -0.39  ihm 0.30  ihn 0.12  ihr 0.18  ihre -0.57  ihren 0.16
ihrer 0.15  immer 0.15  in -0.36  inform -0.13  ins 0.41  ist -0.16  ja 0.17  jacke 0.42
januar 0.69  je -0.16  jede -0.29  jedem -0.29  jeden -0.14  jeder -0.29  jemand -0.20  kam 0.24
kamen 0.48  kann -0.59  kapite 0.24  karten -0.18  kasse 0.35  kasten -0.13  kaufpr 0.22
kautio -0.18  kein 0.43  keinem 0.30  keinen 0.17  kind 0.31  kinder 0.17  kleine 0.35
kolleg -0.41  komme -0.18  kommt -0.23  konto 0.38  kosten -0.49  kostet 0.14  kranke 0.18
kriegs -0.18  kundig 0.20  kurier -0.14  kurs -0.27  l 0.46  lage -0.18  lauft -0.26  leer 0.32
leid 0.16  leider -0.22  leiter 0.22  leitun 0.26  liebe -0.14  liegen -0.17  liegt -0.30
liste -0.26  loch 0.22  m 0.41  machen 0.52  mail 0.21  mails 0.31  mal -0.13  man -0.18
mann -0.19  mantel 0.35  mehr -0.30  meine -0.37  mensch 0.63  miete 0.39  minute 0.40  mir -0.18
mit -0.28  mittag -0.15  mitten 0.18  mochte -0.14  mogen 0.12  moment -0.15  montag 0.34
montie 0.13  mude -0.20  musik 0.43  musste 0.58  mutter 0.16  nach 0.28  nachri -0.20
nachst -0.27  nacht -0.18  name -0.20  namlic 0.19  nehmen -0.13  nerven 0.19  neu -0.22
neue 0.16  neuen -0.37  neues -0.26  nicht -0.14  nichts -0.17  nie -0.17  nimmt -0.30  noch 0.14
nummer 0.13  nun -0.21  nur -0.26  ob 0.47  oder 0.16  offenb 0.25  ohne 0.99  oktobe 0.15
paket 0.40  parket -0.14  passie -0.30  passt -0.30  patien -0.17  pdf 0.38  person -0.28
planen 0.62  platte 0.45  post 0.22  progra 0.25  prufun -0.14  quittu 0.13  rahmen -0.13
raus -0.20  rechnu 0.18  recht 0.15  reisve 0.22  rezept -0.31  rosen 0.30  rufe -0.24  ruft 0.26
rutsch -0.33  samsta 0.16  sas -0.15  schaue 0.23  schlaf 0.30  schlec -0.39  schmer 0.92
schon -0.29  schrec -0.12  schrei -0.26  schwes 0.27  sehen -0.14  sehr -0.30  sein -0.18
seit 0.40  sendun -0.12  sich -0.22  silber 0.26  sitzt -0.17  so 0.49  sofa 0.36  sofort 0.18
sohn -0.14  solche -0.13  soll 0.53  sollte -0.20  sorgen -0.16  sorry -0.16  spater -0.13
stand 0.44  stande -0.15  statt 0.41  steht 0.26  stelle -0.46  steuer 0.22  still -0.14
stimme 0.37  storni -0.14  strase -0.15  streic -0.35  stuck -0.20  stunde 0.53  tag -0.14
tage 0.55  tagen 0.60  techni 0.19  telefo -0.16  termin -0.19  ticket 0.38  tochte 0.56
ton -0.22  torte 0.22  trocke -0.14  trotzd 0.16  tur 0.24  tut 0.18  uber -0.21  uberra -0.28
ubertr -0.17  uhr -0.42  umgest -0.15  unange -0.20  und 1.09  unser -0.18  unsere -0.30
update -0.15  urlaub 0.25  vegeta 0.23  verant -0.18  verdie -0.34  verfug 0.15  vergan 0.50
vergeb 0.33  vergew 0.26  verlas 0.28  verlor -0.39  verpac -0.18  versan -0.14  verseh -0.12
verste 0.21  vertau -0.16  verzei -0.21  viel -0.25  vielen -0.15  vier 0.60  vierma -0.25
vollen 0.48  vollig 0.14  vollst -0.18  vom -0.42  von 0.21  vor 0.62  vormit 0.47  wahren 0.22
war -0.74  ware -0.33  waren 0.25  wartet -0.30  was -0.13  weg 0.26  wegen 0.35  weil 0.39
weis -0.15  welche 0.26  wer -0.37  werden -0.37  wichti -0.20  wir -0.14  wird -0.20
wirkli -0.19  woche 0.28  wochen 0.42  wohnun 0.52  wollte 0.47  worden -0.28  wunsch 0.24
xl 0.32  zahle 0.14  zahlen -0.16  zahlun -0.25  zeit -0.36  ziehen -0.17  zimmer -0.12  zum 0.21
zur 0.15  zuruck -0.13  zustan -0.12  zwanzi 0.46  zwar -0.31  zwei 0.15  zweiei 0.47
zweite -0.29  zwisch -0.17  zwolf 0.16
""",
    ),
    "solution": (
        -3.63,
        """
@admits -0.69  @after -1.25  @apology -0.39  @before -0.25  @calls -0.23  @contact -0.63
@contact+dated -0.45  @dated 1.34  @done 0.43  @empty -1.04  @end -0.81  @explains -0.64
@first -1.67  @last -0.92  @money 0.15  @near -0.80  @ours -0.87  @ours+dated 1.00
@receives -0.39  @regret -0.24  @remedy 1.55  @remedy+dated 3.69  @remedy+near 2.05  @shared1 0.31
@shared3 -0.23  @shared4 -0.17  @soon -0.14  @theirs 0.28  @vague -0.30  @we -0.60  @you -0.45
ab 0.34  aber 0.25  abholu -0.57  abrech 0.32  acht -0.27  alle 0.20  allen -0.47  allerd -0.14
alles -0.45  als -0.70  also 0.61  alte -0.16  alten -0.31  am 0.51  an -0.38  andert 0.16
anderu 0.28  anfahr -0.23  anfang 0.66  angele -0.15  anlage -0.12  anmeld 0.53  anrufe 0.50
apothe 0.13  app -0.23  arbeit -0.40  auch -0.35  auf -0.28  aufent 0.13  aufgeh -0.16
aufpre 0.47  aufs -0.16  auftra -0.16  auserd -0.82  ausgef 0.23  ausgle -0.37  auszah 0.16
auto 0.13  bahnho -0.14  balkon 0.35  bank 0.18  bar -0.19  beantw -0.13  beglei 0.33  behalt 0.23
beide 0.17  beiden 0.72  beides -0.24  beim 0.13  beitra 0.29  bekomm -0.16  berech 0.31
berich 0.90  besche -0.19  bestat 0.65  bestel -0.79  besuch 0.19  betreu 0.25  biete -0.15
bieten 0.50  bis 0.57  bist -0.16  bitte -0.28  blick 0.26  boden 0.16  bodenl 0.28  bote -0.23
brauch 0.42  brette 0.32  brief 0.35  briefk 0.25  bringe -0.28  bringt 0.16  buchun -0.70
chance -0.18  code 0.13  contro 0.27  da 0.37  dabei -0.13  daher -0.53  dahin -0.36  damit -0.29
danach 0.34  dann 0.29  darauf -0.18  darf 0.14  das -0.44  davon 0.47  dazu 0.67  dein -0.32
deiner -0.42  den -0.61  denn -0.12  der -0.16  derzei -0.19  des -0.52  deshal -0.21
dezemb -0.34  dich -0.40  die 0.34  dienst 0.19  diesma -0.12  differ 0.27  donner 0.23
dort -0.38  drei 0.31  drin 0.15  drucke 0.15  du -0.87  durch -0.33  durchg 0.18  durfen -0.28
eben 0.38  eiche 0.29  ein -0.55  einbau 0.16  eine 0.18  einen -0.53  einfac -0.14  eingan 0.16
eingep 0.26  einges -0.14  eingez 0.13  einkau -0.49  einlos -0.22  einmal 0.71  einsch 0.36
eintra 0.19  einver -0.28  einzel 0.26  einzig 0.27  elektr -0.12  eltern 0.20  emil 0.31
ende -0.14  entfal -0.24  entsch -0.50  er 0.65  erfahr -0.37  erfolg -0.52  erhalt -0.30
erkund -0.19  erlass 0.42  erledi 0.58  erneut -0.13  erreic 0.79  ersatz -1.03  ersche -0.16
erst 0.43  erstat 0.14  ersten -0.28  erwart -0.14  es -0.74  etiket -0.25  etwa 0.21  etwas -0.26
euch 0.56  eure 0.20  exempl 0.13  fahrer -0.74  fallig -0.15  farbe 0.13  fehlen -0.21
fehler -0.12  feier -0.14  feiera 0.34  fest 0.18  finanz 0.44  finden 0.40  findes -0.42
flecke -0.19  foto 0.32  fotos -0.13  frag -0.39  frage -0.64  fragen -0.25  frau 0.56  frei -0.37
freige 0.62  freita 1.32  freund 0.14  frisch 0.29  fruh -0.25  funf -0.13  fur -0.23  futter 0.31
ganz -0.18  ganze 0.20  gebe -0.30  geben -0.37  gebuch -0.20  gebund 0.21  gedruc 0.50
gefall 0.18  gefund -0.13  gegang 0.18  gegen 0.23  gehort 0.35  geht 0.46  geld 0.41  gelief 0.28
gelosc 0.29  gemach -0.15  genomm 0.47  genugt -0.19  geplan 0.26  gepruf -0.23  gerat -0.12
gesetz -0.19  gesper 0.18  gespra -0.21  gespro 0.12  gester -0.35  gestri 0.36  gewese -0.17
gezahl 0.21  gibt -0.58  gilt -0.23  ging -0.22  gleich 0.56  gratis 0.55  grus 0.14  gut -0.41
gute 0.42  guten -0.27  gutges -0.19  guthab -0.33  gutsch -0.52  hab 0.50  haben 0.67  halt 0.26
hangt -0.40  hat -0.25  hatten -0.20  hauses -0.66  hemden 0.33  herr 0.54  heute 0.78
hinner 0.15  hinter -0.42  holen 0.18  horen 0.20  hund 0.31  ihm 0.23  ihn -0.29  ihnen 0.32
ihr 0.20  ihre 0.13  ihren 0.27  ihrer -0.43  im -0.91  in -0.57  inspek -0.19  inzwis -0.14
ist 0.18  ja 0.35  jahr -0.16  jedes 0.27  jetzt 0.24  jeweil 0.47  kalte 0.19  kam -0.23
kannst -0.38  karte -0.27  karten 0.50  karton -0.17  kauf 0.32  kein -0.18  keine -0.16
kern -0.26  kinder 0.42  kisten -0.21  komm 0.62  komme -0.25  kommen 0.28  kommt -0.45
komple 0.22  konnen -0.43  konto 0.46  kontro 0.17  konzer -0.19  korrig 0.51  kosten 0.26
kostet 0.25  kredit -0.29  kunden -0.21  kurier -0.15  kurz -0.17  kurze 0.24  lackie 0.49
lage -0.12  lasse 0.32  lauft -0.21  leer -0.20  legen -0.13  leid 0.15  leider -0.18  lenz 0.31
letzte -0.64  lg 0.30  lieber -0.22  lief -0.16  liegen -0.42  liste 0.14  los 0.20  mache 0.15
mahnge 0.45  mahnun -0.14  mal 0.31  medika 0.21  mehr 0.23  mein -0.12  meine -0.15  meiste 0.54
melde 0.29  mensch -0.14  mich 0.16  miete 0.14  mir 0.45  mit -0.34  mitarb -0.57  mittag -0.42
mittei -0.57  mittwo 1.31  mochte -0.26  moglic -0.14  montag -0.23  morgen 0.49  muss -0.40
mussen -0.18  nach -0.39  nachbe 0.40  nachge 0.30  nachmi 0.14  nachri -0.23  nachst 0.45
nacht -0.15  nachte 0.95  naht -0.12  name -0.23  namen 0.19  naturl -0.44  neben 0.13  neu 0.35
neue 0.39  neuen 0.77  neues 0.84  nicht 0.31  nichts 0.25  nie -0.12  noch 0.58  nochma 0.28
novemb 0.48  nur -0.21  ob -0.43  oben -0.22  obendr -0.47  obwohl -0.58  offnen -0.16  ohne -0.35
online -0.21  ordent -0.53  ordnun -0.23  ott 0.15  paket -0.16  parket 0.30  passie -0.12
paypal 0.81  per 0.27  person -0.54  platz 0.14  plus -0.21  preis -0.44  pro -0.53  protok 0.28
prozen -0.16  prufe 0.25  pulli -0.24  raus 0.39  rechnu -0.14  regen -0.24  reinig -0.18
retten -0.22  rosen 0.13  rufe -0.39  ruhig -0.28  sagen -0.15  sagt -0.15  samsta 0.83  sas -0.24
schaue 0.24  schick 0.76  schief 0.31  schlaf -0.24  schlec -0.19  schlei 0.88  schlic -0.18
schnei -0.14  schnit 0.21  schon 0.34  schrei 0.27  schrif 0.46  sechs -0.28  see -0.17
sein -0.70  seinem 0.31  seit -0.73  seite -0.25  selbst 0.19  senden -0.59  sessel -0.24
setzen -0.19  sich -0.48  sieht -0.32  sind 0.62  so -0.13  soeben -0.17  sofort -0.60  sohn 0.32
sollte -0.27  sommer -0.22  spater 0.35  spates -0.25  sperre -0.15  sprech -0.15  stand -0.27
stande -0.25  stattd 0.47  stehen -0.13  stehst -0.12  steht 0.22  stelle 0.69  stimme 0.18
storni -0.23  straus 0.36  streic -0.18  stuhl -0.16  stuhle 0.44  stunde 0.38  system 0.21
tage 0.20  tausch 0.19  techni 0.27  teil -0.16  telefo -0.33  termin 0.64  tierar 0.41
tochte -0.15  torte 0.36  touren 0.28  tragen 0.47  trifft -0.70  trotz -0.23  trotzd -0.12
tun 0.12  tur 0.46  uber -0.43  ubermo 0.92  uberwe -0.19  uberwi 0.36  ubrige -0.22  uhr 1.11
um -0.17  umgest 0.21  umsons -0.17  uns -0.58  unser -0.19  unsere -0.90  unter -0.35
unterw 0.19  verbuc 0.13  verein -0.15  verlas 0.16  verlor -0.30  vermie 0.57  verpac -0.26
versan 0.20  versch -0.76  versio -0.16  verspa 0.40  verste -0.18  versuc 0.20  verurs 0.19
vier 0.16  vierma -0.22  vollst -0.50  vom -0.48  vor -0.14  vorbei -0.20  vorges -0.71  war -0.33
ware -0.35  waren -0.15  warm -0.28  warten 0.28  wartet -0.18  was 0.50  wechse 0.67  weg -0.31
wenige -0.28  wenn 0.25  wer -0.16  werden 0.15  werkst 0.23  wert -0.81  wichti 0.52  wie -0.15
willen -0.29  winter 0.48  wir -0.32  wird -0.20  wissen -0.13  wo 0.12  woche 0.18  wochen -0.16
wohnun -0.22  worden -0.19  wort -0.24  xl -0.19  zahle 0.24  zahlun -0.46  zeichn 0.43
zeile 0.26  zeit -0.39  zeitun -0.13  ziehen 0.18  zimmer -0.26  zu -1.05  zudem -0.74
zufrie -0.42  zugang 0.26  zugesc -0.18  zum -0.45  zur -0.24  zuruck 0.20  zusamm 0.64
zusatz -0.12  zuschl 0.49  zustel -0.49  zwei 0.35  zweite 0.22  zwisch 0.60
""",
    ),
    "check-back": (
        -4.95,
        """
# -0.50  @admits -0.72  @after -0.90  @apology -0.63  @before 0.37  @calls -0.28  @contact 2.98
@contact+dated 3.71  @dated 0.47  @done -0.15  @end -0.48  @first -0.86  @last 0.24  @near -0.20
@ours -0.20  @ours+dated 1.27  @past -0.14  @regret -0.15  @remedy -0.55  @remedy+near 0.13
@shared1 -0.38  @shared2 -0.31  @shared3 -0.18  @shared4 0.13  @soon -0.27  @vague 0.61  @we -0.57
@you -0.35  ab 0.15  abend 0.43  abgesc 0.17  alles 0.33  also 0.42  am 0.64  an 0.30  andere 0.20
anrufe 0.12  auch 0.25  auf -0.49  aufgeh 0.30  aus -0.17  ausgle 0.23  baut 0.33  beim -0.14
belege -0.14  berich 0.38  besche 0.39  betrag 0.16  bis 0.15  brauch 0.22  bremse 0.28
brief 0.17  bringe -0.18  charge 0.17  dafur -0.17  dahin 0.14  dank 0.13  dann -0.15  daran 0.15
darube 0.29  das -0.47  dass 0.35  deinem 0.16  dem -0.32  des 0.49  dezemb 0.47  die -0.39
diesem 0.36  diesma 0.38  dir 0.44  donner 0.19  du -0.15  durch 0.33  eben -0.19  ein -0.47
eine -0.28  einmal 0.30  entsch -0.47  erfahr 0.16  erhalt -0.16  erklar 0.13  erkund 0.23
erreic 0.37  erstat -0.20  etwas -0.15  euch 0.12  exempl -0.55  fahrer 0.25  fassun 0.12
feiera -0.17  fertig 0.26  frag 0.18  frage 0.48  freita 0.32  fuhlen 0.33  funkti 0.38  fur -0.18
futter 0.14  ganze 0.31  gehalt 0.16  gehen 0.17  geht 0.27  geld 0.22  gepruf -0.30  gerade -0.16
guthab 0.16  habe -0.60  halt 0.32  hole 0.33  hore 0.19  hort 0.21  hund 0.14  ich 0.63  ihm 0.14
ihnen 0.28  ihr 0.25  ihre -0.37  ihrem -0.69  ihrer 0.46  in -0.39  intern 0.59  ist 0.25
ja 0.20  jedem -0.19  jeden -0.13  jetzt -0.12  kann -0.24  kasse -0.31  klinge 0.13  komme 0.39
kommt -0.34  komple 0.14  konnen -0.31  kunfti -0.15  kurz 0.13  laden 0.27  lang 0.20  lauft 0.15
letzte -0.15  lg 0.13  mats 0.14  meine -0.21  melde 0.15  minute -0.13  mir 0.49  mit 0.13
mittwo -0.31  mochte -0.21  montag 0.57  monteu 0.33  muss -0.16  nachbe -0.15  nachge 0.27
nachte 0.18  nehme 0.34  neue -0.22  neuen 0.31  neues -0.66  nicht -0.19  noch 0.73  nochma 0.18
novemb -0.39  nur -0.21  ob 1.86  obendr -0.12  obwohl 0.20  oder 0.16  opas 0.38  patien -0.15
paypal 0.13  praxis 0.17  prufen 0.55  pruft 0.31  prufun 0.13  pulli 0.22  rad 0.30  raus 0.14
rausge 0.13  rechnu -0.12  rufe 1.18  sag 0.13  sasen 0.17  schau 0.12  schick -0.20  schon 0.13
schrei 0.27  schrif 0.13  sehe 0.51  seit -0.19  setzen 0.26  sobald -0.18  sohn 0.13  sprech 0.51
stelle -0.24  stimmt 0.17  such 0.20  tag -0.15  taxi -0.12  team -0.14  telefo 0.62  termin 0.30
ticket 0.24  tierar 0.17  uberga 0.16  uhr -0.17  um -0.26  und 0.88  unser -0.19  unsere -0.12
unter 0.36  unters 0.13  verbuc 0.12  versta 0.55  verste -0.16  vertra 0.21  vielen 0.12
vom -0.20  von -0.13  vorbei 0.32  vormit 0.37  wahl 0.13  wahren 0.13  was 0.39  weis 0.13
weiter -0.13  wenn -0.42  werden 0.31  wie 0.23  will 0.24  wir -0.14  wird -0.24  woche 0.15
wohnzi 0.13  zahle 0.14  zahlen -0.19  zudem -0.76  zum -0.17  zur -0.12  zusamm 0.18
zusatz -0.16  zwei -0.44  zweima 0.18
""",
    ),
}
