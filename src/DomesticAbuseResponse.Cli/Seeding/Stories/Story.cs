using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>Somebody in a story, as a caller would describe them.</summary>
internal sealed record StoryPerson(string Name, int Age, string? Phone = null, string? Address = null, string? Postcode = null)
{
    /// <summary>Their record, once somebody has made it.</summary>
    public Id<Person>? Id { get; set; }
}

/// <summary>
/// What happens to one victim, told as a list of acts. Times are London's, so many days before the day of seeding; each verb happens where
/// the story stands and moves it on a little. What lies after the present has not happened yet.
/// </summary>
internal sealed partial class Story(StoryTime time, DemoArea area, StoryPerson victim, StoryPerson? perpetrator)
{
    /// <summary>Days: what is older comes from the system before, and nobody is told of it any more.</summary>
    private const int _childrenFollowedFor = 10;

    private readonly List<Act> _acts = [];
    private DateTimeOffset _at;

    public IReadOnlyList<Act> Acts => _acts;

    public StoryPerson Victim { get; } = victim;

    public StoryPerson? Perpetrator { get; } = perpetrator;

    public IReadOnlyList<StoryPerson> Children { get; init; } = [];

    public DemoArea Area { get; } = area;

    /// <summary>The newest call of the story.</summary>
    private Id<Incident> Incident { get; set; }

    private Id<Case> Case { get; set; }

    public Story On(int daysAgo, string london)
    {
        _at = UkTime.At(time.Today.AddDays(-daysAgo), TimeOnly.Parse(london, System.Globalization.CultureInfo.InvariantCulture));
        return this;
    }

    public Story Ago(TimeSpan ago)
    {
        _at = time.Present - ago;
        return this;
    }

    /// <summary>So many days before the next meeting of the area's MARAC: in time for its agenda from about 14.</summary>
    public Story BeforeNextMeeting(int days, string london) =>
        On(time.Today.DayNumber - DemoMeetings.Days(Area, time.Today, time.Today.AddDays(62)).First().DayNumber + days, london);

    public Story Then(double hours)
    {
        _at = _at.AddHours(hours);
        return this;
    }

    public Story Calls(
        string firstWords, string whatHappened, ResponseGrade? grade = ResponseGrade.Immediate, Call? details = null, DemoMember? by = null, bool namesPerpetrator = true,
        IReadOnlyList<LogIncident.Party>? others = null)
    {
        var handler = by ?? DemoStaff.CallHandler;
        var isLongAgo = _at < time.Present.AddDays(-_childrenFollowedFor);
        var called = Act(5, async stage =>
        {
            var call = (details ?? new Call { Source = CallSource.Emergency999, Fear = Fear.Frightened, IsCrime = YesNoUnknown.Yes }) with
            {
                FirstWords = firstWords,
                WhatHappened = whatHappened,
                CallerName = details?.CallerName ?? Victim.Name,
                CallerPhone = details?.CallerPhone ?? Victim.Phone,
                Location = details?.Location ?? Victim.Address,
                Postcode = details?.Postcode ?? Victim.Postcode,
                ChildrenPresent = Children.Count > 0 ? YesNoUnknown.Yes : YesNoUnknown.No,
            };
            List<LogIncident.Party> parties = [Party(PartyRole.Victim, Victim), .. Children.Select(c => Party(PartyRole.Child, c)), .. others ?? []];
            if (Perpetrator is not null && namesPerpetrator)
            {
                parties.Add(Party(PartyRole.Perpetrator, Perpetrator));
            }

            Incident = await stage.DoAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
                handler.Actor, new LogIncident.Command(call, grade, DemoPlaces.UnitId(Area.Unit), stage.Now.AddMinutes(-4), parties) { IsOfThePast = isLongAgo }, CancellationToken.None));
            await LearnAsync(stage);
        });
        return isLongAgo || Children.Count == 0 || _at > time.Present.AddDays(-1) ? called
            : Aside(2, s => s.FindsChildren("“It was loud.”").TellsSchools().ScreensChildren(ScreeningOutcome.NoFurtherAction));
    }

    public Story Attended(DemoMember? by = null) => Act(30, stage => stage.MustAsync<AttendIncident, DateTimeOffset>(attend =>
        attend.HandleAsync((by ?? DemoStaff.Officer).Actor, new(Incident, null, stage.Now), CancellationToken.None)));

    public Story Sent(string who, string? note = null) => Act(2, stage => stage.MustAsync<SendToIncident, IncidentDispatch>(send =>
        send.HandleAsync(DemoStaff.CallHandler.Actor, new(Incident, who, note), CancellationToken.None)));

    public Story AsksForGrade(ResponseGrade wanted, string reason) => Act(5, stage => stage.MustAsync<AskRegrade, RegradeRequest>(ask =>
        ask.HandleAsync(DemoStaff.Officer.Actor, new(Incident, wanted, reason), CancellationToken.None)));

    public Story WithdrawsComplaint(string words) => Act(5, stage => stage.MustAsync<WithdrawComplaint, ComplaintWithdrawal>(withdraw =>
        withdraw.HandleAsync(DemoStaff.Officer.Actor, new(Incident, words, YesNoUnknown.Yes), CancellationToken.None)));

    public Story SupervisorAgrees(ResponseGrade grade, string? reason = null) => Act(10, stage => stage.MustAsync<ReviewIncident, SupervisorReview>(review =>
        review.HandleAsync(DemoStaff.Supervisor.Actor, new(Incident, null, grade, reason), CancellationToken.None)));

    public Story Closed(string reason, DemoMember? by = null) => LeavesOutAssessment().Act(5, stage => stage.MustAsync<CloseIncident, DateTimeOffset>(close =>
        close.HandleAsync((by ?? DemoStaff.Supervisor).Actor, new(Incident, null, reason), CancellationToken.None)));

    private static LogIncident.Party Party(PartyRole role, StoryPerson person) =>
        new(role, person.Id, person.Name, null, person.Id is null ? person.Age : null, person.Phone, person.Address, person.Postcode);

    /// <summary>Which case the call joined, and who is who on record now.</summary>
    private async Task LearnAsync(Stage stage)
    {
        var incident = await stage.LookUpAsync(db => db.Incidents.AsNoTracking().Include(i => i.Parties).SingleAsync(i => i.Id == Incident));
        Case = incident.CaseId ?? Case;
        Victim.Id ??= incident.Parties.First(p => p.Role is PartyRole.Victim).PersonId;
        if (Perpetrator is not null)
        {
            Perpetrator.Id ??= incident.Parties.FirstOrDefault(p => p.Role is PartyRole.Perpetrator)?.PersonId;
        }

        foreach (var (child, party) in Children.Zip(incident.Parties.Where(p => p.Role is PartyRole.Child)))
        {
            child.Id ??= party.PersonId;
        }
    }

    /// <summary>What others do meanwhile, so many hours from here; the story goes on from where it stands.</summary>
    private Story Aside(double hours, Action<Story> meanwhile)
    {
        var here = _at;
        _at = here.AddHours(hours);
        meanwhile(this);
        _at = here;
        return this;
    }

    private Story Act(double minutes, Func<Stage, Task> act)
    {
        _acts.Add(new Act(Victim.Name, _at, act));
        _at = _at.AddMinutes(minutes);
        return this;
    }
}

/// <summary>The present of the stories, and its London day.</summary>
internal sealed record StoryTime(DateTimeOffset Present)
{
    public DateOnly Today { get; } = UkTime.DateOf(Present);
}
