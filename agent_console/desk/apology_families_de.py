"""How much features speak for flaws in German apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

FAMILIES = {
    "explanation": (
        -0.65,
        1.58,
        """
@admits -0.35  @after 0.19  @belittle 0.25  @calls -0.28  @contrast 0.22  @explains 0.90
@first -0.42  @generic -0.33  @load 0.25  @money -0.31  @nature 0.57  @negation -0.57  @ours -0.56
@owned -0.42  @past_of_you -0.45  @pejorative -0.30  @receives 0.65  @remedy 0.68
@remedy+dated 0.24  @remedy+near 0.18  @sadly -0.18  @shared1 -0.45  @shared2 -0.62
@shared3 -0.70  @shared4 -0.65  @theirs -0.91  @third 0.66  @vague 0.38  @we 0.62  @would 0.51
@you -1.40  abend -0.17  abgere 0.32  absage -0.23  acht -0.24  alle 0.38  allen -0.19  alten 0.20
an 0.64  andere -0.17  anderen -0.30  angabe 0.25  angaben 0.25  anzug -0.17  auch -0.24
auf -0.32  auftra 0.22  ausgel 0.22  auskun 0.21  auskunft 0.21  beende 0.46  beginn 0.20
beginnen 0.23  bei 1.06  beiden 0.29  beim 0.25  bekomm 0.21  bekommen 0.19  bemerk 0.32
berechnet 0.19  bestel 0.23  betreu 0.27  betreuerin 0.24  betrof 0.51  betroffen 0.51
bezahl -0.20  bezahlt -0.20  bildsc 0.29  bildschirm 0.29  bis 0.23  blatt 0.33  brauch 0.53
braucht 0.51  da -0.27  dabei 0.49  dach -0.20  dann -0.52  darf 0.34  das -0.79  dass -0.34
davon 0.19  dazu -0.17  deinem 0.29  der 0.45  des 0.22  deutli 0.56  deutlich 0.56  die 0.73
diesem 0.54  dieser 0.28  dir -0.22  du -0.33  durchl 0.20  ebenfa -0.18  ebenfalls -0.18
ein -0.41  einem -0.47  einen -0.44  einkau 0.24  einkauf 0.24  einmal 0.60  einzel 0.26  er -0.22
erkann 0.24  erkannt 0.24  erst 0.40  erste 0.25  ersten -0.21  euro -0.30  fall 0.44
falsche 0.24  fassun -0.17  fassungslos -0.17  fast 0.35  fehlen -0.17  fehlt 0.33  filial -0.17
filiale -0.17  first -0.32  frau -0.17  freita 0.23  frist 0.18  funfma -0.17  funfmal -0.17
fusen -0.17  ganz 0.26  gebuhr 0.19  gehen 0.18  geld -0.24  gemach -0.31  gemacht -0.31
gerate 0.16  gesetz 0.17  gesetzt 0.17  gesond 0.37  gesondert 0.37  gewart 0.49  gewartet 0.49
gewese -0.21  gewesen -0.21  geword -0.20  geworden -0.20  ging -0.31  grosel 0.24
groseltern 0.24  habe -0.38  halbe -0.33  handwe 0.23  handwerker 0.23  hat 0.48  hatten -0.20
herste 0.26  hersteller 0.26  heute -0.29  hinterher -0.18  ich -0.81  ihnen -0.37  ihr -0.54
ihre -0.51  ihrem 0.27  ihren -0.25  ihrer -0.31  ihres 0.17  im 0.21  immer 0.24  in 0.77
ist -0.22  jahres 0.52  jede 0.17  kamera -0.58  kann -0.19  kein -0.24  keine 0.29  keller 0.51
kind -0.19  kleine 0.54  kleinen 0.42  kolleg 0.19  kollegin 0.22  kommt -0.17  konnte 0.18
konzer -0.18  krank 0.19  kuhlsc 0.27  kunden 0.50  kurz 0.28  kurzfr 0.36  kurzfristig 0.36
lang -0.23  laufen 0.45  lauft 0.16  lehrer 0.18  leitun 0.23  len:0 -1.08  len:2 -0.67
len:3 0.68  len:4 0.23  lesen -0.22  letzte 0.18  liegt -0.21  linken -0.17  liste -0.18
listen 0.25  macht -0.19  mahnungen 0.17  mail -0.31  mal -0.34  man -0.76  mensch -0.20
mich -0.20  mir -0.64  mit -0.19  modell 0.26  moment -0.25  montag 0.23  morgen -0.28  muss -0.28
n@absolute 0.32  n@admits -0.21  n@before -0.26  n@belittle -0.36  n@contact 0.25  n@dated 0.41
n@generic -0.25  n@load 0.32  n@nature 0.49  n@near -0.27  n@ours -0.40  n@ours+dated 0.19
n@papers -0.17  n@past 0.48  n@pejorative -0.23  n@receives 0.47  n@remedy 0.33  n@resign 0.28
n@theirs -0.28  n@third 0.53  n@you -0.75  nach 0.58  nachge 0.17  nachmi 0.24  nachmittag 0.24
nachttarif 0.16  nennen 0.24  neu 0.18  neue 0.29  new:0 -1.02  new:1 -1.15  new:2 -0.21
new:3 0.45  new:4 0.72  nicht -0.47  nichts -0.39  nie 0.17  nieman -0.26  niemand -0.25
noch 0.39  notfirst -0.26  novemb 0.19  november 0.19  o:ahead -0.50  o:ours -0.56  o:pays -0.31
papier -0.21  progra 0.36  programm 0.36  protok 0.36  protokoll 0.36  rad 0.26  recht -0.29
regen -0.20  ruckve 0.18  runde -0.25  schalt 0.26  schlec -0.21  schlecht -0.19  schnee -0.17
schnel 0.59  schwar -0.17  schwer 0.23  schwerer 0.23  sechs -0.33  sein -0.29  selbst 0.23
selbsttatig 0.26  setzen 0.24  sh:3 -0.70  sich 0.23  sie -0.57  sind 0.24  so -0.46  sofa 0.17
soll -0.17  sperrt 0.26  starke 0.30  stehen 0.38  still -0.25  stunde -0.34  stunden -0.22
tage -0.28  tagen 0.18  team -0.25  telefo 0.16  telefon 0.18  termin 0.22  tour 0.24  tur -0.45
tute 0.16  uberei 0.17  uhr 0.31  um -0.41  umgest 0.21  umgestellt 0.21  uns 0.49  unser 0.54
unsere 0.75  unserer 0.31  unter 0.51  unters 0.42  unterscheiden 0.45  unterscheidet 0.18
vergan 0.23  vergeben 0.28  vermei 0.17  vermeiden 0.17  versch 0.46  verschoben 0.20  vertra 0.17
von -0.22  vor -0.53  vorbei -0.28  wahren -0.19  wahrend -0.19  war 0.30  warten -0.21
wartet -0.21  was -0.24  wechse 0.20  weder 0.24  weil 0.26  werden 0.36  wie -0.41  wieder -0.20
wird 0.33  wohnra 0.52  wort -0.20  wurde 0.25  wurden 0.19  wusste -0.25  wussten -0.25
zahlen -0.32  zahler 0.25  zehn 0.21  zeigt -0.60  ziffer 0.30  zu -0.33  zum 0.26  zusamm 0.25
zusammen 0.16  zwei 0.29
""",
    ),
    "conditional": (
        -1.83,
        -1.05,
        """
# -0.40  @absolute -0.20  @admits -0.49  @after 0.42  @apology 0.32  @before -0.64  @care -0.21
@contrast 0.36  @dated -0.20  @empty 0.44  @end -0.61  @explains 0.75  @first 0.34  @generic 0.36
@last -0.73  @load 0.22  @negation -0.54  @normal -0.36  @owned -1.07  @papers -0.51  @past 0.59
@pejorative -0.30  @receives -0.39  @regret 0.40  @remedy -0.36  @resign -0.25  @shared1 -0.69
@shared2 -0.45  @shared3 -0.57  @shared4 -0.23  @soon 0.36  @tone 0.29  @we -0.31  @would 0.84
aber -0.37  achtzi 0.30  achtzig 0.31  allen -0.20  als 0.45  am -0.27  an -0.41  andere -0.21
angabe 0.22  angaben 0.23  angeko 0.35  angekommen 0.35  angeme 0.37  arzt 0.21  auch -0.48
ausged 0.32  ausgedruckt 0.35  b:am_samstag 0.28  b:auf_den 0.29  b:auf_sie 0.25  b:bei_ihrer 0.24
b:bekommen_das 0.33  b:bitte_den 0.32  b:bitte_entschuldigen -0.27  b:bitte_ich 0.83
b:bitte_sie -0.49  b:bitten_wir 0.79  b:dafur_entschuldige -0.25  b:dafur_entschuldigen 0.27
b:dafur_um 0.37  b:dank_fur 0.39  b:das_gesprach 0.25  b:das_haben -0.26  b:das_ist -0.64
b:das_leid 0.95  b:das_tut -0.37  b:das_und 0.23  b:das_war -0.52  b:das_wirklich 0.35
b:dass_wir -0.31  b:dem_team 0.37  b:den_preis 0.36  b:der_eindruck 0.33  b:die_sie 0.38
b:die_wartezeit 0.29  b:die_zeit 0.20  b:dr_reinke 0.25  b:du_es 0.23  b:eindruck_entstanden 0.33
b:empfunden_haben 0.36  b:entschuldige_bitte 0.26  b:entschuldige_ich 0.44
b:entschuldige_mich -0.32  b:entschuldigen_sie -0.24  b:entschuldigen_wir 0.37
b:entstanden_ist 0.33  b:erst_am 0.30  b:es_tut -0.49  b:es_uns 0.30  b:etwas_nicht 0.22
b:falls_das 0.52  b:falls_etwas 0.25  b:falls_ich 0.37  b:falls_ihnen 0.29  b:fur_die -0.27
b:fur_diese -0.21  b:fur_ihre 0.36  b:haben_bitte 0.47  b:haben_sie 0.38  b:haben_tut 0.39
b:haben_wir -0.40  b:hat_bitten 0.32  b:hier_bei 0.20  b:ich_bitte -0.68  b:ich_dafur 0.35
b:ich_entschuldige -0.26  b:ich_mich 0.67  b:ich_mochte -0.20  b:ihnen_dadurch 0.22
b:ihnen_das 0.21  b:ihnen_der 0.34  b:in_der -0.28  b:ist_tut 0.30  b:ist_und 0.20  b:ist_vor 0.39
b:leid_dass -0.28  b:leid_wenn 0.27  b:mich_im 0.21  b:mir_das 0.61  b:mir_leid -0.34
b:mit_dem 0.23  b:mit_einer 0.27  b:mit_meiner 0.28  b:mochten_wir 0.23  b:nach_unserer 0.38
b:namen_von 0.24  b:nur_bei 0.40  b:sagen_dass 0.23  b:sich_die 0.23  b:sie_das 0.54
b:sie_ihren 0.31  b:sie_uns -0.24  b:sofern_das 0.56  b:tut_es 0.46  b:tut_mir -0.22
b:um_verzeihung 0.30  b:und_dann -0.20  b:und_das 0.47  b:und_du 0.23  b:und_ich -0.36
b:uns_dafur 0.29  b:uns_das 0.26  b:uns_etwas 0.32  b:uns_leid 0.30  b:uns_mit 0.34
b:unserer_rechnung 0.40  b:verletzt_hat 0.27  b:verzeihen_sie -0.25  b:vom_mittwoch 0.28
b:von_uns -0.42  b:wegen_eines 0.37  b:wenn_ihnen 0.31  b:wenn_sie 0.29  b:wenn_unsere 0.24
b:wir_bitten -0.30  b:wir_haben -0.51  b:wir_um 0.66  b:wir_uns 0.38  b:worden_sein 0.31
b:zu_ihrem 0.40  b:zu_werden 0.48  beende 0.62  beenden 0.64  bei 0.28  beim -0.24  bekomm 0.23
bekommen 0.24  bespre 0.23  besprechen 0.23  besser 0.53  bestan 0.31  bestand 0.32  bestat 0.21
bestatigen 0.23  besuch 0.39  bitten 0.40  brauch 0.55  braucht 0.60  dabei 0.28  dadurc 0.40
dadurch 0.40  dank 0.37  das 0.56  dass -0.77  dich 0.30  diesen -0.24  drei -0.22  durfen -0.20
ehrlic -0.21  ehrlich -0.20  ein -0.54  eindru 0.33  eindruck 0.33  eine -0.28  einem -0.34
eines 0.33  einste 0.27  empfun 0.36  empfunden 0.36  entspr 0.27  entsprochen 0.30  entsta 0.44
entstanden 0.48  erlebt 0.42  etwas 0.38  fallen 0.33  falls 1.65  fehler -0.36  fehlt 0.62
fertig 0.30  festen 0.38  finden 0.32  flug 0.32  freili 0.40  freilich 0.40  fur -0.83
garant 0.32  garantie 0.32  gaste 0.30  gefall 0.23  gefallen 0.23  gegebe 0.31  geht -0.20
geling 0.33  gelingt 0.33  gespra 0.24  gesprach 0.24  gewahr 0.24  gewese 0.22  gewesen 0.22
gleich 0.31  gramm 0.38  haben 0.59  hat 0.41  hatte -0.48  herzen -0.23  hier 0.46  hierbe 0.25
hierbei 0.25  hilft 0.23  hinter 0.24  hinterlegt 0.38  ich -0.41  ihr -0.31  ihre 0.47
ihrem 0.25  ihren 0.37  insofe 0.74  insofern 0.74  insowe 0.26  insoweit 0.26  jedem 0.32
jederz 0.40  jederzeit 0.40  knopf 0.66  konnen 0.33  kosten 0.24  krankend 0.20  lag 0.25
leid 0.32  len:0 -1.80  len:1 -0.50  losung 0.36  man -0.29  mehr -0.20  menge 0.38  mir -0.44
missve 0.55  missverstandlich 0.55  mochten 0.50  muss -0.21  mussen -0.35  nachla 0.34
nachmi 0.31  nachmittag 0.31  nicht 0.20  notige 0.24  o:contact -0.22  o:dated -0.20
o:named_time -0.76  o:remedy 0.23  offene 0.36  ohne -0.29  p:after -1.12  p:before -0.93
p:none -0.56  p:same 0.32  patien 0.21  patienten 0.23  pfeife 0.27  preis 0.31  punkte 0.23
rechnung 0.20  reinke 0.25  ruckme 0.91  ruckmeldung 0.39  sammel 0.40  samsta 0.24  samstag 0.25
sehr -0.34  sein 0.26  sh:0 -0.97  sh:1 -0.34  sh:3 -0.57  sich 0.45  sicher 0.25  sodass 0.32
sofern 0.71  solche 0.61  solchen 0.67  sollte 1.26  sollten 0.28  soweit 0.93  tatsac 0.34
tatsachlich 0.35  team 0.25  uberra 0.39  ubersi 0.40  ubrige 0.36  ubrigens 0.37  um 0.32
unange 0.26  und -0.99  uns 0.75  unsere 0.36  unserer 0.30  unterl 0.20  verlet 0.36
verletzt 0.36  versta 0.32  verstanden 0.33  verzei -0.20  verzeihen -0.30  verzeihung 0.20
von -0.36  vorste 0.22  ware 0.38  wartez 0.24  wartezeit 0.25  was -0.27  wegen 0.33  weil -0.21
wenige 0.38  wenigen 0.39  wenn 1.25  wer 0.35  werden 0.77  wie 0.20  wieder -0.20  worden 0.24
wurden 0.25  zeit 0.45  zimmer 0.30  zu 0.57  zusamm 0.50  zwei -0.21
""",
    ),
    "others": (
        -1.44,
        1.41,
        """
# -0.47  @admits -0.31  @after 0.57  @apology -0.49  @before -0.93  @belittle 0.24  @care -0.43
@empty 0.33  @end -0.90  @first -0.53  @instruct -0.42  @last -1.44  @load -0.46  @money -0.39
@must -0.52  @nature 0.23  @not_us 0.67  @ours -0.30  @owned -0.65  @papers -0.44  @past 0.22
@past_of_you -0.34  @pejorative 0.74  @regret 0.43  @remedy -0.35  @shared1 -0.75  @shared2 -0.76
@shared3 -0.50  @shared4 -0.30  @staff 0.70  @theirs -0.39  @third 1.43  @vague 0.44  @you -0.85
ab -0.33  abend 0.23  aber -0.32  alle 0.68  allein 0.30  allem 0.35  alles 0.32  alte -0.28
am -0.29  an 0.40  anbiet 0.23  anbieter 0.23  argerl 0.52  auch -0.35  auf -0.25  ausgeg 0.42
ausgel 0.26  aushil 0.50  auskun 0.39  auskunft 0.25  b:#_euro -0.35  b:#_november 0.22
b:abend_nicht 0.25  b:alle_ist 0.56  b:allem_was 0.36  b:am_# 0.26  b:an_dem 0.37
b:an_diesem 0.60  b:auf_dem -0.29  b:auf_die 0.41  b:bei_dem 0.56  b:bei_uns -0.40  b:dann_# 0.37
b:daran_ist 0.29  b:das_eine 0.43  b:das_geht 0.22  b:das_ist -0.53  b:das_paket 0.42
b:das_von 0.44  b:das_war -0.33  b:dass_alle 0.22  b:dass_ihr 0.53  b:dem_tag 0.50
b:den_koffer 0.24  b:der_die 0.29  b:der_fahrer -0.26  b:der_fehler 0.40  b:der_hat 0.30
b:der_lindenstrase 0.25  b:der_wagen 0.29  b:der_wir 0.38  b:dichtung_am -0.23
b:die_dichtung -0.23  b:die_groseltern 0.27  b:die_kinder 0.26  b:die_neuen 0.28  b:die_zahl 0.36
b:diesem_abend 0.34  b:diesem_nachmittag 0.23  b:ein_neuer 0.24  b:eine_kleine 0.40
b:einer_fremdfirma 0.26  b:einer_woche 0.37  b:erst_am 0.43  b:erst_um 0.36  b:fehler_liegt 0.27
b:fur_das 0.36  b:fur_die -0.40  b:fur_sie 0.44  b:gekurzt_und 0.37  b:gestellt_haben 0.24
b:haben_mit 0.38  b:haben_wir -0.28  b:hat_die 0.67  b:hat_sich 0.31  b:hat_uns 0.38
b:hatte_am 0.30  b:hatte_uns 0.22  b:heute_fruh -0.23  b:ich_bedaure 0.57  b:in_zurich 0.25
b:ist_allein 0.23  b:ist_bei 0.35  b:ist_so 0.40  b:liegt_ganz 0.40  b:mit_dem 0.30
b:mit_sechs 0.37  b:monteur_hat -0.32  b:mussten_sie 0.23  b:nichts_zu 0.36  b:november_die 0.36
b:ohne_das 0.29  b:schuld_daran 0.29  b:sehr_dass 0.57  b:seit_einer 0.37  b:seit_heute -0.30
b:so_eine 0.40  b:tut_mir -0.22  b:ubernimmt_die 0.37  b:und_die 0.45  b:und_hat 0.31
b:und_niemand -0.31  b:und_uns 0.50  b:uns_am 0.26  b:uns_bis 0.22  b:uns_hat -0.36
b:unser_monteur -0.32  b:unsere_fahrer 0.23  b:verpackt_haben 0.36  b:von_einem 0.51
b:von_uns -0.56  b:von_unserem 0.29  b:war_eine 0.26  b:was_wir 0.34  b:wie_sie 0.27
b:wir_haben 0.24  b:wir_mit 0.32  b:wird_das 0.44  b:wohnen_ist 0.34  b:zu_schaffen 0.37
beauft 0.27  bedaur 0.55  bedaure 0.55  beginnen 0.25  bereit 0.33  bereits 0.35  bestel -0.33
bezahlen 0.40  bisher 0.24  bitte -0.35  da -0.23  dem 0.54  der 0.61  dessen 0.70  dichtu -0.23
dichtung -0.23  die 0.88  diesem 0.57  dort 0.43  du -0.32  eine 0.30  einkau 0.38  einsch 0.31
einste 0.31  entsch -0.49  erfass -0.24  erreic 0.33  erst 0.81  ersten -0.23  es -0.73
euro -0.36  fisch 0.37  folie 0.38  freige 0.41  freita 0.27  freitag 0.28  fremdf 0.26
fremdfirma 0.26  fruh -0.26  ganz 0.36  gefahr 0.33  gefahrlich 0.38  gefuhr 0.24  gefuhrt 0.24
gefund -0.32  gefunden -0.32  gehen -0.26  gekurz 0.36  gekurzt 0.36  geliefert 0.23  gemeld 0.24
genaus 0.27  genauso 0.27  gesagt 0.26  gesetz 0.29  gesetzt 0.29  gestel 0.24  gestellt 0.24
ging -0.25  grosel 0.27  groseltern 0.27  habe -0.45  handwe 0.27  handwerker 0.27  hat 2.00
hatten -0.28  herste 0.44  hersteller 0.47  heute -0.71  hier 0.34  hotel 0.34  ich -1.08
ihnen -0.47  ihr 0.30  ihre -0.31  ihrer -0.26  im 0.42  in 0.34  inzwis 0.52  inzwischen 0.52
kabels 0.25  kappe 0.26  kartensorten 0.22  keiner -0.23  klar 0.36  klingeln 0.24  kommt -0.25
kurierdienst 0.27  kurzfr 0.23  lag -0.30  lehrerin 0.23  leid -0.33  leitun 0.40  len:0 -1.91
len:1 -0.83  len:2 0.27  len:3 0.39  leute 0.59  linden 0.25  lindenstrase 0.25  liste -0.29
mal -0.28  mehr -0.31  mich -0.29  mir -0.39  mittwo -0.27  mittwoch -0.26  morgen -0.34
mussen -0.48  nachmi 0.24  nachmittag 0.26  neuer 0.24  nichts 0.22  nieman -0.62  niemand -0.50
null -0.24  nummer 0.25  nur -0.36  o:ahead -0.98  o:contact -0.31  o:ours -0.30  o:pays -0.38
ohne 0.47  p:after -0.37  p:before -0.69  p:same -0.49  paket 0.35  paketd 0.38  paketdienst 0.38
punktl 0.24  punktlich 0.24  rauche 0.37  rechen 0.56  rechenzentrum 0.56  sache 0.68  schaff 0.36
schaffen 0.36  schlim 0.33  schlimm 0.38  schon -0.31  schuld 0.33  schult 0.24  sechs 0.28
sehr 0.89  seine 0.29  seinem 0.39  selbst 0.36  sh:0 -0.60  sh:2 -0.31  sh:3 -0.50  sind -0.52
sommer 0.33  statt -0.28  tiefba 0.25  trager 0.28  tut -0.36  ubermi 0.65  ubermittelt 0.65
uberni 0.31  ubernimmt 0.31  uberno 0.34  ubernommen 0.34  ubrige 0.32  ubrigens 0.40  uhr -0.24
um -0.33  umsons 0.54  umsonst 0.54  und -0.56  uns 0.57  unser 0.25  unters -0.25  vergan 0.29
verlor -0.26  verloren -0.24  verpac 0.41  verpackt 0.42  versch 0.22  vertra 0.46
vertragspartner 0.47  verzei -0.28  vom 0.30  von 0.47  vor -0.23  wagen 0.37  war 0.29
wasser 0.27  weder 0.26  weg 0.49  wetter 0.38  wird 0.47  wissen 0.47  woche 0.39  wohnen 0.34
wurde -0.34  wurden 0.35  zahl 0.25  zahlun 0.30  zahlungsanbieter 0.37  zeiten 0.33  zum -0.24
zurich 0.25  zusatz 0.27  zustel 0.50  zweite -0.22  zwolf -0.22
""",
    ),
    "reproach": (
        -1.47,
        -0.17,
        """
# -0.28  @absolute 0.31  @after 0.55  @apology -0.38  @as_if 0.79  @before -1.03  @calls -0.28
@contact 0.39  @contrast 1.11  @dated -0.31  @end -1.16  @explains 0.35  @first -0.43
@future 0.35  @generic 0.70  @last -1.27  @money -0.26  @nature -0.31  @negation -0.97
@ours -0.34  @owned -0.59  @papers 0.30  @past -0.34  @past_of_you 0.47  @regret 0.30
@remedy -0.40  @remedy+dated -0.40  @resign 0.54  @sadly 0.38  @shared1 -0.99  @shared2 -0.78
@shared3 -0.62  @shared4 -0.27  @staff -0.37  @third -0.40  @tone 0.58  @we -0.32  @would 0.31
@you -0.51  ab -0.56  aber -0.30  allerd 1.07  allerdings 1.07  alles -0.26  an 0.67  andere -0.30
anzusc 0.27  anzuschreiben 0.27  argert 0.31  auf 0.36  aufsic 0.32  aufsicht 0.32  auswei 0.34
b:#_# -0.32  b:#_euro -0.23  b:#_ist 0.25  b:#_uhr -0.31  b:am_besten 0.50  b:an_die 0.23
b:auch_die 0.25  b:auf_der 0.30  b:auf_die 0.31  b:auf_seite 0.36  b:auf_sie 0.56  b:aus_und 0.39
b:beim_nachsten 0.46  b:bitten_sie 0.23  b:bringt_man 0.23  b:darf_ich 0.36  b:das_gesprach 0.47
b:das_licht 0.33  b:dass_man 0.31  b:der_ruckseite 0.28  b:die_sie 0.45  b:die_zukunft 0.29
b:dr_reinke 0.47  b:ein_kurzer 0.30  b:ein_wenig 0.49  b:ein_wort 0.34  b:eine_kurze 0.29
b:eingang_der 0.40  b:entschuldige_ich 0.36  b:entschuldigen_wir 0.59  b:erst_am 0.37
b:es_diesmal 0.29  b:es_ist 0.29  b:es_sich 0.24  b:es_tut -0.28  b:es_uns 0.42  b:falls_sie 0.25
b:fragen_ob 0.27  b:geht_es 0.44  b:gelaufen_ist 0.29  b:gleich_im 0.28  b:haben_im 0.29
b:haben_wir -0.36  b:halten_sie 0.32  b:hatte_ihnen 0.32  b:hatten_sie 0.57  b:ich_von 0.36
b:ich_zu 0.25  b:ihnen_das 0.35  b:im_forum 0.25  b:im_jahr 0.31  b:im_laden 0.26  b:im_namen 0.41
b:in_der 0.35  b:jahr_# 0.30  b:langer_als 0.51  b:lohnt_es 0.30  b:mich_im 0.45  b:mit_einer 0.26
b:nachmittags_rufe 0.28  b:nachsten_mal 0.46  b:namen_von 0.47  b:neue_glaser 0.31
b:nicht_zu 0.25  b:november_an 0.39  b:seite_# 0.35  b:sich_da 0.32  b:sich_gewiss -0.24
b:sie_hatten -0.23  b:sie_sich 0.42  b:sie_unsere 0.31  b:stellen_wir 0.38  b:tut_es 0.31
b:tut_mir -0.27  b:und_die 0.37  b:und_finden 0.30  b:und_in 0.34  b:und_statt -0.23
b:uns_kein 0.31  b:vier_stunden -0.23  b:von_dir 0.30  b:von_uns -0.41  b:ware_das 0.45
b:ware_ein 0.27  b:wir_haben -0.31  b:wir_hatten -0.28  b:wir_nach 0.39  b:wir_schauen 0.32
b:wir_uns 0.42  b:wir_werden 0.62  b:wort_an 0.32  b:zu_bestatigen 0.38  b:zu_finden 0.45
b:zu_fragen 0.26  b:zu_haben 0.29  b:zu_zweit 0.25  befund 0.35  belast 0.31  benach 0.65
besser 0.50  bestat 0.43  bestatigen 0.44  bestellt -0.23  besten 0.46  bis -0.29  bitte -0.48
blick 0.26  dadurc 0.31  dadurch 0.31  darube 0.29  daruber 0.29  das -0.49  den 0.27  des 0.40
deutli 0.63  deutlich 0.64  die 0.27  dienst 0.30  dienstag 0.32  diese -0.26  diesen -0.25
dozent 0.26  dr 0.26  drei -0.26  eigent 0.44  eigentlich 0.44  ein 0.27  einer -0.23  eingan 0.38
eingang 0.39  einges -0.23  einmal 0.32  entschuldigen 0.23  entschuldigung -0.37  erfahr 0.53
erst 0.28  erwart 0.32  erwarten 0.34  es 0.59  etwas 0.42  euro -0.24  falsch -0.37  fast -0.25
fehler -0.34  finden 0.63  forum 0.25  freili 0.45  freilich 0.45  fuhlte 0.25  fuhlten 0.27
gegen 0.27  gehort 0.30  gelauf 0.40  gelaufen 0.40  gern -0.27  gespra 0.40  gesprach 0.43
gewese 0.66  gewesen 0.66  gezeig 0.26  gezeigt 0.26  gleich 0.41  gros 0.50  gut 0.36  habe -0.37
haben -0.25  halten 0.55  handge 0.38  hat -0.30  hatten 0.35  heute -0.26  hier 0.28  hilft 0.43
hinwei 0.57  hinweis 0.36  hochst 0.27  ich -0.80  ihnen -0.31  ihr -0.50  ihrem -0.26  im 0.58
immer 0.89  ins 0.28  jederz 0.29  jederzeit 0.29  kam 0.32  kleins 0.42  konnen 0.24
kosten -0.26  kunden 0.41  kurz 0.27  kurze 0.29  kurzer 0.28  laden 0.39  langer 0.38  lasst 0.43
lautet 0.43  leicht 0.25  leider 0.39  len:0 -2.04  len:1 -0.75  len:3 0.38  len:4 0.59
lesen 0.42  licht 0.29  lohnt 0.43  machen 0.30  mal 0.65  man 0.27  meinen 0.37  mir -0.75
missve 0.63  nachmittags 0.28  nachst 0.36  nachsten 0.38  nachvo 0.39  neue 0.32  nicht -0.49
nichts -0.29  nieman -0.34  nun 0.50  o:ahead -0.70  o:contact 0.31  o:dated -0.31
o:named_time -0.60  o:ours -0.34  o:pays -0.25  offen 0.29  oktobe 0.38  oktober 0.38
p:before -1.28  p:none -0.36  p:same -0.37  passen 0.40  pflege 0.36  regelu 0.50  regelung 0.50
reinke 0.47  ruckseite 0.28  runter 0.30  sagen 0.27  sammel 0.36  schaue 0.25  schauen 0.27
schere 0.25  schnel 0.54  schneller 0.46  sein -0.29  seit -0.34  sh:0 -0.46  sh:1 -0.39
sh:3 -0.62  sich 0.94  sie 0.32  sieht 0.34  sofern 0.46  sofort 0.28  solche 0.71  statt -0.36
stehen -0.24  stelle 0.45  stellen 0.46  storni 0.35  stunde -0.37  stunden -0.30  ubersi 0.37
ubrige 0.82  ubrigens 0.75  uhr -0.34  um -0.32  und -0.45  unruhi 0.25  uns 0.74  unser -0.31
unsere 0.65  unseren 0.40  unterl 0.79  unterlagen 0.45  versau 0.33  versaumt 0.35  versuc 0.43
versuchen 0.45  verzei -0.23  vielle 0.34  vielleicht 0.34  vollst 0.42  vorges -0.24  vorher 0.25
ware 0.99  weiter -0.29  wenig 0.47  wenn 0.54  wer 0.49  werden 0.37  wertvo 0.37  wie -0.39
wir 0.43  wunder 0.26  wurde -0.53  zu 0.85  zukunf 0.29  zukunft 0.29  zum -0.27  zuruck -0.32
zwei -0.38  zweit 0.25  zweite -0.24
""",
    ),
    "belittling": (
        -1.57,
        -1.08,
        """
# -0.17  @admits -0.30  @after 0.41  @before -1.02  @belittle 1.33  @cannot 0.29  @care 0.19
@contrast 0.94  @dated -0.33  @end -0.90  @first -0.96  @generic 0.42  @instruct -0.22
@last -1.18  @load 0.60  @must -0.34  @nature -0.37  @near -0.20  @normal 0.40  @ours -0.57
@ours+dated -0.20  @owned -0.66  @receives -0.28  @remedy -0.55  @resign 0.87  @shared1 -0.49
@shared2 -0.36  @shared3 -0.37  @third -0.23  @tone 0.40  @we -0.57  @would -0.41  @you -0.84
ab -0.29  aber 0.23  alle 0.20  allem 0.32  alles 0.35  also 0.32  altere 0.33  an 0.65
andere 0.33  anderen 0.32  angeko 0.46  angekommen 0.46  ankomm 0.20  ankommen 0.20  auch -0.21
b:#_kartons 0.47  b:#_uhr -0.26  b:aber_eine 0.19  b:allem_was 0.22  b:am_ohr 0.51  b:am_rand 0.27
b:an_dem 0.42  b:an_ihr 0.55  b:auch_wenn 0.26  b:auf_dem -0.24  b:aus_und 0.19  b:bei_einer 0.19
b:betrag_von 0.18  b:bis_er 0.19  b:bitten_wir 0.43  b:da_sind 0.26  b:das_beunruhigt 0.51
b:das_ein 0.19  b:das_ist -0.20  b:dass_es 0.20  b:dem_es 0.23  b:dem_tag 0.26  b:der_firma 0.23
b:der_mittags 0.17  b:der_wand 0.27  b:die_dichtung 0.21  b:die_meisten 0.62  b:die_ubrigen 0.19
b:ein_wenig 0.22  b:eine_funf 0.20  b:eine_kleine 0.25  b:eine_lucke 0.27  b:einer_reise 0.23
b:entschuldigung_aber 0.27  b:entschuldigung_dafur 0.44  b:erst_nach 0.24  b:es_an 0.26
b:es_geht 0.17  b:es_im 0.34  b:es_liegt 0.23  b:es_nur 0.20  b:es_tut -0.22  b:etwas_anderes 0.18
b:falls_sie 0.48  b:falsch_geschrieben 0.19  b:funf_zentimeter 0.20  b:fur_das 0.18
b:gebracht_haben 0.47  b:gut_dass 0.19  b:haben_sie 0.20  b:haben_tut 0.45  b:haben_wir -0.19
b:hat_es 0.24  b:ich_hore 0.38  b:im_keller 0.31  b:im_november 0.18  b:im_vergleich 0.27
b:in_dieser 0.20  b:ist_ja 0.22  b:ist_mehr 0.21  b:ist_so 0.25  b:ist_und 0.22  b:ja_noch 0.18
b:ja_ohne 0.32  b:ja_zum 0.26  b:kleine_menge 0.23  b:loffel_sahne 0.37  b:mehr_als 0.20
b:nach_unserer 0.18  b:nach_vier 0.20  b:noch_von 0.23  b:nun_einmal 0.55  b:nun_wirklich 0.20
b:nur_bei 0.18  b:nur_um 0.30  b:ohne_storung 0.31  b:passiert_ist 0.30  b:seit_heute -0.21
b:sich_etwas 0.18  b:sie_damit 0.48  b:sie_das 0.45  b:sie_haben -0.17  b:sie_noch 0.28
b:sind_sie 0.34  b:sitzen_und 0.25  b:so_an 0.29  b:so_eine 0.24  b:telefonieren_und 0.17
b:tiefe_kuhle 0.20  b:tut_mir -0.27  b:tut_uns 0.38  b:um_einen 0.33  b:um_entschuldigung 0.25
b:und_an 0.26  b:uns_das 0.44  b:unserer_rechnung 0.19  b:vergleich_zu 0.27  b:vier_monaten 0.20
b:von_# 0.48  b:von_der 0.45  b:von_uns -0.22  b:warm_ist 0.19  b:was_ich 0.23  b:wenn_die 0.21
b:wir_sie 0.44  b:wir_um 0.44  b:zentimeter_tiefe 0.20  b:zu_den 0.20  b:zum_gluck 0.81
beim -0.26  bestel -0.18  betrof 0.34  betroffen 0.34  beunru 0.51  beunruhigt 0.51  bitte -0.39
bitten 0.31  briefe 0.19  damit 0.53  dank 0.34  dann -0.29  das 0.26  dass -0.27  der -0.35
des 0.29  deutli 0.25  deutlich 0.25  dichtu 0.21  dichtung 0.21  dieser 0.40  doch 0.36  du -0.20
ein 0.43  eine 0.25  einem -0.27  einen 0.28  einmal 0.27  einschrankung 0.17  entschuldige -0.20
entschuldigen -0.25  entschuldigung 0.52  es 0.26  fallen 0.32  falls 0.79  fallt 0.27
fehler 0.21  fest 0.18  finden 0.29  firma 0.23  folgen 0.37  freili 0.19  freilich 0.19
fur -0.51  gebaut 0.23  gebrac 0.47  gebracht 0.47  gefahr 0.18  gefahrlich 0.23  genug -0.35
gerade 0.42  geschr 0.19  geschrieben 0.19  gesund 0.28  gibt -0.29  gluck 0.79  gut 0.82
habe -0.18  hat 0.69  haupts 0.23  haus 0.17  heil 0.44  herzli 0.49  heute -0.35  hore 0.37
ich -0.46  ihnen -0.22  ihr 0.19  ihre -0.28  ihrem -0.19  ihrer -0.21  im 0.23  immerh 0.62
immerhin 0.62  in 0.33  ist 0.30  ja 1.19  kalt 0.22  karton 0.42  kartons 0.45  kaum 0.19
keine 0.45  keller 0.30  kuhle 0.20  langer 0.18  len:0 -1.52  len:1 -0.58  len:2 -0.22
len:3 0.38  len:4 0.33  locker 0.24  loffel 0.37  lucke 0.27  mal -0.31  man -0.24  manche 0.32
manchm 0.24  manchmal 0.24  matrat 0.19  meiste 0.66  meisten 0.67  menge 0.40  mich -0.23
mir -0.43  mit -0.33  mogen 0.53  monate 0.18  nach 0.40  nachge 0.18  nicht -0.42  nieman -0.18
noch 0.52  nun 0.59  o:ahead -0.62  o:dated -0.33  o:ours -0.57  o:remedy -0.52  ohr 0.49
p:after -0.48  p:before -0.89  passie 0.64  passieren 0.35  passiert 0.33  patien 0.22
patienten 0.29  rand 0.27  rechnu 0.17  rechnung 0.19  recht 0.19  reise 0.26  rot 0.34  saal 0.19
sahne 0.37  schnit 0.47  schnitt 0.51  sei 0.36  seit -0.48  selbst 0.19  selten 0.28  sh:0 -0.82
sh:1 -0.20  sh:3 -0.37  sind 0.46  sitzen 0.20  sitzt 0.19  so 0.29  sogar 0.34  sonne 0.22
sonst 0.47  sprich 0.28  spricht 0.28  stammt 0.19  stand -0.23  stoff -0.34  storun 0.31
storung 0.31  strand 0.23  strase 0.24  stunde 0.18  tadell 0.23  tadellos 0.23  taglic 0.20
taglich 0.20  teile 0.27  telefonieren 0.17  tiefe 0.20  tute 0.20  uberal 0.36  uberall 0.36
ubrige 0.38  ubrigen 0.19  ubrigens 0.21  uhr -0.29  um 0.20  und -0.52  urlaub -0.18  vergle 0.26
vergleich 0.27  verleg 0.47  verpfl 0.23  viele 0.54  von 0.76  vor -0.38  wand 0.19  warm 0.19
waschg 0.24  weiche 0.21  wenig 0.20  wenige 0.18  wenigen 0.18  wenigs 0.48  wenigstens 0.48
wir 0.22  wohnra 0.34  wurde -0.24  zeit 0.18  zieht 0.24  zu -0.30  zulauf 0.23
zulaufschlauch 0.23  zum 0.50  zuruck -0.29  zwei -0.19
""",
    ),
    "excuse": (
        -1.43,
        -0.03,
        """
# -0.63  @absolute 0.37  @admits -0.54  @after 0.70  @apology -0.58  @before -0.99  @belittle 0.67
@calls -0.22  @cannot 0.59  @care 0.25  @contrast 0.74  @dated -0.21  @end -0.84  @first -0.93
@future 0.26  @last -1.19  @load 1.65  @money -0.24  @must -0.38  @nature 0.64  @negation -0.36
@normal 1.01  @ours -0.47  @ours+dated 0.39  @owned -0.70  @papers -0.37  @past -0.39
@pejorative 0.33  @receives 0.58  @remedy+near -0.32  @resign 0.62  @sadly 0.22  @shared1 -0.83
@shared2 -0.61  @shared3 -0.55  @shared4 -0.25  @soon 0.47  @theirs -0.69  @third 0.27
@would -0.25  @you -1.25  ab -0.48  aber -0.23  abweic 0.29  achim 0.58  allerd 0.36
allerdings 0.36  alltag 0.22  als 0.25  an 0.74  anlieg 0.33  anliegen 0.33  anrufe 0.34
auch 0.26  auftra 0.21  auftrage 0.22  ausste 0.24  ausstellung 0.25  automa 0.33
automatisch 0.34  b:#_# 0.22  b:#_euro -0.21  b:#_november -0.26  b:#_uhr -0.40
b:achim_wendel 0.61  b:am_sonntagabend 0.27  b:am_tag 0.34  b:an_ihr 0.27  b:auf_denselben 0.21
b:bei_rund 0.26  b:bei_so 0.26  b:bei_uns 0.39  b:bekommt_die 0.26  b:bestellt_die 0.27
b:bitte_in 0.26  b:da_rutscht 0.31  b:dafur_konnen 0.36  b:das_gesprach 0.21  b:das_programm 0.31
b:das_tablet 0.26  b:dem_kleinen 0.29  b:den_besten 0.22  b:den_weg 0.27  b:denselben_namen 0.21
b:der_ausstellung 0.25  b:der_letzten 0.25  b:der_woche 0.29  b:die_halbe 0.24  b:die_kuche 0.26
b:die_meisten 0.47  b:die_sendung 0.35  b:die_stunde 0.44  b:ein_foto 0.23
b:eine_verwechslung 0.21  b:es_gab 0.21  b:es_in 0.26  b:es_ist 0.23  b:fur_die -0.34
b:gehen_im 0.23  b:haben_uns 0.23  b:haben_wir -0.23  b:ihr_anliegen 0.33  b:im_alltag 0.23
b:im_november 0.28  b:in_den 0.41  b:in_der 0.37  b:in_unseren -0.22  b:ist_bei 0.40
b:ist_das 0.22  b:ist_nun 0.22  b:kommt_ein 0.34  b:kommt_in 0.21  b:konnen_wir 0.45
b:langer_als 0.56  b:liegt_eine 0.22  b:mehr_als 0.22  b:nach_sechs 0.21  b:nicht_zwischen 0.34
b:nie_ganz 0.30  b:noch_uber 0.26  b:nun_einmal 0.45  b:sechs_stunden 0.21  b:seit_heute -0.24
b:sich_das 0.40  b:sich_die 0.85  b:so_an 0.26  b:so_eine 0.23  b:so_etwas 0.28  b:so_was 0.22
b:stoffe_sind 0.24  b:uber_das 0.22  b:und_die 0.28  b:und_sollte 0.28  b:und_zwei 0.52
b:uns_in 0.31  b:uns_verzahlt 0.26  b:unseren_handen -0.22  b:unter_der 0.25
b:verzahlt_verzeihen 0.26  b:verzeihen_sie 0.21  b:weil_sich 0.29  b:weit_und 0.27
b:wenn_man 0.31  b:wir_nichts 0.35  b:zu_vermeiden 0.25  bei 1.01  beim 0.34  bekommt 0.21
bemerk 0.28  beruf 0.21  bescha -0.22  bestel 0.34  bestellungen 0.26  besten 0.36  betrag 0.29
betrie 0.26  bildsc 0.28  bildschirm 0.28  bruch 0.25  da 0.50  dabei 0.35  dann -0.26  dhl 0.36
diese -0.21  donner -0.22  donnerstag -0.21  doppel 0.28  du -0.32  durch 0.27  durche 0.22
durcheinander 0.22  eben 0.76  einen -0.21  einmal 0.77  entsch -0.36  erfahr 0.49
erfahrungsgemas 0.45  erst -0.40  es -0.22  etwas 0.24  euro -0.22  fall 0.51  falsch -0.26
fast 0.50  fehler -0.35  foto 0.22  freili 0.21  freilich 0.21  freitag -0.23  frustr 0.44
fur -0.61  ganz 0.57  geburtstage 0.26  gehen 0.82  geht -0.22  gerade 0.60  gespra 0.38
gleich 0.30  gleichzeitig 0.47  grosen 0.31  guten 0.49  habe -0.29  haben -0.30  hat -0.27
hatte -0.45  heraus 0.23  herbst 0.31  herzli 0.22  heute -0.62  hier 0.37  hilft 0.23
hinterher 0.22  hunder 0.25  ich -0.98  ihnen -0.26  ihr 0.36  ihre -0.27  im 0.61  immer 0.99
in 0.43  jeder -0.23  jemand -0.22  kalend 0.24  kalender 0.24  kann 0.23  kaum 0.26  kein -0.22
kleine 0.58  kleinen 0.36  konnen 0.41  krankh 0.28  kuche 0.30  lag -0.23  langer 0.45
laufen 0.40  lehrer 0.22  leicht 0.48  leider 0.25  len:0 -1.71  len:1 -0.39  len:3 0.49
letzten 0.24  liefen 0.26  mahnun 0.32  mahnungen 0.32  man -0.25  manche 0.50  meiste 0.44
meisten 0.45  minute -0.21  minuten -0.21  mir -0.42  mit -0.74  mittwo -0.31  mittwoch -0.30
mogen 0.27  montag 0.44  morgen -0.36  musste 0.23  nachsten 0.22  namen 0.27  nie 0.21
niedri 0.21  nieman -0.37  niemand -0.27  noch -0.23  notdie 0.29  novemb 0.25  nun 0.43
o:ahead -0.42  o:contact -0.25  o:dated -0.21  o:ours -0.47  o:pays -0.23  offenb 0.30
offenbar 0.30  p:before -0.56  p:none -0.40  p:same -0.56  patien 0.25  patienten 0.32
person 0.22  postwe 0.54  postweg 0.54  progra 0.30  programm 0.30  reagie 0.21  reagiert 0.21
rund 0.38  rutsch 0.36  rutscht 0.38  samsta 0.26  scharn 0.24  scherz 0.22  schwer 0.28
schwerer 0.28  seide 0.21  seit -0.79  seiten 0.22  sendun 0.30  sendung 0.26  sh:0 -0.46
sh:1 -0.34  sh:3 -0.55  sich 0.67  sie -0.44  sind 0.35  so 0.70  sobald 0.23  sonder 0.23
sonntagabend 0.27  sprich 0.25  spricht 0.25  stadt 0.27  stand -0.25  stehen 0.23  stoffe 0.24
tablet 0.26  tag 0.34  trotz 0.22  tut -0.21  uber 0.35  uhr -0.44  um -0.36  unruhi 0.22
uns 0.27  unsere 0.29  unseren -0.22  unseres 0.45  unter 0.55  unters 0.41  urlaub -0.29
vermei 0.33  vermeiden 0.33  versch 0.29  verzah 0.25  verzahlt 0.26  verzeihen 0.21  viele 0.56
von -0.23  war -0.22  warten 0.27  wartes 0.23  warteschleife 0.23  wegen 0.32  weit 0.27
wendel 0.61  wenn 0.31  wir 0.26  wird -0.28  wurde -0.28  zehn 0.32  zeugni 0.27  zeugnis 0.27
zu -0.32  zuruck -0.29  zurzei 0.40  zurzeit 0.40  zweite -0.29  zwischen 0.24
""",
    ),
}
