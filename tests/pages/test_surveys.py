"""The screens of surveys: build, launch, hand over, call, read, and register what is poor."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from care import feedback, surveys
from care.surveys import Option, Question, QuestionType, Words
from db import session as database
from db.models import (
    Answer,
    AuditEntry,
    Campaign,
    CampaignState,
    Channel,
    ChannelType,
    Complaint,
    ConsentStatus,
    Contact,
    Invitation,
    InvitationMode,
    Questionnaire,
)
from tests.surveys.world import GOOD, POOR, a_campaign, a_questionnaire, invitations, launched, said, token_of
from ui.safe import esc

FOLDER = "surveys/"


def shown(at):
    groups = (at.markdown, at.caption, at.info, at.success, at.warning, at.title, at.subheader)
    return "\n".join(part.value for group in groups for part in group)


@pytest.fixture
def answered(chen, lin, a_customer):
    """A campaign of two customers of 林静, one of whom is not content at all."""
    poor = a_customer("王芳", owner=lin)
    a_customer("李明", owner=lin)
    with database.transaction() as session:
        row = launched(session, chen)
        mine = next(one for one in invitations(session) if one.customer_id == poor.id)
        feedback.take(session, token_of(surveys.hand_over(session, lin, mine.id)), given=POOR, language="zh_CN")
    return row


@pytest.mark.parametrize("who", ["chen", "zhou", "lin", "he", "fang", "qian"])
def test_everybody_who_may_sees_campaigns_and_questionnaires(screen, request, answered, who):
    actor = request.getfixturevalue(who)

    at = screen(FOLDER + "surveys.py", actor)

    assert not at.exception
    assert "Campaigns" in shown(at)
    assert "Questionnaires" in shown(at)


def test_an_empty_firm_is_told_what_comes(screen, chen):
    at = screen(FOLDER + "surveys.py", chen)

    assert not at.exception
    assert "No campaign yet" in shown(at)


def test_results_show_scores_with_what_they_were_counted_from(screen, chen, answered):
    at = screen(FOLDER + "results.py", chen, campaign=str(answered.id))

    assert not at.exception
    assert [one.value for one in at.metric][:1] == ["0/1"], "too few for a percentage"
    assert "small sample" in shown(at)


def test_an_analyst_sees_numbers_and_no_person(screen, fang, answered):
    at = screen(FOLDER + "results.py", fang, campaign=str(answered.id))

    assert not at.exception
    assert at.metric
    assert [tab.label for tab in at.tabs] == ["Questions", "Groups"]
    assert "王芳" not in shown(at)


@pytest.mark.parametrize("purpose", ["transaction", "handling", "nonsense"])
def test_what_is_asked_without_a_campaign_has_results_too(screen, chen, purpose):
    at = screen(FOLDER + "results.py", chen, purpose=purpose)

    assert not at.exception
    assert "Nobody has been asked yet." in shown(at)


def test_a_campaign_is_made_looked_at_and_launched(screen, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        a_questionnaire(session, chen)
    at = screen(FOLDER + "campaign.py", chen)
    assert "1 of 1 customers are asked" in shown(at)

    at.text_input(key="new-name").set_value("春季调查").run()
    at.button(key="campaign_save").click().run()

    assert not at.exception
    with database.reading() as session:
        row = session.exec(select(Campaign)).one()
        assert (row.name, row.state) == ("春季调查", CampaignState.DRAFT)
    at = screen(FOLDER + "campaign.py", chen, campaign=str(row.id))
    at.button(key="launch").click().run()
    assert not at.exception
    with database.reading() as session:
        assert session.exec(select(Campaign)).one().state is CampaignState.RUNNING
        assert len(invitations(session)) == 1


def test_the_last_step_counts_the_customers_of_the_campaigns_team(screen, chen, zhou, lin, xu, a_customer):
    a_customer("王芳", owner=lin)
    a_customer("李明", owner=xu)
    with database.transaction() as session:
        row = a_campaign(session, zhou, sheet=a_questionnaire(session, chen))

    at = screen(FOLDER + "campaign.py", chen, campaign=str(row.id))

    assert "**1 customers** are asked now" in shown(at)
    assert shown(at).count("1 of 1 customers are asked") == 2


def test_a_campaign_without_a_name_says_so_beside_the_field(screen, chen):
    with database.transaction() as session:
        a_questionnaire(session, chen)
    at = screen(FOLDER + "campaign.py", chen)

    at.button(key="campaign_save").click().run()

    assert esc("Please give it a name.") in shown(at)


def test_whoever_may_not_design_makes_no_campaign(screen, lin, chen):
    with database.transaction() as session:
        row = a_campaign(session, chen)

    assert "Your role does not allow this" in screen(FOLDER + "campaign.py", lin).error[0].value
    at = screen(FOLDER + "campaign.py", lin, campaign=str(row.id))
    assert not at.exception
    assert not [one for one in at.button if one.key == "launch"]


def test_a_questionnaire_is_built_question_by_question(screen, chen):
    at = screen(FOLDER + "questionnaire.py", chen)
    key = "sheet-new-0"
    at.text_input(key=f"{key}-name-zh").set_value("展会问卷").run()
    at.text_input(key=f"{key}-name-en").set_value("Fair").run()
    at.text_input(key=f"{key}-q1-zh").set_value("满意吗？").run()

    at.button(key="questionnaire_save").click().run()
    assert esc("Please write the question in both languages.") in shown(at)
    at.text_input(key=f"{key}-q1-en").set_value("Satisfied?").run()
    at.button(key="questionnaire_save").click().run()

    assert not at.exception
    with database.reading() as session:
        row = session.exec(select(Questionnaire)).one()
        assert (row.name_zh, row.name_en) == ("展会问卷", "Fair")


def test_moving_and_removing_questions_keeps_what_was_typed(screen, chen):
    with database.transaction() as session:
        row = a_questionnaire(session, chen)
    key = f"sheet-{row.id}-0"
    at = screen(FOLDER + "questionnaire.py", chen, questionnaire=str(row.id))
    at.text_input(key=f"{key}-overall-en").set_value("How satisfied?").run()

    at.button(key=f"{key}-overall-move1").click().run()
    at.button(key=f"{key}-wish-remove").click().run()
    at.button(key="questionnaire_save").click().run()

    assert not at.exception
    with database.reading() as session:
        found = surveys.questionnaire(session, chen, row.id).questions
    assert [(one.code, one.words.en) for one in found] == [("recommend", "Recommend?"), ("overall", "How satisfied?")]


def test_a_question_or_choice_that_was_asked_and_removed_lends_its_code_to_no_other(screen, chen, lin, a_customer):
    choices = tuple(Option(f"o{n}", Words(f"选{n}", f"Choice {n}")) for n in (1, 2, 3))
    asked = (
        Question("q1", QuestionType.SINGLE, Words("哪个？", "Which?"), options=choices),
        Question("q2", QuestionType.SCORE, Words("送货？", "Delivery?")),
    )
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        row = a_questionnaire(session, chen, questions=asked)
        launched(session, chen, sheet=row)
        file = surveys.questionnaire(session, chen, row.id)
        shorter = (replace(asked[0], options=choices[:2]),)
        draft = surveys.Draft(file.name.zh, file.name.en, file.kind, shorter)
        surveys.change_questionnaire(session, chen, row.id, draft=draft, seen_version=file.row_version)
    at = screen(FOLDER + "questionnaire.py", chen, questionnaire=str(row.id))
    key = f"sheet-{row.id}-0"

    next(one for one in at.get("menu_button") if one.key == f"{key}-add").click(QuestionType.SCORE).run()
    at.text_area(key=f"{key}-q1-zh-choices").set_value("选1\n选2\n新的").run()
    at.text_area(key=f"{key}-q1-en-choices").set_value("Choice 1\nChoice 2\nA new one").run()

    draft = at.session_state[f"{key}-draft"]
    assert [one.code for one in draft.questions] == ["q1", "q3"]
    assert [one.code for one in draft.questions[0].options] == ["o1", "o2", "o4"]


def test_a_questionnaire_is_taken_to_be_printed(screen, chen, fang):
    with database.transaction() as session:
        row = a_questionnaire(session, chen)
    at = screen(FOLDER + "questionnaire.py", fang, questionnaire=str(row.id))

    at.button(key="print").click().run()

    assert not at.exception
    with database.reading() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "questionnaire.printed")).all()
    assert entry.actor_id == fang.id


def test_a_seller_makes_the_link_and_sees_it_once(screen, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        row = launched(session, chen)
    at = screen(FOLDER + "collect.py", lin)
    assert any("Hand 1 link over" in one.label for one in at.get("page_link"))

    at = screen(FOLDER + "collect.py", lin, mode="link", campaign=str(row.id))
    at.button(key="link-1").click().run()

    assert not at.exception
    assert surveys.ADDRESS in at.code[0].value
    assert "This list is done." in shown(at)


def test_a_colleague_calls_and_writes_the_answer_down(screen, chen, lin, he, a_customer):
    customer = a_customer("王芳", owner=lin, mobile="+8613800138000")
    with database.transaction() as session:
        contact = Contact(customer_id=customer.id, name="王芳", is_primary=True)
        session.add(contact)
        session.flush()
        number = "+8613800138000"
        session.add(
            Channel(
                contact_id=contact.id, customer_id=customer.id, type=ChannelType.MOBILE, value=number, value_key=number
            )
        )
    with database.transaction() as session:
        said(session, chen, customer, ConsentStatus.GIVEN)
    with database.transaction() as session:
        row = launched(session, chen, mode=InvitationMode.PHONE)
    at = screen(FOLDER + "collect.py", he, mode="phone", campaign=str(row.id), call="1")
    assert not at.get("link_button"), "the number is not shown before somebody asks for it"
    at.button(key="show-number").click().run()
    assert [one.proto.label for one in at.get("link_button")] == ["138 0013 8000"]

    assert "May I ask you some questions" in shown(at)
    at.button_group(key="script_language").set_value("zh_CN").run()
    assert "可以请教您几个问题吗" in shown(at)
    at.radio(key="script-1-overall").set_value("5")
    next(one for one in at.button if one.label == "Save the answer").click().run()

    assert not at.exception
    with database.reading() as session:
        found = session.exec(select(Answer)).one()
        assert (found.score, found.collector_id) == (5, he.id)


def test_all_answers_are_counted_however_many_are_shown(screen, chen, answered):
    with database.transaction() as session:
        first = session.exec(select(Answer)).one()
        asked = invitations(session)[0].model_dump(exclude={"id", "token_hash"})
        for n in range(200):
            session.add(Invitation(id=1000 + n, **asked))
        session.flush()
        for n in range(200):
            session.add(Answer(**first.model_dump(exclude={"id", "invitation_id"}), invitation_id=1000 + n))

    at = screen(FOLDER + "results.py", chen, campaign=str(answered.id))
    at.session_state["results_tabs"] = "Answers"
    at.run()

    assert "n = 201" in shown(at)
    assert "The newest 200 are shown." in shown(at)


def test_a_poor_answer_is_registered_as_a_complaint_from_the_results(screen, chen, answered):
    at = screen(FOLDER + "results.py", chen, campaign=str(answered.id))
    at.session_state["results_tabs"] = "Answers"
    at.run()
    register = [one for one in at.button if (one.key or "").startswith("register-")]
    assert register

    register[0].click().run()

    assert not at.exception
    with database.reading() as session:
        kinds = [row.kind.value for row in session.exec(select(Complaint).order_by(col(Complaint.id)))]
    assert kinds == ["suggestion", "complaint"]


def test_the_customers_file_tells_what_they_were_asked_and_said(screen, chen, lin, a_customer):
    customer = a_customer("王芳", owner=lin)
    with database.transaction() as session:
        launched(session, chen)
        feedback.take(session, token_of(surveys.hand_over(session, lin, invitations(session)[0].id)), given=GOOD)

    at = screen("customers/profile.py", lin, customer=str(customer.id))

    assert not at.exception
    assert "Answered a survey" in shown(at)
    at.session_state["profile_tabs"] = "Surveys"
    at.run()
    assert "would recommend us 9 of 10" in shown(at)


@pytest.mark.parametrize("file", ["results.py", "campaign.py", "questionnaire.py", "collect.py"])
def test_an_absurd_address_is_answered_with_a_sentence(screen, chen, file):
    for query in ({"campaign": "999999", "questionnaire": "999999", "mode": "phone", "call": "7"}, {"mode": "x"}):
        assert not screen(FOLDER + file, chen, **query).exception
