"""Ask the virus scanner about every stored file anew, for instance after it has learnt new signatures."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaign.actions.clean_copies import scan_again
from campaign.models.attachment import Attachment, ScanState


class Command(BaseCommand):
    help = "Scan all files of all dossiers again with ClamAV; ends with code 1 when one is infected."

    def handle(self, **options: Any) -> None:
        if not settings.CLAMAV_SOCKET:
            raise CommandError("CLAMAV_SOCKET is not set, so there is nobody to ask.")
        counts = dict.fromkeys(ScanState, 0)
        for attachment in Attachment.objects.order_by("pk").iterator(200):
            state = scan_again(attachment)
            counts[state] += 1
            if state == ScanState.INFECTED:
                self.stdout.write(f"infected: {attachment.public_id}")
        self.stdout.write(", ".join(f"{state.value} {count}" for state, count in counts.items()))
        if counts[ScanState.INFECTED]:
            raise CommandError(f"{counts[ScanState.INFECTED]} infected.")
