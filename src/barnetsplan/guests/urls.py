"""Where guests are invited, and where a guest comes in."""

from django.urls import path

from barnetsplan.guests import views

urlpatterns = [
    path("gast/", views.home, name="guest_home"),
    path("arbete/arende/<uuid:key>/gaster/", views.guests, name="guests"),
    path("arbete/arende/<uuid:key>/bjud-in-gast/", views.invite, name="guest_invite"),
    path("arbete/gast/<uuid:key>/avsluta/", views.end, name="guest_end"),
]
