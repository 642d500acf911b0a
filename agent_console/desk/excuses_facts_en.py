"""More English wordings that spoil an apology: blame and excuses told as plain facts.

By ``excuses.Spoiler``; groups are those of ``excuses_en``; notation: see ``wordings``.
"""

from __future__ import annotations

FACTS = {
    "customer": """
(if|had) (you'd|you had|you)_(made up|decided|thought|come|pressed|rung|mentioned|planned|paid
|acted|spoken|moved|booked|*ed)_(sooner|earlier|first|in time|properly)
neither of us would
(i|we) (do|did|can) (see|note|notice)_(in|from|on)_that you
you (pressed|clicked|cancelled|called|rang|arrived|replied|came|waited|left it)_(pretty|rather|very
|quite|awfully|a bit) late
(careless|reckless|naive|foolish|unwise|irresponsible)_(of|on) (you|your)
(you can't|you cannot|no one can|nobody can|one can't) (really |then |honestly )?be_surprised
(shouldn't|needn't|mustn't|can't) (be|act) (so |too |very |all that )?surprised
it takes two
(just )?between (you and me|ourselves)
""",
    "others": """
(totally|entirely|all|was|it's|that's|completely) the_*'s (fault|mess|doing|mistake|blunder|error)
(them|they|they're|him|he's|her) (are |is |was |were )?to blame, not (us|me)
(them|they're|they are|he's|she's) (entirely |totally |solely |really )?to blame
(this|that|it)('s| is| was)_(their|his|her) (mess|doing|mistake|fault|error|blunder|failure|problem)
and not (ours|our|us)
not (ours|our own|our doing)
(our|my) (measurements|work|paperwork|records|figures|packing|instructions|drawings|calculations
|system) (was|were) (all |quite |perfectly |absolutely )?(spot on|correct|perfect|fine|right|exact
|flawless|in order)
(who|that|they|he|she|people|lot|ones) (can't|cannot|couldn't) (even )?(read|count|spell|drive|tell
|add) (a|the|to|an|their|straight|properly)
without (telling|a word to|warning|so much as telling) (a soul|us|me)
(i've|we've|i have|we have) (told|let) (them|him|her) (so|know (it|that|what))
(left|leaves|was fine when it left|were fine when they left) (us|our|here)_(perfect|immaculate
|in one piece|intact|undamaged|spotless|fine|in good order)
(perfect|immaculate|intact|undamaged|fine)_when (it|they|she) left
""",
    "conditional": """
to (the|whatever|any) (extent|degree)
(insofar|in so far) as
(were|was) (perceived|received|taken|experienced|interpreted) as
(came|may have come|might have come) across as
""",
    "cold": """
(case|ticket|file|matter|complaint) (will|shall|is|has|was)_(auto-close*|be closed|closed|close
|be marked|marked)
(the|this) (service|organisation|organization|company|department|management|office|unit|council
|trust|firm|bank|authority|airline|operator|agency) (apologises|apologizes|regrets)
(assessed|classified|logged|recorded|categorised|categorized|flagged) as (valid|justified|upheld
|closed|resolved|non-*|level|category|priority|type)
(ref|root cause|action|status|case|credit|resolution|outcome|case id):
(reference|number|ref)_must be quoted
""",
}
