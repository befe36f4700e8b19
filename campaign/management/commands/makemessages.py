from typing import Any

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's command, which here also knows the rules' `Phrase` and leaves tools and tests out."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=Phrase"]
    left_out = ("deploy", "docs", "tests", "var", "static")

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] = [*options["ignore_patterns"], *self.left_out]
        options["no_obsolete"], options["no_wrap"] = True, True
        options["add_location"] = options["add_location"] or "file"
        super().handle(*args, **options)
