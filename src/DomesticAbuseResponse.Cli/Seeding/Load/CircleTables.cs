using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Who stands in the circle of each record, whom restrictions name and exclusions bar, and the history of what happened.</summary>
internal static class CircleTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var (incidents, cases) = (world.Plan.Incidents.LongLength, world.Plan.Cases.LongLength);
        yield return new("participations", "record_id record_kind agency_id marac_id kind since through_case_id", incidents + cases * 42 / 10, rows => Places(world, rows));
        yield return new("named_staff", "record_id staff_id since", cases / 40, rows => Named(world, rows));
        yield return new("exclusions", "record_id staff_id reason since", cases / 200, rows => Exclusions(world, rows));
        yield return new("record_events", "case_id incident_id person_id name by_staff_id by_agency_id at details", incidents * 3 + cases, rows => Events(world, rows));
    }

    private static void Places(LoadWorld world, RowWriter rows)
    {
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            Agency(RecordKind.Incident, world.IncidentId(i).Value, world.Force, ParticipationKind.Owner, world.Plan.Incidents[i].ReportedAt);
        }

        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            var opened = world.Plan.Cases[c].OpenedAt;
            Agency(RecordKind.Case, world.CaseId(c).Value, world.Force, ParticipationKind.Owner, opened);
            foreach (var (person, recordedHere) in world.PeopleOf(c))
            {
                if (recordedHere)
                {
                    Agency(RecordKind.Person, person.Value, world.Force, ParticipationKind.Owner, opened);
                }
            }

            foreach (var referral in world.ReferralsOf(c))
            {
                Referred(c, referral);
            }
        }

        foreach (var meeting in ReferralTables.NewMeetings(world))
        {
            Marac(RecordKind.Meeting, meeting.Id.Value, meeting.MaracId, ParticipationKind.Marac, world.Plan.Until);
        }

        void Referred(int c, LoadReferral referral)
        {
            var (service, marac) = (world.Services[world.Plan.Cases[c].Unit], world.Maracs[world.Plan.Cases[c].Unit]);
            var at = referral.AnsweredAt ?? referral.SentAt ?? referral.RaisedAt;
            var record = world.CaseId(c).Value;
            var asked = referral.Status is ReferralStatus.Sent or ReferralStatus.Queried;
            switch (referral.Kind)
            {
                case ReferralKind.Idva when referral.IsAccepted:
                    Agency(RecordKind.Case, record, service, ParticipationKind.Partner, at);
                    foreach (var (person, _) in world.PeopleOf(c))
                    {
                        Agency(RecordKind.Person, person.Value, service, ParticipationKind.Partner, at, world.CaseId(c));
                    }

                    foreach (var i in world.Plan.IncidentsOf(c))
                    {
                        Agency(RecordKind.Incident, world.IncidentId(i).Value, service, ParticipationKind.Partner, at, world.CaseId(c));
                    }

                    break;
                case ReferralKind.Idva when asked:
                    Agency(RecordKind.Case, record, service, ParticipationKind.Asked, at);
                    break;
                case ReferralKind.Marac when referral.IsAccepted:
                    Marac(RecordKind.Case, record, marac, ParticipationKind.Marac, at);
                    foreach (var (person, _) in world.PeopleOf(c))
                    {
                        Marac(RecordKind.Person, person.Value, marac, ParticipationKind.Marac, at, world.CaseId(c));
                    }

                    break;
                case ReferralKind.Marac when asked:
                    Marac(RecordKind.Case, record, marac, ParticipationKind.MaracAsked, at);
                    break;
            }
        }

        void Agency(RecordKind kind, Guid record, Id<Agency> agency, ParticipationKind place, DateTimeOffset since, Id<Case>? through = null) =>
            rows.Row().Add(record).Add<RecordKind>(kind).Add(agency).Null().Add<ParticipationKind>(place).Add(since).Add(through);

        void Marac(RecordKind kind, Guid record, Id<Marac> marac, ParticipationKind place, DateTimeOffset since, Id<Case>? through = null) =>
            rows.Row().Add(record).Add<RecordKind>(kind).Null().Add(marac).Add<ParticipationKind>(place).Add(since).Add(through);
    }

    private static void Named(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            if (world.Plan.Cases[c].IsRestricted)
            {
                Id<StaffMember>[] staff = [DemoStaff.Safeguarding.Id, DemoStaff.Sergeant.Id, DemoStaff.Inspector.Id, world.Idva(c).StaffId];
                foreach (var (record, member) in RecordsOf(world, c).SelectMany(record => staff.Select(member => (record, member))))
                {
                    rows.Row().Add(record).Add(member).Add(world.Plan.Cases[c].OpenedAt);
                }
            }
        }
    }

    private static void Exclusions(LoadWorld world, RowWriter rows)
    {
        for (var c = 0; c < world.Plan.Cases.Length; c++)
        {
            if (world.Plan.Cases[c].IsExcluded)
            {
                foreach (var record in RecordsOf(world, c))
                {
                    rows.Row().Add(record).Add(DemoStaff.Officer.Id).Add("Knows one of the people").Add(world.Plan.Cases[c].OpenedAt);
                }
            }
        }
    }

    /// <summary>The case, its calls, and the people it put on record.</summary>
    private static IEnumerable<Guid> RecordsOf(LoadWorld world, int c) =>
        [world.CaseId(c).Value, .. world.Plan.IncidentsOf(c).ToArray().Select(i => world.IncidentId(i).Value), .. world.PeopleOf(c).Where(p => p.RecordedHere).Select(p => p.Person.Value)];

    private static void Events(LoadWorld world, RowWriter rows)
    {
        Dictionary<Happened, string> written = [];
        for (var i = 0; i < world.Plan.Incidents.Length; i++)
        {
            var call = world.Plan.Incidents[i];
            var incident = world.IncidentId(i).Value;
            var handler = world.Handler(i);
            Happen(new IncidentLogged(CallSource.Emergency999, call.Grade, Silence.None), null, null, handler, call.ReportedAt);
            if (call.Case < 0)
            {
                continue;
            }

            var @case = world.CaseId(call.Case).Value;
            if (call.Ordinal == 0)
            {
                Happen(new CaseOpened(), @case, world.VictimId(call.Case).Value, handler, call.ReportedAt);
            }

            Happen(new IncidentJoinedCase(), @case, null, handler, call.ReportedAt);
            if (call.Assessed is { } grade)
            {
                Happen(new CaseGraded(null, grade), @case, null, world.Officer(i), call.AssessedAt);
            }

            void Happen(Happened happened, Guid? caseId, Guid? person, Actor by, DateTimeOffset at)
            {
                if (!written.TryGetValue(happened, out var details))
                {
                    details = written[happened] = RecordEvent.From(happened, by, at).Details;
                }

                rows = caseId is { } c ? rows.Row().Add(c) : rows.Row().Null();
                rows = person is { } p ? rows.Add(incident).Add(p) : rows.Add(incident).Null();
                rows.Add(happened.GetType().Name).Add(by.StaffId).Add(by.AgencyId).Add(at).Json(details);
            }
        }
    }
}
