using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

/// <summary>No foreign key leads from here to a person, or back: the compartment stands by itself (T7).</summary>
internal sealed class DisclosureConfiguration : IEntityTypeConfiguration<DisclosureRequest>, IEntityTypeConfiguration<DisclosureStep>
{
    public void Configure(EntityTypeBuilder<DisclosureRequest> request)
    {
        request.ToTable("disclosure_requests");
        request.Ignore(r => r.IsOpen).Ignore(r => r.Next);
        request.Property(r => r.Reference).HasMaxLength(20);
        request.HasIndex(r => r.Reference).IsUnique();
        request.ComplexProperty(r => r.Asked, asked =>
        {
            foreach (var name in new[] { nameof(DisclosureAsked.ApplicantName), nameof(DisclosureAsked.AtRiskName), nameof(DisclosureAsked.SubjectName) })
            {
                asked.Property<string?>(name).HasMaxLength(DisclosureAsked.NameMaxLength);
            }

            foreach (var name in new[] { nameof(DisclosureAsked.ApplicantAddress), nameof(DisclosureAsked.ApplicantPhone), nameof(DisclosureAsked.ApplicantToAtRisk), nameof(DisclosureAsked.SubjectAddress), nameof(DisclosureAsked.Relationship) })
            {
                asked.Property<string?>(name).HasMaxLength(DisclosureAsked.LineMaxLength);
            }

            foreach (var name in new[] { nameof(DisclosureAsked.SafeContact), nameof(DisclosureAsked.Children), nameof(DisclosureAsked.Worries) })
            {
                asked.Property<string?>(name).HasMaxLength(DisclosureAsked.WordsMaxLength);
            }
        });
        request.HasOne<Agency>().WithMany().HasForeignKey(r => r.ForceId);
        request.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.TakenBy);
        request.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RequestId).OnDelete(DeleteBehavior.Cascade);

        // Those that are open, the most urgent first; those that have ended, the newest first.
        request.HasIndex(r => new { r.ForceId, r.NextDueAt }).HasFilter("closed_at is null");
        request.HasIndex(r => new { r.ForceId, r.ClosedAt }).HasFilter("closed_at is not null");
    }

    public void Configure(EntityTypeBuilder<DisclosureStep> step)
    {
        step.ToTable("disclosure_steps").HasKey(s => s.Number);
        step.Property(s => s.Content).HasColumnType("jsonb");
        step.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.By);
    }
}
