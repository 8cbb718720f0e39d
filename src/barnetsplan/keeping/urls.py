"""Where a unit sees what it has written about a child, and decides who may not read it."""

from django.urls import path

from barnetsplan.keeping import views

urlpatterns = [
    path("arbete/barn/<uuid:key>/skrivet/", views.writings, name="writings"),
    path("arbete/skrivet/<uuid:key>/", views.writing, name="writing"),
    path("arbete/skrivet/<uuid:key>/dolj/", views.keep, name="writing_keep"),
    path("arbete/skrivet/<uuid:key>/visa-igen/", views.lift, name="writing_lift"),
    path("arbete/skrivet/<uuid:key>/fel-barn/", views.strike, name="writing_strike"),
    path("arbete/mottaget/", views.received_list, name="received_list"),
    path("arbete/mottaget/<uuid:key>/", views.received, name="received"),
    path("arbete/struket/", views.struck_list, name="struck_list"),
    path("arbete/struket/<uuid:key>/", views.struck, name="struck"),
]
