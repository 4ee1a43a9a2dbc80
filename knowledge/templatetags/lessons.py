"""Lessons in lists."""

from django import template

from knowledge.articles.cards import card

register = template.Library()
register.simple_tag(card, name="lesson_card")
