"""What customers agreed to, purpose by purpose."""

import pytest

from care import customers, privacy
from core.errors import Invalid, NotAllowed, NotFound
from db.models import ConsentPurpose, ConsentStatus


@pytest.fixture
def answer(session, he):
    def record(customer, purpose, status, *, evidence="录音 12", channel="phone"):
        return privacy.record_consent(
            session, he, customer.id, purpose=purpose, status=status, channel=channel, evidence=evidence
        )

    return record


def test_consent_counts_while_any_purpose_is_given(session, he, a_customer, answer):
    wang = a_customer("王芳")
    assert not customers.profile(session, he, wang.id).has_consent

    answer(wang, ConsentPurpose.CARE, ConsentStatus.GIVEN)
    answer(wang, ConsentPurpose.MARKETING, ConsentStatus.REFUSED)
    assert customers.profile(session, he, wang.id).has_consent

    answer(wang, ConsentPurpose.CARE, ConsentStatus.WITHDRAWN, evidence="")
    assert not customers.profile(session, he, wang.id).has_consent


def test_an_answer_keeps_notice_channel_evidence_and_who_wrote_it(session, he, a_customer, answer):
    wang = a_customer("王芳")
    answer(wang, ConsentPurpose.SURVEY, ConsentStatus.GIVEN)

    (kept,) = privacy.consents_of(session, he, wang.id)

    assert (kept.notice_version, kept.channel, kept.evidence, kept.by) == ("1", "phone", "录音 12", "何敏")


def test_consent_without_proof_is_none(a_customer, answer):
    with pytest.raises(Invalid, match="proof"):
        answer(a_customer("王芳"), ConsentPurpose.CARE, ConsentStatus.GIVEN, evidence=" ")


def test_sales_do_not_record_consent_and_strangers_see_none(session, lin, xu, a_customer):
    wang = a_customer("王芳", owner=lin)

    with pytest.raises(NotAllowed):
        privacy.record_consent(
            session, lin, wang.id, purpose=ConsentPurpose.CARE, status=ConsentStatus.REFUSED, channel="form"
        )
    with pytest.raises(NotFound):
        privacy.consents_of(session, xu, wang.id)
