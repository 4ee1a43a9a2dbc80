from django.urls import path

from knowledge.exchange import feeds, pdf

urlpatterns = [
    path("feed/", feeds.everything, name="feed"),
    path("feed/amne/<slug:slug>/", feeds.topic, name="feed_topic"),
    path("feed/organisation/<slug:slug>/", feeds.organisation, name="feed_organisation"),
    path("feed/mitt/<str:token>/", feeds.own, name="feed_own"),
    path("mina/floden/", feeds.addresses, name="feeds"),
    path("mina/floden/ny-adress/", feeds.make, name="feed_make"),
    path("mina/floden/ta-bort/", feeds.revoke, name="feed_revoke"),
    path("<slug:place>/<slug:slug>/pdf/", pdf.show, name="pdf"),
]
