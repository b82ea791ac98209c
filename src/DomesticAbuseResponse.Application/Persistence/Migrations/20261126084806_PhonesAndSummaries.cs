using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PhonesAndSummaries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shift_summaries",
                columns: table => new
                {
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_summaries", x => x.shift_id);
                    table.ForeignKey(
                        name: "fk_shift_summaries_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shift_summaries_agencies_signed_by_agency_id",
                        column: x => x.signed_by_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shift_summaries_shifts_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shifts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shift_summaries_staff_members_signed_by",
                        column: x => x.signed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visit_packs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refreshed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    tasks = table.Column<Guid[]>(type: "uuid[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_packs", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_packs_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_packs_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_packs_shifts_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shifts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_packs_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "summary_lines",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    dash = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    follow_up = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    follow_up_on = table.Column<DateOnly>(type: "date", nullable: true),
                    onward = table.Column<string[]>(type: "text[]", nullable: false),
                    needs = table.Column<string[]>(type: "text[]", nullable: false),
                    steps = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_summary_lines", x => x.number);
                    table.ForeignKey(
                        name: "fk_summary_lines_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_summary_lines_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_summary_lines_shift_summaries_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shift_summaries",
                        principalColumn: "shift_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "summary_receipts",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_summary_receipts", x => x.number);
                    table.ForeignKey(
                        name: "fk_summary_receipts_shift_summaries_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shift_summaries",
                        principalColumn: "shift_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_summary_receipts_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visit_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pack_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<long>(type: "bigint", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    seen = table.Column<long>(type: "bigint", nullable: false),
                    form = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    because = table.Column<string>(type: "text", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_entries_agencies_by_agency_id",
                        column: x => x.by_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_entries_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_entries_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visit_entries_visit_packs_pack_id",
                        column: x => x.pack_id,
                        principalTable: "visit_packs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_shift_summaries_force_id_service_from",
                table: "shift_summaries",
                columns: new[] { "force_id", "service", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_summaries_signed_by",
                table: "shift_summaries",
                column: "signed_by");

            migrationBuilder.CreateIndex(
                name: "ix_shift_summaries_signed_by_agency_id",
                table: "shift_summaries",
                column: "signed_by_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_summary_lines_incident_id",
                table: "summary_lines",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_summary_lines_shift_id",
                table: "summary_lines",
                column: "shift_id");

            migrationBuilder.CreateIndex(
                name: "ix_summary_lines_task_id",
                table: "summary_lines",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_summary_receipts_shift_id_staff_id",
                table: "summary_receipts",
                columns: new[] { "shift_id", "staff_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_summary_receipts_staff_id",
                table: "summary_receipts",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_entries_by",
                table: "visit_entries",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_visit_entries_by_agency_id",
                table: "visit_entries",
                column: "by_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_entries_pack_id",
                table: "visit_entries",
                column: "pack_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_entries_task_id_field",
                table: "visit_entries",
                columns: new[] { "task_id", "field" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_packs_agency_id",
                table: "visit_packs",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_packs_force_id",
                table: "visit_packs",
                column: "force_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_packs_open",
                table: "visit_packs",
                columns: new[] { "shift_id", "staff_id" },
                unique: true,
                filter: "revoked_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_visit_packs_staff_id",
                table: "visit_packs",
                column: "staff_id");

            migrationBuilder.Sql("create trigger visit_entries_are_kept before delete or truncate on visit_entries for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger summary_lines_append_only before update or delete or truncate on summary_lines for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger summary_receipts_append_only before update or delete or truncate on summary_receipts for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "summary_lines");

            migrationBuilder.DropTable(
                name: "summary_receipts");

            migrationBuilder.DropTable(
                name: "visit_entries");

            migrationBuilder.DropTable(
                name: "shift_summaries");

            migrationBuilder.DropTable(
                name: "visit_packs");
        }
    }
}
