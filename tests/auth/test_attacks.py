"""What a hand-made client may try: the list that found the holes, run against a real server."""

from contextlib import ExitStack

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from auth import accounts, sessions
from auth.guard import messages
from auth.guard.crowd import STRANGERS_PER_ADDRESS
from db import session as database
from db.models import Role
from tests.raw_client import ask, handshake_status, opened, rerun


def a_click_on_a_button():
    message = rerun(page="account")
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.trigger_value = "$$ID-0-sign-out", True
    return message


CLICKS = {
    "page": rerun(page="account"),
    "callback": a_click_on_a_button(),
    "fragment": rerun(page="account", fragment="any"),
}


@pytest.fixture
def end(server, owner):
    """Ways in which a session ends elsewhere."""

    def by(way, actor):
        with server.world():
            boss = owner()
            with database.transaction() as session:
                match way:
                    case "deactivated":
                        accounts.deactivate(session, boss, actor.id)
                    case "other role":
                        accounts.change_role(session, boss, actor.id, role=Role.ANALYST)
                    case "signed out everywhere":
                        sessions.revoke_all_of(session, boss, actor.id)

    return by


@pytest.mark.parametrize("click", CLICKS)
@pytest.mark.parametrize("way", ["deactivated", "other role", "signed out everywhere"])
def test_an_open_tab_is_out_at_its_next_click(server, employ, end, way, click):
    actor, token = employ(f"{way}-{click}".replace(" ", "-"))
    with opened(server, token=token) as socket:
        assert socket.is_inside(socket.run(rerun(page="account")))
        end(way, actor)
        runs = socket.runs()

        socket.send(CLICKS[click])

        assert socket.wait_for_close() == 4401
        assert socket.runs() == runs


def test_the_page_of_somebody_signed_in_is_shown(server, employ):
    _, token = employ("shown")
    with opened(server, token=token) as socket:
        assert socket.is_inside(socket.run(rerun(page="account")))


@pytest.mark.parametrize("page", ["", "people", "customers", "import", "log", "account"])
def test_a_stranger_is_shown_the_sign_in_at_every_address(server, page):
    with opened(server) as socket:
        shown = socket.run(rerun(page=page))

    assert not socket.is_inside(shown)
    assert 'form_id: "sign-in"' in shown


def test_another_persons_session_id_opens_no_session_of_theirs(server, employ):
    _, victims = employ("victim")
    _, thiefs = employ("thief")
    with opened(server, token=victims) as victim:
        victim.run(rerun(page="account"))
        with opened(server, token=thiefs, session_id=victim.session_id()) as thief:
            thief.run(rerun(page="account"))
            assert thief.session_id() != victim.session_id()
        with opened(server, session_id=victim.session_id()) as stranger:
            stranger.run()
            assert stranger.session_id() != victim.session_id()


def test_the_session_a_socket_left_is_found_again_by_the_same_person_alone(server, employ):
    _, token = employ("comes-back")
    _, other = employ("comes-instead")
    with opened(server, token=token) as socket:
        socket.run(rerun(page="account"))
        left = socket.session_id()
    with opened(server, token=other, session_id=left) as thief:
        thief.run(rerun(page="account"))
        assert thief.session_id() != left
    with opened(server, token=token, session_id=left) as socket:
        socket.run(rerun(page="account"))
        assert socket.session_id() == left


def test_a_header_that_claims_to_be_somebody_is_not_believed(server, employ):
    _, victims = employ("claimed")
    with opened(server, token=victims) as victim:
        victim.run(rerun(page="account"))
        for claim in ("session-1", "session-2", "session-3"):
            headers = {"X-Guanjia-User": claim}
            with opened(server, session_id=victim.session_id(), headers=headers) as stranger:
                stranger.run()
                assert stranger.session_id() != victim.session_id()


def asks_for_upload_places():
    message = BackMsg()
    message.file_urls_request.request_id = "r"
    message.file_urls_request.file_names.append("a.xlsx")
    return message


@pytest.mark.parametrize(
    "kind",
    ["clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"],
)
def test_developers_messages_are_dropped(kind):
    message = BackMsg()
    setattr(message, kind, True)
    assert messages.read(message.SerializeToString(), signed_in=True) is messages.Message.DROPPED


def test_a_message_that_ends_the_socket_is_dropped_and_the_socket_goes_on(server, employ):
    _, token = employ("developer")
    with opened(server, token=token) as socket:
        socket.run(rerun(page="account"))
        socket.send(BackMsg(debug_disconnect_websocket=True))
        assert socket.is_inside(socket.run(rerun(page="account")))


def test_skills_are_not_installed_for_anybody():
    message = BackMsg()
    message.backend_operation_request.install_skills.SetInParent()
    assert messages.read(message.SerializeToString(), signed_in=True) is messages.Message.DROPPED


def test_only_a_persons_click_counts_as_one():
    by_hand, by_itself = rerun(), rerun()
    by_itself.rerun_script.is_auto_rerun = True
    assert messages.read(by_hand.SerializeToString(), signed_in=True) is messages.Message.CLICK
    assert messages.read(by_itself.SerializeToString(), signed_in=True) is messages.Message.ROUTINE


def test_whoever_is_signed_in_is_told_where_to_upload_and_a_stranger_is_not(server, employ):
    _, token = employ("told-where")
    with opened(server, token=token) as socket:
        socket.run()
        socket.send(asks_for_upload_places())
        assert socket.waits_for("file_urls_response")

    said = asks_for_upload_places().SerializeToString()
    assert messages.read(said, signed_in=False) is messages.Message.DROPPED


def test_a_stranger_may_not_upload_or_fetch_media(server, employ):
    _, token = employ("uploader")
    with opened(server, token=token) as socket:
        socket.run(rerun(page="account"))
        path = f"/_stcore/upload_file/{socket.session_id()}/file-1"
        assert ask(server, "PUT", path, body=b"x").status == 401
        assert ask(server, "PUT", path, body=b"x", token=token, Origin="http://evil.example").status == 403
        assert ask(server, "GET", "/media/0123456789abcdef.xlsx").status == 401
        assert ask(server, "GET", "/media/0123456789abcdef.xlsx", token=token).status == 404


def test_a_long_message_from_a_stranger_ends_the_socket(server):
    with opened(server) as socket:
        socket.run()
        socket.send(b"\0" * 2_000_000)
        assert socket.wait_for_close() == 1009


def test_text_frames_end_the_socket(server):
    with opened(server) as socket:
        socket.connection.send("hello")
        assert socket.wait_for_close() == 1003


def test_strangers_from_one_address_fill_only_their_own_waiting_room(server, employ):
    _, token = employ("gets-in")
    with ExitStack() as crowd:
        for _ in range(STRANGERS_PER_ADDRESS):
            crowd.enter_context(opened(server))
        assert handshake_status(server, host=server.host, origin=server.url) == 403
        with opened(server, token=token) as socket:
            assert socket.run(rerun(page="account"))
    with opened(server) as socket:
        assert socket.run()


def test_a_session_does_not_come_back_after_signing_out(server, employ):
    _, token = employ("leaves")
    closed = ask(server, "POST", "/session/close", token=token)
    assert closed.status == 204
    assert "Max-Age=0" in closed.headers["set-cookie"]

    with opened(server, token=token) as socket:
        assert not socket.is_inside(socket.run(rerun(page="account")))


def test_a_long_write_keeps_nobody_from_looking(server, employ):
    tokens = [employ(f"looks-{n}")[1] for n in range(6)]
    with server.world(), database.transaction():
        for token in tokens:
            with opened(server, token=token) as socket:
                assert socket.is_inside(socket.run(rerun(page="account")))


def test_uploads_and_media_end_with_the_session(server, employ, end):
    actor, token = employ("uploaded-before")
    with opened(server, token=token) as socket:
        socket.run(rerun(page="account"))
        path = f"/_stcore/upload_file/{socket.session_id()}/file-1"
        end("signed out everywhere", actor)
        assert ask(server, "PUT", path, body=b"x", token=token).status == 401
        assert ask(server, "GET", "/media/any.xlsx", token=token).status == 401
