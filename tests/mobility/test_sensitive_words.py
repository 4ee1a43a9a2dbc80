"""What may be about health or a union is asked about before it is saved; its writer decides."""

import pytest

from mobility.applications.models import Application
from mobility.profiles.models import Profile
from people.sensitive.matters import matters

pytestmark = pytest.mark.django_db
LETTER = "Jag var sjukskriven i våras och är aktiv i facket."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LETTER, ["sjukskriven", "facket"]),
        ("Min ADHD-diagnos. Adhd igen.", ["ADHD", "diagnos"]),
        ("Jag är medlem i Vision och gravid.", ["medlem i Vision", "gravid"]),
        ("I was on sick leave.", ["sick leave"]),
        ("Vår vision: bättre rutiner, fackmässigt ledarskap och hälsosamma scheman.", []),
        ("\0" * 10_000 + "a" * 10_000, []),
    ],
)
def test_the_words_are_known(text, found):
    assert matters(text) == found


def test_a_letter_is_kept_back_until_its_writer_says_that_it_may_stand(post, amina, karin, sign_in):
    url, browser = f"/uppdrag/{post(karin).pk}/sok/", sign_in(amina)
    answer = browser.post(url, {"letter": LETTER})
    page = answer.content.decode()
    assert answer.status_code == 422 and not Application.objects.exists()
    assert "”sjukskriven”, ”facket” kan säga något om hälsa" in page and "Det får stå" in page
    assert LETTER in page and 'name="may_stand"' in page
    browser.post(url, {"letter": LETTER, "may_stand": "on"})
    assert Application.objects.get().letter == LETTER


def test_without_such_words_nothing_is_asked(post, amina, karin, sign_in):
    browser = sign_in(amina)
    url = f"/uppdrag/{post(karin).pk}/sok/"
    assert "may_stand" not in browser.get(url).content.decode()
    browser.post(url, {"letter": "Jag vill lära mig.", "may_stand": "on"})
    assert Application.objects.exists()


def test_the_line_about_oneself_is_asked_about_too(amina, sign_in):
    browser = sign_in(amina)
    form = browser.get("/jag/").context["form"]
    said = {"headline": "Facklig räv", "language": "sv", "shown_to": form["shown_to"].value()}
    assert browser.post("/jag/", said).status_code == 422
    assert browser.post("/jag/", said | {"may_stand": "on"}).status_code == 302
    assert Profile.objects.get().headline == "Facklig räv"
