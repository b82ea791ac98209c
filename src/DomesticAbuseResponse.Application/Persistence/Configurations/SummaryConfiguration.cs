using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class SummaryConfiguration : IEntityTypeConfiguration<ShiftSummary>, IEntityTypeConfiguration<SummaryLine>, IEntityTypeConfiguration<SummaryReceipt>
{
    public void Configure(EntityTypeBuilder<ShiftSummary> summary)
    {
        summary.ToTable("shift_summaries").HasKey(s => s.ShiftId);
        summary.Property(s => s.Service).HasMaxLength(CoverService.CodeMaxLength);
        summary.Property(s => s.Notes).HasMaxLength(ShiftSummary.NotesMaxLength);
        summary.HasOne<Shift>().WithMany().HasForeignKey(s => s.ShiftId);
        summary.HasOne<Agency>().WithMany().HasForeignKey(s => s.ForceId);
        summary.HasOne<Agency>().WithMany().HasForeignKey(s => s.SignedByAgencyId);
        summary.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.SignedBy);
        summary.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.ShiftId).OnDelete(DeleteBehavior.Cascade);
        summary.HasMany(s => s.Receipts).WithOne().HasForeignKey(r => r.ShiftId).OnDelete(DeleteBehavior.Cascade);

        // The newest one before a shift.
        summary.HasIndex(s => new { s.ForceId, s.Service, s.From });
    }

    public void Configure(EntityTypeBuilder<SummaryLine> line)
    {
        line.ToTable("summary_lines").HasKey(l => l.Number);
        line.Property(l => l.Reference).HasMaxLength(32);
        line.PrimitiveCollection(l => l.Onward).ElementType().HasConversion<string>();
        line.PrimitiveCollection(l => l.Needs).ElementType().HasConversion<string>();
        line.PrimitiveCollection(l => l.Steps).ElementType().HasConversion<string>();
        line.HasOne<CrewTask>().WithMany().HasForeignKey(l => l.TaskId);
        line.HasOne<Incident>().WithMany().HasForeignKey(l => l.IncidentId);
    }

    public void Configure(EntityTypeBuilder<SummaryReceipt> receipt)
    {
        receipt.ToTable("summary_receipts").HasKey(r => r.Number);
        receipt.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.StaffId);

        // Each reader says so once.
        receipt.HasIndex(r => new { r.ShiftId, r.StaffId }).IsUnique();
    }
}
