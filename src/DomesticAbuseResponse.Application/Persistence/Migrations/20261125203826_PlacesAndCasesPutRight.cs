using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PlacesAndCasesPutRight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_incidents_agency_id_grade",
                table: "incidents");

            migrationBuilder.AddColumn<bool>(
                name: "is_unconfirmed",
                table: "person_phones",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_unconfirmed",
                table: "person_addresses",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "through_case_id",
                table: "participations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "call_happened_on",
                table: "incidents",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "call_times_as_typed",
                table: "incidents",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "review_due_since",
                table: "incidents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "slow_graded_by",
                table: "incidents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "case_id",
                table: "incident_parties",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_closures",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reopened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reopened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reopened_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_closures", x => x.number);
                    table.ForeignKey(
                        name: "fk_case_closures_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incident_decisions",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_case_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_decisions", x => x.number);
                    table.ForeignKey(
                        name: "fk_incident_decisions_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_person_addresses_lines",
                table: "person_addresses",
                column: "lines")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_agency_id_review_due_since",
                table: "incidents",
                columns: new[] { "agency_id", "review_due_since" },
                filter: "closed_at is null and review_due_since is not null");

            migrationBuilder.CreateIndex(
                name: "ix_incident_parties_case_id",
                table: "incident_parties",
                column: "case_id",
                filter: "case_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_closures_case_id",
                table: "case_closures",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_incident_decisions_incident_id",
                table: "incident_decisions",
                column: "incident_id");

            migrationBuilder.AddForeignKey(
                name: "fk_incident_parties_cases_case_id",
                table: "incident_parties",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id");

            migrationBuilder.Sql(EarlierRecords.Up);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(EarlierRecords.Down);

            migrationBuilder.DropForeignKey(
                name: "fk_incident_parties_cases_case_id",
                table: "incident_parties");

            migrationBuilder.DropTable(
                name: "case_closures");

            migrationBuilder.DropTable(
                name: "incident_decisions");

            migrationBuilder.DropIndex(
                name: "ix_person_addresses_lines",
                table: "person_addresses");

            migrationBuilder.DropIndex(
                name: "ix_incidents_agency_id_review_due_since",
                table: "incidents");

            migrationBuilder.DropIndex(
                name: "ix_incident_parties_case_id",
                table: "incident_parties");

            migrationBuilder.DropColumn(
                name: "is_unconfirmed",
                table: "person_phones");

            migrationBuilder.DropColumn(
                name: "is_unconfirmed",
                table: "person_addresses");

            migrationBuilder.DropColumn(
                name: "through_case_id",
                table: "participations");

            migrationBuilder.DropColumn(
                name: "call_happened_on",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "call_times_as_typed",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "review_due_since",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "slow_graded_by",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "incident_parties");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_agency_id_grade",
                table: "incidents",
                columns: new[] { "agency_id", "grade" },
                filter: "closed_at is null and grade in ('Routine', 'Diary')");
        }
    }
}
