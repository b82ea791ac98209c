using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReferenceDataAndDeadlineTraces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "rule_version",
                table: "deadlines",
                type: "text",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<string>(
                name: "because",
                table: "deadlines",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "calendar_version",
                table: "deadlines",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "replaces_id",
                table: "deadlines",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bank_holidays",
                columns: table => new
                {
                    division = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    calendar_version = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    notes = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    import = table.Column<int>(type: "integer", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_holidays", x => new { x.division, x.calendar_version, x.date });
                });

            migrationBuilder.CreateTable(
                name: "policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scope_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policies", x => x.id);
                    table.CheckConstraint("ck_policies_dates", "effective_to is null or effective_to >= effective_from");
                });

            migrationBuilder.CreateIndex(
                name: "ix_notices_case_id",
                table: "notices",
                column: "case_id",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_grade_entries_case_id_at",
                table: "grade_entries",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_replaces_id",
                table: "deadlines",
                column: "replaces_id");

            migrationBuilder.CreateIndex(
                name: "ix_access_records_by_agency_id_number",
                table: "access_records",
                columns: new[] { "by_agency_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_policies_kind_scope_id_effective_from",
                table: "policies",
                columns: new[] { "kind", "scope_id", "effective_from" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_policies_kind_scope_id_version",
                table: "policies",
                columns: new[] { "kind", "scope_id", "version" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.AddForeignKey(
                name: "fk_deadlines_deadlines_replaces_id",
                table: "deadlines",
                column: "replaces_id",
                principalTable: "deadlines",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_deadlines_deadlines_replaces_id",
                table: "deadlines");

            migrationBuilder.DropTable(
                name: "bank_holidays");

            migrationBuilder.DropTable(
                name: "policies");

            migrationBuilder.DropIndex(
                name: "ix_notices_case_id",
                table: "notices");

            migrationBuilder.DropIndex(
                name: "ix_grade_entries_case_id_at",
                table: "grade_entries");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_replaces_id",
                table: "deadlines");

            migrationBuilder.DropIndex(
                name: "ix_access_records_by_agency_id_number",
                table: "access_records");

            migrationBuilder.DropColumn(
                name: "because",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "calendar_version",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "replaces_id",
                table: "deadlines");

            migrationBuilder.Sql("alter table deadlines alter column rule_version type integer using rule_version::integer");
        }
    }
}
