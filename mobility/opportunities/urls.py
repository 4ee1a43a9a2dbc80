from django.urls import path

from mobility.opportunities import posting, views

urlpatterns = [
    path("", views.index, name="opportunities"),
    path("nytt/", posting.post, name="post"),
    path("<int:pk>/", views.opportunity, name="opportunity"),
    path("<int:pk>/andra/", posting.edit, name="edit"),
    path("<int:pk>/kompetenser/", posting.add_skill, name="ask_skill"),
    path("<int:pk>/kompetenser/<int:row>/", posting.drop_skill, name="drop_skill"),
    path("<int:pk>/skicka-in/", posting.submit, name="submit"),
    path("<int:pk>/ta-tillbaka/", posting.take_back, name="take_back"),
    path("<int:pk>/godkann/", posting.approve, name="approve"),
    path("<int:pk>/aterfor/", posting.send_back, name="send_back"),
    path("<int:pk>/avsluta/", posting.close, name="close"),
]
