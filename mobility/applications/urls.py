from django.urls import path

from mobility.applications import deciding, views

urlpatterns = [
    path("mina/", views.mine, name="mine"),
    path("<int:pk>/sok/", views.apply, name="apply"),
    path("<int:pk>/ansokningar/", views.applicants, name="applicants"),
    path("<int:pk>/stall-in/", deciding.cancel, name="cancel"),
    path("ansokan/<int:pk>/", views.application, name="application"),
    path("ansokan/<int:pk>/urval/", deciding.shortlist, name="shortlist"),
    path("ansokan/<int:pk>/erbjud/", deciding.offer, name="offer"),
    path("ansokan/<int:pk>/svara/", deciding.reject, name="reject"),
    path("ansokan/<int:pk>/fraga-chefen/", deciding.ask_consent, name="ask_consent"),
    path("ansokan/<int:pk>/ta-tillbaka/", deciding.withdraw, name="withdraw"),
    path("ansokan/<int:pk>/tacka-ja/", deciding.accept, name="accept"),
    path("ansokan/<int:pk>/tacka-nej/", deciding.decline, name="decline"),
    path("medgivande/<int:pk>/", deciding.consent, name="consent"),
]
