"""Where the pages of the room are."""

from django.urls import URLPattern, path

from barnetsplan.meetings import (
    calendar_views,
    how_views,
    moving_views,
    paper,
    printed,
    pulse,
    room_views,
    short_views,
    views,
)

urlpatterns: list[URLPattern] = [
    path("arbete/arende/<uuid:key>/kalla/", views.call, name="meeting_call"),
    path("arbete/oro/<uuid:key>/kalla/", short_views.short_call, name="short_call"),
    path("arbete/mote/<uuid:key>/", views.meeting, name="meeting"),
    path("arbete/mote/<uuid:key>/svara/", views.reply, name="meeting_reply"),
    path("arbete/mote/<uuid:key>/tider/", moving_views.times, name="meeting_times"),
    path("arbete/mote/<uuid:key>/flytta/", moving_views.move, name="meeting_move"),
    path("arbete/mote/kod/", paper.paper_code, name="meeting_paper_code"),
    path("arbete/mote/<uuid:key>/papper/", paper.paper, name="meeting_paper"),
    path("arbete/mote/<uuid:key>/fler/", moving_views.more, name="meeting_more"),
    path("arbete/mote/<uuid:key>/kalender/", calendar_views.calendar_file, name="meeting_calendar"),
    path("arbete/mote/<uuid:key>/pdf/", printed.meeting_pdf, name="meeting_pdf"),
    path("arbete/mote/<uuid:key>/rum/", room_views.sit, name="meeting_room"),
    path("arbete/mote/<uuid:key>/blad/", room_views.lead, name="meeting_lead"),
    path("arbete/mote/<uuid:key>/leda/", room_views.chair, name="meeting_chair"),
    path("arbete/mote/<uuid:key>/avsluta/", views.finish, name="meeting_finish"),
    path("arbete/mote/<uuid:key>/hur/", how_views.how, name="meeting_how"),
    path("min/mote/<uuid:key>/hur/", how_views.how_as_family, name="family_meeting_how"),
    path("min/mote/<uuid:key>/rum/", room_views.sit_as_family, name="family_meeting_room"),
    path("min/mote/<uuid:key>/tider/", moving_views.times_as_family, name="family_meeting_times"),
    path("min/mote/<uuid:key>/kalender/", calendar_views.family_calendar_file, name="family_meeting_calendar"),
    path("kalender/", calendar_views.calendar, name="calendar"),
    path("kalender/<str:token>.ics", calendar_views.feed, name="calendar_feed"),
    path("mote/puls/", pulse.pulse, name="meeting_pulse"),
]
