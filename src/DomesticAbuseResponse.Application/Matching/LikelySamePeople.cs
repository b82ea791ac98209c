using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Matching;

/// <summary>
/// The people on record who may be the one of whom something is known, with the points and the reasons, for somebody about to make a record. Only
/// people the actor may read are compared, and the list is written down. A number or an e-mail address on record is never told but to whoever typed just that.
/// </summary>
public sealed class LikelySamePeople(CaseDbContext db, RecordDoor door, SearchHashKey key, TimeProvider clock)
{
    /// <summary>A list of strangers helps nobody.</summary>
    public const int Most = 5;

    /// <summary>Somebody on record, with what tells two people of one name apart.</summary>
    /// <param name="Area">The outward part of an open address's postcode.</param>
    public sealed record Candidate(
        Id<Person> Id, string Name, DateOnly? BornOn, int? Age, bool BirthIsEstimated, string? Area, double Points, double Threshold, SamePersonVerdict Verdict, IReadOnlyList<MatchReason> Reasons);

    /// <param name="except">The record that is compared with the others, and not with itself; null where somebody typed what is known.</param>
    public async Task<IReadOnlyList<Candidate>> ReadAsync(Actor actor, KnownPerson known, Id<Person>? except, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        if (except is null)
        {
            db.NoteSearch(key, actor, "New record", SearchCandidates.Readings(known, BirthDate.Of(known.BornOn, today)), now);
        }

        var found = (await db.MatchesAsync(db.People.VisibleTo(actor, db), known, except, today, ct)).Take(Most).ToList();
        await door.ShowListAsync(actor, "Same person", found.Select(f => f.Person.Id.Value), ct);
        return [.. found.Select(f => Shown(f.Person, f.Score, today, typed: except is null))];
    }

    /// <summary>Somebody on record whom the reader may read, with why they may be the other.</summary>
    /// <param name="typed">Whether the reader typed what they are compared with; else it is another record.</param>
    internal static Candidate Shown(Person person, SamePersonScore score, DateOnly today, bool typed) => new(
        person.Id, person.DisplayName, person.BornOn, person.AgeOn(today), person.BirthIsEstimated,
        person.Addresses.Where(a => a is { Visibility: AddressVisibility.Open, To: null, Postcode: not null }).Select(a => a.Postcode!.Split(' ')[0]).LastOrDefault(),
        score.Points, Math.Round(score.Threshold, 1), score.Verdict,
        [.. score.Reasons.Select(r => typed ? ReasonWords.WithoutUntyped(r) : ReasonWords.OfRecords(r))]);
}

/// <summary>What a reason may show.</summary>
public static class ReasonWords
{
    /// <summary>Leaves out the value on record of a number or an e-mail address that is not the one typed: it leaves by the safe-contact card alone (R3.6).</summary>
    public static MatchReason WithoutUntyped(MatchReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Rule is MatchRule.PhoneTypo or MatchRule.PhoneDifferent or (> MatchRule.EmailSame and <= MatchRule.EmailDifferent) or MatchRule.NameInEmail
            ? reason with { Left = null, Right = null }
            : reason.Rule is MatchRule.PhoneSame or MatchRule.EmailSame ? reason with { Right = reason.Left } : reason;
    }

    /// <summary>Of two records that are compared nobody typed anything: every number and e-mail address is left out, the one they share as well (R3.6).</summary>
    public static MatchReason OfRecords(MatchReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Rule is (>= MatchRule.PhoneSame and <= MatchRule.PhoneDifferent) or (>= MatchRule.EmailSame and <= MatchRule.EmailDifferent) or MatchRule.NameInEmail
            ? reason with { Left = null, Right = null } : reason;
    }
}
