"""What readers, editors and owners have said about the lessons, through the actions."""

from typing import Any

from config.world.reading import rows
from knowledge.articles import actions as writing
from knowledge.articles.models import ArticlePage
from knowledge.grounds import actions as grounds
from knowledge.grounds.models import Ground
from knowledge.recommending import actions as recommending
from knowledge.reports import actions as reports
from people.persons.models import Person

EDITOR = "elin.strahle@sjovalla.example"
CHANGED, NOTE = "Riktlinje för e-arkiv", "Riktlinjen för e-arkiv ändras 1 januari"


def build_validity() -> None:
    for row in rows("validity"):
        say(ArticlePage.objects.get(title=row["lesson"]), row)
    editor = Person.objects.get(email=EDITOR)
    changed = Ground.objects.get(name=CHANGED, organisation=editor.organisation)
    grounds.note_change(ground=changed, by=editor, note=NOTE)


def say(article: ArticlePage, row: dict[str, Any]) -> None:
    owner = article.owner
    assert owner is not None
    for kind, name in row["grounds"]:
        grounds.rest_on(article=article, by=owner, kind=kind, name=name)
    if "advice" in row:
        article = change(article, owner, row)
    if row.get("asks"):
        recommending.ask(article=article, by=owner)
    if "reader" in row:
        reader = Person.objects.get(email=row["reader"])
        reports.report(article=article, by=reader, reason=row["reason"], line=row["line"])


def change(article: ArticlePage, owner: Person, row: dict[str, Any]) -> ArticlePage:
    draft = writing.start_change(article=article, by=owner)
    draft = writing.save_draft(
        draft=draft,
        by=owner,
        version=draft.version,
        advice=f"{article.advice}\n\n{row['advice']}".strip(),
        change_note=row["note"],
    )
    return writing.publish(draft=draft, by=owner)
