"""The kinds of notices. A room registers its own when the app is ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class NoticeKind:
    """`text` is a translatable sentence with `%(name)s` places that `facts` fill."""

    name: str
    label: Text
    text: Text
    by_mail: bool = True

    def sentence(self, facts: Mapping[str, Any]) -> str:
        return str(self.text) % Blank(facts)


class Blank(dict[str, Any]):
    """A fact that an old notice lacks is shown as three dots, never as an error."""

    def __missing__(self, key: str) -> str:
        return "…"


_kinds: dict[str, NoticeKind] = {}


def register(*kinds: NoticeKind) -> None:
    _kinds.update({kind.name: kind for kind in kinds})


def all_kinds() -> list[NoticeKind]:
    return list(_kinds.values())


def kind_named(name: str) -> NoticeKind:
    return _kinds.get(name) or NoticeKind(name, name, name, by_mail=False)
