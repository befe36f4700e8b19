"""Re-exports for Django's registry; code imports from the defining file."""

from campaign.models.audit import ChainHead, Event
from campaign.models.campaign import AwardLevel, Campaign, ChecklistItem, Counter, LegalBasis, Strand, Window
from campaign.models.decision import Award, Decision, Proposal, Sitting
from campaign.models.eligibility import Check, CheckAnswer, SupplementRequest
from campaign.models.endorsement import Endorsement
from campaign.models.judging import Assignment, CombinedScore, Conflict, Mark, Panel, PanelMember, Sheet
from campaign.models.library import ImportBatch, LikelyDouble, PastInitiative
from campaign.models.message import Message
from campaign.models.publication import Certificate, Publication, PublishedResult
from campaign.models.ranking import RankedSubmission, Ranking
from campaign.models.rulebook import Band, Criterion, LevelMinimum, LevelRule, Rubric
from campaign.models.submission import Attachment, Authorship, Revision, Submission, TrialParticipant

__all__ = [
    "Assignment",
    "Attachment",
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
    "Counter",
    "Criterion",
    "Decision",
    "Endorsement",
    "Event",
    "ImportBatch",
    "LegalBasis",
    "LevelMinimum",
    "LevelRule",
    "LikelyDouble",
    "Mark",
    "Message",
    "Panel",
    "PanelMember",
    "PastInitiative",
    "Proposal",
    "Publication",
    "PublishedResult",
    "RankedSubmission",
    "Ranking",
    "Revision",
    "Rubric",
    "Sheet",
    "Sitting",
    "Strand",
    "Submission",
    "SupplementRequest",
    "TrialParticipant",
    "Window",
]
