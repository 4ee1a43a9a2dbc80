"""What the registrar reads of what Utbyte holds."""

import pytest
from django.apps import apps

from people.records import Keep
from people.registry.kinds import all_kinds, left_out, records_of
from people.registry.words import HOW_LONG
from search.documents import all_documents

WHERE = "/registrator/sjovalla/"


def test_every_table_is_shown_or_left_out_and_no_table_twice():
    shown = [table for kind in all_kinds() for table in kind.tables]
    hidden = [table for one in left_out() for table in one.tables]
    ours = {model for model in apps.get_models() if "records" in vars(model)}
    both = shown + hidden
    assert {m._meta.label for m in ours} - {m._meta.label for m in both} == set()
    assert len(both) == len(set(both)) == len(ours)


def test_what_is_left_out_holds_nothing_personal_but_whom_a_text_is_for():
    personal = {
        table._meta.label
        for one in left_out()
        for table in one.tables
        if {"personal", "sensitive", "anonymous"} & set(records_of(table).classes().values())
    }
    assert personal == {"people.Audience"}


def test_each_rule_of_keeping_is_said():
    assert set(HOW_LONG) == set(Keep)


def test_what_search_has_a_copy_of_is_said_of_those_alone():
    said = {
        table
        for kind in all_kinds()
        for table in kind.tables
        if any("sökregistret" in str(one) for one in kind.copies)
    }
    assert {document.model for document in all_documents()} <= said


def test_the_page_says_class_time_readers_and_copies(sign_in, registrar):
    page = sign_in(registrar).get(WHERE).content.decode()
    for text in ("Lappar, röster", "Tills teamet sätter punkt", "Bara de som är med i teamet"):
        assert text in page
    for text in ("uppgifter utan namn", "I säkerhetskopian", "I sökregistret", "Ansökningar"):
        assert text in page


def test_the_registrar_of_one_organisation_comes_straight_there(sign_in, registrar):
    assert sign_in(registrar).get("/registrator/").url == WHERE


@pytest.mark.parametrize(
    "who", ["amina", "lena", "hr", "editor", "administrator", "karin", "operator"]
)
def test_for_others_there_is_no_such_page(who, request, sign_in, registrar):
    browser = sign_in(request.getfixturevalue(who))
    assert [browser.get(where).status_code for where in ("/registrator/", WHERE)] == [404, 404]


def test_signed_out_one_is_asked_to_sign_in(client, sjovalla):
    assert client.get(WHERE).url.startswith("/konto/logga-in/")


def test_the_page_asks_the_database_little(sign_in, registrar, django_assert_max_num_queries):
    browser = sign_in(registrar)
    with django_assert_max_num_queries(8):
        browser.get(WHERE)
