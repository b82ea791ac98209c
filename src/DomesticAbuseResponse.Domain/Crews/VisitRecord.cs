using System.Globalization;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Domain.Crews;

public enum VisitMode
{
    Phone,
    Visit,
    Both,
}

public enum DashDone
{
    Done,
    Updated,
    NotDone,
}

/// <summary>Whether the victim supports a statement or a prosecution.</summary>
public enum StatementIntention
{
    Supporting,
    Unsure,
    Withdrawn,
}

public enum VisitNeed
{
    Housing,
    Money,
    Health,
    MentalHealth,
    AlcoholOrDrugs,
    Children,
    Immigration,
    Language,
    Work,
    Pets,
    LegalAdvice,
}

/// <summary>What was done at once to make the victim safer.</summary>
public enum SafetyStep
{
    Locks,
    StayWithFamily,
    RefugeOrHotel,
    Transport,
    SexualAssaultReferral,
    InjunctionAdvice,
    ClaresLawTold,
    SafetyPlan,
    PhoneOrAlarm,
}

public enum FollowUpBy
{
    Police,
    SupportService,
    Idva,
}

/// <summary>The parts of the record, in the order in which they are asked.</summary>
public enum VisitSection
{
    Contact,
    Children,
    Wishes,
    Safety,
    Statement,
    Outcome,
}

/// <summary>One field: where it stands and what it takes.</summary>
/// <param name="Choices">What it can be; null for words.</param>
/// <param name="IsBox">One box of several.</param>
public sealed record VisitField(string Code, VisitSection Section, int MaxLength, IReadOnlyList<string>? Choices, bool IsBox = false);

/// <summary>Every field of the record. A code never changes its meaning: old changes are read by it.</summary>
public static class VisitFields
{
    /// <summary>Which form this is. What was typed into an older one is read by the same codes.</summary>
    public const int FormVersion = 1;

    public const int TextMaxLength = 4000;

    public const int LineMaxLength = 500;

    public const string Yes = "yes";

    public const string No = "no";

    private static readonly string[] _yesNo = [Yes, No];

    public static IReadOnlyList<VisitField> All { get; } =
    [
        Choice<VisitMode>(nameof(VisitRecord.Mode), VisitSection.Contact),
        YesNo(nameof(VisitRecord.SafeToTalk), VisitSection.Contact),
        YesNo(nameof(VisitRecord.SeenAlone), VisitSection.Contact),
        Line(nameof(VisitRecord.WhoWasPresent), VisitSection.Contact),
        YesNo(nameof(VisitRecord.ChildrenSeen), VisitSection.Children),
        Text(nameof(VisitRecord.ChildrenWords), VisitSection.Children),
        Text(nameof(VisitRecord.VictimWants), VisitSection.Wishes),
        .. Boxes<VisitNeed>(nameof(VisitRecord.Needs), VisitSection.Wishes),
        Line(nameof(VisitRecord.NeedsNote), VisitSection.Wishes),
        .. Boxes<SafetyStep>(nameof(VisitRecord.Steps), VisitSection.Safety),
        Line(nameof(VisitRecord.StepsNote), VisitSection.Safety),
        Choice<StatementIntention>(nameof(VisitRecord.Statement), VisitSection.Statement),
        Line(nameof(VisitRecord.StatementWhy), VisitSection.Statement),
        Choice<DashDone>(nameof(VisitRecord.Dash), VisitSection.Outcome),
        Choice<EngagementOutcome>(nameof(VisitRecord.Outcome), VisitSection.Outcome),
        Line(nameof(VisitRecord.Because), VisitSection.Outcome),
        .. Boxes<Onward>(nameof(VisitRecord.Onward), VisitSection.Outcome),
        Choice<FollowUpBy>(nameof(VisitRecord.FollowUp), VisitSection.Outcome),
        new(nameof(VisitRecord.FollowUpOn), VisitSection.Outcome, 10, null),
        Line(nameof(VisitRecord.FollowUpWhat), VisitSection.Outcome),
    ];

    private static readonly Dictionary<string, VisitField> _byCode = All.ToDictionary(f => f.Code, StringComparer.Ordinal);

    public static VisitField? Find(string code) => _byCode.GetValueOrDefault(code);

    public static bool IsBox(string code) => Find(code)?.IsBox is true;

    /// <summary>The code of one box: "Needs.Housing".</summary>
    public static string BoxOf(string field, Enum member) => $"{field}.{member}";

    /// <summary>Why this edit cannot be taken, or null when it can. A blank always can.</summary>
    public static Refusal? Check(VisitEdit edit) => (Find(edit.Field), edit.Value) switch
    {
        (null, _) => new("visit.field", "The record has no such field."),
        (_, null) => null,
        ({ Choices: { } choices }, { } value) when !choices.Contains(value) => new("visit.choice", "Choose one of the answers."),
        ({ } field, { } value) when value.Length > field.MaxLength => new("visit.long", $"This must be {field.MaxLength:N0} characters or fewer."),
        ({ Code: nameof(VisitRecord.FollowUpOn) }, { } value) when !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => new("visit.date", "Enter a real date."),
        _ => null,
    };

    private static VisitField Choice<T>(string code, VisitSection section)
        where T : struct, Enum => new(code, section, LineMaxLength, Enum.GetNames<T>());

    private static VisitField YesNo(string code, VisitSection section) => new(code, section, LineMaxLength, _yesNo);

    private static VisitField Line(string code, VisitSection section) => new(code, section, LineMaxLength, null);

    private static VisitField Text(string code, VisitSection section) => new(code, section, TextMaxLength, null);

    private static IEnumerable<VisitField> Boxes<T>(string code, VisitSection section)
        where T : struct, Enum => Enum.GetValues<T>().Select(member => new VisitField(BoxOf(code, member), section, LineMaxLength, [Yes], IsBox: true));
}

/// <summary>The record as all its changes together say it. Anything may be null: a blank means that nobody wrote it down.</summary>
public sealed record VisitRecord
{
    public VisitMode? Mode { get; init; }

    public bool? SafeToTalk { get; init; }

    public bool? SeenAlone { get; init; }

    public string? WhoWasPresent { get; init; }

    public bool? ChildrenSeen { get; init; }

    /// <summary>What the children said, in their own words.</summary>
    public string? ChildrenWords { get; init; }

    public string? VictimWants { get; init; }

    public IReadOnlyList<VisitNeed> Needs { get; init; } = [];

    public string? NeedsNote { get; init; }

    public IReadOnlyList<SafetyStep> Steps { get; init; } = [];

    public string? StepsNote { get; init; }

    public StatementIntention? Statement { get; init; }

    public string? StatementWhy { get; init; }

    public DashDone? Dash { get; init; }

    public EngagementOutcome? Outcome { get; init; }

    /// <summary>Why nobody was spoken with, where that was so.</summary>
    public string? Because { get; init; }

    public IReadOnlyList<Onward> Onward { get; init; } = [];

    public FollowUpBy? FollowUp { get; init; }

    public DateOnly? FollowUpOn { get; init; }

    public string? FollowUpWhat { get; init; }

    /// <summary>How many fields of a section hold something.</summary>
    public IReadOnlyDictionary<VisitSection, int> Filled { get; init; } = new Dictionary<VisitSection, int>();

    /// <summary>What each field holds; those that hold nothing are not there.</summary>
    public static IReadOnlyDictionary<string, string> Held(IEnumerable<VisitChange> changes) =>
        changes.OrderBy(c => c.Number == 0).ThenBy(c => c.Number).GroupBy(c => c.Field).Select(g => g.Last()).Where(c => c.Value is not null).ToDictionary(c => c.Field, c => c.Value!, StringComparer.Ordinal);

    public static VisitRecord Of(IEnumerable<VisitChange> changes)
    {
        var held = Held(changes);
        return new VisitRecord
        {
            Mode = Member<VisitMode>(nameof(Mode)),
            SafeToTalk = YesNo(nameof(SafeToTalk)),
            SeenAlone = YesNo(nameof(SeenAlone)),
            WhoWasPresent = Text(nameof(WhoWasPresent)),
            ChildrenSeen = YesNo(nameof(ChildrenSeen)),
            ChildrenWords = Text(nameof(ChildrenWords)),
            VictimWants = Text(nameof(VictimWants)),
            Needs = Boxes<VisitNeed>(nameof(Needs)),
            NeedsNote = Text(nameof(NeedsNote)),
            Steps = Boxes<SafetyStep>(nameof(Steps)),
            StepsNote = Text(nameof(StepsNote)),
            Statement = Member<StatementIntention>(nameof(Statement)),
            StatementWhy = Text(nameof(StatementWhy)),
            Dash = Member<DashDone>(nameof(Dash)),
            Outcome = Member<EngagementOutcome>(nameof(Outcome)),
            Because = Text(nameof(Because)),
            Onward = Boxes<Onward>(nameof(Onward)),
            FollowUp = Member<FollowUpBy>(nameof(FollowUp)),
            FollowUpOn = DateOnly.TryParseExact(Text(nameof(FollowUpOn)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? on : null,
            FollowUpWhat = Text(nameof(FollowUpWhat)),
            Filled = held.Keys.Select(VisitFields.Find).OfType<VisitField>().GroupBy(f => f.Section).ToDictionary(g => g.Key, g => g.Count()),
        };

        string? Text(string code) => held.GetValueOrDefault(code);
        bool? YesNo(string code) => Text(code) switch { VisitFields.Yes => true, VisitFields.No => false, _ => null };
        T? Member<T>(string code)
            where T : struct, Enum => Enum.TryParse<T>(Text(code), out var member) ? member : null;
        IReadOnlyList<T> Boxes<T>(string code)
            where T : struct, Enum => [.. Enum.GetValues<T>().Where(member => held.ContainsKey(VisitFields.BoxOf(code, member)))];
    }
}
