"""How much features speak for flaws in English apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

FAMILIES = {
    "explanation": (
        -0.72,
        1.14,
        """
# -0.33  @absolute 0.27  @admits -0.45  @after 0.28  @before -0.18  @belittle -0.34  @calls -0.12
@cannot 0.19  @care -0.19  @dated 0.29  @first -0.35  @generic -0.31  @instruct -0.51
@money -0.16  @must -0.11  @nature 0.24  @negation -0.47  @not_us 0.14  @ours -0.55
@ours+dated 0.22  @owned -0.13  @papers 0.56  @past -0.31  @past_of_you -0.51  @pejorative -0.32
@receives 0.53  @remedy 0.96  @remedy+dated 0.34  @remedy+near 0.19  @shared1 -0.54
@shared2 -0.78  @shared3 -0.48  @shared4 -0.23  @soon 0.15  @theirs -1.25  @third 0.52
@tone -0.33  @we 0.40  @would -0.27  @you -1.44  a 0.11  above 0.13  after 0.11  all 0.29
and -0.23  anyone -0.12  are 0.68  as 0.30  at 0.37  automa 0.15  back -0.31  bad -0.18
bath -0.20  be 0.15  been -0.13  beginn 0.19  beginning 0.19  belong 0.15  belongs 0.13
beneat 0.24  beneath 0.24  bill 0.13  black -0.12  both 0.15  box 0.14  boy -0.21  buildi 0.21
building 0.14  by 0.49  came -0.11  cancelled 0.22  car -0.13  carrie 0.22  change 0.28
charge -0.14  chargi 0.28  charging 0.28  check 0.14  choice 0.45  coat -0.20  custom 0.28
date 0.23  day 0.31  desk -0.15  dinner 0.19  direct 0.14  do 0.25  doesn' -0.13  doesn't -0.13
done 0.18  door -0.11  down -0.17  driver 0.23  each 0.18  eight -0.12  eighty -0.14  electr 0.12
empty -0.25  end -0.21  error -0.13  evenin 0.11  evening 0.11  everyw 0.12  everywhere 0.12
f 0.12  fast 0.19  field 0.17  first -0.36  fitted -0.13  five 0.12  flat -0.16  foot -0.11
form 0.32  gas 0.18  get 0.35  gives -0.16  goes 0.16  gone -0.21  good -0.16  guaran -0.22
guarantee -0.22  had 0.17  hair 0.13  half -0.13  handle 0.44  hang 0.15  happen -0.20
happened -0.19  he -0.11  her -0.27  him -0.16  his -0.26  home -0.11  hotel 0.18  house -0.15
how -0.22  i -0.57  i'll -0.20  in 0.32  includ 0.56  included 0.11  inspec 0.26  inspection 0.26
into 0.34  iron -0.20  is 0.26  it -0.45  job 0.13  keep 0.21  kids -0.17  ladder 0.29
learne -0.13  learned -0.13  left 0.19  len:0 -0.91  len:1 -0.81  len:3 0.60  len:4 0.33
list 0.20  live 0.24  looked -0.12  looks 0.18  lost -0.16  madden -0.12  maddening -0.12
make -0.16  may 0.43  minute -0.22  minutes -0.33  mornin -0.11  morning -0.11  move 0.12
moved 0.87  must -0.25  n@absolute 0.27  n@admits 0.20  n@belittle -0.22  n@cannot 0.12
n@care -0.15  n@contact 0.18  n@contact+dated 0.11  n@dated 0.28  n@ours -0.21  n@ours+dated 0.11
n@papers 0.37  n@past -0.23  n@pejorative -0.11  n@promise 0.14  n@receives 0.27  n@remedy 0.59
n@remedy+dated 0.27  n@resign -0.21  n@staff 0.23  n@theirs -0.26  n@third 0.50  n@we 0.18
n@would -0.16  n@you -0.20  name 0.43  neighb -0.17  neighbours -0.11  new:-1 -0.12  new:0 -0.76
new:1 -0.81  new:2 -0.76  new:3 0.44  new:4 0.89  next 0.14  night -0.17  ninety -0.15  no -0.23
not 0.24  notfirst -0.21  notice 0.17  now -0.14  number 0.45  numbers 0.43  o:ahead 0.27
o:contact -0.11  o:dated 0.29  o:ours -0.55  o:pays -0.15  o:remedy 0.43  of -0.14  off 0.13
old -0.11  on -0.24  one 0.16  only -0.20  onto 0.14  or 0.39  order -0.13  orders 0.24  our 0.67
ours -0.14  over 0.37  overni 0.12  overnight 0.12  patter 0.13  pattern 0.13  paymen 0.14
payments 0.13  pictur 0.36  picture 0.37  pillar 0.14  pitch -0.20  plan 0.16  poor 0.31
post -0.19  put -0.16  quite 0.22  receiv 0.11  received 0.11  reserv 0.33  reserved 0.33
return 0.14  same 0.16  sample 0.16  say -0.27  seal 0.11  seam -0.27  second 0.39  see -0.21
septem 0.18  september 0.18  series 0.12  set -0.14  sh:1 0.16  sh:2 -0.34  sh:3 -0.48
shared 0.23  short 0.15  shows -0.23  side 0.18  signed 0.12  since -0.26  six -0.29  sixty 0.21
size 0.12  sligo -0.16  small 0.13  so 0.22  sofa 0.11  someon -0.16  someone -0.16  someth -0.23
something -0.22  soon 0.15  spring 0.28  statio 0.28  stay 0.21  stayed 0.12  still 0.11
stop -0.15  stoppe 0.33  stopped 0.33  store 0.12  straig 0.15  straight 0.15  street 0.23
strip -0.20  system 0.20  than 0.13  that -0.11  that's -0.31  the 0.66  then -0.21  there' 0.13
there's 0.13  they 0.38  things 0.32  this 0.25  three -0.30  throug 0.21  through 0.21
thursd 0.26  thursday 0.26  till -0.17  time 0.48  to 0.14  told -0.13  top 0.12  transf 0.14
tuesda 0.11  tuesday 0.11  turn 0.25  turned 0.27  turns -0.12  twelve 0.31  under -0.15
waitin -0.14  waiting -0.14  was -0.15  way -0.12  we 0.28  wear -0.16  websit 0.29  website 0.29
wednes -0.18  wednesday -0.18  week -0.17  well 0.27  went -0.13  were 0.29  what -0.16
whatev 0.22  whatever 0.22  when 0.38  where 0.21  while 0.11  whole 0.47  with 0.19  word -0.12
worn 0.15  would -0.13  wrong -0.11  years -0.37  you -0.92  you'll -0.20  your -0.50
""",
    ),
    "conditional": (
        -1.62,
        -1.05,
        """
# -0.54  @absolute 0.23  @after 0.45  @apology 0.31  @before -0.95  @belittle 0.55  @contact -0.30
@contrast 0.54  @dated -0.41  @end -0.61  @instruct -0.80  @last -0.99  @money -0.20
@negation -0.56  @normal 0.27  @not_us -0.22  @owned -0.52  @papers 0.19  @past 0.21
@past_of_you -0.80  @pejorative -0.50  @promise 0.41  @regret 0.38  @remedy+dated -0.27
@resign 0.21  @shared1 -0.46  @shared2 -0.50  @shared3 -0.34  @theirs -0.21  @tone 0.32  @we -0.40
@would 0.25  @you -0.27  across 0.61  act 0.36  after 0.45  an 0.26  and -0.87  any 0.51
anyone 0.21  anyway 0.51  apolog 0.48  apologies -0.20  apologise 0.40  apologize 0.34
arrang 0.29  arranged 0.29  as 0.74  b:a_fifteen 0.32  b:a_fright 0.35  b:a_poor 0.23
b:a_sign 0.37  b:a_word 0.28  b:about_our 0.28  b:about_the 0.26  b:across_as 0.41
b:after_all 0.52  b:an_eye 0.34  b:and_i'm -0.25  b:and_not 0.52  b:and_the -0.24  b:and_then 0.31
b:any_offence 0.33  b:anything_to 0.20  b:apologise_if 0.38  b:apologise_in 0.23
b:apologise_to -0.19  b:are_sorry 0.31  b:as_it 0.38  b:as_our 0.19  b:at_a 0.33  b:at_every 0.32
b:be_an 0.23  b:been_taken 0.20  b:by_this 0.41  b:by_us 0.24  b:came_across 0.35
b:caused_you 0.22  b:cleaning_and 0.33  b:come_across 0.32  b:do_apologise -0.20  b:door_was 0.24
b:extent_that 0.43  b:eye_on 0.34  b:feel_that 0.42  b:fell_short 0.23  b:felt_to 0.20
b:find_the 0.49  b:first_act 0.36  b:for_him 0.26  b:for_it 0.26  b:for_that 0.19  b:for_the -0.49
b:frustrating_on 0.27  b:gave_a 0.28  b:given_you 0.32  b:had_hoped 0.35  b:hard_to 0.32
b:have_been 0.24  b:have_given 0.34  b:have_had 0.19  b:have_let 0.34  b:have_made 0.22
b:he_has 0.20  b:hoped_for 0.23  b:how_things 0.34  b:hundred_people 0.31  b:i_apologise -0.24
b:i_do -0.21  b:if_our 0.52  b:if_that 0.53  b:if_the 0.59  b:if_this 0.32  b:if_you 0.26
b:in_a 0.23  b:in_case 0.42  b:in_so 0.20  b:in_the -0.35  b:insofar_as 0.45  b:it's_hard 0.32
b:it_gave 0.28  b:it_turn 0.32  b:keeping_an 0.34  b:last_night's 0.21  b:left_by 0.25
b:left_on 0.32  b:look_at 0.24  b:made_you 0.28  b:may_have 0.50  b:meant_for 0.26
b:moment_and 0.33  b:must_have -0.19  b:not_a 0.50  b:of_them 0.33  b:of_what 0.33
b:offence_that 0.27  b:on_page 0.33  b:on_the -0.19  b:on_your 0.48  b:one_of 0.31
b:our_service 0.20  b:out_that 0.29  b:question_is 0.21  b:short_of 0.33  b:should_have -0.36
b:should_it 0.32  b:should_this 0.57  b:so_far 0.20  b:something_that 0.24  b:sorry_about -0.19
b:sorry_if 1.40  b:sorry_in 0.46  b:sorry_that -0.43  b:sorry_we -0.30  b:than_you 0.18
b:that_isn't 0.25  b:that_the 0.41  b:that_way 0.22  b:that_your 0.20  b:the_case 0.19
b:the_cleaning 0.33  b:the_door 0.24  b:the_extent 0.48  b:the_first 0.22  b:the_pen 0.48
b:then_we're 0.20  b:there_and 0.37  b:this_has 0.23  b:this_have 0.57  b:this_i 0.32
b:this_morning -0.19  b:this_should -0.20  b:to_apologise 0.34  b:to_look 0.30  b:to_the 0.26
b:to_you -0.57  b:turn_out 0.32  b:was_indeed 0.26  b:was_not 0.18  b:was_the 0.18
b:wasn't_to 0.22  b:we'd_like 0.20  b:we're_sorry 0.50  b:we_apologise 0.45  b:we_apologize 0.21
b:we_are 0.26  b:we_will 0.33  b:what_you 0.28  b:where_our 0.19  b:will_be 0.49  b:word_at 0.33
b:would_have 0.40  b:you_a 0.23  b:you_any 0.24  b:you_feel 0.48  b:you_felt 0.45  b:your_end 0.27
barely 0.51  be 0.34  before -0.18  bookle 0.31  booklet 0.31  both -0.18  but -0.33  by 0.24
came 0.25  case 0.58  caused 0.23  childr 0.46  children 0.46  cleani 0.32  cleaning 0.32
collea 0.24  colleague 0.25  come 0.25  descri 0.20  description 0.20  does 0.32  during 0.38
eight 0.20  end 0.24  explai 0.33  explain 0.33  expres 0.56  express 0.56  extent 0.48  eye 0.20
face 0.74  far 0.63  feel 0.51  fell 0.23  felt 0.83  fiftee 0.31  fifteen 0.31  find 0.41
for -0.37  four 0.48  fright 0.31  from -0.37  frustr 0.26  frustrating 0.26  gave 0.30
given 0.34  guaran 0.55  guarantee 0.57  hard 0.30  has 0.32  have 0.41  having 0.33  help 0.27
her -0.24  hoped 0.35  hundre 0.29  hundred 0.29  i -0.74  i'll -0.25  i'm -0.55  if 1.66
impres 0.36  impression 0.36  in -0.23  indeed 0.59  insofa 0.45  insofar 0.45  intere 0.47
interv 0.31  interval 0.32  intrus 0.23  is 0.25  keepin 0.33  keeping 0.33  left 0.26
len:0 -1.87  len:1 -0.36  len:2 0.19  len:3 0.30  look 0.21  made 0.24  may 0.48  me -0.33
meant 0.23  might 0.18  minute 0.33  moment 0.28  more 0.45  mornin -0.21  morning -0.21
most 0.48  must -0.23  my -0.34  new -0.22  night' 0.20  night's 0.20  no -0.30  nobody -0.21
not 0.19  now -0.20  number -0.37  o:ahead -0.36  o:contact -0.48  o:dated -0.41
o:named_time -0.57  o:pays -0.20  of -0.20  off -0.24  offenc 0.33  offence 0.33  one -0.18
only -0.23  our 0.45  outage 0.21  p:after -0.84  p:before -1.28  p:none -0.26  p:same 0.37
page 0.23  pen 0.48  people 0.26  poor 0.23  privac 0.23  privacy 0.23  recogn 0.52  regret 0.21
respec 0.23  season 0.20  second -0.18  settin 0.38  setting 0.33  sh:0 -0.92  sh:3 -0.34
short 0.30  should 0.46  sign 0.35  slow 0.20  so -0.36  someth 0.41  something 0.42  than 0.20
that 0.25  that's -0.22  the 0.46  then 0.66  things 0.24  this 0.59  time -0.22  turn 0.30
two -0.27  uncomf 0.42  uncomfortable 0.42  up -0.28  was 0.25  way 0.50  we 0.31  we're 0.51
will 0.31  withou -0.20  without -0.20  workto 0.32  worktop 0.32  you'd -0.23
""",
    ),
    "others": (
        -1.44,
        -0.05,
        """
# -0.90  @admits -0.58  @after 0.65  @apology -0.49  @as_if 0.36  @before -1.06  @contact -0.49
@contrast 0.20  @empty 0.27  @end -1.01  @first -0.25  @generic -0.61  @guess 0.38
@instruct -0.53  @last -1.42  @money -0.26  @must -0.26  @nature -0.37  @not_us 0.85  @ours -0.34
@ours+dated 0.19  @owned -0.54  @past -0.21  @past_of_you -0.53  @pejorative 0.93  @regret -0.59
@remedy+dated -0.20  @shared1 -0.88  @shared2 -0.55  @shared3 -0.38  @shared4 -0.29  @soon 0.24
@staff 0.42  @theirs -0.53  @third 1.73  @we -0.55  @would -0.56  @you -1.10  advise 0.19
after 0.49  again -0.22  agency 0.50  all -0.33  alone 0.19  altere 0.24  altered 0.24  an 0.19
apolog -0.25  are 0.60  as 0.20  at -0.43  b:a_joke 0.26  b:a_little 0.32  b:a_room 0.29
b:a_scratch 0.51  b:a_service 0.33  b:a_signature 0.28  b:address_and 0.19  b:after_a 0.24
b:afternoon_and 0.23  b:an_agency 0.29  b:and_i -0.24  b:and_is 0.42  b:and_once 0.33
b:and_their 0.25  b:and_then 0.21  b:as_to 0.36  b:been_at 0.29  b:before_black 0.31
b:black_friday 0.31  b:by_a 0.39  b:by_the 0.69  b:carried_out 0.24  b:copy_without 0.19
b:courier_is 0.26  b:days_after 0.19  b:device_on 0.25  b:evening_and 0.27  b:every_one 0.19
b:fault_lies 0.23  b:fitters_are 0.45  b:for_the -0.27  b:for_this 0.23  b:from_a 0.20
b:gave_us 0.23  b:good_order 0.26  b:handed_it 0.24  b:he_left 0.19  b:her_own 0.33
b:in_good 0.25  b:in_newry 0.20  b:in_october 0.24  b:in_our -0.32  b:including_the 0.39
b:into_the 0.20  b:is_done 0.20  b:is_in -0.29  b:is_to 0.19  b:it's_the 0.25  b:it_has 0.26
b:it_like 0.34  b:it_there 0.19  b:lies_squarely 0.23  b:like_a 0.31  b:list_and 0.38
b:make_the 0.19  b:nothing_we 0.19  b:of_that 0.28  b:of_them 0.21  b:on_her 0.29
b:once_more 0.33  b:our_warehouse -0.20  b:passenger_door 0.34  b:signature_is 0.28
b:since_the 0.34  b:spoke_to 0.19  b:squarely_with 0.23  b:supplier_is 0.32  b:telling_the 0.25
b:that_afternoon 0.32  b:the_address 0.19  b:the_courier 0.28  b:the_data 0.19  b:the_driver -0.28
b:the_embassy 0.25  b:the_factory 0.25  b:the_fitters 0.44  b:the_line 0.27  b:the_market 0.25
b:the_name 0.39  b:the_one 0.27  b:the_passenger 0.34  b:the_same -0.19  b:the_trade 0.25
b:the_warehouse 0.21  b:the_way 0.31  b:the_whole 0.27  b:them_and 0.26  b:this_morning -0.28
b:to_blame 0.33  b:to_get 0.36  b:to_the -0.27  b:to_us 0.53  b:up_to 0.24  b:us_and -0.20
b:was_on 0.44  b:we_could 0.19  b:we_only 0.22  b:wednesday_night 0.19  b:where_a 0.30
b:with_our 0.21  b:without_telling 0.27  b:you_spoke 0.19  back -0.35  bag -0.32  be -0.42
belong 0.39  belongs 0.25  black 0.22  blame 0.31  bookin 0.49  booking 0.50  by 0.71  can 0.22
can't 0.19  carrie 0.24  carried 0.24  centre 0.35  choice 0.39  choose 0.44  collea 0.30
colleague 0.19  comes 0.21  control 0.19  courie 0.28  data 0.26  date 0.50  day 0.21  device 0.24
didn't 0.21  dinner 0.27  done 0.31  down 0.27  drawin 0.20  drawing 0.20  drove 0.33  eight -0.20
embass 0.25  embassy 0.25  employ 0.55  employed 0.58  entire 0.23  entirely 0.23  evenin 0.23
evening 0.23  ever 0.24  everyt 0.31  everything 0.31  factor 0.22  factory 0.22  fault 0.30
file 0.19  firm 0.42  first -0.24  fitter 0.41  fitters 0.42  flag 0.19  for -0.21  friday 0.25
from 0.72  gave 0.22  get 0.44  hand -0.22  handed 0.20  handle 0.39  have -0.26  he'll -0.21
held 0.33  hinges 0.24  his -0.19  honest 0.26  honestly 0.26  house -0.22  i -0.87  i'd -0.20
i'm -0.25  if -0.37  in 0.42  includ 0.38  including 0.39  intern 0.19  internet 0.21  is 0.20
its 0.50  jobs 0.36  join 0.30  joke 0.24  label -0.19  leave -0.22  len:0 -1.72  len:1 -0.68
len:3 0.82  len:4 -0.30  lies 0.22  like 0.29  list 0.30  little 0.21  longer 0.39  mark 0.33
market 0.25  me -0.25  meat 0.23  mess 0.35  miss 0.33  more 0.21  my -0.37  newry 0.20  no 0.22
not -0.22  now -0.37  number -0.19  o:ahead -0.73  o:contact -0.40  o:named_time -0.79
o:ours -0.34  o:pays -0.26  o:remedy -0.35  octobe 0.22  october 0.22  off -0.31  old -0.21
once 0.24  open 0.19  or -0.24  p:after -0.23  p:before -0.55  p:none -0.35  p:same -0.47
panels 0.20  partne 0.28  partner 0.28  passen 0.33  passenger 0.34  pictur 0.33  picture 0.33
please -0.26  portra 0.40  previo 0.43  previous 0.43  provid 0.33  provider 0.33  restored 0.19
roll 0.31  rubbis 0.29  rubbish 0.29  run 0.20  said 0.31  same -0.20  say -0.30  scratc 0.49
scratch 0.49  sent 0.32  servic 0.44  service 0.46  sh:0 -0.47  sh:1 -0.45  sh:2 -0.19  sh:3 -0.38
shared 0.30  shots 0.39  should -0.25  signat 0.22  signature 0.22  sixty 0.29  sizes 0.25
somewh 0.31  somewhere 0.31  sorry -0.33  square 0.23  squarely 0.23  street 0.24  suppli 0.34
supplier 0.35  take -0.19  takes 0.19  thank 0.32  that's -0.28  the 0.93  their 0.56  them 0.35
then 0.21  there 0.32  they 0.67  three -0.21  thursd -0.24  time -0.24  to 0.38  today -0.34
tomorr -0.39  tomorrow -0.37  trade 0.25  two -0.29  us 1.09  use 0.23  usuall 0.27  usually 0.27
was 0.29  we 0.28  weeks 0.25  went -0.38  what -0.20  where 0.32  who 0.66  whole 0.23
will -0.41  withou 0.29  without 0.29  wrong -0.34  you -0.34  your -0.73
""",
    ),
    "reproach": (
        -1.35,
        1.08,
        """
# -0.83  @absolute -0.21  @admits -0.74  @after 0.49  @as_if 0.63  @before -1.35  @belittle 0.68
@calls 0.31  @contact 0.68  @contrast 0.27  @dated -0.40  @end -0.72  @first -0.48  @future 0.49
@generic 0.33  @guess 0.50  @instruct -0.61  @last -1.38  @money -0.25  @nature 0.38  @not_us 0.25
@ours+dated -0.31  @owned -0.76  @papers 0.43  @past_of_you -0.61  @pejorative -0.44
@receives -0.75  @remedy+near 0.63  @resign 0.69  @shared1 -0.47  @shared2 -0.64  @shared3 -0.23
@shared4 -0.23  @theirs -0.33  @third -0.61  @tone 0.83  @we -0.28  @would 0.48  @you -0.82
accept 0.31  all 0.21  altere 0.29  altered 0.29  always 0.36  an -0.24  and -0.43
apologies -0.25  apologise 0.42  appear 0.27  appears 0.28  as 0.83  aside 0.22  asking 0.34
away 0.36  b:#_october 0.23  b:a_bit 0.33  b:a_long 0.37  b:a_short 0.47  b:all_this 0.27
b:am_sorry 0.35  b:and_a 0.27  b:and_i -0.41  b:and_i'm 0.50  b:and_tested 0.39  b:and_the -0.50
b:apologise_for 0.22  b:as_it 0.27  b:as_the 0.22  b:asking_the 0.25  b:at_once 0.28
b:at_that 0.23  b:away_and 0.26  b:be_exchanged 0.35  b:common_sense 0.21  b:confirm_the 0.28
b:could_have 0.32  b:did_look 0.23  b:did_not 0.22  b:during_the 0.54  b:evening_i 0.30
b:families_to 0.21  b:five_year 0.42  b:for_how 0.42  b:for_it -0.27  b:for_nothing 0.51
b:for_six 0.21  b:free_of 0.30  b:glance_at 0.24  b:have_let 0.30  b:have_opened 0.29
b:hoped_for 0.27  b:how_the 0.43  b:howard_mace 0.61  b:i_can -0.22  b:i_could 0.28  b:if_the 0.23
b:in_october 0.27  b:in_the 0.24  b:is_always 0.36  b:it_for 0.27  b:it_pays 0.40  b:it_would 0.22
b:just_before 0.34  b:left_on 0.26  b:let_us 0.34  b:look_at 0.28  b:may_have 0.42
b:message_on 0.28  b:miles_for 0.53  b:next_time 0.43  b:ninety_miles 0.53  b:noon_today 0.38
b:of_charge 0.30  b:of_common 0.21  b:of_it -0.25  b:of_what 0.25  b:on_page 0.28
b:order_says 0.26  b:pays_to 0.40  b:she_was 0.23  b:short_of 0.26  b:should_be 0.23
b:should_have -0.34  b:showed_a 0.22  b:signed_off 0.21  b:six_weeks 0.21  b:so_do 0.22
b:sorry_if 0.84  b:sorry_you 0.28  b:summer_and 0.22  b:telling_the 0.29  b:tested_as 0.38
b:that_said 0.26  b:that_you 0.34  b:the_cancellation 0.22  b:the_colour 0.21  b:the_day 0.30
b:the_embassy 0.29  b:the_evening 0.28  b:the_fair 0.33  b:the_fitting 0.67  b:the_front 0.45
b:the_house -0.21  b:the_old -0.27  b:the_order 0.27  b:the_trade 0.29  b:the_trouble 0.57
b:this_morning -0.33  b:though_and 0.24  b:three_times 0.22  b:to_all 0.21  b:to_keep 0.21
b:to_look 0.46  b:to_my 0.27  b:to_you -0.32  b:we_apologise 0.73  b:we_do 0.23  b:well_to 0.25
b:when_you 0.21  b:where_our 0.34  b:will_be 0.23  b:without_telling 0.27  b:would_be 0.31
b:would_have 0.61  b:wrong_way 0.28  b:year_old 0.43  b:you_did 0.45  b:you_got 0.29
b:you_took 0.33  back -0.33  banner 0.22  be 0.52  before 0.70  best 0.44  bit 0.33  but -0.35
can 0.53  capita 0.26  catch 0.29  changed -0.23  clearl 0.25  clearly 0.25  clicki 0.24
clicking 0.24  common 0.21  confir 0.28  confirm 0.27  corres 0.28  correspondence 0.28
could 0.23  curren 0.29  current 0.29  custom 0.30  customers 0.35  daft 0.30  day 0.29  desk 0.22
did 0.57  do 0.29  does 0.56  door 0.28  during 0.48  earth 0.26  emails 0.30  embass 0.29
embassy 0.29  every -0.24  exchan 0.34  exchanged 0.35  explai 0.38  explain 0.25  fair 0.28
fell 0.26  fittin 0.50  fitting 0.50  five 0.27  for 0.58  from -0.28  front 0.36  glance 0.24
have 0.34  he -0.26  her -0.43  him -0.24  honest 0.23  hoped 0.26  house -0.28  howard 0.61
i -0.63  i'd -0.27  i'll -0.47  i'm -0.22  i've -0.25  if 0.25  in -0.28  it 0.43  its 0.34
joke 0.33  just 0.31  kind 0.23  len:0 -1.45  len:1 -0.67  len:3 0.50  letters 0.22  little 0.28
long 0.30  look 0.42  looks 0.32  mace 0.61  mail 0.21  manage 0.52  may 0.35  me -0.28
message 0.21  miles 0.49  mind 0.22  mornin -0.33  morning -0.33  most 0.23  must -0.23  my -0.31
next 0.33  ninety 0.49  no -0.36  nobody -0.27  noon 0.29  nothin 0.24  nothing 0.24  notice 0.60
novemb -0.25  november -0.25  now -0.43  o:ahead -0.45  o:dated -0.40  o:named_time -0.51
o:pays -0.25  o:remedy -0.29  octobe 0.46  october 0.46  of 0.49  old 0.27  one -0.28  opened 0.25
order 0.23  our 0.21  p:after -0.26  p:before -1.48  packed -0.21  page 0.31  pays 0.40
people 0.28  phone 0.37  photo 0.22  please -0.42  point 0.22  print 0.26  proper 0.25
properly 0.26  put -0.26  quite 0.25  requir 0.28  required 0.28  room -0.27  say -0.31  says 0.25
settin 0.38  setting 0.38  sh:0 -0.72  sh:2 -0.43  sh:3 -0.23  shirts 0.33  short 0.60
shouti 0.23  shouting 0.23  simple 0.34  since -0.30  sizes 0.29  slow 0.42  sooner 0.40
spared 0.33  staff 0.24  states 0.25  straig 0.30  straight 0.30  teache 0.30  teacher's 0.34
ten 0.23  tested 0.30  that -0.44  the 0.58  then 0.24  this -0.25  time 0.48  times 0.26  to 0.26
too -0.24  took 0.22  trade 0.29  troubl 0.53  trouble 0.53  twenty 0.26  two -0.42  unit 0.30
until -0.22  us 0.54  was -0.54  way 0.59  we 0.26  we'll 0.30  what 0.25  where 0.36  with -0.39
won't 0.22  workto 0.27  worktop 0.27  would 0.56  writin 0.28  writing 0.28  year 0.36
your -0.53
""",
    ),
    "belittling": (
        -1.43,
        -1.42,
        """
# -0.51  @absolute -0.36  @after 0.70  @before -0.91  @belittle 1.18  @calls 0.39
@contact+dated -0.30  @contrast 1.04  @dated -0.36  @empty 0.29  @end -0.96  @first -0.53
@generic 0.44  @instruct -0.55  @last -1.14  @load -0.39  @money -0.32  @nature -0.38
@negation -0.33  @normal 0.20  @not_us 0.26  @ours -0.31  @past -0.31  @past_of_you -0.55
@pejorative -0.39  @receives -0.52  @remedy+near -0.39  @resign 0.56  @shared1 -0.37
@shared2 -0.39  @shared3 -0.39  @shared4 -0.27  @soon 0.33  @staff -0.29  @theirs -0.20
@third -0.37  @tone -0.43  @we -0.64  @would -0.26  @you -0.81  about 0.28  across 0.40
after 0.36  all 0.60  alread 0.31  already 0.31  an -0.27  and -0.53  any 0.20  anyway 0.40
apart 0.39  apolog 0.26  apologise 0.46  are 0.73  at 0.47  b:#_# -0.25  b:#_kilometres 0.30
b:a_balloon 0.31  b:a_little 0.29  b:about_it 0.22  b:after_all 0.42  b:all_is 0.21
b:all_the 0.20  b:and_not 0.21  b:and_two 0.23  b:apologise_though 0.53  b:are_what 0.24
b:as_a 0.22  b:as_you 0.34  b:at_least 0.56  b:at_six 0.35  b:be_there 0.24  b:book_is 0.32
b:but_i 0.26  b:can_be 0.61  b:can_look 0.28  b:comes_to 0.29  b:day_and 0.27  b:days_on 0.25
b:find_the 0.40  b:first_day 0.42  b:for_him 0.46  b:for_the -0.33  b:for_you 0.21
b:four_o'clock 0.26  b:four_of 0.40  b:glance_at 0.34  b:happily_the 0.58  b:have_kept 0.31
b:have_made 0.65  b:he_has 0.39  b:his_third 0.31  b:i'd_like 0.45  b:i_can -0.27  b:i_gather 0.46
b:i_know 0.24  b:in_a 0.37  b:in_case 0.40  b:in_his 0.27  b:is_a -0.19  b:is_missing 0.25
b:it's_the 0.28  b:it_as 0.29  b:it_at 0.25  b:it_comes 0.28  b:it_ought 0.25  b:it_was 0.40
b:know_it's 0.30  b:know_you 0.34  b:like_this 0.21  b:like_to 0.39  b:look_on 0.29
b:made_you 0.66  b:meals_and 0.28  b:meant_for 0.46  b:most_people 0.28  b:no_need 0.20
b:not_a 0.24  b:not_one 0.24  b:not_to 0.24  b:nothing_but 0.24  b:of_the 0.62  b:of_them 0.47
b:on_a 1.02  b:on_and 0.24  b:page_# 0.41  b:put_right 0.42  b:rest_of 0.32  b:right_in 0.43
b:right_one 0.20  b:said_and 0.21  b:should_have -0.26  b:show_the 0.40  b:so_nothing 0.29
b:so_we 0.25  b:something_that 0.43  b:song_and 0.21  b:such_things 0.37  b:sunday_and 0.21
b:that_isn't 0.46  b:the_book 0.31  b:the_end 0.27  b:the_first 0.26  b:the_lake 0.28
b:the_other 0.28  b:the_rest 0.27  b:the_ring 0.23  b:the_way 0.37  b:there's_no 0.20
b:there_for 0.25  b:this_morning -0.27  b:three_hours 0.24  b:to_apologise 0.61  b:to_be 0.24
b:to_do -0.23  b:to_enjoy 0.27  b:to_you -0.19  b:two_days 0.21  b:was_his 0.30  b:was_saved 0.45
b:we_can 0.27  b:when_all 0.39  b:when_we 0.42  b:will_have 0.32  b:you_and 0.23  b:you_got 0.39
b:you_like 0.33  b:you_to 0.25  back -0.32  balloo 0.31  balloon 0.31  be 0.39  bedtim 0.38
bedtime 0.38  before -0.24  black 0.30  book 0.29  but 0.27  can 0.54  case 0.37  childr 0.34
children 0.34  come 0.23  comes 0.22  compar 0.37  compared 0.37  consid 0.42  counts 0.20
crumb 0.28  custom 0.33  customers 0.42  dance 0.25  day 0.49  delay 0.20  delive 0.32
deliver 0.43  dog 0.22  drill 0.29  eaten 0.29  eleven 0.36  end 0.23  enjoy 0.26  euros 0.28
even 0.40  every -0.21  face 0.42  far 0.37  find 0.36  fine 0.42  fire 0.30  first 0.33
flour 0.21  for -0.32  forget 0.37  form 0.38  four 0.42  fourte 0.28  fourteen 0.28  friday 0.28
gather 0.44  glad 0.41  glance 0.56  got 0.27  happen 0.23  happil 0.69  happily 0.69  hardly 0.56
harmle 0.28  harmless 0.28  has 0.40  her -0.25  him 0.25  i -0.36  i'd 0.28  i'll -0.26
i'm -0.21  i've -0.20  if -0.42  in 0.42  indeed 0.47  intere 0.36  is 0.36  isn't 0.28  it's 0.61
keep -0.20  kept 0.27  kilome 0.29  kilometres 0.29  know 0.45  labrad 0.21  lake 0.27  least 0.51
left -0.24  len:0 -1.62  len:1 -0.41  len:2 0.29  len:3 0.20  len:4 -0.23  like 0.66  little 0.21
look 0.36  lost 0.22  made 0.50  many 0.39  me -0.21  meals 0.27  meant 0.45  mistak 0.24
mistakes 0.30  money 0.37  more 0.34  mornin -0.30  morning -0.30  most 0.70  my -0.40  new -0.30
no -0.24  not 0.37  novemb -0.20  november -0.20  now -0.31  o'cloc 0.23  o'clock 0.23
o:ahead -0.29  o:dated -0.36  o:named_time -0.21  o:ours -0.31  o:pays -0.31  oil 0.27  on 0.26
only -0.33  order 0.43  ordina 0.20  ordinary 0.20  other 0.70  our -0.56  over -0.26
p:after -0.40  p:before -0.73  p:none -0.40  page 0.33  party 0.28  people 0.43  perfec 0.32
please -0.23  posts 0.24  princi 0.30  principle 0.30  put 0.23  rest 0.27  right 0.38  road 0.23
saved 0.34  second -0.22  sh:0 -0.91  sh:3 -0.39  show 0.37  since -0.22  sits 0.24  six 0.20
so 0.59  someth 0.37  something 0.39  song 0.20  soon 0.46  sorry -0.42  spotte 0.28  spotted 0.28
started 0.21  such 0.36  sunday 0.52  surger 0.41  take -0.23  that -0.68  that's -0.28  they 0.27
things 0.42  third 0.30  though 0.50  today -0.24  tomorr -0.22  tomorrow -0.21  too -0.30
up -0.22  us -0.35  vegeta 0.32  was 0.33  watche 0.35  watched 0.35  way 0.22  we're 0.35
wednes -0.24  wednesday -0.23  were 0.32  what 0.34  when 0.45  with -0.42  wrong -0.20
your -0.86  yours -0.20
""",
    ),
    "excuse": (
        -1.51,
        -0.03,
        """
# -1.00  @absolute 0.44  @admits -0.59  @after 0.63  @apology -0.20  @before -0.63  @belittle 0.42
@cannot 0.71  @care -0.53  @contact+dated 0.20  @contrast 0.21  @dated -0.34  @empty 0.52
@end -0.94  @first -0.29  @generic 0.22  @guess 0.22  @instruct -0.59  @last -1.30  @load 0.69
@money -0.29  @must -0.32  @normal 0.87  @not_us 0.30  @ours -0.46  @papers -0.21
@past_of_you -0.59  @pejorative -0.27  @promise 0.51  @resign 1.29  @shared1 -0.75  @shared2 -0.81
@shared3 -0.33  @soon 0.26  @theirs -0.50  @third 0.50  @tone -0.34  @we -0.50  @would -0.37
@you -1.21  a 0.51  about -0.21  accide 0.27  advanc 0.20  advance 0.20  always 0.36  any 0.20
apologise 0.31  are 1.61  at 0.54  b:#_# -0.24  b:#_november -0.20  b:a_balloon 0.22  b:a_day 0.47
b:a_little 0.22  b:a_saturday 0.42  b:a_signature 0.21  b:a_small 0.30  b:amount_is 0.20
b:an_email 0.24  b:an_hour -0.26  b:an_old 0.22  b:and_a 0.28  b:and_at 0.29  b:and_no 0.28
b:and_not 0.32  b:and_our 0.32  b:any_sooner 0.31  b:are_soon 0.20  b:at_# -0.31  b:at_every 0.23
b:at_six 0.22  b:at_the -0.20  b:because_of 0.26  b:been_at 0.25  b:before_black 0.22
b:beyond_our 0.33  b:black_friday 0.31  b:bound_to 0.21  b:can_only 0.24  b:device_on 0.22
b:do_it 0.33  b:do_so 0.29  b:easily_overlooked 0.28  b:email_is 0.24  b:fitters_are 0.41
b:for_the -0.28  b:going_to 0.23  b:handle_some 0.21  b:have_a 0.26  b:have_been -0.21
b:have_kept 0.38  b:have_lost 0.25  b:his_third 0.23  b:if_that 0.58  b:if_the 0.58
b:in_advance 0.20  b:in_our -0.29  b:in_this 0.21  b:into_a 0.35  b:is_easily 0.28
b:is_going 0.23  b:is_in -0.28  b:it's_the 0.23  b:it_a 0.38  b:it_does 0.22  b:it_has 0.23
b:it_there 0.26  b:like_that 0.32  b:must_have -0.24  b:not_a 0.30  b:nothing_we 0.26
b:of_the 0.56  b:on_a 0.82  b:on_friday -0.23  b:on_wednesday -0.20  b:one_and 0.20
b:one_can 0.25  b:one_of -0.28  b:our_control 0.33  b:out_and -0.24  b:overnight_and 0.20
b:pick_up 0.25  b:second_time 0.29  b:signature_is 0.23  b:since_the 0.20  b:so_much 0.31
b:such_things 0.33  b:that_each 0.36  b:the_case 0.56  b:the_delivery 0.59  b:the_end 0.22
b:the_factory 0.20  b:the_fitters 0.41  b:the_house -0.27  b:the_market 0.22  b:the_minute 0.20
b:the_month 0.23  b:the_odd 0.21  b:the_old -0.23  b:the_post 0.38  b:the_same 0.23
b:the_system 0.20  b:the_weeks 0.25  b:there_was 0.24  b:this_morning -0.34  b:time_of 0.21
b:to_open 0.20  b:top_up 0.20  b:up_to 0.32  b:was_his 0.22  b:was_nothing 0.26  b:was_the 0.53
b:we_apologise 0.55  b:we_could 0.26  b:we_handle 0.21  b:we_have 0.21  b:weeks_before 0.25
b:when_we 0.28  b:where_a 0.25  b:will_be -0.22  b:will_have 0.38  b:with_the -0.29
b:you_had 0.56  back -0.33  balloo 0.22  balloon 0.22  be -0.21  bedtim 0.33  bedtime 0.33
been -0.24  before 0.30  being -0.21  beyond 0.33  black 0.30  both -0.21  bound 0.21  box -0.23
busine 0.30  business 0.30  but -0.29  can 0.51  case 0.51  chargi 0.20  charging 0.20
choose 0.39  clear 0.34  coming -0.20  contro 0.39  control 0.41  could 0.33  custom 0.45
customer -0.24  customers 0.28  date 0.29  day 0.42  decemb -0.23  delive 0.77  deliver 0.28
delivery 0.52  device 0.21  dhl 0.26  do 0.59  does 0.65  each 0.26  easily 0.44  email 0.21
employ 0.40  end 0.24  even 0.22  ever 0.34  everyt 0.20  everything 0.20  expres 0.35
express 0.35  face 0.27  factor 0.20  factory 0.20  fast 0.38  felt 0.45  fine 0.23  first -0.30
fitter 0.54  fitters 0.39  for -0.65  forget 0.33  four 0.20  free -0.33  friday 0.37  get 0.40
glad 0.26  glass 0.37  going 0.21  guaran 0.33  guarantee 0.33  had 0.28  have 0.50  he -0.24
her -0.34  here -0.31  him -0.33  honest 0.25  hoped 0.63  house -0.31  hundre 0.46  hundred 0.43
i -1.05  i'll -0.29  i've -0.28  if 0.48  in 0.43  inspec 0.23  inspect 0.27  into 0.36  is 0.66
it -0.46  kept 0.32  least 0.38  len:0 -1.79  len:1 -0.51  len:2 -0.23  len:3 0.73  let -0.20
line -0.25  longer 0.22  lose 0.22  many 0.32  market 0.22  marks 0.25  may 0.46  me -0.27
month 0.43  mornin -0.27  morning -0.27  much 0.25  must -0.29  my -0.38  new -0.41  now -0.32
number -0.25  o:ahead -0.28  o:contact -0.41  o:dated -0.34  o:named_time -0.30  o:ours -0.46
o:pays -0.29  odd 0.21  of 0.29  off -0.29  on -0.21  our 0.31  overlo 0.28  overlooked 0.28
overni 0.26  overnight 0.26  own -0.21  p:after -0.39  p:before -0.77  p:none -0.37  party 0.20
pay -0.20  person -0.27  poor 0.37  post 0.28  produc 0.28  realis 0.21  really 0.59  recept 0.39
reception 0.39  same 0.20  say -0.24  sh:0 -0.61  sh:2 -0.51  sh:3 -0.33  should -0.34
since -0.27  small 0.33  so 0.39  some 0.24  soon 0.20  sooner 0.30  sorry -0.35  staffe 0.24
staffed 0.24  studio 0.37  such 0.31  sunday 0.32  system 0.37  tell 0.26  than 0.58  that 0.27
that's -0.28  the 0.42  there 0.24  they 0.44  things 0.75  third 0.25  thousa 0.22  time 0.47
times 0.27  today -0.42  tomorr -0.33  tomorrow -0.32  track 0.23  turn 0.26  until -0.22  up 0.71
vegeta 0.38  volume 0.30  we 0.79  wednes -0.30  wednesday -0.27  week -0.20  well 0.25
went -0.26  where 0.28  with 0.45  you -0.25  your -0.86  yours -0.25
""",
    ),
}
