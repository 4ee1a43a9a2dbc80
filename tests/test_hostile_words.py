"""Whatever people write stays words: on every page, and in the letters that are sent."""

from html.parser import HTMLParser

import pytest
from django.core import mail

from knowledge.articles import actions as lessons
from knowledge.articles.models import SECTIONS
from mobility.profiles.models import SkillClaim
from people.following import actions as following
from people.following.digest import send_digests
from people.notices.actions import deliver_letters, tell
from people.notices.kinds import NoticeKind, register
from people.organisations.models import Employment
from people.signin.actions import invite
from skills.vocabulary.models import Skill
from tests.sweep import address, text_of
from tests.sweep_things import open_networks, things
from tests.test_matrix import ROWS, VIEWERS

WORD = '"><script>__x=1</script><img src=//evil.example/p onerror=__x=1>'
MARKUP = (
    "<svg onload=__x=1></svg><script>__x=1</script><img src=x onerror=__x=1>\n\n"
    "[a](javascript:__x=1) <a href='&#106;avascript:__x=1'>b</a> [c](java\tscript:__x=1)\n\n"
    "![p](//evil.example/pixel) <b>fet</b> [d](data:text/html,<script>__x=1</script>)"
)
SIGNS = "{{7*7}} {% load x %} ${7*7} %(x)s <b>&amp;"

register(NoticeKind("hostile", "Prov", "%(who)s har provat"))


class Tags(HTMLParser):
    """What is wrong with a page: tags and attributes that only the words above could have made."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        has = {name: (value or "").strip() for name, value in pairs}
        where = "".join((has.get("href", "") + has.get("src", "")).split()).lower()
        runs = where.startswith(("javascript:", "data:text", "//"))
        if runs or any(name.startswith("on") for name in has):
            self.found.append(f"<{tag} {has}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and "__x" in data:
            self.found.append(data)


@pytest.fixture
def written(team, amina, lena, hr, nils, karin):
    """One of everything, each called by the words; and who and what stands beside it."""
    skill = Skill.objects.create(label_sv=f"{WORD} kunnande")
    SkillClaim.objects.create(person=amina, skill=skill)
    Employment.objects.filter(person=amina).update(title=WORD)
    networks = open_networks(WORD, amina, lena, karin)
    people = {"writer": amina, "manager": lena, "seeker": nils, "hr": hr}
    found = things(**people, team=team, networks=networks, word=WORD)
    draft = lessons.start_draft(by=amina, title=WORD, what_we_learned="x")
    draft = lessons.save_draft(draft=draft, by=amina, version=1, **dict.fromkeys(SECTIONS, MARKUP))
    found["marked"] = lessons.publish(draft=draft, by=amina)
    for one in (amina, lena, nils, team, team.organisation, team.unit or lena.employment.unit):
        one.name = f"{WORD} {one.name}"
        one.save()
    return found


def test_rows_1_to_4_nothing_written_becomes_a_live_tag(written, amina, sign_in):
    browser, seen, faults, own = sign_in(amina), 0, [], list(VIEWERS).index("amina")
    urls = [address(name, fill, written) for name, fill, signs in ROWS if signs[own] == "+"]
    for url in dict.fromkeys([*urls, written["marked"].get_absolute_url()]):
        answer = browser.get(url)
        page = text_of(answer)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            faults += [f"{url}: {one}" for one in Tags(page).found]
            seen += "&lt;script&gt;__x" in page
    assert faults == []
    assert seen > 60


def test_row_4_marked_up_text_is_read_as_it_was_written(written, amina, sign_in):
    page = text_of(sign_in(amina).get(written["marked"].get_absolute_url()))
    assert "&lt;svg onload=__x=1&gt;" in page and "&lt;b&gt;fet&lt;/b&gt;" in page
    assert "[a](javascript:__x=1)" in page and "![p](//evil.example/pixel)" in page


def letter() -> mail.EmailMessage:
    mail.outbox.clear()
    deliver_letters()
    return mail.outbox[-1]


def test_row_9_signs_of_templates_are_printed_in_a_notice(amina):
    tell("hostile", [amina], url="/", who=SIGNS)
    sent = letter()
    assert sent.subject == f"{SIGNS} har provat"
    assert sent.body.startswith(f"{SIGNS} har provat\n")


def test_row_9_signs_of_templates_are_printed_in_an_invitation(amina, hr):
    organisation = amina.organisation
    organisation.name, amina.name = SIGNS, "{{7*7}}%(x)s Berg"
    invite(person=amina, unit=amina.employment.unit, by=hr)
    sent = letter()
    assert "{{7*7}}%(x)s," in sent.body


def test_row_9_signs_of_templates_are_printed_in_the_weekly_letter(amina, jonas, time_machine):
    time_machine.move_to("2026-11-20 09:00+01:00", tick=False)
    following.follow(by=jonas, kind="person", key=str(amina.pk))
    time_machine.move_to("2026-11-20 10:00+01:00", tick=False)
    draft = lessons.start_draft(by=amina, title=SIGNS, what_we_learned="x")
    lessons.publish(draft=draft, by=amina)
    time_machine.move_to("2026-11-23 09:00+01:00", tick=False)
    assert send_digests() == 1
    assert f"\n{SIGNS}\n" in letter().body
