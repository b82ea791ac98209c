using System.Globalization;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>The matrix of one child: signs on its scales, what protects, and the level with its reasons (R1.27). Nothing here is a grade.</summary>
[Authorize(Policies.AssessRisk)]
public sealed class ChildModel(ChildMatrix matrix, SaveChildMatrix save) : PageModel
{
    public const int TextMaxLength = 8000;

    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ChildMatrix.View View { get; private set; } = null!;

    public bool Saved { get; private set; }

    /// <summary>The boxes of one list on one scale: its indicators, or one box where the definition has no wording.</summary>
    public static IEnumerable<(string Value, string Label)> SignsOf(Scale scale, ScaleList list)
    {
        var worded = scale.Indicators.Select((indicator, index) => (indicator, index)).Where(i => i.indicator.List == list.Key).ToList();
        return worded.Count == 0
            ? [(Write(new ChildSign(scale.Number, list.Key)), list.Protective ? "Something protects the child on this scale" : "Signs of this kind are present")]
            : worded.Select(i => (Write(new ChildSign(scale.Number, list.Key, i.index)), i.indicator.Text));
    }

    public string Words(ChildSign sign)
    {
        var matrix = View.Instrument.Matrix!;
        var list = matrix.Lists.First(l => l.Key == sign.List).Title;
        return sign.Indicator is { } index ? $"{list}: {matrix.Scales.First(s => s.Number == sign.Scale).Indicators[index].Text}" : list;
    }

    public async Task OnGetAsync(bool saved, CancellationToken ct)
    {
        (View, Saved) = (await matrix.ReadAsync(User.ToActor(), Id, ct), saved);
        var held = View.Findings;
        Input = new InputModel { SpecialNeeds = held.SpecialNeeds, Signs = [.. held.Signs.Select(Write)], Notes = held.Notes, Protection = held.Protection, MovesUp = held.MovesUp };
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync(finish: false, ct);

    public Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => SaveAsync(finish: true, ct);

    private async Task<IActionResult> SaveAsync(bool finish, CancellationToken ct)
    {
        if (Input.Notes?.Length > TextMaxLength || Input.Protection?.Length > TextMaxLength)
        {
            ModelState.AddModelError(Input.Notes?.Length > TextMaxLength ? "Input.Notes" : "Input.Protection", $"This must be {TextMaxLength:N0} characters or fewer");
        }

        var saved = ModelState.IsValid ? await save.HandleAsync(User.ToActor(), new(Id, Input.ToFindings(), finish), ct) : default;
        if (ModelState.IsValid && saved.Refusal is null)
        {
            return RedirectToPage(new { Id, saved = finish ? (bool?)null : true });
        }

        View = await matrix.ReadAsync(User.ToActor(), Id, ct);
        var typed = Input.ToFindings();
        View = View with { Findings = typed with { Signs = [.. typed.Signs.Where(s => new ChildFindings { Signs = [s] }.Check(View.Instrument) is null)] } };
        return saved.Refusal is not { } refusal ? this.PageWithErrors() : this.PageWithError(FieldOf(refusal), refusal);
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "child.needs" => "Input.SpecialNeeds",
        "child.moves-up" => "Input.MovesUp",
        "child.protection" => "Input.Protection",
        "child.sign-unknown" => "",
        _ => "Input.Notes",
    };

    private static string Write(ChildSign sign) => string.Create(CultureInfo.InvariantCulture, $"{sign.Scale}-{sign.List}{(sign.Indicator is { } i ? $"-{i}" : "")}");

    public sealed class InputModel
    {
        public bool? SpecialNeeds { get; set; }

        public List<string> Signs { get; set; } = [];

        public string? Notes { get; set; }

        public string? Protection { get; set; }

        public bool? MovesUp { get; set; }

        public ChildFindings ToFindings() => new()
        {
            SpecialNeeds = SpecialNeeds,
            Signs = [.. Signs.Distinct().Select(Read).OfType<ChildSign>()],
            Notes = Notes?.Trim(),
            Protection = Protection?.Trim(),
            MovesUp = MovesUp,
        };

        private static ChildSign? Read(string written) => written.Split('-') is [var scale, var list, .. var rest] && int.TryParse(scale, CultureInfo.InvariantCulture, out var number)
            ? new ChildSign(number, list, rest is [var index] && int.TryParse(index, CultureInfo.InvariantCulture, out var at) ? at : null)
            : null;
    }
}
