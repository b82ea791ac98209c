using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RecordsThatOnlyGrow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_record_events_staff",
                table: "record_events",
                columns: new[] { "by_agency_id", "number" },
                filter: "name in ('StaffMemberAdded', 'RolesChanged', 'StaffMemberRenamed', 'StaffMemberDisabled', 'StaffMemberEnabled', 'StaffChangeAsked', 'StaffChangeDecided', 'ActivationCodeMade', 'StaffMemberMoved', 'OffDutyChanged', 'MaracMemberAppointed', 'MaracMemberDismissed')");

            migrationBuilder.Sql("""
                create trigger protection_acts_append_only before update or delete or truncate on protection_acts for each statement execute function refuse_change();
                create trigger instruments_append_only before update or delete or truncate on instruments for each statement execute function refuse_change();
                create trigger incident_decisions_append_only before update or delete or truncate on incident_decisions for each statement execute function refuse_change();

                create index ix_access_records_record_end on access_records (right(record_id::text, 8)) where record_id is not null;
                create index ix_people_end on people (right(id::text, 8));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop index ix_people_end;
                drop index ix_access_records_record_end;

                drop trigger incident_decisions_append_only on incident_decisions;
                drop trigger instruments_append_only on instruments;
                drop trigger protection_acts_append_only on protection_acts;
                """);

            migrationBuilder.DropIndex(
                name: "ix_record_events_staff",
                table: "record_events");
        }
    }
}
