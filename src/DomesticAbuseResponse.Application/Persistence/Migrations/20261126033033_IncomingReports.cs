using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class IncomingReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A decision is never changed and never goes. An incident without any can be taken out again with the import that made it: that reaches this
            // table from the other, with no row to refuse.
            migrationBuilder.Sql("""
                drop trigger incident_decisions_append_only on incident_decisions;
                create trigger incident_decisions_append_only before update or delete or truncate on incident_decisions for each statement when (pg_trigger_depth() = 0) execute function refuse_change();
                create trigger incident_decisions_stay before update or delete on incident_decisions for each row execute function refuse_change();
                """);

            migrationBuilder.DropIndex(
                name: "ix_record_events_staff",
                table: "record_events");

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    hint = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_keys_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_keys_staff_members_made_by",
                        column: x => x.made_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_keys_staff_members_revoked_by",
                        column: x => x.revoked_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "import_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    logged = table.Column<int>(type: "integer", nullable: false),
                    held = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    updated = table.Column<int>(type: "integer", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_import_batches_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incoming_words",
                columns: table => new
                {
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    word = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    meaning = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_words", x => new { x.agency_id, x.field, x.word });
                    table.ForeignKey(
                        name: "fk_incoming_words_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incoming_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    row = table.Column<int>(type: "integer", nullable: true),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sent = table.Column<string>(type: "jsonb", nullable: false),
                    corrections = table.Column<string>(type: "jsonb", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    open_questions = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_incoming_reports_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incoming_reports_api_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "api_keys",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_incoming_reports_import_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "import_batches",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_incoming_reports_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "incoming_deliveries",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    idempotency_key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_deliveries", x => x.number);
                    table.ForeignKey(
                        name: "fk_incoming_deliveries_api_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "api_keys",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_incoming_deliveries_incoming_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "incoming_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incoming_people",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    points = table.Column<double>(type: "double precision", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_people", x => x.number);
                    table.ForeignKey(
                        name: "fk_incoming_people_incoming_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "incoming_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incoming_people_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "incoming_questions",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    path = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    as_sent = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    value = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_questions", x => x.number);
                    table.ForeignKey(
                        name: "fk_incoming_questions_incoming_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "incoming_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_record_events_staff",
                table: "record_events",
                columns: new[] { "by_agency_id", "number" },
                filter: "name in ('StaffMemberAdded', 'RolesChanged', 'StaffMemberRenamed', 'StaffMemberDisabled', 'StaffMemberEnabled', 'StaffChangeAsked', 'StaffChangeDecided', 'ActivationCodeMade', 'StaffMemberMoved', 'OffDutyChanged', 'MaracMemberAppointed', 'MaracMemberDismissed', 'ApiKeyMade', 'ApiKeyRevoked')");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_agency_id",
                table: "api_keys",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_hash",
                table: "api_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_made_by",
                table: "api_keys",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_revoked_by",
                table: "api_keys",
                column: "revoked_by");

            migrationBuilder.CreateIndex(
                name: "ix_import_batches_agency_id_file_hash",
                table: "import_batches",
                columns: new[] { "agency_id", "file_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_deliveries_key_id_idempotency_key",
                table: "incoming_deliveries",
                columns: new[] { "key_id", "idempotency_key" },
                unique: true,
                filter: "idempotency_key is not null");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_deliveries_report_id",
                table: "incoming_deliveries",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_people_person_id",
                table: "incoming_people",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_people_report_id_index",
                table: "incoming_people",
                columns: new[] { "report_id", "index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incoming_questions_report_id",
                table: "incoming_questions",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_agency_id_content_hash",
                table: "incoming_reports",
                columns: new[] { "agency_id", "content_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_agency_id_received_at_id",
                table: "incoming_reports",
                columns: new[] { "agency_id", "received_at", "id" },
                filter: "open_questions > 0");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_agency_id_reference",
                table: "incoming_reports",
                columns: new[] { "agency_id", "reference" },
                unique: true,
                filter: "reference is not null");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_batch_id_row",
                table: "incoming_reports",
                columns: new[] { "batch_id", "row" },
                filter: "batch_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_incident_id",
                table: "incoming_reports",
                column: "incident_id",
                filter: "incident_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_incoming_reports_key_id",
                table: "incoming_reports",
                column: "key_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger incident_decisions_stay on incident_decisions;
                drop trigger incident_decisions_append_only on incident_decisions;
                create trigger incident_decisions_append_only before update or delete or truncate on incident_decisions for each statement execute function refuse_change();
                """);

            migrationBuilder.DropTable(
                name: "incoming_deliveries");

            migrationBuilder.DropTable(
                name: "incoming_people");

            migrationBuilder.DropTable(
                name: "incoming_questions");

            migrationBuilder.DropTable(
                name: "incoming_words");

            migrationBuilder.DropTable(
                name: "incoming_reports");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "import_batches");

            migrationBuilder.DropIndex(
                name: "ix_record_events_staff",
                table: "record_events");

            migrationBuilder.CreateIndex(
                name: "ix_record_events_staff",
                table: "record_events",
                columns: new[] { "by_agency_id", "number" },
                filter: "name in ('StaffMemberAdded', 'RolesChanged', 'StaffMemberRenamed', 'StaffMemberDisabled', 'StaffMemberEnabled', 'StaffChangeAsked', 'StaffChangeDecided', 'ActivationCodeMade', 'StaffMemberMoved', 'OffDutyChanged', 'MaracMemberAppointed', 'MaracMemberDismissed')");
        }
    }
}
