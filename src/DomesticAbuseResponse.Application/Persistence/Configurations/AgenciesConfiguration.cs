using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class AgenciesConfiguration :
    IEntityTypeConfiguration<Agency>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<StaffChange>,
    IEntityTypeConfiguration<PolicingUnit>, IEntityTypeConfiguration<Neighbourhood>, IEntityTypeConfiguration<LocalAuthority>
{
    public void Configure(EntityTypeBuilder<Agency> agency)
    {
        agency.ToTable("agencies").Property(a => a.Name).HasMaxLength(Agency.NameMaxLength);
        agency.Ignore(a => a.Regime);
        agency.HasIndex(a => a.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Team> team)
    {
        team.ToTable("teams");
        team.HasOne<Agency>().WithMany().HasForeignKey(t => t.AgencyId);
    }

    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.ToTable("staff_members");
        staff.Property(s => s.DisplayName).HasMaxLength(StaffMember.NameMaxLength);
        staff.PrimitiveCollection(s => s.Roles).ElementType().HasConversion<string>();
        staff.Property(s => s.WeeklyHours).HasPrecision(4, 1);
        staff.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        staff.HasOne<Team>().WithMany().HasForeignKey(s => s.TeamId);
    }

    public void Configure(EntityTypeBuilder<StaffChange> change)
    {
        change.ToTable("staff_changes");
        change.Ignore(c => c.IsOpen);
        change.PrimitiveCollection(c => c.Roles).ElementType().HasConversion<string>();
        change.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.StaffId);
        change.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.AskedBy);
        change.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.DecidedBy);
        change.HasOne<Agency>().WithMany().HasForeignKey(c => c.AgencyId);

        // What waits for a second person, on their first page.
        change.HasIndex(c => c.AgencyId).HasFilter("outcome is null").HasDatabaseName("ix_staff_changes_open");
    }

    public void Configure(EntityTypeBuilder<PolicingUnit> unit)
    {
        unit.ToTable("policing_units");
        unit.HasOne<Agency>().WithMany().HasForeignKey(u => u.ForceId);
        unit.HasOne<Marac>().WithMany().HasForeignKey(u => u.MaracId);
        unit.HasOne<Agency>().WithMany().HasForeignKey(u => u.IdvaServiceId);
    }

    public void Configure(EntityTypeBuilder<Neighbourhood> neighbourhood)
    {
        neighbourhood.ToTable("neighbourhoods");
        neighbourhood.PrimitiveCollection(n => n.PostcodeAreas);
        neighbourhood.HasOne<PolicingUnit>().WithMany().HasForeignKey(n => n.UnitId);
        neighbourhood.HasOne<LocalAuthority>().WithMany().HasForeignKey(n => n.AuthorityId);
    }

    public void Configure(EntityTypeBuilder<LocalAuthority> authority)
    {
        authority.ToTable("local_authorities");
        authority.HasOne<Agency>().WithMany().HasForeignKey(a => a.CouncilId);
    }
}
