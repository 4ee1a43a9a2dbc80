"""One's own shelf: saved lessons, writing together, taking back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.articles import actions as articles
from knowledge.articles.models import ArticlePage
from knowledge.shelf import actions
from knowledge.shelf.models import CoauthorInvitation, Saved
from people.audit import AuditEvent
from people.notices.models import Notice
from people.organisations.models import Employment
from people.persons.models import Person


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def join(article, person, by):
    actions.invite(article=article, person=person, by=by)
    invitation = CoauthorInvitation.objects.get(person=person)
    actions.answer(invitation=invitation, by=person, yes=True)


# Saved


def test_a_saved_lesson_is_found_on_the_shelf_until_it_is_taken_away(write, amina, jonas, sign_in):
    article, browser = write(amina, "Lås som håller"), sign_in(jonas)
    for _twice in range(2):
        browser.post(f"{article.url}spara/", {"saved": "1"})
    assert Saved.objects.count() == 1
    assert "Sparad – ta bort" in browser.get(article.url).content.decode()
    assert "Lås som håller" in browser.get("/kunskap/mina/").content.decode()
    assert "Lås som håller" in browser.get("/kunskap/mina/sparade/?q=lås").content.decode()
    assert "Lås som håller" not in browser.get("/kunskap/mina/sparade/?q=häst").content.decode()
    browser.post(f"{article.url}spara/", {"saved": "0"})
    assert not Saved.objects.exists()


def test_nobody_saves_what_they_may_not_read(write, amina, karin, sign_in):
    article = write(amina)
    assert sign_in(karin).post(f"{article.url}spara/", {"saved": "1"}).status_code == 404
    assert Client().post(f"{article.url}spara/", {"saved": "1"}).status_code == 302
    assert not Saved.objects.exists()


def test_what_was_saved_and_then_closed_is_not_on_the_shelf(write, amina, jonas, nils, sign_in):
    article = write(amina, "Öppen", audience=f"organisation:{amina.organisation.pk}")
    actions.save(article=article, by=nils)
    unit = amina.employment.unit
    change = articles.start_change(article=article, by=amina)
    articles.save_draft(draft=change, by=amina, version=1, audience=f"unit:{unit.pk}")
    articles.publish(draft=change, by=amina)
    assert "Öppen" not in sign_in(nils).get("/kunskap/mina/sparade/").content.decode()


def test_the_shelf_is_as_cheap_when_long(write, amina, jonas, sign_in):
    browser, few = sign_in(jonas), None
    for number in (3, 27):
        for n in range(number):
            actions.save(article=write(amina, f"Lärdom {number} {n}"), by=jonas)
            write(jonas, f"Egen {number} {n}")
            articles.start_draft(by=jonas, title=f"Utkast {number} {n}")
        counts = [queries(browser, url) for url in ("/kunskap/mina/", "/kunskap/mina/sparade/")]
        few = few or counts
    assert counts == few and max(counts) <= 15


def test_a_lesson_with_writers_and_a_shelf_is_cheap(write, amina, jonas, sign_in):
    article = write(amina, topics="A, B", goals=["social"])
    join(article, jonas, amina)
    assert queries(sign_in(jonas), article.url) <= 13
    assert queries(sign_in(amina), article.url) <= 14


# Writing together


def test_a_colleague_is_asked_and_says_yes(write, amina, jonas, sign_in):
    article, browser = write(amina), sign_in(amina)
    url = f"{article.url}medforfattare/"
    assert "Jonas Ek" in browser.get(f"{url}?namn=jonas").content.decode()
    browser.post(f"{url}bjud-in/{jonas.pk}/")
    assert "Digitala lås" in sign_in(jonas).get("/kunskap/mina/").content.decode()
    assert Notice.objects.filter(person=jonas, kind="coauthor_asked").exists()
    invitation = CoauthorInvitation.objects.get()
    sign_in(jonas).post(f"/kunskap/mina/inbjudan/{invitation.pk}/", {"answer": "yes"})
    assert list(fresh(article).coauthors.all()) == [jonas]
    page = (
        Client().get(article.url) if article.audience.is_open else sign_in(amina).get(article.url)
    )
    assert "Skriven tillsammans med" in page.content.decode()


def test_only_the_one_asked_answers(write, amina, jonas, nils, sign_in):
    article = write(amina)
    actions.invite(article=article, person=jonas, by=amina)
    url = f"/kunskap/mina/inbjudan/{CoauthorInvitation.objects.get().pk}/"
    for other in (nils, amina):
        assert sign_in(other).post(url, {"answer": "yes"}).status_code == 404
    assert Client().post(url).status_code == 302
    assert not fresh(article).coauthors.exists()
    sign_in(jonas).post(url, {"answer": "no"})
    assert not CoauthorInvitation.objects.exists() and not fresh(article).coauthors.exists()


def test_nobody_of_another_employer_is_asked(write, amina, karin, sign_in):
    article = write(amina, audience="connected")
    url = f"{article.url}medforfattare/"
    assert "Karin" not in sign_in(amina).get(f"{url}?namn=karin").content.decode()
    assert sign_in(amina).post(f"{url}bjud-in/{karin.pk}/").status_code == 404
    assert sign_in(karin).get(url).status_code == 404


def test_each_writer_has_a_change_of_their_own_and_the_second_reads_both(
    write, amina, jonas, sign_in
):
    article = write(amina)
    join(article, jonas, amina)
    first = articles.start_change(article=fresh(article), by=amina)
    second = articles.start_change(article=fresh(article), by=jonas)
    assert first.pk != second.pk
    articles.publish(draft=first, by=amina)
    assert list(fresh(article).coauthors.all()) == [jonas]
    answer = sign_in(jonas).post(f"/kunskap/skriv/{second.pk}/publicera/")
    assert answer.status_code == 409


def test_a_coauthor_leaves_and_keeps_what_they_were_writing(write, amina, jonas, sign_in):
    article = write(amina)
    join(article, jonas, amina)
    draft = articles.start_change(article=fresh(article), by=jonas)
    sign_in(jonas).post(f"{article.url}medforfattare/lamna/")
    draft.refresh_from_db()
    assert not fresh(article).coauthors.exists() and draft.article is None
    assert sign_in(jonas).get(f"{article.url}medforfattare/").status_code == 404


def test_one_who_changed_employer_does_not_join(write, amina, jonas, granby_digital, sign_in):
    article = write(amina)
    actions.invite(article=article, person=jonas, by=amina)
    Employment.objects.filter(person=jonas).update(unit=granby_digital)
    jonas = Person.objects.get(pk=jonas.pk)
    url = f"/kunskap/mina/inbjudan/{CoauthorInvitation.objects.get().pk}/"
    page = sign_in(jonas).post(url, {"answer": "yes"}, follow=True).content.decode()
    assert "Du arbetar inte kvar" in page and "Nu skriver ni" not in page
    assert not fresh(article).coauthors.exists() and not Notice.objects.filter(person=amina)
    assert not AuditEvent.objects.filter(verb="join").exists()


# Taken back


def test_a_lesson_taken_back_is_gone_for_readers_and_stays_for_writers(
    write, amina, jonas, karin, sign_in, index
):
    article = write(amina, "Fel slutsats", topics="Lås")
    index()
    sign_in(amina).post(f"{article.url}dra-tillbaka/", {"because": "Siffrorna var <b>fel</b>"})
    page = sign_in(jonas).get(article.url)
    assert page.status_code == 410
    assert "Siffrorna var &lt;b&gt;fel" in page.content.decode()
    assert "Fel slutsats" not in page.content.decode()
    own = sign_in(amina).get(article.url)
    assert own.status_code == 200 and "Lägg tillbaka" in own.content.decode()
    assert sign_in(karin).get(article.url).status_code == 404
    assert Client().get(article.url).status_code == 404
    for url in ("/kunskap/", "/sok/?q=slutsats"):
        assert "Fel slutsats" not in sign_in(jonas).get(url).content.decode()
    assert "Tillbakadragen" in sign_in(amina).get("/kunskap/mina/").content.decode()


def test_it_is_put_back_with_its_writers_and_its_changes_under_way(write, amina, jonas, sign_in):
    article = write(amina)
    join(article, jonas, amina)
    draft = articles.start_change(article=fresh(article), by=jonas)
    actions.retract(article=article, by=amina, because="Fel")
    sign_in(jonas).post(f"{article.url}lagg-tillbaka/")
    back = fresh(article)
    assert back.live and back.retracted_at is None and list(back.coauthors.all()) == [jonas]
    assert back.first_published_at == article.first_published_at
    draft.refresh_from_db()
    assert articles.publish(draft=draft, by=jonas).live


def test_publishing_a_change_puts_it_back(write, amina):
    article = write(amina)
    draft = articles.start_change(article=article, by=amina)
    actions.retract(article=article, by=amina, because="Fel")
    back = articles.publish(draft=draft, by=amina)
    assert back.live and back.retracted_at is None


def test_a_lesson_taken_back_is_not_asked_about(write, amina, sign_in):
    article = write(amina)
    ArticlePage.objects.filter(pk=article.pk).update(validity="check")
    assert "Stämmer den än?" in sign_in(amina).get(article.url).content.decode()
    actions.retract(article=article, by=amina, because="Fel")
    page = sign_in(amina).get(article.url).content.decode()
    assert "Tillbakadragen" in page and "Stämmer den än?" not in page
    assert "Lärdomen är inte publicerad" not in page


@pytest.mark.parametrize("act", ["dra-tillbaka", "lagg-tillbaka", "sla-ihop", "medforfattare"])
def test_nobody_else_decides_about_a_lesson(act, write, amina, jonas, karin, sign_in):
    article = write(amina, audience="connected")
    for other in (jonas, karin):
        browser = sign_in(other)
        assert browser.post(f"{article.url}{act}/", {"because": "x"}).status_code in (404, 405)
        assert browser.get(f"{article.url}{act}/").status_code in (404, 405)
    assert Client().get(f"{article.url}{act}/").status_code in (302, 405)
    assert fresh(article).live


@pytest.mark.parametrize("because", ["", "  ", "\u200b", "x" * 301])
def test_a_reason_is_asked_for(because, write, amina, sign_in):
    article = write(amina)
    answer = sign_in(amina).post(f"{article.url}dra-tillbaka/", {"because": because})
    assert answer.status_code == 422 and fresh(article).live


def test_bad_signs_are_refused(write, amina, sign_in):
    article, browser = write(amina), sign_in(amina)
    assert browser.post(f"{article.url}dra-tillbaka/", {"because": "a\0"}).status_code == 400
    assert browser.get("/kunskap/mina/?q=%00").status_code == 400
    assert browser.get("/kunskap/mina/?sida=99").status_code == 404
