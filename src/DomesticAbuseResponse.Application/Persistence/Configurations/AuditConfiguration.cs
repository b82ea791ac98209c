using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Search;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DomesticAbuseResponse.Application.Persistence.Configurations;

internal sealed class AuditConfiguration :
    IEntityTypeConfiguration<RecordEvent>, IEntityTypeConfiguration<AccessRecord>, IEntityTypeConfiguration<Participation>, IEntityTypeConfiguration<Exclusion>,
    IEntityTypeConfiguration<NamedStaff>, IEntityTypeConfiguration<ProtectionAct>, IEntityTypeConfiguration<FormSubmission>, IEntityTypeConfiguration<Draft>,
    IEntityTypeConfiguration<StoredSearch>
{
    public void Configure(EntityTypeBuilder<RecordEvent> recordEvent)
    {
        recordEvent.ToTable("record_events").HasKey(e => e.Number);
        recordEvent.Property(e => e.Details).HasColumnType("jsonb");

        // The chronology of a case, an incident, a person, a meeting.
        recordEvent.HasIndex(e => e.CaseId).HasFilter("case_id is not null");
        recordEvent.HasIndex(e => e.IncidentId).HasFilter("incident_id is not null");
        recordEvent.HasIndex(e => e.PersonId).HasFilter("person_id is not null");
        recordEvent.HasIndex(e => e.MeetingId).HasFilter("meeting_id is not null");

        // What a safety plan may not have been made for: an incident that came into a case, an address that ended.
        recordEvent.HasIndex(e => new { e.CaseId, e.At }).HasDatabaseName("ix_record_events_joined").HasFilter("name = 'IncidentJoinedCase'");
        recordEvent.HasIndex(e => new { e.PersonId, e.At }).HasDatabaseName("ix_record_events_left").HasFilter("name = 'AddressEnded'");

        // An auditor's log of what was done to the accounts of the staff, newest first.
        recordEvent.HasIndex(e => new { e.ByAgencyId, e.Number }).HasDatabaseName("ix_record_events_staff").HasFilter(
            "name in ('StaffMemberAdded', 'RolesChanged', 'StaffMemberRenamed', 'StaffMemberDisabled', 'StaffMemberEnabled', 'StaffChangeAsked', 'StaffChangeDecided', "
            + "'ActivationCodeMade', 'StaffMemberMoved', 'OffDutyChanged', 'MaracMemberAppointed', 'MaracMemberDismissed', 'ApiKeyMade', 'ApiKeyRevoked')");
    }

    public void Configure(EntityTypeBuilder<AccessRecord> look)
    {
        look.ToTable("access_records").HasKey(a => a.Number);

        // Who looked at this record.
        look.HasIndex(a => new { a.RecordId, a.At });
        look.HasIndex(a => a.Shown).HasMethod("gin");

        // An auditor's log of their own agency's staff, newest first.
        look.HasIndex(a => new { a.ByAgencyId, a.Number });
    }

    public void Configure(EntityTypeBuilder<Participation> participation)
    {
        participation.ToTable("participations", table =>
            table.HasCheckConstraint("ck_participations_one_party", "num_nonnulls(agency_id, marac_id, staff_id) = 1"));
        participation.HasKey(p => p.Number);

        // The door, and every list: is this agency, or one of my MARACs, in the record's circle?
        participation.HasIndex(p => new { p.RecordId, p.AgencyId, p.Kind }).HasFilter("until is null");
        participation.HasIndex(p => new { p.AgencyId, p.RecordKind, p.Kind, p.RecordId }).HasFilter("until is null and agency_id is not null");
        participation.HasIndex(p => new { p.MaracId, p.RecordKind, p.RecordId }).HasFilter("until is null and marac_id is not null");
        participation.HasIndex(p => new { p.StaffId, p.RecordKind, p.RecordId }).HasFilter("until is null and staff_id is not null");

        // What ends with a crew's task.
        participation.HasIndex(p => p.ThroughTaskId).HasFilter("through_task_id is not null");
    }

    public void Configure(EntityTypeBuilder<Exclusion> exclusion)
    {
        exclusion.ToTable("exclusions", table => table.HasCheckConstraint("ck_exclusions_one_party", "(agency_id is null) <> (staff_id is null)"));
        exclusion.HasKey(e => e.Number);
        exclusion.HasIndex(e => e.RecordId);

        // Lifting one finds it wherever it went.
        exclusion.HasIndex(e => e.SourceId).HasFilter("source_id is not null and until is null");

        // Every question is about those that hold; the history asks for all.
        exclusion.HasQueryFilter(e => e.Until == null);
    }

    public void Configure(EntityTypeBuilder<NamedStaff> named)
    {
        named.ToTable("named_staff").HasKey(n => n.Number);
        named.HasIndex(n => new { n.RecordId, n.StaffId }).IsUnique().HasFilter("until is null");
        named.Property(n => n.Because).HasDefaultValue(NamedBecause.Chosen);
        named.HasQueryFilter(n => n.Until == null);
    }

    public void Configure(EntityTypeBuilder<ProtectionAct> act)
    {
        act.ToTable("protection_acts").HasKey(a => a.Number);

        // The history on the page of a person's protection.
        act.HasIndex(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<FormSubmission> submission) => submission.ToTable("form_submissions").HasKey(s => s.Key);

    public void Configure(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("drafts");
        draft.HasIndex(d => new { d.StaffId, d.Form }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredSearch> search)
    {
        search.ToTable("stored_searches");
        search.Property(s => s.Typed).HasMaxLength(SearchWords.MaxLength);
        search.HasIndex(s => new { s.StaffId, s.At });
    }
}
