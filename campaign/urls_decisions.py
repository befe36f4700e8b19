"""The office's addresses of decisions, registers of papers, legal texts and holds."""

from django.urls import path

from campaign.views.staff import (
    decision,
    decision_scope,
    holds,
    legal_texts,
    proposal_papers,
    registers,
    revocation,
)

decisions: list = [
    path("quyet-dinh/", decision.decisions, name="decisions"),
    path("quyet-dinh/moi/<int:sitting_pk>/", decision.decision_new, name="decision_new"),
    path("quyet-dinh/<int:pk>/", decision.decision, name="decision"),
    path("quyet-dinh/<int:pk>/huy/", decision.revert, name="decision_revert"),
    path("quyet-dinh/<int:pk>/pham-vi/", decision_scope.scope_new, name="scope_new"),
    path("quyet-dinh/<int:pk>/cong-bo-pham-vi/", decision_scope.scope_release, name="scope_release"),
    path("giay-chung-nhan/<int:award_pk>/thu-hoi/", revocation.revoke, name="revoke"),
    path("to-trinh/moi/<int:sitting_pk>/", proposal_papers.proposal_new, name="proposal_new"),
    path("so-van-ban/", registers.register, name="register"),
    path("so-van-ban/so-van-ban.xlsx", registers.register_sheet, name="register_sheet"),
    path("so-van-ban/day-so/", registers.series_list, name="series_list"),
    path("so-van-ban/day-so/moi/", registers.series_new, name="series_new"),
    path("so-van-ban/day-so/<int:pk>/", registers.series_edit, name="series_edit"),
    path("can-cu/", legal_texts.legal_texts, name="legal_texts"),
    path("can-cu/moi/", legal_texts.legal_text_new, name="legal_text_new"),
    path("can-cu/<int:pk>/", legal_texts.legal_text, name="legal_text"),
    path("tam-dung/", holds.holds, name="holds"),
    path("tam-dung/moi/", holds.hold_new, name="hold_new"),
    path("tam-dung/<int:pk>/", holds.hold, name="hold"),
]
