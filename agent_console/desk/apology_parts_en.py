"""How much features speak for the parts of English apologies: base, threshold, weights; written by
tests.desk.apology_families_training, see ``apology_families``.
"""

from __future__ import annotations

PARTS = {
    "apology": (
        -1.53,
        2.81,
        """
# -0.23  @absolute -0.28  @admits -0.18  @after 0.53  @apology 1.84  @before -0.23  @calls 0.32
@care -0.50  @contact 0.17  @contact+dated -0.19  @dated -0.25  @end -0.94  @explains -0.36
@first 0.48  @generic -0.14  @instruct -0.45  @last -1.19  @load -0.21  @money -0.11
@negation -0.23  @normal -0.32  @not_us -0.20  @ours 0.20  @owned -0.14  @papers -0.15
@past -0.23  @past_of_you -0.45  @pejorative 0.10  @receives -0.13  @regret 2.22
@remedy+dated -0.25  @resign -0.08  @shared1 -0.40  @shared2 -0.33  @shared3 -0.29  @shared4 -0.11
@staff -0.52  @theirs -0.13  @third 0.16  @tone -0.71  @we 0.17  @would -0.13  a -0.53  about 0.11
above 0.10  across -0.35  again -0.09  all 0.12  am 0.20  an 0.38  and -0.15  annoyi -0.09
annoying -0.09  answer -0.25  any -0.32  anythi 0.10  anything 0.10  apolog 1.23  apologies 0.19
apologises 0.64  apologize 0.15  apology 0.64  are -0.09  arrang -0.08  as -0.16  ask 0.56
at -0.20  b:#_# -0.09  b:a_child 0.13  b:a_letter 0.22  b:a_way -0.34  b:about_that 0.08
b:after_the 0.12  b:am_so -0.36  b:am_sorrier 0.23  b:am_sorry 0.28  b:an_apology 0.54
b:and_he'd -0.23  b:and_i 0.37  b:and_i'm 0.12  b:and_the -0.12  b:and_to 0.14  b:and_we -0.09
b:answer_for -0.23  b:apologise_for 0.24  b:apologise_insofar -0.46  b:apologises_for 0.29
b:apology_is 0.46  b:as_our -0.39  b:as_the 0.19  b:ask_your 0.66  b:been_a -0.30  b:beg_your 0.09
b:came_across -0.34  b:can_put 0.23  b:can_see -0.11  b:eight_we 0.13  b:far_as 0.09  b:for_a 0.12
b:for_any -0.45  b:for_it -0.23  b:for_me -0.23  b:for_that 0.41  b:for_the 0.42
b:forgive_us 0.19  b:from_the 0.08  b:get_that -0.08  b:grandmother's_embroidery 0.23
b:has_been -0.32  b:have_been 0.10  b:have_had 0.10  b:he'd_like -0.23  b:he_works -0.23
b:hereby_extended 0.10  b:i'm_so 0.11  b:i'm_sorry 0.67  b:i_am 0.21  b:i_answer -0.23
b:i_apologise 0.48  b:i_apologize 0.13  b:i_ask 0.38  b:i_beg 0.09  b:i_get -0.09  b:i_want 0.28
b:if_it -0.33  b:if_our 0.11  b:if_there -0.29  b:in_a -0.18  b:in_so 0.08  b:insofar_as -0.30
b:is_hereby 0.10  b:is_made 0.16  b:is_regretted 0.11  b:it_and -0.24  b:it_came -0.31
b:it_is -0.14  b:kept_the -0.10  b:let_you 0.08  b:letter_that 0.23  b:like_to -0.16
b:may_have -0.39  b:me_so -0.23  b:my_apologies 0.14  b:near_your 0.23  b:not_been 0.09
b:of_eight 0.12  b:on_our -0.22  b:on_the -0.08  b:on_tuesday 0.12  b:our_part -0.25
b:our_service 0.09  b:owe_you 0.09  b:put_in 0.23  b:regretted_and 0.11  b:scissors_went 0.23
b:see_how -0.14  b:should_have 0.22  b:should_the 0.13  b:should_this -0.43  b:so_far 0.09
b:so_i -0.23  b:so_sorry 0.16  b:so_very -0.36  b:sorrier_than 0.23  b:sorry_about 0.15
b:sorry_and 0.13  b:sorry_for -0.28  b:sorry_if -0.25  b:sorry_in 0.09  b:sorry_it 0.11
b:sorry_that 0.30  b:sorry_we 0.19  b:than_i 0.23  b:thank_you -0.11  b:that_i 0.38
b:that_is -0.10  b:that_scissors 0.23  b:that_this -0.11  b:that_was -0.31  b:the_above 0.09
b:the_bank 0.16  b:the_boarding 0.08  b:the_company 0.10  b:the_deviation 0.09
b:the_incident 0.12  b:the_strips -0.09  b:this_have -0.43  b:this_is 0.08  b:to_apologise -0.10
b:to_ask 0.25  b:to_do 0.12  b:to_the -0.08  b:to_you 0.13  b:took_place 0.14  b:very_sorry -0.33
b:want_to 0.29  b:was_not -0.45  b:was_our 0.09  b:way_that -0.34  b:we're_sorry 0.24
b:we_kept -0.09  b:went_near 0.23  b:works_for -0.23  b:you_an 0.08  b:you_and 0.09
b:you_for -0.11  b:you_himself -0.23  b:you_said 0.09  b:your_grandmother's 0.21
b:your_pardon 0.45  back -0.10  bank 0.16  be -0.19  been -0.17  beg 0.09  boardi 0.08
boarding 0.08  both 0.08  by -0.20  call -0.09  calls 0.13  came -0.28  can -0.12  caused -0.45
child 0.12  clear -0.11  collea -0.44  colleagues -0.45  compan 0.09  company 0.09  deviat 0.13
deviation 0.13  did 0.12  do 0.17  eight 0.12  embroi 0.22  embroidery 0.22  extend 0.17
extended 0.17  feelin -0.52  forgiv 0.48  forgive 0.19  friday -0.13  get -0.09  given 0.12
grandm 0.20  grandmother's 0.21  has -0.27  have -0.51  he -0.21  he'd -0.24  hereby 0.11
himsel -0.24  himself -0.24  how -0.31  hurt -0.52  i 0.14  i'll -0.20  i'm 0.81  i've -0.10
if -0.52  in -0.25  incide 0.12  incident 0.12  insofa -0.30  insofar -0.30  is -0.14  it -0.60
kept -0.10  len:0 -0.11  len:1 -0.25  len:2 -0.64  len:3 -0.22  len:4 -0.09  let 0.08  letter 0.18
like -0.16  made 0.21  make -0.08  manage 0.20  management 0.21  may -0.40  me -0.14  my 0.35
near 0.23  not -0.30  o:ahead -0.25  o:contact 0.27  o:dated -0.25  o:named_time -0.43
o:ours 0.20  o:pays -0.11  o:remedy 0.15  object 0.13  objection 0.13  of -0.17  offer 0.09
offere 0.08  offered 0.08  on -0.37  one -0.09  operator 0.09  our -0.46  over -0.10  own -0.12
p:after -1.94  p:before -1.37  p:none -0.43  p:same 1.86  pardon 0.45  part -0.25  pictur -0.14
picture -0.12  place 0.11  please 0.19  put 0.19  regretted 0.11  scisso 0.23  scissors 0.23
see -0.22  sh:0 -0.79  sh:3 -0.29  sincer -0.42  sincerely -0.51  so -0.32  sorrie 0.25
sorrier 0.25  sorry 1.40  strips -0.09  than 0.24  thank -0.11  that 0.27  the -0.10  their -0.11
them -0.09  there -0.28  this -0.65  three -0.20  took 0.09  truly 0.10  tuesda 0.11  tuesday 0.11
twice -0.10  two -0.13  unders -0.12  understand -0.11  us 0.18  very -0.35  want 0.24  was -0.57
way -0.31  we're 0.26  wednes -0.08  wednesday -0.08  went 0.19  when -0.15  which -0.09
will -0.13  with -0.10  works -0.23
""",
    ),
    "understanding": (
        -1.09,
        -1.43,
        """
# -0.44  @apology -0.66  @cannot -0.41  @dated -0.35  @empty -0.29  @end -0.39  @first 1.83
@generic 0.59  @instruct -0.63  @last -0.94  @nature -0.26  @normal -0.29  @ours -0.43
@papers -0.46  @past 0.27  @past_of_you -0.63  @promise -0.27  @receives -0.83  @regret -0.54
@remedy -0.35  @remedy+dated -0.53  @shared1 0.52  @shared2 0.94  @shared3 0.82  @shared4 0.64
@theirs 0.28  @third -0.42  @tone -0.40  @vague -0.41  @we -0.47  @you 0.68  a 0.81  accoun 0.28
account 0.33  and 0.65  anyone 0.52  apolog -0.33  are -0.97  as -0.31  at -0.33  attach -0.29
attached -0.29  august 0.31  away 0.27  b:#_# -0.44  b:#_kilometres -0.29  b:a_baby 0.33
b:a_day's 0.38  b:a_little -0.34  b:account_for 0.41  b:after_five 0.60  b:after_the -0.34
b:after_you'd -0.31  b:all_and 0.41  b:an_apology 0.26  b:and_closed 0.42  b:and_i -0.35
b:and_i'm 0.45  b:and_it 0.27  b:and_november 0.51  b:and_now 0.26  b:and_still 0.34
b:and_the -0.32  b:and_two -0.32  b:and_we 0.62  b:at_# -0.43  b:at_this -0.42  b:august_for 0.38
b:away_the 0.31  b:back_and 0.27  b:behind_the -0.26  b:can_quite 0.27  b:charges_after -0.28
b:closed_the 0.42  b:coming_into 0.30  b:dated_# 0.29  b:do_it 0.27  b:emails_and -0.28
b:five_months 0.62  b:for_good 0.36  b:for_this 0.52  b:for_your -0.47  b:from_mysore 0.31
b:from_the 0.37  b:gave_your 0.32  b:girls_had 0.38  b:good_this 0.42  b:had_trained 0.38
b:he_played 0.39  b:home_while 0.30  b:i'll_knock 0.33  b:i've_refunded 0.41  b:i_apologise -0.26
b:i_gave 0.31  b:in_all 0.42  b:in_our -0.36  b:instead_of 0.40  b:into_your 0.31  b:is_a 0.35
b:is_made 0.34  b:is_on -0.29  b:is_the 0.27  b:is_your 0.34  b:it_and 0.73  b:it_didn't -0.43
b:it_fall 0.39  b:it_off 0.35  b:it_peeled 0.62  b:keep_the -0.29  b:know_that 0.30  b:let_it 0.37
b:list_and -0.37  b:look_out 0.37  b:made_for 0.44  b:mat_away 0.31  b:me_and 0.28
b:months_and 0.58  b:morning_and -0.32  b:my_coming 0.30  b:november_# 0.40  b:october_and 0.42
b:of_a 0.36  b:of_me 0.26  b:of_that -0.32  b:of_the -0.41  b:off_the 0.31  b:on_his 0.29
b:on_our 0.27  b:on_the 0.38  b:one_from 0.31  b:one_weekend 0.38  b:out_on 0.36  b:over_a 0.35
b:own_name 0.28  b:peeled_after 0.62  b:played_it 0.39  b:refunded_october 0.42  b:should_be 0.46
b:since_august 0.38  b:so_nothing -0.29  b:sorry_for -0.29  b:sorry_i 0.29  b:sorry_that 0.45
b:thank_you -0.55  b:that_takes 0.33  b:that_twelve 0.38  b:the_account 0.35  b:the_address -0.26
b:the_invoice 0.32  b:the_last 0.27  b:the_name -0.35  b:the_one 0.27  b:the_shower 0.33
b:the_smell 0.26  b:the_whole -0.43  b:this_one 0.37  b:three_emails -0.28  b:to_apologise 0.28
b:to_get 0.30  b:to_you -0.54  b:trained_since 0.38  b:twelve_girls 0.38  b:two_charges -0.27
b:us_you -0.28  b:way_to -0.30  b:we_call 0.34  b:were_given 0.30  b:were_in 0.31
b:were_leaving -0.28  b:were_sent 0.38  b:while_you 0.31  b:with_a 0.28  b:with_two 0.28
b:wrote_and 0.46  b:wrote_that -0.56  b:you'd_told -0.31  b:you_didn't 0.40  b:you_for -0.44
b:you_look 0.29  b:you_said 0.41  b:you_were 0.40  b:your_home 0.30  b:your_mat 0.33  baby 0.41
been -0.53  beginn -0.27  beginning -0.27  boy 0.28  but -0.55  by -0.83  call 0.38  came 0.27
can -0.35  change -0.42  changes -0.27  charge -0.40  charges -0.27  choice -0.37  closed 0.37
come -0.33  coming 0.29  custom -0.30  dated 0.42  day's 0.38  days 0.38  deviat 0.30
deviation 0.30  disapp -0.28  does -0.30  doesn' 0.26  doesn't 0.26  each -0.45  eight 0.32
emails -0.39  establ 0.36  euros 0.26  evenin -0.35  evening -0.35  exactl 0.30  exactly 0.30
fall 0.35  felt 0.28  five 0.39  forty 0.28  frustrating 0.28  full -0.34  gasket -0.28  gave 0.51
girls 0.38  given 0.29  glad -0.29  good 0.46  had 0.32  handle -0.36  have -0.44  he 0.54
here -0.37  his 0.54  i -0.32  if -0.31  includ -0.41  instea 0.39  instead 0.39  invoic 0.31
invoice 0.32  it's -0.37  keep -0.40  kilome -0.29  kilometres -0.29  knock 0.32  last 0.34
laugh -0.34  learne 0.29  learned 0.29  leavin -0.28  leaving -0.28  len:0 -2.13  len:2 0.68
len:4 -0.56  like -0.28  list -0.51  little -0.44  logs 0.30  lost -0.37  mat 0.34  me 0.30
minute 0.31  minutes 0.40  mistak 0.28  money 0.32  months 0.68  mysore 0.31  never 0.27  no 0.26
nobody -0.33  novemb 0.27  november 0.29  o:ahead -0.69  o:dated -0.35  o:named_time 0.44
o:ours -0.43  o:remedy -0.31  octobe 0.35  october 0.35  oil -0.29  on 0.65  or -0.42
orders -0.30  other -0.44  our -0.61  p:after -1.80  p:before 0.82  p:same -0.65  peeled 0.62
placed -0.28  played 0.39  read -0.26  refund 0.28  refunded 0.29  ring 0.36  row 0.27  said 0.69
second -0.34  sent 0.49  septem 0.35  september 0.35  sh:0 -1.79  sh:1 -0.35  sh:2 0.26  sh:3 0.82
shower 0.33  since 0.48  six 0.38  smell 0.26  somebo 0.36  somebody 0.33  sorry -0.27
starte -0.29  started -0.28  strang 0.42  street -0.29  such -0.30  suits -0.27  thank -0.55
that's -0.31  the -0.52  there' -0.27  this -0.54  those -0.30  three 0.35  throug -0.39
through -0.39  time -0.44  to -0.35  today -0.26  traine 0.36  trained 0.36  twelve 0.34
twice 0.28  up 0.29  us -0.41  wasn't -0.30  way -0.50  wedding 0.35  wednes -0.65
wednesday -0.40  weeken 0.34  weekend 0.34  weight -0.28  which -0.26  who 0.35  whole -0.44
will -0.41  with -0.27  word 0.32  write -0.34  year 0.46  years 0.26  you 0.38  your 0.50
""",
    ),
    "solution": (
        -1.39,
        0.04,
        """
# 0.98  @admits -0.28  @after 0.46  @apology -0.34  @as_if 0.25  @before -1.38  @calls -0.68
@cannot -0.27  @contact -0.40  @contact+dated -1.11  @contrast -0.40  @dated 0.52  @empty 0.55
@end -1.36  @first -1.61  @instruct -0.65  @last -1.53  @money 0.57  @nature -0.30  @near -0.77
@normal -0.45  @not_us -0.30  @owned 0.35  @papers 0.50  @past -0.29  @past_of_you -0.65
@receives 0.58  @regret -0.37  @remedy 0.65  @remedy+dated 0.54  @remedy+near -0.81  @resign -0.41
@shared1 -0.35  @shared2 -0.41  @shared3 -0.40  @shared4 -0.33  @soon 0.27  @tone -0.26
@vague -0.43  @would -0.53  about -0.38  account 0.25  after -0.45  all 0.38  alone 0.27
amount 0.41  an -0.25  and 0.53  are -0.31  articl 0.26  article 0.26  ask -0.27  at 0.61
attach 0.61  attached 0.66  b:#_# 0.97  b:#_attached 0.27  b:#_back -0.31  b:#_delivery 0.27
b:#_euros -0.26  b:#_for 0.27  b:#_is 0.27  b:#_november 0.30  b:#_on 0.43  b:#_today 0.30
b:#_was 0.51  b:a_look 0.57  b:a_new 0.58  b:a_suitable 0.51  b:about_it -0.27  b:and_i -0.31
b:and_i'll 0.35  b:and_send -0.35  b:and_take 0.27  b:and_the 0.36  b:and_your 0.27  b:are_on 0.41
b:arrange_something 0.28  b:as_of 0.26  b:as_well -0.35  b:at_# 0.56  b:at_no 0.25  b:at_ten 0.29
b:at_the -0.25  b:attached_bin 0.27  b:be_with 0.26  b:bin_the 0.27  b:by_# 0.25  b:by_hand 0.32
b:by_the -0.31  b:by_two 0.37  b:can_to 0.28  b:cancelled_at 0.26  b:card_this 0.45
b:case_and 0.25  b:come_back 0.33  b:come_in 0.45  b:comes_on 0.26  b:corrected_invoice 0.27
b:december_and 0.29  b:department_so 0.34  b:find_a 0.32  b:for_all 0.25  b:from_us -0.27
b:has_been 0.37  b:have_a 0.26  b:have_the 0.42  b:have_your -0.35  b:he'll_take -0.35
b:him_and -0.35  b:i'll_ring -0.26  b:i'll_see 0.30  b:i've_passed 0.29  b:in_one 0.42
b:invoice_for 0.27  b:is_now -0.25  b:is_out -0.31  b:it_before 0.27  b:it_is 0.28  b:it_up 0.32
b:it_will 0.40  b:it_with -0.51  b:its_way 0.28  b:leave_you 0.25  b:look_at 0.51  b:of_the 0.46
b:on_# -0.35  b:on_the -0.42  b:on_to 0.27  b:on_wednesday 0.40  b:out_a 0.27  b:passed_your 0.34
b:people_will 0.30  b:photos_and 0.31  b:put_right 0.25  b:same_size 0.27  b:see_what -0.29
b:show_it -0.28  b:so_that 0.38  b:solution_for 0.42  b:suitable_solution 0.42  b:take_the 0.34
b:takes_a 0.28  b:that_it 0.36  b:that_somebody 0.31  b:the_# 0.29  b:the_amount 0.41
b:the_card -0.37  b:the_day -0.33  b:the_desk 0.31  b:the_link -0.26  b:the_next 0.49
b:the_photos 0.31  b:the_unit 0.34  b:then_he'll -0.35  b:they'll_be 0.36  b:things_right -0.25
b:this_afternoon 0.26  b:this_morning 0.90  b:this_week -0.38  b:to_arrange 0.28  b:to_it 0.31
b:to_see -0.25  b:to_you 0.39  b:to_your 0.67  b:tomorrow_and 0.30  b:tomorrow_at -0.25
b:up_to -0.37  b:was_cancelled 0.41  b:we'll_do 0.49  b:we'll_find 0.36  b:we'll_send 0.30
b:we_won't 0.27  b:went_to 0.42  b:will_be 0.27  b:will_have 0.38  b:will_look 0.33  b:with_a 0.43
b:with_him -0.44  b:with_more 0.39  b:with_ten 0.43  b:with_the -0.35  b:won't_leave 0.25
b:you_as -0.38  b:you_tomorrow 0.33  b:you_with 0.35  b:your_account -0.25  b:your_card 0.62
b:your_name -0.31  b:your_number 0.31  b:your_wish 0.38  back 0.67  bill 0.39  bin 0.29
blank -0.26  blocke 0.25  blocked 0.25  by 0.58  call -0.37  cancelled 0.42  card 0.37
choose -0.27  claims 0.31  class 0.32  come 0.56  comes 0.38  correc 0.49  corrected 0.42
day -0.56  days -0.34  delive 0.43  delivery 0.41  desk 0.29  develo 0.33  device 0.30  did -0.31
dispat 0.33  drive 0.28  eight 0.29  euros -0.26  experi 0.31  experience 0.31  extra 0.30
fifty -0.25  find 0.46  finish 0.36  finished 0.38  form 0.45  found -0.26  free 0.68
friday -0.34  full 0.31  future 0.38  gestur 0.31  gesture 0.31  go -0.30  going -0.28  had -0.53
hand 0.43  his 0.27  hundre -0.28  hundred -0.25  i -0.69  i'd -0.31  i'll -0.36  i've 0.90
if -0.37  inform -0.33  invoic 0.27  invoice 0.27  it's 0.30  jacket 0.47  len:0 -1.09
len:1 -0.83  len:3 -0.29  len:4 0.60  letter -0.28  link -0.26  long 0.29  look 0.54  made -0.39
making 0.33  market 0.36  matter -0.31  month -0.28  mornin 0.60  morning 0.67  near 0.31
new 0.28  next 0.46  nine 0.25  nobody -0.30  o:ahead 0.96  o:contact -0.36  o:dated 0.52
o:done 0.31  o:pays 0.56  o:remedy 0.55  one 0.28  open -0.35  opened 0.25  order -0.33  our -0.35
own 0.36  p:before -1.74  p:same -0.37  passed 0.26  period -0.26  phone -0.45  photos 0.28
propos 0.32  read -0.45  refund 0.51  refunded 0.54  replac 0.39  replacement 0.45  reserv -0.32
reserved -0.31  rides 0.39  right 0.29  ring -0.44  same 0.27  schedu 0.29  screen -0.29
sh:0 -0.99  sh:3 -0.40  she's 0.29  show -0.28  six 0.29  soluti 0.41  solution 0.41  some -0.31
somebo 0.33  somebody 0.33  someth 0.30  something 0.30  suitab 0.34  suitable 0.34  taken 0.28
takes 0.30  team -0.30  ten 0.85  that -0.45  then -0.25  they'l 0.33  they'll 0.33  things -0.36
this 0.64  today 1.35  today' 0.33  today's 0.33  told -0.27  tomorr 0.73  tomorrow 0.57
tonigh 0.49  tonight 0.39  transf 0.25  unit 0.40  up -0.30  us -0.83  versio 0.48  versions 0.44
wall 0.34  ways 0.34  we -0.34  we'll 0.88  wednes 0.38  wednesday 0.35  week -0.58  well -0.41
went 0.46  what -0.43  when -0.42  whethe -0.31  whether -0.31  will 0.59  wish 0.40  with 0.51
won't 0.25  work 0.39
""",
    ),
    "check-back": (
        -2.58,
        1.42,
        """
# -0.25  @absolute -0.51  @admits -0.26  @after -0.75  @apology -0.39  @before 0.73  @calls 0.74
@contact 0.95  @contact+dated 1.32  @dated 0.68  @end -1.05  @first -1.04  @future -0.13
@generic -0.44  @instruct -0.66  @last 1.54  @money -0.56  @near 0.13  @negation -0.37
@normal -0.28  @ours 0.25  @ours+dated 0.78  @owned -0.26  @past -0.26  @past_of_you -0.66
@pejorative -0.20  @regret -0.37  @remedy -0.38  @shared1 -0.92  @shared2 -0.50  @shared3 -0.19
@staff -0.20  @theirs 0.28  @third -0.26  @tone -0.13  @would -0.31  @you -0.47  a -0.54
accept 0.32  accoun 0.13  account 0.15  after 0.25  also -0.14  an 0.17  and -0.70  answer 0.22
answers 0.12  any -0.19  as 0.14  ask 0.51  at 0.50  b:#_and -0.42  b:#_is -0.14
b:#_november 0.19  b:#_will -0.14  b:a_new -0.16  b:a_note 0.22  b:a_screenshot 0.16
b:a_written 0.31  b:account_on 0.14  b:account_tomorrow 0.16  b:after_you -0.14  b:and_again 0.14
b:and_ask 0.14  b:and_for -0.15  b:and_i'll -0.46  b:and_on 0.14  b:and_send 0.16  b:and_the -0.21
b:and_your -0.13  b:any_time -0.12  b:anything_else -0.15  b:as_to 0.25  b:ask_if 0.33
b:at_# -0.41  b:at_nine 0.19  b:at_seven 0.22  b:at_ten 0.22  b:at_the 0.16  b:at_two 0.14
b:be_back -0.16  b:be_made 0.19  b:be_paid -0.14  b:be_placed 0.26  b:be_verified 0.28
b:be_with -0.19  b:by_phone 0.14  b:by_telephone 0.43  b:by_the 0.31  b:by_thursday -0.14
b:call_out -0.17  b:call_will 0.26  b:call_you 0.18  b:catch_you 0.28  b:dial_your 0.12
b:drive_the -0.21  b:end_for 0.28  b:flight_home -0.14  b:follow_on 0.26  b:for_the 0.37
b:friday_to 0.13  b:hear_that 0.14  b:hear_whether 0.13  b:home_on -0.18  b:hope_very 0.12
b:i'd_like 0.27  b:i'll_be 0.42  b:i'll_call 0.29  b:i'll_catch 0.28  b:i'll_come 0.17
b:i'll_dial 0.12  b:i'll_drive -0.21  b:i'll_look 0.14  b:i'll_phone 0.21  b:i'll_ring 0.45
b:i'm_sorry -0.16  b:i've_made 0.16  b:i_could -0.14  b:i_will 0.35  b:if_it -0.22  b:if_the 0.13
b:in_at 0.14  b:in_your -0.16  b:it's_you 0.12  b:like_to 0.21  b:look_after -0.14  b:made_a 0.16
b:make_sure 0.21  b:note_to 0.17  b:november_# 0.24  b:november_and -0.14  b:number_and 0.12
b:of_# -0.15  b:of_the 0.22  b:of_what's 0.16  b:old_number 0.12  b:on_# 0.79  b:on_a -0.17
b:on_friday 0.22  b:on_saturday -0.28  b:on_thursday 0.29  b:open_your 0.16  b:placed_on 0.26
b:receipt_to 0.26  b:ring_at 0.18  b:ring_to 0.12  b:ring_you 0.18  b:saturday_and -0.13
b:screenshot_of 0.16  b:see_you -0.28  b:sure_that 0.15  b:telephone_on 0.25  b:ten_to 0.18
b:that_it's 0.20  b:that_the 0.14  b:that_you 0.13  b:the_end 0.18  b:the_flight -0.14
b:the_key 0.16  b:the_ring -0.17  b:the_same -0.22  b:the_saturday 0.36  b:the_seat -0.14
b:the_verdict 0.39  b:thursday_and -0.12  b:to_ask 0.38  b:to_be 0.19  b:to_find 0.12
b:to_hear 0.52  b:to_its 0.18  b:to_know 0.13  b:to_look -0.18  b:to_make 0.16  b:to_open 0.22
b:to_ring 0.14  b:to_see 0.17  b:to_the -0.27  b:to_us -0.20  b:to_your -0.26  b:tomorrow_at 0.13
b:try_to -0.14  b:verified_by 0.27  b:very_much 0.12  b:we'll_try -0.14  b:wednesday_# -0.12
b:wednesday_after 0.16  b:wednesday_to 0.15  b:what's_there 0.16  b:whether_the 0.23
b:who_answers 0.12  b:will_see -0.19  b:will_telephone 0.17  b:with_you 0.28  b:you_a 0.17
b:you_and 0.17  b:you_at 0.32  b:you_by 0.14  b:you_that 0.17  b:you_tomorrow -0.18
b:you_who 0.12  b:your_account 0.18  b:your_old 0.12  back -0.35  be 0.14  before -0.19
bill -0.17  blood -0.18  call 0.46  callin 0.14  calling 0.14  catch 0.18  charge -0.17
check 0.23  client 0.29  comes -0.19  completion 0.15  confir 0.14  confirm 0.15  cost -0.14
could -0.15  dial 0.12  didn't -0.13  do -0.14  doyle -0.19  drive -0.28  else -0.15  end 0.18
enquir 0.33  enquiry 0.31  evenin 0.24  evening 0.22  find 0.19  flight -0.14  follow 0.29
for -0.19  free -0.17  friday 0.32  from -0.47  functi 0.19  function 0.19  have -0.24  hear 0.59
home -0.20  house -0.19  how 0.23  i -0.28  i'd 0.16  i'll 1.76  i've -0.13  if 0.14  in -0.24
it -0.34  it's 0.32  key 0.12  kilome 0.14  kilometres 0.14  len:0 -1.72  len:4 -0.39  like 0.12
made 0.29  make 0.22  myself -0.12  new -0.18  newbor -0.18  nine 0.17  note 0.23  novemb 0.23
november 0.23  now -0.21  o:ahead 0.54  o:contact 0.89  o:dated 0.68  o:named_time 0.38
o:ours 0.25  o:pays -0.55  o:remedy -0.57  of -0.33  old 0.15  on 0.33  once 0.16  one -0.21
open 0.26  or -0.15  our -0.43  own -0.17  p:after -0.97  p:before -0.59  p:same -0.35  paid -0.18
people -0.12  phone 0.44  placed 0.26  read 0.18  receip 0.27  receipt 0.28  regard 0.26
regarding 0.26  return -0.18  returning -0.14  ring 0.21  same -0.20  saturd 0.14  saturday 0.17
schedu 0.13  scheduled 0.13  screenshot 0.16  seat -0.14  seven 0.12  sh:0 -1.11  sh:1 -0.47
sh:2 -0.31  sh:3 -0.19  share -0.26  sister -0.18  sorry -0.26  still 0.21  sure 0.27  take -0.17
takes -0.24  teleph 0.57  telephone 0.52  ten 0.13  that 0.38  the -0.39  there 0.31  this -0.38
thursd 0.14  thursday 0.14  to 0.64  today -0.40  tonigh -0.26  tonight -0.26  too -0.23
try -0.15  tuesda -0.18  tuesday -0.18  two -0.14  us -0.35  verdic 0.39  verdict 0.39
verifi 0.46  verified 0.28  was -0.22  we -0.38  we'll -0.18  wear -0.15  what's 0.16  when 0.13
whethe 0.39  whether 0.39  which -0.13  will 0.18  wish -0.12  work 0.30  would -0.21  writte 0.29
written 0.29  you 0.28  you've 0.19  your -0.44
""",
    ),
}
