using System.Globalization;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>In which ways a crew may reach a victim now, and why.</summary>
public sealed record WaysNow(IReadOnlyList<CrewWay> May, string Because, string Rule);

/// <summary>A support car is a second response: it visits when the first car has attended, and before that it phones (R5.1).</summary>
public static class SecondResponse
{
    /// <summary>The services that are sent to a victim.</summary>
    public static IReadOnlyList<ServiceKind> Sent { get; } = [ServiceKind.SupportCar, ServiceKind.CrisisService];

    public static WaysNow Of(ServiceKind service, DateTimeOffset? attendedAt) =>
        !Sent.Contains(service) ? new([], "This service is not sent to victims.", "R5.1")
        : attendedAt is { } at ? new([CrewWay.Visit, CrewWay.PhoneFirst], $"The first car attended on {UkTime.Describe(at)}.", "R5.1")
        : new([CrewWay.PhoneFirst], "Nobody has attended yet, and this is a second response: until the first car has been there it may only phone.", "R5.1");
}

/// <summary>A crew that is on its shift.</summary>
/// <param name="Name">Vehicle or call sign; null where none is on the rota.</param>
/// <param name="Crew">What each is there as.</param>
/// <param name="CanBeAsked">Somebody in it has an account here, who can answer.</param>
public sealed record CrewOnShift(Id<Shift> Id, string? Name, DateTimeOffset Until, IReadOnlyList<CrewPart> Crew, bool CanBeAsked);

/// <summary>Whether a service can be asked at an instant, why, and when its next hours begin. What the rota says wins over the hours.</summary>
/// <param name="Next">The next run of its hours; null while one runs.</param>
public sealed record ServiceNow(CoverService Service, bool CanBeAsked, string Because, string Rule, IReadOnlyList<CrewOnShift> Crews, CoverWindow? Next)
{
    /// <summary>How far ahead the next hours are looked for.</summary>
    private const int _daysAhead = 8;

    public static ServiceNow Of(CoverService service, IReadOnlyList<CrewOnShift> crews, DateTimeOffset at, WorkingCalendar calendar)
    {
        var hours = service.Covers(at, calendar);
        var today = UkTime.DateOf(at);
        var next = hours.Covers ? null : service.Windows(today, today.AddDays(_daysAhead), calendar).Where(w => w.From > at).MinBy(w => w.From);
        IReadOnlyList<CrewOnShift> asked = [.. crews.Where(c => c.CanBeAsked)];
        var because = (asked.Count, crews.Count, hours.Covers) switch
        {
            ( > 0, _, true) => string.Join(" ", asked.Select(c => Words(c, service))),
            ( > 0, _, false) => $"{string.Join(" ", asked.Select(c => Words(c, service)))} It is outside the usual hours.",
            (0, > 0, _) => "Whoever is on the rota has no account here. Ring them.",
            (0, 0, true) => $"Nobody is on the rota now. {hours.Because}",
            _ => hours.Because,
        };
        return new(service, asked.Count > 0, because, hours.Rule, asked, next);
    }

    /// <summary>Half a crew may be asked: whoever asks is told who is missing.</summary>
    private static string Words(CrewOnShift crew, CoverService service)
    {
        var missing = service.Crew.Where(need => crew.Crew.Count(p => p == need.Part) < need.Number).Select(need => $"no {RotaWords.Of(need.Part)}").ToList();
        return $"{crew.Name ?? service.Name} is on the rota until {UkTime.ToLondon(crew.Until).ToString("HH:mm", CultureInfo.InvariantCulture)}{(missing.Count == 0 ? "" : $", with {string.Join(" and ", missing)}")}.";
    }
}

/// <summary>What else can be done when a service cannot be asked (S68).</summary>
public static class Otherwise
{
    public static IReadOnlyList<string> Of(ServiceNow wanted, IEnumerable<ServiceNow> others)
    {
        List<string> words = [.. others.Where(o => o.CanBeAsked && o.Service.Code != wanted.Service.Code).Select(o => $"Ask the {Lower(o.Service.Name)}: {o.Because}")];
        if (wanted.Next is { } next)
        {
            words.Add($"Wait until its next hours: {UkTime.Describe(next.Day)}, {RotaWords.Span(next.From, next.Until)}.");
        }

        words.Add("Ask whoever attends to do the DASH and to offer a referral; a High is referred to an IDVA service by itself.");
        return words;
    }

    private static string Lower(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
}

/// <summary>Who may ask for a crew, and whom a place in a crew gives anything.</summary>
public static class CrewStanding
{
    /// <summary>Control room, officers, and the specialists who look at live incidents.</summary>
    public static IReadOnlyList<Role> Askers { get; } =
    [
        Role.CallHandler, Role.ControlRoomSupervisor, Role.ControlRoomSupportWorker, Role.ResponseOfficer, Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer, Role.SupportCarOfficer,
    ];

    /// <summary>Those to whom a task opens what they need. Other officers of a crew work for the force, and reach its records as its staff.</summary>
    public static IReadOnlyList<Role> Crew { get; } = [Role.SupportCarOfficer, Role.SupportCarWorker, Role.ControlRoomSupportWorker, Role.Idva];

    /// <summary>Everybody whom the rota may put on a crew that is sent to victims.</summary>
    public static IReadOnlyList<Role> Members { get; } = [.. SecondResponse.Sent.SelectMany(kind => Enum.GetValues<CrewPart>().SelectMany(part => RotaStanding.RolesOf(part, kind))).Distinct().Order()];
}
