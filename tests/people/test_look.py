"""The frame around every page, forms, errors and the pages about the site."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from people.about.keeping import KEPT
from people.forms import HouseForm
from people.notices.models import Notice
from people.records import Keep
from people.start import parts
from people.start.parts import Panel, Todo

ABOUT = ["/om/", "/om/tillganglighet/", "/om/personuppgifter/", "/om/kakor/"]
CSS = Path(settings.BASE_DIR) / "site" / "static" / "css"


@pytest.fixture
def empty_start(monkeypatch):
    monkeypatch.setattr(parts, "_todos", [])
    monkeypatch.setattr(parts, "_panels", {})


class Application(HouseForm):
    why = forms.CharField(label="Varför?", help_text="Två meningar räcker.")
    more = forms.CharField(label="Mer", required=False)
    place = forms.ChoiceField(label="Var?", choices=[("a", "A")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("path", ABOUT)
def test_pages_about_the_site_are_open_to_all(client, db, path):
    page = client.get(path).content.decode()
    assert page.count("<h1") == 1
    for link in ABOUT:
        assert f'href="{link}"' in page


def test_the_accessibility_statement_has_all_eleven_parts(client, db):
    page = client.get("/om/tillganglighet/").content.decode()
    parts = "aktor tjanst forenlighet brister oskaligt undantag metod bedomd uppdaterad"
    for part in [*parts.split(), "meddela", "tillsyn"]:
        assert f'id="{part}"' in page
    assert settings.SUPERVISOR_URL in page
    assert settings.SUPERVISOR_NAME in page


def test_every_rule_of_keeping_is_told_on_the_privacy_page(client, db):
    assert set(KEPT) == set(Keep)
    page = client.get("/om/personuppgifter/").content.decode()
    assert all(str(kept.how_long) in page for kept in KEPT.values())


def test_the_parts_page_is_for_staff(sign_in, amina, operator):
    assert sign_in(operator).get("/delar/").status_code == 200
    assert sign_in(amina).get("/delar/").status_code == 404
    assert Client().get("/delar/").status_code == 302


def test_the_skip_link_comes_first_and_leads_to_main(client, db):
    page = client.get("/om/").content.decode()
    body = page.split("<body", 1)[1]
    assert re.search(r"<a[^>]*>", body).group(0) == '<a class="skip" href="#main">'
    assert '<main id="main"' in body


def test_nothing_is_written_inline_and_nothing_loaded_from_outside(sign_in, operator):
    for path in ("/", "/delar/", *ABOUT):
        page = sign_in(operator).get(path).content.decode()
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son[a-z]+=", page)
        assert not re.search(r'(src|href)="(https?:)?//(?!www\.(imy|digg)\.se)', page)


def test_htmx_is_loaded_only_for_those_signed_in(sign_in, amina):
    assert "htmx" not in Client().get("/om/").content.decode()
    page = sign_in(amina).get("/om/").content.decode()
    assert "htmx-2.min.js" in page and "x-csrftoken" in page


def test_the_menu_shows_what_the_role_gives(sign_in, amina, administrator, operator):
    assert 'href="/organisation/"' not in sign_in(amina).get("/").content.decode()
    assert 'href="/organisation/"' in sign_in(administrator).get("/").content.decode()
    assert 'href="/cms/"' in sign_in(operator).get("/").content.decode()


def test_unread_notices_are_counted_in_the_menu(sign_in, amina):
    for read_at in (None, None, timezone.now()):
        Notice.objects.create(person=amina, kind="x", url="/", read_at=read_at)
    assert "2 nya notiser" in sign_in(amina).get("/").content.decode()


def test_the_language_switch_brings_one_back(client, db):
    assert 'name="next" value="/om/?a=1"' in client.get("/om/?a=1").content.decode()
    answer = client.post("/sprak/", {"language": "en", "next": "/om/kakor/"})
    assert answer.headers["Location"] == "/om/kakor/"
    assert '<html lang="en">' in client.get("/om/kakor/").content.decode()


def test_a_new_person_is_greeted_and_shown_where_to_begin(empty_start, sign_in, stranger):
    page = sign_in(stranger).get("/").content.decode()
    for words in ("Stina", "Inget väntar på dig", "Så kan du börja", 'href="/kunskap/"'):
        assert words in page


def test_what_waits_comes_soonest_first_with_one_primary_button(empty_start, sign_in, amina):
    today = timezone.localdate()
    parts.register_todos(
        lambda person: [
            Todo("Sedan", "…", "/b/", "Läs", due=None),
            Todo("Nu <b>", "…", "/a/", "Svara", "fredag", due=today),
        ]
    )
    page = sign_in(amina).get("/").content.decode()
    assert page.index("Nu &lt;b&gt;") < page.index("Sedan")
    assert page.count('class="button"') == 1


def test_a_panel_gets_its_facts_as_data(empty_start, sign_in, amina):
    parts.register_panel(
        Panel("one", "components/_sign.html", lambda person: {"label": person.name})
    )
    assert 'class="sign ' in sign_in(amina).get("/").content.decode()


def test_the_start_page_asks_few_questions(
    empty_start, sign_in, amina, django_assert_max_num_queries
):
    browser = sign_in(amina)
    with django_assert_max_num_queries(7):
        browser.get("/")


def test_errors_come_first_and_lead_to_their_fields():
    shown = str(Application({"why": ""}))
    assert shown.index('role="alert"') < shown.index("<label")
    assert 'href="#id_why"' in shown and 'href="#id_place_group"' in shown
    assert 'aria-describedby="id_why_helptext id_why_error"' in shown
    assert 'id="id_why_error"' in shown and 'id="id_why_helptext"' in shown


def test_a_form_marks_what_is_optional_and_keeps_hidden_fields_once():
    shown = str(Application())
    assert shown.count("frivilligt") == 1
    assert shown.count('name="token"') == 1
    assert "alert" not in shown


def test_a_filter_form_marks_nothing():
    form = Application()
    form.mark_optional = False
    assert "frivilligt" not in str(form)


def test_what_was_written_is_kept_and_never_read_as_html():
    shown = str(Application({"why": '"><script>x</script>', "place": "zz"}))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_pages_keep_the_question_in_their_links(db):
    request = RequestFactory().get("/sok/?q=avtal&sida=2")
    page = Paginator(range(60), 25).page(2)
    shown = render_to_string("components/_pagination.html", {"page": page}, request)
    assert "?q=avtal&amp;sida=1" in shown and "?q=avtal&amp;sida=3" in shown
    assert "Sida 2 av 3" in shown


def test_an_unknown_page_is_told_calmly(client, db):
    answer = client.get("/finns-inte/")
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()


def test_the_page_for_unreadable_input_needs_no_session(client, db):
    answer = client.get("/om/?q=%00")
    assert answer.status_code == 400
    assert "Vi kunde inte läsa" in answer.content.decode()


@pytest.mark.django_db(databases=[])
def test_the_page_for_our_faults_asks_the_database_nothing(rf):
    from people.errors import failed

    answer = failed(rf.get("/"))
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()


def test_a_stale_form_is_explained(db):
    answer = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a"})
    assert answer.status_code == 403
    assert "legat öppen" in answer.content.decode()


def test_the_style_stays_small():
    assert sum(path.stat().st_size for path in CSS.glob("*.css")) < 60_000
    assert "http" not in "".join(path.read_text() for path in CSS.glob("*.css")).replace(
        '^="http"', ""
    )
