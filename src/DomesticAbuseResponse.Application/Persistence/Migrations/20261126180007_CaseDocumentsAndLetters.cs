using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CaseDocumentsAndLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    made_on = table.Column<DateOnly>(type: "date", nullable: true),
                    made_by_whom = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    source = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    reach = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holds_address = table.Column<bool>(type: "boolean", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    original_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scan = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_documents_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_documents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_documents_staff_members_added_by",
                        column: x => x.added_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_documents_staff_members_removed_by",
                        column: x => x.removed_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    template_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    template_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    reader = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    way = table.Column<long>(type: "bigint", nullable: true),
                    block = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    text = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    places = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_letters_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letters_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letters_staff_members_made_by",
                        column: x => x.made_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letters_staff_members_settled_by",
                        column: x => x.settled_by,
                        principalTable: "staff_members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "document_bytes",
                columns: table => new
                {
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    preview = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_bytes", x => x.document_id);
                    table.ForeignKey(
                        name: "fk_document_bytes_case_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "case_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_added_by",
                table: "case_documents",
                column: "added_by");

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_agency_id",
                table: "case_documents",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_case_id_number",
                table: "case_documents",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_removed_by",
                table: "case_documents",
                column: "removed_by");

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_to_scan",
                table: "case_documents",
                column: "added_at",
                filter: "scan = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_letters_agency_id",
                table: "letters",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_case_id_number",
                table: "letters",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letters_made_by",
                table: "letters",
                column: "made_by");

            migrationBuilder.CreateIndex(
                name: "ix_letters_settled_by",
                table: "letters",
                column: "settled_by");

            migrationBuilder.CreateIndex(
                name: "ix_letters_waiting",
                table: "letters",
                column: "made_at",
                filter: "status = 'Waiting'");

            // What a letter said and what was added never change; a letter is never deleted, and a file only by being removed.
            migrationBuilder.Sql("create trigger letters_fixed before update of block, text, hash, places, template_code, template_version, made_by, made_at on letters for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger letters_kept before delete or truncate on letters for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger case_documents_fixed before update of hash, original_hash, size, file, added_by, added_at on case_documents for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger case_documents_kept before delete or truncate on case_documents for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger document_bytes_fixed before update or truncate on document_bytes for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document_bytes");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "case_documents");
        }
    }
}
