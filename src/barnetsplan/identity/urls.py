"""Where one signs in through a provider."""

from django.urls import path

from barnetsplan.identity import views

urlpatterns = [
    path("logga-in/med/<slug:key>/", views.start, name="provider_start"),
    path("logga-in/med/<slug:key>/svar/", views.answer, name="provider_answer"),
    path("logga-in/med/<slug:key>/nycklar/", views.public_keys, name="provider_keys"),
    path("logga-in/med/<slug:key>/utloggad/", views.signed_out_there, name="provider_signed_out"),
    path("logga-ut/hos/<slug:key>/", views.left, name="provider_left"),
    path("logga-ut/hos/<slug:key>/vidare/", views.sign_out_there, name="provider_sign_out"),
]
