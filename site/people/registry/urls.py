from django.urls import path

from people.registry import views

urlpatterns = [
    path("", views.choose, name="registries"),
    path("<slug:slug>/", views.registry, name="registry"),
    path("<slug:slug>/fraga/", views.ask, name="registry_ask"),
    path("<slug:slug>/svar/<int:pk>/", views.answer, name="registry_answer"),
    path("<slug:slug>/svar/<int:pk>/teamet/", views.ask_team, name="registry_ask_team"),
]
