"""What an answer says beside its page, and what it does not believe of what it is told."""

import pytest

from people.notices.models import Letter

FORGOT = "/konto/losenord/glomt/"
EVIL = {"x-forwarded-host": "evil.example"}
NUL = {"data": "title=a%00b", "content_type": "application/x-www-form-urlencoded"}


def answers(browser):
    """One of every kind."""
    return {
        "200": browser.get("/"),
        "302": browser.get("/konto/logga-in/"),
        "400": browser.post("/kunskap/skriv/", **NUL),
        "400 from the host": browser.get("/", headers={"host": "evil.example"}),
        "404": browser.get("/finns/inte/"),
        "404 of a thing": browser.get("/kunskap/skriv/0/"),
        "405": browser.post("/sok/"),
        "422": browser.post("/kunskap/skriv/", {"title": "x" * 201}),
    }


def test_every_kind_of_answer_carries_the_policy(amina, sign_in):
    for kind, answer in answers(sign_in(amina)).items():
        policy = answer.headers.get("Content-Security-Policy", "")
        assert answer.status_code == int(kind[:3]), kind
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy, kind
        assert "unsafe" not in policy, kind


def test_a_forwarded_host_changes_no_address(amina, client, sign_in, settings):
    assert not settings.USE_X_FORWARDED_HOST
    client.post(FORGOT, {"email": amina.email}, headers=EVIL)
    text = Letter.objects.get().text
    assert f"{settings.SITE_ADDRESS}/konto/losenord/nytt/" in text and "evil" not in text
    for browser, where in ((client, "/jag/notiser/"), (sign_in(amina), "/kunskap/")):
        answer = browser.get(where, headers=EVIL)
        assert "evil" not in answer.headers.get("Location", "") + answer.content.decode()


@pytest.mark.parametrize("there", ["//evil.example", "https:evil.example", "https://evil.example/"])
def test_signing_in_leads_to_no_forwarded_host(amina, client, there):
    sent = {"login": amina.email, "password": "korrekt-häst-batteri", "next": there}
    assert client.post("/konto/logga-in/", sent, headers=EVIL).headers["Location"] == "/"


def test_fields_that_nobody_asked_for_are_logged_by_name_and_ignored(amina, sign_in, caplog):
    smuggled = {"role": "administrator", "organisation": "2", "is_staff": "hemligt"}
    with caplog.at_level("WARNING", logger="utbyte.forms"):
        sign_in(amina).post("/kunskap/skriv/", {"title": "Hej", **smuggled})
    assert "DraftForm got fields it does not have: ['is_staff', 'organisation', 'role']" in (
        caplog.text
    )
    assert "hemligt" not in caplog.text
    amina.refresh_from_db()
    assert not amina.is_staff and not amina.roles.exists()
