"""Re-exports for Django's registry; code imports from the defining file."""

from campaign.models.adoption import Adoption, BenefitCheck
from campaign.models.appeal import AppealSeat, AppealTerms
from campaign.models.assignment import AssignmentPlan, Demand, KeptApart, PlanLine
from campaign.models.attachment import Attachment, Upload
from campaign.models.audit import ChainHead, Event
from campaign.models.campaign import (
    AwardLevel,
    Campaign,
    ChecklistItem,
    Counter,
    FieldHelp,
    LegalBasis,
    Strand,
    Window,
)
from campaign.models.coauthors import Invitation
from campaign.models.conflict import Conflict, Objection
from campaign.models.council import Council, CouncilMember
from campaign.models.deadline import Extension, Reminder
from campaign.models.decision import Award, Decision, Proposal, ProposalPaper, Sitting
from campaign.models.eligibility import Check, CheckAnswer, SupplementPoint, SupplementRequest
from campaign.models.endorsement import Endorsement
from campaign.models.fairness import ScoreBasis
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.following import Appeal, DataRequest, Feedback, MailPreference, Notice
from campaign.models.health import Heartbeat, Outage
from campaign.models.help import HelpQuestion
from campaign.models.hold import Hold
from campaign.models.issued_paper import (
    DecisionSnapshot,
    IssuedPaper,
    PaperBatch,
    PaperTemplate,
    PrintForm,
)
from campaign.models.judging import Absence, Assignment, CombinedScore, Mark, Panel, PanelMember, Sheet
from campaign.models.legal import LegalText
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.models.message import Message
from campaign.models.news import (
    Article,
    ArticleFile,
    ArticleVersion,
    Picture,
    Section,
    UsefulLink,
    VisitCount,
)
from campaign.models.paper import PaperForm
from campaign.models.publication import Certificate, Publication, PublishedResult, ScheduledPublication
from campaign.models.quota import AwardQuota, AwardRule, LotDraw
from campaign.models.ranking import RankedSubmission, Ranking, RankingInputs
from campaign.models.redaction import AttachmentText, FileRedaction, Redaction
from campaign.models.register import RegisterEntry, RegisterSeries
from campaign.models.report import Benefit, PublicFigures, Report, ReportText
from campaign.models.revision import LateCopy, Revision
from campaign.models.reward import (
    BaseSalary,
    InitiativeUse,
    LevelReward,
    Reward,
    RewardKind,
    RewardList,
)
from campaign.models.rounds import CommunityVote, PanelClosing, RoundChoice, RoundOpening, RoundResult
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.models.scope import PublishedScope
from campaign.models.session import AgendaItem, Attendance, CouncilSession, Recusal, WrittenOpinion
from campaign.models.sheet_history import SheetRevision, ViolationAnswer
from campaign.models.showcase import GoodExample, LibraryEntry, LibraryPicture
from campaign.models.similarity import IndexedText, Shingle, SimilarPair
from campaign.models.submission import Authorship, Submission
from campaign.models.trial import TrialParticipant
from campaign.models.vote import BallotToken, Elector, NamedVote, RoundItem, VoteRound
from campaign.models.writing import KeptForm

__all__ = [
    "Absence",
    "Adoption",
    "AgendaItem",
    "Appeal",
    "AppealSeat",
    "AppealTerms",
    "Article",
    "ArticleFile",
    "ArticleVersion",
    "Assignment",
    "AssignmentPlan",
    "Attachment",
    "AttachmentText",
    "Attendance",
    "AuthorComment",
    "Authorship",
    "Award",
    "AwardLevel",
    "AwardQuota",
    "AwardRule",
    "BallotToken",
    "Band",
    "BaseSalary",
    "Benefit",
    "BenefitCheck",
    "Campaign",
    "Certificate",
    "ChainHead",
    "Check",
    "CheckAnswer",
    "ChecklistItem",
    "CombinedScore",
    "CommunityVote",
    "Conflict",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Counter",
    "Criterion",
    "DataRequest",
    "Decision",
    "DecisionSnapshot",
    "Demand",
    "Elector",
    "Endorsement",
    "Event",
    "Extension",
    "Feedback",
    "FeedbackRelease",
    "FieldHelp",
    "FileRedaction",
    "GoodExample",
    "Heartbeat",
    "HelpQuestion",
    "Hold",
    "ImportBatch",
    "IndexedText",
    "InitiativeUse",
    "Invitation",
    "IssuedPaper",
    "KeptApart",
    "KeptForm",
    "LateCopy",
    "LegalBasis",
    "LegalText",
    "LevelMinimum",
    "LevelReward",
    "LevelRule",
    "LibraryEntry",
    "LibraryPicture",
    "LikelyDouble",
    "LotDraw",
    "MailPreference",
    "Mark",
    "Message",
    "NamedVote",
    "Notice",
    "Objection",
    "Outage",
    "Panel",
    "PanelClosing",
    "PanelMember",
    "PaperBatch",
    "PaperForm",
    "PaperTemplate",
    "PastInitiative",
    "Picture",
    "PlanLine",
    "PrintForm",
    "Proposal",
    "ProposalPaper",
    "PublicFigures",
    "Publication",
    "PublishedResult",
    "PublishedScope",
    "RankedSubmission",
    "Ranking",
    "RankingInputs",
    "Recusal",
    "Redaction",
    "RegisterEntry",
    "RegisterSeries",
    "ReleasedFeedback",
    "Reminder",
    "Report",
    "ReportText",
    "Revision",
    "Reward",
    "RewardKind",
    "RewardList",
    "RoundChoice",
    "RoundItem",
    "RoundOpening",
    "RoundResult",
    "Rubric",
    "ScheduledPublication",
    "ScoreBasis",
    "Section",
    "Sheet",
    "SheetRevision",
    "Shingle",
    "SimilarPair",
    "Sitting",
    "Strand",
    "Submission",
    "SupplementPoint",
    "SupplementRequest",
    "TrialParticipant",
    "Upload",
    "UsefulLink",
    "ViolationAnswer",
    "VisitCount",
    "VoteRound",
    "Window",
    "WrittenOpinion",
]
