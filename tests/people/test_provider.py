"""Set from outside, an identity provider becomes a second way in."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

OIDC = {
    "UTBYTE_OIDC_SERVER": "https://idp.example",
    "UTBYTE_OIDC_CLIENT": "utbyte",
    "UTBYTE_OIDC_SECRET": "hemlig",
}
SAML = {
    "UTBYTE_HOSTS": "utbyte.example",
    "UTBYTE_SAML_ENTITY": "https://idp.example",
    "UTBYTE_SAML_ADDRESS": "https://idp.example/sso",
    "UTBYTE_SAML_DOMAINS": "sjovalla.example",
}
ASK = """
from django.core.management import call_command
from django.urls import reverse
call_command("check", "--fail-level", "WARNING")
print(reverse("openid_connect_login", args=["organisation"]))
"""


def run(arguments, folder, **set_outside):
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**ours, **set_outside, "UTBYTE_VAR": str(folder)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command,
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def certificate(tmp_path):
    """The path of a provider's self-signed certificate, with its key beside it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
    now = datetime.now(UTC)
    unsigned = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    path = tmp_path / "provider.pem"
    path.write_bytes(unsigned.sign(key, hashes.SHA256()).public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.with_suffix(".key").write_bytes(private)
    return path


def test_the_way_in_is_there_when_a_provider_is_set(tmp_path):
    answer = run(["manage.py", "shell", "-v", "0", "-c", ASK], tmp_path, **OIDC)
    assert answer.returncode == 0, answer.stderr
    assert "/konto/oidc/organisation/login/" in answer.stdout


def test_a_saml_provider_lets_in_whom_it_may(tmp_path, certificate):
    """The promises are in `saml_provider.py`; they need settings of their own."""
    tests = ["-m", "pytest", "tests/people/saml_provider.py", "-p", "no:cacheprovider"]
    answer = run(tests, tmp_path, **SAML, UTBYTE_SAML_CERTIFICATE=str(certificate))
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("lacking", ["ADDRESS", "DOMAINS", "CERTIFICATE"])
def test_a_half_set_provider_stops_the_start_with_a_sentence(tmp_path, certificate, lacking):
    outside = {**SAML, "UTBYTE_SAML_CERTIFICATE": str(certificate), f"UTBYTE_SAML_{lacking}": ""}
    answer = run(["manage.py", "check"], tmp_path, **outside)
    assert answer.returncode == 1 and f"UTBYTE_SAML_{lacking}" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_two_providers_at_once_are_refused(tmp_path):
    assert "not both" in run(["manage.py", "check"], tmp_path, **OIDC, **SAML).stderr


def test_the_editors_door_leads_to_the_one_sign_in(client, db):
    assert client.get("/cms/", follow=True).redirect_chain[-1][0] == "/konto/logga-in/?next=/cms/"
    assert client.get("/cms/login/?next=/cms/pages/").url == "/konto/logga-in/?next=/cms/pages/"
