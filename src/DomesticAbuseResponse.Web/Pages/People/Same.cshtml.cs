using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>Whether another record is of the same person: who may be, who was decided not to be, and what was merged.</summary>
[Authorize(Policies.EditPeople)]
public sealed class SameModel(SamePeople same) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public SamePeople.View View { get; private set; } = null!;

    public string? Done { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await same.ReadAsync(User.ToActor(), Id, ct);
        Done = done switch
        {
            "apart" => "It has been remembered that these are two people.",
            "together" => "The decision has been taken back.",
            _ => null,
        };
    }

    public static string What(MergeState state) => state switch
    {
        MergeState.Asked => "Waits for a second person",
        MergeState.Done => "Merged",
        MergeState.Undone => "Merged and undone",
        _ => "Not merged",
    };
}
