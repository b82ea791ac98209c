using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class CaseConfiguration :
    IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CasePerpetrator>, IEntityTypeConfiguration<RiskAssessment>, IEntityTypeConfiguration<RecordedAnswer>,
    IEntityTypeConfiguration<GradeEntry>, IEntityTypeConfiguration<Deadline>, IEntityTypeConfiguration<ContactAttempt>, IEntityTypeConfiguration<Referral>,
    IEntityTypeConfiguration<ReferralStep>, IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<PrimaryVictimEntry>, IEntityTypeConfiguration<PrimaryVictimProposal>, IEntityTypeConfiguration<CaseClosure>
{
    public void Configure(EntityTypeBuilder<Case> @case)
    {
        @case.ToTable("cases");
        @case.Ignore(c => c.RecordId).Ignore(c => c.IsOpen);
        @case.Property(c => c.Reference).HasMaxLength(20);
        @case.HasOne<Agency>().WithMany().HasForeignKey(c => c.AgencyId);
        @case.HasOne<Person>().WithMany().HasForeignKey(c => c.VictimId);
        @case.HasOne<PolicingUnit>().WithMany().HasForeignKey(c => c.UnitId);
        @case.ComplexProperty(c => c.PrimaryVictim);
        @case.HasMany(c => c.Perpetrators).WithOne().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Cascade);
        @case.HasMany(c => c.PrimaryVictimHistory).WithOne().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Cascade);
        @case.HasMany(c => c.PrimaryVictimProposals).WithOne().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Cascade);
        @case.HasMany(c => c.Closures).WithOne().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Cascade);
        @case.HasIndex(c => c.Reference).IsUnique();

        // Finding the victim's open case when a new incident names her.
        @case.HasIndex(c => c.VictimId);

        @case.HasIndex(c => c.UnitId);

        // The high-risk cases of a unit, for its daily briefing.
        @case.HasIndex(c => c.UnitId, "ix_cases_briefing").HasFilter("grade = 'High' and closed_at is null");

        // An IDVA's caseload.
        @case.HasIndex(c => c.IdvaId);
    }

    public void Configure(EntityTypeBuilder<CasePerpetrator> perpetrator)
    {
        perpetrator.ToTable("case_perpetrators").HasKey(p => p.Number);
        perpetrator.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        perpetrator.HasIndex(p => new { p.CaseId, p.PersonId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PrimaryVictimEntry> entry)
    {
        entry.ToTable("primary_victim_decisions").HasKey(e => e.Number);
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
    }

    public void Configure(EntityTypeBuilder<PrimaryVictimProposal> proposal)
    {
        proposal.ToTable("primary_victim_proposals").HasKey(p => p.Number);
        proposal.Property(p => p.Rationale).HasMaxLength(PrimaryVictimProposal.WordsMaxLength);
        proposal.Property(p => p.Reason).HasMaxLength(PrimaryVictimProposal.WordsMaxLength);
        proposal.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        proposal.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.ProposedBy);
        proposal.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.AnsweredBy);

        // One waits at a time, and it is found by its case.
        proposal.HasIndex(p => p.CaseId, "ix_primary_victim_proposals_waiting").IsUnique().HasFilter("state = 'Waiting'");
    }

    public void Configure(EntityTypeBuilder<CaseClosure> closure)
    {
        closure.ToTable("case_closures").HasKey(c => c.Number);
        closure.Property(c => c.Note).HasMaxLength(CaseClosure.NoteMaxLength);
        closure.Property(c => c.ReopenedBecause).HasMaxLength(CaseClosure.NoteMaxLength);
    }

    public void Configure(EntityTypeBuilder<RiskAssessment> assessment)
    {
        assessment.ToTable("assessments");
        assessment.Ignore(a => a.IsComplete).Ignore(a => a.History);
        assessment.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId);
        assessment.HasOne<Incident>().WithMany().HasForeignKey(a => a.IncidentId);
        assessment.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
        assessment.HasMany(a => a.Answers).WithOne().HasForeignKey(a => a.AssessmentId).OnDelete(DeleteBehavior.Cascade);
        assessment.HasMany(a => a.Grades).WithOne().HasForeignKey(g => g.AssessmentId).OnDelete(DeleteBehavior.Cascade);
        assessment.Property(a => a.Preamble).HasColumnType("jsonb");
        assessment.Property(a => a.Professional).HasColumnType("jsonb");
        assessment.Property(a => a.SuggestionTrace).HasColumnType("jsonb");
        assessment.Property(a => a.Narratives).HasColumnType("jsonb");
        assessment.Property(a => a.ChildFindings).HasColumnType("jsonb");

        // The sergeant's list: finished and not yet reviewed, oldest first.
        assessment.HasIndex(a => new { a.AgencyId, a.CompletedAt }).HasFilter("completed_at is not null and reviewed_at is null");

        // What was finished on one day, for the watch over routes.
        assessment.HasIndex(a => a.CompletedAt, "ix_assessments_finished").HasFilter("completed_at is not null");

        // Forms begun and not handed in, for the sergeant to ask after before the officer goes off duty.
        assessment.HasIndex(a => new { a.AgencyId, a.StartedAt }, "ix_assessments_unfinished").HasFilter("completed_at is null");
    }

    public void Configure(EntityTypeBuilder<RecordedAnswer> answer)
    {
        answer.ToTable("assessment_answers").HasKey(a => a.Number);
        answer.Property(a => a.Extras).HasColumnType("jsonb");
        answer.HasIndex(a => new { a.AssessmentId, a.Instrument, a.Item }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GradeEntry> grade)
    {
        grade.ToTable("grade_entries").HasKey(g => g.Number);

        // The grading history on every page of a case.
        grade.HasIndex(g => new { g.CaseId, g.At });
    }

    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.ToTable("deadlines");
        deadline.Ignore(d => d.IsOpen);
        deadline.Property(d => d.Trace).HasColumnType("jsonb");
        deadline.HasOne<Deadline>().WithMany().HasForeignKey(d => d.ReplacesId);
        deadline.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId);
        deadline.HasOne<Incident>().WithMany().HasForeignKey(d => d.IncidentId);
        deadline.HasOne<Domain.Orders.ProtectiveOrder>().WithMany().HasForeignKey(d => d.OrderId);

        // The clocks of orders, which few deadlines are.
        deadline.HasIndex(d => d.OrderId).HasFilter("order_id is not null");

        // What an agency must do next, and what the worker escalates.
        deadline.HasIndex(d => new { d.AgencyId, d.DueAt }).HasFilter("met_at is null and superseded_at is null");
        deadline.HasIndex(d => d.DueAt).HasFilter("met_at is null and superseded_at is null and escalated_at is null");
    }

    public void Configure(EntityTypeBuilder<ContactAttempt> attempt)
    {
        attempt.ToTable("contact_attempts");
        attempt.Ignore(a => a.IsTwoWay);
        attempt.Property(a => a.Note).HasMaxLength(ContactAttempt.NoteMaxLength);
        attempt.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId);
        attempt.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);

        // The call backs that an agency agreed to.
        attempt.HasIndex(a => new { a.ByAgencyId, a.CallbackAt }).HasFilter("callback_at is not null");
    }

    public void Configure(EntityTypeBuilder<Referral> referral)
    {
        referral.ToTable("referrals", table =>
        {
            table.HasCheckConstraint("ck_referrals_one_receiver", "(to_agency_id is null) <> (marac_id is null)");
            table.HasCheckConstraint("ck_referrals_not_to_self", "from_agency_id <> to_agency_id");
        });
        referral.Ignore(r => r.IsOpen);
        referral.Property(r => r.Grounds).HasColumnType("jsonb");
        referral.ComplexProperty(r => r.Sharing);
        referral.ComplexProperty(r => r.Account, account =>
        {
            account.Property(a => a.Narrative).HasMaxLength(ReferralAccount.MaxLength);
            account.Property(a => a.AfraidOf).HasMaxLength(ReferralAccount.MaxLength);
            account.Property(a => a.SafeToTalkTo).HasMaxLength(ReferralAccount.MaxLength);
            account.Property(a => a.UnsafeToTalkTo).HasMaxLength(ReferralAccount.MaxLength);
            account.Property(a => a.OtherMaracs).HasMaxLength(ReferralAccount.MaxLength);
        });
        referral.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        referral.HasOne<Agency>().WithMany().HasForeignKey(r => r.ToAgencyId);
        referral.HasOne<Agency>().WithMany().HasForeignKey(r => r.FromAgencyId);
        referral.HasOne<Marac>().WithMany().HasForeignKey(r => r.MaracId);
        referral.HasOne<Person>().WithMany().HasForeignKey(r => r.ChildId);
        referral.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.ReferralId).OnDelete(DeleteBehavior.Cascade);

        // The inbox of an agency, and of a MARAC: what is waiting for us, oldest first.
        referral.HasIndex(r => new { r.ToAgencyId, r.Status, r.SentAt });
        referral.HasIndex(r => new { r.MaracId, r.Status, r.SentAt });
        referral.HasIndex(r => r.CaseId);

        // What was sent on one day, for the watch over routes.
        referral.HasIndex(r => r.SentAt).HasFilter("sent_at is not null");
    }

    public void Configure(EntityTypeBuilder<ReferralStep> step) => step.ToTable("referral_steps").HasKey(s => s.Number);

    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");

        // What a role or a person still has to deal with.
        notice.HasIndex(n => new { n.AgencyId, n.Role, n.At }).HasFilter("done_at is null");
        notice.HasIndex(n => n.StaffId).HasFilter("done_at is null");

        // The danger banner of a case, and what was decided in it.
        notice.HasIndex(n => n.CaseId);

        // What still waits about one record, and goes with it when it is merged.
        notice.HasIndex(n => n.SubjectId).HasFilter("done_at is null and subject_id is not null");
    }
}
