"""English wordings that make a spoiling one harmless, by ``excuses.Spoiler``, and how we own up.

Groups are those of ``excuses_en``; notation: see ``wordings``.
"""

from __future__ import annotations

OWNED = """
(had|got|received|was given|were given)_from us
(error|fault|glitch|mistake) (here|at our end|on our side|in our (system|office|shop|house))
(we|i) (really )?(should|ought|shouldn't)_(have|'ve|to have)
should_(have|'ve|never|not)
(our|my) (mistake|error|fault|job|responsibility|oversight|doing)
(on|down to) (us|me)
(we|i) let (you|her|him|them) (all )?down
(we|i) (failed|forgot|overlooked|missed|got it wrong|got this wrong)
(no|not an|isn't an|is no) excuse
(take|accept)_(responsibility|blame)
(isn't|is not|wasn't|was not)_(his|her|their) fault|did nothing wrong
"""
HARMLESS = {
    "file-number": """
(bank|tracking|payment|transfer|transaction) (reference|ref) (number|no|id)
""",
    "others": """
(from now on|in future|from today|as of today)
""",
    "busy": """
(your|you|you're|you were)_(busy|holiday)
(you|your|after)_(had|have|sent|made|wrote|so many|lots)
""",
    "as-said": """
you_(had|have|already|told|said|explained|wrote|pointed)
""",
    "but": """
but only if (you|she|he|they|that)
(but|however|yet|though|although) _(i|we|i'm|we're|i've|we've|i'll|we'll|now|today|here)_{helps}
(but|however|yet|though|although) (i|we) (have|will|can|would like to)~{helps}
(but|yet|though|although) you_(received|got|were told|were sent|asked|paid|booked|followed
|ordered)
""",
    "conditional": """
(understand|understandable|know|see|ask|glad|happy|grateful|tell me|say|let me know|hear) if
apology_(if|should) (you|she|he)
(and|so|but) (if|should) (you|you'd|you'll|she|he|they)
(i'd|we'd|i would|i'll) be (glad|happy|grateful) if
if (you'll|you'd|you would) (let|give|tell|have|like|allow)
(if|should|in case) (you|this|that|it|anything|something|there)_(like|prefer|wish|want|need
|have any|suit*|is missing|help*|agree|would rather|have further)
""",
    "not-us": """
(is|was) not your
""",
    "customer": """
(to|for|with|from|of|by|the|all|any|like) (the )?other (people|customers|guests|visitors|users)
(from us|by us|on our part|from me|on my part)
(we|i|i'll|we'll) (will |shall )?(call|ring|check|ask|let|make|write|read|send|tell|keep|warn)
nothing (of yours |is |was )?_(at risk|lost|owed|due)
(told|called|blamed|was wrong|it wasn't|claimed)_(user|customer|it was) (error|user)
(told|called|blamed|labelled)_(user|customer|operator) error
you_(clearly|explicitly|plainly|correctly|rightly|properly)
our_(clearly|explicitly|plainly)
(we|i) (could|would|might|ought to|should|did not|didn't|have not|haven't|never|forgot|failed)
(not|never|no|none)_(your|at your) (fault|mistake|error|doing)
(not|never|isn't|wasn't|aren't|don't|didn't|won't)_your (fault|mistake|doing|error)
(should|ought to|shouldn't|could|might) have (been|to|had) *
(you should have (made|earned|had|got|received|paid))
(not|isn't|wasn't|aren't|weren't|don't|doesn't|didn't|hasn't|haven't|won't
|hardly) (at all )?(surprised|a surprise|surprising|wonder)|(no|small|little) wonder
(our|my)_failure
you_(read|checked|followed|measured) (the|our|it)
(in|on) our (records|system|files|database|books)
(although|though|even though|claim*|card|said|saying|says)_(you|nobody|no one)
thank*
(we should have|i should have|you should never|you should not have had|you shouldn't have had)
""",
    "overpromise": """
whatever you (like|want|wish) (up to|within|from|worth)
(bed|mattress|one|that|which|product|machine|we sell)_(i|we) guarantee for
(your|the|a|our|full|year|years|*-year|under|new) (*-year |* )?guarantee|guarantee(d)? (period
|claim|terms|date|under guarantee|manufacturer's guarantee)
""",
    "belittling": """
(how|so|only|let)_happen
(not|no|isn't|wasn't|aren't|weren't|don't|doesn't|didn't|hasn't|haven't|won't|hardly|never
|anything but)_(small|minor|slight|little|trivial|overreact*|exaggerat*)
(not|never|isn't|wasn't|aren't|weren't|don't|doesn't|didn't|hasn't|haven't|won't|nothing
|far from)_(normal|standard|acceptable|happen)
should_happen
""",
}
