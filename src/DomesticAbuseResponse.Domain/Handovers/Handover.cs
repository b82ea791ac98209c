using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Handovers;

/// <summary>
/// What one shift of a control room hands to the next: drafted by rule, edited by a supervisor, signed, and read by those who come. Once signed it
/// stands as it is. Who may not see a call does not see its line.
/// </summary>
public sealed class Handover
{
    public const int NotesMaxLength = 4000;

    private readonly List<HandoverLine> _lines = [];
    private readonly List<HandoverReceipt> _receipts = [];

    private Handover()
    {
    }

    public Id<Handover> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public Id<StaffMember> StartedBy { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When the rules last looked at what is open.</summary>
    public DateTimeOffset DraftedAt { get; private set; }

    /// <summary>What the supervisor adds in their own words, about no single call.</summary>
    public string? Notes { get; private set; }

    public Id<StaffMember>? SignedBy { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyCollection<HandoverLine> Lines => _lines;

    public IReadOnlyCollection<HandoverReceipt> Receipts => _receipts;

    public static Handover Start(Actor by, IReadOnlyList<DraftedLine> drafted, DateTimeOffset now)
    {
        var handover = new Handover { Id = Id<Handover>.New(now), AgencyId = by.AgencyId, StartedBy = by.StaffId, StartedAt = now, DraftedAt = now, ChangedAt = now };
        handover._lines.AddRange(drafted.Select(d => new HandoverLine(handover.Id, d)));
        return handover;
    }

    /// <summary>Looks anew at what is open. What the supervisor wrote stays; a line that holds no longer goes, unless something was written to it.</summary>
    public Result<Handover> Redraft(IReadOnlyList<DraftedLine> drafted, DateTimeOffset now)
    {
        if (SignedAt is not null)
        {
            return Signed();
        }

        foreach (var line in _lines)
        {
            line.Look(drafted.FirstOrDefault(line.IsAbout));
        }

        _lines.RemoveAll(l => l.IsOver && l.Note is null);
        _lines.AddRange(drafted.Where(d => !_lines.Exists(l => l.IsAbout(d))).Select(d => new HandoverLine(Id, d)));
        (DraftedAt, ChangedAt) = (now, now);
        return this;
    }

    /// <summary>What the supervisor writes to a line, and whether it is left out of what is handed over, with what stood there when they began.</summary>
    public sealed record LineEdit(long Number, string? Note, bool IsLeftOut, string? WasNote = null, bool WasLeftOut = false);

    public Result<Handover> Edit(string? notes, IEnumerable<LineEdit> edits, DateTimeOffset now)
    {
        if (SignedAt is not null)
        {
            return Signed();
        }

        Notes = string.IsNullOrWhiteSpace(notes) ? null : notes.Trim();
        foreach (var edit in edits)
        {
            if (_lines.Find(l => l.Number == edit.Number)?.Edit(edit) is { } refusal)
            {
                return refusal;
            }
        }

        ChangedAt = now;
        return this;
    }

    /// <summary>Signs it: from now on it stands, and waits to be read. What is left out says why.</summary>
    public Result<Handover> Sign(Actor by, DateTimeOffset now)
    {
        if (!by.Has(Role.ControlRoomSupervisor))
        {
            return new Refusal("handover.not-supervisor", "Only a control-room supervisor signs a handover.");
        }

        if (SignedAt is not null)
        {
            return Signed();
        }

        if (_lines.Find(l => l is { IsLeftOut: true, Note: null }) is { } silent)
        {
            return new Refusal("handover.left-out", $"Say why {(silent.Reference.Length > 0 ? silent.Reference : "a line")} is left out.");
        }

        (SignedBy, SignedAt, ChangedAt) = (by.StaffId, now, now);
        return this;
    }

    /// <summary>Somebody of the next shift has read it. Saying so twice changes nothing.</summary>
    public Result<HandoverReceipt> Read(Actor by, DateTimeOffset now)
    {
        if (SignedAt is null)
        {
            return new Refusal("handover.unsigned", "This handover has not been signed yet.");
        }

        if (SignedBy == by.StaffId)
        {
            return new Refusal("handover.own", "You signed this handover yourself: those who come after you say that they have read it.");
        }

        if (_receipts.Find(r => r.StaffId == by.StaffId) is { } before)
        {
            return before;
        }

        var receipt = new HandoverReceipt(Id, by.StaffId, now);
        _receipts.Add(receipt);
        return receipt;
    }

    private static Refusal Signed() => new("handover.signed", "This handover has been signed and can no longer be changed. Draft a new one.");
}

/// <summary>One thing that is handed over: why it stands there, what the rules say of it, and what the supervisor adds.</summary>
public sealed class HandoverLine
{
    public const int NoteMaxLength = 1000;

    private HandoverLine()
    {
    }

    internal HandoverLine(Id<Handover> handoverId, DraftedLine drafted) =>
        (HandoverId, Topic, IncidentId, Reference, Fact) = (handoverId, drafted.Topic, drafted.IncidentId, drafted.Reference, drafted.Fact);

    public long Number { get; private init; }

    public Id<Handover> HandoverId { get; private init; }

    public HandoverTopic Topic { get; private init; }

    /// <summary>The call it is about: who may not see it does not see the line.</summary>
    public Id<Incident>? IncidentId { get; private init; }

    public string Reference { get; private init; } = "";

    public string Fact { get; private set; } = "";

    public string? Note { get; private set; }

    public bool IsLeftOut { get; private set; }

    /// <summary>It held when it was drafted and no longer did when the rules last looked.</summary>
    public bool IsOver { get; private set; }

    public bool IsAbout(DraftedLine drafted) => drafted.Topic == Topic && drafted.IncidentId == IncidentId;

    internal void Look(DraftedLine? drafted) => (IsOver, Fact) = (drafted is null, drafted?.Fact ?? Fact);

    /// <summary>Only what was changed changes. Where somebody else wrote to the line meanwhile, both stand.</summary>
    internal Refusal? Edit(Handover.LineEdit edit)
    {
        var (note, was) = (Tidy(edit.Note), Tidy(edit.WasNote));
        if (note != was)
        {
            var both = Note is null || Note == was || Note == note ? note : note is null ? Note : $"{Note}\n{note}";
            if (both?.Length > NoteMaxLength)
            {
                return new Refusal("handover.both-too-long", $"Somebody else wrote to {(Reference.Length > 0 ? Reference : "the same line")} too, and both together are too long. Shorten what you add.");
            }

            Note = both;
        }

        IsLeftOut = edit.IsLeftOut == edit.WasLeftOut ? IsLeftOut : edit.IsLeftOut;
        return null;
    }

    private static string? Tidy(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim();
}

/// <summary>Who has read a handover, and when.</summary>
public sealed class HandoverReceipt
{
    private HandoverReceipt()
    {
    }

    internal HandoverReceipt(Id<Handover> handoverId, Id<StaffMember> staffId, DateTimeOffset at) => (HandoverId, StaffId, At) = (handoverId, staffId, at);

    public long Number { get; private init; }

    public Id<Handover> HandoverId { get; private init; }

    public Id<StaffMember> StaffId { get; private init; }

    public DateTimeOffset At { get; private init; }
}
