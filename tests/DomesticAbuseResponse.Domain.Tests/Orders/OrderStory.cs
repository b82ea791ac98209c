using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Orders;

/// <summary>Orders of invented people, recorded on the days a test says.</summary>
internal static class OrderStory
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Id<Person> Bound = Id<Person>.New(_start);

    public static readonly Id<Person> Shielded = Id<Person>.New(_start);

    public static readonly Actor By = new(Id<StaffMember>.New(_start), Id<Agency>.New(_start), new HashSet<Role>(), new HashSet<Id<Domain.Maracs.Marac>>());

    public static readonly NoticeConsidered Considered = new("Canary grounds", "Nobody", "Canary opinion", "Said nothing", "Nobody");

    public static OrderTerms Terms(OrderKind kind, DateOnly? from = null, DateOnly? until = null, OrderConditions conditions = OrderConditions.NoContact) => new(kind, null, null, from, until, conditions, null);

    public static Result<ProtectiveOrder> Try(OrderTerms terms, OrderGiven? given, DateTimeOffset now, OrderFrame? frame = null) =>
        ProtectiveOrder.Record(By, Bound, Shielded, terms, null, given, frame ?? OrderFrame.Default, UkTime.DateOf(now), now);

    public static ProtectiveOrder Made(OrderTerms terms, OrderGiven? given, DateTimeOffset now, OrderFrame? frame = null) => Given(Try(terms, given, now, frame));

    /// <summary>A notice served at a time on a London clock, recorded then.</summary>
    public static ProtectiveOrder Notice(string served, OrderKind kind = OrderKind.Dvpn)
    {
        var local = DateTime.Parse(served, System.Globalization.CultureInfo.InvariantCulture);
        var at = UkTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return Made(Terms(kind, DateOnly.FromDateTime(local)), new OrderGiven(OrderRank.Superintendent, ServedAt: at, Considered: Considered, PerpetratorAge: 30, VictimAge: 30), at);
    }

    public static DateTimeOffset Noon(DateOnly day) => UkTime.At(day, new TimeOnly(12, 0));

    public static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
