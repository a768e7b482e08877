"""The verbs of `python3 -m ops`, one line each. Standard library alone."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from importlib import import_module

from ops import terminal


@dataclass(frozen=True)
class Verb:
    module: str
    english: str
    chinese: str
    needs_tools: bool = False

    def run(self, argv: list[str]) -> int:
        """Its module is imported here and no sooner: a verb pays for what it uses."""
        gc.disable()  # what is loaded stays: looking it through again and again is a tenth of the start
        main = import_module(self.module).main
        gc.enable()
        exit_code: int = main(argv)
        return exit_code


VERBS = {
    "serve": Verb("ops.serve", "Start the app and print its addresses.", "启动应用，并显示访问地址。"),
    "check": Verb("ops.check", "Run every check and every test.", "运行全部检查与测试。", needs_tools=True),
    "demo": Verb("ops.demo", "Fill a data folder with a believable small firm.", "在数据目录中生成一家演示公司。"),
    "import": Verb(
        "ops.importing",
        "Bring customers, orders, complaints, leads, revisits or survey answers in from a workbook.",
        "从表格导入客户、订单、投诉、线索、回访或答卷。",
    ),
    "kpis": Verb("ops.kpis", "Print the figures of a period.", "显示某一期间的指标。"),
    "report": Verb(
        "ops.report", "Write a month's report as PDF, workbook and JSON.", "生成月度客户分析报告（PDF、表格、JSON）。"
    ),
    "complaints": Verb("ops.complaints", "List open complaints and what is due.", "列出未结投诉及其时限。"),
    "clock": Verb("ops.clock", "Say when something is due and how long it took.", "计算到期时间与用时。"),
    "rules": Verb("ops.rules", "Print how well each rule is kept.", "显示每条制度的执行情况。"),
    "migrate": Verb("ops.migrate", "Bring the database's tables up to date.", "将数据库升级到当前版本。"),
    "run-due": Verb("ops.run_due", "Run what is due of the schedule.", "运行到期的定时任务。"),
    "bench": Verb(
        "ops.bench", "Measure the speed, each figure beside its floor.", "测量速度，并与下限对照。", needs_tools=True
    ),
    "catalogs": Verb("ops.catalogs", "Keep the translations in step with the code.", "让翻译与代码保持一致。"),
}


def listing() -> str:
    """What `python3 -m ops` says when it is asked for nothing."""
    lines = [terminal.pick("python3 -m ops <verb>, where the verb is:", "python3 -m ops <命令>，可用的命令：")]
    for name, verb in VERBS.items():
        lines.append(f"  {name:<12}{terminal.pick(verb.english, verb.chinese)}")
    lines.append(terminal.pick("Add --help to a verb for its options.", "在命令后加 --help 查看其选项。"))
    return "\n".join(lines)
