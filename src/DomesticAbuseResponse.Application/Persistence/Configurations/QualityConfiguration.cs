using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class QualityConfiguration : IEntityTypeConfiguration<QualitySample>, IEntityTypeConfiguration<SampledItem>
{
    public void Configure(EntityTypeBuilder<QualitySample> sample)
    {
        sample.ToTable("quality_samples");
        sample.PrimitiveCollection(s => s.Frame);
        sample.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        sample.HasOne<PolicingUnit>().WithMany().HasForeignKey(s => s.UnitId);
        sample.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.DrawnBy);
        sample.HasMany(s => s.Items).WithOne().HasForeignKey(i => i.SampleId).OnDelete(DeleteBehavior.Cascade);

        // The samples of an agency, newest first.
        sample.HasIndex(s => new { s.AgencyId, s.DrawnAt });
    }

    public void Configure(EntityTypeBuilder<SampledItem> item)
    {
        item.ToTable("sampled_items").HasKey(i => i.Number);
        item.Ignore(i => i.IsDone);
        item.Property(i => i.SecondReason).HasMaxLength(SampledItem.TextMaxLength);
        item.Property(i => i.Feedback).HasMaxLength(SampledItem.TextMaxLength);

        // What somebody was told about their own work.
        item.HasIndex(i => new { i.AuthorId, i.DecidedAt });
    }
}
