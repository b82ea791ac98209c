using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace DomesticAbuseResponse.Application.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OrdersAndMoves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "arrested_on",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "follows_id",
                table: "orders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "grounds",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "hearing_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "hearing_on",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "other_residents",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "purposes",
                table: "orders",
                type: "character varying(62)",
                maxLength: 62,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "rank",
                table: "orders",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "representations",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "served_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "tag_until_on",
                table: "orders",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "under_eighteens",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "victim_opinion",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "victim_views",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "views_not_sought",
                table: "orders",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "order_id",
                table: "deadlines",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "for_on",
                table: "case_tasks",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "case_tasks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "case_tasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "withdrawn_at",
                table: "case_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "order_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    before = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_order_steps_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "perpetrator_moves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    protects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    place = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_perpetrator_moves", x => x.id);
                    table.ForeignKey(
                        name: "fk_perpetrator_moves_agencies_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_perpetrator_moves_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_perpetrator_moves_people_protects_id",
                        column: x => x.protects_id,
                        principalTable: "people",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_perpetrator_moves_staff_members_recorded_by",
                        column: x => x.recorded_by,
                        principalTable: "staff_members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "safety_watches",
                columns: table => new
                {
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_safety_watches", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "move_steps",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    move_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    words = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    is_cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_move_steps", x => x.number);
                    table.ForeignKey(
                        name: "fk_move_steps_perpetrator_moves_move_id",
                        column: x => x.move_id,
                        principalTable: "perpetrator_moves",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_changed_at",
                table: "orders",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ix_orders_follows_id",
                table: "orders",
                column: "follows_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_from_on",
                table: "orders",
                column: "from_on",
                filter: "ended_on is null and kind = 'LicenceConditions'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_hearing_on",
                table: "orders",
                column: "hearing_on",
                filter: "ended_on is null and hearing_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_orders_served_on",
                table: "orders",
                column: "served_on",
                filter: "ended_on is null and kind in ('Dvpn', 'Dapn')");

            migrationBuilder.CreateIndex(
                name: "ix_orders_tag_until_on",
                table: "orders",
                column: "tag_until_on",
                filter: "ended_on is null and tag_until_on is not null");

            migrationBuilder.CreateIndex(
                name: "ix_orders_until_on",
                table: "orders",
                column: "until_on",
                filter: "ended_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_order_id",
                table: "deadlines",
                column: "order_id",
                filter: "order_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_due_on",
                table: "case_tasks",
                column: "due_on",
                filter: "subject_id is not null and done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_subject_id_case_id_agency_id_reason_for_on",
                table: "case_tasks",
                columns: new[] { "subject_id", "case_id", "agency_id", "reason", "for_on" },
                unique: true,
                filter: "subject_id is not null and done_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_subject_id",
                table: "case_tasks",
                column: "subject_id",
                filter: "subject_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_move_steps_move_id",
                table: "move_steps",
                column: "move_id");

            migrationBuilder.CreateIndex(
                name: "ix_order_steps_order_id",
                table: "order_steps",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_moves_agency_id",
                table: "perpetrator_moves",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_moves_on",
                table: "perpetrator_moves",
                column: "on",
                filter: "cancelled_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_moves_person_id",
                table: "perpetrator_moves",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_moves_protects_id",
                table: "perpetrator_moves",
                column: "protects_id");

            migrationBuilder.CreateIndex(
                name: "ix_perpetrator_moves_recorded_by",
                table: "perpetrator_moves",
                column: "recorded_by");

            migrationBuilder.AddForeignKey(
                name: "fk_deadlines_orders_order_id",
                table: "deadlines",
                column: "order_id",
                principalTable: "orders",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "fk_orders_orders_follows_id",
                table: "orders",
                column: "follows_id",
                principalTable: "orders",
                principalColumn: "id");

            migrationBuilder.Sql("""
                insert into order_steps (order_id, kind, "on", words, by, recorded_at)
                select id, 'Recorded', coalesce(from_on, (recorded_at at time zone 'Europe/London')::date), null, recorded_by, recorded_at from orders
                union all select id, 'Served', served_on, null, recorded_by, recorded_at from orders where served_on is not null
                union all select id, 'Ended', ended_on, ended_because, recorded_by, changed_at from orders where ended_on is not null
                """);

            migrationBuilder.Sql("""
                create view coming_days as
                select 'Hearing'::character varying(32) as kind, hearing_on as "on", hearing_at as at, id as subject_id, person_id, protects_id, null::uuid as case_id, null::uuid as agency_id
                from orders where ended_on is null and hearing_on is not null
                union all
                select (case when kind in ('PoliceBail', 'CourtBail') then 'BailEnds' when kind = 'LicenceConditions' then 'LicenceEnds' else 'OrderEnds' end)::character varying(32),
                    until_on, null::timestamp with time zone, id, person_id, protects_id, null::uuid, null::uuid
                from orders where ended_on is null and until_on is not null
                union all
                select 'TagEnds'::character varying(32), tag_until_on, null::timestamp with time zone, id, person_id, protects_id, null::uuid, null::uuid
                from orders where ended_on is null and tag_until_on is not null
                union all
                select 'Release'::character varying(32), from_on, null::timestamp with time zone, id, person_id, protects_id, null::uuid, null::uuid
                from orders where ended_on is null and kind = 'LicenceConditions' and from_on is not null
                union all
                select (case when kind = 'PrisonRelease' then 'Release' when kind in ('Interview', 'Remand') then 'Custody' else 'Court' end)::character varying(32),
                    "on", ("on" + at) at time zone 'Europe/London', id, person_id, protects_id, null::uuid, null::uuid
                from perpetrator_moves where cancelled_at is null
                union all
                select 'Task'::character varying(32), due_on, null::timestamp with time zone, id, null::uuid, null::uuid, case_id, agency_id
                from case_tasks where subject_id is not null and done_at is null
                union all
                select 'Clock'::character varying(32), ((d.due_at - interval '1 second') at time zone 'Europe/London')::date, d.due_at, d.id, o.person_id, o.protects_id, d.case_id, d.agency_id
                from deadlines d join orders o on o.id = d.order_id where d.order_id is not null and d.met_at is null and d.superseded_at is null
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop view coming_days");

            migrationBuilder.DropForeignKey(
                name: "fk_deadlines_orders_order_id",
                table: "deadlines");

            migrationBuilder.DropForeignKey(
                name: "fk_orders_orders_follows_id",
                table: "orders");

            migrationBuilder.DropTable(
                name: "move_steps");

            migrationBuilder.DropTable(
                name: "order_steps");

            migrationBuilder.DropTable(
                name: "safety_watches");

            migrationBuilder.DropTable(
                name: "perpetrator_moves");

            migrationBuilder.DropIndex(
                name: "ix_orders_changed_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_follows_id",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_from_on",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_hearing_on",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_served_on",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_tag_until_on",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_until_on",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_deadlines_order_id",
                table: "deadlines");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_due_on",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_subject_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_subject_id_case_id_agency_id_reason_for_on",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "arrested_on",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "follows_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "grounds",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "hearing_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "hearing_on",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "other_residents",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "purposes",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "rank",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "representations",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "served_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "tag_until_on",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "under_eighteens",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "victim_opinion",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "victim_views",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "views_not_sought",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "order_id",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "for_on",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "subject_id",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "withdrawn_at",
                table: "case_tasks");
        }
    }
}
