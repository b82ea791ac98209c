using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>One referral of the load world and how far it has come.</summary>
internal sealed record LoadReferral(ReferralKind Kind, Actor From, DateTimeOffset RaisedAt, DateTimeOffset? SentAt, DateTimeOffset? AnsweredAt, ReferralStatus Status)
{
    /// <summary>The share of MARAC referrals that come from others than the police.</summary>
    private const double _notFromPolice = 0.4;

    public bool IsAccepted => Status is ReferralStatus.Accepted;

    public bool Consents { get; init; }

    public static IEnumerable<LoadReferral> Of(LoadWorld world, int c)
    {
        var call = world.Plan.Cases[c].FirstHigh;
        var idva = Make(world, c, ReferralKind.Idva, world.Officer(call), world.Plan.Incidents[call].AssessedAt, accepts: 0.84);
        yield return idva;

        var chance = new Chance(world.Seed, Stream.MaracReferral, ~c);
        var from = chance.Has(_notFromPolice) && idva.IsAccepted ? world.Idva(c) : world.Officer(call);
        var raised = from.AgencyId == world.Force ? idva.RaisedAt : idva.AnsweredAt!.Value + TimeSpan.FromHours(4);
        if (raised <= world.Plan.Until)
        {
            yield return Make(world, c, ReferralKind.Marac, from, raised, accepts: 0.95);
        }
    }

    private static LoadReferral Make(LoadWorld world, int c, ReferralKind kind, Actor from, DateTimeOffset raised, double accepts)
    {
        var chance = new Chance(world.Seed, kind is ReferralKind.Idva ? Stream.IdvaReferral : Stream.MaracReferral, c);
        var sent = raised + chance.Between(TimeSpan.FromMinutes(15), TimeSpan.FromHours(20));
        var answered = sent + chance.Between(TimeSpan.FromHours(2), TimeSpan.FromHours(60));
        var consents = chance.Has(0.6);
        var end = chance.Has(accepts) ? ReferralStatus.Accepted : chance.Has(0.75) ? ReferralStatus.Declined : ReferralStatus.Withdrawn;
        var status = sent > world.Plan.Until ? ReferralStatus.Raised
            : answered <= world.Plan.Until ? end
            : chance.Has(0.15) ? ReferralStatus.Queried : ReferralStatus.Sent;
        return new LoadReferral(kind, from, raised, sent <= world.Plan.Until ? sent : null, answered <= world.Plan.Until ? answered : null, status) { Consents = consents };
    }
}
