from django.urls import path

from knowledge.versions import views

urlpatterns = [
    path("<slug:place>/<slug:slug>/versioner/", views.versions, name="versions"),
    path("<slug:place>/<slug:slug>/versioner/jamfor/", views.compared, name="compared"),
]
