using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SlipsOfNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NameSounds.Slips);
            migrationBuilder.AddColumn<int[]>(
                name: "slips",
                table: "person_names",
                type: "integer[]",
                nullable: true,
                computedColumnSql: "name_slips(\"full\")",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_names_slips",
                table: "person_names",
                column: "slips")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_person_names_slips",
                table: "person_names");

            migrationBuilder.DropColumn(
                name: "slips",
                table: "person_names");
            migrationBuilder.Sql(NameSounds.NoSlips);
        }
    }
}
