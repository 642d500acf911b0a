"""How much features speak for flaws in English apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

FAMILIES = {
    "explanation": (
        -0.58,
        0.48,
        """
# -0.30  @admits -0.29  @after 0.16  @belittle -0.21  @cannot 0.21  @contrast -0.16  @dated 0.36
@first -0.48  @generic -0.35  @instruct -0.42  @money -0.19  @must -0.14  @nature 0.35  @near 0.15
@negation -0.30  @normal 0.38  @not_us 0.22  @ours -0.69  @ours+dated 0.15  @owned -0.21
@papers 0.34  @past_of_you -0.42  @pejorative -0.48  @receives 0.58  @remedy 0.73
@remedy+dated 0.26  @remedy+near 0.25  @shared1 -0.52  @shared2 -0.84  @shared3 -0.56
@shared4 -0.29  @soon 0.21  @theirs -1.48  @third 0.57  @tone -0.29  @we 0.31  @would -0.45
@you -1.07  above 0.44  accord 0.23  accordance 0.23  accoun 0.21  account 0.19  after 0.19
all 0.20  and -0.20  are 0.76  as 0.28  at 0.30  autumn 0.16  baby -0.28  back -0.32  bad -0.15
batch 0.16  be 0.13  behind 0.19  bell 0.25  beneat 0.22  beneath 0.22  beside -0.14  betwee 0.38
between 0.38  black -0.15  block -0.19  boards 0.29  boilin -0.13  boiling -0.13  bookin 0.17
booking 0.13  box 0.14  boy -0.20  broken 0.17  buildi 0.18  by 0.79  cancelled 0.30  carrie 0.29
carried 0.19  change 0.39  chargi 0.28  charging 0.28  choice 0.46  clear 0.23  coat -0.21
come 0.23  custom 0.29  date 0.31  day 0.27  days -0.25  delive -0.14  dinner 0.18  direct 0.13
do 0.20  does 0.26  doesn' -0.15  doesn't -0.15  door -0.13  driver 0.23  each 0.36  eight -0.15
empty -0.21  end -0.20  error -0.26  evenin 0.15  evening 0.15  far 0.14  fast 0.24  feedin -0.14
feeding -0.14  file 0.14  fillin 0.28  filling 0.28  first -0.52  follow 0.31  followed 0.32
foot -0.16  form 0.18  found -0.16  frame 0.15  from 0.21  front -0.15  gas 0.17  gave -0.13
get 0.26  goes 0.27  gone -0.31  good -0.14  guaran -0.20  guarantee -0.20  had 0.34  half -0.18
handle 0.44  hang 0.14  happen -0.28  happened -0.27  have 0.27  heart -0.14  her -0.34  here 0.15
his -0.26  home -0.18  hours 0.23  house -0.20  how -0.24  i -0.63  i'd -0.16  i'll -0.21  in 0.30
includ 0.53  inspec 0.26  inspection 0.26  into 0.16  iron -0.19  it -0.60  job 0.15  keep 0.22
kettle -0.14  kettles -0.13  ladder 0.26  len:0 -1.01  len:1 -0.59  len:2 -0.23  len:3 0.50
len:4 0.64  list 0.20  live 0.18  loaded 0.17  looked -0.16  lost -0.19  make -0.18  may 0.40
minute -0.22  minutes -0.27  misera -0.13  miserable -0.13  more 0.21  moved 0.74  must -0.29
n@absolute 0.32  n@before -0.13  n@belittle -0.25  n@care -0.18  n@dated 0.27  n@explains 0.13
n@load -0.14  n@must -0.15  n@near -0.14  n@normal 0.13  n@ours -0.20  n@papers 0.34  n@past -0.15
n@pejorative -0.14  n@receives 0.23  n@remedy 0.54  n@remedy+dated 0.23  n@resign -0.24
n@staff 0.17  n@theirs -0.38  n@third 0.52  n@would -0.16  n@you 0.20  name 0.28  neighb -0.13
new:0 -0.87  new:1 -1.14  new:2 -0.48  new:3 0.48  new:4 1.04  night -0.30  nine -0.13  no -0.29
not 0.45  notice 0.22  novemb 0.19  november 0.19  now -0.18  number 0.38  numbers 0.38
o:dated 0.36  o:ours -0.69  o:pays -0.19  o:remedy 0.26  of -0.22  often 0.43  old -0.14
onto 0.15  openin 0.28  opening 0.28  or 0.28  orders 0.33  other 0.15  our 0.66  ours -0.34
over 0.66  overni 0.14  overnight 0.14  part 0.17  people -0.14  pictur 0.34  picture 0.37
pile 0.24  pillar 0.14  pitch -0.19  plan 0.15  plaste 0.27  plaster 0.28  poor 0.27  post -0.14
pump 0.19  put -0.13  quite 0.14  rain -0.13  receiv 0.14  received 0.14  reserv 0.41
reserved 0.30  return 0.16  rules 0.20  run 0.15  runnin 0.28  running 0.28  runs 0.23  sage 0.13
sample 0.20  say -0.37  seal 0.18  seam -0.29  second 0.33  see -0.20  septem 0.17  september 0.17
series 0.19  set -0.13  sh:1 0.21  sh:2 -0.31  sh:3 -0.56  shared 0.21  shelf 0.15  short 0.19
show 0.26  shows -0.26  silk 0.25  since -0.24  sink -0.14  six -0.26  sixty 0.20  small 0.20
so 0.31  someon -0.31  someone -0.31  someth -0.27  something -0.26  spare 0.19  spent -0.21
spring 0.33  standi 0.40  standing 0.40  statio 0.28  stay 0.22  stop -0.21  stoppe 0.28
stopped 0.28  straig 0.15  straight 0.15  street 0.21  strip -0.19  summer 0.30  system 0.17
takes 0.29  teleph -0.13  telephone -0.13  than 0.25  that's -0.36  the 1.10  then -0.18
they 0.29  things 0.36  this 0.43  those 0.16  three -0.38  throug 0.26  through 0.26  time 0.54
to -0.14  told -0.17  turn 0.18  turned 0.22  turns -0.15  twelve 0.13  under -0.22  usual 0.50
waitin -0.27  waiting -0.27  we 0.20  wear -0.13  wednes 0.32  week -0.22  weight 0.36  well 0.21
went 0.40  were 0.53  weren' 0.13  weren't 0.13  what -0.28  whatev 0.21  whatever 0.21  when 0.67
which 0.18  while 0.15  who -0.15  whole 0.45  word -0.13  work -0.14  worn 0.14  would -0.19
wrong -0.14  years -0.45  you -1.17  you'll -0.19  your -0.51  yours 0.51
""",
    ),
    "conditional": (
        -1.62,
        -1.22,
        """
# -0.64  @absolute 0.19  @after 0.36  @apology 0.32  @before -0.99  @belittle 0.53  @contact -0.37
@contrast 0.49  @dated -0.34  @end -0.62  @instruct -0.82  @last -1.06  @load -0.28  @money -0.23
@nature -0.22  @negation -0.51  @normal 0.25  @not_us -0.27  @owned -0.64  @past_of_you -0.82
@pejorative -0.61  @promise 0.41  @regret 0.36  @remedy+dated -0.30  @remedy+near 0.27
@resign 0.24  @shared1 -0.51  @shared2 -0.45  @shared3 -0.29  @staff 0.20  @theirs -0.22
@third -0.21  @tone 0.38  @we -0.49  @would 0.27  @you -0.27  across 0.64  act 0.37  after 0.50
an 0.28  and -0.93  any 0.59  anyone 0.26  anyway 0.54  apolog 0.48  apologies -0.22
apologise 0.54  apologize 0.28  arrang 0.35  arranged 0.29  as 0.92  b:a_fifteen 0.33
b:a_fright 0.28  b:a_sign 0.38  b:a_word 0.29  b:about_our 0.31  b:about_the 0.24
b:across_as 0.43  b:after_all 0.56  b:an_eye 0.36  b:and_about 0.34  b:and_i -0.29
b:and_i'm -0.22  b:and_not 0.55  b:and_the -0.23  b:and_then 0.28  b:any_inconvenience 0.30
b:any_offence 0.23  b:anyone_who 0.23  b:apologise_if 0.40  b:apologise_in 0.23
b:apologise_insofar 0.32  b:are_sorry 0.31  b:as_it 0.38  b:as_of 0.23  b:as_our 0.31  b:at_a 0.35
b:at_every 0.33  b:be_an 0.23  b:by_this 0.38  b:by_us 0.23  b:came_across 0.32  b:caused_you 0.27
b:cleaning_and 0.35  b:come_across 0.43  b:do_apologise -0.23  b:door_was 0.24  b:extent_that 0.45
b:eye_on 0.36  b:feel_that 0.46  b:felt_to 0.20  b:find_the 0.52  b:first_act 0.37  b:for_any 0.28
b:for_him 0.25  b:for_it 0.29  b:for_the -0.57  b:from_the 0.24  b:frustrating_on 0.22
b:gave_a 0.23  b:given_you 0.25  b:had_hoped 0.27  b:hard_to 0.33  b:have_been 0.40
b:have_caused 0.37  b:have_given 0.27  b:have_let 0.34  b:he_has 0.20  b:how_things 0.36
b:hundred_people 0.32  b:i'm_sorry -0.20  b:i_apologise -0.23  b:i_do -0.24  b:i_sincerely 0.21
b:if_it 0.34  b:if_our 0.64  b:if_that 0.44  b:if_the 0.60  b:if_this 0.26  b:if_you 0.24
b:in_a 0.27  b:in_case 0.42  b:in_fact 0.25  b:in_the -0.39  b:insofar_as 0.51  b:it's_hard 0.33
b:it_gave 0.23  b:it_turn 0.33  b:keeping_an 0.36  b:left_by 0.24  b:left_on 0.32  b:look_at 0.26
b:made_you 0.22  b:may_have 0.62  b:meant_for 0.24  b:might_have 0.23  b:moment_and 0.36
b:must_have -0.27  b:night_was 0.19  b:not_a 0.52  b:of_them 0.30  b:of_this 0.24  b:of_what 0.23
b:offence_that 0.21  b:on_page 0.33  b:on_saturday 0.24  b:on_the -0.23  b:on_your 0.43
b:one_of 0.45  b:our_music 0.26  b:out_that 0.42  b:saturday_night 0.27  b:short_of 0.24
b:should_have -0.55  b:should_it 0.33  b:should_the 0.27  b:should_this 0.69
b:sincerely_apologise 0.20  b:something_that 0.23  b:sorry_about -0.24  b:sorry_and -0.21
b:sorry_if 1.47  b:sorry_in 0.43  b:sorry_that -0.63  b:sorry_we -0.34  b:that_has 0.21
b:that_isn't 0.24  b:that_the 0.40  b:that_way 0.25  b:the_cleaning 0.34  b:the_door 0.23
b:the_extent 0.47  b:the_first 0.22  b:the_pen 0.50  b:the_treatment 0.29  b:then_i 0.25
b:there_and 0.37  b:this_has 0.21  b:this_have 0.69  b:this_i 0.23  b:this_may 0.37
b:this_should -0.23  b:to_anyone 0.23  b:to_apologise 0.38  b:to_look 0.31  b:to_the 0.22
b:to_you -0.57  b:turn_out 0.33  b:was_indeed 0.27  b:wasn't_to 0.25  b:we'd_like 0.20
b:we're_sorry 0.38  b:we_apologise 0.45  b:we_are 0.26  b:we_will 0.36  b:will_be 0.46
b:word_at 0.36  b:would_have 0.37  b:you_feel 0.36  b:you_felt 0.45  b:you_on 0.21
b:your_end 0.22  back -0.20  barely 0.56  be 0.26  been 0.28  before -0.23  bookle 0.32
booklet 0.32  both -0.24  but -0.34  came 0.22  case 0.56  caused 0.42  childr 0.48  children 0.48
cleani 0.32  cleaning 0.32  collea 0.32  colleague 0.27  come 0.34  does 0.31  during 0.38
explai 0.33  explain 0.34  expres 0.58  express 0.58  extent 0.47  eye 0.21  face 0.78  fact 0.25
far 0.64  feel 0.41  feelin 0.22  felt 0.88  fiftee 0.31  fifteen 0.31  find 0.43  for -0.37
four 0.44  fright 0.25  frustr 0.21  frustrating 0.21  gave 0.26  given 0.30  guaran 0.57
guarantee 0.60  hard 0.30  has 0.30  have 0.73  having 0.35  help 0.27  her -0.30  hoped 0.26
hundre 0.29  hundred 0.29  hurt 0.29  i -0.58  i'd -0.21  i'll -0.31  i'm -0.52  if 1.86
impres 0.31  impression 0.31  inconv 0.22  inconvenience 0.22  indeed 0.58  insofa 0.51
insofar 0.51  intere 0.49  interv 0.32  interval 0.33  intrus 0.23  keepin 0.35  keeping 0.35
left 0.22  len:0 -2.00  len:1 -0.39  len:2 0.31  len:3 0.27  look 0.23  may 0.70  me -0.36
might 0.20  minute 0.31  moment 0.29  more 0.45  most 0.43  music 0.25  must -0.31  my -0.43
new -0.23  night 0.27  no -0.28  nobody -0.22  not 0.33  now -0.19  number -0.37  o:ahead -0.28
o:contact -0.50  o:dated -0.34  o:named_time -0.48  o:pays -0.23  off -0.22  offenc 0.23
offence 0.23  only -0.26  our 0.72  out 0.31  p:after -0.84  p:before -1.37  p:none -0.30
p:same 0.37  page 0.21  pen 0.50  people 0.27  phones 0.35  please -0.22  recept 0.20  recogn 0.56
rooms 0.37  saturd 0.22  saturday 0.22  season 0.23  settin 0.38  setting 0.33  sh:0 -0.89
sh:3 -0.29  should 0.49  sign 0.36  since -0.19  so -0.32  someth 0.41  something 0.42
that's -0.23  the 0.37  then 0.82  things 0.26  this 0.73  three -0.21  time -0.24  treatm 0.28
treatment 0.28  turn 0.30  two -0.30  uncomf 0.41  uncomfortable 0.41  up -0.32  was 0.41
way 0.51  we 0.19  we're 0.37  will 0.24  with -0.22  withou -0.22  without -0.22  workto 0.32
worktop 0.32  you'd -0.24  your -0.21
""",
    ),
    "others": (
        -1.53,
        -0.1,
        """
# -0.94  @admits -0.52  @after 0.80  @apology -0.55  @as_if 0.32  @before -1.18  @contact -0.60
@empty 0.26  @end -1.02  @explains -0.20  @generic -0.75  @guess 0.45  @instruct -0.57
@last -1.41  @money -0.28  @must -0.24  @nature -0.35  @not_us 0.86  @ours -0.29  @owned -0.54
@past_of_you -0.57  @pejorative 1.04  @regret -0.63  @remedy+near 0.24  @shared1 -0.83
@shared2 -0.61  @shared3 -0.39  @shared4 -0.29  @soon 0.23  @staff 0.25  @theirs -0.55
@third 1.94  @we -0.53  @would -0.63  @you -1.03  after 0.47  again -0.24  agency 0.46  all -0.37
altere 0.25  altered 0.25  anythi 0.22  anything 0.22  apolog -0.25  are 0.59  as 0.29  at -0.43
b:a_four 0.28  b:a_joke 0.24  b:a_little 0.32  b:a_room 0.27  b:a_scratch 0.51  b:a_service 0.34
b:a_signature 0.29  b:a_third 0.30  b:after_a 0.26  b:afternoon_and 0.21  b:an_agency 0.26
b:and_is 0.39  b:and_once 0.32  b:and_their 0.28  b:as_well 0.27  b:be_in 0.24  b:been_at 0.30
b:before_black 0.34  b:belongs_to 0.29  b:black_friday 0.34  b:by_a 0.51  b:by_noon 0.25
b:by_overnight 0.30  b:by_the 0.69  b:can_thank 0.26  b:card_is 0.29  b:carried_out 0.24
b:coming_by 0.21  b:courier_and 0.28  b:courier_is 0.24  b:device_on 0.27  b:did_that 0.29
b:evening_and 0.23  b:fault_lies 0.20  b:fitters_are 0.48  b:for_the -0.28  b:for_this 0.23
b:from_our 0.32  b:from_us 0.20  b:good_order 0.20  b:handed_it 0.22  b:her_own 0.32
b:in_good 0.20  b:in_october 0.25  b:in_our -0.33  b:including_the 0.40  b:into_the 0.20
b:is_done 0.24  b:is_in -0.29  b:it's_the 0.22  b:it_as 0.32  b:it_has 0.27  b:it_like 0.34
b:left_our 0.23  b:lies_squarely 0.20  b:like_a 0.31  b:list_and 0.39  b:not_us 0.46
b:of_that 0.27  b:on_her 0.29  b:on_its 0.22  b:once_more 0.32  b:our_warehouse -0.20
b:overnight_courier 0.30  b:partner_in 0.23  b:passenger_door 0.34  b:payment_provider 0.23
b:roll_and 0.28  b:said_nothing 0.34  b:seem_to 0.28  b:sent_us 0.22  b:signature_is 0.29
b:since_the 0.35  b:squarely_with 0.20  b:supplier_is 0.29  b:telling_the 0.26
b:that_afternoon 0.32  b:that_not 0.30  b:the_courier 0.25  b:the_data 0.19  b:the_driver -0.38
b:the_embassy 0.25  b:the_envelope 0.20  b:the_fitters 0.46  b:the_line 0.26  b:the_market 0.27
b:the_name 0.35  b:the_one 0.28  b:the_passenger 0.34  b:the_same -0.20  b:the_street 0.23
b:the_trade 0.26  b:the_warehouse 0.20  b:the_way 0.33  b:the_whole 0.23  b:them_so 0.21
b:this_morning -0.31  b:to_blame 0.30  b:to_the -0.29  b:to_us 0.50  b:to_wait 0.23
b:told_them 0.21  b:tomorrow_by 0.23  b:up_to 0.25  b:us_and -0.21  b:us_from 0.21  b:was_on 0.39
b:we_get 0.47  b:we_use 0.24  b:where_a 0.30  b:who_can't 0.21  b:without_telling 0.27
b:you_can 0.23  b:your_hands 0.30  back -0.38  bag -0.38  be -0.25  belong 0.38  belongs 0.25
black 0.24  blame 0.29  bookin 0.42  booking 0.42  brings -0.21  by 0.97  can 0.30  can't 0.27
carrie 0.20  carried 0.23  centre 0.32  choice 0.40  choose 0.46  collea 0.31  courie 0.40
courier 0.28  data 0.24  date 0.47  day 0.21  depot 0.27  device 0.26  dinner 0.25  done 0.30
drove 0.33  embass 0.25  embassy 0.25  employ 0.58  employed 0.61  engage 0.33  entire 0.24
entirely 0.25  ever 0.26  every -0.22  everyt 0.32  everything 0.32  factor 0.27  factory 0.27
fault 0.30  firm 0.34  first -0.24  fitter 0.42  fitters 0.44  friday 0.24  from 0.79  get 0.51
hand -0.27  handle 0.41  hands 0.32  have -0.27  he'll -0.22  held 0.31  hinges 0.20  hire 0.30
his -0.23  honest 0.25  honestly 0.25  house -0.22  i -0.95  i'd -0.21  i'm -0.23  if -0.43
in 0.56  includ 0.39  including 0.40  is 0.21  its 0.53  join 0.28  joke 0.22  leave -0.20
len:0 -1.75  len:1 -0.61  len:3 0.67  len:4 -0.22  like 0.26  list 0.39  little 0.25  longer 0.39
market 0.27  me -0.28  meat 0.23  mess 0.31  messed 0.31  metre 0.28  miss 0.31  mornin -0.22
morning -0.22  my -0.40  never -0.28  new -0.26  nobody -0.21  novemb -0.20  november -0.20
now -0.37  number -0.21  o:ahead -0.75  o:contact -0.40  o:named_time -0.76  o:ours -0.29
o:pays -0.28  o:remedy -0.46  octobe 0.23  october 0.23  off -0.25  old -0.22  once 0.23
one -0.32  or -0.24  overni 0.24  overnight 0.24  p:after -0.21  p:before -0.61  p:none -0.43
p:same -0.54  partne 0.36  partner 0.28  passen 0.33  passenger 0.33  payment 0.20  pictur 0.34
picture 0.35  please -0.22  portra 0.40  portraits 0.41  previo 0.43  previous 0.43  provid 0.51
provider 0.51  roll 0.28  rubbis 0.25  rubbish 0.25  said 0.31  same -0.21  say -0.32  scratc 0.49
scratch 0.50  seem 0.28  sent 0.38  servic 0.46  service 0.48  sh:0 -0.58  sh:1 -0.37  sh:2 -0.25
sh:3 -0.39  shape 0.28  shared 0.27  shots 0.41  should -0.27  six -0.19  sixty 0.28  sizes 0.25
somewh 0.28  somewhere 0.28  sorry -0.38  square 0.20  squarely 0.20  suppli 0.42  supplier 0.42
take -0.26  takes 0.22  thank 0.42  that's -0.28  the 0.83  their 0.56  them 0.25  there 0.26
they 0.37  third 0.30  three -0.30  thursd -0.30  time -0.21  to 0.20  today -0.36  tomorr -0.23
tomorrow -0.20  trade 0.25  two -0.40  us 1.26  use 0.26  usuall 0.24  usually 0.24  was 0.28
we 0.56  weeks 0.28  well 0.20  went -0.30  where 0.40  who 0.63  whole 0.20  will -0.31
withou 0.27  without 0.27  wrong -0.43  you -0.36  your -0.67
""",
    ),
    "reproach": (
        -1.47,
        -0.09,
        """
# -0.73  @admits -0.69  @after 0.68  @as_if 0.74  @before -1.06  @belittle 0.34  @calls 0.25
@cannot 0.24  @care 0.35  @contact 0.66  @contrast 0.43  @dated -0.52  @empty 0.34  @end -0.78
@future 0.43  @generic 0.29  @guess 0.52  @instruct -0.69  @last -1.47  @money -0.32  @nature 0.26
@negation -0.38  @not_us 0.43  @ours -0.31  @owned -0.80  @papers 0.63  @past_of_you -0.69
@pejorative -0.34  @receives -0.62  @remedy 0.38  @remedy+near 0.41  @resign 0.85  @shared1 -0.56
@shared2 -0.53  @shared3 -0.29  @shared4 -0.25  @staff 0.26  @theirs -0.27  @third -0.62
@tone 0.68  @we -0.24  @would 0.39  @you -0.37  afresh 0.25  all 0.24  altere 0.34  altered 0.34
always 0.51  an -0.33  and -0.45  apologise 0.37  appear 0.27  appears 0.27  as 0.95  aside 0.27
ask 0.37  asking 0.32  assemb 0.34  away 0.49  b:#_# -0.24  b:a_bit 0.29  b:a_long 0.35
b:a_quick 0.25  b:a_short 0.47  b:all_this 0.25  b:and_i -0.48  b:and_tested 0.44  b:and_the -0.40
b:as_it 0.51  b:as_the 0.35  b:at_once 0.30  b:at_the 0.33  b:away_and 0.25  b:be_exchanged 0.34
b:before_you 0.32  b:confirm_the 0.27  b:could_have 0.35  b:during_the 0.49  b:evening_i 0.32
b:fell_short 0.30  b:for_it -0.31  b:for_our 0.43  b:for_the -0.36  b:for_weeks 0.24
b:free_of 0.30  b:from_your 0.44  b:had_it 0.26  b:had_you 0.33  b:have_been 0.28  b:have_let 0.26
b:have_opened 0.32  b:hoped_for 0.30  b:hour_in 0.50  b:i_could 0.30  b:if_the 0.23
b:in_october 0.27  b:in_the 0.30  b:is_always 0.37  b:is_clear 0.31  b:is_down 0.27  b:it_a 0.27
b:it_for 0.27  b:it_pays 0.35  b:it_should 0.24  b:it_would 0.30  b:just_before 0.37
b:let_us 0.30  b:like_this 0.36  b:look_at 0.27  b:may_have 0.46  b:most_people 0.38
b:must_have -0.26  b:next_time 0.43  b:noon_today 0.43  b:of_# 0.30  b:of_charge 0.30
b:of_what 0.27  b:of_you -0.24  b:off_on 0.29  b:our_team 0.45  b:pays_to 0.35  b:picked_the 0.28
b:read_the 0.24  b:short_of 0.29  b:should_be 0.31  b:should_have -0.35  b:showed_a 0.23
b:six_weeks 0.32  b:sorry_if 0.94  b:sorry_we -0.24  b:sorry_you 0.33  b:straight_away 0.37
b:summer_and 0.23  b:telling_the 0.34  b:tested_as 0.42  b:that_and 0.39  b:that_you 0.32
b:the_cancellation 0.25  b:the_desk 0.25  b:the_embassy 0.33  b:the_evening 0.47  b:the_fair 0.36
b:the_fitting 0.77  b:the_house -0.24  b:the_machine 0.26  b:the_trade 0.34  b:the_wrong 0.28
b:then_it's 0.25  b:this_morning -0.41  b:though_and 0.26  b:three_times 0.24  b:to_all 0.26
b:to_look 0.41  b:to_you -0.32  b:us_at 0.38  b:us_catch 0.34  b:we're_sorry 0.25
b:we_apologise 0.47  b:we_do 0.50  b:we_had -0.24  b:we_sent 0.26  b:weeks_and 0.24
b:when_you 0.34  b:where_our 0.37  b:without_telling 0.32  b:would_be 0.29  b:would_have 0.61
b:wrong_size 0.25  b:wrong_way 0.26  b:you_did 0.51  b:you_got 0.28  b:you_took 0.31
b:your_side 0.46  back -0.43  banner 0.23  be 0.45  before 0.83  best 0.33  bit 0.29  but -0.45
by -0.64  catch 0.34  chart 0.31  clear 0.27  clearl 0.27  clearly 0.27  concer 0.24  confir 0.36
confirm 0.37  corres 0.27  correspondence 0.27  couple 0.31  curren 0.24  current 0.24
custom 0.24  customers 0.29  daft 0.34  desk 0.29  did 0.56  do 0.81  does 0.66  during 0.41
early 0.33  eleven 0.27  emails 0.30  embass 0.33  embassy 0.33  enough 0.24  evenin 0.25
evening 0.26  every -0.38  exchan 0.34  exchanged 0.34  explai 0.39  extra 0.41  fair 0.33
fell 0.29  fittin 0.55  fitting 0.55  for 0.24  furnit 0.34  furniture 0.34  future 0.31
have 0.35  he -0.26  her -0.42  hoped 0.30  hour 0.33  house -0.30  i -0.77  i'd -0.25  i'll -0.56
i've -0.26  instructions 0.30  issue 0.27  it 0.45  it's 0.35  its 0.49  joke 0.33  landin 0.25
landing 0.25  len:0 -1.39  len:1 -1.10  len:3 0.45  little 0.28  long 0.30  look 0.54  looks 0.35
may 0.49  messag 0.30  message 0.31  mind 0.53  months 0.29  mornin -0.47  morning -0.46
most 0.34  my -0.34  next 0.36  no -0.44  nobody -0.29  noon 0.30  notice 0.57  now -0.40
nurser 0.32  nursery 0.32  o:ahead -0.70  o:dated -0.52  o:ours -0.31  o:pays -0.32  obviou 0.30
obviously 0.30  octobe 0.44  october 0.44  of 0.44  one -0.33  only -0.24  opened 0.25
others 0.25  our 0.62  own -0.27  p:before -1.55  p:none -0.24  page 0.49  pays 0.35  people 0.41
permit 0.27  phone 0.28  picked 0.31  please -0.30  quick 0.25  quite 0.42  reache 0.34
reached 0.35  read 0.37  receip 0.32  receipts 0.37  requir 0.27  required 0.27  right 0.29
say -0.26  settin 0.27  setting 0.27  sh:0 -0.78  sh:2 -0.27  sh:3 -0.29  shirts 0.36  short 0.61
side 0.24  silk 0.23  simple 0.36  since -0.36  site 0.37  six 0.28  sizes 0.32  slow 0.47
so -0.29  sofa 0.24  sooner 0.35  spared 0.37  straig 0.39  straight 0.39  stuck 0.24  such 0.50
sugges 0.45  suggest 0.45  teache 0.31  teacher's 0.33  team 0.32  tested 0.33  that -0.41
the 0.48  then 0.29  they 0.39  tickets 0.24  time 0.42  times 0.24  to 0.36  too -0.26
trade 0.33  trip 0.29  twenty 0.31  two -0.39  unit 0.31  unpack 0.34  unpacking 0.34  us 0.81
was -0.58  way 0.30  we 0.37  weeks 0.44  went -0.30  when 0.29  where 0.27  with -0.31
withou 0.26  without 0.26  work 0.39  would 0.64  you'd -0.27  your -0.46
""",
    ),
    "belittling": (
        -1.41,
        -1.42,
        """
# -0.48  @absolute -0.25  @admits 0.28  @after 0.67  @before -1.01  @belittle 1.18  @calls 0.56
@contact+dated -0.32  @contrast 1.00  @dated -0.36  @empty 0.28  @end -1.01  @first -0.54
@generic 0.45  @instruct -0.57  @last -1.16  @load -0.31  @money -0.32  @nature -0.45
@negation -0.43  @ours -0.30  @papers -0.31  @past_of_you -0.57  @pejorative -0.47
@receives -0.37  @remedy+near -0.27  @resign 0.53  @shared1 -0.35  @shared2 -0.37  @shared3 -0.50
@shared4 -0.30  @soon 0.35  @staff -0.41  @third -0.42  @tone -0.24  @we -0.54  @would -0.35
@you -0.85  about 0.24  across 0.34  after 0.41  all 0.57  alread 0.31  already 0.31  an -0.30
and -0.70  anyway 0.41  apart 0.38  apolog 0.24  apologise 0.44  are 0.68  at 0.55  b:#_# -0.25
b:#_kilometres 0.30  b:a_balloon 0.31  b:a_little 0.28  b:about_it 0.25  b:after_all 0.49
b:and_i -0.26  b:and_two 0.25  b:apologise_though 0.53  b:are_what 0.24  b:as_you 0.33
b:at_least 0.59  b:at_six 0.37  b:be_put 0.45  b:book_is 0.25  b:can_be 0.63  b:can_look 0.28
b:come_to 0.34  b:comes_to 0.27  b:day_and 0.26  b:days_on 0.29  b:didn't_come 0.38
b:find_the 0.41  b:first_day 0.47  b:for_him 0.45  b:for_the -0.34  b:four_o'clock 0.28
b:four_of 0.38  b:full_of 0.31  b:glance_at 0.36  b:happily_the 0.74  b:has_its 0.23
b:have_kept 0.30  b:have_made 0.66  b:he_has 0.36  b:his_face 0.30  b:his_third 0.31
b:i'd_like 0.48  b:i_can -0.31  b:i_gather 0.40  b:i_hope 0.33  b:i_was 0.33  b:in_a 0.35
b:in_case 0.39  b:in_his 0.23  b:is_missing 0.24  b:it's_good 0.28  b:it's_the 0.25  b:it_as 0.28
b:it_at 0.23  b:it_comes 0.27  b:it_didn't 0.38  b:it_is 0.32  b:it_ought 0.23  b:it_sits 0.23
b:it_was 0.30  b:kind_so 0.29  b:know_it's 0.27  b:know_you 0.37  b:like_this 0.24  b:like_to 0.41
b:look_on 0.29  b:made_you 0.67  b:meals_and 0.25  b:meant_for 0.45  b:most_people 0.29
b:not_a 0.24  b:not_one 0.24  b:nothing_but 0.24  b:of_other 0.34  b:of_our 0.26  b:of_the 0.53
b:of_them 0.39  b:on_a 0.94  b:on_and 0.25  b:on_top 0.26  b:page_# 0.43  b:put_right 0.44
b:read_that 0.39  b:rest_of 0.25  b:right_in 0.45  b:should_have -0.25  b:show_the 0.38
b:so_near 0.29  b:so_nothing 0.29  b:so_we 0.25  b:something_that 0.41  b:song_and 0.24
b:such_things 0.41  b:that_isn't 0.46  b:that_it 0.25  b:that_the 0.24  b:the_book 0.24
b:the_chapel 0.33  b:the_end 0.43  b:the_first 0.32  b:the_hospital 0.39  b:the_lake 0.25
b:the_ring 0.25  b:the_same 0.24  b:the_way 0.35  b:this_morning -0.25  b:three_hours 0.26
b:to_apologise 0.63  b:to_do -0.26  b:to_enjoy 0.24  b:to_read 0.29  b:two_days 0.25
b:was_his 0.30  b:was_saved 0.39  b:we_can 0.27  b:we_deliver 0.42  b:whatever_is 0.29
b:when_all 0.39  b:when_we 0.40  b:will_have 0.29  b:you_and 0.27  b:you_got 0.39  b:you_like 0.31
back -0.40  balloo 0.31  balloon 0.31  be 0.34  bedtim 0.42  bedtime 0.42  before -0.30
black 0.28  can 0.52  case 0.36  chapel 0.33  childr 0.36  children 0.36  come 0.49  comfor 0.30
comfort 0.30  compar 0.39  compared 0.39  consid 0.44  crumb 0.27  custom 0.54  customers 0.66
dance 0.28  day 0.48  delive 0.31  deliver 0.41  desser 0.31  dessert 0.31  didn't 0.24  do 0.24
dog 0.25  drill 0.29  eaten 0.29  eleven 0.26  end 0.39  enjoy 0.23  euros 0.26  even 0.36
face 0.42  far 0.36  find 0.30  fine 0.35  fire 0.29  first 0.36  flower 0.33  flowers 0.33
for -0.45  forget 0.40  form 0.41  four 0.36  fourte 0.24  fourteen 0.24  friday 0.30  gather 0.39
glad 0.40  glance 0.57  good 0.28  got 0.28  happil 0.82  happily 0.82  hardly 0.57  harmle 0.26
harmless 0.26  has 0.36  haven' 0.29  haven't 0.29  her -0.27  here -0.28  him 0.27  hope 0.31
hospit 0.27  hospital 0.27  i'd 0.31  i'll -0.30  if -0.46  in 0.39  indeed 0.47  intere 0.37
is 0.51  it's 0.77  kept 0.25  kilome 0.30  kilometres 0.30  kind 0.28  know 0.36  lake 0.25
least 0.52  left -0.26  len:0 -1.60  len:1 -0.45  len:2 0.31  len:4 -0.31  like 0.68  look 0.34
made 0.50  many 0.58  me -0.23  meals 0.24  meant 0.41  mistak 0.29  mistakes 0.37  money 0.33
more 0.32  mornin -0.31  morning -0.30  most 0.68  my -0.44  new -0.33  no -0.31  not 0.32
now -0.33  o'cloc 0.25  o'clock 0.25  o:ahead -0.28  o:contact -0.29  o:dated -0.36
o:named_time -0.35  o:ours -0.30  o:pays -0.32  oil 0.27  on 0.26  only -0.33  order 0.37
other 0.85  our -0.44  over -0.30  p:after -0.47  p:before -0.55  p:none -0.45  page 0.35
party 0.27  people 0.46  perfec 0.25  please -0.27  positi 0.29  position 0.29  posts 0.24
princi 0.27  principle 0.28  reliev 0.38  relieved 0.38  right 0.35  road 0.26  saved 0.29
sh:0 -0.95  sh:3 -0.50  show 0.33  since -0.24  sits 0.23  so 0.61  some 0.27  someth 0.32
something 0.35  song 0.23  soon 0.47  sorry -0.47  spotte 0.29  spotted 0.29  such 0.39
sunday 0.48  supper 0.39  surger 0.42  take -0.27  that -0.33  that's -0.30  the 0.25  they 0.25
things 0.44  third 0.30  though 0.46  today -0.25  too -0.36  up -0.25  us -0.38  vegeta 0.31
was 0.45  watche 0.35  watched 0.35  we're 0.36  wednes -0.25  wednesday -0.24  what 0.27
whatev 0.24  whatever 0.24  when 0.38  who -0.30  with -0.51  wrong -0.26  your -0.80
""",
    ),
    "excuse": (
        -1.57,
        -0.46,
        """
# -0.84  @absolute 0.45  @admits -0.73  @after 0.63  @apology -0.24  @before -0.70  @belittle 0.47
@cannot 0.76  @care -0.49  @dated -0.32  @empty 0.48  @end -0.98  @generic 0.24  @instruct -0.62
@last -1.36  @load 0.80  @money -0.32  @nature 0.24  @normal 0.76  @not_us 0.25  @ours -0.41
@papers -0.36  @past_of_you -0.62  @pejorative -0.32  @promise 0.74  @resign 1.37  @shared1 -0.79
@shared2 -0.74  @shared3 -0.40  @theirs -0.49  @third 0.50  @tone -0.37  @we -0.53  @would -0.38
@you -1.13  a 0.33  accide 0.27  advanc 0.21  advance 0.21  alike 0.26  always 0.44  an -0.24
apologise 0.30  are 1.61  at 0.38  automa 0.31  automatically 0.31  avoide 0.26  avoided 0.26
b:#_# -0.23  b:a_balloon 0.23  b:a_day 0.45  b:a_saturday 0.45  b:a_signature 0.26  b:a_small 0.34
b:an_hour -0.25  b:and_at 0.28  b:and_in 0.23  b:and_no 0.32  b:and_not 0.29  b:and_our 0.30
b:and_then 0.24  b:any_sooner 0.27  b:at_# -0.30  b:at_every 0.25  b:at_six 0.26
b:because_of 0.25  b:been_at 0.29  b:before_black 0.21  b:beyond_our 0.36  b:black_friday 0.32
b:bound_to 0.41  b:can_only 0.29  b:could_have 0.34  b:dates_from 0.21  b:days_and 0.30
b:device_on 0.21  b:do_it 0.36  b:do_so 0.23  b:easily_overlooked 0.33  b:figures_on 0.22
b:fitters_are 0.42  b:for_the -0.26  b:have_a 0.26  b:have_been -0.25  b:have_done 0.33
b:have_kept 0.33  b:have_to 0.36  b:his_face 0.23  b:his_third 0.24  b:i_could 0.22
b:if_that 0.58  b:if_the 0.57  b:in_advance 0.21  b:in_november 0.21  b:in_our -0.28
b:in_the 0.24  b:into_a 0.37  b:is_bound 0.32  b:is_easily 0.33  b:is_in -0.25  b:is_on -0.21
b:it's_the 0.23  b:it_a 0.35  b:it_has 0.26  b:must_have -0.26  b:no_shop 0.22  b:not_a 0.28
b:nothing_i 0.23  b:of_the 0.57  b:of_us 0.23  b:on_a 0.75  b:on_friday -0.25  b:on_such 0.22
b:one_and 0.41  b:one_of -0.29  b:our_control 0.36  b:our_site 0.21  b:overnight_and 0.21
b:second_time 0.31  b:should_have -0.23  b:signature_is 0.27  b:since_the 0.22  b:so_much 0.31
b:so_there 0.26  b:such_things 0.35  b:take_the -0.21  b:that_each 0.35  b:the_case 0.56
b:the_delivery 0.60  b:the_fitters 0.41  b:the_hour 0.27  b:the_house -0.27  b:the_market 0.43
b:the_minute 0.22  b:the_month 0.33  b:the_old -0.27  b:the_post 0.43  b:the_system 0.38
b:the_weeks 0.26  b:there_was 0.38  b:this_morning -0.35  b:time_of 0.22  b:to_be 0.25
b:two_hundred 0.23  b:two_of 0.23  b:up_to 0.39  b:us_in 0.26  b:was_his 0.23  b:was_nothing 0.41
b:was_the 0.53  b:we_apologise 0.54  b:we_deliver 0.27  b:weeks_before 0.26  b:what_the 0.25
b:when_we 0.27  b:where_a 0.29  b:will_be -0.25  b:will_have 0.26  b:you_had 0.64  back -0.39
balloo 0.23  balloon 0.23  bedtim 0.35  bedtime 0.35  been -0.27  before 0.28  being -0.27
beyond 0.35  black 0.31  both -0.27  bound 0.41  box -0.27  busine 0.28  business 0.28  but -0.23
can 0.64  case 0.55  choose 0.39  clear 0.25  contro 0.40  control 0.43  could 0.44  curren 0.28
custom 0.46  customer -0.27  customers 0.27  date 0.30  dates 0.21  day 0.36  days 0.24
decemb -0.25  delive 0.77  deliver 0.27  delivery 0.51  desser 0.34  dessert 0.34  do 0.70
does 0.75  done 0.26  down -0.25  easily 0.49  employ 0.41  end 0.23  even 0.29  ever 0.30
expres 0.31  express 0.31  face 0.28  fast 0.37  felt 0.44  first -0.23  fitter 0.54  fitters 0.40
for -0.83  forget 0.35  forty 0.26  four 0.23  free -0.38  friday 0.37  full -0.23  get 0.34
glad 0.26  glass 0.32  go 0.27  guaran 0.30  guarantee 0.30  had 0.41  has 0.27  have 0.57
he -0.29  her -0.36  here -0.38  him -0.27  honest 0.26  hoped 0.63  house -0.27  how -0.23
hundre 0.54  hundred 0.48  i -0.95  i'll -0.32  i've -0.35  if 0.45  in 0.43  inspec 0.23
inspect 0.28  into 0.39  is 0.60  it -0.50  kept 0.26  least 0.32  len:0 -1.79  len:1 -0.53
len:2 -0.32  len:3 0.67  let -0.26  line -0.25  longer 0.23  look 0.24  many 0.33  market 0.42
marks 0.26  may 0.47  me -0.29  mine -0.24  month 0.47  mornin -0.31  morning -0.31  much 0.26
must -0.32  my -0.39  name -0.22  nearly 0.32  new -0.48  now -0.24  number -0.23  o:ahead -0.39
o:contact -0.41  o:dated -0.32  o:named_time -0.33  o:ours -0.41  o:pays -0.32  of 0.29  off -0.29
overlo 0.31  overlooked 0.31  overni 0.23  overnight 0.23  own -0.24  p:after -0.31
p:before -0.89  p:none -0.42  p:same -0.23  party 0.22  person -0.26  pile 0.37  poor 0.39
post 0.32  produc 0.23  put -0.22  really 0.64  recept 0.41  reception 0.41  saturd 0.31
saturday 0.21  say -0.25  sh:0 -0.63  sh:1 -0.21  sh:2 -0.39  sh:3 -0.40  she -0.25  shop 0.37
short 0.30  should -0.42  six 0.22  small 0.41  so 0.49  some 0.41  sooner 0.26  sorry -0.39
speaki 0.35  speaking 0.35  staffe 0.23  staffed 0.23  studio 0.37  such 0.55  sunday 0.28
system 0.53  takes 0.30  tell 0.23  than 0.51  that's -0.31  the 0.53  there 0.30  they 0.35
things 0.79  third 0.26  throug 0.23  through 0.23  thursd -0.29  time 0.52  today -0.47
tomorr -0.37  tomorrow -0.36  track 0.25  turn 0.28  until -0.30  up 0.73  vegeta 0.33
volume 0.29  we 0.75  wednes -0.30  wednesday -0.28  went -0.24  where 0.23  with 0.42
wrong -0.22  you -0.25  your -0.88
""",
    ),
}
