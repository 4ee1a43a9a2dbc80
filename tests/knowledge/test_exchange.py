"""An organisation's lessons out as a file, and in again."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from knowledge.articles import publishing
from knowledge.articles.models import ArticlePage
from knowledge.articles.topics import Topic
from knowledge.exchange import archives, carriers, jobs, rules, views
from knowledge.exchange.models import Transfer
from knowledge.shelf import actions
from people.audience import Audience
from people.notices.models import Notice
from people.organisations.models import Role
from skills.models import Skill
from skills.starter import load_starter
from tests.sweep import body

HOME = "/organisation/sjovalla/kunskap/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def carrier(monkeypatch):
    """Two files with each lesson, kept in a dictionary by the lesson's number."""
    kept = {}

    def take(article):
        return [
            carriers.Carried(name, lambda data=data: io.BytesIO(data), facts, True)
            for name, data, facts in kept.get(str(article.translation_key), [])
        ]

    def put(article, found, by):
        kept[str(article.translation_key)] = [
            (one.name, one.open().read(), one.facts) for one in found
        ]

    monkeypatch.setattr(carriers, "_carriers", {})
    carriers.register_carrier(carriers.Carrier("pictures", take, put))
    return kept


def exported(by, *, whole=False):
    transfer = views.ask_export(by.organisation, by, whole=whole)
    assert jobs.run_waiting() == 1
    transfer.refresh_from_db()
    assert transfer.state == "done", transfer.faults
    return transfer


def imported(by, data):
    file = SimpleUploadedFile("x.zip", data)
    transfer = views.ask_import(by.organisation, by, file)
    jobs.run_waiting()
    transfer.refresh_from_db()
    return transfer


def empty():
    """As if the lessons had never been here."""
    for page in ArticlePage.objects.all():
        page.drafts.all().delete()
        page.delete()
    Topic.objects.all().delete()
    Audience.objects.all().delete()


def named(transfer):
    with zipfile.ZipFile(transfer.path) as archive:
        return sorted(name for name in archive.namelist() if name.endswith(".json"))


@pytest.fixture
def lessons(write, amina, jonas, nils, team, carrier):
    """One of every sort that an organisation has."""
    first = write(
        amina,
        "Lås & <b>nycklar</b>",
        problem="Rad ett\n\nRad två 😀",
        topics="Lås, Ämne å",
        goals=["social", "climate"],
        kind="rules",
        audience="everyone",
    )
    first.coauthors.add(jonas, nils)
    carrier[str(first.translation_key)] = [
        ("Bild å.PNG", b"\x89PNG", {"alt": "En bild", "decorative": False})
    ]
    write(jonas, "Bara teamet", audience=f"team:{team.pk}")
    write(nils, "Bara enheten", audience=f"unit:{nils.employment.unit_id}")
    gone = write(amina, "Tillbaka")
    actions.retract(article=gone, by=amina, because="Fel siffror")
    old = write(amina, "Gammal")
    ArticlePage.objects.filter(pk=old.pk).update(
        merged_into=first, live=False, last_published_at=timezone.now() - timedelta(days=400)
    )
    return first


def test_export_then_an_empty_database_then_import_gives_the_same_export(
    lessons, administrator, carrier
):
    before = exported(administrator, whole=True).path.read_bytes()
    kept = dict(carrier)
    empty()
    carrier.clear()
    done = imported(administrator, before)
    assert done.state == "done" and done.notes[0].startswith("5 nya lärdomar"), done.faults
    assert len(done.notes) == 1
    after = exported(administrator, whole=True).path.read_bytes()
    assert contents(before) == contents(after)
    assert hashlib.sha256(before).hexdigest() == hashlib.sha256(after).hexdigest()
    assert kept == {key: value for key, value in carrier.items() if value}


def contents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


def test_the_same_file_once_more_changes_nothing(lessons, administrator):
    data = exported(administrator, whole=True).path.read_bytes()
    before = list(ArticlePage.objects.order_by("pk").values())
    assert "0 nya lärdomar, 0 ändrade, 5 var redan här" in imported(administrator, data).notes[0]
    assert list(ArticlePage.objects.order_by("pk").values()) == before


def test_what_was_changed_here_since_is_kept_and_said(lessons, administrator, amina):
    data = exported(administrator).path.read_bytes()
    publishing.bring_out(ArticlePage.objects.get(pk=lessons.pk), by=amina)
    done = imported(administrator, data)
    assert any("ändrad här efter exporten" in note for note in done.notes)


def test_only_what_the_administrator_may_read_unless_all_is_asked_for(
    lessons, administrator, jonas, karin, write
):
    write(karin, "Granbys öppna", audience="everyone")
    assert named(exported(administrator)) == ["lessons/las-bnycklarb.json", "utbyte.json"]
    whole = named(exported(administrator, whole=True))
    assert len(whole) == 6 and not any("granby" in name for name in whole)
    assert Notice.objects.filter(person=jonas, kind="lesson_exported").count() == 1


def test_the_page_does_not_say_that_there_is_something_for_a_few(
    write, team, amina, administrator, sign_in
):
    write(amina, "Alla")
    browser = sign_in(administrator)
    before = shown(browser)
    write(amina, "Bara teamet", audience=f"team:{team.pk}")
    assert shown(browser) == before and "Ta med allt som organisationen" in before


def test_how_it_went_is_for_who_asked(lessons, administrator, hr, sign_in):
    Role.objects.create(person=hr, organisation=hr.organisation, kind=Role.Kind.ADMINISTRATOR)
    about = {"organisation": hr.organisation, "by": administrator, "whole": True, "total": 4713}
    Transfer.objects.create(kind="export", state="running", **about)
    Transfer.objects.create(kind="import", state="done", notes=["Bara teamet"], **about)
    Transfer.objects.create(kind="import", state="failed", faults=["Bara enheten"], **about)
    said = ("4 713", "Bara teamet", "Bara enheten")
    for person, seen in ((administrator, True), (hr, False)):
        page = shown(sign_in(person))
        assert [words in page for words in said] == [seen] * len(said)


def shown(browser):
    return body(browser.get(HOME)).replace("\xa0", " ")


def test_all_who_wrote_for_a_few_are_told_and_nobody_else(
    write, team, amina, jonas, nils, administrator
):
    write(amina, "Bara teamet", audience=f"team:{team.pk}").coauthors.add(jonas)
    write(nils, "Alla").coauthors.add(nils)
    exported(administrator, whole=True)
    told = Notice.objects.filter(kind="lesson_exported").order_by("person__name")
    assert [one.person for one in told] == [amina, jonas]


def test_drafts_and_protected_names_are_never_in_it(write, amina, administrator):
    from knowledge.articles.actions import start_draft

    amina.protected_identity = True
    amina.save()
    write(amina, "Publicerad", audience="everyone")
    start_draft(by=amina, title="Hemligt utkast")
    text = "".join(contents(exported(administrator).path.read_bytes()).values())
    assert "Publicerad" in text and "Hemligt" not in text
    assert "amina@" not in text and "Amina Berg" not in text


def test_administrators_alone_take_out_and_in(
    lessons, administrator, amina, editor, operator, karin, sign_in
):
    transfer = exported(administrator)
    file = f"{HOME}{transfer.key}.zip"
    answer = sign_in(administrator).get(file)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content) == transfer.path.read_bytes()
    for other in (amina, editor, operator, karin):
        browser = sign_in(other)
        for url in (HOME, file, f"{HOME}pagar/"):
            assert browser.get(url).status_code == 404
        assert browser.post(f"{HOME}ut/").status_code == 404
        assert browser.post(f"{HOME}in/").status_code == 404
    assert Client().get(file).status_code == 302
    assert Transfer.objects.count() == 1


def test_another_administrator_does_not_get_the_file(lessons, administrator, hr, sign_in):
    transfer = exported(administrator, whole=True)
    Role.objects.create(person=hr, organisation=hr.organisation, kind=Role.Kind.ADMINISTRATOR)
    assert sign_in(hr).get(f"{HOME}{transfer.key}.zip").status_code == 404
    assert sign_in(hr).get(HOME).status_code == 200


def test_the_page_asks_the_worker_and_shows_how_it_went(lessons, administrator, sign_in):
    browser = sign_in(administrator)
    for _twice in range(2):
        browser.post(f"{HOME}ut/")
    assert Transfer.objects.count() == 1
    assert "hx-trigger" in browser.get(f"{HOME}pagar/").content.decode()
    jobs.run_waiting()
    page = browser.get(HOME).content.decode()
    assert "Ladda ner" in page and "Filen får 1 lärdom" in page
    data = Transfer.objects.get().path.read_bytes()
    browser.post(f"{HOME}in/", {"file": SimpleUploadedFile("x.zip", data)})
    jobs.run_waiting()
    assert "1 var redan här" in browser.get(HOME).content.decode()


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 10])
def test_what_is_no_zip_is_said_at_once(data, administrator, sign_in):
    answer = sign_in(administrator).post(f"{HOME}in/", {"file": SimpleUploadedFile("x", data)})
    assert answer.status_code == 422 and not Transfer.objects.exists()


def test_one_who_is_no_administrator_any_more_brings_nothing_in(lessons, administrator):
    data = exported(administrator).path.read_bytes()
    views.ask_import(administrator.organisation, administrator, SimpleUploadedFile("x", data))
    administrator.roles.all().delete()
    jobs.run_waiting()
    assert Transfer.objects.filter(kind="import").get().state == "failed"


ENTRY = {
    "id": "7b1c1a5e-6a43-4f43-9c0e-1f5f3a3f0001",
    "slug": "en-lardom",
    "title": "En lärdom",
    "readers": {"kind": "organisation"},
}


def archive(*changes, frame=True, more=()):
    """A zip with a lesson for each change of the smallest possible one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if frame:
            made.writestr("utbyte.json", '{"format": "utbyte-knowledge", "version": 1}')
        for number, change in enumerate(changes):
            text = change if isinstance(change, str) else json.dumps(ENTRY | change)
            made.writestr(f"lessons/{number}.json", text)
        for name, data in more:
            made.writestr(name, data)
    return out.getvalue()


def test_the_smallest_lesson_is_taken_in(administrator):
    assert imported(administrator, archive({})).state == "done"
    article = ArticlePage.objects.get()
    assert article.live and article.title == "En lärdom" and article.author is None


def test_a_recommendation_is_not_brought_along(administrator):
    since = {"last_published_at": "2026-01-01T10:00:00Z"}
    marked = {"recommended": True, "recommended_at": "2026-01-01T10:00:00Z"}
    done = imported(administrator, archive(since | marked))
    article = ArticlePage.objects.get()
    assert not article.recommended and article.recommended_at is None
    assert "lessons/0.json: är inte rekommenderad här" in " ".join(done.notes)
    assert not article.revisions.get().as_object().recommended
    given = timezone.now()
    ArticlePage.objects.update(recommended=True, recommended_at=given)
    imported(administrator, archive({"last_published_at": "2027-01-01T10:00:00Z"}))
    article.refresh_from_db()
    assert article.recommended and article.recommended_at == given


def test_the_administrators_unit_answers_for_what_nobody_else_does(administrator, amina, care):
    there = {"author": {"email": amina.email}}
    done = imported(
        administrator,
        archive(
            {"author": {"email": "okand@x.example"}, "unit": ["Okänd"]},
            {"id": ENTRY["id"][:-1] + "2", "slug": "med", "unit": ["Okänd"], **there},
        ),
    )
    assert ArticlePage.objects.get(slug="en-lardom").unit == care
    assert ArticlePage.objects.get(slug="med").unit is None
    said = [note for note in done.notes if "Äldreomsorgen svarar för den" in note]
    assert len(said) == 1 and said[0].startswith("lessons/0.json")


BAD = {
    "title": ["", None, 7, "x" * 201, "\u200b", "a\0b", "\ud800"],
    "id": ["", "x", 7, None],
    "slug": ["", "../x", "å ä", "x" * 201, "a/b"],
    "problem": ["x" * 20_001, 3, ["x"]],
    "topics": ["x", ["a"] * 9, ["x" * 61], ["a, b"], [1], ["!"]],
    "goals": [["fel"], "social"],
    "readers": [{}, {"kind": "fel"}, [], "everyone", {"kind": "unit", "unit": "x"}],
    "author": ["x", {}, 7, {"email": 7}],
    "confirmed_on": ["2026-02-30", "igår", 7],
    "first_published_at": ["2026-01-01", "2026-01-01T10:00:00", "x"],
    "live": ["ja", 1],
    "files": [[{}], "x", [{"carrier": "x", "name": "x", "path": "../../etc/passwd"}]],
    "is_staff": [True],
    "organisation": [2],
}


@pytest.mark.parametrize(("field", "value"), [(key, one) for key in BAD for one in BAD[key]])
def test_a_bad_field_is_named(field, value):
    text = json.dumps(ENTRY | {field: value}).encode()
    with pytest.raises(rules.BadEntry, match=f"^{field}: "):
        rules.read_entry(text)


def test_one_bad_entry_is_named_and_nothing_is_taken_in(administrator):
    other = "7b1c1a5e-6a43-4f43-9c0e-1f5f3a3f0002"
    done = imported(administrator, archive({}, {"id": other, "title": ""}, "{", "[" * 100_000))
    assert done.state == "failed" and not ArticlePage.objects.exists()
    assert [fault.split(":")[0] for fault in done.faults] == [
        f"lessons/{n}.json" for n in (1, 2, 3)
    ]
    assert "title" in done.faults[0]


NUMBER = "19811218-9876"


def test_personal_numbers_are_taken_out_and_said(administrator, carrier):
    file = {"carrier": "pictures", "name": f"{NUMBER}.png", "path": "files/a/1.png"}
    entry = {
        "slug": f"om-{NUMBER}",
        "title": f"Om {NUMBER} " + "x" * 180,
        "problem": f"Hon heter {NUMBER} här.",
        "topics": [NUMBER, "Lås"],
        "author": {"email": f"{NUMBER}@sjovalla.example"},
        "files": [file | {"facts": {"alt": f"Brev till {NUMBER}"}}],
    }
    done = imported(administrator, archive(entry, more=[("files/a/1.png", b"x")]))
    article = ArticlePage.objects.get()
    assert article.problem == "Hon heter [personnummer borttaget] här."
    assert (article.title[:7], article.slug) == ("Om […] ", "om")
    assert [topic.name for topic in article.topic_list] == ["Lås"]
    assert "lessons/0.json: vi tog bort personnummer ur" in " ".join(done.notes)
    kept = [*done.notes, article.revisions.get().content, *carrier.values()]
    assert NUMBER not in f"{kept} {list(ArticlePage.objects.values())}"
    assert "vi tog bort" not in " ".join(imported(administrator, archive(entry)).notes)


def test_a_fault_does_not_repeat_a_personal_number(administrator):
    done = imported(administrator, archive({NUMBER: 1}))
    assert done.state == "failed" and "[…]" in done.faults[0] and NUMBER not in str(done.faults)


def test_a_fault_in_the_middle_leaves_nothing_half_done(administrator, carrier, monkeypatch):
    def refuse(article, found, by):
        if article.title == "Två":
            raise ValueError("bilden går inte att läsa")

    kept = carriers._carriers["pictures"]
    carriers.register_carrier(carriers.Carrier("pictures", kept.take, refuse))
    two = {"id": "7b1c1a5e-6a43-4f43-9c0e-1f5f3a3f0002", "slug": "tva", "title": "Två"}
    done = imported(administrator, archive({}, two))
    assert done.state == "failed" and "lessons/1.json: bilden går inte" in done.faults[0]
    assert not ArticlePage.objects.exists()


def test_the_same_lesson_twice_is_a_fault(administrator):
    assert "lessons/0.json" in imported(administrator, archive({}, {})).faults[0]


def test_other_zip_files_are_refused(administrator):
    for data in (archive(frame=False), archive({}, more=[("utbyte.json", "{}")])):
        assert imported(administrator, data).state == "failed"
    assert not ArticlePage.objects.exists()


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_holds(administrator, monkeypatch):
    bomb = archive({}, more=[("lessons/bomb.json", b" " * 3_000_000)])
    assert "för stor" in imported(administrator, bomb).faults[0]
    monkeypatch.setattr(archives, "LARGEST", 1_000_000)
    assert "för stor" in imported(administrator, bomb).faults[0]
    monkeypatch.setattr(archives, "MOST_ENTRIES", 1)
    assert "för stor" in imported(administrator, archive({})).faults[0]


def test_readers_who_are_not_here_do_not_become_more(administrator, amina, sign_in):
    for number, readers in enumerate(
        (
            {"kind": "team", "team": "Okänt"},
            {"kind": "unit", "unit": ["Okänd"]},
            {"kind": "network", "network": "Okänt"},
            {"kind": "organisations", "organisations": ["sjovalla", "okand"]},
            {"kind": "people"},
        )
    ):
        entry = {"id": ENTRY["id"][:-1] + str(number), "slug": f"a{number}", "readers": readers}
        done = imported(administrator, archive(entry))
        assert any("läsarna finns inte" in note for note in done.notes), readers
    assert not ArticlePage.objects.visible_to(amina).exists()
    assert ArticlePage.objects.visible_to(administrator).count() == 5


def test_a_lesson_of_another_organisation_is_not_touched(write, karin, administrator):
    theirs = write(karin, "Granbys", audience="everyone")
    change = {"id": str(theirs.translation_key), "title": "Kapad", "slug": theirs.slug}
    for _twice in range(2):
        imported(administrator, archive(change | {"author": {"email": karin.email}}))
    theirs.refresh_from_db()
    assert theirs.title == "Granbys"
    ours = ArticlePage.objects.get(organisation=administrator.organisation)
    assert ours.title == "Kapad" and ours.author is None


def test_scripts_are_text_in_the_files(write, amina, administrator):
    write(amina, "<script>alert(1)</script>", audience="everyone")
    for name, text in contents(exported(administrator).path.read_bytes()).items():
        if name.endswith(".html"):
            assert "<script" not in text


def test_a_spreadsheet_computes_nothing(write, amina, administrator):
    for title in ("=HYPERLINK(1)", "+46 70", "-2+3", "@SUM", "Vanlig"):
        write(amina, title, audience="everyone")
    text = contents(exported(administrator).path.read_bytes())["lessons.csv"]
    rows = list(csv.reader(io.StringIO(text[3:]), delimiter=";"))[1:]
    assert sorted(row[0] for row in rows) == [
        "'+46 70",
        "'-2+3",
        "'=HYPERLINK(1)",
        "'@SUM",
        "Vanlig",
    ]


def test_files_go_after_thirty_days(lessons, administrator):
    transfer = exported(administrator)
    Transfer.objects.update(asked_at=timezone.now() - timedelta(days=31))
    jobs.forget_old()
    assert not transfer.path.exists() and not Transfer.objects.exists()


def test_one_that_died_is_taken_up_again(lessons, administrator):
    transfer = views.ask_export(administrator.organisation, administrator, whole=False)
    Transfer.objects.update(state="running", beat_at=timezone.now() - timedelta(hours=1))
    assert jobs.run_waiting() == 1 and jobs.run_waiting() == 0
    transfer.refresh_from_db()
    assert transfer.state == "done" and transaction.get_connection().in_atomic_block


def test_skills_go_along_by_name_and_unknown_ones_are_noted(write, amina, administrator, carrier):
    load_starter()
    plain, law = Skill.objects.called("klarspråk"), Skill.objects.called("upphandling")
    write(amina, "Skriv kort", skills=[plain.pk, law.pk])
    data = exported(administrator, whole=True).path.read_bytes()
    empty()
    law.delete()
    done = imported(administrator, data)
    assert done.state == "done", done.faults
    assert list(ArticlePage.objects.get().skills.all()) == [plain]
    assert any("kompetensen upphandling finns inte här" in note for note in done.notes)


def test_lessons_that_belong_together_do_so_where_they_come(
    write, amina, karin, administrator, carrier
):
    elsewhere = write(karin, "I Granby", audience="connected")
    last = write(amina, "Sist", audience="connected")
    write(amina, "Först", audience="connected", related=[last.pk, elsewhere.pk])
    data = exported(administrator, whole=True).path.read_bytes()
    empty()
    assert imported(administrator, data).state == "done"
    assert [one.title for one in ArticlePage.objects.get(title="Först").related.all()] == ["Sist"]
