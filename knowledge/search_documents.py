"""What the room lets search find."""

from knowledge.articles.found import LESSON
from knowledge.challenges.found import CHALLENGE
from knowledge.retrospectives.found import RETROSPECTIVE
from search.documents import register

register(LESSON)
register(CHALLENGE)
register(RETROSPECTIVE)
