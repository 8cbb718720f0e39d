"""Where the pages of the room are."""

from django.urls import path

from barnetsplan.records import views

urlpatterns = [path("arbete/utkast/<slug:form>/<uuid:key>/", views.save, name="draft_save")]
