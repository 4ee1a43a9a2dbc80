from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from knowledge.articles.topics import LONGEST, Topic
from people.forms import HouseForm, NameField


class TopicNameForm(HouseForm):
    name = NameField(
        label=_("Namn"), max_length=LONGEST, error_messages={"required": _("Skriv ett namn.")}
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if "," in name or not slugify(name):
            raise ValidationError(_("Skriv ett eller ett par ord, utan komma."))
        return name


class MergeForm(HouseForm):
    into = NameField(
        label=_("Slå ihop med"),
        help_text=_("Namnet på det ämne som ska vara kvar."),
        error_messages={"required": _("Skriv namnet på ett ämne.")},
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic

    def clean_into(self) -> Topic:
        name = str(self.cleaned_data["into"])
        known = Topic.objects.known(name)
        if known is None or known == self.topic:
            raise ValidationError(_("Det finns inget annat ämne med det namnet."))
        return known
