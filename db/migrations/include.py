"""What migrations look after: everything except the search index, which db.dialect makes."""


def include(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    if kind == "table":
        return not (name or "").startswith("customer_search")
    return name != "ix_customers_search_grams"
