using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;

namespace DomesticAbuseResponse.Domain.Tests.Perpetrators;

/// <summary>Nomination, referral and programmes (R2.23, R2.25, R2.26).</summary>
public sealed class ManagementTests
{
    private static readonly DateOnly _today = new(2026, 11, 26);
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Id<Person> _person = new(Guid.NewGuid());
    private static readonly Id<Person> _victim = new(Guid.NewGuid());
    private static readonly Actor _by = new(new(Guid.NewGuid()), new(Guid.NewGuid()), new HashSet<Role> { Role.SafeguardingOfficer }, new HashSet<Id<Marac>>());
    private static readonly ProgrammeTerms _terms = new("Programme", _victim, new Id<Case>(Guid.NewGuid()), RaisesRisk.No, "Asked her worker", "Her IDVA");

    [Fact]
    public void R226_nobody_is_referred_to_a_programme_before_it_is_known_that_it_raises_no_risk_and_who_supports_the_victim()
    {
        foreach (var (terms, code) in new[]
        {
            (_terms with { RaisesRisk = null }, "management.risk"), (_terms with { RaisesRisk = RaisesRisk.Yes }, "management.risk"), (_terms with { RaisesRisk = RaisesRisk.NotKnown }, "management.risk"),
            (_terms with { RiskWords = " " }, "management.risk-words"), (_terms with { SupportedBy = null }, "management.supported-by"), (_terms with { VictimId = null }, "management.victim"),
            (_terms with { VictimId = _person }, "management.victim"), (_terms with { CaseId = null }, "management.victim"), (_terms with { Programme = "" }, "management.programme"),
        })
        {
            Assert.Equal(code, Propose(ManagementKind.Programme, terms).Refusal?.Code);
        }

        Assert.Equal("management.programme", Propose(ManagementKind.Programme, null).Refusal?.Code);
        Assert.Null(Propose(ManagementKind.Programme, _terms).Refusal);
    }

    [Fact]
    public void R225_a_nomination_is_decided_once_and_an_accepted_one_names_who_manages_the_person()
    {
        var entry = Given(Propose(ManagementKind.Iom, null));
        Assert.Equal("management.manager", entry.Decide(_by, true, "Taken", null, _today, _today, _now).Refusal?.Code);
        Assert.Equal("management.words", entry.Decide(_by, false, " ", null, _today, _today, _now).Refusal?.Code);
        Assert.Equal("management.day", entry.Decide(_by, true, "Taken", "An officer", _today.AddDays(1), _today, _now).Refusal?.Code);
        Assert.Equal(ManagementState.Accepted, Given(entry.Decide(_by, true, "Taken", "An officer", _today, _today, _now)));
        Assert.Equal("management.decided", entry.Decide(_by, false, "No", null, _today, _today, _now).Refusal?.Code);
        Assert.Equal("management.not-attended", entry.Attend(_by, ManagementStepKind.Attended, null, _today, _today, _now).Refusal?.Code);
        Assert.Equal("management.outcome", entry.End(_by, null, _today, _today, _now).Refusal?.Code);
        Assert.Equal(ManagementState.Ended, Given(entry.End(_by, "Lower score", _today, _today, _now)));
        Assert.Equal(("An officer", false, 3), (entry.OffenderManager, entry.IsOpen, entry.Steps.Count));

        var declined = Given(Propose(ManagementKind.Matac, null));
        Given(declined.Decide(_by, false, "No place", "Nobody", _today, _today, _now));
        Assert.Equal((null, false), (declined.OffenderManager, declined.IsOpen));
        Assert.Equal("management.why", PerpetratorManagement.Propose(_by, _person, ManagementKind.Matac, " ", null, _today, _now).Refusal?.Code);
    }

    [Fact]
    public void R226_the_victim_is_told_when_somebody_is_taken_on_and_when_they_go_no_more_and_not_of_each_session()
    {
        var entry = Given(Propose(ManagementKind.Programme, _terms));
        Assert.Empty(Tasks(entry));
        Given(entry.Decide(_by, true, "Taken on", null, _today.AddDays(-20), _today, _now.AddDays(-20)));
        Given(entry.Attend(_by, ManagementStepKind.Attended, null, _today.AddDays(-13), _today, _now.AddDays(-13)));
        Given(entry.Attend(_by, ManagementStepKind.Missed, null, _today.AddDays(-6), _today, _now.AddDays(-6)));
        Assert.Equal(ManagementState.Ended, Given(entry.Attend(_by, ManagementStepKind.DroppedOut, "Rang", _today, _today, _now)));
        Assert.Equal("management.not-attended", entry.Attend(_by, ManagementStepKind.DroppedOut, null, _today, _today, _now).Refusal?.Code);

        var tasks = Tasks(entry);
        Assert.Equal([null, _today.AddDays(1)], tasks.Select(t => t.DueOn)); // the first is long past and no news; one working day for what is new
        var left = tasks[^1];
        Assert.Equal((SafetyTaskReason.TellOfProgramme, true), (left.Reason, left.ForIdva));
        Assert.True(SafetyTask.IsContact(left.Reason));
        Assert.Contains("by the safe-contact card alone", left.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Programme", left.Words.Replace("a programme", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static IReadOnlyList<SafetyTask> Tasks(PerpetratorManagement entry) => SafetyTasks.Of(entry, on => on.AddDays(1), _today);

    private static Result<PerpetratorManagement> Propose(ManagementKind kind, ProgrammeTerms? terms) => PerpetratorManagement.Propose(_by, _person, kind, "Why", terms, _today.AddDays(-21), _now.AddDays(-21));

    private static T Given<T>(Result<T> result) => result.Match(t => t, refusal => throw new InvalidOperationException(refusal.Message));
}
