"""The two questionnaires that come with the product, in both languages."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from care.surveys.sheet import Option, Question, QuestionType, Words, text_of
from db import dialect
from db.models import Questionnaire, QuestionnaireKind, QuestionnaireState, QuestionnaireVersion

_TYPE = QuestionType


@dataclass(frozen=True)
class Shipped:
    key: str
    name: Words
    kind: QuestionnaireKind
    questions: tuple[Question, ...]


def _judged(code: str, words: Words, dimension: Words, weight: float) -> Question:
    return Question(code, _TYPE.SCORE, words, may_not_apply=True, dimension=dimension, weight=weight)


SUGGESTION = Question(
    "suggestion",
    _TYPE.TEXT,
    Words("有什么建议想告诉我们？", "What should we do better?"),
    is_required=False,
    is_suggestion=True,
)
TRANSACTION = Shipped(
    "transaction",
    Words("购买后满意度", "After a purchase"),
    QuestionnaireKind.TRANSACTION,
    (
        Question(
            "overall", _TYPE.SCORE, Words("您对这次购买总体满意吗？", "How satisfied are you with this purchase?")
        ),
        Question(
            "ease", _TYPE.CES, Words("这次购买的过程方便吗？", "How easy was it to buy from us?"), may_not_apply=True
        ),
        SUGGESTION,
    ),
)
RELATIONSHIP = Shipped(
    "relationship",
    Words("季度客户满意度", "Quarterly customer satisfaction"),
    QuestionnaireKind.RELATIONSHIP,
    (
        _judged(
            "product",
            Words("您对我们的产品质量满意吗？", "How satisfied are you with the quality of our products?"),
            Words("产品质量", "Product quality"),
            0.4,
        ),
        _judged(
            "delivery",
            Words("您对交货的及时与完好满意吗？", "How satisfied are you with delivery: on time and intact?"),
            Words("交付", "Delivery"),
            0.2,
        ),
        _judged(
            "service",
            Words("您对联系人的服务与响应满意吗？", "How satisfied are you with the service of your contact?"),
            Words("服务", "Service"),
            0.3,
        ),
        _judged(
            "price",
            Words("您觉得价格与价值相称吗？", "How satisfied are you with what you get for the price?"),
            Words("性价比", "Value for money"),
            0.1,
        ),
        Question(
            "recommend",
            _TYPE.NPS,
            Words(
                "您有多大可能把我们推荐给同行或朋友？", "How likely are you to recommend us to a colleague or friend?"
            ),
        ),
        Question(
            "next",
            _TYPE.MULTIPLE,
            Words("接下来您希望我们在哪方面多做一些？", "Where would you like us to do more?"),
            is_required=False,
            options=(
                Option("stock", Words("现货更充足", "More in stock")),
                Option("speed", Words("交货更快", "Faster delivery")),
                Option("advice", Words("更多选型与使用建议", "More advice on choice and use")),
                Option("custom", Words("定制款", "Made to order")),
                Option("after", Words("售后更省心", "Easier after-sales service")),
            ),
        ),
        SUGGESTION,
    ),
)
ALL = (TRANSACTION, RELATIONSHIP)


def ship(session: Session) -> int:
    """Put them there, in use, once; how many were not there yet. What people made of them stays as it is."""
    known = set(session.exec(select(Questionnaire.key).where(col(Questionnaire.key).is_not(None))))
    missing = [one for one in ALL if one.key not in known]
    return sum(_add(session, one) for one in missing)


def _add(session: Session, one: Shipped) -> int:
    row = Questionnaire(
        key=one.key, name_zh=one.name.zh, name_en=one.name.en, kind=one.kind, state=QuestionnaireState.IN_USE
    )
    stored = row.model_dump(exclude={"id"}) | {"row_version": 1}
    if not dialect.insert_new(session, Questionnaire, [stored]):
        return 0  # another server was quicker
    id_ = session.exec(select(Questionnaire.id).where(col(Questionnaire.key) == one.key)).one()
    session.add(QuestionnaireVersion(questionnaire_id=id_, number=1, questions=text_of(one.questions)))
    session.flush()
    return 1
