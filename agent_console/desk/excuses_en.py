"""English wordings that spoil an apology, by ``excuses.Spoiler``; notation: see ``wordings``."""

from __future__ import annotations

GROUPS = {
    "carrier": """
(courier*|carrier*|haulier*|supplier*|manufacturer*|vendor*|dhl|dpd|ups|fedex|hermes|evri|usps
|distributor*|subcontractor*|contractor*|post|royal mail|shipping company|delivery company
|delivery service|delivery firm|delivery partner|logistics *|postal service|post office|third party
|third-party *|delivery driver|payment provider|service provider)
""",
    "colleague": """
(colleague*|employee*|trainee*|intern|apprentice*|temp|team member*|staff member*|member of staff
|staff|warehouse worker*|agent*|rep|representative*|new starter)
""",
    "sorry": """
(sorry|apologise|apologize|apologies|apology|regret)
""",
    "but": """
(but|however|though|although|yet)
""",
    "said": """
(mentioned|said|stated|explained|told|informed|advised|noted|outlined|indicated|written)
""",
    "helps": """
(send*|sent|ship*|refund*|transfer*|bring*|repair*|replac*|exchang*|fix*|offer*|arrang*|order
|ordered|cover*|found|solved|resolved|cancelled|credit*|reserved|set aside)
""",
    "feel": """
(feel|felt|upset|offended|offence|offense|unhappy|disappointed|dissatisfied|annoyed|inconvenience*
|inconvenienced|misunderst*|confus*|perceived|frustrat*|trouble*|bothered)
""",
    "deed": """
(read|checked|check|told|informed|contacted|contact|noticed|reported|refused|refuse|followed|given
|provided|entered|confirmed|used|been more careful|known|called|asked|let us know|tested|measured
|seen|inspected|inspect|kept|ordered|chosen|waited|complained|raised|signed)
""",
    "fault": """
(caused|to blame|responsible|at fault|messed up|bungled|botched|fouled up|screwed up|the culprit
|the cause|dropped the ball)
""",
    "failed": """
(fail* to|forgot* to|neglect* to|omit* to|overlook*|ignore*|misread|misunderst*|miss* the|(did not
|didn't|have not|haven't|had not|hadn't)_(confirm*|enter*|give|given|provide*|check*|read|follow*
|notice*|report*|tell|told|inform*|sign*|collect*|respond*|reply|replied|update*|supply|complete*
|include*|return*|use*|keep|kept|register*|activate*|cancel*|mention*|select*|choose|tick*))
""",
}

SPOILERS = {
    "but": """
{sorry}_, (but|however)
(sorry|apologise|apologies|apologize), (only|just|then again|mind you|even so|in fairness)
(in (all )?fairness|to be fair|in our defence|in our defense|mind you)
then again+
{sorry}~+ {but}
(unfortunately|regrettably|sadly)≈+ (but|however|yet)
(understand|appreciate|realise|realize|see) (your|that|how|why)~+ (but|however)
(understandable|regrettable|unfortunate), (but|however)
that (being )?said+
having said that
(however|nevertheless|nonetheless), (please|i must|we must|i have to|we have to|it is|this is
|i would|we would|you|these|such|our|the|we are|we were|i am|we do|we had)
""",
    "not-us": """
not (really |actually |entirely |strictly |in any way )?_(our|my) (fault|doing|responsibility
|mistake|error|problem)
(hardly|scarcely|barely)_(our|my) (fault|doing|responsibility|mistake|problem)
(wasn't|isn't) (really |actually |entirely )?(our|my) (fault|doing|responsibility|mistake)
(no fault|not the fault) (of|on) (ours|our own|our part|us)
through no fault of (ours|our)
(beyond|outside|out of) (of )?(our|my|anyone's|all) (direct )?(control|hands|influence)
out of our hands
no (control|influence) (over|on)
(nothing|little|not much)_(we|i) (can|could|could have|can possibly) (do|done|have done)
(could|couldn't|could not) (not )?have (foreseen|known|predicted|prevented|anticipated)
our hands (are|were) tied
force majeure|act of god
(cannot|can't|can not|could not|cannot possibly)_be (held )?(responsible|liable|accountable|blamed)
(not|nor) (responsible|liable|accountable|to blame) for
(we|i) (do not|don't|cannot|can't) (accept|take) (any )?(responsibility|liability|blame)
unforeseen *|unforeseeable *|unavoidable
cannot help (it|that)|can't help (it|that)
nothing_to do with (us|me)
(had|have|has) no part in
(know|see|imagine)_what (more|else) (we|i)_(could|should)_have
what more (we|i) (could|should) have|what more (we|i) could've
(we|i)~(no|without any) (means|way|chance|possibility) of (knowing|looking|seeing|checking
|preventing)
""",
    "as-said": """
as (already|previously|i|we|was|has been|earlier|stated)_{said}
as {said}
(i|we) (have |had |did )?(already|previously|repeatedly) {said}
(we|i)'ve (already|previously|repeatedly) {said}
(already|previously|clearly) (explained|stated|told you|informed you|advised you|pointed out)
you (were|have been|had been) (already|clearly|previously|duly|repeatedly) (informed|told|advised
|notified|warned)
(as you (may|might|will|should|surely|probably|no doubt) _(know|be aware|aware|recall|remember
|have read|have seen))
(point out|reiterate|remind you) (once )?(again|that|once more)
as per (my|our) (last|previous|earlier)
we did (announce|inform|tell|send|mention|explain|warn|notify|say|write|email|point)
as (set out|described|detailed|laid out|outlined|explained|stated|specified)_(in|above|before|on)
""",
    "busy": """
(due to|owing to|because of|as a result of|on account of|given|in view of|thanks to|with)_(high
|higher|heavy|increased|unusual*|unexpected*|exceptional*|large|huge|record|extreme*|overwhelming
|strong|sheer|unprecedented)_(volume*|demand|number*|workload|call*|traffic|amount|order*|request*
|enquir*|inquir*)
(high|higher|heavy|unusual|unusually high|increased|unprecedented|sheer|large) (volume*|demand
|call volume*|order volume*|workload|numbers of|number of (orders|calls|requests|enquiries|emails))
(staff|staffing|personnel|labour|labor|driver) (shortage*|shortages|issue*|problem*|illness
|sickness)
(short|under)(-)?( )?(staffed|handed)
understaffed|overstretched|overworked|overwhelmed|overloaded|backlog*
(busy|busiest|peak|hectic) (period|season|time|weeks|days|month|rush)
(holiday|festive|christmas) (rush|season|peak)
(very|extremely|incredibly|really|exceptionally|currently|quite|so|rather) busy
(due to|because of|with|during|over|owing to|thanks to)_(black friday|cyber monday|covid*|pandemic
|christmas|advent)
pre-christmas|christmas (rush|business|orders)
(hundreds|thousands|so many|lots|a lot|dozens) _(of )?(calls|orders|emails|requests|customers
|enquiries|messages|parcels|tickets)
(off sick|sick leave|illness in the team|sickness)
(we|us|team|staff|warehouse|department|office|everyone|drivers)_(under|had)_(pressure|stress)
with_(so many|thousands of|hundreds of|the number of|the amount of)
(thousands|hundreds)_(parcels|packages|orders|customers|requests|shipments)
hectic (day|week|time|period|days|weeks)
(colleague*|team|staff|he|she|they|expert*|manager*|specialist*|man|half of us)_(was|were|is|are
|been)_(on holiday|on vacation|off sick|ill|away|on leave)
(cold|flu) (season|wave|bug)
(just|only|merely)_(two|three|one|four) of us
(we|we'd|there) (had|was|were|have|are)_(inventory|stocktak*|stock-tak*|year end|month end|audit
|half-term|bank holiday*)
then (came|it was|there was)_(vacation|holiday*|christmas|half-term|easter|summer)
(phones|phone|lines)_(ringing|not stopped|haven't stopped|non-stop|off the hook)
(secretary|receptionist|office|assistant|manager|bookkeeper)_been (ill|off|sick|away)
(run off our feet|stretched thin|snowed under|rushed off|flat out|at full capacity|fully booked)
""",
    "circumstance": """
only so (much|many)
(nobody|no one|not a soul)_(could|would) have (guessed|known|foreseen|expected|predicted|reckoned)
(can't|cannot|couldn't) be in two places|can't be everywhere
(nothing|not much|little)_(to be done|we could do|one can do|anyone can do)_
(it's|it is) (the same|no different|no better)_(every|every city|everywhere|for everyone|elsewhere)
(accidents|slips|mix-ups|delays|mishaps|variations)_(part of|come with|go with|come from)
(supply chain|supply|import|customs) (issue*|problem*|bottleneck*|disruption*|delay*|shortage*)
(due to|owing to|because of|as a result of) _(technical|operational|internal|system|logistical
|circumstance*|weather|strike*|brexit|inventory)
(technical|operational) (issues|difficulties|reasons|problems)
(bad|severe|adverse) weather
industrial action
(system|computer) (error|glitch|fault)
best will in the world
(in|under) (those|these|the|such) circumstances_(we|i|it)
(simply|just|physically|humanly) (not |im|was not |wasn't |isn't )?possible
(moved|migrat*|switched|switching|transition*) to_(new|another|different)_(software|system|platform
|provider|portal)
(could not|couldn't|unable|cannot|can't)~any (sooner|earlier|faster|quicker)
(half|barely|not|thinly) (our )?(staffed|manned)
(was|were|is|are) (vacant|unmanned|unstaffed)
(saturday|friday|monday|weekend|evening|month end|year end|december)s?_(chaos|chaotic|bedlam|mayhem
|madness)
(bedlam|mayhem|frantic|manic|swamped|inundated)
(madhouse|zoo|nightmare for us|tall order for)
(any|every|ask any) (restaurant|shop|company|business|firm|hotel|garage|practice|surgery|trader
|builder|one|expert)_(will tell|would tell|knows|has the same)
always (tight|busy|hectic|stretched)
unpredictable|(hard|impossible) to (predict|plan)|make do with
at (the|a) (worst|bad|most awkward) (possible )?(moment|time)
(notes|orders|emails|letters|things|messages) (go|sometimes go|can go|do go) astray
(easily|sometimes|occasionally) (get|gets) (lost|missed|overlooked|forgotten)
on top of (it|this|all that)|to add to
(keep|keeping|kept) (up|pace) with (the|demand|all|everything|our)
(by its|by their) (very )?nature
(same|true) (for|everywhere|across|of) (everyone|every|the|all)_(industry|trade|business|company
|firm)
(the whole|across the|in the|throughout the) (industry|trade|sector)
(bound|going|liable) to (sit|slip|be missed|get missed|get lost|fall|pile|wait)
(slip*|fall*|fell) through the (cracks|net)
(have|has|had) to wait (its|their|your) turn
(things|something|emails|messages|calls|a few|one or two)_(get|gets|got) (left|lost|missed
|overlooked)
at times like (that|those)
""",
    "customer": """
(normally|usually|ordinarily) (people|customers|one|you|guests|anyone)_(report*|check*|say|ask|tell
|read|call|mention)
(your|the) (handwriting|measurements|details|note|form)_(barely|hardly|simply weren't|were simply
|illegible|legible|unreadable)
with the (right|correct|proper) *_(wouldn't|would not)
(was|were) (probably |most likely |obviously |clearly )?never (cleaned|serviced|descaled|charged
|emptied|closed)
you (signed|opened|used|wore|washed|left)~(and then|before you|without) _(looked|look*|checked
|check*|noticed|said)
(you|one) can (still |always )?(stay|be|remain) (polite|civil|calm|courteous)
(nobody|no one|you|one|people) (should|can|could|shouldn't|can't) expect (miracles|too much|the
|perfection)
(a|some) (bad |public |negative )?review_(before|without|isn't|wasn't|not)
(capital letters|exclamation marks|exclamation points|accusation*|insinuation*)
choose your (words|language|tone)_
(i|we) (only |just |rather |do )?(wish|wished) you (hadn't|had|would|had not|didn't)
(i'd|we'd|i would|we would|i must|we must|i do|we do) (kindly |also |just )?ask (that )?you
you≈(and|but) (then |yet )?(neglected|failed|forgot|omitted) to
(we|i) can only *_what (people|customers|you|guests)
so (do|please) (keep|check|read|follow|make|remember|bear)
(most|other) (people|customers|guests|visitors|users|tenants|folks|riders|clients)
(next time|in future|in the future|going forward|from now on)~(please|kindly|be sure|make sure|read
|check|ask us|let us know|fill in)
(please|kindly|be sure|make sure|do)_~(next time|in future|in the future|going forward|from now on)
(a|one) (quick |single |brief |little )?(call|look|glance|test|check|word|squeeze|note)_(from you
|on your part|by you|would have)
(it (appears|seems|looks)|apparently|evidently|clearly|unfortunately|obviously|we see|i see
|our records show|according to our records|we note|because|since|as|given that
|seeing that)_(that )?(like )?you (had |have |may have |must have |might have )?{failed}~
you (may|might|must|seem to|appear to|probably|evidently|clearly|apparently
|had apparently)_(have )?(entered|given|gave|overlooked|forgotten|missed|misread|misunderstood
|mistaken|wrong*|incorrect*|selected|chosen|confused|made a mistake|typed|not)
you (fail*|forgot|neglected|omitted|overlooked|misread|misunderstood|ignored|disregarded)
your failure to
(had you|if you had|if only you had)_{deed}
you (really |simply |just )?(should|ought to|could
|might) (also |really |simply |at least |perhaps |just |not )?have _{deed}
you shouldn't have (used|opened|ordered|waited|left|signed|touched|tried|*ed)
you (gave|entered|provided|typed|selected|chose|ordered|used|picked
|supplied) (us )?(the |an |a )?(wrong|incorrect|invalid|incomplete|old)
(your|on your|at your) (own )?(fault|mistake|error|negligence|carelessness|misuse|oversight)
(mistake|error|fault|issue|problem|oversight|misunderstanding|failure|mix-up|was|is|were|lies
|lay)_(on|at) your (end|side|part)
(user|customer|operator|operating|input) error
(improper|incorrect|wrong|inappropriate) (use|usage|handling|operation|address (you|on your))
(misuse|mishandl*|mishandling)
(the|an) (incorrect|wrong|incomplete|invalid) _you (gave|entered|provided|supplied|used)
you (gave|entered|provided|supplied) (was|is) (wrong|incorrect|incomplete)
(next time|in future|in the future|going forward),? (please|kindly|make sure|be sure|you should
|check|read|you may)
please (make sure|ensure|remember|take care|be careful|check|read|be more careful)~(next time
|in future|in the future|going forward)
you (must|need to|have to|should|will have to) (understand|realise|realize|appreciate|accept
|bear in mind|be aware)
nobody was (at )?home|no one was (at )?home|you (were not|weren't) (at )?(home|in|available)
you (gave|entered|provided|supplied|used|chose) (us )?(was|is|were|are)_(wrong|incorrect|incomplete
|outdated|invalid)
your (address|details|data|information|email address)_(was|were|is|are)_(wrong|incorrect|incomplete
|invalid|unclear|outdated)
(helped|better|easier|helpful|quicker|nice|avoided|prevented)_(if|had) you
(i|we)_(surprised|wonder|puzzled) (that |why |at )?you
(a pity|a shame) (that )?you (did not|didn't) (tell|call|let|ask|contact|write)
why (you )?(did you not|didn't you|you did not|you didn't)
(read|check|consult) (the|our)_(instructions|manual|terms|description|guidelines|conditions)
(clearly|plainly|explicitly) (state*|marked|written|visible|says|say|shown|indicated|described
|listed)
you only (contacted|told|wrote|reported|informed)
(a little|a bit) more patien*
(was|were|is|are)_(of|entirely|all|largely)_your own_(making|doing)
anyone who_~(will be|will find|must expect|has to expect|can expect|shouldn't|needn't)
(states|state|says|say|tells|shows)_(clearly|plainly|explicitly)
you (need|have) to know that
(a (second|moment|minute|glance)|a little|a bit)_(care|attention)~(avoid*|prevent*|spare*|save*)
you (could|might) (easily |simply )?have_(avoided|prevented|spared|saved)
if (only )?you had_(read|checked|told|asked|looked|been)
(caused|triggered|brought on|brought about)_by (you|yourself)
you brought_(on yourself|upon yourself|this on|it on)
(one|you) (really )?(has|have|need|needs|must) to_(be )?(read|check|look|careful|pay attention)
(we|i)_surprised
you (were|had been) asked to (take|read|send|provide|note|confirm|submit|enclose)
(would|might|could) (be|have been)_(simpler|easier|better|quicker|helpful)~if
(user|customer|client|your) (negligence|neglect)
(specifically|expressly|repeatedly)_(told|advised|warned|asked) you
(our|the|my) (adviser|advisor|colleague|staff|website|contract)_(told|advised|warned) you (to|about
|that)
for the last time
{fault}_(by you|yourself)
(would|we'd|i'd|might)_(prefer*|rather|liked|hoped|wished)_you (had|to have|would have|'d)
(asking (the earth|a lot|much|too much)|a lot to ask|too much to ask|expected of you
|expect of our customers)
(makes|made|doesn't make) (it|our|my)_(harder|difficult|easier) (for us|when|if)
with (a little|a bit of|some|more|proper)_(care|attention|patience|thought|foresight|goodwill)
(experienced|careful|sensible|seasoned) (people|customers|guests|visitors|users|passengers|readers)
(everyone|everybody|anyone|anybody) (knows|who knows|with any|would have known)
(customers|guests|visitors|users|tenants|patients|passengers) (often|sometimes|tend)_
(label|packaging|leaflet|website|contract|listing|sign|instructions)_(perfectly|quite|abundantly
|very|entirely) (clear|unambiguous|explicit|plain)
your *,? (mind|mind you|however|though|to be fair)+
(your|you)~(eleventh hour|last possible minute|very last minute)
(accusations|accusing us|hurling|capital letters|capitals|shouting at our)
(won't|doesn't|don't|will not|does not) (make|help|get|speed)_(faster|quicker)
none of this arises
(bit of|little|some) common sense
(would|could) have (saved|spared|avoided) (us|you|both|everyone|yourself)
(do|done|did) (that|so|this) and (none|nothing|you|it)
(rather than|instead of) (to )?(complain*|accus*)
(next time|in future)~(more carefully|more closely|properly|more thoroughly|a little harder|earlier
|harder|first)
lack of (maintenance|cleaning|descaling)
(resulting from|user|due to|caused by)_failure to
not (observed|maintained|cleaned|followed) by
(second|moment|minute|glance)('s)?_(care|attention)
take the trouble to (read|check|look)
""",
    "others": """
(the|our|your) {carrier}'s (blunder|doing|carelessness|sloppiness)
(another|a different|an outside|some other) (company|firm|outfit|contractor)_(runs|operates|handles
|does|makes|manages)
we (merely|only|just|simply) (sell|pass|forward|print|rent|resell|broker|pack|use|list|make) *
(this|that|it)( one)?('s| is| was)_(on|down to|all) (the )?{carrier}
{carrier} (is|are) (stalling|asleep|dawdling|dragging)
(did|does|do) (that|this|it), not (us|we)
not (by|from|with|under) (us|our roof|ourselves), but
(isn't|aren't|wasn't|weren't|is not|are not|really isn't)_(our (people|staff|employees|doing)
|anything to do with (us|our))
(fault|responsibility|blame|responsible|mistake|error) (lies|lay|is|was|rests|rested|belongs)_(with
|at|of|on|that of)_{carrier}
{carrier} (is|are|was|were|is entirely|was entirely|is solely|alone is|bears|carries)_(at fault
|to blame|responsible|the fault|the blame|the responsibility|in the wrong)
(fault|mistake|error|failure|negligence|oversight|delay) (of|by|with|on the part of|made by
|at)_{carrier}
{carrier}('s|s|s') (fault|mistake|error|failure|negligence|doing|problem|carelessness)
(caused|due|down|owing|thanks|attributable) (by|to)_{carrier}
(because of|because|since (the|our))_{carrier}
(blame|blaming)_{carrier}
{carrier} (has|have|had|seem to|seems to|apparently|unfortunately|obviously|simply|must|may
|clearly)?_(lost|lost track|let us down|let you down|failed|messed up|mishandled|damaged|forgot
|delayed|misplaced|mixed up|dropped|did not deliver|didn't deliver|never delivered|gave us wrong
|sent us|supplied us|wrong|late|unreliable|screwed|missed)
(please|you|kindly)_(contact|take it up with|speak to|turn to|complain to)_{carrier}
(people|ones|person|one) (you want|you should|you ought|to be|you need)_(cross|angry|annoyed|blame
|talk|thank)_
(be|get) (cross|angry|annoyed|furious) (with|at) (them|him|her|the {carrier})
{carrier}_(did not|didn't|has not|hasn't|failed|neglected)
(depend*|rely*|reliant|dependent) on_{carrier}
(responsibility|blame|fault)_(rests|lies|is|belongs)_with (them|him|her|others|someone)
(they|they're|they've|these|those)_(shoddy|sloppy|rubbish|careless|cowboys)
(as much|just as much|also|equally)_(a victim|victims) (as|of|here)
(nothing to|cannot|can't|nothing we)_(reproach|blame|accuse) ourselves
{fault}_(was|is|by)_{carrier}
(we|we've)_(were|been|are)_let down by_{carrier}
(you (can|may|should|have|might)|please) (thank|blame|direct|take)_(for|to|with|up)_(airport
|council|landlord|bank|operator|authority|provider|agent|{carrier})
(these|those) (guys|people|folks|companies)
""",
    "colleague": """
{colleague}~(forgot|forgotten|mixed up|miscounted|messed up|overlooked|neglected|failed to
|made a mistake|made an error|was careless|not trained|untrained|inexperienced|misread
|did not follow|didn't follow|at fault|to blame|mistakenly|by mistake|mislaid|misplaced
|dropped the ball|was not aware|wasn't aware|did not pass|didn't pass|slipped up
|gave you (the )?wrong|misinformed|packed the wrong|incorrectly|was new|is new|is still learning)
(mistake|error|fault|oversight|negligence|slip|slip-up|carelessness) (of|by|made by|from|with
|on the part of)_{colleague}
{colleague}('s|s|s') (fault|mistake|error|negligence|oversight|carelessness|slip)
(new|young|inexperienced|temporary|junior) {colleague}
(blame|because of|due to)_{colleague}
(the|our) (warehouse|shipping|it|billing|accounts|technical|sales|support) (department|team|staff
|people)_(forgot|messed up|failed|made a mistake|neglected|mixed|overlooked|is to blame
|are to blame|are at fault|is at fault|dropped the ball)
one of our (newer|new|younger|junior|less experienced) *
(the )?rest of (the|our) (team|staff|crew|company|department)
(he|she|mr *|mrs *|ms *) (alone|on (his|her) own) (is|was|has|must|made|did|messed|*ed)
(is|was) (entirely|solely|all|only|purely) (his|her|their) (doing|fault|mistake|responsibility)
(he|she)('ll| will| must| has to| can)_(answer|explain|account) for (it|that|this|himself|herself)
(he|she|mr *|mrs *|ms *)_(has never|never|always|constantly|notorious*|once again)_(been reliable
|on top|forget*|late|careless|messes|organised|organized)
{fault}_(was|is|by)_{colleague}
(once more|once again|yet again|as usual|typically|as ever)_(he|she)
(mr|mrs|ms|miss) *_was (half asleep|out of (his|her) depth)
(engage*|use|using) (his|her|their) (brain*|head*)
(i|we|i've|we've) (keep|kept|have been|been) (telling|saying|warning)
(he|she|they) (won't|will not) be_(mistake|again)
(cannot|can't|couldn't|never) (be )?(left alone|let loose)_with
(cannot|can't|couldn't|never) (be )?(learn*|learned how|trust*|rel*)_(to|with|on)_(anything|a|the
|him|her)
(telling|warn*|saying|told) (my|our|the) (boss|manager|team|office)_(for|about|ages|years|months)
(out of|from) (his|her|their) (own )?(wages|pay|salary|pocket)
(he|she|they|who)('s| is| are| was| were) (the one |the ones )?(to blame|to thank|at fault)
""",
}
