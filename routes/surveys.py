"""GET and POST /s/<token>: a customer's survey, without an account, a cookie or a script."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from auth import peer
from auth.turns import Turns
from auth.wrong_turns import WITHIN, WrongTurns
from care import feedback, surveys
from care.surveys import CustomerAnswer
from core import i18n
from core.errors import Invalid, Refusal
from core.i18n import _
from db import session as database
from routes.plain_form import NoForm, fields_of, html, language_of
from routes.plain_page import sentence_page
from routes.survey_fields import Entered
from routes.survey_page import form_page
from routes.survey_trap import is_caught

LONGEST_FORM = 16 * 1024
MOST_FIELDS = 100
MOST_POSTS = 60
"""Forms that an address may send within ten minutes: a shop's tablet is passed round, a robot never stops."""
_turns, _posts = WrongTurns(), Turns(MOST_POSTS, WITHIN)


async def survey(request: Request) -> Response:
    language = language_of(request)
    i18n.use(language)
    ip = peer.address_of(request.scope.get("client"), request.scope["headers"])
    if why := _why_wait(ip, request.method):
        return _lost(why)
    try:
        if request.method == "POST":
            _posts.count(ip)
            sent = await fields_of(request, longest=LONGEST_FORM, most=MOST_FIELDS)
            return await _take(request.path_params["token"], sent, language)
        return await _show(request.path_params["token"], Entered())
    except NoForm:
        return _said(413, _("That is more than fits"), _("Please shorten what you wrote and send it again."))
    except surveys.LinkUnknown as unknown:
        _turns.count(ip)
        return _said(404, _("We cannot find this page"), unknown.sentence)
    except surveys.AlreadyAnswered as answered:
        return _said(410, _("Thank you"), answered.sentence)
    except surveys.LinkOver as over:
        return _said(410, _("This link has ended"), over.sentence)
    except Refusal as refusal:
        return _said(400, _("That did not work"), refusal.sentence)


async def _show(token: str, entered: Entered) -> Response:
    form = await run_in_threadpool(_form, token)
    return html(form_page(form, entered), status=422 if entered.problems else 200)


async def _take(token: str, fields: dict[str, list[str]], language: str) -> Response:
    form = await run_in_threadpool(_form, token)
    given = surveys.read(form.questions, fields)
    if is_caught(fields):
        return html(form_page(form, Entered(given)), status=422)
    try:
        await run_in_threadpool(_answer, token, given, language)
    except Invalid as invalid:
        return await _show(token, Entered(given, invalid.problems))
    told = [_("Your answer has reached us.")]
    if given.is_solved is False:
        told.append(_("We are sorry that it is not solved. Somebody in charge will look into it."))
    return _said(200, _("Thank you"), *told)


def _form(token: str) -> surveys.Form:
    with database.reading() as session:
        return surveys.form(session, token)


def _answer(token: str, given: CustomerAnswer, language: str) -> None:
    database.attempt(lambda session: feedback.take(session, token, given=given, language=language))


def _why_wait(ip: str, method: str) -> str:
    """Empty: come in."""
    if _turns.is_lost(ip):
        return _("Too many wrong links were opened. Try again in ten minutes.")
    if method == "POST" and _posts.are_used_up(ip):
        return _("Too many answers came from here. Try again in ten minutes.")
    return ""


def _lost(why: str) -> Response:
    answer = _said(429, _("Please wait a little"), why)
    answer.headers["Retry-After"] = str(int(WITHIN))
    return answer


def _said(status: int, title: str, *sentences: str) -> Response:
    return html(sentence_page(title, *sentences), status=status)
