using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CaseloadAndIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<decimal>(
                name: "weekly_hours",
                table: "staff_members",
                type: "numeric(4,1)",
                precision: 4,
                scale: 1,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "from_staff_id",
                table: "drafts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "outside_plan",
                table: "contact_attempts",
                type: "boolean",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    waits_for = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_tasks_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_tasks_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_tasks_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "contact_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_contact_steps_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contact_steps_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contact_steps_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "referral_triages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    referral_id = table.Column<Guid>(type: "uuid", nullable: false),
                    priority = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    suggested = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    findings = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral_triages", x => x.id);
                    table.ForeignKey(
                        name: "fk_referral_triages_referrals_referral_id",
                        column: x => x.referral_id,
                        principalTable: "referrals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_referral_triages_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "staff_leaves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    cover_id = table.Column<Guid>(type: "uuid", nullable: true),
                    planned_by = table.Column<Guid>(type: "uuid", nullable: false),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_leaves", x => x.id);
                    table.ForeignKey(
                        name: "fk_staff_leaves_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_staff_leaves_staff_members_cover_id",
                        column: x => x.cover_id,
                        principalTable: "staff_members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_staff_leaves_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supervision_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_by = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    load = table.Column<string>(type: "text", nullable: false),
                    wellbeing = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    workload = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    agreed = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    comment = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervision_records_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervision_records_staff_members_held_by",
                        column: x => x.held_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervision_records_staff_members_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supervised_cases",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervised_cases", x => x.number);
                    table.ForeignKey(
                        name: "fk_supervised_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_supervised_cases_supervision_records_supervision_id",
                        column: x => x.supervision_id,
                        principalTable: "supervision_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contact_attempts_by_agency_id_callback_at",
                table: "contact_attempts",
                columns: new[] { "by_agency_id", "callback_at" },
                filter: "callback_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_agency_id_due_on",
                table: "case_tasks",
                columns: new[] { "agency_id", "due_on" },
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_case_id_agency_id",
                table: "case_tasks",
                columns: new[] { "case_id", "agency_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_staff_id",
                table: "case_tasks",
                column: "staff_id",
                filter: "done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_contact_steps_agency_id",
                table: "contact_steps",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_contact_steps_by",
                table: "contact_steps",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_contact_steps_case_id_agency_id_step_at",
                table: "contact_steps",
                columns: new[] { "case_id", "agency_id", "step", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_referral_triages_by",
                table: "referral_triages",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_referral_triages_referral_id",
                table: "referral_triages",
                column: "referral_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_leaves_agency_id",
                table: "staff_leaves",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_leaves_cover_id_until_on",
                table: "staff_leaves",
                columns: new[] { "cover_id", "until_on" },
                filter: "cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_staff_leaves_staff_id",
                table: "staff_leaves",
                column: "staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervised_cases_case_id",
                table: "supervised_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervised_cases_supervision_id",
                table: "supervised_cases",
                column: "supervision_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_records_agency_id",
                table: "supervision_records",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_records_held_by",
                table: "supervision_records",
                column: "held_by");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_records_staff_id_held_on",
                table: "supervision_records",
                columns: new[] { "staff_id", "held_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_tasks");

            migrationBuilder.DropTable(
                name: "contact_steps");

            migrationBuilder.DropTable(
                name: "referral_triages");

            migrationBuilder.DropTable(
                name: "staff_leaves");

            migrationBuilder.DropTable(
                name: "supervised_cases");

            migrationBuilder.DropTable(
                name: "supervision_records");

            migrationBuilder.DropIndex(
                name: "ix_contact_attempts_by_agency_id_callback_at",
                table: "contact_attempts");

            migrationBuilder.DropColumn(
                name: "weekly_hours",
                table: "staff_members");

            migrationBuilder.DropColumn(
                name: "from_staff_id",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "outside_plan",
                table: "contact_attempts");
        }
    }
}
