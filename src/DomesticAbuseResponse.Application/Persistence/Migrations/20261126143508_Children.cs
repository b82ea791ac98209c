using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Children : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "child_id",
                table: "referrals",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "child_parts",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lives_there = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    presence = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    where = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    witnessed = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    injured = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    injuries = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_parts", x => x.number);
                    table.ForeignKey(
                        name: "fk_child_parts_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_parts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_parts_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "child_screenings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    council_id = table.Column<Guid>(type: "uuid", nullable: true),
                    health_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    shared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    shared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    summary = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    who_was_there = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_screenings", x => x.id);
                    table.ForeignKey(
                        name: "fk_child_screenings_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_screenings_agencies_council_id",
                        column: x => x.council_id,
                        principalTable: "agencies",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_screenings_agencies_health_id",
                        column: x => x.health_id,
                        principalTable: "agencies",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_screenings_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_screenings_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_screenings_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_screenings_staff_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_screenings_staff_members_shared_by",
                        column: x => x.shared_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "child_voices",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    was_asked = table.Column<bool>(type: "boolean", nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    company = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    with = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    not_asked_because = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    readers = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_voices", x => x.number);
                    table.ForeignKey(
                        name: "fk_child_voices_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_voices_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_voices_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_voices_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "schools",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    authority_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key_adult = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    secure_mail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    is_listed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schools", x => x.id);
                    table.ForeignKey(
                        name: "fk_schools_local_authorities_authority_id",
                        column: x => x.authority_id,
                        principalTable: "local_authorities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "child_screening_parts",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    screening_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_screening_parts", x => x.number);
                    table.ForeignKey(
                        name: "fk_child_screening_parts_child_screenings_screening_id",
                        column: x => x.screening_id,
                        principalTable: "child_screenings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_child_screening_parts_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "child_details",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    education = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    school_id = table.Column<Guid>(type: "uuid", nullable: true),
                    school_name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    authority_id = table.Column<Guid>(type: "uuid", nullable: true),
                    gp = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    health_visitor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    special_needs = table.Column<bool>(type: "boolean", nullable: true),
                    needs = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    concern = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    concern_words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_child_details", x => x.number);
                    table.ForeignKey(
                        name: "fk_child_details_local_authorities_authority_id",
                        column: x => x.authority_id,
                        principalTable: "local_authorities",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_details_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_child_details_schools_school_id",
                        column: x => x.school_id,
                        principalTable: "schools",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_child_details_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "school_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    trace = table.Column<string>(type: "jsonb", nullable: false),
                    ground = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    way = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    recipient = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    school_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_to_send = table.Column<bool>(type: "boolean", nullable: true),
                    decision = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    decided_ground = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    escalated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_school_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_school_notices_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_notices_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_notices_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_school_notices_schools_school_id",
                        column: x => x.school_id,
                        principalTable: "schools",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_school_notices_staff_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_school_notices_staff_members_sent_by",
                        column: x => x.sent_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_referrals_child_id",
                table: "referrals",
                column: "child_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_details_authority_id",
                table: "child_details",
                column: "authority_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_details_by",
                table: "child_details",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_child_details_person_id_number",
                table: "child_details",
                columns: new[] { "person_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_child_details_school_id",
                table: "child_details",
                column: "school_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_parts_by",
                table: "child_parts",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_child_parts_incident_id_person_id_number",
                table: "child_parts",
                columns: new[] { "incident_id", "person_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_child_parts_person_id",
                table: "child_parts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_screening_parts_by",
                table: "child_screening_parts",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_child_screening_parts_screening_id",
                table: "child_screening_parts",
                column: "screening_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_agency_id_status_made_at",
                table: "child_screenings",
                columns: new[] { "agency_id", "status", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_council_id_status_made_at",
                table: "child_screenings",
                columns: new[] { "council_id", "status", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_decided_by",
                table: "child_screenings",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_health_id_status_made_at",
                table: "child_screenings",
                columns: new[] { "health_id", "status", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_incident_id_person_id",
                table: "child_screenings",
                columns: new[] { "incident_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_person_id",
                table: "child_screenings",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_referral_id",
                table: "child_screenings",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_screenings_shared_by",
                table: "child_screenings",
                column: "shared_by");

            migrationBuilder.CreateIndex(
                name: "ix_child_voices_by",
                table: "child_voices",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_child_voices_case_id",
                table: "child_voices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_voices_incident_id",
                table: "child_voices",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_child_voices_person_id_number",
                table: "child_voices",
                columns: new[] { "person_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_decided_by",
                table: "school_notices",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_due",
                table: "school_notices",
                columns: new[] { "agency_id", "due_at" },
                filter: "status in ('Due', 'NeedsDecision')");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_incident_id_person_id",
                table: "school_notices",
                columns: new[] { "incident_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_late",
                table: "school_notices",
                column: "due_at",
                filter: "status in ('Due', 'NeedsDecision') and escalated_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_person_id",
                table: "school_notices",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_school_id",
                table: "school_notices",
                column: "school_id");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_sent",
                table: "school_notices",
                columns: new[] { "agency_id", "sent_at" },
                filter: "status = 'Sent'");

            migrationBuilder.CreateIndex(
                name: "ix_school_notices_sent_by",
                table: "school_notices",
                column: "sent_by");

            migrationBuilder.CreateIndex(
                name: "ix_schools_authority_id_code",
                table: "schools",
                columns: new[] { "authority_id", "code" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_referrals_people_child_id",
                table: "referrals",
                column: "child_id",
                principalTable: "people",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_referrals_people_child_id",
                table: "referrals");

            migrationBuilder.DropTable(
                name: "child_details");

            migrationBuilder.DropTable(
                name: "child_parts");

            migrationBuilder.DropTable(
                name: "child_screening_parts");

            migrationBuilder.DropTable(
                name: "child_voices");

            migrationBuilder.DropTable(
                name: "school_notices");

            migrationBuilder.DropTable(
                name: "child_screenings");

            migrationBuilder.DropTable(
                name: "schools");

            migrationBuilder.DropIndex(
                name: "ix_referrals_child_id",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "child_id",
                table: "referrals");
        }
    }
}
