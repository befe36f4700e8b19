"""My account, and the administrators' registers of people and units."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, forms, registers
from accounts.letters import send_sign_in_link
from accounts.models.post import Post
from accounts.models.unit import Unit
from accounts.models.user import User
from accounts.paging import key_set_page
from accounts.refusal import Refused
from accounts.roles import Role

form_view = require_http_methods(["GET", "HEAD", "POST"])


def administrators_only(view):
    """Anybody else finds nothing at this address."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_role(Role.ADMINISTRATOR):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def done(form, act):
    """What the action returns, or None with the refusal shown above the form."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def form_page(request, form, **words):
    return render(request, "accounts/form.html", {"form": form, **words})


@csrf_exempt
@login_not_required
@require_POST
def language(request):
    """Needs no token: it only chooses a language, and a token would put a cookie on every public page."""
    form = forms.LanguageForm(request.POST)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    response = redirect(target if safe else "/")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.user.is_authenticated:
            actions.choose_language(request.user, chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_GET
def profile(request):
    return render(request, "accounts/profile.html", {"languages": settings.LANGUAGES})


@administrators_only
@require_GET
def people(request):
    search = forms.SearchForm(request.GET)
    words = search.cleaned_data.get("q", "") if search.is_valid() else ""
    unit = registers.named_unit(request.GET.get("don-vi"))
    page = key_set_page(registers.people(words, unit), by="sort_key", query=request.GET)
    return render(
        request, "accounts/people.html", {"page": page, "search": search, "words": words, "unit": unit}
    )


@administrators_only
@require_GET
def person(request, pk):
    someone = get_object_or_404(User, pk=pk)
    return render(request, "accounts/person.html", {"person": someone, "posts": registers.posts_of(someone)})


@administrators_only
@form_view
def add_person(request):
    form = forms.PersonForm(request.POST or None)
    someone = done(form, lambda facts: actions.add_person(facts, by=request.user))
    if someone:
        messages.success(
            request, _("Đã lập tài khoản. Bước tiếp theo: thêm vị trí, rồi cấp liên kết đăng nhập.")
        )
        return redirect("accounts:person", pk=someone.pk)
    return form_page(request, form, title=_("Thêm người"), back=reverse("accounts:people"))


@administrators_only
@form_view
def edit_person(request, pk):
    someone = get_object_or_404(User, pk=pk)
    form = forms.PersonForm(request.POST or None, instance=someone)
    if done(form, lambda facts: actions.update_person(someone, facts, by=request.user)):
        messages.success(request, _("Đã lưu thông tin."))
        return redirect("accounts:person", pk=pk)
    return form_page(request, form, title=_("Sửa thông tin"), back=reverse("accounts:person", args=[pk]))


@administrators_only
@require_POST
def close_account(request, pk):
    return change_access(request, pk, active=False, said=_("Đã khóa tài khoản; phiên đang mở bị ngắt ngay."))


@administrators_only
@require_POST
def open_account(request, pk):
    return change_access(request, pk, active=True, said=_("Đã mở khóa tài khoản."))


def change_access(request, pk, *, active, said):
    try:
        actions.set_active(get_object_or_404(User, pk=pk), active, by=request.user)
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:person", pk=pk)


@administrators_only
@require_POST
def sign_in_link(request, pk):
    """By mail when there is an address; else shown once, to be handed over."""
    someone = get_object_or_404(User, pk=pk)
    try:
        link = actions.issue_sign_in_link(someone, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:person", pk=pk)
    sent = send_sign_in_link(someone, link)
    return render(request, "accounts/sign_in_link.html", {"person": someone, "link": link, "sent": sent})


@administrators_only
@form_view
def add_post(request, pk):
    someone = get_object_or_404(User, pk=pk)
    form = forms.PostForm(request.POST or None)
    if done(form, lambda facts: actions.add_post(someone, facts, by=request.user)):
        messages.success(request, _("Đã thêm vị trí."))
        return redirect("accounts:person", pk=pk)
    title = _("Thêm vị trí cho %(name)s") % {"name": someone}
    return form_page(request, form, title=title, back=reverse("accounts:person", args=[pk]))


@administrators_only
@form_view
def end_post(request, pk):
    post = get_object_or_404(Post.objects.select_related("user").with_unit_names(), pk=pk)
    form = forms.EndPostForm(request.POST or None)
    if done(form, lambda facts: actions.end_post(post, ends=facts["ends"], by=request.user)):
        messages.success(request, _("Đã ghi ngày thôi giữ vị trí."))
        return redirect("accounts:person", pk=post.user_id)
    return form_page(
        request,
        form,
        title=_("Kết thúc vị trí"),
        intro=f"{post.user} · {post.get_role_display()} · {post.unit_name}",
        back=reverse("accounts:person", args=[post.user_id]),
    )


@administrators_only
@require_GET
def units(request):
    search = forms.SearchForm(request.GET)
    words = search.cleaned_data.get("q", "") if search.is_valid() else ""
    page = key_set_page(registers.units(words), by="code", query=request.GET)
    return render(request, "accounts/units.html", {"page": page, "search": search, "words": words})


@administrators_only
@require_GET
def unit(request, pk):
    place = get_object_or_404(Unit.objects.named(), pk=pk)
    return render(request, "accounts/unit.html", {"unit": place, **registers.history_of(place)})


@administrators_only
@form_view
def add_unit(request):
    form = forms.UnitForm(request.POST or None)
    place = done(form, lambda facts: actions.add_unit(facts.pop("code"), facts, by=request.user))
    if place:
        messages.success(request, _("Đã thêm đơn vị."))
        return redirect("accounts:unit", pk=place.pk)
    return form_page(request, form, title=_("Thêm đơn vị"), back=reverse("accounts:units"))


@administrators_only
@form_view
def add_unit_version(request, pk):
    place = get_object_or_404(Unit.objects.named(), pk=pk)
    form = forms.UnitVersionForm(request.POST or None, unit=place, initial=registers.as_it_is(place))
    if done(form, lambda facts: actions.add_unit_version(place, facts, by=request.user)):
        messages.success(request, _("Đã ghi phiên bản mới; tên cũ vẫn hiện trên hồ sơ của thời kỳ trước."))
        return redirect("accounts:unit", pk=pk)
    title = _("Đổi tên hoặc chuyển cấp: %(name)s") % {"name": place}
    return form_page(request, form, title=title, back=reverse("accounts:unit", args=[pk]))


@administrators_only
@form_view
def merge_unit(request, pk):
    place = get_object_or_404(Unit.objects.named(), pk=pk)
    form = forms.MergeForm(request.POST or None, unit=place)
    if done(form, lambda facts: merge(place, facts, by=request.user)):
        messages.success(request, _("Đã ghi đơn vị kế thừa."))
        return redirect("accounts:unit", pk=pk)
    title = _("Ghi đơn vị kế thừa của %(name)s") % {"name": place}
    return form_page(request, form, title=title, back=reverse("accounts:unit", args=[pk]))


def merge(place, facts, *, by):
    move_people = facts.pop("move_people")
    return actions.merge_unit(place, facts, move_people=move_people, by=by)
