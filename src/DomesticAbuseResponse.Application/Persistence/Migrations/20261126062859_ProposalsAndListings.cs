using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ProposalsAndListings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What a specialist asked for is a request like any other from now on.
            migrationBuilder.Sql("update notices set kind = 'RegradeAsked' where kind = 'UpgradeAsked'");

            migrationBuilder.CreateTable(
                name: "campaign_listings",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reached_id = table.Column<Guid>(type: "uuid", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_listings", x => x.campaign_id);
                    table.ForeignKey(
                        name: "fk_campaign_listings_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "match_passes",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    policy_version = table.Column<string>(type: "text", nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reached_id = table.Column<Guid>(type: "uuid", nullable: false),
                    caught_up_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    compared = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_match_passes", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "same_person_proposals",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    one_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    points = table.Column<double>(type: "double precision", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    compared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_same_person_proposals", x => x.number);
                    table.ForeignKey(
                        name: "fk_same_person_proposals_people_one_id",
                        column: x => x.one_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_same_person_proposals_people_other_id",
                        column: x => x.other_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_people_changed_at_id",
                table: "people",
                columns: new[] { "changed_at", "id" },
                filter: "merged_into_id is null");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_listings_reached_at",
                table: "campaign_listings",
                column: "reached_at",
                filter: "finished_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_same_person_proposals_one_id_other_id",
                table: "same_person_proposals",
                columns: new[] { "one_id", "other_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_same_person_proposals_other_id",
                table: "same_person_proposals",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_same_person_proposals_points_number",
                table: "same_person_proposals",
                columns: new[] { "points", "number" },
                descending: new bool[0],
                filter: "until is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign_listings");

            migrationBuilder.DropTable(
                name: "match_passes");

            migrationBuilder.DropTable(
                name: "same_person_proposals");

            migrationBuilder.DropIndex(
                name: "ix_people_changed_at_id",
                table: "people");
        }
    }
}
