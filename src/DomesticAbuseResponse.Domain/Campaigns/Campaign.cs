using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Campaigns;

/// <summary>Why a victim is not contacted in a campaign. The first that holds is the one that is counted (R4.20, S82).</summary>
public enum CampaignExclusion
{
    Deceased,

    /// <summary>Restricted, with a concern about honour-based abuse.</summary>
    RestrictedHonour,

    /// <summary>Every way of contact that anybody knows of is marked unsafe, or is one a perpetrator shares.</summary>
    MarkedUnsafe,

    /// <summary>Nobody has said that any way of contact is safe, or the last word on it is too old.</summary>
    NotSaidSafe,

    /// <summary>No case, and so nowhere for a contact to be logged.</summary>
    NoCase,
}

/// <summary>A force's setting of its campaigns (R4.20).</summary>
/// <param name="Months">Victims of how many months before the day are contacted, the same day of the month included.</param>
public sealed record CampaignSettings(string Version, int Months)
{
    public static CampaignSettings Default { get; } = new("default-1", 12);

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() => Months is < 1 or > 60 ? new("campaign.months", "A campaign reaches 1 to 60 months back.") : null;

    /// <summary>The first day whose victims are contacted: run on 1 December 2026, 1 December 2025.</summary>
    public DateOnly Since(DateOnly runOn) => runOn.AddMonths(-Months);
}

/// <summary>What decides whether a victim is contacted.</summary>
/// <param name="Ways">What the safe-contact card says of each way at this moment, with an honour concern and shared numbers taken in.</param>
public sealed record CampaignFacts(bool HasCase, bool HasDied, bool IsRestricted, bool HonourConcern, IReadOnlyCollection<ContactAdvice> Ways);

/// <summary>Who is left out of a campaign, and why (R4.20, S82). Decided when the list is made, and again whenever it is shown: safety changes in between.</summary>
public static class CampaignRule
{
    public const string Code = "R4.20";

    /// <returns>Null for a victim who is contacted: some way is safe now, or at its hours.</returns>
    public static CampaignExclusion? Exclude(CampaignFacts facts) =>
        facts.HasDied ? CampaignExclusion.Deceased
        : facts is { IsRestricted: true, HonourConcern: true } ? CampaignExclusion.RestrictedHonour
        : facts.Ways.Any(w => w is ContactAdvice.Safe or ContactAdvice.NotNow) ? facts.HasCase ? null : CampaignExclusion.NoCase
        : facts.Ways.Any(w => w is ContactAdvice.Unsafe) && !facts.Ways.Any(w => w is ContactAdvice.Unknown) ? CampaignExclusion.MarkedUnsafe
        : CampaignExclusion.NotSaidSafe;
}

/// <summary>A reassurance campaign of a force, as the one before Christmas: the victims it contacts, those it leaves out, and how far it has come (R4.20).</summary>
public sealed class Campaign
{
    public const int NameMaxLength = 120;

    private Campaign()
    {
    }

    public Id<Campaign> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    public string Name { get; private init; } = "";

    public DateOnly RunOn { get; private init; }

    /// <summary>Victims of incidents reported from this London day on.</summary>
    public DateOnly Since { get; private init; }

    public string SettingsVersion { get; private init; } = "";

    public Id<StaffMember> MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>Who may make one and end it.</summary>
    public static IReadOnlyList<Role> Makers { get; } = [Role.SafeguardingOfficer, Role.Inspector];

    public static Result<Campaign> Make(string? name, DateOnly runOn, CampaignSettings settings, Actor by, DateTimeOffset now) =>
        !by.Roles.Any(Makers.Contains) ? new Refusal("campaign.no-standing", "Only a safeguarding officer or an inspector makes a campaign.")
        : string.IsNullOrWhiteSpace(name) ? new Refusal("campaign.name", "Give the campaign a name.")
        : name.Trim().Length > NameMaxLength ? new Refusal("campaign.name", $"The name must be {NameMaxLength} characters or fewer")
        : new Campaign
        {
            Id = Id<Campaign>.New(now),
            AgencyId = by.AgencyId,
            Name = name.Trim(),
            RunOn = runOn,
            Since = settings.Since(runOn),
            SettingsVersion = settings.Version,
            MadeBy = by.StaffId,
            MadeAt = now,
        };

    public Result<Campaign> End(Actor by, DateTimeOffset now)
    {
        if (!by.Roles.Any(Makers.Contains))
        {
            return new Refusal("campaign.no-standing", "Only a safeguarding officer or an inspector ends a campaign.");
        }

        if (EndedAt is not null)
        {
            return new Refusal("campaign.ended", "This campaign has ended.");
        }

        EndedAt = now;
        return this;
    }
}

/// <summary>One victim in a campaign: contacted, or left out with the reason that held when the list was made.</summary>
public sealed class CampaignEntry
{
    private CampaignEntry()
    {
    }

    public CampaignEntry(Id<Campaign> campaign, Id<Person> person, Id<Case>? @case, CampaignExclusion? exclusion) => (CampaignId, PersonId, CaseId, Exclusion) = (campaign, person, @case, exclusion);

    public long Number { get; private init; }

    public Id<Campaign> CampaignId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    /// <summary>The case in which the contact is logged.</summary>
    public Id<Case>? CaseId { get; private set; }

    public CampaignExclusion? Exclusion { get; private set; }

    /// <summary>An older incident of theirs has a case, so there is somewhere for a contact to be logged.</summary>
    public void HasCase(Id<Case> @case, CampaignExclusion? exclusion) => (CaseId, Exclusion) = (@case, exclusion);
}

/// <summary>How far the list of a campaign has been made: through the force's incidents, newest first.</summary>
public sealed class CampaignListing
{
    private CampaignListing()
    {
    }

    public CampaignListing(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        (CampaignId, ReachedAt, ReachedId) = (campaign.Id, campaign.MadeAt, new Id<Incident>(_afterAll));
    }

    /// <summary>No record has so great an id: incidents reported at the very instant the campaign was made are on its list.</summary>
    private static readonly Guid _afterAll = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    public Id<Campaign> CampaignId { get; private init; }

    /// <summary>Every incident reported after this has been gone through.</summary>
    public DateTimeOffset ReachedAt { get; private set; }

    /// <summary>And of those reported at that instant, the ones down to this.</summary>
    public Id<Incident> ReachedId { get; private set; }

    /// <summary>When the list was whole; null while incidents are left.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public void Reached(Id<Incident> last, DateTimeOffset reportedAt) => (ReachedId, ReachedAt) = (last, reportedAt);

    public void Finish(DateTimeOffset now) => FinishedAt = now;
}
