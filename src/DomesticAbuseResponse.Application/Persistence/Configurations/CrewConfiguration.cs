using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class CrewConfiguration : IEntityTypeConfiguration<CrewTask>, IEntityTypeConfiguration<CrewStep>
{
    public void Configure(EntityTypeBuilder<CrewTask> task)
    {
        task.ToTable("crew_tasks");
        task.Ignore(t => t.IsOpen);
        task.Property(t => t.Service).HasMaxLength(CoverService.CodeMaxLength);
        task.Property(t => t.Reason).HasMaxLength(CrewTask.ReasonMaxLength);
        task.HasOne<Incident>().WithMany().HasForeignKey(t => t.IncidentId);
        task.HasOne<Person>().WithMany().HasForeignKey(t => t.VictimId);
        task.HasOne<Agency>().WithMany().HasForeignKey(t => t.ForceId);
        task.HasOne<Shift>().WithMany().HasForeignKey(t => t.ShiftId);
        task.HasOne<CrewTask>().WithMany().HasForeignKey(t => t.FromId);
        task.HasMany(t => t.Steps).WithOne().HasForeignKey(s => s.TaskId).OnDelete(DeleteBehavior.Cascade);

        // One crew is asked once at a time for one victim of one incident, however many people ask.
        task.HasIndex(t => new { t.IncidentId, t.VictimId, t.ShiftId }, "ix_crew_tasks_open").IsUnique().HasFilter("ended_at is null");

        // The list of a crew, and what is said of a shift.
        task.HasIndex(t => t.ShiftId);

        // What an incident's page says of crews.
        task.HasIndex(t => t.IncidentId);

        // Those that are open: the force's list, and the pass that ends what outlasts its shift.
        task.HasIndex(t => new { t.ForceId, t.AskedAt }).HasFilter("ended_at is null");
    }

    public void Configure(EntityTypeBuilder<CrewStep> step)
    {
        step.ToTable("crew_steps").HasKey(s => s.Number);
        step.Property(s => s.Reason).HasMaxLength(CrewTask.ReasonMaxLength);
        step.Property(s => s.To).HasMaxLength(CrewTask.ServiceMaxLength);

        // Each move is recorded once.
        step.HasIndex(s => new { s.TaskId, s.Kind }).IsUnique();
    }
}
