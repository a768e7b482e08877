"""One question each about a customer: tier, owner, consent, tags, contact, order, removal. Opened by `?do=`."""

from collections.abc import Callable

import streamlit as st

from auth.permissions import Permission
from care import customers, privacy
from care.customers import Profile
from core.i18n import N_, _
from db.models import ConsentPurpose, ConsentStatus, Tier
from ui import current, labels, links, removal_parts
from ui.actions import ask, perform, settle
from ui.contact_dialog import contact_dialog
from ui.dialog_parts import close_dialog, finish, see_again, told
from ui.people_apart import told_apart
from ui.safe import esc


def begin(what: str) -> None:
    settle()
    see_again()
    st.query_params["do"] = what


def may_open(what: str, file: Profile) -> bool:
    """Whether there is such a dialog, and this person may do that here."""
    return what in _DIALOGS and _DIALOGS[what][1] in file.may


def open_asked(file: Profile) -> None:
    """The dialog of `?do=`, if this person may do that here."""
    title, permission, body = _DIALOGS.get(st.query_params.get("do", ""), ("", None, None))
    if body is not None and permission in file.may:
        st.dialog(_(title), on_dismiss=close_dialog)(_kept_open)(file, body)


def _kept_open(file: Profile, body: Callable[[Profile], None]) -> None:
    if "do" not in st.query_params:
        st.rerun()
    with st.form("dialog", border=False):
        body(file)


def _tier(file: Profile) -> None:
    tiers = list(Tier)
    st.segmented_control(_("Tier"), tiers, default=file.tier, format_func=labels.tier, key="new_tier", required=True)
    told("tier")
    st.text_input(_("Why?"), key="tier_reason", max_chars=300)
    told("reason")
    _save_button(_save_tier, file)


def _save_tier(file: Profile) -> None:
    tier, reason = current.remembered("new_tier") or file.tier, current.remembered("tier_reason") or ""
    finish(perform(customers.set_tier, file.id, tier=tier, reason=reason))


def _owner(file: Profile) -> None:
    reached = {colleague.id: colleague.name for colleague in ask(customers.colleagues)}
    for field, label, present, name in (
        ("owner", _("In charge"), file.owner_id, file.owner),
        ("backup_owner", _("Stand-in"), file.backup_owner_id, file.backup_owner),
    ):
        # Whoever is chosen already may stay, even out of reach: saving must not take them away unasked.
        people = {0: _("Nobody"), **told_apart({**({present: name} if present else {}), **reached})}
        at = list(people).index(present or 0)
        st.selectbox(label, list(people), index=at, format_func=people.__getitem__, key=f"new_{field}")
        told(field)
    st.caption(
        _("The customer moves to that person's team. Who is neither in charge nor stand-in may lose sight of them.")
    )
    _save_button(_save_owner, file)


def _save_owner(file: Profile) -> None:
    owner, backup = current.remembered("new_owner") or None, current.remembered("new_backup_owner") or None
    finish(perform(customers.assign_owner, file.id, owner_id=owner, backup_owner_id=backup))


def _consent(file: Profile) -> None:
    with st.expander(_("What the customer is told")):
        st.markdown("  \n".join(esc(line) for line in ask(privacy.notice_in_force).splitlines()))
    st.selectbox(_("Purpose"), list(ConsentPurpose), format_func=labels.purpose, key="consent_purpose")
    st.segmented_control(
        _("Answer"),
        list(ConsentStatus),
        default=ConsentStatus.GIVEN,
        format_func=labels.consent,
        key="consent_status",
        required=True,
    )
    st.selectbox(
        _("How did the answer come?"),
        list(labels.CONSENT_CHANNELS),
        format_func=lambda code: _(labels.CONSENT_CHANNELS[code]),
        key="consent_channel",
    )
    told("channel")
    st.text_input(
        _("Where is the proof?"),
        key="consent_evidence",
        max_chars=300,
        placeholder=_("Form no., recording, message of …"),
    )
    told("evidence")
    _save_button(_save_consent, file)


def _save_consent(file: Profile) -> None:
    done = perform(
        privacy.record_consent,
        file.id,
        purpose=current.remembered("consent_purpose"),
        status=current.remembered("consent_status") or ConsentStatus.GIVEN,
        channel=current.remembered("consent_channel") or "",
        evidence=current.remembered("consent_evidence") or "",
    )
    finish(done)


def _tags(file: Profile) -> None:
    st.multiselect(
        _("Tags"),
        sorted({*ask(customers.tag_names), *file.tags}),
        default=list(file.tags),
        accept_new_options=True,
        key="new_tags",
        placeholder=_("Choose, or type a new one"),
    )
    told("tags")
    _save_button(_save_tags, file)


def _save_tags(file: Profile) -> None:
    done = perform(customers.tag_customer, file.id, tags=current.remembered("new_tags") or [])
    finish(done is not None or None)


def _remove(file: Profile) -> None:
    st.warning(
        _("{name} leaves every list, with {orders} orders. One click on the list brings the file back.").format(
            name=esc(file.name), orders=file.bought.order_count
        )
    )
    st.text_input(_("Why?"), key="remove_reason", max_chars=300)
    told("reason")
    _save_button(_save_removal, file, label=_("Remove"))
    if removal_parts.is_removed(file):
        links.to("customers/directory.py")


def _save_removal(file: Profile) -> None:
    reason = current.remembered("remove_reason") or ""
    if perform(customers.remove_customer, file.id, reason=reason):
        removal_parts.note(file)


def _save_button(save: Callable[[Profile], None], file: Profile, *, label: str = "") -> None:
    st.form_submit_button(label or _("Save"), key="dialog_save", type="primary", on_click=save, args=(file,))


_DIALOGS: dict[str, tuple[str, Permission, Callable[[Profile], None]]] = {
    "tier": (N_("Set the tier"), Permission.CUSTOMER_TIER, _tier),
    "owner": (N_("Hand over"), Permission.CUSTOMER_ASSIGN, _owner),
    "consent": (N_("Record consent"), Permission.CUSTOMER_CONSENT, _consent),
    "tags": (N_("Tags"), Permission.CUSTOMER_EDIT, _tags),
    "contact": (N_("Contact"), Permission.CUSTOMER_EDIT, contact_dialog),
    "remove": (N_("Remove the customer"), Permission.CUSTOMER_DELETE, _remove),
}
