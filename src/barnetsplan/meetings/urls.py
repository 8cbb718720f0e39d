"""Where the pages of the room are."""

from django.urls import URLPattern, path

from barnetsplan.meetings import views

urlpatterns: list[URLPattern] = [
    path("arbete/arende/<uuid:key>/kalla/", views.call, name="meeting_call"),
    path("arbete/mote/<uuid:key>/", views.meeting, name="meeting"),
    path("arbete/mote/<uuid:key>/svara/", views.reply, name="meeting_reply"),
    path("arbete/mote/<uuid:key>/blad/", views.lead, name="meeting_lead"),
    path("arbete/mote/<uuid:key>/avsluta/", views.finish, name="meeting_finish"),
]
