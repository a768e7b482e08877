"""Every code of a complaint as a tone and a shape: never by colour alone."""

from typing import Literal

from care.complaints import Move
from db.models import ComplaintKind, ComplaintState, Medium, Severity

Tone = Literal["red", "orange", "green", "blue", "gray", "primary", "violet"]

_S, _V, _M = ComplaintState, Severity, Move

KIND_ICONS = {
    ComplaintKind.COMPLAINT: ":material/report_problem:",
    ComplaintKind.INQUIRY: ":material/help:",
    ComplaintKind.SUGGESTION: ":material/lightbulb:",
    ComplaintKind.PRAISE: ":material/thumb_up:",
}
STATE_TONES: dict[ComplaintState, Tone] = {
    _S.NEW: "orange",
    _S.ACCEPTED: "blue",
    _S.INVESTIGATING: "blue",
    _S.WAITING_CUSTOMER: "gray",
    _S.WAITING_THIRD: "violet",
    _S.PROPOSED: "primary",
    _S.CLOSED: "green",
    _S.REJECTED: "gray",
    _S.DUPLICATE: "gray",
    _S.WITHDRAWN: "gray",
}
# Another shape for each state: colour alone tells nothing to people who see few.
STATE_ICONS = {
    _S.NEW: ":material/fiber_new:",
    _S.ACCEPTED: ":material/assignment_ind:",
    _S.INVESTIGATING: ":material/search:",
    _S.WAITING_CUSTOMER: ":material/pause_circle:",
    _S.WAITING_THIRD: ":material/hourglass_top:",
    _S.PROPOSED: ":material/mark_chat_read:",
    _S.CLOSED: ":material/check_circle:",
    _S.REJECTED: ":material/do_not_disturb_on:",
    _S.DUPLICATE: ":material/content_copy:",
    _S.WITHDRAWN: ":material/undo:",
}
SEVERITY_TONES: dict[Severity, Tone] = {_V.CRITICAL: "red", _V.MAJOR: "orange", _V.NORMAL: "gray", _V.MINOR: "gray"}
SEVERITY_ICONS = {
    _V.CRITICAL: ":material/crisis_alert:",
    _V.MAJOR: ":material/priority_high:",
    _V.NORMAL: ":material/drag_handle:",
    _V.MINOR: ":material/arrow_downward:",
}
MEDIUM_ICONS = {
    Medium.PHONE: ":material/call:",
    Medium.VISIT: ":material/handshake:",
    Medium.WECHAT: ":material/chat:",
    Medium.WECOM: ":material/forum:",
    Medium.EMAIL: ":material/mail:",
    Medium.WEBSITE: ":material/language:",
    Medium.SOCIAL_MEDIA: ":material/public:",
    Medium.LETTER: ":material/markunread_mailbox:",
    Medium.AUTHORITY: ":material/account_balance:",
    Medium.OTHER: ":material/more_horiz:",
}
MOVE_ICONS = {
    _M.ACCEPT: ":material/assignment_turned_in:",
    _M.INVESTIGATE: ":material/call:",
    _M.WAIT_CUSTOMER: ":material/pause:",
    _M.RESUME: ":material/play_arrow:",
    _M.WAIT_THIRD: ":material/hourglass_top:",
    _M.PROPOSE: ":material/mark_chat_read:",
    _M.OBJECT: ":material/thumb_down:",
    _M.CLOSE: ":material/check_circle:",
    _M.ANSWER: ":material/check_circle:",
    _M.MARK_DUPLICATE: ":material/content_copy:",
    _M.REJECT: ":material/do_not_disturb_on:",
    _M.WITHDRAW: ":material/undo:",
    _M.REOPEN: ":material/restart_alt:",
}
