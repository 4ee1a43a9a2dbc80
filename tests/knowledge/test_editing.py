"""What the installation's editors do in the CMS: topics, and lessons that need an eye."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic, TopicAlias
from knowledge.editing import report
from knowledge.validity.charge import Charge
from people.organisations.models import Employment, Role, Unit
from search.models import IndexChange

PAGES = (
    *("amnen/", "innehall/", "innehall/vantar/", "innehall/olasta/", "sokning/utan-traff/"),
    *("sokning/synonymer/", "sokning/synonymer/ny/", "sokning/utvalda/"),
    "sokning/utvalda/fraga/?fraga=l%C3%A5s",
)


@pytest.mark.parametrize("page", PAGES)
def test_our_pages_in_the_cms_are_for_the_installations_editors(
    page, operator, amina, editor, administrator, hr, sign_in, client
):
    assert sign_in(operator).get(f"/cms/{page}").status_code == 200
    assert client.get(f"/cms/{page}").status_code == 302
    for person in (amina, editor, administrator, hr):
        assert sign_in(person).get(f"/cms/{page}").status_code in (302, 404)


def test_nobody_else_posts_there(write, amina, editor, sign_in):
    write(amina, topics="Lås")
    topic = Topic.objects.get()
    for person in (amina, editor):
        for page in ("namn", "alias", "alias/1/bort", "sla-ihop"):
            answer = sign_in(person).post(f"/cms/amnen/{topic.pk}/{page}/", {"namn-name": "x"})
            assert answer.status_code in (302, 404)
        for page in ("synonymer/1/bort", "utvalda/valj", "utvalda/1/bort", "synonymer/ny"):
            sent = {"words": "a, b"}
            assert sign_in(person).post(f"/cms/sokning/{page}/", sent).status_code in (302, 404)
    assert Topic.objects.get().name == "Lås" and not TopicAlias.objects.exists()


def test_a_topic_gets_another_name_and_keeps_its_address(write, amina, operator, sign_in):
    article = write(amina, topics="Lås")
    topic, browser = Topic.objects.get(), sign_in(operator)
    IndexChange.objects.all().delete()
    url = f"/cms/amnen/{topic.pk}/namn/"
    assert browser.post(url, {"namn-name": "Digitala lås"}).status_code == 302
    assert sign_in(amina).get(f"/kunskap/amne/{topic.slug}/").status_code == 200
    for name in ("LÅS", "digitala LÅS"):
        assert Topic.objects.called(name) == Topic.objects.get(name="Digitala lås")
    assert IndexChange.objects.filter(kind="article", object_id=article.pk).exists()
    for bad in ("", "a, b", "x" * 200, "…"):
        assert browser.post(url, {"namn-name": bad}).status_code == 422
    assert browser.post(url, {"namn-name": "a\0"}).status_code == 400


def test_another_name_of_a_topic_leads_to_it(write, amina, operator, sign_in):
    write(amina, topics="Lås")
    topic, browser = Topic.objects.get(), sign_in(operator)
    for _ in range(2):
        browser.post(f"/cms/amnen/{topic.pk}/alias/", {"alias-name": "Nyckelfritt"})
    write(amina, "Nästa", topics="nyckelfritt")
    assert Topic.objects.count() == 1 and topic.marks.count() == 2
    alias = topic.aliases.get()
    browser.post(f"/cms/amnen/{topic.pk}/alias/{alias.pk}/bort/")
    assert not topic.aliases.exists()


def test_two_topics_become_one(write, amina, operator, sign_in):
    both = write(amina, "Båda", topics="Lås, Digitala lås")
    one = write(amina, "En", topics="Lås")
    old, new = Topic.objects.get(name="Lås"), Topic.objects.get(name="Digitala lås")
    browser, url = sign_in(operator), f"/cms/amnen/{old.pk}/sla-ihop/"
    assert browser.post(url, {"ihop-into": "Lås"}).status_code == 422
    for _ in range(2):
        assert browser.post(url, {"ihop-into": "digitala LÅS"}).status_code == 302
    assert set(new.marks.values_list("content_object", flat=True)) == {both.pk, one.pk}
    answer = sign_in(amina).get(f"/kunskap/amne/{old.slug}/")
    assert answer.status_code == 302 and answer.url == f"/kunskap/amne/{new.slug}/"
    article = ArticlePage.objects.get(pk=one.pk)
    assert [topic.name for topic in article.latest_revision.as_object().topic_list] == [new.name]
    write(amina, "Tre", topics="lås")
    assert not Topic.objects.filter(name__iexact="lås").exists()


def test_a_topic_that_is_gone_by_then_is_said_to_be(write, amina, operator, sign_in):
    write(amina, topics="Lås, Nycklar")
    old, into = Topic.objects.get(name="Lås"), Topic.objects.get(name="Nycklar")
    came: list[int] = []

    def another_editor(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and not came:
            came.append(into.pk)
            Topic.objects.filter(pk=into.pk).delete()
        return execute(sql, params, many, context)

    browser = sign_in(operator)
    with connection.execute_wrapper(another_editor):
        answer = browser.post(f"/cms/amnen/{old.pk}/sla-ihop/", {"ihop-into": "Nycklar"})
    assert answer.status_code == 302 and answer.url == "/cms/amnen/"
    assert "Ämnet finns inte längre" in browser.get(answer.url).content.decode()


def test_an_old_address_tells_nothing_of_hidden_lessons(write, amina, operator, karin, sign_in):
    write(amina, topics="Lås, Nycklar", audience=f"organisation:{amina.organisation.pk}")
    old = Topic.objects.get(name="Lås")
    into = {"ihop-into": "Nycklar"}
    sign_in(operator).post(f"/cms/amnen/{old.pk}/sla-ihop/", into)
    assert sign_in(karin).get(f"/kunskap/amne/{old.slug}/").status_code == 404


def listed(which):
    return [one.title for one in report.lessons(which)]


def test_lessons_that_nobody_answers_for(write, amina, jonas, lena):
    write(amina, "Min")
    write(jonas, "Hans")
    assert listed("utan-ansvarig") == []
    yesterday = timezone.localdate() - timedelta(days=1)
    Employment.objects.filter(person__in=[jonas, lena]).update(until=yesterday)
    assert listed("utan-ansvarig") == ["Hans"]
    ArticlePage.objects.filter(title="Hans").update(owner=amina)
    assert listed("utan-ansvarig") == []


@pytest.mark.parametrize("who", ["manager", "manager above", "administrator", "other", "gone"])
def test_what_somebody_is_in_charge_of_is_not_listed(who, write, jonas, nils, care, home_care):
    """As `Charge` says of each unit."""
    unit = home_care if who == "manager" else care
    kind = Role.Kind.ADMINISTRATOR if who == "administrator" else Role.Kind.MANAGER
    write(nils, "Hans")
    if who == "other":
        unit = Unit.objects.create(organisation=care.organisation, name="Någon annanstans")
    Role.objects.create(person=jonas, organisation=care.organisation, unit=unit, kind=kind)
    yesterday = timezone.localdate() - timedelta(days=1)
    left = [nils, jonas] if who == "gone" else [nils]
    Employment.objects.filter(person__in=left).update(until=yesterday)
    in_charge = Charge.at(care.organisation).of(home_care.pk)
    assert bool(in_charge) is (who not in ("other", "gone"))
    assert listed("utan-ansvarig") == ([] if in_charge else ["Hans"])


def test_lessons_that_wait_for_a_check(write, amina):
    write(amina, "Ny")
    old = write(amina, "Gammal")
    ArticlePage.objects.filter(pk=old.pk).update(review_on=timezone.localdate())
    assert listed("vantar") == ["Gammal"]


def test_lessons_that_nobody_has_opened(write, amina, jonas, sign_in):
    lessons = [write(amina, title) for title in ("Läst", "Oläst", "Egen")]
    write(amina, "Ny")
    then = timezone.now() - timedelta(days=200)
    ArticlePage.objects.filter(pk__in=[one.pk for one in lessons]).update(first_published_at=then)
    sign_in(jonas).post(f"{lessons[0].get_absolute_url()}last/")
    sign_in(amina).post(f"{lessons[2].get_absolute_url()}last/")
    assert listed("olasta") == ["Oläst", "Egen"]


def test_the_report_is_a_file_without_formulas(write, amina, operator, sign_in):
    old = write(amina, "=HYPERLINK(1)")
    ArticlePage.objects.filter(pk=old.pk).update(review_on=timezone.localdate())
    answer = sign_in(operator).get("/cms/innehall/vantar/?fil=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == "'=HYPERLINK(1)" and rows[0][0] == "Rubrik"
    assert sign_in(operator).get("/cms/innehall/nonsens/").status_code == 404


@pytest.mark.parametrize("page", ["amnen/", "innehall/vantar/"])
def test_a_list_asks_as_much_for_many_rows_as_for_few(page, write, amina, operator, sign_in):
    browser = sign_in(operator)
    browser.get(f"/cms/{page}")
    asked = []
    for rows in (2, 6):
        for number in range(rows):
            write(amina, f"Titel {rows} {number}", topics=f"ämne {rows} {number}")
        ArticlePage.objects.update(review_on=timezone.localdate())
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/cms/{page}")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20
