from django.urls import path

from knowledge.beginning import views

urlpatterns = [
    path("", views.before, name="before"),
    path("<int:pk>/", views.beginning, name="beginning"),
    path("<int:pk>/svara/", views.answer, name="beginning_answer"),
    path("<int:pk>/ta-bort/", views.forget, name="beginning_forget"),
]
