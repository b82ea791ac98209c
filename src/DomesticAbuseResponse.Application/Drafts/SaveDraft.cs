using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Drafts;

/// <summary>
/// Keeps what somebody has typed so far into one form, in place of what was kept before. Only its writer ever sees it again. A form that was
/// sent meanwhile is not kept: what it said is on record.
/// </summary>
public sealed class SaveDraft(CaseDbContext db, TimeProvider clock)
{
    public const int FormMaxLength = 200;

    /// <summary>Far more than any form of ours can hold.</summary>
    public const int FieldsMaxLength = 200_000;

    /// <param name="Key">The form's key, when it carries one.</param>
    public sealed record Command(string Form, Guid? Key, IReadOnlyDictionary<string, string[]> Fields);

    public async Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var fields = JsonSerializer.Serialize(command.Fields);
        if (string.IsNullOrWhiteSpace(command.Form) || command.Form.Length > FormMaxLength || fields.Length > FieldsMaxLength)
        {
            return new Refusal("draft.too-long", "This is too much to keep as a draft. Send it in parts.");
        }

        if (command.Key is { } key && await db.FormSubmissions.AnyAsync(s => s.Key == key, ct))
        {
            return new Refusal("draft.sent", "This form has already been sent.");
        }

        var now = clock.GetUtcNow();
        var (id, staff) = (Id<Draft>.New(now).Value, actor.StaffId.Value);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into drafts (id, staff_id, form, fields, saved_at) values ({id}, {staff}, {command.Form}, {fields}, {now})
            on conflict (staff_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at
            """,
            ct);
        return now;
    }
}

/// <summary>Throws away what its writer typed into one form.</summary>
public sealed class DiscardDraft(CaseDbContext db)
{
    public Task HandleAsync(Actor actor, string form, CancellationToken ct) =>
        db.Drafts.Where(d => d.StaffId == actor.StaffId && d.Form == form).ExecuteDeleteAsync(ct);
}

/// <summary>What the actor typed into a form and has not sent; null when there is nothing.</summary>
public sealed class OpenDraft(CaseDbContext db)
{
    /// <summary>The name of the field that carries a form's key.</summary>
    public const string KeyField = "__key";

    public sealed record View(string Form, IReadOnlyDictionary<string, string[]> Fields, DateTimeOffset SavedAt);

    public async Task<View?> ReadAsync(Actor actor, string form, CancellationToken ct)
    {
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.StaffId == actor.StaffId && d.Form == form, ct);
        if (draft is null)
        {
            return null;
        }

        var fields = JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft.Fields)!;

        // A save on its way while the form was sent: the record is the truth.
        if (fields.TryGetValue(KeyField, out var keys) && Guid.TryParse(keys.FirstOrDefault(), out var key) && await db.FormSubmissions.AnyAsync(s => s.Key == key, ct))
        {
            await db.Drafts.Where(d => d.Id == draft.Id).ExecuteDeleteAsync(ct);
            return null;
        }

        return new View(form, fields, draft.SavedAt);
    }
}

/// <summary>The forms the actor has begun and not sent, newest first.</summary>
public sealed class OwnDrafts(CaseDbContext db)
{
    /// <param name="From">Who began it, when it was handed over.</param>
    public sealed record Row(string Form, DateTimeOffset SavedAt, string? From);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct) =>
        await db.Drafts.AsNoTracking().Where(d => d.StaffId == actor.StaffId).OrderByDescending(d => d.SavedAt).Select(d => new Row(d.Form, d.SavedAt, db.Staff.Where(s => s.Id == d.FromStaffId).Select(s => s.DisplayName).FirstOrDefault())).ToListAsync(ct);
}
