"""How much English words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -0.67
WEIGHTS = """
# -0.85  @absolute 0.34  @as_if 0.38  @belittle 0.70  @cannot 0.41  @care 0.25  @contrast 0.71
@future 0.56  @generic 0.26  @guess 1.26  @instruct -0.42  @load 0.68  @must 0.10  @nature 0.37
@negation -0.06  @normal 0.61  @not_us 0.31  @owned -0.75  @papers 0.37  @past 0.14
@past_of_you -0.42  @pejorative 0.76  @promise 1.24  @resign 0.53  @sadly 0.09  @staff 0.66
@third 1.12  @tone 1.29  @we -0.17  @would -0.18  @you -0.21  a 0.21  aback 0.40  able -0.57
about 0.23  account -0.31  accounts 0.22  across 0.41  actually 0.54  address 0.05  afraid 0.39
afresh -0.14  after -0.28  afternoon 0.24  afterwards 0.14  again -0.60  agency 0.24  ago -0.19
agreed 0.61  ahead -0.30  alarm 0.22  all 0.29  allow -0.45  allowed -0.06  alone 0.48
along -0.30  already -0.13  also -0.11  always -0.27  am 0.95  amount 0.21  and -0.17
another -0.23  answer -0.46  any 0.08  anybody 0.14  anyone -0.33  anything -0.51  anywhere 0.20
apart -0.35  apologise 1.12  apology -0.09  app 0.07  applications 0.28  appointment 0.13
appreciate 0.20  appropriate 0.40  approved 0.05  are 0.26  around 0.49  arranged -0.69  as 0.56
ask 0.73  asked 0.34  asking -0.19  astray 0.10  at 0.16  attached -0.67  attention 0.54
avoided 0.21  away -0.11  back 0.10  bad 0.37  bag -0.80  bakery -0.41  balcony -0.38  batch -0.98
battery 0.22  be 0.73  because -0.22  been -0.63  before 0.34  behind -0.07  being -0.63
believe -0.11  bell 0.49  belongs -0.47  bench -0.34  best -0.41  better -0.51  between 0.28
beyond 0.58  bill -0.79  billing -0.37  bin -0.51  birthday -0.46  bit 1.19  black 0.09
blame -0.07  blocked -0.27  blue 0.34  board 0.19  booking 0.64  bookings 0.33  boss 0.29
bottle -0.11  bottles -0.71  bought -0.31  bound 0.24  box -0.52  boxes -0.44  boy -0.28
break 0.42  breakfast -0.33  bring 0.07  bringing 0.08  broke -0.25  broken 0.13  building -0.20
business 0.36  but -1.26  by 0.22  cabin -0.38  cable 0.34  call -0.33  calls -0.23  came 0.57
camera -0.26  cancellation 0.09  cancelled -0.21  cap 0.31  capital 0.20  car 0.50  card -0.75
cards -0.16  care 0.77  careful 0.11  carefully -0.17  carries -0.28  carry -0.08  cars 0.31
case 0.12  cash 0.12  cause -0.60  caused 0.55  cent -0.12  certain 0.45  chair -0.18
change -0.23  changed 0.10  chapter 0.23  charge 0.06  chart 0.29  check 0.68  checked -0.33
checks 0.11  chicken -0.21  child -0.05  children 0.07  christmas -0.39  city 0.21  claim 0.40
cleaner 0.05  clear -0.40  clearly 0.17  clicking 0.14  clip -0.65  close -0.15  closed 0.26
code -0.30  coffee 0.30  cold -0.66  colleagues 0.15  collection 0.31  come 0.50  comes 0.60
coming -0.07  common 0.11  company 0.82  compared 0.35  complain 0.07  complaint 0.11
completely 0.49  computer 0.63  concerned -0.24  confirm -0.36  confirmation 0.30  contract 0.14
control 0.77  copies 0.09  copy 0.13  copying 0.33  correct -0.66  corrected -0.24  cost 0.41
costs -0.44  cottage -0.32  could 0.50  couldn't -0.42  count -0.64  counter 0.20  county 0.19
courier 0.22  course 0.17  crash 0.43  credit -0.19  crew -0.38  cross -0.11  cure 0.13
curtis -0.34  customer 0.30  customer's 0.44  customers 0.48  d 0.43  damage -0.07  data -0.31
date 0.12  daughter -0.61  day -0.08  days 0.60  deal 0.25  dealt 0.35  december 0.12
default -0.18  delay 0.22  deleted -0.12  delivery 0.38  department -0.11  desk -0.58
details 0.16  device -0.15  diary 0.09  did 0.50  didn't -0.14  differently 0.37  digging -0.27
digits 0.24  directly -0.17  director -0.28  disappointment 0.21  do 0.45  doctor -0.56
doesn't -0.07  dog 0.41  doing 0.16  don't -0.05  donated -0.13  done 0.12  door 0.31  dose -0.30
down 0.28  dr -0.06  dress 0.43  drilling 0.20  drive -0.12  driver -0.42  drivers 0.23
driving 0.19  drops -0.07  each -0.47  earlier -0.47  early 0.17  easy 0.28  eggs -0.08
either -0.46  electricity -0.21  eleven -0.41  else -1.10  else's -0.19  email 0.46  emails 0.77
emergency -0.48  enclosed -0.20  end 0.34  ended -0.33  enough -0.24  entered 0.22  entire 0.38
entirely 0.76  error -0.68  even -0.23  ever 0.21  every -0.80  everybody -0.19  everyone 0.25
everything 0.53  everywhere 0.34  evidently 0.70  exactly 0.09  examiner -0.35  exception 0.18
excuse -0.21  expect 0.95  expected 0.27  expired 0.10  explained 0.22  extent 0.48  eye 0.07
factory -0.16  failed 0.14  failure 0.54  fairness 0.45  families -0.35  family 0.55  far 0.08
fault -0.38  faulty -0.26  fee -0.36  feedback -0.36  feel -0.36  fell 0.50  felt 0.47  few -0.08
filed -0.30  fill 0.10  find 0.22  finding 0.62  fine 0.44  finished 0.32  fired 0.50  firm 0.35
fitter -0.35  five 0.59  flowers 0.08  folder -0.33  folks 0.34  food -0.19  for 0.39
forgotten 0.59  forty 0.30  forward -0.09  found -0.39  four -0.25  frame -0.21  frankly 0.62
free 0.13  freeze -0.16  friday 0.35  from 0.15  front 0.39  full -0.16  further -0.57
future 0.36  gate -0.18  gave 0.55  general -0.31  get 0.54  gets -0.21  getting 0.29  girl 0.24
girls 0.14  give 0.23  given -0.22  glad -0.36  glass -0.52  go 0.61  goes 0.43  going 0.76
gone -0.61  good 0.49  goods 0.40  grandmother's -0.08  great -0.48  ground -0.19  grow 0.16
grown 0.48  guess 0.17  guest -0.82  guests 0.34  had 0.12  hadn't -0.10  hair 0.21  half 0.24
hand -1.00  handle -0.14  handling -0.15  hands 0.24  hang -0.47  happen -0.16  happened -0.13
happens -0.43  happy -0.27  hard 0.93  harder 0.11  hardly 1.10  has 0.72  hasn't 0.26  have 0.44
he'd -0.19  he'll -0.67  he's 0.18  head 0.27  hear -0.08  heart -0.33  held 0.42  help 0.58
helped -0.13  helps -0.36  here 0.14  here's -0.47  herself -0.06  high 0.35  him -0.27  his -0.20
hold -0.63  holiday -0.73  holidays 0.40  home -0.31  honest 0.18  honestly 0.66  hope 0.15
hoped 0.25  hose -0.67  hotel 0.11  hour -0.23  hours 0.35  house -0.25  how -0.36  however 0.68
hundred 0.36  i -0.81  i'd -0.65  i'll -1.00  i'm -0.13  i've -0.70  if -0.99  ignore -0.35
ill 0.07  illness 0.22  in 0.32  included 0.40  inconvenience 0.42  inside 0.30  instead -0.19
instructions 0.15  insurance -0.14  into 0.26  invoice -0.84  is -0.30  isn't 0.15  it -0.27
it's 0.77  its 0.82  january -0.17  jo -0.23  job -0.43  jobs 0.22  joke 0.38  just -0.38
keep -0.24  kept -0.59  key -0.17  keyed -0.20  kids -0.13  kind 0.18  kindly 0.14  kitchen 0.17
knew -0.15  knocked -0.10  knocking -0.08  know -0.87  knows -0.41  lab 0.17  label -0.31
labels -0.33  lads -0.63  lake -0.22  language 0.30  laser -0.16  last -0.20  lasts 0.35
late 0.37  laughed -0.21  leak 0.38  leave -0.34  leaves -0.18  leeds -0.43  left 0.63
legible 0.45  lessons 0.22  let 0.63  letter -0.99  letters 0.70  library -0.35  lid 0.85
lies 0.16  life 0.43  light 0.40  lightly -0.21  likes 0.14  limit 0.42  line -0.52  list -0.31
listened -0.08  lists 0.28  little -0.13  live 0.55  loaded -0.38  lock 0.26  log -0.14
long -0.09  longer 0.72  looked -0.12  looking 0.18  looks -0.11  loose -0.27  lose -0.25
loss 0.64  lost -0.19  lot 0.71  love -0.05  lovely -0.22  ltd 0.69  luckily 0.73  ma 0.43
machine -0.79  machines 0.28  made -0.36  mailing -0.24  make 0.26  maker -0.65  makes 0.42
making 0.78  man -0.43  manage -0.05  manager -0.57  manual 0.46  manufacturer 0.60  many 0.52
mark 0.34  marked -0.54  marks 0.45  matter -0.40  may 0.85  maybe 0.10  me -0.93  means 0.09
meant 0.11  measure 0.12  measurements 0.58  membership -0.09  mentioned 0.08  merged -0.16
mess 0.35  message 0.36  meter -0.37  midnight 0.59  might 0.55  mind 0.65  minute 0.43
minutes 0.16  missed -0.46  missing -0.86  mistake 0.37  mistakes 0.54  mix -0.13  mixed -0.22
mobile -0.22  model 0.16  moment 0.46  monday -0.29  money -0.46  month 0.26  months 0.08
more 0.19  morning -1.63  most 0.49  mountain 0.25  move -0.27  moved -0.60  moving -0.10  mr 0.16
mrs 0.05  much 0.32  must -0.22  my -0.43  myself -0.55  name 0.52  names -0.10  natural 0.10
near -0.39  necessary 0.12  need -1.21  needn't 0.37  neil -0.23  neither -0.24  never 0.16
new 0.65  news -0.13  next 0.14  nice 0.49  night -0.33  nights 0.34  no 0.20  nobody -0.33
none -0.11  noon -0.27  not 0.07  note -0.16  nothing -0.66  notice -0.52  november 0.63
now -0.43  number -0.42  numbers 0.36  o'clock -0.11  oak -0.33  october -0.26  odd 0.20  of 0.53
off 0.55  offer -0.50  office 0.80  old -0.59  on 0.24  once 0.18  one -0.39  ones -0.11
only -0.10  open 0.29  opened -0.23  or -0.80  order 0.30  ordered 0.37  orders -0.42
original -0.43  other 0.45  others -0.34  ought 0.28  our 0.43  ours 0.14  ourselves -0.49
out 0.13  outage 0.56  outside -0.44  oven 0.36  over 0.19  own -0.26  packaging 0.62
packed -0.21  packing -0.10  page -0.25  paid -0.08  painter -0.50  pallet -0.23  panel -0.20
parcels -0.24  parents 0.07  parking -0.31  part -0.52  particularly -0.19  partner -0.10
parts -0.13  party 0.16  passed 0.23  password 0.20  patch -0.30  patience -0.13  patient -0.79
pay -0.22  paying -0.24  payments 0.13  pdf 0.19  penny -0.28  people 0.65  perceived 0.33
perhaps 0.29  period 0.09  person -1.08  personally 0.10  phone 0.35  phoned -0.22  phones 0.38
photo 0.35  photograph -0.20  photos -0.79  pick 0.57  picked 0.20  piece -0.21  pity 0.22
place 0.14  plan -0.24  play -0.63  pleasant -0.25  please -0.12  plenty -0.17  point 0.09
points 0.05  possible -0.08  post 0.16  posting 0.73  pounds 0.22  power 0.22  prefer -0.62
prepaid -0.22  present -0.52  press -0.24  pressed 0.16  pressing -0.16  pressure 0.39
pretty 0.62  price -0.40  print 0.25  printed -0.44  printer 0.17  private 0.41  problem -0.05
product 0.40  program 0.27  promise 0.07  promised -0.17  properly 0.74  protection -0.37
put -0.57  putting 0.49  quarter -0.39  question 0.19  quick 0.34  quit 0.64  quite -0.27
rain 0.46  raise -0.32  ran -0.91  rang 0.32  rather -0.23  reach -0.23  reached -0.08
reaches 0.18  read 0.21  reading 0.21  real -0.16  really 0.93  reason -1.09  receipt -0.52
receipts 0.35  received 0.76  reception 0.23  reckoned 0.40  record -0.26  regret 0.27
release -0.17  reminders -0.07  repaired -0.47  replacement 0.25  reply -0.67  report 0.05
required 0.53  responsibility 0.14  responsible -0.21  rest -0.22  result -0.07  return -0.07
review 0.40  ride -0.20  right 0.44  ring 0.52  ringing -0.33  risk 0.35  roof 0.16  room -0.10
rota -0.23  round 0.35  rubbish 0.08  rule -0.40  rules -0.19  run 0.51  sadly -0.19  safe -0.43
said 0.14  same -0.12  sat -0.09  saturday 0.20  saturday's -0.12  save 0.49  saved -0.38
say 0.27  says 0.15  scanned -0.43  schedule 0.09  scratch 0.19  seal -0.64  sealed 0.56
seam 0.38  second -0.88  seconds 0.23  security -0.11  see 0.51  seems -0.16  seen 0.10  sell 0.27
send -0.14  sending 0.36  sense 0.11  sent -0.10  server -0.34  servers 0.32  service 0.45
set 0.22  sets 0.21  seven -0.26  shared 0.08  she's -0.64  shed -0.19  sheet -0.15  shelf -0.72
shift 0.22  ship -0.11  shipping 0.21  shop 0.38  short -0.13  should -0.68  should've -0.49
shouldn't -0.26  show -0.31  showed -0.25  shown -0.22  shows 0.14  shut -0.20  side 0.19
sign -1.27  signature -0.18  simply 1.02  since -0.59  single -0.38  sit 0.48  site 0.08
sitting -0.13  six -0.67  sixty 0.35  size 0.55  skipped -0.44  slept -0.07  slip 0.43
slipped -0.10  slips 0.10  small -0.19  snow 0.32  so -0.10  software 0.16  sold -0.33
somebody -0.49  somebody's -0.24  someone -1.00  something 0.06  son 0.47  soon -0.19  sooner 0.10
sorry 1.00  soul 0.32  spare -0.37  spared 0.30  speed 0.27  spent -0.56  spoke -0.63  spot 0.47
spotless -0.32  spotted 0.15  staff 0.41  staffed 0.11  stain 0.35  stand -0.14  stands -0.18
star -0.11  start -0.27  states 0.17  station -0.22  stay 0.26  stays -0.16  stick 0.14
sticker -0.27  still -0.22  stood -0.23  stopped 0.42  store -0.15  storm 0.45  straight 0.14
street -0.31  subcontractor 0.08  subscription -0.09  such 0.19  suits -0.17  summer 0.51
supplier 0.62  sure 0.18  surprised 0.37  swallowed -0.57  swapped -0.20  switch -0.07
switched -0.37  system -0.53  tablets -0.15  tag -0.27  take 0.52  taken -0.29  takes 0.13
taking 0.07  talk 0.14  talking -0.13  taxi -0.13  team 0.21  tear 0.25  tears -0.18
technical -0.10  technically 0.43  technician -0.15  tell -0.23  telling -0.48  tells -0.36
temp -0.09  ten 0.34  terms 0.54  test 0.14  tested 0.08  text -0.47  th -0.52  than -0.31
thank -0.53  thanks -0.66  that 0.38  the -0.15  their -0.10  theirs -0.63  them 0.16  then 0.31
there -0.13  there's 0.11  these 0.24  they'll -0.54  thing 0.17  things -0.17  third 0.49
this 0.62  those -0.12  though 0.08  thought -0.40  three -0.40  through -0.44  throw -0.29
thursday -0.32  ticked 0.26  ticket -0.16  tickets 0.51  tight 0.28  tightly 0.08  time 0.58
times 0.38  to 0.44  today -0.63  today's -0.24  told -0.72  tomorrow 0.52  tonight's -0.20
too -0.40  took 0.49  top 0.33  touch 0.31  trace -0.55  track 0.24  training 0.08  tray -0.25
tre 0.43  treat -0.38  treated 0.67  treatment 0.52  tree -0.23  tried 0.08  trouble 0.21
truck -0.30  trust -0.54  trusted -0.63  try -0.71  trying -0.59  turn 0.75  turned 0.42
turning 0.08  twenty 0.80  twice -0.46  two -0.34  typed 0.21  unanswered -0.15  under -0.07
understanding -0.21  unfortunately -0.26  unit -0.08  until -0.50  up 1.06  update -0.43
updated -0.14  ups -0.15  us 0.49  user 0.65  vacation 0.50  valid -0.47  very -0.60  vet 0.20
victims 0.14  video -0.64  visit -0.41  voice 0.11  wait 0.14  waiter 0.42  waiting -0.07
waits -0.33  walk -0.12  want -0.43  wanted -0.29  warehouse -0.80  was -0.25  wash 0.18
wasn't 0.07  watch 0.26  water 0.39  way 0.68  we 0.32  we'd -0.23  we'll 0.36  we're 0.54
we've 0.61  weak -0.37  weather -0.31  weddings 0.14  week 0.26  weekend -0.11  weekends 0.19
weeks 0.30  welcome -0.49  well -0.10  went 0.09  were -0.40  wet -0.17  what 0.14  whatever 0.71
when 0.31  whenever 0.14  where 0.32  wherever 0.14  whether 0.52  which 0.05  whichever -0.41
who 1.00  whoever 0.31  whole 0.27  wife 0.10  will 0.38  window -0.23  wiped 0.24  wish 0.13
wishes -0.18  with 0.26  within 0.52  without 0.48  wool 0.39  word -0.35  work 0.58  worked 0.19
working -0.12  works -0.10  workshop -0.23  world 0.34  worn 0.65  worries 0.27  worst -0.09
worth 0.20  would 0.54  wouldn't 0.06  write -0.37  writing 0.31  written -0.67  wrong -1.06
wrote -0.23  yard 0.18  years 0.51  yet -0.10  you 0.46  you'd -0.40  you'll 0.56  you're 0.59
you've -0.49  your -0.18  yours -0.58  yourself 1.02
"""
