"""The few answers there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.articles.models import ArticlePage
from knowledge.articles.publishing import interval
from knowledge.articles.validity import Interval, Validity
from people.forms import HouseForm
from people.ordering import by_name
from people.organisations.models import Employment
from people.persons.models import Person

SAYS = ((Validity.VALID, _("Gäller")), (Validity.OUTDATED, _("Inaktuell")))
MOST = 300


class AnswerForm(HouseForm):
    mark_optional = False

    says = forms.ChoiceField(choices=SAYS)
    days = forms.TypedChoiceField(
        label=_("Fråga igen om"),
        choices=Interval.choices,
        coerce=int,
        empty_value=None,
        required=False,
    )


def asked_again(article: ArticlePage, days: int | None = None) -> AnswerForm:
    """Shown with the interval that it has; asked for when it is not given."""
    initial = {"days": days or interval(article)}
    return AnswerForm(initial=initial, auto_id=f"lesson-{article.pk}-%s")


class GiveForm(HouseForm):
    """Colleagues in the lesson's unit whom the giver may see."""

    owner = forms.ModelChoiceField(
        label=_("Vem ska svara för den?"), queryset=Person.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, article: ArticlePage, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(article, person)


def colleagues(article: ArticlePage, person: Person) -> Any:
    seen = Person.objects.visible_to(person).exclude(pk=article.owner_id or 0)
    if article.unit is None:
        return seen.none()
    now = Employment.objects.current().filter(unit__lineage__startswith=article.unit.lineage)
    return seen.filter(employments__in=now).distinct().order_by(by_name(), "pk")
