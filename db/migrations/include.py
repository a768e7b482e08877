"""What migrations look after: everything except what db.dialect makes."""


def include(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    if kind == "table":
        return not (name or "").startswith("customer_search")
    return name != "ix_customers_search_grams" and not (name or "").startswith("ix_customers_by_")
