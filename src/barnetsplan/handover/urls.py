"""Where the pages of the room are."""

from django.urls import URLPattern, path

from barnetsplan.handover import views

urlpatterns: list[URLPattern] = [
    path("arbete/plan/<uuid:key>/lamna-over/", views.coordination_offer, name="coordination_offer"),
    path("arbete/overlamning/<uuid:key>/", views.offer, name="offer"),
]
