"""Below /cms/."""

from django.urls import path

from knowledge.editing import views

urlpatterns = [
    path("amnen/", views.topics, name="editing_topics"),
    path("amnen/<int:pk>/", views.topic, name="editing_topic"),
    path("amnen/<int:pk>/namn/", views.rename, name="editing_topic_rename"),
    path("amnen/<int:pk>/alias/", views.add_alias, name="editing_alias_add"),
    path("amnen/<int:pk>/alias/<int:alias>/bort/", views.drop_alias, name="editing_alias_drop"),
    path("amnen/<int:pk>/sla-ihop/", views.merge, name="editing_topic_merge"),
    path("innehall/", views.content, name="editing_content"),
    path("innehall/<slug:which>/", views.content, name="editing_content_which"),
]
