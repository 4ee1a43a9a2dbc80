"""The list of words: who sees, proposes and tends them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.glossary import actions
from knowledge.glossary.actions import Place
from knowledge.glossary.explaining import known_abbreviations
from knowledge.glossary.models import Term
from people.audit import AuditEvent
from people.notices.models import Notice


@pytest.fixture
def add(db):
    """A word at a person's organisation: `add(amina, "IBIC", "individens behov i centrum")`."""

    def added(by, word, meaning="något", unit=None, **fields):
        place = Place(by.organisation.pk if by.organisation else None, unit and unit.pk)
        return actions.add(by=by, place=place, word=word, meaning=meaning, **fields)[0]

    return added


def form(person, **fields):
    place = f"organisation:{person.organisation.pk}"
    return {"word": "IBIC", "meaning": "individens behov i centrum", "place": place} | fields


def test_a_writer_fills_a_gap_in_one_step(amina, sign_in):
    browser = sign_in(amina)
    page = browser.get("/ordlista/ny/?ord=IBIC&tillbaka=/kunskap/skriv/7/").content.decode()
    assert 'value="IBIC"' in page
    answer = browser.post("/ordlista/ny/", form(amina, next="/kunskap/skriv/7/"))
    assert answer.status_code == 302 and answer.url == "/kunskap/skriv/7/"
    assert Term.objects.get().meaning == "individens behov i centrum"
    assert "IBIC" in known_abbreviations(amina.organisation)


@pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/", "javascript:1"])
def test_the_way_back_stays_on_the_site(amina, sign_in, evil):
    answer = sign_in(amina).post("/ordlista/ny/", form(amina, next=evil))
    assert answer.url.startswith("/ordlista/")


def test_a_form_sent_twice_adds_one_word(amina, sign_in):
    browser = sign_in(amina)
    sent = form(amina, key="3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    urls = {browser.post("/ordlista/ny/", sent).url for _ in range(2)}
    assert Term.objects.count() == 1 and len(urls) == 1


def test_a_proposal_is_seen_at_home_only_until_it_is_reviewed(add, amina, karin, editor, sign_in):
    word = add(amina, "IBIC", "individens behov i centrum")
    url = word.get_absolute_url()
    assert "Inte granskat" in sign_in(amina).get(url).content.decode()
    assert sign_in(karin).get(url).status_code == 404
    sign_in(editor).post(f"{url}granska/")
    assert sign_in(karin).get(url).status_code == 200
    assert Notice.objects.filter(person=amina, kind="term_reviewed").count() == 1
    assert AuditEvent.objects.filter(verb="term reviewed").count() == 1


def test_an_editors_word_holds_at_once(add, editor):
    assert add(editor, "SIP").state == Term.State.CURRENT


def test_signed_out_one_sees_the_installations_words_only(add, editor, operator, client):
    own, common = add(editor, "SIP", "samordnad individuell plan"), add(operator, "API")
    page = client.get("/ordlista/").content.decode()
    assert "API" in page and "SIP" not in page
    assert client.get(own.get_absolute_url()).status_code == 404
    assert client.get(common.get_absolute_url()).status_code == 200
    assert client.get("/ordlista/ny/").status_code == 302


def test_the_own_organisations_words_stand_alone_first(add, editor, amina, karin, sign_in):
    add(editor, "Vab", "vård av barn hos oss")
    other = add(karin, "Vab", "verksamhet A och B")
    Term.objects.filter(pk=other.pk).update(state="current")
    browser = sign_in(amina)
    assert "verksamhet A" not in browser.get("/ordlista/").content.decode()
    page = browser.get("/ordlista/?visa=alla").content.decode()
    assert 0 < page.index("vård av barn") < page.index("verksamhet A")


def test_words_stand_in_swedish_order(add, editor, amina, sign_in):
    for word in ("Ö-vik", "Älg", "Åre", "zon", "Écoute", "alfa", "Wien", "vik"):
        add(editor, word, "nämnt " + word)
    page = sign_in(amina).get("/ordlista/").content.decode()
    order = sorted(Term.objects.all(), key=lambda one: page.index(f"<dfn>{one.word}</dfn>"))
    assert [one.word for one in order] == [
        *("alfa", "Écoute", "vik", "Wien", "zon", "Åre", "Älg", "Ö-vik")
    ]
    assert "Åre" in (only := sign_in(amina).get("/ordlista/?bokstav=Å").content.decode())
    assert "Älg" not in only


def test_what_is_asked_for_is_found_whatever_its_capitals(add, editor, amina, sign_in):
    add(editor, "ÄBO", "äldreboende")
    browser = sign_in(amina)
    assert "äldreboende" in browser.get("/ordlista/?q=ÄLDREBO").content.decode()
    for odd in ("' OR 1=1 --", "%", "_", "\\", "x" * 5000):
        assert "äldreboende" not in browser.get("/ordlista/", {"q": odd}).content.decode()
    assert "Lägg till ordet" in browser.get("/ordlista/?q=XYZ").content.decode()


@pytest.mark.parametrize("query", ["bokstav=AA", "sida=0", "sida=99", "sida=x", "sida=10000000000"])
def test_an_address_that_means_nothing_is_not_found(amina, sign_in, query):
    assert sign_in(amina).get(f"/ordlista/?{query}").status_code == 404


def test_only_those_who_tend_a_word_change_it(add, amina, jonas, editor, karin, sign_in):
    url = add(amina, "IBIC").get_absolute_url()
    new = {"word": "IBIC", "meaning": "individens behov i centrum", "explanation": ""}
    for person, status in ((jonas, 404), (karin, 404), (amina, 302), (editor, 302)):
        assert sign_in(person).post(f"{url}andra/", new).status_code == status
    sign_in(editor).post(f"{url}granska/")
    assert sign_in(amina).post(f"{url}andra/", new).status_code == 404
    assert sign_in(jonas).post(f"{url}granska/").status_code == 404
    assert sign_in(jonas).post(f"{url}ta-ur-bruk/", {"because": "x"}).status_code == 404


def test_a_retired_word_keeps_its_page_and_history(add, editor, amina, sign_in):
    word = add(editor, "IBIC", "individens behov i centrum")
    url, browser = word.get_absolute_url(), sign_in(editor)
    assert browser.post(f"{url}ta-ur-bruk/", {"because": ""}).status_code == 422
    for _ in range(2):
        assert browser.post(f"{url}ta-ur-bruk/", {"because": "Ny metod"}).status_code == 302
    page = sign_in(amina).get(url).content.decode()
    assert "Används inte längre" in page and "Ny metod" in page
    assert word.versions.count() == 2 and known_abbreviations(editor.organisation) == set()
    browser.post(f"{url}ta-i-bruk/")
    assert "IBIC" in known_abbreviations(editor.organisation)


def test_one_place_has_one_meaning_of_a_word(add, editor, amina, care, digital, sign_in):
    add(editor, "SIP", "samordnad individuell plan")
    answer = sign_in(amina).post("/ordlista/ny/", form(amina, word="sip", meaning="annat"))
    assert answer.status_code == 422 and "samordnad individuell" in answer.content.decode()
    assert add(amina, "SIP", "session initiation protocol", unit=digital).unit == digital
    with pytest.raises(PermissionDenied):
        add(amina, "SIP", "annat", unit=care)


def test_a_retired_word_does_not_come_back_beside_a_new_one(add, editor):
    old = add(editor, "SIP", "det gamla")
    actions.retire(term=old, by=editor, because="Fel")
    add(editor, "SIP", "det nya")
    with pytest.raises(ValidationError):
        actions.restore(term=old, by=editor)


def test_who_belongs_nowhere_adds_nothing(stranger, sign_in):
    assert sign_in(stranger).get("/ordlista/ny/").status_code == 404


def test_a_place_of_another_organisation_is_refused(amina, karin, sign_in):
    answer = sign_in(amina).post("/ordlista/ny/", form(karin))
    assert answer.status_code == 422 and not Term.objects.exists()


@pytest.mark.parametrize("field", ["word", "meaning", "explanation"])
def test_bad_text_is_refused_or_shown_as_text(amina, sign_in, field):
    browser = sign_in(amina)
    assert browser.post("/ordlista/ny/", form(amina, **{field: "a\0b"})).status_code == 400
    assert browser.post("/ordlista/ny/", form(amina, **{field: "x" * 5000})).status_code == 422
    evil = "<script>window.__x=1</script>"
    answer = browser.post("/ordlista/ny/", form(amina, **{field: evil}), follow=True)
    assert evil not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()
    assert browser.post("/ordlista/ny/", form(amina, word="…")).status_code == 422


def test_the_list_asks_as_much_for_thirty_words_as_for_three(add, editor, amina, sign_in):
    browser = sign_in(amina)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/ordlista/")
        return len(queries)

    for number in range(3):
        add(editor, f"a{number}")
    few = asked()
    for number in range(3, 30):
        add(editor, f"a{number}")
    assert asked() == few <= 12


def test_an_editor_is_told_of_proposals(add, amina, editor, sign_in):
    add(amina, "IBIC")
    page = sign_in(editor).get("/").content.decode()
    assert "Granska ord i ordlistan" in page and "1 ord är föreslaget" in page
    assert "Granska ord" not in sign_in(amina).get("/").content.decode()
