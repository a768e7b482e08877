"""Causes: few make most of the complaints, every bar leads to its rows, and what recurs is decided with a word."""

import json

import pytest
from sqlmodel import select

from care import causes
from db import session as database
from db.models import CauseCategory, Improvement, ImprovementState, RootCause
from tests.causes.conftest import a_complaint, caused  # noqa: F401

FILE = "complaints/causes.py"


@pytest.fixture
def history(caused, a_complaint, a_customer, lin, he):  # noqa: F811
    """Five complaints of this month: three about the supplier, one about the design, one without a cause."""
    wang = a_customer("王芳", owner=lin)
    for number in (1, 2, 3):
        caused(
            customer=wang, number=f"TS-202603-000{number}", days_ago=number, product="保温杯 <b>", team_id=lin.team_id
        )
    caused(CauseCategory.DESIGN, customer=wang, number="TS-202603-0004", days_ago=4)
    a_complaint(customer=wang, number="TS-202603-0005", days_ago=5)


@pytest.fixture
def proposed(history):
    with database.transaction() as session:
        causes.propose_improvements(session)
        return session.exec(select(Improvement.id)).one()


def lists(at):
    return [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]


def lines(at, place=0):
    """The cells of a list, line by line."""
    return [[cell["text"] for cell in row["cells"]] for row in lists(at)[place]["rows"]]


def words(at):
    return " ".join(element.value for element in [*at.caption, *at.markdown, *at.info, *at.warning])


@pytest.mark.usefixtures("history")
def test_the_bars_stand_beside_their_table_with_shares_and_who_is_without(screen, chen):
    at = screen(FILE, chen)

    assert not at.exception
    assert lines(at) == [
        ["Material and suppliers", "3 cases", "75%", "75%"],
        ["Product design", "1 case", "25%", "100%"],
    ]
    assert "5 complaints received" in words(at)
    assert "1 without a recorded cause" in words(at)
    (chart,) = at.get("vega_lite_chart")
    spec = json.loads(chart.proto.spec)
    assert "the line adds them up" in chart.proto.spec
    # Rows of its own in one layer would put the names into another order than the bars' sizes.
    assert not [layer for layer in spec["layer"] if "transform" in layer or "data" in layer]


@pytest.mark.usefixtures("history")
def test_another_cut_counts_otherwise_and_stands_in_the_address(screen, chen):
    at = screen(FILE, chen)

    at.button_group(key="causes_by").set_value(causes.Cut.PRODUCT).run()

    assert lines(at) == [["保温杯 <b>", "3 cases", "100%", "100%"]]
    assert at.query_params["by"] == "product"
    assert at.query_params["from"] == "2026-03-01"


@pytest.mark.usefixtures("history")
def test_a_bar_leads_to_exactly_its_complaints_and_back(screen, chen):
    at = screen(FILE, chen, by="cause", bar="supplier")

    assert at.subheader[0].value.replace("\\", "") == "Material and suppliers · 3 complaints"
    assert [line[0] for line in lines(at)] == ["TS-202603-0001", "TS-202603-0002", "TS-202603-0003"]
    assert "complaint?complaint=" in lists(at)[0]["rows"][0]["href"]

    at.button(key="pareto-close").click().run()
    assert "bar" not in at.query_params
    assert lines(at)[0][1] == "3 cases"


@pytest.mark.usefixtures("history")
def test_those_without_a_cause_are_one_click_away(screen, chen):
    at = screen(FILE, chen)

    at.button(key="pareto-without").click().run()

    assert [line[0] for line in lines(at)] == ["TS-202603-0005"]


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_address_that_makes_no_sense_shows_nothing_and_breaks_nothing(screen, chen, language):
    for query in ({"by": "x", "bar": "y"}, {"by": "team", "bar": "x" * 300}, {"improvement": "9"}, {"bar": "-"}):
        at = screen(FILE, chen, language=language, **query)
        assert not at.exception


@pytest.mark.usefixtures("proposed")
def test_the_analyst_sees_numbers_and_no_complaint(screen, fang):
    at = screen(FILE, fang, bar="supplier")

    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1
    assert lists(at) == []
    shown = json.dumps([str(element) for element in at.main], ensure_ascii=False)
    assert "TS-2026" not in shown
    assert "王芳" not in shown


def test_a_month_without_complaints_says_so(screen, chen):
    at = screen(FILE, chen)

    assert not at.exception
    assert "No complaints were received" in at.info[0].value


def test_a_manager_decides_on_an_improvement_with_a_word(screen, zhou, proposed):
    at = screen(FILE, zhou)
    at.button(key=f"decide-{proposed}").click().run()
    at.button(key="improvement_accept").click().run()
    assert "Please say why" in words(at)

    at.text_area(key="improvement_words").set_value("Audit every supplier once a year")
    at.button(key="improvement_accept").click().run()

    with database.reading() as session:
        row = session.exec(select(Improvement)).one()
        assert (row.state, row.words) == (ImprovementState.ACCEPTED, "Audit every supplier once a year")
    assert "improvement" not in at.query_params
    assert "Audit every supplier" in words(at)


def test_sales_see_what_speaks_for_it_and_decide_nothing(screen, lin, proposed):
    at = screen(FILE, lin, improvement=str(proposed))

    assert not at.exception
    assert "led to 3 complaints within 30 days" in words(at)
    assert not [button for button in at.button if button.key == f"decide-{proposed}"]
    assert not [area for area in at.text_area if area.key == "improvement_words"]


@pytest.fixture
def complaint(a_complaint, he):  # noqa: F811
    return a_complaint(handler=he).id


def test_the_handler_records_a_cause_on_the_complaints_page(screen, he, complaint):
    at = screen("complaints/complaint.py", he, complaint=str(complaint))
    at.button(key="cause_begin").click().run()
    at.button(key="cause_save").click().run()
    assert "Please choose the kind of cause" in words(at).replace("\\", "")

    at.selectbox(key="cause_category").set_value(CauseCategory.PROCESS)
    for place, why in enumerate(("No check", "No list", "No standard")):
        at.text_input(key=f"cause_why_{place}").set_value(why)
    at.button(key="cause_save").click().run()

    with database.reading() as session:
        row = session.exec(select(RootCause)).one()
        assert (row.category, json.loads(row.whys)) == (CauseCategory.PROCESS, ["No check", "No list", "No standard"])
    assert "analysis" not in at.query_params
    assert "No standard" in words(at)


def test_a_colleagues_revision_meanwhile_is_told_and_not_overwritten(screen, he, zhou, complaint, lin):
    at = screen("complaints/complaint.py", he, complaint=str(complaint), analysis="cause")
    with database.transaction() as session:
        cause = causes.NewCause(CauseCategory.DESIGN, words="The groove")
        causes.record_cause(session, he, complaint, cause=cause)

    at.selectbox(key="cause_category").set_value(CauseCategory.SKILL)
    at.text_area(key="cause_words").set_value("Mine")
    at.button(key="cause_save").click().run()

    assert "Somebody else saved" in words(at)
    with database.reading() as session:
        assert session.exec(select(RootCause.category)).one() is CauseCategory.DESIGN
