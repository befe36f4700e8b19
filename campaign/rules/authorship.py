"""What a row of the author table can be."""

from enum import StrEnum


class AuthorKind(StrEnum):
    PERSON = "person"
    COLLECTIVE = "collective"


class Access(StrEnum):
    """What a co-author with an account may do with the draft."""

    VIEW = "view"
    EDIT = "edit"


class ConfirmedWay(StrEnum):
    """By the own account, by a letter's link, on signed paper that the owner attests."""

    ACCOUNT = "account"
    LINK = "link"
    PAPER = "paper"
