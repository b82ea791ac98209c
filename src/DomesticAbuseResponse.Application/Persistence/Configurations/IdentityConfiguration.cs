using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.People;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class IdentityConfiguration :
    IEntityTypeConfiguration<PersonMerge>, IEntityTypeConfiguration<NotSamePerson>, IEntityTypeConfiguration<SamePersonProposal>, IEntityTypeConfiguration<MatchPass>, IEntityTypeConfiguration<SearchTerm>
{
    /// <summary>What the migration makes beside its tables: an e-mail address is looked up however it was written, and what was searched for only grows.</summary>
    public const string Beside = """
        create index ix_safe_contacts_email on safe_contacts (lower(value)) where channel = 'Email';
        create trigger search_terms_append_only before update or delete or truncate on search_terms for each statement execute function refuse_change();
        """;

    public const string NothingBeside = """
        drop trigger search_terms_append_only on search_terms;
        drop index ix_safe_contacts_email;
        """;

    public void Configure(EntityTypeBuilder<PersonMerge> merge)
    {
        merge.ToTable("person_merges");
        merge.Property(m => m.Reason).HasMaxLength(PersonMerge.ReasonMaxLength);
        merge.Property(m => m.Decision).HasMaxLength(PersonMerge.ReasonMaxLength);
        merge.Property(m => m.UndoneReason).HasMaxLength(PersonMerge.ReasonMaxLength);
        merge.Property(m => m.Choices).HasColumnType("jsonb");
        merge.Property(m => m.Before).HasColumnType("jsonb");
        merge.Property(m => m.Plan).HasColumnType("jsonb");
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.SurvivorId);
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.MergedId);

        // What waits for a second person.
        merge.HasIndex(m => m.AskedAt).HasFilter("state = 'Asked'");
    }

    public void Configure(EntityTypeBuilder<NotSamePerson> decision)
    {
        decision.ToTable("not_same_people").HasKey(n => n.Number);
        decision.Property(n => n.Reason).HasMaxLength(NotSamePerson.ReasonMaxLength);
        decision.Property(n => n.WithdrawnReason).HasMaxLength(NotSamePerson.ReasonMaxLength);
        decision.HasOne<Person>().WithMany().HasForeignKey(n => n.OneId);
        decision.HasOne<Person>().WithMany().HasForeignKey(n => n.OtherId);
    }

    public void Configure(EntityTypeBuilder<SamePersonProposal> proposal)
    {
        proposal.ToTable("same_person_proposals").HasKey(p => p.Number);
        proposal.HasOne<Person>().WithMany().HasForeignKey(p => p.OneId);
        proposal.HasOne<Person>().WithMany().HasForeignKey(p => p.OtherId);
        proposal.HasIndex(p => new { p.OneId, p.OtherId }).IsUnique();

        // The open ones, likeliest first.
        proposal.HasIndex(p => new { p.Points, p.Number }).IsDescending().HasFilter("until is null");
    }

    public void Configure(EntityTypeBuilder<MatchPass> pass)
    {
        pass.ToTable("match_passes").HasKey(p => p.Number);
        pass.Property(p => p.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SearchTerm> term)
    {
        term.ToTable("search_terms").HasKey(t => t.Number);

        // Who of this agency looked for this, and the whole of one search.
        term.HasIndex(t => new { t.AgencyId, t.Hash, t.Number });
        term.HasIndex(t => t.SearchId);
    }
}
