from django.urls import path

from knowledge.trials import views

HERE = "<slug:place>/<slug:slug>/provat/"
urlpatterns = [
    path(HERE, views.trials, name="trials"),
    path(f"{HERE}beratta/", views.report, name="report_trial"),
    path(f"{HERE}<int:pk>/", views.trial, name="trial"),
    path(f"{HERE}<int:pk>/kvar/", views.answer, name="trial_answer"),
    path(f"{HERE}<int:pk>/ta-bort/", views.withdraw, name="withdraw_trial"),
]
