"""What people do with the outbox: let a mail that was given up set out again."""

from django.db import transaction

from accounts.models.user import User
from campaign.actions import gate, trail
from campaign.actions.refused import Refused
from campaign.models import clock
from campaign.models.message import Message
from campaign.rules.phrase import Phrase


@transaction.atomic
def retry(message: Message, *, by: User) -> Message:
    gate.require_in_campaign("read_outbox", by)
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.given_up_at is None:
        raise Refused(
            Phrase(
                "Thư này đã gửi xong hoặc đang chờ gửi nên không gửi lại. Thư được giữ nguyên; hãy tải lại trang "
                "thư đi để xem tình trạng hiện tại."
            )
        )
    message.given_up_at, message.attempts, message.not_before = None, 0, clock.now()
    message.save(update_fields=["given_up_at", "attempts", "not_before"])
    trail.record("retry_mail", by=by, facts={"mail": message.pk, "event": message.event})
    return message
