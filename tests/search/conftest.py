"""Lessons for the cast, brought to the index."""

import pytest

from knowledge.articles import actions
from search.finding import find
from search.outbox import drain


@pytest.fixture
def write(db):
    """A published and indexed lesson: `write(amina, "Titel", what_we_learned="…")`."""

    def written(by, title="Digitala lås i hemtjänsten", **fields):
        draft = actions.start_draft(by=by, title=title, what_we_learned="Börja med elva.")
        own = {"unit": by.employment.unit_id, "organisation": by.organisation.pk}
        readers = fields.pop("audience", "connected")
        fields["audience"] = f"{readers}:{own[readers]}" if readers in own else readers
        draft = actions.save_draft(draft=draft, by=by, version=draft.version, **fields)
        article = actions.publish(draft=draft, by=by)
        drain()
        return article

    return written


@pytest.fixture
def titles():
    """The lessons that a question finds: `titles("lås", jonas)`."""

    def asked(text, viewer):
        found = find(text, viewer)
        return [hit.words.title for hit in found.hits(found.of("article"))]

    return asked
