using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DefinitionsAndOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reasons",
                table: "person_flags",
                type: "character varying(151)",
                maxLength: 151,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "communication_need",
                table: "people",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    court = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    case_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    from_on = table.Column<DateOnly>(type: "date", nullable: true),
                    until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    conditions = table.Column<string>(type: "character varying(185)", maxLength: 185, nullable: false),
                    details = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    served_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders", x => x.id);
                    table.CheckConstraint("ck_orders_dates", "until_on is null or from_on is null or until_on >= from_on");
                    table.ForeignKey(
                        name: "fk_orders_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_people_protects_id",
                        column: x => x.protects_id,
                        principalTable: "people",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_orders_staff_members_recorded_by",
                        column: x => x.recorded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "policy_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    scope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_policy_drafts_staff_members_saved_by",
                        column: x => x.saved_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_agency_id",
                table: "orders",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_person_id",
                table: "orders",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_protects_id",
                table: "orders",
                column: "protects_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_recorded_by",
                table: "orders",
                column: "recorded_by");

            migrationBuilder.CreateIndex(
                name: "ix_policy_drafts_kind_scope_id",
                table: "policy_drafts",
                columns: new[] { "kind", "scope_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_drafts_saved_by",
                table: "policy_drafts",
                column: "saved_by");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "policy_drafts");

            migrationBuilder.DropColumn(
                name: "reasons",
                table: "person_flags");

            migrationBuilder.DropColumn(
                name: "communication_need",
                table: "people");
        }
    }
}
