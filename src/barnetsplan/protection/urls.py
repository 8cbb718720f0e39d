"""Where protection is set, kept and opened."""

from django.urls import path

from barnetsplan.protection import views

urlpatterns = [
    path("ansvar/skyddade/", views.protected, name="protected"),
    path("ansvar/skyddade/<uuid:key>/", views.keep, name="protected_keep"),
    path("arbete/barn/<uuid:key>/skydda/", views.protect, name="child_protect"),
    path("arbete/barn/<uuid:key>/varfor/", views.reason, name="protected_reason"),
    path("min/barn/<uuid:key>/skydda/", views.family_protect, name="family_protect"),
]
