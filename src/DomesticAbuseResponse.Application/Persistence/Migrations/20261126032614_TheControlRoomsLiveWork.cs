using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class TheControlRoomsLiveWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_incidents_agency_id_review_due_since",
                table: "incidents");

            migrationBuilder.AddColumn<bool>(
                name: "is_rural",
                table: "policing_units",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "regrade_asked_at",
                table: "incidents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawal_waits_since",
                table: "incidents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "awaits_supervisor",
                table: "incidents",
                type: "boolean",
                nullable: false,
                computedColumnSql: "withdrawal_waits_since is not null or (closed_at is null and (review_due_since is not null or grade is null or regrade_asked_at is not null\nor (attended_at is null and call_silence in ('Silent', 'Abandoned'))))",
                stored: true);

            migrationBuilder.AddColumn<int>(
                name: "board_rank",
                table: "incidents",
                type: "integer",
                nullable: false,
                computedColumnSql: "case when attended_at is null then 0 else 10 end + case when grade = 'Immediate' then 0 when grade is null then 1\nwhen attended_at is null and call_silence in ('Silent', 'Abandoned') then 1 when grade = 'EarlyResponse' then 2 when grade = 'Routine' then 3 else 4 end",
                stored: true);

            migrationBuilder.CreateTable(
                name: "complaint_withdrawals",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    under_pressure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_withdrawals", x => x.number);
                    table.ForeignKey(
                        name: "fk_complaint_withdrawals_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handovers", x => x.id);
                    table.ForeignKey(
                        name: "fk_handovers_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_dispatches",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    who = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrived_by = table.Column<Guid>(type: "uuid", nullable: true),
                    stood_down_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stood_down_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_dispatches", x => x.number);
                    table.ForeignKey(
                        name: "fk_incident_dispatches_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "regrade_requests",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    before = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    wanted = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    granted = table.Column<bool>(type: "boolean", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_regrade_requests", x => x.number);
                    table.ForeignKey(
                        name: "fk_regrade_requests_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_lines",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    handover_id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    fact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    is_left_out = table.Column<bool>(type: "boolean", nullable: false),
                    is_over = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handover_lines", x => x.number);
                    table.ForeignKey(
                        name: "fk_handover_lines_handovers_handover_id",
                        column: x => x.handover_id,
                        principalTable: "handovers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_handover_lines_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "handover_receipts",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    handover_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handover_receipts", x => x.number);
                    table.ForeignKey(
                        name: "fk_handover_receipts_handovers_handover_id",
                        column: x => x.handover_id,
                        principalTable: "handovers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_handover_receipts_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_board",
                table: "incidents",
                columns: new[] { "board_rank", "reported_at", "id" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_supervisor",
                table: "incidents",
                columns: new[] { "reported_at", "id" },
                filter: "awaits_supervisor");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_withdrawals_incident_id",
                table: "complaint_withdrawals",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_handover_lines_handover_id",
                table: "handover_lines",
                column: "handover_id");

            migrationBuilder.CreateIndex(
                name: "ix_handover_lines_incident_id",
                table: "handover_lines",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_handover_receipts_handover_id_staff_id",
                table: "handover_receipts",
                columns: new[] { "handover_id", "staff_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_handover_receipts_staff_id",
                table: "handover_receipts",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_handovers_agency_id_signed_at",
                table: "handovers",
                columns: new[] { "agency_id", "signed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_handovers_unsigned",
                table: "handovers",
                column: "agency_id",
                unique: true,
                filter: "signed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_incident_dispatches_incident_id",
                table: "incident_dispatches",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_regrade_requests_incident_id",
                table: "regrade_requests",
                column: "incident_id");

            migrationBuilder.Sql("create trigger handover_receipts_append_only before update or delete or truncate on handover_receipts for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "complaint_withdrawals");

            migrationBuilder.DropTable(
                name: "handover_lines");

            migrationBuilder.DropTable(
                name: "handover_receipts");

            migrationBuilder.DropTable(
                name: "incident_dispatches");

            migrationBuilder.DropTable(
                name: "regrade_requests");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropIndex(
                name: "ix_incidents_board",
                table: "incidents");

            migrationBuilder.DropIndex(
                name: "ix_incidents_supervisor",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "awaits_supervisor",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "board_rank",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "is_rural",
                table: "policing_units");

            migrationBuilder.DropColumn(
                name: "regrade_asked_at",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "withdrawal_waits_since",
                table: "incidents");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_agency_id_review_due_since",
                table: "incidents",
                columns: new[] { "agency_id", "review_due_since" },
                filter: "closed_at is null and review_due_since is not null");
        }
    }
}
