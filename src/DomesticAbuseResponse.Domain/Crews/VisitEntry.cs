using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>What became of something that was entered on a phone.</summary>
public enum EntryState
{
    /// <summary>It stands in the record.</summary>
    Taken,

    /// <summary>The record said the same already.</summary>
    Same,

    /// <summary>The same phone had sent something newer about the same field.</summary>
    Superseded,

    /// <summary>Somebody else wrote something different meanwhile: both wait for a person.</summary>
    Differs,

    /// <summary>It came when the record could no longer be written. It is kept beside it and waits to be seen.</summary>
    Late,

    /// <summary>A person saw both and chose this one.</summary>
    Chosen,

    /// <summary>A person saw both and left the record as it was.</summary>
    Left,
}

/// <summary>One thing entered on a phone, as it is sent.</summary>
/// <param name="Id">Made on the phone: what arrives twice is one.</param>
/// <param name="Device">The store of one browser; a new one after it was wiped.</param>
/// <param name="Order">Rises with each entry of that store.</param>
/// <param name="Field">A field of the record, or a step: "Step.Arrived".</param>
/// <param name="Seen">The number of the newest change of the record that the phone showed.</param>
/// <param name="Form">The version of the form it was typed into.</param>
/// <param name="MadeAt">By the clock of the phone.</param>
public sealed record EntryMade(Guid Id, Guid Device, long Order, string Field, string? Value, long Seen, int Form, DateTimeOffset MadeAt)
{
    public const string StepPrefix = "Step.";

    /// <summary>Where the crew was, in one tap; null for a field.</summary>
    public CrewStepKind? Step => Field.StartsWith(StepPrefix, StringComparison.Ordinal) && Enum.TryParse<CrewStepKind>(Field[StepPrefix.Length..], out var step) && Enum.IsDefined(step) ? step : null;
}

/// <summary>One change of the field an entry is about, in the order of the record.</summary>
/// <param name="Number">0 while the database has not numbered it: it is the newest then.</param>
public sealed record FieldChange(Guid Id, long Number, string? Value);

/// <summary>An entry about the same field that came before.</summary>
public sealed record EntryBefore(Guid Id, Guid Device, long Order);

/// <summary>
/// What becomes of an entry. The order in which entries of one phone arrive makes no difference, nor does how often each does. What somebody else wrote, and the
/// phone did not show, is never written over: both wait for a person (T23).
/// </summary>
public static class EntryMerge
{
    /// <param name="changes">Of this field alone, oldest first.</param>
    /// <param name="before">Entries about this field that were received before, without this one.</param>
    public static EntryState Of(IReadOnlyList<FieldChange> changes, IReadOnlyCollection<EntryBefore> before, EntryMade made)
    {
        HashSet<Guid> own = [.. before.Where(e => e.Device == made.Device).Select(e => e.Id)];
        if (before.Any(e => e.Device == made.Device && e.Order > made.Order))
        {
            return EntryState.Superseded;
        }

        var now = changes is [.., var last] ? last.Value : null;
        var shown = changes.LastOrDefault(c => (c.Number > 0 && c.Number <= made.Seen) || own.Contains(c.Id))?.Value;
        return made.Value == now ? EntryState.Same : now == shown ? EntryState.Taken : EntryState.Differs;
    }
}

/// <summary>Something that was entered on a phone and has arrived. None is ever taken out.</summary>
public sealed class VisitEntry
{
    public const int FieldMaxLength = 60;

    /// <summary>More than any field takes, so that what is too long for one is kept all the same.</summary>
    public const int ValueMaxLength = 20_000;

    private VisitEntry()
    {
    }

    public VisitEntry(VisitPack pack, Id<CrewTask> task, EntryMade made, EntryState state, string? because, DateTimeOffset now) =>
        (Id, PackId, TaskId, Device, Order, Field, Value, Seen, Form, MadeAt, By, ByAgencyId, ReceivedAt, State, Because) =
        (made.Id, pack.Id, task, made.Device, made.Order, made.Field, made.Value, made.Seen, made.Form, made.MadeAt, pack.StaffId, pack.AgencyId, now, state, because);

    public Guid Id { get; private init; }

    public Id<VisitPack> PackId { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public Guid Device { get; private init; }

    public long Order { get; private init; }

    public string Field { get; private init; } = "";

    public string? Value { get; private init; }

    public long Seen { get; private init; }

    public int Form { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    public EntryState State { get; private set; }

    /// <summary>Why it could not be written into the record.</summary>
    public string? Because { get; private init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public Id<StaffMember>? SettledBy { get; private set; }

    public uint Version { get; private init; }

    /// <summary>It waits for a person.</summary>
    public bool Waits => State is EntryState.Differs or EntryState.Late;

    public EntryBefore Before => new(Id, Device, Order);

    /// <summary>The same phone has sent something newer about the field: this one no longer waits.</summary>
    internal void Supersede() => State = State is EntryState.Differs ? EntryState.Superseded : State;

    /// <summary>A person saw it beside what the record says.</summary>
    /// <returns>False where somebody has settled it before.</returns>
    public Result<bool> Settle(Actor by, bool take, DateTimeOffset now)
    {
        if (!Waits)
        {
            return false;
        }

        if (take && State is EntryState.Late)
        {
            return new Refusal("entry.late", "The record was finished before this arrived. It stays beside it.");
        }

        (State, SettledAt, SettledBy) = (take ? EntryState.Chosen : EntryState.Left, now, by.StaffId);
        return true;
    }
}
