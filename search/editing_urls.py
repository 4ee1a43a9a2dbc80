"""Below /cms/sokning/."""

from django.urls import path

from search import editing

urlpatterns = [
    path("utan-traff/", editing.unanswered, name="editing_unanswered"),
    path("synonymer/", editing.synonyms, name="editing_synonyms"),
    path("synonymer/ny/", editing.synonym, name="editing_synonym_new"),
    path("synonymer/<int:pk>/", editing.synonym, name="editing_synonym"),
    path("synonymer/<int:pk>/bort/", editing.drop_synonym, name="editing_synonym_drop"),
    path("utvalda/", editing.promotions, name="editing_promotions"),
    path("utvalda/fraga/", editing.question, name="editing_question"),
    path("utvalda/valj/", editing.choose, name="editing_choose"),
    path("utvalda/<int:pk>/bort/", editing.drop_choice, name="editing_choice_drop"),
]
