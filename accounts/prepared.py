"""Queries that many pages ask: worded once by the ORM, and after that only filled with values.

To word one takes Django longer than the database takes to answer it. Nothing of an answer is kept.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import Expression, RawSQL


class Slot(Expression):
    """Stands in a query for a value that comes when it is asked."""

    def __init__(self, name: str, field: models.Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def filled(self, value: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


class Prepared:
    """`build` gets a slot for each named field and answers with a query that depends on nothing else."""

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], **fields: models.Field) -> None:
        self._build = build
        self._slots = {name: Slot(name, field) for name, field in fields.items()}
        self._worded = cache(self._word)

    def filled(self, **values: Any) -> tuple[str, list[Any]]:
        sql, params = self._worded(connection.vendor)
        return sql, [one.filled(values[one.name]) if isinstance(one, Slot) else one for one in params]

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """As the database gives them: meant for names and numbers, not for days and moments."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(**values))
            return cursor.fetchall()

    def inside(self, **values: Any) -> RawSQL:
        """For `…__in` of another query."""
        return RawSQL(*self.filled(**values))  # noqa: S611

    def _word(self, vendor: str) -> tuple[str, tuple[Any, ...]]:
        return self._build(**self._slots).query.sql_with_params()
