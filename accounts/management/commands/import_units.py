import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.unit_import import COLUMNS, carry_out, make_plan


class Command(BaseCommand):
    help = f"Import units from a CSV file with the columns {', '.join(COLUMNS)}; all rows or none."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check only, change nothing")

    def handle(self, *, file, dry_run, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                plan = make_plan(lines)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(
                _("Không đọc được tệp (cần CSV mã UTF-8): %(error)s") % {"error": error}
            ) from error
        if plan.errors:
            complaints = "\n".join(plan.errors)
            raise CommandError(
                _("Chưa nhập gì. Hãy sửa tệp rồi chạy lại:\n%(complaints)s") % {"complaints": complaints}
            )
        fresh = sum(1 for row in plan.rows if row.number)
        if not dry_run:
            carry_out(plan)
        numbers = {"fresh": fresh, "known": plan.known}
        said = _("Chạy thử: sẽ thêm %(fresh)s phiên bản đơn vị, %(known)s đã có sẵn. Chưa ghi gì.")
        if not dry_run:
            said = _("Đã thêm %(fresh)s phiên bản đơn vị; %(known)s đã có sẵn.")
        self.stdout.write(said % numbers)
