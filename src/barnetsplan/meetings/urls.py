"""Where the pages of the room are."""

from django.urls import URLPattern, path

from barnetsplan.meetings import pulse, room_views, views

urlpatterns: list[URLPattern] = [
    path("arbete/arende/<uuid:key>/kalla/", views.call, name="meeting_call"),
    path("arbete/mote/<uuid:key>/", views.meeting, name="meeting"),
    path("arbete/mote/<uuid:key>/svara/", views.reply, name="meeting_reply"),
    path("arbete/mote/<uuid:key>/rum/", room_views.sit, name="meeting_room"),
    path("arbete/mote/<uuid:key>/blad/", room_views.lead, name="meeting_lead"),
    path("arbete/mote/<uuid:key>/leda/", room_views.chair, name="meeting_chair"),
    path("arbete/mote/<uuid:key>/avsluta/", views.finish, name="meeting_finish"),
    path("min/mote/<uuid:key>/rum/", room_views.sit_as_family, name="family_meeting_room"),
    path("mote/puls/", pulse.pulse, name="meeting_pulse"),
]
