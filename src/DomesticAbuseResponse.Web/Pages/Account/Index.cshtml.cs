using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>A person's own sign-in: what proves that it is them, where they are signed in, what happened lately.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets]
[ShowsNobody]
public sealed class IndexModel(Credentials credentials, Sessions sessions, SignInEvents events) : PageModel
{
    public sealed record ShownSession(string Mark, string Device, DateTimeOffset Since, DateTimeOffset LastUsed, bool IsThis);

    public Factors Factors { get; private set; } = null!;

    public IReadOnlyList<ShownSession> Sessions { get; private set; } = [];

    public IReadOnlyList<SignInEvent> Events { get; private set; } = [];

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(bool other, string? done, CancellationToken ct)
    {
        if (HttpContext.CurrentSession is not { Session: { } current, Staff: { } staff })
        {
            return NotFound();
        }

        Notice = other ? "The form was started by somebody else, who was signed in here before. It has been kept for them."
            : AccountChanges.Words(done);
        Factors = (await credentials.FactorsAsync(staff.Id, ct))!;
        Sessions = [.. (await sessions.ListAsync(staff, ct)).Select(s =>
            new ShownSession(s.Mark, s.Device, s.CreatedAt, s.LastSeenAt, s.IdHash.AsSpan().SequenceEqual(current.IdHash)))];
        Events = await events.RecentAsync(staff.Id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(string? session, CancellationToken ct)
    {
        var mine = HttpContext.CurrentSession.Staff is { } staff ? await sessions.ListAsync(staff, ct) : [];
        if (mine.FirstOrDefault(s => s.Mark == session) is { } found)
        {
            await sessions.EndAsync(found.IdHash, ct);
        }

        return Redirect("/account?done=session-ended");
    }

    public string Words(SignInEvent happened)
    {
        var what = AccountChanges.Words(happened.Kind);
        return happened.Device.Length == 0 ? $"{what}, by an administrator" : $"{what}, {happened.Device}";
    }
}
