using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incoming;

/// <summary>One report: what waits, what was understood, what was settled, and the messages word for word.</summary>
[Authorize(Policies.SettleIncoming)]
public sealed class OneModel(IncomingItem item, IncomingWords words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<IncomingReport> Id { get; set; }

    public IncomingItem.View View { get; private set; } = null!;

    public string? Notice { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        View = await item.ReadAsync(User.ToActor(), Id, ct);
        Notice = done is "answered" ? "Your answer has been recorded." : null;
    }

    public string Heading(QuestionKind kind, string path) => words.Heading(kind, path);

    public string Words(IncomingItem.Settled answer) => words.Of(answer);
}
