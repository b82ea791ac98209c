using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class IncidentConfiguration :
    IEntityTypeConfiguration<Incident>, IEntityTypeConfiguration<IncidentParty>, IEntityTypeConfiguration<SupervisorReview>, IEntityTypeConfiguration<IncidentDecision>,
    IEntityTypeConfiguration<IncidentDispatch>, IEntityTypeConfiguration<RegradeRequest>, IEntityTypeConfiguration<ComplaintWithdrawal>, IEntityTypeConfiguration<SupervisorAttendance>
{
    /// <summary>How urgent an open call is, by <see cref="BoardOrder"/>.</summary>
    internal const string BoardRank = "BoardRank";

    /// <summary>Whether something about a call waits for a control-room supervisor (R4.1).</summary>
    internal const string AwaitsSupervisor = "AwaitsSupervisor";

    private const string AwaitsSupervisorSql = """
        withdrawal_waits_since is not null or (closed_at is null and (review_due_since is not null or grade is null or regrade_asked_at is not null
        or (attended_at is null and call_silence in ('Silent', 'Abandoned'))))
        """;

    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("incidents");
        incident.Ignore(i => i.RecordId).Ignore(i => i.AwaitsReview).Ignore(i => i.AwaitsAttendance).Ignore(i => i.IsOpen).Ignore(i => i.Victims).Ignore(i => i.Cases);
        incident.Property(i => i.Reference).HasMaxLength(20);
        incident.HasOne<Agency>().WithMany().HasForeignKey(i => i.AgencyId);
        incident.HasOne<PolicingUnit>().WithMany().HasForeignKey(i => i.UnitId);
        incident.HasOne<Case>().WithMany().HasForeignKey(i => i.CaseId);
        incident.ComplexProperty(i => i.Call, call =>
        {
            call.Property(c => c.FirstWords).HasMaxLength(Incident.WordsMaxLength);
            call.Property(c => c.WhatHappened).HasMaxLength(Incident.WordsMaxLength);
            call.Property(c => c.TimesAsTyped).HasMaxLength(Call.TimesMaxLength);
        });
        incident.HasMany(i => i.Parties).WithOne().HasForeignKey(p => p.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasMany(i => i.Reviews).WithOne().HasForeignKey(r => r.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasMany(i => i.Decisions).WithOne().HasForeignKey(d => d.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasMany(i => i.Dispatches).WithOne().HasForeignKey(d => d.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasMany(i => i.Regrades).WithOne().HasForeignKey(r => r.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasMany(i => i.Withdrawals).WithOne().HasForeignKey(w => w.IncidentId).OnDelete(DeleteBehavior.Cascade);
        incident.HasIndex(i => i.Reference).IsUnique();

        // The board of open calls, the most urgent first.
        incident.Property<int>(BoardRank).HasComputedColumnSql(BoardOrder.Sql, stored: true);
        incident.HasIndex([BoardRank, nameof(Incident.ReportedAt), nameof(Incident.Id)], "ix_incidents_board").HasFilter("closed_at is null");

        // The supervisor's list: what waits for one, few among many.
        incident.Property<bool>(AwaitsSupervisor).HasComputedColumnSql(AwaitsSupervisorSql, stored: true);
        incident.HasIndex(["ReportedAt", nameof(Incident.Id)], "ix_incidents_supervisor").HasFilter("awaits_supervisor");

        // The incident list, newest report first, and its next page.
        incident.HasIndex(i => new { i.ReportedAt, i.Id }).IsDescending();
        incident.HasIndex(i => new { i.AgencyId, i.ReportedAt });

        // The same of those that are open, which are few among many.
        incident.HasIndex(i => new { i.ReportedAt, i.Id }, "ix_incidents_open").IsDescending().HasFilter("closed_at is null");

        // The calls of a policing unit, for its repeat callers.
        incident.HasIndex(i => new { i.UnitId, i.ReportedAt });

        // The grade and the reference of the case in lists of incidents.
        incident.HasIndex(i => i.CaseId);
    }

    public void Configure(EntityTypeBuilder<IncidentParty> party)
    {
        party.ToTable("incident_parties").HasKey(p => p.Number);
        party.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        party.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId);

        // A case file and its chronology: the incidents in which its victim was harmed.
        party.HasIndex(p => p.CaseId).HasFilter("case_id is not null");
    }

    public void Configure(EntityTypeBuilder<SupervisorReview> review) => review.ToTable("supervisor_reviews").HasKey(r => r.Number);

    public void Configure(EntityTypeBuilder<SupervisorAttendance> attendance)
    {
        attendance.ToTable("supervisor_attendances").HasKey(a => a.Number);
        attendance.Ignore(a => a.WasThere);
        attendance.Property(a => a.Words).HasMaxLength(SupervisorAttendance.WordsMaxLength);
        attendance.HasOne<Incident>().WithMany().HasForeignKey(a => a.IncidentId);
        attendance.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.By);
    }

    public void Configure(EntityTypeBuilder<IncidentDecision> decision)
    {
        decision.ToTable("incident_decisions").HasKey(d => d.Number);
        decision.Property(d => d.Reason).HasMaxLength(IncidentDecision.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<IncidentDispatch> dispatch)
    {
        dispatch.ToTable("incident_dispatches").HasKey(d => d.Number);
        dispatch.Property(d => d.Who).HasMaxLength(IncidentDispatch.WhoMaxLength);
        dispatch.Property(d => d.Note).HasMaxLength(IncidentDispatch.NoteMaxLength);
        dispatch.Ignore(d => d.IsOnTheWay);
    }

    public void Configure(EntityTypeBuilder<RegradeRequest> request)
    {
        request.ToTable("regrade_requests").HasKey(r => r.Number);
        request.Property(r => r.Reason).HasMaxLength(RegradeRequest.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<ComplaintWithdrawal> withdrawal)
    {
        withdrawal.ToTable("complaint_withdrawals").HasKey(w => w.Number);
        withdrawal.Property(w => w.Words).HasMaxLength(ComplaintWithdrawal.WordsMaxLength);
        withdrawal.Property(w => w.Decision).HasMaxLength(ComplaintWithdrawal.WordsMaxLength);
    }
}
