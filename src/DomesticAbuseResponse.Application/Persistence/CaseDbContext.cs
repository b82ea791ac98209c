using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>The product's records. It is read through doors and visible lists, and saved through <see cref="CommitAsync"/> alone.</summary>
public sealed class CaseDbContext(DbContextOptions<CaseDbContext> options, CurrentSubmission? submission = null) : DbContext(options)
{
    public DbSet<Agency> Agencies => Set<Agency>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<StaffChange> StaffChanges => Set<StaffChange>();

    public DbSet<Marac> Maracs => Set<Marac>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<PolicingUnit> PolicingUnits => Set<PolicingUnit>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<RiskAssessment> Assessments => Set<RiskAssessment>();

    public DbSet<AssessmentSkip> AssessmentSkips => Set<AssessmentSkip>();

    public DbSet<SupervisorAttendance> SupervisorAttendances => Set<SupervisorAttendance>();

    public DbSet<FlowRoute> FlowRoutes => Set<FlowRoute>();

    public DbSet<FlowCount> FlowCounts => Set<FlowCount>();

    public DbSet<FlowAlarm> FlowAlarms => Set<FlowAlarm>();

    public DbSet<FlowDay> FlowDays => Set<FlowDay>();

    public DbSet<CallerPlan> CallerPlans => Set<CallerPlan>();

    public DbSet<PartnershipMeeting> PartnershipMeetings => Set<PartnershipMeeting>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignEntry> CampaignEntries => Set<CampaignEntry>();

    public DbSet<CampaignListing> CampaignListings => Set<CampaignListing>();

    public DbSet<DisclosureRequest> DisclosureRequests => Set<DisclosureRequest>();

    public DbSet<Deadline> Deadlines => Set<Deadline>();

    public DbSet<CaseTask> CaseTasks => Set<CaseTask>();

    public DbSet<SafetyPlan> SafetyPlans => Set<SafetyPlan>();

    public DbSet<PlanLine> PlanLines => Set<PlanLine>();

    public DbSet<Letter> Letters => Set<Letter>();

    public DbSet<CaseDocument> Documents => Set<CaseDocument>();

    public DbSet<DocumentBytes> DocumentBytes => Set<DocumentBytes>();

    public DbSet<School> Schools => Set<School>();

    public DbSet<ChildDetails> ChildDetails => Set<ChildDetails>();

    public DbSet<ChildPart> ChildParts => Set<ChildPart>();

    public DbSet<ChildVoice> ChildVoices => Set<ChildVoice>();

    public DbSet<SchoolNotice> SchoolNotices => Set<SchoolNotice>();

    public DbSet<ChildScreening> Screenings => Set<ChildScreening>();

    public DbSet<StaffLeave> StaffLeaves => Set<StaffLeave>();

    public DbSet<SupervisionRecord> Supervisions => Set<SupervisionRecord>();

    public DbSet<ContactAttempt> ContactAttempts => Set<ContactAttempt>();

    public DbSet<Referral> Referrals => Set<Referral>();

    public DbSet<ReferralTriage> Triages => Set<ReferralTriage>();

    public DbSet<ContactStep> ContactSteps => Set<ContactStep>();

    public DbSet<ProtectiveOrder> Orders => Set<ProtectiveOrder>();

    public DbSet<PerpetratorMove> Moves => Set<PerpetratorMove>();

    public DbSet<InvestigationStep> InvestigationSteps => Set<InvestigationStep>();

    public DbSet<EvidenceNote> EvidenceNotes => Set<EvidenceNote>();

    public DbSet<PerpetratorManagement> Management => Set<PerpetratorManagement>();

    public DbSet<PerpetratorScore> PerpetratorScores => Set<PerpetratorScore>();

    public DbSet<ScorePass> ScorePasses => Set<ScorePass>();

    /// <summary>Every day of orders, moves, their clocks and the tasks they asked for, as the view of that name unites them.</summary>
    internal IQueryable<Orders.ComingDay> ComingDays => Set<Orders.ComingDay>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Handover> Handovers => Set<Handover>();

    public DbSet<Shift> Shifts => Set<Shift>();

    public DbSet<CrewTask> CrewTasks => Set<CrewTask>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<VisitPack> VisitPacks => Set<VisitPack>();

    public DbSet<VisitEntry> VisitEntries => Set<VisitEntry>();

    public DbSet<ShiftSummary> ShiftSummaries => Set<ShiftSummary>();

    public DbSet<WorkerNote> WorkerNotes => Set<WorkerNote>();

    public DbSet<SafeSpace> SafeSpaces => Set<SafeSpace>();

    public DbSet<SpecialistReview> SpecialistReviews => Set<SpecialistReview>();

    public DbSet<Engagement> Engagements => Set<Engagement>();

    public DbSet<QualitySample> QualitySamples => Set<QualitySample>();

    public DbSet<Participation> Participations => Set<Participation>();

    public DbSet<Exclusion> Exclusions => Set<Exclusion>();

    public DbSet<NamedStaff> NamedStaff => Set<NamedStaff>();

    public DbSet<ProtectionAct> ProtectionActs => Set<ProtectionAct>();

    public DbSet<RecordEvent> RecordEvents => Set<RecordEvent>();

    public DbSet<AccessRecord> AccessRecords => Set<AccessRecord>();

    public DbSet<FormSubmission> FormSubmissions => Set<FormSubmission>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<StoredSearch> StoredSearches => Set<StoredSearch>();

    public DbSet<SearchTerm> SearchTerms => Set<SearchTerm>();

    public DbSet<PersonMerge> PersonMerges => Set<PersonMerge>();

    public DbSet<NotSamePerson> NotSamePeople => Set<NotSamePerson>();

    public DbSet<SamePersonProposal> SamePersonProposals => Set<SamePersonProposal>();

    public DbSet<MatchPass> MatchPasses => Set<MatchPass>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<IncomingReport> IncomingReports => Set<IncomingReport>();

    public DbSet<IncomingDelivery> IncomingDeliveries => Set<IncomingDelivery>();

    public DbSet<LearnedWord> LearnedWords => Set<LearnedWord>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    public DbSet<Policy> Policies => Set<Policy>();

    public DbSet<PolicyDraft> PolicyDrafts => Set<PolicyDraft>();

    public DbSet<ListedHoliday> BankHolidays => Set<ListedHoliday>();

    public DbSet<LoadedInstrument> LoadedInstruments => Set<LoadedInstrument>();

    /// <summary>Numbers taken beforehand, where much is logged at once.</summary>
    internal ReferenceStock Stock { get; } = new();

    /// <summary>True while somebody's look has been decided but not yet written.</summary>
    public bool HasUnwrittenLooks => ChangeTracker.Entries().Any(e => e is { State: EntityState.Added, Entity: AccessRecord or SearchTerm });

    /// <summary>The only way to save a change: it says who did what, in the same transaction, with the looks and the form's key; the form's draft goes.</summary>
    public async Task CommitAsync(Actor by, DateTimeOffset now, CancellationToken ct, params IEnumerable<Happened> happened)
    {
        RecordEvents.AddRange(happened.Select(h => RecordEvent.From(h, by, now)));
        if (submission is { Form: { } form, Written: false })
        {
            FormSubmissions.Add(form);
        }

        if (submission?.Draft is not { } draft)
        {
            await WriteAsync(ct);
        }
        else
        {
            // Before the work itself, so that a second click waits here and then meets the form's key.
            await using var work = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(ct) : null;
            await Drafts.Where(d => d.StaffId == by.StaffId && d.Form == draft).ExecuteDeleteAsync(ct);
            await WriteAsync(ct);
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        submission?.Written = submission.Form is not null;
    }

    /// <summary>For whoever has waited for the lock of a record: when another click of the same form has saved meanwhile, meets its key now, before the record refuses what it already holds.</summary>
    public async Task MeetEarlierClickAsync(Actor by, DateTimeOffset now, CancellationToken ct)
    {
        if (submission is { Form: { } form, Written: false } && await FormSubmissions.AnyAsync(s => s.Key == form.Key, ct))
        {
            await CommitAsync(by, now, ct);
        }
    }

    /// <summary>Writes looks that were decided but have no change to go with, the alerts they raised, and nothing else. Called before a response leaves.</summary>
    public async Task WriteLooksAsync(CancellationToken ct)
    {
        var looks = ChangeTracker.Entries<AccessRecord>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).ToList();
        var terms = ChangeTracker.Entries<SearchTerm>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).ToList();
        if (looks.Count + terms.Count > 0)
        {
            var alerts = ChangeTracker.Entries<Notice>().Where(e => e.State is EntityState.Added && e.Entity.Kind is NoticeKind.RestrictedOpened).Select(e => e.Entity).ToList();
            ChangeTracker.Clear();
            AccessRecords.AddRange(looks);
            SearchTerms.AddRange(terms);
            Notices.AddRange(alerts);
            await WriteAsync(ct);
        }
    }

    /// <summary>After a refused save: drops every change that was waiting, but still writes down who looked.</summary>
    public async Task ForgetChangesAsync(CancellationToken ct)
    {
        await WriteLooksAsync(ct);
        ChangeTracker.Clear();
    }

    /// <summary>Writes a look at once. Nothing else may be waiting: looks to read come before any change.</summary>
    public Task WriteLookAsync(CancellationToken ct) => WriteAsync(ct);

    /// <summary>Says which version of a record the user had before them; a newer one in the database makes the commit a conflict.</summary>
    public void Expect<T>(T record, uint? version)
        where T : class
    {
        if (version is { } seen)
        {
            var entry = Entry(record);
            entry.Property("Version").OriginalValue = seen;
            if (entry.Metadata.FindProperty("ChangedAt") is { } changedAt)
            {
                entry.Property(changedAt.Name).IsModified = true; // the row is written, and so its version checked, even when only a part changed
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("pg_trgm").HasPostgresExtension("fuzzystrmatch");
        modelBuilder.HasSequence<long>("incident_references").StartsAt(1);
        modelBuilder.HasSequence<long>("case_references").StartsAt(1);
        modelBuilder.HasSequence<long>("disclosure_references").StartsAt(1);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CaseDbContext).Assembly).UseRowVersions().UseSnakeCaseNames().UseNoCascades();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        foreach (var flags in typeof(SafeDays).Assembly.GetTypes().Where(t => t.IsEnum && t.IsDefined(typeof(FlagsAttribute), inherit: false)))
        {
            // Several at once are written one after another: "Monday, Tuesday, Wednesday".
            configurationBuilder.Properties(flags).HaveMaxLength(string.Join(", ", Enum.GetNames(flags)).Length);
        }

        foreach (var subject in _subjects)
        {
            configurationBuilder.Properties(typeof(Id<>).MakeGenericType(subject)).HaveConversion(typeof(IdConverter<>).MakeGenericType(subject));
        }
    }

    private static readonly Type[] _subjects =
    [
        typeof(Agency), typeof(Team), typeof(StaffMember), typeof(StaffChange), typeof(Marac), typeof(Meeting), typeof(AgendaItem), typeof(PolicingUnit), typeof(Neighbourhood),
        typeof(LocalAuthority), typeof(Person), typeof(Household), typeof(Incident), typeof(Case), typeof(RiskAssessment), typeof(Deadline),
        typeof(ContactAttempt), typeof(Referral), typeof(Notice), typeof(Draft), typeof(Policy), typeof(PolicyDraft), typeof(ProtectiveOrder), typeof(PerpetratorMove), typeof(InvestigationStep), typeof(PerpetratorManagement), typeof(StoredSearch), typeof(Shift), typeof(Handover),
        typeof(PersonMerge), typeof(ApiKey), typeof(IncomingReport), typeof(ImportBatch),
        typeof(FlowRoute), typeof(FlowAlarm), typeof(CallerPlan), typeof(PartnershipMeeting), typeof(Campaign), typeof(SpecialistReview), typeof(Engagement), typeof(QualitySample),
        typeof(CaseTask), typeof(StaffLeave), typeof(SupervisionRecord), typeof(ReferralTriage), typeof(ContactStep),
        typeof(CrewTask), typeof(VisitPack), typeof(WorkerNote), typeof(SafeSpace), typeof(SafetyPlan), typeof(PlanLine), typeof(DisclosureRequest),
        typeof(School), typeof(SchoolNotice), typeof(ChildScreening), typeof(Letter), typeof(CaseDocument),
    ];

    private async Task WriteAsync(CancellationToken ct)
    {
#pragma warning disable RS0030 // the one permitted call
        await SaveChangesAsync(ct);
#pragma warning restore RS0030
    }
}
