using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class PerpetratorConfiguration :
    IEntityTypeConfiguration<PerpetratorManagement>, IEntityTypeConfiguration<ManagementStep>, IEntityTypeConfiguration<PerpetratorScore>, IEntityTypeConfiguration<ScorePass>
{
    private const int _versionMaxLength = 90;

    public void Configure(EntityTypeBuilder<PerpetratorManagement> management)
    {
        management.ToTable("perpetrator_management");
        management.Property(m => m.Id).ValueGeneratedNever();
        management.Ignore(m => m.IsOpen);
        management.Property(m => m.Why).HasMaxLength(PerpetratorManagement.WordsMaxLength);
        management.Property(m => m.RiskWords).HasMaxLength(PerpetratorManagement.WordsMaxLength);
        foreach (var name in new[] { nameof(PerpetratorManagement.Programme), nameof(PerpetratorManagement.SupportedBy), nameof(PerpetratorManagement.OffenderManager) })
        {
            management.Property(name).HasMaxLength(PerpetratorManagement.NameMaxLength);
        }

        management.HasMany(m => m.Steps).WithOne().HasForeignKey(s => s.ManagementId).OnDelete(DeleteBehavior.Cascade);
        management.HasOne<Agency>().WithMany().HasForeignKey(m => m.AgencyId);
        management.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.ProposedBy);
        management.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId);

        // What is done about a person, and which victim is linked to it.
        management.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        management.HasOne<Person>().WithMany().HasForeignKey(m => m.ProtectsId);
    }

    public void Configure(EntityTypeBuilder<ManagementStep> step)
    {
        step.ToTable("management_steps").HasKey(s => s.Number);
        step.Property(s => s.Words).HasMaxLength(PerpetratorManagement.WordsMaxLength);
    }

    public void Configure(EntityTypeBuilder<PerpetratorScore> score)
    {
        score.ToTable("perpetrator_scores").HasKey(s => new { s.AgencyId, s.PersonId });
        score.Property(s => s.Version).HasMaxLength(_versionMaxLength);
        score.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        score.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade); // worked out, and no record

        // The ranking of a force, and its serial perpetrators alone.
        score.HasIndex(s => new { s.AgencyId, s.Score, s.PersonId }, "ix_perpetrator_scores_ranked").IsDescending(false, true, false).HasFilter("score is not null");
        score.HasIndex(s => new { s.AgencyId, s.Score, s.PersonId }, "ix_perpetrator_scores_serial").IsDescending(false, true, false).HasFilter("score is not null and is_serial");

        // Who is to be worked out anew.
        score.HasIndex(s => new { s.NextOn, s.PersonId });
    }

    public void Configure(EntityTypeBuilder<ScorePass> pass)
    {
        pass.ToTable("score_passes").HasKey(p => p.AgencyId);
        pass.Property(p => p.Version).HasMaxLength(_versionMaxLength);
    }
}
