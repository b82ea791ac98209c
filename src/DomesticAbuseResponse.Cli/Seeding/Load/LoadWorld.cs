using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>What the writers of all tables share: the plan, the people who work in it, and the identifiers that hold it together.</summary>
internal sealed class LoadWorld(
    LoadPlan plan, LoadCast cast, IReadOnlySet<Id<Meeting>> meetingsThere, long firstIncidentNumber, long firstCaseNumber, long firstSafeContactNumber)
{
    private readonly int[] _safeContactOfCase = NumberSafeContacts(plan);

    public LoadPlan Plan { get; } = plan;

    public LoadCast Cast { get; } = cast;

    public LoadForms Forms { get; } = new(plan.Seed, UkTime.DateOf(plan.Until));

    public LoadMeetings Meetings { get; } = new(plan.Until);

    /// <summary>The meetings that were planned before this world was loaded.</summary>
    public IReadOnlySet<Id<Meeting>> MeetingsThere { get; } = meetingsThere;

    public Id<Agency> Force { get; } = DemoPlaces.AgencyId(DemoPlaces.Force);

    public ulong Seed => Plan.Seed;

    public IReadOnlyList<Id<PolicingUnit>> Units { get; } = [.. DemoPlaces.Areas.Select(a => DemoPlaces.UnitId(a.Unit))];

    public IReadOnlyList<Id<Marac>> Maracs { get; } = [.. DemoPlaces.Areas.Select(a => DemoPlaces.MaracId(a.Marac))];

    public IReadOnlyList<Id<Agency>> Services { get; } = [.. DemoPlaces.Areas.Select(a => DemoPlaces.AgencyId(a.IdvaService))];

    public string IncidentReference(int i) => $"DA-{Plan.Incidents[i].ReportedAt.Year}-{firstIncidentNumber + i:000000}";

    public string CaseReference(int c) => $"C-{firstCaseNumber + c:000000}";

    public Id<Incident> IncidentId(int i) => new(Chance.Id(Seed, Stream.Incident, i, Plan.Incidents[i].ReportedAt));

    public Id<Case> CaseId(int c) => new(Chance.Id(Seed, Stream.Case, c, Plan.Cases[c].OpenedAt));

    public Id<Person> VictimId(int c) => PersonId(Stream.Victim, Plan.Cases[c].VictimOf, 0);

    public Id<Person>? PerpetratorId(int c) => Plan.Cases[c].PerpetratorOf is >= 0 and var of ? PersonId(Stream.Perpetrator, of, 0) : null;

    public Id<Person> ChildId(int c, int child) => PersonId(Stream.Child, c, child);

    public Id<RiskAssessment> AssessmentId(int i) => new(Chance.Id(Seed, Stream.Assessment, i, Plan.Incidents[i].AssessedAt));

    public Id<Deadline> DeadlineId(int i) => new(Chance.Id(Seed, Stream.Deadline, i, Plan.Incidents[i].AssessedAt));

    public Id<Referral> ReferralId(int c, ReferralKind kind) => new(Chance.Id(
        Seed, kind is ReferralKind.Idva ? Stream.IdvaReferral : Stream.MaracReferral, c, Plan.Incidents[Plan.Cases[c].FirstHigh].AssessedAt));

    /// <summary>The number of the victim's safe-contact entry; null when the case has none.</summary>
    public long? SafeContactNumber(int c) => _safeContactOfCase[c] is > 0 and var n ? firstSafeContactNumber + n - 1 : null;

    public int SafeContacts => _safeContactOfCase.Max();

    /// <summary>Whether this case made the record of its victim, and is not about a person whom an earlier case recorded.</summary>
    public bool RecordedVictim(int c) => Plan.Cases[c].VictimOf == c;

    public bool RecordedPerpetrator(int c) => Plan.Cases[c].PerpetratorOf == c;

    /// <summary>Everybody in a case, each with whether it was this case that put them on record.</summary>
    public IEnumerable<(Id<Person> Person, bool RecordedHere)> PeopleOf(int c)
    {
        yield return (VictimId(c), RecordedVictim(c));
        if (PerpetratorId(c) is { } perpetrator)
        {
            yield return (perpetrator, RecordedPerpetrator(c));
        }

        for (var child = 0; child < Plan.Cases[c].Children; child++)
        {
            yield return (ChildId(c, child), true);
        }
    }

    /// <summary>The IDVA's and the MARAC's referral of a case, for those that became High.</summary>
    public IEnumerable<LoadReferral> ReferralsOf(int c) => Plan.Cases[c].FirstHigh < 0 ? [] : LoadReferral.Of(this, c);

    public Actor Handler(int i) => Cast.CallHandlers[i % Cast.CallHandlers.Count];

    public Actor Officer(int i) => Cast.Officers[i % Cast.Officers.Count];

    public Actor Sergeant(int i) => Cast.Sergeants[i % Cast.Sergeants.Count];

    public Actor SafeguardingOfficer(int c) => Cast.Safeguarding[c % Cast.Safeguarding.Count];

    public Actor Idva(int c) => Cast.Idvas[Plan.Cases[c].Unit] is var service ? service[c % service.Count] : throw new InvalidOperationException();

    private Id<Person> PersonId(Stream stream, int c, int child) => new(Chance.Id(Seed, stream, c * 8L + child, Plan.Cases[c].OpenedAt));

    private static int[] NumberSafeContacts(LoadPlan plan)
    {
        var numbers = new int[plan.Cases.Length];
        var next = 0;
        for (var c = 0; c < numbers.Length; c++)
        {
            numbers[c] = plan.Cases[c].Grade is RiskGrade.High or RiskGrade.Medium ? ++next : 0;
        }

        return numbers;
    }
}
