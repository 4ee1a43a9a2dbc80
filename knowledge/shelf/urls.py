from django.urls import path

from knowledge.shelf import merge_views, views

urlpatterns = [
    path("mina/", views.mine, name="mine"),
    path("mina/sparade/", views.saved, name="saved"),
    path("mina/inbjudan/<int:pk>/", views.answer, name="coauthor_answer"),
    path("mina/hopslagen/<int:pk>/angra/", merge_views.undo, name="merge_undo"),
    path("<slug:place>/<slug:slug>/spara/", views.save, name="save"),
    path("<slug:place>/<slug:slug>/dra-tillbaka/", views.retract, name="retract"),
    path("<slug:place>/<slug:slug>/lagg-tillbaka/", views.put_back, name="put_back"),
    path("<slug:place>/<slug:slug>/medforfattare/", views.coauthors, name="coauthors"),
    path(
        "<slug:place>/<slug:slug>/medforfattare/bjud-in/<int:pk>/",
        views.invite,
        name="coauthor_invite",
    ),
    path(
        "<slug:place>/<slug:slug>/medforfattare/ta-bort/<int:pk>/",
        views.withdraw,
        name="coauthor_withdraw",
    ),
    path("<slug:place>/<slug:slug>/medforfattare/lamna/", views.leave, name="coauthor_leave"),
    path("<slug:place>/<slug:slug>/sla-ihop/", merge_views.choose, name="merge_choose"),
    path("<slug:place>/<slug:slug>/sla-ihop/<int:other>/", merge_views.merge, name="merge"),
]
