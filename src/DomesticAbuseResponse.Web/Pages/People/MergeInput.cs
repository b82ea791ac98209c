using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>What is chosen and said when two records are compared.</summary>
public sealed class MergeInput
{
    public MergeSide? Name { get; set; }

    public MergeSide? BornOn { get; set; }

    public MergeSide? Gender { get; set; }

    public MergeSide? DiedOn { get; set; }

    public MergeSide? Interpreter { get; set; }

    public string? Reason { get; set; }

    /// <summary>Why they are two people, or no longer decided to be.</summary>
    public string? ApartReason { get; set; }

    public uint? OneVersion { get; set; }

    public uint? OtherVersion { get; set; }

    public IReadOnlyDictionary<MergeField, MergeSide> Choices
    {
        get
        {
            (MergeField Field, MergeSide? Side)[] chosen =
                [(MergeField.Name, Name), (MergeField.BornOn, BornOn), (MergeField.Gender, Gender), (MergeField.DiedOn, DiedOn), (MergeField.Interpreter, Interpreter)];
            return chosen.Where(c => c.Side is not null).ToDictionary(c => c.Field, c => c.Side!.Value);
        }
    }

    public sealed class Validator : AbstractValidator<MergeInput>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say how you know that this is one person").AtMost(PersonMerge.ReasonMaxLength, "Your reason");
    }
}
