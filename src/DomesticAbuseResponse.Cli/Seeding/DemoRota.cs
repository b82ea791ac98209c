using System.Globalization;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>The rota of the demonstration: weekends with a car and a control-room worker, some of them short of somebody, and a few named officers.</summary>
internal static class DemoRota
{
    private static readonly CoverService _worker = CoverServices.Default.Find("control-room-worker")!;
    private static readonly CoverService _car = CoverServices.Default.Find("support-car")!;
    private static readonly CoverService _officers = CoverServices.Default.Find("dedicated-officers")!;

    /// <summary>The shift of the car on a day of a weekend.</summary>
    public static Id<Shift> CarOn(DateOnly day) => SeedId.Of<Shift>(NameOf(_car, Iso(day)));

    /// <summary>Shifts of the last seven and the next three weeks, and one for the support worker and for the car today, so that there is live work to look at.</summary>
    public static IEnumerable<Shift> Shifts(DateTimeOffset now)
    {
        var today = UkTime.DateOf(now);
        for (var day = today.AddDays(-49); day <= today.AddDays(21); day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                yield return On(_worker, day, day.DayNumber % 5 == 0 ? [] : [Member(CrewPart.SupportWorker, DemoStaff.SupportWorker)], null, now);
                yield return On(_car, day, [Member(CrewPart.Officer, DemoStaff.CarOfficer), .. day > today && day.DayNumber % 4 == 0 ? [] : new[] { Member(CrewPart.SupportWorker, DemoStaff.CarWorker) }], "Car 7", now);
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
            [Member(CrewPart.Officer, DemoStaff.CarOfficer), Member(CrewPart.SupportWorker, DemoStaff.CarWorker)]), now);
    }

    private static Shift On(CoverService service, DateOnly day, IReadOnlyList<CrewMember> crew, string? vehicle, DateTimeOffset now, string? run = null)
    {
        var window = service.Windows(day, day, BankHolidays.Default).First(w => w.Name == run);
        return Plan(service, Iso(day), new(window.From, window.Until, vehicle, null, crew), now);
    }

    /// <summary>A shift as it was planned, and as it was worked where it is over.</summary>
    private static Shift Plan(CoverService service, string name, ShiftPlan plan, DateTimeOffset now)
    {
        var planned = Shift.Plan(SeedId.Of<Shift>(NameOf(service, name)), DemoPlaces.AgencyId(DemoPlaces.Force), service, plan, DemoStaff.Supervisor.Id, now);
        var (shift, late) = (Given(planned), TimeSpan.FromMinutes(plan.From.Day % 3 * 5));
        return plan.Until + late <= now ? Given(shift.Worked(plan.From, plan.Until + late, now)) : shift;
    }

    private static Shift Given(Result<Shift> result) => result.Match(shift => shift, refusal => throw new InvalidOperationException(refusal.Message));

    private static string NameOf(CoverService service, string name) => $"{service.Code} {name}";

    private static CrewMember Member(CrewPart part, DemoMember member) => new(part, member.Id, "", DemoPlaces.AgencyId(member.Agency));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
