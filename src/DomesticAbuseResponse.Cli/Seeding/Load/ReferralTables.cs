using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Referrals with every step they went through, and the agendas of the meetings that took the MARAC's.</summary>
internal static class ReferralTables
{
    public static IEnumerable<LoadTable> Of(LoadWorld world)
    {
        var referrals = world.Plan.Cases.LongCount(c => c.FirstHigh >= 0) * 2;
        yield return new("meetings", "id marac_id held_on starts_at venue is_emergency", 0, rows => Meetings(world, rows));
        yield return new(
            "referrals",
            "id case_id kind from_agency_id to_agency_id marac_id raised_at sent_at status grounds account_narrative account_afraid_of account_safe_to_talk_to "
            + "sharing_consent sharing_basis sharing_reason sharing_decided_by sharing_at sharing_victim_aware changed_at",
            referrals, rows => Referrals(world, rows));
        yield return new("referral_steps", "referral_id status by by_agency_id words at", referrals * 3, rows => Steps(world, rows));
        yield return new("agenda_items", "id meeting_id case_id referral_id order placed_by placed_at", referrals / 2, rows => Agenda(world, rows));
    }

    private static IEnumerable<(int Case, LoadReferral Referral)> All(LoadWorld world) =>
        Enumerable.Range(0, world.Plan.Cases.Length).SelectMany(c => world.ReferralsOf(c).Select(r => (c, r)));

    /// <summary>The accepted MARAC referrals and the meeting each is heard at.</summary>
    private static IEnumerable<(int Case, DateTimeOffset AcceptedAt, DateOnly Day)> Heard(LoadWorld world) =>
        from referral in All(world)
        where referral.Referral is { Kind: ReferralKind.Marac, IsAccepted: true }
        let accepted = referral.Referral.AnsweredAt!.Value
        select (referral.Case, accepted, world.Meetings.For(world.Plan.Cases[referral.Case].Unit, accepted));

    /// <summary>The meetings that nobody has planned yet.</summary>
    public static IEnumerable<Meeting> NewMeetings(LoadWorld world)
    {
        var known = world.MeetingsThere.ToHashSet();
        return Heard(world).Select(h => (h.Day, Area: DemoPlaces.Areas[world.Plan.Cases[h.Case].Unit])).Where(m => known.Add(DemoMeetings.IdOf(m.Area, m.Day)))
            .Select(m => DemoMeetings.Plan(m.Area, m.Day));
    }

    private static void Meetings(LoadWorld world, RowWriter rows)
    {
        foreach (var meeting in NewMeetings(world))
        {
            rows.Row().Add(meeting.Id).Add(meeting.MaracId).Add(meeting.HeldOn).Add(meeting.StartsAt).Add(meeting.Venue).Add(false);
        }
    }

    private static void Referrals(LoadWorld world, RowWriter rows)
    {
        foreach (var (c, referral) in All(world))
        {
            var unit = world.Plan.Cases[c].Unit;
            rows.Row().Add(world.ReferralId(c, referral.Kind)).Add(world.CaseId(c)).Add<ReferralKind>(referral.Kind).Add(referral.From.AgencyId);
            rows = referral.Kind is ReferralKind.Idva ? rows.Add(world.Services[unit]).Null() : rows.Null().Add(world.Maracs[unit]);
            rows.Add(referral.RaisedAt).Add(referral.SentAt).Add<ReferralStatus>(referral.Status).Json("[]");
            if (referral.SentAt is not { } sent)
            {
                rows.Null().Null().Null().Null().Null().Null().Null().Null().Null().Add(referral.RaisedAt);
                continue;
            }

            rows.Add("Graded High. The history and the last report are on the case.").Add("The perpetrator").Add("The victim, on the number of the safe-contact card");
            rows = referral.Consents
                ? rows.Add(true).Null().Add("The victim consents.")
                : rows.Add(false).Add("ukgdpr-9-2-g-safeguarding").Add("High risk of serious harm; sharing is needed to protect.");
            rows.Add(referral.From.StaffId).Add(sent).Add(true).Add(referral.AnsweredAt ?? sent);
        }
    }

    private static void Steps(LoadWorld world, RowWriter rows)
    {
        foreach (var (c, referral) in All(world))
        {
            var id = world.ReferralId(c, referral.Kind);
            var receiver = referral.Kind is ReferralKind.Idva ? world.Idva(c) : world.Cast.Coordinators[world.Plan.Cases[c].Unit];
            Step(ReferralStatus.Raised, referral.From, "Graded High.", referral.RaisedAt);
            if (referral.SentAt is { } sent)
            {
                Step(ReferralStatus.Sent, referral.From, null, sent);
                if (referral.Status is not ReferralStatus.Sent)
                {
                    var by = referral.Status is ReferralStatus.Withdrawn ? referral.From : receiver;
                    Step(referral.Status, by, Words(referral.Status), referral.AnsweredAt ?? sent + (world.Plan.Until - sent) / 2);
                }
            }

            void Step(ReferralStatus status, Actor by, string? words, DateTimeOffset at) =>
                rows.Row().Add(id).Add<ReferralStatus>(status).Add(by.StaffId).Add(by.AgencyId).Add(words).Add(at);
        }
    }

    private static string? Words(ReferralStatus status) => status switch
    {
        ReferralStatus.Declined => "Already supported by another service.",
        ReferralStatus.Withdrawn => "Sent twice.",
        ReferralStatus.Queried => "Is there a safe time to call?",
        _ => null,
    };

    private static void Agenda(LoadWorld world, RowWriter rows)
    {
        Dictionary<Id<Meeting>, int> places = [];
        foreach (var (c, accepted, day) in Heard(world))
        {
            var unit = world.Plan.Cases[c].Unit;
            var meeting = LoadMeetings.IdOf(unit, day);
            var place = places[meeting] = places.GetValueOrDefault(meeting) + 1;
            rows.Row().Add(Chance.Id(world.Seed, Stream.Agenda, c, accepted)).Add(meeting).Add(world.CaseId(c)).Add(world.ReferralId(c, ReferralKind.Marac)).Add(place)
                .Add(world.Cast.Coordinators[unit].StaffId).Add(accepted);
        }
    }
}
