from django.urls import path

from knowledge.glossary import adding, file_views, views

urlpatterns = [
    path("", views.index, name="glossary"),
    path("ny/", adding.new, name="term_new"),
    path("fil/", file_views.export, name="terms_export"),
    path("las-in/", file_views.bring_in, name="terms_import"),
    path("<int:pk>/", views.term, name="term"),
    path("<int:pk>/andra/", views.change, name="term_change"),
    path("<int:pk>/granska/", views.review, name="term_review"),
    path("<int:pk>/ta-ur-bruk/", views.retire, name="term_retire"),
    path("<int:pk>/ta-i-bruk/", views.restore, name="term_restore"),
]
