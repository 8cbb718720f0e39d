"""Where a plan is written outside a meeting: changed, followed up, or entered from paper."""

from django.urls import path

from barnetsplan.revising import paper_views, views, wrong_child_views

urlpatterns = [
    path("arbete/arende/<uuid:key>/pappersplan/", paper_views.paper, name="plan_paper"),
    path("arbete/arende/<uuid:key>/fel-barn/", wrong_child_views.close, name="case_close_struck"),
    path("arbete/plan/<uuid:key>/andra/", views.edit, name="plan_edit"),
    path("arbete/plan/<uuid:key>/uppfoljning/", views.follow_up, name="plan_follow_up"),
    path("arbete/plan/<uuid:key>/uppfoljning/flytta/", views.move, name="follow_up_move"),
]
