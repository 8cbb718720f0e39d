"""Where the professionals' desk and the public pages are."""

from django.urls import path

from barnetsplan.work import code, public, views
from barnetsplan.work.relations import views as family

urlpatterns = [
    path("", public.start, name="start"),
    path("lamna/", public.leave, name="leave"),
    path("far-ett-barn-illa/", public.harm, name="harm"),
    path("hjalp/", public.help_that_exists, name="help"),
    path("barnets-rattigheter/", public.rights, name="rights"),
    path("sa-hanteras-uppgifter/", public.your_data, name="your_data"),
    path("tillganglighet/", public.accessibility, name="accessibility"),
    path("arbete/", views.desk, name="desk"),
    path("arbete/barn/", views.children, name="children"),
    path("arbete/barn/<uuid:key>/", views.child, name="child"),
    path("arbete/barn/<uuid:key>/till-journalen/", views.own_texts, name="own_texts"),
    path("arbete/barn/<uuid:key>/till-journalen/pdf/", views.own_texts_pdf, name="own_texts_pdf"),
    path("arbete/barn/<uuid:key>/kod/", code.code_give, name="code_give"),
    path("arbete/barn/<uuid:key>/familjen/", family.relations, name="relations"),
    path("arbete/barn/<uuid:key>/familjen/begransa/", family.restrict, name="custody_restrict"),
    path("arbete/barn/<uuid:key>/familjen/vardnadshavare/", family.propose, name="guardian_propose"),
    path("arbete/barn/<uuid:key>/familjen/annan/", family.relationship, name="relationship_add"),
    path("arbete/barn/<uuid:key>/familjen/fodd/", family.born, name="birth_record"),
    path("arbete/barn/<uuid:key>/familjen/fodd/utdrag/", family.born_seen, name="birth_propose"),
    path("arbete/relation/<uuid:key>/avsluta/", family.relationship_end, name="relationship_end"),
    path("arbete/beslut/<uuid:key>/avsluta/", family.override_end, name="override_end"),
    path("arbete/barn/<uuid:key>/familjen/mognad/", family.maturity, name="maturity_decide"),
    path("arbete/barn/<uuid:key>/familjen/beslut/", family.override, name="override_record"),
    path("arbete/barn/<uuid:key>/familjen/paus/", family.pause, name="releases_pause"),
    path("arbete/barn/<uuid:key>/familjen/vistelseort/", family.hide, name="whereabouts_hide"),
    path("arbete/vardnadshavare/<uuid:key>/", family.confirm, name="guardian_confirm"),
    path("arbete/paus/<uuid:key>/", family.lift, name="pause_lift"),
    path("arbete/vistelseort/<uuid:key>/", family.review, name="whereabouts_review"),
    path("arbete/att-gora/<uuid:key>/klar/", views.notice_done, name="notice_done"),
]
