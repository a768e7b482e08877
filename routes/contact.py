"""GET and POST /contact: whoever wants to hear from us leaves a number, without an account, a cookie or a script."""

from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from auth import peer
from auth.turns import Turns
from care import webform
from care.webform import Entry
from core import i18n
from core.errors import Invalid, Refusal
from core.i18n import _
from db import session as database
from db.models import ConsentPurpose
from routes.contact_page import Entered, form_page, thanks_page
from routes.plain_form import NoForm, fields_of, firsts, html, language_of
from routes.plain_page import sentence_page

LONGEST_FORM = 24 * 1024
"""The longest message, in a script of which each letter becomes nine."""
WHILE = 600.0
TRIES, TAKEN, TAKEN_OF_ALL = 30, 5, 60
"""Within ten minutes: what one address may send, what is taken of it, what is taken of all together."""


class _Limits(NamedTuple):
    tries: Turns
    taken: Turns
    all: Turns

    def are_reached(self, ip: str) -> bool:
        return self.tries.are_used_up(ip) or self.taken.are_used_up(ip) or self.all.are_used_up("")

    def count_taken(self, ip: str) -> None:
        self.taken.count(ip)
        self.all.count("")


_limits = _Limits(Turns(TRIES, WHILE), Turns(TAKEN, WHILE), Turns(TAKEN_OF_ALL, WHILE))


async def contact(request: Request) -> Response:
    i18n.use(language_of(request))
    ip = peer.address_of(request.scope.get("client"), request.scope["headers"])
    try:
        if request.method != "POST":
            return await _show(Entered(Entry(via=_via(request))))
        if _limits.are_reached(ip):
            return await _wait()
        _limits.tries.count(ip)
        sent = firsts(await fields_of(request, longest=LONGEST_FORM))
        return await _take(_entry(sent, _via(request)), ip)
    except NoForm:
        return _said(413, _("That is more than fits"), _("Please shorten what you wrote and send it again."))
    except webform.NotOpen as closed:
        return _said(404, _("We cannot find this page"), closed.sentence)
    except Refusal as refusal:
        return _said(400, _("That did not work"), refusal.sentence)


async def _show(entered: Entered) -> Response:
    form = await run_in_threadpool(_form)
    return html(form_page(form, entered), status=422 if entered.is_refused else 200)


async def _take(entry: Entry, ip: str) -> Response:
    try:
        received = await run_in_threadpool(_submit, entry, ip)
    except Invalid as invalid:
        return await _show(Entered(entry, invalid.problems, keeps_seal=True))
    except webform.LooksAutomatic as refusal:
        return await _show(Entered(entry, told=refusal.sentence, keeps_seal=True))
    except webform.OpenTooLong as refusal:
        return await _show(Entered(entry, told=refusal.sentence))
    _limits.count_taken(ip)
    return html(thanks_page(received), status=200)


def _form() -> webform.Form:
    with database.reading() as session:
        return webform.form(session)


def _submit(entry: Entry, ip: str) -> webform.Received:
    return database.attempt(lambda session: webform.submit(session, entry, ip=ip))


def _entry(fields: dict[str, str], via: str) -> Entry:
    texts = {name: webform.cleaned(fields.get(name, "")) for name in webform.LENGTHS}
    agreed = frozenset(purpose for purpose in webform.ASKED_FOR if fields.get(purpose.value) == "yes")
    may_contact = fields.get(ConsentPurpose.SERVICE.value) == "yes"
    rest = {"trap": fields.get("website", ""), "seal": fields.get("seal", "")}
    return Entry(**texts, **rest, may_contact=may_contact, agreed=agreed, via=via)


def _via(request: Request) -> str:
    """Which poster or page of ours led here; anything that is no short word is nothing."""
    found = request.query_params.get("via", "")
    return found if webform.is_via(found) else ""


async def _wait() -> Response:
    form = await run_in_threadpool(_form)
    answer = _said(
        429,
        _("Please wait a little"),
        _("Too many messages came at once. Please try again in ten minutes, or reach us here: {reach}").format(
            reach=form.reach
        ),
    )
    answer.headers["Retry-After"] = str(int(WHILE))
    return answer


def _said(status: int, title: str, *sentences: str) -> Response:
    return html(sentence_page(title, *sentences), status=status)
