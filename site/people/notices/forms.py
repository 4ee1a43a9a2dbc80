from typing import Any

from django import forms

from people.forms import HouseForm
from people.notices.kinds import all_kinds
from people.notices.models import NoticeChoice
from people.persons.models import Person


class ChoicesForm(HouseForm):
    """One choice for every kind of notice that the rooms have registered."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(person.notice_choices.values_list("kind", "delivery"))
        for kind in all_kinds():
            default = "mail" if kind.by_mail else "site"
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label),
                choices=NoticeChoice.Delivery.choices,
                initial=chosen.get(kind.name, default),
            )
