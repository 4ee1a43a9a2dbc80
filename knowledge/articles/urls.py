from django.urls import path

from knowledge.articles import helping, related, similar, views, writing

urlpatterns = [
    path("", views.index, name="index"),
    path("amne/<slug:slug>/", views.topic, name="topic"),
    path("skriv/", writing.write, name="write"),
    path("skriv/finns/", helping.found_already, name="found_already"),
    path("skriv/hor-ihop/", related.suggest, name="suggest_lessons"),
    path("skriv/sprak/", helping.language, name="language_help"),
    path("skriv/<int:pk>/", writing.draft, name="draft"),
    path("skriv/<int:pk>/forhandsgranska/", writing.preview, name="preview"),
    path("skriv/<int:pk>/kontroll/", writing.check, name="check"),
    path("skriv/<int:pk>/publicera/", writing.publish, name="publish"),
    path("skriv/<int:pk>/min-text/", writing.rebase, name="rebase"),
    path("skriv/<int:pk>/kasta/", writing.discard, name="discard"),
    path("<slug:place>/", views.organisation_at, name="organisation"),
    path("<slug:place>/<slug:slug>/", views.article, name="article"),
    path("<slug:place>/<slug:slug>/andra/", views.change, name="change"),
    path("<slug:place>/<slug:slug>/liknande/", similar.similar, name="similar"),
]
