using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RiskDuties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "child_findings",
                table: "assessments",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "narratives",
                table: "assessments",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "off_duty_at",
                table: "assessments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assessment_skips",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_confirmed = table.Column<bool>(type: "boolean", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_skips", x => x.number);
                    table.ForeignKey(
                        name: "fk_assessment_skips_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_skips_incident_id",
                table: "assessment_skips",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_skips_waiting",
                table: "assessment_skips",
                column: "incident_id",
                unique: true,
                filter: "is_confirmed is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessment_skips");

            migrationBuilder.DropColumn(
                name: "child_findings",
                table: "assessments");

            migrationBuilder.DropColumn(
                name: "narratives",
                table: "assessments");

            migrationBuilder.DropColumn(
                name: "off_duty_at",
                table: "assessments");
        }
    }
}
