"""People from several organisations make a network, come in, and go."""

import pytest
from django.core.exceptions import PermissionDenied

from people.networks import actions, entering, upkeep
from people.networks.models import Joining, Network
from people.notices.models import Notice
from people.persons.models import Person

TEXT = {"name": "Skolbibliotek", "purpose": "Läslust", "for_whom": "Skolbibliotekarier"}


def fresh(person):
    """The person as the next request sees them."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def network(amina):
    return actions.start(by=amina, **TEXT)


def join(network, *people):
    for person in people:
        joining = entering.ask(network=network, by=fresh(person), why="Jag gör samma sak")
        entering.answer(joining=joining, by=network.keeper, yes=True)


def told(person, kind):
    return Notice.objects.filter(person=person, kind=kind).count()


def members(network):
    return {one.person.first_name for one in network.memberships.in_effect()}


def test_anyone_at_a_connected_employer_starts_one(sign_in, karin):
    answer = sign_in(karin).post("/natverk/nytt/", TEXT)
    network = Network.objects.get()
    assert answer.url == network.get_absolute_url()
    assert network.keeper == karin and members(network) == {"Karin"}


@pytest.mark.parametrize("who", ["stranger", "operator"])
def test_others_find_nothing(who, request, sign_in, network):
    browser = sign_in(request.getfixturevalue(who))
    for address in ("/natverk/", "/natverk/nytt/", network.get_absolute_url()):
        assert browser.get(address).status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, network):
    for address in ("/natverk/", network.get_absolute_url()):
        assert client.get(address).url.startswith("/konto/logga-in/")


def test_two_clicks_start_one_network(sign_in, amina, karin):
    for _click in range(2):
        assert sign_in(amina).post("/natverk/nytt/", TEXT).status_code == 302
    taken = sign_in(karin).post("/natverk/nytt/", TEXT | {"name": "skolbibliotek"})
    assert taken.status_code == 422 and "heter så" in taken.content.decode()
    assert Network.objects.count() == 1


def test_one_asks_and_a_member_says_welcome(sign_in, network, amina, karin):
    url = network.get_absolute_url()
    assert sign_in(karin).post(f"{url}fraga/", {"why": ""}).status_code == 422
    for _click in range(2):
        sign_in(karin).post(f"{url}fraga/", {"why": "Vi bygger om"})
    joining = Joining.objects.get()
    assert told(amina, "network_asked") == 1
    assert "Vi bygger om" in sign_in(amina).get(url).content.decode()
    assert "Vill vara med" not in sign_in(karin).get(url).content.decode()
    for _click in range(2):
        sign_in(amina).post(f"{url}svar/{joining.pk}/", {"answer": "yes"})
    assert members(network) == {"Amina", "Karin"} and told(karin, "network_admitted") == 1


def test_a_no_is_kind_nameless_and_final_for_thirty_days(sign_in, network, amina, karin):
    url = network.get_absolute_url()
    sign_in(karin).post(f"{url}fraga/", {"why": "Får jag?"})
    address = f"{url}svar/{Joining.objects.get().pk}/"
    sign_in(amina).post(address, {"answer": "no"})
    late = sign_in(amina).post(address, {"answer": "yes"}, follow=True)
    assert "redan besvarat" in late.content.decode() and members(network) == {"Amina"}
    notice = Notice.objects.get(person=karin)
    assert "säger nej" in notice.sentence and "Amina" not in notice.sentence
    assert "Du kan fråga igen" in sign_in(karin).get(url).content.decode()
    assert sign_in(karin).post(f"{url}fraga/", {"why": "Nu då?"}).status_code == 404


def test_nobody_admits_themselves_or_from_outside(sign_in, network, karin, samir):
    url = network.get_absolute_url()
    sign_in(karin).post(f"{url}fraga/", {"why": "Får jag?"})
    joining = Joining.objects.get()
    for person in (karin, samir):
        address = f"{url}svar/{joining.pk}/"
        assert sign_in(person).post(address, {"answer": "yes"}).status_code == 404
        with pytest.raises(PermissionDenied):
            entering.answer(joining=joining, by=person, yes=True)
    assert members(network) == {"Amina"}


def test_a_question_can_be_taken_back(sign_in, network, amina, karin):
    url = network.get_absolute_url()
    sign_in(karin).post(f"{url}fraga/", {"why": "Får jag?"})
    joining = Joining.objects.get()
    sign_in(karin).post(f"{url}svar/{joining.pk}/", {"answer": "no"})
    sign_in(amina).post(f"{url}svar/{joining.pk}/", {"answer": "yes"})
    assert members(network) == {"Amina"} and told(karin, "network_declined") == 0
    assert sign_in(karin).post(f"{url}fraga/", {"why": "Igen"}).status_code == 302


def test_an_invitation_waits_for_a_yes(sign_in, network, amina, karin):
    url = network.get_absolute_url()
    for _click in range(2):
        sign_in(amina).post(f"{url}bjud-in/", {"email": "KARIN@granby.example"})
    joining = Joining.objects.get()
    assert told(karin, "network_invited") == 1 and members(network) == {"Amina"}
    for place in ("/natverk/", "/natverk/mina/", url):
        assert "Du är inbjuden" in sign_in(karin).get(place).content.decode()
    address = f"{url}svar/{joining.pk}/"
    assert sign_in(amina).post(address, {"answer": "yes"}).status_code == 404
    for _click in range(2):
        sign_in(karin).post(address, {"answer": "yes"})
    assert members(network) == {"Amina", "Karin"}


def test_the_inviter_learns_nothing_about_an_address(sign_in, network, amina, karin, stranger):
    browser, url = sign_in(amina), network.get_absolute_url()
    said = set()
    for email in (karin.email, stranger.email, amina.email, "ingen@alls.example"):
        browser.post(f"{url}bjud-in/", {"email": email})
        page = browser.get(url)
        said.add(str(next(iter(page.context["messages"]))))
    assert len(said) == 1 and Joining.objects.count() == 1
    assert browser.post(f"{url}bjud-in/", {"email": "inte en adress"}).status_code == 422


def test_only_members_invite(sign_in, network, karin, samir):
    address = f"{network.get_absolute_url()}bjud-in/"
    assert sign_in(karin).post(address, {"email": samir.email}).status_code == 404


def test_to_invite_whoever_has_asked_is_to_admit(network, amina, karin):
    entering.ask(network=network, by=karin, why="Får jag?")
    entering.invite(network=network, by=amina, email=karin.email)
    assert members(network) == {"Amina", "Karin"}


def test_the_keeper_who_leaves_is_followed_by_the_longest_standing(
    sign_in, network, amina, karin, jonas
):
    join(network, karin, jonas)
    for _click in range(2):
        assert sign_in(amina).post(f"{network.get_absolute_url()}lamna/").url == "/natverk/"
    network.refresh_from_db()
    assert network.keeper == karin and told(karin, "network_kept") == 1
    assert members(network) == {"Karin", "Jonas"}


def test_the_last_to_leave_closes_it_and_may_open_it_again(sign_in, network, amina, karin):
    url = network.get_absolute_url()
    sign_in(amina).post(f"{url}lamna/")
    network.refresh_from_db()
    assert not network.is_open and sign_in(karin).get(url).status_code == 404
    assert sign_in(karin).post(f"{url}oppna/").status_code == 404
    assert "stängt" in sign_in(amina).get(url).content.decode()
    for _click in range(2):
        sign_in(amina).post(f"{url}oppna/")
    network.refresh_from_db()
    assert network.is_open and members(network) == {"Amina"}


def test_a_name_taken_meanwhile_is_said(sign_in, network, amina, karin):
    sign_in(amina).post(f"{network.get_absolute_url()}lamna/")
    actions.start(by=karin, **TEXT)
    answer = sign_in(amina).post(f"{network.get_absolute_url()}oppna/", follow=True)
    assert "heter så" in answer.content.decode() and members(network) == set()


def test_the_keeper_names_another_member(sign_in, network, amina, karin, samir):
    join(network, karin)
    address = f"{network.get_absolute_url()}ansvar/"
    assert sign_in(amina).post(address, {"person": samir.pk}).status_code == 422
    assert sign_in(karin).get(address).status_code == 404
    sign_in(karin).post(address, {"person": karin.pk})
    network.refresh_from_db()
    assert network.keeper == amina
    assert sign_in(karin).post(f"{address}ta/").status_code == 404
    assert "Karin Lind" in sign_in(amina).get(address).content.decode()
    for _click in range(2):
        assert sign_in(amina).post(address, {"person": karin.pk}).status_code == 302
    network.refresh_from_db()
    assert network.keeper == karin


def test_a_member_takes_over_from_a_keeper_who_is_gone(sign_in, network, amina, karin):
    join(network, karin)
    amina.employments.update(until="2025-01-01")
    assert "Jag tar det" in sign_in(karin).get(network.get_absolute_url()).content.decode()
    for _click in range(2):
        sign_in(karin).post(f"{network.get_absolute_url()}ansvar/ta/")
    network.refresh_from_db()
    assert network.keeper == karin and members(network) == {"Karin"}


def test_only_the_keeper_renames_and_closes(sign_in, network, amina, karin):
    join(network, karin)
    url = network.get_absolute_url()
    assert sign_in(karin).get(f"{url}andra/").status_code == 404
    assert sign_in(karin).post(f"{url}stang/").status_code == 404
    sign_in(amina).post(f"{url}andra/", TEXT | {"name": "Läsfrämjare"})
    sign_in(amina).post(f"{url}stang/")
    network.refresh_from_db()
    assert network.name == "Läsfrämjare" and not network.is_open
    assert told(karin, "network_closed") == 1
    assert sign_in(karin).get(url).status_code == 200


def test_a_closed_network_takes_nobody_in(sign_in, network, amina, karin):
    actions.close(network=network, by=amina)
    with pytest.raises(PermissionDenied):
        entering.ask(network=network, by=karin, why="Får jag?")
    with pytest.raises(PermissionDenied):
        entering.invite(network=network, by=amina, email=karin.email)


def test_a_protected_person_is_listed_in_the_own_unit_only(sign_in, network, amina, jonas, karin):
    join(network, jonas, karin)
    Person.objects.filter(pk=jonas.pk).update(protected_identity=True)
    url = network.get_absolute_url()
    assert "Jonas Ek" in sign_in(amina).get(url).content.decode()
    page = sign_in(karin).get(url).content.decode()
    assert "Jonas" not in page and "2 medlemmar" in page
    assert "Jonas" not in sign_in(karin).get("/natverk/").content.decode()


def test_a_colleagues_page_names_the_networks(sign_in, network, amina, karin):
    address = f"/medarbetare/{amina.pk}/"
    assert "Skolbibliotek" in sign_in(karin).get(address).content.decode()
    actions.close(network=network, by=amina)
    assert "Skolbibliotek" not in sign_in(karin).get(address).content.decode()


def test_a_network_whose_people_have_gone_is_closed_by_the_worker(network, amina):
    upkeep.close_empty()
    network.refresh_from_db()
    assert network.is_open
    amina.employments.update(until="2025-01-01")
    assert (upkeep.close_empty(), upkeep.close_empty()) == (1, 0)
    network.refresh_from_db()
    assert not network.is_open


def test_newcomers_are_told_of_once_a_week_in_one_notice(network, amina, karin, samir):
    upkeep.tell_of_newcomers()
    join(network, karin, samir)
    for _twice in range(2):
        upkeep.tell_of_newcomers()
    assert told(amina, "network_grew") == 1 and told(karin, "network_grew") == 0


def test_whoever_has_left_work_cannot_be_let_in(network, amina, karin):
    joining = entering.ask(network=network, by=karin, why="Får jag?")
    karin.employments.update(until="2025-01-01")
    entering.answer(joining=joining, by=amina, yes=True)
    assert members(network) == {"Amina"}


def test_markup_is_text_and_too_much_is_refused(sign_in, amina):
    browser, evil = sign_in(amina), "<script>x</script>"
    browser.post("/natverk/nytt/", dict.fromkeys(TEXT, evil))
    for address in ("/natverk/", Network.objects.get().get_absolute_url(), "/natverk/mina/"):
        page = browser.get(address).content.decode()
        assert evil not in page and "&lt;script&gt;x" in page
    for name, size in (("name", 121), ("purpose", 2001), ("for_whom", 201)):
        sent = browser.post("/natverk/nytt/", TEXT | {name: "a" * size})
        assert sent.status_code == 422
    assert browser.post("/natverk/nytt/", TEXT | {"name": "a\0"}).status_code == 400
    assert browser.post("/natverk/nytt/", TEXT | {"name": "\u200b "}).status_code == 422


@pytest.mark.parametrize("address", ["?sida=0", "?sida=9", "?sida=x", "?q=%00"])
def test_pages_that_are_none(address, sign_in, network, amina):
    wanted = 400 if "%00" in address else 404
    assert sign_in(amina).get(f"/natverk/{address}").status_code == wanted
    assert sign_in(amina).get(network.get_absolute_url() + address).status_code == wanted


def test_a_search_among_networks(sign_in, network, karin):
    browser = sign_in(karin)
    assert "Skolbibliotek" in browser.get("/natverk/?q=bibliotekarie").content.decode()
    assert "Inget nätverk passar" in browser.get("/natverk/?q=ishockey").content.decode()


def employed(number, unit):
    from people.organisations.models import Employment

    person = Person.objects.create_user(f"m{number}@granby.example", name=f"Med Lem{number}")
    Employment.objects.create(person=person, unit=unit, title="Lärare", since="2024-01-01")
    return person


def test_as_many_queries_for_many_as_for_few(
    sign_in, network, amina, granby_digital, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from people.networks.models import NetworkMembership

    def asked():
        browser, counts = sign_in(amina), []
        for address in (network.get_absolute_url(), "/natverk/", "/natverk/mina/"):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    def grow(numbers):
        for number in numbers:
            person = employed(number, granby_digital)
            NetworkMembership.objects.create(network=network, person=person)
            other = actions.start(by=fresh(person), **TEXT | {"name": f"Nät {number}"})
            Joining.objects.create(network=network, person=other.keeper, why="x", state="withdrawn")

    grow(range(3))
    few = asked()
    grow(range(3, 24))
    assert asked() == few
    assert max(few) <= 15, few
