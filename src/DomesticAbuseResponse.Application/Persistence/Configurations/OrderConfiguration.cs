using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<ProtectiveOrder>, IEntityTypeConfiguration<OrderStep>
{
    public void Configure(EntityTypeBuilder<ProtectiveOrder> order)
    {
        order.ToTable("orders", table => table.HasCheckConstraint("ck_orders_dates", "until_on is null or from_on is null or until_on >= from_on"));
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Ignore(o => o.IsNotice);
        order.Property(o => o.Court).HasMaxLength(ProtectiveOrder.CourtMaxLength);
        order.Property(o => o.CaseNumber).HasMaxLength(ProtectiveOrder.NumberMaxLength);
        order.Property(o => o.Details).HasMaxLength(ProtectiveOrder.DetailsMaxLength);
        order.Property(o => o.EndedBecause).HasMaxLength(ProtectiveOrder.ReasonMaxLength);
        foreach (var text in new[] { nameof(ProtectiveOrder.Grounds), nameof(ProtectiveOrder.UnderEighteens), nameof(ProtectiveOrder.VictimOpinion), nameof(ProtectiveOrder.Representations), nameof(ProtectiveOrder.OtherResidents), nameof(ProtectiveOrder.VictimViews), nameof(ProtectiveOrder.ViewsNotSought) })
        {
            order.Property(text).HasMaxLength(OrderStep.WordsMaxLength);
        }

        order.HasMany(o => o.Steps).WithOne().HasForeignKey(s => s.OrderId).OnDelete(DeleteBehavior.Cascade);
        order.HasOne<Agency>().WithMany().HasForeignKey(o => o.AgencyId);
        order.HasOne<StaffMember>().WithMany().HasForeignKey(o => o.RecordedBy);
        order.HasOne<ProtectiveOrder>().WithMany().HasForeignKey(o => o.FollowsId);

        // What binds a person, and what protects them.
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId);
        order.HasOne<Person>().WithMany().HasForeignKey(o => o.ProtectsId);

        // What ends, begins or is heard on the days of a calendar, and what the pass over orders looks at.
        order.HasIndex(o => o.UntilOn).HasFilter("ended_on is null");
        order.HasIndex(o => o.HearingOn).HasFilter("ended_on is null and hearing_on is not null");
        order.HasIndex(o => o.TagUntilOn).HasFilter("ended_on is null and tag_until_on is not null");
        order.HasIndex(o => o.FromOn).HasFilter("ended_on is null and kind = 'LicenceConditions'");
        order.HasIndex(o => o.ServedOn).HasFilter("ended_on is null and kind in ('Dvpn', 'Dapn')");
        order.HasIndex(o => o.ChangedAt);
    }

    public void Configure(EntityTypeBuilder<OrderStep> step)
    {
        step.ToTable("order_steps").HasKey(s => s.Number);
        step.Property(s => s.Words).HasMaxLength(OrderStep.WordsMaxLength);
        step.Property(s => s.Before).HasMaxLength(OrderStep.BeforeMaxLength);
    }
}

internal sealed class MoveConfiguration : IEntityTypeConfiguration<PerpetratorMove>, IEntityTypeConfiguration<MoveStep>, IEntityTypeConfiguration<SafetyWatch>, IEntityTypeConfiguration<ComingDay>
{
    public void Configure(EntityTypeBuilder<PerpetratorMove> move)
    {
        move.ToTable("perpetrator_moves");
        move.Property(m => m.Id).ValueGeneratedNever();
        move.Ignore(m => m.IsCourt);
        move.Property(m => m.Place).HasMaxLength(PerpetratorMove.PlaceMaxLength);
        move.Property(m => m.Words).HasMaxLength(PerpetratorMove.WordsMaxLength);
        move.HasMany(m => m.Steps).WithOne().HasForeignKey(s => s.MoveId).OnDelete(DeleteBehavior.Cascade);
        move.HasOne<Agency>().WithMany().HasForeignKey(m => m.AgencyId);
        move.HasOne<StaffMember>().WithMany().HasForeignKey(m => m.RecordedBy);
        move.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        move.HasOne<Person>().WithMany().HasForeignKey(m => m.ProtectsId);

        // The days of a calendar.
        move.HasIndex(m => m.On).HasFilter("cancelled_at is null");
    }

    public void Configure(EntityTypeBuilder<MoveStep> step)
    {
        step.ToTable("move_steps").HasKey(s => s.Number);
        step.Property(s => s.Words).HasMaxLength(PerpetratorMove.WordsMaxLength);
    }

    public void Configure(EntityTypeBuilder<SafetyWatch> watch)
    {
        watch.ToTable("safety_watches").HasKey(w => w.SubjectId);
        watch.Property(w => w.SubjectId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ComingDay> day) => day.ToView("coming_days").HasNoKey();
}
