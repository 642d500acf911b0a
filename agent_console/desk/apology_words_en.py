"""The English words an apology is known by, for ``apology_words``; notation: see ``wordings``."""

from __future__ import annotations

WORDS = {
    "apology": """
(i am|i'm|we are|we're|am|and)_(sorry|ashamed|apologetic)
sorry
§apologies
(my|our)_apologies
sorry (for|about|that we|that i|that our|that your|that this)
(i|we|i'd|we'd|i'll|we'll|i'm|let me|allow me)_(apologise|apologize)
(to|must|want to|wish to|like to|can only) (apologise|apologize) (to|for|in|most|and)?
(apologise|apologize) (for|that|to|sincerely|unreservedly|wholeheartedly|again|most|once)
(my|our|sincere|sincerest|deepest|heartfelt)_(apology|apologies)
(apologies|apology) (for|to you)
(owe|offer|owed) you_(apology|apologies)
(please |do )?(forgive|excuse) (us|me|our|my|this)
(i|we) (deeply|sincerely|truly|very much|greatly) regret
i beg your pardon
(say|saying) (i am |i'm |that i am )?(so |very )?sorry
""",
    "regret": """
regret*
unfortunate*
sorry
apolog*
pity
unpleasant
""",
    "explains": """
(which is why|so the|so it|so no|so we|so your|so that|therefore|hence|that is why|that's why)
(the )?(reason|cause|explanation) (for|is|was|behind|lies|this|of|why)
because
(due|owing) to
as a result of|caused by|(this|that|which) (was|is) down to|on account of|stems from
|resulted from
(this|it|that) (happened|occurred|came about|was caused|is because|was because)_(when|after
|because|as|since|while|due|by)
(since|as) (we|our|the warehouse|the system)
to (explain|give you some background)|by way of (explanation|background)|for background
""",
    "ours": """
we|us|our|ours|warehouse*|system*|software|supplier*|haulier*|manufacturer*|carrier*|courier*
|server*|colleague*|staff|technical|team|internal*|driver*|shipping|order volume*
""",
    "theirs": """
you (have|had|were|are|write|wrote|say|said|told|waited|ordered|paid|were|drove|stood|could
|couldn't|cannot|can't|tried|wanted|booked|unsubscribed|gave|report*|describe*|mention*)
(understand|understood|you|your message|your email)
""",
    "remedy": """
(send*|sent|ship*|dispatch*|deliver*|redeliver*|post*|courier*|express)
(refund*|reimburs*|transfer*|pay* you|pay* back|back (on|in) your|money back|repay*|paid back)
(credit*|voucher*|discount*|% off|percent off|off your|take*~off|taking~off|deduct*)
(replac*|exchang*|swap*|repair*|fix*|correct*|amend*|chang*|updat*|reprint*|redo|remake|rebuil*
|restor*|reset|reissue*|re-*)
(collect*|pick up|picked up|pick it up|fetch*|fit*|install*|assembl*)
(cancel*|delet*|remov*|unlock*|reopen*|open again|stopped|block*|clear*|written off|struck)
(waive*|waiving|not charge|won't charge|no charge|free of charge|free|no extra|at no|on us
|cover*|nothing to pay|owe nothing|costs you nothing|our expense)
(engineer*|technician*|mechanic*|driver*|fitter*|team|courier) (will|comes|brings|is coming
|collects|*)
(bring*|print*|bak*|made|make you|reserv*|set aside|put*~aside|book*|arrang*|order*|lend*|loan)
you('ll| will| also| can)_(get|have|receive|collect|pick up)
you (get|receive|now have)
(new|another|second|correct|right)_(one|copy|part|machine|item|unit|device|version|parcel|*)
(arriv*|with you|reach you|in your account|on your card|in your (inbox|letterbox|hands)|goes out
|go out|on its way|leaves our|at your door|on order|ready)
(offer*|invit*|confirm*|upgrad*|extend*|appointment)
(call|ring|phone) you (today|tomorrow)
""",
    "contact": """
(call*|phone|phoning|ring|ringing|telephone*)_(you|on|at|back|again|tomorrow|next|to|and|myself
|personally|*day)
(call*|ring|speak|talk)
(write|email*|e-mail*|message*|drop you|send you_(note|line|message|email|update)|send a (note
|line)|text you)
(check*|follow* up|follow-up|look*|make sure|see (if|whether|that|how)|verify|sure (it|that
|everything))
(come|pop|drop|stop|swing|call) (round|by|in|over)|go_(over|through)|walk_(round|around|through)
|see you
|meet|give you a (ring|bell|call|shout|buzz)|sit down|visit
(note|message|email|call|word|line|update|confirmation|news)_from (me|us)
(inspect*|re-check|test it|get back|be back|back in touch|in touch|contact*|reach out
|come back to you|update you|report back)
(ask*|hear|enquire|inquire|find out|let you know|tell you|inform you|be sure)
""",
    "past": """
(was|were|had|should have|have been|has been|did|didn't|did not|arrived|ordered|came|began|went
|supposed to|meant to|never arrived|told|happened)
""",
    "done": """
(have|has|'ve) (just|already|now|today|this)
(i|we) (have |'ve )?(*ed|sent|put)~(today|just now|a moment ago|this morning|already)
(i|we) (have|'ve) (refunded|cancelled|canceled|removed|deleted|credited|transferred|unlocked
|corrected|shipped|sent|reset|stopped|blocked|waived|issued)
""",
    "receives": """
you('ll| will| can| also)?_(get|receive|have|collect)|(will|is|are) (be )?(being )?_(*ed|*ing
|sent|with|ready|on)|arriv*|goes|go out|comes
""",
    "asks": """
(please )(call|write|email|send|contact|reply|let us|let me|get in touch|reach)
""",
    "soon": """
as (soon|quickly|fast|promptly) as (possible|we can|i can|it is)
asap|shortly|soon|in due course|promptly|before long|in the near future|at the earliest
|in the (coming|next) (days|weeks|few days)|immediately|speedily|swiftly|once
""",
    "empty": """
you('ll| will)? (get|have|receive)_(note|message|email|call|word|line|update|news)_from (me|us)
|(whatever|necessary|appropriate|required|further|the relevant|all possible) (steps|action
|actions|measures|is needed|it takes)|(a|the)_(solution|resolution)|relevant (department|team
|people|colleagues)|(passed|pass|passing|forward*|hand*)_on|forward*|look* into|take care of (it
|this|things|everything|the matter)|deal* with
|sort* (it |this |things |everything |the matter )?out|sorted|put_right|(make|made|making) (it
|this|things) (right|better)|(our|my) (best|utmost)|everything (possible|we can|i can)
|address* (the|this|your)|improv*|strive*|(the|this|your) (matter|case|situation|concerns)
""",
    "vague": """
(look* into|our best|my best|forwarded|passed (on|to|this)|relevant department
|responsible department|someone will|investigat*|review*|working on|strive|take*~seriously
|a solution|sort it out|improve|feedback|get to the bottom|examine|clarify)
""",
    "choice": """
of your choice|valid|redeem*|expir*|contract*|until the end of|use by|return it|no rush|notice
|warranty|you (can|may|could)|on us|no need|for the *
""",
    "firm": """
(by|until|before|no later than|at the latest|not later than)
""",
    "delivery": """
(deliver*|parcel*|arriv*|bring*|collect*|come|comes|reach*|with you|letterbox|open|opening|aside
|pick*|engineer*|mechanic*|technician*)
""",
    "sympathy": """
sorry (to|for) (hear*|learn*|read*|see*|the inconvenience)
""",
    "calls": """
(call|ring|phone|ask|visit|email|write|check|contact|message|get in touch|be in touch|go through
|speak|come)
""",
    "admits": """
(not|isn't|wasn't|aren't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|couldn't|wouldn't
|can't|won't|no|never|still|nonetheless|should|shouldn't|ought|wrong*|(at|on) our end|failing*
|left you|our (mistake|error|fault)
|my (mistake|error|fault)|we (failed|forgot|didn't|did not|let)|our word|not right|not good
|ashamed|no excuse)
""",
    "we": """
we|us|our|ours
""",
    "because": """
(because|since|as|which is why|so the|so it|so no|so we|so your|so that|therefore|hence
|that is why|that's why)
""",
}

# In the text as it is written: only a capital tells "Sie" from "sie".
YOU = r"(?i:\byou(?:r|rs)?\b)"
