from django.urls import path

from knowledge.recommending import views

urlpatterns = [
    path("kontroll/granska/", views.waiting, name="to_review"),
    path("<slug:place>/<slug:slug>/granskning/", views.ask, name="review_ask"),
    path("<slug:place>/<slug:slug>/granskning/ater/", views.withdraw, name="review_withdraw"),
    path("<slug:place>/<slug:slug>/granskning/svar/", views.decide, name="review_decide"),
]
