using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class NeighbourhoodConfiguration :
    IEntityTypeConfiguration<CallerPlan>, IEntityTypeConfiguration<PlanAction>, IEntityTypeConfiguration<PartnershipMeeting>, IEntityTypeConfiguration<Campaign>, IEntityTypeConfiguration<CampaignEntry>,
    IEntityTypeConfiguration<CampaignListing>
{
    public void Configure(EntityTypeBuilder<CallerPlan> plan)
    {
        plan.ToTable("caller_plans");
        plan.Ignore(p => p.IsOpen).Ignore(p => p.Key);
        plan.Property(p => p.ClosedBecause).HasMaxLength(CallerPlan.ReasonMaxLength);
        plan.HasOne<Agency>().WithMany().HasForeignKey(p => p.ForceId);
        plan.HasOne<Neighbourhood>().WithMany().HasForeignKey(p => p.NeighbourhoodId);
        plan.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        plan.HasOne<Incident>().WithMany().HasForeignKey(p => p.IncidentId);
        plan.HasMany(p => p.Actions).WithOne().HasForeignKey(a => a.PlanId).OnDelete(DeleteBehavior.Cascade);

        // One plan is open for one caller of a neighbourhood.
        plan.HasIndex(p => new { p.NeighbourhoodId, p.Kind, p.PersonId, p.Words }, "ix_caller_plans_open").IsUnique().AreNullsDistinct(false).HasFilter("closed_at is null");
    }

    public void Configure(EntityTypeBuilder<PlanAction> action)
    {
        action.ToTable("plan_actions").HasKey(a => a.Number);
        action.Ignore(a => a.IsOpen);
        action.Property(a => a.Text).HasMaxLength(PlanAction.TextMaxLength);
        action.Property(a => a.OwnerName).HasMaxLength(PlanAction.OwnerMaxLength);
        action.Property(a => a.OutcomeWords).HasMaxLength(CallerPlan.ReasonMaxLength);

        // What an agency took on and has not finished, the earliest date first.
        action.HasIndex(a => new { a.OwnerAgencyId, a.DueOn }).HasFilter("outcome is null");
        action.HasOne<Agency>().WithMany().HasForeignKey(a => a.OwnerAgencyId);
    }

    public void Configure(EntityTypeBuilder<PartnershipMeeting> meeting)
    {
        meeting.ToTable("partnership_meetings");
        meeting.Property(m => m.Present).HasMaxLength(PartnershipMeeting.TextMaxLength);
        meeting.Property(m => m.Notes).HasMaxLength(PartnershipMeeting.TextMaxLength);
        meeting.HasOne<Neighbourhood>().WithMany().HasForeignKey(m => m.NeighbourhoodId);
        meeting.HasIndex(m => new { m.NeighbourhoodId, m.HeldOn });
    }

    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("campaigns").Property(c => c.Name).HasMaxLength(Campaign.NameMaxLength);
        campaign.HasOne<Agency>().WithMany().HasForeignKey(c => c.AgencyId);
    }

    public void Configure(EntityTypeBuilder<CampaignEntry> entry)
    {
        entry.ToTable("campaign_entries").HasKey(e => e.Number);
        entry.HasOne<Campaign>().WithMany().HasForeignKey(e => e.CampaignId);
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
        entry.HasOne<Case>().WithMany().HasForeignKey(e => e.CaseId);
        entry.HasIndex(e => new { e.CampaignId, e.PersonId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CampaignListing> listing)
    {
        listing.ToTable("campaign_listings").HasKey(l => l.CampaignId);
        listing.HasOne<Campaign>().WithOne().HasForeignKey<CampaignListing>(l => l.CampaignId);
    }
}
