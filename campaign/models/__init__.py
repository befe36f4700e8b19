"""Re-exports for Django's registry; code imports from the defining file."""

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
from campaign.models.conflict import Conflict
from campaign.models.council import Council, CouncilMember
from campaign.models.deadline import Extension, Reminder
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.eligibility import Check, CheckAnswer, SupplementPoint, SupplementRequest
from campaign.models.endorsement import Endorsement
from campaign.models.fairness import ScoreBasis
from campaign.models.feedback import AuthorComment, FeedbackRelease, ReleasedFeedback
from campaign.models.following import Appeal, DataRequest, Feedback, MailPreference, Notice
from campaign.models.judging import Absence, Assignment, CombinedScore, Mark, Panel, PanelMember, Sheet
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.models.message import Message
from campaign.models.paper import PaperForm
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.redaction import AttachmentText, FileRedaction, Redaction
from campaign.models.revision import LateCopy, Revision
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.models.sheet_history import SheetRevision, ViolationAnswer
from campaign.models.similarity import IndexedText, Shingle, SimilarPair
from campaign.models.submission import Authorship, Submission, TrialParticipant
from campaign.models.writing import KeptForm

__all__ = [
    "Absence",
    "Appeal",
    "Assignment",
    "Attachment",
    "AttachmentText",
    "AuthorComment",
    "Authorship",
    "Award",
    "AwardLevel",
    "Band",
    "Campaign",
    "Certificate",
    "ChainHead",
    "Check",
    "CheckAnswer",
    "ChecklistItem",
    "CombinedScore",
    "Conflict",
    "Council",
    "CouncilMember",
    "Counter",
    "Criterion",
    "DataRequest",
    "Decision",
    "Endorsement",
    "Event",
    "Extension",
    "Feedback",
    "FeedbackRelease",
    "FieldHelp",
    "FileRedaction",
    "ImportBatch",
    "IndexedText",
    "Invitation",
    "KeptForm",
    "LateCopy",
    "LegalBasis",
    "LevelMinimum",
    "LevelRule",
    "LikelyDouble",
    "MailPreference",
    "Mark",
    "Message",
    "Notice",
    "Panel",
    "PanelMember",
    "PaperForm",
    "PastInitiative",
    "Proposal",
    "Publication",
    "PublishedResult",
    "RankedSubmission",
    "Ranking",
    "Redaction",
    "ReleasedFeedback",
    "Reminder",
    "Revision",
    "Rubric",
    "ScoreBasis",
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
    "ViolationAnswer",
    "Window",
]
