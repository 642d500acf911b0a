"""How much English words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -0.66
WEIGHTS = """
# -0.85  @absolute 0.35  @as_if 0.37  @belittle 0.70  @cannot 0.39  @care 0.26  @contrast 0.72
@future 0.58  @generic 0.27  @guess 1.27  @instruct -0.41  @load 0.70  @must 0.10  @nature 0.38
@normal 0.59  @not_us 0.32  @owned -0.75  @papers 0.37  @past 0.14  @past_of_you -0.41
@pejorative 0.76  @promise 1.28  @resign 0.54  @sadly 0.09  @staff 0.68  @third 1.14  @tone 1.29
@we -0.17  @would -0.16  @you -0.20  a 0.22  aback 0.41  able -0.55  about 0.22  accept -0.12
account -0.27  accounts 0.23  across 0.43  actually 0.54  afraid 0.39  afresh -0.13  after -0.29
afternoon 0.23  afterwards 0.15  again -0.59  agency 0.21  ago -0.17  agreed 0.60  ahead -0.30
alarm 0.21  all 0.30  allow -0.45  allowed -0.06  alone 0.48  along -0.30  already -0.15
also -0.11  always -0.28  am 0.96  amount 0.21  and -0.16  another -0.24  answer -0.48  any 0.12
anybody 0.14  anyone -0.30  anything -0.51  anywhere 0.21  apart -0.35  apologies -0.07
apologise 1.14  apology -0.09  app 0.07  applications 0.29  appointment 0.12  appreciate 0.20
appropriate 0.40  approved 0.06  are 0.26  around 0.49  arranged -0.67  as 0.51  ask 0.72
asked 0.35  asking -0.18  astray 0.12  at 0.18  attached -0.67  attention 0.52  avoided 0.21
away -0.11  back 0.10  bad 0.38  bag -0.80  bakery -0.42  balcony -0.39  batch -0.95  battery 0.21
be 0.72  because -0.18  been -0.67  before 0.33  behind -0.07  being -0.61  believe -0.12
bell 0.48  belongs -0.48  bench -0.34  best -0.40  better -0.51  between 0.29  beyond 0.59
bill -0.77  billing -0.37  bin -0.50  birthday -0.47  bit 1.13  black 0.10  blame -0.08
blocked -0.26  blue 0.34  board 0.22  booking 0.64  bookings 0.32  boss 0.29  bottles -0.70
bought -0.30  bound 0.24  box -0.52  boxes -0.43  boy -0.28  break 0.42  breakfast -0.32
bring 0.08  bringing 0.07  broke -0.22  broken 0.13  building -0.20  business 0.36  but -1.25
by 0.23  cabin -0.39  cable 0.35  call -0.35  calls -0.21  came 0.58  camera -0.24  can 0.05
can't -0.07  cancellation 0.10  cancelled -0.20  cap 0.30  capital 0.20  car 0.50  card -0.74
cards -0.16  care 0.77  careful 0.11  carefully -0.17  carries -0.29  carry -0.08  cars 0.31
case 0.12  cash 0.12  cause -0.62  caused 0.56  cent -0.12  certain 0.45  chair -0.17
change -0.22  changed 0.06  chapter 0.23  charge 0.06  chart 0.29  check 0.67  checked -0.34
checks 0.11  chicken -0.22  child -0.05  children 0.07  christmas -0.39  city 0.22  claim 0.40
clear -0.39  clearly 0.17  clicking 0.14  clip -0.65  close -0.14  closed 0.27  code -0.30
coffee 0.30  cold -0.64  colleagues 0.15  collection 0.32  come 0.51  comes 0.59  coming -0.08
common 0.11  company 0.84  compared 0.35  complain 0.06  complaint 0.11  completely 0.50
computer 0.64  concerned -0.23  confirm -0.33  confirmation 0.30  contract 0.12  control 0.78
copies 0.09  copy 0.13  copying 0.33  correct -0.65  corrected -0.23  cost 0.39  costs -0.44
cottage -0.31  could 0.49  couldn't -0.40  count -0.65  counter 0.20  county 0.19  courier 0.20
course 0.17  crash 0.42  credit -0.20  crew -0.36  cross -0.10  cure 0.12  curtis -0.34
customer 0.29  customer's 0.44  customers 0.45  d 0.43  data -0.32  date 0.14  daughter -0.61
day -0.06  days 0.60  deal 0.25  dealt 0.35  december 0.13  deck -0.06  default -0.17  delay 0.22
deleted -0.11  delivery 0.39  department -0.12  desk -0.59  details 0.16  device -0.14  diary 0.09
did 0.52  didn't -0.15  differently 0.37  digging -0.29  digits 0.24  directly -0.18
director -0.28  disappointment 0.22  do 0.37  doctor -0.57  doesn't -0.07  dog 0.42  doing 0.17
donated -0.14  done 0.11  door 0.31  dose -0.31  down 0.28  dr -0.07  dress 0.43  drilling 0.18
drive -0.12  driver -0.41  drivers 0.22  driving 0.18  drops -0.07  each -0.46  earlier -0.47
early 0.17  easy 0.28  eggs -0.08  either -0.43  electricity -0.22  eleven -0.40  else -1.11
else's -0.20  email 0.48  emails 0.78  emergency -0.47  enclosed -0.22  end 0.36  ended -0.33
enough -0.23  entered 0.22  entire 0.38  entirely 0.73  error -0.68  even -0.22  ever 0.21
every -0.76  everybody -0.19  everyone 0.25  everything 0.54  everywhere 0.34  evidently 0.71
exactly 0.11  examiner -0.34  exception 0.20  excuse -0.21  expect 0.96  expected 0.27
expired 0.09  explained 0.22  extent 0.19  eye 0.06  factory -0.14  failed 0.14  failure 0.51
fairness 0.43  families -0.36  family 0.55  far 0.08  fault -0.37  faulty -0.26  fee -0.35
feedback -0.35  feel -0.35  fell 0.50  felt 0.50  few -0.08  filed -0.30  fill 0.10  find 0.19
finding 0.62  fine 0.44  finished 0.32  fired 0.54  firm 0.32  fitter -0.35  five 0.59
flowers 0.08  folder -0.33  folks 0.34  food -0.19  for 0.40  forgotten 0.59  forty 0.28
forward -0.09  found -0.35  four -0.26  frame -0.20  frankly 0.62  free 0.13  freeze -0.16
friday 0.35  from 0.14  front 0.37  full -0.16  further -0.56  future 0.37  gate -0.18  gave 0.55
general -0.31  get 0.56  gets -0.19  getting 0.29  girl 0.24  girls 0.14  give 0.25  given -0.20
glad -0.35  glass -0.52  go 0.61  goes 0.43  going 0.75  gone -0.61  good 0.49  goods 0.41
grandmother's -0.08  great -0.47  ground -0.19  grow 0.17  grown 0.48  guess 0.18  guest -0.82
guests 0.33  had 0.13  hadn't -0.10  hair 0.21  half 0.25  hand -1.00  handle -0.15
handling -0.16  hands 0.24  hang -0.47  happen -0.16  happened -0.13  happens -0.43  happy -0.26
hard 0.93  harder 0.11  hardly 1.10  has 0.72  hasn't 0.27  have 0.45  he'd -0.19  he'll -0.67
he's 0.19  head 0.26  hear -0.08  heart -0.33  held 0.42  help 0.58  helped -0.13  helps -0.35
here 0.11  here's -0.45  high 0.35  him -0.27  his -0.22  hold -0.62  holiday -0.72  holidays 0.39
home -0.31  honest 0.16  honestly 0.64  hope 0.17  hoped 0.25  hose -0.67  hotel 0.12  hour -0.18
hours 0.36  house -0.25  how -0.37  however 0.68  hundred 0.36  i -0.86  i'd -0.67  i'll -0.97
i'm -0.13  i've -0.72  if -0.96  ignore -0.36  ill 0.07  illness 0.23  in 0.30  included 0.39
inconvenience 0.42  inside 0.30  instead -0.17  instructions 0.15  insurance -0.14  into 0.28
invoice -0.84  is -0.31  isn't 0.18  it -0.26  it's 0.77  its 0.83  january -0.17  jo -0.23
job -0.42  jobs 0.22  joke 0.38  just -0.38  keep -0.23  kept -0.57  key -0.18  keyed -0.20
kids -0.13  kind 0.18  kindly 0.15  kitchen 0.18  knew -0.14  knocked -0.10  knocking -0.09
know -0.86  knows -0.42  lab 0.18  label -0.30  labels -0.32  lads -0.63  lake -0.22
language 0.29  laser -0.16  last -0.18  lasts 0.35  late 0.17  laughed -0.22  leak 0.38
leave -0.35  leaves -0.20  leeds -0.42  left 0.63  legible 0.44  lessons 0.22  let 0.63
letter -0.97  letters 0.69  library -0.36  lid 0.86  lies 0.17  life 0.43  light 0.40
lightly -0.20  like 0.06  likes 0.14  limit 0.42  line -0.53  list -0.33  listened -0.08
lists 0.27  little -0.12  live 0.56  loaded -0.39  lock 0.24  log -0.50  long -0.09  longer 0.73
looked -0.12  looking 0.18  looks -0.11  loose -0.28  lose -0.25  loss 0.65  lost -0.18  lot 0.70
love -0.05  lovely -0.22  ltd 0.69  luckily 0.73  ma 0.43  machine -0.79  machines 0.28
made -0.39  mailing -0.24  make 0.25  maker -0.66  makes 0.42  making 0.79  man -0.42
manage -0.06  manager -0.57  manual 0.47  manufacturer 0.59  many 0.52  map 0.05  mark 0.34
marked -0.54  marks 0.45  matter -0.41  may 0.69  maybe 0.10  me -0.90  means 0.09  meant 0.09
measure 0.11  measurements 0.54  membership -0.09  mentioned 0.11  merged -0.16  mess 0.32
message 0.36  meter -0.38  midnight 0.58  might 0.55  mind 0.56  minute 0.44  minutes 0.16
missed -0.45  missing -0.84  mistake 0.38  mistakes 0.54  mix -0.12  mixed -0.20  mobile -0.23
model 0.16  moment 0.47  monday -0.29  money -0.46  month 0.26  months 0.08  more 0.19
morning -1.63  most 0.49  mountain 0.24  move -0.27  moved -0.57  moving -0.11  mr 0.15  much 0.36
must -0.22  my -0.44  myself -0.55  name 0.53  names -0.11  natural 0.11  near -0.40
necessary 0.10  need -1.20  needn't 0.39  neil -0.23  neither -0.33  never 0.14  new 0.64
news -0.13  next 0.14  nice 0.50  night -0.31  nights 0.35  no 0.20  nobody -0.34  none -0.10
noon -0.28  not 0.06  note -0.15  nothing -0.65  notice -0.52  november 0.63  now -0.43
number -0.42  numbers 0.37  o'clock -0.11  oak -0.32  october -0.25  odd 0.20  of 0.52  off 0.56
offer -0.49  office 0.83  old -0.59  on 0.24  once 0.19  one -0.38  ones -0.10  only -0.10
open 0.30  opened -0.23  or -0.82  order 0.29  ordered 0.38  orders -0.41  original -0.42
other 0.48  others -0.34  ought 0.29  our 0.42  ours 0.13  ourselves -0.50  out 0.17  outage 0.56
outside -0.48  oven 0.37  over 0.19  own -0.28  packaging 0.62  packed -0.20  packing -0.13
page -0.26  paid -0.09  painter -0.50  pallet -0.22  panel -0.20  parcels -0.24  parents 0.07
parking -0.30  part -0.52  particularly -0.20  partner -0.11  parts -0.14  party 0.16  passed 0.23
password 0.21  patch -0.30  patience -0.14  patient -0.80  pay -0.23  paying -0.24  payments 0.16
pdf 0.18  penny -0.29  people 0.66  perhaps 0.31  period 0.09  person -1.08  personally 0.10
phone 0.35  phoned -0.21  phones 0.38  photo 0.36  photograph -0.19  photos -0.79  pick 0.59
picked 0.19  piece -0.20  pity 0.22  place 0.13  plan -0.22  play -0.64  pleasant -0.24
please -0.15  plenty -0.17  point 0.12  points 0.06  possible -0.06  post 0.14  posting 0.72
pounds 0.21  power 0.21  prefer -0.60  prepaid -0.21  present -0.51  press -0.24  pressing -0.15
pressure 0.37  price -0.39  print 0.28  printed -0.43  printer 0.18  private 0.40  product 0.40
program 0.27  promise 0.09  promised -0.16  properly 0.74  protection -0.37  put -0.55
putting 0.49  quarter -0.39  question 0.19  quick 0.34  quit 0.64  quite -0.26  rain 0.48
raise -0.31  ran -0.91  rang 0.32  rather -0.19  reach -0.24  reached -0.08  reaches 0.19
read 0.20  reading 0.21  real -0.15  really 0.90  reason -1.09  receipt -0.52  receipts 0.36
received 0.77  reception 0.23  reckoned 0.40  record -0.27  regret 0.28  release -0.16
repaired -0.47  replacement 0.25  reply -0.68  report 0.05  required 0.54  responsibility 0.15
responsible -0.21  rest -0.21  result -0.07  return -0.07  review 0.40  ride -0.20  right 0.43
ring 0.51  ringing -0.33  risk 0.41  roof 0.17  room -0.11  rota -0.23  round 0.33  rubbish 0.07
rule -0.41  rules -0.20  run 0.49  sadly -0.18  safe -0.43  said 0.14  same -0.14  sat -0.09
saturday 0.19  saturday's -0.12  save 0.49  saved -0.37  say 0.30  says 0.15  scanned -0.43
schedule 0.11  scratch 0.20  seal -0.62  sealed 0.56  seam 0.38  second -0.87  seconds 0.22
security -0.12  see 0.26  seems -0.16  seen 0.10  sell 0.27  send -0.16  sending 0.34  sense 0.11
sent -0.10  server -0.34  servers 0.32  service 0.47  set 0.23  sets 0.22  seven -0.26
shared 0.10  she's -0.65  shed -0.19  sheet -0.15  shelf -0.72  shift 0.23  ship -0.11
shipping 0.22  shop 0.39  short -0.14  should -0.67  should've -0.50  shouldn't -0.27  show -0.27
showed -0.25  shown -0.23  shows 0.13  shut -0.20  side 0.19  sign -1.28  signature -0.19
simply 1.01  since -0.57  single -0.38  sit 0.48  site 0.08  sitting -0.21  six -0.67  sixty 0.35
size 0.54  skipped -0.44  slept -0.07  slip 0.43  slipped -0.10  slips 0.11  small -0.19
snow 0.32  so -0.13  software 0.17  sold -0.31  somebody -0.48  somebody's -0.21  someone -1.01
something 0.06  son 0.45  soon -0.20  sorry 1.01  soul 0.30  spare -0.35  spared 0.31  speed 0.26
spent -0.57  spoke -0.62  spot 0.44  spotless -0.31  spotted 0.15  staff 0.41  staffed 0.10
stain 0.34  stand -0.15  stands -0.18  star -0.11  start -0.28  states 0.17  station -0.21
stay 0.25  stays -0.17  stick 0.13  sticker -0.26  still -0.22  stood -0.22  stopped 0.43
store -0.14  storm 0.45  straight 0.14  street -0.31  subcontractor 0.08  subscription -0.09
such 0.18  suits -0.18  summer 0.51  supplier 0.62  sure 0.18  surprised 0.37  swallowed -0.57
swapped -0.19  switched -0.37  system -0.52  tablets -0.16  tag -0.27  take 0.50  taken -0.26
takes 0.12  taking 0.07  talk 0.14  talking -0.14  taxi -0.14  team 0.20  tear 0.28  tears -0.19
technical -0.11  technically 0.43  technician -0.15  tell -0.24  telling -0.52  tells -0.37
temp -0.09  ten 0.35  terms 0.54  test 0.14  tested 0.09  text -0.44  th -0.51  than -0.30
thank -0.54  thanks -0.66  that 0.35  the -0.18  their -0.13  theirs -0.64  them 0.14  then 0.34
there -0.14  there's 0.09  these 0.23  they'll -0.54  thing 0.18  things -0.19  think 0.06
third 0.49  this 0.63  those -0.10  though 0.12  thought -0.41  three -0.40  through -0.44
throw -0.29  thursday -0.33  ticked 0.27  ticket -0.16  tickets 0.53  tight 0.28  tightly 0.07
time 0.59  times 0.40  to 0.45  today -0.63  today's -0.24  told -0.74  tomorrow 0.52
tonight's -0.19  too -0.40  took 0.47  top 0.34  touch 0.33  trace -0.55  track 0.24
training 0.08  tray -0.24  tre 0.43  treat -0.38  treated 0.66  treatment 0.54  tree -0.22
tried 0.09  trouble 0.21  truck -0.31  trust -0.55  trusted -0.62  try -0.70  trying -0.58
turn 0.77  turned 0.43  turning 0.07  twenty 0.80  twice -0.46  two -0.31  typed 0.21
unanswered -0.14  under -0.08  understanding -0.20  unfortunately -0.27  unit -0.08  until -0.51
up 1.06  update -0.43  updated -0.15  ups -0.17  us 0.48  user 0.64  vacation 0.50  valid -0.48
very -0.61  vet 0.21  victims 0.15  video -0.65  visit -0.42  voice 0.12  wait 0.13  waiter 0.41
waiting -0.07  waits -0.32  walk -0.12  want -0.43  wanted -0.27  warehouse -0.81  was -0.22
wash 0.17  wasn't 0.07  watch 0.25  water 0.38  way 0.66  we 0.32  we'd -0.25  we'll 0.37
we're 0.54  we've 0.61  weak -0.39  weather -0.32  weddings 0.13  week 0.25  weekend -0.10
weekends 0.19  weeks 0.29  welcome -0.49  well -0.10  went 0.09  were -0.42  wet -0.17  what 0.16
whatever 0.71  when 0.31  whenever 0.13  where 0.31  wherever 0.14  whether 0.52  which 0.05
whichever -0.41  who 0.98  whoever 0.33  whole 0.28  wife 0.11  will 0.39  window -0.23
wiped 0.25  wish 0.11  wishes -0.19  with 0.27  within 0.53  without 0.47  wool 0.39  word -0.33
words -0.08  work 0.58  worked 0.19  working -0.12  works -0.09  workshop -0.23  world 0.35
worn 0.64  worries 0.28  worst -0.09  worth 0.20  would 0.52  wouldn't 0.06  write -0.36
writing 0.31  written -0.67  wrong -1.05  wrote -0.21  yard 0.14  years 0.50  yet -0.11  you 0.45
you'd -0.46  you'll 0.54  you're 0.58  you've -0.47  your -0.19  yours -0.58  yourself 1.03
"""
