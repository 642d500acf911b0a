"""How much features speak for the parts of German apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

PARTS = {
    "apology": (
        -1.58,
        1.59,
        """
# 0.16  @absolute -0.57  @after 0.19  @apology 2.71  @as_if 0.10  @before -0.36  @care -0.22
@contact -0.11  @contact+dated -0.13  @contrast -0.37  @dated -0.30  @end -0.84  @first 0.63
@generic -0.42  @instruct 0.85  @last -1.14  @load -0.26  @nature -0.07  @near -0.19  @ours 0.17
@ours+dated -0.21  @owned -0.53  @papers -0.11  @past -0.39  @past_of_you -0.31  @pejorative 0.20
@receives -0.27  @remedy -0.14  @remedy+near -0.21  @shared1 -0.71  @shared2 -0.35  @shared3 -0.28
@shared4 -0.20  @staff -0.17  @theirs 0.11  @third -0.13  @tone 0.39  @we 0.16  @would -0.11
@you -0.08  ab -0.08  allen 0.21  am -0.16  an -0.15  argerl -0.08  argerlich -0.07  auch -0.17
auf -0.23  aus -0.12  ausred 0.27  ausrede 0.27  b:#_# 0.35  b:#_uhr -0.16  b:an_der 0.11
b:auf_ihren 0.08  b:ausrede_nur 0.29  b:bedaure_sehr -0.31  b:bei_ihnen 0.17  b:bei_uns -0.15
b:bitte_das 0.14  b:bitte_sehen 0.29  b:bitte_sie 0.36  b:bitte_wir 0.11  b:bitten_wir 0.08
b:dafur_entschuldige 0.07  b:danke_dass -0.12  b:das_ist -0.07  b:das_nach 0.11  b:das_tut 0.29
b:das_war 0.19  b:dass_ihr -0.25  b:dass_oben 0.11  b:dass_wir 0.11  b:der_kassa 0.11
b:der_preis 0.08  b:die_neue 0.07  b:die_post 0.09  b:diese_nachlassigkeit 0.37
b:ein_ehrliches 0.28  b:eine_entschuldigung 0.08  b:entschuldige_ich 0.19
b:entschuldige_mich 0.30  b:entschuldigen_s 0.25  b:entschuldigen_sie 0.11
b:entschuldigung_dafur 0.07  b:es_keine 0.27  b:es_tut 0.25  b:euro_sind 0.14  b:fur_das 0.33
b:fur_den 0.18  b:fur_die 0.10  b:fur_diesen 0.09  b:fur_ihre -0.07  b:fur_sie -0.15
b:gar_nicht 0.21  b:geht_morgen 0.09  b:gibt_es 0.22  b:habe_die 0.09  b:habe_ich -0.08
b:haben_ihren 0.12  b:haben_sie -0.11  b:hatten_an 0.11  b:ich_auch -0.09  b:ich_bedaure -0.32
b:ich_bitte 0.40  b:ich_entschuldige 0.27  b:ich_hab 0.27  b:ich_habe -0.16  b:ich_hatte 0.07
b:ich_kann 0.22  b:ich_mich 0.17  b:ich_verstehe -0.08  b:ihnen_und 0.09  b:ihre_reklamation 0.57
b:ihre_verargerung -0.08  b:ihren_namen 0.16  b:im_wohnzimmer 0.28  b:in_dem -0.07
b:ist_falsch 0.08  b:ist_fur -0.08  b:kann_dir 0.19  b:kann_ich -0.09  b:kassa_sagen 0.11
b:keine_ausrede 0.27  b:leid_dass 0.19  b:mich_bei 0.13  b:mich_dafur 0.10  b:mir_das 0.21
b:mir_ich 0.27  b:mir_leid 0.23  b:morgen_in 0.09  b:mussen_dass 0.11  b:namen_falsch 0.11
b:nichts_fahrt 0.11  b:nur_ein 0.27  b:oben_nichts 0.11  b:preis_am 0.08  b:rechnung_ist 0.08
b:s_bitte 0.25  b:sagen_mussen 0.11  b:sehen_sie 0.30  b:sehr_dass -0.26  b:sie_die 0.13
b:sie_haben -0.07  b:sie_um 0.35  b:sie_und 0.19  b:sie_uns 0.51  b:so_etwas -0.07
b:sorry_fur 0.10  b:telefon_war 0.08  b:tut_mir 0.39  b:tut_uns 0.11  b:um_# -0.10
b:um_entschuldigung 0.27  b:um_nachsicht 0.32  b:um_verzeihung 0.11  b:und_fur 0.11
b:und_sie 0.14  b:und_unsere 0.07  b:uns_allen 0.27  b:uns_das 0.08  b:uns_diese 0.38
b:uns_diesen 0.19  b:uns_leid 0.08  b:unsere_rechnung 0.07  b:verargerung_kann -0.08
b:verbindlich_und 0.08  b:vergeben_sie 0.37  b:verzeihen_sie 0.23  b:verzeihung_der 0.08
b:vielen_dank -0.10  b:vom_# 0.54  b:von_hand 0.07  b:war_meine 0.12  b:war_verbindlich 0.08
b:wenn_sie 0.16  b:wir_haben 0.12  bedaur -0.29  bedaure -0.29  beim -0.09  bis -0.21  bitte 0.96
bitten 0.20  brief -0.09  da -0.18  dafur 0.31  damit -0.07  dank -0.13  danke -0.16  dann -0.12
das 0.17  dem -0.30  den -0.18  der -0.33  die -0.33  diese 0.38  diesen 0.25  dir 0.09
donner -0.08  donnerstag -0.07  dorthi 0.08  dorthin 0.08  drei -0.18  du -0.24  durchg -0.07
durfen 0.09  eben 0.13  ehrlic 0.34  ehrliches 0.28  ein -0.33  eine -0.23  einem -0.10
einen -0.12  einer -0.10  einget 0.15  eingetragen 0.17  entsch 1.54  entschuldige 0.61
entschuldigen 0.54  entschuldigung 0.48  es 0.20  etwas -0.10  fahrt 0.09  falsch 0.24  frau -0.10
fur 0.12  gar 0.20  gewese -0.08  gewesen -0.08  gibt 0.22  gleich -0.07  gut -0.19  hab 0.27
habe -0.26  hast -0.19  hat -0.17  heute -0.15  ich 0.08  ihr -0.38  in -0.15  ist -0.36  ja -0.10
jede -0.08  kann 0.10  kassa 0.11  kein -0.15  keine 0.10  konnen 0.10  lange -0.10  leid 0.80
len:0 -0.28  len:1 -0.48  len:2 -0.36  len:3 -0.32  len:4 0.10  liegt -0.11  loch 0.27  man -0.08
mein 0.12  meine 0.09  mich 0.39  mir 0.64  mit -0.26  muss -0.10  mussen 0.09  mutter -0.09
nach 0.08  nachla 0.36  nachlassigkeit 0.37  nachsi 0.32  nachsicht 0.32  namen 0.14  nehmen -0.07
nicht -0.14  nieman -0.10  noch -0.13  nun -0.07  nur 0.18  o:ahead -0.24  o:contact -0.11
o:dated -0.30  o:named_time -0.25  o:ours 0.17  o:remedy 0.11  ob -0.12  oben 0.10  p:after -2.23
p:before -1.67  p:none -0.46  p:same 2.71  pardon 0.28  post 0.08  preis 0.07  reklam 0.57
reklamation 0.57  s 0.24  sagen 0.33  schade -0.08  schon -0.09  schrec 0.08  schreck 0.09
sehen 0.27  sehr -0.34  sein -0.07  seit -0.10  selbst -0.10  sh:0 -0.52  sh:1 -0.43  sh:2 -0.10
sh:3 -0.28  sich -0.15  sie 0.21  so -0.17  sorry 0.44  statt -0.08  stehen -0.08  steht -0.12
stunde -0.08  tut 0.80  uber -0.13  ublich 0.09  ublichen 0.09  uhr -0.18  um 0.36  umsons -0.25
umsonst -0.25  und -0.18  uns 0.51  unters -0.08  verarg -0.08  verargerung -0.08  verbin 0.08
verbindlich 0.08  vergeb 0.35  vergeben 0.34  versch 0.26  verste -0.16  verstehe -0.11
verzei 0.92  verzeih 0.12  verzeihen 0.23  verzeihung 0.34  vier -0.08  vom 0.44  vor -0.22
ware -0.08  was -0.21  weg -0.31  weis -0.08  weiter -0.09  wenn 0.14  werden -0.08  wieder -0.14
wohnzi 0.28  wohnzimmer 0.28  wurde -0.12  zu -0.34  zum -0.10  zur -0.08  zwei -0.09
""",
    ),
    "understanding": (
        -0.93,
        -1.5,
        """
@apology -1.30  @belittle -0.49  @care 0.40  @contact+dated -0.43  @dated -0.30  @end -0.76
@first 1.41  @instruct -0.62  @last -1.60  @must -0.33  @owned -0.41  @papers -0.36
@past_of_you 0.68  @pejorative -0.54  @receives -0.33  @remedy+dated -1.01  @shared1 0.49
@shared2 0.76  @shared3 1.01  @shared4 0.84  @staff -0.46  @theirs 0.37  @third -0.68  @tone -0.43
@we -0.65  @you 0.35  abmeld 0.41  absage 0.38  an -0.64  antwort 0.40  antwortet -0.39
august 0.60  auskun -0.32  b:#_uhr -0.54  b:alle_belege 0.38  b:an_diesem -0.33  b:an_jenem 0.32
b:antwort_habe 0.40  b:auf_den -0.42  b:auf_der 0.34  b:auf_eine 0.37  b:august_gebracht 0.38
b:bezahlt_und 0.35  b:bin_der -0.39  b:da_kommt 0.48  b:da_nicht -0.35  b:danke_dass -0.57
b:das_ist 0.50  b:das_nicht -0.34  b:das_steht -0.35  b:das_weis 0.40  b:dass_am 0.39
b:dass_ihnen 0.32  b:dem_nachsten 0.31  b:den_# 0.49  b:den_ein -0.30  b:der_dozent -0.39
b:der_nie -0.39  b:der_satz 0.37  b:der_von 0.66  b:der_wand -0.31  b:die_# -0.39  b:die_ich 0.39
b:die_kalte 0.55  b:die_sie -0.40  b:dir_fur 0.60  b:dozent_der -0.39  b:drei_wochen 0.40
b:du_hast 0.59  b:du_wirklich -0.37  b:ein_handwerker -0.30  b:eine_frage 0.40  b:eine_halbe 0.41
b:entschuldigung_fur 0.54  b:es_bei 0.53  b:es_niemand -0.45  b:frage_auf 0.40  b:frage_ob 0.42
b:fur_dieses 0.46  b:fur_ihre -0.37  b:gibt_es -0.32  b:gute_antwort 0.40  b:haben_sie -0.58
b:handwerker_zurucklassen -0.30  b:hast_dir 0.62  b:hat_es -0.46  b:hat_gesessen 0.37
b:hat_mich 0.30  b:hatten_mir 0.35  b:hola_ben -0.36  b:ich_auch 0.37  b:ich_bin -0.41
b:ich_keine 0.40  b:ich_mich -0.49  b:ich_weis 0.32  b:ihre_frage 0.53  b:im_august 0.38
b:in_den 0.48  b:ist_bei 0.41  b:ist_bitter 0.34  b:ist_seit -0.34  b:ist_zermurbend 0.46
b:kannst_du -0.33  b:keine_gute 0.40  b:kenntnis_genommen 0.64  b:loffel_sahne -0.46
b:mich_nicht 0.55  b:mir_alle 0.38  b:mit_dem 0.64  b:nach_einem 0.33  b:nach_oben -0.39
b:nein_kannst -0.37  b:nie_antwortet -0.39  b:noch_im 0.43  b:noch_immer 0.36  b:nur_noch 0.43
b:ob_wir 0.49  b:passiert_ist -0.39  b:satz_den -0.30  b:satz_hat 0.37  b:schon_im 0.40
b:sechs_wochen 0.41  b:seit_# -0.35  b:sich_die -0.49  b:sich_nicht 0.33  b:sie_haben 0.32
b:sie_hatten 0.62  b:sie_ihrem 0.38  b:sie_mit -0.43  b:sie_und 0.39  b:sind_es 0.31
b:so_ein 0.41  b:so_lange 0.31  b:spat_gemerkt 0.39  b:stand_bei 0.33  b:steht_da -0.34
b:und_auf 0.55  b:und_dabei -0.47  b:und_dann 0.39  b:und_die -0.43  b:und_hat -0.36
b:und_ihre 0.45  b:uns_mit 0.47  b:von_ihnen 0.64  b:von_uns 0.41  b:vor_einer -0.31
b:war_die 0.46  b:weis_ich 0.40  b:wirklich_schon -0.37  b:wurde_zur 0.62  b:zeit_und -0.41
b:zu_spat 0.38  b:zur_kenntnis 0.64  b:zurucklassen_darf -0.30  bearbe -0.45  behandelt 0.40
bei -0.45  belege 0.37  bemerk -0.43  ben -0.36  berechtigt 0.52  bestellt 0.39  bett 0.36
bezahl 0.48  bezahlt 0.50  bin -0.40  bis -0.75  bitter 0.34  brauch -0.43  braucht -0.37  da 0.42
damit 0.31  dank -0.35  danke -0.75  darf -0.44  das -0.32  dass 0.60  dir 0.63  dozent -0.48
drei 0.41  du 0.36  eigene 0.60  eigenen 0.48  eine 0.54  einen 0.61  einmal -0.36  elf 0.49
ende 0.48  entsch -0.39  entschuldige -0.30  er -0.44  es -0.45  fehlt -0.37  festge 0.46
festgestellt 0.46  finale 0.36  flug -0.37  frage 0.80  ganz -0.37  gaste -0.33  geben 0.31
gebrac 0.35  gebracht 0.35  geburt 0.66  geburtstag 0.35  gefrag 0.31  gefragt 0.31  gehe 0.31
geht 0.38  geld 0.48  gelern 0.57  gelernt 0.57  gemerk 0.34  gemerkt 0.34  genomm 0.42
genommen 0.42  gesagt -0.42  gesess 0.30  gesessen 0.30  gesetz -0.31  gesetzt -0.31
gestrichen 0.30  geword 0.34  geworden 0.34  glatt 0.33  gleich -0.41  gute 0.30  guten -0.46
halbe 0.41  handwe -0.38  handwerker -0.38  hast 0.53  hatten 0.38  heist 0.36  heute -0.70
hola -0.36  ich -0.49  ihnen 0.44  im -0.34  immerh -0.35  immerhin -0.35  in -0.56  jederz -0.42
jederzeit -0.42  jenem 0.32  kalte 0.57  kannst -0.33  kaum -0.51  kein 0.31  kenntn 0.64
kenntnis 0.64  konnen -0.35  kunden -0.32  kunfti 0.38  kunftig 0.40  kurz -0.40  langen 0.32
laufen -0.39  lehrer -0.36  leid -0.40  len:0 -1.33  len:2 0.36  len:3 -0.39  lesen 0.37
lieber -0.39  loffel -0.46  mal 0.34  mantel 0.39  menschen 0.35  mittei -0.30  mitteilung -0.31
mittwo -0.40  mittwoch -0.37  musste 0.41  mussten 0.42  nachba 0.32  nachbarn 0.56  nachri -0.37
nachricht -0.37  nein -0.37  nennen -0.31  neu -0.45  nichts 0.33  nie -0.34  noch 0.39  note 0.32
nun 0.33  o:ahead -0.67  o:dated -0.30  o:remedy -0.33  oben -0.37  p:after -1.00  p:before 0.83
p:same -1.30  papier 0.35  pardon -0.31  passie -0.31  passiert -0.34  puppen -0.39  sahne -0.46
sammel -0.43  satz 0.37  schule -0.38  schwar 0.42  sechs 0.54  sechzi 0.39  sechzig 0.31
sehr -0.36  selbst -0.48  sh:0 -1.83  sh:3 1.01  so 0.68  solche -0.56  sollte -0.32  spat 0.34
sprich -0.47  spricht -0.47  statt 0.52  stunde 0.31  tapete 0.31  teller 0.45  termin 0.54
tiefba -0.33  trocken 0.31  unser -0.38  unsere -0.70  unseren -0.35  unter -0.46
unterscheiden -0.31  vermer -0.33  versch -0.67  vertra -0.47  verwec -0.38  verwechslung -0.35
verzei -0.43  vielen -0.34  war -0.80  wartet 0.48  wegen 0.37  weihna 0.35  weihnachten 0.38
weis 0.50  wir -0.48  wird -0.62  wollte 0.43  wort 0.36  wunder 0.62  zahlen 0.37  zeit -0.39
zentim 0.34  zentimeter 0.35  zermur 0.46  zermurbend 0.46  zu 0.43  zur 0.69  zuruck -0.41
zurucklassen -0.30  zustan -0.31  zweima 0.49  zweimal 0.49
""",
    ),
    "solution": (
        -1.56,
        -0.08,
        """
# 0.68  @absolute -0.28  @admits -1.08  @after 0.39  @apology -0.37  @as_if -0.23  @before -0.76
@belittle -0.58  @cannot -0.43  @care -0.30  @contact -0.26  @contact+dated -0.95  @contrast -0.47
@dated 0.43  @empty 0.40  @end -1.02  @first -1.69  @generic -0.77  @instruct -0.38  @last -1.73
@load -0.38  @money 0.59  @must -0.40  @nature -0.25  @near -0.50  @negation -0.30  @normal 0.36
@not_us -0.45  @ours+dated 0.32  @owned -0.79  @past -0.24  @receives 0.55  @remedy 0.70
@remedy+dated 0.82  @remedy+near -0.56  @resign -0.26  @shared1 -0.27  @shared3 -0.32
@shared4 -0.43  @soon 1.07  @vague 0.31  @would -0.75  ab 0.35  abo 0.37  an -0.48  angeme 0.41
angemessenen 0.26  angewi 0.24  angewiesen 0.24  anmeld -0.26  anmeldung -0.23  anschluss 0.22
ansehe 0.35  ansehen 0.35  arbeit -0.28  auf 0.28  auserd -0.34  auserdem -0.34  auszah 0.28
b:#_# 0.91  b:#_euro 0.63  b:#_fur 0.24  b:#_uhr 0.45  b:am_# -0.42  b:am_dienstag 0.40
b:am_donnerstag 0.23  b:am_mittwoch 0.75  b:an_die 0.27  b:angemessenen_ausgleich 0.26
b:auf_dem 0.36  b:auf_ihrem 0.27  b:auserdem_bekommst -0.32  b:bei_dir 0.23  b:bei_uns -0.51
b:bekommst_du -0.29  b:betrag_ist 0.22  b:bis_freitag 0.26  b:buch_wurde 0.42  b:da_machen 0.27
b:darum_dass 0.29  b:das_geld 0.31  b:dauert_von -0.22  b:deine_fahrtkosten -0.32
b:dem_ruckweg 0.22  b:dem_weg 0.30  b:den_neuen -0.21  b:der_zweite 0.22  b:die_# 0.42
b:die_sache 0.23  b:dienstag_kommt -0.22  b:doppelte_spesen -0.32  b:du_deine -0.32
b:eine_passende 0.27  b:einem_guten 0.25  b:einen_angemessenen 0.26  b:einen_neuen 0.27
b:erste_grundreinigung -0.22  b:etwas_passendes 0.35  b:euro_bis -0.31  b:euro_sind 0.47
b:fahrtkosten_und -0.32  b:fr_# 0.64  b:frau_popescu -0.22  b:fur_das 0.25  b:fur_ihr 0.32
b:fur_sie 0.40  b:grundreinigung_dauert -0.22  b:haben_ihren 0.33  b:haben_wir -0.39
b:hast_du 0.29  b:heute_bis 0.23  b:heute_um -0.26  b:ich_an -0.25  b:ich_mich -0.24
b:ihnen_die -0.24  b:ihrem_konto 0.43  b:ihrem_team -0.23  b:ihren_hinweis 0.33  b:in_dieser -0.21
b:ist_das -0.29  b:ist_seit 0.42  b:jede_woche -0.22  b:komme_ich 0.25  b:kommt_jede -0.22
b:kommt_morgen 0.23  b:lasst_und 0.27  b:losung_fur 0.27  b:machen_lasst 0.26  b:mit_ihrem -0.26
b:mittwoch_bei 0.31  b:moglich_in 0.34  b:morgen_fruh 0.27  b:morgen_um 0.25  b:neuen_und 0.28
b:popescu_mit -0.22  b:rufe_ich -0.42  b:schauen_was 0.36  b:schnell_wie -0.28  b:seit_# 0.44
b:seit_heute 0.24  b:sich_da 0.27  b:sich_die 0.27  b:sich_in -0.23  b:sie_nach 0.27
b:sie_um -0.26  b:sind_auf 0.27  b:sind_heute 0.26  b:so_schnell -0.29  b:spesen_# -0.32
b:team_die -0.22  b:uhr_auf 0.22  b:uhr_komme 0.26  b:um_# -0.27  b:um_einen 0.39  b:und_bin 0.26
b:und_bringen 0.23  b:und_doppelte -0.32  b:und_finden 0.55  b:und_frage -0.25  b:und_werden 0.28
b:und_wir -0.32  b:uns_die -0.36  b:was_sich 0.25  b:werden_uns 0.23  b:werden_wir 0.38
b:wir_geben 0.23  b:wir_haben 0.29  b:wir_schauen 0.47  b:wir_uns 0.35  b:woche_frau -0.23
b:zu_ihrem 0.29  b:zweite_betrag 0.22  bald 0.53  bei -0.25  beim -0.30  bekomm -0.56
bekommst -0.44  bestat -0.29  betrag 0.41  bezahl 0.38  bin 0.38  bis 0.58  bitte -0.35
brauch -0.29  brauchen -0.25  bringe 0.25  buch 0.48  dann -0.54  dazu 0.33  deine -0.26
dezemb 0.29  dezember 0.27  dienst 0.23  dienstag 0.25  donner 0.27  donnerstag 0.29
doppelte -0.27  durch -0.34  ein -0.22  einen 0.35  einmal -0.22  erfrag -0.32  erledi 0.23
ersatz 0.52  erst -0.29  erstat 0.43  erstattung 0.22  etwas 0.47  euro 0.61  fahren -0.22
fahrtk -0.32  fahrtkosten -0.32  finden 0.45  fr 0.64  frage -0.30  frei 0.32  fruh 0.36
gebuhr 0.48  gemeinsam -0.27  gewiss 0.36  glaser 0.53  gleich -0.50  grundr -0.22
grundreinigung -0.22  guten 0.25  haben -0.57  handen -0.24  hat -0.54  hatte -0.31  hause 0.27
heute 1.06  ich -0.43  ihn 0.38  ihrem 0.29  ihren 0.66  im 0.31  ist 0.28  jeden -0.23
jedes 0.23  jetzt 0.34  karte 0.28  kasse -0.22  komme 0.26  kommen 0.26  konto 0.60  kosten 0.55
kostet 0.31  kummer 0.44  lege -0.23  leiterin -0.25  len:0 -0.81  len:1 -1.06  len:2 -0.80
len:4 0.83  letzte -0.23  lieber -0.35  liegen 0.23  liegt 0.32  los 0.31  machen 0.22  mal -0.23
mehr -0.31  mir -0.33  mit 0.48  mittwo 0.88  mittwoch 0.62  mittwochabend 0.23  mitzut -0.24
mitzuteilen -0.24  montag -0.33  morgen 1.00  nachte 0.30  neu 0.27  neues 0.31  nicht -0.32
november 0.23  o:ahead 0.82  o:dated 0.43  o:pays 0.63  o:remedy 0.97  ob -1.02  obendr 0.24
oder 0.22  p:before -1.34  p:same -0.37  passen 0.49  passendes 0.35  per 0.26  planun 0.34
popesc -0.22  popescu -0.22  reifen -0.28  ruckwe 0.22  ruckweg 0.22  rufe -0.57  samstag 0.22
schaue 0.34  schauen 0.39  schlus -0.36  schlussel -0.26  schnel -0.31  schnell -0.30  sechs -0.24
seit 0.46  selbst 0.24  sh:0 -1.24  sh:3 -0.32  sitzt 0.23  sobald 0.44  solche -0.22
spesen -0.32  stand -0.32  stehen -0.26  steht 0.37  storni 0.25  storniert 0.25  telefo -0.32
termin -0.58  uhr 0.48  und 0.68  uns -0.42  unsere -0.38  veranl 0.47  veranlasst 0.47
vertra 0.37  vertrags 0.26  viel -0.23  vierte 0.24  vor -0.42  wahl -0.22  war -0.29  wartun 0.35
weg 0.66  weitergegeben 0.33  wenn -0.50  wer -0.22  werden 0.48  wie -0.29  will -0.23  wir 0.57
wird 0.41  woche -0.42  wochen -0.24  zeigt -0.25  zeitfe 0.63  zeitfenster 0.63  zeitna 0.30
zeitnah 0.30  ziehen 0.40  zufrie -0.22  zugest 0.28  zugestellt 0.28  zur -0.38  zuruck 0.48
zusatz -0.23  zustel 0.35  zwei 0.63  zweima -0.22  zweimal -0.22  zweite 0.21
""",
    ),
    "check-back": (
        -2.25,
        1.32,
        """
@absolute -0.44  @admits -0.62  @after -1.08  @apology -0.64  @before 0.81  @calls -0.26
@cannot -0.31  @care -0.27  @contact 0.90  @contact+dated 1.18  @contrast -0.47  @dated 0.68
@done -0.23  @end -1.75  @explains -0.17  @first -1.20  @generic -0.23  @instruct -0.19
@last 1.14  @load -0.48  @money -0.47  @must -0.20  @near 0.18  @negation -0.98  @normal -0.22
@ours+dated 0.65  @owned -0.40  @papers 0.42  @past -0.56  @receives -0.41  @remedy -0.63
@remedy+dated -0.50  @resign -0.38  @shared1 -0.97  @shared2 -0.41  @shared3 -0.21  @soon -0.16
@staff -0.46  @third -0.33  @you -0.43  ab -0.34  abfrag 0.16  abfrage 0.16  abgela 0.18
abgeladen 0.18  acht 0.23  als -0.33  am 1.12  an 0.58  anprob 0.32  anprobe 0.38  anrufe 0.15
anrufen 0.15  antwor -0.24  antworten -0.20  appara 0.19  apparat 0.19  auch -0.27  auf -0.21
aus -0.38  auserd -0.17  auserdem -0.17  b:#_# -0.41  b:#_euro -0.46  b:#_uhr -0.30  b:#_zur -0.17
b:abgeladen_habe 0.18  b:acht_tage 0.21  b:alle_drei -0.24  b:am_# 1.03  b:am_freitag 0.36
b:am_mittwoch -0.27  b:am_telefon 0.19  b:an_um 0.24  b:an_und 0.28  b:anprobe_am 0.38
b:anrufen_und 0.15  b:auserdem_dr -0.15  b:begleite_ich 0.21  b:bei_dir -0.19  b:bei_ihnen 0.38
b:bei_uns -0.20  b:bescheid_am -0.17  b:bin_ich -0.22  b:bis_# -0.46  b:bleiben_uns 0.21
b:da_ist 0.20  b:dann_noch 0.41  b:den_tisch 0.16  b:dezember_um -0.27  b:die_# -0.22
b:die_zwei 0.19  b:dr_pfau -0.15  b:drucken_bleiben 0.21  b:eine_naht 0.21  b:eine_ruckfrage 0.33
b:eine_telefonische 0.46  b:einen_schonen -0.15  b:erfolgt_am 0.31  b:erfragen_wir 0.21
b:ergeht_am 0.18  b:es_mir 0.57  b:finden_erfragen 0.21  b:flaschen_finden 0.21  b:frage_ich 0.55
b:fragen_wir -0.18  b:fur_sie -0.21  b:gehe_ich 0.20  b:habe_ich -0.22  b:habe_setzen 0.18
b:hatten_sie 0.18  b:hore_ich -0.19  b:ich_an 0.26  b:ich_bis -0.22  b:ich_dich 0.18
b:ich_habe -0.31  b:ich_heute -0.16  b:ich_mich 0.25  b:ich_ob 0.20  b:ich_selbst -0.17
b:ich_sie 0.53  b:ich_wie 0.27  b:ihnen_noch -0.16  b:ihre_flaschen 0.21  b:ihren_mann 0.26
b:ist_fur 0.17  b:keinen_urlaub -0.17  b:klingele_ich -0.16  b:kriegst_sag -0.17  b:kurz_hin 0.18
b:liegt_am -0.16  b:melde_ich 0.22  b:mich_am 0.26  b:mir_ob 0.24  b:mit_dem -0.16
b:mit_echtem -0.22  b:mit_ihnen 0.29  b:mittwoch_um 0.15  b:morgen_um 0.22  b:nach_ob 0.18
b:nach_seiner -0.15  b:naht_drucken 0.21  b:noch_eine 0.25  b:noch_einen -0.16  b:noch_einmal 0.24
b:noch_von 0.16  b:ob_alle 0.16  b:ob_der 0.24  b:ob_die 0.22  b:ob_sie 0.43  b:per_mail 0.53
b:pfau_nach -0.15  b:ruckfrage_zum 0.18  b:ruf_ich 0.15  b:rufe_ich 0.63  b:sag_bescheid -0.17
b:sagen_mir 0.20  b:schaut_auserdem -0.15  b:schreibe_ich 0.17  b:seiner_lunge -0.15
b:selbst_mit -0.22  b:sie_an 0.29  b:sie_dann 0.19  b:sie_mir -0.21  b:sie_sagen 0.20
b:sie_und 0.20  b:sollte_dann 0.21  b:telefonische_abfrage 0.16  b:tisch_und 0.16  b:uhr_bei 0.18
b:uhr_komme -0.26  b:uhr_schaut -0.15  b:um_zu 0.34  b:und_buch -0.22  b:und_frage 0.42
b:und_sollte 0.21  b:uns_acht 0.21  b:uns_kurz 0.18  b:uns_wieder 0.19  b:unter_der -0.29
b:urlaub_kriegst -0.17  b:von_# -0.18  b:was_ist -0.23  b:wenn_ich 0.20  b:wie_der 0.26
b:wie_die 0.22  b:wieder_vertrauen 0.17  b:wir_uns 0.17  b:wird_am 0.28  b:wissen_ob 0.18
b:zur_anprobe 0.38  b:zwei_ihre 0.21  beglei 0.21  begleite 0.21  bei -0.19  beim -0.34
bereit -0.30  besche -0.24  bescheid -0.22  bestat 0.23  bezahl -0.18  bin -0.25  bis -0.62
bitte -0.16  buch -0.21  dafur -0.29  danach 0.21  dann 0.26  das -0.73  dem -0.25  den -0.18
dich 0.17  die -0.56  donner 0.26  donnerstag 0.18  dr -0.31  drei -0.35  drucke 0.21
drucken 0.21  du -0.27  durch 0.24  durchg 0.70  durchw -0.24  durchwahl -0.24  echtem -0.22
eine 0.27  einem -0.30  einmal 0.21  entsch -0.37  entschuldige -0.25  erfolg 0.41  erfolgt 0.42
erfrag 0.32  erfragen 0.21  ergeht 0.18  erreic -0.32  euro -0.47  fest 0.54  flasch 0.20
flaschen 0.20  flug 0.25  frag 0.20  frage 0.83  fragen -0.39  frei -0.24  freita 0.46
freitag 0.41  fruh -0.19  funkti 0.38  funktionsfahigkeit 0.38  fur -0.41  genugt -0.31
gleich -0.16  habe -0.38  haben -0.25  hause -0.16  heute -0.66  horen 0.16  ich 1.20  ihn -0.16
ihre -0.19  ihrer 0.17  im -0.29  in -0.40  ist -0.20  jacke -0.19  keinen -0.19  klingele -0.16
kolleg -0.15  kommen -0.17  kontro 0.26  kosten -0.23  kriegs -0.21  kriegst -0.21  kurz 0.18
lege 0.20  len:0 -0.83  len:1 -0.64  len:2 -0.36  len:4 -0.48  liegt -0.35  lunge -0.15  mail 0.50
mann 0.25  mannsc -0.19  melde 0.28  mich 0.39  mir 0.50  mit -0.46  mittwo -0.37  mittwoch -0.45
nach -0.19  naht 0.21  neu -0.18  nicht -0.23  nichts -0.37  o:contact 1.13  o:dated 0.68
o:done -0.25  o:named_time 0.43  o:pays -0.46  o:remedy -0.73  ob 1.66  oder -0.21  p:after -0.47
p:before -0.75  p:none -0.64  p:same -0.64  per 0.41  pfau -0.15  ruckfr 0.24  ruckfrage 0.32
ruf 0.20  rufe 0.78  sack -0.21  sag -0.17  sagen 0.27  schaut -0.16  schon -0.16  schone -0.16
schonen -0.15  schreibe 0.24  seiner -0.17  selbst -0.36  sh:0 -1.04  sh:1 -0.60  sh:2 -0.20
sh:3 -0.21  sie -0.15  so -0.16  stelle -0.18  tag -0.22  telefo 0.79  telefonische 0.46
traini -0.25  training -0.19  uberpr 0.38  uberpruft 0.21  uhr -0.31  um 0.34  unser -0.27
unsere -0.19  unter -0.36  urlaub -0.19  vertra 0.16  vertrauen 0.17  vorges 0.17  vorgesehen 0.18
war 0.22  weiter -0.26  wie 0.50  will 0.17  wir -0.55  wissen 0.19  wunsch -0.22  zahlun 0.22
zuruck -0.36  zusamm -0.26  zusammen -0.25  zwei -0.23
""",
    ),
}
