using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>For an auditor: everything done to the accounts of the agency and to their places on MARACs, and by its people to those of others, newest first.</summary>
public sealed class StaffLog(CaseDbContext db, RecordDoor door)
{
    private const int _most = 200;

    /// <summary>The index ix_record_events_staff holds these and no others: a name that is added here is added to it too.</summary>
    private static readonly string[] _names =
    [
        nameof(StaffMemberAdded), nameof(RolesChanged), nameof(StaffMemberRenamed), nameof(StaffMemberDisabled), nameof(StaffMemberEnabled), nameof(StaffChangeAsked), nameof(StaffChangeDecided),
        nameof(ActivationCodeMade), nameof(StaffMemberMoved), nameof(OffDutyChanged), nameof(MaracMemberAppointed), nameof(MaracMemberDismissed),
        nameof(ApiKeyMade), nameof(ApiKeyRevoked),
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
        var events = (await db.RecordEvents.FromSql($"""
            select * from record_events
            where by_agency_id = {agency.Value} or details -> 'Staff' ->> 'Value' in (select id::text from staff_members where agency_id = {agency.Value})
            """).AsNoTracking().Where(e => EF.Constant(_names).Contains(e.Name)).OrderByDescending(e => e.Number).Take(_most).ToListAsync(ct))
            .Select(e => (Event: e, Details: JsonSerializer.Deserialize<JsonElement>(e.Details))).Select(e => (e.Event, About: StaffOf(e.Details), e.Details)).ToList();
        Id<StaffMember>[] people = [.. events.Select(e => e.Event.ByStaffId), .. events.Select(e => e.About).OfType<Id<StaffMember>>()];
        var names = await db.StaffAsync(people, ct);
        return
        [
            .. events.Select(e => new Row(
                e.Event.At, e.Event.Name, names.GetValueOrDefault(e.Event.ByStaffId)?.Name ?? "The operator of the system", e.About is { } about ? names.GetValueOrDefault(about)?.Name : null,
                [.. Words(e.Details)])),
        ];
    }

    private static Id<StaffMember>? StaffOf(JsonElement details) =>
        details.TryGetProperty("Staff", out var staff) && staff.ValueKind is JsonValueKind.Object && staff.TryGetProperty("Value", out var value) && value.TryGetGuid(out var id)
            ? new Id<StaffMember>(id) : null;

    private static IEnumerable<string> Words(JsonElement details) => details.EnumerateObject().Where(p => p.Name is not "Staff").SelectMany(p => p.Value.ValueKind switch
    {
        JsonValueKind.String => [p.Value.GetString()!],
        JsonValueKind.Array when p.Name is not "Before" => p.Value.EnumerateArray().Where(v => v.ValueKind is JsonValueKind.String).Select(v => v.GetString()!),
        _ => Array.Empty<string>(),
    });
}
