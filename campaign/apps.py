from django.apps import AppConfig
from django.utils.translation import gettext

from campaign.rules.phrase import use_translator


class CampaignConfig(AppConfig):
    name = "campaign"

    def ready(self) -> None:
        use_translator(gettext)
