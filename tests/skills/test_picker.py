"""A skill is chosen by its name, with or without JavaScript."""

import pytest
from django.db import connection
from django.forms import formset_factory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from people.forms import HouseForm
from skills.forms import SkillField
from skills.models import Skill
from skills.starter import load_starter


class SkillForm(HouseForm):
    skill = SkillField(label="Kompetens")


@pytest.fixture
def vocabulary(db):
    load_starter()


def errors(typed):
    return str(SkillForm({"skill": typed}).errors.get("skill", [""])[0])


@pytest.mark.parametrize("typed", ["klarspråk", " KLARSPRÅK ", "plain language", "plain writing"])
def test_a_name_or_synonym_in_either_language_becomes_the_skill(vocabulary, typed):
    form = SkillForm({"skill": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["skill"].label_sv == "klarspråk"


def test_an_unknown_name_is_answered_with_what_is_near(vocabulary):
    assert errors("projektl") == (
        "Det finns ingen kompetens som heter ”projektl”. Menar du projektledning?"
    )
    assert errors("klarsprak") == (
        "Det finns ingen kompetens som heter ”klarsprak”. Menar du klarspråk?"
    )
    assert "Pröva ett annat ord" in errors("qqq")


def test_what_is_near_can_be_chosen_from_a_plain_list(vocabulary):
    html = str(SkillForm({"skill": "upphandlare"}))
    assert '<option value="upphandling">' in html and 'list="skill_near"' in html


def test_typed_markup_is_shown_as_text(vocabulary):
    html = str(SkillForm({"skill": "<script>alert(1)</script>"}))
    assert "<script>" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize("typed", ["", "   "])
def test_an_empty_field_is_missing_or_none(vocabulary, typed):
    assert "skill" in SkillForm({"skill": typed}).errors
    assert SkillField(required=False).clean(typed) is None


@pytest.mark.parametrize("typed", ["x" * 101, "a\0b"])
def test_bad_text_is_refused(vocabulary, typed):
    assert "skill" in SkillForm({"skill": typed}).errors


def test_a_stored_skill_is_shown_by_name_and_unchanged_by_sending_it_back(vocabulary):
    skill = Skill.objects.get(label_sv="upphandling")
    for initial in (skill, skill.pk):
        form = SkillForm({"skill": "Upphandling"}, initial={"skill": initial})
        assert not form.has_changed()
        assert 'value="upphandling"' in str(SkillForm(initial={"skill": initial}))
    with override("en"):
        assert 'value="public procurement"' in str(SkillForm(initial={"skill": skill}))


def test_rows_of_a_formset_keep_their_own_suggestions(vocabulary):
    rows = formset_factory(SkillForm, extra=0)
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0}
    bad = rows(data | {"form-0-skill": "upphandlin", "form-1-skill": "klarspråk"})
    assert not bad.is_valid()
    assert "datalist" in str(bad.forms[0]) and "datalist" not in str(bad.forms[1])


def test_the_field_brings_its_script_and_style():
    media = str(SkillForm().media)
    assert 'type="module"' in media and "picker.js" in media and "picker.css" in media


def test_suggestions_are_options_of_a_list_box(vocabulary, amina, sign_in):
    answer = sign_in(amina).get(reverse("skills:suggest"), {"q": "projektl"})
    assert answer.status_code == 200
    assert 'role="option"' in answer.text and "projektledning" in answer.text


def test_a_label_in_another_language_says_which(amina, sign_in, db):
    from skills.vocabulary.naming import name_skills

    Skill.objects.create(label_en="grit <b>")
    name_skills(Skill.objects.all(), {}, "starter")
    answer = sign_in(amina).get(reverse("skills:suggest"), {"q": "grit"})
    assert 'lang="en"' in answer.text and "grit &lt;b&gt;" in answer.text


def test_suggestions_are_for_the_signed_in_and_for_reading(amina, sign_in, client):
    address = reverse("skills:suggest")
    assert client.get(address).status_code == 302
    assert sign_in(amina).post(address).status_code == 405
    assert sign_in(amina).get(address, {"q": "a\0"}).status_code == 400
    assert sign_in(amina).get(address).text.strip() == ""


def test_suggestions_ask_no_more_for_many_than_for_few(vocabulary, amina, sign_in):
    browser, address, asked = sign_in(amina), reverse("skills:suggest"), []
    browser.get(address)
    for typed in ("projektl", "in"):
        with CaptureQueriesContext(connection) as queries:
            asked.append((browser.get(address, {"q": typed}).text, len(queries)))
    (few, for_few), (many, for_many) = asked
    assert few.count("role=") < many.count("role=") and for_few == for_many
