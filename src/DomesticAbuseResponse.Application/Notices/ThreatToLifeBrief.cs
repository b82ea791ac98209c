using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Notices;

/// <summary>
/// What an inspector must have before their eyes to decide on a threat to life (R1.17, S13): whom it is about, what the form showed, what was
/// said on the phone, whether anybody has reached the victim. Read through the door of the case, so that it is written down.
/// </summary>
public sealed class ThreatToLifeBrief(CaseDbContext db, RecordDoor door, CaseFiles cases, AssessmentFiles assessments, PolicyBook policies, TimeProvider clock)
{
    public sealed record View(
        PersonLine Victim, IReadOnlyList<PersonLine> Perpetrators, RiskGrade? Grade, Id<RiskAssessment>? Form, Findings? Shown, GivenBy? Graded, string? FirstWords, string? WhatHappened,
        DateTimeOffset? ContactDueAt, int Attempts, DateTimeOffset? SpokenAt);

    /// <param name="Items">How many questions are counted.</param>
    public sealed record Findings(int? Ticks, int? Possible, int Items, IReadOnlyList<string> Critical, string? ClusterOfThree);

    public sealed record GivenBy(RiskGrade Grade, string By, DateTimeOffset At, string? Reason);

    /// <returns>Null for a notice of another kind, and where the reader may know of the case but not open it.</returns>
    public async Task<View?> ReadAsync(Actor actor, NoticeLine notice, CancellationToken ct)
    {
        if (notice is not { Kind: Domain.Notices.NoticeKind.HighRiskInspector, CaseId: { } id } || !await db.Cases.VisibleTo(actor, db, AccessLevel.Read).AnyAsync(c => c.Id == id, ct))
        {
            return null;
        }

        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Decide on the threat to life", ct);
        var now = clock.GetUtcNow();
        var form = await FormAsync(actor, notice.SubjectId, ct);
        var perpetrators = opened.Perpetrators.Select(p => p.PersonId).ToList();
        var people = await db.PeopleAsync(actor, [opened.VictimId, .. perpetrators], UkTime.DateOf(now), ct);
        var about = form?.Assessment.IncidentId;
        var incident = await db.Incidents.VisibleTo(actor, db).AsNoTracking().Where(i => about == null ? i.Parties.Any(p => p.CaseId == id) : i.Id == about)
            .OrderByDescending(i => i.ReportedAt).FirstOrDefaultAsync(ct);
        if (incident is not null)
        {
            await door.ShowListAsync(actor, "Decide on the threat to life", [incident.Id.Value], ct); // its words are read
        }

        var attempts = await db.ContactAttempts.AsNoTracking().Where(a => a.CaseId == id).ToListAsync(ct);
        var due = await db.Deadlines.Where(d => d.CaseId == id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null).MinAsync(d => (DateTimeOffset?)d.DueAt, ct);

        return new View(
            people[opened.VictimId], [.. perpetrators.Where(people.ContainsKey).Select(p => people[p])], opened.Grade, form?.Assessment.Id, form is null ? null : await ShownAsync(form, now, ct),
            form is null ? null : await GradedAsync(form, ct), incident?.Call.FirstWords, incident?.Call.WhatHappened,
            due, attempts.Count, attempts.Where(a => a.IsTwoWay).Max(a => (DateTimeOffset?)a.At));
    }

    private async Task<OpenedAssessment?> FormAsync(Actor actor, Guid? subject, CancellationToken ct)
    {
        if (subject is not { } found)
        {
            return null;
        }

        var id = new Id<RiskAssessment>(found);
        return await db.Assessments.AnyAsync(a => a.Id == id, ct) ? await assessments.OpenAsync(actor, id, AccessLevel.Read, "Decide on the threat to life", ct) : null;
    }

    private async Task<Findings> ShownAsync(OpenedAssessment form, DateTimeOffset now, CancellationToken ct)
    {
        var on = UkTime.DateOf(form.Assessment.CompletedAt ?? now);
        var policy = (await policies.AtAsync(PolicyKinds.Grading, form.Assessment.AgencyId.Value, on, ct)).Content;
        var findings = RiskFindings.For(form.Answers, form.Assessment.HonourConcern, policy);
        return new Findings(findings.Ticks, findings.TicksPossible, form.Instrument.Items.Count, [.. findings.Critical.Select(c => c.Text)], findings.ClusterOfThree?.Text);
    }

    private async Task<GivenBy?> GradedAsync(OpenedAssessment form, CancellationToken ct)
    {
        if (form.Assessment.History.Timeline.LastOrDefault(g => g.IsHuman) is not { } given)
        {
            return null;
        }

        var by = given.By;
        return new GivenBy(given.Grade, await db.Staff.Where(s => s.Id == by).Select(s => s.DisplayName).FirstOrDefaultAsync(ct) ?? "", given.At, given.Reason);
    }
}
