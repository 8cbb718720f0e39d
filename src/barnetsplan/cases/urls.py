"""Where a case is opened and its areas are chosen."""

from django.urls import path

from barnetsplan.cases import advice_views, disclose_views, sharing_views, views

urlpatterns = [
    path("arbete/oro/<uuid:key>/oppna/", views.start, name="case_start"),
    path("arbete/arende/<uuid:key>/omraden/", views.choose_areas, name="case_areas"),
    path("arbete/radfraga/", advice_views.advice_list, name="advice_list"),
    path("arbete/radfraga/ny/", advice_views.ask, name="advice_ask"),
    path("arbete/radfraga/<uuid:key>/", advice_views.open_advice, name="advice"),
    path("arbete/radfraga/<uuid:key>/svara/", advice_views.answer, name="advice_answer"),
    path("arbete/arende/<uuid:key>/behover-vi-fraga/", sharing_views.sharing, name="sharing"),
    path("arbete/barn/<uuid:key>/lamna-ut/", disclose_views.disclose, name="disclose"),
    path("arbete/barn/<uuid:key>/forbehall/", disclose_views.give_promise, name="promise"),
    path("arbete/utlamnat/<uuid:key>/", disclose_views.disclosure, name="disclosure"),
    path("arbete/utlamnat/<uuid:key>/avsluta/", disclose_views.end, name="disclosure_end"),
]
