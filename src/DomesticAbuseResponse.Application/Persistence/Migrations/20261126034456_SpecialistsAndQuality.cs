using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SpecialistsAndQuality : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "engagements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    victim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    onward = table.Column<string[]>(type: "text[]", nullable: false),
                    safe_to_talk = table.Column<bool>(type: "boolean", nullable: true),
                    dash_done = table.Column<bool>(type: "boolean", nullable: false),
                    disclosure_given = table.Column<bool>(type: "boolean", nullable: false),
                    because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    needs = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    readers = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_engagements", x => x.id);
                    table.ForeignKey(
                        name: "fk_engagements_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_engagements_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_engagements_people_victim_id",
                        column: x => x.victim_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_engagements_shifts_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shifts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_engagements_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quality_samples",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    to_day = table.Column<DateOnly>(type: "date", nullable: false),
                    every_grade = table.Column<bool>(type: "boolean", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    frame = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    drawn_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quality_samples", x => x.id);
                    table.ForeignKey(
                        name: "fk_quality_samples_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quality_samples_policing_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "policing_units",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quality_samples_staff_members_drawn_by",
                        column: x => x.drawn_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "specialist_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    check = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    grade_seen = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    grade_asked = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    advice = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    advice_to = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_specialist_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_specialist_reviews_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_specialist_reviews_shifts_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shifts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_specialist_reviews_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sampled_items",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    scored_by = table.Column<Guid>(type: "uuid", nullable: true),
                    scored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    first_grade = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    second_grade = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    second_reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    empathy = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    right_grade = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    history_checked = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    advice = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    feedback = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sampled_items", x => x.number);
                    table.ForeignKey(
                        name: "fk_sampled_items_quality_samples_sample_id",
                        column: x => x.sample_id,
                        principalTable: "quality_samples",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_engagements_at",
                table: "engagements",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_engagements_by",
                table: "engagements",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_engagements_force_id",
                table: "engagements",
                column: "force_id");

            migrationBuilder.CreateIndex(
                name: "ix_engagements_incident_id",
                table: "engagements",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_engagements_shift_id",
                table: "engagements",
                column: "shift_id");

            migrationBuilder.CreateIndex(
                name: "ix_engagements_victim_id",
                table: "engagements",
                column: "victim_id");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_agency_id_drawn_at",
                table: "quality_samples",
                columns: new[] { "agency_id", "drawn_at" });

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_drawn_by",
                table: "quality_samples",
                column: "drawn_by");

            migrationBuilder.CreateIndex(
                name: "ix_quality_samples_unit_id",
                table: "quality_samples",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_sampled_items_author_id_decided_at",
                table: "sampled_items",
                columns: new[] { "author_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sampled_items_sample_id",
                table: "sampled_items",
                column: "sample_id");

            migrationBuilder.CreateIndex(
                name: "ix_specialist_reviews_at",
                table: "specialist_reviews",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_specialist_reviews_by",
                table: "specialist_reviews",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_specialist_reviews_incident_id",
                table: "specialist_reviews",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_specialist_reviews_shift_id",
                table: "specialist_reviews",
                column: "shift_id");

            migrationBuilder.Sql("""
                create trigger specialist_reviews_append_only before update or delete or truncate on specialist_reviews for each statement execute function refuse_change();
                create trigger engagements_append_only before update or delete or truncate on engagements for each statement execute function refuse_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "engagements");

            migrationBuilder.DropTable(
                name: "sampled_items");

            migrationBuilder.DropTable(
                name: "specialist_reviews");

            migrationBuilder.DropTable(
                name: "quality_samples");
        }
    }
}
