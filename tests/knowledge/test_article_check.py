"""What may point at a person is decided before others read, and asked about once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles import checking
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.articles.settling import settle
from people.audit import AuditEvent
from people.persons.models import Person
from people.sensitive.traces import in_names, in_writing

ABOUT = "Ring Karin Lind på 070-123 45 67, dnr 2024-1234, karin@granby.example. Karin Lind vet."


@pytest.fixture
def send(sjovalla):
    """`send(browser, problem="…")` writes a lesson and presses publish."""

    def pressed(browser, url="/kunskap/skriv/", **more):
        texts = {"title": "Ring först", "what_we_learned": "Ring.", "version": 1}
        to = {"audience": f"organisation:{sjovalla.pk}", "action": "publish"}
        return browser.post(url, texts | to | more)

    return pressed


def check_of(draft):
    return f"/kunskap/skriv/{draft.pk}/kontroll/"


def choices(browser, url, choice="stay"):
    return {question.key: choice for question in browser.get(url).context["form"].asked}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("08-508 12 345", "phone"),
        ("070-123 45 67", "phone"),
        ("+46 (0)70 123 45 67", "phone"),
        ("0046701234567", "phone"),
        ("(08) 123 45 67", "phone"),
        ("Anna.Öberg@kommun.example", "mail"),
        ("dnr 2024-1234", "case"),
        ("KS 2024/00123", "case"),
        ("Diarienummer: SN 2023-00045", "case"),
        ("T 1234-20", "case"),
    ],
)
def test_what_points_at_somebody_is_seen(text, kind):
    found = list(in_writing(f"Vi skrev {text}, och väntade."))
    assert [(one.kind, one.text) for one in found] == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03",
        "01-02-2024",
        "kl. 08.00–17.00",
        "10 000 000 kronor",
        "SFS 2010:800",
        "SOU 2020:23",
        "HSLF-FS 2017:40",
        "prop. 2019/20:10",
        "läsåret 2024/25",
        "0,5 procent",
    ],
)
def test_other_figures_are_not_asked_about(text):
    assert list(in_writing(f"Det var {text} i fjol.")) == []


def test_names_are_capitalised_words_after_a_first_name_of_a_colleague(amina, karin, nils):
    people = Person.objects.visible_to(amina)
    text = "Fråga Karin Lind, KARIN LIND eller Karin Okänd. Västra Hamnen och Nils af Ögren. Nils."
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = [one.text for one in in_names(text, people)]
    assert found == ["Karin Lind", "KARIN LIND", "Karin Okänd", "Nils af Ögren"]
    assert len(asked) <= 2  # the viewer's units are read once


def test_whether_a_protected_person_exists_changes_nothing(amina, nils, karin):
    people = Person.objects.visible_to(amina)
    text = "Karin Hemlig och Zeta Hemlig."
    before = [one.text for one in in_names(text, people)]
    Person.objects.create_user("k@x.example", name="Karin Hemlig", protected_identity=True)
    Person.objects.create_user("z@x.example", name="Zeta Hemlig", protected_identity=True)
    assert [one.text for one in in_names(text, people)] == before == ["Karin Hemlig"]


def test_a_text_without_such_things_is_published_at_once(amina, sign_in, send):
    assert send(sign_in(amina)).url == "/kunskap/sjovalla/ring-forst/"


def test_each_is_shown_marked_and_nothing_is_published(amina, karin, sign_in, send):
    browser = sign_in(amina)
    draft_url = send(browser, problem=ABOUT).url
    answer = browser.get(draft_url)
    page = answer.content.decode()
    kinds = sorted(question.kind for question in answer.context["form"].asked)
    assert kinds == ["case", "mail", "name", "phone"] and not ArticlePage.objects.exists()
    for text in ("Karin Lind", "070-123 45 67", "dnr 2024-1234", "karin@granby.example"):
        assert f"<mark>{text}</mark>" in page
    assert 'type="radio"' in page and "checked" not in page


def test_what_may_stand_stands_and_only_kind_and_count_are_logged(amina, karin, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT).url
    sent = choices(browser, where)
    for _ in range(2):
        assert browser.post(where, sent).url == "/kunskap/sjovalla/ring-forst/"
    assert ArticlePage.objects.get().problem == ABOUT
    event = AuditEvent.objects.get(verb="check")
    counts = {"name": 1, "phone": 1, "mail": 1, "case": 1}
    assert event.facts == {"let_stand": counts, "removed": {}}
    assert event.actor == amina


def test_what_should_go_goes_everywhere_it_stands(amina, karin, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT, advice="Fråga Karin Lind.").url
    browser.post(where, choices(browser, where, "remove"))
    article = ArticlePage.objects.get()
    gone = "[borttaget]"
    assert article.problem == f"Ring {gone} på {gone}, {gone}, {gone}. {gone} vet."
    assert article.advice == f"Fråga {gone}."


def test_every_question_must_be_answered(amina, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT).url
    answer = browser.post(where, {})
    assert answer.status_code == 422 and not ArticlePage.objects.exists()
    assert "Välj om det får stå eller ska bort." in answer.content.decode()


def test_the_buttons_of_the_preview_and_of_a_second_window_ask_too(amina, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT).url
    draft = Draft.objects.get()
    assert browser.post(f"/kunskap/skriv/{draft.pk}/publicera/").url == where
    assert not ArticlePage.objects.exists()


def test_a_text_that_changed_meanwhile_is_asked_about_again(amina, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem="Ring 070-123 45 67").url
    sent, draft = choices(browser, where), Draft.objects.get()
    Draft.objects.filter(pk=draft.pk).update(problem="Ring 070-765 43 21")
    assert browser.post(where, sent).status_code == 422 and not ArticlePage.objects.exists()


def test_an_unchanged_text_is_asked_about_once(amina, karin, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT).url
    browser.post(where, choices(browser, where))
    article = ArticlePage.objects.get()
    browser.post(f"{article.url}andra/")
    url = f"/kunskap/skriv/{Draft.objects.get().pk}/"
    answer = send(browser, url, problem=f"Nytt först. {ABOUT}", advice="070 123 45 67")
    assert answer.url == article.url
    assert ArticlePage.objects.get().problem.startswith("Nytt först.")


def test_wider_readers_are_a_new_question(amina, karin, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem=ABOUT).url
    browser.post(where, choices(browser, where))
    browser.post(f"{ArticlePage.objects.get().url}andra/")
    draft = Draft.objects.get()
    answer = send(browser, f"/kunskap/skriv/{draft.pk}/", problem=ABOUT, audience="everyone")
    assert answer.url == check_of(draft)


def test_the_writer_and_the_owner_need_not_be_asked_about(amina, jonas, sign_in, send):
    browser = sign_in(amina)
    assert send(browser, problem="Skrivet av Amina Berg. Amina Bergs text.").url.endswith("forst/")
    browser.post(f"{ArticlePage.objects.get().url}andra/")
    draft = Draft.objects.get()
    assert send(browser, f"/kunskap/skriv/{draft.pk}/", problem="Jonas Ek").url == check_of(draft)


@pytest.mark.parametrize("who", ["jonas", "lena", "karin", "editor", "operator"])
def test_the_check_is_the_writers_own(who, request, amina, sign_in, send):
    where = send(sign_in(amina), problem=ABOUT).url
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(where).status_code == browser.post(where, {}).status_code == 404


def test_signed_out_leads_to_the_door(client, amina, sign_in, send):
    where = send(sign_in(amina), problem=ABOUT).url
    assert client.get(where).status_code == 302 and "logga-in" in client.get(where).url


def test_script_is_shown_as_text(amina, karin, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem="<script>x</script> Karin Lind <b>").url
    page = browser.get(where).content.decode()
    assert "<script>x" not in page and "&lt;script&gt;" in page


def test_many_names_cost_no_more_queries_than_few(amina, karin, sign_in, send):
    browser, counts = sign_in(amina), []
    for number in (1, 60):
        Draft.objects.all().delete()
        names = ". ".join(f"Karin {chr(65 + n % 26)}{'abc'[n // 26]}x" for n in range(number))
        where = send(browser, problem=names).url
        with CaptureQueriesContext(connection) as asked:
            assert len(browser.get(where).context["form"].asked) == number
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_a_fingerprint_tells_nothing(amina, sign_in, send):
    browser = sign_in(amina)
    where = send(browser, problem="Ring 070-123 45 67").url
    draft = Draft.objects.get()
    asked = checking.questions(draft, amina)
    kept = settle(draft=draft, by=amina, stay=asked, remove=[])
    assert len(kept.confirmed) == 1 and "0701234567" not in str(kept.confirmed)
    assert checking.questions(kept, amina) == [] and kept.updated_at <= timezone.now() and where
