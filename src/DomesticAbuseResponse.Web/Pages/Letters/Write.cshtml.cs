using System.Globalization;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Letters;
using DomesticAbuseResponse.Domain.Outgoing;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Letters;

/// <summary>Where a letter is put together (R3.7): which letter, how it reaches its reader, what is added, and line by line what it would tell.</summary>
[Authorize(Policies.WorkCases)]
public sealed class WriteModel(LetterDesk desk, MakeLetter make, LetterWords words, DisplayNames names, IValidator<WriteInput> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    /// <summary>Which letter, with its language: "crime-confirmation.en".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Letter { get; set; }

    [BindProperty]
    public WriteInput Input { get; set; } = new();

    public LetterDesk.View View { get; private set; } = null!;

    public LetterTemplate? Template { get; private set; }

    /// <summary>What the letter would be; null until somebody asks to see it.</summary>
    public LetterDesk.Proof? Preview { get; private set; }

    public bool IsForVictim => Template?.Reader is OutgoingReader.Victim;

    public IReadOnlyList<Choice> Letters => [.. View.Templates.Select(t => new Choice($"{t.Code}.{t.Language}", t.Name, $"{words.Of(t.Reader)}{(t.Language == "cy" ? ", in Welsh" : "")}"))];

    public IReadOnlyList<Choice> Ways => [.. View.Ways.Select(w => new Choice(w.Number.ToString(CultureInfo.InvariantCulture), names.Of(w.Channel), $"{w.Reason} Asked on {DisplayNames.Instant(w.CheckedAt)}."))];

    public IReadOnlyList<Choice> Incidents => [.. View.Incidents.Select(i => new Choice($"{i.Id}", $"{i.Reference}, reported {DisplayNames.LongInstant(i.ReportedAt)}"))];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var proof = await desk.ProveAsync(User.ToActor(), Id, Draft(), ct);
        Preview = proof.Match(p => (LetterDesk.Proof?)p, _ => null);
        return proof.Refusal is { } refusal ? Refused(refusal) : Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var made = await make.HandleAsync(User.ToActor(), new(Id, Draft()), ct);
        if (made.Refusal is { } refusal)
        {
            if (refusal.Code == "letter.found")
            {
                Preview = (await desk.ProveAsync(User.ToActor(), Id, Draft(), ct)).Match(p => (LetterDesk.Proof?)p, _ => null);
            }

            return Refused(refusal);
        }

        return RedirectToPage("/Letters/One", new { Id, number = made.Match(n => n, _ => 0) });
    }

    private IActionResult Refused(Refusal refusal) => refusal.Code switch
    {
        "letter.template" => this.PageWithError(nameof(Letter), refusal),
        "letter.way" or "letter.no-way" or "letter.shared" or "letter.former" when View.Ways.Count > 0 => this.PageWithError("Input.Way", refusal),
        "letter.name" => this.PageWithError("Input.Name", refusal),
        "letter.organisation" => this.PageWithError("Input.Organisation", refusal),
        "letter.incident" => this.PageWithError("Input.Incident", refusal),
        "letter.home" => this.PageWithError("Input.Address", refusal),
        "letter.words" or "letter.found" => this.PageWithError("Input.Words", refusal),
        _ => this.PageRefused(refusal),
    };

    private LetterDraft Draft() => new(Template?.Code, Template?.Language, Input.Way, Input.Name, Input.Organisation, Input.Address, Input.Words, Input.Incident);

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await desk.ReadAsync(User.ToActor(), Id, ct);
        Template = Letter?.Split('.') is [var code, var language] ? View.Find(code, language) : null;
    }
}
