from django import forms

from people.following.kinds import LONGEST
from people.following.models import Digest
from people.forms import HouseForm, HouseModelForm


class FollowForm(HouseForm):
    """What a button sends; an act that is not `stop` is to follow."""

    kind = forms.CharField(max_length=20)
    what = forms.CharField(max_length=2 * LONGEST)
    act = forms.CharField(max_length=10, required=False)


class RhythmForm(HouseModelForm):
    class Meta:
        model = Digest
        fields = ("rhythm",)
        widgets = {"rhythm": forms.RadioSelect}
