"""Where the pages of the room are."""

from django.urls import path

from barnetsplan.family import handed, safety, views
from barnetsplan.family import views
from barnetsplan.family.giving import readers

urlpatterns = [
    path("min/", views.home, name="family_home"),
    path("min/barn/<uuid:key>/", views.plan, name="family_plan"),
    path("min/barn/<uuid:key>/ord/", views.words, name="family_words"),
    path("min/barn/<uuid:key>/vem-far-se/", views.access, name="family_access"),
    path("min/barn/<uuid:key>/vem-har-last/", views.log, name="family_log"),
    path("min/barn/<uuid:key>/kontakt/", views.contacts, name="family_contacts"),
    path("min/barn/<uuid:key>/utlamnande/", safety.safety, name="family_safety"),
    path("min/fraga/<uuid:key>/", views.question, name="family_question"),
    path("min/svar/<uuid:key>/", views.consent, name="family_consent"),
    path("min/svar/<uuid:key>/andra/", views.consent_change, name="family_consent_change"),
    path("min/ord/<uuid:key>/", readers, name="family_words_readers"),
    path("min/mote/<uuid:key>/", views.meeting, name="family_meeting"),
    path("min/plan/<uuid:key>/", views.version, name="family_version"),
    path("min/utlamnat/<uuid:key>/", handed.handed, name="family_handed"),
]
