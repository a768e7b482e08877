"""One's calendar link among one's own affairs, and a colleague's in the drawer of the people screen."""

from care import feeds
from core import clock
from db import session as database
from tests.conftest import MONDAY_TEN

FILE = "account/my_account.py"


def texts(at):
    kinds = (at.markdown, at.caption, at.success)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def test_a_link_is_made_shown_once_and_told_how_to_use(screen, lin):
    at = screen(FILE, lin)
    at.button(key="feed-make").click().run()

    assert not at.exception
    address = at.code[0].value
    assert "/calendar/" in address
    (subscribe,) = [part.proto for part in at.get("link_button")]
    assert subscribe.url == "webcal://" + address.partition("://")[2]
    assert "no calendar has fetched it yet" in texts(at)
    assert {expander.label for expander in at.expander} == {"Apple", "Outlook", "Google"}
    assert not screen(FILE, lin).code


def test_when_it_was_last_fetched_is_told_with_what_the_programme_calls_itself_as_text(screen, lin):
    with database.transaction() as session:
        name = feeds.path_of(feeds.make_feed(session, lin)).rpartition("/")[2]
        found = feeds.fetch(session, name, base="http://localhost")
        feeds.note_fetch(session, found.feed_id, agent="**iOS** [x](http://evil.example)")
    clock.freeze(MONDAY_TEN)

    at = screen(FILE, lin)

    (told,) = [caption.value for caption in at.caption if "Last fetched" in caption.value]
    assert "\\*\\*iOS\\*\\* \\[x\\]" in told


def test_an_administrator_ends_a_colleagues_link_and_an_owner_of_none_shows_none(screen, sun, lin, zhou):
    with database.transaction() as session:
        feeds.make_feed(session, lin)

    assert not [b for b in screen("admin/people.py", sun, person=str(zhou.id)).button if b.key == "feed-revoke-of"]
    at = screen("admin/people.py", sun, person=str(lin.id))
    at.button(key="feed-revoke-of").click().run()

    assert not at.exception
    with database.reading() as session:
        assert feeds.standing(session, lin) is None
