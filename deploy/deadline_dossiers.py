"""What deploy/deadline_hour.py does inside Django: complete drafts to begin with, what is stored in the end."""

import json
import sys
from datetime import timedelta

from django.conf import settings
from django.test import Client

from accounts.models.user import User
from campaign.actions import application, submission
from campaign.models import clock
from campaign.models.audit import Event
from campaign.models.campaign import Campaign
from campaign.models.message import Message
from campaign.models.submission import Submission

TEXTS = ("summary", "addressee", "field_of_application", "conditions", "benefits_author", "benefits_others")


def prepare(people, seconds):
    """A draft of their own for so many authors, who are signed in; filing ends in so many seconds."""
    campaign = Campaign.objects.running().get()
    strand = campaign.strands.first()
    campaign.windows.filter(kind="submit").update(closes=clock.now() + timedelta(days=1))
    authors = User.objects.filter(staff_code__startswith="TG-").order_by("pk")[:people]
    told = [_draft(campaign, strand, author) for author in authors]
    campaign.windows.filter(kind="submit").update(closes=clock.now() + timedelta(seconds=seconds))
    json.dump(told, sys.stdout)


def _draft(campaign, strand, author):
    made = submission.start(campaign, by=author, strand=strand, anew=True)
    content = dict.fromkeys(TEXTS, "Rút ngắn thời gian tiếp nhận hồ sơ từ ba ngày còn một ngày.")
    content |= {"title": f"Sáng kiến giờ cuối {made.code}", "nature": "Giải pháp dùng phiếu có mã."}
    content |= {"first_used_on": clock.today() - timedelta(days=90)}
    submission.save(made, by=author, content=content, version=made.version)
    client = Client()
    client.force_login(author)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"code": made.code, "cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}


def tell():
    """By code, for the codes on the standard input: what the database holds of each dossier."""
    found = Submission.objects.filter(code__in=json.load(sys.stdin)).order_by("code")
    json.dump({one.code: _stored(one) for one in found}, sys.stdout)


def _stored(one):
    revisions = list(one.revisions.all())
    return {
        "number": one.register_number,
        "nature": one.nature,
        "frozen": [revision.content["nature"] for revision in revisions],
        "is_sealed": all(application.digest(revision.content) == revision.sha256 for revision in revisions),
        "late": [copy.content["nature"] for copy in one.late_copies.all()],
        "acts": Event.objects.filter(submission=one, verb="submit").count(),
        "letters": Message.objects.filter(event="submitted", body__contains=one.code).count(),
    }
