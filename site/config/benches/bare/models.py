from __future__ import annotations

from django.db import models
from wagtail.models import Page


class BarePage(Page):
    body: models.TextField[str, str] = models.TextField()

    template = "page.html"
