using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ListsOfOpenIncidentsAndAgendas : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_incidents_open",
                table: "incidents",
                columns: new[] { "reported_at", "id" },
                descending: new bool[0],
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_agenda_items_meeting_id",
                table: "agenda_items",
                column: "meeting_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_incidents_open",
                table: "incidents");

            migrationBuilder.DropIndex(
                name: "ix_agenda_items_meeting_id",
                table: "agenda_items");
        }
    }
}
