using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Settings;

/// <summary>One local setting: what was decided last, and where a new version of it is put in force.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class OneModel(SettingsDesk desk, ChangeSetting change, IValidator<SettingInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    /// <summary>The MARAC it is decided for.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Marac>? Marac { get; set; }

    [BindProperty]
    public SettingInput Input { get; set; } = new();

    public SettingsDesk.View View { get; private set; } = null!;

    public IReadOnlyList<SettingField> Fields { get; private set; } = [];

    /// <summary>What somebody else decided while this was typed.</summary>
    public IReadOnlyList<SettingChange> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Take(Fields, new Dictionary<string, string?>());
        Input.Begin(View);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var typed = Input.ByKey();
        if (Input.Began != View.Newest.Id)
        {
            return MovedOn(typed);
        }

        Take(typed);
        var (json, problems) = SettingForm.Read(View.Kind, View.Newest.Content, Fields, [.. Input.Values.Select(v => v.Typed)]);
        foreach (var (field, problem) in problems)
        {
            ModelState.AddModelError($"Input.Values[{field}].Typed", problem);
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var adopted = await change.HandleAsync(User.ToActor(), new(Kind, Marac, Input.Began, Input.Name!.Trim(), Input.From!.Value, json), ct);
        if (adopted.Refusal == ChangeSetting.MovedOn)
        {
            await LoadAsync(ct);
            return MovedOn(typed);
        }

        return adopted.Match<IActionResult>(
            _ => Redirect("/admin/settings?done=adopted"),
            refusal => refusal.Code switch
            {
                "policy.version" or "policy.version-taken" => this.PageWithError("Input.Name", refusal),
                "policy.past" or "policy.not-newest" => this.PageWithError("Input.From", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    /// <summary>Nothing is saved: what was typed stands, and what somebody else decided beside it.</summary>
    private IActionResult MovedOn(IReadOnlyDictionary<string, string?> typed)
    {
        ModelState.Clear();
        var began = View.Versions.FirstOrDefault(v => v.Id == Input.Began) is { } version ? SettingForm.Of(View.Kind, version.Content) : [];
        (var values, Changes) = SettingForm.Over(began, Fields, typed);
        Take(values);
        Input.Begin(View);
        return this.PageRefused(ChangeSetting.MovedOn);
    }

    /// <summary>What was typed stands in the order of the fields, and not in the one it was sent in.</summary>
    private void Take(IReadOnlyDictionary<string, string?> typed)
    {
        ModelState.Where(m => m.Key.StartsWith("Input.Values", StringComparison.Ordinal)).Select(m => m.Key).ToList().ForEach(key => ModelState.Remove(key));
        Input.Take(Fields, typed);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (Kind == PolicyKinds.Definitions.Code)
        {
            throw new RecordNotFoundException(); // they have pages of their own
        }

        View = await desk.OneAsync(User.ToActor(), Kind, Marac, ct);
        Fields = SettingForm.Of(View.Kind, View.Newest.Content);
    }
}
