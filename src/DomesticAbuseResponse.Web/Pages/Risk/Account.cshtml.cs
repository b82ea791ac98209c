using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>The passages of text an instrument asks for beside its questions (R1.23).</summary>
[Authorize(Policies.AssessRisk)]
public sealed class AccountModel(AssessmentOverview overview, SaveSection save, TimeProvider clock) : PageModel
{
    public const int TextMaxLength = 8000;

    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public List<Passage> Texts { get; set; } = [];

    public IReadOnlyList<NarrativeSection> Sections { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var answers = await LoadAsync(ct);
        Texts = [.. Sections.Select(s => new Passage { Key = s.Key, Text = answers.Narratives.GetValueOrDefault(s.Key) })];
        return Sections.Count == 0 ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        for (var i = 0; i < Texts.Count; i++)
        {
            if (Texts[i].Text?.Length > TextMaxLength)
            {
                ModelState.AddModelError($"Texts[{i}].Text", $"This must be {TextMaxLength:N0} characters or fewer");
            }
        }

        if (!ModelState.IsValid || Texts.Count != Sections.Count)
        {
            return Texts.Count == Sections.Count ? this.PageWithErrors() : BadRequest();
        }

        var written = Sections.Select(s => (s.Key, Text: Texts.FirstOrDefault(t => t.Key == s.Key)?.Text?.Trim()))
            .Where(t => !string.IsNullOrEmpty(t.Text)).ToDictionary(t => t.Key, t => t.Text!);
        var saved = await save.HandleAsync(User.ToActor(), new SaveSection.Command(Id) { Narratives = written }, ct);
        return saved.Match(_ => RedirectToPage("/Risk/Form", new { Id }), this.PageRefused);
    }

    private async Task<AssessmentAnswers> LoadAsync(CancellationToken ct)
    {
        var answers = (await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct)).Opened.Answers;
        Sections = answers.Instrument.Narratives;
        return answers;
    }

    public sealed class Passage
    {
        public string Key { get; set; } = "";

        public string? Text { get; set; }
    }
}
