"""Thù lao for authors where nothing was agreed (NĐ 13/2012/NĐ-CP, Art. 10): the least that is owed, and its parts.

It applies to economic organisations and self-financing public service units. Shares are in hundredths of a percent.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

BENEFIT_RATE = Decimal("0.07")
TRANSFER_RATE = Decimal("0.15")
ORGANISERS_RATE = Decimal("0.20")
SALARIES = 5
YEARS = 3
WHOLE = 10_000


@dataclass(frozen=True)
class Part:
    name: str
    share_bp: int
    amount: int


@dataclass(frozen=True)
class Owed:
    """`authors` is the least for all authors together, `organisers` for those who organised the first use."""

    authors: int
    organisers: int
    parts: list[Part]


def of_benefit(benefit: int) -> int:
    """Of the benefit of one year, for each of the first three years of use."""
    return _up(Fraction(BENEFIT_RATE) * benefit)


def without_benefit(minimum_salary: int) -> int:
    """Where the benefit cannot be reckoned."""
    return SALARIES * minimum_salary


def of_transfer(price: int) -> int:
    """Of each transfer in three years from the recognition."""
    return _up(Fraction(TRANSFER_RATE) * price)


def owed(authors: int, shares: Sequence[tuple[str, int]]) -> Owed:
    """`authors` parted by the shares so that the parts make it up exactly."""
    return Owed(authors, _up(Fraction(ORGANISERS_RATE) * authors), _parts(authors, shares))


def _parts(amount: int, shares: Sequence[tuple[str, int]]) -> list[Part]:
    """Whole đồng; what rounding leaves goes to the largest remainders, of equals to the first."""
    exact = [Fraction(amount * share, WHOLE) for _name, share in shares]
    given = [math.floor(one) for one in exact]
    left = amount - sum(given) if sum(share for _name, share in shares) == WHOLE else 0
    order = sorted(range(len(shares)), key=lambda place: (given[place] - exact[place], place))
    for place in order[:left]:
        given[place] += 1
    return [Part(name, share, amount) for (name, share), amount in zip(shares, given, strict=True)]


def _up(exact: Fraction) -> int:
    """At least so much, in whole đồng."""
    return math.ceil(exact)
