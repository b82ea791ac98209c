using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Flow;

public enum FlowKind
{
    /// <summary>Referrals sent, from an agency to an agency or a MARAC.</summary>
    Referral,

    /// <summary>Risk assessments finished by an agency, by instrument.</summary>
    Assessment,

    /// <summary>Calls and reports taken by an agency.</summary>
    Incident,
}

/// <summary>One way by which work comes: from an agency, of one policing unit where that is known, to whom, by which instrument or kind of referral.</summary>
public sealed class FlowRoute
{
    public const int InstrumentMaxLength = 40;

    private FlowRoute()
    {
    }

    public FlowRoute(Id<FlowRoute> id, FlowKind kind, Id<Agency> from, Id<PolicingUnit>? unit, Id<Agency>? to, Id<Marac>? marac, string instrument, DateOnly firstDay) =>
        (Id, Kind, FromAgencyId, UnitId, ToAgencyId, MaracId, Instrument, FirstDay) = (id, kind, from, unit, to, marac, instrument, firstDay);

    public Id<FlowRoute> Id { get; private init; }

    public FlowKind Kind { get; private init; }

    public Id<Agency> FromAgencyId { get; private init; }

    public Id<PolicingUnit>? UnitId { get; private init; }

    public Id<Agency>? ToAgencyId { get; private init; }

    public Id<Marac>? MaracId { get; private init; }

    /// <summary>The code of the instrument, or the kind of referral; empty for calls.</summary>
    public string Instrument { get; private init; } = "";

    /// <summary>From which day on it is counted.</summary>
    public DateOnly FirstDay { get; private set; }

    /// <summary>Counts of earlier days were brought from the system used before.</summary>
    public void CountedSince(DateOnly day) => FirstDay = day < FirstDay ? day : FirstDay;
}

/// <summary>How much one route carried on one London day. A day without a row carried none.</summary>
public sealed class FlowCount
{
    private FlowCount()
    {
    }

    public FlowCount(Id<FlowRoute> route, DateOnly day, int count, bool isImported) => (RouteId, Day, Count, IsImported) = (route, day, count, isImported);

    public Id<FlowRoute> RouteId { get; private init; }

    public DateOnly Day { get; private init; }

    public int Count { get; private set; }

    /// <summary>It was brought from the system used before: there are no records behind it here.</summary>
    public bool IsImported { get; private init; }

    public void Is(int count) => Count = count;
}

/// <summary>One alarm on a route: raised once, open until the route carries again what it did when the alarm was raised.</summary>
public sealed class FlowAlarm
{
    private FlowAlarm()
    {
    }

    public Id<FlowAlarm> Id { get; private init; }

    public Id<FlowRoute> RouteId { get; private init; }

    public FlowState State { get; private init; }

    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>The last day that was judged.</summary>
    public DateOnly Through { get; private init; }

    public int Actual { get; private init; }

    public double Expected { get; private init; }

    public string Explanation { get; private init; } = "";

    public string SettingsVersion { get; private init; } = "";

    /// <summary>What was expected when it was raised, as JSON in the shape of <see cref="FlowExpectation"/>.</summary>
    public string Expectation { get; private init; } = "{}";

    public DateTimeOffset? EndedAt { get; private set; }

    public static FlowAlarm Raise(FlowRoute route, FlowVerdict verdict, string expectation, FlowSettings settings, DateTimeOffset now) => new()
    {
        Id = Id<FlowAlarm>.New(now),
        RouteId = route.Id,
        State = verdict.State,
        RaisedAt = now,
        Through = verdict.Through,
        Actual = verdict.Actual,
        Expected = verdict.Expected,
        Explanation = verdict.Explanation,
        SettingsVersion = settings.Version,
        Expectation = expectation,
    };

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>A London day whose counts are taken.</summary>
public sealed class FlowDay
{
    private FlowDay()
    {
    }

    public FlowDay(DateOnly day, DateTimeOffset countedAt) => (Day, CountedAt) = (day, countedAt);

    public DateOnly Day { get; private init; }

    public DateTimeOffset CountedAt { get; private init; }
}
