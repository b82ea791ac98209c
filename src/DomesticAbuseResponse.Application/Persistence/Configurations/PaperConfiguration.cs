using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Domain.Letters;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class PaperConfiguration : IEntityTypeConfiguration<Letter>, IEntityTypeConfiguration<CaseDocument>, IEntityTypeConfiguration<DocumentBytes>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letters");
        letter.Ignore(l => l.IsAsMade);
        letter.Property(l => l.TemplateCode).HasMaxLength(LetterBook.CodeMaxLength);
        letter.Property(l => l.TemplateVersion).HasMaxLength(LetterBook.VersionMaxLength);
        letter.Property(l => l.Language).HasMaxLength(8);
        letter.Property(l => l.Block).HasMaxLength(Letter.BlockMaxLength);
        letter.Property(l => l.Text).HasMaxLength(Letter.TextMaxLength);
        letter.Property(l => l.Reason).HasMaxLength(Letter.ReasonMaxLength);
        letter.HasOne<Case>().WithMany().HasForeignKey(l => l.CaseId);
        letter.HasOne<Agency>().WithMany().HasForeignKey(l => l.AgencyId);
        letter.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.MadeBy);
        letter.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.SettledBy);
        letter.HasIndex(l => new { l.CaseId, l.Number }).IsUnique();
        letter.HasIndex(l => l.MadeAt, "ix_letters_waiting").HasFilter("status = 'Waiting'");
    }

    public void Configure(EntityTypeBuilder<CaseDocument> document)
    {
        document.ToTable("case_documents");
        document.Ignore(d => d.IsHere);
        document.Property(d => d.Title).HasMaxLength(CaseDocument.TitleMaxLength);
        document.Property(d => d.MadeByWhom).HasMaxLength(CaseDocument.LineMaxLength);
        document.Property(d => d.Source).HasMaxLength(CaseDocument.LineMaxLength);
        document.Property(d => d.Note).HasMaxLength(CaseDocument.NoteMaxLength);
        document.Property(d => d.RemovedBecause).HasMaxLength(CaseDocument.NoteMaxLength);
        document.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId);
        document.HasOne<Agency>().WithMany().HasForeignKey(d => d.AgencyId);
        document.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.AddedBy);
        document.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.RemovedBy);
        document.HasIndex(d => new { d.CaseId, d.Number }).IsUnique();
        document.HasIndex(d => d.AddedAt, "ix_case_documents_to_scan").HasFilter("scan = 'Pending'");
    }

    public void Configure(EntityTypeBuilder<DocumentBytes> bytes)
    {
        bytes.ToTable("document_bytes").HasKey(b => b.DocumentId);
        bytes.HasOne<CaseDocument>().WithOne().HasForeignKey<DocumentBytes>(b => b.DocumentId);
    }
}
