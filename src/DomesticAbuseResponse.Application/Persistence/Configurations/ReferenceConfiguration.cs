using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Reference;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class ReferenceConfiguration : IEntityTypeConfiguration<Policy>, IEntityTypeConfiguration<PolicyDraft>, IEntityTypeConfiguration<ListedHoliday>, IEntityTypeConfiguration<LoadedInstrument>
{
    public void Configure(EntityTypeBuilder<Policy> policy)
    {
        policy.ToTable("policies", table =>
            table.HasCheckConstraint("ck_policies_dates", "effective_to is null or effective_to >= effective_from"));
        policy.Property(p => p.Id).ValueGeneratedNever();
        policy.Property(p => p.Kind).HasMaxLength(Policy.KindMaxLength);
        policy.Property(p => p.Version).HasMaxLength(Policy.VersionMaxLength);
        policy.Property(p => p.Content).HasColumnType("jsonb");

        // One version of a kind takes effect on a day, everywhere or in one place; a version is named once.
        policy.HasIndex(p => new { p.Kind, p.ScopeId, p.EffectiveFrom }).IsUnique().AreNullsDistinct(false);
        policy.HasIndex(p => new { p.Kind, p.ScopeId, p.Version }).IsUnique().AreNullsDistinct(false);
    }

    public void Configure(EntityTypeBuilder<PolicyDraft> draft)
    {
        draft.ToTable("policy_drafts");
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Kind).HasMaxLength(Policy.KindMaxLength);
        draft.Property(d => d.Content).HasColumnType("jsonb");
        draft.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.SavedBy);
        draft.HasIndex(d => new { d.Kind, d.ScopeId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ListedHoliday> holiday)
    {
        holiday.ToTable("bank_holidays").HasKey(h => new { h.Division, h.CalendarVersion, h.Date });
        holiday.Property(h => h.CalendarVersion).HasMaxLength(64);
        holiday.Property(h => h.Title).HasMaxLength(ListedHoliday.TextMaxLength);
        holiday.Property(h => h.Notes).HasMaxLength(ListedHoliday.TextMaxLength);
    }

    public void Configure(EntityTypeBuilder<LoadedInstrument> instrument)
    {
        instrument.ToTable("instruments").HasKey(i => new { i.Code, i.Version });
        instrument.Property(i => i.Number).UseIdentityAlwaysColumn();
        instrument.Property(i => i.Code).HasMaxLength(40);
        instrument.Property(i => i.Version).HasMaxLength(40);
        instrument.Property(i => i.Hash).HasMaxLength(64).IsFixedLength();
        instrument.HasIndex(i => i.Hash).IsUnique(); // the same file twice is one definition
    }
}
