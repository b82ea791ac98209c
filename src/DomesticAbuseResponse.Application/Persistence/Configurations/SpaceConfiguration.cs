using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class SpaceConfiguration : IEntityTypeConfiguration<SafeSpace>, IEntityTypeConfiguration<SpaceStep>
{
    public void Configure(EntityTypeBuilder<SafeSpace> space)
    {
        space.ToTable("safe_spaces");
        space.Ignore(s => s.Next);
        space.PrimitiveCollection(s => s.Needs).ElementType().HasConversion<string>();
        space.Property(s => s.AskedOf).HasMaxLength(SafeSpace.AskedOfMaxLength);
        space.Property(s => s.ChildrenAges).HasMaxLength(SafeSpace.ShortMaxLength);
        space.Property(s => s.NotIn).HasMaxLength(SafeSpace.ShortMaxLength);
        space.HasOne<CrewTask>().WithMany().HasForeignKey(s => s.TaskId);
        space.HasOne<Incident>().WithMany().HasForeignKey(s => s.IncidentId);
        space.HasOne<Person>().WithMany().HasForeignKey(s => s.VictimId);
        space.HasMany(s => s.Steps).WithOne().HasForeignKey(s => s.SpaceId).OnDelete(DeleteBehavior.Cascade);

        // What was asked for in a task.
        space.HasIndex(s => s.TaskId);
    }

    public void Configure(EntityTypeBuilder<SpaceStep> step)
    {
        step.ToTable("safe_space_steps").HasKey(s => s.Number);
        step.Property<string>("Note").HasMaxLength(300).IsRequired(false); // nothing writes it any more; the column goes with the next migration

        // Each step is recorded once.
        step.HasIndex(s => new { s.SpaceId, s.Kind }).IsUnique();
    }
}
