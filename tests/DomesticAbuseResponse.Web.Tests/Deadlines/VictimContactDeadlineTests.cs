using System.Globalization;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>By when the victim is to be contacted, from the report and the grade to the row that is stored (R4.25).</summary>
public sealed class VictimContactDeadlineTests(WebApp app) : IClassFixture<WebApp>
{
    [Theory]
    [InlineData("S18", RiskGrade.Medium, "2026-12-24T23:30:00Z", "2027-01-05T23:59:59Z")]
    [InlineData("S19", RiskGrade.High, "2026-12-24T23:30:00Z", "2026-12-25T23:30:00Z")]
    [InlineData("S20", RiskGrade.High, "2026-10-24T14:00:00+01:00", "2026-10-25T13:00:00Z")]
    [InlineData("S21", RiskGrade.High, "2027-03-27T22:00:00Z", "2027-03-28T23:00:00+01:00")]
    [InlineData("S22", RiskGrade.Medium, "2026-11-28T12:00:00Z", "2026-12-04T23:59:59Z")]
    [InlineData("S23", RiskGrade.Medium, "2027-03-24T12:00:00Z", "2027-04-02T23:59:59+01:00")]
    [InlineData("S24", RiskGrade.Medium, "2026-05-01T12:00:00+01:00", "2026-05-11T23:59:59+01:00")]
    [InlineData("S25", RiskGrade.Medium, "2027-12-23T12:00:00Z", "2028-01-04T23:59:59Z")]
    [InlineData("S26", RiskGrade.Medium, "2025-12-24T12:00:00Z", "2026-01-05T23:59:59Z")]
    public async Task S18_to_S26_the_first_grade_sets_the_date_with_its_trace(string scenario, RiskGrade grade, string reported, string due)
    {
        var caseId = await app.ReportedAsync(At(reported));

        await app.GradedAsync(caseId, grade, At(reported).AddHours(2));

        var deadline = await app.OnlyOpenDeadlineOfAsync(caseId);
        Assert.True(At(due) == deadline.DueAt, $"{scenario}: {deadline.DueAt:u}");
        Assert.Equal((DeadlineKind.ContactVictim, Cast.Police, "1"), (deadline.Kind, deadline.AgencyId, deadline.RuleVersion));
        Assert.Equal(deadline.DueAt, DeadlineTrace.FromJson(deadline.Trace).DueAt);
    }

    [Fact]
    public async Task S27_raised_to_High_brings_the_date_forward_and_keeps_the_old_one_as_superseded()
    {
        var caseId = await app.ReportedAsync(At("2026-11-23T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.Medium, At("2026-11-23T11:00:00Z"));
        Assert.Equal(At("2026-11-30T23:59:59Z"), (await app.OnlyOpenDeadlineOfAsync(caseId)).DueAt);

        await app.GradedAsync(caseId, RiskGrade.High, At("2026-11-24T15:00:00Z"));

        var deadlines = await app.DeadlinesOfAsync(caseId);
        Assert.Equal(2, deadlines.Count);
        Assert.Equal((At("2026-11-30T23:59:59Z"), At("2026-11-24T15:00:00Z")), (deadlines[0].DueAt, deadlines[0].SupersededAt));
        Assert.Equal((At("2026-11-25T15:00:00Z"), deadlines[0].Id), (deadlines[1].DueAt, deadlines[1].ReplacesId));
        Assert.Contains("brings the date forward from Monday 30 November 2026", deadlines[1].Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lower_grade_keeps_the_earlier_date_until_contact_is_made()
    {
        var caseId = await app.ReportedAsync(At("2026-11-23T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.High, At("2026-11-23T11:00:00Z"));

        await app.GradedAsync(caseId, RiskGrade.Medium, At("2026-11-23T15:00:00Z"));

        var only = Assert.Single(await app.DeadlinesOfAsync(caseId));
        Assert.Equal((At("2026-11-24T10:00:00Z"), true), (only.DueAt, only.IsOpen));
    }

    [Fact]
    public async Task Standard_sets_no_date_and_a_rise_to_Medium_counts_from_the_report()
    {
        var caseId = await app.ReportedAsync(At("2026-11-23T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.Standard, At("2026-11-23T11:00:00Z"));
        Assert.Empty(await app.DeadlinesOfAsync(caseId));

        await app.GradedAsync(caseId, RiskGrade.Medium, At("2026-11-24T09:00:00Z"));

        Assert.Equal(At("2026-11-30T23:59:59Z"), (await app.OnlyOpenDeadlineOfAsync(caseId)).DueAt);
    }

    [Fact]
    public async Task A_second_report_has_a_clock_of_its_own_whatever_the_case_was_graded_before()
    {
        var caseId = await app.ReportedAsync(At("2026-11-23T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.High, At("2026-11-23T11:00:00Z"));

        await app.ReportedAgainAsync(caseId, At("2026-12-01T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.Medium, At("2026-12-01T12:00:00Z"));

        var deadlines = await app.DeadlinesOfAsync(caseId);
        Assert.Equal([At("2026-11-24T10:00:00Z"), At("2026-12-08T23:59:59Z")], deadlines.Select(d => d.DueAt));
        Assert.All(deadlines, d => Assert.True(d.IsOpen));
    }

    [Fact]
    public async Task The_history_of_the_case_says_that_a_date_was_set()
    {
        var caseId = await app.ReportedAsync(At("2026-11-23T10:00:00Z"));
        await app.GradedAsync(caseId, RiskGrade.Medium, At("2026-11-23T11:00:00Z"));

        await using var db = app.Database.Open();
        var set = await db.RecordEvents.SingleAsync(e => e.CaseId == caseId && e.Name == "DeadlineSet", TestContext.Current.CancellationToken);
        Assert.Contains(DeadlineCodes.VictimContactMedium, set.Details, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
}
