using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>
/// Something that happened. Named in the past tense; fields never change meaning and hold codes and field names, never what a
/// person said or where they live.
/// </summary>
public abstract record Happened
{
    [JsonIgnore]
    public Id<Case>? CaseId { get; init; }

    [JsonIgnore]
    public Id<Incident>? IncidentId { get; init; }

    [JsonIgnore]
    public Id<Person>? PersonId { get; init; }

    [JsonIgnore]
    public Id<Meeting>? MeetingId { get; init; }

    /// <summary>True where the record it is about must not say who caused it: another agency's, which may not know of that agency.</summary>
    [JsonIgnore]
    public bool IsAnonymous { get; init; }
}

/// <summary>One line of history. Append-only: the database refuses UPDATE and DELETE on this table.</summary>
public sealed class RecordEvent
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    private RecordEvent()
    {
    }

    public long Number { get; private init; }

    public Id<Case>? CaseId { get; private init; }

    public Id<Incident>? IncidentId { get; private init; }

    public Id<Person>? PersonId { get; private init; }

    public Id<Meeting>? MeetingId { get; private init; }

    public string Name { get; private init; } = "";

    public Id<StaffMember> ByStaffId { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string Details { get; private init; } = "{}";

    public static RecordEvent From(Happened happened, Actor by, DateTimeOffset now) => new()
    {
        CaseId = happened.CaseId,
        IncidentId = happened.IncidentId,
        PersonId = happened.PersonId,
        MeetingId = happened.MeetingId,
        Name = happened.GetType().Name,
        ByStaffId = happened.IsAnonymous ? Actor.System.StaffId : by.StaffId,
        ByAgencyId = happened.IsAnonymous ? Actor.System.AgencyId : by.AgencyId,
        At = now,
        Details = JsonSerializer.Serialize(happened, happened.GetType(), _json),
    };
}
