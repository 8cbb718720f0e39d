"""Where the pages of the duties are."""

from django.urls import path

from barnetsplan.duties import at_work, views

urlpatterns = [
    path("ansvar/logg/", views.review, name="log_review"),
    path("ansvar/logg/<uuid:key>/", views.raised, name="log_raised"),
    path("ansvar/nodoppningar/", views.emergencies, name="emergencies"),
    path("ansvar/nodoppningar/<uuid:key>/", views.weigh_emergency, name="emergency_weigh"),
    path("ansvar/vad-kunde-ses/", views.replay, name="log_replay"),
    path("ansvar/anmalningar/", views.register, name="harm_register"),
    path("arbete/nodoppning/", at_work.emergency, name="emergency"),
    path("arbete/nodoppning/<uuid:key>/", at_work.emergency_opened, name="emergency_opened"),
    path("arbete/utredningar/", at_work.investigations, name="investigations"),
    path("arbete/utredningar/<uuid:key>/avsluta/", at_work.investigation_end, name="investigation_end"),
]
