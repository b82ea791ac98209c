using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class RotaConfiguration : IEntityTypeConfiguration<Shift>, IEntityTypeConfiguration<ShiftMember>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("shifts");
        shift.Ignore(s => s.IsCancelled).Ignore(s => s.Presence);
        shift.Property(s => s.Service).HasMaxLength(CoverService.CodeMaxLength);
        shift.Property(s => s.Vehicle).HasMaxLength(Shift.VehicleMaxLength);
        shift.Property(s => s.Note).HasMaxLength(Shift.NoteMaxLength);
        shift.Property(s => s.CancelledReason).HasMaxLength(Shift.ReasonMaxLength);
        shift.HasOne<Agency>().WithMany().HasForeignKey(s => s.ForceId);
        shift.HasMany(s => s.Crew).WithOne().HasForeignKey(m => m.ShiftId).OnDelete(DeleteBehavior.Cascade);

        // A week of a force's rota, and who is on duty now.
        shift.HasIndex(s => new { s.ForceId, s.PlannedFrom });
    }

    public void Configure(EntityTypeBuilder<ShiftMember> member)
    {
        member.ToTable("shift_members").HasKey(m => m.Number);
        member.Property(m => m.Name).HasMaxLength(CrewMember.NameMaxLength);
        member.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.StaffId);

        // Whose people stand on which force's rota.
        member.HasOne<Agency>().WithMany().HasForeignKey(m => m.AgencyId);
    }
}
