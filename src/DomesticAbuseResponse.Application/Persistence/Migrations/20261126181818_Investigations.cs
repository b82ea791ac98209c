using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Investigations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evidence_notes",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_notes", x => x.number);
                    table.ForeignKey(
                        name: "fk_evidence_notes_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_notes_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "investigation_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    suspect_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    victim_supports = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_back_by = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_back_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_investigation_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_investigation_steps_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_investigation_steps_people_suspect_id",
                        column: x => x.suspect_id,
                        principalTable: "people",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_investigation_steps_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_investigation_steps_staff_members_taken_back_by",
                        column: x => x.taken_back_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_evidence_notes_by",
                table: "evidence_notes",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_notes_incident_id",
                table: "evidence_notes",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_investigation_steps_by",
                table: "investigation_steps",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_investigation_steps_incident_id",
                table: "investigation_steps",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_investigation_steps_recorded_at",
                table: "investigation_steps",
                column: "recorded_at");

            migrationBuilder.CreateIndex(
                name: "ix_investigation_steps_suspect_id",
                table: "investigation_steps",
                column: "suspect_id");

            migrationBuilder.CreateIndex(
                name: "ix_investigation_steps_taken_back_by",
                table: "investigation_steps",
                column: "taken_back_by");

            migrationBuilder.Sql("create trigger evidence_notes_append_only before update or delete or truncate on evidence_notes for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evidence_notes");

            migrationBuilder.DropTable(
                name: "investigation_steps");
        }
    }
}
