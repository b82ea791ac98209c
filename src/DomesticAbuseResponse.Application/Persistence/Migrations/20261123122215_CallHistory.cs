using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CallHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "grade_set_at",
                table: "incidents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "grade_set_by",
                table: "incidents",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "as_typed",
                table: "incident_parties",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_incidents_reported_at_id",
                table: "incidents",
                columns: new[] { "reported_at", "id" },
                descending: new bool[0]);

            // Earlier calls from a number and to a postcode, while the caller is on the line. Both columns lie in a part of the incident,
            // where the model cannot name an index.
            migrationBuilder.Sql("""
                create index ix_incidents_call_caller_phone_e164 on incidents (call_caller_phone_e164, reported_at desc) where call_caller_phone_e164 is not null;
                create index ix_incidents_call_postcode on incidents (call_postcode, reported_at desc) where call_postcode is not null;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop index ix_incidents_call_caller_phone_e164;
                drop index ix_incidents_call_postcode;
                """);

            migrationBuilder.DropIndex(
                name: "ix_incidents_reported_at_id",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "grade_set_at",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "grade_set_by",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "as_typed",
                table: "incident_parties");
        }
    }
}
