"""Lessons, written and published as their authors would, then dated back."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.world.challenges import keys_for
from config.world.people import unit_named
from config.world.reading import rows
from knowledge.articles.actions import publish, save_draft, start_draft
from knowledge.articles.kinds import CHECK_AFTER, Kind
from knowledge.articles.models import QUICK, ArticlePage
from people.persons.models import Person
from skills.models import Skill


def build_articles() -> None:
    for row in sorted(rows("articles"), key=lambda row: -row["published"]):
        author = Person.objects.get(email=row["author"])
        article = publish(draft=write(row, author), by=author)
        date_back(article, row)
    for row in (row for row in rows("articles") if "related" in row):
        others = ArticlePage.objects.filter(title__in=row["related"])
        ArticlePage.objects.get(title=row["title"]).related.set(others)


def write(row: dict[str, Any], author: Person) -> Any:
    text = {name: row[name] for name in QUICK}
    draft = start_draft(by=author, title=row["title"], **text)
    unit = unit_named(row["organisation"], row["unit"])
    reach = {"organisation": f"organisation:{unit.organisation_id}", "unit": f"unit:{unit.pk}"}
    return save_draft(
        draft=draft,
        by=author,
        version=draft.version,
        topics=", ".join(row["topics"]),
        skills=[one.pk for one in Skill.objects.named(row.get("skills", ()))],
        goals=[*row["goals"], *keys_for(row["title"])],
        language=row["language"],
        audience=reach.get(row["audience"], row["audience"]),
        unit=unit,
    )


def date_back(article: ArticlePage, row: dict[str, Any]) -> None:
    """What the actions date today happened, in the story, some time ago."""
    then = timezone.now() - timedelta(days=row["published"])
    ArticlePage.objects.filter(pk=article.pk).update(
        first_published_at=then,
        last_published_at=then,
        latest_revision_created_at=then,
        validity=row["validity"],
        confirmed_on=then.date(),
        review_on=then.date() + CHECK_AFTER[Kind.LESSON].span,
        recommended=row["recommended"],
        recommended_at=then if row["recommended"] else None,
    )
