using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ProtectionCanBeLifted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_named_staff_record_id_staff_id",
                table: "named_staff");

            migrationBuilder.AddColumn<string>(
                name: "because",
                table: "named_staff",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Chosen");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "until",
                table: "named_staff",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "source_id",
                table: "exclusions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "until",
                table: "exclusions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "protection_acts",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_acts", x => x.number);
                });

            migrationBuilder.CreateIndex(
                name: "ix_named_staff_record_id_staff_id",
                table: "named_staff",
                columns: new[] { "record_id", "staff_id" },
                unique: true,
                filter: "until is null");

            migrationBuilder.CreateIndex(
                name: "ix_exclusions_source_id",
                table: "exclusions",
                column: "source_id",
                filter: "source_id is not null and until is null");

            migrationBuilder.CreateIndex(
                name: "ix_protection_acts_person_id",
                table: "protection_acts",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "protection_acts");

            migrationBuilder.DropIndex(
                name: "ix_named_staff_record_id_staff_id",
                table: "named_staff");

            migrationBuilder.DropIndex(
                name: "ix_exclusions_source_id",
                table: "exclusions");

            migrationBuilder.DropColumn(
                name: "because",
                table: "named_staff");

            migrationBuilder.DropColumn(
                name: "until",
                table: "named_staff");

            migrationBuilder.DropColumn(
                name: "source_id",
                table: "exclusions");

            migrationBuilder.DropColumn(
                name: "until",
                table: "exclusions");

            migrationBuilder.CreateIndex(
                name: "ix_named_staff_record_id_staff_id",
                table: "named_staff",
                columns: new[] { "record_id", "staff_id" },
                unique: true);
        }
    }
}
