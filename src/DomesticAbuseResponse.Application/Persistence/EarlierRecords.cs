namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>What the migration <c>PlacesAndCasesPutRight</c> runs after the tables have changed, so that records made before it say what later ones say by themselves.</summary>
internal static class EarlierRecords
{
    public const string Up = """
        -- The victim's part tells in which case the incident belongs.
        update incident_parties p set case_id = i.case_id from incidents i join cases c on c.id = i.case_id
        where i.id = p.incident_id and p.role = 'Victim' and p.person_id = c.victim_id;

        -- A slow grade that waits for its review.
        update incidents i set review_due_since = coalesce(i.grade_set_at, i.logged_at), slow_graded_by = i.grade_set_by
        where i.closed_at is null and i.grade in ('Routine', 'Diary')
            and not exists (select from supervisor_reviews r where r.incident_id = i.id and r.grade = i.grade and r.at >= coalesce(i.grade_set_at, i.logged_at));

        -- Places on people and incidents came through the cases they are in: one for each.
        with parts as (
            select id as case_id, victim_id as record_id from cases
            union select case_id, person_id from case_perpetrators
            union select case_id, incident_id from incident_parties where case_id is not null
            union select own.case_id, p.person_id from incident_parties own join incident_parties p on p.incident_id = own.incident_id where own.case_id is not null
        )
        insert into participations (record_id, record_kind, agency_id, marac_id, kind, since, through_case_id)
        select distinct p.record_id, p.record_kind, p.agency_id, p.marac_id, p.kind, p.since, parts.case_id
        from participations p
        join parts on parts.record_id = p.record_id
        join participations k on k.record_id = parts.case_id and k.until is null and k.kind in ('Owner', 'Partner', 'Marac')
            and (k.agency_id = p.agency_id or k.marac_id = p.marac_id)
        where p.until is null and p.kind in ('Partner', 'Marac') and p.record_kind in ('Person', 'Incident') and p.through_case_id is null;

        delete from participations p
        where p.until is null and p.through_case_id is null and p.kind in ('Partner', 'Marac') and p.record_kind in ('Person', 'Incident')
            and exists (select from participations q where q.record_id = p.record_id and q.through_case_id is not null and (q.agency_id = p.agency_id or q.marac_id = p.marac_id));

        -- Earlier calls to a house in a street, whatever its postcode. The column lies in a part of the incident, where the model cannot name an index.
        create index ix_incidents_call_location on incidents using gin (call_location gin_trgm_ops);
        """;

    /// <summary>
    /// What a specialist asked for before that was a request like any other had a notice alone, which nobody could close: where the incident is open it becomes the
    /// request it is now, and where nothing is left to decide the notice is done. Run by the migration <c>NamesAndPlacesCutAlike</c>.
    /// </summary>
    public const string RegradesAsked = """
        insert into regrade_requests (incident_id, by, before, wanted, reason, at)
        select distinct on (i.id, r.grade_asked) i.id, r.by, r.grade_seen, r.grade_asked, coalesce(r.reason, 'Asked for by the specialist in the control room.'), r.at
        from notices n
        join incidents i on i.id = n.subject_id
        join lateral (
            select r.* from specialist_reviews r where r.incident_id = i.id and r."check" = 'UpgradeAsked' and r.grade_asked is not null
            order by r.at = n.at desc, r.at desc limit 1) r on true
        where n.kind = 'RegradeAsked' and n.done_at is null and i.closed_at is null and r.grade_asked is distinct from i.grade
            and not exists (select from regrade_requests waits where waits.incident_id = i.id and waits.decided_at is null)
        order by i.id, r.grade_asked, r.at desc;

        update incidents i set regrade_asked_at = asked.at, changed_at = now()
        from (select incident_id, min(at) as at from regrade_requests where decided_at is null group by incident_id) asked
        where asked.incident_id = i.id and i.closed_at is null and i.regrade_asked_at is null;

        update notices n set done_at = now()
        where n.kind = 'RegradeAsked' and n.done_at is null
            and not exists (select from regrade_requests waits where waits.incident_id = n.subject_id and waits.decided_at is null);
        """;

    public const string Down = "drop index ix_incidents_call_location;";
}
