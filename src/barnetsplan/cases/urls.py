"""Where a case is opened and its areas are chosen."""

from django.urls import path

from barnetsplan.cases import views

urlpatterns = [
    path("arbete/oro/<uuid:key>/oppna/", views.start, name="case_start"),
    path("arbete/arende/<uuid:key>/omraden/", views.choose_areas, name="case_areas"),
]
