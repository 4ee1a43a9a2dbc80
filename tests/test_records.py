"""Every stored field says what it is and how long it is kept."""

import pytest
from django.apps import apps
from django.db import models

from people.networks.models import Network
from people.records import Keep, Records, faults


def test_every_field_of_every_table_is_classed():
    assert [f"{m._meta.label} {sentence}" for m, sentence in faults(list(apps.get_models()))] == []


def faults_of(model):
    found = [sentence for _model, sentence in faults([model])]
    apps.all_models["people"].pop(model._meta.model_name)
    apps.clear_cache()
    return found


def test_an_unclassed_field_is_found():
    class Loose(models.Model):
        shoe_size = models.IntegerField()
        records = Records(keep=Keep.INSTALLATION, internal="id")

        class Meta:
            app_label = "people"
            managed = False

        def __str__(self):
            return "loose"

    assert faults_of(Loose) == ["has the field 'shoe_size' without a class"]


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("", "say since when"),
        ("made", "which is no field"),
        ("size", "neither a time"),
        ("at", ""),
    ],
)
def test_a_table_without_an_age_is_found_by_the_system_check(since, said):
    class Aged(models.Model):
        at = models.DateField()
        size = models.IntegerField()
        records = Records(keep=Keep.BRIEF, since=since, internal="id at size")

        class Meta:
            app_label = "people"
            managed = False

        def __str__(self):
            return "aged"

    found = faults_of(Aged)
    assert (said in found[0]) if said else found == []


def test_a_table_that_others_rest_on_is_not_erased_by_its_age(monkeypatch):
    rules = Records(keep=Keep.LOG, since="created_at", internal="id")
    monkeypatch.setattr(Network, "records", rules)
    found = [sentence for _model, sentence in faults([Network])]
    assert any("without harm to people.NetworkMembership" in one for one in found)
