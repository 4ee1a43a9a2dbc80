"""Who gets what, at every address. A new address without a row is a fault."""

import pytest
import time_machine
from django.utils import timezone

from search.outbox import drain
from tests.sweep import (
    HOME,
    SECRET,
    VIEWERS,
    World,
    address,
    addresses,
    body,
    missing,
    text_of,
    watched,
    world_of,
)

# The columns are those of VIEWERS: signed out, amina, nils, lena, HR, registrar, administrator,
# editor, operator, karin of the other organisation, protected identity, shut account.
# + the page   > on to another   . 404   p 405, only posts   - 503, the worker sleeps in tests
TABLE = """
start                                -                              > + + + + + + + + + + >
switch_language                      -                              p p p p p p p p p p p p
welcome                              token=token                    + + + + + + + + + + + +
employment_offer                     pk=invitation                  > . + . . . . . . . . >
sign_ins                             -                              > + + + + + + + + + + >
sign_ins_end_others                  -                              > p p p p p p p p p p >
sign_in_end                          handle=sign_in                 > p p p p p p p p p p >
notices                              -                              > + + + + + + + + + + >
notice_settings                      -                              > + + + + + + + + + + >
notices_read                         -                              > p p p p p p p p p p >
notice_open                          pk=notice                      > p p p p p p p p p p >
following                            -                              > + + + + + + + + + + >
following_news                       -                              > + + + + + + + + + + >
follow                               -                              > p p p p p p p p p p >
stop_following                       pk=follow                      > p p p p p p p p p p >
digest_off                           token=off                      + + + + + + + + + + + +
presence                             -                              > + + + + + + + + + + >
person                               pk=person                      > + + + + + + + . + + >
person                               pk=hidden                      > . + . . . . . . . + >
person                               pk=disabled                    > . . . . . . . . . . >
organisations                        -                              > + + + + + > + + + + >
organisation                         slug=organisation              > . . . . . + . . . . >
retention                            slug=organisation              > . . . . + + . . . . >
unit_add                             slug=organisation              > . . . . . + . . . . >
unit_change                          slug=organisation,pk=unit      > . . . . . + . . . . >
unit_move                            slug=organisation,pk=unit      > . . . . . + . . . . >
unit_merge                           slug=organisation,pk=unit      > . . . . . + . . . . >
organisation_staff                   slug=organisation              > . . . . . + . . . . >
employ                               slug=organisation              > . . . . . + . . . . >
employment_change                    slug=organisation,pk=employment > . . . . . + . . . . >
employment_end                       slug=organisation,pk=employment > p p p p p p p p p p >
invite_again                         slug=organisation,pk=employment > p p p p p p p p p p >
role_give                            slug=organisation              > . . . . . + . . . . >
role_take                            slug=organisation,pk=role      > p p p p p p p p p p >
team_add                             slug=organisation              > . . . . . + . . . . >
team_change                          slug=organisation,pk=team      > . . . . . + . . . . >
registries                           -                              > . . . . > . . . . . >
registry                             slug=organisation              > . . . . + . . . . . >
registry_ask                         slug=organisation              > p p p p p p p p p p >
registry_answer                      slug=organisation,pk=asked     > . . . . + . . . . . >
registry_ask_team                    slug=organisation,pk=asked     > p p p p p p p p p p >
networks                             -                              > + + + + + + + . + + >
network_start                        -                              > + + + + + + + . + + >
networks_mine                        -                              > + + + + + + + + + + >
network                              pk=network                     > + + + + + + + . + + >
network                              pk=unkept                      > + + + + + + + . + + >
network                              pk=closed                      > + . . . . . . . . . >
network_change                       pk=network                     > + . . . . . . . . . >
network_ask                          pk=network                     > p p p p p p p p p p >
network_invite                       pk=network                     > p p p p p p p p p p >
network_answer                       pk=network,joining=asking      > p p p p p p p p p p >
network_leave                        pk=network                     > p p p p p p p p p p >
network_hand_over                    pk=network                     > + . . . . . . . . . >
network_take                         pk=unkept                      > p p p p p p p p p p >
network_close                        pk=network                     > p p p p p p p p p p >
network_reopen                       pk=closed                      > p p p p p p p p p p >
subgoals                             slug=organisation              > . . . . . + . . . . >
subgoal_add                          slug=organisation              > . . . . . + . . . . >
subgoal_change                       slug=organisation,pk=subgoal   > . . . . . + . . . . >
subgoal_retire                       slug=organisation,pk=subgoal   > p p p p p p p p p p >
subgoal_reinstate                    slug=organisation,pk=retired   > p p p p p p p p p p >
alive                                -                              + + + + + + + + + + + +
ready                                -                              - - - - - - - - - - - -
about                                -                              + + + + + + + + + + + +
about_accessibility                  -                              + + + + + + + + + + + +
about_personal_data                  -                              + + + + + + + + + + + +
about_cookies                        -                              + + + + + + + + + + + +
parts                                -                              > . . . . . . . + . . >
account_login                        -                              + > > > > > > > > > > +
account_logout                       -                              > + + + + + + + + + + >
account_signup                       -                              + > > > > > > > > > > +
account_inactive                     -                              + + + + + + + + + + + +
account_reauthenticate               -                              > + + + + + + + + + + >
account_change_password              -                              > + + + + + + + + + + >
account_set_password                 -                              > > > > > > > > > > > >
account_reset_password               -                              + + + + + + + + + + + +
account_reset_password_done          -                              + + + + + + + + + + + +
account_reset_password_from_key      uidb36=uid,key=key             + + + + + + + + + + + +
account_reset_password_from_key_done -                              + + + + + + + + + + + +
skills:suggest                       -                              > + + + + + + + + + + >
search:search                        -                              + + + + + + + + + + + +
search:suggest                       -                              + + + + + + + + + + + +
mobility:profile                     -                              > + + + + + + + + + + >
mobility:add_skill                   -                              > p p p p p p p p p p >
mobility:change_skill                pk=claim                       > p p p p p p p p p p >
mobility:opportunities               -                              + + + + + + + + + + + +
mobility:post                        -                              > . . + + . . . . + . >
mobility:opportunity                 pk=opportunity                 . + + + + + + + . . + .
mobility:opportunity                 pk=planned                     . . . + + . . . . . . .
mobility:opportunity                 pk=proposed                    . . . + + . . . . . . .
mobility:opportunity                 pk=chosen                      . + + + + + + + . . + .
mobility:edit                        pk=planned                     > . . + . . . . . . . >
mobility:edit                        pk=proposed                    > . . . . . . . . . . >
mobility:ask_skill                   pk=planned                     > p p p p p p p p p p >
mobility:drop_skill                  pk=planned,row=row             > p p p p p p p p p p >
mobility:submit                      pk=planned                     > p p p p p p p p p p >
mobility:take_back                   pk=proposed                    > p p p p p p p p p p >
mobility:approve                     pk=proposed                    > p p p p p p p p p p >
mobility:send_back                   pk=proposed                    > p p p p p p p p p p >
mobility:close                       pk=chosen                      > p p p p p p p p p p >
mobility:mine                        -                              > + + + + + + + + + + >
mobility:apply                       pk=opportunity                 > + > . + + + + . . + >
mobility:applicants                  pk=opportunity                 > . . + . . . . . . . >
mobility:cancel                      pk=opportunity                 > p p p p p p p p p p >
mobility:application                 pk=application                 > . + + . . . . . . . >
mobility:application                 pk=offered                     > . + + . . . . . . . >
mobility:application                 pk=listed                      > . + + . . . . . . . >
mobility:shortlist                   pk=application                 > p p p p p p p p p p >
mobility:offer                       pk=application                 > p p p p p p p p p p >
mobility:reject                      pk=application                 > p p p p p p p p p p >
mobility:ask_consent                 pk=application                 > p p p p p p p p p p >
mobility:withdraw                    pk=application                 > p p p p p p p p p p >
mobility:accept                      pk=offered                     > p p p p p p p p p p >
mobility:decline                     pk=offered                     > p p p p p p p p p p >
mobility:consent                     pk=consent                     > . . . + . . . . . . >
mobility:development                 -                              > + + + + + + + + + + >
mobility:drop_goal                   -                              > p p p p p p p p p p >
mobility:roles                       -                              > + + + + + + + + + + >
mobility:role                        pk=profession                  > + + + + + + + . . + >
knowledge:friday                     -                              > + + + + + + + + + + >
knowledge:start_team                 -                              > + + + + + + + . + + >
knowledge:protection                 -                              + + + + + + + + + + + +
knowledge:outcomes                   -                              + + + + + + + + + + + +
knowledge:outcome                    pk=outcome                     . + + + + + + + . . + .
knowledge:board                      team=team                      > + . + . . . . . . . >
knowledge:board_now                  team=team                      > + . + . . . . . . . >
knowledge:open_board                 team=team                      > p p p p p p p p p p >
knowledge:choose_columns             team=team                      > p p p p p p p p p p >
knowledge:drop_names                 team=team                      > p p p p p p p p p p >
knowledge:planning                   team=team                      > + . + . . . . . . . >
knowledge:team_colleagues            team=team                      > + . + . . . . . . . >
knowledge:add_colleague              team=team,pk=person            > p p p p p p p p p p >
knowledge:take_out                   team=team,pk=person            > p p p p p p p p p p >
knowledge:leave_team                 team=team                      > + . + . . . . . . . >
knowledge:team_time                  team=team                      > p p p p p p p p p p >
knowledge:team_leave                 team=team                      > p p p p p p p p p p >
knowledge:calendar                   token=calendar                 + + + + + + + + + + + +
knowledge:make_calendar              team=team                      > p p p p p p p p p p >
knowledge:revoke_calendar            team=team                      > p p p p p p p p p p >
knowledge:swap_turns                 team=team                      > p p p p p p p p p p >
knowledge:hand_over_turn             team=team                      > p p p p p p p p p p >
knowledge:begin                      team=team                      > p p p p p p p p p p >
knowledge:attend                     team=team                      > p p p p p p p p p p >
knowledge:answer_mood                team=team                      > p p p p p p p p p p >
knowledge:write_card                 team=team                      > p p p p p p p p p p >
knowledge:change_card                team=team                      > p p p p p p p p p p >
knowledge:own_cards                  team=team                      > p p p p p p p p p p >
knowledge:change_named               team=team,key=card             > > . . . . . . . . . >
knowledge:hide_card                  team=team                      > p p p p p p p p p p >
knowledge:reveal                     team=team                      > p p p p p p p p p p >
knowledge:step                       team=team                      > p p p p p p p p p p >
knowledge:gather                     team=team                      > p p p p p p p p p p >
knowledge:vote                       team=team,pk=theme             > p p p p p p p p p p >
knowledge:vote_for_card              team=team                      > p p p p p p p p p p >
knowledge:start_lesson               team=team,pk=theme             > p p p p p p p p p p >
knowledge:lesson_proposal            team=team,key=proposal         > + . + . . . . . . . >
knowledge:rewrite_proposal           team=team,key=proposal         > + . + . . . . . . . >
knowledge:stop_proposal              team=team,key=proposal         > p p p p p p p p p p >
knowledge:take_over_proposal         team=team,key=proposal         > p p p p p p p p p p >
knowledge:add_action                 team=team                      > p p p p p p p p p p >
knowledge:finish_action              team=team,pk=action            > p p p p p p p p p p >
knowledge:plan_action                team=team,pk=action            > p p p p p p p p p p >
knowledge:take_action                team=team,pk=action            > p p p p p p p p p p >
knowledge:team_actions               team=team                      > + . + . . . . . . . >
knowledge:full_stop                  team=team                      > + . + . . . . . . . >
knowledge:outcome_proposal           team=team,key=telling          > + . + . . . . . . . >
knowledge:rewrite_outcome            team=team,key=telling          > + . + . . . . . . . >
knowledge:stop_outcome               team=team,key=telling          > p p p p p p p p p p >
knowledge:publish_outcome            team=team,key=telling          > p p p p p p p p p p >
knowledge:retract_outcome            pk=outcome                     > p p p p p p p p p p >
knowledge:propose_outcome            team=team                      > + . + . . . . . . . >
knowledge:echo                       pk=echo                        > + + + + + + + . . + >
knowledge:echo_join                  pk=echo                        > p p p p p p p p p p >
knowledge:echo_leave                 pk=echo                        > p p p p p p p p p p >
knowledge:echo_write                 pk=echo                        > p p p p p p p p p p >
knowledge:share_echo                 team=team                      > > . > . . . . . . . >
knowledge:take_back_echo             team=team                      > p p p p p p p p p p >
knowledge:file                       key=file                       . + + + + + + + . . + .
knowledge:small_picture              key=file                       . + + + + + + + . . + .
knowledge:from_word                  -                              > + + + + + + + . + + >
knowledge:attachments                pk=draft                       > + . . . . . . . . . >
knowledge:describe                   pk=draft,attachment=attachment > p p p p p p p p p p >
knowledge:detach                     pk=draft,attachment=attachment > p p p p p p p p p p >
knowledge:network_lessons            pk=network                     > + + + + + + + . + + >
knowledge:network_lessons            pk=closed                      > + . . . . . . . . . >
knowledge:index                      -                              + + + + + + + + + + + +
knowledge:mine                       -                              > + + + + + + + + + + >
knowledge:topic                      slug=topic                     . + + + + + + + . . + .
knowledge:organisation               place=place                    . + + + + + + + . + + .
knowledge:write                      -                              > + + + + + + + . + + >
knowledge:draft                      pk=draft                       > + . . . . . . . . . >
knowledge:preview                    pk=draft                       > + . . . . . . . . . >
knowledge:publish                    pk=draft                       > p p p p p p p p p p >
knowledge:found_already              -                              > p p p p p p p p p p >
knowledge:language_help              -                              > p p p p p p p p p p >
knowledge:suggest_lessons            -                              > + + + + + + + + + + >
knowledge:check                      pk=doubtful                    > + . . . . . . . . . >
knowledge:check                      pk=draft                       > > . . . . . . . . . >
knowledge:rebase                     pk=draft                       > p p p p p p p p p p >
knowledge:discard                    pk=draft                       > p p p p p p p p p p >
knowledge:article                    place=place,slug=article       . + + + + + + + . . + .
knowledge:article                    place=place,slug=inside        . + . + . . . . . + . .
knowledge:similar                    place=place,slug=article       . + + + + + + + . . + .
knowledge:similar                    place=place,slug=inside        . + . + . . . . . + . .
knowledge:change                     place=place,slug=article       > p p p p p p p p p p >
knowledge:questions                  place=place,slug=article       . + + + + + + + . . + .
knowledge:answer                     pk=question                    > p p p p p p p p p p >
knowledge:show_question              pk=question                    > p p p p p p p p p p >
knowledge:show_answer                pk=answer                      > p p p p p p p p p p >
knowledge:take_in                    pk=answer                      > p p p p p p p p p p >
knowledge:stand_in                   place=place,slug=article       > + . . . . . . . . . >
knowledge:helped                     place=place,slug=article       > p p p p p p p p p p >
knowledge:read                       place=place,slug=article       > p p p p p p p p p p >
knowledge:before                     -                              > + + + + + + + + + + >
knowledge:who_to_ask                 slug=topic                     > + + + + + + + . . + >
knowledge:beginning                  pk=begun                       > + . . . . . . . . . >
knowledge:beginning_answer           pk=begun                       > p p p p p p p p p p >
knowledge:beginning_forget           pk=begun                       > p p p p p p p p p p >
knowledge:my_month                   year=year,month=month          > + + + + + + + + + + >
knowledge:calls                      -                              + + + + + + + + + + + +
knowledge:call                       pk=call                        . + + + + + + + . . + .
knowledge:call                       pk=invited                     . + + + + + + + . . + .
knowledge:change_call                pk=call                        > . . + . . . + . . . >
knowledge:close_call                 pk=call                        > p p p p p p p p p p >
knowledge:join_call                  pk=invited                     > p p p p p p p p p p >
knowledge:answer_joining             pk=call,joining=joining        > p p p p p p p p p p >
knowledge:leave_call                 pk=joined,joining=seat         > p p p p p p p p p p >
knowledge:new_call                   place=place,slug=article       > + + + + + + + . . + >
knowledge:trials                     place=place,slug=article       . + + + + + + + . . + .
knowledge:report_trial               place=place,slug=article       > . > + > > > + . . > >
knowledge:trial_answer               place=place,slug=article,pk=trial > . . + . . . + . . . >
knowledge:trial                      place=place,slug=article,pk=trial . + + + + + + + . . + .
knowledge:withdraw_trial             place=place,slug=article,pk=trial > p p p p p p p p p p >
knowledge:reviews                    -                              > + + + + + + + + + + >
knowledge:review_answer              pk=doubted                     > p p p p p p p p p p >
knowledge:review_give                pk=doubted                     > + . + . . . . . . . >
knowledge:review_link                token=letter                   + + . . . . . . . . . +
knowledge:review_link_answer         token=letter,pk=doubted        p p p p p p p p p p p p
knowledge:to_review                  -                              > + + + + + + + + + + >
knowledge:review_ask                 place=place,slug=article       > p p p p p p p p p p >
knowledge:review_withdraw            place=place,slug=reviewing     > p p p p p p p p p p >
knowledge:review_decide              place=place,slug=reviewing     > p p p p p p p p p p >
knowledge:reports                    -                              > + + + + + + + + + + >
knowledge:my_reports                 -                              > + + + + + + + + + + >
knowledge:report_answer              pk=doubted                     > p p p p p p p p p p >
knowledge:report                     place=place,slug=article       > p p p p p p p p p p >
knowledge:all_grounds                -                              > . . . . . . + . . . >
knowledge:ground                     pk=ground                      > . . . . . . + . . . >
knowledge:grounds                    place=place,slug=article       > + . + . . . . . . . >
knowledge:ground_remove              place=place,slug=article,pk=ground > p p p p p p p p p p >
knowledge:versions                   place=place,slug=article       . + + + + + + + . . + .
knowledge:compared                   place=place,slug=article       . . . . . . . . . . . .
knowledge:compared place=place,slug=article?fran=version&till=version . + + + + + + + . . + .
knowledge:article                    place=place,slug=reviewing     . + + + + + + + . . + .
knowledge:challenges                 -                              + + + + + + + + + + + +
knowledge:goals                      -                              + + + + + + + + + + + +
knowledge:challenges_waiting         -                              > + + + + + + + . + + >
knowledge:challenge_ask              -                              > + + + + + + + . + + >
knowledge:challenge                  pk=challenge                   . + + + + + + + . . + .
knowledge:challenge                  pk=ended                       . + + + + + + + . . + .
knowledge:challenge_change           pk=challenge                   > + . . . . . + . . . >
knowledge:challenge_close            pk=challenge                   > + . . . . . + . . . >
knowledge:challenge_extend           pk=challenge                   > + . . . . . + . . . >
knowledge:challenge_extend           pk=ended                       > + . . . . . + . . . >
knowledge:challenge_withdraw         pk=challenge                   > p p p p p p p p p p >
knowledge:challenge_lesson           pk=ended                       > p p p p p p p p p p >
knowledge:challenge_answer           pk=challenge,way=way           > . + + + + + + . . + >
knowledge:challenge_said             pk=challenge,answer=named      > p p p p p p p p p p >
knowledge:challenge_helped           pk=challenge,answer=reply      > p p p p p p p p p p >
knowledge:challenge_take_back        pk=challenge,answer=reply      > p p p p p p p p p p >
knowledge:glossary                   -                              + + + + + + + + + + + +
knowledge:term_new                   -                              > + + + + + + + + + + >
knowledge:terms_export               -                              > + + + + + + + + + + >
knowledge:terms_import               -                              > . . . . . . + + . . >
knowledge:term                       pk=term                        . + + + + + + + . . + .
knowledge:term_change                pk=term                        > + . . . . . + . . . >
knowledge:term_review                pk=term                        > p p p p p p p p p p >
knowledge:term_retire                pk=term                        > p p p p p p p p p p >
knowledge:term_restore               pk=term                        > p p p p p p p p p p >
knowledge:exchange                   slug=organisation              > . . . . . + . . . . >
knowledge:exchange_progress          slug=organisation              > . . . . . + . . . . >
knowledge:exchange_export            slug=organisation              > p p p p p p p p p p >
knowledge:exchange_import            slug=organisation              > p p p p p p p p p p >
knowledge:exchange_file              slug=organisation,key=transfer > . . . . . . . . . . >
knowledge:feed                       -                              + + + + + + + + + + + +
knowledge:feed_topic                 slug=topic                     . . . . . . . . . . . .
knowledge:feed_organisation          slug=organisation              . . . . . . . . . . . .
knowledge:feed_own                   token=feed_token               + + + + + + + + + + + +
knowledge:feeds                      -                              > + + + + + + + + + + >
knowledge:feed_make                  -                              > p p p p p p p p p p >
knowledge:feed_revoke                -                              > p p p p p p p p p p >
knowledge:pdf                        place=place,slug=article       . + + + + + + + . . + .
knowledge:saved                      -                              > + + + + + + + + + + >
knowledge:coauthor_answer            pk=coauthor                    > p p p p p p p p p p >
knowledge:merge_undo                 pk=merge                       > p p p p p p p p p p >
knowledge:save                       place=place,slug=article       > p p p p p p p p p p >
knowledge:retract                    place=place,slug=article       > + . . . . . . . . . >
knowledge:put_back                   place=place,slug=article       > p p p p p p p p p p >
knowledge:coauthors                  place=place,slug=article       > + . . . . . . . . . >
knowledge:coauthor_invite            place=place,slug=article,pk=person > p p p p p p p p p p >
knowledge:coauthor_withdraw          place=place,slug=article,pk=coauthor > p p p p p p p p p p >
knowledge:coauthor_leave             place=place,slug=article       > p p p p p p p p p p >
knowledge:merge_choose               place=place,slug=article       > + . . . . . . . . . >
knowledge:merge                      place=place,slug=article,other=lesson > + . . . . . . . . . >
cms/login/                           -                              > . . . . . . . . . . >
wagtailadmin_home                    -                              > > > > > > > > + > > >
wagtail_serve                        0=page                         . + + + + + + + . + + .
"""
SIGNS = {200: "+", 302: ">", 404: ".", 405: "p", 503: "-"}
LINES = [line.split() for line in TABLE.strip().splitlines()]
ROWS = [(name, fill, "".join(signs)) for name, fill, *signs in LINES]
# Open across organisations by intent: a colleague's page, links that carry their own secret, and
# a month, in which everybody reads of their own lessons.
SHARED = {
    *("person", "welcome", "account_reset_password_from_key"),
    *("digest_off", "knowledge:feed_own", "knowledge:review_link", "knowledge:my_month"),
    "knowledge:calendar",
}
# Found by staff of every connected organisation; what is in them is the members'.
ACROSS = {"network", "knowledge:network_lessons"}


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None) -> World:
    return world_of(request.getfixturevalue)


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name, _fill, _signs in ROWS} == {name for name, _route in addresses()}
    assert {len(signs) for _name, _fill, signs in ROWS} == {len(VIEWERS)}


def test_everyone_gets_what_the_table_says_and_reading_changes_nothing(world):
    world.fill_other()
    browsers, faults = world.browsers(), []
    for name, fill, signs in ROWS:
        for who, wanted in zip(VIEWERS, signs, strict=True):
            faults += strange(world, browsers[who], who, name, fill, wanted)
    assert faults == []


def strange(world, browser, who, name, fill, wanted):
    """What is wrong with the answers about Sjövalla's thing and, for its own people, Granby's."""
    asked = [(world.own, wanted)]
    if who in HOME and fill != "-" and wanted == "+" and name not in SHARED:
        met = name in ACROSS and fill != "pk=closed"
        asked.append((world.other, wanted if met else "."))
    for things, sign in asked:
        url = address(name, fill, things)
        with watched() as writes:
            answer = browser.get(url)
        browser.cookies.pop("messages", None)
        got = SIGNS.get(answer.status_code, str(answer.status_code))
        if got != sign:
            yield f"{who} at {url} ({name}): {got} and not {sign}"
        if writes.lasting:
            yield f"{who} reading {url} ({name}) changes rows: {writes.lasting}"
        if got == "." and fill != "-" and name != "knowledge:review_link":
            gone = address(name, fill, missing(fill))
            none = browser.get(gone)
            if (none.status_code, body(none, gone)) != (404, body(answer, url)):
                yield f"{who} can tell {url} ({name}) from what is missing"
        if who in HOME and SECRET in text_of(answer):
            yield f"{who} reads at {url} ({name}) what is the other organisation's"


def test_what_the_other_organisation_keeps_to_itself_changes_no_page_and_no_count(request, db):
    """The clock stands still: what was written just now is a minute old on a slow machine."""
    with time_machine.travel(timezone.now(), tick=False):
        pages_stay_as_they_were(world_of(request.getfixturevalue))


def pages_stay_as_they_were(world):
    browsers = world.browsers("out", "amina", "hr", "operator")
    drain()
    before = pages(world, browsers)
    world.fill_other()
    drain()
    after = pages(world, browsers)
    assert [where for where in before if before[where] != after[where]] == []


def pages(world, browsers):
    ours = [row for row in ROWS if row[0] != "wagtailadmin_home"]
    found = [f"{address('search:search', '-', {})}?q={SECRET}"]
    seen = {}
    for who, browser in browsers.items():
        place = list(VIEWERS).index(who)
        own = [address(name, fill, world.own) for name, fill, signs in ours if signs[place] == "+"]
        seen |= {(who, url): body(browser.get(url)) for url in own + found}
    return seen
