using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Identity;

/// <summary>
/// One merge: asked, done or undone, with what a second person decides on, or what undoing it would do and has to ask about. Opened through the doors of the
/// records it is about.
/// </summary>
public sealed class MergeFile(CaseDbContext db, PersonFiles people)
{
    /// <summary>Something added since the merge that somebody has to give to one of the two.</summary>
    /// <param name="Says">What it is, without what leaves by a door of its own.</param>
    public sealed record Later(string Place, string What, string? Says);

    /// <param name="MergedName">What the record that went in was called.</param>
    /// <param name="MayDecide">The reader may be the second person.</param>
    /// <param name="MayUndo">The reader's agency owned one of the two, and the surviving record has not itself gone into another.</param>
    public sealed record View(
        PersonMerge Merge, Person Survivor, string MergedName, string AskedBy, string? DecidedBy, string? UndoneBy, bool MayDecide, bool MayWithdraw, bool MayUndo,
        IReadOnlyList<Later> Later, IReadOnlyList<LaterField> Fields);

    public async Task<View> ReadAsync(Actor actor, Id<PersonMerge> id, CancellationToken ct)
    {
        var merge = await db.PersonMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new RecordNotFoundException();
        var survivor = await people.OpenAsync(actor, merge.SurvivorId, AccessLevel.Read, "Look at a merge", ct);
        var gone = merge.State is MergeState.Done;
        var merged = gone ? null : await people.OpenAsync(actor, merge.MergedId, AccessLevel.Read, "Look at a merge", ct);
        var (later, fields) = gone ? await SinceAsync(merge, ct) : ([], []);
        Id<StaffMember>[] staff = [merge.AskedBy, .. new[] { merge.DecidedBy, merge.UndoneBy }.OfType<Id<StaffMember>>()];
        var who = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).Select(s => new { s.Id, s.DisplayName }).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        string? Who(Id<StaffMember>? member) => member is { } one ? who.GetValueOrDefault(one, "The system") : null;
        return new View(
            merge, survivor, merged?.DisplayName ?? NameBefore(merge), Who(merge.AskedBy)!, Who(merge.DecidedBy), Who(merge.UndoneBy),
            merge.State is MergeState.Asked && merge.MayBeSecond(actor), merge.State is MergeState.Asked && merge.AskedBy == actor.StaffId,
            gone && merge.Owners.Contains(actor.AgencyId.Value), later, fields);
    }

    private async Task<(IReadOnlyList<Later> Later, IReadOnlyList<LaterField> Fields)> SinceAsync(PersonMerge merge, CancellationToken ct)
    {
        var rows = new IdentityRows(db);
        await using var work = await db.Database.BeginTransactionAsync(ct);
        var plan = MergeWork.PlanOf(merge);
        var now = await rows.LoadAsync(merge.SurvivorId, merge.MergedId, plan.Steps, ct);
        await work.CommitAsync(ct);
        return (
            [.. UnmergePlan.Later(plan, now, rows.Columns, merge.SurvivorId).Where(l => !l.IsSure).Select(l => new Later(l.Place, What(l.Row.Table), Says(l.Row)))],
            UnmergePlan.LaterFields(plan, now, merge.SurvivorId, merge.MergedId));
    }

    /// <summary>What the merged record was called, from what was kept of it.</summary>
    private static string NameBefore(PersonMerge merge)
    {
        var kept = MergeWork.Read<List<KeptRow>>(merge.Before!);
        var names = kept.Where(r => r.Table == "person_names" && r.Values.GetValueOrDefault("person_id") == merge.MergedId.ToString()).ToList();
        return (names.LastOrDefault(n => n.Values.GetValueOrDefault("kind") == nameof(NameKind.Preferred)) ?? names.LastOrDefault())?.Values.GetValueOrDefault("full") ?? VisibleMatches.NameNotKnown;
    }

    private sealed record KeptRow(string Table, string Key, Dictionary<string, string?> Values);

    /// <summary>The kind of thing a table holds, one of it.</summary>
    private static string What(string table) => table switch
    {
        "person_names" => "Name",
        "person_phones" => "Number",
        "person_addresses" => "Address",
        "safe_contacts" => "Entry of the safe-contact card",
        "person_flags" => "Warning",
        "incident_parties" => "Part in an incident",
        "relationships" => "Relationship",
        "household_members" => "Place in a household",
        "cases" => "Case",
        "case_perpetrators" => "Part in a case",
        "contact_attempts" => "Attempt at contact",
        "assessments" => "Risk assessment",
        "engagements" => "Contact by a specialist",
        "orders" => "Order or bail",
        "primary_victim_proposals" => "Proposal of who the primary victim is",
        "perpetrator_moves" => "Release or court date",
        "investigation_steps" => "Step of an investigation",
        "perpetrator_management" => "Nomination or referral of somebody who harms",
        "campaign_entries" => "Place in a campaign",
        "caller_plans" => "Plan for a repeat caller",
        "crew_tasks" => "Task of a crew",
        "safe_spaces" => "Safe place asked for",
        "child_details" => "School, health and needs of a child",
        "child_parts" => "Part of a child in an incident",
        "child_voices" => "What a child said",
        "school_notices" => "Notice to a school",
        "child_screenings" => "Screening of a child",
        "referrals" => "Referral to children’s services",
        "incoming_people" => "Person in a report from another system",
        _ => char.ToUpperInvariant(table[0]) + table[1..].Replace('_', ' ').TrimEnd('s'),
    };

    /// <summary>Names, kinds and open addresses; numbers by their last two figures, and nothing of a protected address or a card.</summary>
    private static string? Says(IdentityRow row) => row.Table switch
    {
        "person_names" => row["full"],
        "person_phones" => $"ending {row["as_typed"]![^Math.Min(2, row["as_typed"]!.Length)..]}",
        "person_addresses" => row["visibility"] == nameof(AddressVisibility.Open) ? $"{row["lines"]} {row["postcode"]}".Trim() : "A protected address",
        "person_flags" or "relationships" => row["kind"],
        "incident_parties" => row["role"],
        "safe_contacts" => row["channel"],
        "cases" => row["reference"],
        _ => null,
    };
}

/// <summary>The merges that wait for a second person, as far as this one may be it, and what they have asked for themselves.</summary>
public sealed class MergeRequests(CaseDbContext db, RecordDoor door)
{
    private const int _most = 100;

    public sealed record Row(Id<PersonMerge> Id, string Survivor, string Merged, string AskedBy, DateTimeOffset AskedAt, bool MayDecide);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var agency = actor.AgencyId.Value;
        var waiting = (await db.PersonMerges.AsNoTracking().Where(m => m.State == MergeState.Asked && m.Owners.Contains(agency)).OrderBy(m => m.AskedAt).Take(_most).ToListAsync(ct))
            .Where(m => m.MayBeSecond(actor) || m.AskedBy == actor.StaffId).ToList();
        var names = await db.NamesAsync(actor, waiting.SelectMany(m => new[] { m.SurvivorId, m.MergedId }), ct);
        var shown = waiting.Where(m => names.ContainsKey(m.SurvivorId) && names.ContainsKey(m.MergedId)).ToList();
        var staff = shown.Select(m => m.AskedBy).ToArray();
        var who = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).Select(s => new { s.Id, s.DisplayName }).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        await door.ShowListAsync(actor, "Merges to decide", shown.SelectMany(m => new[] { m.SurvivorId.Value, m.MergedId.Value }), ct);
        return [.. shown.Select(m => new Row(m.Id, names[m.SurvivorId], names[m.MergedId], who.GetValueOrDefault(m.AskedBy, ""), m.AskedAt, m.MayBeSecond(actor)))];
    }
}
