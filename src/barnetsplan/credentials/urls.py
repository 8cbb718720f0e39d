"""Where one signs in with a local account, makes one, and looks after one's own and others'."""

from django.urls import path

from barnetsplan.credentials import manager_views, own_views, setup_views, views

urlpatterns = [
    path("logga-in/konto/", views.sign_in, name="local_sign_in"),
    path("logga-in/konto/nyckel/fraga/", views.ask_passkey, name="local_ask_passkey"),
    path("logga-in/konto/nyckel/", views.passkey, name="local_passkey"),
    path("logga-in/inbjudan/", setup_views.invited, name="local_invited"),
    path("logga-in/inbjudan/app/", setup_views.app, name="local_app"),
    path("logga-in/inbjudan/nyckel/", setup_views.passkey, name="local_new_passkey"),
    path("logga-in/inbjudan/nyckel/fraga/", setup_views.ask, name="local_ask_new_passkey"),
    path("arbete/inloggning/", own_views.own, name="proofs"),
    path("arbete/inloggning/ny-nyckel/", own_views.add, name="proofs_add"),
    path("arbete/inloggning/ny-nyckel/fraga/", own_views.ask, name="proofs_ask"),
    path("arbete/inloggning/nyckel/<uuid:key>/ta-bort/", own_views.remove, name="proofs_remove"),
    path("arbete/inloggning/losenord/", own_views.password, name="proofs_password"),
    path("arbete/inloggning/reservkoder/", own_views.codes, name="proofs_codes"),
    path("ansvar/konton/", manager_views.accounts, name="local_accounts"),
    path("ansvar/konton/<uuid:key>/", manager_views.invite, name="local_invite"),
    path("ansvar/konton/<uuid:key>/avsluta/", manager_views.end, name="local_end"),
]
