"""Editors tend search from the CMS."""

from django.utils import timezone

from search import empty
from search.models import EmptySearch, Promotion, SynonymGroup


def test_an_editor_puts_a_hit_first_and_takes_it_back(
    write, amina, operator, jonas, titles, sign_in
):
    write(amina, "Lås och lås", audience="everyone")
    chosen = write(amina, "Nycklar", audience="everyone")
    browser = sign_in(operator)
    page = browser.get("/cms/sokning/utvalda/fraga/?fraga=Lås&leta=nycklar").content.decode()
    assert "Nycklar" in page and "Visa först" in page
    sent = {"fraga": "Lås", "kind": "article", "object_id": chosen.pk, "act": "pin"}
    for _ in range(2):
        assert browser.post("/cms/sokning/utvalda/valj/", sent).status_code == 302
    assert Promotion.objects.count() == 1 and titles("lås", jonas)[0] == "Nycklar"
    assert "lås" in browser.get("/cms/sokning/utvalda/").content.decode()
    choice = Promotion.objects.get()
    for _ in range(2):
        assert browser.post(f"/cms/sokning/utvalda/{choice.pk}/bort/").status_code == 302
    assert titles("lås", jonas) == ["Lås och lås"]


def test_what_the_editor_may_not_see_cannot_be_chosen(write, amina, operator, sign_in):
    hidden = write(amina, "Nycklar", audience="organisation")
    browser = sign_in(operator)
    sent = {"fraga": "lås", "kind": "article", "object_id": hidden.pk, "act": "pin"}
    odd = [{"object_id": 10**20}, {"kind": "x"}, {"act": "x"}, {"object_id": "a"}, {"fraga": "!"}]
    for changes in ({}, *odd):
        assert browser.post("/cms/sokning/utvalda/valj/", sent | changes).status_code == 404
    Promotion.objects.create(question="lås", act="pin", kind="article", object_id=hidden.pk)
    page = browser.get("/cms/sokning/utvalda/fraga/?fraga=lås").content.decode()
    assert "Nycklar" not in page and "en sida som du inte ser" in page


def test_an_editor_tends_synonyms(operator, sign_in):
    browser = sign_in(operator)
    for written in ("bygglov, lov att bygga", "bygglov,lov  att bygga"):
        answer = browser.post("/cms/sokning/synonymer/ny/", {"words": written})
        assert answer.status_code == 302
    group = SynonymGroup.objects.get()
    url = f"/cms/sokning/synonymer/{group.pk}/"
    assert browser.post(url, {"words": "bygglov, byggnadslov"}).status_code == 302
    for bad in ("", "ensamt", "a, A", ", ,", "x" * 600, ", ".join(f"ord{n}" for n in range(30))):
        assert browser.post(url, {"words": bad}).status_code == 422
    assert browser.post(url, {"words": "a\0, b"}).status_code == 400
    evil = browser.post(url, {"words": "<script>x</script>, b"}, follow=True).content.decode()
    assert "<script>x" not in evil
    for _ in range(2):
        assert browser.post(f"{url}bort/").status_code == 302
    assert not SynonymGroup.objects.exists()


def test_the_weekly_list_leads_to_something_to_do(operator, sign_in, db):
    week = empty.monday(timezone.localdate())
    EmptySearch.objects.create(question="tolk", week=week, count=7)
    EmptySearch.objects.create(question="sällan", week=week, count=2)
    page = sign_in(operator).get("/cms/sokning/utan-traff/").content.decode()
    assert "tolk" in page and "?ord=tolk" in page and "sällan" not in page
