using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Teams;

/// <summary>The teams of an administrator's own agency: made and ended here, filled on the pages of the staff.</summary>
[Authorize(Policies.ManageStaff)]
public sealed class IndexModel(TeamList list, MakeTeam make, EndTeam end, IValidator<IndexModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<TeamList.Row> Teams { get; private set; } = [];

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Teams = await list.ReadAsync(User.ToActor(), ct);
        Notice = done switch
        {
            "made" => "The team has been made.",
            "ended" => "The team has ended.",
            _ => null,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Teams = await list.ReadAsync(User.ToActor(), ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var made = await make.HandleAsync(User.ToActor(), new(Input.Name!), ct);
        return made.Match<IActionResult>(_ => Redirect("/admin/teams?done=made"), refusal => this.PageWithError("Input.Name", refusal));
    }

    public async Task<IActionResult> OnPostEndAsync(Id<Team> team, CancellationToken ct)
    {
        await end.HandleAsync(User.ToActor(), new(team), ct);
        return Redirect("/admin/teams?done=ended");
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Name).NotEmpty().WithMessage("Enter the name of the team").AtMost(Team.NameMaxLength, "Name");
    }
}
