from django.urls import path

from knowledge.reports import views

urlpatterns = [
    path("kontroll/fel/", views.reports, name="reports"),
    path("kontroll/fel/mina/", views.mine, name="my_reports"),
    path("kontroll/fel/<int:pk>/", views.answer, name="report_answer"),
    path("<slug:place>/<slug:slug>/stammer-inte/", views.report, name="report"),
]
