from django.urls import path

from knowledge.grounds import views

urlpatterns = [
    path("kontroll/underlag/", views.all_grounds, name="all_grounds"),
    path("kontroll/underlag/<int:pk>/", views.ground, name="ground"),
    path("<slug:place>/<slug:slug>/vilar-pa/", views.grounds, name="grounds"),
    path("<slug:place>/<slug:slug>/vilar-pa/<int:pk>/bort/", views.remove, name="ground_remove"),
]
