"""Where the pages of the room are."""

from django.urls import path

from barnetsplan.family import code, handed, printed, printed_more, receipts, safety, views
from barnetsplan.family.giving import readers

urlpatterns = [
    path("min/", views.home, name="family_home"),
    path("min/barn/<uuid:key>/", views.plan, name="family_plan"),
    path("min/barn/<uuid:key>/ord/", views.words, name="family_words"),
    path("min/barn/<uuid:key>/ord/pdf/", printed_more.words_pdf, name="family_words_pdf"),
    path("min/barn/<uuid:key>/vem-far-se/", views.access, name="family_access"),
    path("min/barn/<uuid:key>/vem-har-last/", views.log, name="family_log"),
    path("min/barn/<uuid:key>/vad-kunde-de-se/", views.replay, name="family_replay"),
    path("min/barn/<uuid:key>/kontakt/", views.contacts, name="family_contacts"),
    path("min/barn/<uuid:key>/utlamnande/", safety.safety, name="family_safety"),
    path("min/barn/<uuid:key>/pdf/", printed.plan_pdf, name="family_plan_pdf"),
    path("min/barn/<uuid:key>/kvitton/", receipts.receipts, name="family_receipts"),
    path("min/kod/", code.code_home, name="code_home"),
    path("min/kod/skriv/", code.code_write, name="code_write"),
    path("min/kvitto/<uuid:key>/", receipts.receipt, name="family_receipt"),
    path("min/kvitto/<uuid:key>/pdf/", receipts.receipt_pdf, name="family_receipt_pdf"),
    path("min/kvitto/<uuid:key>/post/", receipts.receipt_record, name="family_receipt_record"),
    path("min/fraga/<uuid:key>/", views.question, name="family_question"),
    path("min/svar/<uuid:key>/", views.consent, name="family_consent"),
    path("min/svar/<uuid:key>/andra/", views.consent_change, name="family_consent_change"),
    path("min/ord/<uuid:key>/", readers, name="family_words_readers"),
    path("min/mote/<uuid:key>/", views.meeting, name="family_meeting"),
    path("min/mote/<uuid:key>/pdf/", printed_more.meeting_pdf, name="family_meeting_pdf"),
    path("min/plan/<uuid:key>/", views.version, name="family_version"),
    path("min/plan/<uuid:key>/skicka/", views.plan_send, name="family_plan_send"),
    path("min/utlamnat/<uuid:key>/", handed.handed, name="family_handed"),
]
