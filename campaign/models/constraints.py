"""Short-hand for the check constraints that every enumeration in the database carries."""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models


def one_of(field: str, values: Iterable[StrEnum] | Iterable[str], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )
