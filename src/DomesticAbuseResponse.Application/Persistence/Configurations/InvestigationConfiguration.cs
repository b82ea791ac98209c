using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class InvestigationConfiguration : IEntityTypeConfiguration<InvestigationStep>, IEntityTypeConfiguration<EvidenceNote>
{
    public void Configure(EntityTypeBuilder<InvestigationStep> step)
    {
        step.ToTable("investigation_steps");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Words).HasMaxLength(InvestigationStep.WordsMaxLength);
        step.Property(s => s.TakenBackBecause).HasMaxLength(InvestigationStep.WordsMaxLength);
        step.Ignore(s => s.Stands).Ignore(s => s.Fact);
        step.HasOne<Incident>().WithMany().HasForeignKey(s => s.IncidentId);
        step.HasOne<Person>().WithMany().HasForeignKey(s => s.SuspectId);
        step.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.By);
        step.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.TakenBackBy);

        // What the pass over orders looks at.
        step.HasIndex(s => s.RecordedAt);
    }

    public void Configure(EntityTypeBuilder<EvidenceNote> note)
    {
        note.ToTable("evidence_notes").HasKey(n => n.Number);
        note.Property(n => n.Words).HasMaxLength(EvidenceNote.WordsMaxLength);
        note.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        note.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.By);
    }
}
