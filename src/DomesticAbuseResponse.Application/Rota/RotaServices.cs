using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>The services of a force as they are on a London date, with the bank holidays it keeps.</summary>
public sealed class RotaServices(PolicyBook policies, WorkingDays workingDays)
{
    public sealed record View(CoverServices Services, string Version, WorkingCalendar Calendar)
    {
        /// <summary>A service by its code. One that is no longer among the settings is still called something: shifts of it stay on record.</summary>
        public CoverService Of(string code) => Services.Find(code) ?? new CoverService(code, code, ServiceKind.DedicatedOfficers, [], [new(CrewPart.Officer, 1)]);
    }

    public async Task<View> ReadAsync(Id<Agency> force, DateOnly on, CancellationToken ct)
    {
        var services = await policies.AtAsync(PolicyKinds.CoverServices, force.Value, on, ct);
        var calendar = await policies.AtAsync(PolicyKinds.Calendar, force.Value, on, ct);
        return new View(services.Content, services.Version, await workingDays.ReadAsync(calendar.Content.Division, ct));
    }

    /// <summary>Whether a service's hours cover an instant on this force's rota, with the reason (S68); null where the force has no such service.</summary>
    public async Task<CoverAnswer?> CoversAsync(Id<Agency> force, ServiceKind kind, DateTimeOffset at, CancellationToken ct)
    {
        var view = await ReadAsync(force, UkTime.DateOf(at), ct);
        return view.Services.Services.FirstOrDefault(s => s.Kind == kind)?.Covers(at, view.Calendar);
    }
}
