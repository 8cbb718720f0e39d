"""Where the pages of the room are."""

from django.urls import path

from barnetsplan.gathering import attachments, views

urlpatterns = [
    path("arbete/arende/<uuid:key>/fraga-familjen/", views.ask_family, name="ask_family"),
    path("arbete/arende/<uuid:key>/fraga-verksamhet/", views.ask_service, name="ask_service"),
    path("arbete/arende/<uuid:key>/barnets-ord/", views.child_words, name="child_words"),
    path("arbete/arende/<uuid:key>/egen-rost/", views.own_voice, name="own_voice"),
    path("arbete/arende/<uuid:key>/hjulet/", views.open_wheel, name="wheel"),
    path("arbete/arende/<uuid:key>/visa-roster/", views.release_voices, name="voices_release"),
    path("arbete/arende/<uuid:key>/analys/", views.analyse, name="analysis"),
    path("bilaga/<uuid:key>/", attachments.attachment, name="attachment"),
    path("arbete/fraga/<uuid:key>/", views.question, name="question"),
]
