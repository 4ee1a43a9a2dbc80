"""Every file that a template names is there."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
NAMED = {
    name
    for path in TEMPLATES
    for name in re.findall(r"""{% static ['"]([^'"]+)['"]""", path.read_text())
}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_named_file_is_there(name):
    assert finders.find(name), f"{name} is named by a template and is nowhere"


def test_no_template_writes_scripts_or_styles_into_the_page():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")
    found = [path.name for path in TEMPLATES if inline.search(path.read_text())]
    assert found == []


def test_no_template_shows_an_unfinished_merge():
    marks = re.compile(r"^(<{7}|={7}|>{7})", re.M)
    found = [path.name for path in TEMPLATES if marks.search(path.read_text())]
    assert found == []
