using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// "Lock now": the form that stands open on the page goes with the lock and is back when the same person unlocks. Whoever has to leave the
/// screen to somebody else in a hurry loses no word.
/// </summary>
public sealed class Locking(Sessions sessions, KeptForms forms, AuthorMark marks, SaveDraft drafts)
{
    /// <summary>Keeps the form and locks; answers where unlocking leads to.</summary>
    public async Task<string> LockAsync(HttpContext context, StoredSession session, SignedInStaff staff)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(staff);
        var ct = context.RequestAborted;
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var back = LocalPath.OrHome(context.Request.Query["returnUrl"].FirstOrDefault() ?? form["returnUrl"]);

        if (!await SaveDraftAsync(context, form, staff) && await forms.KeepAsync(context, staff.Id, ct) == staff.Id)
        {
            back = (await forms.FindAsync(staff.Id, id: null, ct))?.ResumeAt ?? back;
        }

        await sessions.LockAsync(session.IdHash, ct);
        return back;
    }

    /// <summary>A form that is kept as a draft while it is typed is kept as one now; its page brings it back by itself.</summary>
    private async Task<bool> SaveDraftAsync(HttpContext context, IFormCollection form, SignedInStaff staff)
    {
        if (form[FormFields.Draft].FirstOrDefault() is not { } name || !KeptForms.HoldsWords(form)
            || !marks.TryRead(form[AuthorMark.Field], out var author) || author != staff.Id)
        {
            return false;
        }

        Guid? key = Guid.TryParse(form[FormFields.Key], out var given) ? given : null;
        return (await drafts.HandleAsync(context.User.ToActor(), new(name, key, form.TypedFields()), context.RequestAborted)).Refusal is null;
    }
}
