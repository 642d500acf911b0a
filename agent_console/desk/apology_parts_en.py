"""How much features speak for the parts of English apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

PARTS = {
    "apology": (
        -1.62,
        2.92,
        """
# -0.21  @absolute -0.16  @after 0.32  @apology 1.88  @as_if -0.10  @before -0.30  @calls 0.30
@cannot -0.09  @care -0.30  @contact 0.10  @contact+dated -0.15  @contrast -0.14  @dated -0.22
@empty -0.13  @end -0.89  @first 0.66  @generic -0.19  @instruct -0.41  @last -1.08  @load -0.25
@money -0.10  @must 0.07  @nature -0.07  @near -0.12  @negation -0.27  @normal -0.08
@not_us -0.18  @ours 0.31  @ours+dated -0.07  @owned -0.26  @papers -0.18  @past -0.05
@past_of_you -0.41  @pejorative -0.06  @receives -0.21  @regret 2.30  @remedy -0.09
@remedy+dated -0.15  @remedy+near 0.06  @resign -0.09  @shared1 -0.51  @shared2 -0.33
@shared3 -0.22  @shared4 -0.08  @soon -0.05  @staff -0.11  @theirs -0.36  @third 0.05  @tone -0.17
@we 0.17  @would -0.08  @you -0.11  a -0.41  again -0.10  am 0.30  an 0.32  and -0.39
annoyi -0.10  annoying -0.10  answer -0.25  apolog 1.40  apologies 0.11  apologise 0.31
apologises 0.46  apologize 0.12  apology 0.53  are -0.08  as 0.07  ask 0.52  at -0.28  b:#_# -0.06
b:a_letter 0.17  b:about_that 0.07  b:am_sorrier 0.18  b:am_sorry 0.10  b:an_apology 0.50
b:and_an 0.09  b:and_he'd -0.24  b:and_i 0.14  b:and_i'd -0.06  b:and_i'm 0.11  b:and_it 0.06
b:and_the -0.11  b:and_to 0.11  b:and_we -0.06  b:answer_for -0.24  b:apologise_for 0.15
b:apologise_to -0.08  b:apologize_to 0.05  b:apology_is 0.45  b:as_the 0.09  b:ask_your 0.61
b:can_put 0.18  b:can_see -0.12  b:error_is 0.10  b:for_it -0.17  b:for_me -0.24  b:for_that 0.36
b:for_the 0.11  b:for_your -0.08  b:forgive_us 0.09  b:get_that -0.10  b:glad_that -0.07
b:grandmother's_embroidery 0.18  b:has_been -0.06  b:he'd_like -0.24  b:he_works -0.24
b:i'd_be -0.06  b:i'm_so 0.05  b:i'm_sorry 0.65  b:i_am 0.31  b:i_answer -0.24  b:i_apologise 0.37
b:i_apologize 0.10  b:i_ask 0.34  b:i_get -0.11  b:i_had -0.06  b:i_hope -0.07  b:i_want 0.26
b:in_a 0.14  b:in_this 0.06  b:insofar_as 0.07  b:is_made 0.14  b:is_on -0.05  b:is_regretted 0.10
b:it_and -0.27  b:it_is -0.17  b:it_right -0.06  b:kept_the -0.07  b:letter_that 0.18
b:like_to -0.23  b:made_for 0.08  b:make_it -0.06  b:me_and 0.05  b:me_so -0.24  b:must_have -0.06
b:my_apologies 0.07  b:near_your 0.18  b:not_been 0.05  b:of_your -0.07  b:on_a -0.06
b:on_the -0.07  b:on_your -0.05  b:put_in 0.18  b:regretted_and 0.10  b:said_trim 0.06
b:scissors_went 0.18  b:see_how -0.08  b:so_i -0.25  b:so_sorry 0.07  b:sorrier_than 0.18
b:sorry_about 0.10  b:sorry_and 0.08  b:sorry_for 0.08  b:sorry_from 0.06  b:sorry_that 0.18
b:sorry_we 0.14  b:sorry_you 0.07  b:than_i 0.18  b:thank_you -0.11  b:that_i 0.34
b:that_scissors 0.18  b:that_this -0.15  b:the_bank 0.21  b:the_error 0.10  b:the_strips -0.07
b:to_apologise -0.18  b:to_ask 0.24  b:to_look -0.06  b:to_make -0.08  b:to_the -0.07
b:to_you 0.07  b:took_place 0.07  b:trim_and 0.06  b:understand_how -0.07  b:want_to 0.25
b:we're_sorry 0.10  b:we_apologise 0.09  b:we_kept -0.07  b:went_near 0.18  b:with_the -0.06
b:works_for -0.23  b:you_and 0.07  b:you_for -0.11  b:you_himself -0.24  b:you_said 0.08
b:you_were 0.06  b:your_grandmother's 0.17  b:your_pardon 0.37  back -0.06  bank 0.20  be -0.17
been -0.07  by -0.22  call -0.07  calls 0.06  can -0.07  compla -0.05  comple -0.05  counte -0.06
deviat 0.08  deviation 0.08  disapp -0.07  disappointment -0.05  dog -0.05  door -0.06
eleven -0.05  embroi 0.17  embroidery 0.17  error 0.09  every -0.06  extend 0.16  extended 0.16
feel -0.05  for 0.09  forgiv 0.37  forgive 0.09  four -0.08  from -0.11  get -0.12  given 0.08
glad -0.07  good -0.08  grandm 0.15  grandmother's 0.17  had -0.13  has -0.06  have -0.05
he -0.30  he'd -0.24  hereby 0.07  himsel -0.25  himself -0.25  his -0.05  hope -0.08  how -0.23
i 0.39  i'd -0.09  i'll -0.15  i'm 0.69  i've -0.09  imagin -0.06  imagine -0.06  in -0.11
insofa 0.07  insofar 0.07  is -0.15  it -0.50  it's -0.08  kept -0.08  len:0 -0.25  len:1 -0.27
len:2 -0.40  len:3 -0.20  len:4 -0.08  letter 0.15  like -0.23  line -0.05  look -0.08
looks -0.07  lot 0.06  made 0.10  make -0.08  manage 0.23  management 0.26  me -0.21  messag -0.06
message -0.05  must -0.06  my 0.13  near 0.18  new -0.05  no -0.16  now -0.07  o:ahead -0.22
o:contact 0.24  o:dated -0.22  o:named_time -0.51  o:ours 0.31  o:pays -0.10  object 0.06
objection 0.06  of -0.35  off -0.07  offere 0.09  offered 0.09  on -0.32  one -0.10  our -0.12
over -0.10  own -0.11  p:after -1.80  p:before -1.19  p:none -0.41  p:same 1.92  pardon 0.37
pictur -0.08  picture -0.07  please 0.14  put 0.12  regretted 0.10  right -0.09  ring -0.05
scisso 0.18  scissors 0.18  see -0.15  sh:0 -0.60  sh:1 -0.20  sh:2 -0.11  sh:3 -0.22  should 0.11
six -0.07  so -0.16  sorrie 0.19  sorrier 0.19  sorry 1.23  strips -0.07  take -0.05  than 0.15
thank -0.11  that 0.10  that's -0.11  the -0.34  them -0.08  there -0.07  this -0.09  three -0.16
throug -0.07  through -0.07  thursd -0.06  thursday -0.06  to -0.27  told -0.06  tomorr -0.06
tomorrow -0.06  too -0.06  trim 0.06  twice -0.11  two -0.10  unders -0.13  understand -0.09
want 0.20  was -0.09  we're 0.11  wednes -0.06  wednesday -0.06  went 0.15  when -0.11
where -0.06  which -0.10  why -0.05  wife 0.07  will -0.11  with -0.16  works -0.24  would -0.06
wrote -0.08  you -0.25  your 0.21  yours -0.07
""",
    ),
    "understanding": (
        -0.95,
        -1.58,
        """
# -0.61  @apology -0.63  @belittle -0.27  @cannot -0.32  @contrast -0.33  @dated -0.53  @end -0.46
@first 1.67  @generic 0.61  @instruct -0.55  @last -0.98  @load 0.31  @ours -0.44
@ours+dated -0.44  @papers -0.47  @past 0.28  @past_of_you -0.55  @promise -0.28  @receives -0.80
@regret -0.50  @remedy -0.31  @remedy+dated -0.57  @shared1 0.55  @shared2 0.98  @shared3 0.84
@shared4 0.57  @third -0.36  @tone -0.42  @vague -0.32  @we -0.54  @you 0.69  a 0.71  and 0.58
annoyi 0.27  annoying 0.27  anyone 0.41  apolog -0.30  apologies -0.24  are -0.89  as -0.50
at -0.41  august 0.25  away 0.31  b:#_# -0.75  b:#_euros 0.24  b:#_in 0.26  b:#_kilometres -0.30
b:a_day's 0.37  b:a_little -0.32  b:account_for 0.40  b:after_five 0.58  b:after_you'd -0.29
b:all_and 0.39  b:and_closed 0.40  b:and_i -0.27  b:and_i'm 0.36  b:and_november 0.40
b:and_the -0.27  b:and_two -0.29  b:and_we 0.55  b:at_# -0.35  b:at_every -0.25  b:at_the -0.24
b:at_this -0.28  b:august_for 0.34  b:away_the 0.31  b:charges_after -0.25  b:closed_the 0.40
b:coming_into 0.30  b:day_of 0.29  b:emails_and -0.25  b:five_months 0.60  b:for_good 0.35
b:for_this 0.48  b:for_you -0.24  b:for_your -0.48  b:from_mysore 0.31  b:from_the 0.39
b:gave_your 0.31  b:girls_had 0.34  b:glad_that -0.34  b:good_this 0.40  b:got_somebody 0.24
b:had_trained 0.34  b:have_a -0.25  b:he_played 0.39  b:home_while 0.30  b:i'll_knock 0.31
b:i've_refunded 0.39  b:i_gave 0.30  b:i_know 0.26  b:in_all 0.40  b:in_our -0.33
b:instead_of 0.40  b:into_your 0.31  b:is_made 0.29  b:is_the 0.31  b:is_your 0.38  b:it_and 0.65
b:it_fall 0.39  b:it_off 0.32  b:it_peeled 0.60  b:keep_the -0.27  b:know_that 0.25  b:let_it 0.36
b:list_and -0.37  b:look_out 0.35  b:made_for 0.38  b:mat_away 0.31  b:me_the 0.25
b:months_and 0.55  b:morning_and -0.35  b:my_coming 0.30  b:nothing_but -0.24  b:november_# 0.39
b:october_and 0.40  b:of_a 0.35  b:of_the -0.49  b:of_them -0.25  b:off_the 0.28  b:on_a -0.28
b:on_our 0.28  b:on_the 0.41  b:one_from 0.30  b:one_weekend 0.34  b:out_on 0.34  b:over_a 0.30
b:own_name 0.25  b:peeled_after 0.60  b:played_it 0.39  b:refunded_october 0.40  b:send_me 0.25
b:should_be 0.45  b:since_august 0.34  b:so_is 0.27  b:sorry_for -0.30  b:sorry_i 0.29
b:sorry_that 0.31  b:thank_you -0.58  b:that_i -0.28  b:that_takes 0.28  b:that_twelve 0.34
b:the_account 0.34  b:the_invoice 0.29  b:the_last 0.29  b:the_name -0.34  b:the_one 0.30
b:the_order 0.26  b:the_shower 0.30  b:the_smell 0.27  b:the_whole -0.44  b:this_one 0.34
b:this_time -0.27  b:three_emails -0.25  b:time_of -0.26  b:to_apologise 0.27  b:to_get 0.28
b:to_you -0.59  b:trained_since 0.34  b:twelve_girls 0.34  b:two_charges -0.25  b:us_you -0.25
b:way_to -0.30  b:we_call 0.31  b:were_given 0.30  b:were_in 0.31  b:were_leaving -0.25
b:were_sent 0.36  b:while_you 0.30  b:with_a 0.28  b:with_two 0.28  b:you'd_told -0.29
b:you_didn't 0.31  b:you_for -0.53  b:you_look 0.29  b:you_need 0.25  b:you_said 0.41
b:you_were 0.37  b:your_home 0.30  b:your_mat 0.31  baby 0.28  been -0.45  but -0.53  by -0.61
call 0.29  can -0.41  change -0.40  changes -0.26  charge -0.39  charges -0.25  chargi -0.26
charging -0.26  choice -0.36  closed 0.49  collec 0.29  coming 0.29  day's 0.37  deviat 0.34
deviation 0.34  didn't 0.32  disapp -0.32  disappointing -0.26  doesn' 0.29  doesn't 0.29
each -0.45  eight 0.28  eleven 0.27  emails -0.37  establ 0.29  euros 0.30  every 0.26  fall 0.35
felt 0.26  five 0.36  forty 0.27  frustrating 0.28  gasket -0.25  gave 0.25  girls 0.34
given 0.27  glad -0.35  gone 0.25  good 0.58  had 0.33  handle -0.34  have -0.44  he 0.48
here -0.30  his 0.47  home 0.28  hospit 0.25  hospital 0.25  i -0.30  if -0.31  in 0.26
includ -0.42  instea 0.38  instead 0.38  invoic 0.36  invoice 0.36  it 0.28  it's -0.30  its -0.33
keep -0.43  kilome -0.29  kilometres -0.29  knock 0.30  last 0.35  learne 0.25  learned 0.25
leavin -0.25  leaving -0.25  len:0 -1.63  len:2 0.51  len:4 -0.41  letter -0.28  like -0.32
list -0.55  little -0.44  lost -0.37  mat 0.32  me 0.41  minute 0.26  minutes 0.35  missed 0.24
mistak 0.24  money 0.27  months 0.66  much -0.25  mysore 0.31  need 0.30  nobody -0.30
o:ahead -0.58  o:dated -0.53  o:named_time 0.34  o:ours -0.44  o:remedy -0.29  octobe 0.37
october 0.37  oil -0.29  on 0.69  or -0.43  orders -0.31  our -0.53  p:after -1.68  p:before 0.87
p:same -0.63  peeled 0.60  pictur -0.24  picture -0.24  placed -0.27  played 0.39  put 0.30
read -0.24  refund 0.28  refunded 0.30  reserv -0.28  reserved -0.27  ring 0.30  row 0.25
said 0.62  seam 0.26  second -0.33  sent 0.39  septem 0.25  september 0.25  sh:0 -1.69  sh:1 -0.36
sh:2 0.27  sh:3 0.84  shower 0.30  since 0.48  six 0.36  smell 0.27  somebo 0.37  somebody 0.34
sorry -0.25  starte -0.28  started -0.28  strang 0.38  street -0.34  such -0.25  thank -0.58
that 0.41  the -0.44  then 0.30  there' -0.24  there's -0.24  they -0.41  this -0.46  three 0.37
throug -0.33  through -0.33  time -0.37  to -0.50  took -0.24  traine 0.32  trained 0.32
turn -0.28  up 0.27  us -0.53  want 0.34  wanted 0.24  wasn't -0.32  way -0.41  weddin 0.32
wedding 0.32  wednes -0.28  wednesday -0.27  weeken 0.28  weekend 0.28  whole -0.45  will -0.36
with -0.42  word 0.33  year 0.44  years 0.30  you 0.42  you'd -0.28  your 0.39
""",
    ),
    "solution": (
        -1.36,
        0.09,
        """
# 1.08  @admits -0.24  @after 0.22  @apology -0.33  @as_if 0.34  @before -1.19  @calls -0.58
@care -0.28  @contact -0.44  @contact+dated -1.09  @contrast -0.29  @dated 0.54  @empty 0.55
@end -1.29  @first -1.61  @future 0.30  @instruct -0.70  @last -1.55  @money 0.37  @nature -0.34
@near -0.84  @negation -0.31  @normal -0.47  @not_us -0.24  @owned 0.44  @papers 0.29  @past -0.42
@past_of_you -0.70  @pejorative -0.23  @receives 0.60  @regret -0.37  @remedy 0.51
@remedy+dated 0.42  @remedy+near -0.62  @shared1 -0.23  @shared2 -0.39  @shared3 -0.44
@shared4 -0.33  @soon 0.34  @tone -0.32  @vague -0.35  @would -0.58  @you 0.33  about -0.34
after -0.24  all 0.32  alone 0.23  an -0.31  and 0.60  are -0.27  articl 0.32  article 0.32
ask -0.29  at 0.60  attach 0.43  attached 0.43  b:#_# 1.13  b:#_back -0.38  b:#_delivery 0.34
b:#_euros -0.24  b:#_is 0.38  b:#_november 0.29  b:#_on 0.27  b:#_today 0.29  b:#_was 0.36
b:a_look 0.56  b:a_new 0.55  b:a_suitable 0.51  b:about_it -0.30  b:and_come 0.24  b:and_take 0.23
b:and_the 0.23  b:and_your 0.31  b:are_going -0.23  b:are_on 0.36  b:arrange_something 0.23
b:as_of 0.27  b:as_well -0.23  b:at_# 0.45  b:at_noon -0.23  b:at_ten 0.37  b:attached_and 0.26
b:back_with 0.28  b:been_informed -0.28  b:by_# 0.29  b:by_hand 0.26  b:by_the -0.36
b:by_tonight 0.27  b:by_two 0.36  b:come_back 0.25  b:come_in 0.35  b:december_and 0.24
b:department_so 0.31  b:find_a 0.31  b:for_a -0.24  b:for_all 0.26  b:for_the 0.32
b:for_you -0.22  b:from_us -0.27  b:get_it 0.24  b:has_been 0.30  b:have_a 0.23  b:have_it 0.26
b:have_the 0.31  b:have_your -0.40  b:he'll_take -0.37  b:him_and -0.37  b:his_own 0.24
b:i'll_ring -0.23  b:i'll_see 0.31  b:in_one 0.33  b:in_the -0.26  b:is_attached 0.23
b:is_now -0.26  b:is_out -0.24  b:it_before 0.25  b:it_is 0.24  b:it_up 0.23  b:it_will 0.38
b:it_with -0.52  b:its_way 0.44  b:look_at 0.57  b:morning_and 0.37  b:new_one 0.31  b:of_a -0.25
b:of_the 0.36  b:on_# -0.22  b:on_the -0.25  b:on_to 0.34  b:on_top 0.25  b:on_wednesday 0.36
b:one_of 0.27  b:out_a 0.25  b:people_will 0.28  b:photos_and 0.30  b:put_right 0.25
b:see_what -0.24  b:settle_the 0.23  b:so_that 0.38  b:take_it -0.28  b:takes_a 0.28
b:that_it 0.38  b:the_# 0.42  b:the_card -0.32  b:the_desk 0.29  b:the_next 0.48  b:the_unit 0.26
b:then_he'll -0.37  b:they'll_be 0.35  b:this_afternoon 0.24  b:this_morning 0.68
b:this_thursday 0.22  b:this_week -0.43  b:to_arrange 0.23  b:to_it 0.27  b:to_open -0.25
b:to_you 0.31  b:to_your 0.31  b:tomorrow_and 0.28  b:tomorrow_at -0.30  b:tonight_with 0.27
b:was_cancelled 0.51  b:way_back 0.36  b:we'll_do 0.44  b:we'll_find 0.38  b:we'll_send 0.28
b:will_have 0.32  b:will_look 0.24  b:with_a 0.35  b:with_him -0.42  b:with_more 0.37
b:with_the -0.28  b:you_as -0.27  b:you_it -0.23  b:you_on 0.23  b:you_tomorrow 0.33
b:you_with 0.30  b:your_number 0.31  back 0.71  bill 0.33  blank -0.31  blocke 0.26  blocked 0.26
by 0.66  call -0.39  campai 0.25  cancel 0.45  cancelled 0.52  checks 0.24  claims 0.30
class 0.27  come 0.57  coming 0.23  correc 0.28  course 0.29  day -0.38  days -0.29  delive 0.35
delivery 0.37  department 0.25  desk 0.25  develo 0.27  device 0.26  dispat 0.39  eight 0.27
euros -0.24  experi 0.30  experience 0.30  find 0.56  finish 0.32  finished 0.33  floor 0.24
form 0.45  free 0.46  friday -0.38  from -0.26  gestur 0.30  gesture 0.30  go -0.26  going -0.26
goodwi 0.26  goodwill 0.26  had -0.42  hand 0.39  has 0.30  he'll -0.26  his 0.31  i -0.58
i'd -0.34  i'll -0.44  i've 0.90  if -0.33  inform -0.34  informed -0.28  its 0.31  jacket 0.55
januar 0.24  january 0.24  just 0.30  len:0 -0.95  len:1 -1.05  len:3 -0.25  len:4 0.60
like -0.27  look 0.56  lookin -0.23  looking -0.23  made -0.35  making 0.25  manage -0.27
manager -0.27  market 0.36  matter -0.25  means -0.23  measur -0.27  mornin 0.46  morning 0.47
myself -0.25  near 0.23  never -0.25  next 0.46  nine 0.26  nobody -0.28  o:ahead 0.85
o:contact -0.28  o:dated 0.54  o:done 0.38  o:pays 0.36  o:remedy 0.70  office -0.30  once -0.26
one 0.32  only -0.26  order -0.27  our -0.30  own 0.40  p:before -1.58  p:same -0.36  packed 0.24
passed 0.33  past 0.30  period -0.26  phone -0.42  photos 0.26  point -0.24  proces 0.25
propos 0.23  read -0.44  replac 0.58  replacement 0.49  right 0.23  ring -0.35  same 0.27
schedu 0.29  screen -0.27  screens -0.23  send 0.24  settle 0.22  sh:0 -1.03  sh:3 -0.44
she's 0.28  sheet -0.27  sit -0.25  six 0.32  size 0.29  soluti 0.47  solution 0.47  some -0.26
somebo 0.29  somebody 0.30  someth 0.25  something 0.25  stay -0.23  suitab 0.37  suitable 0.37
taken 0.26  takes 0.30  team -0.25  ten 0.57  that -0.45  their -0.27  them -0.23  then -0.24
they'l 0.32  they'll 0.32  things -0.28  this 0.45  thursd 0.23  thursday 0.24  to -0.24
today 1.25  tomorr 0.59  tomorrow 0.45  tonigh 0.54  tonight 0.48  transf 0.23  try -0.22
unit 0.30  us -0.79  versio 0.43  versions 0.39  wall 0.31  ways 0.26  we -0.34  we'll 0.76
wednes 0.24  wednesday 0.22  week -0.58  well -0.27  what -0.31  when -0.31  whethe -0.29
whether -0.29  which -0.24  will 0.71  wish 0.38  with 0.43  work 0.37  you'll 0.26  yours 0.23
""",
    ),
    "check-back": (
        -2.53,
        1.03,
        """
# -0.25  @absolute -0.46  @admits -0.35  @after -0.78  @apology -0.38  @before 0.72  @calls 0.79
@contact 1.05  @contact+dated 1.35  @dated 0.59  @end -0.90  @first -0.97  @future -0.14
@generic -0.47  @instruct -0.64  @last 1.30  @load -0.12  @money -0.58  @negation -0.40
@normal -0.17  @ours 0.27  @ours+dated 0.82  @owned -0.25  @past -0.37  @past_of_you -0.64
@pejorative -0.22  @receives -0.11  @regret -0.35  @remedy -0.35  @resign -0.11  @shared1 -0.92
@shared2 -0.46  @shared3 -0.22  @shared4 -0.13  @staff -0.20  @theirs 0.27  @third -0.26
@tone -0.15  @would -0.25  @you -0.33  a -0.56  accept 0.29  accoun 0.11  account 0.13  after 0.36
also -0.15  an 0.16  and -0.58  answer 0.22  answers 0.12  as 0.19  ask 0.38  at 0.36
b:#_and -0.24  b:#_fee -0.12  b:#_have 0.11  b:#_is -0.16  b:#_november 0.12  b:#_will -0.14
b:a_note 0.19  b:a_screenshot 0.15  b:a_written 0.33  b:account_on 0.11  b:account_tomorrow 0.15
b:and_again 0.12  b:and_i'll -0.27  b:and_on 0.17  b:and_send 0.15  b:and_the -0.25
b:and_your -0.14  b:anything_else -0.16  b:as_to 0.29  b:ask_if 0.25  b:ask_your -0.15
b:at_# -0.44  b:at_nine 0.14  b:at_seven 0.20  b:at_ten 0.23  b:at_the 0.15  b:be_at 0.11
b:be_back -0.16  b:be_calling 0.11  b:be_made 0.21  b:be_paid -0.16  b:be_with -0.16
b:been_in 0.11  b:by_phone 0.14  b:by_telephone 0.25  b:by_the 0.29  b:by_thursday -0.12
b:by_two -0.11  b:call_out -0.17  b:call_you 0.16  b:catch_you 0.27  b:confirm_to 0.11
b:dial_your 0.12  b:didn't_ring -0.13  b:drive_the -0.24  b:eight_i'll 0.12  b:end_for 0.27
b:follow_on 0.26  b:for_the 0.41  b:friday_i'd 0.12  b:hear_that 0.13  b:hear_whether 0.12
b:hope_very 0.12  b:i'd_like 0.27  b:i'll_be 0.44  b:i'll_call 0.24  b:i'll_catch 0.27
b:i'll_come 0.15  b:i'll_dial 0.12  b:i'll_drive -0.24  b:i'll_look 0.13  b:i'll_phone 0.16
b:i'll_ring 0.33  b:i'm_sorry -0.17  b:i've_made 0.15  b:i_ask -0.12  b:i_will 0.34  b:if_the 0.11
b:in_at 0.16  b:in_your -0.17  b:it's_you 0.12  b:like_to 0.17  b:made_a 0.15  b:make_sure 0.23
b:much_that 0.12  b:note_to 0.16  b:november_# 0.25  b:november_and -0.15  b:number_and 0.12
b:of_# -0.11  b:of_the 0.20  b:of_what's 0.15  b:old_number 0.12  b:on_# 0.75  b:on_friday 0.19
b:on_november 0.12  b:on_thursday 0.25  b:open_your 0.15  b:ring_on 0.12  b:ring_to 0.11
b:ring_you 0.14  b:same_day -0.11  b:screenshot_of 0.15  b:see_you -0.31  b:should_you -0.11
b:sunday_evening 0.11  b:sure_that 0.15  b:telephone_on 0.32  b:ten_to 0.20  b:that_it's 0.20
b:that_the 0.12  b:that_you 0.12  b:that_you've 0.12  b:the_end 0.17  b:the_key 0.14
b:the_same -0.23  b:the_saturday 0.32  b:the_verdict 0.38  b:to_ask 0.28  b:to_hear 0.46
b:to_its 0.21  b:to_know 0.13  b:to_make 0.17  b:to_open 0.23  b:to_ring 0.12  b:to_see 0.13
b:to_the -0.22  b:to_us -0.20  b:to_you -0.12  b:to_your -0.24  b:tomorrow_at 0.12
b:very_much 0.12  b:wednesday_# -0.14  b:wednesday_after 0.15  b:wednesday_to 0.15
b:what's_there 0.15  b:whether_the 0.20  b:who_answers 0.12  b:will_see -0.22
b:will_telephone 0.19  b:with_the 0.11  b:with_you 0.26  b:you_a 0.14  b:you_and 0.15
b:you_at 0.31  b:you_by 0.18  b:you_in 0.12  b:you_that 0.14  b:you_tomorrow -0.23  b:you_who 0.12
b:you_wish -0.12  b:your_# -0.11  b:your_account 0.17  b:your_old 0.12  b:your_own -0.12
back -0.35  before -0.15  betwee -0.11  between -0.11  bill -0.17  blood -0.21  by -0.20
call 0.51  callin 0.15  calling 0.15  came -0.14  catch 0.16  charge -0.17  check 0.19
client 0.28  comes -0.17  comple 0.23  confir 0.11  confirm 0.12  cost -0.12  dial 0.12
didn't -0.14  door -0.11  doyle -0.21  drive -0.32  else -0.15  end 0.16  enquir 0.35
enquiry 0.33  evenin 0.23  evening 0.21  fee -0.13  fifty 0.11  find 0.18  follow 0.26  free -0.15
friday 0.26  from -0.50  functi 0.22  function 0.22  had -0.12  have -0.30  hear 0.51  house -0.19
how 0.20  i -0.23  i'd 0.13  i'll 1.68  i've -0.15  if 0.24  in -0.23  it -0.18  it's 0.28
kilome 0.14  kilometres 0.14  len:0 -1.62  len:1 -0.13  len:4 -0.36  let -0.12  like 0.16
look 0.11  made 0.34  make 0.22  messag -0.11  myself -0.15  new -0.14  newbor -0.21  nine 0.11
note 0.19  novemb 0.20  november 0.20  now -0.24  o:ahead 0.66  o:contact 0.91  o:dated 0.59
o:named_time 0.34  o:ours 0.27  o:pays -0.57  o:remedy -0.61  of -0.29  old 0.16  on 0.42
once 0.11  one -0.20  open 0.27  or -0.12  our -0.41  over -0.11  own -0.19  p:after -0.94
p:before -0.50  p:none -0.11  p:same -0.34  paid -0.21  people -0.13  phone 0.39  placed 0.28
put -0.13  read 0.15  regard 0.26  regarding 0.26  ring 0.40  same -0.23  sat -0.11  saturd 0.27
saturday 0.31  screen 0.15  screenshot 0.15  seven 0.11  sh:0 -1.00  sh:1 -0.50  sh:2 -0.24
sh:3 -0.22  short -0.12  signed -0.14  sister -0.20  six -0.12  sorry -0.26  still 0.15  sure 0.28
take -0.17  takes -0.26  teleph 0.33  telephone 0.33  ten 0.13  that 0.28  the -0.30  there 0.29
they 0.12  they'l -0.12  they'll -0.12  this -0.35  three -0.11  to 0.48  today -0.33
tuesda -0.20  tuesday -0.20  two -0.19  up -0.18  us -0.39  verdic 0.38  verdict 0.38  verifi 0.32
very 0.11  was -0.28  we -0.36  we're -0.11  what's 0.15  when 0.12  whethe 0.35  whether 0.35
which -0.15  who -0.13  will 0.20  wish -0.14  work 0.27  would -0.21  writte 0.32  written 0.32
you 0.31  you've 0.18  your -0.34
""",
    ),
}
