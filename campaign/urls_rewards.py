"""Addresses of rewards: lists, their decisions, the ledger of uses, and the administrator's dated data."""

from django.urls import path

from campaign.views.staff import remuneration, reward_decision, reward_money, reward_uses, rewards

office_rewards: list = [
    path("khen-thuong/", rewards.rewards, name="rewards"),
    path("khen-thuong/moi/", rewards.reward_new, name="reward_new"),
    path("khen-thuong/so-su-dung/", reward_uses.uses, name="reward_uses"),
    path("khen-thuong/thu-lao/", remuneration.remuneration, name="remuneration"),
    path("khen-thuong/<int:pk>/", rewards.reward_list, name="reward_list"),
    path("khen-thuong/<int:pk>/bang-tinh/", rewards.reward_sheet, name="reward_sheet"),
    path("khen-thuong/<int:pk>/theo-giai/", rewards.reward_levels, name="reward_levels"),
    path("khen-thuong/<int:pk>/them/", rewards.reward_add, name="reward_add"),
    path("khen-thuong/<int:pk>/bo/", rewards.reward_drop, name="reward_drop"),
    path("khen-thuong/dong/<int:pk>/bo/", rewards.reward_remove, name="reward_remove"),
    path("khen-thuong/<int:pk>/quyet-dinh/", reward_decision.reward_decide, name="reward_decide"),
    path("khen-thuong/<int:pk>/huy-quyet-dinh/", reward_decision.reward_revert, name="reward_revert"),
    path("khen-thuong/<int:pk>/bao/", reward_decision.reward_release, name="reward_release"),
    path("khen-thuong/dong/<int:pk>/thu-hoi/", reward_decision.reward_revoke, name="reward_revoke"),
]
setup_rewards: list = [
    path("muc-thuong/", reward_money.money, name="reward_money"),
    path("muc-thuong/moi/", reward_money.kind_new, name="reward_kind_new"),
    path("muc-thuong/luong-co-so/", reward_money.salary, name="reward_salary"),
    path("muc-thuong/<int:pk>/", reward_money.kind_edit, name="reward_kind"),
    path("muc-thuong/<int:pk>/phien-ban-moi/", reward_money.kind_follow, name="reward_kind_follow"),
]
