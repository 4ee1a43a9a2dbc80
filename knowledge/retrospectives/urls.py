from django.urls import path

from knowledge.retrospectives.views import (
    board,
    cards,
    follow_up,
    outcome,
    planning,
    team,
    themes,
)

urlpatterns = [
    path("", team.friday, name="friday"),
    path("nytt-team/", team.start_team, name="start_team"),
    path("skydd/", team.protection, name="protection"),
    path("aterblickar/", outcome.outcomes, name="outcomes"),
    path("aterblickar/<int:pk>/", outcome.outcome, name="outcome"),
    path("<int:team>/", board.board, name="board"),
    path("<int:team>/oppna/", board.open_board, name="open_board"),
    path("<int:team>/utan-namn/", board.drop_names, name="drop_names"),
    path("<int:team>/teamet/", planning.planning, name="planning"),
    path("<int:team>/tid/", planning.set_time, name="team_time"),
    path("<int:team>/ledigt/", planning.set_leave, name="team_leave"),
    path("<int:team>/med/", board.attend, name="attend"),
    path("<int:team>/lapp/", cards.write, name="write_card"),
    path("<int:team>/lapp/andra/", cards.change_card, name="change_card"),
    path("<int:team>/mina-lappar/", cards.own_cards, name="own_cards"),
    path("<int:team>/visa/", board.reveal, name="reveal"),
    path("<int:team>/steg/", board.step, name="step"),
    path("<int:team>/samla/", themes.gather, name="gather"),
    path("<int:team>/tema/<int:pk>/rosta/", themes.vote, name="vote"),
    path("<int:team>/tema/<int:pk>/lardom/", themes.start_lesson, name="start_lesson"),
    path("<int:team>/atgard/", follow_up.add_action, name="add_action"),
    path("<int:team>/atgard/<int:pk>/", follow_up.finish_action, name="finish_action"),
    path("<int:team>/atgarder/", follow_up.team_actions, name="team_actions"),
    path("<int:team>/punkt/", outcome.full_stop, name="full_stop"),
    path("<int:team>/publicera/", outcome.publish, name="publish_outcome"),
]
