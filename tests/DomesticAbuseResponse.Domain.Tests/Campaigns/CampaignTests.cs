using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Tests.Campaigns;

/// <summary>Whom a campaign contacts and whom it leaves out (R4.20, S82).</summary>
public sealed class CampaignTests
{
    private static readonly DateTimeOffset _now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void S82_run_on_1_December_2026_it_reaches_back_to_1_December_2025() =>
        Assert.Equal(new DateOnly(2025, 12, 1), CampaignSettings.Default.Since(new DateOnly(2026, 12, 1)));

    [Fact]
    public void S82_unsafe_contact_restricted_honour_and_deceased_are_left_out_with_the_reason()
    {
        Assert.Null(Of(ContactAdvice.Safe));
        Assert.Null(Of(ContactAdvice.NotNow, ContactAdvice.Unsafe));
        Assert.Equal(CampaignExclusion.MarkedUnsafe, Of(ContactAdvice.Unsafe));
        Assert.Equal(CampaignExclusion.NotSaidSafe, Of(ContactAdvice.Unsafe, ContactAdvice.Unknown));
        Assert.Equal(CampaignExclusion.NotSaidSafe, Of());
        Assert.Equal(CampaignExclusion.RestrictedHonour, CampaignRule.Exclude(Facts(ContactAdvice.Safe) with { IsRestricted = true, HonourConcern = true }));
        Assert.Null(CampaignRule.Exclude(Facts(ContactAdvice.Safe) with { IsRestricted = true }));
        Assert.Equal(CampaignExclusion.Deceased, CampaignRule.Exclude(Facts(ContactAdvice.Safe) with { HasDied = true, IsRestricted = true, HonourConcern = true }));
        Assert.Equal(CampaignExclusion.NoCase, CampaignRule.Exclude(Facts(ContactAdvice.Safe) with { HasCase = false }));
    }

    [Fact]
    public void Only_who_answers_for_safeguarding_makes_one()
    {
        Assert.Equal("campaign.no-standing", Campaign.Make("Christmas", new(2026, 12, 1), CampaignSettings.Default, By(Role.ResponseOfficer), _now).Refusal?.Code);
        Assert.Equal("campaign.name", Campaign.Make(" ", new(2026, 12, 1), CampaignSettings.Default, By(Role.Inspector), _now).Refusal?.Code);
        var made = Campaign.Make(" Christmas ", new(2026, 12, 1), CampaignSettings.Default, By(Role.Inspector), _now).Match(c => c, r => throw new InvalidOperationException(r.Message));
        Assert.Equal("Christmas", made.Name);
        Assert.Null(made.End(By(Role.SafeguardingOfficer), _now).Refusal);
        Assert.Equal("campaign.ended", made.End(By(Role.Inspector), _now).Refusal?.Code);
    }

    private static CampaignExclusion? Of(params ContactAdvice[] ways) => CampaignRule.Exclude(Facts(ways));

    private static CampaignFacts Facts(params ContactAdvice[] ways) => new(true, false, false, false, ways);

    private static Actor By(Role role) => new(Id<StaffMember>.New(_now), Id<Agency>.New(_now), new HashSet<Role> { role }, new HashSet<Id<Marac>>());
}
