"""One is told what has happened, in the way one has chosen."""

import pytest
from django.core import mail

from people.notices.actions import deliver_letters, tell
from people.notices.kinds import NoticeKind, register
from people.notices.models import Letter, Notice

register(NoticeKind("test", "Provnotiser", "%(who)s har provat"))


def test_a_notice_is_shown_and_mailed(sign_in, amina):
    tell("test", [amina], url="/", who="Jonas")
    assert "Jonas har provat" in sign_in(amina).get("/jag/notiser/").content.decode()
    deliver_letters()
    assert mail.outbox[0].subject == "Jonas har provat"
    assert "http://127.0.0.1:8000/" in mail.outbox[0].body


def test_only_the_receiver_can_open_it(sign_in, amina, jonas):
    tell("test", [amina], url="/om/", who="X")
    address = f"/jag/notiser/{Notice.objects.get().pk}/"
    assert sign_in(jonas).post(address).status_code == 404
    assert sign_in(amina).post(address).url == "/om/"
    assert not amina.notices.unread().exists()


def test_reading_the_list_changes_nothing(sign_in, amina):
    tell("test", [amina], url="/", who="X")
    sign_in(amina).get("/jag/notiser/")
    assert amina.notices.unread().count() == 1


@pytest.mark.parametrize(("choice", "notices", "letters"), [("site", 1, 0), ("off", 0, 0)])
def test_the_choice_is_kept(choice, notices, letters, sign_in, amina):
    form = dict.fromkeys(sign_in(amina).get(SETTINGS).context["form"].fields, "mail")
    assert sign_in(amina).post(SETTINGS, form | {"test": choice}).status_code == 302
    tell("test", [amina], url="/", who="X")
    assert (Notice.objects.count(), Letter.objects.count()) == (notices, letters)


SETTINGS = "/jag/notiser/installningar/"


def test_a_protected_person_gets_no_mail(amina):
    amina.protected_identity = True
    tell("test", [amina], url="/", who="X")
    assert not Letter.objects.exists()


def test_line_breaks_cannot_reach_the_mail_header(amina):
    tell("test", [amina], url="/", who="X\r\nBcc: alla@granby.example")
    deliver_letters()
    assert mail.outbox[0].recipients() == [amina.email]
    assert "\n" not in mail.outbox[0].subject


def test_a_dead_mail_server_loses_nothing(amina, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell("test", [amina], url="/", who="X")
    assert deliver_letters() == 0
    letter = Letter.objects.get()
    assert (letter.attempts, letter.sent_at) == (1, None)
    assert not Letter.objects.due().exists()


def test_a_letter_is_sent_once(amina):
    tell("test", [amina], url="/", who="X")
    assert [deliver_letters(), deliver_letters()] == [1, 0]
