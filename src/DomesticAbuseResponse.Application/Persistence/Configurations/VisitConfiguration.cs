using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>, IEntityTypeConfiguration<VisitChange>, IEntityTypeConfiguration<WorkerNote>
{
    private const int _fieldMaxLength = 60;

    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.ToTable("visits").HasKey(v => v.TaskId);
        visit.Ignore(v => v.Record).Ignore(v => v.Last);
        visit.HasOne<CrewTask>().WithMany().HasForeignKey(v => v.TaskId);
        visit.HasOne<Incident>().WithMany().HasForeignKey(v => v.IncidentId);
        visit.HasMany(v => v.Changes).WithOne().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<VisitChange> change)
    {
        change.ToTable("visit_changes").HasKey(c => c.Id);
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Number).UseIdentityAlwaysColumn();
        change.Property(c => c.Field).HasMaxLength(_fieldMaxLength);
        change.Property(c => c.Value).HasMaxLength(VisitFields.TextMaxLength);

        // A visit with its changes, in their order.
        change.HasIndex(c => new { c.TaskId, c.Number });
    }

    public void Configure(EntityTypeBuilder<WorkerNote> note)
    {
        note.ToTable("worker_notes");
        note.Property(n => n.Text).HasMaxLength(WorkerNote.TextMaxLength);
        note.HasOne<CrewTask>().WithMany().HasForeignKey(n => n.TaskId);
        note.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        note.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.By);
        note.HasOne<Agency>().WithMany().HasForeignKey(n => n.AgencyId);

        // The notes of a task, and those of an agency, newest first.
        note.HasIndex(n => n.TaskId);
        note.HasIndex(n => new { n.AgencyId, n.At });
    }
}
