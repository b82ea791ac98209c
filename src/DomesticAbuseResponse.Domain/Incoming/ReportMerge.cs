using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>What of an incident another system speaks of too.</summary>
public sealed record ReportedFacts(Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId)
{
    public static ReportedFacts Of(ReportReading reading) => new(reading.Call, reading.Grade, reading.UnitId);

    /// <summary>Whether the field is one of these facts, and not of a person or of times.</summary>
    public static bool Has(SentField field) => ReportMerge.Knows(field);

    public static ReportedFacts Of(Incident incident) => new(incident.Call, incident.Grade, incident.UnitId);
}

/// <summary>The facts as they come out, which of them changed, and those that both sides had changed.</summary>
public sealed record MergedFacts(ReportedFacts Facts, IReadOnlyList<SentField> Changed, IReadOnlyList<SentField> Conflicts);

/// <summary>
/// Takes over what another system changed since its last message, field by field. What somebody here has changed meanwhile stays, and a person is
/// asked. First words are written down once and never changed.
/// </summary>
public static class ReportMerge
{
    private sealed record Part(SentField Field, Func<ReportedFacts, object?> Get, Func<ReportedFacts, ReportedFacts, ReportedFacts> Take);

    private static readonly Part[] _parts =
    [
        OfCall(SentField.Source, c => c.Source, (c, f) => c with { Source = f.Source }),
        OfCall(SentField.Silence, c => c.Silence, (c, f) => c with { Silence = f.Silence }),
        OfCall(SentField.SilentSolution, c => c.SilentSolution, (c, f) => c with { SilentSolution = f.SilentSolution }),
        OfCall(SentField.CallerName, c => c.CallerName, (c, f) => c with { CallerName = f.CallerName }),
        OfCall(SentField.CallerPhone, c => c.CallerPhone, (c, f) => c with { CallerPhone = f.CallerPhone, CallerPhoneE164 = f.CallerPhoneE164 }),
        OfCall(SentField.Location, c => c.Location, (c, f) => c with { Location = f.Location }),
        OfCall(SentField.Postcode, c => c.Postcode, (c, f) => c with { Postcode = f.Postcode }),
        OfCall(SentField.WhatHappened, c => c.WhatHappened, (c, f) => c with { WhatHappened = f.WhatHappened }),
        OfCall(SentField.Fear, c => c.Fear, (c, f) => c with { Fear = f.Fear }),
        OfCall(SentField.Injuries, c => c.Injuries, (c, f) => c with { Injuries = f.Injuries }),
        OfCall(SentField.Weapons, c => c.Weapons, (c, f) => c with { Weapons = f.Weapons }),
        OfCall(SentField.ChildrenPresent, c => c.ChildrenPresent, (c, f) => c with { ChildrenPresent = f.ChildrenPresent }),
        OfCall(SentField.IsCrime, c => c.IsCrime, (c, f) => c with { IsCrime = f.IsCrime }),
        OfCall(SentField.HappenedOn, c => c.HappenedOn, (c, f) => c with { HappenedOn = f.HappenedOn }),
        new(SentField.Grade, f => f.Grade, (facts, from) => facts with { Grade = from.Grade }),
        new(SentField.Unit, f => f.UnitId, (facts, from) => facts with { UnitId = from.UnitId }),
    ];

    /// <param name="here">The incident as it is.</param>
    /// <param name="before">The other system's last message.</param>
    /// <param name="after">Its message now.</param>
    public static MergedFacts Merge(ReportedFacts here, ReportedFacts before, ReportedFacts after)
    {
        List<SentField> changed = [], conflicts = [];
        var merged = here;
        foreach (var part in _parts.Where(p => !Equals(p.Get(before), p.Get(after)) && !Equals(p.Get(here), p.Get(after))))
        {
            if (Equals(part.Get(here), part.Get(before)) || part.Get(here) is null)
            {
                merged = part.Take(merged, after);
                changed.Add(part.Field);
            }
            else
            {
                conflicts.Add(part.Field);
            }
        }

        return new(merged, changed, conflicts);
    }

    /// <summary>One field as the other system says it, because a person decided so.</summary>
    public static ReportedFacts Take(ReportedFacts here, ReportedFacts sent, SentField field) =>
        Array.Find(_parts, p => p.Field == field) is { } part ? part.Take(here, sent) : here;

    internal static bool Knows(SentField field) => Array.Exists(_parts, p => p.Field == field);

    private static Part OfCall(SentField field, Func<Call, object?> get, Func<Call, Call, Call> take) =>
        new(field, f => get(f.Call), (facts, from) => facts with { Call = take(facts.Call, from.Call) });
}
