using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class FlowConfiguration : IEntityTypeConfiguration<FlowRoute>, IEntityTypeConfiguration<FlowCount>, IEntityTypeConfiguration<FlowAlarm>, IEntityTypeConfiguration<FlowDay>
{
    public void Configure(EntityTypeBuilder<FlowRoute> route)
    {
        route.ToTable("flow_routes");
        route.Property(r => r.Instrument).HasMaxLength(FlowRoute.InstrumentMaxLength);
        route.HasOne<Agency>().WithMany().HasForeignKey(r => r.FromAgencyId);
        route.HasOne<Agency>().WithMany().HasForeignKey(r => r.ToAgencyId);
        route.HasOne<PolicingUnit>().WithMany().HasForeignKey(r => r.UnitId);
        route.HasOne<Marac>().WithMany().HasForeignKey(r => r.MaracId);

        // One row for one route, however many instances count.
        route.HasIndex(r => new { r.Kind, r.FromAgencyId, r.UnitId, r.ToAgencyId, r.MaracId, r.Instrument }, "ix_flow_routes_once").IsUnique().AreNullsDistinct(false);
    }

    public void Configure(EntityTypeBuilder<FlowCount> count)
    {
        count.ToTable("flow_counts").HasKey(c => new { c.RouteId, c.Day, c.IsImported });
        count.HasOne<FlowRoute>().WithMany().HasForeignKey(c => c.RouteId);
    }

    public void Configure(EntityTypeBuilder<FlowAlarm> alarm)
    {
        alarm.ToTable("flow_alarms");
        alarm.Property(a => a.Expectation).HasColumnType("jsonb");
        alarm.HasOne<FlowRoute>().WithMany().HasForeignKey(a => a.RouteId);

        // One alarm is open on a route.
        alarm.HasIndex(a => a.RouteId, "ix_flow_alarms_open").IsUnique().HasFilter("ended_at is null");
    }

    public void Configure(EntityTypeBuilder<FlowDay> day) => day.ToTable("flow_days").HasKey(d => d.Day);
}
