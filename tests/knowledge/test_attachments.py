"""Pictures and files follow the text: the writer's until it is published, then its readers'."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.articles import actions as articles
from knowledge.articles.drafts import Draft
from knowledge.articles.models import ArticlePage
from knowledge.attachments import actions, jobs
from knowledge.attachments.models import MOST, Attachment
from knowledge.shelf import merging
from knowledge.shelf.models import Merge
from people.audience import Audience
from people.notices.models import Notice
from people.uploads import actions as uploads
from people.uploads.models import Upload
from people.uploads.refusals import Refused
from tests.made_files import EICAR, pdf, photo_with_place, picture


@pytest.fixture
def draft(amina):
    return articles.start_draft(by=amina, title="Lås", what_we_learned="Börja med elva.")


def sent(name="karta.png", data=None, **words):
    file = SimpleUploadedFile(name, picture() if data is None else data)
    return {"file": file, "whole": "1", "key": str(uuid.uuid4()), **words}


def attach(draft, name="karta.png", data=None, **words):
    file = SimpleUploadedFile(name, picture() if data is None else data)
    return actions.attach(draft=draft, by=draft.author, name=name, file=file, **words)


def publish(draft, audience="connected"):
    fields = {"audience": audience}
    draft = articles.save_draft(draft=draft, by=draft.author, version=draft.version, **fields)
    return articles.publish(draft=draft, by=draft.author)


def test_words_about_a_picture_are_checked_before_others_read(draft, amina, karin, sign_in):
    attach(draft, alt="Karin Lind vid disken", caption="Ring 070-123 45 67")
    fields = {"audience": f"organisation:{amina.organisation.pk}", "version": draft.version}
    draft, browser = articles.save_draft(draft=draft, by=amina, **fields), sign_in(amina)
    where = f"/kunskap/skriv/{draft.pk}/kontroll/"
    assert browser.post(f"/kunskap/skriv/{draft.pk}/publicera/").url == where
    answer = browser.get(where)
    phone, name = answer.context["form"].asked
    assert (phone.text, name.text) == ("070-123 45 67", "Karin Lind")
    assert "Beskriv bilden för den som inte ser den" in answer.content.decode()
    browser.post(where, {phone.key: "remove", name.key: "stay"})
    article = ArticlePage.objects.get()
    assert article.attachments.get().caption == "Ring [borttaget]"
    assert article.attachments.get().alt == "Karin Lind vid disken"
    browser.post(f"{article.url}andra/")
    again = browser.post(f"/kunskap/skriv/{Draft.objects.get().pk}/publicera/")
    assert again.url == article.url


def page_of(draft):
    return f"/kunskap/skriv/{draft.pk}/filer/"


def address(attachment):
    return f"/kunskap/filer/{attachment.upload.key}/"


def test_a_picture_is_added_and_shown_in_the_lesson(draft, amina, karin, sign_in):
    words = {"alt": "Elva lås på rad", "caption": "Kontoret i maj"}
    answer = sign_in(amina).post(page_of(draft), sent(data=picture(size=(3200, 1600)), **words))
    assert answer.url == page_of(draft)
    article = publish(draft)
    page = sign_in(karin).get(article.url).content.decode()
    assert 'alt="Elva lås på rad" loading="lazy"' in page
    assert 'width="1600" height="800"' in page and "Kontoret i maj" in page
    key = article.attachments.get().upload.key
    for url in (f"/kunskap/filer/{key}/", f"/kunskap/filer/{key}/liten/"):
        assert f'src="{url}"' in page or f"{url} 480w" in page
        assert sign_in(karin).get(url).status_code == 200


def test_a_file_is_listed_under_its_own_name(draft, amina, karin, sign_in):
    sign_in(amina).post(page_of(draft), sent("åäö 😀.pdf", pdf(), caption="Hela <rapporten>"))
    page = sign_in(karin).get(publish(draft).url).content.decode()
    assert "åäö 😀.pdf</a>" in page and "PDF, " in page and "Hela &lt;rapporten&gt;" in page


def test_a_draft_s_files_are_the_writer_s_alone(
    draft, amina, jonas, karin, operator, sign_in, client
):
    one = attach(draft, alt="Lås")
    assert sign_in(amina).get(address(one)).status_code == 200
    for person in (jonas, karin, operator):
        for url in (address(one), address(one) + "liten/", page_of(draft)):
            assert sign_in(person).get(url).status_code == 404
    assert client.get(address(one)).status_code == 404
    assert client.get(page_of(draft)).url.startswith("/konto/logga-in/")


@pytest.mark.parametrize("way", ["", "1/", "1/ta-bort/"])
def test_another_person_changes_nothing(draft, jonas, sign_in, way):
    one = attach(draft, alt="Lås")
    url = page_of(draft) + way.replace("1", str(one.pk))
    assert sign_in(jonas).post(url, sent(alt="Ja")).status_code == 404
    assert [row.alt for row in Attachment.objects.all()] == ["Lås"]
    for act in (actions.remove, actions.describe):
        words = {"alt": "", "decorative": True, "caption": ""} if act is actions.describe else {}
        with pytest.raises(PermissionDenied):
            act(attachment=one, by=jonas, **words)


@pytest.mark.parametrize(
    ("audience", "inside", "outside"),
    [("unit", "jonas", "nils"), ("organisation", "nils", "karin"), ("connected", "karin", None)],
)
def test_the_readers_of_the_text_are_those_of_the_file(
    draft, digital, sign_in, client, request, audience, inside, outside
):
    one = attach(draft, alt="Lås")
    ids = {"unit": f"unit:{digital.pk}", "organisation": f"organisation:{digital.organisation_id}"}
    publish(draft, ids.get(audience, audience))
    assert sign_in(request.getfixturevalue(inside)).get(address(one)).status_code == 200
    if outside:
        assert sign_in(request.getfixturevalue(outside)).get(address(one)).status_code == 404
    assert client.get(address(one)).status_code == 404


def test_a_file_of_an_open_lesson_needs_no_sign_in_and_closes_with_it(draft, client, amina):
    one = attach(draft, alt="Lås")
    article = publish(draft, "everyone")
    answer = client.get(address(one))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")
    assert "sandbox" in answer["Content-Security-Policy"]
    closed = Audience.objects.people([amina])
    ArticlePage.objects.filter(pk=article.pk).update(audience=closed)
    assert client.get(address(one), headers={"If-None-Match": answer["ETag"]}).status_code == 404


@pytest.mark.parametrize("key", [uuid.uuid4(), "1", "../../etc/passwd", "%00"])
def test_a_file_that_is_not_there_is_not_found(client, db, key):
    assert client.get(f"/kunskap/filer/{key}/").status_code in {400, 404}


def test_a_picture_needs_words_or_to_be_decorative(draft, amina, sign_in):
    browser = sign_in(amina)
    refused = browser.post(page_of(draft), sent())
    assert refused.status_code == 422
    assert "Beskriv bilden, eller säg" in refused.content.decode()
    assert not Attachment.objects.exists() and not Upload.objects.exists()
    assert browser.post(page_of(draft), sent(decorative="on")).status_code == 302
    assert browser.post(page_of(draft), sent("a.pdf", pdf())).status_code == 302


def test_words_are_changed_and_hostile_ones_shown_as_text(draft, amina, sign_in):
    one = attach(draft, decorative=True)
    browser, url = sign_in(amina), f"{page_of(draft)}{one.pk}/"
    name = f"b{one.pk}-"
    assert browser.post(url, {name + "alt": " "}).status_code == 422
    assert browser.post(url, {name + "alt": "x" * 301}).status_code == 422
    assert browser.post(url, {name + "alt": "\0"}).status_code == 400
    bad = '"><script>alert(1)</script>'
    assert browser.post(url, {name + "alt": bad, name + "caption": bad}).status_code == 302
    one.refresh_from_db()
    assert (one.alt, one.decorative) == (bad, False)
    page = browser.get(publish(draft).url).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_picture_without_words_is_not_shown_and_the_owner_is_told(draft, amina, karin, sign_in):
    attach(draft)
    assert (
        "Saknar beskrivning" in sign_in(amina).get(f"/kunskap/skriv/{draft.pk}/").content.decode()
    )
    article = publish(draft)
    assert "En bild visas inte" in sign_in(amina).get(article.url).content.decode()
    page = sign_in(karin).get(article.url).content.decode()
    assert "/kunskap/filer/" not in page and "En bild visas inte" not in page


def test_sending_the_same_form_twice_gives_one_file(draft, amina, sign_in):
    form = sent("a.pdf", pdf())
    for _ in range(2):
        form["file"].seek(0)
        assert sign_in(amina).post(page_of(draft), form).status_code == 302
    assert Attachment.objects.count() == Upload.objects.count() == 1


def test_a_key_of_another_s_is_no_way_to_their_file(draft, jonas, sign_in):
    one = attach(draft, alt="Lås")
    own = articles.start_draft(by=jonas, title="Min")
    assert sign_in(jonas).post(page_of(own), sent(key=str(one.key), alt="x")).status_code == 302
    assert own.attachments.get().upload != one.upload


def test_bad_files_are_refused_with_a_sentence_and_the_words_are_kept(draft, amina, sign_in):
    for name, data in (
        ("bild.png", b"<svg><script/></svg>"),
        ("kör.lnk", b"L\0\0\0"),
        ("brev.docx", b"PK\x03\x04" + bytes(400)),
        ("tom.txt", b""),
    ):
        answer = sign_in(amina).post(page_of(draft), sent(name, data, alt="Två ord"))
        assert answer.status_code == 422, name
        assert 'value="Två ord"' in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_request_that_was_cut_off_leaves_nothing(draft, amina, sign_in):
    browser = sign_in(amina)
    body = b'--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\nLas\r\n--x\r\n'
    body += b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + b"a" * 5000
    kind = "multipart/form-data; boundary=x"
    answer = browser.post(page_of(draft), data=body, content_type=kind)
    assert answer.status_code in {400, 422}
    assert not Upload.objects.exists()


def test_a_lesson_has_room_for_so_many_and_so_much(draft, amina, monkeypatch):
    for n in range(MOST):
        attach(draft, f"{n}.txt", b"hej")
    with pytest.raises(Refused) as no:
        attach(draft, "en till.txt", b"hej")
    assert no.value.code == "many"
    Attachment.objects.all()[0].delete()
    monkeypatch.setattr("knowledge.attachments.actions.TOGETHER", 60)
    with pytest.raises(Refused) as no:
        attach(draft, "stor.txt", b"hej" * 10)
    assert no.value.code == "together"


def test_a_change_begins_with_what_the_lesson_has_and_takes_effect_when_published(
    draft, amina, karin, sign_in
):
    first, second = attach(draft, alt="Ett"), attach(draft, alt="Två", data=picture(colour="red"))
    article = publish(draft)
    change = articles.start_change(article=article, by=amina)
    assert [one.alt for one in change.attachments.in_order()] == ["Ett", "Två"]
    actions.remove(attachment=change.attachments.get(alt="Ett"), by=amina)
    attach(change, alt="Tre")
    reader = sign_in(karin)
    page = reader.get(article.url).content.decode()
    assert 'alt="Ett"' in page and 'alt="Tre"' not in page
    assert reader.get(address(first)).status_code == 200
    publish(change)
    page = reader.get(article.url).content.decode()
    assert 'alt="Ett"' not in page and 'alt="Två"' in page and 'alt="Tre"' in page
    assert reader.get(address(first)).status_code == 404
    assert reader.get(address(second)).status_code == 200


def test_a_change_thrown_away_changes_nothing(draft, amina, karin, sign_in):
    one = attach(draft, alt="Ett")
    article = publish(draft)
    change = articles.start_change(article=article, by=amina)
    actions.remove(attachment=change.attachments.get(), by=amina)
    articles.discard(draft=change, by=amina)
    assert sign_in(karin).get(address(one)).status_code == 200
    assert Attachment.objects.count() == 1


def test_a_coauthor_s_change_has_the_files_too(draft, amina, jonas, sign_in):
    one = attach(draft, alt="Ett")
    article = publish(draft)
    article.coauthors.add(jonas)
    change = articles.start_change(article=article, by=jonas)
    assert change.attachments.get().upload == one.upload
    assert sign_in(jonas).get(page_of(change)).status_code == 200


def test_thrown_away_and_removed_files_are_deleted_by_the_worker(draft, amina):
    one = attach(draft, alt="Ett")
    articles.discard(draft=draft, by=amina)
    long_ago = timezone.now() - timedelta(hours=25)
    Upload.objects.update(created_at=long_ago)
    path = one.upload.path
    from people.uploads.models import storage

    assert storage().exists(path)
    uploads.remove_unused()
    assert not Upload.objects.exists() and not storage().exists(path)


def test_what_is_attached_is_never_swept(draft, amina):
    attach(draft, alt="Ett")
    publish(draft)
    Upload.objects.update(created_at=timezone.now() - timedelta(days=900))
    assert uploads.remove_unused() == 0


def test_deleting_a_lesson_takes_its_files_along(draft, amina):
    attach(draft, alt="Ett")
    publish(draft).delete()
    assert not Attachment.objects.exists()


def test_files_of_a_merged_lesson_stay_as_long_as_the_merge_can_be_undone(write, draft, amina):
    attach(draft, alt="Ett")
    old, into = publish(draft), write(amina, "Den andra")
    merge = merged(old, into, amina)
    years = timezone.now() - timedelta(days=700)
    ArticlePage.objects.filter(pk=old.pk).update(latest_revision_created_at=years)
    assert jobs.forget_merged() == 0
    merging.undo(merge=merge, by=amina)
    Merge.objects.update(at=years)
    assert jobs.forget_merged() == 0
    Merge.objects.filter(pk=merged(old, into, amina).pk).update(at=years)
    assert jobs.forget_merged() == 1


@pytest.mark.parametrize(("readers", "ticked"), [("connected", True), ("everyone", False)])
def test_pictures_and_files_come_along_when_one_says_so(
    write, draft, amina, sign_in, client, readers, ticked
):
    attach(draft, alt="Ett")
    old, into = publish(draft), write(amina, "Den andra", audience=readers)
    url, browser = f"{old.url}sla-ihop/{into.pk}/", sign_in(amina)
    page = browser.get(url)
    assert "Ta med 1 bild eller fil" in page.content.decode()
    form = page.context["form"]
    assert form["attachments"].initial is ticked
    words = {name: field.initial or "" for name, field in form.fields.items()} | form.initial
    browser.post(url, words | {"attachments": "on"})
    assert 'alt="Ett"' in sign_in(amina).get(into.url).content.decode()
    browser.post(f"/kunskap/mina/hopslagen/{Merge.objects.get().pk}/angra/")
    assert not into.attachments.exists() and old.attachments.count() == 1
    merged(old, into, amina)
    assert not into.attachments.exists()


def test_more_than_there_is_room_for_is_said_and_nothing_is_merged(
    write, draft, amina, sign_in, monkeypatch
):
    attach(draft, alt="Ett")
    old, into = publish(draft), write(amina, "Den andra", audience="connected")
    monkeypatch.setattr("knowledge.attachments.actions.TOGETHER", 5)
    url, browser = f"{old.url}sla-ihop/{into.pk}/", sign_in(amina)
    initial = browser.get(url).context["form"].initial
    answer = browser.post(url, initial | {"attachments": "on"})
    assert answer.status_code == 422 and "MB tillsammans" in answer.content.decode()
    assert ArticlePage.objects.get(pk=old.pk).live and not Merge.objects.exists()


def merged(goes, stays, by):
    goes, stays = (ArticlePage.objects.get(pk=one.pk) for one in (goes, stays))
    text = {name: getattr(stays, name) for name in merging.TEXT}
    seen = (goes.latest_revision_id, stays.latest_revision_id)
    return merging.merge(article=goes, into=stays, by=by, seen=seen, text=text)


@pytest.fixture
def down(settings):
    settings.CLAMD = "127.0.0.1:1"


def test_with_the_scanner_down_the_writer_is_told_and_readers_see_nothing(
    draft, amina, karin, sign_in, down
):
    browser = sign_in(amina)
    page = browser.post(page_of(draft), sent("a.pdf", pdf()), follow=True).content.decode()
    assert "mottagen men inte granskad än" in page and "Väntar på virusskyddet" in page
    one = draft.attachments.get()
    article = publish(draft)
    assert "a.pdf" not in sign_in(karin).get(article.url).content.decode()
    for person in (amina, karin):
        assert sign_in(person).get(address(one)).status_code == 404
    assert "En fil väntar på virusskyddet" in browser.get(article.url).content.decode()


@pytest.mark.parametrize(
    ("found", "kind", "status"), [("", "file_let_out", 200), ("Eicar", "file_stopped", 404)]
)
def test_the_writer_hears_what_the_scanner_said(
    draft, amina, karin, sign_in, down, monkeypatch, found, kind, status
):
    one = attach(draft, "a.txt", EICAR)
    article = publish(draft)
    monkeypatch.setattr("people.uploads.scanner.finds", lambda file: found)
    assert uploads.scan_waiting() == 1
    notice = Notice.objects.get(person=amina)
    assert (notice.kind, notice.url) == (kind, article.get_absolute_url())
    assert sign_in(karin).get(address(one)).status_code == status


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def test_many_pictures_cost_no_more_than_one(write, draft, amina, jonas, sign_in):
    browser = sign_in(jonas)
    bare = queries(browser, write(amina, "Utan bilder", audience="connected").url)
    attach(draft, alt="Ett")
    change = articles.start_change(article=publish(draft), by=amina)
    few = queries(browser, change.article.url)
    own = queries(sign_in(amina), page_of(change))
    for n in range(15):
        attach(change, alt=f"Bild {n}")
    assert queries(sign_in(amina), page_of(change)) == own <= 12
    article = publish(change)
    assert (
        queries(browser, article.url) == few <= bare + 1 <= 13
    )  # they are fetched where there are some
    assert queries(browser, address(article.attachments.in_order()[0])) <= 7


def test_the_preview_shows_what_readers_will_see(draft, amina, sign_in):
    attach(draft, alt="Ett")
    attach(draft)
    page = sign_in(amina).get(f"/kunskap/skriv/{draft.pk}/forhandsgranska/").content.decode()
    assert page.count("<img") == 1 and 'alt="Ett"' in page


def test_a_place_is_not_handed_out_with_the_photo(draft, amina, sign_in):
    one = attach(draft, "IMG_1.jpg", photo_with_place(), alt="Huset")
    data = b"".join(sign_in(amina).get(address(one)).streaming_content)
    assert b"Exif" not in data and b"Amina" not in data


def test_removing_twice_is_removing_once(draft, amina, sign_in):
    one = attach(draft, alt="Ett")
    for _ in range(2):
        answer = sign_in(amina).post(f"{page_of(draft)}{one.pk}/ta-bort/")
        assert answer.url == page_of(draft)
    assert not Draft.objects.get(pk=draft.pk).attachments.exists()
