"""`python -m care.imports`: the process that imports."""

import logging

from care.imports.worker import work_off

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    work_off()
