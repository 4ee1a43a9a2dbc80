"""What the few editors of the installation see in the CMS."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

UNUSED = {"images", "documents", "help"}


@hooks.register("construct_main_menu")
def hide_what_is_not_used(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]
