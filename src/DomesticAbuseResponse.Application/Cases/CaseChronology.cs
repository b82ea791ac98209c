using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Cases;

public enum ChronologyKind
{
    Incident,
    Assessment,
    Grade,
    Contact,
    Referral,
    Deadline,
    Meeting,
    Plan,
    Record,
}

/// <summary>
/// One timeline of everything in a case, newest first, a page at a time. An incident the reader may not open is not in it, and a note on a
/// contact, or the words of a decision, are read by the agency that wrote them alone (R6.12).
/// </summary>
public sealed class CaseChronology(CaseDbContext db, CaseFiles cases, CaseFrames frames)
{
    public const int PageSize = 25;

    /// <param name="Kind">Only entries of one kind; null for all.</param>
    /// <param name="Page">The first is 1.</param>
    public sealed record Query(ChronologyKind? Kind, int Page);

    public sealed record View(CaseFrame Frame, IReadOnlyList<Entry> Entries, int Total);

    public sealed class Entry
    {
        public required DateTimeOffset At { get; init; }

        public required string Kind { get; init; }

        public Guid? Subject { get; init; }

        public string? By { get; init; }

        public string? Agency { get; init; }

        /// <summary>A code that says what happened: an outcome, a status, the name of an event.</summary>
        public required string What { get; init; }

        /// <summary>What it happened to: a reference, a channel, an instrument, a grade.</summary>
        public string? About { get; init; }

        /// <summary>Words somebody wrote, or the details of an event as JSON.</summary>
        public string? More { get; init; }

        /// <summary>The date of a deadline.</summary>
        public DateTimeOffset? Until { get; init; }

        public required int Total { get; init; }
    }

    /// <summary>Events that the tables they belong to tell better.</summary>
    private static readonly string[] _toldElsewhere =
    [
        "AnswerSaved", "AssessmentSectionSaved", "AssessmentStarted", "AssessmentCompleted", "GradeGiven", "CaseGraded",
        "DeadlineSet", "DeadlineReplaced", "DeadlineMet", "DeadlineEscalated", "ContactAttempted",
        "ReferralRaised", "ReferralStarted", "ReferralSent", "ReferralAccepted", "ReferralDeclined", "ReferralQuestioned", "ReferralQuestionAnswered", "ReferralWithdrawn",
        "IncidentLogged", "IncidentJoinedCase", "IncidentCorrected", "IncidentAttended", "IncidentClosed", "GradeReviewed", "PersonRecorded", "PersonWithdrawn",
        "PlacedOnAgenda", "RemovedFromAgenda",
    ];

    /// <summary>What happened to the case itself, also where the reader may not open the incident that brought it about.</summary>
    private static readonly string[] _ofTheCase =
    [
        nameof(CaseOpened), nameof(IncidentLeftCase), nameof(PerpetratorRemoved), nameof(GradeCarried), nameof(CounterAllegationSeen), nameof(CounterAllegationLifted), nameof(RepeatIncidentSeen),
    ];

    /// <summary>What happened to the safety plan.</summary>
    private static readonly string[] _ofThePlan =
    [
        nameof(PlanBegun), nameof(PlanLineWritten), nameof(PlanLineChanged), nameof(PlanLineSettled), nameof(PlanLineConfirmed), nameof(PlanReviewed), nameof(PlanEventTold), nameof(PlanPaperMade), nameof(PlanPaperGiven),
    ];

    /// <summary>What happened to an incident and is told in each of the cases it belongs to.</summary>
    private static readonly string[] _ofTheIncident = [nameof(SilenceTakenBack), nameof(AssessmentSkipAsked), nameof(AssessmentSkipDecided)];

    /// <summary>Notices that are put away with words, which are told with them.</summary>
    private static readonly string[] _decidedInWords = [.. Enum.GetValues<NoticeKind>().Where(NoticeClosing.NeedsReason).Select(k => k.ToString())];

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, Query query, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read the chronology", ct);
        var incidents = await db.Incidents.VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.CaseId == id)).Select(i => (Guid)(object)i.Id).ToArrayAsync(ct);
        var entries = await EntriesAsync(id.Value, actor.AgencyId.Value, incidents, query, ct);
        return new View(await frames.ReadAsync(actor, opened, ct), entries, entries.Count == 0 ? 0 : entries[0].Total);
    }

    private Task<List<Entry>> EntriesAsync(Guid id, Guid agency, Guid[] incidents, Query query, CancellationToken ct)
    {
        var kind = query.Kind?.ToString();
        var skip = (Math.Max(query.Page, 1) - 1) * PageSize;
        return db.Database.SqlQuery<Entry>($"""
            with entries(at, kind, subject, by, agency, what, about, more, until) as (
                select reported_at, 'Incident', id, logged_by, agency_id, coalesce(grade, 'Logged'), reference, call_source, null::timestamptz
                from incidents where id = any({incidents})
                union all
                select coalesce(completed_at, started_at), 'Assessment', id, started_by, agency_id,
                    case when completed_at is null then 'Started' else 'Completed' end, instrument_code, ticks::text, null
                from assessments where case_id = {id} and (completed_at is not null or agency_id = {agency})
                union all
                select at, 'Grade', assessment_id, by, null, kind, grade, reason, null
                from grade_entries where case_id = {id}
                union all
                select at, 'Contact', id, by, by_agency_id, outcome, channel, case when by_agency_id = {agency} then note end, null
                from contact_attempts where case_id = {id}
                union all
                select s.at, 'Referral', r.id, s.by, s.by_agency_id, s.status, r.kind, s.words, null
                from referrals r join referral_steps s on s.referral_id = r.id where r.case_id = {id}
                union all
                select e.at, 'Deadline', d.id, e.by, d.agency_id, e.what, d.kind, case when e.what = 'Set' then d.because end, d.due_at
                from deadlines d
                cross join lateral (values (d.set_at, null::uuid, 'Set'), (d.met_at, d.met_by, 'Met'), (d.superseded_at, null, 'Replaced'), (d.escalated_at, null, 'Overdue')) e(at, by, what)
                where d.case_id = {id} and e.at is not null
                union all
                select e.at, 'Meeting', a.meeting_id, e.by, null, e.what, m.name, e.words, null
                from agenda_items a join meetings h on h.id = a.meeting_id join maracs m on m.id = h.marac_id
                cross join lateral (values (a.placed_at, a.placed_by, 'Placed', h.held_on::text), (a.removed_at, null::uuid, 'Removed', a.removed_reason)) e(at, by, what, words)
                where a.case_id = {id} and e.at is not null
                union all
                select done_at, 'Record', id, done_by, agency_id, 'NoticeDecided', kind,
                    case when agency_id = {agency} then decision when kind = 'HighRiskInspector' then split_part(decision, '.', 1) || '.' end, null
                from notices where case_id = {id} and done_at is not null and decision is not null
                union all
                select at, case when name = any({_ofThePlan}) then 'Plan' else 'Record' end, null, by_staff_id, by_agency_id, name, null, details::text, null
                from record_events
                where case when case_id = {id} then incident_id is null or incident_id = any({incidents}) or name = any({_ofTheCase})
                    else incident_id = any({incidents}) and name = any({_ofTheIncident}) end
                    and not name = any({_toldElsewhere})
                    and not (name = 'NoticeClosed' and details->>'Kind' = any({_decidedInWords}))
            )
            select e.at as "At", e.kind as "Kind", e.subject as "Subject", s.display_name as "By", a.name as "Agency", e.what as "What", e.about as "About",
                e.more as "More", e.until as "Until", count(*) over ()::int as "Total"
            from entries e left join staff_members s on s.id = e.by left join agencies a on a.id = coalesce(e.agency, s.agency_id)
            where {kind}::text is null or e.kind = {kind}
            order by e.at desc, e.kind, e.what limit {PageSize} offset {skip}
            """).ToListAsync(ct);
    }
}
