"""A table that nothing fills any longer: the days of readings are counted with the thanks."""

from django.db import models

from knowledge.articles.models import ArticlePage
from people.records import Keep, Records


class ArticleRead(models.Model):
    article = models.OneToOneField(
        ArticlePage, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    last_on = models.DateField()

    records = Records(keep=Keep.PUBLISHED, internal="article last_on")

    def __str__(self) -> str:
        return f"{self.article_id} {self.last_on}"
