"""Where one chooses how to be told."""

from django.urls import path

from barnetsplan.sending import views

urlpatterns = [
    path("meddelanden/", views.choose, name="messages"),
    path("meddelanden/<slug:channel>/", views.address, name="messages_address"),
    path("meddelanden/<slug:channel>/kod/", views.code, name="messages_code"),
    path("meddelanden/<slug:channel>/ta-bort/", views.forget, name="messages_forget"),
]
