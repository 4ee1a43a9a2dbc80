from django.urls import path

from knowledge.beginning import views

urlpatterns = [
    path("", views.before, name="before"),
    path("amne/<slug:slug>/", views.who_to_ask, name="who_to_ask"),
    path("<int:pk>/", views.beginning, name="beginning"),
    path("<int:pk>/svara/", views.answer, name="beginning_answer"),
    path("<int:pk>/ta-bort/", views.forget, name="beginning_forget"),
]
