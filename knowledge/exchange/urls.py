from django.urls import path

from knowledge.exchange import feeds, pdf, views

of_organisation = [
    path("", views.exchange, name="exchange"),
    path("pagar/", views.progress, name="exchange_progress"),
    path("ut/", views.export, name="exchange_export"),
    path("in/", views.bring_in, name="exchange_import"),
    path("<uuid:key>.zip", views.download, name="exchange_file"),
]

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
