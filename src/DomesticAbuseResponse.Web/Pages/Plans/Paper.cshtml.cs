using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>Where the copy for the victim is put together: which lines, what in them could give somebody away, and exactly what the paper would say.</summary>
[Authorize(Policies.WorkCases)]
public sealed class PaperModel(PaperDesk desk, MakePaper make, PlanWords words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PaperDesk.View View { get; private set; } = null!;

    /// <summary>What the paper would say; null until somebody asks to see it.</summary>
    public PaperSheet? Preview { get; private set; }

    public IReadOnlyList<Choice> Languages => [.. PaperWords.All.Select(w => new Choice(w.Language, w.Name))];

    public IReadOnlyList<Choice> Lines => [.. View.Lines.Where(l => !l.Stops).Select(l => new Choice(Value(l.Number), l.Words, words.SectionOf(l.Section)))];

    /// <summary>Lines in which something was found that may be chosen all the same.</summary>
    public IReadOnlyList<Choice> Telling => [.. View.Lines.Where(l => !l.Stops && l.Findings.Count > 0).Select(l => new Choice(Value(l.Number), l.Words, $"Found: {Found(l)}"))];

    public IReadOnlyList<PaperDesk.Line> Stopped => [.. View.Lines.Where(l => l.Stops)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Language = PaperWords.All[0].Language;
        Input.Lines = [.. View.Lines.Where(l => l is { IsChosen: true, IsOpen: true, Stops: false }).Select(l => l.Number)];
        Input.WithDays = true;
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (PaperWords.Find(Input.Language) is not { } language)
        {
            return this.PageWithError("Input.Language", new Refusal("paper.language", "Choose the language"));
        }

        if (!View.Lines.Any(l => Input.Lines.Contains(l.Number)))
        {
            return this.PageWithError("Input.Lines", new Refusal("paper.lines", "Choose at least one line"));
        }

        Preview = View.SheetOf(Input.Lines, language, Input.WithDays);
        return Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var made = await make.HandleAsync(User.ToActor(), new(Id, Input.Language ?? "", Input.Lines, Input.AllTheSame, Input.WithDays), ct);
        if (made.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code switch
            {
                "paper.language" => this.PageWithError("Input.Language", refusal),
                "paper.lines" or "paper.stopped" => this.PageWithError("Input.Lines", refusal),
                "paper.telling" => this.PageWithError("Input.AllTheSame", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Plans/Copy", new { Id, copy = made.Match(n => n, _ => 0) });
    }

    private static string Value(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Found(PaperDesk.Line line) => string.Join("; ", line.Findings.Select(words.FindingOf));

    private async Task LoadAsync(CancellationToken ct) => View = await desk.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Language { get; set; }

        public List<int> Lines { get; set; } = [];

        public bool WithDays { get; set; }

        /// <summary>Lines that are chosen in the knowledge of what was found in them.</summary>
        public List<int> AllTheSame { get; set; } = [];
    }
}
