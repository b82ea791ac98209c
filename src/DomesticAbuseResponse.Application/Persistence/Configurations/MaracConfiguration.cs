using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class MaracConfiguration :
    IEntityTypeConfiguration<Marac>, IEntityTypeConfiguration<MaracMember>, IEntityTypeConfiguration<Meeting>,
    IEntityTypeConfiguration<AgendaItem>, IEntityTypeConfiguration<StatementAcceptance>, IEntityTypeConfiguration<PrintedCopy>
{
    public void Configure(EntityTypeBuilder<Marac> marac)
    {
        marac.ToTable("maracs");
        marac.HasOne<Agency>().WithMany().HasForeignKey(m => m.HostAgencyId);
        marac.HasMany(m => m.Members).WithOne().HasForeignKey(m => m.MaracId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MaracMember> member)
    {
        member.ToTable("marac_members").HasKey(m => new { m.MaracId, m.StaffId, m.Role });
        member.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.StaffId);
    }

    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.Ignore(m => m.RecordId).Ignore(m => m.IsRestricted);
        meeting.HasOne<Marac>().WithMany().HasForeignKey(m => m.MaracId);
        meeting.HasMany(m => m.Agenda).WithOne().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Cascade);
        meeting.ToTable("meetings", table => table.HasCheckConstraint("ck_meetings_emergency_agreed", "not is_emergency or agreement_chair_id is not null"));
        meeting.ComplexProperty(m => m.Agreement);
        meeting.HasMany(m => m.Copies).WithOne().HasForeignKey(c => c.MeetingId).OnDelete(DeleteBehavior.Cascade);
        meeting.HasMany(m => m.Acceptances).WithOne().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.Cascade);

        // The meetings of one MARAC by date: finding the next one that is still open for referrals.
        meeting.HasIndex(m => new { m.MaracId, m.HeldOn });
    }

    public void Configure(EntityTypeBuilder<AgendaItem> item)
    {
        item.ToTable("agenda_items");
        item.Property(a => a.Id).ValueGeneratedNever();
        item.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId);
        item.HasOne<Referral>().WithMany().HasForeignKey(a => a.ReferralId);

        // One live place for a case on one agenda, whoever else is placing it at this moment.
        item.HasIndex(a => new { a.MeetingId, a.CaseId }).IsUnique().HasFilter("removed_at is null");

        // The whole agenda, with what was taken off it.
        item.HasIndex(a => a.MeetingId);
    }

    public void Configure(EntityTypeBuilder<StatementAcceptance> acceptance)
    {
        acceptance.ToTable("statement_acceptances").HasKey(a => new { a.MeetingId, a.StaffId });
        acceptance.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.StaffId);
    }

    public void Configure(EntityTypeBuilder<PrintedCopy> copy)
    {
        copy.ToTable("printed_copies").HasKey(c => new { c.MeetingId, c.Number });
        copy.Property(c => c.Recipient).HasMaxLength(PrintedCopy.RecipientMaxLength);
        copy.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.PrintedBy);
    }
}
