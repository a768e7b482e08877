"""What is wrong with a cell or a row, and what would be right: codes when stored, sentences when shown."""

from dataclasses import dataclass

from care.imports.faults import Fault
from core.i18n import N_, _

__all__ = ["Fault", "Problem"]


# Each: what is wrong, and what would be right.
_SENTENCES = {
    Fault.DIGITS_LOST: (
        N_("The number was saved in scientific notation and its last digits are lost."),
        N_("Enter the phone number again; set the column to text first."),
    ),
    Fault.PHONE_MASKED: (N_("Some digits are hidden by stars."), N_("Enter all digits of the phone number.")),
    Fault.NO_AREA_CODE: (N_("The area code is missing."), N_("Write it like 010-62345678.")),
    Fault.NOT_A_PHONE: (
        N_("This is not a valid phone number."),
        N_("Write a mobile with 11 digits like 13812345678, or a landline like 010-62345678."),
    ),
    Fault.NOT_AN_EMAIL: (N_("This is not an e-mail address."), N_("Write it like name@example.com.")),
    Fault.NOT_A_DATE: (N_("This is not a date."), N_("Write it like 2025-03-05.")),
    Fault.IMPOSSIBLE_DATE: (N_("There is no such date."), N_("Write it like 2025-03-05.")),
    Fault.MONTH_ONLY: (N_("The day is missing."), N_("Write it like 2025-03-05.")),
    Fault.NO_YEAR: (N_("The year is missing."), N_("Write it like 2025-03-05.")),
    Fault.LUNAR_DATE: (N_("This is a lunar date."), N_("Enter the solar date like 2025-03-05.")),
    Fault.NOT_A_LUNAR_DAY: (N_("The lunar calendar has no such day."), N_("Write it like 八月十五 or 闰四月初三.")),
    Fault.FUTURE_BIRTHDAY: (N_("This birthday is in the future."), N_("Write the year with four digits.")),
    Fault.NOT_AN_AMOUNT: (N_("This is not an amount."), N_("Write it like 1234.50.")),
    Fault.NOT_A_NUMBER: (N_("This is not a number."), N_("Write it like 3 or 2.5.")),
    Fault.UNKNOWN_WORD: (N_("This value is not known here."), N_("Choose one of the values in the template.")),
    Fault.UNKNOWN_OWNER: (
        N_("Nobody of that name works here."),
        N_("Write the name as the list of people has it, or leave it blank."),
    ),
    Fault.SEVERAL_COLLEAGUES: (
        N_("Several people of this name work here."),
        N_("Write the user name of the one who is meant, or leave it blank."),
    ),
    Fault.ERROR_CELL: (N_("The cell holds a formula error."), N_("Correct the formula or enter the value itself.")),
    Fault.FORMULA_WITHOUT_VALUE: (
        N_("The formula has no stored result."),
        N_("Open the file in Excel, save it, and import it again."),
    ),
    Fault.TOO_LONG: (N_("This text is too long."), N_("Shorten it.")),
    Fault.NAME_MISSING: (N_("The name is missing."), N_("Enter the customer's name.")),
    Fault.DATE_MISSING: (N_("The order date is missing."), N_("Enter a date like 2025-03-05.")),
    Fault.AMOUNT_MISSING: (N_("The amount is missing."), N_("Enter the amount, or quantity and unit price.")),
    Fault.CUSTOMER_MISSING: (
        N_("The row does not say which customer it belongs to."),
        N_("Enter the customer's number, phone, e-mail or name."),
    ),
    Fault.CUSTOMER_UNKNOWN: (
        N_("There is no such customer."),
        N_("Import the customer first, or let unknown customers be created."),
    ),
    Fault.ORDER_BROKEN: (
        N_("Another row of the same order cannot be imported."),
        N_("Correct that row: an order is imported whole or not at all."),
    ),
    Fault.ORDER_OF_ANOTHER: (
        N_("This order number already belongs to another customer."),
        N_("Check the order number and the customer."),
    ),
    Fault.SAME_NAME: (
        N_("A customer of this name exists, but nothing else tells whether it is the same one."),
        N_("Add the customer number or the phone number."),
    ),
    Fault.SAME_PHONE_OTHER_NAME: (
        N_("A customer with this phone number has another name."),
        N_("Check whether it is the same customer; if so, write the same name or the customer number."),
    ),
    Fault.SEVERAL_MATCHES: (
        N_("Several customers match this row."),
        N_("Add the customer number."),
    ),
    Fault.REPEATED_IN_FILE: (
        N_("The same customer is in an earlier row of this file."),
        N_("Keep one of the rows."),
    ),
    Fault.EXISTS_ALREADY: (N_("This entry exists already and only new ones are imported."), N_("Nothing to do.")),
    Fault.NOT_THERE: (N_("There is no such entry and only existing ones are updated."), N_("Nothing to do.")),
    Fault.NUMBER_TAKEN: (
        N_("A removed customer has this number."),
        N_("Restore that customer, or use another number."),
    ),
    Fault.RECEIVED_MISSING: (
        N_("It is not said when this came in."),
        N_("Write it like 2025-03-05 or 2025-03-05 14:30."),
    ),
    Fault.DESCRIPTION_MISSING: (N_("It is not said what this is about."), N_("Enter what the customer reported.")),
    Fault.IN_THE_FUTURE: (N_("This moment is in the future."), N_("Check the date.")),
    Fault.BEFORE_IT_CAME: (N_("This is earlier than when the case came in."), N_("Check both dates.")),
    Fault.NOT_A_SCORE: (N_("This is not a score from 1 to 5."), N_("Write a number from 1 to 5, or leave it blank.")),
    Fault.CASE_REPEATED: (
        N_("The same case number stands in an earlier row of this file, with other contents."),
        N_("Keep one of the rows, or give the other one its own number."),
    ),
    Fault.HANDLED_HERE: (
        N_("Somebody works on this case here: a file does not change it."),
        N_("Change it on its own page."),
    ),
    Fault.LEAD_REPEATED: (
        N_("The same lead number stands in an earlier row of this file, with other contents."),
        N_("Keep one of the rows, or give the other one its own number."),
    ),
    Fault.LEAD_HERE: (
        N_("A lead that is still open has this phone number or e-mail address."),
        N_("Add what the row says to that lead."),
    ),
    Fault.CUSTOMER_HERE: (
        N_("A customer has this phone number or e-mail address: this is no new lead."),
        N_("Leave the row out, or give it the stage of leads that became customers."),
    ),
    Fault.WORKED_ON_HERE: (
        N_("Somebody works on this lead here: a file does not change it."),
        N_("Change it on its own page."),
    ),
    Fault.NO_WAY_TO_REACH: (
        N_("There is no way to reach this person."),
        N_("Enter a phone number, an e-mail address or WeChat."),
    ),
    Fault.WHEN_MISSING: (N_("It is not said when this was."), N_("Write it like 2025-03-05 or 2025-03-05 14:30.")),
    Fault.NOTHING_SAID: (N_("It is not said what came of this."), N_("Enter what was said, a score or the result.")),
    Fault.NOTHING_ANSWERED: (N_("There is no score and no word in this answer."), N_("Enter a score or a comment.")),
    Fault.RECORD_REPEATED: (N_("The same record stands in an earlier row of this file."), N_("Nothing to do.")),
    Fault.NOT_ZERO_TO_TEN: (
        N_("This is not a score from 0 to 10."),
        N_("Write a whole number from 0 to 10, or leave it blank."),
    ),
    Fault.NOT_ONE_TO_SEVEN: (
        N_("This is not a score from 1 to 7."),
        N_("Write a whole number from 1 to 7, or leave it blank."),
    ),
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one cell, or with the row where `column` is empty."""

    row: int
    column: str
    value: str
    fault: Fault

    @property
    def message(self) -> str:
        return _(_SENTENCES[self.fault][0])

    @property
    def hint(self) -> str:
        return _(_SENTENCES[self.fault][1])
