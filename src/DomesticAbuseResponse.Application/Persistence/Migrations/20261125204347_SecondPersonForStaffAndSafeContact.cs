using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SecondPersonForStaffAndSafeContact : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "teams",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "days",
                table: "safe_contacts",
                type: "character varying(75)",
                maxLength: 75,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(32)",
                oldMaxLength: 32);

            migrationBuilder.AddColumn<bool>(
                name: "through_relative",
                table: "safe_contacts",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "interpreter",
                table: "contact_attempts",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "staff_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_changes_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_changes_staff_members_asked_by",
                        column: x => x.asked_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_changes_staff_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_staff_changes_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_asked_by",
                table: "staff_changes",
                column: "asked_by");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_decided_by",
                table: "staff_changes",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_open",
                table: "staff_changes",
                column: "agency_id",
                filter: "outcome is null");

            migrationBuilder.CreateIndex(
                name: "ix_staff_changes_staff_id",
                table: "staff_changes",
                column: "staff_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "staff_changes");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "teams");

            migrationBuilder.DropColumn(
                name: "through_relative",
                table: "safe_contacts");

            migrationBuilder.DropColumn(
                name: "interpreter",
                table: "contact_attempts");

            migrationBuilder.AlterColumn<string>(
                name: "days",
                table: "safe_contacts",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(75)",
                oldMaxLength: 75);
        }
    }
}
