using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Letters;

public enum LetterStatus
{
    /// <summary>Fixed, and not yet sent or handed over.</summary>
    Waiting,
    Sent,

    /// <summary>Nobody may send it any more.</summary>
    Cancelled,
}

/// <summary>A letter as it was made: its words never change afterwards, and its hash says so. It is the receipt of what left (R3.7).</summary>
public sealed class Letter
{
    public const int BlockMaxLength = 600;
    public const int TextMaxLength = 12000;
    public const int WordsMaxLength = 4000;
    public const int ReasonMaxLength = 300;
    public const int NameMaxLength = 120;
    public const int PlaceMaxLength = 300;

    private Letter()
    {
    }

    public Id<Letter> Id { get; private init; }

    public Id<Case> CaseId { get; private init; }

    /// <summary>From 1 in its case.</summary>
    public int Number { get; private init; }

    /// <summary>Whose letter it is: nobody else reads it (R6.12).</summary>
    public Id<Agency> AgencyId { get; private init; }

    public string TemplateCode { get; private init; } = "";

    /// <summary>Of the letters it was made after.</summary>
    public string TemplateVersion { get; private init; } = "";

    public string Language { get; private init; } = "";

    public OutgoingReader Reader { get; private init; }

    /// <summary>By post, by e-mail, or handed over.</summary>
    public ContactChannel Channel { get; private init; }

    /// <summary>The entry of the victim's safe-contact card it goes by; null for other readers.</summary>
    public long? Way { get; private init; }

    /// <summary>Name and address as on the envelope. The victim's leaves by the address door alone (R6.11).</summary>
    public string Block { get; private init; } = "";

    /// <summary>Every word but the block.</summary>
    public string Text { get; private init; } = "";

    /// <summary>SHA-256 of block and text.</summary>
    public byte[] Hash { get; private init; } = [];

    /// <summary>What was on record of the places of the people concerned when it was made, as one value: another one cancels it.</summary>
    public byte[] Places { get; private init; } = [];

    public Id<StaffMember> MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public LetterStatus Status { get; private set; }

    /// <summary>The London day on which it left.</summary>
    public DateOnly? SentOn { get; private set; }

    public Id<StaffMember>? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Why it was cancelled; of one that left, what was changed after it was made.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <param name="case">Whose letter.</param>
    /// <param name="number">Its place among the letters of the case.</param>
    /// <param name="template">After which it is made, with the version of the letters.</param>
    /// <param name="to">How it goes, by which entry of the card, and what stands on the envelope.</param>
    /// <param name="text">Every word but the block.</param>
    /// <param name="places">What is on record of places now (<see cref="PlacesOf"/>).</param>
    public static Letter Make(
        Id<Case> @case, int number, (LetterTemplate Template, string Version) template, (ContactChannel Channel, long? Way, string Block) to, string text, byte[] places, Actor by, DateTimeOffset now) => new()
        {
            Id = Id<Letter>.New(now),
            CaseId = @case,
            Number = number,
            AgencyId = by.AgencyId,
            TemplateCode = template.Template.Code,
            TemplateVersion = template.Version,
            Language = template.Template.Language,
            Reader = template.Template.Reader,
            Channel = to.Channel,
            Way = to.Way,
            Block = to.Block,
            Text = text,
            Hash = HashOf(to.Block, text),
            Places = places,
            MadeBy = by.StaffId,
            MadeAt = now,
            ChangedAt = now,
        };

    /// <summary>Whether it is still, word for word, what was made.</summary>
    public bool IsAsMade => CryptographicOperations.FixedTimeEquals(Hash, HashOf(Block, Text));

    /// <summary>What is on record of the places of the victim and of whoever does harm, as one value.</summary>
    public static byte[] PlacesOf(IEnumerable<LinkedPerson> people) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', people.Where(p => p.As is not LinkedAs.Other)
        .SelectMany(p => p.Addresses.Select(a => $"{p.As}|{a.Address.Lines}|{a.Address.Postcode}|{a.IsProtected}|{a.HasEnded}").Concat(p.Ways.Select(w => $"{p.As}|{w.Channel}|{w.Value}|{w.Safety}"))).Order(StringComparer.Ordinal))));

    /// <summary>Whether it may have left: it waits, or a change cancelled it while it may have been under way.</summary>
    public bool MayHaveLeft => Status is LetterStatus.Waiting || IsCancelledByChange;

    /// <summary>It left, and an address or safe contact of somebody it concerns was changed after it was made.</summary>
    public bool IsAtChangedPlace => Status is LetterStatus.Sent && Reason is not null;

    private bool IsCancelledByChange => Status is LetterStatus.Cancelled && SettledBy is null;

    /// <summary>It left. What has left is recorded, whatever has changed since; so is one that a change cancelled on that day or later.</summary>
    /// <param name="on">The London day on which it left.</param>
    /// <param name="changed">What was changed after it was made; null where nothing was.</param>
    public Result<Letter> Send(DateOnly on, string? changed, Actor by, DateTimeOffset now)
    {
        if (!MayHaveLeft)
        {
            return Settled();
        }

        if (on > UkTime.DateOf(now) || on < UkTime.DateOf(MadeAt))
        {
            return new Refusal("letter.day", on > UkTime.DateOf(now) ? "The day must be today or earlier" : "The day must not be before the letter was made");
        }

        if (IsCancelledByChange && SettledAt is { } cancelled && on > UkTime.DateOf(cancelled))
        {
            return new Refusal("letter.day", "The day must not be after the letter was cancelled");
        }

        (Status, SentOn, Reason, SettledBy, SettledAt, ChangedAt) = (LetterStatus.Sent, on, Reason ?? changed, by.StaffId, now, now);
        return this;
    }

    /// <summary>It is not to leave.</summary>
    /// <param name="by">Who said so; null where an address was changed.</param>
    public Result<Letter> Cancel(string? reason, Actor? by, DateTimeOffset now)
    {
        if (Status is not LetterStatus.Waiting)
        {
            return Settled();
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("letter.reason", "Say why it is not sent");
        }

        (Status, Reason, SettledBy, SettledAt, ChangedAt) = (LetterStatus.Cancelled, reason.Trim(), by?.StaffId, now, now);
        return this;
    }

    private Refusal Settled() => new("letter.settled", Status is LetterStatus.Sent ? "This letter has been sent already." : "This letter was cancelled. Make another one.");

    private static byte[] HashOf(string block, string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{block}\u001e{text}"));
}
