"""Every stored field says what it is and how long it is kept."""

from django.apps import apps
from django.db import models

from people.records import Keep, Records, faults


def test_every_field_of_every_table_is_classed():
    assert [f"{m._meta.label} {sentence}" for m, sentence in faults(list(apps.get_models()))] == []


def test_an_unclassed_field_is_found():
    class Loose(models.Model):
        shoe_size = models.IntegerField()
        records = Records(keep=Keep.BRIEF, internal="id")

        class Meta:
            app_label = "people"
            managed = False

        def __str__(self):
            return "loose"

    try:
        sentences = [sentence for _, sentence in faults([Loose])]
    finally:
        del apps.all_models["people"]["loose"]
        apps.clear_cache()
    assert sentences == ["has the field 'shoe_size' without a class"]
