"""How much features speak for flaws in German apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

FAMILIES = {
    "explanation": (
        -0.66,
        0.26,
        """
@admits -0.38  @after 0.19  @belittle 0.24  @calls -0.30  @care -0.20  @contrast 0.34
@explains 0.81  @first -0.39  @generic -0.32  @money -0.29  @nature 0.53  @negation -0.58
@ours -0.58  @ours+dated 0.18  @owned -0.44  @past 0.29  @past_of_you -0.47  @pejorative -0.34
@receives 0.66  @remedy 0.66  @remedy+dated 0.39  @shared1 -0.46  @shared2 -0.69  @shared3 -0.78
@shared4 -0.63  @theirs -0.94  @third 0.77  @tone -0.19  @vague 0.37  @we 0.69  @would 0.52
@you -1.35  abgere 0.31  absage -0.26  alle 0.29  allen -0.19  alten 0.24  an 0.61  anderen -0.20
angabe 0.22  angaben 0.22  anzug -0.18  artike 0.18  auf -0.48  auftra 0.19  aus 0.26  ausgel 0.23
auskun 0.21  auskunft 0.21  beende 0.48  beginn 0.19  beginnen 0.22  bei 0.96  beiden 0.31
beim 0.27  bekam 0.18  bemerk 0.33  berechnet 0.20  bestel 0.34  betreu 0.28  betreuerin 0.25
betrof 0.49  betroffen 0.49  bevor 0.18  bezahl -0.21  bezahlt -0.21  bildsc 0.31  bildschirm 0.31
bis 0.27  blatt 0.32  brauch 0.55  braucht 0.54  da -0.34  dabei 0.57  dach -0.18  dann -0.43
darf 0.29  das -0.75  dass -0.39  davon 0.30  deinem 0.18  der 0.40  des 0.18  deutli 0.50
deutlich 0.50  die 0.64  diesem 0.58  dieser 0.25  dir -0.22  displa 0.18  display 0.18
donner 0.23  donnerstag 0.23  doppel 0.19  doppelt 0.18  du -0.39  durchl 0.19  ebenfa -0.24
ebenfalls -0.24  ein -0.39  einem -0.66  einen -0.45  einige 0.31  einkau 0.26  einkauf 0.26
einmal 0.51  einzel 0.25  ende -0.20  er -0.26  erkann 0.23  erkannt 0.23  erst 0.51  erste 0.22
ersten -0.21  etiket 0.18  etikett 0.18  euro -0.29  fall 0.42  falsche 0.19  fast 0.33
fehlen -0.18  fehlt 0.38  fehlte 0.19  first -0.36  frau -0.20  funfma -0.20  funfmal -0.20
fusen -0.19  ganz 0.24  gehen 0.19  geld -0.23  gemach -0.33  gemacht -0.33  gerate 0.22
gesond 0.36  gesondert 0.36  gewart 0.50  gewartet 0.50  gewech 0.18  gewechselt 0.18
gewese -0.18  gewesen -0.18  geword -0.19  geworden -0.19  gilt 0.23  ging -0.18  grosel 0.25
groseltern 0.25  habe -0.40  halbe -0.37  handwe 0.22  handwerker 0.22  hat 0.46  hatten -0.19
herste 0.24  hersteller 0.24  heute -0.30  hose -0.19  ich -0.85  ihnen -0.36  ihr -0.47
ihre -0.58  ihrem 0.30  ihren -0.25  ihrer -0.35  ihres 0.24  im 0.38  immer 0.38  in 0.83
ist -0.29  jahres 0.49  kam 0.21  kamera -0.58  kasten 0.18  kein -0.23  keine 0.26  keller 0.51
kind -0.20  kleine 0.54  kleinen 0.42  kollegin 0.18  kuhlsc 0.29  kunden 0.42  kurz 0.30
kurzfr 0.36  kurzfristig 0.36  lager 0.18  lang -0.22  laufen 0.59  lehrer 0.18  leitun 0.22
len:0 -1.10  len:1 -0.19  len:2 -0.69  len:3 0.69  len:4 0.28  lesen -0.20  liegt -0.24
linken -0.20  listen 0.24  macht -0.26  mail -0.37  mal -0.37  man -0.76  maschi 0.18
mensch -0.20  mich -0.25  mir -0.69  mit -0.18  mittwo 0.20  mittwoch 0.20  modell 0.42
moment -0.28  montag 0.33  morgen -0.30  muss -0.27  mussen -0.25  n@absolute 0.28  n@before -0.27
n@belittle -0.40  n@contact 0.23  n@dated 0.44  n@load 0.27  n@nature 0.42  n@near -0.35
n@ours -0.49  n@ours+dated 0.25  n@papers -0.21  n@past 0.43  n@pejorative -0.26  n@receives 0.35
n@remedy 0.33  n@remedy+dated 0.24  n@resign 0.21  n@theirs -0.36  n@third 0.60  n@you -0.89
nach 0.65  nachmi 0.24  nachmittag 0.24  nennen 0.24  neu 0.39  neue 0.24  neues 0.20  new:0 -1.06
new:1 -1.20  new:2 -0.30  new:3 0.48  new:4 0.78  nicht -0.45  nichts -0.43  nieman -0.24
niemand -0.23  noch 0.35  notfirst -0.24  novemb 0.19  november 0.19  o:ahead -0.47  o:ours -0.58
o:pays -0.29  oktobe 0.27  oktober 0.27  papier -0.21  progra 0.34  programm 0.34  protok 0.33
protokoll 0.33  rad 0.23  recht -0.28  regen -0.20  reisen 0.19  reserv 0.18  ruckve 0.18
runde -0.29  schalt 0.23  schlec -0.21  schlecht -0.20  schnee -0.19  schnel 0.60  schone -0.18
schoner -0.18  schwar -0.19  schwer 0.24  schwerer 0.24  sechs -0.31  sehr -0.18  sein -0.26
selbst 0.18  selbsttatig 0.25  setzen 0.23  sh:3 -0.78  sich 0.29  sie -0.66  sieht 0.19
sind 0.34  so -0.59  sperrt 0.25  stand -0.25  starke 0.29  stehen 0.37  still -0.28  stunde -0.35
stunden -0.23  tage -0.31  tagen 0.19  team -0.28  telefo 0.18  telefon 0.20  termin 0.18
tour 0.23  tur -0.42  tute 0.18  uhr 0.20  um -0.33  umgest 0.18  umgestellt 0.18  uns 0.41
unser 0.66  unsere 0.81  unseren 0.18  unserer 0.36  unter 0.51  unters 0.41  unterscheiden 0.50
vergan 0.22  vergeb 0.20  vergeben 0.35  vermei 0.18  vermeiden 0.18  versch 0.46  verschoben 0.21
von -0.24  vor -0.48  vorbei -0.27  wahren -0.20  wahrend -0.20  war 0.33  warten -0.21
wartet -0.21  was -0.26  weder 0.25  werden 0.38  wie -0.40  wird 0.38  wohnra 0.53  wohnzi -0.18
wort -0.18  wurde 0.20  wurden 0.44  wusste -0.28  wussten -0.28  zahlen -0.33  zahler 0.26
zehn 0.22  zeigt -0.58  ziffer 0.33  zu -0.37  zum 0.35  zusamm 0.35  zwei 0.35
""",
    ),
    "conditional": (
        -1.89,
        -1.22,
        """
# -0.43  @admits -0.52  @after 0.42  @apology 0.29  @before -0.70  @contrast 0.28  @empty 0.42
@end -0.64  @explains 0.65  @first 0.31  @generic 0.34  @last -0.75  @load 0.30  @must -0.25
@negation -0.52  @normal -0.30  @owned -1.07  @papers -0.56  @past 0.52  @pejorative -0.31
@receives -0.38  @regret 0.45  @remedy -0.38  @resign -0.27  @shared1 -0.75  @shared2 -0.48
@shared3 -0.52  @shared4 -0.23  @soon 0.36  @tone 0.34  @we -0.36  @would 0.87  aber -0.35
achtzi 0.30  achtzig 0.30  als 0.34  am -0.22  an -0.40  angeko 0.36  angekommen 0.36  angeme 0.38
auch -0.47  auf -0.24  ausged 0.31  ausgedruckt 0.33  b:am_samstag 0.33  b:auf_den 0.29
b:auf_sie 0.22  b:bedaure_ich 0.26  b:bekommen_das 0.34  b:bitte_den 0.31
b:bitte_entschuldigen -0.24  b:bitte_ich 0.87  b:bitte_sie -0.49  b:bitten_wir 0.84
b:dafur_entschuldige -0.38  b:dafur_entschuldigen 0.25  b:dafur_um 0.36  b:dank_fur 0.39
b:dann_kann 0.23  b:das_gesprach 0.22  b:das_haben -0.26  b:das_ist -0.67  b:das_leid 0.99
b:das_pfeifen 0.27  b:das_so 0.24  b:das_tut -0.47  b:das_und 0.26  b:das_war -0.54
b:das_wirklich 0.39  b:dass_wir -0.31  b:dem_team 0.37  b:den_preis 0.37  b:der_eindruck 0.31
b:die_menge 0.39  b:die_sie 0.39  b:die_wartezeit 0.32  b:dr_reinke 0.22  b:du_es 0.22
b:eindruck_entstanden 0.31  b:empfunden_haben 0.35  b:entschuldige_bitte 0.23
b:entschuldige_ich 0.63  b:entschuldige_mich -0.29  b:entschuldigen_sie -0.23
b:entschuldigen_wir 0.34  b:entstanden_ist 0.31  b:erst_am 0.30  b:es_mir 0.32  b:es_tut -0.55
b:es_uns 0.28  b:etwas_nicht 0.22  b:falls_das 0.56  b:falls_etwas 0.25  b:falls_ich 0.35
b:falls_ihnen 0.27  b:fur_die -0.32  b:fur_diese -0.27  b:fur_ihre 0.36  b:haben_bitte 0.48
b:haben_sie 0.39  b:haben_sollte 0.26  b:haben_tut 0.46  b:haben_wir -0.49  b:hat_bitten 0.30
b:hat_entschuldige 0.22  b:hat_tut 0.29  b:hier_bei 0.22  b:ich_bitte -0.75  b:ich_dafur 0.35
b:ich_mich 0.77  b:ihnen_das 0.22  b:ihnen_der 0.31  b:in_der -0.27  b:insofern_die 0.29
b:ist_tut 0.33  b:ist_vor 0.38  b:leid_dass -0.35  b:leid_wenn 0.26  b:mich_bei -0.32
b:mir_das 0.67  b:mir_leid -0.30  b:mit_dem 0.24  b:mit_einer 0.28  b:mit_meiner 0.27
b:mochten_wir 0.26  b:nach_unserer 0.37  b:namen_von 0.22  b:nur_bei 0.39  b:sagen_dass 0.23
b:sich_die 0.23  b:sie_das 0.54  b:sie_ihren 0.29  b:sie_uns -0.23  b:sofern_das 0.52
b:stammen_entschuldige 0.26  b:tut_es 0.63  b:tut_mir -0.28  b:um_verzeihung 0.35  b:und_das 0.40
b:und_du 0.22  b:und_ich -0.34  b:und_wegen 0.38  b:uns_dafur 0.30  b:uns_das 0.27
b:uns_etwas 0.27  b:uns_leid 0.28  b:uns_mit 0.34  b:unserer_rechnung 0.39  b:verletzt_hat 0.28
b:verzeihen_sie -0.25  b:vom_mittwoch 0.27  b:von_herzen -0.22  b:von_uns -0.42
b:wegen_eines 0.37  b:wenn_ihnen 0.32  b:wenn_sie 0.23  b:wenn_unsere 0.23  b:wir_bitten -0.28
b:wir_haben -0.55  b:wir_um 0.65  b:wir_uns 0.39  b:worden_sein 0.29  b:zu_ihrem 0.40
b:zu_werden 0.51  bedaur 0.22  bedaure 0.22  beende 0.63  beenden 0.65  beim -0.29  bekomm 0.23
bekommen 0.24  bespre 0.23  besprechen 0.23  besser 0.53  bestan 0.31  bestand 0.31  besuch 0.35
bitte -0.23  bitten 0.37  brauch 0.58  braucht 0.62  dadurc 0.34  dadurch 0.34  dafur -0.33
dank 0.36  das 0.51  dass -0.78  dich 0.25  diesen -0.26  ehrlic -0.22  ein -0.63  eindru 0.43
eindruck 0.43  eine -0.29  einem -0.31  eines 0.32  einste 0.27  empfun 0.36  empfunden 0.36
entsprochen 0.22  entsta 0.70  entstanden 0.38  entstandene 0.39  erlebt 0.41  etwas 0.45
fallen 0.34  falls 1.71  fehler -0.36  fehlt 0.63  fertig 0.30  festen 0.38  finden 0.33
flug 0.33  freili 0.39  freilich 0.39  fur -0.60  garant 0.31  garantie 0.31  gaste 0.30
gefall 0.22  gefallen 0.22  gefuhlt 0.22  gegebe 0.32  geling 0.34  gelingt 0.34  gesprach 0.21
gewahr 0.24  gewese 0.36  gewesen 0.36  gleich 0.26  gramm 0.37  haben 0.68  hat 0.39  hatte -0.51
herzen -0.28  hier 0.44  hierbe 0.26  hierbei 0.26  hilft 0.23  hinter 0.36  hinterlegt 0.37
ich -0.35  ihr -0.32  ihre 0.50  ihrem 0.27  ihren 0.32  insofe 0.92  insofern 0.92  insowe 0.26
insoweit 0.26  jedem 0.32  jederz 0.40  jederzeit 0.40  knopf 0.66  konnen 0.34  lag 0.24
leid 0.36  len:0 -1.85  len:1 -0.57  losung 0.36  man -0.27  menge 0.36  mich 0.21  mir -0.43
missve 0.53  missverstandlich 0.54  mochten 0.51  muss -0.26  mussen -0.40  musste -0.26
nachla 0.34  nachmi 0.30  nachmittag 0.30  nicht 0.25  nieman -0.23  notige 0.24  o:contact -0.30
o:named_time -0.80  o:remedy 0.22  offene 0.37  ohne -0.32  p:after -1.15  p:before -0.92
p:none -0.62  p:same 0.29  patien 0.21  patienten 0.24  pfeife 0.26  pfeifen 0.26  preis 0.31
punkte 0.23  reinig 0.36  reinigung 0.37  reinke 0.22  ruckme 0.92  ruckmeldung 0.39  sammel 0.40
samsta 0.28  samstag 0.29  sehr -0.32  sh:0 -0.97  sh:1 -0.38  sh:3 -0.52  sich 0.55  sicher 0.26
sodass 0.32  sofern 0.67  solche 0.62  solchen 0.68  sollte 1.34  sollten 0.26  soweit 0.95
stamme 0.26  stammen 0.26  tatsac 0.47  tatsachlich 0.48  team 0.25  uberra 0.38  ubersi 0.41
ubrige 0.36  ubrigens 0.37  um 0.33  unange 0.22  unanne 0.54  unannehmlichkeiten 0.54  und -1.04
ungena 0.22  uns 0.69  unser -0.26  unsere 0.53  unserer 0.38  unterl 0.22  unterlaufen 0.23
verlet 0.35  verletzt 0.35  versta 0.29  verstanden 0.29  verzei -0.22  verzeihen -0.31
verzeihung 0.23  von -0.33  vorste 0.23  ware 0.38  wartez 0.22  wartezeit 0.23  was -0.28
wegen 0.29  wenige 0.37  wenigen 0.38  wenn 1.32  wer 0.36  werden 0.80  worden 0.24  wurden 0.24
zeit 0.44  zimmer 0.29  zu 0.43  zusamm 0.48  zwei -0.22
""",
    ),
    "others": (
        -1.42,
        1.03,
        """
# -0.48  @admits -0.24  @after 0.69  @apology -0.65  @before -1.18  @empty 0.30  @end -1.14
@first -0.45  @generic -0.31  @instruct -0.52  @last -1.63  @load -0.47  @money -0.42  @must -0.61
@not_us 0.70  @ours -0.37  @owned -0.55  @papers -0.35  @past 0.24  @past_of_you -0.31
@pejorative 1.05  @receives 0.26  @regret 0.61  @remedy -0.29  @remedy+near -0.24  @shared1 -0.81
@shared2 -0.89  @shared3 -0.50  @shared4 -0.28  @staff 0.55  @theirs -0.53  @third 1.52
@vague 0.33  @you -0.83  ab -0.56  abende 0.24  aber -0.33  alle 0.63  allem 0.34  als -0.33
alte -0.28  alter 0.44  an 0.42  anbiet 0.51  anbieter 0.51  argerl 0.53  auch -0.26  auf -0.41
ausgeg 0.38  ausgel 0.27  aushil 0.45  aushilfskoch 0.38  auskun 0.40  auskunft 0.25  auswei 0.27
b:#_euro -0.37  b:alle_ist 0.57  b:allem_was 0.35  b:am_donnerstag 0.24  b:an_dem 0.42
b:an_diesem 0.64  b:an_eine 0.25  b:auf_dem -0.24  b:bei_dem 0.26  b:bei_uns -0.46
b:bei_unserem 0.27  b:dann_# 0.39  b:das_eine 0.50  b:das_ist -0.51  b:das_paket 0.44
b:das_von 0.37  b:das_war -0.40  b:dass_alle 0.24  b:dass_ihr 0.54  b:dem_tag 0.52  b:der_die 0.27
b:der_fahrer -0.30  b:der_fehler 0.41  b:der_hat 0.30  b:der_hersteller 0.26  b:der_wagen 0.29
b:der_wir 0.36  b:dessen_fahrer 0.25  b:dichtung_am -0.31  b:die_drei 0.25  b:die_groseltern 0.27
b:die_kinder 0.26  b:die_zahl 0.34  b:diesem_abend 0.33  b:diesem_nachmittag 0.27
b:drei_abende 0.25  b:du_dich 0.25  b:eine_andere 0.26  b:eine_kleine 0.37
b:einer_fremdfirma 0.28  b:erst_am 0.41  b:erst_um 0.34  b:fur_das 0.34  b:fur_die -0.41
b:fur_sie 0.45  b:ganz_klar 0.36  b:gekurzt_und 0.34  b:haben_mit 0.38  b:haben_wir -0.31
b:hat_an 0.37  b:hat_die 0.58  b:hat_sich 0.35  b:hat_uns 0.44  b:hatte_am 0.71  b:hatte_uns 0.24
b:ich_bedaure 0.55  b:ihr_alter 0.30  b:in_halle 0.49  b:in_zurich 0.24  b:ist_das 0.24
b:ist_so 0.37  b:klar_beim 0.36  b:liegt_ganz 0.33  b:mit_dem 0.29  b:mit_neuem 0.26
b:mit_sechs 0.39  b:mittwoch_um 0.24  b:monteur_hat -0.35  b:nichts_zu 0.35  b:november_die 0.33
b:ohne_das 0.28  b:ohne_den 0.27  b:sehr_dass 0.57  b:seit_heute -0.33  b:sie_alle 0.56
b:so_eine 0.38  b:tauscht_unser 0.33  b:ubernimmt_die 0.36  b:ubrigens_nicht 0.45
b:uhr_tauscht 0.31  b:um_# 0.25  b:umgestellt_und 0.25  b:und_die 0.34  b:und_hat 0.45
b:und_niemand -0.29  b:und_uns 0.55  b:uns_bis 0.24  b:uns_die 0.27  b:uns_hat -0.32
b:unser_eigener 0.32  b:unser_monteur -0.38  b:unsere_fahrer 0.25  b:verpackt_haben 0.38
b:von_einem 0.52  b:von_uns -0.57  b:von_unserem 0.28  b:war_eine 0.27  b:was_wir 0.33
b:wie_sie 0.26  b:wir_mit 0.33  b:wird_das 0.37  b:zu_schaffen 0.36  bedaur 0.54  bedaure 0.54
beginnen 0.25  bekomm 0.24  bekommt 0.32  bereits 0.26  bestel -0.33  bezahlen 0.35  bitte -0.45
bodend 0.39  bodendienst 0.39  dafur -0.29  davon 0.29  dem 0.38  der 0.58  des 0.30  dessen 0.74
die 0.98  dienstleister 0.27  diesem 0.59  dort 0.43  eigene 0.32  eigener 0.32  eine 0.30
einer -0.39  eingesetzt -0.29  einkau 0.36  einsch 0.30  einste 0.30  entschuldige -0.30
entschuldigt 0.54  erreic 0.31  erst 0.68  ersten -0.26  es -0.75  euro -0.39  fisch 0.36
freige 0.44  fremdf 0.28  fremdfirma 0.28  fruh -0.25  fur -0.25  ganz 0.30  gefahr 0.37
gefahrlich 0.36  gefuhr 0.25  gefuhrt 0.25  gefund -0.29  gefunden -0.29  gehen -0.32  gekurz 0.34
gekurzt 0.34  genaus 0.26  genauso 0.26  gesetz 0.28  gesetzt 0.28  gleicher 0.26  grosel 0.27
groseltern 0.27  habe -0.46  halle 0.47  handwe 0.26  handwerker 0.26  hat 1.93  hatte 0.24
hatten -0.32  herste 0.38  hersteller 0.41  heute -0.85  hin 0.24  hotel 0.29  ich -1.17
ihnen -0.42  ihr 0.47  ihre -0.31  ihrer -0.28  im 0.25  in 0.48  instal 0.32  installateur 0.32
inzwis 0.52  inzwischen 0.52  ist -0.41  kappe 0.25  kartensorten 0.24  keiner -0.25  klar 0.33
klingeln 0.26  koffer 0.36  kostenlos 0.29  kurierdienst 0.27  kurzfr 0.26  lehrerin 0.27
leid -0.32  leider 0.27  leitun 0.34  len:0 -1.45  len:1 -0.97  len:2 0.25  len:3 0.28  leute 0.64
liefer 0.47  man -0.28  mehr -0.36  mich -0.30  mir -0.45  monteu -0.25  morgen -0.47
mussen -0.51  nachmi 0.29  nachmittag 0.31  neuem 0.26  nicht -0.45  nichts 0.36  nieman -0.65
niemand -0.52  noch -0.26  nur -0.38  o:ahead -0.91  o:contact -0.29  o:ours -0.37  o:pays -0.41
ohne 0.35  p:after -0.39  p:before -0.80  p:same -0.65  paket 0.38  paketd 0.25  paketdienst 0.25
punktl 0.26  punktlich 0.26  rauche 0.36  rechen 0.59  rechenzentrum 0.59  rechnu -0.27
rechnung -0.24  reiseg 0.34  sache 0.66  schaff 0.35  schaffen 0.35  schnit 0.26  schon -0.31
schuld 0.73  schule 0.25  schult 0.26  sechs 0.31  sehr 0.92  seine 0.29  seinem 0.34  selbst 0.32
sh:0 -0.58  sh:2 -0.44  sh:3 -0.50  sind -0.53  so 0.25  sommer 0.30  spielz 0.26  statt -0.24
tauscht 0.28  trager 0.28  trifft 0.43  tut -0.35  ubermi 0.62  ubermittelt 0.62  uberni 0.29
ubernimmt 0.29  uberno 0.28  ubernommen 0.28  ubrige 0.35  ubrigens 0.42  umgest 0.24
umgestellt 0.24  umsons 0.53  umsonst 0.53  unanne 0.58  unannehmlichkeit 0.59  und -0.63
uns 0.76  unsere 0.38  vergan 0.28  verlor -0.24  verpac 0.52  verpackt 0.40  vertau 0.43
vertauscht 0.43  vertra 0.46  vertragspartner 0.45  verzei -0.33  vom 0.42  von 0.41  wagen 0.32
weder 0.27  weg 0.49  werk 0.38  wird 0.79  wissen 0.45  wurden 0.28  zahlun 0.45
zahlungsanbieter 0.60  zeiten 0.31  zu -0.48  zusatz 0.24  zustel 0.48
""",
    ),
    "reproach": (
        -1.43,
        -0.22,
        """
# -0.30  @after 0.35  @apology -0.34  @as_if 0.48  @before -0.96  @calls -0.26  @cannot -0.38
@contact 0.46  @contrast 1.21  @end -1.27  @explains 0.32  @first -0.57  @future 0.39
@generic 0.59  @guess 0.33  @instruct 0.31  @last -1.30  @money -0.30  @nature -0.35
@negation -0.68  @ours -0.36  @owned -0.56  @papers 0.56  @past -0.38  @past_of_you 0.61
@pejorative -0.25  @regret 0.36  @remedy+dated -0.54  @resign 0.59  @sadly 0.43  @shared1 -0.95
@shared2 -0.80  @shared3 -0.66  @shared4 -0.26  @staff -0.61  @third -0.54  @tone 0.31  @we -0.37
@would 0.33  @you -0.43  ab -0.47  aber -0.43  achte 0.40  allerd 1.14  allerdings 1.14  am 0.35
an 0.38  anleit 0.30  anleitung 0.30  argert 0.32  auf 0.40  aufged 0.27  aufsic 0.37
aufsicht 0.37  auswei 0.35  b:#_# -0.34  b:#_euro -0.26  b:#_uhr -0.31  b:am_besten 0.42
b:am_fenster 0.29  b:an_die 0.27  b:auch_nicht 0.40  b:auf_die 0.43  b:auf_seite 0.32
b:auf_sie 0.57  b:auf_unserer 0.28  b:aus_und 0.39  b:bei_der 0.34  b:beim_nachsten 0.40
b:bitten_wir 0.29  b:damit_du 0.26  b:damit_erst 0.36  b:dann_kann 0.32  b:das_gesprach 0.49
b:das_ist -0.33  b:das_licht 0.28  b:das_nicht 0.29  b:dass_man 0.36  b:dass_wir -0.28
b:der_mail 0.27  b:der_ruckseite 0.26  b:deutlich_hin 0.29  b:die_sie 0.42  b:die_zukunft 0.28
b:dr_reinke 0.49  b:ein_hakchen 0.27  b:ein_kurzer 0.51  b:ein_wort 0.35  b:eine_kurze 0.27
b:eingang_der 0.41  b:entschuldige_ich 0.40  b:entschuldigen_wir 0.58  b:erst_am 0.36
b:es_ist 0.30  b:es_tut -0.27  b:es_uns 0.48  b:falls_sie 0.30  b:freude_daran 0.27
b:gegen_das 0.28  b:geht_es 0.47  b:gilt_# 0.27  b:gleich_am 0.29  b:haben_im 0.29
b:haben_wir -0.36  b:halten_sie 0.27  b:hat_entschuldige 0.49  b:hatte_ihnen 0.43
b:hatten_sie 0.41  b:ich_mich 0.26  b:im_jahr 0.30  b:im_namen 0.37  b:im_winter 0.40
b:in_der 0.41  b:jahr_# 0.29  b:kurzer_blick 0.29  b:langer_als 0.53  b:lasst_und 0.32
b:lohnt_sich 0.39  b:mich_im 0.47  b:mit_einer 0.26  b:nachsten_mal 0.37  b:namen_von 0.48
b:neue_glaser 0.26  b:november_an 0.41  b:seite_# 0.32  b:sich_da 0.32  b:sich_das 0.27
b:sich_ein 0.31  b:stellen_wir 0.39  b:tut_es 0.35  b:tut_mir -0.29  b:und_finden 0.30
b:und_haben 0.30  b:und_in 0.28  b:und_uns 0.29  b:uns_kein 0.30  b:uns_leid 0.26  b:von_dir 0.29
b:von_uns -0.32  b:ware_das 0.43  b:ware_eine 0.35  b:wir_haben -0.50  b:wir_hatten -0.32
b:wir_in 0.27  b:wir_nach 0.40  b:wir_schauen 0.31  b:wir_uns 0.43  b:wort_an 0.37
b:zu_bestatigen 0.37  b:zu_finden 0.53  b:zu_haben 0.29  beantr 0.48  beantragen 0.48  befund 0.36
beim 0.32  belast 0.35  benach 0.66  besser 0.49  bestat 0.34  bestatigen 0.42  bestellen 0.42
besten 0.40  bitten 0.41  blick 0.31  dadurc 0.34  dadurch 0.34  damit 0.59  daran 0.30
darauf 0.42  darube 0.31  daruber 0.31  das -0.50  denn 0.36  deutli 0.88  deutlich 0.88
dienstag 0.28  diese -0.28  diesen -0.29  dran 0.27  eigent 0.55  eigentlich 0.56  eindeu 0.26
eindeutig 0.26  einer -0.26  eingan 0.39  eingang 0.40  einkau 0.34  ende 0.46  entschuldigen 0.38
entschuldigung -0.40  erfahr 0.57  erspar 0.33  erspart 0.35  erst 0.59  ersten 0.39  es 0.41
etwas 0.56  euro -0.32  falsch -0.45  fehler -0.32  finden 0.61  freili 0.59  freilich 0.59
fuhlte 0.28  fuhlten 0.29  fur -0.29  gehort 0.32  gern -0.30  gespra 0.42  gesprach 0.44
gewese 0.61  gewesen 0.61  gleich 0.47  habe -0.32  halten 0.50  handge 0.47  hat -0.40
hatte 0.27  hatten 0.29  heute -0.32  hier 0.25  hilft 0.41  hin 0.26  hinwei 0.51  hinweis 0.30
hochst 0.48  ich -1.16  ihnen -0.35  ihr -0.54  ihre -0.29  ihrem -0.31  im 0.58  immer 0.82
ins 0.37  jederz 0.27  jederzeit 0.27  kam 0.30  klavie 0.29  klavier 0.29  konnen 0.34
kosten -0.30  kurz 0.31  kurze 0.27  kurzer 0.46  laden 0.29  langer 0.39  lasst 0.32  lautet 0.44
leider 0.44  len:0 -1.98  len:1 -0.84  len:3 0.50  len:4 0.57  lieber -0.28  link 0.31  lohnt 0.61
luft 0.45  machen 0.30  mal 0.58  man 0.32  mensch 0.26  mir -0.69  missve 0.63  mittwo -0.27
morgen -0.26  mussen -0.51  nachst 0.50  nachsten 0.45  nachvo 0.43  nieman -0.46  niemand -0.28
novemb 0.27  november 0.27  nun 0.54  o:ahead -0.75  o:named_time -0.49  o:ours -0.36
o:pays -0.28  ob -0.32  offen 0.43  ohne -0.37  oktobe 0.44  oktober 0.44  p:before -1.40
p:none -0.32  p:same -0.32  pflege 0.40  regelu 0.57  regelung 0.57  reinke 0.49  ruckseite 0.26
runter 0.25  sagen 0.28  sammel 0.31  schauen 0.26  schnel 0.56  schneller 0.46  sein -0.29
seit -0.49  sh:0 -0.48  sh:1 -0.35  sh:3 -0.66  sich 1.03  sieht 0.33  sitzen 0.26  sofern 0.47
sofort 0.35  solche 0.64  spater 0.29  stelle 0.28  stellen 0.28  storni 0.34  trockene 0.29
tropen 0.26  tropenpflanzen 0.26  uberse 0.26  ubersehen 0.26  ubersi 0.33  ubrige 0.78
ubrigens 0.69  uhr -0.35  um -0.62  und -0.74  uns 0.73  unser -0.41  unsere 0.64  unseren 0.52
unterl 0.81  unterlagen 0.47  verpac 0.26  verpackung 0.35  versaumt 0.32  versuc 0.46
versuchen 0.53  verzeiht 0.29  viele 0.47  vielle 0.32  vielleicht 0.32  vollst 0.43  vor 0.27
ware 1.05  weil -0.27  weisen 0.27  weiter -0.30  wenn 0.29  wer 0.55  werden 0.32  wertvo 0.47
wie -0.34  wiederholt 0.39  winter 0.47  wir 0.46  wirkt 0.45  wurde -0.63  zu 0.71  zukunf 0.28
zukunft 0.28  zum -0.28  zuruck -0.31  zweite -0.26
""",
    ),
    "belittling": (
        -1.63,
        -1.18,
        """
# -0.22  @absolute -0.28  @admits -0.23  @after 0.47  @before -1.15  @belittle 1.37  @cannot 0.24
@contrast 1.00  @dated -0.26  @end -0.98  @first -1.12  @generic 0.62  @instruct -0.22
@last -1.28  @load 0.54  @must -0.21  @nature -0.23  @near -0.20  @normal 0.28  @ours -0.60
@ours+dated -0.26  @owned -0.67  @papers -0.21  @receives -0.33  @remedy -0.61  @resign 0.87
@shared1 -0.63  @shared2 -0.50  @shared3 -0.40  @staff -0.19  @third -0.23  @tone 0.40  @we -0.64
@would -0.42  @you -0.80  ab -0.34  aber 0.23  alle 0.41  allem 0.27  alles 0.31  also 0.29
altere 0.30  am -0.30  an 0.59  andere 0.35  anderen 0.33  angeko 0.46  angekommen 0.46
auch -0.24  aus -0.24  b:#_kartons 0.47  b:#_uhr -0.28  b:aber_eine 0.21  b:allem_was 0.19
b:am_rand 0.29  b:an_dem 0.41  b:an_der 0.18  b:an_ihr 0.56  b:auch_wenn 0.25  b:auf_dem -0.26
b:betrag_von 0.18  b:bildschirm_schwarz 0.18  b:bis_er 0.20  b:bitten_wir 0.47  b:da_sind 0.23
b:das_beunruhigt 0.52  b:das_ganze 0.20  b:das_ist -0.31  b:dass_es 0.19  b:dem_es 0.24
b:dem_tag 0.25  b:der_firma 0.24  b:der_wand 0.30  b:die_dichtung 0.22  b:die_meisten 0.72
b:die_stunde 0.22  b:ein_stuck 0.20  b:ein_wenig 0.19  b:eine_funf 0.18  b:eine_kleine 0.22
b:eine_lucke 0.29  b:einer_reise 0.19  b:entschuldigung_aber 0.33  b:erst_nach 0.24  b:es_an 0.25
b:es_im 0.34  b:es_liegt 0.24  b:es_tut -0.22  b:falls_sie 0.50  b:finale_weg 0.18
b:funf_zentimeter 0.18  b:gebracht_haben 0.49  b:gleich_ein 0.34  b:gut_dass 0.19
b:haben_tut 0.47  b:hat_ein 0.35  b:hat_es 0.23  b:ich_hore 0.33  b:im_keller 0.30
b:im_november 0.18  b:im_vergleich 0.28  b:in_dieser 0.18  b:in_zwei 0.33  b:ist_bei 0.45
b:ist_ja 0.45  b:ist_so 0.21  b:ist_und 0.21  b:ja_noch 0.18  b:ja_ohne 0.30  b:ja_zum 0.28
b:kleine_menge 0.20  b:loffel_sahne 0.35  b:man_nicht 0.26  b:muss_man 0.27  b:nach_vier 0.19
b:naturlich_nicht 0.21  b:noch_von 0.24  b:nun_einmal 0.56  b:nun_wirklich 0.22  b:nur_sie 0.19
b:nur_um 0.30  b:ohne_storung 0.29  b:passiert_ist 0.30  b:schwarz_finale 0.18  b:seit_heute -0.20
b:sie_damit 0.49  b:sie_das 0.45  b:sie_noch 0.29  b:sie_und 0.18  b:sind_sie 0.36
b:sitzen_und 0.28  b:so_an 0.25  b:so_ein 0.18  b:so_eine 0.22  b:so_einen 0.18  b:steht_zum 0.18
b:tiefe_kuhle 0.18  b:tut_mir -0.27  b:tut_uns 0.41  b:um_einen 0.34  b:um_entschuldigung 0.37
b:und_an 0.29  b:und_auf 0.19  b:uns_das 0.45  b:vergleich_zu 0.28  b:vier_monaten 0.18
b:von_# 0.47  b:von_der 0.46  b:warm_ist 0.19  b:was_ich 0.19  b:wenn_die 0.22  b:wir_sie 0.46
b:wir_um 0.48  b:zentimeter_tiefe 0.18  b:zieht_sich 0.24  b:zum_gluck 0.85  b:zwei_tagen 0.34
b:zwei_von 0.18  b:zwei_zentimeter 0.40  beim -0.28  betrof 0.52  betroffen 0.52  beunru 0.52
beunruhigt 0.52  bitte -0.34  bitten 0.36  buchst 0.18  buchstaben 0.18  dafur -0.31  damit 0.47
dank 0.33  dann -0.44  das 0.31  dass -0.26  den -0.18  der -0.31  des 0.21  deutli 0.24
deutlich 0.24  dichtu 0.22  dichtung 0.22  dieser 0.33  doch 0.32  du -0.22  ein 0.47  einem -0.29
einen 0.33  einer -0.28  einfac -0.18  einfach -0.18  einmal 0.24  entschuldige -0.22
entschuldigen -0.20  entschuldigung 0.34  es 0.25  fallen 0.30  falls 0.80  fallt 0.29  fast 0.35
fehlenden 0.18  fehler 0.19  finden 0.24  firma 0.23  folgen 0.35  fur -0.51  gebaut 0.24
geben 0.33  gebrac 0.48  gebracht 0.48  gefahrlich 0.21  genug -0.41  gerade 0.40  gesund 0.26
gibt -0.29  gleich 0.22  gluck 0.84  gut 0.77  habe -0.19  hat 0.63  haupts 0.19  haus 0.37
heil 0.44  herzli 0.50  heute -0.38  hore 0.33  ich -0.47  ihnen -0.25  ihr 0.18  ihrem -0.19
ihrer -0.22  immerh 0.78  immerhin 0.78  in 0.38  ist 0.31  ja 1.32  kalt 0.23  karton 0.37
kartons 0.42  kaum 0.34  keine 0.42  keller 0.29  kratze 0.38  kuhle 0.18  len:0 -1.51
len:1 -0.56  len:2 -0.32  len:3 0.41  len:4 0.27  locker 0.24  loffel 0.35  lucke 0.29  mal -0.33
manche 0.29  mediat 0.19  mediathek 0.19  meiste 0.86  meisten 0.75  menge 0.33  mich -0.18
mir -0.46  mit -0.42  mogen 0.53  nach 0.54  nicht -0.19  nieman -0.20  noch 0.46  nun 0.61
o:ahead -0.48  o:dated -0.26  o:ours -0.60  o:remedy -0.54  ohnehi 0.21  ohnehin 0.21
p:after -0.43  p:before -0.93  passie 0.63  passieren 0.33  passiert 0.35  patienten 0.25
punktl 0.27  punktlich 0.27  rand 0.29  rechnung 0.19  recht 0.19  reise 0.22  rot 0.31  saal 0.19
sahne 0.35  sei 0.35  sein -0.21  seit -0.51  selbst 0.21  selten 0.23  sh:0 -0.79  sh:1 -0.22
sh:3 -0.40  sind 0.42  sitzen 0.23  sitzt 0.20  so 0.45  sogar 0.30  sonne 0.19  sonst 0.46
spiel 0.18  sprich 0.24  spricht 0.24  stammt 0.20  stand -0.23  stoff -0.40  storun 0.29
storung 0.29  strand 0.19  strase 0.21  straus 0.21  stunde 0.27  tadell 0.19  tadellos 0.19
tagen 0.28  teile 0.30  tiefe 0.18  tute 0.20  uberal 0.37  uberall 0.37  ubrige 0.35
ubrigens 0.19  uhr -0.30  um 0.28  und -0.47  unsere -0.18  verges 0.23  vergessen 0.23
vergle 0.27  vergleich 0.28  verleg 0.49  verpflegung 0.19  viele 0.56  von 0.65  vor -0.41
wand 0.22  waren 0.29  warm 0.21  waschg 0.24  weiche 0.21  wenigs 0.44  wenigstens 0.44
wer -0.19  wir 0.23  wochen -0.21  wohnra 0.34  worden -0.20  wurde -0.28  zentim 0.46
zentimeter 0.46  zieht 0.24  zu -0.34  zulauf 0.24  zulaufschlauch 0.24  zum 0.53  zuruck -0.29
zwei 0.27
""",
    ),
    "excuse": (
        -1.51,
        -0.25,
        """
# -0.64  @absolute 0.30  @admits -0.55  @after 0.70  @apology -0.59  @before -1.11  @belittle 0.61
@cannot 0.79  @contact+dated -0.27  @contrast 0.81  @end -0.90  @first -0.84  @future 0.26
@last -1.24  @load 1.88  @money -0.27  @must -0.47  @nature 0.72  @negation -0.27  @normal 0.96
@ours -0.46  @ours+dated 0.40  @owned -0.72  @papers -0.37  @past -0.28  @pejorative 0.27
@receives 0.62  @remedy+dated -0.30  @remedy+near -0.45  @resign 0.70  @sadly 0.25  @shared1 -0.92
@shared2 -0.66  @shared3 -0.60  @shared4 -0.25  @soon 0.48  @theirs -0.75  @third 0.23
@would -0.25  @you -1.35  ab -0.54  abweic 0.26  achim 0.58  alle 0.30  allerd 0.33
allerdings 0.33  alltag 0.23  an 0.70  anlieg 0.31  anliegen 0.31  anrufe 0.37  auftrage 0.22
ausste 0.25  ausstellung 0.25  automa 0.33  automatisch 0.34  b:#_euro -0.22  b:#_november -0.28
b:#_uhr -0.43  b:achim_wendel 0.61  b:am_# -0.22  b:am_mittwoch -0.24  b:am_sonntagabend 0.23
b:am_tag 0.31  b:an_diesem 0.31  b:an_ihr 0.29  b:auf_denselben 0.21  b:bei_rund 0.27
b:bei_so 0.29  b:bei_uns 0.36  b:bekommt_die 0.26  b:bestellt_die 0.24  b:bitte_in 0.26
b:da_hatte 0.29  b:da_rutscht 0.30  b:dafur_konnen 0.36  b:das_macht 0.32  b:das_programm 0.30
b:das_system 0.32  b:das_tablet 0.26  b:dem_kleinen 0.26  b:den_besten 0.24  b:den_tisch 0.22
b:den_weg 0.28  b:der_ausstellung 0.25  b:der_letzten 0.26  b:der_warteschleife 0.24
b:der_woche 0.26  b:die_kuche 0.35  b:die_meisten 0.45  b:die_sendung 0.35  b:die_stunde 0.41
b:ein_foto 0.23  b:es_gab 0.21  b:es_in 0.26  b:es_ist 0.24  b:fur_die -0.32  b:gehen_im 0.24
b:gleich_aus 0.36  b:haben_uns 0.25  b:haben_wir -0.25  b:hatte_ich 0.22  b:ich_keinen 0.32
b:ihr_anliegen 0.31  b:im_alltag 0.24  b:im_november 0.34  b:im_trubel 0.26  b:in_den 0.42
b:in_der 0.40  b:ist_bei 0.41  b:ist_das 0.25  b:kommt_ein 0.39  b:kommt_in 0.23
b:konnen_wir 0.43  b:langer_als 0.55  b:liegt_eine 0.22  b:macht_das 0.30  b:mehr_als 0.23
b:nach_sechs 0.22  b:nicht_zwischen 0.34  b:nie_ganz 0.35  b:noch_uber 0.26  b:nun_einmal 0.48
b:sechs_stunden 0.22  b:seit_heute -0.24  b:sich_das 0.36  b:sich_die 0.87  b:sie_bitte 0.23
b:so_an 0.25  b:so_eine 0.23  b:so_etwas 0.31  b:so_was 0.25  b:uber_das 0.23  b:und_die 0.27
b:und_sollte 0.28  b:und_zwei 0.46  b:uns_an 0.30  b:uns_in 0.30  b:uns_verzahlt 0.27
b:verzahlt_verzeihen 0.27  b:verzeihen_sie 0.23  b:weil_sich 0.26  b:weit_und 0.28
b:wenn_man 0.26  b:wir_nichts 0.34  b:zu_vermeiden 0.23  b:zweit_und 0.22  bei 1.00  beide -0.22
beim 0.21  bestel 0.36  bestellungen 0.35  besten 0.35  betrag 0.29  betrie 0.23  bildsc 0.26
bildschirm 0.26  bruch 0.27  da 0.56  dabei 0.35  dann -0.45  des 0.22  dhl 0.35  diese -0.22
diesem 0.29  donner -0.29  donnerstag -0.29  doppel 0.30  du -0.32  durch 0.32  eben 0.95
eimer 0.35  einen -0.30  einer -0.26  einflu 0.74  einmal 0.74  entsch -0.42  erfahr 0.47
erfahrungsgemas 0.44  erst -0.46  es -0.37  etwas 0.27  euro -0.24  fall 0.52  falsch -0.26
fast 0.59  fehler -0.41  foto 0.23  freitag -0.26  frustr 0.41  fur -0.63  ganz 0.61
geburtstage 0.26  gehen 0.79  geht -0.29  gerade 0.47  gespra 0.38  gleich 0.54  gleichzeitig 0.46
grosen 0.35  guten 0.47  habe -0.39  haben -0.33  hat -0.28  hatte -0.30  heraus 0.23  herbst 0.33
herzli 0.22  heute -0.62  hier 0.36  hilft 0.24  ich -0.93  ihnen -0.27  ihr 0.38  ihre -0.25
im 0.58  immer 0.97  in 0.37  jahr 0.24  jeder -0.26  jemand -0.22  kalend 0.25  kalender 0.25
kann 0.31  kaum 0.23  kein -0.27  keinen 0.22  kleine 0.55  kleinen 0.37  konnen 0.57  krank 0.24
krankh 0.24  kuche 0.35  kuhlra 0.31  kurzen 0.27  lag -0.25  langer 0.42  laufen 0.46
lehrer 0.23  leicht 0.49  leider 0.28  len:0 -1.74  len:1 -0.43  len:3 0.39  letzten 0.25
liefen 0.26  macht 0.22  mahnun 0.32  mahnungen 0.32  man -0.36  manche 0.48  manches 0.25
meiste 0.41  meisten 0.44  mir -0.42  mit -0.73  mittwo -0.34  mittwoch -0.33  mogen 0.28
montag 0.46  muhsam 0.41  nachsten 0.22  nadel 0.26  namen 0.23  nie 0.25  nieman -0.37
niemand -0.29  noch -0.29  notdie 0.26  novemb 0.30  nun 0.42  o:ahead -0.36  o:contact -0.27
o:ours -0.46  o:pays -0.25  offenb 0.30  offenbar 0.30  p:before -0.65  p:none -0.45  p:same -0.57
patien 0.37  patienten 0.44  postwe 0.48  postweg 0.48  progra 0.29  programm 0.30  recht 0.41
rund 0.38  rutsch 0.34  rutscht 0.36  scharn 0.26  scherz 0.23  schwer 0.23  schwerer 0.26
sehen 0.32  seit -0.79  sendun 0.28  sendung 0.25  sh:0 -0.48  sh:1 -0.40  sh:3 -0.60  sich 0.69
sie -0.49  sind 0.44  so 0.70  sobald 0.24  sonder 0.24  sonntagabend 0.23  sprich 0.25
spricht 0.25  stadt 0.23  stand -0.27  stehen 0.22  steht -0.22  system 0.27  tablet 0.26
tag 0.39  taglic 0.25  taglich 0.25  trubel 0.26  uber 0.31  uhr -0.46  um -0.38  und -0.25
unruhi 0.23  uns 0.28  unsere 0.23  unseres 0.40  unter 0.62  unters 0.38  urlaub -0.30
vermei 0.34  vermeiden 0.34  versch 0.24  verzah 0.27  verzahlt 0.27  verzeihen 0.22  viele 0.56
warten 0.22  wartes 0.24  warteschleife 0.24  wegen 0.28  weit 0.27  wendel 0.61  wenn 0.22
wir 0.23  wird -0.28  wirkt 0.54  wurde -0.32  zauber 0.21  zehn 0.31  zeugni 0.28  zeugnis 0.28
zu -0.31  zuruck -0.29  zurzei 0.35  zurzeit 0.35  zweite -0.27  zwischen 0.22  zwolf -0.22
""",
    ),
}
