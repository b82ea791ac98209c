using System.Globalization;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>The rota of the demonstration: weekends with a car and a control-room worker, some of them short of somebody, and a few named officers.</summary>
internal static class DemoRota
{
    private static readonly CoverService _worker = CoverServices.Default.Find("control-room-worker")!;
    private static readonly CoverService _car = CoverServices.Default.Find("support-car")!;
    private static readonly CoverService _officers = CoverServices.Default.Find("dedicated-officers")!;

    /// <summary>Shifts of the last four and the next three weeks, and one for the support worker and for the car today, so that there is live work to look at.</summary>
    public static IEnumerable<Shift> Shifts(DateTimeOffset now)
    {
        var today = UkTime.DateOf(now);
        for (var day = today.AddDays(-28); day <= today.AddDays(21); day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                yield return On(_worker, day, day.DayNumber % 5 == 0 ? [] : [Member(CrewPart.SupportWorker, DemoStaff.SupportWorker)], null, now);
                yield return On(_car, day, [Member(CrewPart.Officer, Of(Role.SupportCarOfficer)), .. day.DayNumber % 4 == 0 ? [] : new[] { Member(CrewPart.SupportWorker, Of(Role.SupportCarWorker)) }], "Car 7", now);
            }
            else if (day == today)
            {
                yield return Extra(today, now);
                yield return ExtraCar(today, now);
            }

            if (day.DayNumber % 3 != 0)
            {
                yield return On(_officers, day, [Member(CrewPart.Officer, DemoStaff.Officer)], null, now, "Late");
            }
        }
    }

    private static Shift Extra(DateOnly today, DateTimeOffset now)
    {
        var from = UkTime.At(today, new(UkTime.ToLondon(now).Hour, 0));
        return Plan(_worker, $"extra {Iso(today)}", new(from, from.AddHours(8), null, "Extra cover, outside the usual hours", [Member(CrewPart.SupportWorker, DemoStaff.SupportWorker)]), now);
    }

    /// <summary>So that a crew can be asked on whatever day the demonstration is shown.</summary>
    private static Shift ExtraCar(DateOnly today, DateTimeOffset now)
    {
        var from = UkTime.At(today, new(UkTime.ToLondon(now).Hour, 0)).AddHours(-3);
        return Plan(_car, $"extra {Iso(today)}", new(from, from.AddHours(11), "Car 7", "Extra cover, outside the usual hours",
            [Member(CrewPart.Officer, Of(Role.SupportCarOfficer)), Member(CrewPart.SupportWorker, Of(Role.SupportCarWorker))]), now);
    }

    private static Shift On(CoverService service, DateOnly day, IReadOnlyList<CrewMember> crew, string? vehicle, DateTimeOffset now, string? run = null)
    {
        var window = service.Windows(day, day, BankHolidays.Default).First(w => w.Name == run);
        return Plan(service, Iso(day), new(window.From, window.Until, vehicle, null, crew), now);
    }

    private static Shift Plan(CoverService service, string name, ShiftPlan plan, DateTimeOffset now) =>
        Shift.Plan(SeedId.Of<Shift>($"{service.Code} {name}"), DemoPlaces.AgencyId(DemoPlaces.Force), service, plan, DemoStaff.Supervisor.Id, now)
            .Match(shift => shift, refusal => throw new InvalidOperationException(refusal.Message));

    private static CrewMember Member(CrewPart part, DemoMember member) => new(part, member.Id, "", DemoPlaces.AgencyId(member.Agency));

    private static DemoMember Of(Role role) => DemoStaff.All.First(m => m.Role == role);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
