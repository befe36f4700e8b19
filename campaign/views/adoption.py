"""A unit's side of spreading: what it took over, and each step as a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models.unit import Unit
from accounts.paging import key_set_page
from accounts.roles import Role
from campaign.actions import adoption as acts
from campaign.actions.refused import Refused
from campaign.documents import adoption as shown
from campaign.documents.showcase import entries
from campaign.forms.adoption import BenefitForm, ConfirmForm, EndForm, PledgeForm
from campaign.models import clock
from campaign.models.adoption import Adoption, BenefitCheck
from campaign.rules.phrase import Phrase
from campaign.views.access import require_role
from campaign.views.answering import acted
from campaign.views.kept_forms import writing


@require_GET
def adoptions(request: HttpRequest) -> HttpResponse:
    require_role(request.user, *shown.DESK)
    page = key_set_page(shown.of_units(request.user), by="-pledged_at", query=request.GET)
    context = {"page": page, "lines": shown.lines(page, clock.today())}
    return render(request, "endorser/adoptions.html", context)


@require_GET
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    today = clock.today()
    return render(
        request,
        "endorser/adoption.html",
        {
            "line": shown.lines([found], today)[0],
            "adoption": found,
            "checks": found.checks.select_related("done_by"),
            "today": today,
            "may_confirm": found.unit_id in request.user.unit_ids(Role.UNIT_HEAD),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """A public page leads here, so whoever may not pledge for a unit is told who may."""
    entry = get_object_or_404(entries(), code=code)
    if not request.user.has_role(*shown.DESK):
        raise Refused(
            Phrase(
                "Cam kết áp dụng do đầu mối hoặc thủ trưởng đơn vị ghi nên bạn chưa ghi được. Chưa có gì thay đổi; "
                "hãy gửi địa chỉ trang này cho đầu mối của đơn vị bạn."
            )
        )
    units = Unit.objects.called().filter(pk__in=request.user.unit_ids(*shown.DESK)).order_by("name")
    form = PledgeForm(request.POST or None, units=units, initial={"starts_on": clock.today()})
    made = acted(form, lambda facts: acts.pledge(entry, facts["unit"], by=request.user, wish=form.wish()))
    if made:
        messages.success(request, _("Đã ghi cam kết áp dụng của đơn vị."))
        return redirect("unit:adoption", pk=made.pk)
    own = writing(
        request, f"unit:adopt/{code}", _("Cam kết áp dụng «%(title)s»") % {"title": entry.title[:80]}
    )
    context = {"entry": entry, "form": own.restored(form), "writing": own}
    return render(request, "endorser/adopt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = ConfirmForm(request.POST or None, initial={"applied_on": clock.today()})

    def act(facts: dict[str, Any]) -> Adoption:
        return acts.confirm(found, by=request.user, applied_on=facts["applied_on"], where=facts["where"])

    said = _("Đã xác nhận. Trang công khai nay tính đơn vị trong số đơn vị áp dụng; tác giả được báo.")
    return _step(request, found, form, act, (_("Xác nhận đã áp dụng"), said))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int, months: int) -> HttpResponse:
    found = _own(request, pk)
    check = get_object_or_404(found.checks.all(), months=months)
    form = BenefitForm(request.POST or None)

    def act(_facts: dict[str, Any]) -> BenefitCheck:
        return acts.report(check, by=request.user, benefit=form.benefit())

    title = _("Hiệu quả sau %(months)s tháng") % {"months": months}
    return _step(request, found, form, act, (title, _("Đã ghi hiệu quả của kỳ này.")))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = EndForm(request.POST or None)

    def act(facts: dict[str, Any]) -> Adoption:
        return acts.withdraw(found, by=request.user, reason=facts["reason"])

    said = _("Đã ghi việc thôi áp dụng; đơn vị không còn trong số đơn vị áp dụng trên trang công khai.")
    return _step(request, found, form, act, (_("Thôi áp dụng"), said))


def _step(
    request: HttpRequest,
    found: Adoption,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    words: tuple[str, str],
) -> HttpResponse:
    """`words`: what the step is called, and what is said when it is done."""
    title, said = words
    if acted(form, act):
        messages.success(request, said)
        return redirect("unit:adoption", pk=found.pk)
    own = writing(request, request.path.strip("/"), f"{title}: {found.entry.title[:80]}")
    context = {"adoption": found, "title": title, "form": own.restored(form), "writing": own}
    return render(request, "endorser/adoption_step.html", context)


def _own(request: HttpRequest, pk: int) -> Adoption:
    return get_object_or_404(shown.of_units(request.user), pk=pk)
