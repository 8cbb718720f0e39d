"""Where the pages of the room are."""

from django.urls import path

from barnetsplan.reporting import views

urlpatterns = [
    path("arbete/anmalan/", views.harm_list, name="harm_list"),
    path("arbete/oro/<uuid:key>/fara-illa/", views.harm_answer, name="harm_answer"),
    path("arbete/anmalan/<uuid:key>/", views.harm_report, name="harm_report"),
    path("arbete/anmalan/<uuid:key>/beslut/", views.harm_decide, name="harm_decide"),
    path("arbete/anmalan/<uuid:key>/svar/", views.harm_feedback, name="harm_feedback"),
    path("arbete/anmalan/<uuid:key>/underlag/", views.harm_print, name="harm_print"),
]
