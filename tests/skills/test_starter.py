"""The first vocabulary is whole, in two languages, and joins what is already there."""

from pathlib import Path
from time import process_time

import pytest
from django.conf import settings
from django.db.models import Count

from people.reading import read_rows
from skills.models import Skill, SkillRelation
from skills.starter import FOLDER, load_starter


def test_it_has_at_least_250_skills_with_both_names_and_a_second_run_adds_nothing(db):
    began = process_time()
    first = load_starter()
    assert process_time() - began < 2
    assert Skill.objects.exclude(label_sv="").exclude(label_en="").count() >= 250
    again = load_starter()
    assert (again.added, again.changed, again.retired) == (0, 0, 0)
    assert again.unchanged == first.added


def test_no_name_occurs_twice(db):
    load_starter()
    for label in ("label_sv", "label_en"):
        twice = Skill.objects.values(label).annotate(n=Count("id")).filter(n__gt=1)
        assert list(twice) == []


def test_neighbours_are_known_from_both_sides(db):
    load_starter()
    related = SkillRelation.objects.filter(kind="related")
    assert related.count() >= 600
    pairs = set(related.values_list("from_skill", "to_skill"))
    assert pairs == {(there, here) for here, there in pairs}
    assert not related.exclude(weight__gt=0, weight__lte=1).exists()


def test_every_skill_of_the_demo_world_is_there(db):
    used = Path(settings.BASE_DIR, "site/config/world/skills_used.txt")
    if not used.exists():
        pytest.skip("the demo world has no list of its skills")
    load_starter()
    labels = [line.strip() for line in used.read_text("utf-8").splitlines() if line.strip()]
    known = set(Skill.objects.named(labels).values_list("label_sv", flat=True))
    assert sorted(set(labels) - known) == []


def test_a_skill_from_a_taxonomy_is_joined_by_its_swedish_name(db):
    old = Skill.objects.create(label_sv="Omvårdnad", jobtech_id="x1", source="jobtech", usage=7)
    load_starter()
    joined = Skill.objects.get(pk=old.pk)
    assert (joined.label_en, joined.jobtech_id) == ("nursing care", "x1")
    assert Skill.objects.filter(label_sv__iexact="omvårdnad").count() == 1


def test_a_synonym_in_the_file_names_its_language():
    for row in read_rows(FOLDER / "skills.csv", "sv synonyms"):
        for marked in filter(None, row["synonyms"].split("|")):
            assert marked.startswith(("sv:", "en:")), row["sv"]
