using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LocalPolicing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_incidents_unit_id",
                table: "incidents");

            migrationBuilder.AddColumn<string[]>(
                name: "postcode_areas",
                table: "neighbourhoods",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.CreateTable(
                name: "caller_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    neighbourhood_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    words = table.Column<string>(type: "text", nullable: true),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_caller_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_caller_plans_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_caller_plans_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_caller_plans_neighbourhoods_neighbourhood_id",
                        column: x => x.neighbourhood_id,
                        principalTable: "neighbourhoods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_caller_plans_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    run_on = table.Column<DateOnly>(type: "date", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    settings_version = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaigns", x => x.id);
                    table.ForeignKey(
                        name: "fk_campaigns_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "partnership_meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    neighbourhood_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    present = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    notes = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnership_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_partnership_meetings_neighbourhoods_neighbourhood_id",
                        column: x => x.neighbourhood_id,
                        principalTable: "neighbourhoods",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "plan_actions",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    owner_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    outcome_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    finished_by = table.Column<Guid>(type: "uuid", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_actions", x => x.number);
                    table.ForeignKey(
                        name: "fk_plan_actions_agencies_owner_agency_id",
                        column: x => x.owner_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_plan_actions_caller_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "caller_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaign_entries",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    exclusion = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_entries", x => x.number);
                    table.ForeignKey(
                        name: "fk_campaign_entries_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_campaign_entries_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_campaign_entries_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
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
                name: "ix_incidents_unit_id_reported_at",
                table: "incidents",
                columns: new[] { "unit_id", "reported_at" });

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
                name: "ix_caller_plans_force_id",
                table: "caller_plans",
                column: "force_id");

            migrationBuilder.CreateIndex(
                name: "ix_caller_plans_incident_id",
                table: "caller_plans",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_caller_plans_open",
                table: "caller_plans",
                columns: new[] { "neighbourhood_id", "kind", "person_id", "words" },
                unique: true,
                filter: "closed_at is null")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_caller_plans_person_id",
                table: "caller_plans",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_entries_campaign_id_person_id",
                table: "campaign_entries",
                columns: new[] { "campaign_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaign_entries_case_id",
                table: "campaign_entries",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_entries_person_id",
                table: "campaign_entries",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_agency_id",
                table: "campaigns",
                column: "agency_id");

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
                name: "ix_partnership_meetings_neighbourhood_id_held_on",
                table: "partnership_meetings",
                columns: new[] { "neighbourhood_id", "held_on" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_actions_owner_agency_id_due_on",
                table: "plan_actions",
                columns: new[] { "owner_agency_id", "due_on" },
                filter: "outcome is null");

            migrationBuilder.CreateIndex(
                name: "ix_plan_actions_plan_id",
                table: "plan_actions",
                column: "plan_id");

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
                name: "campaign_entries");

            migrationBuilder.DropTable(
                name: "flow_alarms");

            migrationBuilder.DropTable(
                name: "flow_counts");

            migrationBuilder.DropTable(
                name: "flow_days");

            migrationBuilder.DropTable(
                name: "partnership_meetings");

            migrationBuilder.DropTable(
                name: "plan_actions");

            migrationBuilder.DropTable(
                name: "supervisor_attendances");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "flow_routes");

            migrationBuilder.DropTable(
                name: "caller_plans");

            migrationBuilder.DropIndex(
                name: "ix_referrals_sent_at",
                table: "referrals");

            migrationBuilder.DropIndex(
                name: "ix_incidents_unit_id_reported_at",
                table: "incidents");

            migrationBuilder.DropIndex(
                name: "ix_cases_briefing",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_assessments_finished",
                table: "assessments");

            migrationBuilder.DropIndex(
                name: "ix_assessments_unfinished",
                table: "assessments");

            migrationBuilder.DropColumn(
                name: "postcode_areas",
                table: "neighbourhoods");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_unit_id",
                table: "incidents",
                column: "unit_id");
        }
    }
}
