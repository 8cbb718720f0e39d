"""Where one signs in and out."""

from django.urls import path

from barnetsplan.accounts import views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-in/valj/", views.choose, name="sign_in_choose"),
    path("logga-in/igen/", views.prove_again, name="prove_again"),
    path("logga-in/igen/skicka/", views.prove_send, name="prove_send"),
    path("logga-in/slut/", views.session_ended, name="session_ended"),
    path("inloggningar/", views.sessions, name="sessions"),
    path("inloggningar/avsluta/", views.session_end, name="session_end"),
    path("kod/", views.code, name="code"),
    path("logga-ut/", views.sign_out, name="sign_out"),
]
