"""Why an import is turned down, in one sentence each."""

from care.imports.spreadsheet.limits import Fault
from core.errors import Refusal
from core.i18n import N_, _

_SENTENCES = {
    Fault.EMPTY: N_("This file is empty. Please choose another one."),
    Fault.TOO_LARGE: N_("This file is larger than 50 MB. Please split it into several files."),
    Fault.UNPACKS_TOO_LARGE: N_("Unpacked, this file is larger than 200 MB. Please split it or delete unused sheets."),
    Fault.PASSWORD: N_("This file is protected by a password. Please remove the password in Excel and save it again."),
    Fault.DAMAGED: N_("This file is damaged and cannot be read. Please open it in Excel, save it again and retry."),
    Fault.DANGEROUS: N_("This file contains parts no spreadsheet needs and was not opened, for safety."),
    Fault.TOO_OLD: N_("This file is in a format from before 1995. Please open it in Excel and save it as .xlsx."),
    Fault.NOT_A_SPREADSHEET: N_(
        "This file is not a spreadsheet. Excel (.xlsx, .xls), CSV and ODS files can be imported."
    ),
    Fault.NO_ROWS: N_("This file has no rows with content."),
    Fault.NO_SUCH_SHEET: N_("This file has no sheet of that name."),
    Fault.TOO_MANY_ROWS: N_("This sheet has more than 500,000 rows. Please split it into several files."),
    Fault.TOO_MANY_COLUMNS: N_("This sheet has more than 200 columns. Please delete the ones you do not need."),
    Fault.TOO_SLOW: N_("Reading this file took too long and was stopped. Please split it into several files."),
    Fault.TOO_MUCH_MEMORY: N_("Reading this file would take too much memory. Please copy its rows into a new file."),
}


class FileRefused(Refusal):
    """The file cannot be imported as it is."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(_(_SENTENCES[fault]))
