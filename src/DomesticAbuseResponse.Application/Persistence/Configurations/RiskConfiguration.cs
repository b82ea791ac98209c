using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class RiskConfiguration : IEntityTypeConfiguration<AssessmentSkip>
{
    public void Configure(EntityTypeBuilder<AssessmentSkip> skip)
    {
        skip.ToTable("assessment_skips").HasKey(s => s.Number);
        skip.Ignore(s => s.IsWaiting).Ignore(s => s.AsSkipped);
        skip.Property(s => s.Note).HasMaxLength(AssessmentSkip.NoteMaxLength);
        skip.Property(s => s.Decision).HasMaxLength(AssessmentSkip.NoteMaxLength);
        skip.HasOne<Incident>().WithMany().HasForeignKey(s => s.IncidentId);

        skip.HasIndex(s => s.IncidentId);

        // One at a time waits for a supervisor.
        skip.HasIndex(s => s.IncidentId, "ix_assessment_skips_waiting").IsUnique().HasFilter("is_confirmed is null");
    }
}
