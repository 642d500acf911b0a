"""How much English words (``@``: groups of words) make a sentence doubtful; written by
tests.desk.apology_training, see ``apology_sense``.
"""

from __future__ import annotations

BASE = -0.61
WEIGHTS = """
# -0.96  @absolute 0.28  @as_if 0.45  @belittle 0.72  @cannot 0.52  @care 0.14  @contrast 0.70
@future 0.38  @generic 0.34  @guess 1.28  @instruct -0.34  @load 0.64  @must -0.12  @nature 0.30
@negation -0.08  @normal 0.45  @not_us 0.24  @owned -0.85  @papers 0.33  @past_of_you -0.34
@pejorative 0.79  @promise 1.24  @resign 0.53  @sadly 0.08  @staff 0.64  @third 1.03  @tone 1.44
@we -0.18  @would -0.13  @you -0.15  a 0.08  aback 0.39  able -0.59  about 0.34  accept 0.11
account 0.08  accounts 0.19  across 0.08  actually 0.51  address -0.09  adult -0.07  afraid 0.43
afresh -0.20  after -0.42  afternoon 0.17  afterwards 0.14  again -0.49  agency 0.18  agreed 0.52
ahead -0.29  alarm 0.20  all 0.19  allow -0.46  alone 0.48  along -0.29  always -0.46  am 0.61
amount 0.14  an -0.12  another -0.31  answer -0.48  any 0.09  anybody 0.09  anyone -0.33
anything -0.64  anywhere 0.22  apart -0.39  apologise 0.79  app 0.08  applications 0.23
appointment 0.09  appreciate 0.14  appropriate 0.36  are 0.21  aren't 0.19  around 0.48  as 0.69
ask 0.60  asked 0.25  asking -0.21  astray 0.12  at 0.29  attached -0.56  attention 0.39
avoided 0.16  away -0.18  back 0.34  bad 0.33  bag -0.93  bakery -0.43  balcony -0.37  batch -0.97
battery 0.48  be 0.70  because -0.23  been -0.84  before 0.43  behind -0.12  being -0.73
bell 0.39  belongs -0.54  bench -0.30  best -0.15  better -0.47  between 0.18  beyond 0.56
big -0.10  bill -0.31  bin -0.57  birthday -0.46  bit 1.04  blame -0.12  blocked -0.32  board 0.14
booked -0.19  booking 0.59  bookings 0.28  boss 0.26  both -0.05  bottles -0.71  bound 0.18
box -0.51  boxes -0.45  boy -0.36  break 0.44  bring 0.06  bringing 0.10  broke -0.17  broken 0.09
but -1.27  by 0.23  cabin -0.37  cable 0.28  call -0.47  calls -0.41  came 0.47  can't -0.17
cancelled -0.27  cap 0.26  capital 0.15  car 0.41  card -0.63  cards -0.11  care 0.70
carefully -0.18  cars 0.28  cash 0.09  caught -0.08  cause -0.66  caused 0.43  cent -0.13
certain 0.39  chair -0.21  change -0.24  changed -0.09  chapter 0.25  charge -0.07  chart 0.32
check 0.68  checked -0.38  checks 0.07  child -0.11  christmas -0.43  city 0.19  claim 0.42
clear -0.42  clip -0.67  close -0.24  closed 0.29  code -0.26  cold -0.69  collection 0.31
come 0.39  comes 0.56  coming -0.09  company 0.81  compared 0.33  complain -0.09  completely 0.41
computer 0.52  concerned -0.26  confirm -0.37  confirmation 0.28  control 0.80  copies 0.05
copying 0.31  correct -0.65  cost 0.80  costs -0.49  cottage -0.38  could 0.49  couldn't -0.41
count -0.65  counter 0.17  courier 0.07  course 0.08  crash 0.40  cross -0.21  cure 0.13
customer 0.29  customer's 0.30  customers 0.38  data -0.35  date 0.08  daughter -0.55  day -0.10
days 0.59  deal 0.23  default -0.18  delay 0.25  deleted -0.12  delivery 0.26  department -0.13
desk -0.67  device -0.15  did 0.59  didn't -0.08  different -0.07  differently 0.32  digging -0.28
digits 0.16  directly -0.21  director -0.33  disappointed -0.16  disappointment 0.18  do 0.39
doctor -0.54  doesn't -0.13  dog 0.39  doing 0.36  don't -0.17  donated -0.19  done 0.07
door 0.28  dose -0.31  down 0.13  dr -0.16  dress 0.39  drilling 0.17  drive -0.21  driver -0.33
drivers 0.22  driving 0.08  drops -0.08  each -0.36  earlier -0.58  early 0.17  easy 0.28
eggs -0.10  either -0.13  electricity -0.24  eleven -0.42  else -1.14  else's -0.22  email 0.42
emails 0.67  emergency -0.47  enclosed -0.26  end 0.27  ended -0.35  enough -0.29  entered 0.19
entire 0.34  entirely 0.65  error -0.64  even -0.23  evening -0.26  ever 0.59  every -0.59
everybody -0.21  everyone 0.23  everything 0.57  everywhere 0.33  evidently 0.50  exactly 0.11
examiner -0.42  exception 0.13  excuse -0.20  expect 1.11  expected 0.25  expired 0.05
explained 0.15  extent 0.18  factory -0.16  failed 0.12  failure 0.46  family 0.48  fault -0.42
faulty -0.26  fee -0.41  feel -0.38  fell 0.52  felt 0.55  few -0.15  filed -0.34  find 0.08
finding 0.60  fine 0.43  finished 0.30  fired 0.55  firm 0.31  fit -0.11  fitter -0.33  five 0.54
flowers 0.05  folder -0.34  folks 0.32  food -0.26  for 0.34  forgotten 0.45  form -0.06
forty 0.26  found -0.60  four -0.46  frame -0.22  frankly 0.57  freeze -0.22  friday 0.27
from 0.17  front 0.35  full -0.19  future 0.36  gate -0.18  gave 0.51  get 1.09  gets -0.24
getting 0.17  girl 0.21  girls 0.06  give 0.17  given -0.25  giving -0.06  glad -0.38  glass -0.52
go 0.76  goes 0.43  going 0.68  gone -0.64  good 0.59  goods 0.34  grandmother's -0.12
ground -0.29  grown 0.41  guarantee -0.14  guess 0.11  guest -0.70  guests 0.26  had 0.20
hadn't -0.15  hair 0.16  half 0.13  hand -0.95  handling -0.17  hands 0.20  happen -0.16
happened -0.10  happens -0.44  happy -0.12  hard 0.91  harder 0.08  hardly 1.10  has 0.62
hasn't 0.30  have 0.51  he'd -0.20  he'll -0.59  he's 0.15  head 0.15  hear -0.11  held 0.38
help 0.47  her 0.20  here 0.13  here's -0.49  high 0.34  him -0.23  his -0.27  hold -0.67
holiday -0.74  holidays 0.37  home -0.30  honest 0.07  honestly 0.44  hope 0.06  hoped 0.26
hose -0.74  hotel 0.11  hour 0.06  hours 0.37  house -0.17  how -0.35  however 0.63  hundred 0.31
i -0.79  i'd -0.63  i'll -0.80  i'm -0.29  i've -0.83  if -1.18  ill 0.08  illness 0.21  in 0.27
included 0.35  inconvenience 0.49  inside 0.34  instead -0.21  instructions 0.15  insurance -0.09
into 0.24  invoice -0.81  is -0.35  isn't 0.21  it -0.26  it's 0.95  its 0.83  january -0.25
job -0.54  jobs 0.14  just -0.28  keep -0.12  kept -0.71  key -0.23  keyed -0.29  kind 0.13
kitchen 0.07  knew -0.35  knocked -0.12  knocking -0.09  know -0.85  knows -0.41  lab 0.14
label -0.20  labels -0.38  language 0.28  last -0.07  lasts 0.27  late 0.27  later -0.06
lay -0.12  leak 0.39  leaves -0.16  leeds -0.36  left 0.65  legible 0.46  lesson -0.06
lessons 0.16  let 0.83  letter -1.04  letters 0.63  lid 0.83  life 0.35  light 0.34  like -0.07
likes 0.14  limit 0.24  line -0.53  list -0.43  lists 0.17  little 0.08  live 0.46  loaded -0.38
lock 0.22  log -0.41  long 0.07  longer 0.62  looked -0.20  looking 0.14  looks -0.18  loose -0.23
lose -0.31  loss 0.61  lost -0.20  lot 0.63  love -0.19  ltd 0.68  luckily 0.76  lying -0.07
machine -0.68  machines 0.31  made -0.55  mailing -0.28  make 0.26  maker -0.64  makes 0.38
making 0.72  man -0.43  manage -0.07  manager -0.55  manual 0.48  manufacturer 0.55  many 0.47
map 0.10  mark 0.29  marked -0.54  marks 0.39  matter -0.44  may 0.48  me -0.87  meant 0.12
membership -0.13  merged -0.20  mess 0.21  message 0.35  meter -0.41  midnight 0.59  might 0.46
mind 0.51  minute 0.39  minutes 0.15  missed -0.47  missing -0.90  mistake 0.32  mistakes 0.58
mix -0.12  mixed -0.10  mobile -0.27  model 0.12  moment 0.48  monday -0.28  money -0.15
month 0.20  months 0.11  more 0.25  morning -1.49  most 0.43  mountain 0.23  move -0.17
moved -0.20  mr 0.41  much 0.30  must -0.17  my -0.17  myself -0.51  name 0.52  names -0.15
natural 0.16  naturally -0.37  near -0.27  need -1.16  needn't 0.41  neither -0.40  never 0.22
new 0.72  news -0.12  next 0.15  nice 0.44  night -0.23  nights 0.36  no 0.24  nobody -0.40
none -0.14  noon -0.26  nor -0.10  note 0.09  noted 0.15  nothing -0.64  notice -0.56
noticed -0.06  november 0.52  now -0.41  number -0.50  numbers 0.34  o'clock -0.09  oak -0.32
october -0.27  odd 0.16  of 0.67  off 0.44  offer -0.52  office 0.72  old -0.61  on 0.24
once 0.07  one -0.46  ones -0.06  only -0.08  open 0.29  opened -0.32  or -0.80  order 0.13
ordered 0.34  orders -0.45  original -0.43  other 0.44  others -0.39  ought 0.18  our 0.37
ours -0.05  ourselves -0.50  out 0.12  outage 0.56  outside -0.56  oven 0.37  over 0.12  own -0.24
packaging 0.60  packed -0.21  packing -0.13  page -0.24  paid -0.12  painter -0.46  pallet -0.23
panel -0.20  parcel -0.11  parcels -0.25  parents 0.06  part -0.51  particularly -0.24
partner -0.08  parts -0.09  party 0.11  passed 0.20  password 0.25  patch -0.32  patience -0.20
patient -0.49  pay -0.37  payments 0.12  pdf 0.13  people 0.59  perhaps 0.33  period 0.08
person -1.04  personally 0.07  phone 0.33  phoned -0.24  photo 0.36  photograph -0.23
photos -0.87  pick 0.50  picked 0.17  pity 0.17  place 0.36  plan -0.34  play -0.75
pleasant -0.24  please -0.10  plenty -0.16  point 0.07  possible -0.06  post 0.14  posting 0.62
pounds 0.20  power 0.19  prefer -0.70  present -0.59  press 0.14  pressing -0.16  pressure 0.33
price -0.40  print 0.29  printer 0.11  private 0.41  process -0.09  program 0.19  promise -0.05
promised -0.19  properly 0.70  protection -0.39  put -0.52  putting 0.43  question 0.19
quick 0.33  quit 0.62  quite -0.15  rain 0.42  raise -0.37  ran -0.95  rang 0.29  rather -0.24
reach -0.26  reached -0.11  reaches 0.22  read 0.24  reading 0.21  really 0.76  reason -1.22
receipt -0.61  receipts 0.29  received 0.73  reception 0.11  reckoned 0.38  record -0.29
reminders 0.23  repaired -0.44  replacement 0.18  reply -0.73  required 0.43  responsibility 0.14
responsible -0.23  rest 0.21  result -0.12  return -0.11  review 0.37  ride -0.21  right 0.52
ring 0.43  ringing -0.27  risk 0.28  roof 0.17  room -0.15  rota -0.30  round 0.35  rubbish 0.08
rule -0.40  rules -0.21  run 0.43  sadly -0.16  safe -0.53  said -0.12  sat -0.09  saturday 0.14
saturday's -0.09  save 0.44  saved -0.39  say 0.26  says 0.12  scanned -0.47  seal -0.66
sealed 0.54  seam 0.37  second -0.96  seconds 0.05  security -0.08  see 0.48  seems -0.24
sell 0.26  send -0.27  sending 0.38  sent -0.07  seriously -0.08  server -0.36  servers 0.33
service 0.44  services 0.14  set 0.23  sets 0.22  seven -0.25  shared 0.32  sheet -0.19
shelf -0.71  shift 0.36  ship -0.10  shipping 0.19  shop 0.46  short -0.17  should -0.68
should've -0.53  shouldn't -0.26  show -0.30  showed -0.33  shown -0.26  shows -0.22  shut -0.11
side 0.14  sign -1.09  signature -0.21  signed 0.10  simply 1.01  since -0.80  single -0.40
sit 0.51  site -0.05  sitting -0.19  six -0.65  sixty 0.35  size 0.52  skipped -0.30  slept -0.07
slip 0.42  slips 0.08  slot -0.15  small -0.22  snow 0.32  so -0.15  software 0.17  sold -0.13
somebody -0.50  someone -0.56  something 0.52  son 0.38  sorry 0.73  spared 0.24  speed 0.22
spent -0.59  spoke -0.65  spot 0.29  spotless -0.38  spotted 0.09  staff 0.41  staffed 0.10
stain 0.34  standing -0.07  stands -0.19  start -0.30  station -0.23  stay 0.39  stays -0.20
stick 0.09  sticker -0.27  still -0.22  stood -0.20  stopped 0.40  store -0.05  storm 0.34
street -0.32  subcontractor 0.07  such 0.10  suits -0.25  summer 0.49  supplier 0.68  sure 0.14
surprised 0.39  swallowed -0.55  swapped -0.31  switch -0.07  switched -0.37  system -0.57
tablets -0.18  tag -0.33  take 0.30  taken -0.24  takes 0.56  talk 0.09  talking -0.20  team 0.16
tear 0.24  technical -0.11  technically 0.45  technician -0.12  tell -0.21  telling -0.63
tells -0.40  temp -0.07  ten 0.30  text -0.30  th -0.55  than -0.33  thank -0.76  thanks -0.49
that 0.41  that's 0.08  the -0.14  their -0.28  theirs -0.59  them 0.12  then 0.25  there -0.17
there's 0.07  these 0.24  they'll -0.57  they're 0.35  thing 0.18  things -0.21  think 0.33
third 0.43  this 0.71  those 0.05  thought -0.52  three -0.37  through -0.53  throw -0.31
thursday -0.36  ticked 0.24  tickets 0.46  tight 0.28  time 0.55  times 0.35  to 0.54  today -0.72
told -0.86  tomorrow 0.47  too -0.18  took 0.46  top 0.32  touch 0.25  trace -0.54  track 0.19
training 0.20  tray -0.22  treated 0.64  treatment 0.49  trip -0.07  trouble 0.28  truck -0.32
trust -0.55  try -0.36  trying -0.62  turn 0.72  turned 0.38  turning 0.08  twenty 0.74
twice -0.56  two -0.23  typed 0.22  unanswered -0.14  understanding -0.26  unfortunately -0.30
unfriendly -0.08  unit -0.11  until -0.55  up 0.95  update -0.17  updated -0.19  ups -0.15
us 0.46  use 0.12  user 0.65  vacation 0.45  valid -0.40  very -0.51  victims 0.11  video -0.60
visit -0.29  voice 0.08  wait 0.10  waiting -0.08  waits -0.34  walk 0.27  want -0.59  wants 0.18
warehouse -0.76  was -0.21  watch 0.27  water 0.51  way 0.41  we 0.31  we'd 0.06  we'll 0.67
we're 0.72  we've 0.79  weak -0.46  weather -0.31  weddings 0.06  week 0.19  weekend 0.14
weekends 0.13  weeks 0.24  welcome -0.40  well -0.27  were -0.49  what 0.13  whatever 0.60
when 0.39  whenever 0.05  where 0.18  wherever 0.10  whether 0.44  which 0.16  whichever -0.37
while 0.06  who 0.96  whoever 0.23  whole 0.59  why -0.07  wife 0.21  will 0.52  window -0.20
wiped 0.23  wishes -0.29  with 0.29  within 0.46  without 0.38  wool 0.39  work 0.56  worked 0.21
working -0.19  works -0.11  workshop -0.23  world 0.30  worn 0.61  worries 0.25  worse -0.06
would 0.46  write -0.43  writing 0.36  written -0.66  wrong -1.02  wrote 0.13  year 0.25
years 0.72  yet -0.10  you 0.49  you'd -0.44  you'll 0.49  you're 0.53  you've -0.50  your -0.23
yours -0.47  yourself 0.94
"""
