"""Where the professionals' desk and the public pages are."""

from django.urls import path

from barnetsplan.work import public, views

urlpatterns = [
    path("", public.start, name="start"),
    path("lamna/", public.leave, name="leave"),
    path("far-ett-barn-illa/", public.harm, name="harm"),
    path("barnets-rattigheter/", public.rights, name="rights"),
    path("sa-hanteras-uppgifter/", public.your_data, name="your_data"),
    path("tillganglighet/", public.accessibility, name="accessibility"),
    path("arbete/", views.desk, name="desk"),
    path("arbete/barn/", views.children, name="children"),
    path("arbete/barn/<uuid:key>/", views.child, name="child"),
    path("arbete/att-gora/<uuid:key>/klar/", views.notice_done, name="notice_done"),
]
