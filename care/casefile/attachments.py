"""Files that belong to a complaint: photographs, contracts, recordings. Seen by whoever may see the complaint."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from auth import audit, downloads
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import complaints_visible_to
from care.casefile.attachment_names import safe_name
from care.casefile.attachment_store import drop, keep, where
from care.casefile.attachment_types import LARGEST, MOST, FileType, file_type
from care.casefile.events import note
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.i18n import _
from db.models import Attachment, Complaint, ComplaintEventKind, User


@dataclass(frozen=True)
class NewFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class FileRow:
    id: int
    name: str
    ending: str
    size: int
    at: datetime
    by: str
    may_remove: bool


def attach(session: Session, actor: Actor, complaint_id: int, *, file: NewFile) -> Attachment:
    """Hang a file on a complaint; Invalid says under `file` why it is not taken."""
    actor.require(Permission.COMPLAINT_OPEN)
    complaint = _find(session, actor, complaint_id)
    type_ = _checked(session, complaint_id, file)

    row = Attachment(
        complaint_id=complaint_id,
        name=safe_name(file.name, type_.ending),
        mime=type_.mime,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        stored_as=keep(session, file.content),
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    # An event is for ever, and a file's name may be a person's: the row has it, which can be emptied.
    note(session, actor, complaint, ComplaintEventKind.ATTACHED, detail={"attachment": row.id, "type": type_.ending})
    audit.record(session, actor, "attachment.added", row, detail={"complaint": complaint.number})
    return row


def detach(session: Session, actor: Actor, attachment_id: int) -> None:
    """Its bytes go, that it was there stays. For whoever brought the file and whoever handles the complaint."""
    actor.require(Permission.COMPLAINT_OPEN)
    row = _find_attachment(session, actor, attachment_id)
    complaint = _find(session, actor, row.complaint_id)
    if row.by_id != actor.id and not _may_handle(session, actor, complaint.id):
        raise NotAllowed
    row.removed_at = clock.now()
    drop(session, row.stored_as)
    note(session, actor, complaint, ComplaintEventKind.DETACHED, detail={"attachment": row.id})
    audit.record(session, actor, "attachment.removed", row, detail={"complaint": complaint.number})


def attachments(session: Session, actor: Actor, complaint_id: int) -> tuple[FileRow, ...]:
    """The files of a complaint, the oldest first."""
    _see(session, actor, complaint_id)
    may_change = actor.may(Permission.COMPLAINT_OPEN)
    handles = may_change and _may_handle(session, actor, complaint_id)
    rows = session.exec(
        select(Attachment, col(User.name))
        .outerjoin(User, col(User.id) == col(Attachment.by_id))
        .where(col(Attachment.complaint_id) == complaint_id, col(Attachment.removed_at).is_(None))
        .order_by(col(Attachment.id))
        .limit(MOST)
    )
    return tuple(
        FileRow(
            id=row.id,
            name=row.name,
            ending=row.name.rpartition(".")[2],
            size=row.size,
            at=row.created_at,
            by=by or "",
            may_remove=may_change and (handles or row.by_id == actor.id),
        )
        for row, by in rows
    )


def hand_out_attachment(session: Session, actor: Actor, attachment_id: int) -> str:
    """An address that gives the file once, to this person in this session: see auth.downloads."""
    actor.require(Permission.COMPLAINT_READ)
    row = _find_attachment(session, actor, attachment_id)
    path = where(row.stored_as)
    if not path.is_file():
        raise NotFound
    detail = {"complaint": row.complaint_id, "attachment": row.id}
    return downloads.offer(
        session, actor, name=row.name, content=path.read_bytes(), action="attachment.taken", count=1, detail=detail
    )


def _checked(session: Session, complaint_id: int, file: NewFile) -> FileType:
    type_ = file_type(file.name, file.content[: LARGEST + 1])
    if not file.content:
        raise Invalid({"file": _("This file is empty.")})
    if len(file.content) > LARGEST:
        raise Invalid({"file": _("This file is larger than {mb} MB.").format(mb=LARGEST // 1024**2)})
    if type_ is None:
        wrong = _(
            "This file is none of those that are taken, whatever its name says: pictures (JPG, PNG, WebP, GIF), PDF, "
            "Word and Excel without macros, plain text, sound (MP3, M4A, AMR) and film (MP4)."
        )
        raise Invalid({"file": wrong})
    alive = select(func.count()).where(
        col(Attachment.complaint_id) == complaint_id, col(Attachment.removed_at).is_(None)
    )
    if session.exec(alive).one() >= MOST:
        raise Invalid({"file": _("There are {n} files already; remove one first.").format(n=MOST)})
    return type_


def _find(session: Session, actor: Actor, complaint_id: int) -> Complaint:
    """Held until the transaction ends: two writers count its files one after the other."""
    query = select(Complaint).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    found = session.exec(query.with_for_update(key_share=True)).first()
    if found is None:
        raise NotFound
    return found


def _see(session: Session, actor: Actor, complaint_id: int) -> None:
    query = select(col(Complaint.id)).where(col(Complaint.id) == complaint_id, complaints_visible_to(actor))
    if session.exec(query).first() is None:
        raise NotFound


def _may_handle(session: Session, actor: Actor, complaint_id: int) -> bool:
    if not actor.may(Permission.COMPLAINT_HANDLE):
        return False
    reached = complaints_visible_to(actor, Permission.COMPLAINT_HANDLE)
    return session.exec(select(col(Complaint.id)).where(col(Complaint.id) == complaint_id, reached)).first() is not None


def _find_attachment(session: Session, actor: Actor, attachment_id: int) -> Attachment:
    """One of a complaint that the actor may see, and not removed."""
    query = (
        select(Attachment)
        .join(Complaint, col(Complaint.id) == col(Attachment.complaint_id))
        .where(col(Attachment.id) == attachment_id, col(Attachment.removed_at).is_(None), complaints_visible_to(actor))
    )
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found
