"""Where one chooses whom to be."""

from django.urls import path

from barnetsplan.demo import views

urlpatterns = [
    path("demo/", views.choose, name="demo_choose"),
    path("demo/<uuid:key>/", views.enter, name="demo_enter"),
]
