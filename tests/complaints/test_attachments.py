"""Files of a complaint: known by their bytes, seen by whoever may see the complaint, gone when they are removed."""

import os
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import col, select

from auth import downloads
from auth.actor import Actor
from care import casefile
from care.casefile import NewFile
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.settings import settings
from db import session as database
from db.models import (
    Attachment,
    AuditEntry,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    Medium,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 40


def office(*parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for part in ("[Content_Types].xml", *parts):
            package.writestr(part, "<x/>")
    return out.getvalue()


@pytest.fixture
def complaint(lin, a_customer) -> int:
    """林静's customer has complained."""
    customer = a_customer("王芳", owner=lin)
    with database.transaction() as session:
        row = Complaint(
            number="TS-202603-0001",
            customer_id=customer.id,
            received_at=clock.now(),
            channel=Medium.PHONE,
            category=ComplaintCategory.QUALITY,
            description="杯子漏水",
            opened_by_id=lin.id,
        )
        session.add(row)
        session.flush()
        return row.id


def attach(actor: Actor, complaint: int, name: str, content: bytes) -> int:
    with database.transaction() as session:
        return casefile.attach(session, actor, complaint, file=NewFile(name, content)).id


def stored() -> list[str]:
    return sorted(os.listdir(settings().data_dir / "attachments"))


@pytest.fixture(autouse=True)
def empty_folder():
    folder = settings().data_dir / "attachments"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("name", "content", "kept_as"),
    [
        ("照片.JPG", JPG, "照片.JPG"),
        ("照片.jpeg", JPG, "照片.jpeg"),
        ("photo.png", PNG, "photo.png"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 20, "a.webp"),
        ("a.gif", b"GIF89a" + b"\0" * 20, "a.gif"),
        ("合同.pdf", b"%PDF-1.7\n%", "合同.pdf"),
        ("合同.docx", office("word/document.xml"), "合同.docx"),
        ("明细.xlsx", office("xl/workbook.xml"), "明细.xlsx"),
        ("说明.txt", "客户说：杯子漏水。".encode("gb18030"), "说明.txt"),
        ("a.mp3", b"ID3\x04" + b"\0" * 20, "a.mp3"),
        ("a.mp3", b"\xff\xfb\x90\x64" + b"\0" * 20, "a.mp3"),
        ("录音.m4a", b"\0\0\0\x20ftypM4A \0\0\0\0", "录音.m4a"),
        ("录音.amr", b"#!AMR\n" + b"\0" * 20, "录音.amr"),
        ("film.mp4", b"\0\0\0\x20ftypisom\0\0\0\0", "film.mp4"),
        # The name follows the bytes, not the other way round.
        ("photo.exe", PNG, "photo.exe.png"),
        ("../../etc/passwd", PNG, "passwd.png"),
        ("C:\\x\\y.png", PNG, "y.png"),
        ("gpj\u202e.png", PNG, "gpj.png"),
        (".png", PNG, "attachment.png"),
        ("", PNG, "attachment.png"),
        ("长" * 500 + ".png", PNG, "长" * 120 + ".png"),
    ],
)
def test_a_file_is_taken_for_what_its_bytes_are(lin, complaint, name, content, kept_as):
    attach(lin, complaint, name, content)

    with database.reading() as session:
        assert [row.name for row in casefile.attachments(session, lin, complaint)] == [kept_as]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"<html><script>alert(1)</script>"),
        ("notes.txt", b"  <!DOCTYPE html><p>x"),
        ("notes.txt", b"\xef\xbb\xbf<svg onload=alert(1)>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", b"plain words"),
        ("virus.jpg", b"MZ\x90\0\x03"),
        ("notes.txt", b"abc\0def"),
        ("letter.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("letter.docx", office("readme.md")),
        ("letter.docx", b"PK\x03\x04 but no package"),
        ("picture.heic", b"\0\0\0\x20ftypheic\0\0\0\0"),
    ],
)
def test_whatever_else_is_refused_whatever_it_is_called(lin, complaint, name, content):
    with pytest.raises(Invalid, match="none of those that are taken"):
        attach(lin, complaint, name, content)

    assert stored() == []


def test_an_empty_file_one_too_large_and_one_too_many_are_refused_each_in_its_words(lin, complaint):
    with pytest.raises(Invalid, match="empty"):
        attach(lin, complaint, "a.png", b"")
    with pytest.raises(Invalid, match="larger than 10 MB"):
        attach(lin, complaint, "a.png", PNG + b"\0" * casefile.LARGEST)
    for number in range(casefile.MOST):
        attach(lin, complaint, f"{number}.png", PNG)
    with pytest.raises(Invalid, match="20 files already"):
        attach(lin, complaint, "a.png", PNG)

    assert len(stored()) == casefile.MOST


def test_the_bytes_lie_under_a_name_nobody_chose_and_for_us_alone(lin, complaint):
    attach(lin, complaint, "王芳.png", PNG)

    (name,) = stored()
    path = settings().data_dir / "attachments" / name
    assert "王芳" not in name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == PNG


def test_a_transaction_that_fails_leaves_no_bytes(lin, complaint):
    def fail_afterwards():
        with database.transaction() as session:
            casefile.attach(session, lin, complaint, file=NewFile("a.png", PNG))
            assert len(stored()) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_afterwards()

    assert stored() == []
    with database.reading() as session:
        assert casefile.attachments(session, lin, complaint) == ()


def test_a_removal_that_fails_keeps_the_bytes(lin, complaint):
    kept = attach(lin, complaint, "a.png", PNG)

    def fail_afterwards():
        with database.transaction() as session:
            casefile.detach(session, lin, kept)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_afterwards()

    assert len(stored()) == 1


def test_a_removed_file_is_gone_and_the_story_keeps_that_it_was_there(lin, complaint):
    kept = attach(lin, complaint, "王芳身份证.png", PNG)
    with database.transaction() as session:
        casefile.detach(session, lin, kept)

    with database.reading() as session:
        assert casefile.attachments(session, lin, complaint) == ()
        with pytest.raises(NotFound):
            casefile.hand_out_attachment(session, lin, kept)
        events = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id))).all()
        actions = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
        assert session.exec(select(Attachment.sha256)).one()
    assert stored() == []
    assert [event.kind for event in events] == [ComplaintEventKind.ATTACHED, ComplaintEventKind.DETACHED]
    assert not any("王芳" in event.detail + event.words for event in events), "events are for ever"
    assert [action for action in actions if action.startswith("attachment.")] == [
        "attachment.added",
        "attachment.removed",
    ]


def test_a_stranger_finds_neither_the_list_nor_the_file(lin, xu, complaint):
    kept = attach(lin, complaint, "a.png", PNG)

    with database.transaction() as session:
        for deed in (
            lambda: casefile.attachments(session, xu, complaint),
            lambda: casefile.attach(session, xu, complaint, file=NewFile("b.png", PNG)),
            lambda: casefile.hand_out_attachment(session, xu, kept),
            lambda: casefile.detach(session, xu, kept),
        ):
            with pytest.raises(NotFound):
                deed()
    assert len(stored()) == 1


def test_only_who_brought_it_or_handles_the_complaint_removes_a_file(lin, he, sun, complaint):
    kept = [attach(lin, complaint, "a.png", PNG), attach(he, complaint, "b.png", PNG)]

    with database.transaction() as session:
        assert [row.may_remove for row in casefile.attachments(session, lin, complaint)] == [True, False]
        assert [row.may_remove for row in casefile.attachments(session, he, complaint)] == [True, True]
        with pytest.raises(NotAllowed):
            casefile.detach(session, lin, kept[1])
        with pytest.raises(NotAllowed):
            casefile.detach(session, sun, kept[0])
        casefile.detach(session, he, kept[0])


def test_the_auditor_reads_a_file_and_the_log_says_so(lin, qian, complaint):
    kept = attach(lin, complaint, "a.png", PNG)

    with database.transaction() as session:
        address = casefile.hand_out_attachment(session, qian, kept)
        taken = downloads.take(session, qian, address.removeprefix(downloads.ADDRESS))
        with pytest.raises(NotAllowed):
            casefile.attach(session, qian, complaint, file=NewFile("b.png", PNG))
        actions = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()

    assert taken.name == "a.png"
    assert taken.path.read_bytes() == PNG
    assert actions[-2:] == ["attachment.taken", "download.taken"]


def test_what_a_stop_left_behind_is_swept_after_an_hour_and_nothing_else(lin, complaint):
    attach(lin, complaint, "a.png", PNG)
    kept = stored()
    folder = settings().data_dir / "attachments"
    (folder / "left-over").write_bytes(PNG)
    for path in folder.iterdir():
        os.utime(path, (clock.now().timestamp(),) * 2)

    with database.transaction() as session:
        assert casefile.sweep_attachments(session) == 0
        clock.freeze(clock.now() + timedelta(hours=2))
        assert casefile.sweep_attachments(session) == 1
    assert stored() == kept
