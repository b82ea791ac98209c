using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class PackConfiguration : IEntityTypeConfiguration<VisitPack>, IEntityTypeConfiguration<VisitEntry>
{
    public void Configure(EntityTypeBuilder<VisitPack> pack)
    {
        pack.ToTable("visit_packs");
        pack.PrimitiveCollection(p => p.Tasks);
        pack.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.StaffId);
        pack.HasOne<Agency>().WithMany().HasForeignKey(p => p.AgencyId);
        pack.HasOne<Agency>().WithMany().HasForeignKey(p => p.ForceId);
        pack.HasOne<Shift>().WithMany().HasForeignKey(p => p.ShiftId);

        // One for each of a crew and shift, however many windows ask at once.
        pack.HasIndex(p => new { p.ShiftId, p.StaffId }, "ix_visit_packs_open").IsUnique().HasFilter("revoked_at is null");
    }

    public void Configure(EntityTypeBuilder<VisitEntry> entry)
    {
        entry.ToTable("visit_entries").HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Ignore(e => e.Waits).Ignore(e => e.Before);
        entry.Property(e => e.Field).HasMaxLength(VisitEntry.FieldMaxLength);
        entry.Property(e => e.Value).HasMaxLength(VisitEntry.ValueMaxLength);
        entry.HasOne<VisitPack>().WithMany().HasForeignKey(e => e.PackId);
        entry.HasOne<CrewTask>().WithMany().HasForeignKey(e => e.TaskId);
        entry.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.By);
        entry.HasOne<Agency>().WithMany().HasForeignKey(e => e.ByAgencyId);

        // What a phone sent about a visit, and what of it waits for a person.
        entry.HasIndex(e => new { e.TaskId, e.Field });
    }
}
