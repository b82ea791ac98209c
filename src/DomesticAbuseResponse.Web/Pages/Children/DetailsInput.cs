using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>What is typed about a child's school, health and needs.</summary>
public sealed class DetailsInput
{
    /// <summary>The number of what stood on the page when it was opened.</summary>
    public long Seen { get; set; }

    public Education Education { get; set; }

    public Id<School>? SchoolId { get; set; }

    public string? SchoolName { get; set; }

    public Id<LocalAuthority>? AuthorityId { get; set; }

    public string? Gp { get; set; }

    public string? HealthVisitor { get; set; }

    public SchoolConcern Concern { get; set; }

    public string? ConcernWords { get; set; }

    public bool? SpecialNeeds { get; set; }

    public string? Needs { get; set; }

    internal static DetailsInput Of(ChildFacts facts, long seen) => new()
    {
        Seen = seen,
        Education = facts.Education,
        SchoolId = facts.SchoolId,
        SchoolName = facts.SchoolName,
        AuthorityId = facts.AuthorityId,
        Gp = facts.Gp,
        HealthVisitor = facts.HealthVisitor,
        Concern = facts.Concern,
        ConcernWords = facts.ConcernWords,
        SpecialNeeds = facts.SpecialNeeds,
        Needs = facts.Needs,
    };

    internal ChildFacts ToFacts() => new(Education, SchoolId, SchoolName, AuthorityId, Gp, HealthVisitor, SpecialNeeds, Needs, Concern, ConcernWords);

    public sealed class Validator : AbstractValidator<DetailsInput>
    {
        public Validator()
        {
            RuleFor(i => i.SchoolName).AtMost(School.NameMaxLength, "The name");
            RuleFor(i => i.Gp).AtMost(ChildDetails.ShortMaxLength, "The GP");
            RuleFor(i => i.HealthVisitor).AtMost(ChildDetails.ShortMaxLength, "The health visitor");
            RuleFor(i => i.ConcernWords).AtMost(ChildDetails.WordsMaxLength, "Who it is");
            RuleFor(i => i.Needs).AtMost(ChildDetails.WordsMaxLength, "What the child needs");
        }
    }
}
