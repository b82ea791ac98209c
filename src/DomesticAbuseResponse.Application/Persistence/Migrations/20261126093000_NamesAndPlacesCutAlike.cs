using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class NamesAndPlacesCutAlike : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What is stored of a name is worked out anew, for both columns in one pass.
            migrationBuilder.Sql(WordsOfNames.NoColumns);
            migrationBuilder.Sql(WordsOfNames.Sounds);
            migrationBuilder.Sql(WordsOfNames.Slips);
            migrationBuilder.Sql(WordsOfNames.Marks);
            migrationBuilder.Sql(WordsOfNames.Columns);

            migrationBuilder.DropIndex(
                name: "ix_person_addresses_lines",
                table: "person_addresses");
            migrationBuilder.Sql(EarlierRecords.Down);
            migrationBuilder.Sql(WordsOfNames.Places);
            migrationBuilder.Sql(WordsOfNames.PlaceIndexes);

            migrationBuilder.DropIndex(
                name: "ix_campaign_listings_reached_at",
                table: "campaign_listings");

            migrationBuilder.Sql(EarlierRecords.RegradesAsked);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_reached_at",
                table: "campaign_listings",
                column: "reached_at",
                filter: "finished_at is null");

            migrationBuilder.Sql(WordsOfNames.NoPlaces);
            migrationBuilder.Sql("create index ix_incidents_call_location on incidents using gin (call_location gin_trgm_ops)");
            migrationBuilder.CreateIndex(
                name: "ix_person_addresses_lines",
                table: "person_addresses",
                column: "lines")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.Sql(WordsOfNames.NoColumns);
            migrationBuilder.Sql(WordsOfNames.NoFunctions);
            migrationBuilder.Sql(NameSounds.Up);
            migrationBuilder.Sql(NameSounds.Slips);
            migrationBuilder.Sql(WordsOfNames.Columns);
        }
    }
}
