using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class IncomingConfiguration :
    IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<IncomingReport>, IEntityTypeConfiguration<IncomingQuestion>, IEntityTypeConfiguration<IncomingPerson>,
    IEntityTypeConfiguration<IncomingDelivery>, IEntityTypeConfiguration<LearnedWord>, IEntityTypeConfiguration<ImportBatch>
{
    private const int _pathMaxLength = 60;

    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        key.Property(k => k.Hint).HasMaxLength(20);
        key.PrimitiveCollection(k => k.Scopes).ElementType().HasConversion<string>();
        key.HasOne<Agency>().WithMany().HasForeignKey(k => k.AgencyId);
        key.HasOne<StaffMember>().WithMany().HasForeignKey(k => k.MadeBy);
        key.HasOne<StaffMember>().WithMany().HasForeignKey(k => k.RevokedBy);

        // Every message: whose key is this?
        key.HasIndex(k => k.Hash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IncomingReport> report)
    {
        report.ToTable("incoming_reports");
        report.Ignore(r => r.IsLive);
        report.Property(r => r.Reference).HasMaxLength(SentReport.ReferenceMaxLength);
        report.Property(r => r.Sent).HasColumnType("jsonb").HasConversion(
            sent => SentReports.Write(sent), json => SentReports.Read(json), new ValueComparer<SentReport>((a, b) => ReferenceEquals(a, b), r => r.GetHashCode(), r => r));
        report.Property(r => r.Corrections).HasColumnType("jsonb").HasConversion(
            c => System.Text.Json.JsonSerializer.Serialize(c, (System.Text.Json.JsonSerializerOptions?)null),
            json => System.Text.Json.JsonSerializer.Deserialize<List<ReportCorrection>>(json, (System.Text.Json.JsonSerializerOptions?)null)!,
            new ValueComparer<IReadOnlyList<ReportCorrection>>((a, b) => ReferenceEquals(a, b), r => r.GetHashCode(), r => r));
        report.HasOne<Agency>().WithMany().HasForeignKey(r => r.AgencyId);
        report.HasOne<ApiKey>().WithMany().HasForeignKey(r => r.KeyId);
        report.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.BatchId);
        report.HasOne<Incident>().WithMany().HasForeignKey(r => r.IncidentId);
        report.HasMany(r => r.Questions).WithOne().HasForeignKey(q => q.ReportId).OnDelete(DeleteBehavior.Cascade);
        report.HasMany(r => r.People).WithOne().HasForeignKey(p => p.ReportId).OnDelete(DeleteBehavior.Cascade);

        // The other system's number is one incident, whoever sends it at the same moment.
        report.HasIndex(r => new { r.AgencyId, r.Reference }).IsUnique().HasFilter("reference is not null");

        // Rows without a number: is this on record already?
        report.HasIndex(r => new { r.AgencyId, r.ContentHash });

        // The queue, oldest first.
        report.HasIndex(r => new { r.AgencyId, r.ReceivedAt, r.Id }).HasFilter("open_questions > 0");

        // Where an incident came from, on its page.
        report.HasIndex(r => r.IncidentId).HasFilter("incident_id is not null");

        // Taking a batch out again.
        report.HasIndex(r => new { r.BatchId, r.Row }).HasFilter("batch_id is not null");
    }

    public void Configure(EntityTypeBuilder<IncomingQuestion> question)
    {
        question.ToTable("incoming_questions").HasKey(q => q.Number);
        question.Ignore(q => q.IsOpen);
        question.Property(q => q.Path).HasMaxLength(_pathMaxLength);
        question.Property(q => q.Reason).HasMaxLength(IncomingReport.ReasonMaxLength);
    }

    public void Configure(EntityTypeBuilder<IncomingPerson> person)
    {
        person.ToTable("incoming_people").HasKey(p => p.Number);
        person.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        person.HasIndex(p => new { p.ReportId, p.Index }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<IncomingDelivery> delivery)
    {
        delivery.ToTable("incoming_deliveries").HasKey(d => d.Number);
        delivery.Property(d => d.IdempotencyKey).HasMaxLength(IncomingDelivery.KeyMaxLength);
        delivery.HasOne<IncomingReport>().WithMany().HasForeignKey(d => d.ReportId);
        delivery.HasOne<ApiKey>().WithMany().HasForeignKey(d => d.KeyId);

        // The same message twice, also at the same moment, is one.
        delivery.HasIndex(d => new { d.KeyId, d.IdempotencyKey }).IsUnique().HasFilter("idempotency_key is not null");
    }

    public void Configure(EntityTypeBuilder<LearnedWord> word)
    {
        word.ToTable("incoming_words").HasKey(w => new { w.AgencyId, w.Field, w.Word });
        word.Property(w => w.Field).HasMaxLength(_pathMaxLength);
        word.Property(w => w.Word).HasMaxLength(ReportTerms.LearnedMaxLength);
        word.HasOne<Agency>().WithMany().HasForeignKey(w => w.AgencyId);
    }

    public void Configure(EntityTypeBuilder<ImportBatch> batch)
    {
        batch.ToTable("import_batches");
        batch.HasOne<Agency>().WithMany().HasForeignKey(b => b.AgencyId);
        batch.HasIndex(b => new { b.AgencyId, b.FileHash });
    }
}
