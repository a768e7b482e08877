"""GET and POST /s/<token>: a customer's survey, without an account, a cookie or a script."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from auth import peer
from auth.wrong_turns import WITHIN, WrongTurns
from care import surveys
from care.surveys import CustomerAnswer
from core import i18n
from core.errors import Invalid, Refusal
from core.i18n import _
from db import session as database
from routes.plain_form import NoForm, fields_of, html, language_of
from routes.plain_page import sentence_page
from routes.survey_page import Entered, form_page

LONGEST_FORM = 8 * 1024
_turns = WrongTurns()


async def survey(request: Request) -> Response:
    language = language_of(request)
    i18n.use(language)
    ip = peer.address_of(request.scope.get("client"), request.scope["headers"])
    if _turns.is_lost(ip):
        return _lost()
    try:
        if request.method == "POST":
            return await _take(request.path_params["token"], await _sent(request), language)
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


async def _take(token: str, given: CustomerAnswer, language: str) -> Response:
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
    database.attempt(lambda session: surveys.answer(session, token, given=given, language=language))


async def _sent(request: Request) -> CustomerAnswer:
    first = await fields_of(request, longest=LONGEST_FORM)
    score = first.get("score", "")
    return CustomerAnswer(
        is_solved={"yes": True, "no": False}.get(first.get("is_solved", "")),
        score=int(score) if score.isdecimal() and len(score) < 3 else None,
        comment=first.get("comment", ""),
    )


def _lost() -> Response:
    answer = _said(429, _("Please wait a little"), _("Too many wrong links were opened. Try again in ten minutes."))
    answer.headers["Retry-After"] = str(int(WITHIN))
    return answer


def _said(status: int, title: str, *sentences: str) -> Response:
    return html(sentence_page(title, *sentences), status=status)
