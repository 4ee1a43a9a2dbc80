"""Set from outside, an identity provider becomes a second way in."""

import os
import subprocess
import sys

from django.conf import settings

SET = {
    "UTBYTE_OIDC_SERVER": "https://idp.example",
    "UTBYTE_OIDC_CLIENT": "utbyte",
    "UTBYTE_OIDC_SECRET": "hemlig",
}
ASK = """
from django.core.management import call_command
from django.urls import reverse
call_command("check", "--fail-level", "WARNING")
print(reverse("openid_connect_login", args=["organisation"]))
"""


def test_the_way_in_is_there_when_a_provider_is_set(tmp_path):
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), "shell", "-v", "0", "-c", ASK]
    environment = {**os.environ, **SET, "UTBYTE_VAR": str(tmp_path)}
    answer = subprocess.run(manage, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "/konto/oidc/organisation/login/" in answer.stdout


def test_the_editors_door_leads_to_the_one_sign_in(client, db):
    assert client.get("/cms/", follow=True).redirect_chain[-1][0] == "/konto/logga-in/?next=/cms/"
    assert client.get("/cms/login/?next=/cms/pages/").url == "/konto/logga-in/?next=/cms/pages/"
