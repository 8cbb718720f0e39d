"""Where one notices, sends on and receives."""

from django.urls import path

from barnetsplan.noticing import unborn, views

urlpatterns = [
    path("arbete/uppmarksamma/", views.notice, name="notice"),
    path("arbete/uppmarksamma/kvitto/", views.receipt, name="notice_receipt"),
    path("arbete/uppmarksamma/vantat-barn/", unborn.notice_unborn, name="notice_unborn"),
    path("arbete/oro/<uuid:key>/", views.concern, name="concern"),
    path("arbete/oro/<uuid:key>/skicka/", views.send, name="concern_send"),
    path("arbete/oro/<uuid:key>/ta-emot/", views.receive, name="concern_receive"),
]
