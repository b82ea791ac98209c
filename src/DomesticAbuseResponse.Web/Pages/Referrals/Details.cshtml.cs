using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>One referral and its summary, for its referrer and its receiver alike; the file behind it is not here.</summary>
[Authorize(Policies.ReadReferrals)]
public sealed class DetailsModel(ReferralOverview overview, TriageOfReferral triage, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    public ReferralOverview.View View { get; private set; } = null!;

    public TriageOfReferral.View Triage { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    /// <summary>What has just been done here: "sent", "delayed", "asked", "replied" or "withdrawn".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public string? Said => Done switch
    {
        "sent" => $"The referral has been sent to {View.To}.{(View.Clock is { } clock ? $" They are to answer by {DisplayNames.LongInstant(clock.DueAt)}." : "")}",
        "delayed" => $"{View.From} has been told that the referral has to wait.",
        "asked" => $"The question has been sent to {View.From}.",
        "replied" => $"The answer has been sent to {View.To}.",
        "taken" => $"Your agency has taken the referral on. {View.From} has been told.",
        "withdrawn" => "The referral has been withdrawn.",
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = time.GetUtcNow();
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Triage = await triage.ReadAsync(User.ToActor(), Id, ct);
    }

    /// <summary>A referral is sent once; when it is "sent" again, a question has been answered.</summary>
    public static string Heading(ReferralOverview.Step step, IReadOnlyList<ReferralOverview.Step> all) => step.Status switch
    {
        ReferralStatus.Raised => "Raised",
        ReferralStatus.Sent => step == all.First(s => s.Status is ReferralStatus.Sent) ? "Sent" : "Question answered",
        ReferralStatus.Queried => "Question asked",
        ReferralStatus.Accepted => "Accepted",
        ReferralStatus.Declined => "Declined",
        ReferralStatus.Withdrawn => "Withdrawn",
    };
}
