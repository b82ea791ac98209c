using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Calls with what was said, who was in them, and the supervisors' reviews of slow grades.</summary>
internal static class IncidentTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var incidents = world.Plan.Incidents.Length;
        yield return new(
            "incidents",
            "id reference agency_id logged_by reported_at logged_at grade grade_set_at grade_set_by review_due_since slow_graded_by unit_id case_id is_restricted attended_at closed_at closed_reason changed_at "
            + "call_source call_silence call_silent_solution call_caller_name call_caller_phone call_caller_phone_e164 call_location call_postcode call_first_words "
            + "call_what_happened call_fear call_injuries call_weapons call_children_present call_is_crime",
            incidents, rows => Incidents(world, rows));
        yield return new("incident_parties", "incident_id person_id role case_id since", incidents * 24 / 10, rows => Parties(world, rows));
        yield return new("supervisor_reviews", "incident_id by before grade reason at", incidents / 5, rows => Reviews(world, rows));
    }

    private static void Incidents(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            var chance = new Chance(world.Seed, Stream.Incident, ~(long)i);
            var c = call.Case;
            var (phone, e164) = c >= 0 && chance.Has(0.7) ? PeopleTables.VictimPhone(world, c) : LoadWords.Phone(ref chance);
            var (location, postcode) = c >= 0 && chance.Has(0.8) ? PeopleTables.VictimAddress(world, c) : LoadWords.Address(ref chance, call.Unit);
            var silence = c >= 0 || chance.Has(0.7) ? Silence.None : chance.Has(0.5) ? Silence.Silent : Silence.Abandoned;
            var closed = Closed(call, silence);
            rows.Row().Add(world.IncidentId(i)).Add(world.IncidentReference(i)).Add(world.Force).Add(world.Handler(i).StaffId).Add(call.ReportedAt).Add(call.ReportedAt)
                .Add<ResponseGrade>(call.Grade).Add(call.ReportedAt).Add(world.Handler(i).StaffId);
            rows = call.Grade.NeedsReview() && call.SupervisorAt is null ? rows.Add(call.ReportedAt).Add(world.Handler(i).StaffId) : rows.Null().Null();
            rows.Add(world.Units[call.Unit]);
            rows = c >= 0 ? rows.Add(world.CaseId(c)).Add(world.Plan.Cases[c].IsRestricted) : rows.Null().Add(false);
            rows.Add(call.AttendedAt).Add(closed).Add(closed is null ? null : "Dealt with").Add(closed ?? call.AttendedAt ?? call.ReportedAt)
                .Add<CallSource>(Source(ref chance)).Add<Silence>(silence).Add(silence is Silence.Silent && chance.Has(0.4)).Null().Add(phone).Add(e164).Add(location).Add(postcode)
                .Add(silence is Silence.None ? LoadWords.FirstWords(ref chance) : null).Add(LoadWords.WhatHappened(ref chance)).Add<Fear>(chance.Of(Enum.GetValues<Fear>()))
                .Add(chance.Has(0.22) ? LoadWords.Injury(ref chance) : null).Add(chance.Has(0.08) ? LoadWords.Weapon(ref chance) : null)
                .Add<YesNoUnknown>(call.ChildrenPresent ? YesNoUnknown.Yes : YesNoUnknown.No).Add<YesNoUnknown>(call.IsCrime ? YesNoUnknown.Yes : YesNoUnknown.No);
        }
    }

    /// <summary>A slow grade is closed after its review only (S72), a silent or abandoned call after attendance only (S73).</summary>
    private static DateTimeOffset? Closed(LoadIncident call, Silence silence) =>
        (call.Grade.NeedsReview() && call.SupervisorAt is null) || (silence is not Silence.None && call.AttendedAt is null) ? null : call.ClosedAt;

    private static CallSource Source(ref Chance chance) => chance.Share() switch
    {
        < 0.46 => CallSource.Emergency999,
        < 0.76 => CallSource.NonEmergency101,
        < 0.83 => CallSource.Online,
        < 0.89 => CallSource.Station,
        < 0.95 => CallSource.Agency,
        _ => CallSource.ThirdParty,
    };

    private static void Parties(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.Case < 0)
            {
                continue;
            }

            rows.Row().Add(world.IncidentId(i)).Add(world.VictimId(call.Case)).Add<PartyRole>(PartyRole.Victim).Add(world.CaseId(call.Case)).Add(call.ReportedAt);
            if (world.PerpetratorId(call.Case) is { } perpetrator)
            {
                rows.Row().Add(world.IncidentId(i)).Add(perpetrator).Add<PartyRole>(PartyRole.Perpetrator).Null().Add(call.ReportedAt);
            }

            for (var child = 0; child < world.Plan.Cases[call.Case].Children; child++)
            {
                rows.Row().Add(world.IncidentId(i)).Add(world.ChildId(call.Case, child)).Add<PartyRole>(PartyRole.Child).Null().Add(call.ReportedAt);
            }
        }
    }

    private static void Reviews(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            if (call.SupervisorAt is { } at)
            {
                var by = world.Cast.Supervisors[i % world.Cast.Supervisors.Count];
                rows.Row().Add(world.IncidentId(i)).Add(by.StaffId).Add<ResponseGrade>(call.Grade).Add<ResponseGrade>(call.Grade).Add("Caller safe for now; grade agreed").Add(at);
            }
        }
    }
}
