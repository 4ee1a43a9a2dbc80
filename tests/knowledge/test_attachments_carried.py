"""Pictures and files go out with an export and come in again, and stand in the PDF."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.attachments import actions
from knowledge.attachments.models import Attachment
from knowledge.exchange import pdf
from people.uploads.models import Upload
from tests.knowledge.test_exchange import archive, empty, exported, files, imported  # noqa: F401
from tests.made_files import pdf as document
from tests.made_files import picture


@pytest.fixture
def lesson(amina):
    """A picture with words, one that is decoration, one that nobody described, and a file."""
    draft = articles.start_draft(by=amina, title="Lås", what_we_learned="Börja med elva.")
    for name, data, words in (
        ("Bild å.png", picture(), {"alt": "Elva lås", "caption": "I maj"}),
        ("rörlig.gif", picture("GIF"), {"decorative": True}),
        ("tyst.png", picture(), {}),
        ("Rapport.pdf", document(), {"caption": "Hela"}),
    ):
        actions.attach(draft=draft, by=amina, name=name, file=ContentFile(data), **words)
    audience = {"audience": "everyone"}
    draft = articles.save_draft(draft=draft, by=amina, version=draft.version, **audience)
    return articles.publish(draft=draft, by=amina)


def shown(article):
    rows = article.attachments.in_order()
    return [(one.upload.shown_name, one.words) for one in rows if one.is_shown]


def test_an_empty_organisation_gets_the_same_pictures_and_words(lesson, administrator):
    before, data = shown(lesson), exported(administrator).path.read_bytes()
    empty()
    Upload.objects.all().delete()
    done = imported(administrator, data)
    assert done.state == "done", done.faults
    assert shown(ArticlePage.objects.get()) == before
    assert [words["alt"] for _name, words in before] == ["Elva lås", "", ""]
    again = exported(administrator).path.read_bytes()
    assert names(again) == names(data) and len(names(data)) == 3


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return [one for one in found.namelist() if one.startswith("files/")]


def test_the_page_in_the_file_shows_the_pictures(lesson, administrator):
    with zipfile.ZipFile(exported(administrator).path) as found:
        page = found.read("lessons/las.html").decode()
        entry = json.loads(found.read("lessons/las.json"))
    assert '<img src="../files/las/1.png" alt="Elva lås">' in page and "I maj" in page
    assert [one["carrier"] for one in entry["files"]] == ["attachments"] * 3


@pytest.mark.parametrize(
    ("name", "data", "facts"),
    [
        ("a.png", b"no picture", {}),
        ("a.exe", b"MZ", {}),
        ("a.png", picture(), {"alt": "x" * 301}),
        ("a.png", picture(), {"decorative": "kanske"}),
    ],
)
def test_a_bad_file_is_named_and_nothing_is_taken_in(administrator, name, data, facts):
    file = {"carrier": "attachments", "name": name, "path": "files/x/1.png", "facts": facts}
    done = imported(administrator, archive({"files": [file]}, more=[("files/x/1.png", data)]))
    assert done.state == "failed" and f"lessons/0.json: {name}: " in done.faults[0]
    assert not ArticlePage.objects.exists() and not Attachment.objects.exists()


def test_the_pdf_holds_the_pictures(lesson, client):
    try:
        pdf.library()
    except pdf.LibraryMissing:
        pytest.skip("Pango is not on this machine")
    body = client.get(f"{lesson.url}pdf/").content
    assert body.startswith(b"%PDF-") and b"/Subtype /Image" in body.replace(
        b"/Subtype/", b"/Subtype /"
    )
