"""What the room's tables are to a registrar."""

from django.utils.translation import gettext_lazy as _

from knowledge import models as tables
from people.registry.kinds import RecordKind, leave_out, register

CHOSEN = _(
    "De som skribenten har valt, från ett team till alla. Redaktörerna för hela Utbyte läser allt "
    "som är publicerat."
)
ONLY_TEAM = _("Bara de som är med i teamet. Ingen annan, inte heller du.")
AS_THE_LESSON = _("De som får läsa lärdomen.")
ONLY_ONESELF = _("Bara medarbetaren själv.")

WRITTEN = (
    RecordKind(
        "lessons",
        _("Lärdomar"),
        (
            tables.ArticlePage,
            tables.ArticleTopic,
            tables.ArticleGoal,
            tables.ArticleGround,
            tables.Attachment,
            tables.Merge,
            tables.CoauthorInvitation,
        ),
        CHOSEN,
        _("Allmän handling när den publiceras."),
        told_by_mail=True,
        order=10,
    ),
    RecordKind(
        "drafts",
        _("Utkast till lärdomar"),
        (tables.Draft,),
        _("Bara den som skriver."),
        _("Blir normalt allmän handling först när det publiceras eller tas om hand för arkiv."),
        order=12,
    ),
    RecordKind(
        "questions",
        _("Frågor och svar om lärdomar"),
        (tables.Question, tables.Answer, tables.StandIn),
        AS_THE_LESSON,
        told_by_mail=True,
        order=13,
    ),
    RecordKind(
        "trials",
        _("Vi provade också, och inbjudningar att prova tillsammans"),
        (tables.Trial, tables.TrialVersion, tables.Call, tables.CallJoining),
        AS_THE_LESSON,
        told_by_mail=True,
        order=14,
    ),
    RecordKind(
        "challenges",
        _("Efterlysningar och svar på dem"),
        (tables.Challenge, tables.ChallengeAnswer, tables.ChallengeGoal),
        CHOSEN,
        told_by_mail=True,
        order=15,
    ),
    RecordKind(
        "validity",
        _("Granskning av lärdomar: om de stämmer och vad de vilar på"),
        (
            tables.Report,
            tables.Asking,
            tables.AskedLesson,
            tables.ReviewPlan,
            tables.ReviewState,
            tables.EditorReview,
            tables.Ground,
            tables.GroundChange,
        ),
        _("De som svarar för lärdomen, och organisationens redaktörer."),
        told_by_mail=True,
        order=16,
    ),
    RecordKind(
        "glossary",
        _("Ordlistan"),
        (tables.Term, tables.TermVersion, tables.Edition),
        CHOSEN,
        order=17,
    ),
    RecordKind(
        "own_reading",
        _("Det man själv har sparat, läst, tackat för och ska börja på"),
        (tables.Saved, tables.Reading, tables.Helped, tables.Beginning, tables.FeedKey),
        ONLY_ONESELF,
        order=40,
    ),
    RecordKind(
        "transfers",
        _("Uttag och inläsning av lärdomar"),
        (tables.Transfer,),
        _("Bara den administratör som bad om dem."),
        order=41,
    ),
)

FRIDAYS = (
    RecordKind(
        "cards",
        _("Lappar, röster och vilka som var med på fredagen"),
        (tables.Card, tables.Slot, tables.Marks, tables.Theme, tables.Attendance),
        ONLY_TEAM,
        _("Kan begäras ut så länge de finns. När teamet har satt punkt finns inget att lämna ut."),
        backup=_(
            "Lappar utan namn tas inte med i säkerhetskopian innan de har visats. Annat på tavlan "
            "är med, tills kopian är för gammal."
        ),
        order=20,
    ),
    RecordKind(
        "boards",
        _("Fredagens tavla: vecka, antal och de temanamn som teamet minns"),
        (tables.Retrospective,),
        ONLY_TEAM,
        told_by_mail=True,
        order=21,
    ),
    RecordKind(
        "actions",
        _("Åtgärder som teamet har kommit överens om"),
        (tables.Action,),
        ONLY_TEAM,
        order=22,
    ),
    RecordKind(
        "proposals",
        _("Det ett team har gjort utkast till, så länge det kan ändra eller stoppa det"),
        (tables.LessonProposal, tables.OutcomeProposal),
        ONLY_TEAM,
        _("Blir normalt allmän handling först när det publiceras eller tas om hand för arkiv."),
        order=22,
    ),
    RecordKind(
        "outcomes",
        _("Publicerade återblickar"),
        (tables.RetrospectivePage,),
        CHOSEN,
        _("Allmän handling när den publiceras. Vilket team som skrev den sparas inte."),
        order=23,
    ),
    RecordKind(
        "echoes",
        _("Ekon: ämnen som flera team har mött"),
        (tables.Echo, tables.EchoMarks, tables.EchoJoining),
        _(
            "Alla i organisationen ser ämnet när minst tre team i minst två enheter har valt det. "
            "Vilka teamen är går inte att läsa."
        ),
        told_by_mail=True,
        order=25,
    ),
    RecordKind(
        "team_weeks",
        _("När teamet ses: lediga veckor, vem som leder och kalenderadresser"),
        (tables.LeaveWeek, tables.Turn, tables.CalendarKey),
        ONLY_TEAM,
        order=24,
    ),
)


def register_kinds() -> None:
    register(*WRITTEN, *FRIDAYS)
    leave_out(
        "knowledge",
        _("Ämnen, sidornas ordning och räknade antal. De säger inget utöver texterna själva."),
        tables.Topic,
        tables.TopicAlias,
        tables.KnowledgeIndex,
        tables.OrganisationPage,
        tables.Tally,
        tables.Recount,
        tables.ReadingCount,
    )
