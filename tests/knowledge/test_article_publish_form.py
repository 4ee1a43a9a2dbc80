"""What publishing asks of a draft, and nothing said about it that is not so."""

from knowledge.articles import actions
from knowledge.articles.models import ArticlePage


def test_a_title_of_invisible_signs_alone_is_no_title(amina, sign_in):
    draft = actions.start_draft(by=amina, what_we_learned="Ring först.")
    data = {
        "title": "\u200b\u2060",
        "what_we_learned": "Ring först.",
        "audience": "connected",
        "version": draft.version,
        "action": "publish",
    }
    answer = sign_in(amina).post(f"/kunskap/skriv/{draft.pk}/", data)
    assert answer.status_code == 422
    assert "Skriv en rubrik." in answer.content.decode()
    assert not ArticlePage.objects.exists()


def test_publishing_leaves_no_warning_in_the_log(amina, sign_in, caplog):
    draft = actions.start_draft(by=amina, title="Larm", what_we_learned="Ring först.")
    assert sign_in(amina).post(f"/kunskap/skriv/{draft.pk}/publicera/").status_code == 302
    assert ArticlePage.objects.exists()
    assert "fields it does not have" not in caplog.text
