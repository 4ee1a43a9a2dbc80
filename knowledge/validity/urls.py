from django.urls import path

from knowledge.validity import views

urlpatterns = [
    path("kontroll/", views.reviews, name="reviews"),
    path("kontroll/<int:pk>/", views.answer, name="review_answer"),
    path("kontroll/<int:pk>/ansvar/", views.give, name="review_give"),
    path("kontroll/lank/<str:token>/", views.by_link, name="review_link"),
    path("kontroll/lank/<str:token>/<int:pk>/", views.answer_by_link, name="review_link_answer"),
]
