using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class CaseloadConfiguration : IEntityTypeConfiguration<CaseTask>
{
    public void Configure(EntityTypeBuilder<CaseTask> task)
    {
        task.ToTable("case_tasks");
        task.Ignore(t => t.IsOpen);
        task.Property(t => t.Words).HasMaxLength(CaseTask.WordsMaxLength);
        task.Property(t => t.WaitsFor).HasMaxLength(CaseTask.WaitsForMaxLength);
        task.Property(t => t.Outcome).HasMaxLength(CaseTask.OutcomeMaxLength);
        task.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId);
        task.HasOne<Agency>().WithMany().HasForeignKey(t => t.AgencyId);
        task.HasOne<StaffMember>().WithMany().HasForeignKey(t => t.StaffId);

        // The tasks of a case, and how many are open in each case of a caseload.
        task.HasIndex(t => new { t.CaseId, t.AgencyId });

        // Somebody's day, and an agency's.
        task.HasIndex(t => new { t.AgencyId, t.DueOn }).HasFilter("done_at is null");
        task.HasIndex(t => t.StaffId).HasFilter("done_at is null");
    }
}
