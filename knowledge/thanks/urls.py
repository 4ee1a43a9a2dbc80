from django.urls import path

from knowledge.thanks import views

urlpatterns = [
    path("mina/manad/<int:year>/<int:month>/", views.my_month, name="my_month"),
    path("<slug:place>/<slug:slug>/hjalpte/", views.helped, name="helped"),
    path("<slug:place>/<slug:slug>/last/", views.read, name="read"),
]
