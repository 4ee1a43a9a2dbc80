"""Where in a lesson an answer belongs, told by the words of the question. Pure."""

import re

# The first that fits; what fits nowhere is advice.
SIGNS = (
    ("cost", r"kost\w*|pris\w*|budget\w*|pengar|kronor|hur lång tid|timmar|cost\w*|price|how long"),
    ("differently", r"annorlunda|ångra\w*|göra om|differently|regret\w*"),
    ("result", r"resultat\w*|effekt\w*|hur gick|mät\w*|nytta\w*|result\w*|effects?|outcome\w*"),
    ("problem", r"varför|problem\w*|bakgrund\w*|why"),
    (
        "what_we_did",
        r"hur gjorde|hur fick|hur löste|vilk\w+ system|vem gjorde|how did|which system",
    ),
)


def section_for(question: str) -> str:
    """The name of the lesson's field."""
    text = question.casefold()
    found = (name for name, words in SIGNS if re.search(rf"\b(?:{words})\b", text))
    return next(found, "advice")
