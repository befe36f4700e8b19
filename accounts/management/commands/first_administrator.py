from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.actions import appoint_first_administrator
from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.refusal import Refused


class Command(BaseCommand):
    help = "Give an account the post of administrator, once, on a portal that has none."

    def add_arguments(self, parser):
        parser.add_argument("staff_code")
        parser.add_argument("unit_code")

    def handle(self, *, staff_code, unit_code, **options):
        person = User.objects.filter(staff_code=staff_code).first()
        unit = Unit.objects.filter(code=unit_code).first()
        if person is None or unit is None:
            raise CommandError(
                _("Không có mã nhân sự hoặc mã đơn vị này. Chưa có gì thay đổi; hãy kiểm tra rồi chạy lại.")
            )
        try:
            appoint_first_administrator(person, unit)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("%(name)s là quản trị từ hôm nay.") % {"name": person.full_name})
