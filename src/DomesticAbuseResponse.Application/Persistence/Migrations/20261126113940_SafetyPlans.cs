using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SafetyPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "safety_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_by = table.Column<Guid>(type: "uuid", nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_plans_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safety_plans_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safety_plans_staff_members_begun_by",
                        column: x => x.begun_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_plan_events",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plan_events", x => x.number);
                    table.ForeignKey(
                        name: "fk_safety_plan_events_safety_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "safety_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_safety_plan_events_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_plan_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    owner_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    owner_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_agency = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    agreed = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answers = table.Column<string[]>(type: "text[]", nullable: false),
                    on_paper = table.Column<bool>(type: "boolean", nullable: false),
                    paper_words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    status_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status_by = table.Column<Guid>(type: "uuid", nullable: false),
                    status_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    looked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plan_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_safety_plan_lines_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safety_plan_lines_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safety_plan_lines_safety_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "safety_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safety_plan_lines_staff_members_owner_staff_id",
                        column: x => x.owner_staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_safety_plan_lines_staff_members_written_by",
                        column: x => x.written_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_plan_papers",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    copy = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    sheet = table.Column<string>(type: "jsonb", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: true),
                    way = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    given_to = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    was_safe = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    given_by = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plan_papers", x => x.number);
                    table.ForeignKey(
                        name: "fk_safety_plan_papers_safety_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "safety_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_safety_plan_papers_staff_members_made_by",
                        column: x => x.made_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_plan_reviews",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    spoke_with_victim = table.Column<bool>(type: "boolean", nullable: false),
                    what_changed = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    next_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plan_reviews", x => x.number);
                    table.ForeignKey(
                        name: "fk_safety_plan_reviews_safety_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "safety_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_safety_plan_reviews_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_plan_changes",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    line_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    before = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    after = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_plan_changes", x => x.number);
                    table.ForeignKey(
                        name: "fk_safety_plan_changes_safety_plan_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "safety_plan_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_safety_plan_changes_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_record_events_joined",
                table: "record_events",
                columns: new[] { "case_id", "at" },
                filter: "name = 'IncidentJoinedCase'");

            migrationBuilder.CreateIndex(
                name: "ix_record_events_left",
                table: "record_events",
                columns: new[] { "person_id", "at" },
                filter: "name = 'AddressEnded'");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_changes_by",
                table: "safety_plan_changes",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_changes_line_id",
                table: "safety_plan_changes",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_changes_plan_id_number",
                table: "safety_plan_changes",
                columns: new[] { "plan_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_events_by",
                table: "safety_plan_events",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_events_plan_id",
                table: "safety_plan_events",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_lines_agency_id",
                table: "safety_plan_lines",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_lines_case_id_due_on",
                table: "safety_plan_lines",
                columns: new[] { "case_id", "due_on" },
                filter: "status = 'Open' and due_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_lines_owner_staff_id_due_on",
                table: "safety_plan_lines",
                columns: new[] { "owner_staff_id", "due_on" },
                filter: "status = 'Open' and due_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_lines_plan_id_number",
                table: "safety_plan_lines",
                columns: new[] { "plan_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_lines_written_by",
                table: "safety_plan_lines",
                column: "written_by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_papers_made_by",
                table: "safety_plan_papers",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_papers_plan_id_copy",
                table: "safety_plan_papers",
                columns: new[] { "plan_id", "copy" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_reviews_by",
                table: "safety_plan_reviews",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plan_reviews_plan_id",
                table: "safety_plan_reviews",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plans_agency_id",
                table: "safety_plans",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plans_begun_by",
                table: "safety_plans",
                column: "begun_by");

            migrationBuilder.CreateIndex(
                name: "ix_safety_plans_case_id",
                table: "safety_plans",
                column: "case_id",
                unique: true);

            // What was changed and what was found in a review is never rewritten.
            migrationBuilder.Sql("create trigger safety_plan_changes_append_only before update or delete or truncate on safety_plan_changes for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger safety_plan_reviews_append_only before update or delete or truncate on safety_plan_reviews for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "safety_plan_changes");

            migrationBuilder.DropTable(
                name: "safety_plan_events");

            migrationBuilder.DropTable(
                name: "safety_plan_papers");

            migrationBuilder.DropTable(
                name: "safety_plan_reviews");

            migrationBuilder.DropTable(
                name: "safety_plan_lines");

            migrationBuilder.DropTable(
                name: "safety_plans");

            migrationBuilder.DropIndex(
                name: "ix_record_events_joined",
                table: "record_events");

            migrationBuilder.DropIndex(
                name: "ix_record_events_left",
                table: "record_events");
        }
    }
}
