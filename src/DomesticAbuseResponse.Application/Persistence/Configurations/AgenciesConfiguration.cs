using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class AgenciesConfiguration :
    IEntityTypeConfiguration<Agency>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<StaffMember>,
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
        staff.HasOne<Agency>().WithMany().HasForeignKey(s => s.AgencyId);
        staff.HasOne<Team>().WithMany().HasForeignKey(s => s.TeamId);
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
        neighbourhood.HasOne<PolicingUnit>().WithMany().HasForeignKey(n => n.UnitId);
        neighbourhood.HasOne<LocalAuthority>().WithMany().HasForeignKey(n => n.AuthorityId);
    }

    public void Configure(EntityTypeBuilder<LocalAuthority> authority)
    {
        authority.ToTable("local_authorities");
        authority.HasOne<Agency>().WithMany().HasForeignKey(a => a.CouncilId);
    }
}
