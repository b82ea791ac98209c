using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class EngagementConfiguration : IEntityTypeConfiguration<Engagement>
{
    public void Configure(EntityTypeBuilder<Engagement> engagement)
    {
        engagement.ToTable("engagements");
        engagement.PrimitiveCollection(e => e.Onward).ElementType().HasConversion<string>();
        engagement.Property(e => e.Because).HasMaxLength(Engagement.BecauseMaxLength);
        engagement.Property(e => e.Needs).HasMaxLength(Engagement.TextMaxLength);
        engagement.Property(e => e.Note).HasMaxLength(Engagement.TextMaxLength);
        engagement.HasOne<Incident>().WithMany().HasForeignKey(e => e.IncidentId);
        engagement.HasOne<Person>().WithMany().HasForeignKey(e => e.VictimId);
        engagement.HasOne<StaffMember>().WithMany().HasForeignKey(e => e.By);
        engagement.HasOne<Agency>().WithMany().HasForeignKey(e => e.ForceId);
        engagement.HasOne<Shift>().WithMany().HasForeignKey(e => e.ShiftId);

        // The figures of a period.
        engagement.HasIndex(e => e.At);
    }
}
