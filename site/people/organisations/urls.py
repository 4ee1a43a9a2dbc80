from django.urls import path

from people.organisations.views import overview, retention, roles, staff, units
from people.subgoals import views as subgoals

urlpatterns = [
    path("", overview.choose, name="organisations"),
    path("<slug:slug>/", overview.overview, name="organisation"),
    path("<slug:slug>/gallring/", retention.retention, name="retention"),
    path("<slug:slug>/enheter/ny/", units.add_unit, name="unit_add"),
    path("<slug:slug>/enheter/<int:pk>/", units.change_unit, name="unit_change"),
    path("<slug:slug>/enheter/<int:pk>/flytta/", units.move_unit, name="unit_move"),
    path("<slug:slug>/enheter/<int:pk>/sla-ihop/", units.merge_unit, name="unit_merge"),
    path("<slug:slug>/medarbetare/", staff.staff, name="organisation_staff"),
    path("<slug:slug>/medarbetare/ny/", staff.employ, name="employ"),
    path("<slug:slug>/medarbetare/<int:pk>/", staff.change_employment, name="employment_change"),
    path("<slug:slug>/medarbetare/<int:pk>/avsluta/", staff.end_employment, name="employment_end"),
    path("<slug:slug>/medarbetare/<int:pk>/bjud-in/", staff.invite_again, name="invite_again"),
    path("<slug:slug>/behorigheter/ny/", roles.give_role, name="role_give"),
    path("<slug:slug>/behorigheter/<int:pk>/ta-bort/", roles.take_role, name="role_take"),
    path("<slug:slug>/team/nytt/", roles.save_team, name="team_add"),
    path("<slug:slug>/team/<int:pk>/", roles.save_team, name="team_change"),
    path("<slug:slug>/delmal/", subgoals.index, name="subgoals"),
    path("<slug:slug>/delmal/nytt/", subgoals.add, name="subgoal_add"),
    path("<slug:slug>/delmal/<int:pk>/", subgoals.change, name="subgoal_change"),
    path("<slug:slug>/delmal/<int:pk>/ta-ur-bruk/", subgoals.retire, name="subgoal_retire"),
    path("<slug:slug>/delmal/<int:pk>/ta-i-bruk/", subgoals.reinstate, name="subgoal_reinstate"),
]
