using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<ProtectiveOrder>
{
    public void Configure(EntityTypeBuilder<ProtectiveOrder> order)
    {
        order.ToTable("orders", table => table.HasCheckConstraint("ck_orders_dates", "until_on is null or from_on is null or until_on >= from_on"));
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Court).HasMaxLength(ProtectiveOrder.CourtMaxLength);
        order.Property(o => o.CaseNumber).HasMaxLength(ProtectiveOrder.NumberMaxLength);
        order.Property(o => o.Details).HasMaxLength(ProtectiveOrder.DetailsMaxLength);
        order.Property(o => o.EndedBecause).HasMaxLength(ProtectiveOrder.ReasonMaxLength);
        order.HasOne<Agency>().WithMany().HasForeignKey(o => o.AgencyId);
        order.HasOne<StaffMember>().WithMany().HasForeignKey(o => o.RecordedBy);

        // What binds a person, and what protects them.
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.ProtectsId);
    }
}
