"""Numbers that people quote. Taken under a row lock, never by max()+1; a number once given is never reused."""

from campaign.models.campaign import Counter


def next_number(register: str) -> int:
    """The next number of a register such as "tiep-nhan/2026"; call it inside the act's transaction.

    A rolled-back act gives its number back, so a register has no gaps.
    """
    counter = hold_counter(register)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def hold_counter(register: str) -> Counter:
    """Its row is locked until the act commits."""
    Counter.objects.get_or_create(register=register)
    return Counter.objects.select_for_update().get(register=register)
