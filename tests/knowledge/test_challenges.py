"""A question to others: who sees it, who answers, what the asker does with it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles.drafts import Draft
from knowledge.articles.topics import Topic
from knowledge.challenges import actions, replies
from knowledge.challenges.models import Challenge, ChallengeAnswer
from knowledge.challenges.reminding import remind
from knowledge.challenges.states import NotNow, after
from mobility.opportunities.models import Opportunity
from people.audience import Audience
from people.following.actions import follow
from people.following.digest import send_digests
from people.following.news import news_for
from people.networks import actions as networks
from people.notices.models import Letter, Notice
from people.persons.models import Person

LIST = "/kunskap/efterlysningar/"
TODAY = timezone.localdate
TEXT = {"title": "Hur får ni nattpersonalen att skriva avvikelser?", "question": "De hinner inte."}


@pytest.fixture
def ask(db):
    """A challenge by the action: `ask(amina, audience="connected")`."""

    def asked(by, audience="connected", **fields):
        fields = {"deadline": TODAY() + timedelta(10), **TEXT, **fields}
        return actions.ask(by=by, audience=audience, **fields)

    return asked


@pytest.fixture
def asked(ask, amina):
    return ask(amina)


def told(person, kind):
    return Notice.objects.filter(person=person, kind=kind).count()


def move(challenge, days):
    Challenge.objects.filter(pk=challenge.pk).update(deadline=TODAY() + timedelta(days))


def sent(**fields):
    day = str(TODAY() + timedelta(10))
    return {**TEXT, "deadline": day, "audience": "connected", **fields}


def page(browser, challenge):
    return browser.get(challenge.get_absolute_url()).content.decode()


def test_one_asks_in_one_form_and_two_clicks_make_one(sign_in, amina, karin):
    form = sent(topics="Avvikelser, natt", goals=["social"])
    form["key"] = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    for _click in range(2):
        answer = sign_in(amina).post(f"{LIST}ny/", form)
    challenge = Challenge.objects.get()
    assert answer.url == challenge.get_absolute_url()
    assert [one.name for one in challenge.topics.all()] == ["Avvikelser", "natt"]
    assert challenge.goal_keys == ["social"] and challenge.unit == amina.employment.unit
    assert TEXT["title"] in sign_in(karin).get(LIST).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "a" * 201),
        ("question", ""),
        ("question", "a" * 5001),
        ("deadline", "2026-02-30"),
        ("deadline", "2020-01-01"),
        ("deadline", "9999-12-31"),
        ("audience", "team:987654"),
        ("goals", "climate:99999999999999999999"),
        ("topics", ",".join(f"ämne{n}" for n in range(9))),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(sign_in, amina, field, value):
    answer = sign_in(amina).post(f"{LIST}ny/", sent(**{field: value}))
    assert answer.status_code == 422 and not Challenge.objects.exists()
    assert "error" in answer.content.decode()


def test_a_nul_is_bad_and_a_script_is_text(sign_in, amina, ask):
    assert sign_in(amina).post(f"{LIST}ny/", sent(title="a\0b")).status_code == 400
    challenge = ask(amina, title="<script>alert(1)</script>")
    text = page(sign_in(amina), challenge)
    assert "<script>alert(1)" not in text and "&lt;script&gt;alert(1)" in text


def test_exactly_those_asked_see_it(ask, client, sign_in, amina, jonas, nils, karin, stranger):
    network = networks.start(by=amina, name="Natt", purpose="Natt", for_whom="Alla")
    own = amina.organisation
    reach = {
        f"unit:{amina.employment.unit_id}": {amina, jonas},
        f"organisation:{own.pk}": {amina, jonas, nils},
        f"network:{network.pk}": {amina},
        "connected": {amina, jonas, nils, karin},
        "everyone": {amina, jonas, nils, karin, stranger},
    }
    for key, those in reach.items():
        url = ask(amina, audience=key).get_absolute_url()
        everyone = (amina, jonas, nils, karin, stranger)
        assert {one for one in everyone if sign_in(one).get(url).status_code == 200} == those
        assert client.get(url).status_code == (200 if key == "everyone" else 404)


def test_whoever_has_left_reads_it_no_longer(ask, sign_in, amina):
    url = ask(amina, audience=f"organisation:{amina.organisation.pk}").get_absolute_url()
    amina.employments.update(until=TODAY() - timedelta(1))
    assert sign_in(amina).get(url).status_code == 404
    assert TEXT["title"] not in sign_in(amina).get(f"{LIST}?lage=mina").content.decode()


def test_names_are_for_those_who_are_signed_in(ask, client, sign_in, amina, karin, samir):
    challenge = ask(amina, audience="everyone")
    replies.answer(challenge=challenge, by=karin, way="ord", text="Läs in dem.")
    said = replies.answer(challenge=challenge, by=karin, way="person", person=samir)
    replies.answer_for_oneself(answer=said, by=samir, yes=True)
    names = ("Amina Berg", "Karin Lind", "Samir Haddad")
    inside, outside = page(sign_in(karin), challenge), page(client, challenge)
    assert all(name in inside for name in names)
    assert "Läs in dem." in outside and "En medarbetare" in outside
    assert not any(name in outside for name in names)


def test_whoever_is_outside_neither_asks_nor_answers(ask, client, sign_in, amina, stranger):
    url = ask(amina, audience="everyone").get_absolute_url()
    assert client.get(f"{LIST}ny/").url.startswith("/konto/logga-in/")
    for address in (f"{LIST}ny/", f"{url}svara/ord/"):
        assert sign_in(stranger).get(address).status_code == 404
        assert sign_in(stranger).post(address, sent(text="Hej")).status_code == 404
    assert sign_in(amina).get(f"{url}svara/ord/").status_code == 404


def test_others_answer_in_words_and_the_asker_is_told(sign_in, asked, amina, karin):
    url, form = asked.get_absolute_url(), {"text": "Vi läser in dem."}
    form["key"] = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    assert sign_in(karin).post(f"{url}svara/ord/", {"text": " "}).status_code == 422
    for _click in range(2):
        sign_in(karin).post(f"{url}svara/ord/", form)
    assert ChallengeAnswer.objects.count() == 1 and told(amina, "challenge_answered") == 1
    assert "Vi läser in dem." in page(sign_in(amina), asked)


def test_one_answers_with_a_lesson_that_one_may_read(sign_in, asked, write, index, karin, lena):
    open_one = write(lena, "Avvikelser skrivs i telefonen", audience="connected")
    closed = write(lena, "Avvikelser hos oss själva")
    index()
    url = f"{asked.get_absolute_url()}svara/lardom/"
    text = sign_in(karin).get(f"{url}?q=avvikelser").content.decode()
    assert open_one.title in text and closed.title not in text
    assert sign_in(karin).post(url, {"article": closed.pk}).status_code == 422
    assert sign_in(karin).post(url, {"article": 2**63}).status_code == 422
    assert sign_in(karin).post(url, {"article": open_one.pk}).status_code == 302
    assert open_one.title in page(sign_in(lena), asked)


@pytest.mark.parametrize("number", ["999999999999999999999999", "-1", "x", ""])
def test_a_lesson_that_is_none_is_refused_with_a_sentence(sign_in, asked, number, karin, index):
    url = f"{asked.get_absolute_url()}svara/lardom/"
    answer = sign_in(karin).post(url, {"article": number, "text": "Läs den"})
    assert answer.status_code == 422 and not ChallengeAnswer.objects.exists()


def test_a_lesson_that_the_reader_may_not_see_is_not_named(sign_in, asked, write, karin, samir):
    lesson = write(karin, "Hemligt hos Granby")
    replies.answer(challenge=asked, by=karin, way="lardom", article=lesson)
    assert "Hemligt hos Granby" in page(sign_in(samir), asked)
    text = page(sign_in(asked.asker), asked)
    assert "Hemligt hos Granby" not in text and "inte delat med dig" in text


def test_a_person_is_shown_after_their_own_yes(sign_in, asked, amina, karin, samir, nils):
    url = asked.get_absolute_url()
    sign_in(karin).post(f"{url}svara/person/", {"who": "samir@granby.example", "text": "Kan natt"})
    assert told(samir, "challenge_named") == 1 and told(amina, "challenge_answered") == 0
    assert "Samir Haddad" not in page(sign_in(amina), asked)
    assert "Samir Haddad" not in page(sign_in(nils), asked)
    assert "tipsa om dig" in sign_in(samir).get(f"{LIST}vantar/").content.decode()
    one = ChallengeAnswer.objects.get()
    address = f"{url}svar/{one.pk}/ja-eller-nej/"
    assert sign_in(karin).post(address, {"answer": "yes"}).status_code == 404
    for _click in range(2):
        assert sign_in(samir).post(address, {"answer": "yes"}).status_code == 302
    assert "Samir Haddad" in page(sign_in(nils), asked)
    assert told(amina, "challenge_answered") == 1 and told(karin, "challenge_person_said") == 1
    sign_in(samir).post(address, {"answer": "no"})
    assert "Samir Haddad" not in page(sign_in(nils), asked)


def test_a_no_is_seen_by_whoever_asked_only(sign_in, asked, amina, karin, samir):
    one = replies.answer(challenge=asked, by=karin, way="person", person=samir)
    replies.answer_for_oneself(answer=one, by=samir, yes=False)
    assert "tackade nej" in page(sign_in(karin), asked)
    for other in (amina, samir):
        assert f"/medarbetare/{samir.pk}/" not in page(sign_in(other), asked)
    with pytest.raises(NotNow):
        replies.answer_for_oneself(answer=one, by=samir, yes=True)


def test_nobody_is_named_whom_the_question_does_not_reach(sign_in, ask, amina, jonas, samir, hr):
    challenge = ask(amina, audience=f"organisation:{amina.organisation.pk}")
    url = f"{challenge.get_absolute_url()}svara/person/"
    hr.protected_identity = True
    hr.save()
    for who in ("Samir Haddad", "Finns Inte", "Amina Berg", "hr@sjovalla.example"):
        assert sign_in(jonas).post(url, {"who": who}).status_code == 422
    assert not ChallengeAnswer.objects.exists()


def test_a_protected_person_who_said_yes_is_named_to_their_unit_only(
    sign_in, asked, karin, samir, nils
):
    samir.protected_identity = True
    samir.save()
    one = replies.answer(challenge=asked, by=karin, way="person", person=samir)
    replies.answer_for_oneself(answer=one, by=samir, yes=True)
    assert "Samir Haddad" in page(sign_in(karin), asked)
    text = page(sign_in(nils), asked)
    assert "Samir Haddad" not in text and f"/medarbetare/{samir.pk}/" not in text


def placement(owner, audience, title="Fyra veckor hos oss", state="open"):
    day = TODAY()
    return Opportunity.objects.create(
        owner=owner, unit=owner.employment.unit, organisation=owner.organisation, state=state,
        audience=audience, title=title, summary="Kom", duties="Rita.", learning="Mycket.",
        place="Granby", starts_on=day + timedelta(60), ends_on=day + timedelta(90),
        deadline=day + timedelta(14), reply_by=day + timedelta(28),
    )  # fmt: skip


def test_a_placement_is_offered_by_whoever_owns_it(sign_in, asked, amina, karin, samir):
    one = placement(karin, Audience.objects.connected())
    draft = placement(karin, Audience.objects.connected(), "Inte ute", state="draft")
    url = f"{asked.get_absolute_url()}svara/plats/"
    text = sign_in(karin).get(url).content.decode()
    assert one.title in text and draft.title not in text
    assert one.title not in sign_in(samir).get(url).content.decode()
    assert sign_in(samir).post(url, {"offer": one.pk}).status_code == 422
    assert sign_in(karin).post(url, {"offer": one.pk, "text": "Kom"}).status_code == 302
    assert one.get_absolute_url() in page(sign_in(amina), asked)
    Opportunity.objects.filter(pk=one.pk).update(state="cancelled")
    assert one.title not in page(sign_in(amina), asked)


def test_a_trial_is_words_with_or_without_a_lesson(sign_in, asked, karin):
    url = f"{asked.get_absolute_url()}svara/provat/"
    assert sign_in(karin).post(url, {"text": ""}).status_code == 422
    assert sign_in(karin).post(url, {"text": "Tre veckor, sedan slutade vi."}).status_code == 302
    assert "Vi har provat" in page(sign_in(karin), asked)
    assert sign_in(karin).get(f"{asked.get_absolute_url()}svara/annat/").status_code == 404


def test_the_asker_marks_what_helped_and_thanks_once(sign_in, asked, amina, karin, samir):
    first = replies.answer(challenge=asked, by=samir, way="ord", text="Nja")
    best = replies.answer(challenge=asked, by=karin, way="ord", text="Läs in dem")
    url = f"{asked.get_absolute_url()}svar/{best.pk}/hjalpte/"
    assert sign_in(karin).post(url, {"helped": "yes"}).status_code == 404
    for say in ("yes", "yes", "no", "yes"):
        assert sign_in(amina).post(url, {"helped": say}).status_code == 302
    assert told(karin, "challenge_helped") == 1
    assert list(asked.answers.all()) == [best, first]


def test_it_closes_with_a_line_and_can_open_again(sign_in, asked, amina, karin):
    replies.answer(challenge=asked, by=karin, way="ord", text="Läs in dem")
    url = asked.get_absolute_url()
    assert sign_in(amina).post(f"{url}avsluta/", {"outcome": ""}).status_code == 422
    for _click in range(2):
        done = sign_in(amina).post(f"{url}avsluta/", {"outcome": "Vi läser in dem."})
        assert done.status_code == 302
    assert told(karin, "challenge_closed") == 1
    assert "Vi läser in dem." in page(sign_in(karin), asked)
    assert sign_in(karin).post(f"{url}svara/ord/", {"text": "Mer"}).url == url
    assert asked.answers.count() == 1
    day = str(TODAY() + timedelta(7))
    assert sign_in(amina).post(f"{url}tid/", {"deadline": day}).status_code == 302
    assert Challenge.objects.get().is_open


def test_what_came_of_it_becomes_a_draft_once(sign_in, asked, amina, karin, write):
    best = replies.answer(challenge=asked, by=karin, way="ord", text="Läs in dem i telefonen")
    replies.mark_helped(answer=best, by=amina, helped=True)
    actions.close(challenge=asked, by=amina, outcome="Alla talar in sina avvikelser.")
    url = f"{asked.get_absolute_url()}lardom/"
    for _click in range(2):
        sign_in(amina).post(url)
    draft = Draft.objects.get()
    assert (draft.title, draft.problem) == (asked.title, asked.question)
    assert draft.what_we_learned == "Alla talar in sina avvikelser."
    assert draft.what_we_did == "Läs in dem i telefonen"
    assert sign_in(karin).post(url).status_code == 404


def test_what_is_withdrawn_is_gone_for_others_and_search(sign_in, asked, amina, karin, index):
    index()
    assert asked.get_absolute_url() in sign_in(karin).get("/sok/?q=nattpersonalen").content.decode()
    url = asked.get_absolute_url()
    for _click in range(2):
        assert sign_in(amina).post(f"{url}dra-tillbaka/").status_code == 302
    assert sign_in(karin).get(url).status_code == 404
    assert url not in sign_in(karin).get("/sok/?q=nattpersonalen").content.decode()
    assert "är tillbakadragen" in page(sign_in(amina), asked)


def test_only_the_asker_and_editors_there_tend_it(sign_in, asked, amina, jonas, karin, editor):
    url = asked.get_absolute_url()
    for verb in ("andra", "avsluta", "tid"):
        assert sign_in(jonas).get(f"{url}{verb}/").status_code == 404
        assert sign_in(karin).get(f"{url}{verb}/").status_code == 404
        assert sign_in(editor).get(f"{url}{verb}/").status_code == 200
    amina.employments.update(until=TODAY() - timedelta(1))
    fresh = type(amina).objects.get(pk=amina.pk)
    assert sign_in(fresh).get(f"{url}andra/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.close(challenge=asked, by=fresh, outcome="Nej")


def test_a_change_of_readers_holds_at_the_next_request(sign_in, asked, amina, karin):
    own = f"organisation:{amina.organisation.pk}"
    url = asked.get_absolute_url()
    answer = sign_in(amina).post(f"{url}andra/", sent(title="Ny fråga", audience=own))
    assert answer.status_code == 302 and sign_in(karin).get(url).status_code == 404
    assert "Ny fråga" in page(sign_in(amina), asked)


def test_last_days_are_told_once_and_to_whoever_is_left(asked, amina, editor):
    assert remind() == 0
    move(asked, 2)
    assert (remind(), remind()) == (1, 0)
    assert told(amina, "challenge_soon") == 1
    move(asked, -1)
    amina.employments.update(until=TODAY() - timedelta(1))
    assert (remind(), remind()) == (1, 0)
    assert told(editor, "challenge_due") == 1 and told(amina, "challenge_due") == 0


def test_past_the_last_day_it_says_so_and_still_takes_answers(sign_in, asked, amina, karin):
    move(asked, -2)
    assert "Svarstiden är ute" in page(sign_in(karin), asked)
    url = asked.get_absolute_url()
    assert sign_in(karin).post(f"{url}svara/ord/", {"text": "Sent men"}).status_code == 302
    waits = sign_in(amina).get(f"{LIST}vantar/").content.decode()
    assert "Vad blev det av din efterlysning?" in waits
    form = sent(deadline=str(TODAY() - timedelta(2)), title="Samma dag, ny rubrik")
    assert sign_in(amina).post(f"{url}andra/", form).status_code == 302


def test_followers_whom_it_reaches_hear_of_it(ask, write, amina, jonas, karin, samir):
    write(amina, audience="connected", topics="Natt")
    topic, start = Topic.objects.get().pk, timezone.now()
    follow(by=karin, kind="topic", key=str(topic))
    follow(by=samir, kind="person", key=str(amina.pk))
    for person in (jonas, amina):
        follow(by=person, kind="organisation", key=str(amina.organisation.pk))
    ask(amina, title="Hos oss?", topics="Natt", audience=f"organisation:{amina.organisation.pk}")
    ask(amina, title="Hos alla?", topics="Natt")
    gone = ask(amina, title="Ångrad?", topics="Natt")
    actions.withdraw(challenge=gone, by=amina)

    def heard(person):
        return {one.title for one in news_for(person, start, timezone.now(), 9)}

    assert heard(jonas) == {"Hos oss?", "Hos alla?"}
    assert heard(karin) == heard(samir) == {"Hos alla?"} and not heard(amina)


@pytest.mark.parametrize(("language", "word"), [("sv", "Efterlysning"), ("en", "Open question")])
def test_it_is_in_the_weekly_letter(language, word, ask, amina, jonas):
    with time_machine.travel("2026-11-20 09:00+01:00", tick=False) as now:
        Person.objects.filter(pk=jonas.pk).update(language=language)
        follow(by=jonas, kind="organisation", key=str(amina.organisation.pk))
        now.shift(60)
        ask(amina, topics="Natt")
        now.move_to("2026-11-23 09:00+01:00")
        send_digests()
    letter = Letter.objects.get(unsubscribe__gt="").text
    assert TEXT["title"] in letter and f"{word} · Sjövalla kommun" in letter


def test_the_list_is_chosen_by_standing_topic_and_goal(ask, sign_in, amina, karin):
    new = ask(amina, title="Den nya", topics="Natt", goals=["social"])
    answered = ask(amina, title="Den besvarade", goals=["climate"])
    closed = ask(amina, title="Den avslutade")
    replies.answer(challenge=answered, by=karin, way="ord", text="Så här")
    actions.close(challenge=closed, by=amina, outcome="Klart")
    shows = {
        "": {new, answered},
        "?lage=obesvarade": {new},
        "?lage=besvarade": {answered},
        "?lage=avslutade": {closed},
        "?amne=natt": {new},
        "?mal=climate": {answered},
        "?mal=climate%3A987654": set(),
        "?lage=mina": set(),
    }
    for asked, wanted in shows.items():
        text = sign_in(karin).get(LIST + asked).content.decode()
        assert {one for one in (new, answered, closed) if one.title in text} == wanted
    for bad in ("?lage=x", "?mal=x", "?mal=climate:x", "?sida=2"):
        assert sign_in(karin).get(LIST + bad).status_code == 404


def test_a_network_shows_its_questions(ask, sign_in, amina, karin):
    network = networks.start(by=amina, name="Natt", purpose="Natt", for_whom="Alla")
    challenge = ask(amina, audience=f"network:{network.pk}")
    url = network.get_absolute_url()
    assert challenge.title in sign_in(amina).get(url).content.decode()
    assert challenge.title not in sign_in(karin).get(url).content.decode()
    ready = sign_in(amina).get(f"{LIST}ny/?lasare=network:{network.pk}&rubrik=Hur+då").content
    assert f'value="network:{network.pk}" selected' in ready.decode()
    assert 'value="Hur då"' in ready.decode()


def test_the_start_page_asks_for_what_nobody_has_answered(ask, sign_in, amina, karin):
    first, second = ask(amina, title="Fråga ett"), ask(amina, title="Fråga två")
    replies.answer(challenge=first, by=karin, way="ord", text="Så")
    assert f"{LIST}vantar/" in sign_in(karin).get("/").content.decode()
    text = sign_in(karin).get(f"{LIST}vantar/").content.decode()
    assert second.title in text and first.title not in text
    assert second.title not in sign_in(amina).get(f"{LIST}vantar/").content.decode()


def test_a_search_without_hits_offers_to_ask(sign_in, amina, stranger):
    text = sign_in(amina).get("/sok/?q=kvantbadkar%26mer").content.decode()
    assert "/kunskap/efterlysningar/ny/?rubrik=kvantbadkar%26mer" in text
    assert "efterlysningar/ny" not in sign_in(stranger).get("/sok/?q=kvantbadkar").content.decode()


def queries(browser, url):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_long_lists_ask_no_more(ask, sign_in, write, amina, karin, samir):
    browser, lesson = sign_in(amina), write(karin, audience="connected")
    one = ask(amina, topics="Natt", goals=["social"])

    def fill(number):
        for n in range(number):
            ask(karin, title=f"Fråga {n}", topics=f"Ämne {n}", goals=["climate"])
            replies.answer(challenge=one, by=samir, way="lardom", article=lesson)
        return queries(browser, LIST), queries(browser, one.get_absolute_url())

    few, many = fill(3), fill(20)
    assert few == many and max(many) <= 12, (few, many)


def test_the_table_of_states_is_the_only_way():
    assert after("open", "close") == "closed" and after("withdrawn", "extend") == "open"
    for state, verb in (("closed", "answer"), ("closed", "withdraw"), ("withdrawn", "close")):
        with pytest.raises(NotNow):
            after(state, verb)
