"""Run by `test_provider.py` with UTBYTE_SAML_… set: a provider of our own, with its own key."""

import base64
import os
import re
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Saml

from people.persons.models import Person

SAML = "/konto/saml/organisation/"
SITE = "http://utbyte.example"
CERTIFICATE = Path(os.environ["UTBYTE_SAML_CERTIFICATE"])
KEY = CERTIFICATE.with_suffix(".key").read_text()
MAIL, NUMBER = "urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:1.2.752.29.4.13"
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a{id}"
 Version="2.0" IssueInstant="{now}"><saml:Issuer>https://idp.example</saml:Issuer>
<saml:Subject><saml:NameID Format="{persistent}">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData{reply} Recipient="{acs}" NotOnOrAfter="{later}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext>
</saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="{MAIL}"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="{NUMBER}"><saml:AttributeValue>hemligt</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r{id}" Version="2.0" IssueInstant="{now}"
 Destination="{acs}"{reply}><saml:Issuer>https://idp.example</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
{assertion}</samlp:Response>"""

pytestmark = pytest.mark.django_db


def a_browser():
    return Client(SERVER_NAME="utbyte.example", headers={"host": "utbyte.example"})


@pytest.fixture
def client():
    return a_browser()


def asked(browser):
    """Press the button; the id of the question that the browser carries to the provider."""
    answer = browser.post(f"{SAML}login/")
    where = urlsplit(answer.headers["Location"])
    assert where.netloc == "idp.example"
    question = parse_qs(where.query)["SAMLRequest"][0]
    xml = zlib.decompress(base64.b64decode(question), -15).decode()
    return re.search(r'\bID="([^"]+)"', xml).group(1)


def answered(question, email, *, subject="subject-1", key=KEY, signed=True, minutes=5, **changed):
    """The provider's answer, its assertion signed."""
    now = datetime.now(UTC)
    facts = {
        "id": "1",
        "now": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "earlier": f"{now - timedelta(minutes=10):%Y-%m-%dT%H:%M:%SZ}",
        "later": f"{now + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}",
        "persistent": Names.NAMEID_PERSISTENT,
        "acs": f"{SITE}{SAML}acs/",
        "audience": f"{SITE}{SAML}metadata/",
        "reply": f' InResponseTo="{question}"' if question else "",
        "email": email,
        "subject": subject,
        "MAIL": MAIL,
        "NUMBER": NUMBER,
    } | changed
    assertion = ASSERTION.format(**facts)
    if signed:
        certificate = CERTIFICATE.read_text()
        assertion = Saml.add_sign(
            assertion, key, certificate, sign_algorithm=Names.RSA_SHA256
        ).decode()
        assertion = assertion.removeprefix("<?xml version='1.0' encoding='UTF-8'?>\n")
    return RESPONSE.format(assertion=assertion, **facts)


def carry(browser, answer):
    """The browser brings the answer back; the page it ends on."""
    fields = {"SAMLResponse": base64.b64encode(answer.encode()).decode()}
    return browser.post(f"{SAML}acs/", fields, follow=True)


def is_in(browser):
    return browser.get("/").status_code == 200


def refused(browser, answer):
    page = carry(browser, answer).content.decode()
    return not is_in(browser) and "Inloggningen gick inte" in page


def test_a_signed_answer_lets_in_and_after_that_the_subject_counts(client, amina, jonas):
    carry(client, answered(asked(client), amina.email))
    assert client.get("/").context["user"] == amina
    again = a_browser()
    carry(again, answered(asked(again), jonas.email))
    assert again.get("/").context["user"] == amina


def test_what_else_the_provider_tells_is_not_kept(client, amina):
    carry(client, answered(asked(client), amina.email))
    assert SocialAccount.objects.get(user=amina).extra_data == {}
    assert "hemligt" not in str(dict(client.session))


def test_an_answer_that_was_changed_is_refused(client, amina, jonas):
    answer = answered(asked(client), amina.email)
    assert refused(client, answer.replace(amina.email, jonas.email))


def test_an_answer_without_signature_is_refused(client, amina):
    assert refused(client, answered(asked(client), amina.email, signed=False))


def test_an_answer_signed_by_somebody_else_is_refused(client, amina):
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    assert refused(client, answered(asked(client), amina.email, key=own.decode()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": -60},
        {"audience": "https://elsewhere.example"},
        {"acs": "https://elsewhere.example/acs/"},
    ],
)
def test_an_answer_too_late_or_meant_for_another_is_refused(client, amina, wrong):
    assert refused(client, answered(asked(client), amina.email, **wrong))


def test_an_answer_nobody_asked_for_is_refused(client, amina):
    assert refused(client, answered("", amina.email))
    assert refused(client, answered("made-up", amina.email))


def test_an_answer_works_once_and_in_the_browser_that_asked(client, amina):
    answer = answered(asked(client), amina.email)
    assert refused(a_browser(), answer)
    carry(client, answer)
    assert is_in(client)
    client.logout()
    assert refused(client, answer)


def test_the_provider_makes_no_accounts(client, amina):
    page = carry(client, answered(asked(client), "ny@sjovalla.example")).content.decode()
    assert "Du får ditt konto av din arbetsgivare" in page
    assert not is_in(client) and Person.objects.filter(email="ny@sjovalla.example").count() == 0


def test_the_provider_speaks_only_for_its_own_domains(client, karin):
    carry(client, answered(asked(client), karin.email))
    assert not is_in(client) and not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(client, amina):
    Person.objects.filter(pk=amina.pk).update(is_active=False)
    carry(client, answered(asked(client), amina.email))
    assert not is_in(client)


def test_nobody_is_signed_out_by_an_address(client, amina):
    client.force_login(amina)
    wish = """<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="x"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0"
 IssueInstant="2026-11-22T10:00:00Z"><saml:Issuer>https://idp.example</saml:Issuer>
<saml:NameID>subject-1</saml:NameID></samlp:LogoutRequest>"""
    sent = Saml.deflate_and_base64_encode(wish)
    for request in (sent, "nonsense"):
        answer = client.get(f"{SAML}sls/", {"SAMLRequest": request})
        assert answer.headers["Location"] == "/konto/logga-ut/"
    assert is_in(client)


@pytest.mark.parametrize("nonsense", ["", "%%%", "<a/>", "<script>x</script>" * 99])
def test_nonsense_is_refused(client, amina, nonsense):
    asked(client)
    page = client.post(f"{SAML}acs/", {"SAMLResponse": nonsense}, follow=True)
    assert page.status_code == 401
    assert "Inloggningen gick inte" in page.content.decode()


def test_the_way_in_is_shown_and_the_browser_may_take_it(client):
    page = client.get("/konto/logga-in/")
    assert f'action="{SAML}login/"' in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "form-action 'self' https://idp.example;" in f"{policy};"


def test_the_provider_can_read_who_we_are(client):
    page = client.get(f"{SAML}metadata/")
    assert page.status_code == 200 and f"{SITE}{SAML}acs/" in page.content.decode()


def test_the_cookie_that_carries_the_answer_is_on_the_list(client):
    assert "saml-acs-session" in client.get("/om/kakor/").content.decode()
