"""Where the circle is asked for and the plan is read, published, reported on and ended."""

from django.urls import path

from barnetsplan.plans import blank, consent_views, printed, views

urlpatterns = [
    path("arbete/arende/<uuid:key>/samtycken/", views.consent_ask, name="consent_ask"),
    path("arbete/samtycke/<uuid:key>/", consent_views.consent_follow, name="consent_follow"),
    path("arbete/samtycke/<uuid:key>/paminn/", consent_views.consent_remind, name="consent_remind"),
    path("arbete/samtycke/<uuid:key>/skriv-in/", consent_views.consent_record, name="consent_record"),
    path("arbete/samtycke/<uuid:key>/papper/", blank.consent_blank, name="consent_blank"),
    path("arbete/papper/<uuid:key>/", consent_views.consent_paper, name="consent_paper"),
    path("arbete/plan/<uuid:key>/", views.plan, name="plan"),
    path("arbete/plan/<uuid:key>/skillnad/", views.difference, name="plan_difference"),
    path("arbete/plan/<uuid:key>/pdf/", printed.plan_pdf, name="plan_pdf"),
    path("arbete/plan/<uuid:key>/publicera/", views.publish, name="plan_publish"),
    path("arbete/plan/<uuid:key>/avsluta/", views.end, name="plan_end"),
    path("arbete/insats/<uuid:key>/", views.report, name="action_report"),
]
