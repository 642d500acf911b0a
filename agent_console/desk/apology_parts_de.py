"""How much features speak for the parts of German apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

PARTS = {
    "apology": (
        -1.57,
        1.97,
        """
# 0.11  @absolute -0.59  @after 0.31  @apology 2.71  @as_if 0.10  @before -0.38  @care -0.22
@contact -0.11  @contact+dated -0.11  @contrast -0.37  @dated -0.29  @end -0.91  @first 0.78
@generic -0.45  @instruct 0.90  @last -1.20  @load -0.25  @nature -0.11  @near -0.15
@negation -0.11  @ours 0.12  @ours+dated -0.15  @owned -0.51  @papers -0.11  @past -0.44
@past_of_you -0.31  @pejorative 0.16  @receives 0.14  @remedy -0.22  @remedy+near -0.29
@resign -0.10  @shared1 -0.76  @shared2 -0.40  @shared3 -0.30  @shared4 -0.19  @staff -0.19
@theirs 0.11  @third -0.21  @tone 0.37  @vague -0.09  @we 0.16  @you -0.17  allen 0.21  am -0.20
an -0.20  argerl -0.08  auch -0.19  auf -0.26  aus -0.15  ausluf 0.11  ausluften 0.11  ausred 0.28
ausrede 0.28  b:#_# 0.32  b:#_uhr -0.15  b:an_der 0.08  b:auf_ihren 0.09  b:ausrede_nur 0.30
b:bedaure_sehr -0.30  b:bei_ihnen 0.18  b:bei_uns -0.16  b:bitte_das 0.10
b:bitte_entschuldigt 0.13  b:bitte_sehen 0.34  b:bitte_sie 0.37  b:da_hat 0.14  b:danke_dass -0.13
b:das_ist -0.13  b:das_nach 0.25  b:das_tut 0.30  b:das_war 0.13  b:dass_ihr -0.26
b:dass_wir 0.12  b:der_dienststelle 0.20  b:die_matratze 0.11  b:die_post 0.09
b:diese_nachlassigkeit 0.37  b:ein_ehrliches 0.29  b:entschuldige_ich 0.17
b:entschuldige_mich 0.31  b:entschuldigen_s 0.17  b:entschuldigen_sie 0.10  b:es_keine 0.28
b:es_tut 0.27  b:euro_sind 0.14  b:fur_das 0.34  b:fur_den 0.17  b:fur_diesen 0.09
b:fur_sie -0.14  b:gar_nicht 0.20  b:geht_morgen 0.09  b:gibt_es 0.21  b:habe_die 0.11
b:haben_sie -0.11  b:hatten_die 0.11  b:ich_auch -0.10  b:ich_bedaure -0.31  b:ich_bitte 0.40
b:ich_entschuldige 0.28  b:ich_hab 0.25  b:ich_habe -0.14  b:ich_kann 0.24  b:ich_mich 0.16
b:ich_verstehe -0.09  b:ihnen_und 0.11  b:ihre_reklamation 0.53  b:ihre_verargerung -0.08
b:ihren_namen 0.11  b:im_wohnzimmer 0.29  b:kann_dir 0.10  b:kann_ich -0.10  b:keine_ausrede 0.28
b:leid_dass 0.20  b:leid_mir 0.22  b:matratze_vor 0.11  b:mich_bei 0.15  b:mich_dafur 0.10
b:mir_das 0.21  b:mir_ich 0.28  b:mir_leid 0.24  b:morgen_in 0.09  b:nach_wir 0.17
b:nicht_sagen 0.22  b:nur_ein 0.27  b:reklamation_vom 0.59  b:s_bitte 0.17  b:sagen_wie 0.22
b:sehen_sie 0.35  b:sehr_dass -0.27  b:sie_die 0.08  b:sie_um 0.35  b:sie_und 0.20  b:sie_uns 0.60
b:sorry_dass 0.09  b:sorry_fur 0.09  b:tut_mir 0.43  b:tut_uns 0.11  b:um_# -0.09
b:um_entschuldigung 0.21  b:um_nachsicht 0.31  b:um_verzeihung 0.12  b:und_fur 0.11
b:und_mein 0.09  b:und_sie 0.15  b:uns_allen 0.25  b:uns_das 0.20  b:uns_diese 0.39
b:uns_diesen 0.11  b:uns_leid 0.09  b:verargerung_kann -0.08  b:vergeben_sie 0.37
b:verzeihen_sie 0.26  b:vielen_dank -0.09  b:vom_# 0.51  b:vor_dem 0.09  b:war_meine 0.08
b:wenn_sie 0.15  b:wie_leid 0.22  b:wir_hatten 0.14  b:zur_kenntnis 0.19  bedaur -0.29
bedaure -0.29  bei -0.10  bis -0.22  bitte 1.00  bitten 0.18  brief -0.09  buchst 0.13
buchstaben 0.13  da -0.10  dafur 0.30  dank -0.13  danke -0.19  dann -0.15  darube -0.08  das 0.12
dem -0.25  den -0.19  der -0.15  des -0.10  die -0.23  dienst 0.17  dienststelle 0.20  dies 0.20
diese 0.39  diesen 0.17  donner -0.08  dorthi 0.09  dorthin 0.09  drei -0.16  du -0.23
durfen 0.08  eben 0.14  ehrlic 0.33  ehrliches 0.29  ein -0.33  eine -0.24  einem -0.12
einen -0.12  einer -0.11  einget 0.11  eingetragen 0.12  einmal -0.08  entsch 2.02
entschuldige 0.58  entschuldigen 0.44  entschuldigt 0.58  entschuldigung 0.39  es 0.17
etwas -0.10  falsch 0.19  fehlgr 0.10  fehlgriff 0.10  frau -0.10  fur 0.09  gar 0.20  gegebe 0.22
gegeben 0.23  geht -0.12  genau -0.09  genomm -0.09  genommen -0.09  gewese -0.08  gewesen -0.08
gibt 0.20  gleich -0.11  gut -0.23  hab 0.27  habe -0.22  haben -0.10  hast -0.20  hat -0.09
hatten 0.09  herzli -0.11  heute -0.16  ihr -0.40  in -0.20  ist -0.42  ja -0.10  kann 0.10
kein -0.13  keine 0.09  kenntn 0.19  kenntnis 0.19  kommt -0.09  konnen 0.11  lange -0.10
langer 0.13  leid 0.86  len:0 -0.28  len:1 -0.48  len:2 -0.40  len:3 -0.32  len:4 0.12
liegt -0.13  loch 0.28  man -0.10  matrat 0.11  matratze 0.11  meine 0.17  mich 0.38  mir 0.62
mit -0.27  muss -0.11  mussen 0.16  mutter -0.09  nach 0.11  nachla 0.36  nachlassigkeit 0.37
nachsi 0.31  nachsicht 0.31  nadel 0.12  namen 0.09  nicht -0.20  nieman -0.09  noch -0.13
novemb -0.08  november -0.08  nur 0.18  o:ahead -0.24  o:dated -0.29  o:named_time -0.37
o:ours 0.12  ob -0.11  p:after -2.32  p:before -1.76  p:none -0.38  p:same 2.71  pardon 0.29
post 0.08  reklam 0.53  reklamation 0.53  s 0.16  sagen 0.33  schade -0.09  schon -0.11
schone -0.08  schrec 0.09  schreck 0.10  sehen 0.32  sehr -0.35  sein -0.10  seit -0.12
seiten 0.15  seitens 0.17  selbst -0.14  sh:0 -0.52  sh:1 -0.43  sh:2 -0.14  sh:3 -0.30
sich -0.22  sie 0.25  so -0.18  sorry 0.45  steht -0.14  stunde -0.10  tag -0.08  tanzen 0.12
tut 0.86  uber -0.15  ublich 0.09  ublichen 0.09  uhr -0.17  um 0.32  umsons -0.25  umsonst -0.25
umstan 0.26  unanne 0.29  unannehmlichkeit 0.29  und -0.26  uns 0.51  verarg -0.08
verargerung -0.08  vergeb 0.35  vergeben 0.34  versch 0.24  verste -0.20  verstehe -0.16
verzei 0.97  verzeih 0.12  verzeihen 0.28  verzeihung 0.36  vom 0.42  von -0.14  vor -0.14
vorste -0.08  ware -0.09  was -0.19  weg -0.31  weiter -0.10  wenn 0.13  wieder -0.12  wird 0.49
wohnzi 0.29  wohnzimmer 0.29  wunsch -0.11  wurde -0.17  zu -0.38  zum -0.12  zur 0.13
""",
    ),
    "understanding": (
        -0.94,
        -1.24,
        """
@apology -1.30  @before -0.32  @belittle -0.49  @care 0.35  @contact+dated -0.41  @end -0.74
@first 1.56  @instruct -0.59  @last -1.54  @owned -0.45  @papers -0.52  @past_of_you 0.75
@pejorative -0.61  @remedy+dated -1.10  @shared1 0.49  @shared2 0.81  @shared3 1.02  @shared4 0.83
@staff -0.59  @theirs 0.38  @third -0.62  @tone -0.51  @we -0.62  @you 0.37  abmeld 0.37
absage 0.35  abschi 0.32  an -0.67  anreis -0.40  anreise -0.40  antwort 0.41  antwortet -0.40
august 0.54  auskun -0.35  b:#_uhr -0.55  b:alle_belege 0.37  b:an_diesem -0.32
b:antwort_habe 0.41  b:auf_den -0.43  b:auf_der 0.41  b:auf_eine 0.39  b:august_gebracht 0.37
b:belege_schon 0.39  b:bezahlt_und 0.34  b:bin_der -0.41  b:da_kommt 0.49  b:da_nicht -0.32
b:danke_dass -0.57  b:das_ist 0.69  b:das_nicht -0.37  b:das_steht -0.32  b:das_weis 0.41
b:dass_am 0.38  b:dass_ihnen 0.33  b:dass_sie 0.37  b:dem_nachsten 0.33  b:den_# 0.47
b:den_ein -0.35  b:der_# 0.65  b:der_dozent -0.41  b:der_nie -0.41  b:der_satz 0.33
b:der_von 0.65  b:der_wand -0.37  b:die_# -0.41  b:die_ich 0.40  b:die_kalte 0.56  b:die_sie -0.40
b:dir_fur 0.61  b:dozent_der -0.41  b:drei_wochen 0.44  b:du_hast 0.60  b:du_wirklich -0.42
b:ein_handwerker -0.35  b:eine_frage 0.41  b:eine_halbe 0.41  b:eine_lucke -0.33
b:entschuldigung_fur 0.54  b:es_bei 0.57  b:es_niemand -0.46  b:frage_auf 0.41  b:frage_ob 0.43
b:funf_wochen -0.45  b:fur_das -0.35  b:fur_dieses 0.46  b:fur_ihre -0.38  b:geubt_wie 0.31
b:gibt_es -0.38  b:gute_antwort 0.41  b:haben_sie -0.56  b:handwerker_zurucklassen -0.35
b:hast_dir 0.62  b:hat_die -0.39  b:hat_es -0.47  b:hat_gesessen 0.33  b:hatten_mir 0.35
b:hola_ben -0.40  b:ich_auch 0.39  b:ich_bin -0.45  b:ich_keine 0.41  b:ich_mich -0.53
b:ich_weis 0.33  b:ihre_frage 0.54  b:im_august 0.37  b:im_mantel 0.36  b:in_den 0.49
b:ist_bei 0.41  b:ist_bitter 0.32  b:ist_seit -0.37  b:ist_zermurbend 0.44  b:keine_gute 0.41
b:kenntnis_genommen 0.66  b:kommt_mit 0.33  b:loffel_sahne -0.48  b:mich_nicht 0.58
b:mir_alle 0.37  b:mit_dem 0.63  b:nach_einem 0.33  b:nach_oben -0.41  b:nein_kannst -0.42
b:nie_antwortet -0.41  b:noch_im 0.46  b:noch_immer 0.32  b:nur_noch 0.47  b:ob_wir 0.51
b:passiert_ist -0.37  b:satz_den -0.35  b:satz_hat 0.33  b:schon_im 0.42  b:sechs_wochen 0.51
b:seit_# -0.34  b:sich_die -0.53  b:sie_hatten 0.58  b:sie_ihrem 0.35  b:sie_mit -0.43
b:sie_und 0.38  b:so_ein 0.43  b:spat_gemerkt 0.36  b:steht_das 0.34  b:tut_mir -0.32
b:und_auf 0.50  b:und_bei -0.32  b:und_dabei -0.48  b:und_dann 0.49  b:und_die -0.43
b:und_geubt 0.31  b:und_hat -0.39  b:und_ihre 0.46  b:und_wir 0.41  b:uns_mit 0.48
b:urlaub_genommen 0.31  b:von_ihnen 0.62  b:von_uns 0.43  b:vor_einer -0.33  b:war_die 0.47
b:weis_ich 0.41  b:wie_verruckt 0.31  b:wirklich_schon -0.42  b:wurde_zur 0.65  b:zeit_und -0.43
b:zu_horen 0.35  b:zu_spat 0.33  b:zur_kenntnis 0.56  b:zurucklassen_darf -0.35  bearbe -0.41
behandelt 0.38  bei -0.52  belege 0.38  bemerk -0.41  ben -0.40  berechtigt 0.56  bestellt 0.35
bett 0.37  bezahl 0.49  bezahlt 0.48  bin -0.46  bis -0.83  bitter 0.32  brauch -0.49
braucht -0.37  buchun -0.34  buchung -0.33  da 0.37  dafur -0.31  dank -0.38  danke -0.77
das -0.40  dass 0.60  dir 0.60  dozent -0.52  drei 0.32  eigene 0.58  eigenen 0.46  eine 0.43
einen 0.39  einer 0.32  einmal -0.32  elf 0.44  ende 0.51  entsch -0.46  er -0.47  es -0.48
euro -0.35  fehlt -0.32  festge 0.43  festgestellt 0.43  finale 0.34  flug -0.35  formul -0.32
frage 0.80  ganz -0.45  gaste -0.32  geben 0.48  gebrac 0.35  gebracht 0.35  geburt 0.57
geburtstag 0.32  geht 0.48  geld 0.49  gelern 0.60  gelernt 0.60  gemerk 0.32  gemerkt 0.32
genomm 0.42  genommen 0.42  gesagt -0.46  gesetz -0.36  gesetzt -0.36  gesper -0.35  geubt 0.31
gibt -0.37  gleich -0.36  guten -0.49  halbe 0.43  handwe -0.43  handwerker -0.43  hast 0.55
hatte -0.37  hatten 0.39  heute -0.74  hola -0.40  horen 0.38  ich -0.53  ihnen 0.40  immerh -0.40
immerhin -0.40  in -0.47  jederz -0.42  jederzeit -0.42  kalte 0.58  kaum -0.58  kenntn 0.56
kenntnis 0.56  konnen -0.35  kunden -0.40  kunfti 0.37  kunftig 0.38  kurz -0.42  langen 0.32
laufen -0.46  lehrer -0.37  leid -0.53  len:0 -1.27  len:2 0.38  len:3 -0.44  len:4 -0.36
lesen 0.33  lieber -0.39  loffel -0.47  lucke -0.34  mal 0.35  mantel 0.37  menschen 0.37
mittwo -0.38  mittwoch -0.34  mochte -0.32  mochten -0.32  musste 0.40  mussten 0.41  nachba 0.34
nachbarn 0.56  nachri -0.41  nachricht -0.41  neu -0.58  neun -0.32  nie -0.33  noch 0.46
note 0.33  o:ahead -0.74  o:named_time 0.32  oben -0.39  p:after -1.16  p:before 0.99
p:same -1.29  papier 0.32  pardon -0.32  passie -0.42  passiert -0.44  puppen -0.40  sahne -0.48
sammel -0.42  schule -0.40  schwar 0.41  sechs 0.55  sechzi 0.36  sehr -0.45  selbst -0.43
sh:0 -1.95  sh:3 1.02  so 0.66  sofa 0.41  solche -0.49  sprich -0.53  spricht -0.53  statt 0.66
teller 0.51  termin 0.59  tiefba -0.36  trocken 0.34  unser -0.52  unsere -0.68  unseren -0.34
unter -0.46  unterscheiden -0.36  vergeben -0.32  vermer -0.34  verruc 0.31  versch -0.64
verspa 0.34  vertra -0.48  verzei -0.53  vielen -0.35  vierze 0.34  vierzi 0.36  vierzig 0.36
war -0.69  wartet 0.47  wartez 0.38  wartezeit 0.38  wegen 0.38  weihna 0.35  weihnachten 0.37
weis 0.53  weiter 0.32  werden -0.34  wir -0.44  wird -0.68  wollte 0.44  wort 0.35  wunder 0.69
zahlen 0.32  zeit -0.36  zermur 0.45  zermurbend 0.44  zu 0.56  zur 0.63  zuruck -0.53
zurucklassen -0.35  zweima 0.45  zweimal 0.45
""",
    ),
    "solution": (
        -1.56,
        0.34,
        """
# 0.55  @admits -1.20  @after 0.37  @apology -0.36  @before -0.90  @belittle -0.49  @cannot -0.41
@care -0.33  @contact -0.31  @contact+dated -0.87  @contrast -0.49  @dated 0.46  @empty 0.35
@end -1.02  @first -1.81  @generic -0.70  @instruct -0.37  @last -2.01  @load -0.50  @money 0.57
@must -0.43  @near -0.63  @negation -0.29  @normal 0.32  @not_us -0.61  @ours+dated 0.38
@owned -0.81  @receives 0.60  @remedy 0.74  @remedy+dated 0.83  @remedy+near -0.56  @shared1 -0.32
@shared3 -0.37  @shared4 -0.54  @soon 0.98  @vague 0.30  @would -0.83  ab 0.49  abo 0.38
abschl 0.27  an -0.37  angeme 0.43  angemessenen 0.27  angewi 0.27  angewiesen 0.27  anmeld -0.24
ansehe 0.37  ansehen 0.37  antrag 0.24  arbeit -0.32  auf 0.26  auserd -0.31  auserdem -0.31
auszah 0.28  auszahlung 0.29  b:#_# 0.96  b:#_euro 0.60  b:#_fur 0.24  b:#_november 0.30
b:#_uhr 0.49  b:am_# -0.50  b:am_dienstag 0.35  b:am_donnerstag 0.47  b:am_mittwoch 0.82
b:an_die 0.27  b:angemessenen_ausgleich 0.27  b:auf_dem 0.32  b:auf_die -0.26  b:auf_ihrem 0.25
b:auserdem_bekommst -0.28  b:bei_dir 0.30  b:bei_uns -0.50  b:bekommst_du -0.27
b:bestatigung_hangt 0.26  b:bis_freitag 0.31  b:buch_wurde 0.43  b:da_machen 0.33
b:darum_dass 0.28  b:das_geld 0.39  b:dauert_von -0.23  b:deine_fahrtkosten -0.28  b:dem_team 0.24
b:dem_weg 0.29  b:die_# 0.45  b:dienstag_kommt -0.23  b:dir_ein -0.37  b:doppelte_spesen -0.28
b:du_deine -0.29  b:eine_passende 0.30  b:einem_guten 0.29  b:einen_angemessenen 0.27
b:einen_neuen 0.27  b:erste_grundreinigung -0.23  b:etwas_passendes 0.39  b:euro_bis -0.28
b:euro_lieber -0.42  b:euro_sind 0.47  b:euro_wird 0.24  b:fahrtkosten_und -0.28  b:fr_# 0.63
b:frau_popescu -0.23  b:fur_das 0.27  b:fur_ihr 0.33  b:fur_sie 0.32
b:grundreinigung_dauert -0.23  b:haben_ihren 0.33  b:haben_wir -0.43  b:hangt_an 0.28
b:hast_du 0.30  b:heute_um -0.27  b:ich_an -0.25  b:ich_mich -0.29  b:ihnen_bis 0.24
b:ihnen_die -0.30  b:ihrem_konto 0.41  b:ihrem_team -0.23  b:ihren_hinweis 0.33  b:in_handen -0.29
b:ist_am 0.33  b:ist_das -0.32  b:ist_seit 0.42  b:ist_zum 0.25  b:jede_woche -0.23
b:kommt_jede -0.23  b:lasst_und 0.28  b:losung_fur 0.30  b:machen_lasst 0.28  b:mit_ihrem -0.26
b:mittwoch_bei 0.31  b:moglich_in 0.34  b:morgen_fruh 0.42  b:morgen_um 0.42  b:neuen_und 0.33
b:popescu_mit -0.23  b:rufe_ich -0.47  b:schauen_was 0.41  b:seit_# 0.53  b:seit_heute 0.27
b:sich_da 0.33  b:sich_die 0.28  b:sie_am -0.27  b:sie_nach 0.23  b:sie_um -0.28  b:sind_auf 0.27
b:sind_heute 0.24  b:so_schnell -0.23  b:spesen_# -0.28  b:uhr_ist 0.28  b:uhr_komme 0.27
b:um_einen 0.41  b:und_bin 0.30  b:und_doppelte -0.28  b:und_finden 0.51  b:und_frage -0.33
b:und_uber 0.25  b:und_werden 0.32  b:und_wir -0.43  b:uns_die -0.32  b:was_sich 0.26
b:werden_uns 0.26  b:werden_wir 0.38  b:wir_schauen 0.52  b:wir_uns 0.36  b:woche_frau -0.23
b:zu_ihrem 0.28  b:zum_# 0.46  bald 0.56  beim -0.30  bekomm -0.49  bekommst -0.41  bestat -0.25
betrag 0.38  bezahl 0.35  bin 0.41  bis 0.52  bitte -0.36  brauch -0.29  brauchen -0.27  buch 0.51
damit -0.25  dann -0.58  dass -0.26  dazu 0.43  dezemb 0.27  dezember 0.25  donner 0.29
donnerstag 0.32  doppelte -0.23  dort -0.31  durch -0.42  ein -0.31  einen 0.36  einmal -0.26
erfrag -0.33  erledi 0.34  ersatz 0.44  erst -0.37  erstat 0.63  erstattet 0.31  es -0.49
etwas 0.50  euro 0.62  fahrtk -0.28  fahrtkosten -0.28  finden 0.41  fr 0.63  frage -0.38
frei 0.31  fruh 0.43  gebuhr 0.42  gelosc 0.23  geloscht 0.23  gemeinsam -0.25  genau -0.25
gerege 0.25  geregelt 0.25  gewiss 0.40  glaser 0.55  gleich -0.51  grundr -0.23
grundreinigung -0.23  guten 0.28  haben -0.63  handen -0.32  hangt 0.33  hansen -0.30  hat -0.59
hatte -0.40  heute 0.96  horen -0.27  ich -0.40  ihn 0.41  ihrem 0.29  ihren 0.70  ist 0.42
jeden -0.25  jetzt 0.30  karte 0.23  kommen 0.23  konnen -0.35  konto 0.58  kosten 0.56
kostet 0.35  kummer 0.37  lager -0.30  lege -0.24  leiterin -0.32  len:0 -0.80  len:1 -1.04
len:2 -0.82  len:4 0.75  lieber -0.69  liegt 0.48  los 0.26  machen 0.25  mal -0.27  mehr -0.30
mir -0.33  mit 0.47  mittwo 0.74  mittwoch 0.56  montag -0.29  morgen 1.32  nachlass -0.34
nachte 0.30  neu 0.24  neue 0.43  neun 0.45  nicht -0.35  novemb 0.31  november 0.33  o:ahead 0.84
o:contact -0.27  o:dated 0.46  o:named_time 0.30  o:pays 0.60  o:remedy 0.83  ob -1.11
obendr 0.31  oktobe -0.25  oktober -0.25  p:before -1.48  p:same -0.35  passen 0.47
passendes 0.39  per 0.33  planun 0.34  popesc -0.23  popescu -0.23  post 0.23  raus 0.25
recht -0.25  reinig 0.26  richti 0.25  richtige 0.30  rufe -0.65  sag -0.43  samstag 0.23
schaue 0.33  schauen 0.44  schlus -0.35  schlussel -0.24  schnel -0.24  schnell -0.25
schrif -0.23  sehr -0.30  seit 0.43  sh:0 -1.25  sh:3 -0.37  sind 0.34  sobald 0.26  sofa -0.26
sollte -0.24  spesen -0.28  stand -0.53  stehen -0.34  steht 0.32  storni 0.25  storniert 0.25
telefo -0.35  termin -0.78  termine -0.30  uhr 0.52  und 0.57  uns -0.36  unsere -0.29
veranl 0.57  veranlasst 0.57  vergeb -0.24  vertra 0.42  vertrags 0.30  viel -0.24  vier 0.24
war -0.47  wartun 0.37  weg 0.64  weitergegeben 0.33  wenn -0.52  wer -0.24  werde 0.25
werden 0.61  wie -0.38  will -0.25  wir 0.49  wird 0.29  wissen -0.24  woche -0.43  wochen -0.29
zeigt -0.30  zeitfe 0.65  zeitfenster 0.65  zeitna 0.33  zeitnah 0.33  ziehen 0.37  zugest 0.29
zugestellt 0.29  zuruck 0.53  zustel 0.39  zwei 0.56  zweite 0.32
""",
    ),
    "check-back": (
        -2.34,
        1.61,
        """
# 0.20  @absolute -0.44  @admits -0.60  @after -1.09  @apology -0.64  @before 0.80  @calls -0.25
@cannot -0.28  @care -0.28  @contact 0.92  @contact+dated 1.24  @contrast -0.45  @dated 0.69
@done -0.22  @end -1.86  @first -1.21  @generic -0.24  @instruct -0.21  @last 1.31  @load -0.46
@money -0.48  @must -0.22  @near 0.18  @negation -0.95  @normal -0.28  @ours+dated 0.58
@owned -0.41  @papers 0.29  @past -0.54  @receives -0.34  @remedy -0.66  @remedy+dated -0.51
@resign -0.43  @shared1 -1.04  @shared2 -0.42  @shared3 -0.20  @soon -0.16  @staff -0.48
@third -0.34  @you -0.47  ab -0.33  abgela 0.19  abgeladen 0.19  acht 0.23  adress -0.22
adresse -0.22  als -0.28  am 1.18  an 0.61  anprob 0.31  anprobe 0.37  antworten -0.20
appara 0.22  apparat 0.22  auch -0.22  auf -0.25  aus -0.41  auserd -0.17  auserdem -0.17
b:#_# -0.19  b:#_euro -0.46  b:#_uhr -0.30  b:#_zur -0.18  b:abgeladen_habe 0.19  b:acht_tage 0.21
b:alle_drei -0.22  b:am_# 1.18  b:am_freitag 0.42  b:am_mittwoch -0.31  b:am_telefon 0.19
b:an_ob 0.17  b:an_um 0.24  b:an_und 0.33  b:anprobe_am 0.37  b:begleite_ich 0.21  b:bei_dir -0.19
b:bei_ihnen 0.48  b:bei_uns -0.22  b:bin_ich -0.16  b:bis_# -0.41  b:bis_freitag -0.18
b:bleiben_uns 0.21  b:da_ist 0.19  b:dann_noch 0.42  b:der_durchwahl -0.17  b:dezember_um -0.27
b:die_# -0.21  b:die_zwei 0.20  b:drucken_bleiben 0.21  b:du_lieber -0.23  b:durchwahl_# -0.17
b:eine_naht 0.21  b:eine_ruckfrage 0.31  b:eine_telefonische 0.46  b:erfolgt_am 0.27
b:erfragen_wir 0.21  b:ergeht_am 0.19  b:es_mir 0.52  b:finden_erfragen 0.21
b:flaschen_finden 0.21  b:frage_ich 0.58  b:fragen_wir -0.18  b:fur_sie -0.19  b:gehe_ich 0.18
b:habe_ich -0.18  b:habe_setzen 0.19  b:hatten_sie 0.20  b:hore_ich -0.19  b:horen_ob 0.16
b:ich_an 0.28  b:ich_bis -0.21  b:ich_dich 0.20  b:ich_dir 0.17  b:ich_habe -0.33
b:ich_heute -0.16  b:ich_ihnen -0.21  b:ich_mich 0.28  b:ich_nach 0.26  b:ich_ob 0.24
b:ich_selbst -0.16  b:ich_sie 0.53  b:ich_trage 0.55  b:ich_vorbei 0.16  b:ich_wie 0.29
b:ihre_flaschen 0.21  b:ihren_mann 0.27  b:ist_fur 0.21  b:klingele_ich -0.17  b:kurz_hin 0.19
b:liegt_am -0.18  b:magst_du -0.23  b:melde_ich 0.26  b:mich_am 0.29  b:mir_ob 0.25
b:mit_echtem -0.21  b:mit_ihnen 0.30  b:nach_ob 0.21  b:naht_drucken 0.21  b:noch_eine 0.24
b:noch_einmal 0.26  b:noch_von 0.18  b:ob_alle 0.16  b:ob_der 0.30  b:ob_die 0.21  b:ob_sie 0.45
b:per_mail 0.55  b:ruf_ich 0.19  b:rufe_ich 0.65  b:rufe_sie 0.17  b:sagen_mir 0.21
b:selbst_mit -0.20  b:sie_an 0.29  b:sie_dann 0.22  b:sie_mir -0.19  b:sie_sagen 0.21
b:sie_und 0.19  b:sollte_dann 0.21  b:tisch_und 0.16  b:uhr_bei 0.18  b:uhr_komme -0.25
b:um_zu 0.33  b:und_buch -0.20  b:und_die -0.21  b:und_frage 0.39  b:und_sollte 0.20
b:und_wir 0.19  b:uns_acht 0.21  b:uns_kurz 0.19  b:uns_wieder 0.19  b:unter_der -0.22
b:unter_dieser -0.23  b:von_# -0.17  b:vorbei_und 0.16  b:was_ist -0.21  b:wenn_ich 0.22
b:wenn_sie -0.19  b:wie_der 0.27  b:wie_die 0.22  b:wieder_vertrauen 0.17  b:wir_uns 0.19
b:wird_am 0.40  b:wissen_ob 0.17  b:zur_anprobe 0.37  b:zwei_ihre 0.21  beantw -0.23  beglei 0.19
begleite 0.21  beim -0.34  bereit -0.36  besche -0.41  bescheid -0.39  beschw 0.25  bestat 0.32
bestatigen 0.17  bin -0.19  bis -0.82  bitte -0.19  buch -0.19  dafur -0.27  danach 0.22
dann 0.23  das -0.60  dass 0.26  dem -0.21  dich 0.16  die -0.50  dieser -0.24  donner 0.16
dr -0.30  drei -0.32  drucke 0.29  drucken 0.29  du -0.45  durch 0.51  durchg 0.72  durchw -0.17
durchwahl -0.17  echtem -0.21  eine 0.26  einem -0.30  einen -0.22  einmal 0.22  entsch -0.39
entschuldige -0.25  erfolg 0.40  erfolgt 0.42  erfrag 0.32  erfragen 0.21  ergeht 0.19
erreic -0.25  erreichbar -0.17  euro -0.47  fest 0.51  flasch 0.20  flaschen 0.20  flug 0.26
frag 0.26  frage 0.83  fragen -0.49  frei -0.22  freita 0.35  freitag 0.29  fruh -0.21
funkti 0.36  funktionsfahigkeit 0.36  fur -0.41  genugt -0.32  gern -0.20  gleich -0.21
habe -0.37  haben -0.20  heute -0.68  horen 0.28  ich 1.21  ihnen 0.16  ihr -0.18  ihre -0.18
im -0.36  in -0.53  ist -0.19  jacke -0.19  keinen -0.16  klinge -0.16  klingele -0.17
kommen -0.18  kommt -0.17  kontro 0.23  kosten -0.22  kriegs -0.18  kriegst -0.18  kurz 0.20
lege 0.23  len:0 -0.86  len:1 -0.72  len:2 -0.33  len:4 -0.54  lieber -0.34  liegt -0.38
magst -0.23  mail 0.57  mann 0.26  mannsc -0.19  melde 0.33  mich 0.43  mir 0.31  mit -0.40
mittwo -0.30  mittwoch -0.48  morgen -0.27  naht 0.21  neu -0.16  neue -0.19  nicht -0.26
nichts -0.29  o:contact 1.24  o:dated 0.69  o:done -0.24  o:named_time 0.44  o:pays -0.47
o:remedy -0.69  ob 1.80  oder -0.21  ohne -0.18  p:after -0.63  p:before -0.77  p:none -0.49
p:same -0.64  per 0.42  pflanz -0.19  ruckfr 0.32  ruckfrage 0.39  ruf 0.24  rufe 0.84  sack -0.20
sag -0.37  sagen 0.31  schoko -0.24  schon -0.19  schreibe 0.17  seiner -0.16  selbst -0.31
sh:0 -1.07  sh:1 -0.67  sh:2 -0.22  sh:3 -0.20  sie -0.16  so -0.19  stelle -0.19  tag -0.26
telefo 0.82  telefonische 0.49  trage 0.55  traini -0.23  training -0.19  uberpr 0.35
uberpruft 0.17  uhr -0.31  um 0.30  und -0.16  unser -0.23  unsere -0.21  unter -0.51
urlaub -0.16  vertra 0.16  vertrauen 0.17  vollst 0.23  vorges 0.19  vorgesehen 0.19  war 0.23
weiter -0.23  wie 0.55  will 0.16  wir -0.43  wird 0.27  wissen 0.18  wunsch -0.18  zahlun 0.22
zuruck -0.39  zusamm -0.17  zwei -0.37
""",
    ),
}
