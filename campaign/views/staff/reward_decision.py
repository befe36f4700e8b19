"""The decision on a list of rewards: the whole list with its figures before it is recorded; reverted, told, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models.user import User
from accounts.roles import Role
from campaign.actions import reward_decision as acts
from campaign.actions.refused import Refused
from campaign.documents.rewards import sheet_of
from campaign.forms.rewards import RevokeForm
from campaign.forms.signing import DecisionForm, RevertForm
from campaign.models import clock
from campaign.models.decision import Decision
from campaign.models.reward import Reward, RewardList
from campaign.rules.bonus import CERTAINTIES
from campaign.views.access import require_role
from campaign.views.kept_forms import writing
from campaign.views.staff.rewards import reward_list_for

page_view = require_http_methods(["GET", "HEAD", "POST"])


@page_view
def reward_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What is confirmed is what was shown: the digest holds for the list and for the day of signing."""
    listed = reward_list_for(request.user, pk)
    if listed.decision:
        return redirect("office:reward_list", pk=pk)
    today = clock.today()
    posted = request.POST if request.method == "POST" else None
    form = DecisionForm(posted, campaign=listed.campaign, purpose="reward", initial={"signed_on": today})
    if form.is_bound and form.is_valid():
        try:
            seen = request.POST.get("seen", "")
            decision = acts.record_rewards(listed, by=request.user, paper=form.paper(), seen=seen)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi quyết định %(decision)s.") % {"decision": decision})
            return redirect("office:reward_list", pk=pk)
    day = (form.is_bound and form.cleaned_data.get("signed_on")) or today
    sheet = sheet_of(listed, day)
    own = writing(request, f"office:reward_decide/{pk}", _("Quyết định: %(name)s") % {"name": listed.name})
    context = {
        "listed": listed,
        "sheet": sheet,
        "form": own.restored(form),
        "writing": own,
        "base_note": CERTAINTIES[sheet.base.certainty] if sheet.base else "",
    }
    return render(request, "staff/reward_decide.html", context)


@page_view
def reward_revert(request: HttpRequest, pk: int) -> HttpResponse:
    listed, decision = _decided(request.user, pk, Role.ADMINISTRATOR)
    form = RevertForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            acts.revert_rewards(decision, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã hủy quyết định %(decision)s; danh sách mở lại.") % {"decision": decision}
            )
            return redirect("office:reward_list", pk=pk)
    own = writing(
        request, f"office:reward_revert/{pk}", _("Hủy quyết định %(decision)s") % {"decision": decision}
    )
    context = {"listed": listed, "decision": decision, "form": own.restored(form), "writing": own}
    return render(request, "staff/reward_revert.html", context)


@require_POST
def reward_release(request: HttpRequest, pk: int) -> HttpResponse:
    _listed, decision = _decided(request.user, pk, Role.ADMINISTRATOR)
    try:
        acts.release_rewards(decision, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã báo cho người được khen."))
    return redirect("office:reward_list", pk=pk)


@page_view
def reward_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    require_role(request.user, Role.ADMINISTRATOR)
    mine = RewardList.objects.for_office(request.user)
    rows = Reward.objects.filter(list__in=mine, decision__isnull=False)
    reward = get_object_or_404(rows.select_related("decision", "kind", "list"), pk=pk)
    form = RevokeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            acts.revoke_reward(reward, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã thu hồi khen thưởng của %(name)s.") % {"name": reward.holder_name}
            )
            return redirect("office:reward_list", pk=reward.list_id)
    own = writing(
        request,
        f"office:reward_revoke/{pk}",
        _("Thu hồi khen thưởng: %(name)s") % {"name": reward.holder_name},
    )
    context = {"reward": reward, "form": own.restored(form), "writing": own}
    return render(request, "staff/reward_revoke.html", context)


def _decided(user: User, pk: int, role: Role) -> tuple[RewardList, Decision]:
    require_role(user, role)
    listed = get_object_or_404(RewardList.objects.for_office(user).select_related("campaign"), pk=pk)
    return listed, get_object_or_404(Decision, reward_list=listed)
