"""The rows of a related table as one JSON list inside the outer query, so that a public page asks few questions.

Decimals come back as text, because JSON would make floats of them.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import F, Subquery
from django.db.models.functions import Cast, JSONObject
from django.db.models.sql import Query


class JsonRows(Subquery):
    """`JsonRows(Band.objects.filter(criterion=OuterRef("pk")), "label", "low")`: a list of dicts, in order."""

    template = "(SELECT COALESCE(JSONB_AGG(_rows.item), '[]'::jsonb) FROM (%(subquery)s) _rows)"
    output_field = models.JSONField()

    def __init__(self, rows: models.QuerySet, *fields: str, **computed: Any) -> None:
        columns = {field: _column(rows.model, field) for field in fields}
        super().__init__(rows.values(item=JSONObject(**columns, **computed)))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Iterable[Any]]:
        listed = "JSON((SELECT JSON_GROUP_ARRAY(JSON(_rows.item)) FROM (%(subquery)s) _rows))"
        return super().as_sql(compiler, connection, template=listed, **context)


def _column(model: type[models.Model], field: str) -> Any:
    is_decimal = "__" not in field and isinstance(model._meta.get_field(field), models.DecimalField)
    return Cast(field, models.CharField()) if is_decimal else F(field)


def together(**columns: Any) -> dict[str, Any]:
    """One question for lists and sums that have no table in common: SELECT (…), (…), by their names."""
    query = Query(None)
    for name, column in columns.items():
        query.add_annotation(column, name)
    [found] = query.get_compiler("default").results_iter()
    return dict(zip(columns, found, strict=True))


def moment(text: str) -> datetime:
    """A moment out of JSON: SQLite writes it without its zone, which is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
