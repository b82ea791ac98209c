using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class PlanConfiguration :
    IEntityTypeConfiguration<SafetyPlan>, IEntityTypeConfiguration<PlanReview>, IEntityTypeConfiguration<ToldEvent>, IEntityTypeConfiguration<PlanPaper>, IEntityTypeConfiguration<PlanLine>,
    IEntityTypeConfiguration<PlanLineChange>
{
    /// <summary>Words, a status with its reason, or the topics of every answer.</summary>
    private const int _changeMaxLength = 4000;

    public void Configure(EntityTypeBuilder<SafetyPlan> plan)
    {
        plan.ToTable("safety_plans");
        plan.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);
        plan.HasOne<Agency>().WithMany().HasForeignKey(p => p.AgencyId);
        plan.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.BegunBy);
        plan.HasMany(p => p.Reviews).WithOne().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.Told).WithOne().HasForeignKey(t => t.PlanId).OnDelete(DeleteBehavior.Cascade);
        plan.HasMany(p => p.Papers).WithOne().HasForeignKey(p => p.PlanId).OnDelete(DeleteBehavior.Cascade);

        // One plan for each case, however many begin it at once.
        plan.HasIndex(p => p.CaseId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanReview> review)
    {
        review.ToTable("safety_plan_reviews").HasKey(r => r.Number);
        review.Property(r => r.WhatChanged).HasMaxLength(PlanReview.WordsMaxLength);
        review.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.By);
    }

    public void Configure(EntityTypeBuilder<ToldEvent> told)
    {
        told.ToTable("safety_plan_events").HasKey(t => t.Number);
        told.HasOne<StaffMember>().WithMany().HasForeignKey(t => t.By);
    }

    public void Configure(EntityTypeBuilder<PlanPaper> paper)
    {
        paper.ToTable("safety_plan_papers").HasKey(p => p.Number);
        paper.Property(p => p.Language).HasMaxLength(8);
        paper.Property(p => p.Sheet).HasColumnType("jsonb");
        paper.Property(p => p.GivenTo).HasMaxLength(PlanPaper.GivenToMaxLength);
        paper.Property(p => p.Note).HasMaxLength(PlanPaper.NoteMaxLength);
        paper.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.MadeBy);
        paper.HasIndex(p => new { p.PlanId, p.Copy }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlanLine> line)
    {
        line.ToTable("safety_plan_lines");
        line.Ignore(l => l.IsOpen).Ignore(l => l.IsLive).Ignore(l => l.Terms).Ignore(l => l.ToLookAt);
        line.Property(l => l.Section).HasMaxLength(PlanSections.CodeMaxLength);
        line.Property(l => l.Words).HasMaxLength(PlanLine.WordsMaxLength);
        line.Property(l => l.PaperWords).HasMaxLength(PlanLine.WordsMaxLength);
        line.Property(l => l.OwnerAgency).HasMaxLength(PlanLine.AgencyMaxLength);
        line.Property(l => l.StatusReason).HasMaxLength(PlanLine.ReasonMaxLength);
        line.PrimitiveCollection(l => l.Answers);
        line.HasOne<SafetyPlan>().WithMany().HasForeignKey(l => l.PlanId);
        line.HasOne<Case>().WithMany().HasForeignKey(l => l.CaseId);
        line.HasOne<Agency>().WithMany().HasForeignKey(l => l.AgencyId);
        line.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.OwnerStaffId);
        line.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.WrittenBy);
        line.HasMany(l => l.Changes).WithOne().HasForeignKey(c => c.LineId).OnDelete(DeleteBehavior.Cascade);

        // The lines of a plan, each by its number.
        line.HasIndex(l => new { l.PlanId, l.Number }).IsUnique();

        // Somebody's day, and the lines that stand in the day of whoever carries a case.
        line.HasIndex(l => new { l.OwnerStaffId, l.DueOn }).HasFilter("status = 'Open' and due_on is not null");
        line.HasIndex(l => new { l.CaseId, l.DueOn }).HasFilter("status = 'Open' and due_on is not null");
    }

    public void Configure(EntityTypeBuilder<PlanLineChange> change)
    {
        change.ToTable("safety_plan_changes").HasKey(c => c.Number);
        change.Property(c => c.Before).HasMaxLength(_changeMaxLength);
        change.Property(c => c.After).HasMaxLength(_changeMaxLength);
        change.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.By);

        // The history of a plan, newest first.
        change.HasIndex(c => new { c.PlanId, c.Number });
    }
}
