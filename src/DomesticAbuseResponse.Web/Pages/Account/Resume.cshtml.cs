using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>A form whose session had died, shown to its author to be sent again. Anyone else's is not there.</summary>
[Authorize(Policies.UseOwnAccount)]
public sealed class ResumeModel(KeptForms forms, AuthorMark marks, DisplayNames names) : PageModel
{
    public sealed record ShownField(string Label, IReadOnlyList<string> Lines);

    public KeptForm? Kept { get; private set; }

    public string? Author => marks.For(User);

    public IEnumerable<ShownField> Shown => Kept!.Fields.Where(f => !f.Name.StartsWith("__", StringComparison.Ordinal))
        .GroupBy(f => f.Name).Select(f => new ShownField(FieldWords.Of(f.Key, names), Lines(f)));

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        Kept = await forms.FindAsync(User.ToActor().StaffId, id, ct);
        return Kept is { Page: not null } ? Redirect(Kept.ResumeAt) : Kept is not null ? Page() : id is null ? Redirect(LocalPath.Home) : NotFound();
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid? id, CancellationToken ct)
    {
        if (id is { } kept)
        {
            await forms.DiscardAsync(User.ToActor().StaffId, kept, ct);
        }

        return Redirect(LocalPath.Home);
    }

    /// <summary>What was typed, line by line. A ticked box posts "true" and the hidden "false" of its pair: only the tick is shown.</summary>
    private static List<string> Lines(IEnumerable<KeptField> fields)
    {
        var values = fields.Select(f => f.Value).Where(v => v.Length > 0).ToList();
        return values is ["true", "false"] ? ["Yes"] : [.. values.SelectMany(v => v.ReplaceLineEndings("\n").Split('\n'))];
    }
}
