using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>For an auditor: everything administrators did to the accounts of the agency, and who confirmed it, newest first.</summary>
public sealed class StaffLog(CaseDbContext db, RecordDoor door)
{
    private const int _most = 200;

    private static readonly string[] _names =
    [
        nameof(StaffMemberAdded), nameof(RolesChanged), nameof(StaffMemberRenamed), nameof(StaffMemberDisabled), nameof(StaffMemberEnabled), nameof(StaffChangeAsked), nameof(StaffChangeDecided),
        nameof(ActivationCodeMade), nameof(StaffMemberMoved), nameof(OffDutyChanged),
    ];

    /// <param name="Happened">The name of the event.</param>
    /// <param name="About">Null when it is about nobody who is on the staff.</param>
    /// <param name="Words">Codes of what it was: the kind, the outcome, the roles.</param>
    public sealed record Row(DateTimeOffset At, string Happened, string By, string? About, IReadOnlyList<string> Words);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.Has(Role.Auditor))
        {
            throw new RecordNotFoundException();
        }

        await door.ShowListAsync(actor, "Staff log", [], ct);
        var agency = actor.AgencyId;
        var own = await db.Staff.AsNoTracking().Where(s => s.AgencyId == agency).ToDictionaryAsync(s => s.Id.Value, s => s.DisplayName, ct);
        var asked = db.StaffChanges.Where(c => c.AgencyId == agency).Select(c => c.DecidedBy);
        var events = await db.RecordEvents.AsNoTracking().Where(e => _names.Contains(e.Name) && (e.ByAgencyId == agency || asked.Contains(e.ByStaffId)))
            .OrderByDescending(e => e.Number).Take(_most).ToListAsync(ct);
        var makers = events.Select(e => e.ByStaffId).Distinct().ToArray();
        var names = await db.Staff.AsNoTracking().Where(s => makers.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        return [.. events.Select(e => (Event: e, Details: JsonDocument.Parse(e.Details).RootElement))
            .Select(e => (e.Event, About: StaffOf(e.Details), e.Details))
            .Where(e => e.Event.ByAgencyId == agency || (e.About is { } staff && own.ContainsKey(staff)))
            .Select(e => new Row(
                e.Event.At, e.Event.Name, names.GetValueOrDefault(e.Event.ByStaffId, "The operator of the system"), e.About is { } about ? own.GetValueOrDefault(about) : null,
                [.. Words(e.Details)]))];
    }

    private static Guid? StaffOf(JsonElement details) =>
        details.TryGetProperty("Staff", out var staff) && staff.ValueKind is JsonValueKind.Object && staff.TryGetProperty("Value", out var value) && value.TryGetGuid(out var id) ? id : null;

    private static IEnumerable<string> Words(JsonElement details) => details.EnumerateObject().Where(p => p.Name is not "Staff").SelectMany(p => p.Value.ValueKind switch
    {
        JsonValueKind.String => [p.Value.GetString()!],
        JsonValueKind.Array when p.Name is not "Before" => p.Value.EnumerateArray().Where(v => v.ValueKind is JsonValueKind.String).Select(v => v.GetString()!),
        _ => Array.Empty<string>(),
    });
}
