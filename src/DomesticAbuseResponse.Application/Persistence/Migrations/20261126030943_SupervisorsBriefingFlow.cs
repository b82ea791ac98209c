using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SupervisorsBriefingFlow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_unit_id",
                table: "cases");

            migrationBuilder.CreateTable(
                name: "flow_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_days", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "flow_routes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    marac_id = table.Column<Guid>(type: "uuid", nullable: true),
                    instrument = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_routes", x => x.id);
                    table.ForeignKey(
                        name: "fk_flow_routes_agencies_from_agency_id",
                        column: x => x.from_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_flow_routes_agencies_to_agency_id",
                        column: x => x.to_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_flow_routes_maracs_marac_id",
                        column: x => x.marac_id,
                        principalTable: "maracs",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_flow_routes_policing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "policing_units",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "supervisor_attendances",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    presence = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    because = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervisor_attendances", x => x.number);
                    table.ForeignKey(
                        name: "fk_supervisor_attendances_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervisor_attendances_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flow_alarms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    route_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    actual = table.Column<int>(type: "integer", nullable: false),
                    expected = table.Column<double>(type: "double precision", nullable: false),
                    explanation = table.Column<string>(type: "text", nullable: false),
                    settings_version = table.Column<string>(type: "text", nullable: false),
                    expectation = table.Column<string>(type: "jsonb", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_alarms", x => x.id);
                    table.ForeignKey(
                        name: "fk_flow_alarms_flow_routes_route_id",
                        column: x => x.route_id,
                        principalTable: "flow_routes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flow_counts",
                columns: table => new
                {
                    route_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    is_imported = table.Column<bool>(type: "boolean", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_counts", x => new { x.route_id, x.day, x.is_imported });
                    table.ForeignKey(
                        name: "fk_flow_counts_flow_routes_route_id",
                        column: x => x.route_id,
                        principalTable: "flow_routes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_sent_at",
                table: "referrals",
                column: "sent_at",
                filter: "sent_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_cases_briefing",
                table: "cases",
                column: "unit_id",
                filter: "grade = 'High' and closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_finished",
                table: "assessments",
                column: "completed_at",
                filter: "completed_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_unfinished",
                table: "assessments",
                columns: new[] { "agency_id", "started_at" },
                filter: "completed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_flow_alarms_open",
                table: "flow_alarms",
                column: "route_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_flow_routes_from_agency_id",
                table: "flow_routes",
                column: "from_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_flow_routes_marac_id",
                table: "flow_routes",
                column: "marac_id");

            migrationBuilder.CreateIndex(
                name: "ix_flow_routes_once",
                table: "flow_routes",
                columns: new[] { "kind", "from_agency_id", "unit_id", "to_agency_id", "marac_id", "instrument" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_flow_routes_to_agency_id",
                table: "flow_routes",
                column: "to_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_flow_routes_unit_id",
                table: "flow_routes",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervisor_attendances_by",
                table: "supervisor_attendances",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_supervisor_attendances_incident_id",
                table: "supervisor_attendances",
                column: "incident_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "flow_alarms");

            migrationBuilder.DropTable(
                name: "flow_counts");

            migrationBuilder.DropTable(
                name: "flow_days");

            migrationBuilder.DropTable(
                name: "supervisor_attendances");

            migrationBuilder.DropTable(
                name: "flow_routes");

            migrationBuilder.DropIndex(
                name: "ix_referrals_sent_at",
                table: "referrals");

            migrationBuilder.DropIndex(
                name: "ix_cases_briefing",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_assessments_finished",
                table: "assessments");

            migrationBuilder.DropIndex(
                name: "ix_assessments_unfinished",
                table: "assessments");

            migrationBuilder.CreateIndex(
                name: "ix_cases_unit_id",
                table: "cases",
                column: "unit_id");
        }
    }
}
