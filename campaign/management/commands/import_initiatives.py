from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models.user import User
from campaign.actions.library import import_initiatives
from campaign.actions.refused import Refused
from campaign.exchange.imports import ListError, Rehearsal, checked_rows, rehearse

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Import a CSV or XLSX list of initiatives recognised in the past; all rows or none, each file once."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="staff code of the administrator who answers for it")
        parser.add_argument(
            "--source", default="", help="where the list comes from; default: the file's name"
        )
        parser.add_argument("--dry-run", action="store_true", help="check only, change nothing")

    def handle(self, *, file, by, source, dry_run, **options):
        try:
            administrator = User.objects.get(staff_code=by)
            content = file.read_bytes()
            found = rehearse(file.name, content)
            self._report(found)
            if dry_run:
                self.stdout.write(_("Chạy thử: chưa ghi gì."))
                return
            rows = checked_rows(file.name, content)
            batch = import_initiatives(
                rows, by=administrator, source=source or file.name, sha256=found.sha256
            )
        except User.DoesNotExist:
            raise CommandError(_("Không có người mang mã %(code)s. Chưa nhập gì.") % {"code": by}) from None
        except OSError as error:
            raise CommandError(_("Không mở được tệp: %(error)s") % {"error": error}) from None
        except (ListError, Refused) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_("Đã nhập %(rows)s sáng kiến vào thư viện.") % {"rows": batch.rows})

    def _report(self, found: Rehearsal) -> None:
        for complaint in found.complaints[:MOST_SHOWN]:
            self.stdout.write(str(complaint))
        numbers = {
            "rows": len(found.rows),
            "several": found.with_several_authors,
            "errors": len(found.complaints),
            "same": found.same,
            "alike": len(found.pairs) - found.same,
        }
        said = _(
            "%(rows)s dòng đọc được, %(several)s dòng có nhiều tác giả, %(errors)s chỗ phải sửa; "
            "%(same)s cặp trùng, %(alike)s cặp gần giống."
        )
        self.stdout.write(said % numbers)
