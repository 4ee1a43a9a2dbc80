"""What any member can rewrite before others read it."""

from typing import Any

from knowledge.articles.drafts import Draft
from knowledge.articles.forms import area
from knowledge.articles.models import QUICK, SECTIONS
from people.forms import HouseModelForm


class RewriteForm(HouseModelForm):
    """The questions of a lesson; of the longer ones those that have an answer."""

    mark_optional = False

    class Meta:
        model = Draft
        fields = ("title", *SECTIONS)

    def __init__(self, *args: Any, instance: Draft, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        for name in SECTIONS:
            if name in QUICK or getattr(instance, name):
                self.fields[name] = area(name, self.fields[name].label)
            else:
                del self.fields[name]
