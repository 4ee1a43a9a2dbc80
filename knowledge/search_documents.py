"""What the room lets search find."""

from knowledge.articles.found import LESSON
from search.documents import register

register(LESSON)
