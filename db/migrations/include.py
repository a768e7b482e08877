"""What migrations look after: everything except what db.dialect makes."""

_MADE_BY_DIALECT = frozenset({"ix_customers_search_grams", "ix_customers_recent"})


def include(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    if kind == "table":
        return not (name or "").startswith("customer_search")
    return name not in _MADE_BY_DIALECT
