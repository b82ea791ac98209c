using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PerpetratorsAndBothSides : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "perpetrator_management",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    programme = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    protects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raises_risk = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    risk_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    supported_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    offender_manager = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_perpetrator_management", x => x.id);
                    table.ForeignKey(
                        name: "fk_perpetrator_management_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_perpetrator_management_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_perpetrator_management_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_perpetrator_management_people_protects_id",
                        column: x => x.protects_id,
                        principalTable: "people",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_perpetrator_management_staff_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "perpetrator_scores",
                columns: table => new
                {
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: true),
                    recency = table.Column<int>(type: "integer", nullable: false),
                    frequency = table.Column<int>(type: "integer", nullable: false),
                    gravity = table.Column<int>(type: "integer", nullable: false),
                    records = table.Column<int>(type: "integer", nullable: false),
                    victims = table.Column<int>(type: "integer", nullable: false),
                    is_serial = table.Column<bool>(type: "boolean", nullable: false),
                    is_repeat = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: false),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_perpetrator_scores", x => new { x.agency_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_perpetrator_scores_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_perpetrator_scores_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "primary_victim_proposals",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rationale = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_primary_victim_proposals", x => x.number);
                    table.ForeignKey(
                        name: "fk_primary_victim_proposals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_primary_victim_proposals_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_primary_victim_proposals_staff_members_answered_by",
                        column: x => x.answered_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_primary_victim_proposals_staff_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "score_passes",
                columns: table => new
                {
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_event = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_passes", x => x.agency_id);
                });

            migrationBuilder.CreateTable(
                name: "management_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    management_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_management_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_management_steps_perpetrator_management_management_id",
                        column: x => x.management_id,
                        principalTable: "perpetrator_management",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_management_steps_management_id",
                table: "management_steps",
                column: "management_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_management_agency_id",
                table: "perpetrator_management",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_management_case_id",
                table: "perpetrator_management",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_management_person_id",
                table: "perpetrator_management",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_management_proposed_by",
                table: "perpetrator_management",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_management_protects_id",
                table: "perpetrator_management",
                column: "protects_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_scores_next_on_person_id",
                table: "perpetrator_scores",
                columns: new[] { "next_on", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_scores_person_id",
                table: "perpetrator_scores",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_scores_ranked",
                table: "perpetrator_scores",
                columns: new[] { "agency_id", "score", "person_id" },
                descending: new[] { false, true, false },
                filter: "score is not null");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_scores_serial",
                table: "perpetrator_scores",
                columns: new[] { "agency_id", "score", "person_id" },
                descending: new[] { false, true, false },
                filter: "score is not null and is_serial");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_proposals_answered_by",
                table: "primary_victim_proposals",
                column: "answered_by");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_proposals_person_id",
                table: "primary_victim_proposals",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_proposals_proposed_by",
                table: "primary_victim_proposals",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_proposals_waiting",
                table: "primary_victim_proposals",
                column: "case_id",
                unique: true,
                filter: "state = 'Waiting'");

            // A number that counts what has just been restricted is shown to nobody from that moment: the row waits to be worked out anew.
            migrationBuilder.Sql("""
                create function leave_ranking() returns trigger language plpgsql as $$
                begin
                    update perpetrator_scores set score = null, next_on = date '2000-01-01'
                    where person_id in (select person_id from incident_parties where incident_id = new.id and role = 'Perpetrator');
                    return null;
                end $$;
                create trigger incidents_leave_ranking after update of is_restricted on incidents for each row
                    when (old.is_restricted is distinct from new.is_restricted) execute function leave_ranking();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger incidents_leave_ranking on incidents;
                drop function leave_ranking();
                """);

            migrationBuilder.DropTable(
                name: "management_steps");

            migrationBuilder.DropTable(
                name: "perpetrator_scores");

            migrationBuilder.DropTable(
                name: "primary_victim_proposals");

            migrationBuilder.DropTable(
                name: "score_passes");

            migrationBuilder.DropTable(
                name: "perpetrator_management");
        }
    }
}
