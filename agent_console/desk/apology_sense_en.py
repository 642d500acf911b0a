"""English groups of words that excuses, reproaches and blame are made of; see ``apology_sense``.

No word spoils an apology alone: ``apology_weights_en`` says how much each group weighs. The
notation is that of ``wordings``.
"""

from __future__ import annotations

GROUPS = {
    "you": """
(you|your|you're|yourself|you'd|you've)
""",
    "past_of_you": """
(
you (*ed|had|were|did|gave|left|let|chose|knew|got|put|came|went|took|used|sat|never|only|also
|just|simply|yourself|might|could|should|wanted|turned|ought|must|can))
""",
    "we": """
(i|we|us|our|my|me|i'm|we're|i've|we've|we'd|i'd|ourselves)
""",
    "generic": """
(one|anyone|anybody|everyone|everybody|people|customers|folks|guests|users|others|other people
|most|nobody|no one|parents|visitors|patients|tenants|those|grown-ups|adult*|riders|somebody
|someone)
""",
    "contrast": """
(but|though|however|still|mind you|that said|all the same|incidentally|by the way|in fairness
|to be honest|to be fair|frankly|i must say|i have to say|just saying|strictly speaking|even so
|then again|having said|honestly|anyhow|in truth|after all|mind|admittedly|either|too|yet
|the trouble is)
""",
    "resign": """
(simply|just|merely|of course|after all|only|really|actually|naturally|obviously|basically|always
|inevitably|rather|quite|ever|even)
""",
    "sadly": """
(unfortunately|sadly|i'm afraid|regrettably|of all)
""",
    "guess": """
(evidently|apparently|probably|presumably|it seems|it appears|seem|seems|clearly|most likely
|i suspect|i expect|my guess|no doubt|perhaps|maybe|looks as though|looks like|surely|i think
|i rather think)
""",
    "would": """
(would|could|should|might|ought|i'd|we'd|you'd|would've|could've)
""",
    "must": """
(must|have to|has to|need to|needs to|shouldn't|should|can't|cannot|may not|ought to|supposed to
|expect*|got to|needn't)
""",
    "third": """
(bank*|city|council|manufacturer*|supplier*|wholesaler*|dealer*|driver*|courier*|firm*|company
|companies|provider*|agency|partner*|subcontract*|contract*|operator*|authority|landlord*
|property manager|lab|laborator*|organiser*|organizer*|printer*|factory|garage|haulier*|post
|postal|ups|fedex|dhl|usps|royal mail|airline*|airport|insurer*|insurance|developer*|vendor*
|head office|railway*|neighbour*|doctor|clinic|publisher|maker*|distributor*|network
|software house|cleaning|caterer*|security|call centre|call center|government|ministry|roofer*
|installer*|plumber*|electrician*|painter*|surveyor*|estate agent*|outside|third party
|third-party|another company|somebody else|someone else|carrier*|handler*|handling|warehouse)
""",
    "staff": """
(colleague*|employee*|temp|temps|trainee*|intern*|apprentice*|student*|shift|warehouse|accounts
|staff|staffing|team|department|mr|mrs|ms|miss|predecessor|agency worker|reception|receptionist
|boss|technician*|salesman|rep|reps|clerk|new girl|new lad|new guy|lad|girl|guy|guys|cashier
|fitter|kid|kids|the young|adviser*|advisor*|secretary|manager)
""",
    "pejorative": """
(lazy|careless|sloppy|junk|rubbish|shoddy|botch*|cowboy*|blunder*|cut corners|mess|messed|muddle
|useless|unreliable|incompetent|hash|dawdl*|asleep|stalling|left us|let us down|high and dry
|don't care|doesn't care|didn't bother|couldn't be bothered|didn't fancy|again|as usual|typical
|constantly|all the time|never|inexperienced|experience|doesn't know|can't read|can't tell|palmed
|seconds|to blame|at fault|fault|responsible|responsibility|fired|warning|a habit|disaster|burned
|burnt|tricked|fooled|lies with|promise the earth|wrong)
""",
    "load": """
(hundred*|thousand*|dozens|a day|an hour|per day|every day|busy|busiest|peak|season|christmas
|holiday*|december|vacation|leave|sick|ill|fever|flu|cold|bug|covid|maternity|understaffed
|short-staffed|short|alone|on my own|two of us|three of us|stress*|hectic|overload*|slammed
|packed|full|swamped|rush|capacity|shortage*|cover|covering|drivers|down|demand|volume|circus|zoo
|bedlam|madhouse|record|flood|backlog|overtime|weekend|friday|monday|exams|volunteer*
|small (outfit|team|shop|business|company|firm|charity|crew)|part-time|midnight|round the clock
|so few|so many|hands|at once|pair of hands|hours in a day|on my plate|stretched|expensive
|funerals)
""",
    "nature": """
(weather|snow*|storm*|rain|ice|frost|heat|traffic|roadworks|server*|technical|technology|software
|system*|computer*|machine*|equipment|power|power cut|outage|strike*|virus|update|internet
|migration|wood|wool|leather|natural|nature|flood*|spam|algorithm*|automat*|law|rules|regulation*
|red tape|bureaucracy|price*|inflation|crash|tailback|till|app|steam|old)
""",
    "cannot": """
(can't|cannot|couldn't|impossible|nothing (we|to|for|anyone|could|one|be)|nothing much|not much
|nobody could|no one could|no cure|ruled out|prevent*|avoid*|foresee*|predict*|plan*|guess*
|reckon*|prepared|helpless|powerless|tried everything|did all|our best|best we|in our power
|no say|no control|out of our|room to manoeuvre|limits|only so much|only so many|miracles|perfect
|magic|keep up|every single|every|always|lucky|luck|only human|only people|be helped|help that
|help it|in the cards)
""",
    "normal": """
(happen*|goes on|usual|usually|normal*|generally|everywhere|every city|every firm|every|any
|industry|trade|business|sometimes|from time to time|now and then|occasionally|once in
|takes longer|hard|tough|times|at the moment|right now|currently|at present|lately|since|teething
|part of|sooner or later|it's the same|anywhere|one of those)
""",
    "papers": """
(manual|instruction*|label*|packag*|note|notes|notice|terms|contract|form|website|page
|description|confirmation|email|chart|small print|fine print|deadline|box|booking|photo|address
|number|password|code|measurements|size|date|card|sign|leaflet|care label|office hours|id|tick*
|screen|option|field|default|agreement|policy|handwriting|window)
""",
    "care": """
(read|reading|check*|look|looked|looking|glance|measure*|noticed|spotted|watch|careful|entered
|typed|filled|picked|chose|chosen|ordered|cleaned|washed|wash|closed|opened|open|connect*|left
|switched|waited|reported|report|respond*|reply|replied|turned up|came|there|home|ignored|skimmed
|skipped|missed|forgot|neglect*|misread|wrong|properly|correct*|misuse|use|used|agreed|accepted
|chewed|dropped|too (late|tight*|long|early|much|hard|little|old)|yourself|your side|your end
|your part|innocent|insisted|legible|told us|let us know|tell us|pick it up|common sense
|insurance|detergent|hadn't|didn't|weren't)
""",
    "tone": """
(tone|exclamation*|capital*|language|words|word|polite*|civil*|courte*|friendly|shout*|swear*
|threat*|lawyer*|review*|public*|press|patien*|understanding|calm*|respect*|insult*|accus*
|insinuat*|fraud*|theft|pillor*|fair|exaggerat*|complaint*|complain*|fault|reminder*|asking
|emails|calls|drama|fuss|scene|attitude|behaviour|behavior|conduct|expectation*|leniency
|cooperation|a bit much|too far|called for|shame|pity|manners|smile|pressure|nice|kind|gentler
|temper|cross|upset|thank you|surprised|wonder|wish|tears|hurt|courage|copy|copying|necessary
|needed|spared|correspondence)
""",
    "future": """
(in future|in the future|next time|going forward|from now on|next occasion|from here on
|another time|from then on|as of today|from today|from tomorrow)
""",
    "owned": """
(our (mistake|error|fault|job|responsibility|decision|problem|doing|oversight)
|my (mistake|error|fault|job|responsibility|oversight)
|we (should|could|ought|didn't|never|had|hadn't|failed|forgot|mixed|missed|relied|changed|deleted)
|i (should|could|didn't|never|failed|forgot|missed|hadn't)|we have|we've|i have|i've|of ours
|by us|from us|not yours|not you*|still|even|no excuse|nothing wrong|right|blame you|every right
|every reason|own up|doesn't change|on us|no defence|no defense)
""",
    "negation": """
(not|no|never|nobody|nothing|none|without|n't|didn't|don't|doesn't|wasn't|weren't|isn't|aren't
|can't|won't|hadn't|couldn't|cannot)
""",
    "absolute": """
(always|never again|never|ever|ever again|not one|a single|every|any|forever|for ever|for life
|lifetime|eternity|for good|rest of|live|guarantee*|promise|swear|my word|count on|unlimited
|no limit|without limit|whatever|wherever|no matter|anything|everything|all time|ten times
|for free|free|nothing|no exceptions|faultless|flawless|100|second|minute|minutes|to the minute
|bet|full stop|period|years|win|pass|cured|wish|figure|no more|any more|anymore|entire
|nobody on earth|certain|will never|won't|hundred years)
""",
    "belittle": """
(only|hardly|barely|little|tiny|end of the world|serious|nothing|worth|compared|strictly speaking
|technically|luckily|fortunately|at least|others|quick*|harm|blow*|more than it is|that bad|worse
|survived|no harm|all that|after all|on time|millimet*|mountain)
""",
    "instruct": """
(
please (be|make|call|read|check|remember|fill|complain|turn|understand|contact|note|keep
|don't expect)
|do please|do (follow|keep|read|check|bear)|be sure|make sure|you (might|may) want|let me remind
|i'd ask|we'd ask|we must ask|bear in mind|remember|you have to (understand|remember|know|see)
|you must (understand|know)|i hope you (can|will|understand)
|it would be (nice|good|helpful|easier|better)|it pays|next time|consider)
""",
    "as_if": """
(had you|if you|if only|one call|a quick|a look|with the right|used properly
|would have been enough|would have saved|wouldn't have|we could have|would've)
""",
    "not_us": """
(not us|not ours|we didn't|not our|we (only|merely|just|don't even|never even|don't so much)
|nothing to do with|isn't anything to do|aren't our|them|they|just like you|as much as you
|same as you|let us both|ourselves|left to|carry the can|elsewhere|rather than (to )?us|not under
|not here|at the supplier|isn't ours|wholly|entirely|alone|last to|as agents|on the)
""",
    "past": """
(was|were|had|did|went|came|fell)
""",
    "promise": """
(promise|guarantee*|swear|my word|vouch|depend on it|count on it|see to it|assure|will never
|won't ever|you'll never|will always|i'd bet|certain to|bound to|sure as)
""",
}
