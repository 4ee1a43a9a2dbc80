"""A lesson that somebody is in the middle of, with something to decide before others read it."""

from knowledge.articles.actions import save_draft, start_draft
from people.persons.models import Person

WRITER = "jonas.ek@sjovalla.example"
TITLE = "Ring anhöriga innan låset sitter på dörren"
PROBLEM = (
    "En dotter kom på besök och trodde att vi hade bytt lås för att stänga henne ute. "
    "Se ärende SN 2026/00412."
)
WHAT_WE_DID = (
    "Vi skrev en rutin på en sida. Lena Åkesson ringde de första tio, och sedan dess ringer den "
    "som bokar montören. Växeln 0477-123 45 vet vem det är. I rutinen står vad IBIC säger om "
    "delaktighet, vem som frågar, vad man säger när ingen svarar, och att den som säger nej får "
    "behålla sin nyckel så länge hon vill."
)
LEARNED = "Ring först, skruva sedan. Ett samtal på fyra minuter sparar ett klagomål."


def build_drafts() -> None:
    writer = Person.objects.get(email=WRITER)
    draft = start_draft(by=writer, title=TITLE, problem=PROBLEM, what_we_did=WHAT_WE_DID)
    save_draft(draft=draft, by=writer, version=draft.version, what_we_learned=LEARNED)
