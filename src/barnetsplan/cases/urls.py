"""Where the pages of the room are."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
