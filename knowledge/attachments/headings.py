"""Which of the lesson's questions a heading in somebody's own document answers."""

import re

FIELDS = {
    "problem": """
        problem problemet bakgrund utmaning utmaningen behov nuläge utgångsläge
        |vad var problemet|varför|problembeskrivning|bakgrund och problem|bakgrund och syfte
        |background|the problem|challenge|the challenge|what was the problem|why
    """,
    "what_we_did": """
        genomförande lösning lösningen metod arbetssätt
        |vad vi gjorde|vad gjorde vi|vad gjorde ni|så gjorde vi|så här gjorde vi|hur vi gjorde
        |what we did|approach|method|implementation|solution|the solution|how we did it
    """,
    "what_we_learned": """
        lärdom lärdomar lärdomarna slutsats slutsatser erfarenheter sammanfattning
        |vad vi lärde oss|vad lärde vi oss|vad lärde ni er|i korthet|våra lärdomar
        |what we learned|what we learnt|what did we learn|lessons|lessons learned
        |lessons learnt|conclusion|conclusions|summary|in short
    """,
    "advice": """
        råd tips rekommendation rekommendationer
        |råd till andra|våra råd|tips till andra|råd och tips
        |advice|our advice|advice to others|recommendations|recommendation
    """,
    "result": """
        resultat resultatet effekt effekter utfall
        |vad blev resultatet|resultat och effekter
        |result|results|outcome|outcomes|effects|impact
    """,
    "differently": """
        annorlunda förbättringar
        |vad vi skulle göra annorlunda|vad skulle vi göra annorlunda|nästa gång
        |what we would do differently|differently|next time
    """,
    "cost": """
        kostnad kostnader ekonomi tidsåtgång
        |kostnad och tid|tid och kostnad|kostnader och tid|tid och pengar|resurser
        |cost|costs|cost and time|time and cost|budget
    """,
}


def _spoken() -> dict[str, str]:
    """Heading to field. Before the first bar single words, after it whole headings."""
    found = {}
    for field, text in FIELDS.items():
        words, *headings = text.split("|")
        for heading in [*words.split(), *headings]:
            found[" ".join(heading.split())] = field
    return found


SPOKEN = _spoken()


def field_for(heading: str) -> str | None:
    """Numbers before it, signs after it and capitals aside."""
    words = re.sub(r"^[\d.)\s]+|[\s:.?!–-]+$", "", heading).casefold()
    return SPOKEN.get(" ".join(words.split()))
