"""Where one signs in and out."""

from django.urls import path

from barnetsplan.accounts import views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
]
