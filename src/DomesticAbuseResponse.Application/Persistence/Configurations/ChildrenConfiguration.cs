using System.Text.Json;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class ChildrenConfiguration :
    IEntityTypeConfiguration<School>, IEntityTypeConfiguration<ChildDetails>, IEntityTypeConfiguration<ChildPart>, IEntityTypeConfiguration<ChildVoice>, IEntityTypeConfiguration<SchoolNotice>,
    IEntityTypeConfiguration<ChildScreening>, IEntityTypeConfiguration<ScreeningPart>
{
    public void Configure(EntityTypeBuilder<School> school)
    {
        school.ToTable("schools");
        school.Property(s => s.Code).HasMaxLength(School.CodeMaxLength);
        school.Property(s => s.Name).HasMaxLength(School.NameMaxLength);
        school.Property(s => s.KeyAdult).HasMaxLength(School.ContactMaxLength);
        school.Property(s => s.Phone).HasMaxLength(School.ContactMaxLength);
        school.Property(s => s.SecureMail).HasMaxLength(School.ContactMaxLength);
        school.HasOne<LocalAuthority>().WithMany().HasForeignKey(s => s.AuthorityId);

        // One school, one code in its authority, however often a directory is imported.
        school.HasIndex(s => new { s.AuthorityId, s.Code }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ChildDetails> details)
    {
        details.ToTable("child_details").HasKey(d => d.Number);
        details.Ignore(d => d.Facts);
        details.Property(d => d.SchoolName).HasMaxLength(School.NameMaxLength);
        details.Property(d => d.Gp).HasMaxLength(ChildDetails.ShortMaxLength);
        details.Property(d => d.HealthVisitor).HasMaxLength(ChildDetails.ShortMaxLength);
        details.Property(d => d.Needs).HasMaxLength(ChildDetails.WordsMaxLength);
        details.Property(d => d.ConcernWords).HasMaxLength(ChildDetails.WordsMaxLength);
        details.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId);
        details.HasOne<School>().WithMany().HasForeignKey(d => d.SchoolId);
        details.HasOne<LocalAuthority>().WithMany().HasForeignKey(d => d.AuthorityId);
        details.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.By);

        // The newest of a child.
        details.HasIndex(d => new { d.PersonId, d.Number });
    }

    public void Configure(EntityTypeBuilder<ChildPart> part)
    {
        part.ToTable("child_parts").HasKey(p => p.Number);
        part.Property(p => p.Where).HasMaxLength(ChildPart.WordsMaxLength);
        part.Property(p => p.Injuries).HasMaxLength(ChildPart.WordsMaxLength);
        part.HasOne<Incident>().WithMany().HasForeignKey(p => p.IncidentId);
        part.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        part.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.By);
        part.HasIndex(p => new { p.IncidentId, p.PersonId, p.Number });
        part.HasIndex(p => p.PersonId);
    }

    public void Configure(EntityTypeBuilder<ChildVoice> voice)
    {
        voice.ToTable("child_voices").HasKey(v => v.Number);
        voice.Property(v => v.Words).HasMaxLength(ChildVoice.WordsMaxLength);
        voice.Property(v => v.With).HasMaxLength(ChildVoice.ShortMaxLength);
        voice.Property(v => v.NotAskedBecause).HasMaxLength(ChildVoice.ShortMaxLength);
        voice.HasOne<Incident>().WithMany().HasForeignKey(v => v.IncidentId);
        voice.HasOne<Case>().WithMany().HasForeignKey(v => v.CaseId);
        voice.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
        voice.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.By);
        voice.HasIndex(v => new { v.PersonId, v.Number });
    }

    public void Configure(EntityTypeBuilder<SchoolNotice> notice)
    {
        notice.ToTable("school_notices");
        notice.Ignore(n => n.IsOpen).Ignore(n => n.DecisionHolds);
        notice.Property(n => n.Ground).HasMaxLength(SchoolNotice.GroundMaxLength);
        notice.Property(n => n.DecidedGround).HasMaxLength(SchoolNotice.GroundMaxLength);
        notice.Property(n => n.Because).HasMaxLength(SchoolNotice.ReasonMaxLength);
        notice.Property(n => n.Trace).HasColumnType("jsonb");
        notice.Property(n => n.Recipient).HasMaxLength(SchoolNotice.RecipientMaxLength);
        notice.Property(n => n.Decision).HasMaxLength(SchoolNotice.ReasonMaxLength);
        notice.Property(n => n.Content).HasColumnType("jsonb").HasConversion(
            content => JsonSerializer.Serialize(content, JsonSerializerOptions.Web), stored => JsonSerializer.Deserialize<SchoolNoticeContent>(stored, JsonSerializerOptions.Web));
        notice.HasOne<Incident>().WithMany().HasForeignKey(n => n.IncidentId);
        notice.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
        notice.HasOne<Agency>().WithMany().HasForeignKey(n => n.AgencyId);
        notice.HasOne<School>().WithMany().HasForeignKey(n => n.SchoolId);
        notice.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.SentBy);
        notice.HasOne<StaffMember>().WithMany().HasForeignKey(n => n.DecidedBy);

        // One for each child and incident, however many make it at once.
        notice.HasIndex(n => new { n.IncidentId, n.PersonId }).IsUnique();
        notice.HasIndex(n => n.PersonId);

        // What a force has to tell, and what it told, newest first.
        notice.HasIndex(n => new { n.AgencyId, n.DueAt }).HasDatabaseName("ix_school_notices_due").HasFilter("status in ('Due', 'NeedsDecision')");
        notice.HasIndex(n => new { n.AgencyId, n.SentAt }).HasDatabaseName("ix_school_notices_sent").HasFilter("status = 'Sent'");

        // What the worker looks at.
        notice.HasIndex(n => n.DueAt).HasDatabaseName("ix_school_notices_late").HasFilter("status in ('Due', 'NeedsDecision') and escalated_at is null");
    }

    public void Configure(EntityTypeBuilder<ChildScreening> screening)
    {
        screening.ToTable("child_screenings");
        screening.Ignore(s => s.Newest).Ignore(s => s.Missing);
        screening.Property(s => s.Summary).HasMaxLength(ChildScreening.WordsMaxLength);
        screening.Property(s => s.Reason).HasMaxLength(ChildScreening.ReasonMaxLength);
        screening.Property(s => s.WhoWasThere).HasMaxLength(ChildScreening.WhoMaxLength);
        screening.HasOne<Incident>().WithMany().HasForeignKey(s => s.IncidentId);
        screening.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        screening.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        screening.HasOne<Agency>().WithMany().HasForeignKey(s => s.CouncilId);
        screening.HasOne<Agency>().WithMany().HasForeignKey(s => s.HealthId);
        screening.HasOne<Referral>().WithMany().HasForeignKey(s => s.ReferralId);
        screening.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.SharedBy);
        screening.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.DecidedBy);
        screening.HasMany(s => s.Parts).WithOne().HasForeignKey(p => p.ScreeningId).OnDelete(DeleteBehavior.Cascade);

        // One for each child and incident.
        screening.HasIndex(s => new { s.IncidentId, s.PersonId }).IsUnique();
        screening.HasIndex(s => s.PersonId);

        // The queue of each of the three.
        screening.HasIndex(s => new { s.AgencyId, s.Status, s.MadeAt });
        screening.HasIndex(s => new { s.CouncilId, s.Status, s.MadeAt });
        screening.HasIndex(s => new { s.HealthId, s.Status, s.MadeAt });
    }

    public void Configure(EntityTypeBuilder<ScreeningPart> part)
    {
        part.ToTable("child_screening_parts").HasKey(p => p.Number);
        part.Property(p => p.Words).HasMaxLength(ChildScreening.WordsMaxLength);
        part.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.By);
    }
}
