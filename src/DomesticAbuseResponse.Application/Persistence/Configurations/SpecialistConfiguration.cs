using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class SpecialistConfiguration : IEntityTypeConfiguration<SpecialistReview>, IEntityTypeConfiguration<Engagement>
{
    public void Configure(EntityTypeBuilder<SpecialistReview> review)
    {
        review.ToTable("specialist_reviews");
        review.Property(r => r.Reason).HasMaxLength(SpecialistReview.ReasonMaxLength);
        review.Property(r => r.Advice).HasMaxLength(SpecialistReview.AdviceMaxLength);
        review.Property(r => r.AdviceTo).HasMaxLength(SpecialistReview.AdviceToMaxLength);
        review.HasOne<Incident>().WithMany().HasForeignKey(r => r.IncidentId);
        review.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.By);
        review.HasOne<Shift>().WithMany().HasForeignKey(r => r.ShiftId);

        // The figures of a period.
        review.HasIndex(r => r.At);
    }

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
