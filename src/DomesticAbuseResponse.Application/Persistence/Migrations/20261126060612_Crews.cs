using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Crews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_participations_one_party",
                table: "participations");

            migrationBuilder.AddColumn<Guid>(
                name: "staff_id",
                table: "participations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "through_task_id",
                table: "participations",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "crew_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    victim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    force_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shift_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    way = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    distance = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crew_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_crew_tasks_agencies_force_id",
                        column: x => x.force_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_crew_tasks_crew_tasks_from_id",
                        column: x => x.from_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_crew_tasks_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_crew_tasks_people_victim_id",
                        column: x => x.victim_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_crew_tasks_shifts_shift_id",
                        column: x => x.shift_id,
                        principalTable: "shifts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "crew_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    to = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crew_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_crew_steps_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "safe_spaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    victim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_of = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    adults = table.Column<int>(type: "integer", nullable: false),
                    children_ages = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    needs = table.Column<string[]>(type: "text[]", nullable: false),
                    not_in = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safe_spaces", x => x.id);
                    table.ForeignKey(
                        name: "fk_safe_spaces_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safe_spaces_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_safe_spaces_people_victim_id",
                        column: x => x.victim_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "visits",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visits", x => x.task_id);
                    table.ForeignKey(
                        name: "fk_visits_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visits_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "worker_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    shared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_worker_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_worker_notes_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_worker_notes_crew_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "crew_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_worker_notes_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_worker_notes_staff_members_by",
                        column: x => x.by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safe_space_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    space_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safe_space_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_safe_space_steps_safe_spaces_space_id",
                        column: x => x.space_id,
                        principalTable: "safe_spaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visit_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_changes_visits_task_id",
                        column: x => x.task_id,
                        principalTable: "visits",
                        principalColumn: "task_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_participations_staff_id_record_kind_record_id",
                table: "participations",
                columns: new[] { "staff_id", "record_kind", "record_id" },
                filter: "until is null and staff_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_participations_through_task_id",
                table: "participations",
                column: "through_task_id",
                filter: "through_task_id is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_participations_one_party",
                table: "participations",
                sql: "num_nonnulls(agency_id, marac_id, staff_id) = 1");

            migrationBuilder.CreateIndex(
                name: "ix_crew_steps_task_id_kind",
                table: "crew_steps",
                columns: new[] { "task_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_force_id_asked_at",
                table: "crew_tasks",
                columns: new[] { "force_id", "asked_at" },
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_from_id",
                table: "crew_tasks",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_incident_id",
                table: "crew_tasks",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_open",
                table: "crew_tasks",
                columns: new[] { "incident_id", "victim_id", "shift_id" },
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_shift_id",
                table: "crew_tasks",
                column: "shift_id");

            migrationBuilder.CreateIndex(
                name: "ix_crew_tasks_victim_id",
                table: "crew_tasks",
                column: "victim_id");

            migrationBuilder.CreateIndex(
                name: "ix_safe_space_steps_space_id_kind",
                table: "safe_space_steps",
                columns: new[] { "space_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_safe_spaces_incident_id",
                table: "safe_spaces",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_safe_spaces_task_id",
                table: "safe_spaces",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_safe_spaces_victim_id",
                table: "safe_spaces",
                column: "victim_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_changes_task_id_number",
                table: "visit_changes",
                columns: new[] { "task_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_visits_incident_id",
                table: "visits",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_worker_notes_agency_id_at",
                table: "worker_notes",
                columns: new[] { "agency_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_worker_notes_by",
                table: "worker_notes",
                column: "by");

            migrationBuilder.CreateIndex(
                name: "ix_worker_notes_incident_id",
                table: "worker_notes",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_worker_notes_task_id",
                table: "worker_notes",
                column: "task_id");

            migrationBuilder.Sql("create trigger crew_steps_append_only before update or delete or truncate on crew_steps for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger visit_changes_append_only before update or delete or truncate on visit_changes for each statement execute function refuse_change()");
            migrationBuilder.Sql("create trigger safe_space_steps_append_only before update or delete or truncate on safe_space_steps for each statement execute function refuse_change()");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "crew_steps");

            migrationBuilder.DropTable(
                name: "safe_space_steps");

            migrationBuilder.DropTable(
                name: "visit_changes");

            migrationBuilder.DropTable(
                name: "worker_notes");

            migrationBuilder.DropTable(
                name: "safe_spaces");

            migrationBuilder.DropTable(
                name: "visits");

            migrationBuilder.DropTable(
                name: "crew_tasks");

            migrationBuilder.DropIndex(
                name: "ix_participations_staff_id_record_kind_record_id",
                table: "participations");

            migrationBuilder.DropIndex(
                name: "ix_participations_through_task_id",
                table: "participations");

            migrationBuilder.DropCheckConstraint(
                name: "ck_participations_one_party",
                table: "participations");

            migrationBuilder.DropColumn(
                name: "staff_id",
                table: "participations");

            migrationBuilder.DropColumn(
                name: "through_task_id",
                table: "participations");

            migrationBuilder.AddCheckConstraint(
                name: "ck_participations_one_party",
                table: "participations",
                sql: "(agency_id is null) <> (marac_id is null)");
        }
    }
}
