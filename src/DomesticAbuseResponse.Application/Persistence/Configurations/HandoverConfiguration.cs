using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Incidents;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class HandoverConfiguration : IEntityTypeConfiguration<Handover>, IEntityTypeConfiguration<HandoverLine>, IEntityTypeConfiguration<HandoverReceipt>
{
    public void Configure(EntityTypeBuilder<Handover> handover)
    {
        handover.ToTable("handovers");
        handover.Property(h => h.Notes).HasMaxLength(Handover.NotesMaxLength);
        handover.HasOne<Agency>().WithMany().HasForeignKey(h => h.AgencyId);
        handover.HasMany(h => h.Lines).WithOne().HasForeignKey(l => l.HandoverId).OnDelete(DeleteBehavior.Cascade);
        handover.HasMany(h => h.Receipts).WithOne().HasForeignKey(r => r.HandoverId).OnDelete(DeleteBehavior.Cascade);

        // A control room's handovers, newest first, and those its people have not read.
        handover.HasIndex(h => new { h.AgencyId, h.SignedAt });

        // One at a time is being written: a second supervisor goes on with it.
        handover.HasIndex(h => h.AgencyId, "ix_handovers_unsigned").IsUnique().HasFilter("signed_at is null");
    }

    public void Configure(EntityTypeBuilder<HandoverLine> line)
    {
        line.ToTable("handover_lines").HasKey(l => l.Number);
        line.Property(l => l.Note).HasMaxLength(HandoverLine.NoteMaxLength);
        line.Property(l => l.Reference).HasMaxLength(20);
        line.Property(l => l.Fact).HasMaxLength(200);
        line.HasOne<Incident>().WithMany().HasForeignKey(l => l.IncidentId);
    }

    public void Configure(EntityTypeBuilder<HandoverReceipt> receipt)
    {
        receipt.ToTable("handover_receipts").HasKey(r => r.Number);
        receipt.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.StaffId);
        receipt.HasIndex(r => new { r.HandoverId, r.StaffId }).IsUnique();
    }
}
