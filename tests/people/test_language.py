"""Swedish first; English for whoever chooses it."""

import pytest


def lang_of(answer):
    return answer.headers["Content-Language"]


def test_swedish_whatever_the_browser_prefers(client, db):
    answer = client.get("/konto/logga-in/", headers={"accept-language": "en"})
    assert lang_of(answer) == "sv"


def test_the_choice_is_kept_in_a_cookie_and_on_the_account(client, sign_in, amina):
    client.post("/sprak/", {"language": "en", "next": "/konto/logga-in/"})
    assert lang_of(client.get("/konto/logga-in/")) == "en"
    browser = sign_in(amina)
    browser.post("/sprak/", {"language": "en"})
    amina.refresh_from_db()
    assert amina.language == "en"
    assert lang_of(sign_in(amina).get("/")) == "en"


@pytest.mark.parametrize(
    "bad", ["//evil.example", "https:evil", "\\\\evil", "https://evil.example"]
)
def test_the_way_back_stays_on_the_site(bad, client, db):
    assert client.post("/sprak/", {"language": "en", "next": bad}).url == "/"


def test_an_unknown_language_changes_nothing(client, db):
    assert "language" not in client.post("/sprak/", {"language": "xx"}).cookies
