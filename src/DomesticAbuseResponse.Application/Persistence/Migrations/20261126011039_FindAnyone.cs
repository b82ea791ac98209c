using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FindAnyone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:fuzzystrmatch", ",,")
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.Sql(NameSounds.Up);

            migrationBuilder.AddColumn<string[]>(
                name: "sounds",
                table: "person_names",
                type: "text[]",
                nullable: true,
                computedColumnSql: "name_sounds(\"full\")",
                stored: true);

            migrationBuilder.CreateTable(
                name: "stored_searches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    typed = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_searches", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_person_names_sounds",
                table: "person_names",
                column: "sounds")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_people_born_on",
                table: "people",
                column: "born_on");

            migrationBuilder.CreateIndex(
                name: "ix_stored_searches_staff_id_at",
                table: "stored_searches",
                columns: new[] { "staff_id", "at" });

            migrationBuilder.Sql(NameSounds.PhoneEndings);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(NameSounds.NoPhoneEndings);

            migrationBuilder.DropTable(
                name: "stored_searches");

            migrationBuilder.DropIndex(
                name: "ix_person_names_sounds",
                table: "person_names");

            migrationBuilder.DropIndex(
                name: "ix_people_born_on",
                table: "people");

            migrationBuilder.DropColumn(
                name: "sounds",
                table: "person_names");

            migrationBuilder.Sql(NameSounds.Down);

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:fuzzystrmatch", ",,")
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");
        }
    }
}
