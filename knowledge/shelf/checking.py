"""Before a merge lets others read: what in the one text may point at somebody is decided."""

from knowledge.articles.asking import Asking
from knowledge.articles.checking import Words, questions
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.shelf.forms import MergeForm
from knowledge.shelf.merging import TEXT
from people.access import SignedInRequest


def check(
    request: SignedInRequest, form: MergeForm, goes: ArticlePage, stays: ArticlePage
) -> Asking:
    """About what the remaining lesson's readers cannot read already.

    The draft only carries the text and is never stored.
    """
    draft = Draft(article=stays, audience=stays.audience.key, **form.text)
    asked = questions(draft, request.user, into=[goes])
    return Asking.of(request, {name: Words(draft, name) for name in TEXT}, asked)
