using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Referrals;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class CaseloadConfiguration :
    IEntityTypeConfiguration<CaseTask>, IEntityTypeConfiguration<ReferralTriage>, IEntityTypeConfiguration<ContactStep>, IEntityTypeConfiguration<StaffLeave>,
    IEntityTypeConfiguration<SupervisionRecord>, IEntityTypeConfiguration<SupervisedCase>
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

        // What an order or a move asked for waits once with each agency, for each day, however many instances run; what was done is asked again when something new is known.
        task.HasIndex(t => new { t.SubjectId, t.CaseId, t.AgencyId, t.Reason, t.ForOn }).IsUnique().HasFilter("subject_id is not null and done_at is null");
        task.HasIndex(t => t.SubjectId).HasFilter("subject_id is not null");

        // Those of a calendar.
        task.HasIndex(t => t.DueOn).HasFilter("subject_id is not null and done_at is null");

        // The tasks of a case, and how many are open in each case of a caseload.
        task.HasIndex(t => new { t.CaseId, t.AgencyId });

        // Somebody's day, and an agency's.
        task.HasIndex(t => new { t.AgencyId, t.DueOn }).HasFilter("done_at is null");
        task.HasIndex(t => t.StaffId).HasFilter("done_at is null");
    }

    public void Configure(EntityTypeBuilder<ReferralTriage> triage)
    {
        triage.ToTable("referral_triages");
        triage.Property(t => t.Findings).HasColumnType("jsonb");
        triage.Property(t => t.Reason).HasMaxLength(ReferralTriage.ReasonMaxLength);
        triage.HasOne<Referral>().WithMany().HasForeignKey(t => t.ReferralId);
        triage.HasOne<StaffMember>().WithMany().HasForeignKey(t => t.By);
    }

    public void Configure(EntityTypeBuilder<StaffLeave> leave)
    {
        leave.ToTable("staff_leaves");
        leave.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.StaffId);
        leave.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.CoverId);
        leave.HasOne<Agency>().WithMany().HasForeignKey(l => l.AgencyId);

        // Whom somebody covers for today, on every list of theirs.
        leave.HasIndex(l => new { l.CoverId, l.UntilOn }).HasFilter("cancelled_at is null");
    }

    public void Configure(EntityTypeBuilder<SupervisionRecord> supervision)
    {
        supervision.ToTable("supervision_records");
        supervision.Property(s => s.Wellbeing).HasMaxLength(SupervisionRecord.TextMaxLength);
        supervision.Property(s => s.Workload).HasMaxLength(SupervisionRecord.TextMaxLength);
        supervision.Property(s => s.Agreed).HasMaxLength(SupervisionRecord.TextMaxLength);
        supervision.Property(s => s.Comment).HasMaxLength(SupervisionRecord.TextMaxLength);
        supervision.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId);
        supervision.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.HeldBy);
        supervision.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        supervision.HasMany(s => s.Cases).WithOne().HasForeignKey(c => c.SupervisionId).OnDelete(DeleteBehavior.Cascade);

        // The records of one IDVA, newest first, and the last of each.
        supervision.HasIndex(s => new { s.StaffId, s.HeldOn });
    }

    public void Configure(EntityTypeBuilder<SupervisedCase> supervised)
    {
        supervised.ToTable("supervised_cases").HasKey(c => c.Number);
        supervised.Property(c => c.Words).HasMaxLength(SupervisionRecord.CaseWordsMaxLength);
        supervised.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId);
    }

    public void Configure(EntityTypeBuilder<ContactStep> step)
    {
        step.ToTable("contact_steps");
        step.Property(s => s.Note).HasMaxLength(ContactStep.NoteMaxLength);
        step.HasOne<Case>().WithMany().HasForeignKey(s => s.CaseId);
        step.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        step.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.By);

        // The steps of one case; each is taken once by a service.
        step.HasIndex(s => new { s.CaseId, s.AgencyId, s.Step, s.At });
    }
}
