"""The editors' tools are in Swedish, where Wagtail's own translation lacks words too."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from knowledge.articles.models import ArticlePage
from tests.knowledge.test_editing import PAGES

# Alike in both languages, or names.
SAME = {"Wagtail", "Status", "Video", "Start", "Text", "Data", "Format", "App", "Session", "Blog"}
WAGTAILS = (
    *("", "pages/", "reports/locked/", "reports/workflow/", "reports/workflow_tasks/"),
    *("reports/site-history/", "reports/aging-pages/", "reports/page-types-usage/"),
    *("workflows/list/", "workflows/tasks/index/", "users/", "groups/", "collections/", "sites/"),
    *("account/", "pages/{place}/", "pages/{article}/edit/", "pages/{article}/history/"),
)


@cache
def english() -> frozenset[str]:
    """Every text of Wagtail's that stands on its own, without places to fill in."""
    found = set()
    for path in Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            ids = (one.id for one in read_po(file, locale="en") if one.id)
            found |= {one for one in ids if isinstance(one, str) and "%(" not in one}
    return frozenset(found)


def texts(html):
    bare = re.sub(r"(?s)<(script|style|svg)\b[^>]*>.*?</\1>", " ", html)
    said = re.findall(r">([^<>]+)<", bare)
    said += re.findall(r'\b(?:title|aria-label|placeholder)="([^"]+)"', bare)
    return {" ".join(unescape(one).split()) for one in said} - {""}


def test_the_catalogue_of_wagtail_is_read():
    assert {"Workflows", "Dashboard"} <= english() or len(english()) > 500


@pytest.mark.parametrize("page", [*PAGES, *WAGTAILS])
def test_no_english_is_left(page, operator, sign_in, write, amina):
    article = write(amina, topics="Lås")
    where = page.format(article=article.pk, place=article.get_parent().pk)
    html = sign_in(operator).get(f"/cms/{where}").content.decode()
    with override("sv"):
        left = {one for one in texts(html) & english() if gettext(one) == one}
    assert left - SAME == set()
    assert ArticlePage.objects.exists()
