using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>The fields of a visit as its pages bind them; each page shows those of one section.</summary>
public sealed class VisitInput
{
    public VisitMode? Mode { get; set; }

    public bool? SafeToTalk { get; set; }

    public bool? SeenAlone { get; set; }

    public string? WhoWasPresent { get; set; }

    public bool? ChildrenSeen { get; set; }

    public string? ChildrenWords { get; set; }

    public string? VictimWants { get; set; }

    public List<VisitNeed> Needs { get; set; } = [];

    public string? NeedsNote { get; set; }

    public List<SafetyStep> Steps { get; set; } = [];

    public string? StepsNote { get; set; }

    public StatementIntention? Statement { get; set; }

    public string? StatementWhy { get; set; }

    public DashDone? Dash { get; set; }

    public EngagementOutcome? Outcome { get; set; }

    public string? Because { get; set; }

    public List<Onward> Onward { get; set; } = [];

    public FollowUpBy? FollowUp { get; set; }

    [Display(Name = "Day of the follow-up")]
    public DateOnly? FollowUpOn { get; set; }

    public string? FollowUpWhat { get; set; }

    /// <summary>The number of the newest change the page showed, alone in the list: it goes along when both versions are shown, and is no field of theirs.</summary>
    public List<long> Seen { get; set; } = [];

    public static VisitInput Of(VisitRecord record, long last) => new()
    {
        Mode = record.Mode,
        SafeToTalk = record.SafeToTalk,
        SeenAlone = record.SeenAlone,
        WhoWasPresent = record.WhoWasPresent,
        ChildrenSeen = record.ChildrenSeen,
        ChildrenWords = record.ChildrenWords,
        VictimWants = record.VictimWants,
        Needs = [.. record.Needs],
        NeedsNote = record.NeedsNote,
        Steps = [.. record.Steps],
        StepsNote = record.StepsNote,
        Statement = record.Statement,
        StatementWhy = record.StatementWhy,
        Dash = record.Dash,
        Outcome = record.Outcome,
        Because = record.Because,
        Onward = [.. record.Onward],
        FollowUp = record.FollowUp,
        FollowUpOn = record.FollowUpOn,
        FollowUpWhat = record.FollowUpWhat,
        Seen = [last],
    };

    /// <summary>What stands in the form, as a record would say it.</summary>
    public VisitRecord ToRecord() => new()
    {
        Mode = Mode,
        SafeToTalk = SafeToTalk,
        SeenAlone = SeenAlone,
        WhoWasPresent = WhoWasPresent,
        ChildrenSeen = ChildrenSeen,
        ChildrenWords = ChildrenWords,
        VictimWants = VictimWants,
        Needs = Needs,
        NeedsNote = NeedsNote,
        Steps = Steps,
        StepsNote = StepsNote,
        Statement = Statement,
        StatementWhy = StatementWhy,
        Dash = Dash,
        Outcome = Outcome,
        Because = Because,
        Onward = Onward,
        FollowUp = FollowUp,
        FollowUpOn = FollowUpOn,
        FollowUpWhat = FollowUpWhat,
    };

    /// <summary>Every field of a section as an edit. The form's key names each, so that a form sent twice is one set of edits.</summary>
    public IReadOnlyList<VisitEdit> ToEdits(VisitSection section, string? key, DateTimeOffset now) =>
        [.. VisitFields.All.Where(f => f.Section == section).Select(f => new VisitEdit(IdOf(key, f.Code, now), f.Code, ValueOf(f), now))];

    private static Guid IdOf(string? key, string field, DateTimeOffset now) =>
        key is null ? Guid.CreateVersion7(now) : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {field}")).AsSpan(0, 16));

    private string? ValueOf(VisitField field) => field.Code.Split('.') is [var list, var member]
        ? Ticked(list).Contains(member) ? VisitFields.Yes : null
        : GetType().GetProperty(field.Code)!.GetValue(this) switch
        {
            null => null,
            bool yes => yes ? VisitFields.Yes : VisitFields.No,
            DateOnly on => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum choice => choice.ToString(),
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => text.ReplaceLineEndings("\n").Trim(),
            var other => throw new InvalidOperationException($"{other.GetType()} is no field of a visit."),
        };

    private IEnumerable<string> Ticked(string list) => list switch
    {
        nameof(Needs) => Needs.Select(n => n.ToString()),
        nameof(Steps) => Steps.Select(n => n.ToString()),
        _ => Onward.Select(n => n.ToString()),
    };

    public sealed class Validator : AbstractValidator<VisitInput>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(i => i.WhoWasPresent).AtMost(VisitFields.LineMaxLength, "Who was present");
            RuleFor(i => i.ChildrenWords).AtMost(VisitFields.TextMaxLength, "The children’s words");
            RuleFor(i => i.VictimWants).AtMost(VisitFields.TextMaxLength, "What is wanted");
            RuleFor(i => i.NeedsNote).AtMost(VisitFields.LineMaxLength, "Other needs");
            RuleFor(i => i.StepsNote).AtMost(VisitFields.LineMaxLength, "The note on safety steps");
            RuleFor(i => i.StatementWhy).AtMost(VisitFields.LineMaxLength, "The reason");
            RuleFor(i => i.Because).AtMost(VisitFields.LineMaxLength, "The reason");
            RuleFor(i => i.FollowUpWhat).AtMost(VisitFields.LineMaxLength, "What is to be followed up");
            RuleFor(i => i).Custom((i, context) =>
            {
                if (VisitFollowUp.Check(i.FollowUp, i.FollowUpOn, UkTime.DateOf(clock.GetUtcNow())) is { } refusal)
                {
                    context.AddFailure(refusal.Code is "visit.follow-up-who" ? nameof(FollowUp) : nameof(FollowUpOn), refusal.Message);
                }
            });
        }
    }
}
