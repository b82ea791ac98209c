using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class PeopleConfiguration :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonName>, IEntityTypeConfiguration<PersonPhone>, IEntityTypeConfiguration<PersonAddress>,
    IEntityTypeConfiguration<SafeContact>, IEntityTypeConfiguration<PersonFlag>, IEntityTypeConfiguration<Relationship>, IEntityTypeConfiguration<Household>,
    IEntityTypeConfiguration<HouseholdMember>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people");
        person.Ignore(p => p.RecordId).Ignore(p => p.DisplayName).Ignore(p => p.HasProtectedAddress);
        person.HasOne<Agency>().WithMany().HasForeignKey(p => p.AgencyId);
        person.Property(p => p.CommunicationNeed).HasMaxLength(Person.NeedMaxLength);

        // Search by date of birth.
        person.HasIndex(p => p.BornOn);

        // The records that went into this one.
        person.HasIndex(p => p.MergedIntoId).HasFilter("merged_into_id is not null");

        // The pass that compares every record with all the others goes through them as they last changed.
        person.HasIndex(p => new { p.ChangedAt, p.Id }).HasFilter("merged_into_id is null");
        person.HasMany(p => p.Names).WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(p => p.Phones).WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(p => p.Addresses).WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(p => p.SafeContacts).WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        person.HasMany(p => p.Flags).WithOne().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PersonName> name)
    {
        name.ToTable("person_names").HasKey(n => n.Number);
        name.Property(n => n.Full).HasMaxLength(PersonName.MaxLength);

        // History for a name while the caller is on the line.
        name.HasIndex(n => n.Full).HasMethod("gin").HasOperators("gin_trgm_ops");

        // What the words of the name sound like, worked out by the database so that no way of writing a name can forget it.
        name.Property<string[]>("Sounds").HasComputedColumnSql("name_sounds(\"full\")", stored: true);
        name.HasIndex("Sounds").HasMethod("gin");

        // Every way in which a word of it may be one slip of the pen away.
        name.Property<int[]>("Slips").HasComputedColumnSql("name_slips(\"full\")", stored: true);
        name.HasIndex("Slips").HasMethod("gin");
    }

    public void Configure(EntityTypeBuilder<PersonPhone> phone)
    {
        phone.ToTable("person_phones").HasKey(p => p.Number);
        phone.Property(p => p.AsTyped).HasMaxLength(PersonPhone.MaxLength);

        // History for the caller's number.
        phone.HasIndex(p => p.E164);
    }

    public void Configure(EntityTypeBuilder<PersonAddress> address)
    {
        address.ToTable("person_addresses").HasKey(a => a.Number);
        address.Property(a => a.Lines).HasMaxLength(PostalAddress.LinesMaxLength);

        // History for an address; by house and street, by an index of place_words that the model cannot name.
        address.HasIndex(a => a.Postcode);
    }

    public void Configure(EntityTypeBuilder<SafeContact> contact)
    {
        contact.ToTable("safe_contacts").HasKey(c => c.Number);
        contact.Ignore(c => c.Ending);
    }

    public void Configure(EntityTypeBuilder<PersonFlag> flag)
    {
        flag.ToTable("person_flags").HasKey(f => f.Number);
        flag.Property(f => f.Reasons).HasDefaultValue(Vulnerability.None);
    }

    public void Configure(EntityTypeBuilder<Relationship> relationship)
    {
        relationship.ToTable("relationships").HasKey(r => r.Number);
        relationship.HasOne<Person>().WithMany().HasForeignKey(r => r.FromId);
        relationship.HasOne<Person>().WithMany().HasForeignKey(r => r.ToId);
    }

    public void Configure(EntityTypeBuilder<Household> household) => household.ToTable("households").HasKey(h => h.Id);

    public void Configure(EntityTypeBuilder<HouseholdMember> member)
    {
        member.ToTable("household_members").HasKey(m => m.Number);
        member.HasOne<Household>().WithMany().HasForeignKey(m => m.HouseholdId);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }
}
