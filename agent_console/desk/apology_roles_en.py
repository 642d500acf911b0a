"""How much beginnings of English words (``@``: what a sentence has) speak for a role;
written by tests.desk.apology_roles_training, see ``apology_roles``.
"""

from __future__ import annotations

MODELS = {
    "apology": (
        -4.45,
        """
# -0.47  @admits -0.55  @after 0.19  @apology 4.29  @before -0.41  @contact -0.14  @dated -0.62
@empty -0.15  @end -0.72  @first -0.24  @last -1.04  @money -0.17  @near -0.21  @ours 0.42
@ours+dated -0.25  @past -0.36  @receives -0.31  @regret 2.98  @remedy -0.61  @remedy+dated -0.19
@shared1 -0.35  @shared3 0.15  @shared4 0.24  @you -0.16  a -0.47  about 0.26  am 0.20  angry 0.15
any -0.13  apolog 1.55  are -0.16  ask 0.17  at -0.24  badly 0.13  be -0.17  both 0.18  by -0.16
can -0.29  didn't -0.12  family 0.29  feel -0.14  for 0.16  forgiv 0.82  from -0.19  get -0.16
got 0.17  hair 0.34  have -0.17  her -0.14  hi 0.23  how -0.13  i 0.56  i'm 0.96  in -0.28
is -0.12  it -0.33  it's -0.20  just -0.13  kitche 0.31  look -0.16  mornin -0.14  much -0.15
nice 0.22  no -0.15  novemb -0.12  of -0.21  on -0.35  our -0.14  out -0.16  please 0.51
proper -0.14  really 0.18  regret -0.23  rubbis 0.45  see 0.13  shower 0.34  so 0.31  sorry 2.16
sunday 0.12  the -0.50  this -0.21  too -0.14  unfort -0.13  up -0.19  us 0.38  we'll -0.13
we're 0.12  wednes 0.12  when -0.15  which 0.18  will -0.20  with -0.22  wrong 0.16
""",
    ),
    "understanding": (
        -4.00,
        """
# -0.19  @admits -0.24  @after -0.31  @apology -0.49  @before -0.34  @calls -0.31  @contact 0.52
@dated -0.67  @end -0.82  @first 0.89  @last -0.98  @near -0.62  @ours -0.72  @ours+dated 0.37
@past -0.21  @receives -0.38  @remedy -0.80  @remedy+dated 0.23  @remedy+near 0.30  @shared1 2.21
@shared2 6.56  @shared3 1.43  @shared4 0.46  @soon -0.28  @theirs 0.24  @vague -0.80  @we -0.26
@you -0.14  able -0.13  about 0.70  accept -0.15  accoun 0.51  addres -0.14  after -0.31
ahead 0.15  all 0.18  alread -0.25  also -0.23  always -0.16  an -0.17  and 0.83  anothe 0.36
any 0.58  anybod -0.24  anyone -0.20  anythi -0.19  apolog -0.53  are -0.21  aren't 0.15
around -0.20  ask 0.22  asked 0.50  assist 0.31  attach -0.20  away -0.14  back 0.67  backup 0.32
bag -0.16  be -0.33  becaus 0.19  bed -0.25  been -0.46  before 0.13  being -0.16  believ -0.14
belong -0.24  better -0.30  betwee 0.67  big -0.24  bill -0.19  bin -0.12  birthd 0.44  blank 0.18
boards 0.48  boss -0.16  boxes -0.17  cake 0.22  call 0.31  came 0.43  can -0.71  cancel 0.17
card -0.14  care -0.13  caused -0.13  chair 0.52  chapte 0.15  charge -0.52  chargi 0.14
chat 0.29  checke 0.38  checki 0.26  choir -0.15  church -0.25  claim -0.13  cleane 0.26
coach -0.24  coat -0.31  code 0.29  cold 0.21  collea -0.15  colour -0.12  coming 0.15
compan 0.28  comple 0.39  contac 0.30  cooked -0.29  copy -0.14  could -0.22  couldn -0.17
courie -0.16  course 0.42  cover 0.15  credit 0.21  crying 0.51  custom -0.19  date -0.38
day 0.35  decemb -0.46  delete 0.54  depart 0.15  deserv -0.13  desk 0.39  did -0.27  differ -0.22
dinner -0.30  disapp -0.17  do -0.56  doesn' -0.15  dog -0.18  don't -0.15  done -0.29
double 0.47  dr -0.19  droppe -0.23  drove -0.19  due -0.20  each 0.13  eight 0.23  eighty 0.48
either -0.16  else -0.17  else's 0.15  email -0.17  emails 0.25  ended -0.30  ends 0.34
engine 0.48  entire -0.17  evenin -0.22  every 0.26  everyo 0.27  everyt -0.35  exactl -0.30
exchan 0.20  expect -0.12  experi -0.14  extra 0.21  faces 0.21  failed -0.22  fee -0.12
feel -0.41  find 0.22  first -0.13  fit -0.32  fits -0.20  fitter 0.23  five 0.24  follow -0.73
food 0.29  for -0.33  forty 0.30  forwar 0.51  found 0.19  four 0.46  free -0.35  fright -0.21
from 0.41  front 0.40  gave 0.33  genera -0.14  get 0.21  gets -0.19  gift 0.60  girls 0.15
give -0.30  gives 0.33  go 0.32  going -0.23  gone 0.18  good 0.53  ground 0.22  had -0.15
hadn't 0.36  handle 0.26  happen 0.47  hardly -0.33  has -0.42  haven' 0.38  he -0.13  he'll -0.14
hear -0.39  her -0.20  here -0.44  holdin 0.39  holida 0.65  home 0.38  honest -0.19  hospit -0.15
house 0.14  how -0.42  hurt -0.14  i -0.34  i'd -0.23  i'm -0.20  i've 0.37  id 0.32  in 0.58
inconv -0.14  invoic 0.13  isn't 0.20  issued 0.45  it -0.51  job -0.17  joke 0.34  july 0.41
jumper -0.19  just -0.14  keep -0.15  keys 0.13  kitche -0.15  know 0.44  label 0.20  last 0.29
lay -0.12  leave 0.34  leaves -0.19  left 0.46  let -0.35  letter -0.17  like 0.14  live -0.24
log -0.15  long -0.15  longer -0.20  looked -0.30  lookin 0.32  lost -0.45  lunch -0.14
machin -0.28  made 0.31  mail 0.41  make -0.36  makes 0.34  marked 0.27  matter -0.21  me -0.42
meal 0.16  messag -0.23  middle 0.26  minute -0.12  misera 0.12  missin 0.39  mix 0.51  mm 0.42
monday -0.14  month 0.15  month' 0.53  more -0.22  mornin 0.26  moved -0.33  mr -0.38  ms -0.18
much -0.13  must -0.34  n 0.57  need -0.28  neighb 0.39  never -0.17  new -0.23  next -0.29
night -0.21  nine -0.29  no 0.36  nobody -0.50  noon 0.33  not -0.38  noted -0.17  nothin -0.35
notice 0.47  novemb 0.40  number -0.23  octobe 0.44  of -0.25  offer -0.13  office -0.27
old -0.13  once -0.26  one -0.16  ones 0.18  only -0.25  open 0.24  opened -0.25  opens 0.22
or -0.20  order -0.29  ordere -0.12  ought -0.17  out -0.54  outsid -0.19  overni -0.20
page -0.17  pain 0.24  parent -0.32  part -0.16  parts 0.20  passes -0.15  passpo 0.31
patien -0.13  pay -0.50  people -0.15  permit 0.25  phone -0.26  photog 0.25  photos -0.12
picked -0.21  pictur 0.14  plain 0.20  plan 0.21  please -0.24  pm -0.28  positi -0.23  post -0.23
practi 0.28  prepai -0.15  press 0.36  pressu 0.46  previo 0.25  printe -0.13  pushed 0.14
put -0.41  ran -0.13  reach -0.14  reache -0.22  reader 0.14  readin -0.22  really -0.22
reason -0.14  recipi 0.47  recomm 0.30  refund 0.55  regard 0.16  regula 0.43  remind 0.45
rental 0.68  repain 0.15  report 0.42  reprin -0.19  rest -0.14  return 0.15  right 0.29
ring -0.32  road -0.12  row 0.21  safe 0.16  said 0.13  sat 0.24  saved -0.27  says 0.12
screen 0.15  season -0.13  see -0.41  send -0.24  sendin -0.34  sense 0.32  sent 0.32
servic -0.15  set -0.38  settin -0.17  she 0.20  sheet -0.22  shelte 0.14  shift -0.15  ship 0.21
shoes 0.14  shop -0.13  show -0.12  signat -0.19  since 0.55  single -0.17  sit 0.17  six -0.25
size 0.54  so -0.27  sofa 0.13  some 0.37  somebo 0.41  someth -0.21  specia -0.13  spring 0.21
stand 0.19  start -0.15  starts 0.50  statio -0.16  stayed 0.26  stays -0.15  steps 0.28
still 0.29  stood 0.14  stop -0.24  store -0.12  strang 0.34  stuck 0.20  subscr 0.16  such 0.19
suit -0.20  summer 0.28  sure -0.21  swappe -0.13  tested 0.38  text -0.16  than -0.13
thank -0.43  thanks -0.18  that -0.25  that's -0.37  the -0.29  their -0.25  them -0.33  then 0.46
there 0.46  these 0.35  they 0.20  thing -0.17  things -0.23  thirty -0.31  this -0.27  those 0.15
three 0.14  thursd -0.16  till 0.27  time -0.20  times 0.15  to 0.21  today -0.55  togeth 0.28
told 0.27  tomorr -0.20  tonigh -0.33  too -0.19  toward -0.15  transf 0.22  truste 0.29  tub 0.38
twelve 0.58  twice -0.26  under 0.61  unfort 0.59  until -0.19  ups 0.58  us 0.35  use -0.18
used -0.23  valid -0.17  van 0.32  vegan 0.15  view 0.28  visit -0.21  wait 0.27  waitin -0.22
waived -0.71  walk 0.16  want -0.21  wareho 0.39  was -0.64  washin 0.27  wasn't -0.31  water 0.31
we -0.36  we'd -0.24  we'll 0.22  we're -0.44  wednes -0.21  week -0.30  weeks 0.38  welcom -0.30
went 0.64  were -0.24  what -0.12  when -0.27  whenev 0.48  whethe 0.39  which -0.37  while 0.76
who -0.29  whole 0.13  why -0.26  will -0.23  window -0.14  with 0.36  won't -0.19  wool 0.34
word 0.13  worked 0.32  workin -0.12  worse -0.15  would -0.31  wouldn -0.16  write -0.22
writin -0.32  wrote 0.37  year -0.18  years 0.48  you 0.61  you'd 0.17  you'll -0.35  you've 0.39
your 0.37  yours -0.38
""",
    ),
    "solution": (
        -3.89,
        """
@after -1.24  @apology -0.38  @calls -0.57  @contact -0.55  @contact+dated -0.17  @dated 1.72
@empty -1.01  @end -1.01  @explains -0.20  @first -1.57  @last -0.41  @money 0.13  @near -1.20
@ours -0.94  @ours+dated 1.31  @past -0.50  @regret -0.33  @remedy 1.76  @remedy+dated 4.41
@remedy+near 1.16  @shared1 0.20  @shared2 0.18  @shared3 0.30  @soon -0.18  @theirs -0.41
@we -0.44  @you -0.63  a -0.82  accoun -0.61  add -0.15  addres -0.22  after -0.37  agains -0.15
agreed 0.15  alarm -0.25  all -0.24  also -0.31  altoge 0.31  amount -0.77  and 0.47  anothe 0.14
answer -0.14  any -0.90  anythi -0.59  apolog -0.22  appear -0.35  are -0.39  arrive 0.72
arrivi 0.18  as -0.69  aside 0.14  ask -0.22  at 0.50  availa 0.22  away 0.15  awful 0.31
back -0.18  bag -0.15  batter -0.20  be 0.16  becaus -0.51  before 0.41  bell 0.40  bench -0.13
best 0.14  betwee 0.45  bill 0.34  both 0.12  box 0.36  boxes 0.13  branch -0.90  breakf -0.27
bring -0.29  by 0.65  call -0.71  called -0.23  callin -0.15  can't 0.55  cancel 0.12  card -0.46
cards 0.49  care -0.54  carry -0.69  chair 0.22  chairs 0.28  change -0.35  charge 0.49  chat 0.38
check 0.47  checke -0.18  childr 0.18  church -0.22  class 0.32  clear 0.20  closed -0.17
coach 0.30  code -0.45  collea -0.17  come 0.53  comes 0.15  coming 0.25  compan 0.17
comple -0.56  concer 0.15  confir 0.13  contac 0.28  conver 0.33  copies -0.28  copy -0.20
correc 0.19  cost -0.19  couldn -0.35  courie 0.19  credit -0.28  custom -0.21  cut -0.12
day -0.42  decemb -0.72  decide 0.14  defaul 0.48  delete 0.14  delive 0.23  demand 0.13
device 0.47  did 0.13  does -0.13  doesn' -0.16  done -0.17  door 0.56  down 0.20  dr 0.38
driver -0.33  drivin -0.20  dry -0.21  each -0.34  eight 0.36  either 0.46  email 0.24  end -0.26
engine 0.26  entire -0.18  evenin 0.19  every -0.12  everyo 0.48  everyt 0.40  extra 0.13
face -0.55  fare 0.39  final 0.37  fine -0.13  finger 0.14  first 0.18  fit 0.35  fits 0.38
fitted 0.27  five -0.25  floor -0.21  follow -0.48  for 0.35  form 0.14  found 0.17  free 1.04
fresh 0.35  friday 0.46  from -0.23  full -0.28  give -0.26  given -0.39  giving 0.35  glasse 0.31
go 0.36  goes -0.13  going 0.64  gone 0.16  grey 0.31  had -0.32  half 0.50  hands 0.38
happy -0.15  have 0.15  he'll -0.21  hear 0.16  hi 0.37  himsel 0.17  his -0.15  home 0.47
hospit 0.20  hotel 0.14  hour -0.26  house 0.29  how -0.29  i 0.20  i'd 0.22  i'll 0.28  i've 0.66
if -0.68  in -0.49  inbox 0.26  instea -0.15  instru -0.26  into -0.20  invoic 0.17  is 0.54
it 0.15  it'll 0.49  it's 0.19  januar 0.14  kitche -0.14  knows -0.16  last -0.29  later 0.26
leaves 0.19  less -0.18  lesson 0.12  let -0.26  limit -0.21  list -0.23  live -0.13  lock -0.15
locked -0.15  log 0.43  lose 0.25  lost 0.25  love 0.24  lunch 0.13  m 0.30  madden 0.18
make 0.14  manage -0.13  matter -0.25  meal 0.38  messag -0.39  meter -0.22  minute -0.25
monday -0.34  money 0.24  month 0.15  months -0.15  more -0.17  moved -0.14  moving 0.25  mr 0.27
mrs -0.18  ms 0.34  myself -0.35  name 0.16  natura -0.15  necess -0.70  neighb -0.29  new 0.35
next 0.61  nice 0.36  night -0.26  nights 0.52  no -0.34  nobody -0.21  noon 0.21  normal 0.14
not -0.29  novemb 0.71  number 0.12  occasi 0.16  of -1.01  off 0.36  office 0.25  oil -0.21
old -0.19  on 0.19  once -0.13  ones 0.13  only 0.31  open 0.47  opens 0.24  or 0.34  order -0.23
origin -0.68  our -0.17  out -0.69  over 0.29  own 0.18  paid -0.21  painte -0.21  pair 0.18
past 0.46  pay 0.14  paymen -0.88  paypal -0.22  people 0.22  permit 0.17  phone 0.19  photo 0.46
pictur 0.19  piece 0.22  place 0.14  please -0.46  plus 0.55  pm 0.91  points -0.29  post 0.48
postag -0.15  posted 0.18  price -0.41  privat 0.49  proper -0.16  pulled -0.21  pushed -0.21
put -0.60  questi -0.20  r -0.19  rather 0.16  reach -0.22  ready -0.79  really 0.29  receiv -0.91
recogn -0.37  refund 0.42  regist 0.29  regula 0.13  rent 0.49  repair -0.20  report 0.17
reprin 0.66  restor 0.14  return 0.66  right -0.35  ring -0.25  room 0.26  round 0.49  run 0.13
runs 0.36  safety 0.18  sage 0.27  same -0.70  sand 0.15  saturd 0.51  say -0.23  schedu -0.75
school -0.16  seats 0.26  second 0.20  see 0.25  send 0.60  sendin -0.43  servic -0.23  set 0.19
settle -0.22  shall 0.24  she -0.20  shelf -0.13  shippi -0.14  short 0.26  should 0.67  show 0.28
showin -0.14  side 0.20  sign -0.13  since 0.14  sit -0.18  site -0.71  six 0.29  so 0.80
somebo -0.17  someth -0.27  son -0.18  sore 0.33  specia -0.14  standa -0.19  standi -0.26
start -0.31  starti -0.36  starts 0.34  statem -0.16  step -0.12  steps -0.14  still 0.27
stoppe 0.23  street -0.22  suit 0.41  sunday 0.18  sure 0.26  swap 0.22  switch -0.13  table -0.31
tablet -0.13  take -0.24  taken 0.75  taxi -0.13  team -0.39  teatim -0.21  techni -0.55
tell -0.14  ten -0.15  test -0.24  tested 0.13  th 0.38  that -0.36  the -0.35  their -0.28
them 0.21  then 0.40  there 0.22  there' -0.83  they -0.27  they'l -0.27  they'v -0.17  thing 0.42
things -0.57  this 0.19  though -0.21  three -0.36  thursd 0.26  ticket 0.55  time 0.12
times -0.19  to -0.55  today 0.47  tomorr 0.75  tonigh 0.15  too -0.21  top -0.51  transf 0.37
trip 0.40  tuesda 0.16  twelve 0.21  twice -0.49  two 0.18  tyres 0.28  unders 0.21  us -0.22
valid -0.63  valve 0.57  van 0.82  versio 0.14  visibl -0.19  visit -0.73  vouche -0.89
waited -0.18  waitin -0.62  waived -0.16  wall -0.26  wants -0.19  was -0.12  way -0.27  we -0.15
we'll 0.44  we're -0.81  we've -0.24  wednes 1.08  weeks -0.14  went -0.19  were -0.23  what -0.34
whatev -0.34  when -0.49  where 0.37  whethe 0.67  which -0.35  while 0.57  white 0.32  whole 0.48
wife 0.20  winter 0.22  with 0.34  within -0.17  withou -0.29  work -0.67  workin 0.22
works -0.12  would 0.28  write 0.28  wrong -0.25  yester -0.13  you 0.52  you'd 0.24  you'll -0.41
you're -0.74  you've 0.52  your -0.16  yours -0.45
""",
    ),
    "check-back": (
        -4.63,
        """
# 0.15  @admits -0.39  @after -0.45  @apology -0.55  @before 0.17  @calls 0.62  @contact 2.54
@contact+dated 4.44  @dated 0.78  @done 0.22  @empty -0.16  @end -0.43  @first -1.22  @last 0.17
@money -0.75  @near -0.52  @ours -0.27  @ours+dated 1.50  @past -0.53  @receives -0.44
@regret -0.44  @remedy -0.68  @shared1 -0.30  @shared2 -0.40  @shared3 0.15  @soon -0.42
@theirs 0.20  @vague -0.32  @we -0.43  @you -0.27  a -0.31  about 0.35  accoun 0.16  all 0.21
also 0.17  am -0.14  an -0.14  and -0.26  angry -0.17  answer 0.16  anythi -0.39  apolog -0.19
appoin 0.31  are -0.31  around 0.47  ask 0.51  asking 0.16  back 0.50  before -0.21  being -0.19
bill 0.12  bookin 0.15  bring -0.29  by 0.22  call 0.37  car -0.12  card -0.27  carpet -0.14
carry -0.21  case 0.31  ceilin 0.15  change -0.27  charge -0.40  check 0.52  checke 0.17
cleane -0.18  come 0.21  copay 0.13  course -0.33  custom 0.12  day -0.43  decemb 0.33
delete 0.15  delive -0.20  desk -0.27  didn't -0.13  don't -0.20  door 0.48  down 0.16  dr -0.27
due -0.18  during 0.42  effect 0.41  eight 0.21  emails 0.17  everyt 0.12  explai 0.14  fee -0.48
feel 0.32  fits 0.49  follow 0.18  forgiv -0.23  free -0.54  friday 0.56  from -0.46  full -0.40
gas 0.13  glasse -0.17  go -0.23  goes -0.13  good 0.25  got 0.29  hall 0.16  hands 0.34
happy 0.19  has -0.27  have -0.15  haven' 0.18  here 0.19  hi 0.19  him 0.13  his -0.14  home 0.16
hope -0.14  hour -0.19  hours 0.31  house -0.20  how 0.15  i -0.34  i'll 1.35  i'm -0.20  if -0.27
in 0.17  inspec 0.48  instea -0.15  instru -0.14  is 0.47  it -0.29  it'll 0.13  it's -0.21
kept -0.47  kitche 0.22  label -0.26  leave -0.14  left -0.13  letter 0.23  little -0.15
look 0.23  looked -0.12  looks 0.31  lose -0.13  lunch 0.33  make 0.14  me -0.15  means 0.39
meetin 0.15  messag -0.14  minute -0.36  mistak 0.14  monday 0.36  money -0.19  most -0.21
my -0.29  myself -0.26  name -0.13  new -0.29  news 0.20  next -0.19  nice 0.18  night 0.36
no -0.14  nobody -0.13  normal 0.14  not -0.18  now 0.28  off 0.19  office 0.27  on 0.25
once -0.15  one -0.33  only -0.22  opens -0.19  ours 0.13  out -0.47  over 0.16  paid -0.40
parkin -0.14  patien -0.21  pay 0.15  paymen 0.20  people -0.19  phone 0.63  please -0.22  pm 0.40
press 0.13  proof 0.16  put -0.13  recipi 0.15  regard -0.22  report 0.22  return -0.45  ring 0.17
round 0.13  rules 0.14  run 0.30  safely 0.30  same -0.41  saturd 0.30  school 0.17  second -0.49
see 0.67  send -0.16  sent -0.14  settin -0.14  shall 0.53  shop -0.18  should -0.23  six 0.25
so 0.21  somebo -0.13  someon -0.12  soon -0.13  sore -0.24  sorry -0.16  still 0.29  sunday 0.19
sure 0.29  talk 0.57  teleph 0.78  ten 0.13  test 0.32  tested 0.20  th 0.15  thank 0.55
the -0.50  theirs 0.12  them -0.36  then -0.19  there -0.17  they 0.18  they'v 0.36  three -0.49
throug -0.25  thursd 0.25  time -0.16  times -0.12  to -0.45  tonigh -0.22  too -0.13  touch -0.20
transf -0.18  treatm 0.15  unders 0.54  up -0.14  us -0.33  versio -0.22  was -0.15  we're -0.18
wednes -0.21  went -0.16  what -0.18  whatev 0.23  whenev -0.12  whethe 0.94  whole 0.24
with 0.30  withou 0.21  won't 0.13  word -0.22  workin -0.17  works 0.17  write 0.20  you 0.38
you'll -0.20  you're 0.14  you've 0.22  your -0.24  yours -0.14
""",
    ),
}
