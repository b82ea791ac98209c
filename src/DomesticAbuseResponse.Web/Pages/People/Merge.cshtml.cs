using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Two records side by side: they become one, or it is remembered that they are two people.</summary>
[Authorize(Policies.EditPeople)]
public sealed class MergeModel(
    ComparePeople compare, MergePeople merge, HoldApart apart, HoldApartNoLonger together, SamePeople same, DisplayNames names, IValidator<MergeInput> validator) : PageModel
{
    /// <summary>The record that stays.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    /// <summary>The record that goes into it.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Person> Other { get; set; }

    /// <summary>The reader works through the likely pairs, and goes on with the next one.</summary>
    [BindProperty(SupportsGet = true)]
    public bool List { get; set; }

    [BindProperty]
    public MergeInput Input { get; set; } = new();

    public ComparePeople.View View { get; private set; } = null!;

    /// <summary>The decision in force that these are two people.</summary>
    public long? ApartNumber { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var done = await merge.HandleAsync(User.ToActor(), new(Id, Other, Input.OneVersion, Input.OtherVersion, Input.Choices, Input.Reason ?? ""), ct);
        return await done.Match<Task<IActionResult>>(
            outcome => Task.FromResult<IActionResult>(RedirectToPage("/Merges/Merge", new { outcome.Id, list = List ? true : (bool?)null, done = outcome.State is MergeState.Done ? "merged" : "asked" })),
            refusal => AgainAsync(refusal, refusal.Code == "merge.reason" ? "Input.Reason" : null, ct));
    }

    public async Task<IActionResult> OnPostApartAsync(CancellationToken ct)
    {
        var decided = await apart.HandleAsync(User.ToActor(), new(Id, Other, Short(Input.ApartReason)), ct);
        return decided.Refusal is { } refusal ? await AgainAsync(refusal, "Input.ApartReason", ct)
            : List ? RedirectToPage("/Merges/Likely", new { done = "apart" })
            : RedirectToPage("Same", new { Id, done = "apart" });
    }

    public async Task<IActionResult> OnPostTogetherAsync(long number, CancellationToken ct)
    {
        var taken = await together.HandleAsync(User.ToActor(), new(Id, number, Short(Input.ApartReason)), ct);
        return taken.Refusal is { } refusal ? await AgainAsync(refusal, "Input.ApartReason", ct) : RedirectToPage("Same", new { Id, done = "together" });
    }

    public bool Differs(MergeField field) => View.Lines.Any(l => l.Field == field && l.Differs);

    public IReadOnlyList<Choice> Sides(MergeField field)
    {
        var line = View.Lines.Single(l => l.Field == field);
        return [new(nameof(MergeSide.Survivor), line.OfOne ?? ""), new(nameof(MergeSide.Merged), line.OfOther ?? "")];
    }

    public string Label(MergeField field) => field switch { MergeField.BornOn => "Date of birth", MergeField.DiedOn => "Died", _ => names.Of(field) };

    public static string NamesOf(Person person) => person.Names.Count == 0 ? "Not recorded" : string.Join(", ", person.Names.Select(n => n.Full).Distinct());

    public static string AddressesOf(Person person) => person.Addresses.Count == 0 ? "Not recorded"
        : string.Join("; ", person.Addresses.Select(a => a.Visibility is AddressVisibility.Open ? $"{a.Lines} {a.Postcode}".Trim() : "a protected address is held"));

    public string WarningsOf(Person person) =>
        person.Flags.Where(f => f.IsLiveOn(View.Today)).Select(f => f.Kind).Distinct().Order().ToList() is { Count: > 0 } live ? string.Join(", ", live.Select(k => names.Of(k))) : "None";

    private static string Short(string? reason) => reason is { Length: > NotSamePerson.ReasonMaxLength } ? reason[..NotSamePerson.ReasonMaxLength] : reason ?? "";

    private async Task<IActionResult> AgainAsync(Refusal refusal, string? field, CancellationToken ct)
    {
        await LoadAsync(ct);
        return field is null ? this.PageRefused(refusal) : this.PageWithError(field, refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await compare.ReadAsync(User.ToActor(), Id, Other, ct);
        ApartNumber = await same.ApartAsync(Id, Other, ct);
    }
}
