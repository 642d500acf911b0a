"""English wordings that sound insincere, cold or too sure, by ``excuses.Spoiler``.

Groups are those of ``excuses_en``; notation: see ``wordings``.
"""

from __future__ import annotations

TONES = {
    "conditional": """
§(should|if) (it|this|that|our|any|there|anything|something|the|one)≈{sorry}
(supposing|assuming|provided)~{sorry}
(apologies|apologise|apologize|sorry) for whatever
{sorry}_(if|in case)
{sorry}_(anyone|anybody|everyone|those|whoever) who
(anyone|anybody|those|whoever)~{feel}~{sorry}
to (anyone|anybody|those|whoever)~{sorry}
{sorry}~(to the extent|insofar|in so far|inasmuch|as far as|to whatever extent)
(where|wherever|to the extent that|insofar as)_(has|have|may|might)_(put you out|inconvenienced
|upset|troubled|bothered|let you down)
{sorry}, should (you|this|that|it|we|our|there|any)
{sorry}~(if|in case) (you|this|that|it|we|our|there|any|the|anything|something|i)
(if|§should|in case) (you|this|that|it|we|our|there|any|the|anything)~{feel}~{sorry}
any (inconvenience|trouble|confusion|upset|distress|frustration|offence|offense|misunderstanding
|disappointment|discomfort)
could have (upset|offended)
(may|might) have (caused|been caused|given|upset|experienced|offended|felt)
if (you|anyone) (feel that|felt that|feel this|feel we|feel let|felt let|feel you|felt you
|feel otherwise|feel offended|felt offended|feel badly|felt badly|were upset|was upset
|were offended|was offended|are upset)
(possible|potential) (inconvenience|trouble|misunderstanding)
(if|§should|in case)≈+ (we|i)_(apologise|apologize|sorry|regret)
if_(came|come|comes|coming) across
if_(gave|given|created|left)_impression
if_(was|were|has been)_perceived
""",
    "feeling": """
(sorry|regret|apologise|apologize) (that |to hear |to learn |to see )?_you_(feel|felt|see it
|perceive*)
(sorry|regret|apologise
|apologize) (that |to hear |to hear that |to learn that |to see that )?_(you are|you're
|you were) (so |very |not )?(upset|unhappy|angry|disappointed
|dissatisfied|offended|annoyed|happy|satisfied|frustrated)
in your (opinion|view|eyes|perception)
(your|the) (perceived|alleged|supposed)
(perceived|alleged|supposed) (rudeness|issue|problem|damage|delay|defect|error|mistake)
(what|as) you (claim|claimed)
you claim that
you (allege|alleged|imply)
""",
    "belittling": """
(mistakes|errors|things like this|these things|such things|this sort of thing|mix-ups|accidents
|delays) (do |can |will |sometimes |just |simply )?(happen|occur|are made|are human|are normal)
(can|could|may|does|do) (always |sometimes |occasionally |just )?happen
happens to (everyone|all|the best|anyone)
happens (sometimes|occasionally|now and then|from time to time|all the time)
(nobody|no one|noone|none of us)('s| is) perfect
only human|to err is human|one of those things
(isolated|one-off) (case|incident|event)
end of the world|(song and dance|storm in a teacup|molehill|much ado|fuss over|making a fuss)
(no|not a|such a|hardly a) big deal|no big|drama|not a tragedy|not the worst
(small|minor|slight|little|tiny|trivial|brief|temporary) (inconvenience|issue*|problem*|mistake
|delay*|hiccup*|mishap|oversight|matter|glitch*|error|defect|blemish*|thing)
(not (so|that|very) (bad|serious|unusual|important))
hardly (worth|unusual|a (problem|drama|disaster|catastrophe|big|tragedy|reason|crisis|matter|cause))
(normally|usually|generally|typically|ordinarily) (works|work|runs|happen*|arrive*|goes|deliver*|we
|our|this|these|everything|does|do|things|excellent|very|a|the|reliable)
(other|most|all other|many|thousands of|our other)_customers (are|have|do|love|never|find|seem|who)
(no one|nobody|no other customer*
|none of our) (other customers )?(else )?(has |have |had )?(ever )?(complained|reported|complain*)
(never|not) (had|received|heard|seen) (a|any|one|such|this)_complaint*
(first|only) (person|customer|one) (to|who)_(complain*|report*|have|has|mention*|raise*)
(overreact*|exaggerat*|over the top|blow* (this )?out of proportion)
(perfectly|quite|completely|entirely|absolutely) (normal|standard|usual|common)
(is|are|within) (normal|standard practice|common practice|standard procedure|industry standard)
(cannot|can't|could not|unable to|couldn't) (find|see|detect|identify|reproduce
|understand) (any |a |the |why )?(fault|error|mistake|reason|problem|issue|what)
(cannot|can't|could not|not) (always )?(be )?(avoid*|prevented|ruled out)
inevitabl*
(mistakes|errors) (were|have been) made
despite (our|all our|every|the) (best |greatest |utmost )?(care|effort|efforts|checks|precautions
|attention)
""",
    "file-number": """
complaint(s)? (number|no|reference|id|ref|case|file|department|handling)
(your|the|this) (complaint|case|matter|issue|ticket|request|concern|file)_(has been|was|is being
|will be|is|have been) _(registered|logged|recorded|filed|forwarded|assigned|escalated|noted
|documented|processed|reviewed|passed|received|entered|opened)
(under|quote|quoting|with|is|assigned) (the |your |a |this )?(case|reference|file|ticket
|incident) (number|no|id|ref)
(case|reference|file|ticket|incident) (number|no|id) (is|was|in all|when)
(acknowledge|confirm) (the )?receipt of
(logged|registered|recorded|filed) (your|the|this|a) (complaint|case|concern|feedback)
""",
    "cold": """
(thank|thanks|thanking)_for (your )?(kind )?understanding
(ask|hope|appreciate|request|beg|count on)_(for )?your (kind )?understanding
please understand
(kindly|please) (note|be advised|be aware|be informed|bear in mind)
(according to|as per|in accordance with|per|under) (our|the|company) (terms*|polic*|guideline*
|procedure*|rule*|conditions|standard)
(company|our|store|shop) policy
terms and conditions
(handled|processed|dealt with|answered|worked through) in (the )?(order|turn)
(calm|settle) down|keep calm|stay calm|watch your (tone|language)|your tone
(without|no) (any )?(admission|prejudice|acknowledgement of)
consider (this|the) (matter|case|complaint|issue) (closed|resolved|settled)
(valued|dear) customer*
(refrain from|regarding the|further correspondence|complainant|the above matter|abovementioned)
(taken|duly) (note|noted)
goodwill gesture|gesture of goodwill
bear with us
be patient
(ask|asking)_for_patience
((is|are|was) acknowledged|herewith|hereby|aforementioned|pursuant|henceforth|undersigned)
your complaint (dated|of|regarding|concerning|ref*)
for and on behalf of
according to (our|the) (records|files)
(has|have) (therefore |accordingly )?been_authorised
(are|is) to be (produced|presented|submitted|returned|handed)
the (user|complainant|claimant)
fault description
(your (return|case|matter|request|claim)|the matter) has been_(re-examined|examined|reviewed
|assessed|considered)
with (regard|reference) to your
in respect of your
notice is (hereby )?given
no (costs|charges) (are|will be) (incurred|due|payable)
(examination|inspection|investigation|review) has (shown|established|revealed|found)
(is|are) to be (handed|surrendered|delivered)
""",
    "overpromise": """
(give|have|gave) (you |have )?my word
(for|until|till) (all|the end of) (time|eternity|the future|your days|days|my days)
(as long as|for as long as|till|until) you (live|die)
for the next (*ty|*dred|fifty|hundred|thousand|two hundred) (years|decades)
unlimited_(rides|travel|free|refunds|meals|use|tickets|deliver*|replacement*|access)
(no|without)_(upper )?limit|of any amount|no exceptions|without exception
(not one|not a single|no)_can ever
to the (minute|second)
(a|one) single (time|minute|second) (again|more|for|in)
(won't|will not|never) (drop|fail|break|stop|go down|leak|wait|crash) (for a|another|any more
|anymore|again|ever|for the)
(just )?name (a|your) (figure|price|sum)
(promise|assure|guarantee)_(that )?(all|every|no|none|you will|you'll) _(win|pass|cured|completely
|perfect|certain|will be|caught)
completely (cured|healed|gone)
never (ever )?(again )?(happen|occur|experience|have|see|be|encounter)_(again)
(not|never|won't)_ever_(happen|occur)
never again
(not|no|nothing|nobody|none)~(will|shall) ever
(word of honour|word of honor|solemn*|cross my heart|stake my|pinky)
(never|not|no|none|nobody|nothing)~ever again
(will|we'll|i'll|shall) (always )?be (spotless|flawless|perfect|impeccable|immaculate)
(never happen|never occur)
(guarantee|guaranteed|guaranteeing|i swear|we swear)
(promise|assure) (you )?(that )?_(this|it|such|nothing|that|you|these|there|we)_(never|not happen
|won't happen|will not happen|won't occur|will not occur|always|no longer)
(100|one hundred|hundred) ?(%|percent|per cent) (sure|certain|guarantee*|safe|reliable|perfect
|satisf*)
whatever (it takes|you want|you wish|you like|you ask)
(do|give|get|offer|send)_(anything|everything) you (want|wish|like|ask|desire)
at (any|all) cost*
(once and for all|for ever|forever)
(lifetime|free for life|for life)
no matter what
(promise|assure|swear)_that no_
(no|not|never|n't|nothing)~ever~again
as often as (you|they) (like|please|want|wish)
100 ?% (uptime|safe|secure|happy|perfect|error-free)
(rest of your|your whole|your entire) life
""",
}
