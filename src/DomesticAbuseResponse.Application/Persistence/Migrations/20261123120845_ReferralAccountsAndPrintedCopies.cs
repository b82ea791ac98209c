using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReferralAccountsAndPrintedCopies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "narrative",
                table: "referrals",
                newName: "account_narrative");

            migrationBuilder.AlterColumn<string>(
                name: "account_narrative",
                table: "referrals",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "account_afraid_of",
                table: "referrals",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "account_other_maracs",
                table: "referrals",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "account_safe_to_talk_to",
                table: "referrals",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "account_unsafe_to_talk_to",
                table: "referrals",
                type: "character varying(8000)",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "sharing_not_aware_reason",
                table: "referrals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "idva_service_id",
                table: "policing_units",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "agreement_at",
                table: "meetings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "agreement_chair_id",
                table: "meetings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "agreement_recorded_by",
                table: "meetings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "agreement_words",
                table: "meetings",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "counter_allegation_because",
                table: "cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "counter_allegation_by",
                table: "cases",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "primary_victim_decisions",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    rationale = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_primary_victim_decisions", x => x.number);
                    table.ForeignKey(
                        name: "fk_primary_victim_decisions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_primary_victim_decisions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "printed_copies",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    recipient = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    printed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_printed_copies", x => new { x.meeting_id, x.number });
                    table.ForeignKey(
                        name: "fk_printed_copies_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_printed_copies_staff_members_printed_by",
                        column: x => x.printed_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_policing_units_idva_service_id",
                table: "policing_units",
                column: "idva_service_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_meetings_emergency_agreed",
                table: "meetings",
                sql: "not is_emergency or agreement_chair_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_decisions_case_id",
                table: "primary_victim_decisions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_primary_victim_decisions_person_id",
                table: "primary_victim_decisions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_printed_copies_printed_by",
                table: "printed_copies",
                column: "printed_by");

            migrationBuilder.AddForeignKey(
                name: "fk_policing_units_agencies_idva_service_id",
                table: "policing_units",
                column: "idva_service_id",
                principalTable: "agencies",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_policing_units_agencies_idva_service_id",
                table: "policing_units");

            migrationBuilder.DropTable(
                name: "primary_victim_decisions");

            migrationBuilder.DropTable(
                name: "printed_copies");

            migrationBuilder.DropIndex(
                name: "ix_policing_units_idva_service_id",
                table: "policing_units");

            migrationBuilder.DropCheckConstraint(
                name: "ck_meetings_emergency_agreed",
                table: "meetings");

            migrationBuilder.DropColumn(
                name: "account_afraid_of",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "account_other_maracs",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "account_safe_to_talk_to",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "account_unsafe_to_talk_to",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "sharing_not_aware_reason",
                table: "referrals");

            migrationBuilder.DropColumn(
                name: "idva_service_id",
                table: "policing_units");

            migrationBuilder.DropColumn(
                name: "agreement_at",
                table: "meetings");

            migrationBuilder.DropColumn(
                name: "agreement_chair_id",
                table: "meetings");

            migrationBuilder.DropColumn(
                name: "agreement_recorded_by",
                table: "meetings");

            migrationBuilder.DropColumn(
                name: "agreement_words",
                table: "meetings");

            migrationBuilder.DropColumn(
                name: "counter_allegation_because",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "counter_allegation_by",
                table: "cases");

            migrationBuilder.RenameColumn(
                name: "account_narrative",
                table: "referrals",
                newName: "narrative");

            migrationBuilder.AlterColumn<string>(
                name: "narrative",
                table: "referrals",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(8000)",
                oldMaxLength: 8000,
                oldNullable: true);
        }
    }
}
