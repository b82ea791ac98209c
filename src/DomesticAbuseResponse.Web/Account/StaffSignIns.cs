using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>How far a colleague's sign-in has come, for their administrator.</summary>
public sealed record StaffSignIn(string UserName, bool HasPassword, bool HasSecondFactor, DateTimeOffset? LastSignedInAt, DateTimeOffset? CodeExpiresAt);

/// <param name="Code">Null when a second person has been asked and has not yet agreed.</param>
public sealed record StartedAfresh(string? Code);

/// <summary>
/// What an administrator does about a colleague's sign-in: gives one, and starts it afresh with a code to hand over in person.
/// They never see or choose a password. Whose colleagues they are is decided by the use cases.
/// </summary>
public sealed class StaffSignIns(
    NpgsqlDataSource database, Credentials credentials, Activations activations, AddStaffMember addStaff, AskFreshStart askFreshStart, NoteActivationCode note,
    TimeProvider clock)
{
    public async Task<Result<Id<StaffMember>>> AddAsync(
        Actor actor, string userName, string displayName, string jobTitle, IReadOnlyList<Role> roles, CancellationToken ct)
    {
        // The sign-in comes first: without a staff record it opens nothing, while the reverse would be a colleague who cannot start.
        var id = Id<StaffMember>.New(clock.GetUtcNow());
        if ((await credentials.CreateAsync(id, userName)).Refusal is { } taken)
        {
            return taken;
        }

        var added = await addStaff.HandleAsync(actor, new(id, displayName, jobTitle, roles), ct);
        if (added.Refusal is not null)
        {
            await credentials.RemoveAsync(id, ct);
        }

        return added;
    }

    /// <summary>
    /// Starts a colleague's sign-in afresh. Answers the code to hand over; it is not stored and not shown again. Where the code alone would open the
    /// account, because its second factors go or were never set up, a second person must have agreed; until then they are asked and there is no code.
    /// </summary>
    public async Task<Result<StartedAfresh>> ResetAsync(Actor actor, Id<StaffMember> id, bool factorsToo, CancellationToken ct)
    {
        if (id == actor.StaffId)
        {
            return new Refusal("staff.own-sign-in", "You cannot make a code for yourself. Ask another administrator.");
        }

        if (factorsToo || (await credentials.FactorsAsync(id, ct))?.HasSecondFactor is not true)
        {
            var agreed = await askFreshStart.HandleAsync(actor, new(id, await LastActivatedAtAsync(id, ct)), ct);
            if (agreed.Refusal is { } refusal)
            {
                return refusal;
            }

            if (!agreed.Match(yes => yes, _ => false))
            {
                return new StartedAfresh(null);
            }
        }

        return (await note.HandleAsync(actor, new(id, factorsToo), ct)).Refusal is { } unconfirmed ? unconfirmed
            : new StartedAfresh(await activations.ResetAsync(id, actor.StaffId, factorsToo, ct));
    }

    private async Task<DateTimeOffset?> LastActivatedAtAsync(Id<StaffMember> id, CancellationToken ct) => await database.FirstAsync(
        "select at from identity.sign_in_events where staff_id = $1 and kind = 'Activated' order by at desc limit 1", row => (object)row.Instant("at"), ct, id.Value) as DateTimeOffset?;

    public async Task<IReadOnlyDictionary<Id<StaffMember>, StaffSignIn>> ReadAsync(IEnumerable<Id<StaffMember>> ids, CancellationToken ct)
    {
        var found = await database.ListAsync(
            """
            select u.id, u.user_name, u.password_hash is not null as has_password,
                   exists (select from identity.totp_seeds t where t.staff_id = u.id)
                       or exists (select from identity.user_passkeys p where p.user_id = u.id) as has_second,
                   (select max(e.at) from identity.sign_in_events e where e.staff_id = u.id and e.kind like 'SignedIn%') as last_at, a.expires_at
            from identity.users u left join identity.activations a on a.staff_id = u.id and a.expires_at > $2 where u.id = any($1)
            """,
            row => KeyValuePair.Create(new Id<StaffMember>(row.Get<Guid>("id")), new StaffSignIn(
                row.Get<string>("user_name"), row.Get<bool>("has_password"), row.Get<bool>("has_second"), row.InstantOrNull("last_at"), row.InstantOrNull("expires_at"))),
            ct, ids.Select(id => id.Value).ToArray(), clock.GetUtcNow());
        return found.ToDictionary();
    }
}
