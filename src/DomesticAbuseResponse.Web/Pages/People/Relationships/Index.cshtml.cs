using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Relationships;

/// <summary>How a person stands to others on record, and who lives with them.</summary>
[Authorize(Policies.EditPeople)]
public sealed class IndexModel(
    PersonOverview overview, FindAnyone search, RelatePeople relate, EndRelationship end, JoinHousehold join, LeaveHousehold leave, DisplayNames names) : PageModel
{
    public const string ChildOf = nameof(ChildOf);

    public const string LivesWith = nameof(LivesWith);

    /// <summary>How two people are related, "parent of" read both ways.</summary>
    public static IReadOnlyList<string> Relations { get; } = [.. Enum.GetNames<RelationshipKind>().Where(n => n != nameof(RelationshipKind.HouseholdMember)), ChildOf];

    /// <summary>These, and "lives with", which makes a household.</summary>
    public static IReadOnlyList<string> Ties { get; } = [.. Relations, LivesWith];

    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonOverview.View View { get; private set; } = null!;

    public IReadOnlyList<Choice>? Found { get; private set; }

    public IReadOnlyList<Choice> TieChoices => [.. Ties.Select(t => new Choice(t, t switch
    {
        ChildOf => "Child of",
        LivesWith => "Lives with",
        _ => names.Of(Enum.Parse<RelationshipKind>(t)),
    }))];

    /// <summary>What the choice stands for; null when it is none of <see cref="Relations"/>.</summary>
    public static (RelationshipKind Kind, bool IsReversed)? RelationOf(string? tie) =>
        tie is null || !Relations.Contains(tie) ? null : tie == ChildOf ? (RelationshipKind.ParentOf, true) : (Enum.Parse<RelationshipKind>(tie), false);

    public Task OnGetAsync(CancellationToken ct) => ReadAsync(ct);

    public string Words(PersonOverview.Relative relative) => PersonModel.Words(names, relative.Kind, relative.IsReversed);

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        await FindAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.OtherId is not { } other || Input.Tie is not { } tie || !Ties.Contains(tie))
        {
            ModelState.AddModelError(Input.OtherId is null ? "Input.OtherId" : "Input.Tie", Input.OtherId is null ? "Find the other person and choose them" : "Choose how they stand to each other");
            await ReadAsync(ct);
            await FindAsync(ct);
            return this.PageWithErrors();
        }

        var refusal = RelationOf(tie) is { } relation
            ? (await relate.HandleAsync(User.ToActor(), new(Id, other, relation.Kind, relation.IsReversed), ct)).Refusal
            : (await join.HandleAsync(User.ToActor(), new(Id, other, Input.From), ct)).Refusal;
        if (refusal is null)
        {
            return RedirectToPage("/People/Person", new { Id, done = "saved" });
        }

        await ReadAsync(ct);
        await FindAsync(ct);
        return this.PageRefused(refusal);
    }

    public async Task<IActionResult> OnPostEndAsync(long number, CancellationToken ct)
    {
        await end.HandleAsync(User.ToActor(), new(Id, number), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    public async Task<IActionResult> OnPostLeaveAsync(long number, CancellationToken ct)
    {
        await leave.HandleAsync(User.ToActor(), new(Id, number), ct);
        return RedirectToPage("/People/Person", new { Id, done = "saved" });
    }

    private async Task ReadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    private async Task FindAsync(CancellationToken ct)
    {
        var found = await search.ReadAsync(User.ToActor(), Input.Term, ct);
        Found = [.. found.People.Where(r => r.Id != Id).Select(r => new Choice(r.Id.ToString(), r.Age is { } age ? $"{r.Name}, {(r.AgeIsEstimated ? "about " : "")}{age}" : r.Name, string.Join(" ", r.Findings.Select(SearchWording.Of))))];
    }

    public sealed class InputModel
    {
        public string? Term { get; set; }

        public Id<Person>? OtherId { get; set; }

        public string? Tie { get; set; }

        [Display(Name = "Since")]
        public DateOnly? From { get; set; }
    }
}
