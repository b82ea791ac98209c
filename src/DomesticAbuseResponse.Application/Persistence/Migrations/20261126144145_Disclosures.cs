using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Disclosures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "disclosure_references");

            migrationBuilder.CreateTable(
                name: "disclosure_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_of = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    asked_applicant = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_applicant_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    asked_applicant_born = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_applicant_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    asked_applicant_phone = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    asked_applicant_to_at_risk = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    asked_at_risk_born = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_at_risk_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    asked_children = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    asked_relationship = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    asked_route = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_safe_contact = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    asked_subject_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    asked_subject_born = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_subject_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    asked_worries = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_disclosure_requests_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_disclosure_requests_staff_members_taken_by",
                        column: x => x.taken_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disclosure_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_disclosure_steps_disclosure_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "disclosure_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_disclosure_steps_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_force_id_closed_at",
                table: "disclosure_requests",
                columns: new[] { "force_id", "closed_at" },
                filter: "closed_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_force_id_next_due_at",
                table: "disclosure_requests",
                columns: new[] { "force_id", "next_due_at" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_reference",
                table: "disclosure_requests",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_requests_taken_by",
                table: "disclosure_requests",
                column: "taken_by");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_steps_by",
                table: "disclosure_steps",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_steps_request_id",
                table: "disclosure_steps",
                column: "request_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "disclosure_steps");

            migrationBuilder.DropTable(
                name: "disclosure_requests");

            migrationBuilder.DropSequence(
                name: "disclosure_references");
        }
    }
}
