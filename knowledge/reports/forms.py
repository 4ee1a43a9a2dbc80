from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.reports.models import Report
from people.forms import HouseModelForm


class ReportForm(HouseModelForm):
    class Meta:
        model = Report
        fields = ("reason", "line")


class AnswerForm(HouseModelForm):
    outcome = forms.ChoiceField(
        label=_("Stämmer den?"), choices=Report.Outcome.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Report
        fields = ("outcome", "answer")
